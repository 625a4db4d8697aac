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

/// <summary>报送和公开: who has submitted and published the report of a year, and who is late.</summary>
[Needs(Capability.ViewReports, Capability.WriteReports)]
public sealed class DutiesModel(FaduDb db) : FaduPage
{
    /// <summary>The year the reports are about; last year unless told otherwise.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    public int Shown => Year is >= 2000 and <= 2100 ? Year.Value : Today.Year - 1;

    /// <summary>Organs in official order with what they owe; a duty that an organ does not have is missing.</summary>
    public IReadOnlyList<(
        Organ Organ,
        IReadOnlyDictionary<ReportDuty, ReportDutyRecord?> Duties
    )> Rows { get; private set; } = [];

    [BindProperty]
    public string? Organ { get; set; }

    [BindProperty]
    public string? Duty { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Where { get; set; }

    public IReadOnlyList<FieldView> Fields { get; private set; } = [];

    /// <summary>How many have not done what was due.</summary>
    public int Late(ReportDuty duty) =>
        ReportDuties.DueOn(duty, Shown) < Today
            ? Rows.Count(r => r.Duties.TryGetValue(duty, out var done) && done is null)
            : 0;

    public int Done(ReportDuty duty) =>
        Rows.Count(r => r.Duties.TryGetValue(duty, out var done) && done is not null);

    public int All(ReportDuty duty) => Rows.Count(r => r.Duties.ContainsKey(duty));

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        await Fill(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await Fill(cancellationToken);
        var organ = Rows.Select(r => r.Organ).FirstOrDefault(o => o.Key == Organ);
        if (organ is null)
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请选择机关。", Field: nameof(Organ)));
        }
        else if (!Enum.TryParse<ReportDuty>(Duty, out var duty) || !Enum.IsDefined(duty))
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请选择是报送还是公开。", Field: nameof(Duty)));
        }
        else if (On is not { } day)
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    "请填写日期，格式如 2026-02-26。",
                    Field: nameof(On)
                )
            );
        }
        else if (
            (
                await Commit(
                    new RecordReportDuty(organ.Id, Shown, duty, day, Where ?? "")
                    {
                        CommandId = CommandId,
                    },
                    $"已登记：{organ.ShortName}{day:yyyy-MM-dd}{duty.DisplayName()}。"
                )
            ).IsDone
        )
        {
            return Redirect(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/workbench/reports/duties?year={Shown}"
                )
            );
        }
        return Page();
    }

    private async Task Fill(CancellationToken cancellationToken)
    {
        var (tenant, year) = (Scope.Tenant, Shown);
        var organs = await db.Set<Organ>()
            .Where(o => o.Tenant == tenant && o.ValidTo == null)
            .OrderBy(o => o.Order)
            .ToListAsync(cancellationToken);
        var records = await db.Set<ReportDutyRecord>()
            .Within(Scope)
            .Where(d => d.Year == year)
            .ToListAsync(cancellationToken);
        Rows =
        [
            .. organs
                .Where(o => Scope.Everything || Scope.Organs.Contains(o.Id))
                .Select(o =>
                    (
                        o,
                        (IReadOnlyDictionary<ReportDuty, ReportDutyRecord?>)
                            Enum.GetValues<ReportDuty>()
                                .Where(d => ReportDuties.Owes(o.Kind, o.Level, d))
                                .ToDictionary(
                                    d => d,
                                    d => records.Find(r => r.OrganId == o.Id && r.Duty == d)
                                )
                    )
                )
                .Where(r => r.Item2.Count > 0),
        ];
        Fields =
        [
            new(nameof(Organ), "机关", FieldKind.Choice)
            {
                Required = true,
                Value = Organ ?? Rows.FirstOrDefault(r => r.Organ.Id == Me.Actor.Organ).Organ?.Key,
                Options = [.. Rows.Select(r => new Choice(r.Organ.Key, r.Organ.ShortName))],
            },
            new(nameof(Duty), "事项", FieldKind.Choice)
            {
                Required = true,
                Value = Duty,
                Options =
                [
                    .. Enum.GetValues<ReportDuty>()
                        .Select(d => new Choice(d.ToString(), d.DisplayName())),
                ],
            },
            new(nameof(On), "日期", FieldKind.Date)
            {
                Required = true,
                Value = On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            new(nameof(Where), "报送对象或公开网址")
            {
                Required = true,
                Value = Where,
                MaxLength = 300,
                Help = "报送写明机关，公开写明网址或报刊名称",
            },
        ];
    }
}
