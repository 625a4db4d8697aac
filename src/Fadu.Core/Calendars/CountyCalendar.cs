using System.Collections.Concurrent;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Reading;
using Fadu.Reading.Holidays;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Calendars;

/// <summary>A year's days off and make-up workdays that the county has added to, or put in the place of, what comes with Fadu.</summary>
public sealed class HolidayYear
{
    public int Tenant { get; init; }
    public int Year { get; init; }

    /// <summary>Title of the notice.</summary>
    public required string Source { get; set; }

    /// <summary>One day a line: date, 休 or 班, holiday; separated by tabs.</summary>
    public required string Days { get; set; }

    /// <summary>The entry that brought it.</summary>
    public long Seq { get; set; }
}

internal sealed class HolidayYearConfiguration : IEntityTypeConfiguration<HolidayYear>
{
    public void Configure(EntityTypeBuilder<HolidayYear> entity)
    {
        entity.HasKey(y => new { y.Tenant, y.Year });
        entity.Property(y => y.Year).ValueGeneratedNever();
    }
}

/// <summary>One day of a notice, as the trail keeps it.</summary>
public sealed record NoticeDay(DateOnly Date, bool IsWork, string Holiday);

/// <summary>A year's notice was added, or put in the place of an earlier one.</summary>
[TrailEvent("calendar.year-set", "录入放假安排")]
public sealed record HolidayYearSet(int Year, string Source, IReadOnlyList<NoticeDay> Days)
    : ITrailEvent;

/// <summary>Adds a year by the pasted text of the State Council's notice. Open clocks follow (see <see cref="Matters.RecountClocks"/>).</summary>
public sealed record AddHolidayNotice(string Text) : Command;

internal sealed class CalendarHandler : IHandler<AddHolidayNotice>
{
    public async ValueTask<string?> Handle(
        AddHolidayNotice command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageProcedures);
        HolidayReading read;
        HolidayNotice notice;
        try
        {
            read = HolidayReader.Read(new SourceText(command.Text, "粘贴的通知"));
            notice = new HolidayNotice(
                read.Year,
                read.Days.Select(d => new CalendarDay(d.Date, !d.Off, d.Holiday)),
                read.Title
            );
        }
        catch (Exception e) when (e is UnreadableException or DateRuleException)
        {
            Work.Refuse(RefusalKind.Invalid, e.Message, field: nameof(command.Text));
            return null;
        }
        var known = await CountyCalendars
            .Read(work.Db, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        if (known.WithNotice(notice).Version != known.Version)
        {
            await work.Append(
                    "calendar",
                    new HolidayYearSet(
                        read.Year,
                        notice.Source.Law,
                        [.. notice.Days.Select(d => new NoticeDay(d.Date, d.IsWork, d.Holiday))]
                    )
                )
                .ConfigureAwait(false);
        }
        return null;
    }
}

internal sealed class HolidayYearProjection : IProject<HolidayYearSet>
{
    public IReadOnlyList<Type> Tables => [typeof(HolidayYear)];

    public async ValueTask Apply(HolidayYearSet data, TrailEntry entry, FaduDb db)
    {
        var days = string.Join(
            '\n',
            data.Days.Select(d => $"{d.Date:yyyy-MM-dd}\t{(d.IsWork ? "班" : "休")}\t{d.Holiday}")
        );
        if (
            await db.FindAsync<HolidayYear>(entry.Tenant, data.Year).ConfigureAwait(false) is
            { } known
        )
        {
            (known.Source, known.Days, known.Seq) = (data.Source, days, entry.Seq);
            return;
        }
        db.Add(
            new HolidayYear
            {
                Tenant = entry.Tenant,
                Year = data.Year,
                Source = data.Source,
                Days = days,
                Seq = entry.Seq,
            }
        );
    }
}

/// <summary>The work calendar of a county: what comes with Fadu, and the years that the county has added.</summary>
public static class CountyCalendars
{
    // A calendar is made once for each set of notices.
    private static readonly ConcurrentDictionary<string, WorkCalendar> Made = new(
        StringComparer.Ordinal
    );

    /// <summary>The calendar as the database has it now.</summary>
    public static async ValueTask<WorkCalendar> Read(
        FaduDb db,
        int tenant,
        CancellationToken cancellationToken = default
    )
    {
        var years = await db.Set<HolidayYear>()
            .AsNoTracking()
            .Where(y => y.Tenant == tenant)
            .OrderBy(y => y.Year)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (years.Count == 0)
        {
            return WorkCalendar.National;
        }
        if (Made.Count > 64)
        {
            Made.Clear();
        }
        return Made.GetOrAdd(
            string.Join('|', years.Select(y => $"{y.Year} {y.Source} {y.Days}")),
            _ =>
                years.Aggregate(
                    WorkCalendar.National,
                    (calendar, year) =>
                        calendar.WithNotice(
                            new HolidayNotice(
                                year.Year,
                                year.Days.Split('\n').Select(Day),
                                year.Source
                            )
                        )
                )
        );
    }

    private static CalendarDay Day(string line)
    {
        var cells = line.Split('\t');
        return new(
            DateOnly.ParseExact(
                cells[0],
                "yyyy-MM-dd",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            cells[1] == "班",
            cells[2]
        );
    }
}
