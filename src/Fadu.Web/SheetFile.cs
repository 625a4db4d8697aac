using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing.Sheets;

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
