using System.Text;
using System.Text.RegularExpressions;

namespace Fadu.Core.Organs;

/// <summary>A possible reading of a unit's name.</summary>
/// <param name="Organ">An organ that exists today.</param>
/// <param name="Reason">Why, in words for the person who decides.</param>
/// <param name="Score">From 0 to 1; only their order matters.</param>
public sealed record OrganSuggestion(OrganInfo Organ, string Reason, double Score);

/// <summary>The organs that a collective name means.</summary>
/// <param name="Members">In the official order.</param>
/// <param name="Meaning">What was understood, such as 全部乡镇人民政府（12个）.</param>
/// <param name="IsOpen">The text says 有关 or 相关: not all of them are meant, the coordinator chooses among the members.</param>
public sealed record OrganSet(IReadOnlyList<OrganInfo> Members, string Meaning, bool IsOpen);

/// <summary>What a unit's name means.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Organ">Set when it names one organ for certain.</param>
/// <param name="Note">What a reader should know about a certain match, such as 现为县发改局.</param>
/// <param name="Set">Set when it is a collective name.</param>
/// <param name="Suggestions">Best first; empty when certain or collective.</param>
public sealed record OrganMatch(
    string Text,
    OrganInfo? Organ,
    string? Note,
    OrganSet? Set,
    IReadOnlyList<OrganSuggestion> Suggestions
)
{
    /// <summary>Whether nobody needs to decide anything.</summary>
    public bool IsCertain => Organ is not null || Set is { IsOpen: false };
}

/// <summary>
/// Reads names of units as plans and tables write them. Certain is what the directory itself says: full and short names, aliases, names of the day; everything
/// else is a suggestion with its reason, and a person decides.
/// </summary>
internal sealed partial class OrganMatcher
{
    private const int MaxSuggestions = 5;

    private readonly OrganDirectory directory;
    private readonly string region;
    private readonly char rank;
    private readonly Dictionary<string, List<(OrganInfo Organ, NameInTime Name)>> byKey = new(
        StringComparer.Ordinal
    );

    public OrganMatcher(OrganDirectory directory)
    {
        this.directory = directory;
        // The county's own name, which names of its organs may carry or leave out: 云岭县司法局, 县司法局, 司法局.
        var root =
            directory.All.FirstOrDefault(o =>
                o.Kind == OrganKind.Government && o.ParentId is null && o.Exists(directory.Today)
            )
            ?? directory.All.FirstOrDefault(o =>
                o.Kind == OrganKind.Government && o.Exists(directory.Today)
            );
        region = root is null
            ? ""
            : Clean(root.Name).Replace("人民政府", "", StringComparison.Ordinal);
        rank = region.Length > 0 && "县区市旗省".Contains(region[^1]) ? region[^1] : '县';
        foreach (var organ in directory.All)
        {
            foreach (var name in organ.Names)
            {
                var key = KeyOf(name.Text);
                if (key.Length == 0)
                {
                    continue;
                }
                if (!byKey.TryGetValue(key, out var list))
                {
                    byKey[key] = list = [];
                }
                list.Add((organ, name));
            }
        }
    }

    public OrganMatch Match(string text, DateOnly asOf, IReadOnlyCollection<Guid> named)
    {
        var clean = Trimmed(text);
        if (clean.Length == 0)
        {
            return new OrganMatch(text, null, null, null, []);
        }
        if (ByName(text, KeyOf(clean), asOf) is { } known)
        {
            return known;
        }
        if (Collective(clean, named) is { } set)
        {
            return new OrganMatch(text, null, null, set, []);
        }
        return new OrganMatch(text, null, null, null, Suggest(clean));
    }

    // Names of the day first: a document of 2018 means the organ that bore the name in 2018.
    private OrganMatch? ByName(string text, string key, DateOnly asOf)
    {
        if (!byKey.TryGetValue(key, out var found))
        {
            return null;
        }
        var current = found.Where(f => f.Name.IsBorne(asOf) && f.Organ.Exists(asOf)).ToList();
        var today = current
            .Where(f => f.Organ.Exists(directory.Today))
            .DistinctBy(f => f.Organ.Id)
            .ToList();
        if (today.Count == 1)
        {
            var (organ, name) = today[0];
            var note = name.Kind == NameKind.Former ? $"当时的名称，现为{organ.ShortName}" : null;
            return new OrganMatch(text, organ, note, null, []);
        }
        if (today.Count > 1)
        {
            return new OrganMatch(
                text,
                null,
                null,
                null,
                [
                    .. today
                        .Take(MaxSuggestions)
                        .Select(f => new OrganSuggestion(
                            f.Organ,
                            $"名称相同的机关不止一个（{f.Organ.Name}）",
                            0.9
                        )),
                ]
            );
        }
        var suggestions = new List<OrganSuggestion>();
        foreach (var (organ, name) in found.DistinctBy(f => f.Organ.Id))
        {
            if (organ.Exists(directory.Today))
            {
                suggestions.Add(
                    new OrganSuggestion(
                        organ,
                        name.To is { } last
                            ? $"曾用名，{last.AddDays(1):yyyy-MM-dd}起现为{organ.ShortName}"
                            : $"{name.From:yyyy-MM-dd}起才用这个名称",
                        0.95
                    )
                );
                continue;
            }
            foreach (var heir in directory.Successors(organ.Id))
            {
                suggestions.Add(
                    new OrganSuggestion(
                        heir,
                        $"{organ.ShortName}已于{organ.ValidTo?.AddDays(1):yyyy-MM-dd}{EndWord(organ.Id)}，现由{heir.ShortName}承接",
                        0.93
                    )
                );
            }
        }
        return suggestions.Count == 0
            ? null
            : new OrganMatch(
                text,
                null,
                null,
                null,
                [.. suggestions.DistinctBy(s => s.Organ.Id).Take(MaxSuggestions)]
            );
    }

    private string EndWord(Guid id) =>
        directory
            .Links.LastOrDefault(l => l.From == id && l.Kind != LineageKind.DutiesMoved)
            ?.Kind switch
        {
            LineageKind.Merger => "合并",
            LineageKind.Split => "分立",
            _ => "撤销",
        };

    private OrganSet? Collective(string clean, IReadOnlyCollection<Guid> named)
    {
        var match = CollectivePattern().Match(clean);
        // 部门 or 镇政府 alone say nothing; 乡镇 alone is how lists write all of them.
        if (
            !match.Success
            || (
                match.Groups["scope"].Length == 0
                && !match.Groups["all"].Success
                && !match.Groups["other"].Success
                && !match.Groups["some"].Success
                && !match.Groups["what"].Value.Contains('乡', StringComparison.Ordinal)
            )
        )
        {
            return null;
        }
        var isOther = match.Groups["other"].Success;
        var isOpen = match.Groups["some"].Success;
        var scope = match.Groups["scope"].Value;
        var what = match.Groups["what"].Value;
        var existing = directory.On().ToList();
        List<OrganInfo> members;
        string meaning;
        if (TownPattern().IsMatch(what))
        {
            var wantsStreets = what.Contains('街', StringComparison.Ordinal);
            var wantsTowns =
                what.Contains('乡', StringComparison.Ordinal)
                || what.Contains('镇', StringComparison.Ordinal);
            var onlyTowns = !what.Contains('乡', StringComparison.Ordinal);
            var party =
                what.Contains("党委", StringComparison.Ordinal)
                && !what.Contains("政府", StringComparison.Ordinal);
            if (party)
            {
                members =
                [
                    .. existing.Where(o =>
                        o.Kind == OrganKind.PartyDepartment && o.Level == Level.Township
                    ),
                ];
                if (members.Count > 0)
                {
                    meaning = "全部乡镇党委";
                    return Result();
                }
            }
            members =
            [
                .. existing.Where(o =>
                    (
                        wantsTowns
                        && o.Kind == OrganKind.Township
                        && (
                            !onlyTowns
                            || o.Name.Contains('镇', StringComparison.Ordinal)
                            || wantsStreets
                        )
                    ) || (wantsStreets && o.Kind == OrganKind.Subdistrict)
                ),
            ];
            meaning =
                (wantsTowns, wantsStreets) switch
                {
                    (true, true) => "全部乡镇和街道",
                    (false, true) => "全部街道",
                    _ => onlyTowns ? "全部镇" : "全部乡镇",
                } + (party ? "（目录中没有单列党委，列所在地人民政府）" : "");
            return Result();
        }
        if (scope.Contains("委", StringComparison.Ordinal))
        {
            members =
            [
                .. existing.Where(o =>
                    o.Kind == OrganKind.PartyDepartment && o.Level != Level.Township
                ),
            ];
            meaning = "县委工作部门";
        }
        else if (
            scope.Contains("级", StringComparison.Ordinal)
            && scope.StartsWith("各", StringComparison.Ordinal)
        )
        {
            members = [.. existing.Where(o => o.ParentId is not null)];
            meaning = "全部县直单位和乡镇";
        }
        else if (
            scope.Contains("政府", StringComparison.Ordinal)
            || what.Contains("行政", StringComparison.Ordinal)
            || what.Contains("执法", StringComparison.Ordinal)
        )
        {
            members = [.. existing.Where(IsDepartment)];
            meaning = "县政府工作部门";
        }
        else
        {
            members = [.. existing.Where(o => IsDepartment(o) || IsCountyUnit(o))];
            meaning = "县直部门和单位";
        }
        return Result();

        OrganSet Result()
        {
            if (isOther)
            {
                members = [.. members.Where(o => !named.Contains(o.Id))];
                meaning =
                    $"除本项已列单位外的{meaning.Replace("全部", "", StringComparison.Ordinal)}";
            }
            if (rank != '县')
            {
                meaning = meaning.Replace('县', rank);
            }
            return new OrganSet(
                members,
                $"{meaning}（{members.Count}个）" + (isOpen ? "，“有关”指哪些由统筹确定" : ""),
                isOpen
            );
        }

        // 垂管机关 belong to the level above and are no departments of the county government.
        static bool IsDepartment(OrganInfo o) =>
            o.Level == Level.County && o.Kind == OrganKind.Department;

        static bool IsCountyUnit(OrganInfo o) =>
            o.Level == Level.County
            && o.Kind
                is OrganKind.PartyDepartment
                    or OrganKind.PublicInstitution
                    or OrganKind.AuthorisedOrganisation
                    or OrganKind.Agency
                    or OrganKind.VerticalOrgan
                    or OrganKind.MassOrganisation;
    }

    private List<OrganSuggestion> Suggest(string clean)
    {
        var key = KeyOf(clean);
        var best = new Dictionary<Guid, OrganSuggestion>();
        // A place that is not ours: the same organ of this county may be meant (a plan copied from elsewhere).
        var foreign = ForeignPlace().Match(clean);
        if (foreign.Success && foreign.Groups["place"].Value != region)
        {
            var rest = KeyOf(
                clean.Remove(foreign.Groups["place"].Index, foreign.Groups["place"].Length)
            );
            foreach (var (organ, _) in byKey.GetValueOrDefault(rest) ?? [])
            {
                Offer(
                    organ,
                    $"地名是“{foreign.Groups["place"].Value}”，本{rank}对应的机关是{organ.ShortName}",
                    0.8
                );
            }
            if (best.Count == 0)
            {
                foreach (var (known, names) in byKey)
                {
                    if (IsAbbreviation(rest, known) || IsAbbreviation(known, rest))
                    {
                        Offer(
                            names[0].Organ,
                            $"地名是“{foreign.Groups["place"].Value}”，本{rank}相近的机关是{names[0].Organ.ShortName}",
                            0.75
                        );
                    }
                }
            }
        }
        foreach (var (known, names) in byKey)
        {
            var organ = names[0].Organ;
            if (
                WrongCharacters(key, known) is { } wrong
                && (wrong.Single || !IsAbbreviation(key, known))
            )
            {
                Offer(organ, wrong.Reason, wrong.Score);
            }
            else if (key.Length == known.Length && key.Order().SequenceEqual(known.Order()))
            {
                Offer(organ, $"词序不同，登记的是“{organ.ShortName}”", 0.85);
            }
            else if (IsAbbreviation(key, known))
            {
                Offer(organ, $"像是“{organ.Name}”的简称", 0.55 + (0.2 * key.Length / known.Length));
            }
            else if (IsAbbreviation(known, key))
            {
                Offer(
                    organ,
                    $"“{organ.ShortName}”的较长写法",
                    0.5 + (0.2 * known.Length / key.Length)
                );
            }
            else if (key.Length >= 3 && known.StartsWith(key, StringComparison.Ordinal))
            {
                Offer(organ, $"名称没有写完，像是“{organ.ShortName}”", 0.65);
            }
        }
        return
        [
            .. best
                .Values.OrderByDescending(s => s.Score)
                .ThenBy(s => s.Organ.Order)
                .Take(MaxSuggestions),
        ];

        void Offer(OrganInfo organ, string reason, double score)
        {
            var targets = organ.Exists(directory.Today) ? [organ] : directory.Successors(organ.Id);
            foreach (var target in targets)
            {
                var said =
                    target.Id == organ.Id
                        ? reason
                        : $"{reason}；{organ.ShortName}已不存在，现由{target.ShortName}承接";
                if (!best.TryGetValue(target.Id, out var other) || other.Score < score)
                {
                    best[target.Id] = new OrganSuggestion(target, said, score);
                }
            }
        }
    }

    // Organs that were reorganised changed only their last character: 发改委 became 发改局.
    private const string Endings = "局委办院处队所站中心";

    private static (string Reason, double Score, bool Single)? WrongCharacters(
        string key,
        string known
    )
    {
        if (key.Length < 3 || known.Length < 3 || Math.Abs(key.Length - known.Length) > 2)
        {
            return null;
        }
        var allowed =
            known.Length <= 5 ? 1
            : known.Length <= 9 ? 2
            : 3;
        // 财政局 and 民政局 differ in one character too: short names must begin alike.
        if (known.Length <= 5 && key[0] != known[0])
        {
            return null;
        }
        var distance = Distance(key, known);
        if (distance == 0 || distance > allowed)
        {
            return null;
        }
        var score = 0.9 - (0.12 * distance) - (0.3 * distance / known.Length);
        if (distance == 1 && key.Length == known.Length)
        {
            var at = Enumerable.Range(0, key.Length).First(i => key[i] != known[i]);
            return
                at == key.Length - 1
                && Endings.Contains(key[at], StringComparison.Ordinal)
                && Endings.Contains(known[at], StringComparison.Ordinal)
                ? ($"机构名称以“{known[at]}”结尾，文中写作“{key[at]}”", score + 0.05, true)
                : ($"疑有错字：“{key[at]}”应为“{known[at]}”", score, true);
        }
        if (distance == 1)
        {
            var (longer, shorter) = key.Length > known.Length ? (key, known) : (known, key);
            var at = Enumerable
                .Range(0, longer.Length)
                .First(i => i == shorter.Length || longer[i] != shorter[i]);
            return key.Length > known.Length
                ? ($"疑多“{longer[at]}”字", score, true)
                : ($"疑漏“{longer[at]}”字", score, true);
        }
        return ($"与登记名称相差{distance}个字", score, false);
    }

    /// <summary>Whether all characters of a short form stand in the name in order, the first and the last ones alike.</summary>
    private static bool IsAbbreviation(string brief, string name)
    {
        if (
            brief.Length < 3
            || name.Length <= brief.Length
            || brief[0] != name[0]
            || (
                brief[^1] != name[^1]
                && !(brief[^1] == '委' && name.EndsWith("委员会", StringComparison.Ordinal))
                && !(brief[^1] == '办' && name.EndsWith("办公室", StringComparison.Ordinal))
            )
        )
        {
            return false;
        }
        var at = 0;
        foreach (var c in name)
        {
            if (at < brief.Length && brief[at] == c)
            {
                at++;
            }
        }
        return at == brief.Length;
    }

    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                current[j] = Math.Min(
                    Math.Min(current[j - 1], previous[j]) + 1,
                    previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                );
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }

    /// <summary>Full width to half width, no spaces, one kind of brackets.</summary>
    private static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c == '\u200b' || c == '\ufeff')
            {
                continue;
            }
            result.Append(
                c switch
                {
                    '〔' or '[' or '【' => '(',
                    '〕' or ']' or '】' => ')',
                    _ => c,
                }
            );
        }
        return result.ToString();
    }

    // What plans write around a unit's name.
    private static string Trimmed(string text)
    {
        var clean = Clean(text).Trim('、', ',', ';', '。', '.', ':');
        clean = Around().Replace(clean, "");
        return clean.Trim('、', ',', ';', '。', '.', ':');
    }

    /// <summary>The name without what may be left out: 中共, the county's name, 县 in front, 人民 in 人民政府, 人民法院, 人民检察院.</summary>
    private string KeyOf(string text)
    {
        var key = Clean(text);
        if (key.StartsWith("中共", StringComparison.Ordinal) && key.Length > 4)
        {
            key = key[2..];
        }
        key = key.Replace("人民政府", "政府", StringComparison.Ordinal)
            .Replace("人民法院", "法院", StringComparison.Ordinal)
            .Replace("人民检察院", "检察院", StringComparison.Ordinal)
            .Replace("中国人民银行", "人行", StringComparison.Ordinal);
        if (region.Length > 1)
        {
            if (key.StartsWith(region, StringComparison.Ordinal))
            {
                key = rank + key[region.Length..];
            }
            else
            {
                // 人行云岭县支行: inside, the place is left out.
                key = key.Replace(region, "", StringComparison.Ordinal);
            }
        }
        if (key.Length > 2 && key[0] == rank)
        {
            key = key[1..];
        }
        return key;
    }

    [GeneratedRegex(
        @"^由|\((牵头|配合|负责|参与)\)|(按照?(各自)?职责分工|按职责|分工|分别|共同|具体)*(牵头|负责|落实|配合|参加|参与)?(等|等单位|等部门)?$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Around();

    [GeneratedRegex(
        @"^(?<scope>各级|全[县市区旗]|本?[县市区旗](人民)?政府|[县市区旗]委|[县市区旗](直|级)?|)(?<other>其他|其它)?(?<all>各级|各|所有)?(?<other>其他|其它)?(?<some>有关|相关)?(?<what>(工作|职能|组成|行政|执法|行政执法|成员)*(部门|单位|机关)(、?单位)?|(乡|镇|街道|\(|\)|、|和|办事处|党工?委|人民|政府)+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CollectivePattern();

    [GeneratedRegex("乡|镇|街道", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TownPattern();

    [GeneratedRegex(
        "^(人行|中国人民银行|中共)?(?<place>[\\p{IsCJKUnifiedIdeographs}]{2,4}?[县市区旗])(?=.{2})",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex ForeignPlace();
}
