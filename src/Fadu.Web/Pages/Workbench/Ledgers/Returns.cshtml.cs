using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>The returns: what the own organ owes, and how each of them stands.</summary>
[Needs(Capability.ViewLedgers)]
public sealed class ReturnsModel(
    FaduDb db,
    ReturnRegistry returns,
    Core.Organs.Directories directories
) : FaduPage
{
    /// <summary>How a return stands for its last period.</summary>
    public sealed record Standing(
        LedgerReturn Return,
        DateOnly From,
        DateOnly To,
        DateOnly Due,
        int Submitted,
        int Late,
        int Missing,
        string? MayRefuse
    );

    /// <summary>Those that nobody owes, for they lack their marks.</summary>
    public IReadOnlySet<LedgerReturn> Refusable { get; private set; } = new HashSet<LedgerReturn>();

    public IReadOnlyList<ReturnDue> Mine { get; private set; } = [];
    public IReadOnlyList<Standing> All { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var organs = await LedgerOrgans.Of(
            directories,
            Me.Actor.Tenant,
            HttpContext.RequestAborted
        );
        var dues = await ReturnQueries.Dues(
            db,
            Scope,
            returns.All,
            organs,
            Today,
            cancellationToken: HttpContext.RequestAborted
        );
        var marks = await db.Set<ReturnMark>()
            .AsNoTracking()
            .Where(m => m.Tenant == Scope.Tenant)
            .ToDictionaryAsync(m => m.Return, HttpContext.RequestAborted);
        Refusable = returns
            .All.Where(r =>
                ReturnQueries.MayRefuse(marks.GetValueOrDefault(r.Key), Today) is not null
            )
            .ToHashSet();
        Mine =
        [
            .. dues.Where(d => d.Organ.Id == Me.Actor.Organ)
                .OrderBy(d => !d.IsMissing)
                .ThenBy(d => d.DueOn),
        ];
        All =
        [
            .. returns.All.Select(r =>
            {
                var (from, to, due) = r.Period(Today);
                var of = dues.Where(d => d.Return == r).ToList();
                return new Standing(
                    r,
                    from,
                    to,
                    due,
                    of.Count(d => !d.IsMissing),
                    of.Count(d => d.Filing?.IsLate == true),
                    of.Count(d => d.IsMissing),
                    ReturnQueries.MayRefuse(marks.GetValueOrDefault(r.Key), Today)
                );
            }),
        ];
    }

    /// <summary>Where a return stands, in words.</summary>
    public static string State(ReturnDue due, DateOnly today) =>
        due.Filing switch
        {
            null when due.DueOn < today => "未报，已过期限",
            null => "未报",
            { Edition: > 1 } filing => $"已更正（第 {filing.Edition} 次报送）",
            { IsLate: true } => "迟报",
            _ => "已报",
        };
}
