using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Choice = Fadu.Web.TagHelpers.Choice;
using MatterPage = Fadu.Web.Pages.Workbench.Matters.MatterPage;

namespace Fadu.Web.Pages.Workbench.Documents;

/// <summary>号码登记簿: the numbers of a series of an organ in a year, without gaps; 机关代字 and 续号.</summary>
[Needs(Capability.ViewMatters)]
public sealed class NumbersModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    private static readonly SheetLayout Layout = new(
        "号码登记簿",
        [
            new SheetColumn("序号", ColumnType.Integer),
            new SheetColumn("文号"),
            new SheetColumn("文书和事项"),
            new SheetColumn("签发日期", ColumnType.Date),
            new SheetColumn("状态"),
            new SheetColumn("作废理由"),
        ]
    );
    private string? failed;

    [BindProperty(SupportsGet = true)]
    public string? Organ { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Series { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    public IReadOnlyList<Choice> AllSeries { get; private set; } = [];
    public Guid OrganId { get; private set; }
    public string Key { get; private set; } = "";
    public int Of { get; private set; }
    public NumberSeriesYear? State { get; private set; }
    public string? Next { get; private set; }
    public string? OwnCode { get; private set; }
    public string? SeriesCode { get; private set; }
    public DataTable Table { get; private set; } = null!;
    public string? NextKey { get; private set; }
    public int Shown { get; private set; }

    public bool MaySet =>
        Me.Can(Capability.AssignMatters) && Me.Actor.Organ is { } own && own == OrganId;

    public bool Failed(string part) => failed == part;

    public IReadOnlyList<FieldView> Filters =>
        [
            .. Scope.Everything || Scope.Organs.Count > 1
                ? new FieldView[]
                {
                    new("organ", "单位", FieldKind.Organ)
                    {
                        Options =
                        [
                            .. Organs
                                .All.Where(o => Scope.Everything || Scope.Organs.Contains(o.Id))
                                .Select(o => new Choice(o.ShortName, o.Name)),
                        ],
                    },
                }
                : [],
            new FieldView("series", "哪一种", FieldKind.Choice)
            {
                Options = AllSeries,
                Value = Key,
            },
            new FieldView("year", "年份", FieldKind.Number)
            {
                Value = Of.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        ];

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnGetExportAsync()
    {
        await Choose();
        return await Export(
            "document-numbers",
            Layout,
            Rows(),
            $"号码登记簿{Organs.NameOf(OrganId)}{Of}"
        );
    }

    public Task<IActionResult> OnPostCodeAsync() =>
        Do("code", new SetNumberCode("", Text("code")), "机关代字已设定，以后取号使用。");

    public async Task<IActionResult> OnPostSeriesCodeAsync()
    {
        await Choose();
        return await Do(
            "series-code",
            new SetNumberCode(Key, Text("seriesCode")),
            "已设定，以后取号使用。"
        );
    }

    public async Task<IActionResult> OnPostStartAsync(int? last)
    {
        await Choose();
        return await Do(
            "start",
            new StartNumbersAfter(Key, Of, last ?? 0) { Reason = Text("startWhy") },
            "已续号。"
        );
    }

    private async Task<IActionResult> Do(string part, Command command, string notice)
    {
        var result = await Commit(command with { CommandId = CommandId }, notice);
        if (result.IsDone)
        {
            await Choose();
            return LocalRedirect(
                FormattableString.Invariant(
                    $"/workbench/documents/numbers?series={Uri.EscapeDataString(Key)}&year={Of}&organ={Uri.EscapeDataString(Organ ?? "")}"
                )
            );
        }
        failed = part;
        CommandId = Guid.CreateVersion7();
        return await Show();
    }

    private async Task Choose()
    {
        await ReadNames();
        AllSeries =
        [
            .. DocumentCatalogue.Series(Procedures).Select(s => new Choice(s.Key, s.Name)),
        ];
        Key =
            AllSeries.FirstOrDefault(s => s.Value == Series)?.Value
            ?? AllSeries.FirstOrDefault(s => s.Value == "legality-opinion")?.Value
            ?? AllSeries.FirstOrDefault()?.Value
            ?? "";
        Of = Year is >= 2000 and <= 9999 ? Year.Value : Today.Year;
        // A name that no organ bears finds nothing, rather than one's own.
        OrganId = string.IsNullOrWhiteSpace(Organ)
            ? Me.Actor.Organ ?? Guid.Empty
            : Organs.Find(Organ) ?? Guid.Empty;
    }

    private async Task<IActionResult> Show()
    {
        await Choose();
        var abort = HttpContext.RequestAborted;
        State = await Db.Set<NumberSeriesYear>()
            .AsNoTracking()
            .Within(Scope)
            .FirstOrDefaultAsync(
                s => s.OrganId == OrganId && s.Series == Key && s.Year == Of,
                abort
            );
        if (DocumentCatalogue.SeriesOf(Procedures, Key) is { } series)
        {
            Next = await DocumentQueries.NextNumber(Db, Scope.Tenant, OrganId, series, Of, abort);
        }
        var codes = await Db.Set<NumberCode>()
            .AsNoTracking()
            .Within(Scope)
            .Where(c => c.OrganId == OrganId)
            .ToDictionaryAsync(c => c.Series, c => c.Code, abort);
        OwnCode = codes.GetValueOrDefault("");
        SeriesCode = codes.GetValueOrDefault(Key);
        var rows = await DocumentQueries
            .Numbers(Db, Scope, OrganId, Key, Of)
            .Where(n => After == null || n.Number > After)
            .Take(101)
            .ToListAsync(abort);
        NextKey =
            rows.Count > 100
                ? rows[99].Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
                : null;
        Shown = Math.Min(rows.Count, 100);
        Table = new DataTable(
            [
                new Column("文号", IsName: true, Whole: true),
                new Column("文书和事项"),
                new Column("签发日期", Whole: true),
                new Column("状态"),
            ],
            [
                .. rows.Take(100)
                    .Select(n => new Row([
                        Cell.Text(n.Text, MatterDocument.AddressOf(n.DocumentId)),
                        n.Title,
                        Cell.Day(n.On),
                        n.VoidReason is null
                            ? Cell.Tag("有效", Tone.Ok)
                            : Cell.Join(Cell.Tag("作废", Tone.Late), Cell.Text(n.VoidReason)),
                    ])),
            ]
        )
        {
            Id = "numbers",
            Caption = "已经取得的文号",
        };
        if (failed is not null)
        {
            Unprocessable();
        }
        return Page();
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        await foreach (
            var n in DocumentQueries
                .Numbers(Db, Scope, OrganId, Key, Of)
                .AsAsyncEnumerable()
                .WithCancellation(HttpContext.RequestAborted)
        )
        {
            yield return
            [
                n.Number,
                n.Text,
                n.Title,
                n.On,
                n.VoidReason is null ? "有效" : "作废",
                n.VoidReason,
            ];
        }
    }
}
