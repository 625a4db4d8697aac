using Fadu.Core.Trail;
using Fadu.Reading;

namespace Fadu.Web;

/// <summary>The text of a document that was handed in as a file: Word, PDF, a page of the web or plain text.</summary>
internal static class TextOfFile
{
    private const long MostBytes = 30L * 1024 * 1024;

    /// <summary>What the field that takes such a file says.</summary>
    public const string Help = "Word（.docx）、PDF、网页或者纯文本，30 MB 以内。";

    /// <summary>The text, or what is wrong with the file.</summary>
    /// <param name="field">The name of the field in the form, for the refusal.</param>
    public static async Task<(string? Text, Refusal? Refusal)> Read(
        IFormFile file,
        string field,
        CancellationToken cancellationToken
    )
    {
        if (file.Length > MostBytes)
        {
            return (
                null,
                new Refusal(RefusalKind.Invalid, "文件超过 30 MB，请拆成几个文件。", null, field)
            );
        }
        try
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellationToken);
            return (SourceText.From(bytes.ToArray(), file.FileName, PdfText.Read).Text, null);
        }
        catch (UnreadableException e)
        {
            return (null, new Refusal(RefusalKind.Invalid, e.Message, null, field));
        }
    }
}
