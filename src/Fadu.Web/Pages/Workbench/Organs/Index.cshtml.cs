using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Organs;

/// <summary>The organs as a tree on any day. Everybody at work reads them: they are what all else refers to.</summary>
[Needs(Capability.EnterWorkbench)]
[Nav("管理", "机关", "/workbench/organs", 1)]
public sealed class IndexModel : DirectoryPage
{
    private static readonly SheetLayout Sheet = new(
        "机关",
        [
            new SheetColumn("机关"),
            new SheetColumn("类别"),
            new SheetColumn("分管领导"),
            new SheetColumn("负责人"),
            new SheetColumn("在职", ColumnType.Integer),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    /// <summary>The day that is shown.</summary>
    public DateOnly AsOf => Day ?? Today;

    /// <summary>The organs of the list, with how deep they stand.</summary>
    public IReadOnlyList<(OrganInfo Organ, int Depth)> Shown { get; private set; } = [];

    public int Towns =>
        Shown.Count(s => s.Organ.Kind is OrganKind.Township or OrganKind.Subdistrict);

    /// <summary>What the typed name means, where it is not simply found.</summary>
    public OrganMatch? Match { get; private set; }

    public IReadOnlyList<FieldView> Filters { get; } =
    [
        new("Q", "名称") { Help = "全称、简称、别名、曾用名都行" },
        new("Day", "哪一天", FieldKind.Date),
    ];

    public void OnGet() => Fill();

    /// <summary>The list as it is shown in the same columns; that it was given out is itself an entry of the trail.</summary>
    public Task<IActionResult> OnGetExportAsync()
    {
        Fill();
        return Export("organs", Sheet, Rows(), $"机关{AsOf:yyyyMMdd}");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            foreach (var (organ, _) in Shown)
            {
                yield return
                [
                    organ.ShortName,
                    organ.Kind.DisplayName(),
                    LeadersOf(organ),
                    HeadsOf(organ),
                    StaffOf(organ),
                ];
            }
            await Task.CompletedTask;
        }
    }

    private string LeadersOf(OrganInfo organ) =>
        string.Join('、', People.LeadersOf(organ.Id, AsOf).Select(l => l.Leader.Name));

    private string HeadsOf(OrganInfo organ) =>
        string.Join('、', People.HeadsOf(organ.Id).Select(p => p.Name));

    /// <summary>How many are in office; empty where that is not for the reader to see.</summary>
    private int? StaffOf(OrganInfo organ) =>
        SeesEverybody || Scope.Everything || Scope.Organs.Contains(organ.Id)
            ? People.Of(organ.Id).Count()
            : null;

    public DataTable Table =>
        new(
            [
                new("机关", IsName: true),
                new("类别"),
                new("分管领导"),
                new("负责人"),
                new("在职", Numeric: true),
            ],
            [
                .. Shown.Select(s => new Row([
                    Cell.Join(
                        new string('　', s.Depth),
                        Cell.Text(s.Organ.ShortName, Url.Page("View", new { id = s.Organ.Id })),
                        s.Organ.ValidTo is { } end
                            ? Cell.Tag($"至 {end:yyyy-MM-dd}")
                            : Cell.Text(null)
                    ),
                    s.Organ.Kind.DisplayName(),
                    LeadersOf(s.Organ),
                    HeadsOf(s.Organ),
                    StaffOf(s.Organ) is { } staff
                        ? Cell.Number(
                            staff,
                            Url.Page("/Workbench/People/Index", new { organ = s.Organ.ShortName })
                        )
                        : Cell.Text(null),
                ])),
            ]
        )
        {
            Caption = "机关",
        };

    private void Fill()
    {
        var list = new List<(OrganInfo, int)>();
        foreach (var root in Organs.Roots(AsOf))
        {
            Walk(root, 0);
        }
        var wanted = Q?.Trim();
        if (string.IsNullOrEmpty(wanted))
        {
            Shown = list;
            return;
        }
        Shown =
        [
            .. list.Where(o =>
                    o.Item1.Key.Contains(wanted, StringComparison.OrdinalIgnoreCase)
                    || o.Item1.Names.Any(n =>
                        n.Text.Contains(wanted, StringComparison.OrdinalIgnoreCase)
                    )
                )
                .Select(o => (o.Item1, 0)),
        ];
        if (Shown.Count == 0)
        {
            Match = Organs.Match(wanted, AsOf);
        }

        void Walk(OrganInfo organ, int depth)
        {
            list.Add((organ, depth));
            foreach (var child in Organs.Below(organ.Id, AsOf))
            {
                Walk(child, depth + 1);
            }
        }
    }
}
