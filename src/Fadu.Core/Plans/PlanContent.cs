using System.ComponentModel.DataAnnotations;

namespace Fadu.Core.Plans;

/// <summary>A place in a plan's source text: UTF-16 offsets, end exclusive. Kept in the trail for good.</summary>
public readonly record struct Place(int Start, int End)
{
    /// <summary>Whether it is a real place in a text of this length.</summary>
    public bool FitsIn(int length) => Start >= 0 && Start < End && End <= length;

    /// <summary>Whether another place lies inside of it.</summary>
    public bool Covers(Place other) => Start <= other.Start && other.End <= End;
}

/// <summary>What sort of plan the tasks come from (blocks/ledgers.md, TaskProgress).</summary>
public enum PlanKind
{
    [Display(Name = "实施方案")]
    Implementation,

    [Display(Name = "年度要点")]
    AnnualKeyTasks,

    [Display(Name = "放管服重点事项")]
    ReformItems,

    [Display(Name = "其他")]
    Other,
}

/// <summary>What an organ has to do with an item. The order is the rank: an organ named twice holds the first.</summary>
public enum UnitRole
{
    [Display(Name = "牵头")]
    Lead,

    [Display(Name = "责任")]
    Responsible,

    [Display(Name = "参加")]
    Participating,
}

/// <summary>How often something is due again.</summary>
public enum Recurrence
{
    [Display(Name = "每年")]
    Yearly,

    [Display(Name = "每半年")]
    HalfYearly,

    [Display(Name = "每季度")]
    Quarterly,

    [Display(Name = "每月")]
    Monthly,
}

/// <summary>A unit as the plan names it, and the organs that it means here.</summary>
public sealed record PlanUnit
{
    /// <summary>The name as written.</summary>
    public required string Name { get; init; }

    public UnitRole Role { get; init; }

    /// <summary>The organs it stands for: one, several for a collective name, none while undecided or where there is none.</summary>
    public IReadOnlyList<Guid> Organs { get; init; } = [];

    /// <summary>Whether the name means many, such as 各乡（镇）人民政府.</summary>
    public bool IsCollective { get; init; }

    public Place? At { get; init; }
}

/// <summary>A deadline as the plan sets it.</summary>
public sealed record PlanDue
{
    /// <summary>The words, such as 每年4月底前.</summary>
    public required string Text { get; init; }

    /// <summary>What is due, if the sentence says so.</summary>
    public string? What { get; init; }

    /// <summary>The day; the first one where it recurs.</summary>
    public DateOnly? On { get; init; }

    public Recurrence? Every { get; init; }

    /// <summary>The last day on which an occurrence may fall; empty = no end.</summary>
    public DateOnly? Until { get; init; }

    public Place? At { get; init; }
}

/// <summary>A target with a number. Its value is read from a figure where one is linked, never typed.</summary>
public sealed record PlanTarget
{
    /// <summary>The words, such as 压减30%以上.</summary>
    public required string Text { get; init; }

    public string? Metric { get; init; }

    /// <summary>≥, ≤, =, >, &lt;.</summary>
    public string Operator { get; init; } = ">=";

    public decimal? Value { get; init; }

    public string? Unit { get; init; }

    /// <summary>Compared with what, such as 2020年.</summary>
    public string? Base { get; init; }

    public DateOnly? By { get; init; }

    /// <summary>The code of the figure that measures it.</summary>
    public string? Figure { get; init; }

    public Place? At { get; init; }
}

/// <summary>One measure of an item: a sentence that says what is to be done.</summary>
public sealed record PlanMeasure
{
    public required string Text { get; init; }

    public Place? At { get; init; }
}

/// <summary>An item as the plan has it or as somebody entered it: everything but its progress.</summary>
public sealed record PlanItemContent
{
    public Guid Id { get; init; }

    /// <summary>As numbered in the plan, such as （五） or 5.2.</summary>
    public string? Number { get; init; }

    public string? Chapter { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<PlanMeasure> Measures { get; init; } = [];

    public IReadOnlyList<PlanUnit> Units { get; init; } = [];

    public IReadOnlyList<PlanDue> Dues { get; init; } = [];

    public IReadOnlyList<PlanTarget> Targets { get; init; } = [];

    /// <summary>Where its text stands in the source; empty for an item entered by hand.</summary>
    public Place? At { get; init; }

    /// <summary>Each organ once, with its strongest role, in the order of the plan; those that lead first.</summary>
    public IReadOnlyList<(Guid Organ, UnitRole Role)> Assigned() =>
        [
            .. Units
                .OrderBy(u => u.Role)
                .SelectMany(u => u.Organs.Select(o => (Organ: o, u.Role)))
                .DistinctBy(a => a.Organ),
        ];

    /// <summary>The organ for which the item counts: the first that leads, else the first that is responsible.</summary>
    public Guid? Chief() =>
        Assigned() is [var first, ..] && first.Role != UnitRole.Participating ? first.Organ : null;
}

/// <summary>Why something read from a plan is doubtful.</summary>
public enum DoubtKind
{
    [Display(Name = "没有这个单位")]
    UnknownUnit,

    [Display(Name = "单位名称似有误")]
    MisspeltUnit,

    [Display(Name = "同一单位有两种写法")]
    NameVariant,

    [Display(Name = "单位名单似未写完")]
    UnfinishedList,

    [Display(Name = "没有责任单位")]
    NoUnit,

    [Display(Name = "期限含混")]
    AmbiguousDate,

    [Display(Name = "期限已过")]
    PastDeadline,

    [Display(Name = "原文似有误")]
    Typo,

    [Display(Name = "年份前后不一")]
    YearRange,

    [Display(Name = "措施重复")]
    DuplicateMeasure,
}

/// <summary>What the coordinator decides about something doubtful.</summary>
public enum DoubtChoice
{
    /// <summary>The suggestion is right.</summary>
    [Display(Name = "采纳")]
    Adopt,

    /// <summary>Other words.</summary>
    [Display(Name = "改写")]
    Rewrite,

    /// <summary>As it is written.</summary>
    [Display(Name = "照录")]
    Keep,

    /// <summary>Another organ or day.</summary>
    [Display(Name = "另选")]
    Pick,

    /// <summary>It is taken out.</summary>
    [Display(Name = "删去")]
    Drop,
}

/// <summary>Something doubtful in a plan that has been read but not confirmed.</summary>
public sealed record PlanDoubt
{
    /// <summary>From 1, in the order of the text.</summary>
    public int Id { get; init; }

    public DoubtKind Kind { get; init; }

    /// <summary>The doubtful words.</summary>
    public string Words { get; init; } = "";

    public Place? At { get; init; }

    /// <summary>One sentence that says why.</summary>
    public required string Why { get; init; }

    /// <summary>What is probably meant.</summary>
    public string? Suggestion { get; init; }

    public Guid? SuggestedOrgan { get; init; }

    /// <summary>Days to choose from.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>The item concerned; empty where it is the document.</summary>
    public Guid? Item { get; init; }

    public DoubtDecided? Decision { get; init; }

    /// <summary>The choices that make sense.</summary>
    public IReadOnlyList<DoubtChoice> Choices() =>
        Kind switch
        {
            DoubtKind.UnknownUnit or DoubtKind.MisspeltUnit or DoubtKind.NameVariant =>
                SuggestedOrgan is null
                    ? [DoubtChoice.Pick, DoubtChoice.Keep]
                    : [DoubtChoice.Adopt, DoubtChoice.Pick, DoubtChoice.Keep],
            DoubtKind.UnfinishedList => [DoubtChoice.Pick, DoubtChoice.Keep],
            DoubtKind.NoUnit => [DoubtChoice.Pick, DoubtChoice.Drop],
            DoubtKind.AmbiguousDate => [DoubtChoice.Pick],
            DoubtKind.PastDeadline => [DoubtChoice.Keep, DoubtChoice.Pick, DoubtChoice.Drop],
            DoubtKind.DuplicateMeasure => [DoubtChoice.Keep, DoubtChoice.Drop],
            _ => Suggestion is null
                ? [DoubtChoice.Rewrite, DoubtChoice.Keep]
                : [DoubtChoice.Adopt, DoubtChoice.Rewrite, DoubtChoice.Keep],
        };
}
