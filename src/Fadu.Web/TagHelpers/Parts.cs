using System.Globalization;
using Fadu.Core;
using Fadu.Core.Trail;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fadu.Web.TagHelpers;

/// <summary>A word with a colour: &lt;tag tone="Late"&gt;逾期 3 天&lt;/tag&gt;.</summary>
[HtmlTargetElement("tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>What the colour says.</summary>
    public Tone Tone { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", Tone.Css("tag"));
    }
}

/// <summary>A day by which something is due, with how near it is in words. Late begins on the following day.</summary>
[HtmlTargetElement("due", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DueTagHelper(TimeProvider time) : TagHelper
{
    /// <summary>The last day; null shows 未起算.</summary>
    public DateOnly? On { get; set; }

    /// <summary>The day on which it was done, if it was.</summary>
    public DateOnly? Done { get; set; }

    /// <summary>Whether the year's holidays are not announced yet, so that the day may move.</summary>
    public bool Provisional { get; set; }

    /// <summary>From how many days before the end on it counts as soon.</summary>
    public int Soon { get; set; } = 7;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, words) = Words(On, Done, time.Today(), Soon);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", tone.Css("tag"));
        if (On is { } day)
        {
            output.Content.AppendHtml(Html.Time(day));
            output.Content.Append(" ");
        }
        output.Content.Append(words);
        if (Provisional)
        {
            output.Content.Append("（暂定）");
        }
    }

    internal static (Tone Tone, string Words) Words(
        DateOnly? on,
        DateOnly? done,
        DateOnly today,
        int soon
    )
    {
        if (on is not { } last)
        {
            return (Tone.Plain, "未起算");
        }
        if (done is { } day)
        {
            var late = day.DayNumber - last.DayNumber;
            return late > 0 ? (Tone.Late, Text("迟办 {0} 天", late)) : (Tone.Ok, "按期办结");
        }
        var left = last.DayNumber - today.DayNumber;
        return left switch
        {
            < 0 => (Tone.Late, Text("已迟 {0} 天", -left)),
            0 => (Tone.Soon, "今天到期"),
            _ => (left <= soon ? Tone.Soon : Tone.Plain, Text("还有 {0} 天", left)),
        };
    }

    private static string Text(string format, int days) =>
        string.Format(CultureInfo.InvariantCulture, format, days);
}

/// <summary>The article that justifies what stands before it: &lt;law article="行政复议法第六十二条" /&gt;.</summary>
[HtmlTargetElement("law", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LawTagHelper : TagHelper
{
    /// <summary>The article as one cites it; empty shows nothing.</summary>
    public string? Article { get; set; }

    /// <summary>Where the text of the article stands.</summary>
    public string? Href { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(
            Html.Law(Article, Href)
                ?? new TagBuilder("wbr") { TagRenderMode = TagRenderMode.SelfClosing }
        );
    }
}

/// <summary>A card with a heading: &lt;card title="材料"&gt;…&lt;/card&gt;.</summary>
[HtmlTargetElement("card")]
public sealed class CardTagHelper : TagHelper
{
    /// <summary>The heading.</summary>
    public string? Title { get; set; }

    /// <summary>A link at the right of the heading.</summary>
    public string? More { get; set; }

    /// <summary>Where that link leads.</summary>
    public string? MoreHref { get; set; }

    /// <summary>A bar of colour at the left edge.</summary>
    public Tone Tone { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "section";
        output.AddClass(Tone.Css("card"));
        if (Title is not null)
        {
            output.PreContent.AppendHtml(
                Html.El(
                    "div",
                    "card-head",
                    Html.El("h2", null, Title),
                    string.IsNullOrEmpty(More) ? null : Html.Link(More, MoreHref)
                )
            );
        }
    }
}

/// <summary>A refusal shown before the click: &lt;refusal reason="…" article="…"&gt;what is missing, what to do&lt;/refusal&gt;.</summary>
[HtmlTargetElement("refusal", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RefusalTagHelper : TagHelper
{
    /// <summary>What is refused, in a few words: 不能提交集体讨论.</summary>
    public string What { get; set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>By which article.</summary>
    public string? Article { get; set; }

    /// <summary>Where the text of the article stands.</summary>
    public string? ArticleHref { get; set; }

    /// <summary>A refusal of Core instead of the single words.</summary>
    public Refusal? Of { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var remedy = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("refusal");
        output.Content.AppendHtml(Html.El("b", null, What.Length == 0 ? "没有办成" : What, "。"));
        output.Content.Append((Of?.Message ?? Reason) + " ");
        // A sentence that ends with its article needs it no second time.
        var article = Of?.Article ?? Article;
        var said =
            article is not null
            && (Of?.Message ?? Reason).Contains(article, StringComparison.Ordinal);
        output.Content.Put(said ? null : Html.Law(article, ArticleHref));
        if (Of is { Details.Count: > 0 })
        {
            output.Content.AppendHtml(
                Html.El("ul", "mb-0", Of.Details.Select(d => Html.El("li", null, d)))
            );
        }
        if (!remedy.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Html.El("p", null, remedy));
        }
    }
}

/// <summary>Something to know: &lt;notice tone="Soon"&gt;…&lt;/notice&gt;.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    /// <summary>What the colour says.</summary>
    public Tone Tone { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass(Tone.Css("notice"));
    }
}

/// <summary>What the last act did, from TempData: "Notice" is a sentence; "Undo" the address that takes it back while nobody has gone on.</summary>
[HtmlTargetElement("done-notice", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DoneNoticeTagHelper(
    Microsoft.AspNetCore.Mvc.ViewFeatures.IHtmlGenerator generator
) : TagHelper
{
    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.TempData["Notice"] is not string { Length: > 0 } done)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice notice-ok");
        output.Attributes.SetAttribute("role", "status");
        output.Content.Append(done);
        if (ViewContext.TempData["Undo"] is string undo)
        {
            output.Content.AppendHtml(
                Html.El(
                        "form",
                        "d-inline ms-3",
                        generator.GenerateAntiforgery(ViewContext),
                        Html.El("button", "btn btn-sm", "撤销").With("type", "submit")
                    )
                    .With("method", "post")
                    .With("action", undo)
            );
        }
    }
}

/// <summary>Nothing here yet, and what to do about it: &lt;empty-state title="还没有任务"&gt;导入实施方案即可生成。&lt;/empty-state&gt;.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    /// <summary>What is not there.</summary>
    public string Title { get; set; } = "";

    /// <summary>The button's words.</summary>
    public string? Action { get; set; }

    /// <summary>Where the button leads.</summary>
    public string? ActionHref { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass("empty");
        output.PreContent.AppendHtml(Html.El("b", null, Title));
        if (!string.IsNullOrEmpty(Action))
        {
            output.PostContent.AppendHtml(
                Html.El("div", "empty-do", Html.Link(Action, ActionHref ?? "#", "btn"))
            );
        }
    }
}

/// <summary>A list of terms with what they are: &lt;facts&gt;&lt;fact term="牵头"&gt;县司法局&lt;/fact&gt;&lt;/facts&gt;.</summary>
[HtmlTargetElement("facts")]
public sealed class FactsTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.AddClass("facts");
    }
}

/// <summary>One term of &lt;facts&gt;.</summary>
[HtmlTargetElement("fact", ParentTag = "facts")]
public sealed class FactTagHelper : TagHelper
{
    /// <summary>The term.</summary>
    public string Term { get; set; } = "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dd";
        output.PreElement.AppendHtml(Html.El("dt", null, Term));
    }
}

/// <summary>How a stage of a procedure stands.</summary>
public enum StepState
{
    /// <summary>Still to come.</summary>
    Todo,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Where the matter is.</summary>
    Current,

    /// <summary>Where the matter is, and late.</summary>
    Late,

    /// <summary>Lawfully left out.</summary>
    Skipped,
}

/// <summary>A stage of a procedure as shown in the line of stages.</summary>
public sealed record Step(
    string Name,
    StepState State = StepState.Todo,
    string? Note = null,
    string? Href = null
);

/// <summary>The line of stages: &lt;steps of="@Model.Steps" /&gt;.</summary>
[HtmlTargetElement("steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTagHelper : TagHelper
{
    /// <summary>The stages in their order.</summary>
    public IReadOnlyList<Step> Of { get; set; } = [];

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("steps");
        foreach (var step in Of)
        {
            var (css, word) = step.State switch
            {
                StepState.Done => ("done", "已完成"),
                StepState.Current => ("current", "正在办"),
                StepState.Late => ("late", "正在办，已逾期"),
                StepState.Skipped => ("skipped", "依法不做"),
                _ => (null, "未到"),
            };
            output.Content.AppendHtml(
                Html.El(
                        "li",
                        css,
                        Html.El("span", "step-name", Html.Link(step.Name, step.Href)),
                        Html.Hidden("(" + word + ")"),
                        step.Note is null ? null : Html.El("span", "step-note", step.Note)
                    )
                    .When(step.State is StepState.Current or StepState.Late, "aria-current", "step")
            );
        }
    }
}

/// <summary>One entry of what has happened.</summary>
public sealed record TimelineEntry(string Title, string By, DateTimeOffset At)
{
    /// <summary>The day on which it happened in law; where it differs from the day of entry both are shown.</summary>
    public DateOnly? LegalDay { get; init; }

    /// <summary>More about it.</summary>
    public string? Text { get; init; }

    /// <summary>The article.</summary>
    public string? Article { get; init; }

    /// <summary>Where the entry opens.</summary>
    public string? Href { get; init; }

    /// <summary>What the dot's colour says.</summary>
    public Tone Tone { get; init; }

    /// <summary>A mark that figures count, as 未审先议.</summary>
    public string? Mark { get; init; }
}

/// <summary>经过: &lt;timeline of="@Model.Entries" /&gt;.</summary>
[HtmlTargetElement("timeline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimelineTagHelper : TagHelper
{
    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<TimelineEntry> Of { get; set; } = [];

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("timeline");
        foreach (var entry in Of)
        {
            var item = Html.El(
                "li",
                entry.Tone.Css(),
                Html.El("b", null, Html.Link(entry.Title, entry.Href))
            );
            var today = entry.At.LocalDay();
            item.Add(
                Html.El(
                    "span",
                    "by",
                    entry.By,
                    " · ",
                    Html.El("time", null, CountyTime.Minute(entry.At))
                        .With("datetime", entry.At.ToString("O", CultureInfo.InvariantCulture))
                )
            );
            if (entry.Mark is not null)
            {
                item.Add(" ", Html.El("span", "tag tag-late", entry.Mark));
            }
            if (entry.LegalDay is { } day && day != today)
            {
                // a hearing of next month is not entered late
                var isLate = day < today;
                item.Add(
                    " ",
                    Html.El(
                        "span",
                        isLate ? "tag tag-soon" : "tag",
                        isLate ? "事后补录：发生于 " : "定于 ",
                        Html.Time(day)
                    )
                );
            }
            if (entry.Text is not null || entry.Article is not null)
            {
                item.Add(Html.El("p", null, entry.Text, " ", Html.Law(entry.Article)));
            }
            output.Content.AppendHtml(item);
        }
    }
}

/// <summary>Long work and how far it is. It can be left; without script the page is loaded again by the link.</summary>
public sealed record WorkProgress(string Id, string Title, long Done, long? Total)
{
    /// <summary>What it does at this moment.</summary>
    public string? Message { get; init; }

    /// <summary>Where the same element can be fetched again; null once it has ended.</summary>
    public string? PollHref { get; init; }

    /// <summary>Why it ended without being done.</summary>
    public string? Error { get; init; }
}

/// <summary>Progress of long work: &lt;work-progress of="@Model.Import" /&gt;.</summary>
[HtmlTargetElement("work-progress", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WorkProgressTagHelper : TagHelper
{
    /// <summary>The work.</summary>
    public WorkProgress Of { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "work");
        output.Attributes.SetAttribute("id", Of.Id);
        var running = Of.PollHref is not null && Of.Error is null;
        if (running)
        {
            output.Attributes.SetAttribute("data-poll", Of.PollHref);
        }
        output.Attributes.SetAttribute("aria-live", "polite");
        var count = Of.Total is { } all
            ? $"{Html.Number(Of.Done)} / {Html.Number(all)}"
            : Html.Number(Of.Done);
        output.Content.AppendHtml(Html.El("b", null, Of.Title));
        output.Content.AppendHtml(Html.El("span", "small ms-2", count));
        if (Of.Error is not null)
        {
            output.Content.AppendHtml(Html.El("div", "field-error", "没有做完：", Of.Error));
            return;
        }
        var bar = Html.El("progress").With("aria-label", Of.Title);
        if (Of.Total is { } total)
        {
            bar.With("max", Math.Max(total, 1).ToString(CultureInfo.InvariantCulture))
                .With("value", Of.Done.ToString(CultureInfo.InvariantCulture));
        }
        output.Content.AppendHtml(bar);
        output.Content.AppendHtml(
            Html.El(
                "span",
                "small",
                Of.Message,
                running ? " 可以离开本页，做完会通知。" : null,
                running ? Html.El("a", "no-js", "看进展").With("href", Of.PollHref) : null
            )
        );
    }
}

/// <summary>Tabs that are links: &lt;subnav of="@tabs" /&gt;.</summary>
[HtmlTargetElement("subnav", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SubnavTagHelper : TagHelper
{
    /// <summary>The lines; <see cref="NavItem.Group"/> is not shown.</summary>
    public IReadOnlyList<NavItem> Of { get; set; } = [];

    /// <summary>What the tabs are of.</summary>
    public string Label { get; set; } = "分页";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("aria-label", Label);
        var list = Html.El("ul", "subnav");
        foreach (var item in Of)
        {
            var link = Html.El(
                    "a",
                    null,
                    item.Text,
                    item.Count > 0 ? " " + Html.Number(item.Count) : null
                )
                .With("href", item.Href);
            list.Add(Html.El("li", null, link.When(item.Active, "aria-current", "page")));
        }
        output.Content.AppendHtml(list);
    }
}

/// <summary>A picture that carries meaning: &lt;icon name="search" /&gt;; the names are those in Assets/build.mjs.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>The picture's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.AppendHtml(
            Html.El("use")
                .With("href", ViewContext.HttpContext.Request.PathBase + "/dist/icons.svg#" + Name)
        );
    }
}

/// <summary>Copies a text: &lt;copy-button text="云决〔2026〕3号" /&gt;. It shows only where script runs.</summary>
[HtmlTargetElement("copy-button", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CopyButtonTagHelper : TagHelper
{
    /// <summary>What is copied.</summary>
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "button");
        output.Attributes.SetAttribute("data-copy", Text);
        output.AddClass("btn btn-sm js-only");
        if (words.IsEmptyOrWhiteSpace)
        {
            output.Content.SetContent("复制");
        }
    }
}

/// <summary>Prints the page: &lt;print-button /&gt;. It shows only where script runs; the browser's own command always works.</summary>
[HtmlTargetElement("print-button", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PrintButtonTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "button");
        output.Attributes.SetAttribute("data-print", "");
        output.AddClass("btn js-only");
        if (words.IsEmptyOrWhiteSpace)
        {
            output.Content.SetContent("打印");
        }
    }
}

internal static class OutputClasses
{
    /// <summary>Puts our classes before those that the page gave.</summary>
    public static void AddClass(this TagHelperOutput output, string css) =>
        output.Attributes.SetAttribute(
            "class",
            output.Attributes.TryGetAttribute("class", out var own) ? $"{css} {own.Value}" : css
        );
}
