namespace Fadu.Reading.Reports;

/// <summary>What a report says in figures, each with its place in <see cref="Source"/>, and what can be checked in it.</summary>
public sealed record ReportReading(
    SourceText Source,
    string? Title,
    string? Place,
    string? Level,
    int? Year,
    string? Issuer,
    DateOnly? SignedOn,
    DateOnly? PublishedOn,
    IReadOnlyList<OutlineEntry> Outline,
    IReadOnlyList<ReadFigure> Figures,
    IReadOnlyList<ReadCheck> Checks
);

/// <summary>A heading of the report.</summary>
public sealed record OutlineEntry(int Level, string Text, TextSpan Span);

/// <summary>A number with what it counts.</summary>
/// <param name="Id">Counted from 1 in text order.</param>
/// <param name="Section">Numbers of the headings above, 一/（二）.</param>
/// <param name="Sentence">The sentence as written.</param>
/// <param name="Metric">What is counted, put together from the words around the number.</param>
/// <param name="Value">In the unit as written (54.9 with 万件); null for a range.</param>
/// <param name="Range">Both ends of a range (1至10个工作日).</param>
/// <param name="Unit">Measure word as written, null where the text lost or never had it.</param>
/// <param name="Qualifier">余, 多, 近, 约, 超, 以上 … as written, several parted by commas.</param>
/// <param name="Operator">=, &gt;, &gt;=, &lt;, &lt;= or ~.</param>
/// <param name="Period">The period named nearest, else the report's year.</param>
/// <param name="Domain">The field of 法治政府建设 that the words point to.</param>
/// <param name="Span">Place of the number with its unit.</param>
public sealed record ReadFigure(
    int Id,
    string Section,
    string Sentence,
    string Metric,
    decimal? Value,
    (decimal From, decimal To)? Range,
    string? Unit,
    string? Qualifier,
    string Operator,
    string? Period,
    string Domain,
    TextSpan Span,
    TextSpan SentenceSpan
);

/// <summary>A relation between figures that the text states or implies.</summary>
/// <param name="Kind">sum, ratio, order, range, date or consistency.</param>
/// <param name="Statement">The relation in figures: 173 = 1 + 12 + 161.</param>
/// <param name="Operands">The figures in it, with their values.</param>
/// <param name="Stated">What the text says.</param>
/// <param name="Computed">What the operands give.</param>
/// <param name="Verdict">holds, rounded, truncated, fails or undecidable.</param>
/// <param name="Why">One Chinese sentence for the reader.</param>
public sealed record ReadCheck(
    string Kind,
    string Statement,
    IReadOnlyList<CheckOperand> Operands,
    decimal? Stated,
    decimal? Computed,
    string Verdict,
    string Why,
    TextSpan Span
);

/// <summary>A figure in a check; <see cref="Figure"/> is its id, null for a date or year.</summary>
public sealed record CheckOperand(int? Figure, decimal Value);
