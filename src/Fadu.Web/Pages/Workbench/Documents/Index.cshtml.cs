using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using MatterPage = Fadu.Web.Pages.Workbench.Matters.MatterPage;

namespace Fadu.Web.Pages.Workbench.Documents;

/// <summary>Documents by what is asked of one's organ; chosen ones are checked, signed, printed together.</summary>
[Needs(Capability.ViewMatters)]
[Nav("程序", "文书", "/workbench/documents", 20)]
public sealed class IndexModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    private const int PageSize = 60;

    private static readonly SheetLayout Layout = new(
        "文书清单",
        [
            new SheetColumn("文号"),
            new SheetColumn("文书"),
            new SheetColumn("事项"),
            new SheetColumn("制发单位"),
            new SheetColumn("主送"),
            new SheetColumn("拟稿人"),
            new SheetColumn("状态"),
            new SheetColumn("签发日期", ColumnType.Date),
            new SheetColumn("送达日期", ColumnType.Date),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public DocumentView? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<MatterDocument> Rows { get; private set; } = [];
    public string? Next { get; private set; }
    public DataTable Table { get; private set; } = null!;

    public DocumentView Shown =>
        View ?? (Scope.Everything ? DocumentView.Open : DocumentView.Asked);

    public bool CanBulk => Me.Can(Capability.HandleMatters);

    public IReadOnlyList<FieldView> Filters =>
        [
            new FieldView("view", "看", FieldKind.Hidden),
            new FieldView("words", "文号、文书或者事项") { MaxLength = 100 },
        ];

    /// <summary>The state in plain words.</summary>
    public string State
    {
        get
        {
            var some =
                Rows.Count == 0 ? "没有文书"
                : Next is null && After is null ? $"{Rows.Count} 件文书"
                : "这些文书";
            return Shown switch
            {
                DocumentView.Asked => some + "待本单位办理",
                DocumentView.Open => some + "在办",
                DocumentView.ToServe => some + "待送达",
                DocumentView.Issued => some + "已签发",
                _ => Rows.Count == 0 ? some : "全部文书",
            };
        }
    }

    public async Task OnGetAsync()
    {
        await ReadNames();
        (Rows, var next) = await DocumentQueries.List(
            Db,
            Scope,
            Shown,
            Words,
            After,
            PageSize,
            HttpContext.RequestAborted
        );
        Next = next?.ToString();
        Table = new DataTable(
            [
                new Column("文书", IsName: true),
                new Column("事项"),
                new Column("主送"),
                new Column("拟稿", Whole: true),
                new Column("状态", Whole: true),
            ],
            [.. Rows.Select(Line)]
        )
        {
            Id = "documents",
            Caption = State,
            PickName = CanBulk ? "ids" : null,
            PickForm = CanBulk ? "bulk" : null,
        };
    }

    /// <summary>The same rows as on the screen, all pages, as a workbook.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        await ReadNames();
        return await Export("documents", Layout, All(), $"文书清单{Today:yyyyMMdd}");
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> All()
    {
        await foreach (
            var d in DocumentQueries.Stream(Db, Scope, Shown, Words, HttpContext.RequestAborted)
        )
        {
            yield return
            [
                d.NumberText,
                d.Name,
                d.Title,
                Organs.NameOf(d.OrganId),
                d.ReadBody().Recipient.Name,
                d.DrafterId is { } p ? People.NameOf(p) : null,
                WordOf(d).Words,
                d.IssuedOn,
                d.ServedOn,
            ];
        }
    }

    private Row Line(MatterDocument d)
    {
        var (tone, words) = WordOf(d);
        return new Row([
            Cell.Join(
                Cell.Text(d.NumberText ?? d.Name, MatterDocument.AddressOf(d.Id)),
                d.NumberText is null ? Cell.Text(null) : new Cell(Html.El("div", "small", d.Name))
            ),
            d.Title,
            d.ReadBody().Recipient.Name,
            d.DrafterId is { } p ? People.NameOf(p) : "—",
            Cell.Tag(words, tone),
        ])
        {
            Id = d.Stage is DocumentStage.Dropped or DocumentStage.Void ? null : d.Id.ToString(),
        };
    }

    /// <summary>The state of a document in a word.</summary>
    public static (Tone Tone, string Words) WordOf(MatterDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Stage switch
        {
            DocumentStage.Void or DocumentStage.Dropped => (
                Tone.Late,
                document.Stage.DisplayName()
            ),
            DocumentStage.Issued when document.AwaitsService => (Tone.Soon, "待送达"),
            DocumentStage.Issued => (Tone.Ok, document.ServedOn is null ? "已签发" : "已送达"),
            _ => (Tone.Now, document.Stage.DisplayName()),
        };
    }
}
