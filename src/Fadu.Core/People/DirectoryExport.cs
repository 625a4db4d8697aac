using Fadu.Core.Trail;

namespace Fadu.Core.People;

/// <summary>The list of people or of organs was given out as a file.</summary>
/// <param name="List">people or organs.</param>
[TrailEvent("directory.exported", "导出人员或机关")]
public sealed record DirectoryExported(string List, string Filter, int Rows) : ITrailEvent;

/// <summary>Notes that the list of people or of organs is given out as a file.</summary>
/// <param name="Filter">The question, as the address carries it.</param>
public sealed record NoteDirectoryExport(string List, string Filter, int Rows) : Command;

internal sealed class NoteDirectoryExportHandler : IHandler<NoteDirectoryExport>
{
    public async ValueTask<string?> Handle(
        NoteDirectoryExport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Export);
        await work.Append(
                $"directory-export:{command.List}",
                new DirectoryExported(command.List, command.Filter, command.Rows)
            )
            .ConfigureAwait(false);
        return null;
    }
}
