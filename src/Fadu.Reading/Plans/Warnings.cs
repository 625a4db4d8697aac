using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Plans;

/// <summary>What a person should look at before a plan is taken over.</summary>
internal static partial class Warnings
{
    /// <summary>Characters that scanning confuses, inside words that are certain.</summary>
    private static readonly (string Wrong, string Right)[] Typos =
    [
        ("特珠", "特殊"),
        ("街接", "衔接"),
        ("范国", "范围"),
        ("情況", "情况"),
        ("覆行", "履行"),
        ("检查院", "检察院"),
        ("政部额门", "政府部门"),
        ("巳经", "已经"),
        ("入民", "人民"),
        ("行政复仪", "行政复议"),
        ("合法姓", "合法性"),
        ("规范姓", "规范性"),
        ("法制政府建设", "法治政府建设"),
        ("依法治园", "依法治国"),
        ("末来", "未来"),
        ("千部", "干部"),
        ("领导千", "领导干"),
        ("公平竟争", "公平竞争"),
        ("部暑", "部署"),
        ("落买", "落实"),
        ("职贵", "职责"),
        ("贵任", "责任"),
        ("执怯", "执法"),
        ("司怯", "司法"),
        ("复义", "复议"),
        ("仲载", "仲裁"),
        ("裁绝", "裁决"),
        ("营高环境", "营商环境"),
        ("大为宣传", "大力宣传"),
    ];

    [GeneratedRegex(@"《(?<name>[^《》〈〉（]{4,40})（(?<a>20\d\d)年?-(?<b>20\d\d)年?）")]
    private static partial Regex TitleYears();

    public static List<ReadWarning> Of(
        Flow flow,
        DocumentHead head,
        List<ReadItem> items,
        List<Block> blocks,
        UnitNames names
    )
    {
        var result = new List<ReadWarning>();
        foreach (var u in blocks.SelectMany(b => b.Units))
        {
            if (names.Mended(u.Name) is { } m)
            {
                result.Add(
                    new ReadWarning(
                        m.Kind,
                        flow.Original(u.Start, u.End),
                        m.Normal,
                        flow.Span(u.Start, u.End),
                        m.Why
                    )
                );
            }
        }
        foreach (var list in blocks.SelectMany(b => b.Unfinished))
        {
            result.Add(
                new ReadWarning(
                    "unfinished-list",
                    flow.Original(list.Start, list.End),
                    null,
                    flow.Span(list.Start, list.End),
                    "单位名单以顿号结尾，可能漏了单位"
                )
            );
        }
        Years(flow, result);
        foreach (var d in items.SelectMany(i => i.Deadlines))
        {
            if (d.Ambiguous)
            {
                result.Add(
                    new ReadWarning(
                        "ambiguous-date",
                        d.Text,
                        null,
                        d.Span,
                        $"可理解为{d.Due:yyyy-MM-dd}，也可理解为{d.Alternative:yyyy-MM-dd}，请确认"
                    )
                );
            }
            else if (
                d.Due is { } due
                && (head.PublishedOn ?? head.SignedOn) is { } known
                && due < known
            )
            {
                result.Add(
                    new ReadWarning(
                        "past-deadline",
                        d.Text,
                        null,
                        d.Span,
                        $"期限{due:yyyy-MM-dd}早于文件{(head.PublishedOn is null ? "印发" : "发布")}日{known:yyyy-MM-dd}"
                    )
                );
            }
        }
        Duplicates(items, result);
        var covered = new Covered(result.ConvertAll(w => w.Span));
        foreach (var (wrong, right) in Typos)
        {
            for (
                var i = flow.Text.IndexOf(wrong, StringComparison.Ordinal);
                i >= 0;
                i = flow.Text.IndexOf(wrong, i + 1, StringComparison.Ordinal)
            )
            {
                if (wrong == "入民" && i > 0 && flow.Text[i - 1] is '深' or '融' or '进')
                {
                    continue;
                }
                var span = flow.Span(i, i + wrong.Length);
                if (!covered.Holds(span))
                {
                    result.Add(
                        new ReadWarning(
                            "typo",
                            flow.Original(i, i + wrong.Length),
                            right,
                            span,
                            "形近字错误"
                        )
                    );
                }
            }
        }
        return [.. result.OrderBy(w => w.Span.Start)];
    }

    /// <summary>Whether one of many stretches holds another, without looking at each of them.</summary>
    private readonly struct Covered
    {
        private readonly int[] starts;
        private readonly int[] furthest;

        public Covered(List<TextSpan> spans)
        {
            spans.Sort((a, b) => a.Start.CompareTo(b.Start));
            starts = [.. spans.Select(s => s.Start)];
            furthest = new int[starts.Length];
            for (var i = 0; i < starts.Length; i++)
            {
                furthest[i] = Math.Max(spans[i].End, i > 0 ? furthest[i - 1] : 0);
            }
        }

        public bool Holds(TextSpan span)
        {
            var at = Array.BinarySearch(starts, span.Start + 1);
            at = at < 0 ? ~at : at;
            while (at > 0 && starts[at - 1] > span.Start)
            {
                at--;
            }
            return at > 0 && furthest[at - 1] >= span.End;
        }
    }

    private static void Years(Flow flow, List<ReadWarning> result)
    {
        var byName = new Dictionary<string, List<(string Years, int At, int End)>>(
            StringComparer.Ordinal
        );
        for (var m = TitleYears().Match(flow.Text); m.Success; m = m.NextMatch())
        {
            var a = m.Groups["a"];
            var b = m.Groups["b"];
            (
                byName.TryGetValue(m.Groups["name"].Value, out var list)
                    ? list
                    : byName[m.Groups["name"].Value] = []
            ).Add(($"{a.Value}-{b.Value}", a.Index, b.Index + b.Length));
        }
        // inside a nested title the marks are 〈 〉
        for (var m = NestedYears().Match(flow.Text); m.Success; m = m.NextMatch())
        {
            var a = m.Groups["a"];
            var b = m.Groups["b"];
            (
                byName.TryGetValue(m.Groups["name"].Value, out var list)
                    ? list
                    : byName[m.Groups["name"].Value] = []
            ).Add(($"{a.Value}-{b.Value}", a.Index, b.Index + b.Length));
        }
        foreach (var (name, list) in byName)
        {
            var usual = list.GroupBy(x => x.Years, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count())
                .First();
            if (usual.Count() == list.Count)
            {
                continue;
            }
            foreach (var x in list.Where(x => x.Years != usual.Key))
            {
                result.Add(
                    new ReadWarning(
                        "year-range",
                        flow.Original(x.At, x.End),
                        usual.Key,
                        flow.Span(x.At, x.End),
                        $"《{name}》的年限在文中另作{usual.Key}，前后不一"
                    )
                );
            }
        }
    }

    [GeneratedRegex(@"〈(?<name>[^《》〈〉（]{4,40})（(?<a>20\d\d)年?-(?<b>20\d\d)年?）")]
    private static partial Regex NestedYears();

    private static void Duplicates(List<ReadItem> items, List<ReadWarning> result)
    {
        var seen = new Dictionary<string, ReadItem>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            foreach (var m in item.Measures)
            {
                var key = m.Text.Replace(" ", "", StringComparison.Ordinal);
                if (key.Length < 14)
                {
                    continue;
                }
                if (seen.TryGetValue(key, out var other) && other != item)
                {
                    result.Add(
                        new ReadWarning(
                            "duplicate-measure",
                            m.Text,
                            null,
                            m.Span,
                            $"与{other.Number ?? other.Id}中的一句相同，请确认由谁负责"
                        )
                    );
                }
                else
                {
                    seen[key] = item;
                }
            }
        }
    }
}
