using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Ledgers;

/// <summary>Submits the return of an organ for a period: the values are frozen. Once more, when they have changed since, it is a 更正报表 and needs a reason.</summary>
/// <param name="Seen">The edition that the person saw; 0 for none.</param>
public sealed record SubmitReturn(
    string Return,
    Guid Organ,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    int Seen
) : Command;

/// <summary>Sets the marks that make a return a lawful form.</summary>
public sealed record MarkReturn(
    string Return,
    string FormNumber,
    string Maker,
    string Approval,
    DateOnly ValidUntil
) : Command;

/// <summary>Reminds of returns: five working days and one before the last day, and on the day after it. Done twice it does nothing twice.</summary>
public sealed record RemindReturns(DateOnly Day) : Command;

internal sealed class ReturnHandler(
    ReturnRegistry returns,
    FigureQuery figures,
    Organs.Directories directories
) : IHandler<SubmitReturn>, IHandler<MarkReturn>, IHandler<RemindReturns>
{
    public async ValueTask<string?> Handle(
        SubmitReturn command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.EnterLedgers);
        var of = Need(command.Return);
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        if (organs.Get(command.Organ) is not { } organ || !organs.MayActFor(work.Actor, organ.Id))
        {
            Work.Refuse(RefusalKind.Forbidden, "您只能替本单位和下级单位报送。");
            return null;
        }
        if (!of.OwedBy(organ))
        {
            Work.Refuse(RefusalKind.Condition, $"{organ.ShortName}不需要报送“{of.Title}”。");
        }
        var (from, to) = (command.PeriodFrom, command.PeriodTo);
        var back = 0;
        while (back < 120 && of.Period(work.Today, back).From > from)
        {
            back++;
        }
        var period = of.Period(work.Today, back);
        if (period.From != from || period.To != to)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "没有这一期，或者这一期还没有过完。请从报表页重新进入。"
            );
        }
        var last = await work
            .Db.Set<ReturnFiling>()
            .AsNoTracking()
            .Where(f =>
                f.Tenant == work.Tenant
                && f.Return == of.Key
                && f.OrganId == organ.Id
                && f.PeriodFrom == from
                && f.PeriodTo == to
            )
            .OrderByDescending(f => f.Edition)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        if ((last?.Edition ?? 0) != command.Seen)
        {
            Work.Refuse(RefusalKind.Conflict, "这一期刚刚有人报送过，请刷新后核对。");
        }
        var known = await FigureQuery
            .Latest(work.Db, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var values = await ReturnQueries
            .Values(
                work.Db,
                figures,
                work.Tenant,
                of,
                organ.Id,
                from,
                to,
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        if (
            last is null
            // what a procedure counted stands without a line
            && values.All(v => v.Amount == 0)
            && !await HasAnswered(work, of, organ.Id, from, to, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"“{string.Join("”“", of.Ledgers.Select(l => l.Title))}”这一期既没有登记也没有零报告。请先登记；确实没有发生的，先报零。"
            );
        }
        if (last is not null)
        {
            var before = last.ReadValues();
            if (values.All(v => before.GetValueOrDefault(v.Row) == v))
            {
                Work.Refuse(RefusalKind.Condition, "各项数值与已经报送的一致，不需要更正报表。");
            }
            if (string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > 500)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "报送更正报表，请用一两句话说明为什么更正，最多 500 个字。",
                    field: nameof(Command.Reason)
                );
            }
        }
        var id = work.NewId();
        await work.Append(
                ReturnFiling.StreamOf(of.Key, organ.Id),
                new ReturnSubmitted(
                    id,
                    of.Key,
                    organ.Id,
                    from,
                    to,
                    period.Due,
                    (last?.Edition ?? 0) + 1,
                    known,
                    values
                ),
                legalDate: work.Today,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        await work.SettleNotices(NoticeOf(of, organ.Id, from)).ConfigureAwait(false);
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        MarkReturn command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ClosePeriods);
        var of = Need(command.Return);
        foreach (
            var (text, name, field) in new[]
            {
                (command.FormNumber, "表号", nameof(command.FormNumber)),
                (command.Maker, "制定机关", nameof(command.Maker)),
                (command.Approval, "批准或者备案文号", nameof(command.Approval)),
            }
        )
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > 100)
            {
                Work.Refuse(RefusalKind.Invalid, $"请填写{name}，最多 100 个字。", field: field);
            }
        }
        if (command.ValidUntil < work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "有效期限已过的报表不能再要求填报，请核对。",
                field: nameof(command.ValidUntil)
            );
        }
        await work.Append(
                ReturnMark.StreamOf(of.Key),
                new ReturnMarked(
                    of.Key,
                    command.FormNumber.Trim(),
                    command.Maker.Trim(),
                    command.Approval.Trim(),
                    command.ValidUntil
                )
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        RemindReturns command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("到期提醒由系统自动发出。");
        var day = command.Day;
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var dues = await ReturnQueries
            .Dues(
                work.Db,
                Scope.All(work.Tenant),
                await ReturnQueries
                    .Demandable(work.Db, work.Tenant, returns.All, day, cancellationToken)
                    .ConfigureAwait(false),
                organs,
                day,
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        var sent = 0;
        foreach (var due in dues.Where(d => d.IsMissing))
        {
            if (StepOf(due.DueOn, day) is not { } step)
            {
                continue;
            }
            var prefix = NoticeOf(due.Return, due.Organ.Id, due.PeriodFrom);
            if (
                await work.Remind(
                        new Notice(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{prefix}{step}:{due.DueOn:yyyyMMdd}"
                            ),
                            due.Organ.Id,
                            $"{due.Return.Title}{Reminders.Words(due.DueOn, day)}",
                            $"{FigurePeriod.NameOf(due.PeriodFrom, due.PeriodTo)}，报送{due.Return.Receiver}",
                            $"/workbench/ledgers/returns/{due.Return.Key}/{due.Organ.Id}"
                        )
                        {
                            Due = due.DueOn,
                            ForThoseWho = Capability.EnterLedgers,
                        },
                        prefix
                    )
                    .ConfigureAwait(false)
            )
            {
                sent++;
            }
        }
        return sent.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Five working days before, one before, and once it is late.</summary>
    internal static string? StepOf(DateOnly due, DateOnly day) =>
        day > due
            ? day.DayNumber - due.DayNumber <= Reminders.Late
                ? "late"
                : null
            : day >= WorkCalendar.National.SubtractWorkdays(due, 1)
                ? "w1"
                : day >= WorkCalendar.National.SubtractWorkdays(due, 5)
                    ? "w5"
                    : null;

    private static string NoticeOf(LedgerReturn of, Guid organ, DateOnly from) =>
        string.Create(CultureInfo.InvariantCulture, $"return:{of.Key}:{organ}:{from:yyyyMMdd}:");

    /// <summary>Whether each ledger of the return has lines, or zeros that were stated, in the period.</summary>
    private static async Task<bool> HasAnswered(
        Work work,
        LedgerReturn of,
        Guid organ,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    )
    {
        foreach (var key in of.Ledgers.Select(l => l.Key))
        {
            var answered =
                await work
                    .Db.Set<LedgerLine>()
                    .AnyAsync(
                        l =>
                            l.Tenant == work.Tenant
                            && l.Ledger == key
                            && l.OrganId == organ
                            && l.State == LineState.InForce
                            && l.OccurredOn >= from
                            && l.OccurredOn <= to,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                || await work
                    .Db.Set<ZeroReport>()
                    .AnyAsync(
                        z =>
                            z.Tenant == work.Tenant
                            && z.Ledger == key
                            && z.OrganId == organ
                            && !z.IsSuperseded
                            && z.PeriodFrom <= to
                            && z.PeriodTo >= from,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            if (!answered)
            {
                return false;
            }
        }
        return true;
    }

    private LedgerReturn Need(string key)
    {
        var found = returns.Find(key);
        if (found is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这张报表。");
        }
        return found;
    }
}

internal sealed class ReturnSetup : ISetup
{
    public void Add(IServiceCollection services) => services.AddSingleton<ReturnRegistry>();
}
