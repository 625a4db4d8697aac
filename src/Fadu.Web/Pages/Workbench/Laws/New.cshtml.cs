using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Laws;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>Takes one law from a file, through the same command as the folder.</summary>
[Needs(Capability.ManageLaws)]
public sealed class NewModel(FileStore files, LawTexts texts, LawLibrary library) : FaduPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Level { get; set; }

    [BindProperty]
    public string? Published { get; set; }

    [BindProperty]
    public string? InForceFrom { get; set; }

    [BindProperty]
    public string? InForceTo { get; set; }

    [BindProperty]
    public bool Again { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The library has a version of the same day.</summary>
    public bool AskAgain { get; private set; }

    public IReadOnlyList<Choice> Levels { get; } = [.. LawLevels.All.Select(l => new Choice(l, l))];

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(IFormFile? file)
    {
        var abort = HttpContext.RequestAborted;
        if (file is null)
        {
            return No("请选择文件。", "File");
        }
        if (string.IsNullOrEmpty(Level) || !LawLevels.All.Contains(Level, StringComparer.Ordinal))
        {
            return No("请选择法规的层级。", nameof(Level));
        }
        foreach (
            var (text, field, label) in new[]
            {
                (Published, nameof(Published), "公布日期"),
                (InForceFrom, nameof(InForceFrom), "施行日期"),
                (InForceTo, nameof(InForceTo), "最后有效日"),
            }
        )
        {
            if (!string.IsNullOrWhiteSpace(text) && RecordForms.Day(text) is null)
            {
                return No($"{label}“{text}”不对，请写成 2024-05-01 的样子。", field);
            }
        }
        LawReading law;
        KeptFile kept;
        try
        {
            await using var content = file.OpenReadStream();
            kept = await files.Take(content, file.FileName, abort);
            law = texts.Read(kept.Hash, kept.Name);
        }
        catch (UnreadableException e)
        {
            return No(e.Message, "File");
        }
        catch (RefusedException e)
        {
            return No(e.Refusal.Message, "File");
        }
        var name = string.IsNullOrWhiteSpace(Name)
            ? law.Title.Replace(" ", "", StringComparison.Ordinal)
            : Name.Trim();
        if (name.Length > 200 || law.Pieces.Count == 0)
        {
            return No(
                law.Pieces.Count == 0
                    ? $"“{file.FileName}”里只有名称，没有正文。"
                    : "正文第一行太长，不像法规的名称。请在“名称”里写明。",
                law.Pieces.Count == 0 ? "File" : nameof(Name)
            );
        }
        var (published, publishedBy, from, fromBy) = LawImport.Days(
            RecordForms.Day(Published),
            RecordForms.Day(InForceFrom),
            LawDates.Read(law)
        );
        var lawId = LawName.LawId(name);
        var versions = await library.Versions(Scope, lawId, abort);
        if (versions.FirstOrDefault(v => v.SourceHash == kept.Hash) is { } known)
        {
            Notice = "库里已有这个文本，没有重复收入。";
            return LocalRedirect(known.Address);
        }
        if (!Again && versions.Any(v => v.Published == published && v.Part is null))
        {
            AskAgain = true;
            return No(
                $"库里已有《{name}》{published:yyyy-MM-dd} 公布的版本，文本与这份不同。请核对；仍要收入的，请在下面勾选后重新选择文件提交。",
                nameof(Again)
            );
        }
        var result = await Commit(
            new KeepLaws([
                new LawToKeep(
                    name,
                    null,
                    Level,
                    Level,
                    published,
                    publishedBy,
                    from,
                    fromBy,
                    RecordForms.Day(InForceTo),
                    false,
                    kept.Hash,
                    kept.Name
                ),
            ])
            {
                CommandId = CommandId,
                Reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim(),
            },
            $"已收入《{name}》：{law.Pieces.Count(p => p.Kind == PieceKind.Article)} 条；公布 {LawWords.Day(published, publishedBy)}，施行 {LawWords.Day(from, fromBy)}。"
        );
        if (!result.IsDone)
        {
            return Page();
        }
        var now = await library.Versions(Scope, lawId, abort);
        var version = now.First(v => v.SourceHash == kept.Hash);
        var repeals = RepealReader.Read(law);
        if (repeals.Count > 0)
        {
            var noted = await Commit(
                new NoteRepeals(
                    [.. repeals.Select(r => new StatedRepeal(version.Id, r.Name, r.Article))],
                    long.MaxValue
                ),
                Notice
            );
            if (noted is { IsDone: true, Value: not "0" })
            {
                Notice += $"正文载明废止的法规，已登记 {noted.Value} 件。";
            }
        }
        return LocalRedirect(version.Address);
    }

    private PageResult No(string message, string field)
    {
        Refuse(new Refusal(RefusalKind.Invalid, message, Field: field));
        return Page();
    }
}
