using Microsoft.AspNetCore.StaticFiles;

namespace Fadu.Web;

/// <summary>Styles and scripts. Publishing lays a compressed copy beside each file; whoever takes Brotli gets that one, and nothing is compressed while somebody waits.</summary>
internal static class StaticPages
{
    private const string Compressed = ".br";
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void UseStaticPages(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[Compressed] = "application/octet-stream";
        var files = app.Environment.WebRootFileProvider;
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (
                    (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                    && request.Path.StartsWithSegments("/dist", StringComparison.Ordinal)
                    && request
                        .Headers.AcceptEncoding.ToString()
                        .Contains("br", StringComparison.OrdinalIgnoreCase)
                    && files.GetFileInfo(request.Path + Compressed).Exists
                )
                {
                    request.Path += Compressed;
                }
                return next(context);
            }
        );
        app.UseStaticFiles(
            new StaticFileOptions { ContentTypeProvider = types, OnPrepareResponse = Prepare }
        );
    }

    private static void Prepare(StaticFileResponseContext context)
    {
        var headers = context.Context.Response.Headers;
        headers.CacheControl = context.Context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "public, max-age=300";
        headers.Vary = "Accept-Encoding";
        var name = context.File.Name;
        if (
            name.EndsWith(Compressed, StringComparison.Ordinal)
            && Types.TryGetContentType(name[..^Compressed.Length], out var type)
        )
        {
            headers.ContentType = type;
            headers.ContentEncoding = "br";
        }
    }
}
