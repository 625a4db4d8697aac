using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Web.Security;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Reports;

/// <summary>The report as a Word document.</summary>
internal sealed class ReportFile : IEndpoints
{
    public void Map(WebApplication app) =>
        app.MapGet(
                "/workbench/reports/{id:guid}/docx",
                async (
                    Guid id,
                    HttpContext context,
                    CurrentUser user,
                    FaduDb db,
                    FigureCatalogue catalogue,
                    ReportQueries queries,
                    TimeProvider time,
                    CancellationToken cancellationToken
                ) =>
                {
                    var report = await ReportQueries
                        .Visible(db, user.Scope)
                        .FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
                    if (report is null)
                    {
                        return Results.NotFound();
                    }
                    var draft = await queries.Draft(
                        db,
                        user.Scope,
                        report,
                        time.Today(),
                        cancellationToken
                    );
                    var site = new Uri(
                        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/"
                    );
                    var document = await ReportDocument.Of(
                        db,
                        catalogue,
                        draft,
                        site,
                        time.Today(),
                        cancellationToken
                    );
                    return Results.File(
                        OfficialWriter.ToBytes(document),
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        report.Title
                            + (report.State == ReportState.Approved ? "" : "（征求意见稿）")
                            + ".docx"
                    );
                }
            )
            .Needs(Capability.ViewReports, Capability.WriteReports);
}
