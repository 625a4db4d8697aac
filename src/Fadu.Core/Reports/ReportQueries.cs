using Fadu.Core.Figures;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Reports;

/// <summary>Reading reports within a scope: one's own organ's, and those in which it has a section to write.</summary>
public sealed class ReportQueries(FigureCatalogue catalogue, FigureQuery figures)
{
    /// <summary>The reports somebody may open.</summary>
    public static IQueryable<Report> Visible(FaduDb db, Scope scope)
    {
        var tenant = scope.Tenant;
        var all = db.Set<Report>().Where(r => r.Tenant == tenant);
        if (scope.Everything)
        {
            return all;
        }
        var organs = scope.Organs.ToList();
        return all.Where(r =>
            organs.Contains(r.OrganId)
            || db.Set<ReportSection>()
                .Any(s => s.Tenant == tenant && s.ReportId == r.Id && organs.Contains(s.OrganId))
        );
    }

    /// <summary>The sections of a report that somebody may read: all of one's own organ's report, else those that one's organ writes.</summary>
    public static async Task<List<ReportSection>> Sections(
        FaduDb db,
        Scope scope,
        Report report,
        CancellationToken cancellationToken = default
    )
    {
        var sections = db.Set<ReportSection>()
            .AsNoTracking()
            .Where(s => s.Tenant == report.Tenant && s.ReportId == report.Id);
        if (!scope.Everything && !scope.Organs.Contains(report.OrganId))
        {
            sections = sections.Within(scope);
        }
        return await sections
            .OrderBy(s => s.Order)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The report as it reads for somebody: fixed once it is approved, else as it stands within the scope.</summary>
    public async Task<ReportDraft> Draft(
        FaduDb db,
        Scope scope,
        Report report,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        // An approved report is there to be read by everybody; one that waits for approval by those who see all of it.
        if (
            report.State == ReportState.Approved
            || (report.State == ReportState.Assembled && scope.Everything)
        )
        {
            return ReportDraft.Thaw(report);
        }
        return await DraftOf(
                db,
                scope,
                report,
                await Sections(db, scope, report, cancellationToken).ConfigureAwait(false),
                today,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Sections as they read, saved or not, with figures as known at the report's cut-off.</summary>
    public async Task<ReportDraft> DraftOf(
        FaduDb db,
        Scope scope,
        Report report,
        IReadOnlyList<ReportSection> sections,
        DateOnly today,
        CancellationToken cancellationToken = default
    ) =>
        await ReportDraft
            .Build(
                db,
                catalogue,
                figures,
                scope,
                report,
                sections,
                await ReportHandlers
                    .KnownSeq(db, report, today, cancellationToken)
                    .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
}
