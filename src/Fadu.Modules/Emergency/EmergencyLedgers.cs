using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.Emergency;

/// <summary>监测预警 (S155): a warning and whether it hit.</summary>
public sealed record EarlyWarning : LedgerRecord
{
    [Field(
        "编号",
        Slot = "T1",
        MaxLength = 60,
        InList = true,
        Help = "预警升级、降级用同一个编号，每次登记一条。"
    )]
    public required string Number { get; init; }

    [Field(
        "灾种",
        Slot = "T2",
        InList = true,
        Choices = ["气象", "地质", "山洪", "森林火灾", "城市运行", "安全生产", "公共卫生", "其他"]
    )]
    public required string Hazard { get; init; }

    // 突发事件应对法 (2024) 63条: four levels, marked red, orange, yellow, blue
    [Field("级别", Slot = "T3", InList = true, Choices = ["蓝色", "黄色", "橙色", "红色"])]
    public required string Level { get; init; }

    [Field("发布日期", Slot = "D1", InList = true)]
    public required DateOnly IssuedOn { get; init; }

    [Field("解除日期", Slot = "D2")]
    public DateOnly? LiftedOn { get; init; }

    [Field("范围", Slot = "T4", MaxLength = 120)]
    public required string Area { get; init; }

    [Field("渠道数", Slot = "N1", Max = 100)]
    public required long Channels { get; init; }

    [Field("响应级别", Slot = "T5", Choices = ["无", "四级", "三级", "二级", "一级"])]
    public required string Response { get; init; }

    [Field("检验", Slot = "T6", InList = true, Choices = ["待检验", "命中", "空报"])]
    public required string Verdict { get; init; }
}

internal static class EarlyWarnings
{
    public static readonly Ledger<EarlyWarning> Ledger = Ledger<EarlyWarning>
        .Define("early-warning", "监测预警", "S155")
        .For("发布的预警和事后检验，发一次登记一条。", "发布预警的单位登记，事后填检验。")
        .OrganIs("发布单位", "对外发布预警的单位。")
        .OnDay(nameof(EarlyWarning.IssuedOn))
        .StepByStep()
        .Titled(w => $"{w.Hazard}{w.Level}预警 {w.Number}")
        .Keyed("同一单位、同一编号、同一级别", w => [w.Organ, w.Number, w.Level])
        .Must(
            nameof(EarlyWarning.LiftedOn),
            w => w.LiftedOn < w.IssuedOn ? "解除日期早于发布日期，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "预警信息的文字。")
        .Feeds(EmergencyFigures.Warnings, "按发布日期，计 1 次", dimensions: Of)
        .Feeds(
            EmergencyFigures.WarningsVerified,
            "已经检验的，按发布日期，计 1 次",
            when: w => w.Verdict != "待检验",
            dimensions: Of
        )
        .Feeds(
            EmergencyFigures.WarningsHit,
            "命中的，按发布日期，计 1 次",
            when: w => w.Verdict == "命中",
            dimensions: Of
        )
        .Build();

    private static IEnumerable<(string, string?)> Of(EarlyWarning w) =>
        [("灾种", w.Hazard), ("级别", w.Level)];
}

/// <summary>风险隐患排查 (S156): one hazard, or a batch of those put right on the spot.</summary>
public sealed record Hazard : LedgerRecord
{
    [Field(
        "领域",
        Slot = "T1",
        InList = true,
        Choices = [
            "煤矿",
            "非煤矿山",
            "危险化学品",
            "城镇燃气",
            "道路交通",
            "建筑施工",
            "消防",
            "特种设备",
            "水利防汛",
            "地质灾害",
            "食品药品",
            "文旅",
            "其他",
        ]
    )]
    public required string Sector { get; init; }

    [Field("等级", Slot = "T2", InList = true, Choices = ["一般", "重大"])]
    public required string Level { get; init; }

    [Field(
        "对象",
        Slot = "T3",
        MaxLength = 80,
        InList = true,
        Help = "单位或者场所的名称，写法要一致。"
    )]
    public required string Subject { get; init; }

    [Field("地点", Slot = "T4", MaxLength = 80)]
    public required string Place { get; init; }

    [Field("发现日期", Slot = "D1", InList = true)]
    public required DateOnly FoundOn { get; init; }

    [Field(
        "发现方式",
        Slot = "T5",
        Choices = ["部门检查", "乡镇排查", "单位自查上报", "举报", "上级督查"]
    )]
    public required string FoundBy { get; init; }

    [Field("隐患", Slot = "T6", MaxLength = 200, Help = "批次可不写。")]
    public string? Text { get; init; }

    [Field(
        "处置",
        Slot = "T7",
        InList = true,
        Choices = ["当场整改", "限期整改", "停产停业", "撤离封闭", "挂牌督办"]
    )]
    public required string Action { get; init; }

    [Field("条数", Slot = "N1", Min = 1, Max = 10_000, Unit = "条", Total = true, InList = true)]
    public required long Quantity { get; init; }

    [Field("整改期限", Slot = "D2", Future = true)]
    [RequiredIf(nameof(Action), "限期整改", "挂牌督办")]
    public DateOnly? DueOn { get; init; }

    [Field("整改完成日期", Slot = "D3", InList = true)]
    public DateOnly? ClosedOn { get; init; }

    internal bool IsClosed => ClosedOn is not null || Action == "当场整改";
}

internal static class Hazards
{
    public static readonly Ledger<Hazard> Ledger = Ledger<Hazard>
        .Define("hazard", "风险隐患排查", "S156")
        .For(
            "排查出的风险隐患和整改，一处一条；当场改好的可以按批次登记。",
            "检查的部门、乡镇登记，整改后续填。"
        )
        .OrganIs("排查单位", "发现隐患的单位；两个单位一起发现的由一个登记。")
        .OnDay(nameof(Hazard.FoundOn))
        .Takes(LineForm.Detail, LineForm.Batch)
        .StepByStep()
        .Titled(h => $"{h.Subject}：{h.Text ?? h.Sector + "隐患"}")
        .Keyed(
            "同一单位、同一对象、同一天、同一隐患",
            h => [h.Organ, h.Subject, h.FoundOn, h.Text, h.Sector, h.SourceKey]
        )
        .Near(
            "同一对象、同一领域、同一天已有登记，是否同一处隐患？",
            h => h.Form == LineForm.Batch ? null : [h.Subject, h.Sector, h.FoundOn]
        )
        .Must(
            nameof(Hazard.Text),
            h => h.Form == LineForm.Detail && h.Text is null ? "明细要写明是什么隐患。" : null
        )
        .Must(
            nameof(Hazard.Quantity),
            h =>
                h.Form == LineForm.Detail && h.Quantity != 1
                    ? "一条明细是一处隐患；多处请改为批次。"
                    : null
        )
        .Must(
            nameof(Hazard.Action),
            h =>
                h.Form == LineForm.Batch && h.Action != "当场整改"
                    ? "批次只登记当场改好的；其余逐处登记。"
                    : null
        )
        // 安全生产法 41条: major hazards are kept one by one and put under supervision
        .Must(
            nameof(Hazard.Action),
            h =>
                h is { Level: "重大", Action: "当场整改" }
                || (h.Level == "重大" && h.Form == LineForm.Batch)
                    ? "重大隐患逐处登记，并按挂牌督办、停产停业或者限期整改处置。"
                    : null
        )
        .Must(
            nameof(Hazard.ClosedOn),
            h => h.ClosedOn < h.FoundOn ? "整改完成日期早于发现日期，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "限期整改的附整改前后照片；重大隐患附通知书。")
        .Owed(Rhythm.Monthly, o => o.Kind is OrganKind.Township or OrganKind.Subdistrict)
        .FeedsCohort(
            EmergencyFigures.Hazards,
            EmergencyFigures.HazardsFixed,
            "按发现日期，计条数",
            h => h.IsClosed,
            amount: h => h.Quantity,
            dimensions: h => [("领域", h.Sector), ("等级", h.Level), ("方式", h.FoundBy)]
        )
        .Feeds(
            EmergencyFigures.MajorHazards,
            "重大隐患，按发现日期，计 1 处",
            when: h => h.Level == "重大",
            dimensions: h => [("领域", h.Sector)]
        )
        .Build();
}

/// <summary>安全风险评估 (S157): what an assessment said of a project, town or site.</summary>
public sealed record SafetyRiskAssessment : LedgerRecord
{
    [Field(
        "对象",
        Slot = "T1",
        MaxLength = 100,
        InList = true,
        Help = "项目、区域或者场所，写法要一致。"
    )]
    public required string Subject { get; init; }

    [Field("对象种类", Slot = "T2", Choices = ["重大工程项目", "乡镇街道", "园区", "场所", "其他"])]
    public required string SubjectKind { get; init; }

    [Field("指标体系版本", Slot = "T3", MaxLength = 60)]
    public required string IndexVersion { get; init; }

    [Field("评估日期", Slot = "D1", InList = true)]
    public required DateOnly AssessedOn { get; init; }

    [Field("评估方", Slot = "T4", MaxLength = 60)]
    public required string Assessor { get; init; }

    [Field("得分", Slot = "N1", Max = 1000)]
    public required decimal Score { get; init; }

    [Field("风险等级", Slot = "T5", InList = true, Choices = ["低", "一般", "较大", "重大"])]
    public required string Level { get; init; }

    [Field("措施", Slot = "T6", MaxLength = 300, LongText = true)]
    public required string Measures { get; init; }

    [Field("下次评估日期", Slot = "D2", Future = true, InList = true)]
    public required DateOnly NextDueOn { get; init; }
}

internal static class SafetyRiskAssessments
{
    public static readonly Ledger<SafetyRiskAssessment> Ledger = Ledger<SafetyRiskAssessment>
        .Define("safety-risk-assessment", "安全风险评估", "S157")
        .For(
            "重大项目和区域的安全风险评估，评一次登记一条，以最近一次为准。",
            "应急管理部门或者项目主管单位登记。"
        )
        .OrganIs("组织评估的单位", "谁组织评估的。")
        .OnDay(nameof(SafetyRiskAssessment.AssessedOn))
        .Titled(a => $"{a.Subject}：{a.Level}风险")
        .Keyed("同一对象、同一评估日期", a => [a.Subject, a.AssessedOn])
        .Must(
            nameof(SafetyRiskAssessment.NextDueOn),
            a => a.NextDueOn <= a.AssessedOn ? "下次评估应晚于本次，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "评估报告。")
        .FeedsStock(
            EmergencyFigures.Assessed,
            "评估之日起，同一对象计 1 个",
            a => a.AssessedOn,
            _ => null,
            distinct: a => a.Subject,
            dimensions: a => [("种类", a.SubjectKind)]
        )
        .FeedsStock(
            EmergencyFigures.AssessedInTime,
            "评估之日起到下次评估日期止，同一对象计 1 个",
            a => a.AssessedOn,
            a => a.NextDueOn.AddDays(1),
            distinct: a => a.Subject,
            dimensions: a => [("种类", a.SubjectKind)]
        )
        .Build();
}

/// <summary>应急演练 (S158): one drill of one plan.</summary>
public sealed record EmergencyDrill : LedgerRecord
{
    [Field("预案", Slot = "T1", MaxLength = 100, InList = true)]
    public required string Plan { get; init; }

    [Field("形式", Slot = "T2", InList = true, Choices = ["桌面推演", "实战演练", "双盲演练"])]
    public required string DrillKind { get; init; }

    [Field("演练日期", Slot = "D1", InList = true)]
    public required DateOnly HeldOn { get; init; }

    [Field("地点", Slot = "T3", MaxLength = 80)]
    public required string Place { get; init; }

    [Field("参演单位", Help = "联合演练只由组织单位登记一条。")]
    public IReadOnlyList<Guid>? CoOrgans { get; init; }

    [Field("参演人次", Slot = "N1", Max = 1_000_000, Unit = "人次", Total = true, InList = true)]
    public required long Participants { get; init; }

    [Field("年度计划项", Slot = "T4", MaxLength = 100)]
    public string? PlanItem { get; init; }

    [Field("评估日期", Slot = "D2", Help = "演练后 15 日内评估（未见上位规定，各地可另定）。")]
    public DateOnly? EvaluatedOn { get; init; }

    [Field("发现问题", Slot = "N2", Max = 1000, Unit = "个", Total = true)]
    public long? Problems { get; init; }

    [Field("需要修订预案", Slot = "N3")]
    public bool? RevisePlan { get; init; }
}

internal static class EmergencyDrills
{
    public static readonly Ledger<EmergencyDrill> Ledger = Ledger<EmergencyDrill>
        .Define("emergency-drill", "应急演练", "S158")
        .For("按预案组织的演练和评估，演练一次登记一条。", "组织演练的单位登记，评估后续填。")
        .OrganIs("组织单位", "联合演练由牵头组织的单位登记。")
        .OnDay(nameof(EmergencyDrill.HeldOn))
        .StepByStep()
        .Titled(d => $"{d.Plan}{d.DrillKind}")
        .Keyed("同一单位、同一预案、同一天", d => [d.Organ, d.Plan, d.HeldOn])
        .Must(
            nameof(EmergencyDrill.EvaluatedOn),
            d =>
                d.EvaluatedOn < d.HeldOn ? "评估日期早于演练日期，请核对。"
                : d.EvaluatedOn is not null && (d.Problems is null || d.RevisePlan is null)
                    ? "已经评估的，请填写发现问题数（没有写 0）和是否需要修订预案。"
                : null
        )
        .Must(
            nameof(EmergencyDrill.CoOrgans),
            d => d.CoOrgans?.Contains(d.Organ) == true ? "参演单位里不要再写组织单位。" : null
        )
        .Proof(EvidenceRule.Optional, "演练方案和评估报告。")
        .Feeds(
            EmergencyFigures.Drills,
            "按演练日期，计 1 次",
            dimensions: d => [("形式", d.DrillKind)]
        )
        .Build();
}

/// <summary>应急物资装备 (S161): one movement of one kind of goods in one store.</summary>
public sealed record EmergencyStock : LedgerRecord
{
    [Field("仓库", Slot = "T1", MaxLength = 60, InList = true)]
    public required string Store { get; init; }

    [Field(
        "品名",
        Slot = "T2",
        MaxLength = 60,
        InList = true,
        Help = "写法要一致；避难场所按容纳人数登记。"
    )]
    public required string Goods { get; init; }

    [Field(
        "变动",
        Slot = "T3",
        InList = true,
        Choices = ["购入", "调入", "调出", "使用", "归还", "报废", "盘盈", "盘亏"]
    )]
    public required string Movement { get; init; }

    [Field(
        "数量",
        Slot = "N1",
        Min = 1,
        Max = 100_000_000,
        InList = true,
        Help = "写正数，增减由“变动”定。"
    )]
    public required long Quantity { get; init; }

    [Field("日期", Slot = "D1", InList = true)]
    public required DateOnly OnDate { get; init; }

    [Field("单号", Slot = "T4", MaxLength = 60)]
    public required string DocNo { get; init; }

    [Field("失效日期", Slot = "D2", Future = true)]
    public DateOnly? ExpiresOn { get; init; }

    [Field("价值", Slot = "N2", Max = 10_000_000_000, Unit = "元", Total = true)]
    public decimal? Value { get; init; }

    [Field("用途", Slot = "T5", MaxLength = 100)]
    [RequiredIf(nameof(Movement), "使用")]
    public string? UsedFor { get; init; }

    internal long Signed => Movement is "购入" or "调入" or "归还" or "盘盈" ? Quantity : -Quantity;
}

internal static class EmergencyStocks
{
    public static readonly Ledger<EmergencyStock> Ledger = Ledger<EmergencyStock>
        .Define("emergency-stock", "应急物资装备", "S161")
        .For("应急物资、装备和避难场所的收发，动一次登记一条，结存随时可查。", "保管单位登记。")
        .OrganIs("保管单位", "仓库归哪个单位管。")
        .OnDay(nameof(EmergencyStock.OnDate))
        .Titled(s => $"{s.Store} {s.Movement}{s.Goods} {s.Quantity}")
        .Keyed(
            "同一单位、同一仓库、同一单号、同一品名、同一变动",
            s => [s.Organ, s.Store, s.DocNo, s.Goods, s.Movement]
        )
        .Must(
            nameof(EmergencyStock.ExpiresOn),
            s =>
                s.ExpiresOn < s.OnDate && s.Movement == "购入"
                    ? "购入时已经过期，请核对失效日期。"
                    : null
        )
        .Proof(EvidenceRule.None, "凭单号备查。")
        .Feeds(
            EmergencyFigures.Stock,
            "按日期，收为加、发为减",
            s => s.Signed,
            dimensions: s => [("品名", s.Goods), ("仓库", s.Store)]
        )
        .Build();
}

/// <summary>应急 figures of these ledgers.</summary>
public static class EmergencyFigures
{
    public static readonly Figure Warnings = Declare.Figure(
        "WarningsIssued",
        "应急.预警",
        "次",
        Fold.Count,
        "A7",
        "监测预警",
        "发布的预警次数，按发布日期计；升级、降级各计一次。",
        by: ["灾种", "级别"]
    );
    public static readonly Figure WarningsVerified = Declare.Figure(
        "WarningsVerified",
        "应急.预警已检验",
        "次",
        Fold.Count,
        "A7",
        "监测预警",
        "已经检验为命中或者空报的预警次数，按发布日期计。",
        totals: false,
        by: ["灾种", "级别"]
    );
    public static readonly Figure WarningsHit = Declare.Figure(
        "WarningsHit",
        "应急.预警命中",
        "次",
        Fold.Count,
        "A7",
        "监测预警",
        "检验为命中的预警次数，按发布日期计。",
        totals: false,
        by: ["灾种", "级别"]
    );
    public static readonly Figure WarningHitRate = Declare.Rate(
        "WarningHitRate",
        "应急.预警命中率",
        "A7",
        WarningsHit,
        WarningsVerified,
        "没有已经检验的预警",
        "命中的预警 ÷ 已经检验的预警，按发布日期。",
        totals: false
    );
    public static readonly Figure Hazards = Declare.Figure(
        "HazardsFound",
        "应急.隐患排查",
        "条",
        Fold.Sum,
        "A7",
        "风险隐患排查",
        "排查出的风险隐患条数，按发现日期计，批次按条数。",
        by: ["领域", "等级", "方式"]
    );
    public static readonly Figure HazardsFixed = Declare.Figure(
        "HazardsFixed",
        "应急.隐患已整改",
        "条",
        Fold.Sum,
        "A7",
        "风险隐患排查",
        "期间内发现的隐患中现在已经整改的条数，按发现日期计。",
        by: ["领域", "等级", "方式"]
    );
    public static readonly Figure HazardsFixedRate = Declare.Rate(
        "HazardsFixedRate",
        "应急.隐患整改率",
        "A7",
        HazardsFixed,
        Hazards,
        "没有排查出隐患",
        "期间内发现的隐患，已经整改的 ÷ 全部；分子看现在的状态。"
    );
    public static readonly Figure MajorHazards = Declare.Figure(
        "MajorHazards",
        "应急.重大隐患",
        "处",
        Fold.Count,
        "B",
        "风险隐患排查",
        "发现的重大隐患处数，按发现日期计。",
        by: ["领域"]
    );
    public static readonly Figure Assessed = Declare.Figure(
        "RiskSubjects",
        "应急.评估对象",
        "个",
        Fold.AsOfDistinct,
        "A7",
        "安全风险评估",
        "截至当日评估过的不同对象个数。",
        by: ["种类"]
    );
    public static readonly Figure AssessedInTime = Declare.Figure(
        "RiskSubjectsInTime",
        "应急.评估有效对象",
        "个",
        Fold.AsOfDistinct,
        "A7",
        "安全风险评估",
        "截至当日评估还没有到下次评估日期的不同对象个数。",
        by: ["种类"]
    );
    public static readonly Figure RiskAssessmentCoverage = Declare.Rate(
        "RiskAssessmentCoverage",
        "应急.风险评估覆盖率",
        "A7",
        AssessedInTime,
        Assessed,
        "没有评估对象",
        "评估有效的对象 ÷ 应当评估的对象；应当评估的以台账登记过的对象为限，新对象先登记一次评估。"
    );
    public static readonly Figure Drills = Declare.Figure(
        "Drills",
        "应急.演练",
        "次",
        Fold.Count,
        "A7",
        "应急演练",
        "应急演练次数，按演练日期计，联合演练计一次。",
        by: ["形式"]
    );
    public static readonly Figure Stock = Declare.Figure(
        "StockHeld",
        "应急.物资",
        "件",
        Fold.AsOf,
        "A7",
        "应急物资装备",
        "截至当日的结存数，收减发；单位随品名，不同品名不能相加。",
        by: ["品名", "仓库"]
    );

    public static readonly RelationSet Relations = new([
        FigureRelation.Must(
            [HazardsFixed],
            RelationSign.AtMost,
            [Hazards],
            "整改的隐患都是排查出来的。"
        ),
        FigureRelation.Must(
            [MajorHazards],
            RelationSign.AtMost,
            [Hazards],
            "重大隐患是隐患的一部分。"
        ),
        FigureRelation.Must(
            [WarningsHit],
            RelationSign.AtMost,
            [WarningsVerified],
            "命中的都已经检验。"
        ),
    ]);
}
