using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Consultations;

/// <summary>On what the public is asked, and what waits for an answer.</summary>
[Needs(Capability.ViewMatters)]
[Nav("推进", "征求意见", Home, 38)]
public sealed class IndexModel(FaduDb db) : ConsultationsPage(db)
{
    public DataTable Table { get; private set; } = null!;

    public string? Next { get; private set; }

    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    public string Headline { get; private set; } = "";

    public async Task OnGetAsync()
    {
        var query = Request.Query;
        Filters =
        [
            new FieldView("state", "状态", FieldKind.Choice)
            {
                Options =
                [
                    new Choice("open", "征求中"),
                    new Choice("waiting", "已截止，待反馈"),
                    new Choice("draft", "拟订中"),
                    new Choice("concluded", "已反馈"),
                    new Choice("withdrawn", "已撤回"),
                ],
            },
            new FieldView("organ", "单位", FieldKind.Organ)
            {
                Options = [.. Organs.All.Select(o => new Choice(o.ShortName, o.Name))],
            },
            new FieldView("q", "标题含") { MaxLength = 100 },
        ];
        (var rows, Next) = await ConsultationQueries.List(
            Db,
            Scope,
            new ConsultationFilter
            {
                Day = Today,
                State = query["state"],
                Organ = Organs.Find(query["organ"].ToString()),
                Text = query["q"],
            },
            query[Links.After],
            50,
            HttpContext.RequestAborted
        );
        var waiting = rows.Count(c => c.State == ConsultationState.Published && c.ClosesOn < Today);
        var open = rows.Count(c => c.IsOpenOn(Today));
        Headline =
            waiting > 0 ? $"{waiting} 件已经截止，等待反馈采纳情况"
            : open > 0 ? $"{open} 件正在征求意见"
            : "现在没有征求意见的草案";
        Table = new DataTable(
            [
                new Column("草案", IsName: true),
                new Column("单位"),
                new Column("公布", Whole: true),
                new Column("截止", Whole: true),
                new Column("意见", Numeric: true),
                new Column("状态"),
            ],
            [
                .. rows.Select(c =>
                {
                    var (text, tone) = State(c, Today);
                    return new Row([
                        Cell.Text(c.Title, Consultation.AddressOf(c.Id)),
                        Cell.Text(Organs.NameOf(c.OrganId)),
                        Cell.Day(c.OpenedOn),
                        Cell.Day(c.ClosesOn),
                        Cell.Number(c.Received),
                        Cell.Tag(text, tone),
                    ]);
                }),
            ]
        )
        {
            Caption = "公开征求意见",
        };
    }
}
