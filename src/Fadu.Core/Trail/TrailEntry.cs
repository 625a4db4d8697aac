using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Trail;

/// <summary>
/// One entry of the trail (全过程留痕). <see cref="Text"/> holds the very characters whose UTF-8 bytes were hashed; the other columns repeat
/// parts of it so that they can be searched, and <c>verify</c> compares them (docs/adr/0002).
/// </summary>
public sealed class TrailEntry
{
    /// <summary>The hash of the (absent) entry before the first of a stream.</summary>
    public static readonly string NoHash = new('0', 64);

    public int Tenant { get; init; }

    /// <summary>Place in the order of commitment over all streams of the tenant, from 1 without gaps.</summary>
    public long Seq { get; init; }

    /// <summary>What the entry is about, such as <c>organ:0190…</c>.</summary>
    public required string Stream { get; init; }

    /// <summary>Place in its stream, from 1 without gaps.</summary>
    public int Number { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The day on which it counts in law; earlier than the recording day for a late entry (事后补录).</summary>
    public DateOnly LegalDate { get; init; }

    /// <summary>Who did it; empty for the system itself.</summary>
    public Guid? Actor { get; init; }

    /// <summary>For whom the actor acted (代), if for somebody else.</summary>
    public Guid? ActsFor { get; init; }

    /// <summary>For which organ it was done.</summary>
    public Guid? Organ { get; init; }

    /// <summary>The command that brought it; all entries of one command were written together.</summary>
    public Guid CommandId { get; init; }

    public required string Kind { get; init; }

    /// <summary>The canonical JSON that was hashed.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the UTF-8 bytes of <see cref="Text"/>, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether it was entered after the day on which it happened.</summary>
    public bool IsLate(DateOnly recordedOn) => LegalDate < recordedOn;

    /// <summary>Writes the canonical text, and its hash: fixed order of members, no spaces, nothing escaped that need not be.</summary>
    internal static (string Text, string Hash) Canonical(
        int tenant,
        string stream,
        int number,
        DateTimeOffset at,
        DateOnly legal,
        Guid? actor,
        Guid? actsFor,
        Guid? organ,
        Guid command,
        string kind,
        int version,
        ITrailEvent data,
        string? reason,
        IReadOnlyList<string> evidence,
        string previous
    )
    {
        var (buffer, text) = room ??= NewRoom();
        // also after a text that could not be written to its end
        buffer.ResetWrittenCount();
        text.Reset();
        text.WriteStartObject();
        text.WriteNumber("v", 1);
        text.WriteNumber("tenant", tenant);
        text.WriteString("stream", stream);
        text.WriteNumber("number", number);
        text.WriteNumber("at", FaduTime.ToMicroseconds(at));
        text.WriteString("legal", legal.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Id("actor", actor);
        Id("actsFor", actsFor);
        Id("organ", organ);
        text.WriteString("command", command);
        text.WriteString("kind", kind);
        text.WriteNumber("schema", version);
        text.WritePropertyName("data");
        JsonSerializer.Serialize(text, data, data.GetType(), EventRegistry.Json);
        text.WriteString("reason", reason);
        text.WriteStartArray("evidence");
        foreach (var file in evidence)
        {
            text.WriteStringValue(file);
        }
        text.WriteEndArray();
        text.WriteString("algorithm", "sha-256");
        text.WriteString("previous", previous);
        text.WriteEndObject();
        text.Flush();
        var written = (Encoding.UTF8.GetString(buffer.WrittenSpan), HashOf(buffer.WrittenSpan));
        if (buffer.Capacity > MostRoom)
        {
            room = null;
        }
        return written;

        void Id(string name, Guid? id)
        {
            if (id is { } known)
            {
                text.WriteString(name, known);
            }
            else
            {
                text.WriteNull(name);
            }
        }
    }

    /// <summary>Bytes that a thread keeps to write the next text in.</summary>
    private const int MostRoom = 64 << 10;

    // a sheet has thousands of entries, and each would leave its room to be collected
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Text)? room;

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) NewRoom()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Plain));
    }

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The hash of a canonical text.</summary>
    public static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    private static string HashOf(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The members of <see cref="Text"/>.</summary>
    public JsonObject Parse() => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The event as today's code sees it.</summary>
    public ITrailEvent Read(EventRegistry registry)
    {
        var members = Parse();
        return registry.Read(Kind, (int)members["schema"]!, members["data"]!.AsObject());
    }

    /// <summary>The reason that was given, if any.</summary>
    public string? Reason
    {
        get => isReasonKnown ? reason : (string?)Parse()["reason"];
        init => (reason, isReasonKnown) = (value, true);
    }

    private readonly string? reason;
    private readonly bool isReasonKnown;

    /// <summary>SHA-256 of the files that prove it.</summary>
    public IReadOnlyList<string> Evidence
    {
        get => evidence ??= [.. Parse()["evidence"]!.AsArray().Select(e => (string)e!)];
        init => evidence = value;
    }

    private IReadOnlyList<string>? evidence;
}

internal sealed class TrailEntryConfiguration : IEntityTypeConfiguration<TrailEntry>
{
    public void Configure(EntityTypeBuilder<TrailEntry> entity)
    {
        entity.HasKey(e => new { e.Tenant, e.Seq });
        entity.Property(e => e.Seq).ValueGeneratedNever();
        entity
            .HasIndex(e => new
            {
                e.Tenant,
                e.Stream,
                e.Number,
            })
            .IsUnique();
        entity.HasIndex(e => new { e.Tenant, e.CommandId });
        entity.HasIndex(e => new
        {
            e.Tenant,
            e.Kind,
            e.Seq,
        });
        entity.Ignore(e => e.Reason);
        entity.Ignore(e => e.Evidence);
    }
}

/// <summary>What a command answered, so that the same command sent twice does nothing twice.</summary>
public sealed class CommandRecord
{
    public int Tenant { get; init; }
    public Guid CommandId { get; init; }

    /// <summary>SHA-256 of the command's content: one id may not carry two contents.</summary>
    public required string Digest { get; init; }

    /// <summary>What the handler gave back, usually the id of what was made.</summary>
    public string? Value { get; init; }

    /// <summary>The last entry of the command; 0 where it changed nothing.</summary>
    public long Seq { get; init; }
}

internal sealed class CommandRecordConfiguration : IEntityTypeConfiguration<CommandRecord>
{
    public void Configure(EntityTypeBuilder<CommandRecord> entity) =>
        entity.HasKey(e => new { e.Tenant, e.CommandId });
}
