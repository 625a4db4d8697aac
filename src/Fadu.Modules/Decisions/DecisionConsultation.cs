using Fadu.Core.Consultations;

namespace Fadu.Modules.Decisions;

/// <summary>The stage 公众参与 of a major decision is filled in from its consultation.</summary>
internal static class DecisionConsultation
{
    // What people write, by the kinds of the form; a place that names several goes to each.
    private static readonly (string Kind, string[] Words)[] Kinds =
    [
        ("政务新媒体", ["新媒体", "公众号", "微信", "微博", "客户端", "抖音"]),
        ("报刊", ["报", "刊"]),
        ("广播电视", ["广播", "电视", "电台", "融媒体"]),
        ("公示栏", ["公示栏", "公告栏", "公开栏", "张贴"]),
    ];

    public static readonly ConsultationStage Participation = new(
        MajorDecisions.Key,
        "participation",
        ConsultationSubject.Decision
    )
    {
        OpenedBy = "participation.publish",
        Opened = c => new ConsultationInput
        {
            // The portal belongs to the government's site.
            Channels = ["政府网站", .. KindsOf(c.Text.Channels)],
            Places =
                c.Text.Channels.Count == 0 ? null : Cut(string.Join("、", c.Text.Channels), 300),
            HowToAnswer = Cut($"本门户“征求意见”栏；{c.Text.Contact}", 500),
            ClosesOn = c.FirstClosesOn ?? c.ClosesOn,
            ShorterBecause = c.Text.ShortBecause,
        },
        ProlongedBy = "participation.prolong",
        Prolonged = c => new ProlongInput
        {
            ClosesOn = c.ClosesOn,
            Reason = Cut(c.ExtendedBecause ?? "", 500),
        },
        ConcludedBy = "participation.close",
        Concluded = (c, answers) =>
            new OpinionsInput
            {
                NoneCame = c.Received == 0,
                Opinions =
                [
                    .. answers.SelectMany(a =>
                        a.Sources.GroupBy(s => ChannelOf(s.Source))
                            .Select(by => new PublicOpinion
                            {
                                Channel = by.Key,
                                Gist = Cut(a.Answer.Gist, 1000),
                                Number = by.Sum(s => s.Count),
                                Adoption = a.Answer.Outcome switch
                                {
                                    "采纳" => OpinionAdoption.Adopted,
                                    "部分采纳" => OpinionAdoption.Partly,
                                    _ => OpinionAdoption.Rejected,
                                },
                                Because = a.Answer.Answer is { } answer ? Cut(answer, 1000) : null,
                            })
                    ),
                ],
            },
    };

    private static IEnumerable<string> KindsOf(IReadOnlyList<string> places) =>
        Kinds
            .Where(k => places.Any(p => k.Words.Any(w => p.Contains(w, StringComparison.Ordinal))))
            .Select(k => k.Kind);

    private static string ChannelOf(OpinionSource source) =>
        source switch
        {
            OpinionSource.Web => "网上",
            OpinionSource.Letter or OpinionSource.Mail or OpinionSource.Phone => "来信来电",
            OpinionSource.Meeting => "座谈会",
            _ => "其他",
        };

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(most - 1)] + "…";
}
