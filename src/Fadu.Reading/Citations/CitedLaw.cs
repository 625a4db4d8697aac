using Fadu.Reading.Laws;

namespace Fadu.Reading.Citations;

/// <summary>A law as the library knows it, for checking what is cited of it.</summary>
/// <param name="Name">As its text is headed.</param>
/// <param name="Versions">Oldest first, at least one.</param>
public sealed record CitedLaw(string Name, IReadOnlyList<CitedVersion> Versions)
{
    /// <summary>The version that held on a day; where none held, the last before it, else the first.</summary>
    public CitedVersion On(DateOnly day) =>
        Versions.LastOrDefault(v => v.Holds(day))
        ?? Versions.LastOrDefault(v => !v.IsAhead(day))
        ?? Versions[0];
}

/// <summary>One version.</summary>
/// <param name="Published">The day by which the version is named.</param>
/// <param name="To">Last day in force; null while open.</param>
/// <param name="EndedBy">What ended it, in words: 《某条例》第六十条.</param>
/// <param name="IsSuperseded">Whether a later version ended it.</param>
/// <param name="EndUnknown">No longer in force, since when is not known.</param>
/// <param name="Text">Its text; read only when it is asked for.</param>
public sealed record CitedVersion(
    DateOnly? Published,
    DateOnly? From,
    DateOnly? To,
    string? EndedBy,
    bool IsSuperseded,
    bool EndUnknown,
    Func<LawReading> Text
)
{
    /// <summary>Whether it was in force on a day.</summary>
    public bool Holds(DateOnly day) => !IsAhead(day) && !(To < day) && !EndUnknown;

    /// <summary>Whether it came into force only later.</summary>
    public bool IsAhead(DateOnly day) => From > day;
}

/// <summary>Words in quotation marks that a citation gives as those of its article.</summary>
/// <param name="Span">Where they stand, without the marks.</param>
/// <param name="Matches">Whether the article says so.</param>
/// <param name="Article">What the article says instead: its passage that comes nearest.</param>
public sealed record Quotation(TextSpan Span, bool Matches, string? Article);
