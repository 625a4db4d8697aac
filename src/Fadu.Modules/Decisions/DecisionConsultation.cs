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
            Channels = ["政府网站"],
            HowToAnswer = Cut($"本门户“征求意见”栏；{c.Text.Contact}", 500),
            ClosesOn = c.ClosesOn,
            ShorterBecause = c.Text.ShortBecause,
        },
        ConcludedBy = "participation.close",
        Concluded = (c, answers) =>
            new OpinionsInput
            {
                NoneCame = c.Received == 0,
                Opinions =
                [
                    .. answers.Select(a => new PublicOpinion
                    {
                        Channel = "网上",
                        Gist = Cut(a.Gist, 1000),
                        Number = a.Count,
                        Adoption = a.Outcome switch
                        {
                            "采纳" => OpinionAdoption.Adopted,
                            "部分采纳" => OpinionAdoption.Partly,
                            _ => OpinionAdoption.Rejected,
                        },
                        Because = a.Answer is { } answer ? Cut(answer, 1000) : null,
                    }),
                ],
            },
    };

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(most - 1)] + "…";
}
