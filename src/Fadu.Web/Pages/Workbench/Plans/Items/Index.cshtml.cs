using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans.Items;

/// <summary>Items by what is asked: mine, my organ's, late, due soon. What is chosen stands in the address; the export is what the screen shows.</summary>
[Needs(Capability.ViewPlans)]
[Nav("推进", "任务", "/workbench/plans/items", 10, Also = ["/workbench/plans/board"])]
public sealed class IndexModel(FaduDb db) : FaduPage
{
    private const int PageSize = 50;

    private static readonly SheetLayout Sheet = new(
        "任务清单",
        [
            new SheetColumn("任务"),
            new SheetColumn("方案"),
            new SheetColumn("牵头"),
            new SheetColumn("应于", ColumnType.Date),
            new SheetColumn("状态"),
            new SheetColumn("已迟天数", ColumnType.Integer),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public ItemView View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Plan { get; set; }

    /// <summary>Name of an organ.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Organ { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Chapter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    /// <summary>Only what is in my hands.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    /// <summary>Only where the organ leads.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Lead { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ItemPage List { get; private set; } = new([], null);
    public OrganNames Organs { get; private set; } = null!;
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];
    public DataTable Table { get; private set; } = null!;

    /// <summary>The state in plain words.</summary>
    public string State { get; private set; } = "";

    /// <summary>Whether items of the list can be chosen for a 督办单.</summary>
    public bool CanSupervise => Me.Can(Capability.Supervise) && View == ItemView.Late;

    public async Task OnGet()
    {
        var filter = Filter();
        List = await PlanQueries.List(
            db,
            Scope,
            filter,
            Today,
            After,
            PageSize,
            HttpContext.RequestAborted
        );
        Filters = await Fields();
        var some =
            List.Rows.Count == 0 ? "没有"
            : List.Next is null && After is null ? $"{List.Rows.Count} 项"
            : "这些";
        State = View switch
        {
            ItemView.Late when List.Rows.Count == 0 => "没有逾期的任务",
            ItemView.Late => $"{some}任务逾期",
            ItemView.Open when List.Rows.Count == 0 => "没有在办的任务",
            ItemView.Open => List.Rows.Count(r => r.DaysLate(Today) > 0) is > 0 and var late
                ? $"{some}任务在办，其中 {late} 项已逾期"
                : $"{some}任务在办，都在轨",
            ItemView.All when List.Rows.Count > 0 && some != "这些" => $"共 {some}任务",
            ItemView.All => $"{some}任务",
            _ => $"{some}任务{View.DisplayName()}",
        };
        Table = new DataTable(
            [
                new Column("任务", IsName: true),
                new Column("牵头"),
                new Column("应于"),
                new Column("状态"),
            ],
            [.. List.Rows.Select(Line)]
        )
        {
            Id = "items",
            Caption = State,
            PickName = CanSupervise ? "items" : null,
            PickForm = CanSupervise ? "bulk" : null,
        };
    }

    /// <summary>The same rows as on the screen, all pages, as a workbook.</summary>
    public Task<IActionResult> OnGetExport() =>
        Export(
            Sheet,
            Rows(Filter()),
            $"fadu-{Guid.NewGuid():N}",
            count => new NotePlanExport(Request.QueryString.Value ?? "", count)
        );

    /// <summary>How a line stands, in words.</summary>
    public static string StateOf(ItemRow row) =>
        row.WrittenOffOn is not null ? "已销号"
        : row.IsPending ? "已报完成待审"
        : row.State.DisplayName();

    private Row Line(ItemRow row)
    {
        var late = row.DaysLate(Today) > 0;
        return new Row([
            Cell.Text($"{row.Number} {row.Title}".Trim(), $"/workbench/plans/items/{row.Id}"),
            Organs[row.ChiefOrganId],
            row.NextDue == ItemSchedule.NoDue ? "—"
            : row.IsPending ? Cell.Day(row.NextDue)
            : Cell.Due(row.NextDue, Today),
            Cell.Tag(
                StateOf(row),
                late ? Tone.Late
                    : row.State == ItemState.Done ? Tone.Ok
                    : row.IsOpen ? Tone.Now
                    : Tone.Plain
            ),
        ])
        {
            Tone = late ? Tone.Late : Tone.Plain,
            Id = row.Id.ToString(),
        };
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ItemFilter filter)
    {
        await foreach (
            var row in PlanQueries.Stream(db, Scope, filter, Today, HttpContext.RequestAborted)
        )
        {
            var late = row.DaysLate(Today);
            yield return
            [
                $"{row.Number} {row.Title}".Trim(),
                row.PlanTitle,
                Organs[row.ChiefOrganId],
                row.NextDue == ItemSchedule.NoDue ? null : row.NextDue,
                StateOf(row),
                late > 0 ? late : null,
            ];
        }
    }

    private ItemFilter Filter()
    {
        Organs = OrganNames.Of(Me.Organs);
        return new ItemFilter
        {
            View = View,
            Plan = Plan,
            Chapter = string.IsNullOrWhiteSpace(Chapter) ? null : Chapter,
            Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim(),
            LeadOnly = Lead,
            // A name that no organ bears finds nothing, rather than everything.
            Organ = string.IsNullOrWhiteSpace(Organ) ? null : Organs.Find(Organ) ?? Guid.Empty,
            Person = Mine ? Me.Actor.ActsFor ?? Me.Actor.Person : null,
        };
    }

    private async Task<IReadOnlyList<FieldView>> Fields()
    {
        var plans = await PlanQueries.Confirmed(db, Scope.Tenant, HttpContext.RequestAborted);
        List<string> chapters = Plan is { } plan
            ? await db.Set<PlanItem>()
                .Where(i => i.Tenant == Scope.Tenant && i.PlanId == plan && i.Chapter != null)
                .GroupBy(i => i.Chapter!)
                .OrderBy(g => g.Min(i => i.Ordinal))
                .Select(g => g.Key)
                .Take(100)
                .ToListAsync(HttpContext.RequestAborted)
            : [];
        var visible = Organs.All.Where(o => Scope.Everything || Scope.Organs.Contains(o.Id));
        var fields = new List<FieldView>
        {
            // Chosen by the tabs above; the filter keeps it.
            new("view", "看", FieldKind.Hidden),
            new("plan", "方案", FieldKind.Choice)
            {
                Options = [.. plans.Select(p => new Choice(p.Id.ToString(), p.Title))],
            },
            new("organ", "单位", FieldKind.Organ)
            {
                Options = [.. visible.Select(o => new Choice(o.ShortName, o.Name))],
            },
            new("words", "任务名称"),
            new("mine", "承办", FieldKind.Choice) { Options = [new Choice("true", "我承办的")] },
            new("lead", "角色", FieldKind.Choice) { Options = [new Choice("true", "只看牵头")] },
        };
        if (chapters.Count > 0)
        {
            fields.Insert(
                2,
                new FieldView("chapter", "章", FieldKind.Choice)
                {
                    Options = [.. chapters.Select(c => new Choice(c, c))],
                }
            );
        }
        return fields;
    }
}
