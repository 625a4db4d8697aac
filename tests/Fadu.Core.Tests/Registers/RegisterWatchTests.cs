using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fadu.Core.Tests.Registers.Registering;

namespace Fadu.Core.Tests.Registers;

/// <summary>What registers watch over: what runs out, what is named and is no more, organs that end, what is late to be public.</summary>
public sealed class RegisterWatchTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static Register Of(string key) => RegisterDeclarationTests.Registry[key];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatRunsOut_IsToldOnceBefore_AndSettledWhenExtended(Engine engine)
    {
        await using var r = await Found(engine);
        var register = Of("delegation");
        var item = await r.Add(register, 0, Day(2024, 1, 1), Day(2026, 5, 10));
        await r.Add(register, 1, Day(2024, 1, 1), Day(2026, 5, 10));
        await r.Add(register, 2, Day(2024, 1, 1), Day(2027, 5, 10));
        await r.County.Do(new RemindRegisters(Day(2026, 3, 1)), Actor.System());
        Assert.Empty(await Notices(r));
        await r.County.Do(new RemindRegisters(Day(2026, 3, 16)), Actor.System());
        await r.County.Do(new RemindRegisters(Day(2026, 3, 17)), Actor.System());
        var notice = Assert.Single(await Notices(r));
        Assert.Equal((r.County.Justice, Day(2026, 5, 10)), (notice.OrganId, notice.Due!.Value));
        Assert.Contains("共 2 项", notice.Text, StringComparison.Ordinal);
        // Nearer: one notice in the place of the other.
        await r.County.Do(new RemindRegisters(Day(2026, 4, 15)), Actor.System());
        Assert.Contains("d30", Assert.Single(await Notices(r)).Key, StringComparison.Ordinal);
        await r.To(register, ChangeEffect.Extend, item, null, Day(2028, 5, 10));
        await r.County.Do(new RemindRegisters(Day(2026, 4, 16)), Actor.System());
        Assert.Single(await Notices(r));

        // Past the day, the other is found and counted until it is dealt with.
        await using var db = r.County.Read();
        var found = await RegisterFindings.Of(
            db,
            Scope.All(),
            RegisterDeclarationTests.Registry,
            register,
            r.Organs,
            Day(2026, 5, 11)
        );
        Assert.Single(found, f => f.Check == "到期未处理");
        Assert.Equal(1, await Booked(r, register.Lapsed!, Day(2026, 5, 11)));
        Assert.Equal(0, await Booked(r, register.Lapsed!, Day(2026, 5, 10)));
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DayThatARecordNames_IsTold(Engine engine)
    {
        await using var r = await Found(engine);
        var register = Of("rescue-force");
        var body = r.Body(register);
        body["insuredUntil"] = "2026-04-01";
        await r.Do(register, r.Adding(register, body, Day(2025, 1, 1)));
        await r.County.Do(new RemindRegisters(Day(2026, 3, 16)), Actor.System());
        Assert.Equal(Day(2026, 4, 1), Assert.Single(await Notices(r)).Due);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatIsNamedAndIsNoMore_IsFound(Engine engine)
    {
        await using var r = await Found(engine);
        var (powers, checks) = (Of("power-item"), Of("inspection-item"));
        var named = r.Body(powers);
        named["implementationCode"] = "6540-001";
        var power = await r.Do(powers, r.Adding(powers, named, Day(2025, 1, 1)));
        var body = r.Body(checks);
        body["power"] = "6540-001";
        await r.Do(checks, r.Adding(checks, body, Day(2025, 1, 1)));
        Assert.DoesNotContain(await Find(r, checks), f => f.Check == "引用失效");
        await r.To(powers, ChangeEffect.End, power, null, Day(2026, 2, 28));
        var finding = Assert.Single(await Find(r, checks), f => f.Check == "引用失效");
        Assert.Contains("6540-001", finding.Text, StringComparison.Ordinal);

        // And a twin by name
        var twin = r.Body(checks);
        twin["power"] = "6540-001";
        twin["name"] = (string)body["name"]! + "。";
        await r.Do(checks, r.Adding(checks, twin, Day(2025, 1, 1)));
        Assert.Single(await Find(r, checks), f => f.Check == "名称相近");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task OrganThatEnds_LeavesATaskThatListsItsItems(Engine engine)
    {
        await using var r = await Found(engine);
        var register = Of("enforcement-subject");
        await r.Add(register, 3, Day(2025, 1, 1));
        var ended = r.Organs.Find("县第3执法局")!.Value;
        await r.County.Do(
            new MergeOrgan(ended, r.County.Finance, Day(2026, 3, 1), "云编发〔2026〕1号"),
            Actor.System()
        );
        await r.County.Do(new RemindRegisters(Day(2026, 3, 16)), Actor.System());
        await r.County.Do(new RemindRegisters(Day(2026, 3, 17)), Actor.System());
        var notice = Assert.Single(await Notices(r));
        Assert.Equal(r.County.Justice, notice.OrganId);
        Assert.Contains("县第3执法局已不再存在", notice.Subject, StringComparison.Ordinal);
        Assert.Single(await Find(r, register), f => f.Check == "单位已不存在");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatIsLateToBePublic_IsCountedUntilItIs(Engine engine)
    {
        await using var r = await Found(engine);
        var register = Of("no-penalty");
        var item = await r.Add(register, 0, Day(2026, 3, 1));
        await using var db = r.County.Read();
        var due = await db.Set<PublicationDuty>()
            .Where(d => d.SubjectId == item)
            .Select(d => d.Due)
            .SingleAsync();
        Assert.Equal(0, await Booked(r, register.Unpublished!, due));
        Assert.Equal(1, await Booked(r, register.Unpublished!, due.AddDays(1)));
        r.County.Time.GoTo(due.AddDays(5));
        Assert.Single(await Find(r, register), f => f.Check == "超期未公开");
        await r.County.Do(new PublishOnPortal([item]), r.County.Coordinator);
        Assert.Equal(1, await Booked(r, register.Unpublished!, due.AddDays(4)));
        Assert.Equal(0, await Booked(r, register.Unpublished!, due.AddDays(5)));
        await r.Verify();
    }

    private static async Task<IReadOnlyList<RegisterFinding>> Find(Registering r, Register register)
    {
        await using var db = r.County.Read();
        return await RegisterFindings.Of(
            db,
            Scope.All(),
            RegisterDeclarationTests.Registry,
            register,
            await Fadu.Core.Ledgers.LedgerOrgans.Of(
                r.County.Services.GetRequiredService<Directories>()
            ),
            r.County.Time.Today()
        );
    }

    private static async Task<IReadOnlyList<InboxItem>> Notices(Registering r)
    {
        await using var db = r.County.Read();
        return await db.Set<InboxItem>()
            .Where(i =>
                i.SettledAt == null
                && i.Key.StartsWith("register-")
                && !i.Key.StartsWith("register-year:")
            )
            .ToListAsync();
    }

    private static async Task<long> Booked(Registering r, Figure figure, DateOnly day)
    {
        await using var db = r.County.Read();
        return await db.Set<ContributionLine>()
            .Where(c => c.Figure == figure.Code && c.Day <= day)
            .SumAsync(c => c.Amount);
    }
}
