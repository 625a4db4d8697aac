using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Publications;

/// <summary>What a record says to the public beside its fields.</summary>
public sealed record PortalFacts
{
    public string? Number { get; init; }

    /// <summary>The organs that made it, in words; the keeper where nothing is said.</summary>
    public string? Organ { get; init; }

    public DateOnly? Day { get; init; }
    public string? Facet { get; init; }
    public IReadOnlyList<PublishedRelation> Relations { get; init; } = [];
}

/// <summary>How a register is made public: the list of the portal, the fields that are shown, where, within which time and by which article.</summary>
public sealed record PortalView
{
    /// <summary>The list: in addresses, lower case with hyphens.</summary>
    public required string Section { get; init; }

    /// <summary>What the list is, for those who read it.</summary>
    public required string Intro { get; init; }

    /// <summary>The fields that are shown, by JSON name.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>By what the list is split.</summary>
    public string? FacetTitle { get; init; }

    /// <summary>The field that is the text itself.</summary>
    public string? Text { get; init; }

    /// <summary>The field of an ending that says by what it ended.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Whether its lines say something once and for all, such as what a clean-up concluded, and are not themselves in force from one day to another.</summary>
    public bool IsTimeless { get; init; }

    /// <summary>How what ran out may be called, the default first: provincial rules differ, so that the county settles it. None where nothing is to settle.</summary>
    public IReadOnlyList<string> ExpiredWords { get; init; } = [];

    /// <summary>Where its things stand, shown as it is now beside what was published; nobody publishes anew what moves every week.</summary>
    public PortalStanding? Live { get; init; }

    /// <summary>Where it is owed.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [Publication.Portal];

    /// <summary>Counted from the decision; with its article.</summary>
    public required TimeLimit Within { get; init; }

    /// <summary>What a record says.</summary>
    internal Func<JsonObject, LedgerOrgans, PortalFacts> Facts { get; init; } = null!;
}

/// <summary>What of a list is not frozen (docs/adr/0010).</summary>
/// <param name="Field">The field that says where an item stands, by JSON name; its value now, with its day.</param>
/// <param name="Procedure">The procedure whose matters name an item in their slot G1: what they ask the public about is linked.</param>
public sealed record PortalStanding(string Field, string Procedure);

/// <summary>Where something stands.</summary>
/// <param name="Title">The name of the field.</param>
/// <param name="Since">The day since which it stands so.</param>
/// <param name="Consultations">What the public was asked about it, the newest first.</param>
public sealed record StandsNow(
    string Title,
    string? Text,
    DateOnly Since,
    IReadOnlyList<Publication> Consultations
)
{
    /// <summary>What is said of it.</summary>
    public string Word => Text ?? "尚未启动";
}

/// <summary>One list of the portal.</summary>
/// <param name="Register">The register that it shows; empty for what is written for the portal itself.</param>
public sealed record PortalSection(string Key, string Title, string Intro, Register? Register)
{
    /// <summary>The value by which it is split.</summary>
    public string? FacetTitle => Register?.Portal!.FacetTitle;

    /// <summary>Whether its lines are in force from one day to another.</summary>
    public bool HasValidity => Register is { Portal: { IsTimeless: false, Live: null } };

    /// <summary>Whether it may be asked for as it was on another day: what is in force, and lists whose things are listed for a time and move on (<see cref="PortalView.Live"/>).</summary>
    public bool HasDays => Register is { Portal.IsTimeless: false };

    /// <summary>Its page.</summary>
    public string Address => PortalSections.AddressOf(Key);
}

/// <summary>All lists of the portal: documents in force, the other registers that are public, and notices.</summary>
public sealed class PortalSections
{
    /// <summary>规范性文件, which has a page of its own.</summary>
    public const string Documents = "documents";

    /// <summary>What is written for the portal or comes from matters and papers.</summary>
    public const string Notices = "notices";

    /// <summary>公开征求意见, which has a page of its own.</summary>
    public const string Consultations = "consultations";

    public PortalSections(RegisterRegistry registers)
    {
        ArgumentNullException.ThrowIfNull(registers);
        All =
        [
            .. registers
                .All.Where(r => r.Portal is not null)
                .Select(r => new PortalSection(r.Portal!.Section, r.Title, r.Portal.Intro, r))
                .OrderBy(s => s.Key == Documents ? 0 : 1)
                .ThenBy(s => s.Register!.System, StringComparer.Ordinal),
            new(
                Consultations,
                "征求意见",
                "正在起草的规范性文件和重大行政决策草案：看草案和说明，不用注册就可以提意见；截止以后公布采纳情况。",
                null
            ),
            new(
                Notices,
                "主动公开信息",
                "依照政府信息公开条例主动公开的其他信息：公告、通知、文书和办理结果。",
                null
            ),
        ];
        if (All.Select(s => s.Key).Distinct(StringComparer.Ordinal).Count() < All.Count)
        {
            throw new InvalidOperationException("Two registers go into one list of the portal.");
        }
    }

    /// <summary>In the order of the portal.</summary>
    public IReadOnlyList<PortalSection> All { get; }

    /// <summary>Whether a list has pages of its own, elsewhere than under /lists.</summary>
    public static bool HasOwnPages(string? key) => key is Documents or Consultations;

    /// <summary>Whether every page leads to a list; to the others the first page does.</summary>
    public static bool IsChief(string key) => key is Documents or Consultations or Notices;

    /// <summary>The page of a list.</summary>
    public static string AddressOf(string key) => HasOwnPages(key) ? $"/{key}" : $"/lists/{key}";

    /// <summary>The list of a key, if there is one.</summary>
    public PortalSection? Find(string key) => All.FirstOrDefault(s => s.Key == key);

    /// <summary>Its name; the key where it is no longer declared.</summary>
    public string TitleOf(string key) => Find(key)?.Title ?? key;
}

internal sealed class PublicationSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<PortalSections>();
        services.AddSingleton<PortalVersion>();
    }
}
