using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Emergency;

/// <summary>One entry of 应急预案库 (blocks/registers.md, S153).</summary>
public sealed record EmergencyPlan : RegisterRecord
{
    [Field("预案名称", MaxLength = 120)]
    public required string Name { get; init; }

    [Field(
        "预案类别",
        Choices = ["总体", "专项", "部门", "乡镇", "村社区", "重大活动", "单位"],
        Slot = "T1",
        InList = true
    )]
    public required string PlanKind { get; init; }

    [Field(
        "事件类别",
        Choices = ["自然灾害", "事故灾难", "公共卫生", "社会安全", "综合"],
        Slot = "T2",
        InList = true
    )]
    public required string Hazard { get; init; }

    [Field("制定机关", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("文号", MaxLength = 60)]
    public required string DocumentNumber { get; init; }

    [Field("印发日期", Slot = "D1")]
    public required DateOnly IssuedOn { get; init; }

    [Field("备案机关", Slot = "G2")]
    public Guid? FiledWith { get; init; }

    [Field("报备日期", Slot = "D2")]
    public DateOnly? FiledOn { get; init; }

    [Field("回执日期")]
    public DateOnly? ReceiptOn { get; init; }

    [Field("最近评估", Slot = "D3")]
    public DateOnly? EvaluatedOn { get; init; }

    [Field("最近演练", Slot = "D4")]
    public DateOnly? LastDrill { get; init; }

    [Field("上级预案", MaxLength = 120)]
    public string? Superior { get; init; }

    [Field("公开版", Help = "粘贴可以公开的正文。", MaxLength = 20000, LongText = true)]
    public required string PublicText { get; init; }
}

/// <summary>应急预案库 (S153).</summary>
public static class EmergencyPlans
{
    /// <summary>The key of the register.</summary>
    public const string Key = "emergency-plan";

    /// <summary>应急.预案.</summary>
    public static readonly Figure Standing = new(
        "PlansInForce",
        "应急.预案",
        "件",
        Fold.AsOf,
        "截至期末有效的应急预案。"
    )
    {
        CountedFrom = "应急预案库",
        Dimensions = ["种类", "事件", "层级"],
        Section = "A7",
        AcceptsTotals = true,
    };

    public static readonly Register<EmergencyPlan> Register = Register<EmergencyPlan>
        .Define(Key, "应急预案库", "S153")
        .For(
            "各级各类应急预案：备案、评估、演练，正文和公开版。",
            "各单位编制，县应急管理部门汇总。"
        )
        .InForceMeans("预案有效的期间")
        .Titled(i => i.Name, i => $"{i.PlanKind} {i.Name}")
        .Keyed("制定机关、名称", i => [i.Organ, i.Name])
        .KnownAs(i => [i.Name])
        .Changes("make", "编制", ChangeEffect.Add)
        .Changes("revise", "修订", ChangeEffect.Change)
        .Changes("amend", "局部修改", ChangeEffect.Change)
        .Changes("repeal", "废止", ChangeEffect.End)
        .Must("filedOn", i => i.FiledOn < i.IssuedOn ? "报备日期早于印发日期，请核对。" : null)
        .Must("receiptOn", i => i.ReceiptOn < i.FiledOn ? "回执日期早于报备日期，请核对。" : null)
        .SplitBy(["种类", "事件"], i => [("种类", i.PlanKind), ("事件", i.Hazard)])
        // 政府信息公开条例第二十条第十二项: 主动公开突发公共事件的应急预案
        .OnPortal(
            "emergency-plans",
            "各类应急预案。",
            "planKind",
            ["planKind", "hazard", "organ", "documentNumber", "issuedOn"],
            "publicText"
        )
        .CountedIn("A7", Standing)
        .Build();
}
