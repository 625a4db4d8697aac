namespace Fadu.Reading.Text;

/// <summary>What kind of number opens a block of an official document (GB/T 9704: 一、 → （一） → 1. → （1）).</summary>
internal enum MarkLevel
{
    None = 0,
    Part = 1,
    Item = 2,
    Point = 3,
    SubPoint = 4,
    Article = 5,
}

/// <summary>An opening number: its level, its value, and where the words after it begin.</summary>
internal readonly record struct Mark(MarkLevel Level, int Ordinal, int Start, int End);

/// <summary>Recognises the numbers, labels and lines that open something new.</summary>
internal static class Marks
{
    /// <summary>A heading number at a position of canonical text.</summary>
    public static Mark At(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
        {
            return default;
        }
        var c = text[at];
        if (c is '（' or '(' or '〔')
        {
            var close = text[(at + 1)..Math.Min(text.Length, at + 7)].IndexOfAny('）', ')', '〕');
            if (close is > 0 and <= 4)
            {
                var inner = text.Slice(at + 1, close).Trim();
                if (Chinese(inner) is { } n)
                {
                    return new Mark(MarkLevel.Item, n, at, at + close + 2);
                }
                if (
                    int.TryParse(
                        inner,
                        System.Globalization.NumberStyles.None,
                        System.Globalization.CultureInfo.InvariantCulture,
                        out var d
                    ) && d is > 0 and < 200
                )
                {
                    return new Mark(MarkLevel.SubPoint, d, at, at + close + 2);
                }
            }
            return default;
        }
        if (c is >= '①' and <= '⑳')
        {
            return new Mark(MarkLevel.SubPoint, c - '①' + 1, at, at + 1);
        }
        if (c is >= '0' and <= '9')
        {
            var i = at;
            while (i < text.Length && i < at + 3 && text[i] is >= '0' and <= '9')
            {
                i++;
            }
            if (
                i < text.Length
                && text[i] is '.' or '、' or '．'
                && i - at <= 3
                && !(i + 1 < text.Length && text[i + 1] is >= '0' and <= '9' && text[i] != '、')
            )
            {
                return new Mark(
                    MarkLevel.Point,
                    int.Parse(text[at..i], System.Globalization.CultureInfo.InvariantCulture),
                    at,
                    i + 1
                );
            }
            return default;
        }
        if (c == '第')
        {
            var i = at + 1;
            while (
                i < text.Length
                && i < at + 9
                && (Numerals.IsNumeral(text[i]) || text[i] is >= '0' and <= '9' or ' ')
            )
            {
                i++;
            }
            if (
                i > at + 1
                && i < text.Length
                && text[i] is '章' or '节' or '条' or '编'
                && NumberOf(text[(at + 1)..i]) is { } n
            )
            {
                // 第三十二条规定 inside a sentence is a citation and opens nothing
                return text[i] == '条'
                    ? new Mark(MarkLevel.Article, n, at, i + 1)
                    : new Mark(MarkLevel.Part, n, at, i + 1);
            }
            if (
                i > at + 1
                && i + 1 < text.Length
                && text[i] == '部'
                && text[i + 1] == '分'
                && NumberOf(text[(at + 1)..i]) is { } p
            )
            {
                return new Mark(MarkLevel.Part, p, at, i + 2);
            }
            return default;
        }
        // 任务一：, 措施2、
        if (
            c is '任' or '措' or '举'
            && (
                text[at..].StartsWith("任务")
                || text[at..].StartsWith("措施")
                || text[at..].StartsWith("举措")
            )
        )
        {
            var i = at + 2;
            while (
                i < text.Length
                && i < at + 6
                && (Numerals.IsNumeral(text[i]) || char.IsAsciiDigit(text[i]))
            )
            {
                i++;
            }
            return
                i > at + 2
                && i < text.Length
                && text[i] is '：' or ':' or '、'
                && NumberOf(text[(at + 2)..i]) is { } task
                ? new Mark(MarkLevel.Point, task, at, i + 1)
                : default;
        }
        if (Numerals.IsNumeral(c))
        {
            var i = at;
            while (i < text.Length && i < at + 5 && Numerals.IsNumeral(text[i]))
            {
                i++;
            }
            if (i < text.Length && text[i] is '、' or '．' && Chinese(text[at..i]) is { } n)
            {
                return new Mark(MarkLevel.Part, n, at, i + 1);
            }
        }
        return default;
    }

    private static int? Chinese(ReadOnlySpan<char> s) =>
        s.Length is > 0 and <= 5
        && Numerals.Parse(s) is { } n and > 0 and < 400
        && s.IndexOfAny('两', '〇', '零') < 0
            ? (int)n
            : null;

    private static int? NumberOf(ReadOnlySpan<char> s) =>
        int.TryParse(
            s,
            System.Globalization.NumberStyles.AllowLeadingWhite
                | System.Globalization.NumberStyles.AllowTrailingWhite,
            System.Globalization.CultureInfo.InvariantCulture,
            out var n
        )
            ? n
        : Numerals.Parse(s) is { } c and < 2000 ? (int)c
        : null;

    /// <summary>A line that begins like this is no continuation of the line before it.</summary>
    public static bool StartsBlock(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        if (
            line.IsEmpty
            || StartsLabel(line)
            || line[0] is '•' or '★' or '※' or '◆' or '●' or '■' or '|'
        )
        {
            return true;
        }
        Span<char> head = stackalloc char[Math.Min(16, line.Length)];
        line[..head.Length].CopyTo(head);
        for (var i = 0; i < head.Length; i++)
        {
            head[i] = head[i] switch
            {
                '(' => '（',
                ')' => '）',
                '．' => '.',
                >= '０' and <= '９' => (char)(head[i] - '０' + '0'),
                _ => head[i],
            };
        }
        var mark = At(head, 0);
        if (mark.Level != MarkLevel.None)
        {
            return true;
        }
        return (head.Length > 1 && head[1] == '是' && Numerals.Digit(head[0]) > 0)
            || head.StartsWith("附件")
            || head.StartsWith("附：")
            || head.StartsWith("抄送")
            || head.StartsWith("发布时间")
            || head.StartsWith("发布日期")
            || head.StartsWith("来源：")
            || head.StartsWith("信息来源");
    }

    /// <summary>A responsibility label (牵头单位：…) stands at the beginning.</summary>
    public static bool StartsLabel(ReadOnlySpan<char> line)
    {
        line = line.TrimStart("（(【[〔 \u3000");
        var colon = line[..Math.Min(line.Length, 16)].IndexOfAny('：', ':', '】');
        return colon > 1 && IsInline(Lexicon.LabelOf(line[..colon]), colon);
    }

    /// <summary>A label that may stand in running text; 单位： and 目标： alone are heads of columns only.</summary>
    public static bool IsInline(LabelKind kind, int length) =>
        length > 2
        && kind
            is LabelKind.Lead
                or LabelKind.Participating
                or LabelKind.Responsible
                or LabelKind.Deadline
                or LabelKind.Person;
}
