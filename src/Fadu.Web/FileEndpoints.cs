using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web;

/// <summary>Evidence is handed out as a download only, never with a type that a browser runs, and only where the file belongs to an organ that the person may see.</summary>
internal sealed class FileEndpoints : IEndpoints
{
    public void Map(WebApplication app) =>
        app.MapGet(
                "/workbench/files/{hash}",
                async (
                    string hash,
                    CurrentUser user,
                    FaduDb db,
                    FileStore store,
                    CancellationToken cancellationToken
                ) =>
                {
                    var file = await db.Set<StoredFile>()
                        .Within(user.Scope)
                        .Where(f => f.Hash == hash)
                        .FirstOrDefaultAsync(cancellationToken);
                    // A matter shows its materials to every organ that has to do with it, whoever handed them in.
                    var name =
                        file?.Name
                        ?? await MatterQueries.FileName(db, user.Scope, hash, cancellationToken);
                    return name is null || !store.Has(hash)
                        ? Results.NotFound()
                        : Results.File(store.Open(hash), "application/octet-stream", name);
                }
            )
            .Needs(Capability.EnterWorkbench);
}

/// <summary>Takes what a form uploaded into the file store and the trail.</summary>
public static class Uploads
{
    /// <summary>The hashes of the files, each entered for the person's organ. A refused file refuses all, before anything else is done.</summary>
    public static async Task<(IReadOnlyList<string> Hashes, Refusal? Refusal)> Keep(
        this FaduPage page,
        IEnumerable<IFormFile>? files
    )
    {
        var services = page.HttpContext.RequestServices;
        var store = services.GetRequiredService<FileStore>();
        var committer = services.GetRequiredService<Committer>();
        // All are looked at before the first is entered.
        var taken = new List<KeptFile>();
        try
        {
            foreach (var file in files ?? [])
            {
                await using var content = file.OpenReadStream();
                taken.Add(
                    await store.Take(content, file.FileName, page.HttpContext.RequestAborted)
                );
            }
        }
        catch (RefusedException e)
        {
            return ([], e.Refusal);
        }
        foreach (var kept in taken)
        {
            var result = await committer.Commit(new KeepFile(kept), page.Me.Actor);
            if (!result.IsDone)
            {
                return ([], result.Refusal);
            }
        }
        return ([.. taken.Select(t => t.Hash)], null);
    }
}
