using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Fadu.Web;

/// <summary>The page for what went wrong before any page ran. Plain, without layout, so that it cannot fail itself.</summary>
public static class ErrorPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static async Task Write(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        var title = status switch
        {
            403 => "不能打开",
            404 => "没有找到",
            413 => "文件太大",
            _ => "没有办成",
        };
        await context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="zh-CN">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · 法度</title><link rel="stylesheet" href="/dist/site.css"></head>
            <body><main class="plain" id="main"><a class="brand" href="/">法度</a><h1>{title}</h1><p>{Encoder.Encode(
                message
            )}</p><p class="small">代码 {status}</p><p><a class="btn" href="/workbench">回工作台</a> <a class="btn" href="/">回门户首页</a></p></main></body>
            </html>
            """
        );
    }
}
