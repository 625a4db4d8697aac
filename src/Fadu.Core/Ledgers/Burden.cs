using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>What one thing asks of an organ in a month.</summary>
/// <param name="IsAsked">Whether its period falls due in the month; what is entered as it happens is not asked for.</param>
/// <param name="Times">How often it was filled in; a thing that is asked for and was not filled in counts once.</param>
/// <param name="Fields">Fields filled in or still to be filled in.</param>
/// <param name="Seconds">What that takes, estimated.</param>
public sealed record BurdenEntry(
    OrganInfo Organ,
    DateOnly Month,
    string Title,
    string Address,
    BurdenKind Kind,
    bool IsAsked,
    int Times,
    int Fields,
    int Seconds
);

/// <summary>What kind of thing is asked for.</summary>
public enum BurdenKind
{
    [System.ComponentModel.DataAnnotations.Display(Name = "台账")]
    Ledger,

    [System.ComponentModel.DataAnnotations.Display(Name = "报表")]
    Return,

    [System.ComponentModel.DataAnnotations.Display(Name = "任务进展")]
    Progress,
}

/// <summary>
/// How much the county asks of its organs: fields and minutes by month (减负). It measures what is asked, never how anybody works: times are estimated from the fields, nobody is
/// timed. No norm gives these seconds; they are our estimate (M) and meant for comparing one table with another.
/// </summary>
public static class Burden
{
    /// <summary>Opening a form, finding the paper, checking what was typed.</summary>
    private const int SecondsOfAForm = 60;

    /// <summary>A row that a sheet brings is looked at, not typed.</summary>
    private const int SecondsOfARow = 5;

    /// <summary>A return is made of what is there; it is checked and sent.</summary>
    private const int SecondsOfAReturn = 120;

    /// <summary>What was done, and the evidence.</summary>
    private const int FieldsOfProgress = 2;

    /// <summary>Estimated seconds for one field.</summary>
    public static int SecondsOf(LedgerField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Type switch
        {
            FieldType.YesNo or FieldType.Choice => 5,
            FieldType.Date or FieldType.Count or FieldType.Decimal => 8,
            FieldType.Organ or FieldType.Item => 8,
            FieldType.Organs or FieldType.Texts or FieldType.Tallies => 25,
            _ => field.LongText ? 90 : 20,
        };
    }

    /// <summary>The fields of a ledger's form that its people fill in: what is known beforehand (their own organ) is not among them.</summary>
    public static IEnumerable<LedgerField> Asked(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.Fields.Where(f => f.Identifier != nameof(LedgerRecord.Organ));
    }

    /// <summary>Everything that was asked of the organs in scope in the months from one to another, in the order of organs.</summary>
    public static async Task<IReadOnlyList<BurdenEntry>> Of(
        FaduDb db,
        Scope scope,
        LedgerRegistry ledgers,
        ReturnRegistry returns,
        LedgerOrgans organs,
        DateOnly firstMonth,
        int months,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        var first = new DateOnly(firstMonth.Year, firstMonth.Month, 1);
        var end = first.AddMonths(months);
        var starts = await LedgerStarts
            .Read(db, scope.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var demandable = await ReturnQueries
            .Demandable(db, scope.Tenant, returns.All, today, cancellationToken)
            .ConfigureAwait(false);
        var mine = organs.All.Where(o => scope.Everything || scope.Organs.Contains(o.Id)).ToList();
        // what a procedure brings was typed by nobody
        var lines = (
            await db.Set<LedgerLine>()
                .AsNoTracking()
                .Within(scope)
                .Where(l =>
                    l.Source != LineSource.Procedure
                    && l.OccurredOn >= first
                    && l.OccurredOn < end
                    && l.State != LineState.Merged
                )
                .GroupBy(l => new
                {
                    l.Ledger,
                    l.OrganId,
                    l.OccurredOn.Year,
                    l.OccurredOn.Month,
                    ByHand = l.Source == LineSource.Form || l.Source == LineSource.Outside,
                })
                .Select(g => new { g.Key, Lines = g.Count() })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(g => (g.Key.OrganId, g.Key.Ledger, g.Key.Year, g.Key.Month));
        var progress = (
            await db.Set<ProgressReport>()
                .AsNoTracking()
                .Within(scope)
                .Where(p =>
                    p.Status != ReportStatus.Withdrawn
                    && p.ReportedOn >= first
                    && p.ReportedOn < end
                )
                .GroupBy(p => new
                {
                    p.OrganId,
                    p.ReportedOn.Year,
                    p.ReportedOn.Month,
                })
                .Select(g => new { g.Key, Reports = g.Count() })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToDictionary(g => (g.Key.OrganId, g.Key.Year, g.Key.Month), g => g.Reports);
        var entries = new List<BurdenEntry>();
        foreach (var organ in mine)
        {
            for (var month = first; month < end; month = month.AddMonths(1))
            {
                var owed = month.AddMonths(1);
                foreach (var ledger in ledgers.All)
                {
                    var found = lines[(organ.Id, ledger.Key, month.Year, month.Month)].ToList();
                    var typed = found.Where(g => g.Key.ByHand).Sum(g => g.Lines);
                    var brought = found.Where(g => !g.Key.ByHand).Sum(g => g.Lines);
                    var isAsked =
                        ledger.Rhythm != Rhythm.AsItHappens
                        && ledger.OwedBy(organ)
                        && organ.Exists(month)
                        && FallsDue(ledger.Rhythm, month) is { } due
                        && starts.Owes(ledger.Key, due);
                    if (typed + brought == 0 && !isAsked)
                    {
                        continue;
                    }
                    var fields = Asked(ledger).ToList();
                    // a zero report is one click, but nobody knows beforehand that it will be one
                    var forms = typed == 0 && brought == 0 ? 1 : typed;
                    entries.Add(
                        new BurdenEntry(
                            organ,
                            month,
                            ledger.Title,
                            $"/workbench/ledgers/{ledger.Key}",
                            BurdenKind.Ledger,
                            isAsked,
                            forms + brought,
                            forms * fields.Count,
                            (forms * (SecondsOfAForm + fields.Sum(SecondsOf)))
                                + (brought * SecondsOfARow)
                        )
                    );
                }
                foreach (
                    var of in demandable.Where(r =>
                        r.OwedBy(organ)
                        && organ.Exists(month)
                        && r.Period(owed) is var period
                        && period.Due >= month
                        && period.Due < owed
                        && starts.Owes(LedgerStart.OfReturn(r.Key), period.Due)
                    )
                )
                {
                    entries.Add(
                        new BurdenEntry(
                            organ,
                            month,
                            of.Title,
                            $"/workbench/ledgers/returns/{of.Key}",
                            BurdenKind.Return,
                            true,
                            1,
                            0,
                            SecondsOfAReturn
                        )
                    );
                }
                if (
                    progress.GetValueOrDefault((organ.Id, month.Year, month.Month))
                    is var told
                        and > 0
                )
                {
                    entries.Add(
                        new BurdenEntry(
                            organ,
                            month,
                            "填报任务进展",
                            "/workbench/plans/items",
                            BurdenKind.Progress,
                            false,
                            told,
                            told * FieldsOfProgress,
                            told * (SecondsOfAForm + 90)
                        )
                    );
                }
            }
        }
        return entries;
    }

    /// <summary>The last day of what falls due in a month; null where no period of the rhythm ended just before it.</summary>
    private static DateOnly? FallsDue(Rhythm rhythm, DateOnly month)
    {
        var (_, to, due) = LedgerQueries.LastPeriod(rhythm, month);
        return to == month.AddDays(-1) ? due : null;
    }
}
