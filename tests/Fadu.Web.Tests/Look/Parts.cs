using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fadu.Web.Tests.Look;

/// <summary>Runs a part alone and parses what it writes.</summary>
internal static class Parts
{
    public static async Task<IElement> Render(
        TagHelper part,
        string tag = "part",
        string content = ""
    )
    {
        var context = new TagHelperContext(tag, [], new Dictionary<object, object>(), "1");
        var output = new TagHelperOutput(
            tag,
            [],
            (_, _) =>
            {
                var inside = new DefaultTagHelperContent();
                inside.SetHtmlContent(content);
                return Task.FromResult<TagHelperContent>(inside);
            }
        );
        output.Content.SetHtmlContent(content);
        if (part is FieldsTagHelper fields)
        {
            fields.ViewContext = new ViewContext { HttpContext = new DefaultHttpContext() };
        }
        part.Init(context);
        await part.ProcessAsync(context, output);
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Create(UnicodeRanges.All));
        return new HtmlParser().ParseDocument("<body>" + writer + "</body>").Body!;
    }
}
