using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Law.Procedures;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>A material of a matter and that of the named one as which it must read.</summary>
public sealed record SameText(
    ChildMatter Slot,
    Matter Other,
    MaterialState Theirs,
    MaterialState Ours
);

/// <summary>Texts that must read alike, such as a document's and that of the decision which it carries out.</summary>
internal static class SameTexts
{
    /// <summary>Those of which both are there, of named matters that may be seen.</summary>
    public static async Task<IReadOnlyList<SameText>> Of(
        FaduDb db,
        Scope scope,
        ProcedureRegistry procedures,
        Matter matter,
        CancellationToken cancellationToken
    )
    {
        var pairs = new List<SameText>();
        var slots = procedures
            .Get(matter.Procedure, matter.Edition)
            .Children.Where(c => c.SameText is not null)
            .ToList();
        if (slots.Count == 0)
        {
            return pairs;
        }
        var state = matter.ReadState();
        foreach (var slot in slots)
        {
            if (
                Guid.TryParse(state.Children.GetValueOrDefault(slot.Slot)?.Matter, out var named)
                && state.NewestOf(slot.SameText!) is { } ours
                && await MatterQueries.Find(db, scope, named, cancellationToken) is { } other
                && other.ReadState().NewestOf(slot.SameText!) is { } theirs
            )
            {
                pairs.Add(new SameText(slot, other, theirs, ours));
            }
        }
        return pairs;
    }
}
