using System.Text;

namespace Fadu.Reading.Reports;

/// <summary>One metric in several reports.</summary>
/// <param name="Metric">Its name in the first report that has it.</param>
/// <param name="Unit">Its unit there.</param>
/// <param name="Cells">For each report the figures that it gives; none where it gives none, several where it gives more than one.</param>
public sealed record ComparedMetric(
    string Metric,
    string? Unit,
    string Domain,
    IReadOnlyList<IReadOnlyList<ReadFigure>> Cells
)
{
    /// <summary>How many reports give it.</summary>
    public int Reports => Cells.Count(c => c.Count > 0);
}

/// <summary>
/// Sets reports side by side. Two figures are of one metric when their names say the same in whatever order, at the same stage of the work
/// (受理 is not 审结) and in units of one kind; the same value makes no metric the same.
/// </summary>
public static class ReportComparison
{
    private const double Alike = 0.72;

    /// <summary>Stages, outcomes and scopes: names that differ in one of them are of different things, however alike they are otherwise.</summary>
    private static readonly (string Stage, string[] Words)[] Stages =
    [
        ("received", ["收到", "新收", "接收", "申请数", "接到"]),
        ("accepted", ["受理", "立案"]),
        ("decided", ["审结", "办结", "结案", "办理完毕"]),
        ("answered", ["办复", "答复"]),
        ("upheld", ["维持"]),
        ("rejected", ["驳回"]),
        ("withdrawn", ["撤回", "终止"]),
        ("corrected", ["纠错", "纠正", "撤销", "确认违法"]),
        ("settled", ["调解", "和解", "化解"]),
        ("won", ["胜诉"]),
        ("lost", ["败诉"]),
        ("attended", ["出庭"]),
        ("reviewed", ["审查", "审核"]),
        ("filed", ["备案", "报备"]),
        ("issued", ["制定", "制发", "出台", "印发"]),
        ("valid", ["继续有效", "保留"]),
        ("repealed", ["废止"]),
        ("lapsed", ["失效"]),
        ("amended", ["修改", "修订"]),
        ("cleaned", ["清理", "梳理"]),
        ("trained", ["培训", "参训"]),
        ("publicised", ["宣传", "普法"]),
        ("advised", ["咨询", "意见"]),
        ("satisfied", ["满意"]),
        ("online", ["网上", "网办"]),
        ("helped", ["法律援助"]),
        ("punished", ["处罚"]),
        ("evaluated", ["评查"]),
        ("rate", ["率", "占比", "比例", "比重"]),
        ("own", ["本级", "直属"]),
        ("growth", ["增长", "下降", "提高", "减少", "压缩", "压减", "提升"]),
    ];

    /// <summary>Words that every name may have or lack.</summary>
    private static readonly string[] Empty =
    [
        "行政复议机关",
        "行政机关",
        "法制机构",
        "人民政府",
        "各级",
        "全年",
        "累计",
        "共计",
        "各类",
        "各乡镇",
        "乡镇",
        "街道",
        "组织",
        "开展",
        "进行",
        "实现",
        "完成",
        "案件",
        "事项",
        "工作",
        "活动",
        "我县",
        "我市",
        "我区",
        "全县",
        "全市",
        "全区",
        "政府",
        "共",
        "各",
        "的",
        "了",
        "县",
        "市",
        "区",
        "州",
        "为",
        "达",
        "均",
    ];

    private static readonly string[][] UnitKinds =
    [
        ["件", "起", "宗", "桩", "例", "个", "项", "条"],
        ["人", "名", "位"],
        ["人次", "名次"],
        ["次", "场", "场次", "期", "回", "轮"],
        ["份", "件", "部", "册", "本", "卷", "宗"],
        ["家", "户", "个", "所"],
    ];

    /// <summary>One row for each metric: first those that several reports give, in the order of the reports.</summary>
    public static IReadOnlyList<ComparedMetric> Of(IReadOnlyList<ReportReading> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var rows = new List<Row>();
        for (var r = 0; r < reports.Count; r++)
        {
            var before = rows.Count;
            var own = new Dictionary<(string, string?), Row>();
            foreach (var figure in reports[r].Figures)
            {
                // within one report only the very same name is the same metric
                if (own.TryGetValue((figure.Metric, figure.Unit), out var row))
                {
                    row.Cells[r].Add(figure);
                    continue;
                }
                var name = Name.Of(figure, reports[r].Place);
                var most = 0.0;
                for (var i = 0; i < before; i++)
                {
                    if (
                        name.Likeness(rows[i].Name) is var likeness
                        && likeness >= Alike
                        && likeness > most
                    )
                    {
                        (row, most) = (rows[i], likeness);
                    }
                }
                if (row is null)
                {
                    row = new Row(name, figure, reports.Count);
                    rows.Add(row);
                }
                own[(figure.Metric, figure.Unit)] = row;
                row.Cells[r].Add(figure);
            }
        }
        return
        [
            .. rows.Select(x => new ComparedMetric(
                    x.First.Metric,
                    x.First.Unit,
                    x.First.Domain,
                    x.Cells
                ))
                .OrderByDescending(x => x.Reports > 1),
        ];
    }

    private sealed class Row(Name name, ReadFigure first, int reports)
    {
        public Name Name { get; } = name;

        public ReadFigure First { get; } = first;

        public List<ReadFigure>[] Cells { get; } =
        [.. Enumerable.Range(0, reports).Select(_ => new List<ReadFigure>())];
    }

    private sealed record Name(string Written, string? Unit, long Stage, string Rest)
    {
        public static Name Of(ReadFigure figure, string? place)
        {
            var text = new StringBuilder(figure.Metric);
            if (place is { Length: > 1 })
            {
                text.Replace(place, "").Replace(place[..^1], "");
            }
            var all = text.ToString();
            long stage = 0;
            for (var i = 0; i < Stages.Length; i++)
            {
                if (Array.Exists(Stages[i].Words, w => all.Contains(w, StringComparison.Ordinal)))
                {
                    stage |= 1L << i;
                }
            }
            foreach (var word in Stages.SelectMany(s => s.Words).Concat(Empty))
            {
                text.Replace(word, "");
            }
            var rest = text.ToString().Where(char.IsLetterOrDigit).ToArray();
            Array.Sort(rest);
            return new Name(figure.Metric, Plain(figure.Unit), stage, new string(rest));
        }

        public double Likeness(Name other)
        {
            if (Stage != other.Stage || !SameKind(Unit, other.Unit))
            {
                return 0;
            }
            if (Rest.Length == 0 || other.Rest.Length == 0)
            {
                // nothing is left but the stage: 受理 alone says too little
                return Written == other.Written ? 1 : 0;
            }
            var (i, j, common) = (0, 0, 0);
            while (i < Rest.Length && j < other.Rest.Length)
            {
                if (Rest[i] == other.Rest[j])
                {
                    common++;
                    i++;
                    j++;
                }
                else if (Rest[i] < other.Rest[j])
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }
            return 2.0 * common / (Rest.Length + other.Rest.Length);
        }

        private static bool SameKind(string? a, string? b) =>
            a == b || Array.Exists(UnitKinds, k => k.Contains(a) && k.Contains(b));

        // 万件 and 件 count the same
        private static string? Plain(string? unit) =>
            unit is { Length: > 1 } && unit[0] is '万' or '亿' or '千' ? unit[1..] : unit;
    }
}
