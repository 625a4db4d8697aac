using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Http.Extensions;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>Sums of the lines that the filter asks for, by organ and by month.</summary>
[Needs(Capability.ViewLedgers)]
public sealed class TotalsModel(FaduDb db, LedgerRegistry ledgers) : LedgerPage(db, ledgers)
{
    public DataTable ByOrgan { get; private set; } = null!;
    public DataTable ByMonth { get; private set; } = null!;

    /// <summary>Sums over the tree of organs; empty where nothing stands above what is listed.</summary>
    public DataTable? ByTree { get; private set; }

    public string Query => Request.QueryString.Value ?? "";

    public async Task OnGetAsync()
    {
        var filter = FilterOf(Request.Query);
        var organs = await LedgerQueries.TotalsByOrgan(
            Db,
            Scope,
            Ledger,
            filter,
            Organs,
            HttpContext.RequestAborted
        );
        var months = await LedgerQueries.TotalsByMonth(
            Db,
            Scope,
            Ledger,
            filter,
            HttpContext.RequestAborted
        );
        ByOrgan = Table("organs", Ledger.Field("organ").Title, organs, t => With("organ", t.Group));
        if (LedgerQueries.Tree(organs, Me.Organs, Scope) is { Count: > 0 } tree)
        {
            ByTree = Table("tree", "单位（含下级）", tree, null);
        }
        ByMonth = Table("months", "月份", months, t => With("month", t.Group));
    }

    private DataTable Table(
        string id,
        string heading,
        IReadOnlyList<LedgerTotal> totals,
        Func<LedgerTotal, string>? href
    )
    {
        var fields = Ledger.Fields.Where(f => f is { Total: true, Slot: ['N', _] }).ToList();
        return new DataTable(
            [
                new Column(heading, IsName: true),
                new Column("条数", Numeric: true),
                .. fields.Select(f => new Column(f.Title, Numeric: true)),
            ],
            [
                .. totals.Select(t => new Row([
                    Cell.Text(t.Group, href?.Invoke(t)),
                    Cell.Number(t.Lines, href?.Invoke(t)),
                    .. fields.Select(f => Cell.Number(t.Sums[f.Name])),
                ])),
            ]
        )
        {
            Id = id,
            Caption = $"{Ledger.Title}按{heading}合计",
            // Sums that hold each other cannot be added.
            Total = href is null
                ? null
                : new Row([
                    Cell.Text("合计"),
                    Cell.Number(totals.Sum(t => t.Lines)),
                    .. fields.Select(f => Cell.Number(totals.Sum(t => t.Sums[f.Name]))),
                ]),
        };
    }

    private string With(string name, string value)
    {
        var query = new QueryBuilder(
            Request
                .Query.Where(q => q.Key != name && q.Key != Links.After)
                .SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? ""))
        )
        {
            { name, value },
        };
        return Home + query.ToQueryString();
    }
}
