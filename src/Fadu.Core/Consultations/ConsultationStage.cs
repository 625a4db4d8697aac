using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Law.Procedures;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Consultations;

/// <summary>
/// Says that a stage of a procedure asks the public, and what its steps know from the consultation: they are filled in with it, and done by who handles the matter. Declared by modules in
/// static fields, one for each stage.
/// </summary>
/// <param name="Procedure">The key of the procedure.</param>
/// <param name="Stage">The key of the stage.</param>
public sealed record ConsultationStage(string Procedure, string Stage, ConsultationSubject Subject)
{
    /// <summary>The step that puts on record that the draft is public.</summary>
    public required string OpenedBy { get; init; }

    /// <summary>Its input, once the consultation is public.</summary>
    public required Func<Consultation, object> Opened { get; init; }

    /// <summary>The step that puts on record that more time was given; empty where there is none.</summary>
    public string? ProlongedBy { get; init; }

    /// <summary>Its input, once more time was given.</summary>
    public Func<Consultation, object>? Prolonged { get; init; }

    /// <summary>The step that puts on record what became of the opinions.</summary>
    public required string ConcludedBy { get; init; }

    /// <summary>Its input, once every opinion has its answer.</summary>
    public required Func<
        Consultation,
        IReadOnlyList<AnsweredOpinions>,
        object
    > Concluded { get; init; }
}

/// <summary>Opinions that were answered together, with the ways by which they came, the most first.</summary>
public sealed record AnsweredOpinions(
    PublishedAnswer Answer,
    IReadOnlyList<(OpinionSource Source, int Count)> Sources
);

/// <summary>The stages that ask the public, as the loaded assemblies declare them.</summary>
public sealed class ConsultationStages(ModelAssemblies assemblies)
{
    private readonly ILookup<string, ConsultationStage> byProcedure = assemblies
        .Declared<ConsultationStage>()
        .ToLookup(s => s.Procedure, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IEnumerable<ConsultationStage> All => byProcedure.SelectMany(s => s);

    /// <summary>Those of a procedure.</summary>
    public IReadOnlyList<ConsultationStage> Of(string procedure) => [.. byProcedure[procedure]];

    /// <summary>
    /// What the newest consultation of a matter puts into the forms of its steps, by the keys of the steps.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> Inputs(
        FaduDb db,
        Scope scope,
        string procedure,
        IReadOnlyList<Consultation> ofMatter,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(ofMatter);
        var inputs = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var stage in Of(procedure))
        {
            if (
                ofMatter.FirstOrDefault(c =>
                    c.MatterStage == stage.Stage
                    && c.State is ConsultationState.Published or ConsultationState.Concluded
                )
                is not { } c
            )
            {
                continue;
            }
            inputs[stage.OpenedBy] = Json(stage.Opened(c));
            if (
                stage is { ProlongedBy: { } prolonged, Prolonged: { } told }
                && c.FirstClosesOn is not null
            )
            {
                inputs[prolonged] = Json(told(c));
            }
            if (c.State == ConsultationState.Concluded)
            {
                inputs[stage.ConcludedBy] = Json(
                    stage.Concluded(
                        c,
                        await ConsultationQueries
                            .Answered(db, scope, c.Id, cancellationToken)
                            .ConfigureAwait(false)
                    )
                );
            }
        }
        return inputs;

        static JsonObject Json(object input) =>
            JsonSerializer
                .SerializeToNode(input, input.GetType(), ProcedureJson.Options)!
                .AsObject();
    }
}

internal sealed class ConsultationSetup : ISetup
{
    public void Add(IServiceCollection services) => services.AddSingleton<ConsultationStages>();
}
