using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Decisions;

/// <summary>The stages of a decision, as its papers and its responsibilities name them.</summary>
internal static class DecisionStages
{
    public const string Initiation = "启动";
    public const string Draft = "草案";
    public const string Consultation = "协商";
    public const string Participation = "公众参与";
    public const string Hearing = "听证";
    public const string Experts = "专家论证";
    public const string Risk = "风险评估";
    public const string Competition = "公平竞争审查";
    public const string Legality = "合法性审查";
    public const string Deliberation = "集体讨论";
    public const string Request = "请示报告";
    public const string Publication = "公布";
    public const string Execution = "执行";
    public const string Evaluation = "后评估";
    public const string Adjustment = "调整";
}

/// <summary>决策 figures that the archive list feeds.</summary>
public static class DecisionRecordFigures
{
    private static readonly FigureSet Set = new("决策过程记录与归档", "A3", false);

    public static readonly Figure Required = Set.Sum(
        "DecisionPapersRequired",
        "决策.应归档材料",
        "份",
        "决策各环节必备的材料份数，按公布满三个月之日计；是归档完整率的分母。",
        "环节"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure Archived = Set.Sum(
        "DecisionPapersArchived",
        "决策.已归档材料",
        "份",
        "必备材料中已经归档的份数，按公布满三个月之日计。",
        "环节"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure ArchiveRate = Set.Rate(
        "DecisionArchiveRate",
        "决策.归档完整率",
        "公布满三个月的决策，必备材料中已经归档的所占比例。",
        Archived,
        Required,
        "没有公布满三个月的决策"
    );
}

/// <summary>决策过程记录与归档 (S021): one paper of one decision.</summary>
public sealed record DecisionRecord : LedgerRecord
{
    [Field("决策事项", Slot = "T1", InList = true, Help = "写决策的全称，同一决策每次写法一致。")]
    public required string Decision { get; init; }

    [Field(
        "环节",
        Slot = "T2",
        InList = true,
        Choices = [
            DecisionStages.Initiation,
            DecisionStages.Draft,
            DecisionStages.Consultation,
            DecisionStages.Participation,
            DecisionStages.Hearing,
            DecisionStages.Experts,
            DecisionStages.Risk,
            DecisionStages.Competition,
            DecisionStages.Legality,
            DecisionStages.Deliberation,
            DecisionStages.Request,
            DecisionStages.Publication,
            DecisionStages.Execution,
            DecisionStages.Evaluation,
            DecisionStages.Adjustment,
        ]
    )]
    public required string Stage { get; init; }

    [Field("材料名称", Slot = "T3", MaxLength = 150, InList = true)]
    public required string Paper { get; init; }

    [Field("必备", Slot = "N1", Help = "这一环节依法必须形成的材料。")]
    public required bool IsRequired { get; init; }

    [Field("形成日期", Slot = "D1", InList = true)]
    public required DateOnly MadeOn { get; init; }

    [Field("决策公布日期", Slot = "D2", Help = "决策公布以后续填。")]
    public DateOnly? PublishedOn { get; init; }

    [Field("归档日期", Slot = "D3", InList = true)]
    public DateOnly? ArchivedOn { get; init; }

    [Field("保管期限", Slot = "T4", Choices = ["永久", "30年", "10年"])]
    public required string Retention { get; init; }
}

internal static class DecisionRecords
{
    public static readonly Ledger<DecisionRecord> Ledger = Ledger<DecisionRecord>
        .Define("decision-record", "决策过程记录与归档", "S021")
        .For(
            "一项重大行政决策从启动到公布、执行形成的材料，一份登记一条，缺哪一份一看便知。",
            "决策承办单位登记在本系统以外作出的决策；在本系统办理的，归档由程序核对和统计，不在这里登记。"
        )
        .OrganIs("承办单位", "决策承办单位。")
        .OnDay(nameof(DecisionRecord.MadeOn))
        .StepByStep()
        .Titled(r => $"{r.Paper}（{r.Stage}）")
        .Keyed("同一决策、同一环节、同一材料名称", r => [r.Decision, r.Stage, r.Paper])
        .Must(
            nameof(DecisionRecord.ArchivedOn),
            r => r.ArchivedOn < r.MadeOn ? "归档日期早于形成日期，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "材料本身；已在本系统的不重复上传。")
        .Feeds(
            DecisionRecordFigures.Required,
            "必备的，公布满三个月之日，计 1 份",
            when: r => r.IsRequired,
            by: r => r.PublishedOn?.AddMonths(3),
            dimensions: Stage
        )
        .Feeds(
            DecisionRecordFigures.Archived,
            "必备并已归档的，公布满三个月之日，计 1 份",
            when: r => r.IsRequired && r.ArchivedOn is not null,
            by: r => r.PublishedOn?.AddMonths(3),
            dimensions: Stage
        )
        .Build();

    private static IEnumerable<(string, string?)> Stage(DecisionRecord r) => [("环节", r.Stage)];
}
