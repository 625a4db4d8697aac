using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fadu.Web.TagHelpers;

/// <summary>What a marked place in a source is.</summary>
public enum MarkKind
{
    /// <summary>Any place.</summary>
    Plain,

    /// <summary>An organ.</summary>
    Unit,

    /// <summary>A time limit.</summary>
    Due,

    /// <summary>A target.</summary>
    Target,

    /// <summary>Something that is not as it should be.</summary>
    Odd,
}

/// <summary>A place in a source and what was read there.</summary>
/// <param name="Start">First character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Ref">The key that the place shares with the item at the right: letters, digits and hyphens.</param>
/// <param name="Kind">What it is.</param>
public sealed record MarkSpan(int Start, int Length, string Ref, MarkKind Kind = MarkKind.Plain);

/// <summary>
/// The source of a reading desk, its read places marked and linked to their items:
/// &lt;desk-source text="@text" marks="@spans" /&gt;. Lines become paragraphs.
/// </summary>
[HtmlTargetElement("desk-source", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DeskSourceTagHelper : TagHelper
{
    /// <summary>The text as it was read.</summary>
    public string Text { get; set; } = "";

    /// <summary>The places, counted in <see cref="Text"/>; of places within one another the shorter one shows.</summary>
    public IReadOnlyList<MarkSpan> Marks { get; set; } = [];

    /// <summary>What the text is.</summary>
    public string Label { get; set; } = "原文";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("desk-source");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("tabindex", "0");
        output.Content.SetHtmlContent(MarkedText.Write(Text, Marks));
    }
}

/// <summary>Text with marks.</summary>
internal static class MarkedText
{
    public static IHtmlContent Write(string text, IReadOnlyList<MarkSpan> marks)
    {
        var all = new HtmlContentBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ordered = marks
            .Where(m => m.Start >= 0 && m.Length > 0 && m.Start + m.Length <= text.Length)
            .OrderBy(m => m.Start)
            .ToList();
        var next = 0;
        var open = new List<MarkSpan>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            // Marks that begin in this line, and those still open from the line before.
            open.RemoveAll(m => m.Start + m.Length <= start);
            while (next < ordered.Count && ordered[next].Start < end)
            {
                open.Add(ordered[next++]);
            }
            if (text.AsSpan(start, end - start).Trim().Length > 0)
            {
                all.AppendHtml(Paragraph(text, start, end, open, seen));
            }
            start = end + 1;
        }
        return all;
    }

    private static TagBuilder Paragraph(
        string text,
        int start,
        int end,
        List<MarkSpan> marks,
        HashSet<string> seen
    )
    {
        // The paragraph's own indent stands for the spaces that the source was typed with.
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }
        var paragraph = Html.El("p");
        var cuts = new SortedSet<int> { start, end };
        foreach (var mark in marks)
        {
            cuts.Add(Math.Clamp(mark.Start, start, end));
            cuts.Add(Math.Clamp(mark.Start + mark.Length, start, end));
        }
        var from = start;
        // a paragraph of thousands of marks is walked once: those that begin join, those that have ended leave
        var within = new List<MarkSpan>();
        var next = 0;
        foreach (var to in cuts.Skip(1))
        {
            var piece = text[from..to];
            var at = from;
            while (next < marks.Count && marks[next].Start <= at)
            {
                within.Add(marks[next++]);
            }
            within.RemoveAll(m => m.Start + m.Length <= at);
            var mark = within.MinBy(m => m.Length);
            paragraph.Add(
                mark is null
                    ? piece
                    : Html.El(
                            "mark",
                            mark.Kind == MarkKind.Plain
                                ? null
                                : mark.Kind.ToString().ToLowerInvariant(),
                            Html.El("a", null, piece).With("href", "#i-" + mark.Ref)
                        )
                        .With("data-ref", mark.Ref)
                        .With("id", seen.Add(mark.Ref) ? "s-" + mark.Ref : null)
            );
            from = to;
        }
        return paragraph;
    }
}

/// <summary>
/// An item read out of the source: &lt;desk-item ref="t5" title="深化放管服改革"&gt;…&lt;/desk-item&gt;. Parts inside carry their own
/// place: &lt;span data-ref="t5-due" id="i-t5-due"&gt;.
/// </summary>
[HtmlTargetElement("desk-item")]
public sealed class DeskItemTagHelper : TagHelper
{
    /// <summary>The key shared with the place in the source.</summary>
    public string Ref { get; set; } = "";

    /// <summary>Its heading.</summary>
    public string Title { get; set; } = "";

    /// <summary>A small word before the heading, as 第 5 项.</summary>
    public string? Number { get; set; }

    /// <summary>Late: the source is wrong or the thing does not exist; Soon: it can be read two ways.</summary>
    public Tone Tone { get; set; }

    /// <summary>Whether it has a place of its own in the source; a heading over several things has none.</summary>
    public bool Source { get; set; } = true;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "article";
        output.AddClass(
            Tone switch
            {
                Tone.Late => "desk-item odd",
                Tone.Soon => "desk-item vague",
                _ => "desk-item",
            }
        );
        output.Attributes.SetAttribute("id", "i-" + Ref);
        output.Attributes.SetAttribute("data-ref", Ref);
        if (Source)
        {
            output.PreContent.AppendHtml(
                Html.El("a", "to-source", "原文").With("href", "#s-" + Ref)
            );
        }
        if (Number is not null)
        {
            output.PreContent.AppendHtml(Html.El("span", "tag tag-now", Number));
            output.PreContent.Append(" ");
        }
        output.PreContent.AppendHtml(Html.El("h3", null, Title));
    }
}
