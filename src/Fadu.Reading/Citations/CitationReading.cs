namespace Fadu.Reading.Citations;

/// <summary>The laws and documents that a text cites, each with its place.</summary>
public sealed record CitationReading(SourceText Source, IReadOnlyList<ReadCitation> Citations);

/// <summary>One provision, or one document cited as a whole.</summary>
/// <param name="Law">Name without 《》, 中华人民共和国 and edition; the document number where no title is given.</param>
/// <param name="Article">第五十八条, in Chinese numerals whatever the text writes; null for the document as a whole.</param>
/// <param name="Paragraph">第一款.</param>
/// <param name="Item">第（三）项.</param>
/// <param name="Text">As written.</param>
/// <param name="Number">Document number given with the title (国发〔2021〕7号).</param>
/// <param name="Edition">What the text adds to tell editions apart (2021年修订, 试行).</param>
/// <param name="Status">One of <see cref="CitationStatus"/>: not-checked until it has been looked up in the law library.</param>
public sealed record ReadCitation(
    string Law,
    string? Article,
    string? Paragraph,
    string? Item,
    string Text,
    string? Number,
    string? Edition,
    string Status,
    TextSpan Span
)
{
    /// <summary>The day of publication of the version against which it was checked.</summary>
    public DateOnly? Version { get; init; }

    /// <summary>What the checker has to say about it, for people.</summary>
    public string? Note { get; init; }

    /// <summary>What is quoted with it.</summary>
    public Quotation? Quotation { get; init; }

    /// <summary>Whether somebody should look at it: anything but in force and quoted rightly.</summary>
    public bool IsDoubtful =>
        Status is not (CitationStatus.InForce or CitationStatus.NotChecked)
        || Quotation is { Matches: false };
}

/// <summary>How a citation stands (contracts of <c>read citations</c>).</summary>
public static class CitationStatus
{
    public const string InForce = "in-force";
    public const string NotInForce = "not-in-force";
    public const string NoSuchArticle = "no-such-article";
    public const string UnknownLaw = "unknown-law";
    public const string Ambiguous = "ambiguous";
    public const string NotChecked = "not-checked";

    /// <summary>In the words of people.</summary>
    public static string NameOf(string status) =>
        status switch
        {
            InForce => "有效",
            NotInForce => "不是有效的法规",
            NoSuchArticle => "没有这一条",
            UnknownLaw => "法规库没有",
            Ambiguous => "名称指向不明",
            _ => "未核对",
        };
}
