using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Reports;

/// <summary>
/// Relations that the text states or implies. Only what must hold and does not is called failing; what the text leaves open is undecidable.
/// </summary>
internal static partial class Checks
{
    /// <summary>How many figures apart a whole and its parts may stand.</summary>
    private const int Reach = 40;

    public static List<ReadCheck> Of(Flow flow, DocumentHead head, List<Draft> figures)
    {
        var result = new List<ReadCheck>();
        var groups = figures.GroupBy(f => f.Sentence).Select(g => g.ToList()).ToList();
        List<Draft>? before = null;
        foreach (var group in groups)
        {
            Sums(flow, group, result);
            Trailing(flow, group, result);
            Ratios(flow, group, before, result);
            Orders(flow, group, result);
            before = group;
        }
        Denominators(flow, groups, result);
        Twice(flow, figures, result);
        Documents(flow, result);
        Dates(flow, head, result);
        return result;
    }

    /// <summary>The words between two figures; two metrics of one number have none.</summary>
    private static ReadOnlySpan<char> Between(Flow flow, Draft a, Draft b) =>
        b.Quantity.Start > a.Quantity.End
            ? flow.Text.AsSpan(a.Quantity.End, b.Quantity.Start - a.Quantity.End)
            : default;

    private static bool IsShare(Draft d) =>
        d.Quantity.Unit is "%" or "‰" or "比例" or "倍" or "个百分点" or "百分点" or "分";

    private static bool IsTime(Draft d) =>
        d.Quantity.Unit
            is "年"
                or "天"
                or "日"
                or "小时"
                or "分钟"
                or "个月"
                or "个工作日"
                or "工作日"
                or "周"
                or "学时"
                or "季度";

    private static bool IsCount(Draft d) =>
        d.Quantity.Value is not null && !IsShare(d) && !IsTime(d);

    private static bool IsExact(Draft d) => d.Quantity.Operator == "=";

    private static bool SameUnit(Draft a, Draft b) =>
        a.Quantity.Unit == b.Quantity.Unit || a.Quantity.Unit is null || b.Quantity.Unit is null;

    private static string Show(decimal v) =>
        (v / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static CheckOperand Operand(Draft d) => new(d.Figure.Id, d.Quantity.Value!.Value);

    private static ReadCheck Make(
        Flow flow,
        string kind,
        string statement,
        IReadOnlyList<Draft> of,
        decimal? stated,
        decimal? computed,
        string verdict,
        string why
    ) =>
        new(
            kind,
            statement,
            [.. of.Select(Operand)],
            stated,
            computed,
            verdict,
            why,
            flow.Span(of.Min(d => d.Quantity.Start), of.Max(d => d.Quantity.End))
        );

    // ---- totals and their parts

    private static void Sums(Flow flow, List<Draft> group, List<ReadCheck> result)
    {
        for (var i = 0; i + 2 < group.Count + 1; i++)
        {
            var total = group[i];
            if (!IsCount(total) || !IsExact(total) || total.Quantity.Value < 2)
            {
                continue;
            }
            if (Marked(flow, group, i) is { } parts)
            {
                if (parts.Count >= 2)
                {
                    Sum(flow, total, parts, Exhaustive(flow, total, parts), result);
                    continue;
                }
            }
            Unmarked(flow, group, i, result);
        }
    }

    private static readonly string[] PartMarks =
    [
        "其中",
        "分别是",
        "分别为",
        "包括",
        "分为",
        "具体为",
        "具体是",
        "即",
    ];

    private static bool PartMark(ReadOnlySpan<char> between, out int at)
    {
        at = -1;
        foreach (var m in PartMarks)
        {
            var i = between.IndexOf(m);
            if (i >= 0 && (at < 0 || i < at))
            {
                at = i;
            }
        }
        if (at < 0)
        {
            at = between.IndexOf('：');
        }
        return at >= 0;
    }

    /// <summary>The parts that 其中 announces: of the total's unit, at its depth or in the bracket that 其中 opens.</summary>
    private static List<Draft>? Marked(Flow flow, List<Draft> group, int i)
    {
        var total = group[i];
        var next = i + 1;
        // 审结45件（含结转4件），其中…: what a bracket adds in between is passed over
        while (
            next < group.Count
            && next <= i + Reach
            && group[next].Depth > total.Depth
            && !PartMark(Between(flow, group[next - 1], group[next]), out _)
        )
        {
            next++;
        }
        if (next >= group.Count || group[next].Depth < total.Depth)
        {
            return null;
        }
        var between = Between(flow, total, group[next]);
        if (
            !PartMark(Between(flow, group[next - 1], group[next]), out var mark)
            || (next == i + 1 && (between[..mark].IndexOfAny("；。") >= 0 || mark > 40))
        )
        {
            return null;
        }
        var depth = group[next].Depth;
        var parts = new List<Draft>();
        for (var k = next; k < group.Count && k <= i + Reach; k++)
        {
            var d = group[k];
            var gap = Between(flow, group[k - 1], d);
            if (
                k > next
                && (
                    gap.Contains('；') && !AllSemicolons(flow, group, i, k)
                    || gap.Contains("其中", StringComparison.Ordinal) && d.Depth == depth
                )
            )
            {
                break;
            }
            if (d.Depth > depth)
            {
                continue;
            }
            if (d.Depth < depth)
            {
                break;
            }
            if (IsShare(d))
            {
                // 调解65件，占78%: shares between the parts are no parts
                continue;
            }
            if (!IsCount(d) || !SameUnit(total, d))
            {
                break;
            }
            parts.Add(d);
        }
        return parts;
    }

    /// <summary>A list whose members are parted by ； throughout: 其中：甲10件；乙20件.</summary>
    private static bool AllSemicolons(Flow flow, List<Draft> group, int i, int k)
    {
        for (var n = i + 2; n <= k; n++)
        {
            if (!Between(flow, group[n - 1], group[n]).Contains('；'))
            {
                return false;
            }
        }
        return Between(flow, group[i], group[i + 1]).Contains('：');
    }

    /// <summary>Whether the list means to name all parts: a colon, or three members and more.</summary>
    private static bool Exhaustive(Flow flow, Draft total, List<Draft> parts)
    {
        var between = Between(flow, total, parts[0]);
        return between.Contains('：')
            || between.Contains("分别", StringComparison.Ordinal)
            || between.Contains("分为", StringComparison.Ordinal)
            || parts.Count >= 3;
    }

    private static void Sum(
        Flow flow,
        Draft total,
        List<Draft> parts,
        bool exhaustive,
        List<ReadCheck> result
    )
    {
        var stated = total.Quantity.Value!.Value;
        var sum = parts.Sum(p => p.Quantity.Value!.Value);
        var statement =
            $"{Show(stated)} = {string.Join(" + ", parts.Select(p => Show(p.Quantity.Value!.Value)))}";
        List<Draft> all = [total, .. parts];
        if (sum == stated)
        {
            result.Add(Make(flow, "sum", statement, all, stated, sum, "holds", "分项之和等于总数"));
            return;
        }
        if (parts.Exists(p => !IsExact(p)))
        {
            result.Add(
                Make(
                    flow,
                    "sum",
                    statement,
                    all,
                    stated,
                    sum,
                    "undecidable",
                    "分项含约数，无法核对"
                )
            );
            return;
        }
        var off = Math.Abs(sum - stated) / stated;
        var overlap =
            parts.Exists(p => p.Quantity.Value > stated) || parts.Exists(p => Stage(p.Phrase));
        if (sum > stated && !overlap && off <= 0.5m)
        {
            result.Add(
                Make(
                    flow,
                    "sum",
                    statement,
                    all,
                    stated,
                    sum,
                    "fails",
                    $"分项之和是{Show(sum)}，比总数{Show(stated)}多{Show(sum - stated)}"
                )
            );
        }
        else if (sum < stated && exhaustive && !overlap && off <= 0.1m)
        {
            result.Add(
                Make(
                    flow,
                    "sum",
                    statement,
                    all,
                    stated,
                    sum,
                    "fails",
                    $"分项之和是{Show(sum)}，比总数{Show(stated)}少{Show(stated - sum)}"
                )
            );
        }
        else
        {
            result.Add(
                Make(
                    flow,
                    "sum",
                    statement,
                    all,
                    stated,
                    sum,
                    "undecidable",
                    sum < stated ? "所列可能只是部分分项" : "所列各项可能有重叠"
                )
            );
        }
    }

    /// <summary>Stages of one case are counted over and over; they do not add up.</summary>
    private static bool Stage(string phrase) =>
        phrase.Contains("审结", StringComparison.Ordinal)
        || phrase.Contains("办结", StringComparison.Ordinal)
        || phrase.Contains("受理", StringComparison.Ordinal)
            && !phrase.Contains("不予受理", StringComparison.Ordinal)
        || phrase.Contains("成功", StringComparison.Ordinal);

    /// <summary>Without 其中 a sum is reported when it comes out exactly.</summary>
    private static void Unmarked(Flow flow, List<Draft> group, int i, List<ReadCheck> result)
    {
        var total = group[i];
        var stated = total.Quantity.Value!.Value;
        if (stated < 10)
        {
            return;
        }
        decimal sum = 0;
        var parts = new List<Draft>();
        for (var k = i + 1; k < group.Count && parts.Count < 8; k++)
        {
            var d = group[k];
            if (
                !IsCount(d)
                || !IsExact(d)
                || d.Depth != total.Depth
                || Between(flow, group[k - 1], d).Contains('；')
            )
            {
                return;
            }
            parts.Add(d);
            sum += d.Quantity.Value!.Value;
            if (sum > stated)
            {
                return;
            }
            if (sum == stated && parts.Count >= 2)
            {
                var more =
                    k + 1 < group.Count
                    && IsCount(group[k + 1])
                    && group[k + 1].Quantity.Unit == parts[^1].Quantity.Unit
                    && Between(flow, d, group[k + 1]) is "、";
                if (!more)
                {
                    result.Add(
                        Make(
                            flow,
                            "sum",
                            $"{Show(stated)} = {string.Join(" + ", parts.Select(p => Show(p.Quantity.Value!.Value)))}",
                            [total, .. parts],
                            stated,
                            sum,
                            "holds",
                            SameUnit(total, parts[0])
                                ? "分项之和等于总数"
                                : "数值相加正好相等，但计量单位不同"
                        )
                    );
                }
                return;
            }
        }
    }

    /// <summary>第一季度45件，第二季度52件，合计97件: the total behind its parts.</summary>
    private static void Trailing(Flow flow, List<Draft> group, List<ReadCheck> result)
    {
        for (var i = 2; i < group.Count; i++)
        {
            var total = group[i];
            if (
                !IsCount(total)
                || !IsExact(total)
                || !(
                    Between(flow, group[i - 1], total) is var words
                    && (
                        words.Contains("合计", StringComparison.Ordinal)
                        || words.Contains("总计", StringComparison.Ordinal)
                    )
                )
            )
            {
                continue;
            }
            var parts = new List<Draft>();
            for (
                var k = i - 1;
                k >= Math.Max(0, i - Reach)
                    && IsCount(group[k])
                    && IsExact(group[k])
                    && SameUnit(group[k], total)
                    && group[k].Quantity.Unit is not null;
                k--
            )
            {
                parts.Insert(0, group[k]);
            }
            if (parts.Count >= 2)
            {
                Sum(flow, total, parts, exhaustive: true, result);
            }
        }
    }

    // ---- rates

    private static readonly (string Rate, string[] Counts)[] RateWords =
    [
        ("调解成功", ["调解成功", "成功调解", "成功化解", "化解成功", "调处成功", "成功"]),
        ("结案", ["审结", "办结", "结案", "已结"]),
        ("审结", ["审结", "办结", "结案"]),
        ("办结", ["办结", "审结", "办理完毕", "结案"]),
        ("胜诉", ["胜诉", "驳回"]),
        ("败诉", ["败诉"]),
        ("纠错", ["纠错", "撤销", "直接纠错"]),
        ("化解", ["化解成功", "成功化解", "化解"]),
        ("覆盖", ["覆盖"]),
        ("合格", ["合格"]),
        ("通过", ["通过", "合格"]),
        ("成功", ["成功"]),
        ("出庭应诉", ["出庭应诉", "出庭"]),
        ("受理", ["受理"]),
        ("满意", ["满意"]),
        ("整改", ["整改", "完成整改"]),
        ("完成", ["完成"]),
        ("答复", ["答复"]),
        ("办复", ["办复", "答复"]),
        ("采纳", ["采纳"]),
        ("履行", ["履行"]),
        ("回复", ["回复"]),
        ("持证", ["持证"]),
        ("参考", ["参加考试", "参考"]),
        ("调解结案", ["调解结案"]),
    ];

    private static void Ratios(
        Flow flow,
        List<Draft> group,
        List<Draft>? before,
        List<ReadCheck> result
    )
    {
        for (var i = 1; i < group.Count; i++)
        {
            var rate = group[i];
            if (
                rate.Quantity.Unit != "%"
                || rate.Quantity.Value is not { } stated
                || stated > 100
                || (Share(flow, group, i) ? "占比" : RateStem(flow, rate)) is not { } stem
            )
            {
                continue;
            }
            var (numerator, at) = Share(flow, group, i)
                ? (group[i - 1], i - 1)
                : Numerator(flow, group, i, stem);
            if (numerator is null || at < 1)
            {
                continue;
            }
            // a further share of the same whole: 其中…20件，占40%；…10件，占20%
            var further =
                at == i - 1 && i >= 4 && Share(flow, group, i) && Share(flow, group, i - 2);
            var candidates = new List<Draft>();
            for (var k = at - 1; k >= Math.Max(0, at - Reach); k--)
            {
                if (
                    IsCount(group[k])
                    && SameUnit(group[k], numerator)
                    && group[k].Quantity.Value >= numerator.Quantity.Value
                    && (further || !Broken(flow, group[k], numerator))
                )
                {
                    candidates.Add(group[k]);
                }
            }
            if (candidates.Count == 0)
            {
                continue;
            }
            var made = result.Count;
            Ratio(flow, rate, stated, numerator, candidates, result);
            // what a further share is of is a guess: it can be confirmed and not be refuted
            if (further && result.Count > made && result[^1].Verdict == "fails")
            {
                result.RemoveAt(result.Count - 1);
            }
        }
    }

    private static bool Broken(Flow flow, Draft a, Draft b) =>
        b.Quantity.Start > a.Quantity.End && Between(flow, a, b).Contains('；');

    /// <summary>其中部门联合抽查47项，占比34.1%: the number just before is the share's own.</summary>
    private static bool Share(Flow flow, List<Draft> group, int i) =>
        IsCount(group[i - 1])
        && Between(flow, group[i - 1], group[i]).Trim("，（")
            is "占比"
                or "占"
                or "占比为"
                or "占比达"
                or "占总数的"
                or "占总数"
                or "占全部案件的"
                or "占总量的"
                or "占比约"
        && i >= 2
        && (
            Between(flow, group[i - 2], group[i - 1]).Contains("其中", StringComparison.Ordinal)
            || (i >= 4 && Share(flow, group, i - 2))
        );

    private static string? RateStem(Flow flow, Draft rate)
    {
        var text = flow.Text.AsSpan();
        var from = Math.Max(rate.Sentence.Start, rate.Quantity.Start - 18);
        var words = text[from..rate.Quantity.Start];
        var stop = words.LastIndexOfAny("，。；、（");
        words = words[(stop + 1)..];
        var at = words.LastIndexOf('率');
        if (
            at < 1
            || words.Contains("增长率", StringComparison.Ordinal)
            || words.Contains("同比", StringComparison.Ordinal)
            || words.Contains("提高", StringComparison.Ordinal)
            || words.Contains("下降", StringComparison.Ordinal)
            || words.Contains("提升", StringComparison.Ordinal)
        )
        {
            return null;
        }
        return words[..at].ToString();
    }

    private static (Draft?, int) Numerator(Flow flow, List<Draft> group, int rateAt, string stem)
    {
        var keys = RateWords
            .Where(r => stem.EndsWith(r.Rate, StringComparison.Ordinal))
            .SelectMany(r => r.Counts)
            .ToArray();
        if (keys.Length == 0)
        {
            keys = stem.Length >= 2 ? [stem[^2..]] : [];
        }
        for (var k = rateAt - 1; k >= Math.Max(0, rateAt - Reach); k--)
        {
            var d = group[k];
            if (Broken(flow, d, group[rateAt]))
            {
                break;
            }
            if (
                IsCount(d)
                && Array.Exists(keys, key => d.Phrase.Contains(key, StringComparison.Ordinal))
                && k > 0
            )
            {
                return (d, k);
            }
        }
        return (null, -1);
    }

    private static void Ratio(
        Flow flow,
        Draft rate,
        decimal stated,
        Draft numerator,
        List<Draft> candidates,
        List<ReadCheck> result
    )
    {
        ReadCheck? failing = null;
        foreach (var denominator in candidates)
        {
            var n = numerator.Quantity.Value!.Value;
            var d = denominator.Quantity.Value!.Value;
            if (d == 0)
            {
                continue;
            }
            var exact = n / d * 100;
            var decimals = Decimals(stated);
            var statement = $"{Show(stated)}% = {Show(n)} / {Show(d)}";
            Draft[] all = [numerator, denominator, rate];
            var approximate = !IsExact(numerator) || !IsExact(denominator);
            var (verdict, why) = Compare(stated, exact, decimals, rate.Quantity.Operator);
            if (approximate && verdict != "holds")
            {
                verdict = "undecidable";
                why = "件数是约数，无法核对比率";
            }
            var check = Make(
                flow,
                "ratio",
                statement,
                all,
                stated,
                Math.Round(exact, 4),
                verdict,
                why
            );
            if (verdict is "holds" or "rounded" or "truncated")
            {
                result.Add(check);
                return;
            }
            failing ??= check;
        }
        if (failing is { } f)
        {
            result.Add(f);
        }
    }

    private static int Decimals(decimal v) => (decimal.GetBits(v)[3] >> 16) & 0xFF;

    private static (string, string) Compare(decimal stated, decimal exact, int decimals, string op)
    {
        if (op is ">=" or ">")
        {
            return exact >= stated
                ? ("holds", "实际比率不低于所报")
                : ("fails", $"实际为{Show(Math.Round(exact, 2))}%，低于所报");
        }
        if (exact == stated)
        {
            return ("holds", "比率与件数相符");
        }
        if (Math.Round(exact, decimals, MidpointRounding.AwayFromZero) == stated)
        {
            return ("rounded", $"实际为{Show(Math.Round(exact, 4))}%，四舍五入后相符");
        }
        if (Math.Round(exact, decimals, MidpointRounding.ToZero) == stated)
        {
            return (
                "truncated",
                $"实际为{Show(Math.Round(exact, 4))}%，舍去尾数后相符，四舍五入应为{Show(Math.Round(exact, decimals, MidpointRounding.AwayFromZero))}%"
            );
        }
        return ("fails", $"按件数算是{Show(Math.Round(exact, 2))}%，与所报{Show(stated)}%不符");
    }

    // ---- order

    private static void Orders(Flow flow, List<Draft> group, List<ReadCheck> result)
    {
        Draft? total = null;
        foreach (var d in group)
        {
            if (!IsCount(d))
            {
                continue;
            }
            if (
                d.Phrase.Contains("受理", StringComparison.Ordinal)
                    && !d.Phrase.Contains("不予", StringComparison.Ordinal)
                || d.Phrase.Contains("收到", StringComparison.Ordinal)
                || d.Phrase.Contains("新收", StringComparison.Ordinal)
                || d.Phrase.Contains("收案", StringComparison.Ordinal)
                || d.Phrase.Contains("立案", StringComparison.Ordinal)
            )
            {
                total = d;
                continue;
            }
            var closed =
                d.Phrase.Contains("审结", StringComparison.Ordinal)
                || d.Phrase.Contains("办结", StringComparison.Ordinal)
                || d.Phrase.Contains("结案", StringComparison.Ordinal);
            if (!closed || total is null || !SameUnit(total, d) || Broken(flow, total, d))
            {
                continue;
            }
            var a = d.Quantity.Value!.Value;
            var b = total.Quantity.Value!.Value;
            var statement = $"{Show(a)} <= {Show(b)}";
            if (a <= b)
            {
                result.Add(
                    Make(flow, "order", statement, [d, total], a, b, "holds", "审结数不多于受理数")
                );
                continue;
            }
            var carried = group.Find(x =>
                x.Phrase.Contains("结转", StringComparison.Ordinal)
                || x.Phrase.Contains("上年", StringComparison.Ordinal)
                || x.Phrase.Contains("往年", StringComparison.Ordinal)
            );
            if (carried is { Quantity.Value: { } c } && IsCount(carried))
            {
                result.Add(
                    Make(
                        flow,
                        "order",
                        $"{Show(a)} <= {Show(b)} + {Show(c)}",
                        [d, total, carried],
                        a,
                        b + c,
                        a <= b + c ? "holds" : "fails",
                        a <= b + c ? "审结数不多于受理与结转之和" : "审结数多于受理与结转之和"
                    )
                );
            }
            else
            {
                result.Add(
                    Make(
                        flow,
                        "order",
                        statement,
                        [d, total],
                        a,
                        b,
                        "undecidable",
                        "审结数多于受理数，可能含上年结转，文中没有写明"
                    )
                );
            }
        }
    }

    // ---- two shares of one whole

    private static void Denominators(Flow flow, List<List<Draft>> groups, List<ReadCheck> result)
    {
        (Draft Count, Draft Rate, HashSet<int> Whole)? last = null;
        var lastGroup = -9;
        for (var g = 0; g < groups.Count; g++)
        {
            var group = groups[g];
            for (var i = 0; i + 1 < group.Count; i++)
            {
                var count = group[i];
                var rate = group[i + 1];
                if (
                    !IsCount(count)
                    || !IsExact(count)
                    || !IsExact(rate)
                    || rate.Quantity.Unit != "%"
                    || rate.Quantity.Value is not { } share
                    || share is <= 0 or >= 100
                    || RateStem(flow, rate) is not { } stem
                    || (
                        i > 0
                        && IsCount(group[i - 1])
                        && SameUnit(group[i - 1], count)
                        && group[i - 1].Quantity.Value >= count.Quantity.Value
                    )
                )
                {
                    continue;
                }
                if (
                    stem.Length < 2
                    || !count.Phrase.Contains(
                        stem.Length > 2 ? stem[..2] : stem,
                        StringComparison.Ordinal
                    )
                    || count.Quantity.Value is not { } n
                    || n != Math.Floor(n)
                    || n > 100_000
                )
                {
                    continue;
                }
                var whole = Wholes((int)n, share);
                if (
                    last is { } other
                    && g - lastGroup <= 2
                    && SameUnit(other.Count, count)
                    && whole.Count > 0
                    && other.Whole.Count > 0
                    && Math.Max(whole.Count, other.Whole.Count) < 12
                )
                {
                    var common = whole.Intersect(other.Whole).Any();
                    result.Add(
                        Make(
                            flow,
                            "consistency",
                            $"{Show(other.Count.Quantity.Value!.Value)}件占{Show(other.Rate.Quantity.Value!.Value)}%，{Show(n)}件占{Show(share)}%",
                            [other.Count, other.Rate, count, rate],
                            null,
                            null,
                            common ? "holds" : "fails",
                            common
                                ? "两个比率可以有同一个基数"
                                : $"前者的基数只能是{string.Join('、', other.Whole.Order())}，后者只能是{string.Join('、', whole.Order())}，不是同一个基数"
                        )
                    );
                }
                last = (count, rate, whole);
                lastGroup = g;
            }
        }
    }

    /// <summary>All totals of which n could be the share, rounded or truncated.</summary>
    private static HashSet<int> Wholes(int n, decimal share)
    {
        var result = new HashSet<int>();
        var decimals = Decimals(share);
        var step = 1m;
        for (var i = 0; i < decimals; i++)
        {
            step /= 10;
        }
        var from = (int)Math.Floor(n * 100m / (share + step));
        var to = (int)Math.Ceiling(n * 100m / Math.Max(0.01m, share - step));
        for (var d = Math.Max(n, from); d <= to && d - from < 200; d++)
        {
            if (d > 0 && Math.Round(n * 100m / d, decimals, MidpointRounding.AwayFromZero) == share)
            {
                result.Add(d);
            }
        }
        return result;
    }

    // ---- one name, two values

    /// <summary>A name this short (案件, 培训) is borne by many things.</summary>
    private const int TellingName = 6;

    /// <summary>
    /// The same name with the same unit and period has two values. Whether these are two scopes or a slip the text does not say: the same name is not the same metric.
    /// </summary>
    private static void Twice(Flow flow, List<Draft> figures, List<ReadCheck> result)
    {
        var first = new Dictionary<(string, string?, string?), Draft>();
        foreach (var figure in figures)
        {
            if (!IsCount(figure) || !IsExact(figure) || figure.Figure.Metric.Length < TellingName)
            {
                continue;
            }
            var key = (figure.Figure.Metric, figure.Quantity.Unit, figure.Figure.Period);
            if (first.TryAdd(key, figure))
            {
                continue;
            }
            var other = first[key];
            if (other.Sentence != figure.Sentence && other.Quantity.Value != figure.Quantity.Value)
            {
                result.Add(
                    Make(
                        flow,
                        "consistency",
                        $"{figure.Figure.Metric}：{Show(other.Quantity.Value!.Value)}与{Show(figure.Quantity.Value!.Value)}",
                        [other, figure],
                        null,
                        null,
                        "undecidable",
                        "同一名称前后两个数不同：口径或者时点不同的请写明，否则请核对"
                    )
                );
            }
        }
    }

    // ---- document numbers and year spans

    [GeneratedRegex(
        @"《(?<t>[^《》]{4,80})》（(?<n>[\u4E00-\u9FFF]{1,10}〔(?:19|20)\d\d〕\d{1,4}号)）"
    )]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"[《〈](?<name>[^《》〈〉（]{4,40})（(?<a>(?:19|20)\d\d)年?-(?<b>(?:19|20)\d\d)年?）"
    )]
    private static partial Regex YearSpan();

    private static void Documents(Flow flow, List<ReadCheck> result)
    {
        var titles = new Dictionary<string, (string Title, int At)>(StringComparer.Ordinal);
        for (var m = Numbered().Match(flow.Text); m.Success; m = m.NextMatch())
        {
            var number = m.Groups["n"].Value;
            var title = m.Groups["t"].Value;
            if (titles.TryGetValue(number, out var first) && first.Title != title)
            {
                result.Add(
                    new ReadCheck(
                        "consistency",
                        $"{number}：《{first.Title}》与《{title}》",
                        [],
                        null,
                        null,
                        "fails",
                        "同一文号用于两份不同的文件",
                        flow.Span(m.Groups["n"].Index, m.Groups["n"].Index + number.Length)
                    )
                );
            }
            else
            {
                titles[number] = (title, m.Index);
            }
        }
        var spans = new Dictionary<string, (string Years, int At)>(StringComparer.Ordinal);
        for (var m = YearSpan().Match(flow.Text); m.Success; m = m.NextMatch())
        {
            var a = int.Parse(m.Groups["a"].ValueSpan, CultureInfo.InvariantCulture);
            var b = int.Parse(m.Groups["b"].ValueSpan, CultureInfo.InvariantCulture);
            var years = $"{a}-{b}";
            var place = flow.Span(m.Groups["a"].Index, m.Groups["b"].Index + 4);
            if (b < a)
            {
                result.Add(
                    new ReadCheck(
                        "range",
                        $"{a} <= {b}",
                        [new(null, a), new(null, b)],
                        a,
                        b,
                        "fails",
                        "年限的终点早于起点",
                        place
                    )
                );
            }
            else if (
                spans.TryGetValue(m.Groups["name"].Value, out var first)
                && first.Years != years
            )
            {
                result.Add(
                    new ReadCheck(
                        "range",
                        $"{first.Years} 与 {years}",
                        [new(null, a), new(null, b)],
                        null,
                        null,
                        "fails",
                        $"《{m.Groups["name"].Value}》的年限前后不一：{first.Years}与{years}",
                        place
                    )
                );
            }
            else
            {
                spans[m.Groups["name"].Value] = (years, m.Index);
            }
        }
    }

    private static void Dates(Flow flow, DocumentHead head, List<ReadCheck> result)
    {
        if (head.SignedOn is { } signed && head.PublishedOn is { } published)
        {
            var ok = signed <= published;
            result.Add(
                new ReadCheck(
                    "date",
                    $"{signed:yyyy-MM-dd} <= {published:yyyy-MM-dd}",
                    [],
                    null,
                    null,
                    ok ? "holds" : "fails",
                    ok ? "落款日不晚于发布日" : "落款日晚于发布日",
                    flow.Span(0, Math.Min(flow.Text.Length, 1))
                )
            );
        }
    }
}
