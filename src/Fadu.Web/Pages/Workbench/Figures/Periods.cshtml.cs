using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Figures;

/// <summary>期间: which have been reported, closing one, opening one again.</summary>
[Needs(Capability.ClosePeriods)]
[Nav("数", "期间", "/workbench/figures/periods", 3)]
public sealed class PeriodsModel(FaduDb db) : FaduPage
{
    public IReadOnlyList<FigurePeriod> Periods { get; private set; } = [];

    /// <summary>The year to close.</summary>
    [BindProperty]
    public string? Year { get; set; }

    /// <summary>The part of it; empty for the whole.</summary>
    [BindProperty]
    public string? Part { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The fields that name a period.</summary>
    public IReadOnlyList<FieldView> Fields =>
        [
            FigureAddress.Filters([], Scope, Today)[0] with
            {
                Name = nameof(Year),
                Value =
                    Year
                    ?? (Today.Year - 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Required = true,
            },
            FigureAddress.Filters([], Scope, Today)[1] with
            {
                Name = nameof(Part),
                Value = Part,
                Help = "不选为全年",
            },
        ];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        await Fill(cancellationToken);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken)
    {
        if (
            ReportTokens.ReadPeriod((Year ?? "") + (Part ?? ""), Today.Year) is not var (from, to)
            || string.IsNullOrEmpty(Year)
        )
        {
            Refuse(
                new Refusal(RefusalKind.Invalid, "请选择要关闭的年度和时段。", Field: nameof(Year))
            );
        }
        else if (
            (
                await Commit(
                    new ClosePeriod(from, to) { CommandId = CommandId },
                    $"已关闭{FigurePeriod.NameOf(from, to)}。此后的登记和更正在指标页显示为期后更正。"
                )
            ).IsDone
        )
        {
            return RedirectToPage();
        }
        await Fill(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostReopenAsync(
        Guid id,
        int seen,
        CancellationToken cancellationToken
    )
    {
        if (
            (
                await Commit(
                    new ReopenPeriod(id, seen) { CommandId = CommandId, Reason = Reason },
                    "已重开。改完后请再次关闭。"
                )
            ).IsDone
        )
        {
            return RedirectToPage();
        }
        await Fill(cancellationToken);
        return Page();
    }

    private async Task Fill(CancellationToken cancellationToken)
    {
        var tenant = Scope.Tenant;
        Periods = await db.Set<FigurePeriod>()
            .Where(p => p.Tenant == tenant)
            .OrderByDescending(p => p.From)
            .ThenBy(p => p.To)
            .ToListAsync(cancellationToken);
    }
}
