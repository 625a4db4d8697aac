using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Reports;

internal sealed class ReportsSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<ReportQueries>();
        services.AddSingleton<ReportChecks>();
        services.AddSingleton<ReportVerifier>();
    }
}
