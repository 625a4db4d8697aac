using Fadu.Core.Consultations;

namespace Fadu.Modules.Decisions;

/// <summary>The stage 公众参与 of a major decision is filled in from its consultation.</summary>
internal static class DecisionConsultation
{
    public static readonly ConsultationStage Participation = new(
        MajorDecisions.Key,
        "participation",
        ConsultationSubject.Decision
    )
    {
        OpenedBy = "participation.publish",
        Opened = c => new ConsultationInput
        {
            Channels = ConsultationChannels.KindsOf(ConsultationChannels.PlacesOf(c)),
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
                        a.Sources.GroupBy(s => ConsultationChannels.WayOf(s.Source))
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

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(most - 1)] + "…";
}
