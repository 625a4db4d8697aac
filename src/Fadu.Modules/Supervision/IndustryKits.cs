using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Supervision;

/// <summary>One entry of 行业合规一册一单 (blocks/registers.md, S065).</summary>
public sealed record IndustryKit : RegisterRecord
{
    [Field("行业", MaxLength = 60, Slot = "T1")]
    public required string Industry { get; init; }

    [Field("牵头单位", Slot = "G1", InList = true)]
    public required Guid Lead { get; init; }

    [Field("配合单位")]
    public IReadOnlyList<Guid>? JointWith { get; init; }

    [Field("合规手册版次", MaxLength = 60, InList = true)]
    public required string HandbookEdition { get; init; }

    [Field("检查单", Help = "名称（版次）。 >checklist", MaxLength = 150)]
    public string? Checklist { get; init; }

    [Field("联合检查计划", MaxLength = 150)]
    public string? JointPlan { get; init; }

    [Field("评级办法", MaxLength = 150)]
    public string? RatingRule { get; init; }

    [Field("风险点")]
    public IReadOnlyList<RiskPoint>? RiskPoints { get; init; }

    [Field("试点单位")]
    public IReadOnlyList<Guid>? PilotUnits { get; init; }
}

/// <summary>One line of 风险点.</summary>
public sealed record RiskPoint
{
    [Field("行为", MaxLength = 200)]
    public required string Conduct { get; init; }

    [Field("依据", MaxLength = 150)]
    public required string LegalBasis { get; init; }

    [Field("处罚幅度", MaxLength = 150)]
    public required string Penalty { get; init; }

    [Field("怎样避免", MaxLength = 300)]
    public required string Advice { get; init; }
}

/// <summary>行业合规一册一单 (S065).</summary>
public static class IndustryKits
{
    /// <summary>The key of the register.</summary>
    public const string Key = "industry-kit";

    /// <summary>涉企检查.一业一册.</summary>
    public static readonly Figure Standing = new(
        "IndustryKitsInForce",
        "涉企检查.一业一册",
        "个",
        Fold.AsOf,
        "截至期末使用合规手册的行业。"
    )
    {
        CountedFrom = "行业合规一册一单",
        Dimensions = [],
        Section = "A1",
    };

    /// <summary>涉企检查.四件齐全行业.</summary>
    public static readonly Figure IndustryKitsComplete = new(
        "IndustryKitsComplete",
        "涉企检查.四件齐全行业",
        "个",
        Fold.AsOf,
        "手册、检查单、联合检查、评级办法四件都有的行业。"
    )
    {
        CountedFrom = "行业合规一册一单",
        Dimensions = [],
        Section = "A1",
    };

    /// <summary>涉企检查.风险点.</summary>
    public static readonly Figure RiskPointsListed = new(
        "RiskPointsListed",
        "涉企检查.风险点",
        "个",
        Fold.AsOf,
        "使用中的合规手册列出的风险点。"
    )
    {
        CountedFrom = "行业合规一册一单",
        Dimensions = [],
        Section = "A1",
    };

    /// <summary>涉企检查.齐全率.</summary>
    public static readonly Figure IndustryKitRate = new(
        "IndustryKitRate",
        "涉企检查.齐全率",
        "%",
        Fold.Ratio,
        "四件齐全的行业占列入行业的比例。"
    )
    {
        CountedFrom = "行业合规一册一单",
        Dimensions = [],
        Section = "A1",
        Numerator = IndustryKitsComplete,
        Denominator = Standing,
        WhenEmpty = "没有列入的行业",
    };

    public static readonly Register<IndustryKit> Register = Register<IndustryKit>
        .Define(Key, "行业合规一册一单", "S065")
        .For(
            "一个行业一本合规手册、一张检查单、一套联合检查和评级办法，以及企业应当知道的风险点。",
            "牵头监管单位维护。"
        )
        .InForceMeans("这一版使用的期间")
        .Titled(i => i.Industry)
        .Keyed("行业", i => [i.Industry])
        .Changes("publish", "发布", ChangeEffect.Add)
        .Changes("revise", "修订", ChangeEffect.Change)
        .Changes("stop", "停用", ChangeEffect.End)
        .Must(
            "riskPoints",
            i =>
                (i.RiskPoints ?? []).Any(r => !r.LegalBasis.Contains('《'))
                    ? "每个风险点都要写明法律、法规的名称，例如：《…法》第…条。"
                    : null
        )
        .ConfirmedYearly()
        .OnPortal(
            "industry-kits",
            "各行业合规手册、检查单和风险提示。",
            null,
            ["lead", "jointWith", "handbookEdition", "checklist", "jointPlan", "ratingRule"]
        )
        .Counts(
            IndustryKitsComplete,
            i =>
                i.Checklist is not null && i.JointPlan is not null && i.RatingRule is not null
                    ? 1
                    : 0
        )
        .Counts(RiskPointsListed, i => (i.RiskPoints ?? []).Count)
        .CountedIn("A1", Standing)
        .Build();
}
