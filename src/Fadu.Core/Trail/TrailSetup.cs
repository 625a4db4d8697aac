using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fadu.Core.Trail;

internal sealed class TrailSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<Sealer>();
        services.TryAddSingleton(SealSchedule.Default);
        services.AddSingleton<NightlySeals>();
        services.AddHostedService(p => p.GetRequiredService<NightlySeals>());
        services.AddSingleton<Rebuilder>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<Backups>();
    }
}
