using System.Globalization;
using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Audit;

/// <summary>The trail for the 审计员: newest first, by person, organ, kind and day, going on by key.</summary>
[Needs(Capability.ReadAudit)]
[Nav("管理", "审计", "/workbench/audit", 9)]
public sealed class IndexModel(FaduDb db, EventRegistry registry) : DirectoryPage
{
    private const int PageSize = 50;
    private const int MaxScanned = 20_000;

    private static readonly SheetLayout Sheet = new(
        "留痕",
        [
            new SheetColumn("时间"),
            new SheetColumn("谁"),
            new SheetColumn("机关"),
            new SheetColumn("事项") { Width = 30 },
            new SheetColumn("内容") { Width = 60 },
            new SheetColumn("理由"),
            new SheetColumn("序号", ColumnType.Integer),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Organ { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Since { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Late { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public string? NextKey { get; private set; }

    public DataTable Table { get; private set; } = new([], []);

    public IReadOnlyList<FieldView> Filters =>
        [
            new("Who", "姓名"),
            new("Organ", "机关", FieldKind.Organ) { Options = OrganChoices },
            new("Kind", "事项", FieldKind.Choice)
            {
                Options =
                [
                    .. registry
                        .All.OrderBy(k => k.Name.Kind, StringComparer.Ordinal)
                        .Select(k => new Choice(k.Name.Kind, k.Name.DisplayName)),
                ],
            },
            new("Since", "自", FieldKind.Date),
            new("Until", "至", FieldKind.Date),
            new("Late", "补录", FieldKind.Choice) { Options = [new("yes", "只看事后补录")] },
        ];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var query = Filtered();
        var rows = new List<TrailEntry>();
        long? goOn = null;
        if (Late == "yes")
        {
            // Late is a matter of the county's calendar, not of SQL: the entries are looked through in order, a bounded piece a page.
            var scanned = 0;
            await foreach (
                var entry in query
                    .OrderByDescending(e => e.Seq)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellationToken)
            )
            {
                if (entry.IsLate(entry.At.LocalDay()))
                {
                    rows.Add(entry);
                }
                if (rows.Count == PageSize || ++scanned == MaxScanned)
                {
                    goOn = entry.Seq;
                    break;
                }
            }
        }
        else
        {
            rows = await query
                .OrderByDescending(e => e.Seq)
                .Take(PageSize + 1)
                .ToListAsync(cancellationToken);
            if (rows.Count > PageSize)
            {
                rows.RemoveAt(PageSize);
                goOn = rows[^1].Seq;
            }
        }
        var words = await EntryWords.Of(HttpContext, Organs, People);
        NextKey = goOn?.ToString(CultureInfo.InvariantCulture);
        Table = new(
            [
                new("时间", Whole: true),
                new("谁", Whole: true),
                new("机关", Whole: true),
                new("事项", IsName: true),
                new("内容"),
                new("理由"),
                new("序号", Numeric: true),
            ],
            [.. rows.Select(r => Line(r, words))]
        )
        {
            Caption = "留痕",
        };
    }

    /// <summary>The same rows as on the screen, all pages, as a workbook.</summary>
    public Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken)
    {
        After = null;
        return Export("audit", Sheet, Rows(), $"留痕{Today:yyyyMMdd}");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            var words = await EntryWords.Of(HttpContext, Organs, People);
            await foreach (
                var entry in Filtered()
                    .OrderByDescending(e => e.Seq)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellationToken)
            )
            {
                var late = entry.IsLate(entry.At.LocalDay());
                if (Late != "yes" || late)
                {
                    yield return
                    [
                        MomentOf(entry),
                        By(entry),
                        OrganOf(entry),
                        registry.DisplayName(entry.Kind) + (late ? $"（{LateWords(entry)}）" : ""),
                        words.Say(entry.Read(registry)),
                        entry.Reason,
                        entry.Seq,
                    ];
                }
            }
        }
    }

    private static string MomentOf(TrailEntry entry) =>
        TimeZoneInfo
            .ConvertTime(entry.At, FaduTime.Zone)
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private string OrganOf(TrailEntry entry) =>
        entry.Organ is { } organ ? Organs.ShortName(organ) : "";

    private static string LateWords(TrailEntry entry) =>
        $"事后补录，发生于 {entry.LegalDate:yyyy-MM-dd}";

    private IQueryable<TrailEntry> Filtered()
    {
        var tenant = Me.Actor.Tenant;
        var query = db.Set<TrailEntry>().Where(e => e.Tenant == tenant);
        if (!string.IsNullOrWhiteSpace(Who))
        {
            var wanted = Who.Trim();
            // Both who did it and in whose stead it was done.
            var ids = People
                .All.Where(p => p.Name.Contains(wanted, StringComparison.Ordinal))
                .Select(p => (Guid?)p.Id)
                .ToList();
            query =
                wanted == "系统"
                    ? query.Where(e => e.Actor == null)
                    : query.Where(e => ids.Contains(e.Actor) || ids.Contains(e.ActsFor));
        }
        if (!string.IsNullOrWhiteSpace(Organ))
        {
            Guid? organ = Organs.Match(Organ).Organ?.Id ?? Guid.Empty;
            query = query.Where(e => e.Organ == organ);
        }
        if (!string.IsNullOrWhiteSpace(Kind))
        {
            var kind = Kind;
            query = query.Where(e => e.Kind == kind);
        }
        if (Since is { } since)
        {
            var from = Start(since);
            query = query.Where(e => e.At >= from);
        }
        if (Until is { } until)
        {
            var to = Start(until.AddDays(1));
            query = query.Where(e => e.At < to);
        }
        if (After is { } after)
        {
            query = query.Where(e => e.Seq < after);
        }
        return query;
    }

    private Row Line(TrailEntry entry, EntryWords words) =>
        new([
            MomentOf(entry),
            By(entry),
            OrganOf(entry),
            entry.IsLate(entry.At.LocalDay())
                ? Cell.Join(registry.DisplayName(entry.Kind), Cell.Tag(LateWords(entry), Tone.Soon))
                : registry.DisplayName(entry.Kind),
            words.Say(entry.Read(registry)),
            entry.Reason,
            Cell.Number(entry.Seq),
        ]);

    private static DateTimeOffset Start(DateOnly day) =>
        new DateTimeOffset(
            day.ToDateTime(TimeOnly.MinValue),
            FaduTime.Zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))
        ).ToUniversalTime();
}
