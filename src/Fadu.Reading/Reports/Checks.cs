using Fadu.Reading.Text;

namespace Fadu.Reading.Reports;

internal static class Checks
{
    public static List<ReadCheck> Of(Flow flow, DocumentHead head, List<ReadFigure> figures) => [];
}
