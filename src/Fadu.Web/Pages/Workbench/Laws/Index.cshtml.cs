using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>The library, page by page; day, filter and place live in the address.</summary>
[Needs(Capability.EnterWorkbench)]
[Nav("名录与台账", "法规库", "/workbench/laws", 30)]
public sealed class IndexModel(FaduDb db) : FaduPage
{
    private const int Size = 50;

    public LawFilter Filter { get; private set; } = null!;
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];
    public DataTable Table { get; private set; } = null!;
    public string? Next { get; private set; }

    /// <summary>Whether the library holds nothing at all.</summary>
    public bool IsEmpty { get; private set; }

    public async Task OnGetAsync()
    {
        var abort = HttpContext.RequestAborted;
        var state = Request.Query["state"].ToString();
        Filter = new LawFilter(
            RecordForms.Day(Request.Query["day"]) ?? Today,
            Request.Query["level"],
            Request.Query["q"].ToString() is { Length: <= 100 } words ? words : null,
            state == "all" ? null
                : Enum.TryParse<LawState>(state, out var known) && Enum.IsDefined(known) ? known
                : LawState.InForce
        );
        var (rows, next) = await LawQueries.Page(
            db,
            Scope,
            Filter,
            Request.Query[Links.After],
            Size,
            abort
        );
        Next = next;
        IsEmpty =
            rows.Count == 0
            && !await db.Set<LawVersion>().AnyAsync(v => v.Tenant == Scope.Tenant, abort);
        Filters =
        [
            new FieldView("q", "名称") { MaxLength = 100 },
            new FieldView("level", "层级", FieldKind.Choice)
            {
                Options = [.. LawLevels.All.Select(l => new Choice(l, l))],
            },
            new FieldView("state", "状态", FieldKind.Choice)
            {
                Options =
                [
                    .. Enum.GetValues<LawState>()
                        .Select(s => new Choice(s.ToString(), s.DisplayName())),
                    new Choice("all", "全部"),
                ],
                Blank = "有效",
            },
            new FieldView("day", "截至哪一天", FieldKind.Date),
        ];
        Table = new DataTable(
            [
                new Column("名称", IsName: true),
                new Column("层级"),
                new Column("公布"),
                new Column("施行"),
                new Column("状态", Whole: true),
            ],
            [
                .. rows.Select(v => new Row([
                    Cell.Text(
                        v.FullName,
                        Filter.Day == Today
                            ? v.Address
                            : FormattableString.Invariant($"{v.Address}?on={Filter.Day:yyyy-MM-dd}")
                    ),
                    Cell.Text(v.Level),
                    Cell.Day(v.Published),
                    Cell.Day(v.InForceFrom),
                    Cell.Tag(LawWords.State(v, Filter.Day), LawWords.Tone(v.StateOn(Filter.Day))),
                ])
                {
                    Id = v.Id.ToString(),
                }),
            ]
        )
        {
            Id = "laws",
            Caption = "法规",
        };
    }
}

/// <summary>How pages say what a version is.</summary>
public static class LawWords
{
    /// <summary>The colour of a state.</summary>
    public static Tone Tone(LawState state) =>
        state switch
        {
            LawState.InForce => TagHelpers.Tone.Ok,
            LawState.NotYet => TagHelpers.Tone.Soon,
            LawState.Repealed => TagHelpers.Tone.Late,
            _ => TagHelpers.Tone.Plain,
        };

    /// <summary>A state with its day: 已废止（2021-01-01 起）.</summary>
    public static string State(LawVersion version, DateOnly day) =>
        (version.StateOn(day), version.InForceTo) switch
        {
            (LawState.NotYet, _) => FormattableString.Invariant(
                $"尚未施行（{version.InForceFrom:yyyy-MM-dd} 起施行）"
            ),
            (LawState.Superseded, { } last) => FormattableString.Invariant(
                $"已被修改（{last.AddDays(1):yyyy-MM-dd} 起用新版本）"
            ),
            (LawState.Repealed, { } last) => FormattableString.Invariant(
                $"已废止（{last.AddDays(1):yyyy-MM-dd} 起）"
            ),
            (LawState.Repealed, _) => "已失效（日期不详）",
            (_, { } last) => FormattableString.Invariant($"有效（至 {last:yyyy-MM-dd}）"),
            _ => "有效",
        };

    /// <summary>A day and how it is known.</summary>
    public static string Day(DateOnly? day, DateBasis basis) =>
        day is not { } known ? "不详"
        : basis == DateBasis.Stated ? FormattableString.Invariant($"{known:yyyy-MM-dd}")
        : FormattableString.Invariant($"{known:yyyy-MM-dd}（{basis.DisplayName()}）");
}
