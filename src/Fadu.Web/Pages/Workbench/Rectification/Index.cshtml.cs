using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Trail;
using Fadu.Web.Pages.Workbench.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Rectification;

/// <summary>Problems that checks found, each with who answers for it, until it is closed.</summary>
[Needs(Capability.ViewPlans)]
[Nav("推进", "督察整改", "/workbench/rectification", 50)]
public sealed class IndexModel(FaduDb db) : FaduPage
{
    private const int PageSize = 50;

    private static readonly SheetLayout Sheet = new(
        "督察整改",
        [
            new SheetColumn("问题") { Width = 60 },
            new SheetColumn("来源"),
            new SheetColumn("责任单位"),
            new SheetColumn("整改期限", ColumnType.Date),
            new SheetColumn("状态"),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public ProblemState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public ProblemSource? Source { get; set; }

    /// <summary>Name of an organ.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Organ { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public ProblemInput Input { get; set; } = new();

    /// <summary>A problem as the form has it.</summary>
    public sealed class ProblemInput
    {
        public ProblemSource? Source { get; set; }
        public string? Programme { get; set; }
        public string? Number { get; set; }
        public string? Text { get; set; }
        public string? Category { get; set; }
        public string? Demand { get; set; }
        public string? Organ { get; set; }
        public string? CoOrgans { get; set; }
        public DateOnly? FoundOn { get; set; }
        public DateOnly? DueOn { get; set; }
    }

    public IReadOnlyList<RectificationItem> Problems { get; private set; } = [];
    public string? Next { get; private set; }
    public OrganNames Organs { get; private set; } = null!;
    public DataTable Table { get; private set; } = null!;
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    public async Task OnGet() => await Load();

    public async Task<IActionResult> OnPost()
    {
        await Load();
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (Input.Source is not { } source)
        {
            return Again("请选择来源。", "Input.Source");
        }
        if (Organs.Find(Input.Organ) is not { } organ)
        {
            return Again("请从名单中选取责任单位，只能是一个。", "Input.Organ");
        }
        var (others, unknown) = Organs.Parse(Input.CoOrgans);
        if (unknown.Count > 0)
        {
            return Again($"没有名为“{string.Join("、", unknown)}”的单位。", "Input.CoOrgans");
        }
        if (Input.FoundOn is not { } found || Input.DueOn is not { } due)
        {
            return Again("请填写发现日期和整改期限。", "Input.DueOn");
        }
        var result = await Commit(
            new RegisterProblem(
                source,
                Input.Programme ?? "",
                Input.Number ?? "",
                Input.Text ?? "",
                organ,
                found,
                due
            )
            {
                CommandId = CommandId,
                Category = Input.Category,
                Demand = Input.Demand,
                CoOrgans = others,
            },
            "已登记并交办。"
        );
        return result.IsDone ? Redirect($"/workbench/rectification/{result.Value}") : Page();
    }

    /// <summary>The same rows as on the screen, all pages, as a workbook.</summary>
    public Task<IActionResult> OnGetExport()
    {
        Organs = OrganNames.Of(Me.Organs);
        return Export("rectification", Sheet, Rows(), $"督察整改{Today:yyyyMMdd}");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await foreach (
                var p in Filtered()
                    .OrderBy(p => p.DueOn)
                    .ThenBy(p => p.Id)
                    .AsAsyncEnumerable()
                    .WithCancellation(HttpContext.RequestAborted)
            )
            {
                yield return
                [
                    $"{p.Number} {p.Text}",
                    p.Programme,
                    Organs[p.OrganId],
                    p.State == ProblemState.LongTerm ? p.NextCheckOn : p.DueOn,
                    StateOf(p),
                ];
            }
        }
    }

    private static string StateOf(RectificationItem problem) =>
        problem.Outcome is { } outcome and not ProblemOutcome.Mended
            ? outcome.DisplayName()
            : problem.State.DisplayName();

    private IQueryable<RectificationItem> Filtered()
    {
        var problems = db.Set<RectificationItem>().Within(Scope);
        if (State is { } state)
        {
            problems = problems.Where(p => p.State == state);
        }
        if (Source is { } source)
        {
            problems = problems.Where(p => p.Source == source);
        }
        if (!string.IsNullOrWhiteSpace(Organ))
        {
            var organ = Organs.Find(Organ) ?? Guid.Empty;
            problems = problems.Where(p => p.OrganId == organ);
        }
        if (Late)
        {
            var today = Today;
            problems = problems.Where(p =>
                p.DueOn < today
                && (
                    p.State == ProblemState.Registered
                    || p.State == ProblemState.HandedOut
                    || p.State == ProblemState.Mending
                )
            );
        }
        return problems;
    }

    private IActionResult Again(string message, string field)
    {
        Refuse(new Refusal(RefusalKind.Invalid, message, Field: field));
        return Page();
    }

    private async Task Load()
    {
        var abort = HttpContext.RequestAborted;
        Organs = OrganNames.Of(Me.Organs);
        var problems = Filtered();
        if (
            After?.Split('.') is [var day, var key]
            && DateOnly.TryParseExact(day, "yyyyMMdd", out var due)
            && Guid.TryParse(key, out var id)
        )
        {
            problems = problems.Where(p => p.DueOn > due || (p.DueOn == due && p.Id > id));
        }
        var rows = await problems
            .OrderBy(p => p.DueOn)
            .ThenBy(p => p.Id)
            .Take(PageSize + 1)
            .ToListAsync(abort);
        Problems = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? $"{Problems[^1].DueOn:yyyyMMdd}.{Problems[^1].Id:N}" : null;
        var visible = Organs.All.Where(o => Scope.Everything || Scope.Organs.Contains(o.Id));
        Filters =
        [
            new("state", "状态", FieldKind.Choice)
            {
                Options =
                [
                    .. Enum.GetValues<ProblemState>()
                        .Select(s => new Choice(s.ToString(), s.DisplayName())),
                ],
            },
            new("source", "来源", FieldKind.Choice)
            {
                Options =
                [
                    .. Enum.GetValues<ProblemSource>()
                        .Select(s => new Choice(s.ToString(), s.DisplayName())),
                ],
            },
            new("organ", "责任单位", FieldKind.Organ)
            {
                Options = [.. visible.Select(o => new Choice(o.ShortName, o.Name))],
            },
            new("late", "逾期", FieldKind.Choice) { Options = [new Choice("true", "只看逾期")] },
        ];
        Table = new DataTable(
            [
                new Column("问题", IsName: true),
                new Column("来源"),
                new Column("责任单位"),
                new Column("整改期限"),
                new Column("状态"),
            ],
            [
                .. Problems.Select(p => new Row([
                    Cell.Text($"{p.Number} {p.Text}", $"/workbench/rectification/{p.Id}"),
                    p.Programme,
                    Organs[p.OrganId],
                    p.State is ProblemState.Closed ? Cell.Day(p.DueOn)
                    : p.State == ProblemState.LongTerm ? Cell.Day(p.NextCheckOn)
                    : Cell.Due(p.DueOn, Today, p.ReportedOn),
                    Cell.Tag(
                        StateOf(p),
                        p.IsLate(Today) ? Tone.Late
                            : p.State == ProblemState.Closed ? Tone.Ok
                            : Tone.Now
                    ),
                ])
                {
                    Tone = p.IsLate(Today) ? Tone.Late : Tone.Plain,
                }),
            ]
        )
        {
            Id = "problems",
        };
    }
}
