using System.Text.Json;
using Fadu.Core.Trail;

namespace Fadu.Core.Reports;

internal sealed class ReportProjection
    : IProject<ReportCreated>,
        IProject<ReportCutOffMoved>,
        IProject<ReportAssembled>,
        IProject<ReportSentBack>,
        IProject<ReportApproved>,
        IProject<SectionAssigned>,
        IProject<SectionWritten>,
        IProject<SectionSubmitted>,
        IProject<SectionReturned>,
        IProject<SectionAccepted>
{
    public IReadOnlyList<Type> Tables => [typeof(Report), typeof(ReportSection)];

    public ValueTask Apply(ReportCreated data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new Report
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                OrganId = data.OrganId,
                CoordinatorOrganId = data.CoordinatorOrganId,
                Year = data.Year,
                Title = data.Title,
                CutOff = data.CutOff,
                Version = entry.Number,
            }
        );
        foreach (var section in data.Sections)
        {
            db.Add(
                new ReportSection
                {
                    Tenant = entry.Tenant,
                    Id = section.Id,
                    ReportId = data.Id,
                    Content = section.Content,
                    Order = section.Order,
                    Title = section.Title,
                    OrganId = section.OrganId,
                    Due = section.Due,
                }
            );
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask Apply(ReportCutOffMoved data, TrailEntry entry, FaduDb db) =>
        Change(db, entry, data.Id, r => r.CutOff = data.CutOff);

    public ValueTask Apply(ReportAssembled data, TrailEntry entry, FaduDb db) =>
        Change(
            db,
            entry,
            data.Id,
            r =>
            {
                r.State = ReportState.Assembled;
                r.KnownSeq = data.KnownSeq;
                r.KnownAt = data.KnownAt;
                r.Frozen = JsonSerializer.Serialize(data.Content, EventRegistry.Json);
                r.SentBackBecause = null;
            }
        );

    public ValueTask Apply(ReportSentBack data, TrailEntry entry, FaduDb db) =>
        Change(
            db,
            entry,
            data.Id,
            r =>
            {
                r.State = ReportState.Drafting;
                r.KnownSeq = null;
                r.KnownAt = null;
                r.Frozen = null;
                r.SentBackBecause = entry.Reason;
            }
        );

    public ValueTask Apply(ReportApproved data, TrailEntry entry, FaduDb db) =>
        Change(
            db,
            entry,
            data.Id,
            r =>
            {
                r.State = ReportState.Approved;
                r.ApprovedBy = data.ApprovedBy;
                r.ApprovedOn = data.ApprovedOn;
            }
        );

    public ValueTask Apply(SectionAssigned data, TrailEntry entry, FaduDb db) =>
        ChangeSection(
            db,
            entry,
            data.Id,
            s =>
            {
                s.OrganId = data.OrganId;
                s.Due = data.Due;
            }
        );

    public ValueTask Apply(SectionWritten data, TrailEntry entry, FaduDb db) =>
        ChangeSection(
            db,
            entry,
            data.Id,
            s =>
            {
                s.Text = data.Text;
                // The coordinator's own pen does not send an accepted section back.
                if (s.State is SectionState.Assigned)
                {
                    s.State = SectionState.Drafting;
                }
            }
        );

    public ValueTask Apply(SectionSubmitted data, TrailEntry entry, FaduDb db) =>
        ChangeSection(
            db,
            entry,
            data.Id,
            s =>
            {
                s.State = SectionState.Submitted;
                s.ReturnedBecause = null;
            }
        );

    public ValueTask Apply(SectionReturned data, TrailEntry entry, FaduDb db) =>
        ChangeSection(
            db,
            entry,
            data.Id,
            s =>
            {
                s.State = SectionState.Returned;
                s.ReturnedBecause = entry.Reason;
            }
        );

    public ValueTask Apply(SectionAccepted data, TrailEntry entry, FaduDb db) =>
        ChangeSection(db, entry, data.Id, s => s.State = SectionState.Accepted);

    private static async ValueTask Change(
        FaduDb db,
        TrailEntry entry,
        Guid id,
        Action<Report> change
    )
    {
        var report = (await db.FindAsync<Report>(entry.Tenant, id).ConfigureAwait(false))!;
        change(report);
        report.Version = entry.Number;
    }

    private static async ValueTask ChangeSection(
        FaduDb db,
        TrailEntry entry,
        Guid id,
        Action<ReportSection> change
    )
    {
        var section = (await db.FindAsync<ReportSection>(entry.Tenant, id).ConfigureAwait(false))!;
        change(section);
        section.Version = entry.Number;
    }
}
