using System.ComponentModel.DataAnnotations;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Reports;

/// <summary>The five contents that an annual report must have (法治政府建设与责任落实督察工作规定25条).</summary>
public enum ReportContent
{
    [Display(Name = "主要举措和成效")]
    Measures,

    [Display(Name = "存在的不足和原因")]
    Shortcomings,

    [Display(Name = "党政主要负责人履行推进法治建设第一责任人职责情况")]
    FirstResponsible,

    [Display(Name = "下一年度主要安排")]
    NextYear,

    [Display(Name = "其他需要报告的情况")]
    Other,
}

/// <summary>How far a report is.</summary>
public enum ReportState
{
    [Display(Name = "撰写中")]
    Drafting,

    [Display(Name = "待审签")]
    Assembled,

    [Display(Name = "已审签")]
    Approved,
}

/// <summary>How far a section is.</summary>
public enum SectionState
{
    [Display(Name = "待撰写")]
    Assigned,

    [Display(Name = "撰写中")]
    Drafting,

    [Display(Name = "已提交")]
    Submitted,

    [Display(Name = "已退回")]
    Returned,

    [Display(Name = "已采用")]
    Accepted,
}

/// <summary>An annual report of an organ (法治政府建设年度报告).</summary>
[Carries("S177")]
public sealed class Report : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>Whose report it is.</summary>
    public Guid OrganId { get; init; }

    /// <summary>The organ that brings it together.</summary>
    public Guid CoordinatorOrganId { get; init; }

    public int Year { get; init; }
    public required string Title { get; set; }

    /// <summary>Figures are as known at the end of this day.</summary>
    public DateOnly CutOff { get; set; }

    public ReportState State { get; set; }

    /// <summary>Once assembled: as known up to this entry.</summary>
    public long? KnownSeq { get; set; }

    /// <summary>The moment of that entry.</summary>
    public DateTimeOffset? KnownAt { get; set; }

    /// <summary>Once assembled: the text and values as they were, see <see cref="FrozenReport"/>.</summary>
    public string? Frozen { get; set; }

    public string? ApprovedBy { get; set; }
    public DateOnly? ApprovedOn { get; set; }

    /// <summary>Why it was last sent back by the leader.</summary>
    public string? SentBackBecause { get; set; }

    public int Version { get; set; }

    /// <summary>The stream of a report.</summary>
    public static string StreamOf(Guid id) => $"report:{id}";
}

/// <summary>A section of a report and the organ that writes it.</summary>
public sealed class ReportSection : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public Guid ReportId { get; init; }
    public ReportContent Content { get; init; }

    /// <summary>Place in the report, from 1.</summary>
    public int Order { get; init; }

    /// <summary>Its heading below the content's; empty where the content has but one section.</summary>
    public required string Title { get; init; }

    /// <summary>Who writes it.</summary>
    public Guid OrganId { get; set; }

    public DateOnly Due { get; set; }
    public SectionState State { get; set; }
    public string Text { get; set; } = "";

    /// <summary>Why it was returned.</summary>
    public string? ReturnedBecause { get; set; }

    public int Version { get; set; }

    /// <summary>The stream of a section: two people writing two sections do not meet.</summary>
    public static string StreamOf(Guid id) => $"report-section:{id}";
}

internal sealed class ReportConfiguration
    : IEntityTypeConfiguration<Report>,
        IEntityTypeConfiguration<ReportSection>
{
    public void Configure(EntityTypeBuilder<Report> entity)
    {
        entity.HasKey(r => new { r.Tenant, r.Id });
        entity
            .HasIndex(r => new
            {
                r.Tenant,
                r.OrganId,
                r.Year,
            })
            .IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReportSection> entity)
    {
        entity.HasKey(s => new { s.Tenant, s.Id });
        entity.HasIndex(s => new
        {
            s.Tenant,
            s.ReportId,
            s.Order,
        });
        entity.HasIndex(s => new { s.Tenant, s.OrganId });
    }
}

/// <summary>A report as it was when it was brought together: what the leader approves and the file shows.</summary>
public sealed record FrozenReport(
    IReadOnlyList<FrozenSection> Sections,
    IReadOnlyList<FrozenToken> Tokens
);

/// <summary>A section's text with its tokens.</summary>
public sealed record FrozenSection(ReportContent Content, string Title, string Text);

/// <summary>What a token stood for.</summary>
/// <param name="Organs">Null for all.</param>
/// <param name="Exact">The value in invariant notation.</param>
/// <param name="Text">The words in the text.</param>
public sealed record FrozenToken(
    string Raw,
    string Figure,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<Guid>? Organs,
    string ScopeName,
    string OrganLink,
    string PeriodName,
    string Exact,
    string Text,
    int Records
);

/// <summary>A section to be written.</summary>
public sealed record SectionPlan(ReportContent Content, string Title, Guid Organ, DateOnly Due);

/// <summary>The usual outline of a report.</summary>
public static class ReportOutline
{
    /// <summary>The parts of 主要举措和成效 in a government's report, after the fields of the model index; the others have one part each.</summary>
    public static readonly IReadOnlyList<string> Measures =
    [
        "政府职能和制度",
        "行政决策",
        "行政执法",
        "矛盾纠纷和行政救济",
        "监督和公开",
        "法治宣传和学法",
    ];

    /// <summary>The outline with every section for one organ; reassigned afterwards.</summary>
    public static IReadOnlyList<SectionPlan> For(bool isGovernment, Guid organ, DateOnly due) =>
        [
            .. (isGovernment ? Measures : [""]).Select(t => new SectionPlan(
                ReportContent.Measures,
                t,
                organ,
                due
            )),
            .. Enum.GetValues<ReportContent>()
                .Where(c => c != ReportContent.Measures)
                .Select(c => new SectionPlan(c, "", organ, due)),
        ];

    /// <summary>
    /// Takes a narrative apart by its headings: <c>## </c> for the five contents in their order, <c>### </c> for sections below. What stands before the first heading is left out.
    /// </summary>
    public static IReadOnlyList<(ReportContent Content, string Title, string Text)> Read(
        string narrative
    )
    {
        var sections = new List<(ReportContent, string, List<string>)>();
        var content = -1;
        foreach (var line in narrative.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                content++;
                if (content < 5)
                {
                    sections.Add(((ReportContent)content, "", []));
                }
            }
            else if (line.StartsWith("### ", StringComparison.Ordinal) && content is >= 0 and < 5)
            {
                sections.Add(((ReportContent)content, WithoutNumber(line[4..]), []));
            }
            else if (sections.Count > 0 && content < 5)
            {
                sections[^1].Item3.Add(line);
            }
        }
        return
        [
            .. sections
                .Select(s => (s.Item1, s.Item2, Text: string.Join('\n', s.Item3).Trim('\n', ' ')))
                .Where(s => s.Text.Length > 0),
        ];
    }

    private static string WithoutNumber(string heading)
    {
        var text = heading.Trim();
        var end = text.IndexOfAny([')', '）', '、']);
        return end is > 0 and < 5 ? text[(end + 1)..].Trim() : text;
    }
}
