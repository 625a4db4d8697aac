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
                    return Results.File(output, SheetFile.Type, $"{found.Title}-模板.xlsx");
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
        var (file, refusal) = await SheetFile.Make(
            context,
            LedgerSheets.Export(found),
            Rows(),
            count => new NoteExport(found.Key, context.Request.QueryString.Value ?? "", count)
        );
        return file is null
            ? Results.Text(refusal!.Message, statusCode: StatusCodes.Status403Forbidden)
            : Results.File(file, SheetFile.Type, $"{found.Title}.xlsx");

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
