using Fadu.Core.Figures;
using F = Fadu.Modules.Decisions.DecisionFigures;

namespace Fadu.Modules.Decisions;

internal static class DecisionRelations
{
    public static readonly RelationSet Set = new([
        FigureRelation.Must(
            [F.StepsTaken],
            RelationSign.AtMost,
            [F.StepsRequired],
            "履行的是应当履行的环节。"
        ),
        FigureRelation.Must(
            [F.CommentsAdopted],
            RelationSign.AtMost,
            [F.Comments],
            "采纳的是归纳研究的意见。"
        ),
        FigureRelation.Must(
            [DecisionRecordFigures.Archived],
            RelationSign.AtMost,
            [DecisionRecordFigures.Required],
            "归档的是应当归档的材料。"
        ),
    ]);
}
