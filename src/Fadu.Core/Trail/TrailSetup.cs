using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Trail;

internal sealed class TrailSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<Sealer>();
        services.AddSingleton<Rebuilder>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<Backups>();
    }
}
