using Fadu.Core.Figures;
using Fadu.Core.Trail;
using Fadu.Modules;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Figures;

/// <summary>Figures of the tests' own, fed by an event of the tests' own, so that the block is tested without any module.</summary>
public static class ProbeFigures
{
    public static readonly Figure Events = new(
        "ProbeEvents",
        "试验.场次",
        "场次",
        Fold.Count,
        "按举办日计的场次。"
    )
    {
        Dimensions = ["场所"],
        Section = "A8",
    };
    public static readonly Figure People = new(
        "ProbePeople",
        "试验.受众",
        "人次",
        Fold.Sum,
        "按举办日计的人次。"
    )
    {
        Dimensions = ["场所"],
        Section = "A8",
    };
    public static readonly Figure Places = new(
        "ProbePlaces",
        "试验.学校",
        "所",
        Fold.Distinct,
        "不同学校的个数。"
    )
    {
        Section = "A8",
    };
    public static readonly Figure Open = new(
        "ProbeOpen",
        "试验.未结",
        "件",
        Fold.AsOf,
        "当日终了时未结的件数。"
    );
    public static readonly Figure Rate = new(
        "ProbeRate",
        "试验.人均",
        "%",
        Fold.Ratio,
        "场次除以人次。"
    )
    {
        Numerator = Events,
        Denominator = People,
        WhenEmpty = "无人参加",
        Section = "A8",
    };
}

/// <summary>From here on the record counts this.</summary>
[TrailEvent("probe.counted", "试验计数")]
public sealed record ProbeCounted(Guid Subject, bool IsNew, IReadOnlyList<Contribution> Counts)
    : ITrailEvent;

public sealed record CountProbe(IReadOnlyList<ProbeCounted> Records) : Command;

internal sealed class CountProbeHandler : IHandler<CountProbe>
{
    public async ValueTask<string?> Handle(
        CountProbe command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        foreach (var record in command.Records)
        {
            await work.Append($"probe:{record.Subject}", record);
        }
        return null;
    }
}

internal sealed class ProbeProjection : IProject<ProbeCounted>
{
    public IReadOnlyList<Type> Tables => [];

    public ValueTask Apply(ProbeCounted data, TrailEntry entry, FaduDb db) =>
        ContributionBook.Book(db, entry, "probe", data.Subject, data.Counts, data.IsNew);
}

/// <summary>The county with the tests' events and figures.</summary>
internal static class ProbeCounty
{
    public static Task<County> Found(Engine engine) =>
        County.Found(
            engine,
            services =>
            {
                var assemblies = new ModelAssemblies([
                    typeof(CoreAssembly).Assembly,
                    typeof(ModulesAssembly).Assembly,
                    typeof(ProbeCounty).Assembly,
                ]);
                services.AddSingleton(assemblies);
                services.AddSingleton(new EventRegistry(assemblies.All));
                services.AddScoped<IHandler<CountProbe>, CountProbeHandler>();
            }
        );

    public static FigureQuery Figures(this County county) =>
        county.Services.GetRequiredService<FigureQuery>();

    public static Contribution Event(Guid organ, DateOnly day, string place = "") =>
        new("ProbeEvents", organ, day, 1, place.Length == 0 ? "" : $"场所={place}");
}
