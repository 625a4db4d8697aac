using System.Collections.Concurrent;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Command = Fadu.Core.Trail.Command;

namespace Fadu.Cli.Sample;

/// <summary>
/// What the loader works with: services of its own whose clock it moves, the people by login, the organs by key, and the calendar of what is to happen on which
/// day. Everything that it changes goes through <see cref="Do"/>.
/// </summary>
internal sealed class SampleStage : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly ConcurrentDictionary<string, Guid> organs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Guid> people = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Actor> actors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<DateOnly, List<(bool Alone, Func<Task> Act)>> acts = [];
    private readonly Committer committer;
    private int done;

    public SampleStage(FaduOptions options, DateOnly start, DateOnly until)
    {
        Clock = new SampleClock(start);
        Until = until;
        var collection = new ServiceCollection();
        collection.AddLogging(l =>
            l.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Error)
        );
        collection.AddSingleton<TimeProvider>(Clock);
        WebHost.AddStorage(collection, options);
        WebHost.AddAccounts(collection);
        services = collection.BuildServiceProvider();
        committer = services.GetRequiredService<Committer>();
    }

    public SampleClock Clock { get; }

    /// <summary>The last day on which something is entered.</summary>
    public DateOnly Until { get; }

    public IServiceProvider Services => services;

    /// <summary>Commands done so far.</summary>
    public int Done => done;

    /// <summary>The organ of a key of organs.tsv.</summary>
    public Guid Organ(string key) => organs[key];

    /// <summary>Whether the organ has been founded by now.</summary>
    public bool HasOrgan(string key) => organs.ContainsKey(key);

    public void Know(string key, Guid organ) => organs[key] = organ;

    /// <summary>The person of a login.</summary>
    public Guid Person(string login) => people[login];

    public void KnowPerson(string login, Guid person) => people[login] = person;

    /// <summary>Somebody as he may act on the day of the clock.</summary>
    public async ValueTask<Actor> As(string login)
    {
        if (!actors.TryGetValue(login, out var actor))
        {
            actor =
                await services.GetRequiredService<ActorResolver>().ResolvePerson(people[login])
                ?? throw new InvalidOperationException($"样例人员 {login} 不在职。");
            actors[login] = actor;
        }
        return actor;
    }

    /// <summary>Organs or roles have changed: who may act is asked anew.</summary>
    public void ForgetActors() => actors.Clear();

    /// <summary>Does a command, or stops the load with the refusal.</summary>
    public async Task<CommitResult> Do(Command command, Actor actor)
    {
        var result = await committer.Commit(command, actor);
        if (!result.IsDone)
        {
            var details = string.Join(" ", result.Refusal.Details.Take(5));
            throw new InvalidOperationException(
                $"样例县没有装成：{Clock.Day:yyyy-MM-dd} {actor.Name} {command.GetType().Name}：{result.Refusal.Message}{details}"
            );
        }
        Interlocked.Increment(ref done);
        return result;
    }

    /// <summary>Does a command as the person of a login.</summary>
    public async Task<CommitResult> Do(Command command, string login) =>
        await Do(command, await As(login));

    /// <summary>A context to look things up with; dispose it.</summary>
    public Task<FaduDb> Read() =>
        services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContextAsync();

    /// <summary>Hands in a file for somebody's organ and gives its hash.</summary>
    public async Task<string> Keep(byte[] content, string name, Actor actor)
    {
        var kept = await services
            .GetRequiredService<FileStore>()
            .Take(new MemoryStream(content), name);
        await Do(new KeepFile(kept), actor);
        return kept.Hash;
    }

    /// <summary>Plans something for a day: it waits for what was planned before it for that day, and what comes after waits for it.</summary>
    public void On(DateOnly day, Func<Task> act) => Add(day, true, act);

    /// <summary>Plans something for a day that need not wait for its neighbours: such acts are committed together.</summary>
    public void Beside(DateOnly day, Func<Task> act) => Add(day, false, act);

    private void Add(DateOnly day, bool alone, Func<Task> act)
    {
        if (day > Until)
        {
            return;
        }
        if (!acts.TryGetValue(day, out var list))
        {
            acts[day] = list = [];
        }
        list.Add((alone, act));
    }

    /// <summary>Lives through the calendar. An act may plan further ones for the same day or a later one.</summary>
    public async Task Run(Action<DateOnly> eachDay, CancellationToken cancellationToken)
    {
        while (acts.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (day, list) = acts.First();
            acts.Remove(day);
            if (day < Clock.Day)
            {
                throw new InvalidOperationException($"样例县的安排倒退了：{day:yyyy-MM-dd}。");
            }
            Clock.GoTo(day);
            eachDay(day);
            var together = new List<Task>();
            foreach (var (alone, act) in list)
            {
                if (alone)
                {
                    await Together();
                    await act();
                }
                else
                {
                    together.Add(act());
                }
            }
            await Together();

            async Task Together()
            {
                await Task.WhenAll(together);
                together.Clear();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await committer.DisposeAsync();
        await services.DisposeAsync();
    }
}
