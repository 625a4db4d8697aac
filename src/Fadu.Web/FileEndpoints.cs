using Fadu.Core;
using Fadu.Core.Files;
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
                async (string hash, CurrentUser user, FaduDb db, FileStore store, CancellationToken cancellationToken) =>
                {
                    var file = await db.Set<StoredFile>()
                        .Within(user.Scope)
                        .Where(f => f.Hash == hash)
                        .FirstOrDefaultAsync(cancellationToken);
                    return file is null || !store.Has(hash)
                        ? Results.NotFound()
                        : Results.File(store.Open(hash), "application/octet-stream", file.Name);
                }
            )
            .Needs(Capability.EnterWorkbench);
}

/// <summary>Takes what a form uploaded into the file store and the trail.</summary>
public static class Uploads
{
    /// <summary>The hashes of the files, each entered for the person's organ. A refused file refuses all, before anything else is done.</summary>
    public static async Task<(IReadOnlyList<string> Hashes, Refusal? Refusal)> Keep(this FaduPage page, IEnumerable<IFormFile>? files)
    {
        var services = page.HttpContext.RequestServices;
        var store = services.GetRequiredService<FileStore>();
        var committer = services.GetRequiredService<Committer>();
        var hashes = new List<string>();
        foreach (var file in files ?? [])
        {
            try
            {
                await using var content = file.OpenReadStream();
                var kept = await store.Take(content, file.FileName, page.HttpContext.RequestAborted);
                var result = await committer.Commit(new KeepFile(kept), page.Me.Actor);
                if (!result.IsDone)
                {
                    return ([], result.Refusal);
                }
                hashes.Add(kept.Hash);
            }
            catch (RefusedException e)
            {
                return ([], e.Refusal);
            }
        }
        return (hashes, null);
    }
}
