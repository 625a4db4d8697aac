using System.Globalization;
using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Reports;

/// <summary>年度报告: those one may open, and beginning a new one.</summary>
[Needs(Capability.ViewReports, Capability.WriteReports)]
[Nav("推进", "年度报告", "/workbench/reports", 5)]
public sealed class IndexModel(FaduDb db) : FaduPage
{
    public IReadOnlyList<Report> Reports { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> OrganNames { get; private set; } =
        new Dictionary<Guid, string>();

    /// <summary>Sections done and in all, by report.</summary>
    public IReadOnlyDictionary<Guid, (int Accepted, int All)> Progress { get; private set; } =
        new Dictionary<Guid, (int, int)>();

    /// <summary>Sections that wait for this person's organ.</summary>
    public IReadOnlyList<ReportSection> Mine { get; private set; } = [];

    [BindProperty]
    public string? Organ { get; set; }

    [BindProperty]
    public string? Year { get; set; }

    [BindProperty]
    public DateOnly? CutOff { get; set; }

    /// <summary>What a new report asks.</summary>
    public IReadOnlyList<FieldView> Fields { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        await Fill(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var tenant = Scope.Tenant;
        var organ = await db.Set<Organ>()
            .FirstOrDefaultAsync(
                o => o.Tenant == tenant && (o.Key == Organ || o.Name == Organ),
                cancellationToken
            );
        if (organ is null)
        {
            Refuse(
                new Refusal(RefusalKind.Invalid, "请选择是哪个机关的报告。", Field: nameof(Organ))
            );
        }
        else if (!int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请选择年度。", Field: nameof(Year)));
        }
        else if (CutOff is not { } cutOff)
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    "请填写数据截止日，格式如 2026-01-20。",
                    Field: nameof(CutOff)
                )
            );
        }
        else
        {
            var result = await Commit(
                new CreateReport(organ.Id, year, cutOff, []) { CommandId = CommandId },
                "已建立。下一步把各节分派给撰写单位。"
            );
            if (result.IsDone)
            {
                return Redirect($"/workbench/reports/{result.Id}");
            }
        }
        await Fill(cancellationToken);
        return Page();
    }

    private async Task Fill(CancellationToken cancellationToken)
    {
        var tenant = Scope.Tenant;
        Reports = await ReportQueries
            .Visible(db, Scope)
            .OrderByDescending(r => r.Year)
            .ThenBy(r => r.Title)
            .Take(200)
            .ToListAsync(cancellationToken);
        var organs = await db.Set<Organ>()
            .Where(o => o.Tenant == tenant)
            .OrderBy(o => o.Order)
            .ToListAsync(cancellationToken);
        OrganNames = organs.ToDictionary(o => o.Id, o => o.ShortName);
        var ids = Reports.Select(r => r.Id).ToList();
        var sections = await db.Set<ReportSection>()
            .Where(s => s.Tenant == tenant && ids.Contains(s.ReportId))
            .Select(s => new { s.ReportId, s.State })
            .ToListAsync(cancellationToken);
        Progress = sections
            .GroupBy(s => s.ReportId)
            .ToDictionary(
                g => g.Key,
                g => (g.Count(s => s.State == SectionState.Accepted), g.Count())
            );
        if (Me.Actor.Organ is { } own)
        {
            var drafting = Reports
                .Where(r => r.State == ReportState.Drafting)
                .Select(r => r.Id)
                .ToList();
            Mine = await db.Set<ReportSection>()
                .Where(s =>
                    s.Tenant == tenant
                    && s.OrganId == own
                    && drafting.Contains(s.ReportId)
                    && s.State != SectionState.Accepted
                    && s.State != SectionState.Submitted
                )
                .OrderBy(s => s.Due)
                .ThenBy(s => s.Order)
                .ToListAsync(cancellationToken);
        }
        Fields =
        [
            new(nameof(Organ), "机关", FieldKind.Choice)
            {
                Required = true,
                Value = Organ ?? organs.Find(o => o.Kind == OrganKind.Government)?.Key,
                Options =
                [
                    .. organs
                        .Where(o => Scope.Everything || Scope.Organs.Contains(o.Id))
                        .Select(o => new Choice(o.Key, o.Name)),
                ],
            },
            new(nameof(Year), "年度", FieldKind.Choice)
            {
                Required = true,
                Value = Year ?? (Today.Year - 1).ToString(CultureInfo.InvariantCulture),
                Options =
                [
                    .. Enumerable
                        .Range(0, 4)
                        .Select(i => (Today.Year - i).ToString(CultureInfo.InvariantCulture))
                        .Select(y => new Choice(y, y + "年")),
                ],
            },
            new(nameof(CutOff), "数据截止日", FieldKind.Date)
            {
                Required = true,
                Value =
                    CutOff?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    ?? new DateOnly(Today.Year, 1, 20).ToString(
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture
                    ),
                Help = "报告里的数是截至这一天已登记的结果；之后补录和更正的不计入",
            },
        ];
    }
}
