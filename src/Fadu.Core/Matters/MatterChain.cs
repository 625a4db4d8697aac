using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

/// <summary>One who did something in a matter or in one that it opened or named.</summary>
/// <param name="On">The day on which it counts.</param>
/// <param name="Procedure">The procedure, where it is another than that of the matter itself.</param>
/// <param name="Stage">Its stage; of the whole procedure: empty.</param>
/// <param name="Who">The person, and for whom he acted.</param>
/// <param name="Post">The post that the person holds by the directory.</param>
/// <param name="Organ">The organ in whose hands the matter was.</param>
/// <param name="Said">What was filled in: conclusions, opinions, who spoke how.</param>
public sealed record ChainLine(
    DateOnly On,
    Guid Matter,
    string? Procedure,
    string Stage,
    string Step,
    string Who,
    string? Post,
    string Organ,
    IReadOnlyList<(string Title, string Text)> Said
);

/// <summary>责任链: who did what in a matter and in those that it opened or named, told from their trail alone; nobody writes it.</summary>
public static class MatterChain
{
    private const int Deepest = 4;

    /// <summary>Oldest first; null where the matter may not be seen. Of related matters only those that the scope may see.</summary>
    public static async Task<IReadOnlyList<ChainLine>?> Read(
        FaduDb db,
        Scope scope,
        Guid id,
        ProcedureRegistry procedures,
        EventRegistry registry,
        Directories directories,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(procedures);
        if (
            await MatterQueries.Find(db, scope, id, cancellationToken).ConfigureAwait(false)
            is not { } root
        )
        {
            return null;
        }
        var family = new Dictionary<Guid, Matter> { [id] = root };
        var from = new List<Matter> { root };
        for (var depth = 0; depth < Deepest && from.Count > 0; depth++)
        {
            from =
            [
                .. (
                    await MatterQueries
                        .Related(db, scope, from, cancellationToken)
                        .ConfigureAwait(false)
                ).Where(m => family.TryAdd(m.Id, m)),
            ];
        }
        var people = await directories
            .People(scope.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var organs = await LedgerOrgans
            .Of(directories, scope.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var streams = family.Keys.ToDictionary(Matter.StreamOf, StringComparer.Ordinal);
        var entries = await db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == scope.Tenant && streams.Keys.Contains(e.Stream))
            .OrderBy(e => e.LegalDate)
            .ThenBy(e => e.Seq)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var lines = new List<ChainLine>();
        foreach (var entry in entries)
        {
            if (entry.Read(registry) is not IMatterMoved moved || entry.Actor is null)
            {
                continue;
            }
            var matter = family[streams[entry.Stream]];
            var procedure = procedures.Get(matter.Procedure, matter.Edition);
            foreach (var acted in moved.Effects.OfType<Acted>())
            {
                var action = procedure.FindAction(acted.Action);
                Add(
                    action?.Stage is { } s ? procedure.FindStage(s)?.Name ?? s : "",
                    action?.Name ?? acted.Action,
                    action?.InputType is { } type
                        ? RecordForm.Of(type).Show(acted.Inputs, organs)
                        : []
                );
            }
            if (moved is MatterFiled)
            {
                Add("", "立案", []);
            }

            void Add(string stage, string step, IReadOnlyList<(string Title, string Text)> said) =>
                lines.Add(
                    new(
                        entry.LegalDate,
                        matter.Id,
                        matter.Id == id ? null : procedure.Name,
                        stage,
                        step,
                        entry.ActsFor is { } principal
                            ? $"{people.NameOf(entry.Actor)}（代 {people.NameOf(principal)}）"
                            : people.NameOf(entry.Actor),
                        people.Get(entry.Actor)?.Post,
                        people.Get(entry.Actor) is { } person
                            ? organs.NameOf(person.OrganId)
                            : organs.NameOf(matter.OrganId),
                        said
                    )
                );
        }
        return lines;
    }
}
