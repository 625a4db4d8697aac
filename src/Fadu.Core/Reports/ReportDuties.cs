using System.ComponentModel.DataAnnotations;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Reports;

/// <summary>What an organ owes with its annual report.</summary>
public enum ReportDuty
{
    /// <summary>To the party committee, the people's congress and the level above (督察工作规定23条).</summary>
    [Display(Name = "报送")]
    Submission,

    /// <summary>To the public (督察工作规定24条).</summary>
    [Display(Name = "公开")]
    Publication,
}

/// <summary>That a report was submitted or published.</summary>
public sealed class ReportDutyRecord : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }

    /// <summary>The year the report is about.</summary>
    public int Year { get; init; }

    public ReportDuty Duty { get; init; }
    public DateOnly On { get; set; }

    /// <summary>To whom it was submitted, or where it was published.</summary>
    public required string Where { get; set; }

    public int Version { get; set; }

    /// <summary>The stream of an organ's duties for a year.</summary>
    public static string StreamOf(Guid organ, int year) => $"report-duty:{organ}:{year}";
}

internal sealed class ReportDutyConfiguration : IEntityTypeConfiguration<ReportDutyRecord>
{
    public void Configure(EntityTypeBuilder<ReportDutyRecord> entity) =>
        entity.HasKey(d => new
        {
            d.Tenant,
            d.Year,
            d.OrganId,
            d.Duty,
        });
}

/// <summary>A report was submitted or published.</summary>
[TrailEvent("report-duty.done", "报送或公开年度报告")]
public sealed record ReportDutyDone(
    Guid OrganId,
    int Year,
    ReportDuty Duty,
    DateOnly On,
    string Where
) : ITrailEvent;

/// <summary>Records that an organ's report was submitted or published; a second record corrects the first.</summary>
public sealed record RecordReportDuty(
    Guid OrganId,
    int Year,
    ReportDuty Duty,
    DateOnly On,
    string Where
) : Command;

/// <summary>What is owed, by whom, until when.</summary>
public static class ReportDuties
{
    /// <summary>The last day: 1 March for submission, 1 April for publication, of the following year.</summary>
    public static DateOnly DueOn(ReportDuty duty, int year) =>
        duty == ReportDuty.Submission
            ? new DateOnly(year + 1, 3, 1) // 督察工作规定23条2款
            : new DateOnly(year + 1, 4, 1); // 督察工作规定24条

    /// <summary>The beginning of the keys of reminders.</summary>
    internal static string NoticeOf(Guid organ, int year, ReportDuty duty) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"report-duty:{organ}:{year}:{duty}:"
        );

    /// <summary>The article.</summary>
    public static string ArticleOf(ReportDuty duty) =>
        duty == ReportDuty.Submission ? "督察工作规定第二十三条第二款" : "督察工作规定第二十四条";

    /// <summary>Whether an organ owes it: governments and departments from the county up submit; governments of every level and those departments publish.</summary>
    public static bool Owes(OrganKind kind, Level level, ReportDuty duty) =>
        kind switch
        {
            OrganKind.Government => duty == ReportDuty.Publication || level <= Level.County,
            OrganKind.Department => level <= Level.County,
            OrganKind.Township => duty == ReportDuty.Publication,
            _ => false,
        };
}

internal sealed class ReportDutyHandler : IHandler<RecordReportDuty>
{
    public async ValueTask<string?> Handle(
        RecordReportDuty command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (!work.Actor.Can(Capability.ManageReports))
        {
            work.Demand(Capability.WriteReports);
            if (work.Actor.Organ != command.OrganId)
            {
                Work.Refuse(RefusalKind.Forbidden, "只能登记本机关的报送和公开。");
            }
        }
        var organ =
            await work
                .Db.Set<Organ>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    o => o.Tenant == work.Tenant && o.Id == command.OrganId,
                    cancellationToken
                )
                .ConfigureAwait(false)
            ?? throw new RefusedException(
                new Refusal(RefusalKind.NotFound, "没有这个机关，请从列表中选择。")
            );
        if (!ReportDuties.Owes(organ.Kind, organ.Level, command.Duty))
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{organ.ShortName}没有{command.Duty.DisplayName()}年度报告的义务。",
                ReportDuties.ArticleOf(command.Duty)
            );
        }
        if (command.On > work.Today || command.On.Year < command.Year)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"日期应在{command.Year}年初至今天之间。",
                field: nameof(command.On)
            );
        }
        if (string.IsNullOrWhiteSpace(command.Where))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                command.Duty == ReportDuty.Submission
                    ? "请写明报送给哪些机关。"
                    : "请写明在哪里公开（网址或报刊名称和日期）。",
                field: nameof(command.Where)
            );
        }
        await work.Append(
                ReportDutyRecord.StreamOf(organ.Id, command.Year),
                new ReportDutyDone(
                    organ.Id,
                    command.Year,
                    command.Duty,
                    command.On,
                    command.Where.Trim()
                ),
                legalDate: command.On,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        await work.SettleNotices(ReportDuties.NoticeOf(organ.Id, command.Year, command.Duty))
            .ConfigureAwait(false);
        return organ.Id.ToString();
    }
}

internal sealed class ReportDutyProjection : IProject<ReportDutyDone>
{
    public IReadOnlyList<Type> Tables => [typeof(ReportDutyRecord)];

    public async ValueTask Apply(ReportDutyDone data, TrailEntry entry, FaduDb db)
    {
        var record = await db.FindAsync<ReportDutyRecord>(
                entry.Tenant,
                data.Year,
                data.OrganId,
                data.Duty
            )
            .ConfigureAwait(false);
        if (record is null)
        {
            record = new ReportDutyRecord
            {
                Tenant = entry.Tenant,
                OrganId = data.OrganId,
                Year = data.Year,
                Duty = data.Duty,
                Where = data.Where,
            };
            db.Add(record);
        }
        record.On = data.On;
        record.Where = data.Where;
        record.Version = entry.Number;
    }
}
