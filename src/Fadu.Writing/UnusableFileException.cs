namespace Fadu.Writing;

/// <summary>A file that cannot be used, with a Chinese message that says what is wrong, where, and what to do.</summary>
public sealed class UnusableFileException : Exception
{
    /// <summary>The file as a whole cannot be used.</summary>
    public UnusableFileException(string message, Exception? inner = null)
        : base(message, inner) { }

    /// <summary>One place in a sheet cannot be used; the place is put in front of the message.</summary>
    public UnusableFileException(
        string? sheet,
        int? row,
        string? column,
        string message,
        Exception? inner = null
    )
        : base(Place(sheet, row, column) + message, inner)
    {
        Sheet = sheet;
        Row = row;
        Column = column;
    }

    /// <summary>The sheet's name, where one is concerned.</summary>
    public string? Sheet { get; }

    /// <summary>The row as Excel counts it, from 1.</summary>
    public int? Row { get; }

    /// <summary>The column's header or letter.</summary>
    public string? Column { get; }

    private static string Place(string? sheet, int? row, string? column)
    {
        var place =
            (sheet is null ? "" : $"工作表“{sheet}”")
            + (row is null ? "" : $"第{row}行")
            + (column is null ? "" : $"“{column}”列");
        return place.Length == 0 ? "" : place + "：";
    }
}
