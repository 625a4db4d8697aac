using Fadu.Reading.Text;

namespace Fadu.Reading.Laws;

/// <summary>What part of a law a piece is.</summary>
public enum PieceKind
{
    /// <summary>Before the first article: the date and body of adoption, a preamble.</summary>
    Opening,

    /// <summary>条.</summary>
    Article,

    /// <summary>Behind the articles, or of a text that has none.</summary>
    Passage,
}

/// <summary>A law taken apart: its name, how it came about, and its articles.</summary>
/// <param name="Title">As written at its head: 中华人民共和国行政处罚法.</param>
/// <param name="History">The lines between head and text: adopted, amended, by whom.</param>
/// <param name="Headings">编, 章, 节 in order.</param>
/// <param name="Pieces">The whole text in order, nothing left out but the head.</param>
public sealed record LawReading(
    SourceText Source,
    string Title,
    IReadOnlyList<string> History,
    IReadOnlyList<LawHeading> Headings,
    IReadOnlyList<LawPiece> Pieces
)
{
    /// <summary>The article of that number, if there is one.</summary>
    public LawPiece? Article(int number, int? inserted = null) =>
        Pieces.FirstOrDefault(p =>
            p.Kind == PieceKind.Article && p.Number == number && p.Inserted == inserted
        );
}

/// <summary>编, 章 or 节.</summary>
/// <param name="Level">1 for the highest that this law has.</param>
public sealed record LawHeading(int Level, string Text, TextSpan Span);

/// <summary>An article, or as much of a text without articles as belongs together.</summary>
/// <param name="Number">第…条; null where it is no article.</param>
/// <param name="Inserted">第…条之…; null for none.</param>
/// <param name="Label">As written: 第一百二十条之一.</param>
/// <param name="Under">The headings above it, highest first.</param>
/// <param name="Paragraphs">款, each with its 项 below it.</param>
/// <param name="Span">Place in the source, label and all.</param>
public sealed record LawPiece(
    PieceKind Kind,
    int? Number,
    int? Inserted,
    string? Label,
    IReadOnlyList<string> Under,
    IReadOnlyList<LawParagraph> Paragraphs,
    TextSpan Span
)
{
    /// <summary>The article as it is cited, in Chinese numerals whatever the text writes: 第一百二十条之一; null where it is no article.</summary>
    public string? Article =>
        Number is { } n
            ? $"第{Numerals.ToChinese(n)}条{(Inserted is { } i ? "之" + Numerals.ToChinese(i) : "")}"
            : null;

    /// <summary>The words without the label, a line a paragraph or item.</summary>
    public string Text =>
        string.Join('\n', Paragraphs.SelectMany(p => p.Items.Select(i => i.Text).Prepend(p.Text)));
}

/// <summary>款.</summary>
public sealed record LawParagraph(string Text, IReadOnlyList<LawItem> Items);

/// <summary>项.</summary>
/// <param name="Number">（三） is 3.</param>
public sealed record LawItem(int Number, string Text);
