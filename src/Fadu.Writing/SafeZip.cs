using System.IO.Compression;
using System.Xml;

namespace Fadu.Writing;

/// <summary>Opens zips from strangers within limits.</summary>
internal static class SafeZip
{
    internal const string CannotOpen =
        "文件打不开：不是完整的{0}文件，或者加了密码；请用Word、Excel或WPS打开后另存为.{0}再试";

    private const int MaxEntries = 5_000;

    /// <summary>No DTD, nothing fetched.</summary>
    internal static XmlReaderSettings XmlSettings { get; } =
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };

    /// <summary>Copies a stream of unknown length into memory or refuses it.</summary>
    internal static MemoryStream Take(Stream input, long maxBytes)
    {
        var memory = new MemoryStream(
            input.CanSeek ? (int)Math.Min(input.Length - input.Position, maxBytes) : 0
        );
        var buffer = new byte[81920];
        int read;
        while ((read = input.Read(buffer)) > 0)
        {
            if (memory.Length + read > maxBytes)
            {
                throw TooLarge(maxBytes);
            }
            memory.Write(buffer, 0, read);
        }
        memory.Position = 0;
        return memory;
    }

    internal static UnusableFileException TooLarge(long maxBytes) =>
        new($"文件超过{maxBytes >> 20}兆字节的上限，没有读取；请拆成几个文件");

    /// <summary>
    /// Unpacks every entry once to count what it really holds: what the directory of the zip says about sizes may be a lie.
    /// </summary>
    internal static void Check(ZipArchive zip, long maxUnpacked)
    {
        if (zip.Entries.Count > MaxEntries)
        {
            throw new UnusableFileException(
                $"文件内部有{zip.Entries.Count}个部分，不像正常的办公文件，没有读取"
            );
        }
        var total = 0L;
        var buffer = new byte[81920];
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                total += read;
                if (total > maxUnpacked)
                {
                    throw new UnusableFileException(
                        $"文件解压后超过{maxUnpacked >> 20}兆字节，可能是压缩炸弹，没有读取；如确为正常文件，请拆成几个"
                    );
                }
            }
        }
    }
}
