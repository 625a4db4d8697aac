using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Search;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench;

/// <summary>Finds words in everything that somebody may see: laws, matters, documents, registers, ledgers, tasks, published pages.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class SearchModel(
    FaduDb db,
    LedgerRegistry ledgers,
    RegisterRegistry registers,
    ProcedureRegistry procedures
) : FaduPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    /// <summary>Only what is in force today.</summary>
    [BindProperty(SupportsGet = true, Name = "now")]
    public bool OnlyInForce { get; set; }

    [BindProperty(SupportsGet = true, Name = Links.After)]
    public string? After { get; set; }

    /// <summary>What is looked for, as the box shows it again.</summary>
    public string Q { get; private set; } = "";

    /// <summary>Why it cannot be looked for.</summary>
    public string? Problem { get; private set; }

    public SearchPage Found { get; private set; } = new([], null);

    /// <summary>The kinds that this user may look at.</summary>
    public IReadOnlyList<(string Kind, string Name)> Kinds =>
        [.. SearchKinds.All.Where(k => Needed(k.Kind) is not { } needed || Me.Can(needed))];

    /// <summary>The finer kinds of the kind that is chosen.</summary>
    public IReadOnlyList<(string Level, string Name)> Levels =>
        Kind switch
        {
            SearchKinds.Law => [.. LawLevels.All.Select(l => (l, l))],
            SearchKinds.Ledger => [.. ledgers.All.Select(l => (l.Key, l.Title))],
            SearchKinds.Register => [.. registers.All.Select(r => (r.Key, r.Title))],
            SearchKinds.Matter or SearchKinds.Document =>
            [
                .. procedures.All.Select(p => (p.Key, p.Name)),
            ],
            _ => [],
        };

    /// <summary>Kind and finer kind of a hit, as its tag says it.</summary>
    public string KindOf(SearchHit hit) =>
        hit.Kind switch
        {
            SearchKinds.Ledger => ledgers.All.FirstOrDefault(l => l.Key == hit.Level)?.Title,
            SearchKinds.Register => registers.All.FirstOrDefault(r => r.Key == hit.Level)?.Title,
            SearchKinds.Matter => procedures.Find(hit.Level ?? "")?.Name,
            SearchKinds.Law => hit.Level,
            _ => null,
        }
            is { Length: > 0 } finer
            ? $"{SearchKinds.NameOf(hit.Kind)} · {finer}"
            : SearchKinds.NameOf(hit.Kind);

    /// <summary>What must be said about its being in force: nothing where it is.</summary>
    public string? StateOf(SearchHit hit) =>
        hit.InForceTo < Today ? "已失效"
        : hit.InForceFrom > Today ? "尚未生效"
        : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = (Asked ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (Q.Length == 0)
        {
            // blanks alone are bound as nothing
            Problem = Request.Query["q"].ToString().Length > 0 ? SearchQuery.Problem(Q) : null;
            return;
        }
        Problem = SearchQuery.Problem(Q);
        if (Problem is not null)
        {
            Q = Q.Length > SearchQuery.LongestPhrase ? Q[..SearchQuery.LongestPhrase] : Q;
            return;
        }
        if (Kinds.All(k => k.Kind != Kind))
        {
            Kind = null;
        }
        if (Levels.All(l => l.Level != Level))
        {
            Level = null;
        }
        Found = await SearchQuery.Page(
            db,
            Scope,
            Q,
            new SearchFilter
            {
                Kinds =
                    Kind is { } one ? [one]
                    : Kinds.Count == SearchKinds.All.Count ? null
                    : [.. Kinds.Select(k => k.Kind)],
                Level = Level,
                InForceOn = OnlyInForce ? Today : null,
            },
            After,
            cancellationToken
        );
    }

    private static Capability? Needed(string kind) =>
        kind switch
        {
            SearchKinds.Matter or SearchKinds.Document => Capability.ViewMatters,
            SearchKinds.Register => Capability.ViewRegisters,
            SearchKinds.Ledger => Capability.ViewLedgers,
            SearchKinds.Item => Capability.ViewPlans,
            _ => null,
        };
}
