using Fadu.Core.People;
using Fadu.Core.Trail;

namespace Fadu.Core.Matters;

/// <summary>A list of matters, or the 卷宗 of one, was given out as a file.</summary>
/// <param name="What">The filter of the list as in the address, or which 卷宗.</param>
/// <param name="Rows">How many lines or pieces.</param>
[TrailEvent("matter.exported", "导出办件")]
public sealed record MattersExported(string What, int Rows) : ITrailEvent;

/// <summary>Notes that matters were given out as a file.</summary>
public sealed record NoteMatterExport(string What, int Rows) : Command;

internal sealed class MatterExportHandler : IHandler<NoteMatterExport>
{
    public async ValueTask<string?> Handle(
        NoteMatterExport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Export);
        await work.Append("matter-export", new MattersExported(command.What, command.Rows));
        return null;
    }
}
