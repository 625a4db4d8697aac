using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Publications;

/// <summary>What was published, what of it was withdrawn.</summary>
[Needs(Capability.Publish)]
public sealed class PublishedModel(FaduDb db, PortalSections sections)
    : PublicationsPage(db, sections)
{
    public DataTable Table { get; private set; } = null!;

    public string? Next { get; private set; }

    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Filters =
        [
            new FieldView("in", "栏目", FieldKind.Choice) { Options = Lists },
            new FieldView("q", "标题、文号含") { MaxLength = 100 },
        ];
        (var rows, Next) = await PublicationQueries.Published(
            Db,
            Scope,
            Request.Query["in"],
            Request.Query["q"],
            Request.Query[Links.After],
            50,
            HttpContext.RequestAborted
        );
        Table = new DataTable(
            [
                new Column("信息", IsName: true),
                new Column("栏目"),
                new Column("单位"),
                new Column("最近公布", Whole: true),
                new Column("状态"),
            ],
            [
                .. rows.Select(p => new Row([
                    Cell.Text(p.Title, $"{Home}/published/{p.Id}"),
                    Cell.Text(Sections.TitleOf(p.Section)),
                    Cell.Text(Organs.NameOf(p.OrganId)),
                    Cell.Day(p.UpdatedOn),
                    p.IsPublic
                        ? Cell.Tag(p.Edition == 1 ? "已公布" : $"第 {p.Edition} 次公布", Tone.Ok)
                        : Cell.Tag("已撤下"),
                ])),
            ]
        )
        {
            Caption = "公布过的信息",
        };
    }
}
