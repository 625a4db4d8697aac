using System.Buffers;

namespace Fadu.Writing.Official;

/// <summary>
/// Breaks a title into lines as GB/T 9704-2012 7.3.1 asks: no word torn, lines of fitting length, a trapezoid or a rhombus.
/// </summary>
public static class TitleLines
{
    // Beyond this nobody reads it as a title; the word processor may break it
    private const int LongestTitle = 120;
    private const int MostLines = 6;

    private const double TornWord = 24;
    private const double Hourglass = 16;
    private const double Forbidden = 1e6;

    private static readonly SearchValues<char> NotFirst = SearchValues.Create(
        "、，。；：！？）》〉】〕”’的·"
    );
    private static readonly SearchValues<char> NotLast = SearchValues.Create("（《〈【〔“‘·");

    // Words of official titles in general; a break inside one costs more than an uneven line
    private static readonly string[] Words =
    [
        "依法治县委员会",
        "重大行政决策",
        "行政复议",
        "行政应诉",
        "行政执法",
        "行政处罚",
        "规范性文件",
        "人民政府",
        "办公室",
        "委员会",
        "领导小组",
        "法治政府",
        "政府",
        "建设",
        "工作",
        "情况",
        "报告",
        "年度",
        "实施",
        "方案",
        "规划",
        "行政",
        "执法",
        "复议",
        "应诉",
        "重大",
        "决策",
        "程序",
        "合法性",
        "审查",
        "审核",
        "规范性",
        "文件",
        "责任",
        "落实",
        "督察",
        "督办",
        "督促",
        "通知",
        "通报",
        "公告",
        "意见",
        "办法",
        "规定",
        "细则",
        "条例",
        "决定",
        "监督",
        "检查",
        "管理",
        "信息",
        "公开",
        "政务",
        "服务",
        "营商",
        "环境",
        "优化",
        "全面",
        "推进",
        "进一步",
        "加强",
        "开展",
        "专项",
        "行动",
        "考核",
        "评估",
        "会议",
        "纪要",
        "印发",
        "做好",
        "有关",
        "事项",
        "法律",
        "顾问",
        "司法",
        "依法",
        "治县",
        "治理",
        "改革",
        "总结",
        "计划",
        "任务",
        "分工",
        "清单",
        "目录",
        "备案",
        "清理",
        "结果",
        "证据",
        "案件",
        "处罚",
        "许可",
        "强制",
        "人员",
        "资格",
        "培训",
        "考试",
        "证件",
        "群众",
        "信访",
        "调解",
        "仲裁",
        "公证",
        "援助",
        "应急",
        "预案",
        "预防",
        "突发",
        "事件",
        "安全",
        "生产",
        "农村",
        "乡镇",
        "街道",
        "社区",
        "综合",
        "统计",
        "问题",
        "整改",
        "关于",
        "第一",
        "负责人",
        "履行",
        "推动",
        "职责",
        "转发",
        "调整",
        "成立",
        "公布",
        "废止",
        "修改",
        "部分",
        "征求",
        "申请",
        "答复",
    ];

    /// <summary>The lines of a title; a line feed in it forces a break.</summary>
    /// <param name="title">The title.</param>
    /// <param name="width">The most characters a line holds; half-width ones count half.</param>
    public static IReadOnlyList<string> Break(string title, double width)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (title.Contains('\n', StringComparison.Ordinal))
        {
            return [.. title.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
        }
        var total = Em.Of(title);
        if (total <= width || title.Length > LongestTitle)
        {
            return [title];
        }
        var costs = BreakCosts(title);
        // A line that is quite full looks pressed against the edges
        var fewest = (int)Math.Ceiling(total / (width - 1));
        var best = (Cost: double.MaxValue, Breaks: Array.Empty<int>());
        for (var lines = fewest; lines <= Math.Min(fewest + 1, MostLines); lines++)
        {
            var found = Search(title, costs, lines, width, total);
            if (found.Cost + ((lines - fewest) * 10) < best.Cost)
            {
                best = (found.Cost + ((lines - fewest) * 10), found.Breaks);
            }
        }
        if (best.Cost >= Forbidden)
        {
            return [title];
        }
        var result = new List<string>();
        var start = 0;
        foreach (var end in best.Breaks.Append(title.Length))
        {
            result.Add(title[start..end]);
            start = end;
        }
        return result;
    }

    private static double[] BreakCosts(string title)
    {
        var torn = new bool[title.Length + 1];
        var edge = new int[title.Length + 1];
        foreach (var word in Words)
        {
            for (
                var at = title.IndexOf(word, StringComparison.Ordinal);
                at >= 0;
                at = title.IndexOf(word, at + 1, StringComparison.Ordinal)
            )
            {
                edge[at]++;
                edge[at + word.Length]++;
                for (var i = at + 1; i < at + word.Length; i++)
                {
                    torn[i] = true;
                }
            }
        }
        var costs = new double[title.Length + 1];
        var quoted = 0;
        for (var i = 1; i < title.Length; i++)
        {
            var (before, after) = (title[i - 1], title[i]);
            quoted +=
                before == '《' ? 1
                : before == '》' ? -1
                : 0;
            costs[i] =
                NotFirst.Contains(after)
                || NotLast.Contains(before)
                || char.IsLowSurrogate(after)
                || (char.IsAsciiLetterOrDigit(before) && char.IsAsciiLetterOrDigit(after))
                || (char.IsAsciiDigit(before) && after is '年' or '号' or '％' or '%')
                    ? Forbidden
                : torn[i] ? TornWord
                : StartsWith("关于")
                || after == '《'
                || before is '》' or '、' or '，' or ' ' or '　'
                    ? 0
                : before is '的' or '年'
                || EndsWith("关于")
                || EndsWith("人民政府")
                || EndsWith("年度")
                    ? 2
                // "……的" + one noun is the head of the title and stays in one line
                : edge[i] switch
                {
                    0 => 9,
                    1 => 6,
                    _ => 4,
                };
            costs[i] += quoted > 0 ? 8 : 0;

            bool StartsWith(string word) =>
                title.AsSpan(i).StartsWith(word, StringComparison.Ordinal);
            bool EndsWith(string word) =>
                title.AsSpan(0, i).EndsWith(word, StringComparison.Ordinal);
        }
        return costs;
    }

    private static (double Cost, int[] Breaks) Search(
        string title,
        double[] costs,
        int lines,
        double width,
        double total
    )
    {
        var best = (Cost: double.MaxValue, Breaks: Array.Empty<int>());
        var breaks = new int[lines - 1];
        var widths = new double[lines];
        var average = total / lines;
        Place(0, 0, 0);
        return best;

        void Place(int line, int start, double cost)
        {
            if (cost >= best.Cost)
            {
                return;
            }
            if (line == lines - 1)
            {
                widths[line] = Em.Of(title.AsSpan(start));
                var sum = cost + ShapeCost(widths, average);
                if (widths[line] <= width && sum < best.Cost)
                {
                    best = (sum, (int[])breaks.Clone());
                }
                return;
            }
            var em = 0.0;
            for (var end = start + 1; end < title.Length; end++)
            {
                em += Em.Of(title[end - 1]);
                if (em > width)
                {
                    return;
                }
                // Far from the average no pleasant shape is left
                if (em >= average * 0.4)
                {
                    breaks[line] = end;
                    widths[line] = em;
                    Place(line + 1, end, cost + costs[end]);
                }
            }
        }
    }

    private static double ShapeCost(double[] widths, double average)
    {
        var cost = 0.0;
        var fell = false;
        for (var i = 0; i < widths.Length; i++)
        {
            cost += Math.Pow(widths[i] - average, 2) * 0.35;
            if (i == 0)
            {
                continue;
            }
            var step = widths[i] - widths[i - 1];
            // Narrow in the middle is neither trapezoid nor rhombus; equal lines are a brick
            cost +=
                step > 0.5 && fell ? Hourglass
                : Math.Abs(step) < 1 ? 2
                : 0;
            fell |= step < -0.5;
        }
        return cost;
    }
}

/// <summary>Widths in characters: half-width ones count half.</summary>
internal static class Em
{
    internal static double Of(char c) =>
        c < 0x80 ? 0.5
        : char.IsLowSurrogate(c) ? 0
        : 1;

    internal static double Of(ReadOnlySpan<char> text)
    {
        var sum = 0.0;
        foreach (var c in text)
        {
            sum += Of(c);
        }
        return sum;
    }
}
