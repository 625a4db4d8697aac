using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;

namespace Fadu.Web.Pages.Portal;

/// <summary>
/// Copies the portal, page after page as its links lead, into files whose links are relative: they work from any folder of any file server, and from a disk. 长者模式 is a second tree
/// under elder/.
/// </summary>
public static class StaticExport
{
    private static readonly string[] Links = ["href", "src", "action"];

    /// <summary>Writes everything; the answer is how many files.</summary>
    /// <param name="portal">The portal, made for export (<see cref="FaduOptions.IsStaticExport"/>); without cookies of its own.</param>
    /// <param name="hasSite">Whether addresses from outside are known: without them there is no site map.</param>
    public static async Task<int> Write(
        HttpClient portal,
        string folder,
        bool hasSite,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(portal);
        var start = new Place("/", false);
        var seen = new HashSet<Place> { start };
        var waiting = new Queue<Place>([start]);
        Add(new Place("/", true));
        Add(new Place("/robots.txt", false));
        if (hasSite)
        {
            Add(new Place("/sitemap.xml", false));
        }
        var count = 0;
        while (waiting.TryDequeue(out var place))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, place.Path);
            if (place.IsElder)
            {
                request.Headers.Add("Cookie", "elder=1");
            }
            using var response = await portal.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException(
                    $"门户的页面 {place.Path} 没有打开（{(int)response.StatusCode}），没有导出完。"
                );
            }
            var file = Path.Combine(
                folder,
                FileOf(place).Replace('/', Path.DirectorySeparatorChar)
            );
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var html = await response.Content.ReadAsStringAsync(cancellationToken);
                await File.WriteAllTextAsync(
                    file,
                    await Relative(html, place, Add, cancellationToken),
                    cancellationToken
                );
            }
            else
            {
                await using var copy = File.Create(file);
                await response.Content.CopyToAsync(copy, cancellationToken);
            }
            count++;
        }
        return count;

        void Add(Place place)
        {
            if (seen.Add(place))
            {
                waiting.Enqueue(place);
            }
        }
    }

    /// <summary>A page of the portal with its query, in one of the two modes.</summary>
    private sealed record Place(string Path, bool IsElder);

    private static async Task<string> Relative(
        string html,
        Place place,
        Action<Place> add,
        CancellationToken cancellationToken
    )
    {
        var page = await new HtmlParser().ParseDocumentAsync(html, cancellationToken);
        var here = new Uri(new Uri("http://portal/"), place.Path);
        foreach (var element in page.All)
        {
            foreach (var name in Links)
            {
                if (
                    element.GetAttribute(name) is not { } link
                    || link.StartsWith('#')
                    || !Uri.TryCreate(here, link, out var uri)
                    || uri.Host != "portal"
                )
                {
                    continue;
                }
                var target = Target(uri, place.IsElder);
                add(target);
                element.SetAttribute(name, Between(FileOf(place), FileOf(target)) + uri.Fragment);
            }
        }
        await using var writer = new StringWriter();
        page.ToHtml(writer, HtmlMarkupFormatter.Instance);
        return writer.ToString();
    }

    private static Place Target(Uri uri, bool isElder)
    {
        if (uri.AbsolutePath == "/elder")
        {
            // The other mode is the same page of the other tree.
            var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query);
            return new Place(Canonical(new Uri(uri, query["back"].ToString())), query["on"] == "1");
        }
        var isPage =
            !uri.AbsolutePath.StartsWith("/dist/", StringComparison.Ordinal)
            && !Path.HasExtension(uri.AbsolutePath);
        return new Place(isPage ? Canonical(uri) : uri.AbsolutePath, isPage && isElder);
    }

    private static string Canonical(Uri uri) => uri.PathAndQuery;

    /// <summary>The file of a page: documents/…/index.html; with a query, its own name beside it.</summary>
    private static string FileOf(Place place)
    {
        var cut = place.Path.IndexOf('?', StringComparison.Ordinal);
        var path = (cut < 0 ? place.Path : place.Path[..cut]).Trim('/');
        var query = cut < 0 ? "" : place.Path[(cut + 1)..];
        var prefix = place.IsElder ? "elder/" : "";
        if (path.Length > 0 && Path.HasExtension(path))
        {
            return prefix + path;
        }
        return prefix
            + (path.Length == 0 ? "" : path + "/")
            + (query.Length == 0 ? "index" : Slug(query))
            + ".html";
    }

    // Letters, digits and hyphens as they are; what else there is makes the name unlike others by its hash.
    private static string Slug(string query)
    {
        var plain = new StringBuilder();
        foreach (var c in query)
        {
            plain.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        }
        return query.All(c => char.IsAsciiLetterOrDigit(c) || c is '=' or '&') && plain.Length <= 80
            ? plain.ToString()
            : $"{plain.ToString()[..Math.Min(plain.Length, 40)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)))[..8]}";
    }

    private static string Between(string from, string to)
    {
        var depth = from.Count(c => c == '/');
        var up = string.Concat(Enumerable.Repeat("../", depth));
        return up + to;
    }
}
