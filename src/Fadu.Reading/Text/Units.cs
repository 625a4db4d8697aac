using Fadu.Reading.Plans;

namespace Fadu.Reading.Text;

/// <summary>Who has which part in a task.</summary>
internal enum Role
{
    Lead,
    Participating,
    Responsible,
}

/// <summary>A unit in a list before names are settled over the whole document.</summary>
internal readonly record struct ListedUnit(
    Role Role,
    int Start,
    int End,
    string Name,
    bool Collective,
    bool ByDuty = false
);

/// <summary>Lists of units: 、and ， between them, brackets inside names, elided prefixes, roles behind the names (A牵头，B配合).</summary>
internal static class Units
{
    private const string Levels = "县区市省州旗盟";

    private static readonly string[] DutyWords =
    [
        "按职责分工",
        "按照职责分工",
        "根据职责分工",
        "按各自职责",
        "按照各自职责",
        "依职责",
        "按职责",
        "按照职责",
        "根据职责",
        "依据职责",
        "分工负责",
        "按分工",
        "各负其责",
        "依法依职责",
    ];

    private static readonly string[] PartWords =
    [
        "配合",
        "参与",
        "参加",
        "协助",
        "协同",
        "协办",
        "共同参与",
    ];

    private static readonly string[] LeadWords = ["牵头", "主办", "主责", "统筹"];

    private static readonly string[] ResponsibleWords =
    [
        "负责",
        "承办",
        "落实",
        "组织实施",
        "实施",
    ];

    /// <summary>Reads a list of units with their roles; what carries no role word has <paramref name="role"/>.</summary>
    /// <param name="strict">Only names that end as organs do: outside of labels anything else is text.</param>
    /// <returns>The units, or null when the stretch is no such list.</returns>
    public static List<ListedUnit>? Parse(Flow flow, int start, int end, Role role, bool strict)
    {
        var result = new List<ListedUnit>();
        var spoken = false;
        var from = start;
        var depth = 0;
        for (var i = start; i <= end; i++)
        {
            var c = i < end ? flow.Text[i] : '。';
            if (c == '（')
            {
                depth++;
            }
            else if (c == '）' && depth > 0)
            {
                depth--;
            }
            if (i < end && (depth > 0 || c is not ('，' or '；' or '。' or '\n' or '：')))
            {
                continue;
            }
            if (i > from && !Clause(flow, from, i, role, strict, result, ref spoken))
            {
                return null;
            }
            from = i + 1;
        }
        if (strict && result.Count == 0)
        {
            return null;
        }
        // 按职责分工负责 beside a lead is taking part; alone it is the responsibility itself
        if (!result.Exists(u => u.Role == Role.Lead))
        {
            return
            [
                .. result.Select(u =>
                    u.Role == Role.Participating && u.ByDuty
                        ? u with
                        {
                            Role = Role.Responsible,
                        }
                        : u
                ),
            ];
        }
        return
        [
            .. result.Select(u =>
                u.Role == Role.Responsible && spoken ? u with { Role = Role.Participating } : u
            ),
        ];
    }

    private static bool Clause(
        Flow flow,
        int start,
        int end,
        Role role,
        bool strict,
        List<ListedUnit> result,
        ref bool spoken
    )
    {
        var text = flow.Text.AsSpan();
        var at = start;
        foreach (var lead in new[] { "由", "其中", "具体由" })
        {
            if (text[at..end].StartsWith(lead))
            {
                at += lead.Length;
            }
        }
        while (at < end)
        {
            var (word, wordAt, wordEnd, found) = NextRole(text, at, end);
            if (found is null)
            {
                var count = result.Count;
                var ok = Names(flow, at, end, role, strict, result);
                return ok || (!strict && result.Count > count);
            }
            spoken = true;
            var begun = result.Count;
            if (wordAt > at && !Names(flow, at, wordAt, found.Value, strict, result) && strict)
            {
                return false;
            }
            if (word == "duty")
            {
                for (var i = begun; i < result.Count; i++)
                {
                    result[i] = result[i] with { ByDuty = true };
                }
            }
            at = wordEnd;
        }
        return true;
    }

    private static (string, int, int, Role?) NextRole(ReadOnlySpan<char> text, int at, int end)
    {
        var best = (Word: "", At: int.MaxValue, End: 0, Role: (Role?)null);
        Try(DutyWords, Role.Participating, "duty", text, at, end, ref best);
        Try(LeadWords, Role.Lead, "lead", text, at, end, ref best);
        Try(PartWords, Role.Participating, "part", text, at, end, ref best);
        Try(ResponsibleWords, Role.Responsible, "resp", text, at, end, ref best);
        if (best.Role is null)
        {
            return ("", 0, 0, null);
        }
        // 牵头负责, 配合落实, 按职责分工负责, 参与完成: what follows belongs to the role word
        var stop = best.End;
        foreach (var tail in RoleTails)
        {
            if (text[stop..end].StartsWith(tail))
            {
                stop += tail.Length;
                break;
            }
        }
        return (best.Word, best.At, stop, best.Role);
    }

    private static readonly string[] RoleTails =
    [
        "抓好落实",
        "负责落实",
        "组织实施",
        "组织落实",
        "共同负责",
        "分别负责",
        "具体负责",
        "负责",
        "落实",
        "完成",
        "实施",
        "推进",
        "抓总",
        "组织",
        "做好",
        "配合",
        "参与",
        "单位",
        "等",
    ];

    private static bool EndsRole(ReadOnlySpan<char> rest)
    {
        if (
            rest.IsEmpty
            || rest[0] is '，' or '、' or '；' or '。' or ' ' or '）' or '各' or '：'
            || Levels.Contains(rest[0])
        )
        {
            return true;
        }
        foreach (var tail in RoleTails)
        {
            if (rest.StartsWith(tail))
            {
                return true;
            }
        }
        foreach (var words in new[] { DutyWords, PartWords, LeadWords })
        {
            foreach (var word in words)
            {
                if (rest.StartsWith(word))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static void Try(
        string[] words,
        Role role,
        string kind,
        ReadOnlySpan<char> text,
        int at,
        int end,
        ref (string Word, int At, int End, Role? Role) best
    )
    {
        foreach (var w in words)
        {
            var i = text[at..end].IndexOf(w);
            // 协办 in 政协办公室 and 统筹 in 城乡统筹办 are no roles: behind a role the clause ends, or the next name begins
            while (i >= 0 && !EndsRole(text[(at + i + w.Length)..end]))
            {
                var more = text[(at + i + 1)..end].IndexOf(w);
                i = more < 0 ? -1 : i + 1 + more;
            }
            if (i < 0)
            {
                continue;
            }
            i += at;
            if (i < best.At || (i == best.At && i + w.Length > best.End))
            {
                best = (kind, i, i + w.Length, role);
            }
        }
    }

    private static bool Names(
        Flow flow,
        int start,
        int end,
        Role role,
        bool strict,
        List<ListedUnit> result
    )
    {
        var text = flow.Text.AsSpan();
        var depth = 0;
        var from = start;
        var all = true;
        // 县 司 法 局: gaps everywhere part nothing
        var gaps = 0;
        for (var i = start + 1; i < end; i++)
        {
            gaps += flow.GapBefore(i) ? 1 : 0;
        }
        var spread = gaps > 2 && gaps * 3 >= (end - start - 1) * 2;
        for (var i = start; i <= end; i++)
        {
            if (i < end)
            {
                var c = text[i];
                if (c == '（')
                {
                    depth++;
                }
                else if (c == '）')
                {
                    depth = Math.Max(0, depth - 1);
                }
                if (
                    c == '等'
                    && depth == 0
                    && i > from + 2
                    && EtcEnd(text, i, end) is { } etc
                    && Lexicon.EndsOrgan(text[from..i])
                )
                {
                    all &= Add(flow, from, i, role, strict, result);
                    from = etc;
                    i = etc - 1;
                    continue;
                }
                var gap =
                    !spread
                    && flow.GapBefore(i)
                    && i > from + 1
                    && Lexicon.EndsOrgan(text[from..i])
                    && depth == 0;
                if (!gap && (depth > 0 || c is not ('、' or '\t' or ' ' or '/' or '，' or '；')))
                {
                    var joint = depth == 0 ? Joint(text, from, i, end) : 0;
                    if (joint > 0)
                    {
                        all &= Add(flow, from, i, role, strict, result);
                        from = i + joint;
                        i = from - 1;
                    }
                    continue;
                }
                if (i > from)
                {
                    all &= Add(flow, from, i, role, strict, result);
                }
                from = gap ? i : i + 1;
                continue;
            }
            if (end > from)
            {
                all &= Add(flow, from, end, role, strict, result);
            }
        }
        return all;
    }

    /// <summary>县市场监管局等部门和各乡镇: where the next name begins behind 等部门和.</summary>
    private static int? EtcEnd(ReadOnlySpan<char> text, int at, int end)
    {
        var i = at + 1;
        foreach (
            var tail in new[]
            {
                "有关部门",
                "相关部门",
                "有关单位",
                "相关单位",
                "成员单位",
                "部门单位",
                "单位",
                "部门",
            }
        )
        {
            if (text[i..end].StartsWith(tail))
            {
                i += tail.Length;
                break;
            }
        }
        return i + 2 < end && text[i] is '和' or '及' or '与' or '、' or '，' ? i + 1 : null;
    }

    /// <summary>和 or 及 between two names; inside a name (自然资源和规划局) what stands before it ends as no organ does.</summary>
    private static int Joint(ReadOnlySpan<char> text, int from, int i, int end)
    {
        var length =
            text[i..end].StartsWith("以及") ? 2
            : text[i..end].StartsWith("会同") ? 2
            : text[i] is '和' or '及' or '与' or '暨' ? 1
            : 0;
        if (length == 0 || i - from < 3 || !Lexicon.EndsOrgan(text[from..i]))
        {
            return 0;
        }
        var rest = text[(i + length)..end];
        var stop = rest.IndexOfAny("、，； ");
        var right = stop < 0 ? rest : rest[..stop];
        if (
            right.Length < 3
            || right is "人民政府"
            || !(
                Levels.Contains(right[0])
                || right[0] is '各' or '有' or '相' or '其'
                || Lexicon.EndsOrgan(text[from..i]) && text[i - 1] is '局' or '委' or '办' or '院'
            )
        )
        {
            return 0;
        }
        return Lexicon.EndsOrgan(right) ? length : 0;
    }

    private static bool Add(
        Flow flow,
        int start,
        int end,
        Role role,
        bool strict,
        List<ListedUnit> result
    )
    {
        var text = flow.Text.AsSpan();
        while (
            start < end
            && (text[start] is ' ' or '\t' or '\n' or '。' or '：' or '•' or '“' or '由' or '-')
        )
        {
            start++;
        }
        if (Marks.At(text[..end], start) is { Level: MarkLevel.Point or MarkLevel.SubPoint } m)
        {
            start = m.End;
        }
        while (end > start && text[end - 1] is ' ' or '\t' or '\n' or '。' or '；' or '”' or '：')
        {
            end--;
        }
        foreach (var adverb in new[] { "分别", "共同", "联合", "具体", "统一", "按照", "主要" })
        {
            if (end - start > adverb.Length + 2 && text[start..end].EndsWith(adverb))
            {
                end -= adverb.Length;
            }
        }
        // 县财政局等部门: the named ones count, the rest is not named
        var etc = text[start..end].LastIndexOf('等');
        if (
            etc > 2
            && (start + etc + 1 == end || Lexicon.EndsOrgan(text[start..end]))
            && end - (start + etc) <= 9
        )
        {
            end = start + etc;
        }
        // 各区县政府（含开发区管委会，下同）: a remark on the name
        if (text[start..end].IndexOf("（含") is > 1 and var remark && text[end - 1] == '）')
        {
            end = start + remark;
        }
        var name = text[start..end];
        if (name.Length is < 2 or > 34 || name is "负责" or "单位" or "部门" or "无")
        {
            return !strict && name.Length < 2;
        }
        var organ = Lexicon.EndsOrgan(name);
        if (!organ && (strict || name.ContainsAny('。', '：', '%') || char.IsAsciiDigit(name[0])))
        {
            return false;
        }
        var written = name.ToString();
        result.Add(new ListedUnit(role, start, end, written, IsCollective(written)));
        return true;
    }

    public static bool IsCollective(string name) =>
        name.StartsWith('各')
        || name.Contains("有关", StringComparison.Ordinal)
        || name.Contains("相关", StringComparison.Ordinal)
        || name.Contains("其他", StringComparison.Ordinal)
        || name.Contains('各')
        || name.Contains("成员单位", StringComparison.Ordinal)
        || name.Contains("所有", StringComparison.Ordinal)
        || Array.Exists(
            Kinds,
            k => name.EndsWith(k, StringComparison.Ordinal) && name.Length <= k.Length + 1
        );

    /// <summary>Kinds of organs: 乡镇人民政府 without a name is all of them.</summary>
    private static readonly string[] Kinds =
    [
        "乡镇",
        "乡（镇）",
        "乡镇（街道）",
        "乡镇街道",
        "镇街",
        "乡镇人民政府",
        "乡（镇）人民政府",
        "乡镇政府",
        "乡镇（街道）政府",
        "乡镇党委",
        "乡镇党委政府",
        "街道",
        "街道办事处",
        "直部门",
        "直单位",
        "级部门",
    ];

    private static readonly string[] PartyBodies =
    [
        "组织部",
        "宣传部",
        "统战部",
        "政法委",
        "编办",
        "网信办",
        "巡察办",
        "政研室",
        "改革办",
        "依法治县办",
        "依法治市办",
        "依法治区办",
        "社会工作部",
        "机要局",
        "直属机关工委",
        "党校",
        "老干部局",
        "党史研究室",
    ];

    private static readonly string[] Inner =
    [
        "城市",
        "市场",
        "市政",
        "社区",
        "园区",
        "区域",
        "乡村",
        "农村",
        "校区",
        "景区",
        "林区",
        "小区",
        "城区",
        "市民",
        "省级",
        "地区",
    ];

    /// <summary>Writes out the 县, 区, 市 or 省 that a list gives once and elides afterwards.</summary>
    public static List<ListedUnit> WriteOut(List<ListedUnit> units)
    {
        char level = '\0';
        var result = new List<ListedUnit>(units.Count);
        foreach (var u in units)
        {
            var name = u.Name;
            if (HasLevel(name))
            {
                level = name[0];
            }
            else if (level != '\0' && !u.Collective && Elides(name))
            {
                name = Array.Exists(PartyBodies, p => name == p)
                    ? level + "委" + name
                    : level + name;
            }
            result.Add(u with { Name = name });
        }
        return result;
    }

    private static bool HasLevel(string name) =>
        name.Length > 2
        && Levels.Contains(name[0], StringComparison.Ordinal)
        && !Array.Exists(NoLevel, w => name.StartsWith(w, StringComparison.Ordinal));

    /// <summary>Words whose first character is no level: 市场监管局 elides its 县, while 市政务服务局 and 市民政局 have their 市.</summary>
    private static readonly string[] NoLevel =
    [
        "市场",
        "市政工程",
        "市政园林",
        "市政公用",
        "市政设施",
        "市政管理",
        "市民中心",
        "市民服务",
        "市容",
        "区域",
        "省级",
        "县级",
        "县直",
        "县（",
        "市级",
        "区级",
        "州级",
    ];

    private static bool Elides(string name)
    {
        // 文化和旅游局（市文物局）: what stands in the bracket has its own level
        var open = name.IndexOf('（', StringComparison.Ordinal);
        name = open > 2 ? name[..open] : name;
        var rest = name;
        foreach (var word in Inner)
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }
        if (
            rest.AsSpan().IndexOfAny(Levels + "乡镇街村") >= 0
            || name.StartsWith("国", StringComparison.Ordinal)
            || name.StartsWith("中国", StringComparison.Ordinal)
            || name.StartsWith("人行", StringComparison.Ordinal)
            || name.StartsWith("全", StringComparison.Ordinal)
        )
        {
            return false;
        }
        return name.Length <= 14
            && name[^1]
                is '局'
                    or '委'
                    or '办'
                    or '厅'
                    or '部'
                    or '院'
                    or '会'
                    or '联'
                    or '室'
                    or '心'
                    or '校'
                    or '队'
                    or '社'
                    or '署'
                    or '处';
    }
}
