using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans.Supervision;
using Fadu.Modules.Programme;
using Fadu.Web.Pages.Workbench.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Official;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Cell = Fadu.Web.TagHelpers.Cell;

namespace Fadu.Web.Pages.Workbench.Supervision;

/// <summary>The register of 督办单.</summary>
[Needs(Capability.ViewPlans)]
[Nav("推进", "督办", "/workbench/supervision", 40)]
public sealed class IndexModel(FaduDb db) : FaduPage
{
    private const int PageSize = 50;

    private static readonly SheetLayout Sheet = new(
        "督办单",
        [
            new SheetColumn("文号"),
            new SheetColumn("督办"),
            new SheetColumn("被督办单位"),
            new SheetColumn("事项") { Width = 40 },
            new SheetColumn("下达", ColumnType.Date),
            new SheetColumn("回复期限", ColumnType.Date),
            new SheetColumn("已阅人数", ColumnType.Integer),
            new SheetColumn("状态"),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public SupervisionState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<SupervisionNotice> Notices { get; private set; } = [];
    public string? Next { get; private set; }
    public OrganNames Organs { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, int> Readers { get; private set; } =
        new Dictionary<Guid, int>();
    public DataTable Table { get; private set; } = null!;

    public async Task OnGet()
    {
        var abort = HttpContext.RequestAborted;
        var rows = await Page(After, PageSize + 1).ToListAsync(abort);
        Notices = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? Notices[^1].Id.ToString() : null;
        Organs = OrganNames.Of(Me.Organs);
        Readers = await ReadersOf(Notices);
        Table = new DataTable(
            [
                new Column("文号", IsName: true),
                new Column("督办"),
                new Column("被督办单位"),
                new Column("事项"),
                new Column("下达"),
                new Column("回复期限"),
                new Column("阅"),
                new Column("状态"),
            ],
            [
                .. Notices.Select(n =>
                {
                    return new Row([
                        Cell.Text(n.NumberText, $"/workbench/supervision/{n.Id}"),
                        Organs[n.IssuerId],
                        Organs[n.OrganId],
                        SubjectOf(n),
                        Cell.Day(n.IssuedOn),
                        n.State == SupervisionState.Issued
                            ? Cell.Due(n.ReplyBy, Today)
                            : Cell.Day(n.ReplyBy),
                        Readers.TryGetValue(n.Id, out var count)
                            ? Cell.Text($"{count} 人已阅")
                            : Cell.Tag("未阅", Tone.Soon),
                        Cell.Tag(
                            n.State.DisplayName(),
                            n.State == SupervisionState.Closed ? Tone.Ok
                                : n.State == SupervisionState.Replied ? Tone.Now
                                : n.ReplyBy < Today ? Tone.Late
                                : Tone.Soon
                        ),
                    ])
                    {
                        Id = n.Id.ToString(),
                    };
                }),
            ]
        )
        {
            Id = "notices",
            PickName = Me.Can(Capability.Supervise) ? "ids" : null,
            PickForm = "zip",
        };
    }

    /// <summary>The same rows as on the screen, all pages, as a workbook.</summary>
    public Task<IActionResult> OnGetExport() =>
        Export("supervision", Sheet, Rows(), $"督办单{Today:yyyyMMdd}");

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        var organs = OrganNames.Of(Me.Organs);
        Guid? after = null;
        List<SupervisionNotice> notices;
        do
        {
            notices = await Page(after, 500).ToListAsync(HttpContext.RequestAborted);
            var readers = await ReadersOf(notices);
            foreach (var n in notices)
            {
                yield return
                [
                    n.NumberText,
                    organs[n.IssuerId],
                    organs[n.OrganId],
                    SubjectOf(n),
                    n.IssuedOn,
                    n.ReplyBy,
                    readers.GetValueOrDefault(n.Id),
                    n.State.DisplayName(),
                ];
                after = n.Id;
            }
        } while (notices.Count == 500);
    }

    private IQueryable<SupervisionNotice> Page(Guid? after, int size)
    {
        var notices = db.Set<SupervisionNotice>().Within(Scope);
        if (State is { } state)
        {
            notices = notices.Where(n => n.State == state);
        }
        if (after is { } last)
        {
            notices = notices.Where(n => n.Id < last);
        }
        return notices.OrderByDescending(n => n.Id).Take(size);
    }

    /// <summary>How many people have read each.</summary>
    private async Task<IReadOnlyDictionary<Guid, int>> ReadersOf(
        IReadOnlyList<SupervisionNotice> notices
    )
    {
        var ids = notices.Select(n => n.Id).ToList();
        return await db.Set<SupervisionReading>()
            .Where(r => r.Tenant == Scope.Tenant && ids.Contains(r.NoticeId))
            .GroupBy(r => r.NoticeId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, HttpContext.RequestAborted);
    }

    private static string SubjectOf(SupervisionNotice notice)
    {
        var items = notice.ReadItems();
        return items.Count == 1 ? items[0].Title : $"{items[0].Title} 等 {items.Count} 项";
    }

    /// <summary>Chosen notices as Word documents: one as it is, several in one zip.</summary>
    public async Task<IActionResult> OnGetWord(List<Guid> ids)
    {
        var abort = HttpContext.RequestAborted;
        var notices = await db.Set<SupervisionNotice>()
            .Within(Scope)
            .Where(n => ids.Contains(n.Id))
            .OrderBy(n => n.Id)
            .Take(500)
            .ToListAsync(abort);
        if (notices.Count == 0)
        {
            return NotFound();
        }
        var organs = OrganNames.Of(Me.Organs);
        var documents = notices
            .Select(n =>
                (
                    Name: $"督办单{n.NumberText}{organs[n.OrganId]}",
                    Document: SupervisionDocument.Of(
                        n,
                        organs.Full(n.IssuerId),
                        organs.Full(n.OrganId)
                    )
                )
            )
            .ToList();
        if (documents.Count == 1)
        {
            return File(
                OfficialWriter.ToBytes(documents[0].Document),
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                documents[0].Name + ".docx"
            );
        }
        var zip = new MemoryStream();
        OfficialWriter.WriteZip(documents, zip);
        return File(zip.ToArray(), "application/zip", $"督办单{Today:yyyyMMdd}.zip");
    }
}
