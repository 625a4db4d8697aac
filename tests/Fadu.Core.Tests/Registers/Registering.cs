using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Registers;

/// <summary>A county with heads who approve, and short ways to change items.</summary>
internal sealed class Registering : IAsyncDisposable
{
    private Registering(County county, LedgerOrgans organs, Actor head)
    {
        County = county;
        Organs = organs;
        Head = head;
    }

    public County County { get; }

    public LedgerOrgans Organs { get; }

    /// <summary>高峰, head of 县司法局.</summary>
    public Actor Head { get; }

    public static async Task<Registering> Found(Engine engine)
    {
        var county = await County.Found(engine);
        var id = (
            await county.Do(
                new AddPerson("高峰", county.Justice, null, "gaofeng", [Role.UnitHead]),
                Actor.System()
            )
        ).Id;
        for (var i = 0; i < 10; i++)
        {
            await county.Do(
                new FoundOrgan(
                    $"zf{i}",
                    $"云岭县第{i}执法局",
                    $"县第{i}执法局",
                    [],
                    OrganKind.Department,
                    Level.County,
                    county.Government,
                    10 + i,
                    Day(2019, 3, 1)
                ),
                Actor.System()
            );
        }
        return new Registering(
            county,
            await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>()),
            new Actor(
                1,
                id,
                county.Justice,
                "高峰",
                "县司法局",
                new HashSet<Role> { Role.UnitHead }
            )
        );
    }

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    public JsonObject Body(Register register, int i = 0) =>
        RegisterSamples.Body(register, i, County.Justice, Organs);

    /// <summary>Drafts a change by the coordinator.</summary>
    public async Task<Guid> Draft(Register register, NewChange change) =>
        (await County.Do(Command(register, change), County.Coordinator)).Id;

    public static DraftChanges Command(Register register, params NewChange[] changes) =>
        new(register.Key, changes) { Basis = "云政发〔2026〕1号", Reason = "按县政府决定" };

    /// <summary>All who must agree do so.</summary>
    public async Task Approve(Guid change)
    {
        await County.Do(new ApproveChanges([change]), Head);
        await using var db = County.Read();
        if ((await Change(change)).State == ChangeState.Pending)
        {
            await County.Do(new ApproveChanges([change]), County.Leader);
        }
        Assert.Equal(ChangeState.Approved, (await Change(change)).State);
    }

    /// <summary>Drafts and approves; the answer is the item.</summary>
    public async Task<Guid> Do(Register register, NewChange change)
    {
        var id = await Draft(register, change);
        await Approve(id);
        return (await Change(id)).ItemId;
    }

    /// <summary>The same done to the items of many registers: each drafts its own, all are agreed to together. The answers are the items, by register.</summary>
    public async Task<ILookup<string, Guid>> DoAll(
        IEnumerable<(Register Register, IReadOnlyList<NewChange> Changes)> drafts
    )
    {
        var before = await LastSeq();
        foreach (var (register, changes) in drafts)
        {
            await County.Do(Command(register, [.. changes]), County.Coordinator);
        }
        await using var db = County.Read();
        var all = await db.Set<RegisterChange>().Where(c => c.Seq > before).ToListAsync();
        await County.Do(new ApproveChanges([.. all.Select(c => c.Id)]), Head);
        var asked = await db.Set<RegisterChange>()
            .Where(c => c.Seq > before && c.State == ChangeState.Pending)
            .Select(c => c.Id)
            .ToListAsync();
        if (asked.Count > 0)
        {
            await County.Do(new ApproveChanges(asked), County.Leader);
        }
        Assert.False(
            await db.Set<RegisterChange>()
                .AnyAsync(c => c.Seq > before && c.State != ChangeState.Approved)
        );
        return all.OrderBy(c => c.Seq).ToLookup(c => c.Register, c => c.ItemId);
    }

    /// <summary>A change of an item by the first kind of an effect.</summary>
    public NewChange By(
        Register register,
        ChangeEffect effect,
        Guid item,
        DateOnly? from = null,
        DateOnly? until = null,
        JsonObject? body = null
    ) =>
        new(register.Kind(effect).Key, item, body, from, until)
        {
            Inputs = RegisterSamples.Inputs(register.Kind(effect), Organs),
        };

    public Task<Guid> Add(Register register, int i, DateOnly from, DateOnly? until = null) =>
        Do(register, Adding(register, Body(register, i), from, until));

    /// <summary>A new item; with a last day where its register asks for one.</summary>
    public NewChange Adding(
        Register register,
        JsonObject body,
        DateOnly from,
        DateOnly? until = null
    ) =>
        new(
            register.Kind(ChangeEffect.Add).Key,
            null,
            body,
            from,
            until ?? (register.EndText is null ? null : Day(2030, 12, 31))
        )
        {
            Inputs = RegisterSamples.Inputs(register.Kind(ChangeEffect.Add), Organs),
        };

    public async Task<Guid> To(
        Register register,
        ChangeEffect effect,
        Guid item,
        DateOnly? from = null,
        DateOnly? until = null,
        JsonObject? body = null,
        Guid? into = null
    ) =>
        await Do(
            register,
            new NewChange(register.Kind(effect).Key, item, body, from, until)
            {
                Into = into,
                Inputs = RegisterSamples.Inputs(register.Kind(effect), Organs),
            }
        );

    public async Task<RegisterChange> Change(Guid id)
    {
        await using var db = County.Read();
        return await db.Set<RegisterChange>().SingleAsync(c => c.Id == id);
    }

    /// <summary>How an item stands on a day, as known at an entry.</summary>
    public async Task<RegisterVersion?> On(
        Register register,
        Guid item,
        DateOnly day,
        long? known = null,
        Standing? state = null
    )
    {
        await using var db = County.Read();
        return await RegisterQueries
            .Items(
                db,
                Scope.All(),
                register,
                new RegisterFilter
                {
                    Day = day,
                    Known = known,
                    State = state,
                }
            )
            .SingleOrDefaultAsync(v => v.ItemId == item);
    }

    public async Task<long> LastSeq()
    {
        await using var db = County.Read();
        return await db.Set<TrailEntry>().MaxAsync(e => e.Seq);
    }

    /// <summary>Rebuilt from the trail, every table is the same.</summary>
    public async Task Verify()
    {
        var finding = await County
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}"));
        Assert.Null(finding.Problem);
    }

    public ValueTask DisposeAsync() => County.DisposeAsync();
}
