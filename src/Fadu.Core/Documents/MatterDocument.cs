using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Documents;

/// <summary>Where a document stands between 拟稿 and 签发.</summary>
public enum DocumentStage
{
    [Display(Name = "待拟稿")]
    Owed,

    [Display(Name = "拟稿中")]
    Draft,

    [Display(Name = "待核稿")]
    Check,

    [Display(Name = "会签中")]
    Countersign,

    [Display(Name = "待签发")]
    Sign,

    [Display(Name = "已签发")]
    Issued,

    [Display(Name = "已撤稿")]
    Dropped,

    [Display(Name = "作废")]
    Void,
}

/// <summary>To whom a document goes, as it stands on the document and its envelope.</summary>
/// <param name="Name">An organ or a firm; a citizen's data belong into the table of personal values, not here.</param>
public sealed record DocumentRecipient(string Name)
{
    /// <summary>The organ of this system, if it is one: it sees the document once it is issued and can acknowledge it.</summary>
    public Guid? Organ { get; init; }

    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public string? Phone { get; init; }
}

/// <summary>会签 of one organ or person, kept apart from the others'.</summary>
/// <param name="Organ">The organ that is asked.</param>
/// <param name="Person">A certain person of it; empty = who may sign for it.</param>
public sealed record Countersign(Guid Organ, Guid? Person)
{
    /// <summary>Empty until it is given.</summary>
    public bool? Agrees { get; init; }

    public string? Opinion { get; init; }
    public Guid? By { get; init; }
    public DateOnly? On { get; init; }
}

/// <summary>An attempt to serve a document, with what proves it.</summary>
public sealed record DocumentServed
{
    public required ServiceWay Way { get; init; }

    /// <summary>Day of the act: handed over, posted mail received, announcement made, message arrived.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The day on which it counts as served; empty where it was not served.</summary>
    public DateOnly? ServedOn { get; init; }

    /// <summary>Who took it.</summary>
    public string? Receiver { get; init; }

    /// <summary>What the receiver is to the addressee: 本人, 法定代表人, 收件人 ….</summary>
    public string? Capacity { get; init; }

    /// <summary>Where; for an announcement where it was published; for an electronic one the address.</summary>
    public string? Place { get; init; }

    /// <summary>Why it was refused (留置), why no other way was left (公告), why it failed.</summary>
    public string? Why { get; init; }

    /// <summary>Witnesses of 留置送达.</summary>
    public string? Witnesses { get; init; }

    /// <summary>Number of the mail, of the letter of entrustment.</summary>
    public string? Reference { get; init; }

    /// <summary>The addressee agreed to this way (电子送达).</summary>
    public bool Agreed { get; init; }

    /// <summary>Hash and name of the files that prove it.</summary>
    public IReadOnlyList<DocumentFile> Proof { get; init; } = [];

    public Guid? By { get; init; }

    public bool Failed => ServedOn is null;
}

/// <summary>A file by hash and name.</summary>
public sealed record DocumentFile(string Hash, string Name);

/// <summary>What a document holds besides what lists need.</summary>
public sealed record DocumentBody
{
    /// <summary>The text, with placeholders that are known only when it is signed; after that as it was signed.</summary>
    public string Text { get; init; } = "";

    public DocumentRecipient Recipient { get; init; } = new("");
    public IReadOnlyList<Countersign> Countersigns { get; init; } = [];

    /// <summary>Who checked it last.</summary>
    public Guid? CheckedBy { get; init; }

    /// <summary>Why it came back, or why it is void.</summary>
    public string? Returned { get; init; }

    public IReadOnlyList<DocumentServed> Services { get; init; } = [];

    /// <summary>Name of the .docx.</summary>
    public string? FileName { get; init; }

    /// <summary>Who signed, as the document says it: 李宁（代 周明）.</summary>
    public string? Signer { get; init; }
}

/// <summary>A document 文书 of a matter.</summary>
public sealed class MatterDocument : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>Whose document it is, and out of whose numbers it takes its own.</summary>
    public Guid OrganId { get; set; }

    public Guid MatterId { get; init; }
    public required string Procedure { get; init; }

    /// <summary>Key of the declaration.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the document, such as 合法性审查意见书.</summary>
    public required string Name { get; init; }

    /// <summary>The title of the matter.</summary>
    public required string Title { get; init; }

    /// <summary>What the matter asked for (<c>opinion-letter-1</c>); empty while it is prepared ahead of that.</summary>
    public string? Owed { get; set; }

    public DocumentStage Stage { get; set; }
    public Guid? DrafterId { get; set; }
    public string? Series { get; set; }
    public int? Year { get; set; }
    public int? Number { get; set; }

    /// <summary>云司审〔2026〕1号.</summary>
    public string? NumberText { get; set; }

    public DateOnly? IssuedOn { get; set; }

    /// <summary>SHA-256 of the .docx that was signed.</summary>
    public string? FileHash { get; set; }

    /// <summary>It must be served.</summary>
    public bool IsServable { get; init; }

    /// <summary>When it counts as served; may lie ahead for an announcement.</summary>
    public DateOnly? ServedOn { get; set; }

    /// <summary>The matter knows that it was served.</summary>
    public bool IsServiceTold { get; set; }

    /// <summary>JSON of <see cref="DocumentBody"/>.</summary>
    public required string Body { get; set; }

    /// <summary>The number of the last entry of its stream.</summary>
    public int Version { get; set; }

    /// <summary>Still between 拟稿 and 签发.</summary>
    public bool IsOpen => Stage < DocumentStage.Issued;

    /// <summary>Signed, to be served, and not served yet.</summary>
    public bool AwaitsService => Stage == DocumentStage.Issued && IsServable && ServedOn is null;

    public DocumentBody ReadBody() =>
        JsonSerializer.Deserialize<DocumentBody>(Body, EventRegistry.Json)!;

    /// <summary>The stream of a document.</summary>
    public static string StreamOf(Guid id) => $"document:{id}";

    /// <summary>The page of a document, from the root of the site.</summary>
    public static string AddressOf(Guid id) => $"/workbench/documents/{id}";

    /// <summary>机关代字 and 〔2026〕1号: no 第, no leading zeros (GB/T 9704-2012 7.2.5).</summary>
    public static string NumberOf(string code, int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{code}〔{year}〕{number}号");
}

/// <summary>That an organ has to do with a document: from here lists are read.</summary>
public sealed class DocumentOrgan : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }
    public Guid DocumentId { get; init; }

    /// <summary>The next step is this organ's.</summary>
    public bool IsAsked { get; set; }
}

/// <summary>A number that was taken, and what became of it. Numbers are never given back.</summary>
public sealed class DocumentNumber : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }
    public required string Series { get; init; }
    public int Year { get; init; }
    public int Number { get; init; }
    public required string Text { get; init; }
    public Guid DocumentId { get; init; }
    public required string Title { get; init; }
    public DateOnly On { get; init; }

    /// <summary>Why it is void; empty while it holds.</summary>
    public string? VoidReason { get; set; }
}

/// <summary>How far a series has come in a year.</summary>
public sealed class NumberSeriesYear : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }
    public required string Series { get; init; }
    public int Year { get; init; }

    /// <summary>The last number taken.</summary>
    public int Last { get; set; }

    /// <summary>Numbers up to this one were used on paper before (续号).</summary>
    public int StartedAfter { get; set; }

    public string? StartReason { get; set; }
}

/// <summary>What an organ puts before its numbers.</summary>
public sealed class NumberCode : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }

    /// <summary>Empty: 机关代字 for all series; else the whole prefix of one series.</summary>
    public required string Series { get; init; }
    public required string Code { get; set; }
}

/// <summary>An organ's own text of a document. Earlier versions are in the trail.</summary>
public sealed class OrganTemplate : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }
    public required string Procedure { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public Guid? ChangedBy { get; set; }

    /// <summary>The stream of a template.</summary>
    public static string StreamOf(Guid organ, string procedure, string kind) =>
        $"document-template:{organ}:{procedure}:{kind}";
}

internal sealed class DocumentConfiguration
    : IEntityTypeConfiguration<MatterDocument>,
        IEntityTypeConfiguration<DocumentOrgan>,
        IEntityTypeConfiguration<DocumentNumber>,
        IEntityTypeConfiguration<NumberSeriesYear>,
        IEntityTypeConfiguration<NumberCode>,
        IEntityTypeConfiguration<OrganTemplate>
{
    public void Configure(EntityTypeBuilder<MatterDocument> entity)
    {
        entity.HasKey(d => new { d.Tenant, d.Id });
        entity.HasIndex(d => new { d.Tenant, d.MatterId });
        entity.HasIndex(d => new
        {
            d.Tenant,
            d.Stage,
            d.Id,
        });
        entity.HasIndex(d => new
        {
            d.Tenant,
            d.IsServiceTold,
            d.ServedOn,
        });
        entity.HasIndex(d => new { d.Tenant, d.FileHash });
        entity.Ignore(d => d.IsOpen);
        entity.Ignore(d => d.AwaitsService);
    }

    public void Configure(EntityTypeBuilder<DocumentOrgan> entity)
    {
        entity.HasKey(o => new
        {
            o.Tenant,
            o.DocumentId,
            o.OrganId,
        });
        entity.HasIndex(o => new
        {
            o.Tenant,
            o.OrganId,
            o.IsAsked,
            o.DocumentId,
        });
    }

    // Two of one number cannot be, whatever else goes wrong.
    public void Configure(EntityTypeBuilder<DocumentNumber> entity) =>
        entity.HasKey(n => new
        {
            n.Tenant,
            n.OrganId,
            n.Series,
            n.Year,
            n.Number,
        });

    public void Configure(EntityTypeBuilder<NumberSeriesYear> entity) =>
        entity.HasKey(n => new
        {
            n.Tenant,
            n.OrganId,
            n.Series,
            n.Year,
        });

    public void Configure(EntityTypeBuilder<NumberCode> entity) =>
        entity.HasKey(n => new
        {
            n.Tenant,
            n.OrganId,
            n.Series,
        });

    public void Configure(EntityTypeBuilder<OrganTemplate> entity) =>
        entity.HasKey(t => new
        {
            t.Tenant,
            t.OrganId,
            t.Procedure,
            t.Kind,
        });
}
