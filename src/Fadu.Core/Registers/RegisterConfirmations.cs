using System.Globalization;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Registers;

/// <summary>Asks, in December, whoever keeps items of a register that is confirmed yearly to look through them; done twice it does nothing twice.</summary>
public sealed record RemindConfirmations(DateOnly Day) : Command;

/// <summary>The head of a keeper confirms that all that it keeps of a register was looked through: what was wrong is changed or ended, the rest holds.</summary>
public sealed record ConfirmRegister(string Register, int Year) : Command;

/// <summary>A keeper confirmed what it keeps of a register for a year.</summary>
/// <param name="Items">How many items were in force.</param>
[TrailEvent("register.confirmed", "年度确认名录")]
public sealed record RegisterConfirmed(string Register, Guid Keeper, int Year, int Items)
    : ITrailEvent;

/// <summary>
/// The yearly confirmation (blocks/registers.md §0, Y). It is owed while its notice is open, and done when that is settled; the trail keeps who confirmed how many. The day is the house's own, no law
/// names one.
/// </summary>
public static class RegisterConfirmations
{
    private const string Prefix = "register-year:";

    internal static string KeyOf(string register, Guid keeper, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{register}:{keeper}:{year}");

    /// <summary>Whether an organ owes the confirmation of a year (true), has given it (false), or was not asked.</summary>
    public static async Task<bool?> Owes(
        FaduDb db,
        int tenant,
        Register register,
        Guid keeper,
        int year,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(register);
        var key = KeyOf(register.Key, keeper, year);
        return await db.Set<InboxItem>()
            .AsNoTracking()
            .Where(i => i.Tenant == tenant && i.Key == key)
            .Select(i => (bool?)(i.SettledAt == null))
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
    }
}

internal sealed class RegisterConfirmationHandlers(RegisterRegistry registers)
    : IHandler<RemindConfirmations>,
        IHandler<ConfirmRegister>
{
    public async ValueTask<string?> Handle(
        RemindConfirmations command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("年度确认由系统自动发起。");
        var sent = 0;
        var year = command.Day.Year;
        var due = new DateOnly(year, 12, 31);
        foreach (
            var register in command.Day.Month == 12
                ? registers.All.Where(r => r.IsConfirmedYearly)
                : []
        )
        {
            foreach (
                var keeper in await InForce(work, register, command.Day)
                    .GroupBy(v => v.OrganId)
                    .Select(g => new { Organ = g.Key, Items = g.Count() })
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                if (
                    await work.Remind(
                            new Notice(
                                RegisterConfirmations.KeyOf(register.Key, keeper.Organ, year),
                                keeper.Organ,
                                $"{register.Title}待年度确认",
                                $"共 {keeper.Items} 项，请逐项看过：不对的变更，不要的终止，其余的在 {due:yyyy-MM-dd} 前由负责人确认。",
                                $"/workbench/registers/{register.Key}/findings"
                            )
                            {
                                Due = due,
                            }
                        )
                        .ConfigureAwait(false)
                )
                {
                    sent++;
                }
            }
        }
        return sent.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask<string?> Handle(
        ConfirmRegister command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ApproveRegisters);
        if (registers.Find(command.Register) is not { } register)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这个名录。");
            return null;
        }
        if (
            work.Actor.Organ is not { } keeper
            || await RegisterConfirmations
                .Owes(work.Db, work.Tenant, register, keeper, command.Year, cancellationToken)
                .ConfigureAwait(false)
                is not true
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"您的单位现在没有待确认的{register.Title}：每年十二月起确认，已经确认的不用再办。"
            );
            return null;
        }
        var key = register.Key;
        var waiting = await work
            .Db.Set<RegisterChange>()
            .CountAsync(
                c =>
                    c.Tenant == work.Tenant
                    && c.Register == key
                    && c.OrganId == keeper
                    && c.State == ChangeState.Pending,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (waiting > 0)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"还有 {waiting} 项变动没有批准，请先批准或者退回，再确认其余的各项。"
            );
        }
        var items = await InForce(work, register, work.Today)
            .CountAsync(v => v.OrganId == keeper, cancellationToken)
            .ConfigureAwait(false);
        await work.Append(
                $"register-confirmed:{key}:{keeper}",
                new RegisterConfirmed(key, keeper, command.Year, items),
                organ: keeper
            )
            .ConfigureAwait(false);
        await work.SettleNotices(RegisterConfirmations.KeyOf(key, keeper, command.Year))
            .ConfigureAwait(false);
        return null;
    }

    private static IQueryable<RegisterVersion> InForce(Work work, Register register, DateOnly day)
    {
        var key = register.Key;
        return work
            .Db.Set<RegisterVersion>()
            .Where(v =>
                v.Tenant == work.Tenant
                && v.Register == key
                && v.SupersededSeq == RegisterVersion.Current
                && v.ValidFrom <= day
                && v.ValidUntil >= day
                && v.State == StretchState.InForce
            );
    }
}

internal sealed class RegisterConfirmationSetup : ISetup
{
    public void Add(IServiceCollection services) =>
        services.AddSingleton(new DailyCommand(day => new RemindConfirmations(day)));
}
