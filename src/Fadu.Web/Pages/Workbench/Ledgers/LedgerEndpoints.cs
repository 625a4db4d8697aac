using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing.Sheets;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>Files that go out: the template, and exactly what the list shows.</summary>
internal sealed class LedgerEndpoints : IEndpoints
{
    internal const string Xlsx =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public void Map(WebApplication app)
    {
        app.MapGet(
                "/workbench/ledgers/{ledger}/template",
                async (
                    string ledger,
                    LedgerRegistry ledgers,
                    CancellationToken cancellationToken
                ) =>
                {
                    if (ledgers.Find(ledger) is not { } found)
                    {
                        return Results.NotFound();
                    }
                    var output = new MemoryStream();
                    await SheetWriter.WriteXlsxAsync(
                        LedgerSheets.Template(found),
                        Empty(),
                        output,
                        cancellationToken
                    );
                    output.Position = 0;
                    return Results.File(output, Xlsx, $"{found.Title}-模板.xlsx");
                }
            )
            .Needs(Capability.EnterLedgers);
        app.MapGet("/workbench/ledgers/{ledger}/export", Export).Needs(Capability.Export);
    }

    private static async Task<IResult> Export(
        string ledger,
        HttpContext context,
        FaduDb db,
        CurrentUser user,
        Committer committer,
        LedgerRegistry ledgers,
        Core.Organs.Directories directories,
        CancellationToken cancellationToken
    )
    {
        if (ledgers.Find(ledger) is not { } found || !user.Can(Capability.ViewLedgers))
        {
            return Results.NotFound();
        }
        var organs = await LedgerOrgans.Of(directories, user.Actor.Tenant, cancellationToken);
        var filter = LedgerAddress.Read(found, organs, context.Request.Query);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        var rows = await SheetWriter.WriteXlsxAsync(
            LedgerSheets.Export(found),
            Rows(),
            file,
            cancellationToken
        );
        // Noted before the first byte goes out: no file without its entry.
        var noted = await committer.Commit(
            new NoteExport(found.Key, context.Request.QueryString.Value ?? "", rows),
            user.Actor,
            cancellationToken
        );
        if (!noted.IsDone)
        {
            await file.DisposeAsync();
            return Results.Text(noted.Refusal.Message, statusCode: StatusCodes.Status403Forbidden);
        }
        file.Position = 0;
        return Results.File(file, Xlsx, $"{found.Title}.xlsx");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await foreach (var line in LedgerQueries.Stream(db, user.Scope, found, filter))
            {
                yield return LedgerSheets.Row(found, line, organs);
            }
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Empty()
    {
        await Task.CompletedTask;
        yield break;
    }
}
