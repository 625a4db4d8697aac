using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Store;

/// <summary>Two processes on one database, of which one always has its next transaction ready, as an import beside the server.</summary>
public sealed class TurnTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhoeverWaits_ComesBeforeTheNextTransactionOfABusyProcess(Engine engine)
    {
        await using var county = await County.Found(
            engine,
            s => s.AddSingleton<Busy>().AddScoped<IHandler<Linger>, Busy.Handler>()
        );
        await using var other = county.AnotherProcess();
        var busy = other.GetRequiredService<Busy>();
        using var stop = new CancellationTokenSource();
        // what has been queued while a transaction lasts becomes the next one
        var sides = Enumerable
            .Range(0, 2)
            .Select(async _ =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await other
                        .GetRequiredService<Committer>()
                        .Commit(new Linger(), Actor.System());
                }
            })
            .ToList();
        try
        {
            for (var i = 0; i < 5; i++)
            {
                var before = await busy.Next();
                await county.Do(
                    new AddPerson($"人员{i}", county.Finance, null, $"turn{i}", []),
                    Actor.System()
                );
                // the one that is running, and one that had its turn already
                Assert.InRange(busy.Count - before, 0, 2);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(sides);
        }
    }

    [Fact]
    public async Task WhereThePlaceCannotBeOpened_ItIsDoneAllTheSame()
    {
        await using var county = await County.Found(Engine.Sqlite);
        await using var db = county.Read();
        var place = db.Database.GetDbConnection().DataSource + "-turn";
        File.Delete(place);
        Directory.CreateDirectory(place);
        try
        {
            Assert.True(
                (
                    await county.Do(
                        new AddPerson("人员", county.Finance, null, "noturn", []),
                        Actor.System()
                    )
                ).IsDone
            );
        }
        finally
        {
            Directory.Delete(place);
        }
    }

    private sealed record Linger : Command;

    private sealed class Busy
    {
        private int count;

        /// <summary>How many transactions have begun.</summary>
        public int Count => Volatile.Read(ref count);

        /// <summary>Waits until another one has begun.</summary>
        public async Task<int> Next()
        {
            var now = Count;
            while (Count == now)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
            return Count;
        }

        public sealed class Handler(Busy busy) : IHandler<Linger>
        {
            public async ValueTask<string?> Handle(
                Linger command,
                Work work,
                CancellationToken cancellationToken
            )
            {
                Interlocked.Increment(ref busy.count);
                await Task.Delay(40, TestContext.Current.CancellationToken);
                return null;
            }
        }
    }
}
