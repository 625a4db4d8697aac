using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Programme;

/// <summary>One entry of 法治指标体系 (blocks/registers.md, S182).</summary>
public sealed record IndicatorItem : RegisterRecord
{
    [Field("指标体系", MaxLength = 80, Slot = "T1", InList = true)]
    public required string Tree { get; init; }

    [Field("版次", MaxLength = 40, Slot = "T2")]
    public required string Edition { get; init; }

    [Field("指标编号", MaxLength = 20, Slot = "T3")]
    public required string Code { get; init; }

    [Field("上级编号", Help = "一级指标不填。", MaxLength = 20, Slot = "T4")]
    public string? Parent { get; init; }

    [Field("指标内容", MaxLength = 1000, LongText = true)]
    public required string Text { get; init; }

    [Field("分值", Slot = "N1", InList = true)]
    public long? Score { get; init; }

    [Field("证明材料", MaxLength = 300)]
    public required string EvidenceKind { get; init; }

    [Field("对应数据", Help = "指标目录里的名称，例如：复议.收到。", MaxLength = 60)]
    public string? Figure { get; init; }

    [Field("责任单位", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }
}

/// <summary>法治指标体系 (S182).</summary>
public static class IndicatorItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "indicator-item";

    /// <summary>指标.条数.</summary>
    public static readonly Figure Standing = new(
        "IndicatorItemsInForce",
        "指标.条数",
        "条",
        Fold.AsOf,
        "截至期末施行的指标体系的条数。"
    )
    {
        CountedFrom = "法治指标体系",
        Dimensions = ["层级"],
        Section = "A9",
    };

    /// <summary>指标.有数据来源.</summary>
    public static readonly Figure IndicatorsWithFigure = new(
        "IndicatorsWithFigure",
        "指标.有数据来源",
        "条",
        Fold.AsOf,
        "写明从哪个数据取数的指标。"
    )
    {
        CountedFrom = "法治指标体系",
        Dimensions = ["层级"],
        Section = "A9",
    };

    public static readonly Register<IndicatorItem> Register = Register<IndicatorItem>
        .Define(Key, "法治指标体系", "S182")
        .For(
            "上级印发的指标体系，逐级导入；每条由哪个单位、用什么证明、从哪个指标取数。",
            "县委依法治县办维护。"
        )
        .InForceMeans("这一版施行的期间")
        .Titled(
            i => $"{i.Code} {(i.Text.Length > 60 ? i.Text[..60] : i.Text)}",
            i => $"{i.Tree} {i.Edition} {i.Code}"
        )
        .Keyed("指标体系、版次、编号", i => [i.Tree, i.Edition, i.Code])
        .Changes("edition", "换版", ChangeEffect.End)
        .Changes("adjust", "调整", ChangeEffect.Change)
        .Changes("cancel", "取消", ChangeEffect.End)
        // 法治政府建设实施纲要（2021—2025年）（二十六）: 不得将罚没收入、处罚数量作为考核指标
        .Must(
            "text",
            i =>
                i.Text.Contains("罚没收入", StringComparison.Ordinal)
                || i.Text.Contains("处罚数量", StringComparison.Ordinal)
                || i.Text.Contains("罚款数额", StringComparison.Ordinal)
                    ? "不得把罚没收入和处罚数量当作指标。"
                    : null
        )
        .Must("parent", i => i.Parent == i.Code ? "上级编号不能是它自己。" : null)
        .SplitBy(
            ["层级"],
            i =>
                [
                    (
                        "层级",
                        i.Parent is null ? "一级"
                        : i.Parent.Contains('.', StringComparison.Ordinal) ? "三级"
                        : "二级"
                    ),
                ]
        )
        .ConfirmedYearly()
        .Counts(IndicatorsWithFigure, i => i.Figure is null ? 0 : 1)
        .CountedIn("A9", Standing)
        .Build();
}
