using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Trail;

/// <summary>
/// Keeps tables that are derived from the trail. Applied in the same transaction as the entry, and again, in order, by <c>rebuild</c>: so it may look only at the
/// event, the entry and its own tables, never at the clock, accounts or files.
/// </summary>
public interface IProjection
{
    /// <summary>The tables that only this projection writes. <c>rebuild</c> empties them; <c>verify</c> compares them.</summary>
    IReadOnlyList<Type> Tables { get; }
}

/// <summary>Says what one kind of event means for the projection's tables.</summary>
public interface IProject<in TEvent> : IProjection
    where TEvent : ITrailEvent
{
    /// <summary>Changes tracked entities; the committer saves.</summary>
    ValueTask Apply(TEvent data, TrailEntry entry, FaduDb db);
}

/// <summary>Runs the projections of an event.</summary>
public sealed class Projector
{
    private readonly Dictionary<
        Type,
        List<Func<ITrailEvent, TrailEntry, FaduDb, ValueTask>>
    > byEvent = [];

    /// <summary>All projections, in the order in which they run.</summary>
    public IReadOnlyList<IProjection> All { get; }

    public Projector(ModelAssemblies assemblies, IServiceProvider services)
    {
        All =
        [
            .. assemblies
                .All.SelectMany(a => a.GetTypes())
                .Where(t => !t.IsAbstract && typeof(IProjection).IsAssignableFrom(t))
                .OrderBy(t => t.FullName, StringComparer.Ordinal)
                .Select(t => (IProjection)ActivatorUtilities.CreateInstance(services, t)),
        ];
        foreach (var projection in All)
        {
            foreach (
                var face in projection
                    .GetType()
                    .GetInterfaces()
                    .Where(i =>
                        i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IProject<>)
                    )
            )
            {
                var type = face.GetGenericArguments()[0];
                var adapter = typeof(Projector)
                    .GetMethod(nameof(Adapt), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(type);
                if (!byEvent.TryGetValue(type, out var list))
                {
                    byEvent[type] = list = [];
                }
                list.Add(
                    (Func<ITrailEvent, TrailEntry, FaduDb, ValueTask>)
                        adapter.Invoke(null, [projection])!
                );
            }
        }
    }

    /// <summary>Applies one event to every projection that listens to it.</summary>
    public async ValueTask Apply(ITrailEvent data, TrailEntry entry, FaduDb db)
    {
        if (byEvent.TryGetValue(data.GetType(), out var list))
        {
            foreach (var apply in list)
            {
                await apply(data, entry, db).ConfigureAwait(false);
            }
        }
    }

    private static Func<ITrailEvent, TrailEntry, FaduDb, ValueTask> Adapt<TEvent>(
        IProject<TEvent> projection
    )
        where TEvent : ITrailEvent =>
        (data, entry, db) => projection.Apply((TEvent)data, entry, db);
}
