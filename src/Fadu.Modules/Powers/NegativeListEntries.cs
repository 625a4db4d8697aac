using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Powers;

/// <summary>One entry of 准入负面清单 (blocks/registers.md, S029).</summary>
public sealed record NegativeListEntry : RegisterRecord
{
    [Field(
        "清单",
        Choices = [
            "市场准入负面清单",
            "外商投资准入特别管理措施",
            "自贸试验区外资清单",
            "跨境服务贸易清单",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string ListKind { get; init; }

    [Field("版次", Help = "例如：2025年版。", MaxLength = 40, Slot = "T2", InList = true)]
    public required string Edition { get; init; }

    [Field("条目号", MaxLength = 40, Slot = "T3")]
    public required string Code { get; init; }

    [Field("事项", MaxLength = 500, LongText = true)]
    public required string Matter { get; init; }

    [Field("国民经济行业", Help = "GB/T 4754 的代码。", MaxLength = 80)]
    public string? Sector { get; init; }

    [Field(
        "措施",
        Choices = ["禁止准入", "许可准入", "比例或者条件限制"],
        Slot = "T4",
        InList = true
    )]
    public required string Effect { get; init; }

    [Field("措施内容", MaxLength = 1000, LongText = true)]
    public string? EffectText { get; init; }

    [Field("本地实施机关", Slot = "G1")]
    public Guid? LocalOrgan { get; init; }

    [Field("对应许可", MaxLength = 120, Names = "power-item")]
    public string? Power { get; init; }
}

/// <summary>准入负面清单 (S029).</summary>
public static class NegativeListEntries
{
    /// <summary>The key of the register.</summary>
    public const string Key = "negative-list";

    /// <summary>负面清单.条数.</summary>
    public static readonly Figure Standing = new(
        "NegativeListEntries",
        "负面清单.条数",
        "条",
        Fold.AsOf,
        "截至期末施行的各版准入清单的条数。"
    )
    {
        CountedFrom = "准入负面清单",
        Dimensions = ["清单", "措施"],
        Section = "A1",
    };

    public static readonly Register<NegativeListEntry> Register = Register<NegativeListEntry>
        .Define(Key, "准入负面清单", "S029")
        .For(
            "国家公布的各类准入清单，登记和起草文件时逐条比对；本县不得增加。",
            "县发展和改革局、商务部门按国家公布的版本维护。"
        )
        .InForceMeans("这一版清单施行的期间")
        .Titled(
            i => $"{i.Code} {(i.Matter.Length > 60 ? i.Matter[..60] : i.Matter)}",
            i => $"{i.ListKind} {i.Edition} {i.Code}"
        )
        .Keyed("清单、版次、条目号", i => [i.ListKind, i.Edition, i.Code])
        .Changes("edition", "换版", ChangeEffect.End, "新版施行之日，旧版整体终止。")
        .SplitBy(["清单", "措施"], i => [("清单", i.ListKind), ("措施", i.Effect)])
        .CountedIn("A1", Standing)
        .Build();
}
