using System.Globalization;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
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
    private readonly List<IReadOnlyList<object?>> sheet = [];

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

    /// <summary>What the page shows, as a workbook.</summary>
    public async Task<IActionResult> OnGetExportAsync(string key)
    {
        if (!Me.Can(Capability.Export))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (!await Load(key))
        {
            return NotFound();
        }
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"?return={key}&from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}"
        );
        var (file, refusal) = await SheetFile.Make(
            HttpContext,
            new SheetLayout(
                Return.Title,
                [
                    new SheetColumn("单位"),
                    new SheetColumn("状态"),
                    .. Return.Rows.Select(r => new SheetColumn(r.Title)),
                ]
            ),
            sheet.ToAsyncEnumerable(),
            // What a procedure counted stands in no ledger.
            count =>
                Return.Ledgers is [var first, ..]
                    ? new NoteExport(first.Key, what, count)
                    : (Core.Trail.Command)
                        new Core.Figures.NoteFigureExport(Return.Rows[0].Figure.Code, what, count)
        );
        return file is null
            ? StatusCode(StatusCodes.Status403Forbidden, refusal!.Message)
            : File(
                file,
                SheetFile.Type,
                $"{Return.Title}-{Core.Figures.FigurePeriod.NameOf(From, To)}.xlsx"
            );
    }

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
        var rows = new List<Row>();
        foreach (var due in Dues)
        {
            Add(
                due.Organ.ShortName,
                ReturnsModel.State(due, Today),
                of.Rows.Select(r =>
                    ReturnQueries.Text(r, values[due.Organ.Id]?.GetValueOrDefault(r.Title))
                ),
                due.Organ.Id
            );
        }
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
            Add(
                string.Create(CultureInfo.InvariantCulture, $"{above.ShortName}（含下级）"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"已报 {submitted.Count} / {below.Count}"
                ),
                of.Rows.Select(r =>
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

        void Add(string name, string state, IEnumerable<string> texts, Guid? organ = null)
        {
            string[] all = [name, state, .. texts];
            sheet.Add(all);
            rows.Add(
                new Row([
                    Cell.Text(name, organ is { } id ? Href(id) : null),
                    .. all.Skip(1).Select(t => Cell.Text(t)),
                ])
                {
                    Id = organ?.ToString(),
                }
            );
        }
    }

    private string Href(Guid organ) =>
        $"/workbench/ledgers/returns/{Return.Key}/{organ}{(Back > 0 ? $"?back={Back}" : "")}";
}
