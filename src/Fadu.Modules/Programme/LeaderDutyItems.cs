using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Programme;

/// <summary>One entry of 第一责任人职责清单 (blocks/registers.md, S183).</summary>
public sealed record LeaderDutyItem : RegisterRecord
{
    [Field(
        "职务",
        Choices = ["党委主要负责人", "政府主要负责人", "部门主要负责人"],
        Slot = "T1",
        InList = true
    )]
    public required string Post { get; init; }

    [Field("职责", MaxLength = 500, LongText = true)]
    public required string Duty { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("频次", Help = "例如：每年不少于两次。", MaxLength = 60, InList = true)]
    public required string Frequency { get; init; }

    [Field("佐证", MaxLength = 300)]
    public required string Proof { get; init; }
}

/// <summary>第一责任人职责清单 (S183).</summary>
public static class LeaderDutyItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "leader-duty";

    /// <summary>责任人.职责.</summary>
    public static readonly Figure Standing = new(
        "LeaderDutiesInForce",
        "责任人.职责",
        "项",
        Fold.AsOf,
        "截至期末清单上的第一责任人职责。"
    )
    {
        CountedFrom = "第一责任人职责清单",
        Dimensions = ["职务"],
        Section = "C",
    };

    public static readonly Register<LeaderDutyItem> Register = Register<LeaderDutyItem>
        .Define(Key, "第一责任人职责清单", "S183")
        .For(
            "党政主要负责人履行推进法治建设第一责任人职责的清单：做什么、多久一次、用什么证明。",
            "县委依法治县办维护。"
        )
        .InForceMeans("职责有效的期间")
        .Titled(i => i.Duty.Length > 80 ? i.Duty[..80] : i.Duty, i => $"{i.Post} {i.Duty}")
        .Keyed("职务、职责", i => [i.Post, i.Duty])
        .Changes("adjust", "调整", ChangeEffect.Change)
        .Changes("cancel", "取消", ChangeEffect.End)
        .Must("legalBasis", i => i.LegalBasis.Count == 0 ? "请写明职责的依据。" : null)
        .SplitBy(["职务"], i => [("职务", i.Post)])
        .ConfirmedYearly()
        .CountedIn("C", Standing)
        .Build();
}
