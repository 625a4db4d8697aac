using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Plans;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>Plans: those that wait for confirmation, those that are entered; upload of a new one.</summary>
[Needs(Capability.ManagePlans)]
[Nav("推进", "方案", "/workbench/plans", 20)]
public sealed class IndexModel(FaduDb db, FileStore files) : FaduPage
{
    public IReadOnlyList<Plan> Plans { get; private set; } = [];

    /// <summary>A plan's file.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>Title of a plan that is entered by hand.</summary>
    [BindProperty]
    public string? Title { get; set; }

    /// <summary>Year of a plan that is entered by hand.</summary>
    [BindProperty]
    public int? Year { get; set; }

    public async Task OnGet() => await Load();

    public async Task<IActionResult> OnPostUpload()
    {
        if (Upload is null)
        {
            return await Again("请选择方案文件（.docx、.pdf、.txt 或 .html）。", nameof(Upload));
        }
        var (hashes, refusal) = await this.Keep([Upload]);
        if (refusal is not null)
        {
            Refuse(refusal with { Field = nameof(Upload) });
            return await Again();
        }
        ImportPlan import;
        try
        {
            import = await Read(hashes[0]);
        }
        catch (UnreadableException e)
        {
            return await Again(e.Message, nameof(Upload));
        }
        if (import.Items.Count == 0)
        {
            return await Again(
                $"“{Upload.FileName}”里没有读出任务。请确认它是实施方案、工作要点或任务分工表；也可以在下面新建方案，逐项录入。",
                nameof(Upload)
            );
        }
        var result = await Commit(import with { CommandId = CommandId });
        return result.IsDone ? Redirect($"/workbench/plans/{result.Value}") : await Again();
    }

    public async Task<IActionResult> OnPostOpen()
    {
        var result = await Commit(
            new OpenPlan(
                new PlanHead
                {
                    Title = Title ?? "",
                    Kind = PlanKind.AnnualKeyTasks,
                    FromYear = Year,
                    ToYear = Year,
                }
            )
            {
                CommandId = CommandId,
            }
        );
        return result.IsDone ? Redirect($"/workbench/plans/{result.Value}") : await Again();
    }

    private async Task<ImportPlan> Read(string hash)
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(
            files.PathOf(hash),
            HttpContext.RequestAborted
        );
        var source = SourceText.From(bytes, Upload!.FileName, PdfText.Read);
        var reading = PlanReader.Read(source);
        return PlanImporter.Prepare(reading, hash, await Organs(), Today);
    }

    private async Task<Fadu.Core.Organs.OrganDirectory> Organs() =>
        await HttpContext
            .RequestServices.GetRequiredService<Fadu.Core.Organs.Directories>()
            .Organs(Me.Actor.Tenant, HttpContext.RequestAborted);

    private async Task<IActionResult> Again(string? message = null, string? field = null)
    {
        if (message is not null)
        {
            Refuse(new Refusal(RefusalKind.Invalid, message, Field: field));
        }
        await Load();
        return Page();
    }

    private async Task Load() =>
        Plans = await db.Set<Plan>()
            .Where(p => p.Tenant == Scope.Tenant)
            .OrderBy(p => p.State)
            .ThenByDescending(p => p.Id)
            .Take(200)
            .ToListAsync(HttpContext.RequestAborted);
}
