using Fadu.Core.People;
using Fadu.Core.Trail;

namespace Fadu.Core.Figures;

/// <summary>The records behind a figure were given out as a file.</summary>
[TrailEvent("figure.exported", "导出指标的记录")]
public sealed record FigureExported(string Figure, string Filter, int Rows) : ITrailEvent;

/// <summary>Notes that the records behind a figure are given out as a file.</summary>
/// <param name="Filter">The question, as the address carries it.</param>
public sealed record NoteFigureExport(string Figure, string Filter, int Rows) : Command;

internal sealed class NoteFigureExportHandler : IHandler<NoteFigureExport>
{
    public async ValueTask<string?> Handle(
        NoteFigureExport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Export);
        await work.Append(
                $"figure-export:{command.Figure}",
                new FigureExported(command.Figure, command.Filter, command.Rows)
            )
            .ConfigureAwait(false);
        return null;
    }
}
