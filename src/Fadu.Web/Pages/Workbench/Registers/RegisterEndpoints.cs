using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing.Sheets;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>Files that go out: the template, and exactly what the list shows.</summary>
internal sealed class RegisterEndpoints : IEndpoints
{
    public void Map(WebApplication app)
    {
        app.MapGet("/workbench/registers/{register}/template", Template)
            .Needs(Capability.DraftRegisters);
        app.MapGet("/workbench/registers/{register}/export", Export).Needs(Capability.Export);
    }

    private static async Task<IResult> Template(
        string register,
        RegisterRegistry registers,
        CancellationToken cancellationToken
    )
    {
        if (registers.Find(register) is not { } found)
        {
            return Results.NotFound();
        }
        var output = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            RegisterSheets.Template(found),
            AsyncEnumerable.Empty<IReadOnlyList<object?>>(),
            output,
            cancellationToken
        );
        output.Position = 0;
        return Results.File(output, SheetFile.Type, $"{found.Title}-模板.xlsx");
    }

    private static async Task<IResult> Export(
        string register,
        HttpContext context,
        FaduDb db,
        CurrentUser user,
        RegisterRegistry registers,
        Directories directories,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (registers.Find(register) is not { } found || !user.Can(Capability.ViewRegisters))
        {
            return Results.NotFound();
        }
        var organs = await LedgerOrgans.Of(directories, user.Actor.Tenant, cancellationToken);
        var filter = RegisterAddress.Read(
            found,
            organs,
            context.Request.Query,
            FaduTime.Today(time)
        );
        var (file, refusal) = await SheetFile.Make(
            context,
            RegisterSheets.Export(found),
            RegisterQueries
                .Stream(db, user.Scope, found, filter)
                .Select(v => RegisterSheets.Row(found, v, organs, filter.Day)),
            count => new NoteListExport(
                $"register:{found.Key}",
                context.Request.QueryString.Value ?? "",
                count
            )
        );
        return file is null
            ? Results.Text(refusal!.Message, statusCode: StatusCodes.Status403Forbidden)
            : Results.File(file, SheetFile.Type, $"{found.Title}.xlsx");
    }
}
