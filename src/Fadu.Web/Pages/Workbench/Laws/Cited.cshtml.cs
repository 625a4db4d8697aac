using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>Everything that cites a law, or one article of it.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class CitedModel(FaduDb db, LawLibrary library, ProcedureCitations procedures)
    : FaduPage
{
    private const int Size = 50;

    public LawVersion Law { get; private set; } = null!;
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];
    public IReadOnlyList<CitingRecord> Records { get; private set; } = [];
    public DataTable Table { get; private set; } = null!;
    public string? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid lawId)
    {
        var abort = HttpContext.RequestAborted;
        if (LawLibrary.Nearest(await library.Versions(Scope, lawId, abort), Today) is not { } law)
        {
            return NotFound();
        }
        Law = law;
        var article = Request.Query["article"].ToString().Trim();
        Filters = [new FieldView("article", "哪一条") { MaxLength = 20, Help = "如 第五条" }];
        Records = string.IsNullOrEmpty(Request.Query[Links.After])
            ?
            [
                .. (await LawChanges.Citing(db, procedures, Scope, lawId, abort)).Where(r =>
                    article.Length == 0 || r.Articles.Split('、').Contains(article)
                ),
            ]
            : [];
        var (rows, next) = await LawQueries.CitedBy(
            db,
            Scope,
            lawId,
            article,
            Today,
            Request.Query[Links.After],
            Size,
            abort
        );
        Next = next;
        Table = new DataTable(
            [new Column("法规", IsName: true), new Column("层级"), new Column("引用", Whole: true)],
            [
                .. rows.Select(r => new Row([
                    Cell.Text(r.Version.FullName, $"{r.Version.Address}#{r.Anchor}"),
                    Cell.Text(r.Version.Level),
                    Cell.Text(r.Article),
                ])),
            ]
        )
        {
            Id = "cited",
            Caption = "引用它的法规",
        };
        return Page();
    }
}
