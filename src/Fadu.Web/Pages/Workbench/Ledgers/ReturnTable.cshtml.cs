using System.Globalization;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>One return for one period: who submitted what, with sums over the tree of organs.</summary>
[Needs(Capability.ViewLedgers)]
public sealed class ReturnTableModel(
    FaduDb db,
    ReturnRegistry returns,
    Core.Organs.Directories directories
) : FaduPage
{
    public LedgerReturn Return { get; private set; } = null!;
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public DateOnly Due { get; private set; }
    public ReturnMark? Mark { get; private set; }

    /// <summary>How many periods before the last one.</summary>
    [BindProperty(SupportsGet = true)]
    public int Back { get; set; }

    public IReadOnlyList<ReturnDue> Dues { get; private set; } = [];
    public DataTable Table { get; private set; } = null!;

    public string? MayRefuse => ReturnQueries.MayRefuse(Mark, Today);

    public async Task<IActionResult> OnGetAsync(string key) =>
        await Load(key) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMarkAsync(
        string key,
        string? formNumber,
        string? maker,
        string? approval,
        DateOnly? validUntil
    )
    {
        if (!await Load(key))
        {
            return NotFound();
        }
        var result = await Commit(
            new MarkReturn(
                key,
                formNumber ?? "",
                maker ?? "",
                approval ?? "",
                validUntil ?? DateOnly.MinValue
            )
            {
                CommandId = CommandId,
            },
            "已标明。"
        );
        return result.IsDone ? LocalRedirect($"/workbench/ledgers/returns/{key}") : Page();
    }

    private async Task<bool> Load(string key)
    {
        if (returns.Find(key) is not { } of)
        {
            return false;
        }
        Return = of;
        Back = Math.Clamp(Back, 0, 60);
        (From, To, Due) = of.Period(Today, Back);
        var organs = await LedgerOrgans.Of(
            directories,
            Me.Actor.Tenant,
            HttpContext.RequestAborted
        );
        Dues = await ReturnQueries.Dues(
            db,
            Scope,
            [of],
            organs,
            Today,
            Back,
            HttpContext.RequestAborted
        );
        Mark = await db.Set<ReturnMark>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                m => m.Tenant == Scope.Tenant && m.Return == key,
                HttpContext.RequestAborted
            );
        var values = Dues.ToDictionary(d => d.Organ.Id, d => d.Filing?.ReadValues());
        var rows = Dues.Select(d => new Row([
                Cell.Text(d.Organ.ShortName, Href(d.Organ.Id)),
                Cell.Text(ReturnsModel.State(d, Today)),
                .. of.Rows.Select(r =>
                    Cell.Text(ReturnQueries.Text(r, values[d.Organ.Id]?.GetValueOrDefault(r.Title)))
                ),
            ])
            {
                Id = d.Organ.Id.ToString(),
            })
            .ToList();
        // 含下级: organs above several of those that owe it, each with the sum of what stands below it
        foreach (var above in Me.Organs.All)
        {
            var below = Me.Organs.Subtree(above.Id).Where(values.ContainsKey).ToList();
            if (below.Count < 2 || (!Scope.Everything && !Scope.Organs.Contains(above.Id)))
            {
                continue;
            }
            var submitted = below
                .Select(o => values[o])
                .OfType<IReadOnlyDictionary<string, ReturnValue>>()
                .ToList();
            rows.Add(
                new Row([
                    Cell.Text(
                        string.Create(CultureInfo.InvariantCulture, $"{above.ShortName}（含下级）")
                    ),
                    Cell.Text($"已报 {submitted.Count} / {below.Count}"),
                    .. of.Rows.Select(r =>
                        Cell.Text(
                            ReturnQueries.Text(
                                r,
                                ReturnQueries.Sum(
                                    r,
                                    [
                                        .. submitted
                                            .Select(v => v.GetValueOrDefault(r.Title))
                                            .OfType<ReturnValue>(),
                                    ]
                                )
                            )
                        )
                    ),
                ])
            );
        }
        Table = new DataTable(
            [
                new Column("单位", IsName: true),
                new Column("状态"),
                .. of.Rows.Select(r => new Column(r.Title, Numeric: true)),
            ],
            rows
        )
        {
            Id = "return",
            Caption = of.Title,
        };
        return true;
    }

    private string Href(Guid organ) =>
        $"/workbench/ledgers/returns/{Return.Key}/{organ}{(Back > 0 ? $"?back={Back}" : "")}";
}
