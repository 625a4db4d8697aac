using System.Globalization;
using System.Text.Encodings.Web;
using Fadu.Core;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Fadu.Web.TagHelpers;

/// <summary>Builds elements; text is encoded, only <see cref="IHtmlContent"/> passes as it is.</summary>
internal static class Html
{
    public static TagBuilder El(
        string name,
        string? css = null,
        params ReadOnlySpan<object?> children
    )
    {
        var element = new TagBuilder(name);
        if (!string.IsNullOrEmpty(css))
        {
            element.Attributes["class"] = css;
        }
        if (name is "input" or "br" or "hr")
        {
            element.TagRenderMode = TagRenderMode.SelfClosing;
        }
        return element.Add(children);
    }

    public static TagBuilder Add(this TagBuilder element, params ReadOnlySpan<object?> children)
    {
        foreach (var child in children)
        {
            element.InnerHtml.Put(child);
        }
        return element;
    }

    public static void Put(this IHtmlContentBuilder builder, object? child)
    {
        switch (child)
        {
            case null:
                break;
            case IHtmlContent html:
                builder.AppendHtml(html);
                break;
            case string text:
                builder.Append(text);
                break;
            case IEnumerable<IHtmlContent> many:
                foreach (var one in many)
                {
                    builder.AppendHtml(one);
                }
                break;
            case IFormattable value:
                builder.Append(value.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"{child.GetType()} is not text", nameof(child));
        }
    }

    /// <summary>Sets an attribute; null leaves it out.</summary>
    public static TagBuilder With(this TagBuilder element, string attribute, string? value)
    {
        if (value is not null)
        {
            element.Attributes[attribute] = value;
        }
        return element;
    }

    /// <summary>Sets an attribute that is either there or not.</summary>
    public static TagBuilder When(
        this TagBuilder element,
        bool condition,
        string attribute,
        string value = ""
    )
    {
        if (condition)
        {
            element.Attributes[attribute] = value;
        }
        return element;
    }

    /// <summary>A link, or the plain content where there is nowhere to go.</summary>
    public static object? Link(object? content, string? href, string? css = null) =>
        href is null ? content : El("a", css, content).With("href", href);

    /// <summary>The article that justifies something, in grey after it.</summary>
    public static IHtmlContent? Law(string? article, string? href = null) =>
        string.IsNullOrEmpty(article) ? null : El("cite", "law", Link(article, href));

    /// <summary>What is known only when the page is written.</summary>
    public static IHtmlContent Later(Func<IEnumerable<IHtmlContent>> content) =>
        new LaterContent(content);

    private sealed class LaterContent(Func<IEnumerable<IHtmlContent>> content) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            foreach (var part in content())
            {
                part.WriteTo(writer, encoder);
            }
        }
    }

    public static TagBuilder Hidden(string text) => El("span", "visually-hidden", text);

    public static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static TagBuilder Time(DateOnly day, string? text = null) =>
        El("time", null, text ?? Iso(day)).With("datetime", Iso(day));

    public static string Number(decimal value) =>
        value.ToString("#,0.##", CultureInfo.InvariantCulture);
}

/// <summary>What a colour says; a word always says it too.</summary>
public enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>Where one is, what one may do.</summary>
    Now,

    /// <summary>Due soon, or doubtful.</summary>
    Soon,

    /// <summary>Late or forbidden, and nothing else.</summary>
    Late,

    /// <summary>Done, in force.</summary>
    Ok,
}

internal static class Tones
{
    public static string? Css(this Tone tone) =>
        tone switch
        {
            Tone.Now => "now",
            Tone.Soon => "soon",
            Tone.Late => "late",
            Tone.Ok => "ok",
            _ => null,
        };

    public static string Css(this Tone tone, string part) =>
        tone.Css() is { } css ? $"{part} {part}-{css}" : part;
}

/// <summary>Moments as the county's clock shows them.</summary>
internal static class CountyTime
{
    public static string Minute(DateTimeOffset moment) =>
        TimeZoneInfo
            .ConvertTime(moment, FaduTime.Zone)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
