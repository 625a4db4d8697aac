using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>One line: values, evidence, what happened to it, and the figures it counts in.</summary>
[Needs(Capability.ViewLedgers)]
public sealed class LineModel(
    FaduDb db,
    LedgerRegistry ledgers,
    EventRegistry events,
    FigureCatalogue catalogue,
    FigureRelations relations
) : LedgerPage(db, ledgers)
{
    public LedgerLine Line { get; private set; } = null!;

    public IReadOnlyList<(string Title, string Text)> Values { get; private set; } = [];

    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];

    public IReadOnlyList<(string Name, string Hash)> Files { get; private set; } = [];

    public IReadOnlyList<(Figure Figure, DateOnly Day, string Amount, string Dimensions)> Counts
    {
        get;
        private set;
    } = [];

    public LedgerLine? MergedInto { get; private set; }

    /// <summary>The problem that the line opened (问题、整改、销号).</summary>
    public RectificationItem? Problem { get; private set; }

    /// <summary>Relations between the figures that it counts in which do not hold for its organ and year.</summary>
    public IReadOnlyList<RelationOutcome> Failing { get; private set; } = [];

    /// <summary>Whether the person may change this line.</summary>
    public bool MayCorrect =>
        Line.Source != LineSource.Procedure
        && Organs.MayActFor(Me.Actor, Line.OrganId)
        && (
            Me.Can(Capability.CorrectLedgers)
            || (Ledger.IsStepByStep && Me.Can(Capability.EnterLedgers))
        );

    public async Task<IActionResult> OnGetAsync(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostEvidenceAsync(
        Guid id,
        int version,
        List<IFormFile>? evidence
    )
    {
        if (!Me.Can(Capability.EnterLedgers))
        {
            return Forbid();
        }
        if (!await Load(id))
        {
            return NotFound();
        }
        var (hashes, refused) = await this.Keep(evidence);
        if (refused is not null)
        {
            Refuse(refused);
            return Page();
        }
        var result = await Commit(
            new AddLineEvidence(id, version) { CommandId = CommandId, Evidence = hashes },
            "佐证材料已补充。"
        );
        return result.IsDone ? LocalRedirect(LedgerLine.AddressOf(Ledger.Key, id)) : Page();
    }

    private async Task<bool> Load(Guid id)
    {
        if (await Find(id) is not { } line)
        {
            return false;
        }
        Line = line;
        var body = line.ParseBody();
        Problem = Ledger.ProblemsOf is null
            ? null
            : await Db.Set<RectificationItem>()
                .AsNoTracking()
                .Within(Scope)
                .FirstOrDefaultAsync(p => p.Origin == id, HttpContext.RequestAborted);
        Values =
        [
            .. Ledger
                .AllFields.Where(f => Ledger.Fields.Contains(f) || body[f.Name] is not null)
                .Select(f =>
                    (
                        f.Title,
                        f.Format(body[f.Name], Organs) is { Length: > 0 } text ? text + f.Unit : "—"
                    )
                ),
        ];
        var stream = LedgerLine.StreamOf(id);
        var entries = await Db.Set<TrailEntry>()
            .Where(e => e.Tenant == Scope.Tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .ToListAsync(HttpContext.RequestAborted);
        var people = entries
            .Select(e => e.Actor)
            .Concat(entries.Select(e => e.ActsFor))
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var names = await Db.Set<Person>()
            .Where(p => p.Tenant == Scope.Tenant && people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, HttpContext.RequestAborted);
        Entries = [.. entries.Select(e => EntryOf(e, names))];
        var hashes = line.EvidenceHashes;
        var files = await Db.Set<StoredFile>()
            .Where(f => f.Tenant == Scope.Tenant && hashes.Contains(f.Hash))
            .Select(f => new { f.Hash, f.Name })
            .ToListAsync(HttpContext.RequestAborted);
        Files =
        [
            .. hashes.Select(h => (files.FirstOrDefault(f => f.Hash == h)?.Name ?? h[..12], h)),
        ];
        var booked = await Db.Set<ContributionLine>()
            .Where(c => c.Tenant == Scope.Tenant && c.Subject == id)
            .GroupBy(c => new
            {
                c.Figure,
                c.Day,
                c.Dimensions,
            })
            .Select(g => new { g.Key, Amount = g.Sum(c => c.Amount) })
            .ToListAsync(HttpContext.RequestAborted);
        Counts =
        [
            .. booked
                .Where(b => b.Amount != 0)
                .Select(b =>
                    (Figure: catalogue.Find(b.Key.Figure), b.Key.Day, b.Amount, b.Key.Dimensions)
                )
                .Where(b => b.Figure is not null)
                .OrderBy(b => b.Figure!.Name, StringComparer.Ordinal)
                .Select(b =>
                    (
                        b.Figure!,
                        b.Day,
                        LedgerWords.Amount(b.Amount, b.Figure!.Scale) + b.Figure.Unit,
                        b.Dimensions.Replace(";", "，", StringComparison.Ordinal)
                            .Replace("=", "：", StringComparison.Ordinal)
                    )
                ),
        ];
        if (Counts.Count > 0)
        {
            var year = new DateOnly(line.OccurredOn.Year, 1, 1);
            Failing =
            [
                .. (
                    await relations.Check(
                        Db,
                        Scope,
                        [.. Counts.Select(c => c.Figure).DistinctBy(f => f.Code)],
                        new FigureAsk(Counts[0].Figure, year, year.AddYears(1).AddDays(-1))
                        {
                            Organs = [line.OrganId],
                        },
                        HttpContext.RequestAborted
                    )
                ).Where(r => r.Verdict == RelationVerdict.Fails && r.Kind == RelationKind.Must),
            ];
        }
        MergedInto = line.MergedInto is { } into ? await Find(into) : null;
        return true;
    }

    private TimelineEntry EntryOf(TrailEntry entry, Dictionary<Guid, string> names)
    {
        var data = entry.Read(events);
        var text = data switch
        {
            LineCorrected c => $"{c.Why.DisplayName()}。{Changes(c.Changes)}",
            LineContinued c => Changes(c.Changes),
            LineVoided v => v.Why.DisplayName() + "。",
            LineRestored r => r.Why.DisplayName() + "。",
            LineMerged m => m.Why.DisplayName() + "。",
            LineRecorded { Batch: not null } => "表格导入。",
            LineRecorded { OtherThan: not null } => "登记时认定与相似的一条不是同一件。",
            LineEvidenceAdded e => $"补充 {e.Files.Count} 份。",
            _ => "",
        };
        var afterClose =
            data
            is LineCorrected { AfterClose: true }
                or LineVoided { AfterClose: true }
                or LineRestored { AfterClose: true }
                or LineMerged { AfterClose: true };
        var who = entry.Actor is { } actor ? names.GetValueOrDefault(actor, "已离职人员") : "系统";
        return new TimelineEntry(
            events.DisplayName(entry.Kind),
            entry.ActsFor is { } other
                ? $"{who}（代 {names.GetValueOrDefault(other, "已离职人员")}）"
                : who,
            entry.At
        )
        {
            LegalDay = entry.LegalDate,
            Text = text + (entry.Reason is { } reason ? $" 原因：{reason}" : ""),
            Mark =
                afterClose ? "期后更正"
                : data is LineRecorded { IsLate: true } ? "补录"
                : null,
            Tone = data is LineVoided or LineMerged ? Tone.Late : Tone.Plain,
        };
    }

    private string Changes(IEnumerable<FieldChange> changes) =>
        LedgerWords.Changes(Ledger, Organs, changes);
}
