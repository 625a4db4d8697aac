using System.Collections.Frozen;
using Fadu.Core.People;
using Fadu.Law.Procedures;

namespace Fadu.Core.Matters;

/// <summary>
/// Which parts of a procedure somebody may play: by what he is in this system, for which organ he acts, and on which side of the matter that organ stands. Acting for another (代) gives the other's parts.
/// </summary>
internal static class MatterParts
{
    private static readonly Role[] Anybody =
    [
        Role.Handler,
        Role.Reviewer,
        Role.Clerk,
        Role.UnitHead,
        Role.Coordinator,
        Role.Leader,
    ];
    private static readonly Role[] Handlers =
    [
        Role.Handler,
        Role.Reviewer,
        Role.Clerk,
        Role.UnitHead,
        Role.Coordinator,
    ];
    private static readonly Role[] Reviewers =
    [
        Role.Reviewer,
        Role.Handler,
        Role.UnitHead,
        Role.Coordinator,
    ];
    private static readonly Role[] Heads = [Role.UnitHead, Role.Leader];

    private static readonly FrozenDictionary<string, Role[]> Who = new Dictionary<string, Role[]>(
        StringComparer.Ordinal
    )
    {
        [ProcedureRoles.Handler.Key] = Handlers,
        [ProcedureRoles.Officer.Key] = Handlers,
        [ProcedureRoles.Archivist.Key] = Handlers,
        [ProcedureRoles.UnitHead.Key] = Heads,
        [ProcedureRoles.OrganHead.Key] = Heads,
        [ProcedureRoles.ReviewHead.Key] = Heads,
        [ProcedureRoles.Sender.Key] = Handlers,
        [ProcedureRoles.SenderHead.Key] = Heads,
        [ProcedureRoles.Reviewer.Key] = Reviewers,
        [ProcedureRoles.MarketReviewer.Key] = Reviewers,
        [ProcedureRoles.LegalAuditor.Key] = Reviewers,
        [ProcedureRoles.Chair.Key] = Reviewers,
        [ProcedureRoles.Supervisor.Key] = Reviewers,
        [ProcedureRoles.Counsel.Key] = [Role.LegalCounsel],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The system roles that may play a part.</summary>
    public static IReadOnlyList<Role> RolesFor(ProcedureRole part) =>
        Who.GetValueOrDefault(part.Key, Anybody);

    /// <summary>Whether a part is a head's.</summary>
    public static bool IsHead(ProcedureRole part) => ReferenceEquals(RolesFor(part), Heads);

    /// <summary>The parts of somebody in a matter.</summary>
    /// <param name="invited">The other organs, with the key of the part that each plays.</param>
    public static Acting Of(
        Actor actor,
        Procedure procedure,
        Guid owner,
        Guid sender,
        IReadOnlyCollection<(Guid Organ, string Role)> invited
    )
    {
        var all = procedure
            .Actions.SelectMany(a => a.By)
            .Concat(procedure.Materials.SelectMany(m => m.ProvidedBy))
            .Concat(procedure.OpenedBy)
            .ToHashSet();
        if (actor.IsSystem)
        {
            all.Add(ProcedureRoles.System);
            return new Acting(null, all) { Organ = actor.Organ };
        }
        all.RemoveWhere(part => !May(part));
        return new Acting(actor.Person?.ToString(), all) { Organ = actor.Organ };

        bool May(ProcedureRole part)
        {
            var (ours, theirs) = (actor.Organ == owner, actor.Organ == sender);
            bool Is(IReadOnlyList<Role> roles) => roles.Any(actor.Roles.Contains);
            return part.Side switch
            {
                Side.Owner => ours && Is(RolesFor(part)),
                Side.Sender => theirs && Is(RolesFor(part)),
                // What came in on paper is entered by who keeps the file.
                Side.Outside => ours && Is(Handlers),
                Side.Other => invited.Any(i => i.Role == part.Key)
                    ? invited.Any(i => i.Role == part.Key && i.Organ == actor.Organ)
                        && Is(RolesFor(part))
                    : ours && (Is(RolesFor(part)) || Is(Handlers)),
                _ => false,
            };
        }
    }

    /// <summary>The organs that have to do the next step.</summary>
    public static IReadOnlyList<Guid> Asked(
        IReadOnlyList<NextStep> steps,
        Guid owner,
        Guid sender,
        IReadOnlyCollection<(Guid Organ, string Role)> invited
    ) =>
        [
            .. steps
                .SelectMany(s => s.Roles)
                .SelectMany(part =>
                    part.Side switch
                    {
                        Side.Sender => [sender],
                        Side.Other when invited.Any(i => i.Role == part.Key) => invited
                            .Where(i => i.Role == part.Key)
                            .Select(i => i.Organ),
                        _ => (IEnumerable<Guid>)[owner],
                    }
                )
                .Distinct(),
        ];
}
