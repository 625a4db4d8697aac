using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Publications;
using Fadu.Core.Registers;

namespace Fadu.Modules.Decisions;

/// <summary>One entry of 重大行政决策事项年度目录 (blocks/registers.md, S016).</summary>
public sealed record DecisionCatalogueItem : RegisterRecord
{
    [Field("年度", Min = 2000, Max = 2100, Slot = "N1", InList = true)]
    public required long Year { get; init; }

    [Field("决策事项", MaxLength = 150)]
    public required string ItemName { get; init; }

    [Field(
        "事项类别",
        Choices = [
            "公共政策和措施",
            "重要规划",
            "资源开发保护",
            "重大公共建设项目",
            "其他重大事项",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string SubjectKind { get; init; }

    [Field("决策机关", Slot = "G1")]
    public required Guid DecidingOrgan { get; init; }

    [Field("承办单位", Slot = "G2", InList = true)]
    public required Guid LeadOrgan { get; init; }

    [Field("配合部门")]
    public IReadOnlyList<Guid>? CoOrgans { get; init; }

    [Field("工作目标", MaxLength = 500, LongText = true)]
    public required string Objective { get; init; }

    [Field("完成时限", Future = true, Slot = "D1", InList = true)]
    public required DateOnly DueOn { get; init; }

    [Field(
        "拟履行程序",
        Help = "合法性审查和集体讨论每项都要走。",
        Choices = [
            "公众参与",
            "听证",
            "专家论证",
            "风险评估",
            "公平竞争审查",
            "合法性审查",
            "集体讨论",
        ]
    )]
    public required IReadOnlyList<string> Steps { get; init; }

    [Field(
        "党委同意文号",
        Help = "目录经同级党委同意后向社会公布（重大行政决策程序暂行条例第三条第三款）。",
        MaxLength = 60
    )]
    public required string PartyConsent { get; init; }

    internal const string Started = "已启动";

    [Field(
        "办理进度",
        Help = "在本系统办理决策程序的，由程序随办随写。",
        Choices = [
            Started,
            "征求意见",
            "合法性审查",
            "已决定",
            "已公布",
            "暂缓",
            "未通过",
            "终止",
            "执行完毕",
        ],
        Slot = "T3",
        InList = true
    )]
    public string? Standing { get; init; }

    [Field(
        "年终结果",
        Help = "年终填写。",
        Choices = ["完成", "结转", "调整", "撤销"],
        Slot = "T2"
    )]
    public string? YearEnd { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record DecisionCatalogueItemDropInput
{
    [Field("调出理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record DecisionCatalogueItemCarryInput
{
    [Field("转入年度", Min = 2000, Max = 2100)]
    public required long Into { get; init; }
}

/// <summary>重大行政决策事项年度目录 (S016).</summary>
public static class DecisionCatalogueItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "decision-catalogue";

    /// <summary>决策.目录事项.</summary>
    public static readonly Figure Standing = new(
        "CatalogueItems",
        "决策.目录事项",
        "项",
        Fold.AsOf,
        "截至期末列入重大行政决策事项年度目录的项数，调出的不计。"
    )
    {
        CountedFrom = "重大行政决策事项年度目录",
        Dimensions = ["类别", "决策机关"],
        Section = "A3",
        AcceptsTotals = true,
    };

    public static readonly Register<DecisionCatalogueItem> Register =
        Register<DecisionCatalogueItem>
            .Define(Key, "重大行政决策事项年度目录", "S016")
            .For(
                "每年哪些重大行政决策要做、由谁承办、走哪些程序、办到哪一步；办理决策从这里开始。",
                "县司法局会同县政府办公室维护。"
            )
            .InForceMeans("列入年度目录的期间")
            .Titled(i => i.ItemName, i => $"{i.Year} {i.ItemName}")
            .Keyed("年度、事项名称", i => [i.Year, i.ItemName])
            .Changes("list", "列入", ChangeEffect.Add)
            .Changes("supplement", "增补", ChangeEffect.Add)
            .Changes("adjust", "调整", ChangeEffect.Change)
            .Changes<DecisionCatalogueItemDropInput>("drop", "调出", ChangeEffect.End)
            .Changes<DecisionCatalogueItemCarryInput>("carry", "结转", ChangeEffect.End)
            // 重大行政决策程序暂行条例第二十五条、第三十条: 未经合法性审查、集体讨论的，不得决策
            .Must(
                "steps",
                i =>
                    i.Steps.Contains("合法性审查") && i.Steps.Contains("集体讨论")
                        ? null
                        : "合法性审查和集体讨论是每项决策都要走的程序（重大行政决策程序暂行条例第二十五条、第三十条），请选上。"
            )
            .Must(
                "dueOn",
                i =>
                    i.DueOn.Year > i.Year && i.YearEnd != "结转"
                        ? "完成时限在目录年度以后，年终应当结转。"
                        : null
            )
            .ApprovedBy("县政府审定", OrganKind.Government)
            .SplitBy(["类别"], i => [("类别", i.SubjectKind)])
            // 重大行政决策程序暂行条例第三条第三款: 目录经同级党委同意后向社会公布
            .OnPortal(
                "decision-catalogue",
                "每年的重大行政决策：做什么、谁承办、什么时候完成。",
                "subjectKind",
                ["year", "decidingOrgan", "leadOrgan", "objective", "dueOn", "steps", "yearEnd"],
                live: new PortalStanding("standing", MajorDecisions.Key)
            )
            // 法治政府建设实施纲要（2021—2025年）asks for the yearly catalogue and names no day; the provinces do, mostly the end of April (blocks/procedures.md, L/M): a setting.
            .PublicByEachYear(
                "year",
                4,
                30,
                "重大行政决策程序暂行条例第三条第三款；期限由各省规定，通常为4月30日，可以设定"
            )
            .CountedIn("A3", Standing)
            .Build();
}
