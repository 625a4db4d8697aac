using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Consultations;

/// <summary>All opinions as they came, to look through and to give out as a sheet. Who gave them stands in neither.</summary>
[Needs(Capability.ViewMatters)]
public sealed class OpinionsModel(FaduDb db) : ConsultationsPage(db)
{
    private static readonly SheetLayout Sheet = new(
        "意见",
        [
            new SheetColumn("编号", ColumnType.Integer),
            new SheetColumn("收到", ColumnType.Date),
            new SheetColumn("途径"),
            new SheetColumn("针对"),
            new SheetColumn("意见") { Width = 60 },
            new SheetColumn("理由") { Width = 40 },
            new SheetColumn("提出人"),
            new SheetColumn("所在组", ColumnType.Integer),
            new SheetColumn("归纳的意见") { Width = 40 },
            new SheetColumn("采纳情况"),
            new SheetColumn("说明") { Width = 40 },
        ]
    );

    public DataTable Table { get; private set; } = null!;
    public string? Next { get; private set; }
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await Find(id))
        {
            return NotFound();
        }
        Filters =
        [
            new FieldView("source", "途径", FieldKind.Choice)
            {
                Options =
                [
                    .. Enum.GetValues<OpinionSource>()
                        .Select(s => new Choice(s.ToString(), s.DisplayName())),
                ],
            },
            new FieldView("giver", "提出人", FieldKind.Choice)
            {
                Options =
                [
                    .. Enum.GetValues<OpinionGiver>()
                        .Select(s => new Choice(s.ToString(), s.DisplayName())),
                ],
            },
            new FieldView("q", "意见、理由含") { MaxLength = 100 },
        ];
        (var rows, Next) = await ConsultationQueries.Opinions(
            Db,
            Scope,
            id,
            Filter(),
            Request.Query[Links.After],
            50,
            HttpContext.RequestAborted
        );
        Table = new DataTable(
            [
                new Column("意见", IsName: true),
                new Column("编号", Numeric: true),
                new Column("收到", Whole: true),
                new Column("途径"),
                new Column("针对"),
                new Column("提出人"),
                new Column("答复"),
            ],
            [
                .. rows.Select(r => new Row([
                    Cell.Text(
                        r.Opinion.Text.Length <= 120 ? r.Opinion.Text : r.Opinion.Text[..119] + "…",
                        $"{Consultation.AddressOf(id)}/groups/{r.Group.Id}"
                    ),
                    Cell.Number(r.Opinion.Number),
                    Cell.Day(r.Opinion.ReceivedOn),
                    Cell.Text(r.Opinion.Source.DisplayName()),
                    Cell.Text(r.Opinion.About ?? "整个草案"),
                    Cell.Text(r.Opinion.Giver.DisplayName()),
                    r.Group.Outcome is { } outcome
                        ? Cell.Tag(outcome.DisplayName(), Tone.Ok)
                        : Cell.Tag("未答复", Tone.Soon),
                ])),
            ]
        )
        {
            Caption = "全部意见，按收到的先后",
        };
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(Guid id)
    {
        if (!await Find(id))
        {
            return NotFound();
        }
        return await Export(
            "opinions",
            Sheet,
            ConsultationQueries
                .AllOpinions(Db, Scope, id, Filter(), HttpContext.RequestAborted)
                .Select(r =>
                    (IReadOnlyList<object?>)
                        [
                            r.Opinion.Number,
                            r.Opinion.ReceivedOn,
                            r.Opinion.Source.DisplayName(),
                            r.Opinion.About ?? "整个草案",
                            r.Opinion.Text,
                            r.Opinion.Because,
                            r.Opinion.Giver.DisplayName(),
                            r.Group.Number,
                            r.Group.Gist,
                            r.Group.Outcome?.DisplayName(),
                            r.Group.Answer,
                        ]
                ),
            $"{Asked.Title}意见"
        );
    }

    private OpinionFilter Filter() =>
        new()
        {
            Source = Enum.TryParse<OpinionSource>(Request.Query["source"], out var source)
                ? source
                : null,
            Giver = Enum.TryParse<OpinionGiver>(Request.Query["giver"], out var giver)
                ? giver
                : null,
            Text = Request.Query["q"],
        };
}
