using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>Matters by what is asked: mine, my organ's, late, due this week. What is chosen stands in the address and can be kept under a name; the export is what the screen shows.</summary>
[Needs(Capability.ViewMatters)]
[Nav("程序", "办件", "/workbench/matters", 10)]
public sealed class IndexModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    private const int PageSize = 50;

    /// <summary>The key under which filters of this list are kept.</summary>
    public const string FilterList = "matters";

    private static readonly SheetLayout Sheet = new(
        "办件清单",
        [
            new SheetColumn("事项"),
            new SheetColumn("程序"),
            new SheetColumn("环节"),
            new SheetColumn("下一步"),
            new SheetColumn("期限", ColumnType.Date),
            new SheetColumn("逾期天数", ColumnType.Integer),
            new SheetColumn("承办单位"),
            new SheetColumn("经办人"),
            new SheetColumn("提出单位"),
            new SheetColumn("立案日期", ColumnType.Date),
            new SheetColumn("办结日期", ColumnType.Date),
            new SheetColumn("结果"),
            new SheetColumn("标记"),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public MatterView? View { get; set; }

    /// <summary>Key of a procedure, or the beginning of several.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Procedure { get; set; }

    /// <summary>Name of an organ.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Organ { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    /// <summary>Only those with something unlawful on record.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Unlawful { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Core.Matters.MatterPage List { get; private set; } = new([], null);
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];
    public DataTable Table { get; private set; } = null!;

    /// <summary>Conditions that the reader keeps under names of his own.</summary>
    public IReadOnlyList<SavedFilter> Saved { get; private set; } = [];

    /// <summary>The state in plain words.</summary>
    public string State { get; private set; } = "";

    /// <summary>What is shown where the address does not say: what waits for one's organ, or for who sees the county what is open.</summary>
    public MatterView Shown => View ?? (Scope.Everything ? MatterView.Open : MatterView.Asked);

    /// <summary>Whether rows can be chosen and worked off together.</summary>
    public bool CanBulk => Me.Can(Capability.HandleMatters) && Shown != MatterView.Ended;

    /// <summary>Whether somebody may open a matter of any procedure.</summary>
    public bool CanOpen => Me.Can(Capability.HandleMatters) && Me.Actor.Organ is not null;

    public async Task OnGetAsync()
    {
        var filter = await Filter();
        List = await MatterQueries.List(
            Db,
            Scope,
            filter,
            Today,
            After,
            PageSize,
            HttpContext.RequestAborted
        );
        Filters = Fields();
        Saved = await SavedFilters.Of(HttpContext, FilterList);
        var late = List.Rows.Count(r => r.DaysLate(Today) > 0);
        var some =
            List.Rows.Count == 0 ? "没有"
            : List.Next is null && After is null ? $"{List.Rows.Count} 件"
            : "这些";
        State = Shown switch
        {
            MatterView.Mine => $"{some}由我承办" + Late(late),
            MatterView.Asked => $"{some}待本单位办理" + Late(late),
            MatterView.Late => $"{some}逾期",
            MatterView.Week => $"{some}本周到期",
            MatterView.Ended => $"{some}已经办结",
            MatterView.Open => $"{some}在办" + Late(late),
            _ => some == "没有" ? "没有办件" : $"{(some == "这些" ? "全部办件" : "共 " + some)}",
        };
        Table = new DataTable(
            [
                new Column("事项", IsName: true),
                new Column("下一步"),
                new Column("期限", Whole: true),
                new Column("承办"),
                new Column("状态"),
            ],
            [.. List.Rows.Select(Line)]
        )
        {
            Id = "matters",
            Caption = State,
            PickName = CanBulk ? "items" : null,
            PickForm = CanBulk ? "bulk" : null,
        };
    }

    /// <summary>The same rows as on the screen, all pages, as a workbook.</summary>
    public async Task<IActionResult> OnGetExportAsync() =>
        await Export("matters", Sheet, Rows(await Filter()), $"办件清单{Today:yyyyMMdd}");

    private static string Late(int late) => late > 0 ? $"，其中 {late} 件已逾期" : "";

    private Row Line(MatterRow row)
    {
        var late = row.DaysLate(Today) > 0;
        var (tone, words) = MatterWords.Standing(row, Today);
        return new Row([
            Cell.Join(
                Cell.Text(row.Title, Matter.AddressOf(row.Id)),
                new Cell(Html.El("div", "small", NameOf(row.Procedure)))
            ),
            row.NextStep,
            !row.IsOpen || row.NextDue == Matter.NoDue ? "—" : Cell.Due(row.NextDue, Today),
            $"{Organs.NameOf(row.OrganId)} {People.NameOf(row.HandlerId)}",
            Cell.Join(
                Cell.Tag(late ? row.Stage ?? "在办" : words, late ? Tone.Late : tone),
                row.HasUnlawfulFacts ? Cell.Tag("如实记录", Tone.Late) : Cell.Text(null),
                row.HasLateEntries ? Cell.Tag("补录", Tone.Soon) : Cell.Text(null)
            ),
        ])
        {
            Tone = late ? Tone.Late : Tone.Plain,
            Id = row.IsOpen ? row.Id.ToString() : null,
        };
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows(MatterFilter filter)
    {
        await foreach (
            var row in MatterQueries.Stream(Db, Scope, filter, Today, HttpContext.RequestAborted)
        )
        {
            var late = row.DaysLate(Today);
            yield return
            [
                row.Title,
                NameOf(row.Procedure),
                row.Stage,
                row.NextStep,
                !row.IsOpen || row.NextDue == Matter.NoDue ? null : row.NextDue,
                late > 0 ? late : null,
                Organs.NameOf(row.OrganId),
                People.NameOf(row.HandlerId),
                Organs.NameOf(row.SenderId),
                row.OpenedOn,
                row.EndedOn,
                row.OutcomeName,
                string.Join(
                    '、',
                    new[]
                    {
                        row.IsVoid ? "误立撤销" : null,
                        row.HasUnlawfulFacts ? "如实记录" : null,
                        row.HasLateEntries ? "补录" : null,
                    }.OfType<string>()
                ),
            ];
        }
    }

    private async Task<MatterFilter> Filter()
    {
        await ReadNames();
        return new MatterFilter
        {
            View = Shown,
            Procedure = string.IsNullOrWhiteSpace(Procedure) ? null : Procedure,
            // A name that no organ bears finds nothing, rather than everything.
            Organ =
                !string.IsNullOrWhiteSpace(Organ) ? Organs.Find(Organ) ?? Guid.Empty
                : Shown == MatterView.Asked ? Me.Actor.Organ
                : null,
            Person =
                Shown == MatterView.Mine ? Me.Actor.ActsFor ?? Me.Actor.Person ?? Guid.Empty : null,
            OnlyUnlawful = Unlawful,
            Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim(),
        };
    }

    private IReadOnlyList<FieldView> Fields()
    {
        // Chosen by the tabs above; the filter keeps it.
        var fields = new List<FieldView>
        {
            new("view", "看", FieldKind.Hidden),
            new("procedure", "程序", FieldKind.Choice)
            {
                Options = [.. Procedures.All.Select(p => new Choice(p.Key, NameOf(p.Key)))],
            },
        };
        if (Scope.Everything || Scope.Organs.Count > 1)
        {
            fields.Add(
                new("organ", "单位", FieldKind.Organ)
                {
                    Options =
                    [
                        .. Organs
                            .All.Where(o => Scope.Everything || Scope.Organs.Contains(o.Id))
                            .Select(o => new Choice(o.ShortName, o.Name)),
                    ],
                }
            );
        }
        fields.Add(new("words", "包含文字") { MaxLength = 100 });
        fields.Add(
            new("unlawful", "如实记录", FieldKind.Choice)
            {
                Options = [new Choice("true", "只看有如实记录的")],
            }
        );
        return fields;
    }
}

/// <summary>How many matters wait for the reader's organ.</summary>
internal sealed class MatterCount(FaduDb db) : INavCount
{
    public string Href => "/workbench/matters";

    public async Task<int> Count(CurrentUser user, CancellationToken cancellationToken) =>
        user.Actor.Organ is { } organ && user.Can(Capability.HandleMatters)
            ? await MatterQueries.CountAsked(db, user.Scope, organ)
            : 0;
}
