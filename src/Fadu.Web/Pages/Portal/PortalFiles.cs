using System.Text;
using System.Xml;
using Fadu.Core;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Portal;

/// <summary>What machines read: open data, the feed, the site map, what robots may.</summary>
internal sealed class PortalFiles : IEndpoints
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Addresses = "http://www.sitemaps.org/schemas/sitemap/0.9";

    // The protocol of site maps takes so many addresses in one file.
    private const int MostAddresses = 50_000;

    public void Map(WebApplication app)
    {
        app.MapGet("/open-data/{section}.csv", Csv).OpenToAll().CacheOutput(PortalCache.Name);
        app.MapGet("/feed.xml", Feed).OpenToAll().CacheOutput(PortalCache.Name);
        app.MapGet("/sitemap.xml", SiteMap).OpenToAll().CacheOutput(PortalCache.Name);
        app.MapGet("/robots.txt", Robots).OpenToAll();
    }

    private static async Task Csv(
        string section,
        HttpContext context,
        FaduDb db,
        PortalSections sections,
        TimeProvider time
    )
    {
        if (sections.Find(section) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition =
            $"attachment; filename=\"{found.Key}.csv\"; filename*=UTF-8''{Uri.EscapeDataString(found.Title)}.csv";
        // With its mark, so that Excel reads it as what it is.
        await using var writer = new StreamWriter(
            context.Response.Body,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            1 << 14,
            leaveOpen: true
        );
        await writer.WriteAsync(
            OpenDataTable.Line(OpenDataTable.Columns(found).Select(c => c.Name))
        );
        await foreach (
            var line in OpenDataTable.Lines(db, found, FaduTime.Today(time), context.RequestAborted)
        )
        {
            await writer.WriteAsync(OpenDataTable.Line(line));
        }
    }

    private static async Task Feed(
        HttpContext context,
        FaduDb db,
        PortalSections sections,
        FaduOptions options
    )
    {
        var news = await PortalQueries.News(db, 50, context.RequestAborted);
        var site = SiteOf(context, options);
        await Xml(
            context,
            "application/atom+xml; charset=utf-8",
            xml =>
            {
                xml.WriteStartElement("feed", Atom);
                xml.WriteElementString("title", Atom, $"{Frame.Of(context).Place}法治政府门户");
                xml.WriteElementString("id", Atom, Absolute(site, "/"));
                xml.WriteElementString(
                    "updated",
                    Atom,
                    Moment(news.Count == 0 ? new DateOnly(2026, 1, 1) : news.Max(n => n.Edition.On))
                );
                Link("self", "/feed.xml");
                Link("alternate", "/");
                xml.WriteStartElement("author", Atom);
                xml.WriteElementString("name", Atom, $"{Frame.Of(context).Place}人民政府");
                xml.WriteEndElement();
                foreach (var (thing, edition) in news)
                {
                    xml.WriteStartElement("entry", Atom);
                    xml.WriteElementString("title", Atom, Clean(thing.Title));
                    xml.WriteElementString("id", Atom, $"urn:uuid:{thing.Id}");
                    xml.WriteElementString("updated", Atom, Moment(edition.On));
                    xml.WriteElementString("published", Atom, Moment(thing.PublishedOn));
                    Link("alternate", thing.Address);
                    xml.WriteStartElement("category", Atom);
                    xml.WriteAttributeString("term", sections.TitleOf(thing.Section));
                    xml.WriteEndElement();
                    xml.WriteElementString(
                        "summary",
                        Atom,
                        Clean(
                            edition.Act == PublicationAct.Correct
                                ? $"更正：{edition.Reason}"
                                : string.Join(
                                    "，",
                                    new[]
                                    {
                                        thing.Number,
                                        thing.Organ,
                                        PortalWords.Span(sections.Find(thing.Section), thing),
                                    }.Where(t => !string.IsNullOrEmpty(t))
                                )
                        )
                    );
                    xml.WriteEndElement();
                }
                xml.WriteEndElement();

                void Link(string rel, string path)
                {
                    xml.WriteStartElement("link", Atom);
                    xml.WriteAttributeString("rel", rel);
                    xml.WriteAttributeString("href", Absolute(site, path));
                    xml.WriteEndElement();
                }
            }
        );
    }

    private static async Task SiteMap(
        HttpContext context,
        FaduDb db,
        PortalSections sections,
        FaduOptions options
    )
    {
        var site = SiteOf(context, options);
        var things = await PortalQueries
            .Public(db)
            .OrderByDescending(p => p.Seq)
            .Take(MostAddresses - 100)
            .Select(p => new
            {
                p.Id,
                p.Section,
                p.UpdatedOn,
            })
            .ToListAsync(context.RequestAborted);
        await Xml(
            context,
            "application/xml; charset=utf-8",
            xml =>
            {
                xml.WriteStartElement("urlset", Addresses);
                foreach (
                    var path in sections
                        .All.Select(s => s.Address)
                        .Prepend("/")
                        .Append("/open-data")
                        .Append("/accessibility")
                )
                {
                    Address(path, null);
                }
                foreach (var thing in things)
                {
                    Address(Publication.AddressOf(thing.Section, thing.Id), thing.UpdatedOn);
                }
                xml.WriteEndElement();

                void Address(string path, DateOnly? changed)
                {
                    xml.WriteStartElement("url", Addresses);
                    xml.WriteElementString("loc", Addresses, Absolute(site, path));
                    if (changed is { } day)
                    {
                        xml.WriteElementString("lastmod", Addresses, PortalWords.Of(day));
                    }
                    xml.WriteEndElement();
                }
            }
        );
    }

    private static IResult Robots(HttpContext context, FaduOptions options) =>
        Results.Text(
            $"User-agent: *\nDisallow: /workbench\nDisallow: /sign-in\nDisallow: /elder\nDisallow: /search\nSitemap: {Absolute(SiteOf(context, options), "/sitemap.xml")}\n"
        );

    private static async Task Xml(HttpContext context, string type, Action<XmlWriter> write)
    {
        context.Response.ContentType = type;
        using var text = new MemoryStream();
        await using (
            var xml = XmlWriter.Create(
                text,
                new XmlWriterSettings
                {
                    Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                    Indent = true,
                    Async = true,
                }
            )
        )
        {
            write(xml);
        }
        await context.Response.Body.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length));
    }

    /// <summary>Under which address the portal is found; files made for no certain place know none.</summary>
    private static Uri? SiteOf(HttpContext context, FaduOptions options) =>
        options.Site
        ?? (
            options.IsStaticExport
                ? null
                : new Uri($"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}/")
        );

    private static string Absolute(Uri? site, string path) =>
        site is null ? $"./{path.TrimStart('/')}" : new Uri(site, path.TrimStart('/')).AbsoluteUri;

    private static string Moment(DateOnly day) => PortalWords.Of(day) + "T00:00:00+08:00";

    // XML has no place for some characters.
    private static string Clean(string text) =>
        string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
