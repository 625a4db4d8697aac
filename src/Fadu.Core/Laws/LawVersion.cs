using System.ComponentModel.DataAnnotations;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Laws;

/// <summary>How a day in the life of a law is known.</summary>
public enum DateBasis
{
    /// <summary>Nowhere stated.</summary>
    [Display(Name = "不详")]
    None,

    /// <summary>By the catalogue or by who entered it.</summary>
    [Display(Name = "目录载明")]
    Stated,

    /// <summary>By the text itself.</summary>
    [Display(Name = "正文载明")]
    Text,

    /// <summary>Taken from the day of publication, for want of anything better.</summary>
    [Display(Name = "按公布日推定")]
    Assumed,
}

/// <summary>How a version stands on a day.</summary>
public enum LawState
{
    [Display(Name = "有效")]
    InForce,

    [Display(Name = "尚未施行")]
    NotYet,

    /// <summary>A later version is in force.</summary>
    [Display(Name = "已被修改")]
    Superseded,

    [Display(Name = "已废止")]
    Repealed,
}

/// <summary>One version of a law. Its text lies in the file store under <see cref="SourceHash"/>.</summary>
public sealed class LawVersion
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>The law over all its versions (<see cref="LawName.LawId"/>).</summary>
    public Guid LawId { get; init; }

    /// <summary>As its text is headed: 中华人民共和国行政处罚法.</summary>
    public required string Name { get; init; }

    /// <summary>What names of this law have in common: 行政处罚法.</summary>
    public required string Key { get; init; }

    /// <summary>What lists are sorted by (<see cref="LawQueries.SortOf"/>).</summary>
    public required string Sort { get; init; }

    /// <summary>Which part of a law that comes in several texts (民法典的总则编).</summary>
    public string? Part { get; init; }

    /// <summary>法律, 行政法规, 地方性法规 …</summary>
    public required string Level { get; init; }

    /// <summary>Higher law first (<see cref="LawLevels.Rank"/>).</summary>
    public int Rank { get; init; }

    /// <summary>Where the catalogue has it: 地方性法规/四川.</summary>
    public required string Folder { get; init; }

    public DateOnly? Published { get; set; }
    public DateBasis PublishedBy { get; set; }

    /// <summary>First day in force.</summary>
    public DateOnly? InForceFrom { get; set; }

    public DateBasis FromBy { get; set; }

    /// <summary>Last day in force as it follows from everything known: its own end, or the day before the next version. Empty while open.</summary>
    public DateOnly? InForceTo { get; set; }

    /// <summary>Its own last day, as stated.</summary>
    public DateOnly? StatedTo { get; set; }

    /// <summary>No longer in force, since when is not known.</summary>
    public bool EndUnknown { get; set; }

    /// <summary>The law that repealed it, where that is known.</summary>
    public Guid? RepealedBy { get; set; }

    /// <summary>What repealed it in words: 《某条例》第六十条.</summary>
    public string? RepealedByText { get; set; }

    /// <summary>Whether <see cref="InForceTo"/> comes from a later version.</summary>
    public bool Superseded { get; set; }

    /// <summary>SHA-256 of the source in the file store.</summary>
    public required string SourceHash { get; init; }

    public required string FileName { get; init; }

    /// <summary>The entry that brought it.</summary>
    public long Seq { get; init; }

    /// <summary>How it stands on a day. Where no day is known it counts as in force unless it is known to have ended.</summary>
    public LawState StateOn(DateOnly day) =>
        InForceFrom > day ? LawState.NotYet
        : InForceTo < day ? (Superseded ? LawState.Superseded : LawState.Repealed)
        : EndUnknown ? LawState.Repealed
        : LawState.InForce;

    /// <summary>The name with its part.</summary>
    public string FullName => Part is null ? Name : $"{Name}（{Part}）";

    /// <summary>The page of the law with this version open.</summary>
    public string Address => $"/workbench/laws/{LawId:N}/{Id:N}";

    /// <summary>The stream of a law.</summary>
    public static string StreamOf(Guid lawId) => $"law:{lawId}";
}

/// <summary>The levels of law, as the catalogue of the national database names them.</summary>
public static class LawLevels
{
    /// <summary>Higher first.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "宪法",
        "法律",
        "行政法规",
        "监察法规",
        "司法解释",
        "地方性法规",
        "部门规章",
        "地方政府规章",
        "政策文件",
        "规范性文件",
        "案例",
        "其他",
    ];

    /// <summary>The county's own documents.</summary>
    public const string Local = "规范性文件";

    /// <summary>Whether texts of a level are made public by whoever makes them (立法法第六十二、七十八、八十八、九十七条): laws, regulations, interpretations and rules.</summary>
    public static bool IsPublished(string level) => Rank(level) <= Rank("地方政府规章");

    /// <summary>The place of a level; an unknown one stands last.</summary>
    public static int Rank(string level)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == level)
            {
                return i;
            }
        }
        return All.Count;
    }
}

internal sealed class LawVersionConfiguration : IEntityTypeConfiguration<LawVersion>
{
    public void Configure(EntityTypeBuilder<LawVersion> entity)
    {
        entity.HasKey(v => new { v.Tenant, v.Id });
        entity.HasIndex(v => new
        {
            v.Tenant,
            v.LawId,
            v.Published,
        });
        entity.HasIndex(v => new
        {
            v.Tenant,
            v.Rank,
            v.Sort,
            v.Id,
        });
        entity.HasIndex(v => new { v.Tenant, v.SourceHash });
        entity.Ignore(v => v.FullName);
        entity.Ignore(v => v.Address);
    }
}

/// <summary>A version of a law was taken into the library.</summary>
/// <param name="InForceTo">Its last day; empty while open.</param>
/// <param name="EndUnknown">It has ended, since when is not stated.</param>
/// <param name="ChangesLaw">The library knew an earlier version: what cites the law must be looked at.</param>
[TrailEvent("law.kept", "收入法规")]
public sealed record LawKept(
    Guid Id,
    Guid LawId,
    string Name,
    string? Part,
    string Level,
    string Folder,
    DateOnly? Published,
    DateBasis PublishedBy,
    DateOnly? InForceFrom,
    DateBasis FromBy,
    DateOnly? InForceTo,
    bool EndUnknown,
    string SourceHash,
    string FileName,
    bool ChangesLaw
) : ITrailEvent;

/// <summary>The days of a version were corrected, or it was repealed. All of them as they are from now on.</summary>
/// <param name="Repeals">It is a repeal: what cites the law must be looked at.</param>
[TrailEvent("law.changed", "更正法规效力")]
public sealed record LawChanged(
    Guid Id,
    Guid LawId,
    DateOnly? Published,
    DateOnly? InForceFrom,
    DateOnly? InForceTo,
    bool EndUnknown,
    Guid? RepealedBy,
    string? RepealedByText,
    bool Repeals
) : ITrailEvent;
