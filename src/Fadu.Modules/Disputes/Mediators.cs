using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Disputes;

/// <summary>One entry of 调解员名册 (blocks/registers.md, S120).</summary>
public sealed record Mediator : RegisterRecord
{
    [Field("姓名", MaxLength = 40)]
    public required string Name { get; init; }

    [Field("所属组织", MaxLength = 100, InList = true, Names = "mediation-organisation")]
    public required string Organisation { get; init; }

    [Field("身份", Choices = ["主任", "副主任", "委员", "聘任调解员"], Slot = "T1", InList = true)]
    public required string Position { get; init; }

    [Field("专职", Slot = "N1", InList = true)]
    public required bool FullTime { get; init; }

    [Field("来源", Choices = ["律师", "退休政法人员", "村居干部", "其他"], Slot = "T2")]
    public string? Background { get; init; }

    [Field("最近培训", Slot = "D1")]
    public DateOnly? TrainedOn { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record MediatorRemoveInput
{
    [Field("罢免、解聘的事由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>调解员名册 (S120).</summary>
public static class Mediators
{
    /// <summary>The key of the register.</summary>
    public const string Key = "mediator";

    /// <summary>调解.调解员.</summary>
    public static readonly Figure Standing = new(
        "Mediators",
        "调解.调解员",
        "人",
        Fold.AsOf,
        "截至期末任职的调解员，一人在两个组织的分别计。"
    )
    {
        CountedFrom = "调解员名册",
        Dimensions = ["专兼职"],
        Section = "A6",
        AcceptsTotals = true,
    };

    /// <summary>调解.专职调解员.</summary>
    public static readonly Figure FullTimeMediators = new(
        "FullTimeMediators",
        "调解.专职调解员",
        "人",
        Fold.AsOf,
        "截至期末任职的专职调解员。"
    )
    {
        CountedFrom = "调解员名册",
        Dimensions = ["专兼职"],
        Section = "A6",
    };

    /// <summary>调解.专职占比.</summary>
    public static readonly Figure FullTimeMediatorShare = new(
        "FullTimeMediatorShare",
        "调解.专职占比",
        "%",
        Fold.Ratio,
        "专职调解员占调解员的比例。"
    )
    {
        CountedFrom = "调解员名册",
        Dimensions = ["专兼职"],
        Section = "A6",
        Numerator = FullTimeMediators,
        Denominator = Standing,
        WhenEmpty = "没有调解员",
    };

    public static readonly Register<Mediator> Register = Register<Mediator>
        .Define(Key, "调解员名册", "S120")
        .For(
            "各调解组织的调解员：在哪个组织、专职还是兼职、什么时候培训过。",
            "县司法局通过司法所维护。"
        )
        .InForceMeans("任职的期间")
        .Titled(i => $"{i.Name}（{i.Organisation}）")
        .Keyed("所属组织、姓名", i => [i.Organisation, i.Name])
        .Changes("elect", "推选", ChangeEffect.Add)
        .Changes("appoint", "聘任", ChangeEffect.Add)
        .Changes("renew", "续聘", ChangeEffect.Extend)
        .Changes("resign", "辞任", ChangeEffect.End)
        // 人民调解法第十五条: 罢免或者解聘的情形
        .Changes<MediatorRemoveInput>("remove", "罢免或者解聘", ChangeEffect.End)
        .SplitBy(["专兼职"], i => [("专兼职", i.FullTime ? "专职" : "兼职")])
        .ConfirmedYearly()
        .Counts(FullTimeMediators, i => i.FullTime ? 1 : 0)
        .CountedIn("A6", Standing)
        .Build();
}
