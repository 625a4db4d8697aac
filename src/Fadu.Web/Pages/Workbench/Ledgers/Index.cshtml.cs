using System.Globalization;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>All ledgers, and what is owed in them for the last period.</summary>
[Needs(Capability.ViewLedgers)]
[Nav("名录与台账", "台账", "/workbench/ledgers", 10)]
public sealed class IndexModel(
    FaduDb db,
    LedgerRegistry ledgers,
    Core.Organs.Directories directories
) : FaduPage
{
    public IReadOnlyCollection<Ledger> Ledgers => ledgers.All;

    public IReadOnlyList<LedgerDue> Dues { get; private set; } = [];

    /// <summary>What is missing, the own organ's first.</summary>
    public IReadOnlyList<LedgerDue> Missing =>
        [
            .. Dues.Where(d => d.IsMissing)
                .OrderBy(d => d.Organ.Id != Me.Actor.Organ)
                .ThenBy(d => d.DueOn),
        ];

    /// <summary>What is missing, ledger by ledger, what has been late longest first; organs in official order, the own one first. One ledger, or few lines, need no folding.</summary>
    public IReadOnlyList<Owed> Groups
    {
        get
        {
            var groups = Missing.GroupBy(d => d.Ledger).OrderBy(g => g.Min(d => d.DueOn)).ToList();
            var isShort = groups.Count == 1 || groups.Sum(g => g.Count()) <= 12;
            return [.. groups.Select(g => new Owed(g.Key, [.. g], isShort))];
        }
    }

    /// <summary>Who owes a ledger for its last period.</summary>
    public sealed record Owed(Ledger Ledger, IReadOnlyList<LedgerDue> Dues, bool IsOpen);

    public async Task OnGetAsync() => await Load();

    public async Task<IActionResult> OnPostZeroAsync(
        string ledger,
        Guid organ,
        DateOnly from,
        DateOnly to
    )
    {
        var result = await Commit(
            new ReportZero(ledger, organ, from, to) { CommandId = CommandId },
            "已报零。以后发现有漏登的，直接登记即可，零报告随之失效。"
        );
        if (result.IsDone)
        {
            return LocalRedirect("/workbench/ledgers");
        }
        await Load();
        return Page();
    }

    /// <summary>How a ledger stands for the last period, in words.</summary>
    public string Standing(Ledger ledger)
    {
        var mine = Dues.Where(d => d.Ledger == ledger).ToList();
        return mine.Count == 0
            ? ""
            : $"{PeriodOf(mine[0])}：已登记 {mine.Count(d => d.Lines > 0)} 个单位，零报告 {mine.Count(d => d.Lines == 0 && d.IsZero)} 个，未报 {mine.Count(d => d.IsMissing)} 个";
    }

    /// <summary>A period in words.</summary>
    public static string PeriodOf(LedgerDue due) =>
        due.PeriodFrom.Month == due.PeriodTo.Month
            ? due.PeriodFrom.ToString("yyyy年M月", CultureInfo.InvariantCulture)
            : $"{due.PeriodFrom.ToString("yyyy年M月", CultureInfo.InvariantCulture)}至{due.PeriodTo.Month}月";

    private async Task Load() =>
        Dues = await LedgerQueries.Dues(
            db,
            Scope,
            ledgers,
            await LedgerOrgans.Of(directories, Me.Actor.Tenant, HttpContext.RequestAborted),
            Today,
            HttpContext.RequestAborted
        );
}
