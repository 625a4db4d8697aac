using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>Two versions of a material, word against word.</summary>
[Needs(Capability.ViewMatters)]
public sealed class CompareModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories,
    FileStore store
) : MatterPage(db, procedures, registry, directories)
{
    /// <summary>How many unchanged lines stay on each side of a change.</summary>
    public const int Around = 3;

    public Matter Matter { get; private set; } = null!;
    public Material Material { get; private set; } = null!;
    public MaterialState Before { get; private set; } = null!;
    public MaterialState After { get; private set; } = null!;

    /// <summary>All versions, for comparing others.</summary>
    public IReadOnlyList<MaterialState> Versions { get; private set; } = [];

    public IReadOnlyList<ComparedLine> Lines { get; private set; } = [];

    /// <summary>Why a version cannot be compared.</summary>
    public IReadOnlyList<string> Unreadable { get; private set; } = [];

    /// <summary>The state in plain words.</summary>
    public string State { get; private set; } = "";

    /// <summary>The lines in runs: changed ones with what stands around them, and folded runs of unchanged ones.</summary>
    public IEnumerable<(bool Folded, IReadOnlyList<ComparedLine> Lines)> Runs
    {
        get
        {
            var near = new bool[Lines.Count];
            for (var i = 0; i < Lines.Count; i++)
            {
                if (!Lines[i].IsSame)
                {
                    for (
                        var k = Math.Max(0, i - Around);
                        k <= Math.Min(Lines.Count - 1, i + Around);
                        k++
                    )
                    {
                        near[k] = true;
                    }
                }
            }
            for (var i = 0; i < Lines.Count; )
            {
                var from = i;
                while (i < Lines.Count && near[i] == near[from])
                {
                    i++;
                }
                yield return (!near[from], [.. Lines.Skip(from).Take(i - from)]);
            }
        }
    }

    /// <summary>The words of a line with what was added and removed marked, and no space that is not in the text.</summary>
    public static IHtmlContent Words(ComparedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = new HtmlContentBuilder();
        foreach (var piece in line.Pieces)
        {
            words.Put(
                piece.Change switch
                {
                    TextChange.Added => Html.El("ins", null, piece.Text),
                    TextChange.Removed => Html.El("del", null, piece.Text),
                    _ => piece.Text,
                }
            );
        }
        return words;
    }

    /// <summary>The named matter whose text stands first, where two matters are compared.</summary>
    public Matter? Other { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        Guid id,
        string? material,
        int from,
        int to,
        [FromQuery(Name = "with")] string? named
    )
    {
        await ReadNames();
        if (
            await MatterQueries.Find(Db, Scope, id, HttpContext.RequestAborted) is not { } matter
            || Procedures.Get(matter.Procedure, matter.Edition).FindMaterial(material ?? "")
                is not { } found
        )
        {
            return NotFound();
        }
        (Matter, Material) = (matter, found);
        Versions = [.. matter.ReadState().Materials.Where(m => m.Material == found.Key)];
        if (named is not null)
        {
            if (
                await SameTexts.Of(Db, Scope, Procedures, matter, HttpContext.RequestAborted)
                    is not { } pairs
                || pairs.FirstOrDefault(p => p.Slot.Slot == named) is not { Other: { } other } pair
                || pair.Slot.SameText != found.Key
            )
            {
                return NotFound();
            }
            (Other, Before, After) = (other, pair.Theirs, pair.Ours);
        }
        else if (
            Versions.FirstOrDefault(v => v.Version == from) is { } before
            && Versions.FirstOrDefault(v => v.Version == to) is { } after
        )
        {
            (Before, After) = (before, after);
        }
        else
        {
            return NotFound();
        }
        var (a, b) = (await Text(Before), await Text(After));
        Unreadable =
        [
            .. new[] { (Before, a), (After, b) }
                .Where(v => v.Item2.Text is null)
                .Select(v => $"第 {v.Item1.Version} 稿“{v.Item1.Name}”：{v.Item2.Why!}"),
        ];
        if (a.Text is { } old && b.Text is { } fresh)
        {
            Lines = TextDifference.Between(old, fresh);
        }
        var changed = Lines.Count(l => !l.IsSame);
        State =
            Unreadable.Count > 0 ? "不能逐字比较"
            : changed == 0 ? "两稿文字相同"
            : Other is not null ? $"与《{Other.Title}》有 {changed} 段不同"
            : $"第 {to} 稿比第 {from} 稿改了 {changed} 段";
        return Page();
    }

    private Task<MaterialText> Text(MaterialState version) =>
        MaterialText.Read(store, version.Hash, version.Name, HttpContext.RequestAborted);
}
