using System.Globalization;

namespace Fadu.Reading.Text;

/// <summary>A number that counts or measures something.</summary>
/// <param name="Start">First character of the numeral.</param>
/// <param name="NumberEnd">End of the numeral without unit.</param>
/// <param name="End">End with unit.</param>
/// <param name="Bare">No measure word follows.</param>
internal sealed record Quantity(
    int Start,
    int NumberEnd,
    int End,
    decimal? Value,
    (decimal From, decimal To)? Range,
    string? Unit,
    string? Qualifier,
    string Operator,
    bool Bare,
    bool Chinese
);

/// <summary>
/// Finds the numbers that mean quantities. Years, dates, document numbers, ordinals, headings, hot lines, road numbers and names with digits in
/// them mean none.
/// </summary>
internal static class NumberLexer
{
    private static readonly HashSet<string> HotLines = new(StringComparer.Ordinal)
    {
        "110",
        "112",
        "114",
        "119",
        "120",
        "122",
        "12110",
        "12119",
        "12122",
        "12123",
        "12301",
        "12305",
        "12306",
        "12309",
        "12310",
        "12313",
        "12315",
        "12316",
        "12317",
        "12318",
        "12319",
        "12320",
        "12321",
        "12323",
        "12325",
        "12326",
        "12328",
        "12329",
        "12330",
        "12333",
        "12336",
        "12337",
        "12338",
        "12339",
        "12340",
        "12341",
        "12342",
        "12343",
        "12345",
        "12348",
        "12349",
        "12350",
        "12351",
        "12355",
        "12356",
        "12358",
        "12360",
        "12361",
        "12363",
        "12365",
        "12366",
        "12367",
        "12368",
        "12369",
        "12371",
        "12377",
        "12378",
        "12379",
        "12380",
        "12381",
        "12385",
        "12386",
        "12388",
        "12389",
        "12393",
        "12395",
        "12396",
        "95598",
        "10000",
        "10010",
        "10086",
        "96110",
        "7×24",
        "24365",
    };

    private static readonly string[] Before =
    [
        "不低于",
        "不少于",
        "不超过",
        "不高于",
        "不大于",
        "不小于",
        "不多于",
        "超过",
        "超出",
        "突破",
        "大约",
        "约为",
        "约",
        "近",
        "超",
        "逾",
        "达到",
        "达",
        "至少",
        "最多",
        "高于",
        "低于",
        "多于",
        "少于",
        "将近",
        "接近",
        "大于",
        "小于",
    ];

    private static readonly string[] After = ["以上", "以下", "以内", "之内", "左右", "上下", "内"];

    /// <summary>All quantities between two offsets of the flow, in order.</summary>
    public static List<Quantity> Of(Flow flow, int start, int end)
    {
        var text = flow.Text;
        var result = new List<Quantity>();
        var title = 0;
        var titleAt = 0;
        var quote = -1;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '《':
                    title++;
                    titleAt = i;
                    continue;
                case '》':
                    title = Math.Max(0, title - 1);
                    continue;
                case '“':
                    quote = i;
                    continue;
                case '”':
                    quote = -1;
                    continue;
                case '\n':
                    title = 0;
                    quote = -1;
                    continue;
            }
            // a title longer than this lost its closing mark
            if (title > 0 && i - titleAt > 120)
            {
                title = 0;
            }
            var arabic = char.IsAsciiDigit(c);
            if (!arabic && !Numerals.IsNumeral(c))
            {
                continue;
            }
            var inQuote = quote >= 0 && ShortQuote(text, quote, i, end);
            if (arabic)
            {
                i = Arabic(flow, i, start, end, title > 0, inQuote, result) - 1;
            }
            else
            {
                i = Chinese(flow, i, start, end, title > 0 || inQuote, result) - 1;
            }
        }
        return result;
    }

    private static bool ShortQuote(string text, int open, int at, int end)
    {
        var close = text.AsSpan(at, Math.Min(16, end - at)).IndexOf('”');
        return close >= 0 && at + close - open <= 16;
    }

    private static int Arabic(
        Flow flow,
        int at,
        int floor,
        int end,
        bool inTitle,
        bool inQuote,
        List<Quantity> result
    )
    {
        var text = flow.Text;
        var i = at;
        while (i < end && char.IsAsciiDigit(text[i]))
        {
            i++;
        }
        // 440,696: groups of three, and nothing but groups of three
        var digits = i - at;
        if (digits <= 3)
        {
            var g = i;
            while (
                g + 3 < text.Length
                && g + 4 <= end
                && text[g] == '，'
                && Digits(text, g + 1, end) == 3
                && flow.Original(g, g + 1) is "," or "，"
                && !(g + 4 < end && text[g + 4] == '，' && Digits(text, g + 5, end) is not (3 or 0))
            )
            {
                g += 4;
            }
            if (g > i && !(text[at] == '0') && IsGrouped(flow, i, g))
            {
                i = g;
            }
        }
        if (i + 1 < end && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        {
            i++;
            while (i < end && char.IsAsciiDigit(text[i]))
            {
                i++;
            }
        }
        // “1 5起”: a figure that a converter tore apart; two figures side by side would each have a measure word
        while (
            i + 1 < end
            && i - at <= 3
            && text[i] == ' '
            && Digits(text, i + 1, end) is var torn and > 0 and <= 3
            && at > floor
            && (IsHan(text[at - 1]) || text[at - 1] is '”' or '）' or '》')
            && HasUnit(text, i + 1 + torn, end)
            && text[i + 1 + torn] is not ('年' or '月' or '日' or '时')
        )
        {
            i += 1 + torn;
        }
        var literal = text[at..i]
            .Replace("，", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        var stop = i;
        // skip what hangs on to the digits: dates, codes, fractions of codes
        if (inTitle || inQuote || Excluded(flow, at, ref stop, literal, floor, end))
        {
            return Math.Max(stop, i);
        }
        if (
            !decimal.TryParse(
                literal,
                NumberStyles.Number,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
        {
            return i;
        }
        // 2/3
        if (
            i + 1 < end
            && text[i] == '/'
            && Digits(text, i + 1, end) is > 0 and <= 3 and var dn
            && value is > 0 and < 1000
        )
        {
            var below = decimal.Parse(text.AsSpan(i + 1, dn), CultureInfo.InvariantCulture);
            if (below > value)
            {
                var fractionEnd = i + 1 + dn;
                Emit(
                    flow,
                    at,
                    fractionEnd,
                    fractionEnd,
                    Math.Round(value / below, 4),
                    null,
                    "比例",
                    end,
                    false,
                    result
                );
                return fractionEnd;
            }
            return i + 1 + dn;
        }
        // 1至10个工作日, 20-30件, 30%-50%
        var first = ReadUnit(text, i, end, out var firstUnit, out _);
        var dash = first;
        if (
            dash < end
            && text[dash] is '-' or '至' or '到'
            && dash + 1 < end
            && char.IsAsciiDigit(text[dash + 1])
        )
        {
            var n = dash + 1;
            while (
                n < end
                && (
                    char.IsAsciiDigit(text[n])
                    || (text[n] == '.' && n + 1 < end && char.IsAsciiDigit(text[n + 1]))
                )
            )
            {
                n++;
            }
            var to = decimal.Parse(
                text.AsSpan(dash + 1, n - dash - 1),
                NumberStyles.Number,
                CultureInfo.InvariantCulture
            );
            var unitEnd = ReadUnit(text, n, end, out var secondUnit, out _);
            if (
                to > value
                && secondUnit is not null
                && secondUnit is not ("月" or "日" or "年" or "时" or "号")
                && (
                    firstUnit is null
                    || firstUnit == secondUnit
                    || (text[dash] == '-' && firstUnit == "%")
                )
            )
            {
                Emit(flow, at, n, unitEnd, null, (value, to), secondUnit, end, false, result);
                return unitEnd;
            }
            if (firstUnit is null && text[dash] == '-')
            {
                return n;
            }
        }
        var unit = ReadUnit(text, i, end, out var word, out var inner);
        Emit(flow, at, i, unit, value, null, word, end, false, result, inner);
        return Math.Max(unit, i);
    }

    private static bool IsGrouped(Flow flow, int from, int to)
    {
        // with half-width commas throughout, 1,234 may be two things only when a space follows the comma
        for (var i = from; i < to; i += 4)
        {
            if (flow.GapBefore(i + 1))
            {
                return false;
            }
        }
        return true;
    }

    private static int Digits(string text, int at, int end)
    {
        var n = 0;
        while (at + n < end && n < 20 && char.IsAsciiDigit(text[at + n]))
        {
            n++;
        }
        return n;
    }

    private static bool IsYear(ReadOnlySpan<char> s) =>
        s.Length == 4 && (s[0], s[1]) is ('1', '9') or ('2', '0');

    private static bool Excluded(
        Flow flow,
        int at,
        ref int end,
        string literal,
        int floor,
        int limit
    )
    {
        var text = flow.Text;
        var prev = at > floor ? text[at - 1] : '\n';
        var next = end < limit ? text[end] : '\n';
        if (literal.Length > 12)
        {
            return true;
        }
        // G219, IPv6, X射线 5G, A4
        if (
            char.IsAsciiLetter(prev)
            || prev is '_' or '@' or '#' or '№'
            || (next is '@' or '_')
            || (char.IsAsciiLetter(next) && !IsUnitLetters(text, end, limit))
        )
        {
            while (
                end < limit
                && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '/' or '.' or '_')
            )
            {
                end++;
            }
            return true;
        }
        // 〔2022〕42号
        if (
            next == '〕'
            || (prev == '〔' && next == '〕')
            || (prev == '〕' && next == '号')
            || (prev is '第' && next is not '%')
            || (next == '号' && prev != '〕')
        )
        {
            if (next == '〕' && end + 1 < limit)
            {
                end++;
                while (end < limit && (char.IsAsciiDigit(text[end]) || text[end] is '号' or '第'))
                {
                    end++;
                }
            }
            return true;
        }
        if (prev == '第' || (prev is '-' or '至' or '、' && Ordinal(text, at - 1, floor)))
        {
            return true;
        }
        // 1+N, 3+2
        if (
            next == '+'
            && end + 1 < limit
            && (
                char.IsAsciiLetterOrDigit(text[end + 1])
                || text[end + 1] is 'Ｎ' or 'X'
                || IsHan(text[end + 1])
            )
        )
        {
            end++;
            while (end < limit && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '+'))
            {
                end++;
            }
            return true;
        }
        if (prev == '+' || prev == '×' || next is '×' or '*')
        {
            return true;
        }
        // 12·4, 3·15, 8·25
        if (
            next is '·' or '•' or '‧' or '・'
            && end + 1 < limit
            && char.IsAsciiDigit(text[end + 1])
        )
        {
            end++;
            while (end < limit && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
            return true;
        }
        if (
            literal.Contains('.', StringComparison.Ordinal)
            && Anniversary(literal)
            && next
                is '宪'
                    or '国'
                    or '全'
                    or '世'
                    or '民'
                    or '安'
                    or '禁'
                    or '环'
                    or '消'
                    or '专'
                    or '系'
        )
        {
            return true;
        }
        if (
            HotLines.Contains(literal)
            // a cell of a table that is nothing but this number counts
            && !(prev is '\t' && next is '\t' or '\n')
            && (
                next
                    is '热'
                        or '政'
                        or '便'
                        or '公'
                        or '平'
                        or '等'
                        or '、'
                        or '和'
                        or '举'
                        or '投'
                        or '，'
                        or '法'
                        or '”'
                        or '与'
                        or '及'
                        or '接'
                        or '报'
                        or '市'
                        or '工'
                        or '服'
                        or '/'
                        or '维'
                || !HasUnit(text, end, limit)
            )
        )
        {
            return true;
        }
        if (Date(text, at, ref end, literal, prev, floor, limit))
        {
            return true;
        }
        // 1. 1、 （1）: numbers of headings and list points
        if (
            prev is '\n' or '。' or '；' or '：' or ' ' or '\t' or '，'
            && literal.Length <= 2
            && next is '.' or '、'
            && !(next == '、' && end + 1 < limit && char.IsAsciiDigit(text[end + 1]))
        )
        {
            return true;
        }
        if (prev == '（' && next == '）' && literal.Length <= 3)
        {
            return true;
        }
        // 附件1, 图2, 表3
        if (
            !HasUnit(text, end, limit)
            && (
                prev is '件' or '图' or '表' or '页'
                && literal.Length <= 2
                && at - 2 >= floor
                && text[at - 2] is '附' or '如' or '下' or '见' or '，' or '。' or '\n'
            )
        )
        {
            return true;
        }
        // telephone and index numbers: 0350-1234567, 015158708/2024-08618
        if (
            !HasUnit(text, end, limit)
            && (
                literal.Length >= 9
                || (
                    literal[0] == '0'
                    && literal.Length > 1
                    && !literal.Contains('.', StringComparison.Ordinal)
                )
                || (
                    next is '-' or '/' or '：'
                    && end + 1 < limit
                    && char.IsAsciiDigit(text[end + 1])
                    && literal.Length > 2
                )
                || (prev is '/' or '-' && at - 2 >= floor && char.IsAsciiDigit(text[at - 2]))
            )
        )
        {
            while (
                end < limit
                && (char.IsAsciiDigit(text[end]) || text[end] is '-' or '/' or '：' or '.' or ' ')
            )
            {
                end++;
            }
            return true;
        }
        // a line of digits alone is a page number
        if (prev is '\n' or '-' && next is '\n' or '-' && literal.Length <= 4)
        {
            return true;
        }
        // 中央电视台12套
        return next == '套' && prev == '台';
    }

    private static bool Ordinal(string text, int at, int floor)
    {
        // 第21、25条, 第3-5项
        for (var i = at; i >= floor && at - i < 12; i--)
        {
            if (text[i] == '第')
            {
                return true;
            }
            if (!char.IsAsciiDigit(text[i]) && text[i] is not ('、' or '-' or '至'))
            {
                return false;
            }
        }
        return false;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool IsUnitLetters(string text, int at, int limit)
    {
        var n = Lexicon.MeasureLength(text.AsSpan(at, Math.Min(4, limit - at)));
        return n >= 2 && char.IsAsciiLetter(text[at]);
    }

    private static bool Anniversary(string literal)
    {
        var dot = literal.IndexOf('.', StringComparison.Ordinal);
        return int.TryParse(literal.AsSpan(0, dot), CultureInfo.InvariantCulture, out var m)
            && m is >= 1 and <= 12
            && int.TryParse(literal.AsSpan(dot + 1), CultureInfo.InvariantCulture, out var d)
            && d is >= 1 and <= 31;
    }

    private static bool HasUnit(string text, int at, int limit) =>
        ReadUnit(text, at, limit, out var unit, out _) > at && unit is not null;

    /// <summary>Years, dates, spans of years and times of day. Moves the end past all that belongs to them.</summary>
    private static bool Date(
        string text,
        int at,
        ref int end,
        string literal,
        char prev,
        int floor,
        int limit
    )
    {
        var next = end < limit ? text[end] : '\n';
        var after = end + 1 < limit ? text[end + 1] : '\n';
        if (IsYear(literal))
        {
            if (next == '年' && !(after is '来' && false))
            {
                end++;
                SkipDate(text, ref end, limit);
                return true;
            }
            if (
                next is '-' or '至' or '/' or '.' or '—'
                && Digits(text, end + 1, limit) is var n and > 0 and <= 8
            )
            {
                end += 1 + n;
                SkipDate(text, ref end, limit);
                return true;
            }
            if (
                prev is '-' or '至'
                && at - 2 >= floor
                && (char.IsAsciiDigit(text[at - 2]) || text[at - 2] == '年')
            )
            {
                SkipDate(text, ref end, limit);
                return true;
            }
            // “2023，共收到…”, “2023共举办…”: a year that lost its 年 opens a clause and has no measure word; 2025件 has one
            if (
                !HasUnit(text, end, limit)
                && prev
                    is '\n'
                        or '。'
                        or '，'
                        or '；'
                        or '、'
                        or '（'
                        or '：'
                        or '在'
                        or '自'
                        or '从'
                        or '于'
                        or '至'
                        or '到'
                        or '截'
                        or '将'
                        or '•'
                        or ' '
            )
            {
                SkipDate(text, ref end, limit);
                return true;
            }
            return next is '度' or '版' || (next == '）' && prev == '（');
        }
        if (
            literal.Length == 8
            && (
                IsYear(literal.AsSpan(0, 4))
                && (IsYear(literal.AsSpan(4, 4)) || (next != '件' && next != '人' && next != '元'))
            )
            && next is '年' or '\n' or ' ' or '）' or '，'
        )
        {
            end += next == '年' ? 1 : 0;
            return true;
        }
        if (
            next == '年'
            && literal.Length <= 2
            && (prev is '-' or '至' or '\'' || after is '底' or '初')
        )
        {
            end++;
            return true;
        }
        if (
            literal.Length <= 2
            && int.TryParse(literal, NumberStyles.None, CultureInfo.InvariantCulture, out var small)
        )
        {
            if (next == '月' && small is >= 1 and <= 12)
            {
                end++;
                SkipDate(text, ref end, limit);
                return true;
            }
            if (
                next is '-' or '至' or '、'
                && small is >= 1 and <= 12
                && Digits(text, end + 1, limit) is 1 or 2
                && end + 1 + Digits(text, end + 1, limit) < limit
                && text[end + 1 + Digits(text, end + 1, limit)] == '月'
            )
            {
                end += 2 + Digits(text, end + 1, limit);
                SkipDate(text, ref end, limit);
                return true;
            }
            if (next == '日' && small is >= 1 and <= 31 && prev is '月' or '至' or '-' or '、')
            {
                end++;
                return true;
            }
            // 8：30, 14时30分
            if (
                next is '：' or '时'
                && small < 25
                && (
                    next == '时'
                        ? after is not ('限' or '间' or '长' or '效')
                        : char.IsAsciiDigit(after)
                )
            )
            {
                end++;
                while (
                    end < limit
                    && (
                        char.IsAsciiDigit(text[end])
                        || text[end] is '：' or '分' or '时' or '-' or '至'
                    )
                )
                {
                    end++;
                }
                return true;
            }
            // 2021-03-31 after its year was read
            if (
                prev is '-' or '/' or '.'
                && at - 2 >= floor
                && char.IsAsciiDigit(text[at - 2])
                && !HasUnit(text, end, limit)
            )
            {
                return true;
            }
        }
        return false;
    }

    private static void SkipDate(string text, ref int end, int limit)
    {
        var i = end;
        while (i < limit)
        {
            var n = Digits(text, i, limit);
            if (n is > 0 and <= 4 && i + n < limit && text[i + n] is '年' or '月' or '日' or '时')
            {
                // 2023年12个 …: only a date part may follow
                if (
                    text[i + n] == '日'
                    && i > 0
                    && text[i - 1] is not ('月' or '-' or '至' or '、')
                )
                {
                    break;
                }
                if (text[i + n] == '时' && (i == 0 || text[i - 1] is not ('日' or ' ')))
                {
                    break;
                }
                i += n + 1;
                end = i;
                continue;
            }
            if (
                text[i] is '-' or '至' or '/' or '到' or '—'
                && Digits(text, i + 1, limit) is var m and > 0 and <= 4
            )
            {
                var tail = i + 1 + m < limit ? text[i + 1 + m] : '\n';
                if (
                    tail is '年' or '月' or '日'
                    || (
                        text[i] is '-' or '/'
                        && tail is '-' or '/' or ' ' or '\n' or '）' or '，' or '。' or '：'
                    )
                    || (text[i] is '-' && m == 4)
                )
                {
                    i += 1 + m;
                    end = i;
                    if (tail is '年' or '月' or '日')
                    {
                        i++;
                        end = i;
                    }
                    continue;
                }
            }
            break;
        }
    }

    private static int Chinese(
        Flow flow,
        int at,
        int floor,
        int end,
        bool named,
        List<Quantity> result
    )
    {
        var text = flow.Text;
        var i = at;
        while (i < end && Numerals.IsNumeral(text[i]))
        {
            i++;
        }
        var prev = at > floor ? text[at - 1] : '\n';
        if (
            named
            || prev is '第' or '之' or '每' && text[at] != '一'
            || (
                prev
                is '十'
                    or '统'
                    or '唯'
                    or '专'
                    or '单'
                    or '同'
                    or '划'
                    or '万'
                    or '千'
                    or '几'
                    or '数'
                    or '周'
                    or '礼'
                    or '星'
            )
        )
        {
            return i;
        }
        // 三分之二, 百分之九十
        if (i + 1 < end && text[i] == '分' && text[i + 1] == '之')
        {
            var n = i + 2;
            while (n < end && Numerals.IsNumeral(text[n]))
            {
                n++;
            }
            if (
                Numerals.Parse(text.AsSpan(at, i - at)) is > 0 and var below
                && n > i + 2
                && Numerals.Parse(text.AsSpan(i + 2, n - i - 2)) is { } above
            )
            {
                Emit(
                    flow,
                    at,
                    n,
                    n,
                    below == 100 ? above : Math.Round((decimal)above / below, 4),
                    null,
                    below == 100 ? "%" : "比例",
                    end,
                    true,
                    result
                );
            }
            return n;
        }
        var word = text.AsSpan(at, i - at);
        if (
            word is "零"
            || (
                word[0] is '万' or '亿' or '千' or '百' or '十'
                && (word.Length > 1 && word[0] != '十' || word.Length == 1)
                && !(i < end && text[i] is '余' or '多')
            )
        )
        {
            return i;
        }
        var unitEnd = ReadUnit(text, i, end, out var unit, out var inner);
        if (unit is null || unitEnd == i)
        {
            return i;
        }
        var vague = inner is not null;
        if (Numerals.Parse(word) is not { } value || value == 0)
        {
            return i;
        }
        var compound = word.Length > 1 || vague;
        var next = unitEnd < end ? text[unitEnd] : '\n';
        var accepted =
            compound
                ? unit
                    is not (
                        "届"
                        or "级"
                        or "月"
                        or "日"
                        or "年"
                        or "大"
                        or "条"
                        or "款"
                        or "项"
                        or "章"
                        or "周年"
                        or "类"
                        or "种"
                        or "版"
                        or "编"
                        or "度"
                        or "分"
                        or "里"
                        or "点"
                        or "区"
                        or "面"
                        or "方面"
                        or "字"
                        or "路"
                        or "号"
                        or "代"
                        or "面"
                    )
                    || (vague && unit is not ("年" or "月" or "日"))
            : unit == "成" ? next is '以' or '左' or '，' or '。' or '的' or '多'
            : unit is "年" && prev == '续' ? true
            : Single(text, at, unitEnd, prev, next, unit, word[0], floor);
        if (!accepted)
        {
            // 三县一市
            if (
                unit is "县" or "市" or "区"
                && at + 4 <= end
                && i == at + 1
                && (
                    (
                        Numerals.IsNumeral(next)
                        && unitEnd + 1 < end
                        && text[unitEnd + 1] is '县' or '市' or '区'
                    )
                    || (
                        result.Count > 0
                        && result[^1].Chinese
                        && result[^1].End == at
                        && result[^1].Unit is "县" or "市" or "区"
                    )
                )
            )
            {
                Emit(flow, at, i, unitEnd, value, null, unit, end, true, result);
                return unitEnd;
            }
            return i;
        }
        if (unit == "成")
        {
            Emit(flow, at, i, unitEnd, value * 10, null, "%", end, true, result);
            return unitEnd;
        }
        Emit(flow, at, i, unitEnd, value, null, unit, end, true, result, inner);
        return unitEnd;
    }

    private static readonly HashSet<string> Countable = new(StringComparer.Ordinal)
    {
        "次",
        "期",
        "件",
        "起",
        "场",
        "场次",
        "人次",
        "份",
        "名",
        "人",
        "户",
        "家",
        "宗",
        "例",
        "篇",
        "批次",
        "期次",
        "处",
        "所",
        "支",
        "台",
        "辆",
        "套",
        "座",
        "万元",
        "亿元",
        "元",
    };

    private static bool Single(
        string text,
        int at,
        int unitEnd,
        char prev,
        char next,
        string unit,
        char digit,
        int floor
    )
    {
        // 每季度一次, 每半年学法一次
        if (digit == '一')
        {
            var clause = text.AsSpan(Math.Max(floor, at - 9), at - Math.Max(floor, at - 9));
            clause = clause[(clause.LastIndexOfAny("，。；") + 1)..];
            return unit == "次"
                && clause.IndexOf('每') is >= 0 and var each
                && clause[each..].IndexOfAny("度月年周期") > 0
                && next is '，' or '。' or '；' or '、' or '\n' or '）';
        }
        // 两个口岸管委会
        if (digit == '两' && unit == "个")
        {
            return prev is '、' or '和' or '及' or '设' or '立' or '建'
                && IsHan(next)
                && next
                    is not (
                        '方'
                        or '层'
                        or '维'
                        or '环'
                        or '阶'
                        or '重'
                        or '必'
                        or '不'
                        or '一'
                        or '坚'
                        or '关'
                        or '工'
                        or '月'
                        or '确'
                        or '维'
                        or '大'
                        or '规'
                    );
        }
        // 培训二期，: behind its noun and in front of a stop; 一 件 in “每一件” is none
        return Countable.Contains(unit)
            && IsHan(prev)
            && prev
                is not (
                    '这'
                    or '那'
                    or '每'
                    or '某'
                    or '任'
                    or '仅'
                    or '的'
                    or '有'
                    or '是'
                    or '为'
                    or '在'
                    or '上'
                    or '了'
                )
            && next is '，' or '。' or '；' or '、' or '\n' or '）' or '以';
    }

    /// <summary>余, 万 and the measure word behind a number; returns where they end. The unit is what was written without 余 (3000余万元 → 万元).</summary>
    public static int ReadUnit(string text, int at, int end, out string? unit, out string? vague)
    {
        unit = null;
        vague = null;
        var i = at;
        if (
            i < end
            && text[i] == '（'
            && i + 2 < end
            && text[i + 2] == '）'
            && text[i + 1] is '余' or '多'
        )
        {
            i += 3;
        }
        if (i < end && text[i] is '余' or '多' or '来' or '几')
        {
            // 多 may begin a word of its own: 320多元化
            if (text[i] == '余' || Continues(text, i + 1, end))
            {
                vague = text[i].ToString();
                i++;
            }
        }
        var power = i;
        while (i < end && text[i] is '万' or '亿' or '千' or '百')
        {
            i++;
        }
        var scale = text[power..i];
        if (
            i < end
            && vague is null
            && scale.Length > 0
            && text[i] is '余' or '多'
            && (text[i] == '余' || Continues(text, i + 1, end))
        )
        {
            vague = text[i].ToString();
            i++;
        }
        if (i < end && text[i] is ' ')
        {
            i++;
        }
        var n = i < end ? Lexicon.MeasureLength(text.AsSpan(i, Math.Min(8, end - i))) : 0;
        n = Trim(text, i, n, end);
        if (n == 0)
        {
            unit = scale.Length > 0 ? scale : null;
            return scale.Length > 0 || vague is not null
                ? power + scale.Length + (vague is not null && i > power + scale.Length ? 1 : 0)
                : at;
        }
        unit = scale + text.Substring(i, n);
        return i + n;
    }

    private static bool Continues(string text, int at, int end) =>
        at < end
        && (
            text[at] is '万' or '亿' or '千' or '百'
            || Lexicon.MeasureLength(text.AsSpan(at, Math.Min(6, end - at))) > 0
        );

    /// <summary>A measure word that is the beginning of the noun instead: 4集成办事服务专区, 256中小学, 12个部门.</summary>
    private static int Trim(string text, int at, int n, int end)
    {
        if (n == 0)
        {
            return 0;
        }
        var after = at + n < end ? text[at + n] : '\n';
        var word = text.AsSpan(at, n);
        return word switch
        {
            "集" when after is '成' or '中' or '体' or '团' or '市' => 0,
            "单" when after is '位' or '独' => 0,
            "版" when after is '面' => 0,
            "部" when after is '门' or '委' or '署' => 0,
            "面" when after is '向' or '对' => 0,
            "点" when after is '名' or '击' => 0,
            "级" when after is '以' => n,
            "分" when after is '别' or '类' or '级' or '为' or '之' or '管' or '公' => 0,
            "日" when after is '常' or '均' => 0,
            "年" when after is '度' => 0,
            "度" when after is '假' => 0,
            "成" when after is '为' or '立' or '员' or '功' or '效' or '果' or '熟' => 0,
            "口" when after is '岸' => 0,
            "门" when after is '户' => 0,
            "路" when after is '径' or '线' => 0,
            "线" when after is '上' or '下' or '索' => 0,
            "环" when after is '境' or '保' => 0,
            "回" when after is '访' or '应' or '复' or '头' => 0,
            "把" when after is '握' or '关' => 0,
            "支" when after is '持' or '部' or '出' or '付' => 0,
            "样" when after is '本' or '品' => 0,
            "味" or "身" or "声" or "步" or "格" or "根" or "环" or "孔" or "桩" when true => after
                is '，'
                    or '。'
                    or '、'
                    or '；'
                ? n
                : 0,
            "课" when after is '题' or '程' => 0,
            "案" when after is '件' => 2,
            "项" when after is '目' => 0,
            "站" when after is '点' => 0,
            "里" when after is '程' => 0,
            "米" when after is '面' => 0,
            "天" when after is '然' => 0,
            "周" when after is '边' or '期' => 0,
            "组" when after is '织' or '建' or '成' => 0,
            "道" when after is '路' => 0,
            "条" when after is '例' or '件' => 0,
            "封" when after is '闭' => 0,
            "层" when after is '级' or '面' => 0,
            "档" when after is '案' => 0,
            "路线" => 0,
            "部门" => 2,
            _ => n,
        };
    }

    private static void Emit(
        Flow flow,
        int at,
        int numberEnd,
        int unitEnd,
        decimal? value,
        (decimal, decimal)? range,
        string? unit,
        int end,
        bool chinese,
        List<Quantity> result,
        string? vague = null
    )
    {
        var text = flow.Text;
        var qualifiers = new List<string>();
        var op = "=";
        foreach (var b in Before)
        {
            if (at >= b.Length && text.AsSpan(at - b.Length, b.Length).SequenceEqual(b))
            {
                qualifiers.Add(b);
                op = b switch
                {
                    "不低于" or "不少于" or "不小于" or "至少" => ">=",
                    "不超过" or "不高于" or "不大于" or "不多于" or "最多" => "<=",
                    "超过" or "超出" or "突破" or "超" or "逾" or "高于" or "多于" or "大于" => ">",
                    "低于" or "少于" or "小于" or "近" or "接近" or "将近" => "<",
                    "约" or "约为" or "大约" => "~",
                    _ => op,
                };
                break;
            }
        }
        if (vague is not null)
        {
            qualifiers.Add(vague);
            op = ">";
        }
        foreach (var a in After)
        {
            if (
                unitEnd + a.Length <= end
                && text.AsSpan(unitEnd, a.Length).SequenceEqual(a)
                && !(
                    a == "内"
                    && unitEnd + 1 < end
                    && text[unitEnd + 1] is '部' or '容' or '设' or '外' or '控'
                )
            )
            {
                qualifiers.Add(a);
                op = a switch
                {
                    "以上" => ">=",
                    "以下" or "以内" or "之内" or "内" => "<=",
                    _ => "~",
                };
                break;
            }
        }
        result.Add(
            new Quantity(
                at,
                numberEnd,
                Math.Max(unitEnd, numberEnd),
                value,
                range,
                unit,
                qualifiers.Count == 0 ? null : string.Join(',', qualifiers),
                op,
                unit is null,
                chinese
            )
        );
    }
}
