namespace Fadu.Reading.Reports;

/// <summary>The fields of 法治政府建设, by the words that point to them; the first that fits decides.</summary>
internal static class Domains
{
    private static readonly (string Domain, string[] Words)[] Table =
    [
        ("行政复议", ["行政复议", "复议"]),
        ("行政应诉", ["出庭应诉", "行政应诉", "行政诉讼", "应诉", "胜诉", "败诉", "司法建议"]),
        ("法律援助", ["法律援助", "认罪认罚", "受援人"]),
        ("人大政协", ["人大代表", "政协委员", "建议提案", "政协提案", "提案"]),
        ("合法性审查", ["合法性审查", "合法性审核", "审查意见书", "法律意见书"]),
        ("规范性文件", ["规范性文件", "政府规章", "备案审查", "文件清理"]),
        ("重大行政决策", ["重大行政决策", "决策事项", "听证会", "风险评估"]),
        ("法律顾问", ["法律顾问", "公职律师"]),
        (
            "执法监督",
            ["执法监督", "案卷评查", "执法案卷", "案卷", "执法过错", "监督意见书", "执法问题"]
        ),
        (
            "行政执法",
            [
                "行政处罚",
                "行政检查",
                "行政强制",
                "行政许可",
                "执法人员",
                "执法证",
                "执法资格",
                "综合执法",
                "执法",
            ]
        ),
        ("权责清单", ["权责清单", "权力事项", "权力清单", "行政权力"]),
        ("营商环境", ["营商环境", "市场主体", "经营主体", "涉企", "企业开办", "营业执照"]),
        ("政务服务", ["政务服务", "审批", "一件事", "一网通办", "网办", "办事", "窗口", "好差评"]),
        ("监管", ["双随机", "抽查", "监管", "检查"]),
        ("政务公开", ["政务公开", "信息公开", "主动公开", "依申请公开"]),
        ("信访", ["信访", "来访", "诉求"]),
        ("调解", ["调解", "矛盾纠纷", "仲裁", "纠纷"]),
        ("应急", ["应急", "安全生产", "隐患", "演练", "事故"]),
        ("审计", ["审计"]),
        ("纪检", ["党政纪", "政务处分", "问责", "四风", "立案审查", "组织处理"]),
        ("学法培训", ["学法", "培训", "讲座", "考试"]),
        ("普法", ["普法", "宣传", "法治教育", "受教育", "法律六进", "示范户", "法律明白人"]),
        ("督察考核", ["督察", "考核", "督查"]),
    ];

    private static readonly string[] Topics =
    [
        "行政复议",
        "行政应诉",
        "行政诉讼",
        "行政裁决",
        "行政调解",
        "人民调解",
        "劳动仲裁",
        "劳动争议",
        "法律援助",
        "社区矫正",
        "行政处罚",
        "行政许可",
        "行政检查",
        "行政强制",
        "执法案卷",
        "规范性文件",
        "合法性审查",
        "合法性审核",
        "人大代表建议",
        "政协提案",
        "政协委员提案",
        "矛盾纠纷",
        "政府信息公开",
        "信访",
        "公证",
        "司法鉴定",
        "行政权力事项",
        "审批事项",
        "重大行政决策",
        "法律顾问",
        "公职律师",
        "行政执法",
        "法治宣传",
    ];

    private static readonly (string Word, string Name)[] ShortTopics =
    [
        ("应诉", "行政应诉"),
        ("复议", "行政复议"),
        ("信访", "信访"),
    ];

    public static string Of(string metric, ReadOnlySpan<char> sentence, string section)
    {
        foreach (var words in new[] { metric, sentence.ToString(), section })
        {
            foreach (var (domain, keys) in Table)
            {
                foreach (var key in keys)
                {
                    if (words.Contains(key, StringComparison.Ordinal))
                    {
                        return domain;
                    }
                }
            }
        }
        return "其他";
    }

    /// <summary>The last known subject named in the words, empty when none is.</summary>
    public static string Topic(ReadOnlySpan<char> words)
    {
        var best = "";
        var at = -1;
        foreach (var t in Topics)
        {
            var i = words.LastIndexOf(t);
            if (i > at)
            {
                at = i;
                best = t;
            }
        }
        foreach (var (word, name) in ShortTopics)
        {
            var i = words.LastIndexOf(word);
            if (i > at + 4)
            {
                at = i;
                best = name;
            }
        }
        return best;
    }
}
