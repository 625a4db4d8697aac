namespace Fadu.Writing.Official;

/// <summary>
/// An official document 公文 by GB/T 9704-2012: what it says, not how it looks. <see cref="OfficialWriter"/> lays it out.
/// State secrets have no place in Fadu, so there is neither 份号 nor 密级.
/// </summary>
public sealed record OfficialDocument
{
    /// <summary>文种: 报告, 通知, 函, 督办单 …; also the file's subject.</summary>
    public required string Kind { get; init; }

    /// <summary>发文机关标志, e.g. 云岭县人民政府文件. Without it the document starts with its title and has no red line.</summary>
    public string? IssuerMark { get; init; }

    /// <summary>紧急程度: 特急 or 加急.</summary>
    public string? Urgency { get; init; }

    /// <summary>发文字号, e.g. 云政发〔2026〕3号.</summary>
    public string? Number { get; init; }

    /// <summary>签发人 of a document to a higher organ (上行文). When there are any, the number moves to the left.</summary>
    public IReadOnlyList<string> Signers { get; init; } = [];

    /// <summary>The title. A line feed forces a line break; otherwise lines are broken into a trapezoid.</summary>
    public required string Title { get; init; }

    /// <summary>A line in 楷体 under the title, e.g. a date in brackets or the place of a meeting.</summary>
    public string? Subtitle { get; init; }

    /// <summary>主送机关.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>The text 正文.</summary>
    public required IReadOnlyList<Block> Body { get; init; }

    /// <summary>附件: listed after the text by name; those with a body follow on pages of their own.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>发文机关署名 and 成文日期.</summary>
    public Signature? Signature { get; init; }

    /// <summary>附注, without its brackets.</summary>
    public string? Note { get; init; }

    /// <summary>版记.</summary>
    public Imprint? Imprint { get; init; }

    /// <summary>页码; on unless the document is one loose form.</summary>
    public bool PageNumbers { get; init; } = true;

    /// <summary>What stands behind every <see cref="FigureRun"/>: one entry a token.</summary>
    public IReadOnlyList<FigureBinding> Figures { get; init; } = [];
}

/// <summary>An attachment 附件 by name. Without a body it is only listed.</summary>
public sealed record Attachment(string Name, IReadOnlyList<Block> Body)
{
    /// <summary>An attachment that is handed over separately.</summary>
    public Attachment(string name)
        : this(name, []) { }
}

/// <summary>署名 and 成文日期. Sealed: the date stands four characters from the right with the organ centred above it.</summary>
public sealed record Signature(IReadOnlyList<string> Organs, DateOnly Date, bool Sealed)
{
    /// <summary>The signature of one organ.</summary>
    public Signature(string organ, DateOnly date, bool @sealed = true)
        : this([organ], date, @sealed) { }
}

/// <summary>版记: 抄送机关, 印发机关 and 印发日期.</summary>
public sealed record Imprint(IReadOnlyList<string> CopiesTo, string PrintedBy, DateOnly PrintedOn);

/// <summary>A piece of the text.</summary>
public abstract record Block;

/// <summary>A paragraph, indented by two characters.</summary>
public sealed record Paragraph(IReadOnlyList<Run> Runs) : Block
{
    /// <summary>A paragraph of plain text.</summary>
    public Paragraph(string text)
        : this([new TextRun(text)]) { }

    /// <summary>Starts at the left edge instead, as an address or a note under a table does.</summary>
    public bool Flush { get; init; }
}

/// <summary>
/// A heading of level 1 (一、黑体), 2 (（一）楷体), 3 (1.) or 4 (（1）). The writer numbers it, unless told not to.
/// </summary>
public sealed record Heading(int Level, IReadOnlyList<Run> Runs) : Block
{
    /// <summary>A heading of plain text.</summary>
    public Heading(int level, string text)
        : this(level, [new TextRun(text)]) { }

    /// <summary>Whether the writer puts the next number of this level in front.</summary>
    public bool Numbered { get; init; } = true;

    /// <summary>Text that goes on in the same paragraph in the face of the text.</summary>
    public IReadOnlyList<Run> Continues { get; init; } = [];
}

/// <summary>A table with a header row that is repeated on every page.</summary>
public sealed record Table(
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<Cell>> Rows
) : Block
{
    /// <summary>The table's title, centred above it.</summary>
    public string? Caption { get; init; }

    /// <summary>What the numbers count, e.g. 单位：件; stands at the right above the table.</summary>
    public string? Unit { get; init; }
}

/// <summary>A column: its header, its width in relation to the others, and how its cells are set.</summary>
public sealed record TableColumn(
    string Header,
    double Weight = 1,
    Alignment Alignment = Alignment.Center
);

/// <summary>How a cell's text stands.</summary>
public enum Alignment
{
    /// <summary>居左</summary>
    Left,

    /// <summary>居中</summary>
    Center,

    /// <summary>居右</summary>
    Right,
}

/// <summary>A table cell, over one or more columns.</summary>
public sealed record Cell(IReadOnlyList<Run> Runs, int Span = 1)
{
    /// <summary>A cell of plain text.</summary>
    public Cell(string text, int span = 1)
        : this([new TextRun(text)], span) { }

    /// <summary>Plain text is a cell.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A figure is a cell.</summary>
    public static implicit operator Cell(FigureRun figure) => new([figure]);
}

/// <summary>A form 表单: rows of labelled boxes, as 督办单, 审批表 and 送达回证 have.</summary>
public sealed record Form(IReadOnlyList<FormRow> Rows) : Block;

/// <summary>A row of a form; its boxes share the width.</summary>
public sealed record FormRow(IReadOnlyList<FormField> Fields)
{
    /// <summary>A row of one box.</summary>
    public FormRow(string label, string value)
        : this([new FormField(label, value)]) { }

    /// <summary>The least height in millimetres, for boxes that are filled in by hand.</summary>
    public int MinHeight { get; init; } = 12;
}

/// <summary>A label and what is filled in.</summary>
public sealed record FormField(string Label, IReadOnlyList<Run> Value)
{
    /// <summary>A field of plain text.</summary>
    public FormField(string label, string value)
        : this(label, [new TextRun(value)]) { }
}

/// <summary>The next block starts on a new page.</summary>
public sealed record PageBreak : Block;

/// <summary>A stretch of text.</summary>
public abstract record Run
{
    /// <summary>Plain text is a run.</summary>
    public static implicit operator Run(string text) => new TextRun(text);
}

/// <summary>Plain text.</summary>
public sealed record TextRun(string Text) : Run
{
    /// <summary>加粗</summary>
    public bool Bold { get; init; }
}

/// <summary>
/// A figure in the text: shown as <paramref name="Text"/>, opening its records at <paramref name="Link"/>, and wrapped so that
/// <see cref="OfficialReader"/> finds it again by <paramref name="Token"/>.
/// </summary>
public sealed record FigureRun(string Text, Uri? Link, string Token) : Run;

/// <summary>What a figure was when the document was written. Travels inside the file.</summary>
/// <param name="Token">The name by which runs refer to it; may be used by several runs.</param>
/// <param name="Value">The exact value in invariant notation.</param>
/// <param name="Period">The period counted, in the caller's notation.</param>
/// <param name="Scope">Whose records were counted, in the caller's notation.</param>
/// <param name="KnownAsOf">The moment up to which entries were known.</param>
/// <param name="Records">The number of records behind the value.</param>
public sealed record FigureBinding(
    string Token,
    string Value,
    string Period,
    string Scope,
    DateTimeOffset KnownAsOf,
    long Records
);

/// <summary>How a figure in a file compares with what was written.</summary>
public enum FigureState
{
    /// <summary>The visible text is what was written.</summary>
    Unchanged,

    /// <summary>The visible text was changed afterwards.</summary>
    Changed,

    /// <summary>The figure is no longer in the text.</summary>
    Missing,

    /// <summary>The text has a marked figure of which the file does not know what stands behind it.</summary>
    Unbound,
}

/// <summary>A figure read back from a file.</summary>
/// <param name="Tag">The mark in the document.</param>
/// <param name="Binding">What was bound; null when <see cref="FigureState.Unbound"/>.</param>
/// <param name="WrittenText">The text as written; null when <see cref="FigureState.Unbound"/>.</param>
/// <param name="VisibleText">The text as it stands now; null when <see cref="FigureState.Missing"/>.</param>
/// <param name="State">How the two compare.</param>
public sealed record BoundFigure(
    string Tag,
    FigureBinding? Binding,
    string? WrittenText,
    string? VisibleText,
    FigureState State
)
{
    /// <summary>One sentence for people that says what was found.</summary>
    public string Finding =>
        State switch
        {
            FigureState.Unchanged => $"“{VisibleText}”与写入时一致（{Binding?.Token}）",
            FigureState.Changed =>
                $"写入时为“{WrittenText}”，现为“{VisibleText}”，文字已被改动（{Binding?.Token}）",
            FigureState.Missing => $"写入时为“{WrittenText}”，正文中已找不到（{Binding?.Token}）",
            _ => $"“{VisibleText}”带有指标标记{Tag}，但文件中没有它的来源",
        };
}
