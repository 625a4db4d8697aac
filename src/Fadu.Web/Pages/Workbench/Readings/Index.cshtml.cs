using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Readings;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Reports;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Readings;

/// <summary>报告阅读台: reports of any place and year; upload, choice of those to compare.</summary>
[Needs(Capability.ViewReports, Capability.WriteReports)]
[Nav("数", "报告阅读", "/workbench/readings", 40)]
public sealed class IndexModel(FaduDb db, FileStore files) : FaduPage
{
    private const int PageSize = 100;

    public IReadOnlyList<DeskReport> Reports { get; private set; } = [];

    /// <summary>Where the next page starts.</summary>
    public Guid? Next { get; private set; }

    /// <summary>The last report of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>Files of reports.</summary>
    [BindProperty]
    public List<IFormFile> Uploads { get; set; } = [];

    public async Task OnGet() => await Load();

    public async Task<IActionResult> OnPost()
    {
        if (Uploads.Count == 0)
        {
            return await Again(
                new(RefusalKind.Invalid, "请选择报告文件（.docx、.pdf、.txt 或 .html）。")
            );
        }
        if (Uploads.Count > DeskReadings.MostCompared)
        {
            return await Again(
                new(
                    RefusalKind.Invalid,
                    $"一次选了 {Uploads.Count} 份，最多 {DeskReadings.MostCompared} 份；请分几次放上来。"
                )
            );
        }
        var (hashes, refusal) = await this.Keep(Uploads);
        if (refusal is not null)
        {
            return await Again(refusal);
        }
        // All are read before the first is entered: one that cannot be read leaves nothing half done.
        var readings = new List<(string Hash, string Name, ReportReading Reading)>();
        foreach (var (hash, upload) in hashes.Zip(Uploads))
        {
            try
            {
                var name = FileStore.CleanName(upload.FileName);
                var bytes = await System.IO.File.ReadAllBytesAsync(
                    files.PathOf(hash),
                    HttpContext.RequestAborted
                );
                readings.Add((hash, name, DeskReadings.Read(bytes, name)));
            }
            catch (UnreadableException e)
            {
                return await Again(new(RefusalKind.Invalid, e.Message));
            }
        }
        var ids = new List<string>();
        foreach (var (hash, name, reading) in readings)
        {
            var result = await Commit(
                new KeepReport(
                    hash,
                    name,
                    reading.Title ?? Path.GetFileNameWithoutExtension(name),
                    reading.Place,
                    reading.Year,
                    reading.Figures.Count,
                    reading.Checks.Count(c => c.Verdict == "fails")
                )
                {
                    CommandId = ids.Count == 0 ? CommandId : Guid.CreateVersion7(),
                }
            );
            if (!result.IsDone)
            {
                return await Again(result.Refusal);
            }
            ids.Add(result.Value!);
        }
        return Redirect(
            ids.Count == 1
                ? $"/workbench/readings/{ids[0]}"
                : $"/workbench/readings/compare?{string.Join('&', ids.Select(id => $"r={id}"))}"
        );
    }

    private async Task<IActionResult> Again(Refusal refusal)
    {
        Refuse(refusal with { Field = nameof(Uploads) });
        await Load();
        return Page();
    }

    private async Task Load()
    {
        var rows = db.Set<DeskReport>().Within(Scope);
        if (After is { } after)
        {
            rows = rows.Where(r => r.Id < after);
        }
        var page = await rows.OrderByDescending(r => r.Id)
            .Take(PageSize + 1)
            .ToListAsync(HttpContext.RequestAborted);
        Reports = [.. page.Take(PageSize)];
        Next = page.Count > PageSize ? Reports[^1].Id : null;
    }
}
