using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Figures;

internal sealed class FiguresSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton(p => new FigureCatalogue(p.GetRequiredService<ModelAssemblies>()));
        services.AddSingleton<FigureQuery>();
        services.AddSingleton<FigureRelations>();
        services.AddSingleton<SubjectLinks>();
    }
}
