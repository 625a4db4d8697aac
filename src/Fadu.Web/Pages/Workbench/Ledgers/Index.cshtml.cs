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
    ReturnRegistry returns,
    Core.Organs.Directories directories
) : FaduPage
{
    /// <summary>What the search box holds.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The ledgers that the search finds, by area: in their name first, then in their fields and purpose.</summary>
    public IReadOnlyList<IGrouping<string, Ledger>> ByArea =>
        [
            .. ledgers
                .All.Where(Matches)
                .OrderBy(l => l.System, StringComparer.Ordinal)
                .GroupBy(l => Areas.Of(l.System), StringComparer.Ordinal),
        ];

    public IReadOnlyList<LedgerDue> Dues { get; private set; } = [];

    /// <summary>The returns that the own organ still owes.</summary>
    public IReadOnlyList<ReturnDue> MyReturns { get; private set; } = [];

    /// <summary>The ledgers that the own organ still owes.</summary>
    public IReadOnlyList<LedgerDue> Mine =>
        [
            .. Dues.Where(d => d.IsMissing && d.Organ.Id == Me.Actor.Organ)
                .OrderBy(d => d.DueOn)
                .ThenBy(d => d.Ledger.System, StringComparer.Ordinal),
        ];

    /// <summary>Whether the person sees no organ but the own.</summary>
    public bool IsAlone => !Scope.Everything && Scope.Organs.Count <= 1;

    /// <summary>What other organs owe, ledger by ledger, what has been late longest first; organs in official order. One ledger, or few lines, need no folding.</summary>
    public IReadOnlyList<Owed> Groups
    {
        get
        {
            var groups = Dues.Where(d => d.IsMissing && d.Organ.Id != Me.Actor.Organ)
                .GroupBy(d => d.Ledger)
                .OrderBy(g => g.Min(d => d.DueOn))
                .ToList();
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

    private bool Matches(Ledger ledger)
    {
        var words = (Q ?? "").Split(
            [' ', '\u3000', '，', '、'],
            StringSplitOptions.RemoveEmptyEntries
        );
        return words.All(w =>
            ledger.Title.Contains(w, StringComparison.OrdinalIgnoreCase)
            || ledger.Purpose.Contains(w, StringComparison.OrdinalIgnoreCase)
            || Areas.Of(ledger.System).Contains(w, StringComparison.Ordinal)
            || ledger.Fields.Any(f =>
                !f.IsCommon
                && (
                    f.Title.Contains(w, StringComparison.OrdinalIgnoreCase)
                    || f.Choices.Any(c => c.Contains(w, StringComparison.OrdinalIgnoreCase))
                )
            )
        );
    }

    private async Task Load()
    {
        Q = string.IsNullOrWhiteSpace(Q) || Q.Length > 50 ? null : Q.Trim();
        var organs = await LedgerOrgans.Of(
            directories,
            Me.Actor.Tenant,
            HttpContext.RequestAborted
        );
        Dues = await LedgerQueries.Dues(
            db,
            Scope,
            ledgers,
            organs,
            Today,
            HttpContext.RequestAborted
        );
        if (Me.Actor.Organ is { } own)
        {
            MyReturns =
            [
                .. (
                    await ReturnQueries.Dues(
                        db,
                        new Scope(Scope.Tenant, false, [own]),
                        await ReturnQueries.Demandable(
                            db,
                            Scope.Tenant,
                            returns.All,
                            Today,
                            HttpContext.RequestAborted
                        ),
                        organs,
                        Today,
                        cancellationToken: HttpContext.RequestAborted
                    )
                )
                    .Where(d => d.IsMissing)
                    .OrderBy(d => d.DueOn),
            ];
        }
    }
}
