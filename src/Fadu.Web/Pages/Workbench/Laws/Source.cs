using Fadu.Core.Files;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Web.Security;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>The text of a law as it was handed in.</summary>
internal sealed class LawEndpoints : IEndpoints
{
    public void Map(WebApplication app) =>
        app.MapGet("/workbench/laws/source/{id:guid}", Source).Needs(Capability.EnterWorkbench);

    private static async Task<IResult> Source(
        Guid id,
        LawLibrary library,
        FileStore files,
        CurrentUser me,
        CancellationToken cancellationToken
    ) =>
        await library.Version(me.Scope, id, cancellationToken) is { } version
        && files.Has(version.SourceHash)
            // never with a type that a browser runs
            ? Results.File(
                files.Open(version.SourceHash),
                "application/octet-stream",
                version.FileName
            )
            : Results.NotFound();
}
