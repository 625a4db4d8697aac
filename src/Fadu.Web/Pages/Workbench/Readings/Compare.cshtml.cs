using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Reading.Reports;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Readings;

/// <summary>Several reports side by side, metric by metric, with the sentence behind each number.</summary>
[Needs(Capability.ViewReports, Capability.WriteReports)]
public sealed class CompareModel(FaduDb db, FileStore files) : FaduPage
{
    /// <summary>The reports.</summary>
    [BindProperty(SupportsGet = true, Name = "r")]
    public List<Guid> Ids { get; set; } = [];

    public IReadOnlyList<DeskReading> Reports { get; private set; } = [];

    /// <summary>Metrics that at least two of them give.</summary>
    public IReadOnlyList<ComparedMetric> Shared { get; private set; } = [];

    /// <summary>Metrics that only one gives.</summary>
    public IReadOnlyList<ComparedMetric> Single { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        if (Ids.Distinct().Count() is < 2 or > DeskReadings.MostCompared)
        {
            Refuse(
                new(
                    RefusalKind.Invalid,
                    $"请在报告阅读里选 2 至 {DeskReadings.MostCompared} 份报告，再按“对照所选”。"
                )
            );
            return Page();
        }
        if (
            await DeskReadings.Load(db, files, Scope, Ids, HttpContext.RequestAborted)
            is not { Count: > 1 } reports
        )
        {
            return NotFound();
        }
        Reports = reports;
        var rows = ReportComparison.Of([.. reports.Select(r => r.Reading)]);
        Shared = [.. rows.Where(r => r.Reports > 1)];
        Single = [.. rows.Where(r => r.Reports == 1)];
        return Page();
    }
}
