using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Fadu.Core.Publications;

/// <summary>What the public is shown of one thing: whole in the entry that publishes it, so that what was shown on any day can be proved and nothing else is read for the portal.</summary>
public sealed record PublishedContent
{
    public required string Title { get; init; }

    /// <summary>文号.</summary>
    public string? Number { get; init; }

    /// <summary>The organs that made it, in words.</summary>
    public required string Organ { get; init; }

    /// <summary>What lists are sorted by.</summary>
    public required string Sort { get; init; }

    /// <summary>成文 or 公布日期 of the thing itself.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The value by which its list is split, such as 县政府 or 行政处罚.</summary>
    public string? Facet { get; init; }

    /// <summary>How it read over time; the last one is the newest. One without days where it has no validity.</summary>
    public required IReadOnlyList<PublishedVersion> Versions { get; init; }

    public IReadOnlyList<PublishedRelation> Relations { get; init; } = [];

    /// <summary>How it ended, such as 废止; empty while it has not.</summary>
    public string? EndWord { get; init; }

    /// <summary>By what it was repealed, as the register says it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>What more there is to see where the public is asked for opinions.</summary>
    public PublishedConsultation? Consultation { get; init; }

    /// <summary>The first day in force.</summary>
    [JsonIgnore]
    public DateOnly? From => Versions[0].From;

    /// <summary>The last day in force.</summary>
    [JsonIgnore]
    public DateOnly? Until => Versions[^1].Until;

    /// <summary>How it read on a day, else at the nearest one.</summary>
    public PublishedVersion On(DateOnly day) =>
        Versions.LastOrDefault(v => v.From is null || v.From <= day) ?? Versions[0];
}

/// <summary>A draft on which the public is asked. The draft of the leading language is the text of the version.</summary>
public sealed record PublishedConsultation
{
    public required string Subject { get; init; }
    public string? Article { get; init; }

    /// <summary>The day of publication; not counted.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly ClosesOn { get; init; }

    /// <summary>The last day as it was first, where it was extended.</summary>
    public DateOnly? FirstClosesOn { get; init; }
    public string? ExtendedBecause { get; init; }
    public string? ShortBecause { get; init; }
    public IReadOnlyList<string> Channels { get; init; } = [];
    public required string Contact { get; init; }
    public required IReadOnlyList<PublishedLanguage> Editions { get; init; }
    public DateOnly? WithdrawnOn { get; init; }
    public string? WithdrawnBecause { get; init; }

    /// <summary>What became of the opinions.</summary>
    public PublishedResult? Result { get; init; }

    /// <summary>Whether opinions are taken on a day.</summary>
    public bool IsOpenOn(DateOnly day) =>
        WithdrawnOn is null && Result is null && OpenedOn <= day && day <= ClosesOn;
}

/// <summary>A draft in one language.</summary>
/// <param name="Draft">Empty for the leading one, whose draft is the text of the version.</param>
public sealed record PublishedLanguage(
    string Tag,
    string Name,
    bool RightToLeft,
    string Title,
    string? Draft,
    string Explanation
);

/// <summary>What became of the opinions, in numbers of opinions and group by group.</summary>
public sealed record PublishedResult(
    DateOnly On,
    int Received,
    int Adopted,
    int Partly,
    int NotAdopted,
    string? Note,
    IReadOnlyList<PublishedAnswer> Answers
);

/// <summary>What became of opinions that say the same.</summary>
/// <param name="Count">How many.</param>
/// <param name="Outcome">采纳, 部分采纳, 未采纳.</param>
public sealed record PublishedAnswer(
    int Number,
    string? About,
    string Gist,
    int Count,
    string Outcome,
    string? Answer
);

/// <summary>How a thing read for a time.</summary>
/// <param name="Until">The last day; empty where none is set.</param>
/// <param name="IsSuspended">暂停 or 停止执行.</param>
public sealed record PublishedVersion(
    DateOnly? From,
    DateOnly? Until,
    bool IsSuspended,
    IReadOnlyList<PublishedField> Fields,
    string? Text
);

/// <summary>One value in words.</summary>
public sealed record PublishedField(string Name, string Title, string Text);

/// <summary>What a thing has to do with another: 修改, 废止, 依据, 解读.</summary>
/// <param name="Text">The other in words: its number, its name, or both.</param>
public sealed partial record PublishedRelation(RelationKind Kind, string Text)
{
    /// <summary>What the other is found by: its number if the words hold one, else its name.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Text);

    /// <summary>What something is found by: the number that follows its name or stands alone, else its name, with or without 《》.</summary>
    public static string KeyOf(string text)
    {
        var plain = Plain(text);
        var (name, rest) = Name(plain);
        return Cut(
            NumberPattern().Match(rest) is { Success: true } number
                ? number.Groups[1].Value + number.Groups[2].Value
                : name ?? plain
        );
    }

    /// <summary>What something of that name is found by.</summary>
    public static string KeyOfTitle(string title) => Cut(Plain(title));

    // 《…》 with what stands behind it; titles have titles in them.
    private static (string? Name, string After) Name(string plain)
    {
        if (!plain.StartsWith('《'))
        {
            return (null, plain);
        }
        var depth = 0;
        for (var i = 0; i < plain.Length; i++)
        {
            depth += plain[i] switch
            {
                '《' => 1,
                '》' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                var rest = plain[(i + 1)..];
                return rest.Length == 0 || rest[0] is '第' or '〔' or '、' or ','
                    ? (plain[1..i], rest)
                    : (null, rest);
            }
        }
        return (null, plain);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                plain.Append(
                    c switch
                    {
                        '[' or '(' => '〔',
                        ']' or ')' => '〕',
                        _ => c,
                    }
                );
            }
        }
        return plain.ToString();
    }

    private static string Cut(string key) => key.Length <= 200 ? key : key[..200];

    [GeneratedRegex(@"([\p{L}]{1,20}〔\d{4}〕)第?0*(\d+号)")]
    private static partial Regex NumberPattern();
}

/// <summary>How one thing stands to another.</summary>
public enum RelationKind
{
    /// <summary>It changes the other.</summary>
    Amends,

    /// <summary>It repeals the other.</summary>
    Repeals,

    /// <summary>It is repealed by the other.</summary>
    RepealedBy,

    /// <summary>It rests on the other.</summary>
    RestsOn,

    /// <summary>It is explained by the other.</summary>
    InterpretedBy,

    /// <summary>It says what a clean-up decided about the other.</summary>
    Concludes,

    /// <summary>It explains the other.</summary>
    Interprets,
}
