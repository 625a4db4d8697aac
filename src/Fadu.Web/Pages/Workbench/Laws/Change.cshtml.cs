using System.Globalization;
using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Web.Pages.Workbench.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>A law changed: what of the county cites it, and who is to look at that.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class ChangeModel(FaduDb db, LawLibrary library, ProcedureCitations procedures)
    : FaduPage
{
    private Dictionary<(string, Guid), LawCleanup> tasks = [];

    public LawChange Of { get; private set; } = null!;
    public IReadOnlyList<CitingRecord> Records { get; private set; } = [];

    /// <summary>The version before the new one.</summary>
    public Guid? Before { get; private set; }

    /// <summary>When the new version was made public.</summary>
    public DateOnly? Published { get; private set; }

    /// <summary>Tasks about what does not cite the law any more.</summary>
    public IReadOnlyList<LawCleanup> Gone { get; private set; } = [];

    [BindProperty]
    public List<string> Subjects { get; set; } = [];

    [BindProperty]
    public string? Organ { get; set; }

    [BindProperty]
    public string? Due { get; set; }

    [BindProperty]
    public string? Demand { get; set; }

    /// <summary>Where a clean-up of the normative documents that cite the law is opened, with what is known of the change (S013).</summary>
    public string? CleanupAddress =>
        Me.Can(Capability.HandleMatters) && Records.Any(r => r.Kind == CitingKinds.Register)
            ? Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
                "/workbench/matters/open/normative-document-cleanup",
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["title"] = $"《{Of.LawName}》变动动态清理",
                    ["kind"] = "动态清理",
                    ["cutoff"] = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["citedLaw"] = Of.LawName,
                    ["cause"] = $"《{Of.LawName}》{(Of.IsRepeal ? "废止" : "有了新版本")}",
                    ["lawPublishedOn"] = Published?.ToString(
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture
                    ),
                    ["lawInForceOn"] = Of.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                }
            )
            : null;

    public bool MayAssign => Me.Can(Capability.ManageLaws) && Me.Actor.Organ is not null;

    public IReadOnlyList<Choice> Organs =>
        [.. OrganNames.Of(Me.Organs).All.Select(o => new Choice(o.ShortName, o.Name))];

    public LawCleanup? TaskOf(CitingRecord record) =>
        tasks.GetValueOrDefault((record.Kind, record.Subject));

    /// <summary>At first everything is chosen; a form that comes back keeps what was.</summary>
    public bool IsChosen(CitingRecord record) =>
        HttpMethods.IsGet(Request.Method)
        || Subjects.Contains($"{record.Kind}.{record.Subject:N}", StringComparer.Ordinal);

    public async Task<IActionResult> OnGetAsync(long seq)
    {
        Due = FormattableString.Invariant(
            $"{WorkCalendar.National.AddWorkdays(Today, 20):yyyy-MM-dd}"
        );
        return await Load(seq) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(long seq)
    {
        if (!await Load(seq))
        {
            return NotFound();
        }
        var organ = OrganNames.Of(Me.Organs).Find(Organ);
        if (!string.IsNullOrWhiteSpace(Organ) && organ is null)
        {
            Refuse(
                new Refusal(RefusalKind.Invalid, $"没有“{Organ}”这个单位。", Field: nameof(Organ))
            );
            return Page();
        }
        if (RecordForms.Day(Due) is not { } due)
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请填写完成期限。", Field: nameof(Due)));
            return Page();
        }
        var subjects = new List<CleanupSubject>();
        foreach (var subject in Subjects)
        {
            if (
                subject.Split('.') is [var kind, var id]
                && Guid.TryParseExact(id, "N", out var known)
            )
            {
                subjects.Add(new CleanupSubject(kind, known));
            }
        }
        var result = await Commit(
            new AssignLawCleanup(seq, subjects, organ, due, Demand) { CommandId = CommandId },
            "已交办，各单位会收到提醒。"
        );
        return result.IsDone ? LocalRedirect(Of.Address) : Page();
    }

    private async Task<bool> Load(long seq)
    {
        var abort = HttpContext.RequestAborted;
        var change = await db.Set<LawChange>()
            .FirstOrDefaultAsync(c => c.Tenant == Scope.Tenant && c.Seq == seq, abort);
        if (change is null)
        {
            return false;
        }
        Of = change;
        if (!change.IsRepeal)
        {
            var versions = (await library.Versions(Scope, change.LawId, abort)).ToList();
            var at = versions.FindIndex(v => v.Id == change.VersionId);
            Before = at > 0 ? versions[at - 1].Id : null;
            Published = at >= 0 ? versions[at].Published : null;
        }
        Records = await LawChanges.Citing(db, procedures, Scope, change.LawId, abort);
        tasks = (
            await db.Set<LawCleanup>()
                .Where(c => c.Tenant == Scope.Tenant && c.ChangeSeq == seq)
                .Within(Scope)
                .ToListAsync(abort)
        ).ToDictionary(c => (c.Kind, c.SubjectId));
        var there = Records.Select(r => (r.Kind, r.Subject)).ToHashSet();
        Gone = [.. tasks.Where(t => !there.Contains(t.Key)).Select(t => t.Value)];
        return true;
    }
}
