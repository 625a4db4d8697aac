using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 行政裁量权基准 (blocks/registers.md, S079).</summary>
public sealed record DiscretionBenchmark : RegisterRecord
{
    [Field(
        "制定层级",
        Help = "上下不一致的，适用上级的。",
        Choices = ["国家", "省", "市", "县"],
        Slot = "T1",
        InList = true
    )]
    public required string IssuerLevel { get; init; }

    [Field("制定机关", MaxLength = 80, InList = true)]
    public required string Issuer { get; init; }

    [Field(
        "基准类别",
        Choices = ["处罚", "许可", "征收征用", "确认", "给付", "强制", "检查"],
        Slot = "T2"
    )]
    public required string BenchmarkKind { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    public required string Power { get; init; }

    [Field("违法行为", MaxLength = 200)]
    public required string Conduct { get; init; }

    [Field(
        "法定依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("发布文件", Help = "文号或者书名号内的名称。", MaxLength = 100)]
    public required string Document { get; init; }

    [Field("裁量阶次")]
    public required IReadOnlyList<DiscretionTier> Tiers { get; init; }

    [Field(
        "上级基准",
        Help = "有上级基准的填写其违法行为的名称；本县只能在上级的档内细化。 >discretion-benchmark",
        MaxLength = 200
    )]
    public string? Superior { get; init; }
}

/// <summary>One line of 裁量阶次.</summary>
public sealed record DiscretionTier
{
    [Field("阶次", Choices = ["不予", "免予", "减轻", "从轻", "一般", "从重"])]
    public required string Tier { get; init; }

    [Field("情节", MaxLength = 300)]
    public required string Circumstance { get; init; }

    [Field("标准", MaxLength = 300)]
    public required string Standard { get; init; }

    [Field("罚款下限", Unit = "元", Max = 1_000_000_000_000)]
    public decimal? FineMin { get; init; }

    [Field("罚款上限", Unit = "元", Max = 1_000_000_000_000)]
    public decimal? FineMax { get; init; }

    [Field("倍数下限", Unit = "倍", Max = 1_000_000_000_000)]
    public decimal? MultipleMin { get; init; }

    [Field("倍数上限", Unit = "倍", Max = 1_000_000_000_000)]
    public decimal? MultipleMax { get; init; }
}

/// <summary>行政裁量权基准 (S079).</summary>
public static class DiscretionBenchmarks
{
    /// <summary>The key of the register.</summary>
    public const string Key = "discretion-benchmark";

    /// <summary>执法.裁量基准.</summary>
    public static readonly Figure Standing = new(
        "BenchmarksInForce",
        "执法.裁量基准",
        "条",
        Fold.AsOf,
        "截至期末适用的行政裁量权基准。"
    )
    {
        CountedFrom = "行政裁量权基准",
        Dimensions = ["制定层级", "类别"],
        Section = "A4",
    };

    public static readonly Register<DiscretionBenchmark> Register = Register<DiscretionBenchmark>
        .Define(Key, "行政裁量权基准", "S079")
        .For(
            "一种违法行为分几档、每档罚多少；办案时与拟作的处罚比对。",
            "制定机关维护，县司法局汇总。"
        )
        .InForceMeans("基准适用的期间")
        .Titled(i => i.Conduct)
        .Keyed("制定机关、对应权力、违法行为", i => [i.Issuer, i.Power, i.Conduct])
        .KnownAs(i => [i.Conduct])
        .Changes("make", "制定", ChangeEffect.Add)
        .Changes("revise", "修订", ChangeEffect.Change)
        .Changes("repeal", "废止", ChangeEffect.End)
        // 行政处罚法第三十四条: 裁量基准应当向社会公布；国办发〔2022〕27号: 阶次不得重叠、留空
        .Must(
            "tiers",
            i =>
                Codes.TierProblem([.. i.Tiers.Select(t => (t.FineMin, t.FineMax))])
                ?? Codes.TierProblem([.. i.Tiers.Select(t => (t.MultipleMin, t.MultipleMax))])
        )
        .Must(
            "tiers",
            i =>
                i.Tiers.Count == 0 ? "至少分一档。"
                : i.Tiers.Any(t => t.Tier == "减轻" && t.Circumstance.Length < 4)
                    ? "减轻处罚要写明适用的情节。"
                : null
        )
        .SplitBy(
            ["制定层级", "类别"],
            i => [("制定层级", i.IssuerLevel), ("类别", i.BenchmarkKind)]
        )
        .OnPortal(
            "benchmarks",
            "一种违法行为分几档、每档的标准。",
            "issuerLevel",
            ["issuer", "issuerLevel", "benchmarkKind", "power", "legalBasis", "document"]
        )
        .CountedIn("A4", Standing)
        .Build();
}
