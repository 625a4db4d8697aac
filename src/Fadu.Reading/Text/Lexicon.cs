using System.Collections.Frozen;

namespace Fadu.Reading.Text;

/// <summary>What a label in front of a colon, or the head of a table column, announces.</summary>
internal enum LabelKind
{
    None,
    Lead,
    Participating,
    Responsible,
    Deadline,
    Person,
    Measure,
    Title,
    Goal,
    Number,
    Other,
}

/// <summary>The words of the trade. No place name stands here: a reader that knows the map reads only the map.</summary>
internal static class Lexicon
{
    /// <summary>Endings of the names of organs, organisations and their collective names.</summary>
    private static readonly string[] OrganEndings =
    [
        "局",
        "委",
        "办",
        "部",
        "院",
        "会",
        "厅",
        "署",
        "处",
        "科",
        "股",
        "所",
        "站",
        "队",
        "中心",
        "政府",
        "党委",
        "办公室",
        "行",
        "公司",
        "集团",
        "单位",
        "部门",
        "机关",
        "乡",
        "镇",
        "街道",
        "办事处",
        "县",
        "区",
        "市",
        "州",
        "旗",
        "委员会",
        "党校",
        "学校",
        "学院",
        "大学",
        "社",
        "联",
        "妇联",
        "工会",
        "总工会",
        "工商联",
        "残联",
        "侨联",
        "文联",
        "科协",
        "法学会",
        "组",
        "馆",
        "台",
        "园区",
        "管委会",
        "协会",
        "工委",
        "法院",
        "检察院",
        "监委",
        "海关",
        "税务",
        "银保监",
        "分局",
        "支队",
        "大队",
        "总队",
        "村",
        "社区",
        "居委会",
        "（镇）",
        "（街道）",
        "团委",
        "企业",
        "机构",
        "电视台",
        "日报社",
        "医院",
        "管理处",
        "服务处",
        "档案馆",
        "关",
        "团",
        "校",
        "厂",
        "场",
        "苏木",
        "嘎查",
        "兵团",
        "师",
        "编办",
        "平台",
        "专班",
        "检查院",
        "组织",
        "主体",
        "地",
        "方",
        "司",
        "庭",
        "室",
        "盟",
        "党组",
        "事务所",
        "中队",
        "武装部",
        "消防救援",
        "气象",
        "联社",
        "团县委",
        "团市委",
        "团省委",
        "团区委",
        "律师",
        "融媒体",
        "科室",
        "处室",
        "各地",
        "成员",
        "所属",
        "营业部",
        "分公司",
        "供电",
    ];

    private static readonly FrozenSet<string> Organ = OrganEndings.ToFrozenSet(
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OrganLookup =
        Organ.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the words end as the name of an organ ends.</summary>
    public static bool EndsOrgan(ReadOnlySpan<char> name)
    {
        name = name.TrimEnd('等');
        if (name.EndsWith("）"))
        {
            var open = name.LastIndexOf('（');
            if (open > 0 && name.Length - open <= 24)
            {
                return EndsOrgan(name[..open]) || OrganLookup.Contains(name[open..]);
            }
        }
        for (var n = Math.Min(5, name.Length); n > 0; n--)
        {
            if (OrganLookup.Contains(name[^n..]))
            {
                return true;
            }
        }
        return false;
    }

    private static readonly (string Word, LabelKind Kind)[] Roles =
    [
        ("牵头", LabelKind.Lead),
        ("主办", LabelKind.Lead),
        ("主责", LabelKind.Lead),
        ("主管", LabelKind.Lead),
        ("参加", LabelKind.Participating),
        ("参与", LabelKind.Participating),
        ("配合", LabelKind.Participating),
        ("协办", LabelKind.Participating),
        ("协同", LabelKind.Participating),
        ("协作", LabelKind.Participating),
        ("协助", LabelKind.Participating),
        ("责任", LabelKind.Responsible),
        ("负责", LabelKind.Responsible),
        ("承办", LabelKind.Responsible),
        ("落实", LabelKind.Responsible),
        ("实施", LabelKind.Responsible),
        ("执行", LabelKind.Responsible),
        ("完成", LabelKind.Responsible),
        ("普法", LabelKind.Responsible),
    ];

    private static readonly string[] BodyNouns =
    [
        "单位",
        "部门",
        "处室",
        "科室",
        "股室",
        "机构",
        "主体",
        "机关",
        "处（科）室",
        "科（室）",
        "地区",
        "区县",
        "县区",
        "镇街",
        "乡镇",
        "司局",
        "委办局",
    ];

    private static readonly FrozenDictionary<string, LabelKind> Plain = new Dictionary<
        string,
        LabelKind
    >(StringComparer.Ordinal)
    {
        ["完成时限"] = LabelKind.Deadline,
        ["完成时间"] = LabelKind.Deadline,
        ["完成期限"] = LabelKind.Deadline,
        ["办结时限"] = LabelKind.Deadline,
        ["时限"] = LabelKind.Deadline,
        ["时限要求"] = LabelKind.Deadline,
        ["时间要求"] = LabelKind.Deadline,
        ["工作时限"] = LabelKind.Deadline,
        ["时间节点"] = LabelKind.Deadline,
        ["时间安排"] = LabelKind.Deadline,
        ["时间进度"] = LabelKind.Deadline,
        ["进度安排"] = LabelKind.Deadline,
        ["推进时限"] = LabelKind.Deadline,
        ["落实时限"] = LabelKind.Deadline,
        ["整改时限"] = LabelKind.Deadline,
        ["实施时间"] = LabelKind.Deadline,
        ["责任时限"] = LabelKind.Deadline,
        ["责任人"] = LabelKind.Person,
        ["责任领导"] = LabelKind.Person,
        ["牵头领导"] = LabelKind.Person,
        ["分管领导"] = LabelKind.Person,
        ["包抓领导"] = LabelKind.Person,
        ["联系人"] = LabelKind.Person,
        ["牵头人"] = LabelKind.Person,
        ["牵头县领导"] = LabelKind.Person,
        ["序号"] = LabelKind.Number,
        ["编号"] = LabelKind.Number,
        ["工作措施"] = LabelKind.Measure,
        ["具体措施"] = LabelKind.Measure,
        ["主要措施"] = LabelKind.Measure,
        ["重点措施"] = LabelKind.Measure,
        ["推进措施"] = LabelKind.Measure,
        ["落实措施"] = LabelKind.Measure,
        ["整改措施"] = LabelKind.Measure,
        ["工作举措"] = LabelKind.Measure,
        ["主要举措"] = LabelKind.Measure,
        ["具体举措"] = LabelKind.Measure,
        ["重点举措"] = LabelKind.Measure,
        ["工作内容"] = LabelKind.Measure,
        ["主要内容"] = LabelKind.Measure,
        ["具体内容"] = LabelKind.Measure,
        ["重点内容"] = LabelKind.Measure,
        ["任务内容"] = LabelKind.Measure,
        ["普法内容"] = LabelKind.Measure,
        ["重点普法内容"] = LabelKind.Measure,
        ["普法目录"] = LabelKind.Measure,
        ["普法责任"] = LabelKind.Measure,
        ["责任内容"] = LabelKind.Measure,
        ["重点任务"] = LabelKind.Measure,
        ["主要任务"] = LabelKind.Measure,
        ["工作任务"] = LabelKind.Measure,
        ["目标任务"] = LabelKind.Measure,
        ["具体任务"] = LabelKind.Measure,
        ["任务分工"] = LabelKind.Measure,
        ["任务"] = LabelKind.Measure,
        ["工作要求"] = LabelKind.Measure,
        ["工作事项"] = LabelKind.Measure,
        ["重点工作"] = LabelKind.Measure,
        ["重要举措"] = LabelKind.Measure,
        ["改革举措"] = LabelKind.Measure,
        ["事项"] = LabelKind.Measure,
        ["内容"] = LabelKind.Measure,
        ["措施"] = LabelKind.Measure,
        ["项目"] = LabelKind.Title,
        ["类别"] = LabelKind.Title,
        ["任务类别"] = LabelKind.Title,
        ["任务名称"] = LabelKind.Title,
        ["一级指标"] = LabelKind.Title,
        ["二级指标"] = LabelKind.Title,
        ["工作目标"] = LabelKind.Goal,
        ["目标要求"] = LabelKind.Goal,
        ["预期目标"] = LabelKind.Goal,
        ["预期成果"] = LabelKind.Goal,
        ["成果形式"] = LabelKind.Goal,
        ["工作成果"] = LabelKind.Goal,
        ["目标"] = LabelKind.Goal,
        ["备注"] = LabelKind.Other,
        ["普法对象"] = LabelKind.Other,
        ["重点普法对象"] = LabelKind.Other,
        ["普法时间"] = LabelKind.Other,
        ["普法形式"] = LabelKind.Other,
        ["普法方式"] = LabelKind.Other,
        ["单位"] = LabelKind.Responsible,
        ["单位名称"] = LabelKind.Responsible,
        ["部门"] = LabelKind.Responsible,
        ["部门名称"] = LabelKind.Responsible,
        ["任务来源"] = LabelKind.Other,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, LabelKind>.AlternateLookup<
        ReadOnlySpan<char>
    > PlainLookup = Plain.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a label announces: a role and the kind of body that has it (牵头单位, 配合处室（单位）), or a set phrase.</summary>
    public static LabelKind LabelOf(ReadOnlySpan<char> label)
    {
        Span<char> clean = stackalloc char[24];
        var n = 0;
        foreach (var c in label)
        {
            if (Flow.IsBlank(c) || c is '：' or ':' or '〔' or '【' or '[')
            {
                continue;
            }
            if (n == clean.Length)
            {
                return LabelKind.None;
            }
            clean[n++] = c switch
            {
                '(' => '（',
                ')' => '）',
                _ => c,
            };
        }
        ReadOnlySpan<char> name = clean[..n];
        if (name.Length is < 2 or > 16)
        {
            return LabelKind.None;
        }
        if (PlainLookup.TryGetValue(name, out var plain))
        {
            return plain;
        }
        if (
            name.EndsWith("领导")
            || name.EndsWith("责任人")
            || name.EndsWith("联系人")
            || name.EndsWith("负责人")
        )
        {
            return LabelKind.Person;
        }
        // 牵头单位（部门）, 配合处室（单位）
        if (name.EndsWith("）") && name.LastIndexOf('（') is > 1 and var open)
        {
            name = name[..open];
        }
        var body = false;
        foreach (var noun in BodyNouns)
        {
            if (name.EndsWith(noun))
            {
                name = name[..^noun.Length];
                body = true;
                break;
            }
        }
        if (!body || name.Length is 0 or > 8)
        {
            return LabelKind.None;
        }
        // what stands first decides (主要牵头, 牵头责任), but two roles at once (牵头及配合单位) are only responsibility
        var kind = LabelKind.None;
        var at = int.MaxValue;
        foreach (var (word, k) in Roles)
        {
            var i = name.IndexOf(word);
            if (i >= 0 && i < at)
            {
                at = i;
                kind = k;
            }
        }
        if (kind == LabelKind.Responsible && name.Contains("牵头", StringComparison.Ordinal))
        {
            return LabelKind.Lead;
        }
        // 主要责任单位, 第一牵头单位; farther in the words before it are another name (县司法局参加单位)
        return at <= 2 ? kind : LabelKind.None;
    }

    /// <summary>What the head of a table column announces: labels, and freer wordings that only a table gives meaning to.</summary>
    public static LabelKind ColumnOf(ReadOnlySpan<char> head)
    {
        var kind = LabelOf(head);
        if (
            kind != LabelKind.None
            || head.Length is < 2 or > 14
            || head.ContainsAny('。', '，', '；')
        )
        {
            return kind;
        }
        if (
            head.Contains("情况", StringComparison.Ordinal)
            || head.EndsWith("依据")
            || head.EndsWith("对象")
            || head.EndsWith("形式")
            || head.EndsWith("方式")
            || head.EndsWith("来源")
        )
        {
            return LabelKind.Other;
        }
        if (
            head.EndsWith("时限")
            || head.EndsWith("时间")
            || head.EndsWith("期限")
            || head.EndsWith("进度")
            || head.EndsWith("节点")
        )
        {
            return LabelKind.Deadline;
        }
        if (
            head.EndsWith("分工")
            || head.EndsWith("单位")
            || head.EndsWith("部门")
            || head.EndsWith("主体")
        )
        {
            return LabelKind.Responsible;
        }
        if (
            head.EndsWith("任务")
            || head.EndsWith("措施")
            || head.EndsWith("内容")
            || head.EndsWith("事项")
            || head.EndsWith("举措")
            || head.EndsWith("工作")
            || head.EndsWith("要求")
            || head.EndsWith("要点")
            || head.EndsWith("清单")
        )
        {
            return LabelKind.Measure;
        }
        return head.EndsWith("目标") || head.EndsWith("成果") ? LabelKind.Goal : LabelKind.None;
    }

    /// <summary>Measure words, longest first where one begins another. What follows a number and is none of these is a noun, and the number has no unit.</summary>
    private static readonly string[] MeasureWords =
    [
        // people and visits
        "人次",
        "人天",
        "人",
        "名",
        "位",
        "户次",
        "户",
        "家次",
        "家",
        "对",
        "岁",
        // cases and papers
        "件次",
        "件",
        "起",
        "宗",
        "例",
        "案次",
        "案",
        "份次",
        "份",
        "卷",
        "本",
        "册",
        "篇",
        "幅",
        "张",
        "封",
        "页",
        "部",
        "集",
        "字",
        "条次",
        "条",
        "款",
        "则",
        "项次",
        "项",
        "件（次）",
        "项（次）",
        "户（次）",
        "人（次）",
        "场（次）",
        "家（次）",
        "个（次）",
        "批次",
        "批",
        "类",
        "种",
        "编",
        "章",
        // events
        "场次",
        "场",
        "期次",
        "期",
        "次",
        "届",
        "轮次",
        "轮",
        "趟",
        "回",
        "班次",
        "班",
        "节次",
        "节",
        "课时",
        "学时",
        "堂",
        "讲",
        "站次",
        "遍",
        // things and places
        "个",
        "处",
        "所",
        "座",
        "栋",
        "幢",
        "间",
        "套",
        "台次",
        "台",
        "辆次",
        "辆",
        "艘",
        "架",
        "部门",
        "支",
        "组",
        "块",
        "根",
        "只",
        "头",
        "匹",
        "株",
        "棵",
        "片",
        "面",
        "盏",
        "枚",
        "把",
        "双",
        "盒",
        "箱",
        "袋",
        "瓶",
        "吨",
        "公斤",
        "千克",
        "克",
        "斤",
        "村",
        "乡镇",
        "乡",
        "镇",
        "县",
        "市",
        "区",
        "街道",
        "社区",
        "队次",
        "队",
        "站",
        "点位",
        "点",
        "幅次",
        "条线",
        "层",
        "级",
        "档",
        "门",
        "口",
        "床",
        "席",
        "款次",
        "宗次",
        "笔",
        "单",
        "证",
        "车次",
        "航次",
        "屏",
        "环节",
        "窗口",
        "栏",
        "格",
        "路",
        "线",
        "环",
        "桩",
        "孔",
        "盘",
        "杯",
        "伙",
        "拨",
        "顶",
        "身",
        "道",
        "课",
        "版",
        "刊",
        "样",
        "味",
        // measures
        "微克/立方米",
        "毫克/升",
        "微克",
        "毫克",
        "平方公里",
        "平方千米",
        "平方米",
        "立方米",
        "公里",
        "千米",
        "米",
        "里",
        "公顷",
        "亩",
        "升",
        "千瓦时",
        "千瓦",
        "度",
        "兆",
        "GB",
        "TB",
        "Mbps",
        "MB",
        // money
        "元",
        "美元",
        "块钱",
        "欧元",
        // time spans
        "个工作日",
        "工作日",
        "个月",
        "个小时",
        "小时",
        "分钟",
        "秒",
        "天",
        "日",
        "周",
        "年",
        "季度",
        "周年",
        "个季度",
        "个百分点",
        "百分点",
        // shares
        "倍",
        "成",
        "分",
        "折",
        "%",
        "‰",
        // counted without a classifier of their own
        "人份",
        "人头",
        "户家庭",
        "批件",
        "字节",
        "票",
        "稿",
        "帧",
        "步",
        "声",
        "趟次",
        "席位",
        "标段",
        "件套",
        "批（次）",
        "期（次）",
        "份（次）",
        "场场",
    ];

    private static readonly FrozenSet<string> Measures = MeasureWords.ToFrozenSet(
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> MeasureLookup =
        Measures.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestMeasure = MeasureWords.Max(m => m.Length);

    /// <summary>Whether this is a measure word and nothing else.</summary>
    public static bool IsMeasure(ReadOnlySpan<char> word) =>
        MeasureLookup.Contains(word)
        || (
            word.Length > 1
            && word[0] is '万' or '亿' or '千' or '百'
            && MeasureLookup.Contains(word[1..])
        );

    /// <summary>Length of the measure word that the text begins with, 0 when it begins with none.</summary>
    public static int MeasureLength(ReadOnlySpan<char> text)
    {
        for (var n = Math.Min(LongestMeasure, text.Length); n > 0; n--)
        {
            if (MeasureLookup.Contains(text[..n]))
            {
                return n;
            }
        }
        return 0;
    }
}
