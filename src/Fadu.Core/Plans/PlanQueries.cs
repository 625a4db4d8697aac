using System.ComponentModel.DataAnnotations;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>Which items a list shows.</summary>
public enum ItemView
{
    [Display(Name = "在办")]
    Open,

    [Display(Name = "逾期")]
    Late,

    [Display(Name = "本周到期")]
    Week,

    [Display(Name = "本月到期")]
    Month,

    [Display(Name = "已报完成待审")]
    Pending,

    [Display(Name = "已办结")]
    Ended,

    [Display(Name = "全部")]
    All,
}

/// <summary>A plan to choose.</summary>
public sealed record PlanTitle(Guid Id, string Title);

/// <summary>What a list of items is narrowed to; stands in the address of the page.</summary>
public sealed record ItemFilter
{
    public ItemView View { get; init; }
    public Guid? Plan { get; init; }
    public Guid? Organ { get; init; }

    /// <summary>Only items that are in the hands of this person.</summary>
    public Guid? Person { get; init; }

    /// <summary>Only where the organ leads.</summary>
    public bool LeadOnly { get; init; }

    public string? Chapter { get; init; }

    /// <summary>Words in the title.</summary>
    public string? Words { get; init; }
}

/// <summary>A line of a list.</summary>
public sealed record ItemRow
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public required string PlanTitle { get; init; }
    public int Ordinal { get; init; }
    public string? Number { get; init; }
    public string? Chapter { get; init; }
    public required string Title { get; init; }
    public Guid ChiefOrganId { get; init; }
    public ItemState State { get; init; }
    public bool IsOpen { get; init; }
    public bool IsPending { get; init; }
    public DateOnly NextDue { get; init; }
    public DateOnly? WrittenOffOn { get; init; }

    /// <summary>Days late on a day; 0 where it is not.</summary>
    public int DaysLate(DateOnly today) =>
        IsOpen && !IsPending && NextDue < today ? today.DayNumber - NextDue.DayNumber : 0;

    /// <summary>The place of this line, from which the next page goes on.</summary>
    public string Cursor => DueKey.Write(NextDue, Id);
}

/// <summary>Part of a list, and where it goes on.</summary>
public sealed record ItemPage(IReadOnlyList<ItemRow> Rows, string? Next);

/// <summary>One organ's month on the board: how many deadlines fell into it and how many were kept.</summary>
public sealed record BoardCell(Guid Organ, DateOnly Month, int Due, int OnTime);

/// <summary>Lists of plan items. Each takes the scope, and pages by key without counting.</summary>
public static class PlanQueries
{
    /// <summary>The most plans that a choice offers.</summary>
    public const int MostPlans = 100;

    // compiled: the list asks it each time for its filter
    private static readonly CompiledQuery<
        Func<FaduDb, int, IAsyncEnumerable<PlanTitle>>
    > ConfirmedTitles = new(() =>
        EF.CompileAsyncQuery(
            (FaduDb db, int tenant) =>
                db.Set<Plan>()
                    .Where(p => p.Tenant == tenant && p.State == PlanState.Confirmed)
                    .OrderByDescending(p => p.Id)
                    .Take(MostPlans)
                    .Select(p => new PlanTitle(p.Id, p.Title))
        )
    );

    /// <summary>The confirmed plans, newest first.</summary>
    public static ValueTask<List<PlanTitle>> Confirmed(
        FaduDb db,
        int tenant,
        CancellationToken cancellationToken = default
    ) => ConfirmedTitles.For(db)(db, tenant).ToListAsync(cancellationToken);

    /// <summary>One page. Somebody who sees one organ reads one index range of its assignments, however many items the county has.</summary>
    public static async Task<ItemPage> List(
        FaduDb db,
        Scope scope,
        ItemFilter filter,
        DateOnly today,
        string? after = null,
        int size = 50,
        CancellationToken cancellationToken = default
    )
    {
        var (rows, hasMore) = await DuePages.Page(
            DueKey.Read(after),
            size,
            from => Ids(db, scope, filter, today, from),
            ids =>
                db.Set<PlanItem>()
                    .Where(i => i.Tenant == scope.Tenant && EF.Parameter(ids).Contains(i.Id))
                    .Select(i => new ItemRow
                    {
                        Id = i.Id,
                        PlanId = i.PlanId,
                        PlanTitle = i.PlanTitle,
                        Ordinal = i.Ordinal,
                        Number = i.Number,
                        Chapter = i.Chapter,
                        Title = i.Title,
                        ChiefOrganId = i.ChiefOrganId,
                        State = i.State,
                        IsOpen = i.IsOpen,
                        IsPending = i.IsPending,
                        NextDue = i.NextDue,
                        WrittenOffOn = i.WrittenOffOn,
                    }),
            row => row.Id,
            cancellationToken
        );
        return new ItemPage(rows, hasMore ? rows[^1].Cursor : null);
    }

    /// <summary>All lines of a list, a thousand at a time, for an export that shows what the screen shows.</summary>
    public static IAsyncEnumerable<ItemRow> Stream(
        FaduDb db,
        Scope scope,
        ItemFilter filter,
        DateOnly today,
        CancellationToken cancellationToken = default
    ) =>
        DuePages.All(async after =>
        {
            var page = await List(db, scope, filter, today, after, 1000, cancellationToken);
            return (page.Rows, page.Next);
        });

    /// <summary>An item that the scope may see.</summary>
    public static async Task<PlanItem?> Find(
        FaduDb db,
        Scope scope,
        Guid id,
        CancellationToken cancellationToken = default
    )
    {
        var items = db.Set<PlanItem>().Where(i => i.Tenant == scope.Tenant && i.Id == id);
        if (!scope.Everything)
        {
            var organs = scope.Organs.ToList();
            items = items.Where(i =>
                db.Set<PlanAssignment>()
                    .Any(a =>
                        a.Tenant == i.Tenant && a.ItemId == i.Id && organs.Contains(a.OrganId)
                    )
            );
        }
        return await items.FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Deadlines by organ and month of a year and how many were kept; counted from the book, so that it is what the figure 任务.按期完成率 says. Only deadlines that have passed: what is
    /// due today or later is neither kept nor missed.
    /// </summary>
    public static async Task<IReadOnlyList<BoardCell>> Board(
        FaduDb db,
        Scope scope,
        int year,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        var (from, end) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var to = end < today ? end : today.AddDays(-1);
        var sums = await db.Set<ContributionLine>()
            .Within(scope)
            .Where(c => c.Figure == PlanFigures.TasksDue || c.Figure == PlanFigures.TasksDoneOnTime)
            .Between(from, to)
            .GroupBy(c => new
            {
                c.OrganId,
                c.Day.Month,
                c.Figure,
            })
            .Select(g => new
            {
                g.Key.OrganId,
                g.Key.Month,
                g.Key.Figure,
                Sum = g.Sum(c => c.Amount),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. sums.GroupBy(s => (s.OrganId, s.Month))
                .Select(g => new BoardCell(
                    g.Key.OrganId,
                    new DateOnly(year, g.Key.Month, 1),
                    (int)g.Where(s => s.Figure == PlanFigures.TasksDue).Sum(s => s.Sum),
                    (int)g.Where(s => s.Figure == PlanFigures.TasksDoneOnTime).Sum(s => s.Sum)
                ))
                .Where(c => c.Due > 0),
        ];
    }

    internal static IQueryable<DueKey> Ids(
        FaduDb db,
        Scope scope,
        ItemFilter filter,
        DateOnly today,
        DueKey? after
    )
    {
        var tenant = scope.Tenant;
        var (weekEnd, monthEnd) = (
            today.AddDays((7 - (int)today.DayOfWeek) % 7),
            new DateOnly(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month))
        );
        var end = filter.View == ItemView.Week ? weekEnd : monthEnd;
        // Compared with a parameter: a bare "WHERE is_open" keeps SQLite from using the index.
        var (open, closed) = (true, false);
        if (scope.Everything && filter.Organ is null && filter.Person is null)
        {
            var items = db.Set<PlanItem>().Where(i => i.Tenant == tenant);
            items = filter.View switch
            {
                ItemView.Open => items.Where(i => i.IsOpen == open),
                ItemView.Late => items.Where(i =>
                    i.IsOpen == open && !i.IsPending && i.NextDue < today
                ),
                ItemView.Week or ItemView.Month => items.Where(i =>
                    i.IsOpen == open && i.NextDue >= today && i.NextDue <= end
                ),
                ItemView.Pending => items.Where(i => i.IsOpen == open && i.IsPending),
                ItemView.Ended => items.Where(i => i.IsOpen == closed),
                _ => items,
            };
            if (filter.Plan is { } plan)
            {
                items = items.Where(i => i.PlanId == plan);
            }
            if (filter.Chapter is { } chapter)
            {
                items = items.Where(i => i.Chapter == chapter);
            }
            if (filter.Words is { } words)
            {
                items = items.Where(i => i.Title.Contains(words));
            }
            if (after is var (d, id))
            {
                items = items.Where(i => i.NextDue > d || (i.NextDue == d && i.Id > id));
            }
            return items
                .OrderBy(i => i.NextDue)
                .ThenBy(i => i.Id)
                .Select(i => new DueKey(i.NextDue, i.Id));
        }
        var parts = db.Set<PlanAssignment>().Within(scope);
        parts = filter.View switch
        {
            ItemView.Open => parts.Where(i => i.IsOpen == open),
            ItemView.Late => parts.Where(i =>
                i.IsOpen == open && !i.IsPending && i.NextDue < today
            ),
            ItemView.Week or ItemView.Month => parts.Where(i =>
                i.IsOpen == open && i.NextDue >= today && i.NextDue <= end
            ),
            ItemView.Pending => parts.Where(i => i.IsOpen == open && i.IsPending),
            ItemView.Ended => parts.Where(i => i.IsOpen == closed),
            _ => parts,
        };
        if (filter.Organ is { } organ)
        {
            parts = parts.Where(a => a.OrganId == organ);
        }
        if (filter.Person is { } person)
        {
            parts = parts.Where(a => a.PersonId == person);
        }
        if (filter.LeadOnly)
        {
            parts = parts.Where(a => a.Role != UnitRole.Participating);
        }
        if (filter.Plan is { } only)
        {
            parts = parts.Where(a => a.PlanId == only);
        }
        if (filter.Chapter is { } within)
        {
            parts = parts.Where(a =>
                db.Set<PlanItem>()
                    .Any(i => i.Tenant == tenant && i.Id == a.ItemId && i.Chapter == within)
            );
        }
        if (filter.Words is { } text)
        {
            parts = parts.Where(a =>
                db.Set<PlanItem>()
                    .Any(i => i.Tenant == tenant && i.Id == a.ItemId && i.Title.Contains(text))
            );
        }
        if (after is var (last, lastId))
        {
            parts = parts.Where(a => a.NextDue > last || (a.NextDue == last && a.ItemId > lastId));
        }
        return parts
            .OrderBy(a => a.NextDue)
            .ThenBy(a => a.ItemId)
            .Select(a => new DueKey(a.NextDue, a.ItemId));
    }
}
