using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fadu.Web.TagHelpers;

/// <summary>A figure with what it is of: a number alone says nothing.</summary>
/// <param name="Label">What is counted.</param>
/// <param name="Value">The number as it is written, as 17.57%.</param>
/// <param name="Href">The records behind it.</param>
public sealed record FigureCard(string Label, string Value, string? Href)
{
    /// <summary>The unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Numerator, denominator and what the denominator is, as 13 / 74 · 分母：审结.</summary>
    public string? Denominator { get; init; }

    /// <summary>How it compares, as 比去年同期 +25.</summary>
    public string? Comparison { get; init; }

    /// <summary>Where its definition stands (口径).</summary>
    public string? DefinitionHref { get; init; }

    /// <summary>How it went, oldest first.</summary>
    public IReadOnlyList<decimal> Series { get; init; } = [];

    /// <summary>What it should be; drawn as a dashed line.</summary>
    public decimal? Target { get; init; }

    /// <summary>Late when it is short of what the law asks.</summary>
    public Tone Tone { get; init; }
}

/// <summary>A figure: &lt;figure-card of="@figure" /&gt;, several inside &lt;div class="figures"&gt;.</summary>
[HtmlTargetElement("figure-card", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FigureCardTagHelper : TagHelper
{
    /// <summary>The figure.</summary>
    public FigureCard Of { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("figure");
        var value = Html.El(
            "div",
            Of.Tone == Tone.Late ? "value value-late" : "value",
            Html.Link(Of.Value, Of.Href)
        );
        if (Of.Unit is not null)
        {
            value.Add(Html.El("span", "unit", Of.Unit));
        }
        output.Content.AppendHtml(Html.El("h3", null, Of.Label));
        output.Content.AppendHtml(value);
        var denominator = string.IsNullOrEmpty(Of.Denominator) ? null : Of.Denominator;
        if (denominator is not null || Of.DefinitionHref is not null)
        {
            output.Content.AppendHtml(
                Html.El(
                    "p",
                    null,
                    denominator,
                    Of.DefinitionHref is null
                        ? null
                        : Html.El(
                            "span",
                            null,
                            denominator is null ? null : " · ",
                            Html.Link("口径", Of.DefinitionHref)
                        )
                )
            );
        }
        if (Of.Comparison is not null)
        {
            output.Content.AppendHtml(Html.El("p", null, Of.Comparison));
        }
        if (Of.Series.Count > 1)
        {
            output.Content.AppendHtml(
                Html.El("div", "spark", Sparkline.Svg(Of.Series, Of.Target, Of.Tone))
            );
        }
    }
}

/// <summary>A small line without axes: &lt;sparkline of="@series" /&gt;.</summary>
[HtmlTargetElement("sparkline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SparklineTagHelper : TagHelper
{
    /// <summary>The values, oldest first.</summary>
    public IReadOnlyList<decimal> Of { get; set; } = [];

    /// <summary>What it should be.</summary>
    public decimal? Target { get; set; }

    /// <summary>Its colour.</summary>
    public Tone Tone { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Of.Count > 1)
        {
            output.Content.SetHtmlContent(Sparkline.Svg(Of, Target, Tone));
        }
    }
}

internal static class Sparkline
{
    private const decimal Width = 120;
    private const decimal Height = 26;
    private const decimal Margin = 2;

    public static IHtmlContent Svg(IReadOnlyList<decimal> series, decimal? target, Tone tone)
    {
        var low = Math.Min(series.Min(), target ?? series[0]);
        var high = Math.Max(series.Max(), target ?? series[0]);
        // A level line stands in the middle, not at an edge, where it would read as the least or the most.
        decimal Y(decimal value) =>
            high == low
                ? Height / 2
                : Margin + (high - value) / (high - low) * (Height - 2 * Margin);
        static string N(decimal value) =>
            Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

        var points = string.Join(
            ' ',
            series.Select((value, i) => $"{N(Width * i / (series.Count - 1))},{N(Y(value))}")
        );
        var svg = Html.El("svg", tone.Css("spark"))
            .With("viewBox", $"0 0 {N(Width)} {N(Height)}")
            .With("preserveAspectRatio", "none")
            .With("role", "img")
            .With("aria-label", "走势：" + string.Join('、', series.Select(Html.Number)));
        if (target is { } aim)
        {
            svg.Add(
                Html.El("line", "spark-target")
                    .With("x1", "0")
                    .With("x2", N(Width))
                    .With("y1", N(Y(aim)))
                    .With("y2", N(Y(aim)))
            );
        }
        return svg.Add(Html.El("polyline").With("points", points));
    }
}

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>Bars beside each other.</summary>
    Bar,

    /// <summary>Lines.</summary>
    Line,

    /// <summary>Bars on top of each other.</summary>
    Stack,

    /// <summary>Bars lying, for long names.</summary>
    Lying,
}

/// <summary>One row of values of a chart.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One value a category; null where there is none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values)
{
    /// <summary>The records behind each value.</summary>
    public IReadOnlyList<string?> Hrefs { get; init; } = [];
}

/// <summary>A chart and the table of its numbers.</summary>
public sealed record Chart(
    string Title,
    string CategoryName,
    IReadOnlyList<string> Categories,
    IReadOnlyList<ChartSeries> Series
)
{
    /// <summary>How it is drawn.</summary>
    public ChartKind Kind { get; init; }

    /// <summary>The unit of all values.</summary>
    public string? Unit { get; init; }

    /// <summary>Source, cut-off, definition.</summary>
    public string? Note { get; init; }
}

/// <summary>
/// A chart with the table of the same numbers beside it: &lt;chart of="@chart" /&gt;. Both are made from the same values by the server; no script draws.
/// </summary>
[HtmlTargetElement("chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChartTagHelper : TagHelper
{
    /// <summary>The chart.</summary>
    public Chart Of { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("chart");
        var head = Html.El("tr", null, Html.El("th", null, Of.CategoryName).With("scope", "col"));
        foreach (var series in Of.Series)
        {
            head.Add(Html.El("th", "n", series.Name).With("scope", "col"));
        }
        var body = Html.El("tbody");
        for (var i = 0; i < Of.Categories.Count; i++)
        {
            var line = Html.El(
                "tr",
                null,
                Html.El("th", null, Of.Categories[i]).With("scope", "row")
            );
            foreach (var series in Of.Series)
            {
                var value = i < series.Values.Count ? series.Values[i] : null;
                var href = i < series.Hrefs.Count ? series.Hrefs[i] : null;
                line.Add(
                    Html.El("td", "n", value is { } v ? Html.Link(Html.Number(v), href) : "—")
                        .With("data-value", value?.ToString(CultureInfo.InvariantCulture))
                );
            }
            body.Add(line);
        }
        var table = Html.El("table", "table", Html.El("thead", null, head), body);
        output.Content.AppendHtml(
            Html.El(
                "figcaption",
                null,
                Of.Title,
                Of.Unit is null ? null : Html.El("span", "small ms-2", "单位：" + Of.Unit)
            )
        );
        output.Content.AppendHtml(
            Html.El(
                "div",
                "chart-both",
                ChartDrawing.Svg(Of),
                Html.El("div", "chart-numbers", table).With("tabindex", "0")
            )
        );
        if (Of.Note is not null)
        {
            output.Content.AppendHtml(Html.El("p", "small", Of.Note));
        }
    }
}

/// <summary>Draws a chart as plain SVG.</summary>
internal static class ChartDrawing
{
    private const decimal Width = 640;
    private const decimal Height = 250;
    private const decimal Left = 44;
    private const decimal Right = 6;
    private const decimal Top = 26;
    private const decimal Bottom = 26;

    public static IHtmlContent? Svg(Chart chart)
    {
        var values = chart.Series.SelectMany(s => s.Values).OfType<decimal>().ToList();
        if (values.Count == 0 || chart.Categories.Count == 0)
        {
            return null;
        }
        var stacked = chart.Kind == ChartKind.Stack;
        var most = stacked
            ? Enumerable
                .Range(0, chart.Categories.Count)
                .Max(i => chart.Series.Sum(s => Math.Max(At(s, i) ?? 0, 0)))
            : values.Max();
        var (low, high) = (Math.Min(0, values.Min()), Nice(Math.Max(most, 0)));
        if (high == low)
        {
            high = low + 1;
        }
        var step = (Width - Left - Right) / chart.Categories.Count;
        decimal Y(decimal v) => Top + ((high - v) / (high - low) * (Height - Top - Bottom));

        var svg = Html.El("svg", "chart-drawing")
            .With("viewBox", $"0 0 {N(Width)} {N(Height)}")
            .With("role", "img")
            .With("aria-label", $"{chart.Title}：数字见旁边的表");
        foreach (var mark in new[] { low, (low + high) / 2, high }.Distinct())
        {
            svg.Add(
                Html.El("line", "chart-rule")
                    .With("x1", N(Left))
                    .With("x2", N(Width - Right))
                    .With("y1", N(Y(mark)))
                    .With("y2", N(Y(mark))),
                Html.El("text", "chart-label", Html.Number(mark))
                    .With("x", N(Left - 5))
                    .With("y", N(Y(mark) + 4))
                    .With("text-anchor", "end")
            );
        }
        for (var i = 0; i < chart.Categories.Count; i++)
        {
            svg.Add(
                Html.El("text", "chart-label", Short(chart.Categories[i]))
                    .With("x", N(Left + (step * (i + 0.5m))))
                    .With("y", N(Height - 8))
                    .With("text-anchor", "middle")
            );
        }
        for (var n = 0; n < chart.Series.Count; n++)
        {
            var series = chart.Series[n];
            svg.Add(
                Html.El("rect", $"chart-s{n % 4}")
                    .With("x", N(Left + (n * 110)))
                    .With("y", "6")
                    .With("width", "10")
                    .With("height", "10"),
                Html.El("text", "chart-label", series.Name)
                    .With("x", N(Left + (n * 110) + 15))
                    .With("y", "15")
            );
            if (chart.Kind == ChartKind.Line)
            {
                Line(svg, series, n, i => Left + (step * (i + 0.5m)), Y);
                continue;
            }
            var width = stacked ? step * 0.6m : step * 0.7m / chart.Series.Count;
            for (var i = 0; i < chart.Categories.Count; i++)
            {
                if (At(series, i) is not { } value || value == 0)
                {
                    continue;
                }
                var below = stacked ? chart.Series.Take(n).Sum(s => Math.Max(At(s, i) ?? 0, 0)) : 0;
                var (top, bottom) = (Y(Math.Max(below + value, 0)), Y(below + Math.Min(value, 0)));
                svg.Add(
                    Html.El("rect", $"chart-s{n % 4}")
                        .With(
                            "x",
                            N(
                                Left
                                    + (step * i)
                                    + (stacked ? step * 0.2m : (step * 0.15m) + (width * n))
                            )
                        )
                        .With("y", N(top))
                        .With("width", N(width))
                        .With("height", N(Math.Max(bottom - top, 1)))
                );
            }
        }
        return svg;
    }

    private static void Line(
        TagBuilder svg,
        ChartSeries series,
        int n,
        Func<int, decimal> x,
        Func<decimal, decimal> y
    )
    {
        // A month without a number breaks the line.
        var run = new List<string>();
        for (var i = 0; i <= series.Values.Count; i++)
        {
            if (i < series.Values.Count && series.Values[i] is { } value)
            {
                run.Add($"{N(x(i))},{N(y(value))}");
                svg.Add(
                    Html.El("circle", $"chart-s{n % 4}")
                        .With("cx", N(x(i)))
                        .With("cy", N(y(value)))
                        .With("r", "3")
                );
                continue;
            }
            if (run.Count > 1)
            {
                svg.Add(
                    Html.El("polyline", $"chart-line chart-l{n % 4}")
                        .With("points", string.Join(' ', run))
                );
            }
            run.Clear();
        }
    }

    private static decimal? At(ChartSeries series, int i) =>
        i < series.Values.Count ? series.Values[i] : null;

    /// <summary>The next round number.</summary>
    private static decimal Nice(decimal value)
    {
        var unit = 1m;
        while (unit * 10 < value)
        {
            unit *= 10;
        }
        while (unit > value && value > 0 && unit > 0.01m)
        {
            unit /= 10;
        }
        return new[] { 1, 2, 4, 5, 6, 8, 10 }.Select(n => n * unit).FirstOrDefault(n => n >= value);
    }

    /// <summary>A month as its number; else the first characters.</summary>
    private static string Short(string category) =>
        category is [_, _, _, _, '-', var ten, var one] ? $"{(ten == '0' ? "" : ten)}{one}月"
        : category.Length > 6 ? category[..5] + "…"
        : category;

    private static string N(decimal value) =>
        Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a day is in a time limit.</summary>
public enum StripKind
{
    /// <summary>It counts.</summary>
    Counted,

    /// <summary>The day of the event, which does not count.</summary>
    First,

    /// <summary>A weekend or holiday.</summary>
    Rest,

    /// <summary>A weekend day worked in exchange for a holiday.</summary>
    MakeUp,

    /// <summary>The clock stands still.</summary>
    Paused,

    /// <summary>The last day.</summary>
    Last,
}

/// <summary>A day in the strip.</summary>
public sealed record StripDay(DateOnly Day, StripKind Kind, string? Note = null);

/// <summary>A due day and why it is this day.</summary>
/// <param name="Title">What is due.</param>
/// <param name="Due">The last day.</param>
/// <param name="Explanation">How the day comes about, step by step, each with its article.</param>
/// <param name="Days">Every day from the event to the last one.</param>
public sealed record WhyThisDay(
    string Title,
    DateOnly Due,
    IReadOnlyList<string> Explanation,
    IReadOnlyList<StripDay> Days
)
{
    /// <summary>How near it is, in words.</summary>
    public string? Remaining { get; init; }

    /// <summary>Length and article, as 不少于 30 日.</summary>
    public string? Limit { get; init; }

    /// <summary>The article.</summary>
    public string? Article { get; init; }

    /// <summary>The year whose holidays are not announced yet.</summary>
    public int? ProvisionalYear { get; init; }

    /// <summary>Where the notice on the year's holidays stands.</summary>
    public string? CalendarHref { get; init; }
}

/// <summary>A due day with its explanation and the strip of days: &lt;why-this-day of="@why" /&gt;.</summary>
[HtmlTargetElement("why-this-day", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WhyThisDayTagHelper : TagHelper
{
    // More than six weeks are folded: the middle of a long limit tells nothing.
    private const int Most = 45;

    /// <summary>The due day.</summary>
    public WhyThisDay Of { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("card why");
        output.Content.AppendHtml(Html.El("div", "card-head", Html.El("h2", null, Of.Title)));
        output.Content.AppendHtml(Html.El("div", "due-day", Html.Time(Of.Due)));
        var line = string.Join(" · ", new[] { Of.Remaining, Of.Limit }.OfType<string>());
        output.Content.AppendHtml(Html.El("div", "small", line, " ", Html.Law(Of.Article)));
        if (Of.ProvisionalYear is { } year)
        {
            output.Content.AppendHtml(
                Html.El(
                    "div",
                    null,
                    Html.El("span", "tag tag-soon", $"暂定：{year} 年放假安排尚未公布")
                )
            );
        }
        output.Content.AppendHtml(Html.El("h3", "mt-3 mb-1", "为什么是这一天"));
        output.Content.AppendHtml(
            Html.El("ol", "why-steps", Of.Explanation.Select(e => Html.El("li", null, e)))
        );
        if (Of.Days.Count > 0)
        {
            output.Content.AppendHtml(DayStrip.Write(Of.Days, Most));
            output.Content.AppendHtml(DayStrip.Legend(Of.Days, Of.CalendarHref));
        }
    }
}

/// <summary>The strip of days alone: &lt;day-strip of="@days" /&gt;.</summary>
[HtmlTargetElement("day-strip", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DayStripTagHelper : TagHelper
{
    /// <summary>The days.</summary>
    public IReadOnlyList<StripDay> Of { get; set; } = [];

    /// <summary>From how many days on the middle is folded.</summary>
    public int Most { get; set; } = 45;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.AppendHtml(DayStrip.Write(Of, Most));
    }
}

internal static class DayStrip
{
    private static readonly (StripKind Kind, string Css, string Word)[] Kinds =
    [
        (StripKind.First, "first", "当日，不计"),
        (StripKind.Rest, "rest", "休息日"),
        (StripKind.MakeUp, "make-up", "调休上班"),
        (StripKind.Paused, "paused", "中止"),
        (StripKind.Last, "last", "届满日"),
    ];

    // Weeks stand below each other, so that weekends make columns and what departs from them shows.
    public static IHtmlContent Write(IReadOnlyList<StripDay> days, int most)
    {
        var strip = Html.El("ol", "strip").With("aria-label", "逐日");
        strip.Add(
            "一二三四五六日".Select(d =>
                Html.El("li", "week", d.ToString()).With("aria-hidden", "true")
            )
        );
        var folded =
            days.Count > most
                ? (From: most / 3, To: days.Count - (most - most / 3))
                : (From: -1, To: -1);
        for (var i = 0; i < days.Count; i++)
        {
            if (i == folded.From)
            {
                strip.Add(Html.El("li", "gap", $"… {folded.To - folded.From} 天 …"));
                i = folded.To;
            }
            var day = days[i];
            var (_, css, word) = Kinds.FirstOrDefault(k => k.Kind == day.Kind);
            var title = string.Join(
                ' ',
                new[] { Html.Iso(day.Day), word, day.Note }.OfType<string>()
            );
            // Monday is the first column.
            var column =
                i == 0 || i == folded.To
                    ? " at-" + Number((int)(day.Day.DayOfWeek + 6) % 7 + 1)
                    : null;
            var monthBegins = i == 0 || day.Day.Day == 1;
            strip.Add(
                Html.El(
                        "li",
                        css + column,
                        monthBegins
                            ? Html.El("small", null, Number(day.Day.Month) + "月")
                                .With("aria-hidden", "true")
                            : null,
                        Html.El("span", null, Number(day.Day.Day)).With("aria-hidden", "true"),
                        Html.Hidden(title)
                    )
                    .With("title", title)
            );
        }
        return strip;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static IHtmlContent Legend(IReadOnlyList<StripDay> days, string? calendarHref)
    {
        var legend = Html.El("ul", "strip-legend");
        foreach (var (kind, css, word) in Kinds.Where(k => days.Any(d => d.Kind == k.Kind)))
        {
            legend.Add(
                Html.El("li", null, Html.El("i", "key " + css).With("aria-hidden", "true"), word)
            );
        }
        if (calendarHref is not null)
        {
            legend.Add(Html.El("li", null, Html.Link("放假安排", calendarHref)));
        }
        return legend;
    }
}

/// <summary>A cell of a heat table; colour is only a hint, the number stands in it.</summary>
public sealed record HeatCell(decimal? Value, string? Href = null);

/// <summary>A row of a heat table.</summary>
public sealed record HeatRow(string Name, IReadOnlyList<HeatCell> Cells, string? Href = null);

/// <summary>A table whose cells are coloured by their value.</summary>
/// <param name="Corner">What the rows are.</param>
/// <param name="Columns">The heads.</param>
/// <param name="Rows">The rows.</param>
public sealed record HeatTable(
    string Corner,
    IReadOnlyList<string> Columns,
    IReadOnlyList<HeatRow> Rows
)
{
    /// <summary>Four ascending limits between the five colours, for values of which more is better.</summary>
    public IReadOnlyList<decimal> Limits { get; init; } = [60, 75, 85, 92];

    /// <summary>What the numbers are.</summary>
    public string? Caption { get; init; }
}

/// <summary>A heat table: &lt;heat-table of="@heat" /&gt;.</summary>
[HtmlTargetElement("heat-table", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HeatTableTagHelper : TagHelper
{
    /// <summary>The table.</summary>
    public HeatTable Of { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "table";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("heat");
        if (Of.Caption is not null)
        {
            output.Content.AppendHtml(Html.El("caption", null, Of.Caption));
        }
        var head = Html.El(
            "tr",
            null,
            Html.El("th", null, Html.Hidden(Of.Corner)).With("scope", "col")
        );
        head.Add(Of.Columns.Select(c => Html.El("th", null, c).With("scope", "col")));
        var body = Html.El("tbody");
        foreach (var row in Of.Rows)
        {
            var line = Html.El(
                "tr",
                null,
                Html.El("th", null, Html.Link(row.Name, row.Href)).With("scope", "row")
            );
            line.Add(
                row.Cells.Select(c =>
                    c.Value is { } value
                        ? Html.El(
                            "td",
                            "heat-" + Level(value),
                            Html.Link(Html.Number(value), c.Href)
                        )
                        : Html.El("td", "none", "—")
                )
            );
            body.Add(line);
        }
        output.Content.AppendHtml(Html.El("thead", null, head));
        output.Content.AppendHtml(body);
    }

    private string Level(decimal value) =>
        (1 + Of.Limits.Count(limit => value >= limit)).ToString(CultureInfo.InvariantCulture);
}
