using System.Globalization;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>填报负担: what the county asks of each organ in a month, in fields and estimated minutes. It measures what is asked, nobody is timed and nothing is ranked.</summary>
[Needs(Capability.ViewLedgers)]
public sealed class BurdenModel(
    FaduDb db,
    LedgerRegistry ledgers,
    ReturnRegistry returns,
    Directories directories
) : FaduPage
{
    private const int Months = 6;

    /// <summary>The first day of the month shown.</summary>
    public DateOnly Month { get; private set; }

    public DateOnly Before => Month.AddMonths(-1);
    public DateOnly? Next => Month.AddMonths(1) > Today ? null : Month.AddMonths(1);

    /// <summary>The organ whose things are listed one by one.</summary>
    public OrganInfo? Organ { get; private set; }

    public int Fields { get; private set; }
    public int Minutes { get; private set; }
    public int OrgansAsked { get; private set; }
    public DataTable ByOrgan { get; private set; } = null!;
    public DataTable ByThing { get; private set; } = null!;
    public DataTable ByMonth { get; private set; } = null!;

    public async Task OnGetAsync(string? month, string? organ)
    {
        var abort = HttpContext.RequestAborted;
        Month =
            DateOnly.TryParseExact(
                month + "-01",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var asked
            )
            && asked <= Today
            && asked.Year >= 2000
                ? asked
                : new DateOnly(Today.Year, Today.Month, 1);
        var organs = await LedgerOrgans.Of(directories, Me.Actor.Tenant, abort);
        var entries = await Burden.Of(
            db,
            Scope,
            ledgers,
            returns,
            organs,
            Month.AddMonths(1 - Months),
            Months,
            Today,
            abort
        );
        Organ = organ is null ? null : entries.FirstOrDefault(e => e.Organ.Key == organ)?.Organ;
        var now = entries.Where(e => e.Month == Month).ToList();
        Fields = now.Sum(e => e.Fields);
        Minutes = MinutesOf(now);
        OrgansAsked = now.Select(e => e.Organ.Id).Distinct().Count();
        ByOrgan = new DataTable(
            [
                new Column("单位", IsName: true),
                new Column("应报台账", Numeric: true),
                new Column("报表", Numeric: true),
                new Column("填写次数", Numeric: true),
                new Column("字段", Numeric: true),
                new Column("估计分钟", Numeric: true),
            ],
            [
                .. now.GroupBy(e => e.Organ)
                    .Select(g => new Row([
                        Cell.Text(g.Key.ShortName, Address(Month, g.Key.Key)),
                        .. Numbers([.. g]),
                    ])),
            ]
        )
        {
            Id = "organs",
            Caption = "各单位本月的填报，按机构顺序",
            Total = new Row([Cell.Text("合计"), .. Numbers(now)]),
        };
        var listed = now.Where(e => Organ is null || e.Organ.Id == Organ.Id).ToList();
        ByThing = new DataTable(
            [
                new Column("填什么", IsName: true),
                new Column("种类"),
                new Column("单位数", Numeric: true),
                new Column("填写次数", Numeric: true),
                new Column("字段", Numeric: true),
                new Column("估计分钟", Numeric: true),
            ],
            [
                .. listed
                    .GroupBy(e => (e.Title, e.Address, e.Kind))
                    .OrderByDescending(g => g.Sum(e => e.Seconds))
                    .ThenBy(g => g.Key.Title, StringComparer.Ordinal)
                    .Select(g => new Row([
                        Cell.Text(g.Key.Title, g.Key.Address),
                        Cell.Text(g.Key.Kind.DisplayName()),
                        Cell.Number(g.Select(e => e.Organ.Id).Distinct().Count()),
                        Cell.Number(g.Sum(e => e.Times)),
                        Cell.Number(g.Sum(e => e.Fields)),
                        Cell.Number(MinutesOf(g)),
                    ])),
            ]
        )
        {
            Id = "things",
            Caption = "本月填的是什么，最费时的在前",
        };
        ByMonth = new DataTable(
            [
                new Column("月份", IsName: true),
                new Column("应报台账", Numeric: true),
                new Column("报表", Numeric: true),
                new Column("填写次数", Numeric: true),
                new Column("字段", Numeric: true),
                new Column("估计分钟", Numeric: true),
            ],
            [
                .. Enumerable
                    .Range(0, Months)
                    .Select(i => Month.AddMonths(i + 1 - Months))
                    .Select(m => new Row([
                        Cell.Text(
                            m.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                            Address(m, Organ?.Key)
                        ),
                        .. Numbers([
                            .. entries.Where(e =>
                                e.Month == m && (Organ is null || e.Organ.Id == Organ.Id)
                            ),
                        ]),
                    ])),
            ]
        )
        {
            Id = "months",
            Caption = "近六个月",
        };
    }

    /// <summary>The page of a month, and of an organ in it.</summary>
    public static string Address(DateOnly month, string? organ = null) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/workbench/ledgers/burden?month={month:yyyy-MM}{(organ is null ? "" : "&organ=" + Uri.EscapeDataString(organ))}"
        );

    private static IEnumerable<Cell> Numbers(IReadOnlyCollection<BurdenEntry> entries) =>
        [
            Cell.Number(entries.Count(e => e is { IsAsked: true, Kind: BurdenKind.Ledger })),
            Cell.Number(entries.Count(e => e.Kind == BurdenKind.Return)),
            Cell.Number(entries.Sum(e => e.Times)),
            Cell.Number(entries.Sum(e => e.Fields)),
            Cell.Number(MinutesOf(entries)),
        ];

    private static int MinutesOf(IEnumerable<BurdenEntry> entries) =>
        (entries.Sum(e => e.Seconds) + 30) / 60;
}
