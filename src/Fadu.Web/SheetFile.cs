using System.Text;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web;

/// <summary>A list as a workbook. Written to a file first, so that the count is known and nothing goes out before the export stands in the trail.</summary>
internal static class SheetFile
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The workbook, which is deleted when it has been sent; or why it may not go out.</summary>
    /// <param name="note">The entry about so many rows.</param>
    public static async Task<(FileStream? File, Refusal? Refusal)> Make(
        HttpContext context,
        SheetLayout layout,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        Func<int, Command> note
    )
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"fadu-{Guid.NewGuid():N}.xlsx"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            var count = await SheetWriter.WriteXlsxAsync(
                layout,
                rows,
                file,
                context.RequestAborted
            );
            var noted = await context
                .RequestServices.GetRequiredService<Committer>()
                .Commit(
                    note(count),
                    context.RequestServices.GetRequiredService<CurrentUser>().Actor,
                    context.RequestAborted
                );
            if (noted.IsDone)
            {
                file.Position = 0;
                return (file, null);
            }
            await file.DisposeAsync();
            return (null, noted.Refusal);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

/// <summary>
/// A sheet or pasted rows that somebody hands in to be looked at first and taken later. It lies in the file store between the two steps, so that what is taken is what was looked at.
/// </summary>
public sealed record HandedSheet(string Hash, string Name)
{
    /// <summary>Takes the file or the pasted text into the store; null where that was refused, which the page then shows.</summary>
    public static async Task<HandedSheet?> Take(FaduPage page, IFormFile? sheet, string? pasted)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (sheet is null && string.IsNullOrWhiteSpace(pasted))
        {
            page.Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    "请选择文件，或者把表格粘贴到下面的框里（要带表头）。",
                    Field: "sheet"
                )
            );
            return null;
        }
        try
        {
            await using var content = sheet is null
                ? new MemoryStream(Encoding.UTF8.GetBytes(pasted!))
                : sheet.OpenReadStream();
            var kept = await Store(page.HttpContext)
                .Take(
                    content,
                    sheet?.FileName ?? "粘贴的内容.txt",
                    page.HttpContext.RequestAborted
                );
            return (await page.Commit(new KeepFile(kept))).IsDone
                ? new HandedSheet(kept.Hash, kept.Name)
                : null;
        }
        catch (RefusedException e)
        {
            page.Refuse(e.Refusal);
            return null;
        }
    }

    /// <summary>A sheet handed in before. A hash is no permission: only a file of the person's own organ.</summary>
    public static async Task<HandedSheet?> Find(FaduPage page, FaduDb db, string hash)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(db);
        var kept = await db.Set<StoredFile>()
            .FirstOrDefaultAsync(
                f =>
                    f.Tenant == page.Scope.Tenant
                    && f.Hash == hash
                    && f.OrganId == page.Me.Actor.Organ,
                page.HttpContext.RequestAborted
            );
        return kept is not null && Store(page.HttpContext).Has(hash)
            ? new HandedSheet(kept.Hash, kept.Name)
            : null;
    }

    /// <summary>Its rows; read while the content is open.</summary>
    public async Task<IReadOnlyList<SheetRow>> Rows(HttpContext context)
    {
        await using var content = Store(context).Open(Hash);
        if (!Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            return [.. SheetReader.Read(content, Name)];
        }
        using var reader = new StreamReader(content, Encoding.UTF8);
        return [.. SheetReader.ReadPasted(await reader.ReadToEndAsync(context.RequestAborted))];
    }

    /// <summary>Rows that were not taken, as a workbook with the reasons.</summary>
    public static async Task<MemoryStream> Rejected(
        IReadOnlyList<string> columns,
        IEnumerable<RejectedRow> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var output = new MemoryStream();
        await SheetWriter.WriteRejectedAsync(
            columns,
            rows.ToAsyncEnumerable(),
            output,
            cancellationToken
        );
        output.Position = 0;
        return output;
    }

    private static FileStore Store(HttpContext context) =>
        context.RequestServices.GetRequiredService<FileStore>();
}
