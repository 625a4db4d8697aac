using Fadu.Core.Files;
using Fadu.Reading;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>The words of a material, or why they cannot be shown.</summary>
public sealed record MaterialText(string? Text, string? Why)
{
    /// <summary>Reads a file of the store by its content; pictures and old formats have no words.</summary>
    public static async Task<MaterialText> Read(
        FileStore store,
        string hash,
        string name,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        if (hash.Length == 0)
        {
            return new(null, "纸质件，没有电子文件。");
        }
        if (!store.Has(hash))
        {
            return new(null, "文件不在文件库中，请系统管理员核对备份。");
        }
        try
        {
            var bytes = await File.ReadAllBytesAsync(store.PathOf(hash), cancellationToken);
            return new(SourceText.From(bytes, name, PdfText.Read).Text, null);
        }
        catch (UnreadableException e)
        {
            return new(null, e.Message);
        }
    }
}
