using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Consultations;

/// <summary>On what the public is asked; it decides the article.</summary>
public enum ConsultationSubject
{
    [Display(Name = "规范性文件")]
    Document,

    [Display(Name = "重大行政决策")]
    Decision,

    [Display(Name = "其他")]
    Other,
}

/// <summary>Where a consultation stands. Whether it is open on a day follows from its last day.</summary>
public enum ConsultationState
{
    [Display(Name = "拟订中")]
    Draft,

    [Display(Name = "已公布")]
    Published,

    [Display(Name = "已反馈")]
    Concluded,

    [Display(Name = "已撤回")]
    Withdrawn,
}

/// <summary>Which way an opinion came.</summary>
public enum OpinionSource
{
    [Display(Name = "网上")]
    Web,

    [Display(Name = "信函")]
    Letter,

    [Display(Name = "电子邮件")]
    Mail,

    [Display(Name = "电话")]
    Phone,

    [Display(Name = "座谈会")]
    Meeting,

    [Display(Name = "当面")]
    InPerson,
}

/// <summary>What kind of person gives an opinion; nobody need say.</summary>
public enum OpinionGiver
{
    [Display(Name = "没有说明")]
    Unsaid,

    [Display(Name = "公民")]
    Citizen,

    [Display(Name = "企业、个体工商户")]
    Enterprise,

    [Display(Name = "行业协会、商会、社会组织")]
    Association,

    [Display(Name = "机关、单位")]
    Organ,
}

/// <summary>What became of an opinion.</summary>
public enum OpinionOutcome
{
    [Display(Name = "采纳")]
    Adopted,

    [Display(Name = "部分采纳")]
    Partly,

    [Display(Name = "未采纳")]
    NotAdopted,
}

/// <summary>The draft in one language, with its own direction of reading.</summary>
/// <param name="Tag">As HTML names the language: zh-CN, ug, ky-Arab.</param>
/// <param name="Name">What people call it: 汉文, 维吾尔文.</param>
public sealed record LanguageEdition(
    string Tag,
    string Name,
    bool RightToLeft,
    string Title,
    string Draft,
    string Explanation
);

/// <summary>What is put before the public: whole, as it stands at a time.</summary>
public sealed record ConsultationText
{
    public ConsultationSubject Subject { get; init; }

    /// <summary>The first is the leading one.</summary>
    public required IReadOnlyList<LanguageEdition> Editions { get; init; }

    /// <summary>The last day on which opinions are taken.</summary>
    public DateOnly ClosesOn { get; init; }

    /// <summary>Why it is shorter than 30 days; made public with it.</summary>
    public string? ShortBecause { get; init; }

    /// <summary>Where else it is made public, such as 云岭日报（三种文版）.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Where opinions can also be sent: address, telephone, mail.</summary>
    public required string Contact { get; init; }

    /// <summary>The leading edition.</summary>
    public LanguageEdition Leading => Editions[0];

    /// <summary>The article by which the public is asked.</summary>
    public string? Article =>
        Subject switch
        {
            // 优化营商环境条例第六十二条: 应当通过报纸、网络等向社会公开征求意见，并建立健全意见采纳情况反馈机制。…期限一般不少于30日。
            ConsultationSubject.Document => "优化营商环境条例第六十二条",
            // 重大行政决策程序暂行条例第十五条: 公开征求意见的期限一般不少于30日；因情况紧急等原因需要缩短期限的，公开征求意见时应当予以说明。
            ConsultationSubject.Decision => "重大行政决策程序暂行条例第十五条",
            _ => null,
        };
}

/// <summary>The public is asked about a draft: for a matter, or by itself for a draft that is kept elsewhere.</summary>
[Carries("S010")]
public sealed class Consultation : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public Guid OrganId { get; set; }

    /// <summary>The matter for which it is made, and its stage there.</summary>
    public Guid? MatterId { get; init; }
    public string? MatterStage { get; init; }

    public required string Title { get; set; }
    public ConsultationState State { get; set; }

    /// <summary>The day of publication; not counted.</summary>
    public DateOnly? OpenedOn { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly ClosesOn { get; set; }

    /// <summary>The last day as it was first made public, where it was extended.</summary>
    public DateOnly? FirstClosesOn { get; set; }
    public string? ExtendedBecause { get; set; }

    /// <summary>When what became of the opinions was made public.</summary>
    public DateOnly? ConcludedOn { get; set; }
    public string? Note { get; set; }
    public DateOnly? WithdrawnOn { get; set; }
    public string? WithdrawnBecause { get; set; }

    /// <summary><see cref="ConsultationText"/> as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Opinions that came in.</summary>
    public int Received { get; set; }

    /// <summary>Groups of alike opinions, and how many of them wait for an answer.</summary>
    public int Groups { get; set; }
    public int Unanswered { get; set; }

    /// <summary>Opinions by what became of them.</summary>
    public int Adopted { get; set; }
    public int Partly { get; set; }
    public int NotAdopted { get; set; }

    /// <summary>The entry that began it.</summary>
    public long Seq { get; init; }

    /// <summary>What is put before the public.</summary>
    public ConsultationText Text =>
        JsonSerializer.Deserialize<ConsultationText>(Body, EventRegistry.Json)!;

    /// <summary>Whether opinions are taken on a day.</summary>
    public bool IsOpenOn(DateOnly day) =>
        State == ConsultationState.Published && OpenedOn <= day && day <= ClosesOn;

    /// <summary>The list of the portal.</summary>
    public const string Section = PortalSections.Consultations;

    /// <summary>The page for those who work on it.</summary>
    public static string AddressOf(Guid id) => $"/workbench/consultations/{id}";

    /// <summary>The stream of a consultation.</summary>
    public static string StreamOf(Guid id) => $"consultation:{id}";

    /// <summary>The stream of its opinions: one chain, so that none can be taken out of it.</summary>
    public static string OpinionsOf(Guid id) => $"consultation-opinions:{id}";

    /// <summary>The stream of the answers: who groups and answers is not disturbed by opinions that come in.</summary>
    public static string AnswersOf(Guid id) => $"consultation-answers:{id}";
}

/// <summary>One opinion. Who gave it stands in <see cref="PersonalValue"/>, if he said so.</summary>
public sealed class Opinion : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public Guid ConsultationId { get; init; }
    public Guid OrganId { get; set; }

    /// <summary>From 1, in the order in which they came.</summary>
    public int Number { get; init; }

    /// <summary>By which the giver asks what became of it.</summary>
    public required string Receipt { get; init; }

    /// <summary>The group into which it came by its text.</summary>
    public Guid GroupId { get; init; }

    /// <summary>The article, or empty for the whole.</summary>
    public string? About { get; init; }

    public required string Text { get; init; }
    public string? Because { get; init; }
    public OpinionGiver Giver { get; init; }

    /// <summary>The personal value of name and contact.</summary>
    public Guid? PersonalId { get; init; }
    public OpinionSource Source { get; init; }
    public DateOnly ReceivedOn { get; init; }
    public long Seq { get; init; }

    /// <summary>A receipt as people copy it from paper: in capitals, without spaces and hyphens.</summary>
    public static string? ReadReceipt(string? text)
    {
        var plain = new string([
            .. (text ?? "")
                .Normalize(NormalizationForm.FormKC)
                .ToUpperInvariant()
                .Where(char.IsAsciiLetterOrDigit)
                .Take(20),
        ]);
        return plain.Length == 12 ? plain : null;
    }

    /// <summary>A receipt as it is shown: in threes of four.</summary>
    public static string ShowReceipt(string receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return string.Join('-', receipt.Chunk(4).Select(c => new string(c)));
    }

    /// <summary>
    /// What makes opinions alike: the letters and digits of the text, however it is spaced and pointed; of short ones ("不同意") also what they are about.
    /// </summary>
    public static string LikenessOf(string? about, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                plain.Append(Rune.ToLowerInvariant(rune));
            }
        }
        var core = plain.Length > 0 ? plain.ToString() : text.Trim();
        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(core.Length < 30 ? $"{about}\n{core}" : core))
        )[..32];
    }
}

/// <summary>Opinions that say the same and are answered together.</summary>
public sealed class OpinionGroup : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public Guid ConsultationId { get; init; }
    public Guid OrganId { get; set; }

    /// <summary>The number of the opinion with which it began.</summary>
    public int Number { get; init; }

    /// <summary>The group into which it was put; itself where it stands alone.</summary>
    public Guid Top { get; set; }

    public string? About { get; init; }

    /// <summary>What they say, in the words in which it is made public.</summary>
    public required string Gist { get; set; }

    /// <summary>Opinions that came into this very group.</summary>
    public int Own { get; set; }

    /// <summary>With those of the groups that were put into it; 0 for a group that was put into another.</summary>
    public int Count { get; set; }

    public OpinionOutcome? Outcome { get; set; }
    public string? Answer { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public Guid? AnsweredBy { get; set; }
    public long Seq { get; init; }

    /// <summary>Whether it stands for itself.</summary>
    public bool IsTop => Top == Id;

    /// <summary>The place in the list: the most first, then the earlier.</summary>
    internal string Cursor => string.Create(CultureInfo.InvariantCulture, $"{Count}.{Number}");
}

internal sealed class ConsultationConfiguration
    : IEntityTypeConfiguration<Consultation>,
        IEntityTypeConfiguration<Opinion>,
        IEntityTypeConfiguration<OpinionGroup>
{
    public void Configure(EntityTypeBuilder<Consultation> entity)
    {
        entity.Ignore(c => c.Text);
        entity.HasKey(c => new { c.Tenant, c.Id });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.State,
            c.ClosesOn,
            c.Id,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.OrganId,
            c.State,
            c.ClosesOn,
            c.Id,
        });
        entity.HasIndex(c => new { c.Tenant, c.MatterId });
    }

    public void Configure(EntityTypeBuilder<Opinion> entity)
    {
        entity.HasKey(o => new { o.Tenant, o.Id });
        entity
            .HasIndex(o => new
            {
                o.Tenant,
                o.ConsultationId,
                o.Number,
            })
            .IsUnique();
        entity.HasIndex(o => new { o.Tenant, o.Receipt }).IsUnique();
        entity.HasIndex(o => new
        {
            o.Tenant,
            o.GroupId,
            o.Number,
        });
    }

    public void Configure(EntityTypeBuilder<OpinionGroup> entity)
    {
        entity.Ignore(g => g.IsTop);
        entity.Ignore(g => g.Cursor);
        entity.HasKey(g => new { g.Tenant, g.Id });
        entity.HasIndex(g => new
        {
            g.Tenant,
            g.ConsultationId,
            g.Count,
            g.Number,
        });
        entity.HasIndex(g => new
        {
            g.Tenant,
            g.ConsultationId,
            g.Top,
        });
    }
}
