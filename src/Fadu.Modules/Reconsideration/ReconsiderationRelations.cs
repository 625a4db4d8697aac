using Fadu.Core.Figures;
using F = Fadu.Modules.Reconsideration.ReconsiderationFigures;

namespace Fadu.Modules.Reconsideration;

internal static class ReconsiderationRelations
{
    public static readonly RelationSet Set = new([
        FigureRelation.Must(
            [F.Accepted],
            RelationSign.AtMost,
            [F.Received],
            "受理的都是收到的；上年收到、今年受理的按实际核对。"
        ) with
        {
            Kind = RelationKind.Expect,
        },
        FigureRelation.Must(
            [F.Closed],
            RelationSign.AtMost,
            [F.Accepted, FigureTerm.Eve(F.OpenAtEnd)],
            "审结的案件不会多于受理加上期结转。"
        ),
        FigureRelation.Must(
            [F.Mediated, F.Corrected],
            RelationSign.AtMost,
            [F.Closed],
            "调解结案和纠错都是审结的一部分，一案只归一类。"
        ),
        FigureRelation.Must(
            [F.ComprehensivelyCorrected],
            RelationSign.AtMost,
            [F.Closed],
            "综合纠错是审结的一部分。"
        ),
        FigureRelation.Must(
            [F.AgencyReceived],
            RelationSign.AtMost,
            [F.Received],
            "代办点收件是收到的一部分。"
        ),
    ]);
}
