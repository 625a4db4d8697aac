using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Files;

/// <summary>A file that somebody handed in for an organ. The bytes lie in the file store under their hash; equal bytes lie there once.</summary>
public sealed class StoredFile : IOwned
{
    public int Tenant { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    public Guid OrganId { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public DateTimeOffset KeptAt { get; init; }
    public Guid? KeptBy { get; init; }
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> entity) =>
        entity.HasKey(f => new
        {
            f.Tenant,
            f.Hash,
            f.OrganId,
        });
}

/// <summary>A file was handed in.</summary>
[TrailEvent("file.kept", "存入文件")]
public sealed record FileKept(string Hash, string Name, string MediaType, long Size, Guid OrganId)
    : ITrailEvent;

/// <summary>Enters a file whose bytes the store has taken into the trail.</summary>
public sealed record KeepFile(KeptFile File) : Command;

internal sealed class KeepFileHandler : IHandler<KeepFile>
{
    public async ValueTask<string?> Handle(
        KeepFile command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var organ = work.Actor.Organ ?? Guid.Empty;
        var file = command.File;
        if (
            !await work
                .Db.Set<StoredFile>()
                .AnyAsync(
                    f => f.Tenant == work.Tenant && f.Hash == file.Hash && f.OrganId == organ,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            await work.Append(
                    $"file:{file.Hash}",
                    new FileKept(file.Hash, file.Name, file.MediaType, file.Size, organ)
                )
                .ConfigureAwait(false);
        }
        return file.Hash;
    }
}

internal sealed class StoredFileProjection : IProject<FileKept>
{
    public IReadOnlyList<Type> Tables => [typeof(StoredFile)];

    public ValueTask Apply(FileKept data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new StoredFile
            {
                Tenant = entry.Tenant,
                Hash = data.Hash,
                OrganId = data.OrganId,
                Name = data.Name,
                MediaType = data.MediaType,
                Size = data.Size,
                KeptAt = entry.At,
                KeptBy = entry.Actor,
            }
        );
        return ValueTask.CompletedTask;
    }
}

/// <summary>Where files lie and how large one may be.</summary>
public sealed record FileStoreOptions(string Folder, long MaxBytes);

/// <summary>What the store took.</summary>
public sealed record KeptFile(string Hash, string Name, string MediaType, long Size);

/// <summary>
/// Files by content hash on disk. Taken only after their content has been looked at: programs are refused, archives are measured before they are trusted, names are only names.
/// </summary>
public sealed class FileStore(FileStoreOptions options)
{
    private const long MaxUnpacked = 400L * 1024 * 1024;
    private const int MaxRatio = 200;

    /// <summary>
    /// Takes the bytes. The caller then enters it by <see cref="KeepFile"/>; bytes without an entry are harmless.
    /// </summary>
    /// <exception cref="RefusedException">Too large, empty, a program, an archive that unpacks too large.</exception>
    public async Task<KeptFile> Take(
        Stream content,
        string fileName,
        CancellationToken cancellationToken = default
    )
    {
        Directory.CreateDirectory(options.Folder);
        var name = CleanName(fileName);
        var temporary = Path.Combine(options.Folder, $"{Guid.NewGuid():N}.part");
        try
        {
            long size = 0;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (
                var file = new FileStream(
                    temporary,
                    FileMode.CreateNew,
                    FileAccess.Write,
                    FileShare.None,
                    1 << 16,
                    FileOptions.Asynchronous
                )
            )
            {
                var buffer = new byte[1 << 16];
                int read;
                while (
                    (
                        read = await content
                            .ReadAsync(buffer, cancellationToken)
                            .ConfigureAwait(false)
                    ) > 0
                )
                {
                    size += read;
                    if (size > options.MaxBytes)
                    {
                        Work.Refuse(
                            RefusalKind.Invalid,
                            $"文件“{name}”超过 {options.MaxBytes / 1024 / 1024} MB，没有收下。扫描件可降低分辨率，或拆成几个文件分别上传。"
                        );
                    }
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken)
                        .ConfigureAwait(false);
                }
                file.Flush(flushToDisk: true);
            }
            if (size == 0)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"文件“{name}”是空的，没有收下。请确认选对了文件。"
                );
            }
            var type = Inspect(temporary, name);
            var key = Convert.ToHexStringLower(hash.GetHashAndReset());
            var target = PathOf(key);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!File.Exists(target))
            {
                try
                {
                    File.Move(temporary, target, overwrite: false);
                }
                // the same bytes came in twice at once: those that lie there are these
                catch (IOException) when (File.Exists(target)) { }
            }
            return new KeptFile(key, name, type, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens the bytes of a hash.</summary>
    /// <exception cref="FileNotFoundException">They are not there.</exception>
    public Stream Open(string hash) =>
        new FileStream(
            PathOf(hash),
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            1 << 16,
            FileOptions.Asynchronous
        );

    /// <summary>Whether the bytes are there.</summary>
    public bool Has(string hash) => File.Exists(PathOf(hash));

    /// <summary>Where the bytes of a hash lie.</summary>
    public string PathOf(string hash) =>
        hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(options.Folder, hash[..2], hash)
            : throw new ArgumentException("Not a SHA-256.", nameof(hash));

    /// <summary>A name without folders, control characters and what systems do not allow in names.</summary>
    public static string CleanName(string fileName)
    {
        var name = fileName.Replace('\\', '/');
        name = name[(name.LastIndexOf('/') + 1)..];
        var clean = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormC))
        {
            if (
                !char.IsControl(c)
                && !"<>:\"|?*".Contains(c, StringComparison.Ordinal)
                && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format
            )
            {
                clean.Append(c);
            }
        }
        var result = clean.ToString().Trim().TrimStart('.');
        return result.Length switch
        {
            0 => "未命名文件",
            > 120 => string.Concat(result.AsSpan(0, 100), result.AsSpan(result.Length - 20)),
            _ => result,
        };
    }

    /// <summary>The media type by content, never by name.</summary>
    private static string Inspect(string path, string name)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[512];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith("%PDF-"u8))
        {
            return "application/pdf";
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]))
        {
            return "image/png";
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return "image/jpeg";
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return "application/x-ole-storage"; // .doc .xls .wps .et: kept as evidence
        }
        if (head.StartsWith("PK"u8))
        {
            file.Position = 0;
            return InspectArchive(file, name);
        }
        if (
            head.StartsWith("MZ"u8)
            || head.StartsWith((ReadOnlySpan<byte>)[0x7F, 0x45, 0x4C, 0x46])
            || head.StartsWith("#!"u8)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"“{name}”是程序文件，没有收下。请上传文档、表格、图片或扫描件。"
            );
        }
        if (head.IndexOf((byte)0) < 0)
        {
            return "text/plain";
        }
        return "application/octet-stream";
    }

    private static string InspectArchive(Stream file, string name)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            long packed = 0,
                unpacked = 0;
            foreach (var entry in archive.Entries)
            {
                packed += entry.CompressedLength;
                unpacked += entry.Length;
            }
            if (
                archive.Entries.Count > 20_000
                || unpacked > MaxUnpacked
                || (unpacked > 10_000_000 && unpacked / Math.Max(1, packed) > MaxRatio)
            )
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"“{name}”解开后大得不合常理，没有收下。请用 Word 或 WPS 打开，另存后再上传。"
                );
            }
            if (archive.GetEntry("word/document.xml") is not null)
            {
                return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            }
            if (archive.GetEntry("xl/workbook.xml") is not null)
            {
                return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            }
            if (archive.GetEntry("OFD.xml") is not null)
            {
                return "application/ofd";
            }
            return "application/zip";
        }
        catch (InvalidDataException)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"“{name}”已经损坏，打不开，没有收下。请确认文件能用 Word 或 WPS 打开后再上传。"
            );
            throw;
        }
    }
}

internal sealed class FileSetup : ISetup
{
    public void Add(IServiceCollection services) => services.AddSingleton<FileStore>();
}
