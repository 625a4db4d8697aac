using Fadu.Core.Figures;
using F = Fadu.Modules.LegalityReview.ReviewFigures;

namespace Fadu.Modules.LegalityReview;

internal static class ReviewRelations
{
    public static readonly RelationSet Set = new([
        FigureRelation.Expect(
            [F.Completed],
            RelationSign.AtMost,
            [F.Opinions],
            "一件可以出具几份意见书，份数不少于件数。"
        ),
        FigureRelation.Must([F.OnTime], RelationSign.AtMost, [F.Opinions], "按期的都已出具。"),
        FigureRelation.Expect(
            [F.Skipped],
            RelationSign.AtMost,
            [0m],
            "应当经合法性审查的，未经审查不得决定、印发、签订。"
        ),
        FigureRelation.Expect(
            [F.AgendaItems],
            RelationSign.AtMost,
            [F.Completed],
            "常务会议议题的审查是全部审查的一部分，与类型重叠。"
        ),
    ]);
}
