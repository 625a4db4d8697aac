using Fadu.Core.Inbox;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>The problems that lines of some ledgers open (问题、整改、销号): one list of all that is to be mended, whatever found it.</summary>
internal static class LineProblems
{
    /// <summary>Hands the problem of a new line to its organ.</summary>
    public static async ValueTask Open(
        Work work,
        Ledger ledger,
        Guid line,
        System.Text.Json.Nodes.JsonObject body
    )
    {
        if (ledger.ProblemOf(body) is not { } problem)
        {
            return;
        }
        await RectificationHandler
            .Register(
                work,
                new ProblemRegistered
                {
                    Id = work.NewId(),
                    Source = problem.Source,
                    Programme = ledger.Title,
                    // 登记日期和条目的末六位
                    Number = $"{problem.FoundOn:yyyyMMdd}-{line.ToString("N")[^6..]}",
                    Text = problem.Text,
                    Category = problem.Category,
                    FoundOn = problem.FoundOn,
                    Issuer = work.Actor.Organ ?? Ledger.OrganOf(body),
                    Organ = Ledger.OrganOf(body),
                    DueOn = problem.DueOn,
                    OriginLedger = ledger.Key,
                    Origin = line,
                },
                handOut: true
            )
            .ConfigureAwait(false);
    }

    /// <summary>Follows a correction: another organ answers for it now; a deadline is moved where extensions are approved.</summary>
    public static async ValueTask Follow(
        Work work,
        Ledger ledger,
        Guid line,
        System.Text.Json.Nodes.JsonObject before,
        System.Text.Json.Nodes.JsonObject after,
        CancellationToken cancellationToken
    )
    {
        var (old, now) = (ledger.ProblemOf(before), ledger.ProblemOf(after));
        if (old is null && now is not null)
        {
            await Open(work, ledger, line, after).ConfigureAwait(false);
            return;
        }
        if (
            await Find(work, ledger, line, cancellationToken).ConfigureAwait(false)
            is not { } problem
        )
        {
            return;
        }
        if (now is null)
        {
            await Withdraw(work, ledger, line, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (old!.DueOn != now.DueOn)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "已经交办整改，期限只能经批准延期：请在整改页办理延期，这里的日期保持不变。"
            );
        }
        var organ = Ledger.OrganOf(after);
        if (organ != Ledger.OrganOf(before) && problem.IsOpen && problem.OrganId != organ)
        {
            await work.Append(
                    RectificationItem.StreamOf(problem.Id),
                    new ProblemMoved(problem.Id, problem.OrganId, organ),
                    organ: organ
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>The line does not count any more: nor does its problem, unless somebody has verified that it was mended.</summary>
    public static async ValueTask Withdraw(
        Work work,
        Ledger ledger,
        Guid line,
        CancellationToken cancellationToken
    )
    {
        if (
            await Find(work, ledger, line, cancellationToken).ConfigureAwait(false)
            is not { } problem
        )
        {
            return;
        }
        if (problem.Outcome == ProblemOutcome.Mended)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "这一条的问题已经整改销号，不能再作废或者归并；登记有误的，请更正内容。"
            );
        }
        if (problem.IsOpen)
        {
            await work.Append(
                    RectificationItem.StreamOf(problem.Id),
                    new ProblemWithdrawn(problem.Id),
                    organ: problem.OrganId
                )
                .ConfigureAwait(false);
            await work.SettleNotices($"rectification:{problem.Id}:").ConfigureAwait(false);
        }
    }

    /// <summary>The line counts again, and so does its problem.</summary>
    public static async ValueTask Reinstate(
        Work work,
        Ledger ledger,
        Guid line,
        CancellationToken cancellationToken
    )
    {
        if (
            await Find(work, ledger, line, cancellationToken).ConfigureAwait(false) is
            { Outcome: ProblemOutcome.Withdrawn } problem
        )
        {
            await work.Append(
                    RectificationItem.StreamOf(problem.Id),
                    new ProblemReinstated(problem.Id),
                    organ: problem.OrganId
                )
                .ConfigureAwait(false);
            await RectificationHandler.TellAnew(work, problem.Id).ConfigureAwait(false);
        }
    }

    private static async ValueTask<RectificationItem?> Find(
        Work work,
        Ledger ledger,
        Guid line,
        CancellationToken cancellationToken
    ) =>
        ledger.ProblemsOf is null
            ? null
            : await work
                .Db.Set<RectificationItem>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    p => p.Tenant == work.Tenant && p.Origin == line,
                    cancellationToken
                )
                .ConfigureAwait(false);
}
