namespace Fadu.Writing.Sheets;

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>Text, never evaluated.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>A day.</summary>
    Date,
}

/// <summary>A column of a sheet.</summary>
public sealed record SheetColumn(string Header, ColumnType Type = ColumnType.Text)
{
    /// <summary>Width in characters; by type when null.</summary>
    public double? Width { get; init; }

    /// <summary>必填; marked in the header of a form and named in 填写说明.</summary>
    public bool Required { get; init; }

    /// <summary>What 填写说明 says about the column.</summary>
    public string? Help { get; init; }

    /// <summary>The values to choose from in a drop-down.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>A sheet: its name, its columns, and what the second sheet 填写说明 tells those who fill it in.</summary>
public sealed record SheetLayout(string Name, IReadOnlyList<SheetColumn> Columns)
{
    /// <summary>Whether the sheet 填写说明 is written (for forms to fill in; not for exports).</summary>
    public bool WithGuide { get; init; }

    /// <summary>Sentences at the top of 填写说明.</summary>
    public IReadOnlyList<string> Guide { get; init; } = [];
}

/// <summary>A row read from a sheet, without the columns that are empty in it.</summary>
/// <param name="Sheet">The sheet's name, or the file's for text.</param>
/// <param name="Number">The row as Excel counts it, from 1.</param>
/// <param name="Columns">All columns of the sheet in order.</param>
/// <param name="Values">The row's texts, one a column, "" where empty.</param>
public sealed record SheetRow(
    string Sheet,
    int Number,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Values
)
{
    /// <summary>The cells that hold something.</summary>
    public IEnumerable<SheetCell> Cells
    {
        get
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (Values[i].Length > 0)
                {
                    yield return new SheetCell(Number, Columns[i], Values[i]);
                }
            }
        }
    }

    /// <summary>The text in a column, "" where empty; null where the sheet has no such column.</summary>
    public string? this[string column]
    {
        get
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (string.Equals(Columns[i], column, StringComparison.Ordinal))
                {
                    return Values[i];
                }
            }
            return null;
        }
    }
}

/// <summary>One cell: its row as Excel counts it, its column's header and its text (days as 2026-01-05).</summary>
public sealed record SheetCell(int Row, string Column, string Text);

/// <summary>How a sheet is read.</summary>
public sealed record SheetReadOptions
{
    /// <summary>Which sheet of a workbook; the first visible one when null.</summary>
    public string? Sheet { get; init; }

    /// <summary>
    /// Columns that the header must have. The header is then the first of the top twenty rows that has them, so that titles above it
    /// do no harm; without them it is the first row that is not empty.
    /// </summary>
    public IReadOnlyList<string> RequiredColumns { get; init; } = [];

    /// <summary>Columns that are passed over; by default 错误, which a file of rejected rows has.</summary>
    public IReadOnlyList<string> SkippedColumns { get; init; } = [SheetWriter.ErrorColumn];

    /// <summary>Full-width letters, digits and spaces become half-width ones and outer white space goes. Punctuation stays.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>The most rows read.</summary>
    public int MaxRows { get; init; } = 200_000;

    /// <summary>The most columns read.</summary>
    public int MaxColumns { get; init; } = 500;

    /// <summary>The most bytes of the file.</summary>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>The most bytes of everything inside a workbook when unpacked.</summary>
    public long MaxUnpackedBytes { get; init; } = 768L << 20;
}

/// <summary>A row that an import refused, and why.</summary>
public sealed record RejectedRow(SheetRow Row, string Error);
