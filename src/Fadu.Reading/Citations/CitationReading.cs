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
/// <param name="Status">not-checked: whether it is in force is decided against the law library.</param>
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
);
