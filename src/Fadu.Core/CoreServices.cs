using System.Reflection;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fadu.Core;

/// <summary>A part of the product that brings services of its own; found by scanning, so that no list must be kept.</summary>
public interface ISetup
{
    /// <summary>Adds services.</summary>
    void Add(IServiceCollection services);
}

/// <summary>Puts Core together. A store (SQLite or PostgreSQL) adds the context factory and the write lane.</summary>
public static class CoreServices
{
    /// <summary>Adds everything that does not depend on the engine.</summary>
    /// <param name="modules">Further assemblies with events, handlers, projections and declarations.</param>
    public static IServiceCollection AddFaduCore(
        this IServiceCollection services,
        params Assembly[] modules
    )
    {
        Assembly[] all =
        [
            typeof(CoreServices).Assembly,
            .. modules.Where(m => m != typeof(CoreServices).Assembly).Distinct(),
        ];
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton(new ModelAssemblies(all));
        services.AddSingleton(new EventRegistry(all));
        services.AddSingleton<Projector>();
        services.AddSingleton<Committer>();
        // Pages and queries read through this one: never tracked, never saved.
        services.AddScoped(p =>
        {
            var db = p.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return db;
        });
        foreach (
            var type in all.SelectMany(a => a.GetTypes())
                .Where(t => t is { IsAbstract: false, IsInterface: false })
        )
        {
            foreach (
                var face in type.GetInterfaces()
                    .Where(i =>
                        i.IsGenericType
                        && (
                            i.GetGenericTypeDefinition() == typeof(IHandler<>)
                            || i.GetGenericTypeDefinition() == typeof(IForesee<>)
                            || i.GetGenericTypeDefinition() == typeof(IUndo<>)
                        )
                    )
            )
            {
                services.AddScoped(face, type);
            }
            if (typeof(IOpenWork).IsAssignableFrom(type))
            {
                services.AddSingleton(typeof(IOpenWork), type);
            }
            if (typeof(ISetup).IsAssignableFrom(type))
            {
                ((ISetup)Activator.CreateInstance(type)!).Add(services);
            }
        }
        return services;
    }
}
