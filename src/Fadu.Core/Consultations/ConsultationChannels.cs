namespace Fadu.Core.Consultations;

/// <summary>Where the public is asked and how it answers, in the kinds that forms and figures share.</summary>
public static class ConsultationChannels
{
    public const string Website = "政府网站";
    public const string NewMedia = "政务新媒体";
    public const string Press = "报刊";
    public const string Broadcast = "广播电视";
    public const string Board = "公示栏";

    /// <summary>Where a consultation is made public, in the words of those who did: the portal, and what else they named.</summary>
    public static IReadOnlyList<string> PlacesOf(Consultation consultation)
    {
        ArgumentNullException.ThrowIfNull(consultation);
        return ["法治政府门户", .. consultation.Text.Channels];
    }

    // What people write; a place that names several goes to each. The portal belongs to the government's site.
    private static readonly (string Kind, string[] Words)[] Kinds =
    [
        (Website, ["网站", "网页", "门户", "官网"]),
        (NewMedia, ["新媒体", "公众号", "微信", "微博", "客户端", "抖音"]),
        (Press, ["报", "刊"]),
        (Broadcast, ["广播", "电视", "电台", "融媒体"]),
        (Board, ["公示栏", "公告栏", "公开栏", "张贴"]),
    ];

    /// <summary>The kinds of some places in words, each once, in the order of the forms.</summary>
    public static IReadOnlyList<string> KindsOf(IEnumerable<string> places)
    {
        var all = places.ToList();
        return
        [
            .. Kinds
                .Where(k => all.Any(p => k.Words.Any(w => p.Contains(w, StringComparison.Ordinal))))
                .Select(k => k.Kind),
        ];
    }

    /// <summary>By what opinions came, with their numbers, the most first: 网上 8 条、来信来电 3 条.</summary>
    public static string Ways(IEnumerable<AnsweredOpinions> answers) =>
        string.Join(
            '、',
            answers
                .SelectMany(a => a.Sources)
                .GroupBy(s => WayOf(s.Source))
                .Select(g => (Way: g.Key, Count: g.Sum(s => s.Count)))
                .OrderByDescending(w => w.Count)
                .ThenBy(w => w.Way, StringComparer.Ordinal)
                .Select(w => $"{w.Way}{w.Count}条")
        );

    /// <summary>By what an opinion came.</summary>
    public static string WayOf(OpinionSource source) =>
        source switch
        {
            OpinionSource.Web => "网上",
            OpinionSource.Letter or OpinionSource.Mail or OpinionSource.Phone => "来信来电",
            OpinionSource.Meeting => "座谈会",
            _ => "其他",
        };
}
