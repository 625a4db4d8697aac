using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Trail;

public sealed class CommitterTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Commit_WritesEntryAndProjectionTogether(Engine engine)
    {
        await using var county = await County.Found(engine);
        await using var db = county.Read();
        var organ = await db.Set<Organ>().SingleAsync(o => o.Key == "qsz");
        var entry = await db.Set<TrailEntry>()
            .SingleAsync(e => e.Stream == Organ.StreamOf(organ.Id));
        Assert.Equal(1, entry.Number);
        Assert.Equal("organ.founded", entry.Kind);
        Assert.Equal(TrailEntry.HashOf(entry.Text), entry.Hash);
        Assert.Contains("青石镇人民政府", entry.Text, StringComparison.Ordinal);
        Assert.Equal("青石镇", organ.ShortName);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Commit_SameCommandTwice_WritesOnceAndAnswersTheSame(Engine engine)
    {
        await using var county = await County.Found(engine);
        var command = new AddPerson("孙丽", county.Finance, "股长", "sunli", [Role.Clerk]);
        var first = await county.Do(command, Actor.System());
        var second = await county.Do(command, Actor.System());
        Assert.Equal(first.Value, second.Value);
        Assert.True(second.IsReplay);
        await using var db = county.Read();
        Assert.Equal(1, await db.Set<Person>().CountAsync(p => p.Name == "孙丽"));
        var refusal = await county.Refused(command with { Name = "孙力" }, Actor.System());
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Commit_ManyAtOnce_GivesGaplessOrderAndKeepsOthersWhenOneIsRefused(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(i =>
                    county.Committer.Commit(
                        new AddPerson(
                            i % 10 == 0 ? "" : $"人员{i}",
                            county.Finance,
                            null,
                            $"p{i}",
                            [Role.Clerk]
                        ),
                        Actor.System()
                    )
                )
        );
        Assert.Equal(20, results.Count(r => !r.IsDone));
        await using var db = county.Read();
        var seqs = await db.Set<TrailEntry>().OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync();
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(i => (long)i), seqs);
        Assert.Equal(180, await db.Set<Person>().CountAsync(p => p.Name.StartsWith("人员")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Save_OutsideOfCommit_Throws(Engine engine)
    {
        await using var county = await County.Found(engine);
        await using var db = county.Read();
        var organ = await db.Set<Organ>().AsTracking().FirstAsync();
        organ.Name = "改名";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Commit_WithoutCapability_IsRefusedWithWhatToDo(Engine engine)
    {
        await using var county = await County.Found(engine);
        var refusal = await county.Refused(
            new AddPerson("某人", county.Finance, null, "x", []),
            county.QingshiClerk
        );
        Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
        Assert.Contains("维护人员和账号", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Commit_WhoseStorageFails_LosesOnlyItselfAndNotItsNeighbours(Engine engine)
    {
        await using var county = await County.Found(
            engine,
            s => s.AddScoped<IHandler<BreakStorage>, BreakStorageHandler>()
        );
        Guid taken;
        await using (var db = county.Read())
        {
            taken = await db.Set<Person>().Select(p => p.Id).FirstAsync();
        }
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(async i =>
                {
                    try
                    {
                        Command command =
                            i % 20 == 7
                                ? new BreakStorage(taken, county.Finance)
                                : new AddPerson($"邻居{i}", county.Finance, null, $"n{i}", []);
                        return (await county.Committer.Commit(command, Actor.System())).IsDone;
                    }
                    catch (DbUpdateException)
                    {
                        return false;
                    }
                })
        );
        Assert.Equal(57, results.Count(r => r));
        await using var after = county.Read();
        Assert.Equal(57, await after.Set<Person>().CountAsync(p => p.Name.StartsWith("邻居")));
        var seqs = await after
            .Set<TrailEntry>()
            .OrderBy(e => e.Seq)
            .Select(e => e.Seq)
            .ToListAsync();
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(i => (long)i), seqs);
        Assert.False(await after.Set<TrailEntry>().AnyAsync(e => e.Stream == "broken"));
    }

    /// <summary>Says that a person who is there is added again, which no handler would do: the table refuses.</summary>
    private sealed record BreakStorage(Guid Person, Guid Organ) : Command;

    private sealed class BreakStorageHandler : IHandler<BreakStorage>
    {
        public async ValueTask<string?> Handle(
            BreakStorage command,
            Work work,
            CancellationToken cancellationToken
        )
        {
            await work.Append(
                "broken",
                new PersonAdded(command.Person, "又一个", command.Organ, null, null)
            );
            return null;
        }
    }
}
