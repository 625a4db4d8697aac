using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

/// <summary>Which matters a list shows.</summary>
public enum MatterView
{
    [Display(Name = "我承办的")]
    Mine,

    [Display(Name = "待本单位办理")]
    Asked,

    [Display(Name = "在办")]
    Open,

    [Display(Name = "逾期")]
    Late,

    [Display(Name = "本周到期")]
    Week,

    [Display(Name = "已办结")]
    Ended,

    [Display(Name = "全部")]
    All,
}

/// <summary>What a list of matters is narrowed to; stands in the address of the page.</summary>
public sealed record MatterFilter
{
    public MatterView View { get; init; } = MatterView.Open;

    /// <summary>Key of a procedure, or the beginning of several (<c>legality-review.</c>).</summary>
    public string? Procedure { get; init; }

    /// <summary>Only what this organ has to do with; for <see cref="MatterView.Asked"/>, whose step is next.</summary>
    public Guid? Organ { get; init; }

    /// <summary>Only what is in the hands of this person; <see cref="MatterView.Mine"/> needs it.</summary>
    public Guid? Person { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Only those with something unlawful on record.</summary>
    public bool OnlyUnlawful { get; init; }

    /// <summary>Words in the texts.</summary>
    public string? Words { get; init; }
}

/// <summary>A line of a list.</summary>
public sealed record MatterRow
{
    public Guid Id { get; init; }
    public required string Procedure { get; init; }
    public required string Title { get; init; }
    public Guid OrganId { get; init; }
    public Guid SenderId { get; init; }
    public Guid HandlerId { get; init; }
    public DateOnly OpenedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public bool IsOpen { get; init; }
    public bool IsVoid { get; init; }
    public string? Stage { get; init; }
    public required string NextStep { get; init; }
    public DateOnly NextDue { get; init; }
    public string? OutcomeName { get; init; }
    public bool HasLateEntries { get; init; }
    public bool HasUnlawfulFacts { get; init; }

    /// <summary>Days late on a day; 0 where it is not.</summary>
    public int DaysLate(DateOnly today) =>
        IsOpen && NextDue < today ? today.DayNumber - NextDue.DayNumber : 0;

    /// <summary>The place of this line, from which the next page goes on.</summary>
    public string Cursor => DueKey.Write(NextDue, Id);
}

/// <summary>Part of a list, and where it goes on.</summary>
public sealed record MatterPage(IReadOnlyList<MatterRow> Rows, string? Next);

/// <summary>A clock as a page shows it.</summary>
/// <param name="Reading">How the day came about (为什么是这一天).</param>
/// <param name="Due">The day that holds; empty while paused.</param>
/// <param name="WouldBe">A changed calendar would make it this earlier day, but the other was told to a party.</param>
public sealed record ClockView(
    ClockRule Rule,
    ClockState State,
    ClockReading Reading,
    DateOnly? Due,
    DateOnly? WouldBe
)
{
    /// <summary>The sentences of the explanation, with their articles.</summary>
    public IReadOnlyList<string> Explanation =>
        [
            .. Reading.Explanation.Select(l => l.ToString()),
            .. Rule.UnlessText is { } unless ? [$"{unless}的，不受此限。"] : Array.Empty<string>(),
        ];
}

/// <summary>A material as a page shows it: declared, with its versions.</summary>
/// <param name="Needed">The article by which an open stage needs it, where it is missing.</param>
public sealed record MaterialView(
    Material Material,
    IReadOnlyList<MaterialState> Versions,
    LawRef? Needed
);

/// <summary>A step that can be taken now, or why it cannot.</summary>
/// <param name="MayTry">Whether the asking person has a part that may do it.</param>
/// <param name="Form">What is filled in; null where nothing is.</param>
/// <param name="Refusals">Why not, each a sentence with its article.</param>
/// <param name="CanBeRecorded">What can be put on record if it was done all the same.</param>
public sealed record StepView(
    ProcedureAction Action,
    Stage? Stage,
    bool MayTry,
    RecordForm? Form,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<UnlawfulKind> CanBeRecorded
)
{
    /// <summary>What the form holds before anything is filled in; null where it is empty.</summary>
    public JsonObject? Proposed { get; init; }

    /// <summary>Whether nothing stands against it before it is filled in.</summary>
    public bool IsOpen => MayTry && Refusals.Count == 0;
}

/// <summary>Everything that the page of a matter shows.</summary>
public sealed record MatterDetail(
    Matter Matter,
    Procedure Procedure,
    MatterState State,
    IReadOnlyList<(string Title, string Text)> Facts,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<NextStep> Next,
    IReadOnlyList<ClockView> Clocks,
    IReadOnlyList<MaterialView> Materials,
    IReadOnlyList<MatterRow> Children,
    MatterRow? Parent,
    IReadOnlyList<(MatterPart Part, Guid Organ, string Role)> Organs,
    IReadOnlyList<TimelineLine> Timeline
)
{
    /// <summary>The flow with where it stands, as SVG.</summary>
    public string Diagram => ProcedureDiagram.Svg(Procedure, State);
}

/// <summary>Reads matters. Everything takes the scope, and it goes into the SQL; lists page by key without counting.</summary>
public static class MatterQueries
{
    /// <summary>One page. Somebody who sees one organ reads one index range of what his organ has to do with.</summary>
    public static async Task<MatterPage> List(
        FaduDb db,
        Scope scope,
        MatterFilter filter,
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
                Rows(
                    db.Set<Matter>()
                        .Where(m => m.Tenant == scope.Tenant && EF.Parameter(ids).Contains(m.Id))
                ),
            row => row.Id,
            cancellationToken
        );
        return new MatterPage(rows, hasMore ? rows[^1].Cursor : null);
    }

    /// <summary>All lines of a list, a thousand at a time, for an export that shows what the screen shows.</summary>
    public static IAsyncEnumerable<MatterRow> Stream(
        FaduDb db,
        Scope scope,
        MatterFilter filter,
        DateOnly today,
        CancellationToken cancellationToken = default
    ) =>
        DuePages.All(async after =>
        {
            var page = await List(db, scope, filter, today, after, 1000, cancellationToken);
            return (page.Rows, page.Next);
        });

    /// <summary>A matter that the scope may see.</summary>
    public static async Task<Matter?> Find(
        FaduDb db,
        Scope scope,
        Guid id,
        CancellationToken cancellationToken = default
    ) =>
        await Visible(db, scope)
            .AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == id, cancellationToken);

    /// <summary>The matters that some matters opened or named, as far as the scope may see them.</summary>
    internal static async Task<IReadOnlyList<Matter>> Related(
        FaduDb db,
        Scope scope,
        IReadOnlyCollection<Matter> of,
        CancellationToken cancellationToken
    )
    {
        var ids = of.Select(m => (Guid?)m.Id).ToList();
        var named = of.SelectMany(m => m.ReadState().Children.Values)
            .Where(c => c.IsNamed == true)
            .Select(c => Guid.Parse(c.Matter!))
            .ToList();
        return await Visible(db, scope)
            .AsNoTracking()
            .Where(m => ids.Contains(m.ParentId) || named.Contains(m.Id))
            .OrderBy(m => m.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Everything that the page of a matter shows; null where it may not be seen.</summary>
    public static async Task<MatterDetail?> Detail(
        FaduDb db,
        Scope scope,
        Actor actor,
        Guid id,
        ProcedureRegistry procedures,
        EventRegistry registry,
        Directories directories,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        if (await Find(db, scope, id, cancellationToken) is not { } matter)
        {
            return null;
        }
        var procedure = procedures.Get(matter.Procedure, matter.Edition);
        var state = matter.ReadState();
        var organs = await db.Set<MatterOrgan>()
            .AsNoTracking()
            .Where(o => o.Tenant == scope.Tenant && o.MatterId == id)
            .OrderBy(o => o.Part)
            .ToListAsync(cancellationToken);
        var world = await MatterBook.World(db, scope.Tenant, today, cancellationToken);
        var people = await directories.People(scope.Tenant, cancellationToken);
        var names = await LedgerOrgans.Of(directories, scope.Tenant, cancellationToken);
        var acting = MatterParts.Of(
            actor,
            procedure,
            matter.OrganId,
            matter.SenderId,
            MatterBook.InvitedOf(organs)
        );
        var parent = matter.ParentId;
        var named = state
            .Children.Values.Where(c => c.IsNamed == true)
            .Select(c => Guid.Parse(c.Matter!))
            .ToList();
        var related = await Rows(
                Visible(db, scope)
                    .AsNoTracking()
                    .Where(m =>
                        m.ParentId == id
                        || named.Contains(m.Id)
                        || (parent != null && m.Id == parent)
                    )
                    .OrderBy(m => m.Id)
            )
            .ToListAsync(cancellationToken);
        var clocks = await db.Set<MatterClock>()
            .AsNoTracking()
            .Where(c => c.Tenant == scope.Tenant && c.MatterId == id)
            .ToDictionaryAsync(c => c.Clock, cancellationToken);
        var missing = ProcedureEngine
            .MissingMaterials(procedure, state, acting, world)
            .ToDictionary(n => n.Material, n => n.Basis, StringComparer.Ordinal);
        return new MatterDetail(
            matter,
            procedure,
            state,
            RecordForm.Of(procedure.FactsType).Show(state.Facts, names),
            matter.IsVoid ? [] : Steps(procedure, state, acting, world),
            matter.IsVoid ? [] : ProcedureEngine.NextSteps(procedure, state),
            [
                .. procedure
                    .Clocks.Where(c => state.Clocks.ContainsKey(c.Key))
                    .Select(c =>
                    {
                        var (clock, row) = (state.Clocks[c.Key], clocks[c.Key]);
                        return new ClockView(
                            c,
                            clock,
                            clock.ToClock(c.Kind).Read(world.Calendar),
                            row.Due == Matter.NoDue ? null : row.Due,
                            row.WouldBe
                        );
                    }),
            ],
            [
                .. procedure.Materials.Select(m => new MaterialView(
                    m,
                    [.. state.Materials.Where(v => v.Material == m.Key)],
                    missing.GetValueOrDefault(m.Key)
                )),
            ],
            [.. related.Where(r => r.Id != parent)],
            related.Find(r => r.Id == parent),
            [.. organs.Select(o => (o.Part, o.OrganId, o.Role))],
            await MatterTimeline.Read(db, matter, procedure, registry, people, cancellationToken)
        );
    }

    /// <summary>Matters that may stand in a slot of a matter: of the procedures that it names, newest first.</summary>
    public static async Task<IReadOnlyList<MatterRow>> Nameable(
        FaduDb db,
        Scope scope,
        Matter matter,
        ChildMatter slot,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(matter);
        ArgumentNullException.ThrowIfNull(slot);
        var procedures = slot.Nameable.ToList();
        // What the organ of the matter, or the one that sent it in, has itself sent in or is responsible for.
        List<Guid> organs = [matter.SenderId, matter.OrganId];
        return await Rows(
                Visible(db, scope)
                    .AsNoTracking()
                    .Where(m =>
                        procedures.Contains(m.Procedure)
                        && m.Id != matter.Id
                        && !m.IsVoid
                        && (organs.Contains(m.SenderId) || organs.Contains(m.OrganId))
                    )
                    .OrderByDescending(m => m.OpenedOn)
                    .ThenByDescending(m => m.Id)
                    .Take(40)
            )
            .ToListAsync(cancellationToken);
    }

    /// <summary>Whose office it is to take matters of a procedure in an organ, each with how many open ones of it he has in hand.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> LoadOf(
        FaduDb db,
        Scope scope,
        Guid organ,
        Procedure procedure,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(procedure);
        var able = await MatterBook.AbleOf(
            db,
            scope.Tenant,
            procedure,
            organ,
            today,
            cancellationToken
        );
        var counts = await Visible(db, scope)
            .AsNoTracking()
            .Where(m => m.IsOpen && m.OrganId == organ && m.Procedure == procedure.Key)
            .GroupBy(m => m.HandlerId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return able.ToDictionary(p => p, p => counts.GetValueOrDefault(p));
    }

    /// <summary>The name of a file of a matter that the scope may see; null where there is none.</summary>
    public static async Task<string?> FileName(
        FaduDb db,
        Scope scope,
        string hash,
        CancellationToken cancellationToken = default
    ) =>
        await db.Set<MatterMaterial>()
            .AsNoTracking()
            .Where(f => f.Tenant == scope.Tenant && f.Hash == hash)
            .Where(f => Visible(db, scope).Any(m => m.Id == f.MatterId))
            .Select(f => f.Name)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Open matters whose responsible person is not in office at the responsible organ, or that have no next step. None can be created so; a person who leaves without handing over would make one.</summary>
    public static async Task<IReadOnlyList<MatterRow>> Orphans(
        FaduDb db,
        Scope scope,
        DateOnly today,
        CancellationToken cancellationToken = default
    ) =>
        await Rows(
                Visible(db, scope)
                    .AsNoTracking()
                    .Where(m =>
                        m.IsOpen
                        && (
                            m.NextStep == ""
                            || !db.Set<Person>()
                                .Any(p =>
                                    p.Tenant == m.Tenant
                                    && p.Id == m.HandlerId
                                    && p.OrganId == m.OrganId
                                    && (p.LeftOn == null || p.LeftOn >= today)
                                )
                        )
                    )
                    .OrderBy(m => m.NextDue)
                    .ThenBy(m => m.Id)
                    .Take(500)
            )
            .ToListAsync(cancellationToken);

    /// <summary>What the county has settled: the organ responsible for each procedure, its own lengths of limits.</summary>
    public static async Task<IReadOnlyList<ProcedureSetting>> Settings(
        FaduDb db,
        Scope scope,
        CancellationToken cancellationToken = default
    ) =>
        await db.Set<ProcedureSetting>()
            .AsNoTracking()
            .Where(s => s.Tenant == scope.Tenant)
            .OrderBy(s => s.Procedure)
            .ThenBy(s => s.Key)
            .ToListAsync(cancellationToken);

    /// <summary>The points that are looked at one by one in matters of a procedure: the county's own, else those of the declaration.</summary>
    public static async Task<IReadOnlyList<string>> PointsOf(
        FaduDb db,
        Scope scope,
        Procedure procedure,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(procedure);
        if (procedure.Points.Count == 0)
        {
            return [];
        }
        var own = await db.Set<ProcedureSetting>()
            .AsNoTracking()
            .Where(s =>
                s.Tenant == scope.Tenant && s.Procedure == procedure.Key && s.Key == "points"
            )
            .Select(s => s.Value)
            .FirstOrDefaultAsync(cancellationToken);
        return own?.Split('\n') ?? procedure.Points;
    }

    private static IReadOnlyList<StepView> Steps(
        Procedure procedure,
        MatterState state,
        Acting acting,
        ProcedureWorld world
    ) =>
        [
            .. ProcedureEngine
                .Offers(procedure, state, acting, world)
                .Select(o => new StepView(
                    o.Action,
                    o.Stage,
                    o.Refusals.All(r => r.Sort != RefusalSort.Forbidden),
                    o.Action.InputType is { } type ? RecordForm.Of(type) : null,
                    [.. o.Refusals.Select(r => r.ToRefusal())],
                    [
                        .. o
                            .Refusals.Select(r => r.Fact)
                            .OfType<string>()
                            .Distinct(StringComparer.Ordinal)
                            .Select(f => procedure.FindUnlawful(f)!),
                    ]
                )
                {
                    Proposed = o.Proposed,
                }),
        ];

    private static IQueryable<Matter> Visible(FaduDb db, Scope scope)
    {
        var matters = db.Set<Matter>().Where(m => m.Tenant == scope.Tenant);
        if (scope.Everything)
        {
            return matters;
        }
        var organs = scope.Organs.ToList();
        return matters.Where(m =>
            db.Set<MatterOrgan>()
                .Any(o => o.Tenant == m.Tenant && o.MatterId == m.Id && organs.Contains(o.OrganId))
        );
    }

    // compiled: every page asks it for its navigation
    private static readonly CompiledQuery<Func<FaduDb, int, Guid, bool, Task<int>>> Asked = new(
        () =>
            EF.CompileAsyncQuery(
                (FaduDb db, int tenant, Guid organ, bool yes) =>
                    db.Set<MatterOrgan>()
                        .Where(o =>
                            o.Tenant == tenant
                            && o.OrganId == organ
                            && o.IsOpen == yes
                            && o.IsAsked == yes
                        )
                        .Select(o => o.MatterId)
                        .Distinct()
                        .OrderBy(id => id)
                        .Take(MostCounted)
                        .Count()
            )
    );

    /// <summary>More are not counted: the number is a hint.</summary>
    public const int MostCounted = 99;

    /// <summary>How many matters wait for an organ of the scope.</summary>
    public static Task<int> CountAsked(FaduDb db, Scope scope, Guid organ) =>
        scope.Everything || scope.Organs.Contains(organ)
            ? Asked.For(db)(db, scope.Tenant, organ, true)
            : Task.FromResult(0);

    private static IQueryable<MatterRow> Rows(IQueryable<Matter> matters) =>
        matters.Select(m => new MatterRow
        {
            Id = m.Id,
            Procedure = m.Procedure,
            Title = m.Title,
            OrganId = m.OrganId,
            SenderId = m.SenderId,
            HandlerId = m.HandlerId,
            OpenedOn = m.OpenedOn,
            EndedOn = m.EndedOn,
            IsOpen = m.IsOpen,
            IsVoid = m.IsVoid,
            Stage = m.Stage,
            NextStep = m.NextStep,
            NextDue = m.NextDue,
            OutcomeName = m.OutcomeName,
            HasLateEntries = m.HasLateEntries,
            HasUnlawfulFacts = m.HasUnlawfulFacts,
        });

    internal static IQueryable<DueKey> Ids(
        FaduDb db,
        Scope scope,
        MatterFilter filter,
        DateOnly today,
        DueKey? after
    )
    {
        // Who sees everything reads the matters themselves; everybody else the rows of his organs.
        if (scope.Everything && filter.Organ is null && filter.View != MatterView.Asked)
        {
            var matters = Narrowed(
                db.Set<Matter>().AsNoTracking().Where(m => m.Tenant == scope.Tenant),
                filter,
                today
            );
            if (after is var (d, id))
            {
                matters = matters.Where(m => m.NextDue > d || (m.NextDue == d && m.Id > id));
            }
            return matters
                .OrderBy(m => m.NextDue)
                .ThenBy(m => m.Id)
                .Select(m => new DueKey(m.NextDue, m.Id));
        }
        var rows = db.Set<MatterOrgan>().AsNoTracking().Within(scope);
        if (filter.Organ is { } organ)
        {
            rows = rows.Where(o => o.OrganId == organ);
        }
        if (filter.View == MatterView.Asked)
        {
            var asked = true;
            rows = rows.Where(o => o.IsAsked == asked);
        }
        if (filter.Procedure is { Length: > 0 } procedure)
        {
            rows = procedure.EndsWith('.')
                ? rows.Where(o => o.Procedure.StartsWith(procedure))
                : rows.Where(o => o.Procedure == procedure);
        }
        var week = EndOfWeek(today);
        // Compared with a parameter: a bare "WHERE is_open" keeps SQLite from using the index.
        var (open, closed) = (true, false);
        rows = filter.View switch
        {
            MatterView.All => rows,
            MatterView.Ended => rows.Where(o => o.IsOpen == closed),
            MatterView.Late => rows.Where(o => o.IsOpen == open && o.NextDue < today),
            MatterView.Week => rows.Where(o =>
                o.IsOpen == open && o.NextDue >= today && o.NextDue <= week
            ),
            _ => rows.Where(o => o.IsOpen == open),
        };
        if (filter.Person is { } person)
        {
            rows = rows.Where(o => o.HandlerId == person);
        }
        if (after is var (last, lastId))
        {
            rows = rows.Where(o => o.NextDue > last || (o.NextDue == last && o.MatterId > lastId));
        }
        if (
            filter.OnlyUnlawful
            || filter.Outcome is not null
            || !string.IsNullOrWhiteSpace(filter.Words)
        )
        {
            var wanted = Narrowed(
                db.Set<Matter>().Where(m => m.Tenant == scope.Tenant),
                filter with
                {
                    View = MatterView.All,
                    Procedure = null,
                    Person = null,
                },
                today
            );
            rows = rows.Where(o => wanted.Any(m => m.Id == o.MatterId));
        }
        return rows.OrderBy(o => o.NextDue)
            .ThenBy(o => o.MatterId)
            .Select(o => new DueKey(o.NextDue, o.MatterId));
    }

    private static IQueryable<Matter> Narrowed(
        IQueryable<Matter> matters,
        MatterFilter filter,
        DateOnly today
    )
    {
        if (filter.Procedure is { Length: > 0 } procedure)
        {
            matters = procedure.EndsWith('.')
                ? matters.Where(m => m.Procedure.StartsWith(procedure))
                : matters.Where(m => m.Procedure == procedure);
        }
        var week = EndOfWeek(today);
        // Compared with a parameter: a bare "WHERE is_open" keeps SQLite from using the index.
        var (open, closed) = (true, false);
        matters = filter.View switch
        {
            MatterView.All => matters,
            MatterView.Ended => matters.Where(m => m.IsOpen == closed),
            MatterView.Late => matters.Where(m => m.IsOpen == open && m.NextDue < today),
            MatterView.Week => matters.Where(m =>
                m.IsOpen == open && m.NextDue >= today && m.NextDue <= week
            ),
            _ => matters.Where(m => m.IsOpen == open),
        };
        if (filter.Person is { } person)
        {
            matters = matters.Where(m => m.HandlerId == person);
        }
        if (filter.Outcome is { } outcome)
        {
            matters = matters.Where(m => m.Outcome == outcome);
        }
        if (filter.OnlyUnlawful)
        {
            matters = matters.Where(m => m.HasUnlawfulFacts);
        }
        if (!string.IsNullOrWhiteSpace(filter.Words))
        {
            var words = filter.Words.Trim();
            matters = matters.Where(m => m.SearchText.Contains(words));
        }
        return matters;
    }

    private static DateOnly EndOfWeek(DateOnly today) =>
        today.AddDays((7 - (int)today.DayOfWeek) % 7);
}
