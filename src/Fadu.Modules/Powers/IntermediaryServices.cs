using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.Powers;

/// <summary>One entry of 行政审批中介服务清单 (blocks/registers.md, S030).</summary>
public sealed record IntermediaryService : RegisterRecord
{
    [Field("服务事项", MaxLength = 120)]
    public required string Name { get; init; }

    [Field("对应审批事项", Help = "权责清单上的名称或者编码。 >power-item", MaxLength = 120)]
    public required string Approval { get; init; }

    [Field(
        "设定依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("服务成果", MaxLength = 120)]
    public required string Output { get; init; }

    [Field("机构资质要求", Help = "写资质条件，不写某一家机构的名称。", MaxLength = 200)]
    public required string Provider { get; init; }

    [Field("费用承担", Choices = ["申请人", "行政机关"], Slot = "T1", InList = true)]
    public required string PaidBy { get; init; }

    [Field("定价方式", Choices = ["市场调节", "政府指导价", "政府定价"], Slot = "T2")]
    public required string PriceMode { get; init; }

    [Field("服务时限", Unit = "工作日", Slot = "N1", InList = true)]
    public required long Days { get; init; }
}

/// <summary>行政审批中介服务清单 (S030).</summary>
public static class IntermediaryServices
{
    /// <summary>The key of the register.</summary>
    public const string Key = "intermediary-service";

    /// <summary>权责.中介事项.</summary>
    public static readonly Figure Standing = new(
        "IntermediaryServicesInForce",
        "权责.中介事项",
        "项",
        Fold.AsOf,
        "截至期末可以要求的行政审批中介服务事项。"
    )
    {
        CountedFrom = "行政审批中介服务清单",
        Dimensions = ["费用承担"],
        Section = "A1",
    };

    public static readonly Register<IntermediaryService> Register = Register<IntermediaryService>
        .Define(Key, "行政审批中介服务清单", "S030")
        .For(
            "办审批必须先做的第三方服务：依据、谁付钱、多少天；清单之外不得要求。",
            "县行政审批局维护，县政府批准。"
        )
        .InForceMeans("可以要求提供的期间")
        .Titled(i => i.Name)
        .Keyed("对应审批事项、服务事项", i => [i.Approval, i.Name])
        .Changes("cancel", "取消", ChangeEffect.End, "没有法律、法规、国务院决定依据的应当取消。")
        .Changes("toorgan", "转为行政机关委托", ChangeEffect.End, "改由行政机关委托并付费。")
        .Changes("merge", "合并", ChangeEffect.Merge)
        // 优化营商环境条例第四十三条第二款: 没有法律、法规或者国务院决定依据，不得作为办理审批的条件
        .Must(
            "legalBasis",
            i =>
                i.LegalBasis.Count == 0
                    ? "没有法律、法规或者国务院决定依据的中介服务应当取消（优化营商环境条例第四十三条）。"
                    : null
        )
        // 优化营商环境条例第四十三条第二款: 不得指定中介机构
        .Must(
            "provider",
            i =>
                i.Provider.EndsWith("公司", StringComparison.Ordinal)
                    ? "这里写资质条件；指定某一家机构是不允许的（优化营商环境条例第四十三条）。"
                    : null
        )
        .ApprovedBy("县政府批准", OrganKind.Government)
        .SplitBy(["费用承担"], i => [("费用承担", i.PaidBy)])
        .ConfirmedYearly()
        .OnPortal(
            "intermediary-services",
            "办审批可能要的第三方服务，以及由谁付费。",
            "paidBy",
            ["approval", "legalBasis", "output", "provider", "paidBy", "priceMode", "days"]
        )
        .CountedIn("A1", Standing)
        .Build();
}
