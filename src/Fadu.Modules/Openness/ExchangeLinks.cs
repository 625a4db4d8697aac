using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Openness;

/// <summary>One entry of 平台对接清单 (blocks/registers.md, S050).</summary>
public sealed record ExchangeLink : RegisterRecord
{
    [Field("对方平台或者单位", MaxLength = 100)]
    public required string Partner { get; init; }

    [Field("对方层级", Choices = ["国家", "省", "市", "县"], Slot = "T1", InList = true)]
    public required string PartnerLevel { get; init; }

    [Field("内容", MaxLength = 150, InList = true)]
    public required string Content { get; init; }

    [Field("方向", Choices = ["报送", "接收", "双向"], Slot = "T2", InList = true)]
    public required string Direction { get; init; }

    [Field("方式", Choices = ["接口", "表格", "手工", "纸质函"], Slot = "T3", InList = true)]
    public required string Means { get; init; }

    [Field("字段对应", MaxLength = 2000, LongText = true)]
    [RequiredIf(nameof(Means), "接口", "表格")]
    public string? Mapping { get; init; }

    [Field("去重键", MaxLength = 60)]
    [RequiredIf(nameof(Means), "接口", "表格")]
    public string? KeyField { get; init; }

    [Field(
        "频率",
        Choices = ["实时", "每日", "每月", "每季", "每年", "一事一送"],
        Slot = "T4",
        InList = true
    )]
    public required string Cycle { get; init; }

    [Field("依据", Help = "法律法规的条款，或者双方签署的文件。", MaxLength = 200)]
    public required string LegalBasis { get; init; }

    [Field("联系人", MaxLength = 40)]
    public required string Contact { get; init; }

    [Field("最近一次", Slot = "D1")]
    public DateOnly? LastRun { get; init; }

    [Field("最近失败数", Unit = "条", Slot = "N1")]
    public long? LastErrors { get; init; }
}

/// <summary>平台对接清单 (S050).</summary>
public static class ExchangeLinks
{
    /// <summary>The key of the register.</summary>
    public const string Key = "exchange-link";

    /// <summary>对接.在用.</summary>
    public static readonly Figure Standing = new(
        "ExchangeLinksInForce",
        "对接.在用",
        "条",
        Fold.AsOf,
        "截至期末使用的对接。"
    )
    {
        CountedFrom = "平台对接清单",
        Dimensions = ["对方层级", "方向"],
        Section = "A9",
    };

    /// <summary>对接.失败.</summary>
    public static readonly Figure ExchangeErrors = new(
        "ExchangeErrors",
        "对接.失败",
        "条",
        Fold.AsOf,
        "使用中的对接最近一次登记的失败条数之和。"
    )
    {
        CountedFrom = "平台对接清单",
        Dimensions = ["对方层级", "方向"],
        Section = "A9",
    };

    public static readonly Register<ExchangeLink> Register = Register<ExchangeLink>
        .Define(Key, "平台对接清单", "S050")
        .For(
            "与外面的平台和单位之间报送、接收什么，多久一次，按什么对应。",
            "县数据部门和内容主管单位维护。"
        )
        .InForceMeans("对接使用的期间")
        .Titled(i => $"{i.Partner}：{i.Content}")
        .Keyed("对方、内容、方向", i => [i.Partner, i.Content, i.Direction])
        .Changes("open", "开通", ChangeEffect.Add)
        .Changes("mapping", "映射变更", ChangeEffect.Change)
        .Changes("pause", "暂停对接", ChangeEffect.Suspend)
        .Changes("end", "终止", ChangeEffect.End)
        .Must(
            "mapping",
            i =>
                i.Means is "接口" or "表格" && string.IsNullOrWhiteSpace(i.Mapping)
                    ? "用接口或者表格对接的，请写明字段怎样对应。"
                    : null
        )
        .SplitBy(["对方层级", "方向"], i => [("对方层级", i.PartnerLevel), ("方向", i.Direction)])
        .Internal()
        .Counts(ExchangeErrors, i => i.LastErrors ?? 0)
        .CountedIn("A9", Standing)
        .Build();
}
