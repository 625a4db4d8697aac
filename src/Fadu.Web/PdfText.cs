using System.Diagnostics;
using Fadu.Reading;

namespace Fadu.Web;

/// <summary>The text of a PDF by pdftotext, where it is installed.</summary>
public static class PdfText
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static string Read(byte[] pdf)
    {
        var path = Path.Combine(Path.GetTempPath(), $"fadu-{Guid.NewGuid():N}.pdf");
        try
        {
            File.WriteAllBytes(path, pdf);
            using var process = Process.Start(
                new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", "-nopgbrk", path, "-"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    StandardOutputEncoding = System.Text.Encoding.UTF8,
                }
            )!;
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                throw new UnreadableException(
                    "这份 PDF 太复杂，三十秒内没有读完。请用 Word 或 WPS 另存为 .docx 再上传。"
                );
            }
            return output.GetAwaiter().GetResult();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UnreadableException(
                "服务器上没有安装 pdftotext，读不了 PDF。请上传 .docx 或 .txt，或请系统管理员安装 poppler-utils。",
                e
            );
        }
        finally
        {
            File.Delete(path);
        }
    }
}
