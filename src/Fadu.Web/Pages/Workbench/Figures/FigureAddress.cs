using System.Globalization;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Figures;

/// <summary>
/// A question to a figure as the address carries it: <c>from</c> and <c>to</c>, or <c>year</c> and <c>part</c>; <c>organ</c>; <c>where</c> (dimensions); <c>known</c> (a seq of the trail).
/// Links in reports and in Word files use the same parameters.
/// </summary>
public sealed class FigureAddress
{
    private FigureAddress(
        FigureAsk ask,
        string organ,
        string organName,
        IReadOnlyList<Organ> organs
    )
    {
        Ask = ask;
        Organ = organ;
        OrganName = organName;
        Organs = organs;
    }

    /// <summary>What is asked.</summary>
    public FigureAsk Ask { get; }

    /// <summary>As in the address; empty for all.</summary>
    public string Organ { get; }

    /// <summary>汇总, 本级 or the organ's name.</summary>
    public string OrganName { get; }

    /// <summary>All organs in official order.</summary>
    public IReadOnlyList<Organ> Organs { get; }

    /// <summary>2025年, 2025年3月 …; for an as-of figure the day.</summary>
    public string PeriodName =>
        Ask.Figure.IsStock
            ? string.Create(CultureInfo.InvariantCulture, $"截至 {Ask.To:yyyy-MM-dd}")
            : FigurePeriod.NameOf(Ask.From, Ask.To);

    /// <summary>The figure's page for the same question, with some of it changed.</summary>
    public string Page(Figure? figure = null, string? organ = null) =>
        Build("", figure, Ask.From, Ask.To, organ ?? Organ, Ask.Dimensions);

    /// <summary>The records behind the same question, with some of it changed.</summary>
    public string Records(
        Figure? figure = null,
        DateOnly? from = null,
        DateOnly? to = null,
        string? organ = null,
        string? dimensions = null
    ) =>
        Build(
            "/records",
            figure,
            from ?? Ask.From,
            to ?? Ask.To,
            organ ?? Organ,
            dimensions ?? Ask.Dimensions
        );

    /// <summary>The same records as a file.</summary>
    public string Export(string format) =>
        Build($"/records.{format}", null, Ask.From, Ask.To, Organ, Ask.Dimensions);

    /// <summary>Reads a question; gives the reason where it cannot be understood.</summary>
    public static async Task<(FigureAddress? Address, string? Problem)> Read(
        HttpRequest request,
        FaduDb db,
        FigureCatalogue catalogue,
        FigureQuery figures,
        Figure figure,
        Scope scope,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var query = request.Query;
        var year =
            int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            && y is >= 1990 and <= 2100
                ? y
                : today.Year;
        var text = (Text("from"), Text("to")) is ({ Length: > 0 } a, { Length: > 0 } b)
            ? $"{a}..{b}"
            : $"{year}{Text("part")}";
        if (ReportTokens.ReadPeriod(text, year) is not var (from, to))
        {
            return (null, $"看不懂期间“{text}”，请重新选择。");
        }
        // A stock is what it is today; what is booked for days ahead has not come about.
        to = figure.LastDay(from, to, today);
        var root = await db.Set<Organ>()
            .Where(o => o.Tenant == scope.Tenant && o.Kind == OrganKind.Government)
            .OrderBy(o => o.Level)
            .ThenBy(o => o.Order)
            .Select(o => o.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (root == Guid.Empty)
        {
            return (null, "还没有建立机关，请先导入机关。");
        }
        var resolver = await TokenResolver.For(
            db,
            catalogue,
            figures,
            scope.Tenant,
            root,
            year,
            cancellationToken
        );
        if (resolver.OrgansOf(Text("organ")) is not var (organs, organName, link))
        {
            return (null, $"没有“{Text("organ")}”这个机关，请从列表中选择。");
        }
        long? known = long.TryParse(
            query["known"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seq
        )
            ? seq
            : null;
        var ask = new FigureAsk(figure, from, to)
        {
            Organs = organs,
            Dimensions = DimensionText.Write(
                DimensionText
                    .Read(Text("where"))
                    .Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))
            ),
            Known = known,
        };
        return (
            new FigureAddress(
                ask,
                link,
                scope.Everything || organs is not null ? organName : "本单位可见范围",
                resolver.Organs
            ),
            null
        );

        string Text(string name) => query[name].ToString().Trim();
    }

    /// <summary>The fields that narrow a question down.</summary>
    public static IReadOnlyList<FieldView> Filters(
        IReadOnlyList<Organ> organs,
        Scope scope,
        DateOnly today
    ) =>
        [
            new("year", "年度", FieldKind.Choice)
            {
                Options =
                [
                    .. Enumerable
                        .Range(0, 6)
                        .Select(i => Invariant(today.Year - i))
                        .Select(v => new Choice(v, v + "年")),
                ],
            },
            new("part", "时段", FieldKind.Choice)
            {
                Options =
                [
                    new("H1", "上半年"),
                    new("H2", "下半年"),
                    .. Enumerable
                        .Range(1, 4)
                        .Select(q => new Choice($"Q{q}", $"第{"一二三四"[q - 1]}季度")),
                    .. Enumerable.Range(1, 12).Select(m => new Choice($"-{m:00}", $"{m}月")),
                ],
            },
            new("organ", "范围", FieldKind.Choice)
            {
                Options =
                [
                    .. scope.Everything ? new[] { new Choice("本级", "本级（县政府及部门）") } : [],
                    .. organs
                        .Where(o => scope.Everything || scope.Organs.Contains(o.Id))
                        .Select(o => new Choice(o.Key, o.ShortName)),
                ],
            },
        ];

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Build(
        string tail,
        Figure? figure,
        DateOnly from,
        DateOnly to,
        string organ,
        string dimensions
    )
    {
        var query = new QueryBuilder
        {
            { "from", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            { "to", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        };
        if (organ.Length > 0)
        {
            query.Add("organ", organ);
        }
        if (dimensions.Length > 0)
        {
            query.Add("where", dimensions);
        }
        if (Ask.Known is { } known)
        {
            query.Add("known", known.ToString(CultureInfo.InvariantCulture));
        }
        return $"/workbench/figures/{(figure ?? Ask.Figure).Code}{tail}{query.ToQueryString()}";
    }
}
