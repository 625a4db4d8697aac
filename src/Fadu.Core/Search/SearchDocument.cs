namespace Fadu.Core.Search;

/// <summary>What can be found: one word a kind, as <c>fadu search --kind</c> and the page's filter take it.</summary>
public static class SearchKinds
{
    public const string Law = "law";
    public const string Document = "document";
    public const string Matter = "matter";
    public const string Register = "register";
    public const string Ledger = "ledger";
    public const string Item = "item";
    public const string Page = "page";

    /// <summary>All kinds with their Chinese names, in the order of the filter.</summary>
    public static IReadOnlyList<(string Kind, string Name)> All { get; } =
    [
        (Law, "法规"),
        (Document, "文书"),
        (Matter, "事项"),
        (Register, "名录"),
        (Ledger, "台账"),
        (Item, "任务"),
        (Page, "公开内容"),
    ];

    /// <summary>The Chinese name of a kind.</summary>
    public static string NameOf(string kind) =>
        All.FirstOrDefault(k => k.Kind == kind).Name ?? kind;
}

/// <summary>Tokens of who may see something.</summary>
public static class SearchWho
{
    /// <summary>Anybody, also without an account: what is published, and the law.</summary>
    public const string Public = "public";

    /// <summary>Everybody of the county who has an account.</summary>
    public const string County = "county";

    /// <summary>Nobody but who sees everything.</summary>
    public const string Nobody = "nobody";

    /// <summary>Who sees the rows of this organ: the organ itself and those above it.</summary>
    public static string Organ(Guid organ) => $"o{organ:N}";
}

/// <summary>One thing that can be found, as it is now. Put again it takes the place of what was there.</summary>
/// <param name="Kind">One of <see cref="SearchKinds"/>.</param>
/// <param name="Subject">What it is: a version of a law, a matter, a line.</param>
/// <param name="Title">As a list shows it; a piece of its own, and hits in it come first.</param>
/// <param name="Address">Its page from the root of the site; the anchor of a piece is added behind.</param>
/// <param name="Rank">0 to 31, lower first, title hits before all others: level of the law and whether it is in force.</param>
/// <param name="Who">Who may see it (<see cref="SearchWho"/>); at least one.</param>
/// <param name="Parts">Its text in order. Where there is but one, without a label and short, it stands in the same piece as the title.</param>
public sealed record SearchDocument(
    string Kind,
    Guid Subject,
    string Title,
    string Address,
    int Rank,
    IReadOnlyList<string> Who,
    IReadOnlyList<SearchPart> Parts
)
{
    /// <summary>A finer kind to filter by: the level of a law, the key of a ledger.</summary>
    public string? Level { get; init; }

    /// <summary>The first day in force; null where that is no question.</summary>
    public DateOnly? InForceFrom { get; init; }

    /// <summary>The last day in force; null while no end is known.</summary>
    public DateOnly? InForceTo { get; init; }
}

/// <summary>A part of it: an article, a chapter heading, a field.</summary>
/// <param name="Label">第二十条, as a hit is headed; empty for none.</param>
/// <param name="Anchor">The id on its page, without #; empty for none.</param>
public sealed record SearchPart(string Label, string Anchor, string Text);
