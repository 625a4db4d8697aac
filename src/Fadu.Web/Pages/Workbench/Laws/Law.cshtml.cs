using System.Globalization;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Reading;
using Fadu.Reading.Citations;
using Fadu.Reading.Laws;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>What was filled in on the page of a law.</summary>
public sealed record LawForm(
    string? Published,
    string? InForceFrom,
    string? InForceTo,
    string? Reason,
    string? From,
    string? ByText
);

/// <summary>A law: its articles, its versions, who cites it.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class LawModel(
    FaduDb db,
    LawLibrary library,
    ProcedureCitations procedures,
    EventRegistry registry
) : FaduPage
{
    public LawVersion Version { get; private set; } = null!;
    public IReadOnlyList<LawVersion> Versions { get; private set; } = [];
    public LawReading Law { get; private set; } = null!;
    public IReadOnlyList<string> Anchors { get; private set; } = [];
    public DateOnly On { get; private set; }

    /// <summary>The version that holds today.</summary>
    public LawVersion? Current { get; private set; }

    /// <summary>The version before this one.</summary>
    public LawVersion? Before { get; private set; }

    /// <summary>Others of the same day.</summary>
    public IReadOnlyList<LawVersion> Same { get; private set; } = [];

    public IReadOnlyList<CitingRecord> Citing { get; private set; } = [];
    public IReadOnlyList<CitingLaw> CitedBy { get; private set; } = [];
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];
    public int Seen { get; private set; }
    public LawForm Form { get; private set; } = new(null, null, null, null, null, null);

    /// <summary>Headings with the first piece under each.</summary>
    public IEnumerable<(LawHeading Heading, string Anchor)> Contents
    {
        get
        {
            var at = 0;
            foreach (var heading in Law.Headings)
            {
                while (
                    at < Law.Pieces.Count
                    && !Law.Pieces[at].Under.Contains(heading.Text, StringComparer.Ordinal)
                )
                {
                    at++;
                }
                if (at == Law.Pieces.Count)
                {
                    yield break;
                }
                yield return (heading, Anchors[at]);
            }
        }
    }

    public IReadOnlyList<Choice> VersionChoices =>
        [
            .. Versions.Select(v => new Choice(
                v.Id.ToString("N"),
                LawWords.Day(v.Published, v.PublishedBy) + (v.Part is null ? "" : $" {v.Part}")
            )),
        ];

    public async Task<IActionResult> OnGetAsync(Guid lawId, Guid? versionId) =>
        await Load(lawId, versionId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCorrectAsync(
        Guid lawId,
        Guid? versionId,
        Guid version,
        int seen,
        LawForm form
    )
    {
        if (!await Load(lawId, versionId ?? version))
        {
            return NotFound();
        }
        Form = form;
        var result = await Commit(
            new CorrectLawDates(
                version,
                RecordForms.Day(form.Published),
                RecordForms.Day(form.InForceFrom),
                RecordForms.Day(form.InForceTo),
                seen
            )
            {
                CommandId = CommandId,
                Reason = form.Reason?.Trim(),
            },
            "日期已更正。"
        );
        return result.IsDone ? LocalRedirect(Version.Address) : Page();
    }

    public async Task<IActionResult> OnPostRepealAsync(
        Guid lawId,
        Guid? versionId,
        Guid version,
        int seen,
        LawForm form
    )
    {
        if (!await Load(lawId, versionId ?? version))
        {
            return NotFound();
        }
        Form = form;
        if (RecordForms.Day(form.From) is not { } from)
        {
            Refuse(
                new Refusal(RefusalKind.Invalid, "请填写自哪一天起废止。", Field: nameof(form.From))
            );
            return Page();
        }
        // what is named is linked where the library has it
        var cited = CitationReader
            .Read(new SourceText(form.ByText ?? ""))
            .Citations.FirstOrDefault();
        var by = cited is null
            ? null
            : await library.Find(Scope, cited.Law, from, HttpContext.RequestAborted);
        var result = await Commit(
            new RepealLaw(
                version,
                from,
                by is not null && by.LawId != lawId ? by.Id : null,
                form.ByText,
                seen
            )
            {
                CommandId = CommandId,
            },
            "已登记废止。"
        );
        return result.IsDone ? LocalRedirect(Version.Address) : Page();
    }

    private async Task<bool> Load(Guid lawId, Guid? versionId)
    {
        var abort = HttpContext.RequestAborted;
        Versions = await library.Versions(Scope, lawId, abort);
        On = RecordForms.Day(Request.Query["on"]) ?? Today;
        var version = versionId is { } id
            ? Versions.FirstOrDefault(v => v.Id == id)
            : LawLibrary.Nearest(Versions, On);
        if (version is null)
        {
            return false;
        }
        Version = version;
        Current = LawLibrary.Nearest(Versions, Today);
        var place = Versions.ToList().FindIndex(v => v.Id == version.Id);
        Before = Versions.Take(place).LastOrDefault(v => v.Part == version.Part);
        Same =
        [
            .. Versions.Where(v =>
                v.Id != version.Id && v.Part == version.Part && v.Published == version.Published
            ),
        ];
        try
        {
            Law = await library.Text(Scope, version, abort);
        }
        catch (FileNotFoundException)
        {
            Law = new LawReading(new SourceText(""), version.Name, [], [], []);
            Refuse(
                new Refusal(
                    RefusalKind.Condition,
                    "文件库里找不到这个版本的文本，请系统管理员运行 ./fadu verify 查明。"
                )
            );
        }
        Anchors = LawAnchors.Of(Law);
        Citing = await LawChanges.Citing(db, procedures, Scope, lawId, abort);
        (CitedBy, _) = await LawQueries.CitedBy(db, Scope, lawId, null, Today, null, 10, abort);
        var stream = LawVersion.StreamOf(lawId);
        var entries = await db.Set<TrailEntry>()
            .Where(e => e.Tenant == Scope.Tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .Take(20)
            .ToListAsync(abort);
        Seen = entries.Count > 0 ? entries[0].Number : 0;
        var ids = entries.Select(e => e.Actor).OfType<Guid>().Distinct().ToList();
        var names = await db.Set<Person>()
            .Where(p => p.Tenant == Scope.Tenant && ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, abort);
        Entries =
        [
            .. entries.Select(e => new TimelineEntry(
                registry.DisplayName(e.Kind),
                e.Actor is { } actor ? names.GetValueOrDefault(actor, "—") : "系统",
                e.At
            )
            {
                LegalDay = e.LegalDate,
                Text = e.Read(registry) switch
                {
                    LawKept kept => FormattableString.Invariant(
                        $"{kept.Name}{kept.Part}，{kept.Published:yyyy-MM-dd} 公布"
                    ),
                    LawChanged { Repeals: true } repealed => $"由{repealed.RepealedByText}废止",
                    _ => e.Reason,
                },
            }),
        ];
        return true;
    }
}
