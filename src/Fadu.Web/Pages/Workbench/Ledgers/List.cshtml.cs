using System.Globalization;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>The lines of one ledger; filter, sort and place live in the address.</summary>
[Needs(Capability.ViewLedgers)]
public sealed class ListModel(FaduDb db, LedgerRegistry ledgers) : LedgerPage(db, ledgers)
{
    private const int Size = 50;

    public DataTable Table { get; private set; } = null!;

    public string? Next { get; private set; }

    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    /// <summary>The query as it is, for totals and export.</summary>
    public string Query => Request.QueryString.Value ?? "";

    public async Task OnGetAsync()
    {
        var filter = FilterOf(Request.Query);
        var page = await LedgerQueries.Page(
            Db,
            Scope,
            Ledger,
            filter,
            Request.Query[Links.After],
            Size,
            HttpContext.RequestAborted
        );
        Next = page.Next;
        Filters =
        [
            .. Scope.Everything || Scope.Organs.Count > 1
                ?
                [
                    new FieldView("organ", Ledger.Field("organ").Title, FieldKind.Organ)
                    {
                        Options =
                        [
                            .. Organs
                                .All.Where(o => Scope.Everything || Scope.Organs.Contains(o.Id))
                                .Select(o => new Choice(o.ShortName, o.Name)),
                        ],
                    },
                ]
                : Array.Empty<FieldView>(),
            new FieldView("from", "起", FieldKind.Date),
            new FieldView("to", "止", FieldKind.Date),
            .. Ledger
                .Fields.Where(f => f is { Type: FieldType.Choice, InList: true, IsCommon: false })
                .Take(2)
                .Select(f => new FieldView(f.Name, f.Title, FieldKind.Choice)
                {
                    Options = [.. f.Choices.Select(c => new Choice(c, c))],
                }),
            new FieldView("state", "状态", FieldKind.Choice)
            {
                Options =
                [
                    new Choice("void", "作废"),
                    new Choice("merged", "已归并"),
                    new Choice("all", "全部"),
                ],
            },
            new FieldView("late", "补录", FieldKind.Choice)
            {
                Options = [new Choice("1", "只看补录")],
            },
            new FieldView("q", "包含文字") { MaxLength = 100 },
        ];
        Table = new DataTable(
            [
                new Column("条目", IsName: true),
                new Column(Ledger.Field("organ").Title),
                new Column(Ledger.OnlyTotals ? "期间" : Ledger.DayField.Title, "day"),
                .. Shown(Ledger)
                    .Select(f => new Column(
                        f.Title,
                        LedgerQueries.CanSort(Ledger, f.Name) ? f.Name : null,
                        IsNumber(f)
                    )),
                new Column("状态"),
            ],
            [.. page.Lines.Select(RowOf)]
        )
        {
            Id = "lines",
            DefaultSort = "-day",
            Caption = Ledger.Title,
        };
    }

    /// <summary>The columns between day and state: what the declaration shows in lists, without what the line already says.</summary>
    internal static IEnumerable<LedgerField> Shown(Ledger ledger) =>
        ledger.Fields.Where(f =>
            f.InList && f != ledger.DayField && f.Type is not (FieldType.Text or FieldType.Texts)
        );

    private static bool IsNumber(LedgerField field) =>
        field.Type is FieldType.Count or FieldType.Decimal;

    private Row RowOf(LedgerLine line)
    {
        var body = line.ParseBody();
        return new Row([
            Cell.Text(line.Title, LedgerLine.AddressOf(Ledger.Key, line.Id)),
            Cell.Text(Organs.NameOf(line.OrganId)),
            Ledger.OnlyTotals
                ? Cell.Text(
                    $"{line.PeriodFrom:yyyy-MM}至{line.PeriodTo:MM}".Replace(
                        "至" + line.PeriodFrom?.ToString("MM", CultureInfo.InvariantCulture),
                        "",
                        StringComparison.Ordinal
                    )
                )
                : Cell.Day(line.OccurredOn),
            .. Shown(Ledger)
                .Select(f =>
                    IsNumber(f) && body[f.Name] is { } n
                        ? Cell.Number((decimal)n)
                        : Cell.Text(f.Format(body[f.Name], Organs))
                ),
            Cell.Join(
                Cell.Tag(
                    line.State.DisplayName(),
                    line.State == LineState.InForce ? Tone.Ok : Tone.Plain
                ),
                line.IsStandby ? Cell.Tag("备查") : Cell.Text(null),
                line.IsLate ? Cell.Tag("补录", Tone.Soon) : Cell.Text(null),
                line.IsChangedAfterClose ? Cell.Tag("期后更正", Tone.Soon) : Cell.Text(null)
            ),
        ])
        {
            Id = line.Id.ToString(),
        };
    }
}
