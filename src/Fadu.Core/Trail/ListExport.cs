using Fadu.Core.People;

namespace Fadu.Core.Trail;

/// <summary>A list was given out as a file.</summary>
/// <param name="List">Which list: people, organs, matters, dossier, readings, supervision, rectification, audit.</param>
/// <param name="Filter">The question, as the address carries it.</param>
/// <param name="Rows">How many lines or pieces.</param>
[TrailEvent("list.exported", "导出清单")]
public sealed record ListExported(string List, string Filter, int Rows) : ITrailEvent;

/// <summary>Notes that a list is given out as a file.</summary>
public sealed record NoteListExport(string List, string Filter, int Rows) : Command;

internal sealed class ListExportHandler : IHandler<NoteListExport>
{
    public async ValueTask<string?> Handle(
        NoteListExport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Export);
        await work.Append(
                $"list-export:{command.List}",
                new ListExported(command.List, command.Filter, command.Rows)
            )
            .ConfigureAwait(false);
        return null;
    }
}
