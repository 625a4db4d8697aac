namespace Fadu.Reading.Plans;

/// <summary>What a plan says, each thing with its place in <see cref="Source"/>.</summary>
public sealed record PlanReading(
    SourceText Source,
    string? Title,
    string? DocumentNumber,
    IReadOnlyList<string> Issuers,
    string? Place,
    DateOnly? SignedOn,
    DateOnly? PublishedOn,
    IReadOnlyList<ReadItem> Items,
    IReadOnlyList<ReadWarning> Warnings
);

/// <summary>One task of a plan: the text up to the next one, with who answers for it, by when, and what is to be reached.</summary>
/// <param name="Id">Number of the item, with a letter where one item holds several tasks (5b).</param>
/// <param name="Chapter">The chapter as written, 二、….</param>
/// <param name="Number">The item's own number as written, （五）; null where the text has none.</param>
/// <param name="Title">The item's heading without its number.</param>
/// <param name="Text">The whole measure text as written.</param>
/// <param name="Measures">One sentence each.</param>
/// <param name="Lead">Units that lead (牵头).</param>
/// <param name="Participating">Units that take part (参加, 配合, 按职责分工 beside a lead).</param>
/// <param name="Responsible">Units where the text names only 责任单位.</param>
/// <param name="Collective">Those of the above that stand for many (各乡镇, 有关部门).</param>
/// <param name="ResponsibilityText">The responsibility as written.</param>
/// <param name="Deadlines">By when, in text order.</param>
/// <param name="Targets">What is to be reached, in text order.</param>
/// <param name="Span">Place of <paramref name="Text"/>.</param>
public sealed record ReadItem(
    string Id,
    string? Chapter,
    string? Number,
    string? Title,
    string Text,
    IReadOnlyList<ReadMeasure> Measures,
    IReadOnlyList<UnitMention> Lead,
    IReadOnlyList<UnitMention> Participating,
    IReadOnlyList<UnitMention> Responsible,
    IReadOnlyList<UnitMention> Collective,
    string? ResponsibilityText,
    IReadOnlyList<ReadDeadline> Deadlines,
    IReadOnlyList<ReadTarget> Targets,
    TextSpan Span
);

/// <summary>A sentence of a task.</summary>
public sealed record ReadMeasure(string Text, TextSpan Span);

/// <summary>A unit as the text names it.</summary>
/// <param name="Name">Normalised: an elided 县/区/市/省 written out, a misspelling mended, one spelling a document.</param>
/// <param name="Written">As it stands in the text.</param>
/// <param name="Collective">Stands for many units.</param>
public sealed record UnitMention(string Name, string Written, bool Collective, TextSpan Span);

/// <summary>A time by which, or a rhythm in which, something is to be done.</summary>
/// <param name="Due">The last day; null when the text gives only a rhythm or nothing definite.</param>
/// <param name="Recurrence">ISO 8601 (R/P1Y, R/--04-30/P1Y), or per-term; null when it happens once.</param>
/// <param name="Ambiguous">The words allow a second reading, <paramref name="Alternative"/> (2025年前).</param>
/// <param name="What">The clause that is due.</param>
public sealed record ReadDeadline(
    string Text,
    DateOnly? Due,
    string? Recurrence,
    bool Ambiguous,
    DateOnly? Alternative,
    string What,
    TextSpan Span
);

/// <summary>Something to be reached.</summary>
/// <param name="Operator">&gt;=, &lt;=, =, increase, decrease, coverage or qualitative.</param>
/// <param name="By">The deadline that governs it.</param>
/// <param name="Base">What it is measured against, where the text says (现有时限).</param>
public sealed record ReadTarget(
    string Text,
    string Metric,
    string Operator,
    decimal? Value,
    string? Unit,
    DateOnly? By,
    string? Base,
    TextSpan Span
);

/// <summary>Something in the text that a person should look at before taking it over.</summary>
/// <param name="Kind">name-variant, misspelt-unit, unfinished-list, year-range, past-deadline, duplicate-measure, ambiguous-date or typo.</param>
public sealed record ReadWarning(
    string Kind,
    string Text,
    string? Suggestion,
    TextSpan Span,
    string Why
);
