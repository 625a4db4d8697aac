using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fadu.Web.TagHelpers;

/// <summary>A step of the way to the page.</summary>
public sealed record Crumb(string Text, string? Href = null);

/// <summary>Head of a page: where one is, the state in plain words, what may be done. The content is the actions, one of them primary.</summary>
[HtmlTargetElement("page-head")]
public sealed class PageHeadTagHelper : TagHelper
{
    internal const string SubSlot = "page-sub";

    /// <summary>The state in plain words ("五项任务逾期，其余在轨"), not the name of the table. It is the window's title too.</summary>
    public string Title { get; set; } = "";

    /// <summary>The line under the title; for more than text use &lt;page-sub&gt; inside.</summary>
    public string? Sub { get; set; }

    /// <summary>The way here.</summary>
    public IEnumerable<Crumb>? Crumbs { get; set; }

    /// <summary>A line repeated on every printed page: the number of the case.</summary>
    public string? PrintMark { get; set; }

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext.ViewData["Title"] ??= Title;
        // What a child puts into Items its parent does not see; what it puts into this does reach it.
        var slot = new PageSub();
        context.Items[SubSlot] = slot;
        var actions = await output.GetChildContentAsync();
        var sub = slot.Content;
        output.TagName = "header";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "page-head");
        var state = Html.El("div", "page-state");
        if (Crumbs?.ToList() is { Count: > 0 } crumbs)
        {
            state.Add(
                Html.El(
                        "nav",
                        null,
                        Html.El(
                            "ol",
                            "crumbs",
                            crumbs.Select(c => Html.El("li", null, Html.Link(c.Text, c.Href)))
                        )
                    )
                    .With("aria-label", "所在位置")
            );
        }
        state.Add(Html.El("h1", null, Title));
        if (!string.IsNullOrEmpty(Sub) || sub is not null)
        {
            state.Add(Html.El("p", "page-sub", Sub, sub));
        }
        output.Content.AppendHtml(state);
        if (!string.IsNullOrEmpty(PrintMark))
        {
            output.Content.AppendHtml(Html.El("div", "print-only print-mark", PrintMark));
        }
        if (!actions.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Html.El("div", "page-actions", actions));
        }
    }
}

/// <summary>Where &lt;page-sub&gt; leaves its content for the head around it.</summary>
internal sealed class PageSub
{
    public IHtmlContent? Content { get; set; }
}

/// <summary>The line under a page's title where it holds more than text.</summary>
[HtmlTargetElement("page-sub", ParentTag = "page-head")]
public sealed class PageSubTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items[PageHeadTagHelper.SubSlot] is PageSub slot)
        {
            slot.Content = await output.GetChildContentAsync();
        }
        output.SuppressOutput();
    }
}
