using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.Oversight;

/// <summary>审计项目 (S187): one audit, what it found and what it handed on.</summary>
public sealed record AuditProject : LedgerRecord
{
    [Field("项目编号", Slot = "T1", MaxLength = 60, InList = true)]
    public required string ProjectNo { get; init; }

    [Field("项目名称", Slot = "T2", MaxLength = 120, InList = true)]
    public required string Title { get; init; }

    [Field(
        "类别",
        Slot = "T3",
        InList = true,
        Choices = [
            "预算执行",
            "财政财务",
            "经济责任",
            "政府投资",
            "民生专项",
            "资源环境",
            "专项审计调查",
        ]
    )]
    public required string Kind { get; init; }

    [Field("被审计（调查）单位", Help = "全称，几家用分号隔开。")]
    public required IReadOnlyList<string> Units { get; init; }

    [Field("实施日期", Slot = "D1")]
    public required DateOnly StartedOn { get; init; }

    [Field("报告日期", Slot = "D2", InList = true, Help = "出具审计报告的日期；没有出具的不填。")]
    public DateOnly? CompletedOn { get; init; }

    [Field(
        "问题数",
        Slot = "N1",
        Max = 10_000,
        Unit = "个",
        Total = true,
        Help = "要整改的逐个登记到“问题整改”。"
    )]
    public long? Problems { get; init; }

    [Field("问题金额", Slot = "N2", Max = 100_000_000_000, Unit = "元", Total = true)]
    public decimal? ProblemAmount { get; init; }

    [Field("移送纪检监察", Slot = "N3", Max = 1000, Unit = "个", Total = true)]
    public long? ToDiscipline { get; init; }

    [Field("移送司法", Slot = "N4", Max = 1000, Unit = "个", Total = true)]
    public long? ToJudiciary { get; init; }

    [Field("移送主管部门", Slot = "N5", Max = 1000, Unit = "个", Total = true)]
    public long? ToDepartments { get; init; }
}

internal static class AuditProjects
{
    public static readonly Ledger<AuditProject> Ledger = Ledger<AuditProject>
        .Define("audit-project", "审计项目", "S187")
        .For("审计和审计调查项目、移送的线索，一个项目一条。", "审计机关登记，出具报告后续填。")
        .OrganIs("审计机关", "实施审计的机关。")
        .OnDay(nameof(AuditProject.StartedOn))
        .StepByStep()
        .Titled(a => a.Title)
        .Keyed("同一项目编号", a => [a.ProjectNo])
        .Must(
            nameof(AuditProject.CompletedOn),
            a => a.CompletedOn < a.StartedOn ? "报告日期早于实施日期，请核对。" : null
        )
        .Must(
            nameof(AuditProject.Problems),
            a =>
                a.CompletedOn is not null
                && (
                    a.Problems is null
                    || a.ToDiscipline is null
                    || a.ToJudiciary is null
                    || a.ToDepartments is null
                )
                    ? "已经出具报告的，请填问题数和三项移送数，没有的写 0。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "审计报告文号。")
        .Feeds(
            OversightFigures.Audits,
            "按报告日期，计 1 个",
            by: a => a.CompletedOn,
            dimensions: a => [("类别", a.Kind)]
        )
        .FeedsKeys(
            OversightFigures.Audited,
            "按报告日期，不同单位各计 1 家",
            a => a.Units,
            a => a.CompletedOn,
            dimensions: a => [("类别", a.Kind)]
        )
        .Feeds(
            OversightFigures.Clues,
            "移送纪检监察的，按报告日期",
            a => a.ToDiscipline,
            by: a => a.CompletedOn,
            dimensions: _ => [("去向", "纪检监察")]
        )
        .Feeds(
            OversightFigures.Clues,
            "移送司法的，按报告日期",
            a => a.ToJudiciary,
            by: a => a.CompletedOn,
            dimensions: _ => [("去向", "司法")]
        )
        .Feeds(
            OversightFigures.Clues,
            "移送主管部门的，按报告日期",
            a => a.ToDepartments,
            by: a => a.CompletedOn,
            dimensions: _ => [("去向", "主管部门")]
        )
        .Build();
}

/// <summary>作风与群众身边问题统计 (S189): numbers that the discipline body publishes. Totals only.</summary>
public sealed record DisciplineTotals : LedgerRecord
{
    [Field("类别", Slot = "T1", InList = true, Choices = ["四风", "四气", "损害群众利益", "其他"])]
    public required string Category { get; init; }

    [Field("查处件数", Slot = "N1", Max = 1_000_000, Unit = "件", Total = true, InList = true)]
    public required long Cases { get; init; }

    [Field(
        "党纪政务处分人数",
        Slot = "N2",
        Max = 1_000_000,
        Unit = "人",
        Total = true,
        InList = true
    )]
    public required long Punished { get; init; }

    [Field("组织处理人数", Slot = "N3", Max = 1_000_000, Unit = "人", Total = true, InList = true)]
    public required long Handled { get; init; }
}

internal static class DisciplineNumbers
{
    public static readonly Ledger<DisciplineTotals> Ledger = Ledger<DisciplineTotals>
        .Define("discipline-totals", "作风与群众身边问题统计", "S189")
        .For("纪检监察机关公布的查处数字，只有总数。", "政府办按纪检监察机关的通报登记。")
        .OrganIs("范围", "数字说的是哪个单位；全县的选县政府。")
        .Takes(LineForm.Total)
        .Shows(nameof(LedgerRecord.SourceName), nameof(LedgerRecord.Exactness))
        .Titled(d => $"{d.PeriodName()}{d.Category}")
        .Keyed(
            "同一来源、同一期间、同一类别、同一范围",
            d => [d.SourceName, d.PeriodFrom, d.PeriodTo, d.Category, d.Organ]
        )
        .Proof(EvidenceRule.Optional, "纪检监察机关的通报。")
        .FeedsTotal(
            OversightFigures.Discipline,
            "计查处件数",
            d => d.Cases,
            d => [("类别", d.Category)]
        )
        .FeedsTotal(
            OversightFigures.Punished,
            "计处分人数",
            d => d.Punished,
            d => [("类别", d.Category)]
        )
        .FeedsTotal(
            OversightFigures.Handled,
            "计组织处理人数",
            d => d.Handled,
            d => [("类别", d.Category)]
        )
        .Build();
}

/// <summary>廉政风险 (S191): a risk point of a post and the controls on it, until it is gone.</summary>
public sealed record IntegrityRisk : LedgerRecord
{
    [Field(
        "领域",
        Slot = "T1",
        InList = true,
        Choices = [
            "公共资源交易",
            "政府采购",
            "项目审批",
            "资金分配",
            "行政执法",
            "国资管理",
            "人事",
            "其他",
        ]
    )]
    public required string Field { get; init; }

    [Field("环节", Slot = "T2", MaxLength = 80, InList = true)]
    public required string Process { get; init; }

    [Field(
        "等级",
        Slot = "T3",
        InList = true,
        Help = "岗位的等级，不是人的等级。",
        Choices = ["高", "中", "低"]
    )]
    public required string Level { get; init; }

    [Field("防控措施", MaxLength = 300, LongText = true)]
    public required string Controls { get; init; }

    [Field("责任岗位", Slot = "T4", MaxLength = 60)]
    public required string Post { get; init; }

    [Field("评估日期", Slot = "D1", InList = true)]
    public required DateOnly ReviewedOn { get; init; }

    [Field("下次评估", Slot = "D2", Future = true, InList = true)]
    public required DateOnly NextReviewOn { get; init; }

    [Field("状态", Slot = "T5", InList = true, Choices = ["在控", "整改中", "消除"])]
    public required string Control { get; init; }

    [Field("消除日期", Slot = "D3")]
    [RequiredIf(nameof(Control), "消除")]
    public DateOnly? EndedOn { get; init; }
}

internal static class IntegrityRisks
{
    public static readonly Ledger<IntegrityRisk> Ledger = Ledger<IntegrityRisk>
        .Define("integrity-risk", "廉政风险", "S191")
        .For("权力运行的廉政风险点和防控措施，一个风险点一条，每年重新评估。", "各单位登记。")
        .OrganIs("单位", "风险点在哪个单位。")
        .OnDay(nameof(IntegrityRisk.ReviewedOn))
        .StepByStep()
        .Titled(r => $"{r.Field}：{r.Process}")
        .Keyed("同一单位、同一领域、同一环节", r => [r.Organ, r.Field, r.Process])
        .Must(
            nameof(IntegrityRisk.NextReviewOn),
            r =>
                r.NextReviewOn <= r.ReviewedOn || r.NextReviewOn > r.ReviewedOn.AddMonths(12)
                    ? "下次评估应在本次之后的 12 个月以内。"
                    : null
        )
        .Must(
            nameof(IntegrityRisk.EndedOn),
            r =>
                r.EndedOn < r.ReviewedOn ? "消除日期早于评估日期，请核对。"
                : r.EndedOn is not null && r.Control != "消除" ? "填了消除日期，状态请选“消除”。"
                : null
        )
        .Proof(EvidenceRule.None, "不需要附件。")
        .Owed(
            Rhythm.Yearly,
            o => o.Kind is OrganKind.Department or OrganKind.Township or OrganKind.Subdistrict
        )
        .FeedsStock(
            OversightFigures.Risks,
            "评估之日起到消除之日止，计 1 个",
            r => r.ReviewedOn,
            r => r.EndedOn,
            dimensions: r => [("领域", r.Field), ("等级", r.Level)]
        )
        .Build();
}

/// <summary>公共资源交易与投资监督 (S192): one finding or report.</summary>
public sealed record TradingOversight : LedgerRecord
{
    [Field("项目", Slot = "T1", MaxLength = 120, InList = true)]
    public required string Project { get; init; }

    [Field(
        "领域",
        Slot = "T2",
        InList = true,
        Choices = ["工程招标", "土地矿业权", "政府采购", "国有产权", "政府投资项目"]
    )]
    public required string Field { get; init; }

    [Field(
        "事项",
        Slot = "T3",
        InList = true,
        Help = "发现的问题同时登记到“问题整改”。",
        Choices = ["发现问题", "反馈", "线索移送", "常务会议听取汇报"]
    )]
    public required string Act { get; init; }

    [Field("日期", Slot = "D1", InList = true)]
    public required DateOnly OnDate { get; init; }

    [Field("移送或者汇报的对象", Slot = "T4", MaxLength = 60)]
    [RequiredIf(nameof(Act), "线索移送", "常务会议听取汇报")]
    public string? To { get; init; }
}

internal static class TradingOversights
{
    public static readonly Ledger<TradingOversight> Ledger = Ledger<TradingOversight>
        .Define("trading-oversight", "公共资源交易与投资监督", "S192")
        .For(
            "公共资源交易和政府投资项目的监督：发现、反馈、移送、汇报，一次一条。",
            "发展改革部门、政府办登记。"
        )
        .OrganIs("监督单位", "谁监督的。")
        .OnDay(nameof(TradingOversight.OnDate))
        .Titled(t => $"{t.Act}：{t.Project}")
        .Keyed("同一项目、同一事项、同一天", t => [t.Project, t.Act, t.OnDate])
        .Proof(EvidenceRule.Optional, "发现问题的文书或者会议纪要。")
        .Feeds(
            OversightFigures.TradingProblems,
            "发现问题的，按日期，计 1 个",
            when: t => t.Act == "发现问题",
            dimensions: t => [("领域", t.Field)]
        )
        .Feeds(
            OversightFigures.InvestmentReports,
            "常务会议听取汇报的，按日期，计 1 次",
            when: t => t.Act == "常务会议听取汇报"
        )
        .Build();
}

/// <summary>审计, 纪检 and 督查 figures of these ledgers.</summary>
public static class OversightFigures
{
    public static readonly Figure Audits = Declare.Figure(
        "AuditsCompleted",
        "审计.项目",
        "个",
        Fold.Count,
        "A5",
        "审计项目",
        "完成的审计（调查）项目个数，按出具报告的日期计。",
        by: ["类别"]
    );
    public static readonly Figure Audited = Declare.Figure(
        "UnitsAudited",
        "审计.单位",
        "家",
        Fold.Distinct,
        "A5",
        "审计项目",
        "审计（调查）过的不同单位家数，按出具报告的日期计；与项目数是两个数。",
        by: ["类别"]
    );
    public static readonly Figure Clues = Declare.Figure(
        "AuditCluesTransferred",
        "审计.移送线索",
        "个",
        Fold.Sum,
        "A5",
        "审计项目",
        "审计移送的问题线索个数，按出具报告的日期计。",
        by: ["去向"]
    );
    public static readonly Figure Discipline = Declare.Figure(
        "DisciplineCases",
        "纪检.查处",
        "件",
        Fold.Sum,
        "A5",
        "作风与群众身边问题统计",
        "纪检监察机关公布的查处问题件数，按所属期间计。",
        by: ["类别"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure Punished = Declare.Figure(
        "DisciplinePunished",
        "纪检.处分",
        "人",
        Fold.Sum,
        "A5",
        "作风与群众身边问题统计",
        "纪检监察机关公布的党纪政务处分人数，按所属期间计。",
        by: ["类别"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure Handled = Declare.Figure(
        "DisciplineHandled",
        "纪检.组织处理",
        "人",
        Fold.Sum,
        "A5",
        "作风与群众身边问题统计",
        "纪检监察机关公布的组织处理人数，按所属期间计。",
        by: ["类别"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure Risks = Declare.Figure(
        "IntegrityRisks",
        "推进.廉政风险点",
        "个",
        Fold.AsOf,
        "A5",
        "廉政风险",
        "截至当日还没有消除的廉政风险点个数。",
        by: ["领域", "等级"]
    );
    public static readonly Figure TradingProblems = Declare.Figure(
        "TradingProblems",
        "督查.交易问题",
        "个",
        Fold.Count,
        "A5",
        "公共资源交易与投资监督",
        "公共资源交易和政府投资监督发现的问题个数，按发现日期计。",
        by: ["领域"]
    );
    public static readonly Figure InvestmentReports = Declare.Figure(
        "InvestmentReports",
        "督查.投资汇报",
        "次",
        Fold.Count,
        "A5",
        "公共资源交易与投资监督",
        "常务会议听取公共资源交易、政府投资汇报的次数，按日期计。"
    );

    public static readonly RelationSet Relations = new([
        FigureRelation.Hint(
            [Discipline],
            RelationSign.Equal,
            [Punished, Handled],
            "一件一人时件数等于人数之和；件和人是两个单位，不相等不算错。"
        ) with
        {
            Per = "类别",
        },
        FigureRelation.Expect(
            [FigureTerm.Slice(Clues, "去向=纪检监察")],
            RelationSign.AtMost,
            [Audits],
            "移送的线索一般不多于审计项目，多的请核对。"
        ),
        FigureRelation.Must(
            [ProposalFigures.Replied],
            RelationSign.AtMost,
            [ProposalFigures.Handled],
            "办复的都是交办而没有退办的。"
        ),
        FigureRelation.Must(
            [ProposalFigures.Satisfied],
            RelationSign.AtMost,
            [ProposalFigures.Judged],
            "满意的都有反馈。"
        ),
        FigureRelation.Must(
            [ProposalFigures.Closed],
            RelationSign.AtMost,
            [ProposalFigures.Replied],
            "办结的都已经办复。"
        ),
    ]);
}
