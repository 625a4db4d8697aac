using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>卷宗: as one page with a catalogue that prints as a file, and packed with the originals.</summary>
[Needs(Capability.ViewMatters)]
public sealed class DossierModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories,
    FileStore store,
    ICompositeViewEngine views
) : MatterPage(db, procedures, registry, directories)
{
    public DossierContent Dossier { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id) => await Gather(id) ? Page() : NotFound();

    /// <summary>The packed 卷宗, written as it is read: however large the originals are, none is held in memory whole.</summary>
    public async Task<IActionResult> OnGetZipAsync(Guid id)
    {
        if (!Me.Can(Capability.Export))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (!await Gather(id))
        {
            return NotFound();
        }
        // Noted before the first byte goes out: no file without its entry.
        var noted = await Commit(new NoteListExport("dossier", $"{id}", Dossier.Pieces.Count));
        if (!noted.IsDone)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var page = await Standalone();
        // The end of each entry is written without waiting, whichever way it is opened.
        if (HttpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
        {
            control.AllowSynchronousIO = true;
        }
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition =
            new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment")
            {
                FileNameStar = Dossier.Name + ".zip",
            }.ToString();
        await using (
            var zip = await ZipArchive.CreateAsync(
                Response.Body,
                ZipArchiveMode.Create,
                leaveOpen: true,
                Encoding.UTF8,
                HttpContext.RequestAborted
            )
        )
        {
            await Write(zip, "000-卷宗.html", Encoding.UTF8.GetBytes(page));
            await Write(zip, "000-目录.csv", Encoding.UTF8.GetBytes("\uFEFF" + Catalogue()));
            foreach (
                var piece in Dossier.Pieces.Where(p =>
                    p.FileName is not null && store.Has(p.Material!.Hash)
                )
            )
            {
                var entry = zip.CreateEntry(piece.FileName!, CompressionLevel.Fastest);
                await using var to = await entry.OpenAsync(HttpContext.RequestAborted);
                await using var from = store.Open(piece.Material!.Hash);
                await from.CopyToAsync(to, HttpContext.RequestAborted);
            }
        }
        return new EmptyResult();
    }

    private async Task<bool> Gather(Guid id)
    {
        if (await Read(id) is not { } detail)
        {
            return false;
        }
        Dossier = await DossierContent.Of(
            detail,
            Organs,
            People,
            store,
            Frame.Of(HttpContext).Place,
            Today,
            HttpContext.RequestAborted
        );
        return true;
    }

    private async Task Write(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        await using var to = await entry.OpenAsync(HttpContext.RequestAborted);
        await to.WriteAsync(bytes, HttpContext.RequestAborted);
    }

    private string Catalogue()
    {
        var csv = new StringBuilder("序号,题名,责任者,日期,文件,SHA-256\r\n");
        foreach (var piece in Dossier.Pieces)
        {
            csv.AppendJoin(
                    ',',
                    new[]
                    {
                        piece.Number.ToString(CultureInfo.InvariantCulture),
                        piece.Title,
                        piece.By,
                        piece.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                        piece.FileName ?? "",
                        piece.Material?.Hash ?? "",
                    }.Select(Quoted)
                )
                .Append("\r\n");
        }
        return csv.ToString();
    }

    // A cell that begins like a formula would be one in Excel.
    private static string Quoted(string text) =>
        $"\"{(text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The page as a file of its own that needs nothing else.</summary>
    private async Task<string> Standalone()
    {
        var view = views.GetView(
            null,
            "/Pages/Workbench/Matters/_Dossier.cshtml",
            isMainPage: false
        );
        await using var body = new StringWriter();
        await view.View!.RenderAsync(
            new ViewContext(
                PageContext,
                view.View,
                new ViewDataDictionary<DossierContent>(ViewData, Dossier),
                TempData,
                body,
                new HtmlHelperOptions()
            )
        );
        return $"""
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>{HtmlEncoder.Default.Encode(
                Dossier.Name
            )}</title><style>{Style}</style></head><body>{body}</body></html>
            """;
    }

    private const string Style =
        "body{font:12pt/1.7 FangSong,仿宋,SimSun,'Noto Serif CJK SC',serif;max-width:60em;margin:2em auto;padding:0 1em;color:#000;overflow-wrap:anywhere}"
        + "h2{font-size:15pt;margin:1.5em 0 .4em}h3{font-size:12pt}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}dd{margin:0}"
        + "table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:.2em .5em;text-align:left;vertical-align:top}img{max-width:100%}"
        + ".small,.quiet{font-size:10pt;color:#444}.dossier-cover{text-align:center;padding:8em 0}.dossier-cover dl{text-align:left;max-width:34em;margin:2em auto}"
        + ".dossier-title{font-size:18pt}.dossier-text p{text-indent:2em;margin:0}@page{size:A4;margin:25mm 20mm}"
        + "@media print{.dossier-cover,.dossier-catalogue,.dossier-piece{break-after:page}h2,h3{break-after:avoid}tr{break-inside:avoid}a{color:inherit;text-decoration:none}}";
}
