using Fadu.Core.Consultations;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>The stage 公开征求意见 of a normative document is filled in from its consultation.</summary>
internal static class DocumentConsultation
{
    public static readonly ConsultationStage Comment = new(
        DocumentMaking.Key,
        "comment",
        ConsultationSubject.Document
    )
    {
        OpenedBy = "comment.publish",
        Opened = c => new CommentNoticeInput
        {
            Channels = ConsultationChannels.PlacesOf(c),
            OpensOn = c.OpenedOn!.Value,
            ClosesOn = c.ClosesOn,
            ShorterBecause = c.Text.ShortBecause,
            Address = $"/consultations/{c.Id}",
        },
        ConcludedBy = "comment.close",
        Concluded = (c, answers) =>
            new CommentResultInput
            {
                Received = c.Received,
                Adopted = c.Adopted + c.Partly,
                Feedback = Cut(
                    answers.Count == 0
                        ? "没有收到意见。"
                        : string.Join(
                            '\n',
                            answers
                                .Select(a => a.Answer)
                                .Select(
                                    (a, i) =>
                                        $"{i + 1}. {a.Gist}（{a.Count}条）：{a.Outcome}。{a.Answer}"
                                )
                                .Prepend($"意见来自{ConsultationChannels.Ways(answers)}。")
                        )
                ),
                // What became of the opinions is public where they were asked for.
                FeedbackOn = c.ConcludedOn,
                FeedbackAt = $"/consultations/{c.Id}",
            },
    };

    private static string Cut(string text) => text.Length <= 5000 ? text : text[..4999] + "…";
}
