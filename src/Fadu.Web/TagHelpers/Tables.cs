using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fadu.Web.TagHelpers;

/// <summary>A column of a list.</summary>
/// <param name="Title">Its head; it labels the value in a card on narrow screens.</param>
/// <param name="SortKey">Its key in the address when the list can be sorted by it.</param>
/// <param name="Numeric">Whether it stands at the right.</param>
/// <param name="IsName">Whether it names the row: the head of the card on narrow screens.</param>
/// <param name="Whole">Whether its values stay on one line, as names and moments must.</param>
public sealed record Column(
    string Title,
    string? SortKey = null,
    bool Numeric = false,
    bool IsName = false,
    bool Whole = false
);

/// <summary>A cell: text, a link, a tag, a due day, or any content.</summary>
public sealed record Cell(IHtmlContent? Content)
{
    /// <summary>Plain text, or a link.</summary>
    public static Cell Text(string? text, string? href = null) => new(Whole(Html.Link(text, href)));

    /// <summary>A day.</summary>
    public static Cell Day(DateOnly? day) => new(day is { } d ? Html.Time(d) : null);

    /// <summary>A number, or a link to the records behind it.</summary>
    public static Cell Number(decimal? value, string? href = null) =>
        value is { } v ? Text(Html.Number(v), href) : new((IHtmlContent?)null);

    /// <summary>A word with a colour.</summary>
    public static Cell Tag(string text, Tone tone = Tone.Plain) =>
        new(Html.El("span", tone.Css("tag"), text));

    /// <summary>How near a due day is, in words with a colour; with the day itself unless a column beside shows it.</summary>
    public static Cell Due(
        DateOnly? on,
        DateOnly today,
        DateOnly? done = null,
        bool withDay = true,
        int soon = 7
    )
    {
        var (tone, words) = DueTagHelper.Words(on, done, today, soon);
        return new(
            Html.El(
                "span",
                tone.Css("tag"),
                withDay && on is { } day ? Html.Time(day) : null,
                withDay ? " " : null,
                words
            )
        );
    }

    /// <summary>Several cells in one, with a space between.</summary>
    public static Cell Join(params ReadOnlySpan<Cell> cells)
    {
        var all = new HtmlContentBuilder();
        foreach (var cell in cells)
        {
            if (cell.Content is not null)
            {
                all.AppendHtml(cell.Content).Append(" ");
            }
        }
        return new(all);
    }

    /// <summary>Plain text.</summary>
    public static implicit operator Cell(string? text) => Text(text);

    private static HtmlContentBuilder Whole(object? content)
    {
        var builder = new HtmlContentBuilder();
        builder.Put(content);
        return builder;
    }
}

/// <summary>A row of a list.</summary>
public sealed record Row(IReadOnlyList<Cell> Cells)
{
    /// <summary>A bar at the left edge.</summary>
    public Tone Tone { get; init; }

    /// <summary>What is sent when the row is chosen.</summary>
    public string? Id { get; init; }
}

/// <summary>A list.</summary>
public sealed record DataTable(IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows)
{
    /// <summary>Its id in the page, which the pager needs.</summary>
    public string Id { get; init; } = "list";

    /// <summary>What it lists, for those who do not see it.</summary>
    public string? Caption { get; init; }

    /// <summary>The sort in force where the address names none.</summary>
    public string? DefaultSort { get; init; }

    /// <summary>The name under which chosen rows are sent; null when rows cannot be chosen.</summary>
    public string? PickName { get; init; }

    /// <summary>The form that chosen rows belong to, when the list stands outside of it.</summary>
    public string? PickForm { get; init; }

    /// <summary>A row of totals.</summary>
    public Row? Total { get; init; }
}

/// <summary>A list: &lt;data-table of="@Model.Table"&gt;what to show when it is empty&lt;/data-table&gt;.</summary>
[HtmlTargetElement("data-table", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DataTableTagHelper : TagHelper
{
    /// <summary>The list.</summary>
    public DataTable Of { get; set; } = null!;

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Of.Rows.Count == 0)
        {
            var empty = await output.GetChildContentAsync();
            output.TagName = null;
            output.Content.SetHtmlContent(
                empty.IsEmptyOrWhiteSpace
                    ? Html.El("div", "empty", Html.El("b", null, "没有符合条件的记录"))
                    : empty
            );
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("table-frame");
        var table = Html.El("table", "table table-cards").With("id", Of.Id);
        if (Of.Caption is not null)
        {
            table.Add(Html.El("caption", "visually-hidden", Of.Caption));
        }
        table.Add(Html.El("thead", null, Head()));
        var body = Html.El("tbody");
        foreach (var row in Of.Rows)
        {
            body.Add(Line(row, false));
        }
        table.Add(body);
        if (Of.Total is not null)
        {
            table.Add(Html.El("tfoot", null, Line(Of.Total, true)));
        }
        output.Content.SetHtmlContent(table);
    }

    private TagBuilder Head()
    {
        var request = ViewContext.HttpContext.Request;
        var sort = request.Query[Links.Sort].FirstOrDefault() ?? Of.DefaultSort;
        var head = Html.El("tr");
        if (Of.PickName is not null)
        {
            var all = Html.El("input", "js-only")
                .With("type", "checkbox")
                .With("data-pick-all", "")
                .With("aria-label", "全选本页");
            head.Add(Html.El("th", "pick", all).With("scope", "col"));
        }
        foreach (var column in Of.Columns)
        {
            var cell = Html.El("th", column.Numeric ? "n" : null).With("scope", "col");
            if (column.SortKey is { } key)
            {
                var (ascending, descending) = (sort == key, sort == "-" + key);
                cell.Add(
                    Html.Link(
                        column.Title,
                        Links.With(
                            request,
                            (Links.Sort, ascending ? "-" + key : key),
                            (Links.After, null)
                        )
                    ),
                    ascending ? " ↑"
                        : descending ? " ↓"
                        : null
                );
                cell.With(
                    "aria-sort",
                    ascending ? "ascending"
                        : descending ? "descending"
                        : null
                );
            }
            else
            {
                cell.Add(column.Title);
            }
            head.Add(cell);
        }
        return head;
    }

    private TagBuilder Line(Row row, bool total)
    {
        var line = Html.El("tr", row.Tone.Css());
        if (Of.PickName is not null)
        {
            line.Add(
                Html.El(
                    "td",
                    "pick",
                    total || row.Id is null
                        ? null
                        : Html.El("input")
                            .With("type", "checkbox")
                            .With("name", Of.PickName)
                            .With("value", row.Id)
                            .With("form", Of.PickForm)
                            .With("aria-label", "选中此行")
                )
            );
        }
        for (var i = 0; i < row.Cells.Count && i < Of.Columns.Count; i++)
        {
            var column = Of.Columns[i];
            var cell = Html.El(
                column.IsName ? "th" : "td",
                column.Numeric ? "n"
                    : column.Whole ? "nowrap"
                    : null
            );
            if (row.Cells[i].Content is { } content)
            {
                cell.Add(content is TagBuilder ? content : Html.El("span", "cell", content));
            }
            line.Add(
                column.IsName ? cell.With("scope", "row") : cell.With("data-label", column.Title)
            );
        }
        return line;
    }
}

/// <summary>
/// Turns the rows of a plain table into cards on narrow screens, each value with the head of its column:
/// &lt;table cards&gt;&lt;thead&gt;…&lt;/thead&gt;…&lt;/table&gt;.
/// </summary>
[HtmlTargetElement("table", Attributes = "cards")]
public sealed class CardsTableTagHelper : TagHelper
{
    internal const string HeadsKey = "card-heads";

    /// <summary>Switches cards on.</summary>
    public bool Cards { get; set; }

    /// <inheritdoc/>
    public override void Init(TagHelperContext context)
    {
        if (Cards)
        {
            context.Items[HeadsKey] = new List<string>();
        }
    }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.AddClass(Cards ? "table table-cards" : "table");
}

/// <summary>Counts the cells of a row in a table with cards.</summary>
[HtmlTargetElement("tr")]
public sealed class CardsRowTagHelper : TagHelper
{
    internal const string PlaceKey = "card-place";

    /// <inheritdoc/>
    public override void Init(TagHelperContext context)
    {
        if (context.Items.ContainsKey(CardsTableTagHelper.HeadsKey))
        {
            context.Items[PlaceKey] = new Place();
        }
    }

    internal sealed class Place
    {
        public int Index { get; set; }
    }
}

/// <summary>Gives a cell of a table with cards the head of its column.</summary>
[HtmlTargetElement("td", ParentTag = "tr")]
[HtmlTargetElement("th", ParentTag = "tr")]
public sealed class CardsCellTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (
            !context.Items.TryGetValue(CardsTableTagHelper.HeadsKey, out var found)
            || !context.Items.TryGetValue(CardsRowTagHelper.PlaceKey, out var place)
        )
        {
            return;
        }
        var heads = (List<string>)found;
        var at = (CardsRowTagHelper.Place)place;
        var span =
            output.Attributes["colspan"]?.Value is { } value
            && int.TryParse(
                value.ToString(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var columns
            )
                ? columns
                : 1;
        if (context.TagName == "th" && output.Attributes["scope"]?.Value?.ToString() != "row")
        {
            var text = (await output.GetChildContentAsync()).GetContent(
                System.Text.Encodings.Web.HtmlEncoder.Default
            );
            var head = System
                .Net.WebUtility.HtmlDecode(
                    System.Text.RegularExpressions.Regex.Replace(text, "<[^>]*>", "")
                )
                .Trim();
            heads.Add(head);
            // A column of buttons has no head; an empty head would be read out as one.
            if (head.Length == 0)
            {
                output.TagName = "td";
            }
            return;
        }
        if (context.TagName == "td" && at.Index < heads.Count && heads[at.Index].Length > 0)
        {
            var content = await output.GetChildContentAsync();
            output.Attributes.SetAttribute("data-label", heads[at.Index]);
            output.Content.SetHtmlContent(
                content.IsEmptyOrWhiteSpace ? null! : Html.El("span", "cell", content)
            );
        }
        at.Index += span;
    }
}

/// <summary>Goes on in a list by key: &lt;pager next-key="@Model.Next" table="list" shown="50" /&gt;.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : TagHelper
{
    /// <summary>The key after which the list goes on; null at its end.</summary>
    public string? NextKey { get; set; }

    /// <summary>The id of the list.</summary>
    public string Table { get; set; } = "list";

    /// <summary>How many are shown.</summary>
    public int Shown { get; set; }

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var later = request.Query.ContainsKey(Links.After);
        // Razor writes null into an attribute as an empty text.
        NextKey = string.IsNullOrEmpty(NextKey) ? null : NextKey;
        if (NextKey is null && !later)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("id", Table + "-pager");
        output.Attributes.SetAttribute("aria-label", "翻页");
        if (NextKey is not null)
        {
            output.Content.AppendHtml(
                Html.El("a", "btn", "更多")
                    .With("href", Links.With(request, (Links.After, NextKey)))
                    .With("data-more", Table)
            );
        }
        output.Content.AppendHtml(
            Html.El(
                "span",
                null,
                NextKey is null ? "到底了"
                    : Shown > 0 ? $"本页 {Shown} 条"
                    : null
            )
        );
        if (later)
        {
            output.Content.AppendHtml(
                Html.El("a", "no-js", "回到开头")
                    .With("href", Links.With(request, (Links.After, null)))
            );
        }
    }
}

/// <summary>A filter that was kept under a name.</summary>
public sealed record SavedFilter(string Name, string Href, bool Active = false);

/// <summary>
/// Narrows a list down; what is chosen stays in the address: &lt;filter-bar fields="@Model.Filters" saved="@Model.Saved" save-href="…" /&gt;.
/// </summary>
[HtmlTargetElement("filter-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FilterBarTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The fields; their values are read from the address.</summary>
    public IReadOnlyList<FieldView> Fields { get; set; } = [];

    /// <summary>Filters kept under names.</summary>
    public IReadOnlyList<SavedFilter> Saved { get; set; } = [];

    /// <summary>Where a filter is posted (name, query) to be kept; null when it cannot be.</summary>
    public string? SaveHref { get; set; }

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var extra = await output.GetChildContentAsync();
        var request = ViewContext.HttpContext.Request;
        var form = Html.El("form", "filter")
            .With("method", "get")
            .With("role", "search")
            .With("aria-label", "筛选");
        var chosen = new List<IHtmlContent>();
        foreach (var field in Fields)
        {
            var values = request
                .Query[field.Name]
                .Where(v => !string.IsNullOrEmpty(v))
                .Select(v => v!)
                .ToList();
            var filled = field with
            {
                Value = values.FirstOrDefault(),
                Values = values,
                Required = false,
                Blank = "不限",
            };
            if (field.Kind == FieldKind.Hidden)
            {
                form.Add(FieldWriter.Write(filled));
                continue;
            }
            form.Add(
                Html.El(
                    "div",
                    "field",
                    Html.El("label", "field-label", field.Label).With("for", field.Id),
                    Html.El("div", null, FieldWriter.Control(filled))
                )
            );
            if (values.Count > 0)
            {
                var words = string.Join(
                    '、',
                    values.Select(v => field.Options.FirstOrDefault(o => o.Value == v)?.Text ?? v)
                );
                chosen.Add(
                    Html.El(
                            "a",
                            "chip",
                            $"{field.Label}：{words}",
                            Html.El("span", null, "×").With("aria-hidden", "true")
                        )
                        .With("href", Links.With(request, (field.Name, null), (Links.After, null)))
                        .With("aria-label", $"去掉条件 {field.Label}：{words}")
                );
            }
        }
        form.Add(extra);
        if (request.Query[Links.Sort].FirstOrDefault() is { Length: > 0 } sort)
        {
            form.Add(
                Html.El("input").With("type", "hidden").With("name", Links.Sort).With("value", sort)
            );
        }
        form.Add(Html.El("button", "btn", "筛选").With("type", "submit"));
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.AppendHtml(form);
        if (chosen.Count == 0 && Saved.Count == 0)
        {
            return;
        }
        var kept = Html.El("div", "filter-kept", chosen);
        if (chosen.Count > 0)
        {
            kept.Add(Html.El("a", null, "全部清除").With("href", request.PathBase + request.Path));
            if (SaveHref is not null)
            {
                kept.Add(
                    Html.El(
                            "form",
                            null,
                            generator.GenerateAntiforgery(ViewContext),
                            Html.El("input")
                                .With("type", "hidden")
                                .With("name", "query")
                                .With("value", request.QueryString.Value),
                            Html.El("input", "form-control")
                                .With("name", "name")
                                .With("placeholder", "给这组条件起名")
                                .With("aria-label", "名称"),
                            Html.El("button", "btn", "保存").With("type", "submit")
                        )
                        .With("method", "post")
                        .With("action", SaveHref)
                );
            }
        }
        if (Saved.Count > 0)
        {
            kept.Add(Html.El("span", "quiet", "常用："));
            kept.Add(
                Saved.Select(s =>
                    Html.El("a", "chip", s.Name)
                        .With("href", s.Href)
                        .When(s.Active, "aria-current", "true")
                )
            );
            if (SaveHref is not null && Saved.FirstOrDefault(s => s.Active) is { } active)
            {
                kept.Add(
                    Html.El(
                            "form",
                            null,
                            generator.GenerateAntiforgery(ViewContext),
                            Html.El("button", "btn btn-sm", $"删去“{active.Name}”")
                                .With("type", "submit")
                                .With("name", "drop")
                                .With("value", active.Name)
                        )
                        .With("method", "post")
                        .With("action", SaveHref)
                );
            }
        }
        output.Content.AppendHtml(kept);
    }
}
