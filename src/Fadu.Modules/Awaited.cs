using Fadu.Core.Figures;
using Fadu.Modules.Litigation;
using Fadu.Modules.Reconsideration;

namespace Fadu.Modules;

/// <summary>
/// Figures of the catalogue that nothing in Fadu counts yet, with what will: until then only totals from outside give them a number. A figure that an area declares takes the place of
/// the one here.
/// </summary>
internal static class Awaited
{
    public static readonly AwaitedFigures Catalogue = new(All());

    private static IReadOnlyList<Figure> All()
    {
        var known = new Dictionary<string, Figure>(StringComparer.Ordinal)
        {
            [ReconsiderationFigures.Received.Code] = ReconsiderationFigures.Received,
            [ReconsiderationFigures.DirectCorrectionRate.Code] =
                ReconsiderationFigures.DirectCorrectionRate,
            [LitigationFigures.Received.Code] = LitigationFigures.Received,
        };
        var all = new List<Figure>();
        Add(
            "DocumentsIssued",
            "文件.制发",
            "件",
            Fold.Count,
            "A2",
            true,
            "规范性文件制定程序",
            "公布的行政规范性文件件数，按公布日期计。",
            by: ["名义", "领域"]
        );
        Add(
            "DocumentReviewRate",
            "文件.审核率",
            "%",
            Fold.Ratio,
            "A2",
            true,
            "规范性文件制定程序",
            "集体审议前有合法结论的件数 ÷ 制发的件数。",
            by: ["名义"]
        );
        Add(
            "DocumentsFiled",
            "文件.报备",
            "件",
            Fold.Distinct,
            "A2",
            true,
            "规范性文件备案",
            "上报备案的不同文件件数，按首次报出日期计；同时报政府和人大的计一件。",
            by: ["接收机关"]
        );
        Add(
            "FilingRate",
            "文件.报备率",
            "%",
            Fold.Ratio,
            "A2",
            true,
            "规范性文件备案",
            "已报备的 ÷ 报备期限落在期间内的文件；也有按当年制发件数作分母的。",
            by: ["接收机关"]
        );
        Add(
            "FilingOnTimeRate",
            "文件.报备及时率",
            "%",
            Fold.Ratio,
            "A2",
            false,
            "规范性文件备案",
            "期限内报备的 ÷ 报备期限落在期间内的文件。",
            by: ["接收机关"]
        );
        Add(
            "FilingsReviewed",
            "文件.备案审查",
            "件",
            Fold.Distinct,
            "A2",
            true,
            "规范性文件备案审查",
            "收到报备并审结的不同文件件数，按审结日期计。",
            by: ["报备机关", "结论"]
        );
        Add(
            "FilingsCorrected",
            "文件.备案纠正",
            "件",
            Fold.Sum,
            "A2",
            false,
            "规范性文件备案审查",
            "备案审查中要求纠正的件数，按审结日期计。",
            by: ["方式"]
        );
        Add(
            "DocumentsInForce",
            "文件.现行有效",
            "件",
            Fold.AsOf,
            "A2",
            false,
            "规范性文件目录",
            "截至当日现行有效的件数。",
            by: ["制定机关"]
        );
        Add(
            "DocumentsCleaned",
            "文件.清理",
            "件",
            Fold.Count,
            "A2",
            true,
            "文件清理",
            "清理中有结论的件数，按决定日期计；不同批次范围不同，不能相加。",
            by: ["批次", "结论", "类别", "涉企", "制定机关", "阶段"]
        );
        Add(
            "CleanupCampaigns",
            "文件.专项清理",
            "个",
            Fold.Distinct,
            "A2",
            true,
            "文件清理",
            "完成的专项清理个数。"
        );
        Add(
            "DocumentConsultations",
            "文件.公开征求意见",
            "件",
            Fold.Count,
            "A2",
            false,
            "规范性文件公开征求意见",
            "公开征求意见的件数，按截止日期计。",
            by: ["渠道"]
        );
        Add(
            "DocumentCommentAdoption",
            "文件.意见采纳率",
            "%",
            Fold.Ratio,
            "A2",
            false,
            "规范性文件公开征求意见",
            "采纳和部分采纳的意见 ÷ 已经答复的意见。"
        );
        Add(
            "DocumentsReviewedInCases",
            "文件.附带审查",
            "件",
            Fold.Distinct,
            "B",
            false,
            "复议、诉讼中的附带审查",
            "复议或者诉讼中被附带审查的不同文件件数，按申请日期计。",
            by: ["结果"]
        );
        Add(
            "CatalogueItems",
            "决策.目录事项",
            "项",
            Fold.AsOf,
            "A3",
            true,
            "重大行政决策事项目录",
            "当年目录中的事项数。",
            by: ["类别", "决策机关"]
        );
        Add(
            "DecisionsMade",
            "决策.作出",
            "件",
            Fold.Count,
            "A3",
            false,
            "重大行政决策程序",
            "集体讨论决定的件数，按决定日期计。",
            by: ["结果"]
        );
        Add(
            "DecisionStepRate",
            "决策.程序履行率",
            "%",
            Fold.Ratio,
            "A3",
            false,
            "重大行政决策程序",
            "履行了某一环节的决策 ÷ 应当履行的决策，按环节分列。",
            by: ["环节"]
        );
        Add(
            "DecisionHearings",
            "决策.听证会",
            "场",
            Fold.Count,
            "A3",
            false,
            "重大行政决策听证",
            "举行的听证会场数，按举行日期计。"
        );
        Add(
            "DecisionComments",
            "决策.公众意见",
            "条",
            Fold.Count,
            "A3",
            false,
            "重大行政决策公众参与",
            "收到的公众意见条数，按收到日期计。",
            by: ["渠道", "采纳"]
        );
        Add(
            "DecisionEvaluations",
            "决策.后评估",
            "件",
            Fold.Count,
            "A3",
            false,
            "重大行政决策后评估",
            "后评估报告件数，按报告日期计。",
            by: ["建议"]
        );
        Add(
            "DecisionsAdjusted",
            "决策.调整中止",
            "件",
            Fold.Count,
            "B",
            false,
            "重大行政决策调整",
            "调整、中止执行的件数，按决定日期计。",
            by: ["种类"]
        );
        Add(
            "DecisionArchiveRate",
            "决策.归档完整率",
            "%",
            Fold.Ratio,
            "A3",
            false,
            "决策过程记录与归档",
            "应有材料齐全的决策 ÷ 公布满三个月的决策。"
        );
        Add(
            "DecisionExecutionRate",
            "决策.执行按期率",
            "%",
            Fold.Ratio,
            "A3",
            false,
            "决策执行跟踪",
            "按期执行的 ÷ 执行中的决策，截至当日。",
            by: ["执行单位"]
        );
        Add(
            "DecisionAccountability",
            "决策.追责",
            "人次",
            Fold.Count,
            "B",
            false,
            "决策责任与倒查",
            "追责的人次，按决定日期计。",
            by: ["方式"]
        );
        Add(
            "PowerItemChanges",
            "权责.调整",
            "项",
            Fold.Count,
            "A1",
            true,
            "事项调整",
            "行政权力事项调整的项数，保留的不计，按决定日期计。",
            by: ["变动", "权力类型", "批次"]
        );
        Add(
            "ApprovalItemsCleared",
            "权责.审批清理",
            "项",
            Fold.Count,
            "A1",
            true,
            "事项调整",
            "行政审批事项取消、下放、合并、改为备案、清理规范的项数。",
            by: ["变动"]
        );
        Add(
            "IntermediaryItemsCleared",
            "权责.中介清理",
            "项",
            Fold.Count,
            "A1",
            true,
            "事项调整",
            "中介服务事项取消、清理规范的项数。",
            by: ["批次"]
        );
        Add(
            "CertificateItemsCleared",
            "权责.证明清理",
            "项",
            Fold.Count,
            "A1",
            false,
            "事项调整",
            "证明事项取消、清理规范的项数。"
        );
        Add(
            "PowerItemsInForce",
            "权责.现行事项",
            "项",
            Fold.AsOf,
            "A1",
            false,
            "权责清单",
            "截至当日在册的行政权力事项数。",
            by: ["权力类型", "单位"]
        );
        Add(
            "ApprovalItemCut",
            "权责.审批压减率",
            "%",
            Fold.Ratio,
            "A1",
            false,
            "政务服务事项目录",
            "比基准日减少的审批事项 ÷ 基准日的审批事项；基准日要写明。",
            by: ["层级"]
        );
        Add(
            "ItemsTransferred",
            "权责.划转事项",
            "项",
            Fold.Count,
            "A1",
            true,
            "事项与编制划转",
            "划转的事项数，按生效日期计。",
            by: ["划入", "文号"]
        );
        Add(
            "TransferSourceOrgans",
            "权责.划转来源部门",
            "个",
            Fold.Distinct,
            "A1",
            true,
            "事项与编制划转",
            "划出事项的不同部门个数，按生效日期计。",
            by: ["划入", "文号"]
        );
        Add(
            "StaffTransferred",
            "权责.划转人员",
            "人",
            Fold.Sum,
            "A1",
            true,
            "事项与编制划转",
            "划转的人员数，按生效日期计。",
            by: ["划入", "文号"]
        );
        Add(
            "EnforcementItemsPublished",
            "权责.执法事项",
            "项",
            Fold.AsOf,
            "A4",
            true,
            "行政执法事项目录",
            "截至当日公布的行政执法事项数。",
            by: ["单位"]
        );
        Add(
            "OrgansWithPublishedItems",
            "权责.公布单位",
            "个",
            Fold.AsOfDistinct,
            "A4",
            true,
            "行政执法事项目录",
            "截至当日公布了执法事项的不同单位个数。",
            by: ["层级"]
        );
        Add(
            "ListsPublished",
            "权责.清单发布",
            "个",
            Fold.Count,
            "A1",
            false,
            "清单公布程序",
            "公布的清单个数，按公布日期计。",
            by: ["清单"]
        );
        Add(
            "DutyDisputes",
            "权责.职责争议",
            "件",
            Fold.Count,
            "A1",
            false,
            "职责争议协调程序",
            "职责争议件数，受理、办结各按自己的日期。",
            by: ["状态"]
        );
        Add(
            "HallZones",
            "服务.大厅专区",
            "个",
            Fold.AsOfDistinct,
            "A1",
            true,
            "政务大厅进驻单位名录",
            "截至当日大厅的不同专区个数。",
            by: ["大厅"]
        );
        Add(
            "HallOrgans",
            "服务.进驻单位",
            "家",
            Fold.AsOfDistinct,
            "A1",
            true,
            "政务大厅进驻单位名录",
            "截至当日进驻大厅的不同单位家数。",
            by: ["大厅"]
        );
        Add(
            "HallStaff",
            "服务.进驻人员",
            "人",
            Fold.AsOf,
            "A1",
            true,
            "政务大厅进驻单位名录",
            "截至当日进驻大厅的人员数。",
            by: ["大厅"]
        );
        Add(
            "ServicesAccepted",
            "服务.受理",
            "件",
            Fold.Sum,
            "A1",
            true,
            "政务大厅运行日报",
            "受理的件数，按日期计，各渠道都计。",
            by: ["渠道", "层级", "单位"]
        );
        Add(
            "ServicesCompleted",
            "服务.办结",
            "件",
            Fold.Sum,
            "A1",
            true,
            "政务大厅运行日报",
            "办结的件数，按日期计。",
            by: ["渠道", "层级", "单位"]
        );
        Add(
            "DailyVisits",
            "服务.日均接待",
            "人次/日",
            Fold.Ratio,
            "A1",
            true,
            "政务大厅运行日报",
            "接待人次 ÷ 有人办事的天数。",
            by: ["大厅"]
        );
        Add(
            "Consultations",
            "服务.咨询人次",
            "人次",
            Fold.Sum,
            "A1",
            true,
            "政务大厅运行日报",
            "咨询人次，按日期计。",
            by: ["大厅"]
        );
        Add(
            "ServiceOnTimeRate",
            "服务.按时办结率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务大厅运行日报",
            "按时办结的 ÷ 办结的。",
            by: ["渠道", "单位"]
        );
        Add(
            "InstantShare",
            "服务.即办占比",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务大厅运行日报",
            "当场办结的 ÷ 办结的。",
            by: ["单位"]
        );
        Add(
            "ServiceSatisfaction",
            "服务.满意率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务服务好差评",
            "基本满意以上的评价 ÷ 已经作出的评价；不作声的不算满意。",
            by: ["单位", "事项", "方式"]
        );
        Add(
            "RatingRate",
            "服务.参评率",
            "%",
            Fold.Ratio,
            "A1",
            false,
            "政务服务好差评",
            "作出评价的 ÷ 办结的。",
            by: ["方式"]
        );
        Add(
            "BadRatings",
            "服务.差评",
            "件",
            Fold.Count,
            "B",
            false,
            "政务服务好差评",
            "不满意以下的评价件数，按评价日期计。",
            by: ["单位"]
        );
        Add(
            "BadRatingContactRate",
            "服务.差评回访率",
            "%",
            Fold.Ratio,
            "A1",
            false,
            "政务服务好差评",
            "期限内回访的实名差评 ÷ 期限落在期间内的实名差评。",
            by: ["单位"]
        );
        Add(
            "BadRatingFixRate",
            "服务.差评整改率",
            "%",
            Fold.Ratio,
            "A1",
            false,
            "政务服务好差评",
            "已经整改的 ÷ 属实或者部分属实的差评。",
            by: ["单位"]
        );
        Add(
            "ItemHallRate",
            "服务.进驻率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务服务事项目录",
            "在大厅办理的事项 ÷ 应当进驻的事项，截至当日。",
            by: ["层级"]
        );
        Add(
            "ItemOnlineRate",
            "服务.网上可办率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务服务事项目录",
            "可以网上申请的 ÷ 在册的依申请事项，截至当日。",
            by: ["层级"]
        );
        Add(
            "ItemFullyOnlineRate",
            "服务.全程网办率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务服务事项目录",
            "不用跑一次的 ÷ 在册的依申请事项，截至当日。",
            by: ["层级"]
        );
        Add(
            "OneWindowShare",
            "服务.一窗比例",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务服务事项目录",
            "一窗受理的事项 ÷ 大厅的事项，截至当日；也有按办件量算的。",
            by: ["层级"]
        );
        Add(
            "ReductionRate",
            "服务.压减率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "审批压减监测",
            "同一批次各事项压减的总量 ÷ 基数的总量；批次不同的不能比。",
            by: ["批次", "维度"]
        );
        Add(
            "ItemsWithinDaysShare",
            "服务.时限内事项占比",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务服务事项目录",
            "承诺时限不超过 n 个工作日的事项 ÷ 全部事项；n 要写明。"
        );
        Add(
            "BundlesLive",
            "服务.一件事",
            "项",
            Fold.AsOf,
            "A1",
            true,
            "“一件事”清单",
            "截至当日运行的“一件事”项数。"
        );
        Add(
            "BundleCases",
            "服务.一件事办件",
            "件",
            Fold.Count,
            "A1",
            true,
            "“一件事”联办程序",
            "办结的“一件事”件数，一件事一件。",
            by: ["一件事"]
        );
        Add(
            "StartUpHours",
            "营商.开办用时",
            "小时",
            Fold.Sum,
            "A1",
            true,
            "企业开办程序",
            "从提交到最后一步的小时数，取第九十百分位；写“全部”时取最长。"
        );
        Add(
            "StartUpOnlineRate",
            "营商.开办网办率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "企业开办程序",
            "网上提交的 ÷ 全部，按受理日期。"
        );
        Add(
            "LicenceRenewalRate",
            "营商.换照率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "登记平台的总数",
            "换发新照的 ÷ 有效的营业执照，截至当日。",
            by: ["主体"]
        );
        Add(
            "PreApprovalCut",
            "营商.前置审批精简率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务服务事项目录",
            "比基准日减少的登记前置审批 ÷ 基准日的前置审批。"
        );
        Add(
            "CertificatesMerged",
            "营商.证照合并数",
            "证",
            Fold.AsOf,
            "A1",
            true,
            "多证合一改革清单",
            "合并到营业执照的证照数，截至当日。"
        );
        Add(
            "EnterpriseQuestionsSettled",
            "营商.企业法律问题",
            "件",
            Fold.Count,
            "A1",
            true,
            "企业法律问题",
            "已经答复或者化解的企业法律问题件数，按答复日期计。",
            by: ["事项", "结果"]
        );
        Add(
            "RankStreak",
            "营商.便利度连续年数",
            "年",
            Fold.Sum,
            "A1",
            true,
            "外部排名",
            "连续处在同一档次的年数，按外部排名逐年登记。"
        );
        Add(
            "GovernmentBreaches",
            "营商.政务失信",
            "件",
            Fold.Count,
            "B",
            false,
            "政务失信",
            "发现的政务失信件数，按发现日期计。",
            by: ["种类"]
        );
        Add(
            "ArrearsRepaidRate",
            "营商.拖欠清偿率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "政务失信",
            "已经清偿的 ÷ 拖欠账款的金额，截至当日。",
            by: ["对方"]
        );
        Add(
            "DoublePublicityRate",
            "营商.双公示及时率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "信用信息双公示",
            "七个工作日内公示的 ÷ 许可和处罚决定。",
            by: ["种类"]
        );
        Add(
            "AreaAssessmentRate",
            "营商.区域评估完成率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "区域评估清单",
            "完成的区域评估 ÷ 计划的，截至当日。",
            by: ["种类"]
        );
        Add(
            "ProjectTimeCut",
            "营商.项目时限压缩率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "审批压减监测",
            "投资项目报建时限压减的总量 ÷ 基数的总量。",
            by: ["基数"]
        );
        Add(
            "ReformCoverage",
            "营商.改革覆盖率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "改革事项清单",
            "已经实行改革的对象 ÷ 应当实行的，截至当日。",
            by: ["改革"]
        );
        Add(
            "ProjectsSubmitted",
            "项目.申报",
            "个",
            Fold.Count,
            "A1",
            true,
            "投资项目审批程序",
            "在线平台申报的项目个数，按申报日期计。",
            by: ["类别"]
        );
        Add(
            "SupervisionItems",
            "监管.事项",
            "项",
            Fold.AsOf,
            "A1",
            true,
            "监管事项目录",
            "截至当日的监管事项数。"
        );
        Add(
            "ClaimingOrgans",
            "监管.认领单位",
            "个",
            Fold.AsOfDistinct,
            "A1",
            true,
            "监管事项目录",
            "认领了监管事项的不同单位个数，截至当日。"
        );
        Add(
            "ItemsClaimed",
            "监管.认领主项",
            "项",
            Fold.AsOf,
            "A1",
            true,
            "监管事项目录",
            "至少一个单位认领的监管主项数，截至当日。",
            by: ["单位"]
        );
        Add(
            "ItemsCovered",
            "监管.主项覆盖",
            "项",
            Fold.AsOf,
            "A1",
            true,
            "监管事项目录",
            "已经录入监管行为的认领主项数，截至当日。",
            by: ["单位"]
        );
        Add(
            "RandomChecks",
            "监管.双随机抽查",
            "次",
            Fold.Count,
            "A1",
            true,
            "双随机抽查程序",
            "双随机抽查任务的次数，按启动日期计。",
            by: ["联合", "部门"]
        );
        Add(
            "FirmsChecked",
            "监管.检查户次",
            "户次",
            Fold.Sum,
            "A1",
            true,
            "双随机抽查程序",
            "检查的户次，按检查日期计；写“户”的要去重。",
            by: ["部门"]
        );
        Add(
            "CheckPublicationRate",
            "监管.抽查公示率",
            "%",
            Fold.Ratio,
            "A1",
            false,
            "双随机抽查程序",
            "按时公示的 ÷ 公示期限落在期间内的抽查结果。",
            by: ["部门"]
        );
        Add(
            "FirmInspections",
            "监管.涉企检查",
            "次",
            Fold.Count,
            "A1",
            true,
            "涉企行政检查程序",
            "对企业的检查次数，按检查日期计；综合查一次计一次。",
            by: ["部门", "方式"]
        );
        Add(
            "InspectionsOverCap",
            "监管.超频次",
            "次",
            Fold.Sum,
            "B",
            false,
            "涉企行政检查程序",
            "超过年度频次上限的检查次数，应当为零。",
            by: ["部门"]
        );
        Add(
            "OffsiteAlerts",
            "监管.预警",
            "条",
            Fold.Count,
            "A1",
            true,
            "非现场监管预警",
            "预警条数，按发出日期计。",
            by: ["平台", "等级", "结果"]
        );
        Add(
            "AlertHitRate",
            "监管.预警查实率",
            "%",
            Fold.Ratio,
            "A1",
            false,
            "非现场监管预警",
            "立案和责令改正的 ÷ 已经核查的预警。",
            by: ["平台"]
        );
        Add(
            "FeeUnitsReported",
            "监管.收费单位报告",
            "个",
            Fold.Count,
            "A1",
            true,
            "收费单位统计报告",
            "已经报送年度收费报告的单位个数。",
            by: ["性质"]
        );
        Add(
            "FeeReturnRate",
            "监管.收费报告完成率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "收费单位统计报告",
            "已经报送的 ÷ 应当报送的收费单位。",
            by: ["性质"]
        );
        Add(
            "OnlineSupervisionCoverage",
            "监管.网络执法覆盖率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "监管事项目录",
            "通过平台监管的事项 ÷ 应当通过平台监管的，截至当日。"
        );
        Add(
            "EnforcementOrgans",
            "执法.主体",
            "个",
            Fold.AsOf,
            "A4",
            true,
            "行政执法主体名录",
            "经确认有行政执法权的机关个数，截至当日。",
            by: ["层级"]
        );
        Add(
            "CertifiedOfficers",
            "执法.持证人员",
            "人",
            Fold.AsOf,
            "A4",
            true,
            "行政执法证件名录",
            "持有效执法证件的人数，截至当日。",
            by: ["单位"]
        );
        Add(
            "CredentialsRenewed",
            "执法.换证",
            "人",
            Fold.Count,
            "A4",
            true,
            "行政执法证件名录",
            "换发证件的人数，按换证日期计。",
            by: ["方式"]
        );
        Add(
            "QualificationExaminees",
            "执法.资格考试",
            "人",
            Fold.Distinct,
            "A4",
            true,
            "执法资格考试程序",
            "参加资格考试的不同人数，按考试日期计。",
            by: ["科目"]
        );
        Add(
            "LicenceActs",
            "执法.许可",
            "件",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政许可的申请、受理、许可、不予许可、撤销件数，各按自己的日期。",
            by: ["栏", "单位"]
        );
        Add(
            "Penalties",
            "执法.处罚",
            "宗",
            Fold.Count,
            "A4",
            true,
            "行政执法数据",
            "行政处罚宗数，按决定日期计；一案几种处罚归最重的一种。",
            by: ["种类", "程序", "单位"]
        );
        Add(
            "FinesAndConfiscations",
            "执法.罚没金额",
            "元",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "罚款和没收的金额，按决定日期计；绝不作考核指标。",
            by: ["单位"]
        );
        Add(
            "CoerciveMeasures",
            "执法.强制措施",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政强制措施宗数，按决定日期计。",
            by: ["种类"]
        );
        Add(
            "CoerciveEnforcements",
            "执法.强制执行",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政强制执行宗数，按完成或者终结日期计。",
            by: ["种类"]
        );
        Add(
            "CourtEnforcementRequests",
            "执法.申请强制执行",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "申请法院强制执行的宗数，按申请日期计。",
            by: ["结果"]
        );
        Add(
            "Levies",
            "执法.征收",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政征收宗数，按决定日期计。",
            by: ["单位"]
        );
        Add(
            "Requisitions",
            "执法.征用",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政征用宗数，按决定日期计。",
            by: ["单位"]
        );
        Add(
            "Inspections",
            "执法.检查",
            "户次",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政检查户次，按检查日期计。",
            by: ["单位", "涉企"]
        );
        Add(
            "Benefits",
            "执法.给付",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政给付宗数，按决定日期计。",
            by: ["单位"]
        );
        Add(
            "Confirmations",
            "执法.确认",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政确认宗数，按决定日期计。",
            by: ["单位"]
        );
        Add(
            "Rewards",
            "执法.奖励",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "行政奖励宗数，按决定日期计。",
            by: ["单位"]
        );
        Add(
            "NoPenaltyDecisions",
            "执法.不予处罚",
            "宗",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "不予处罚、首违不罚、减轻处罚的件数，按决定日期计。",
            by: ["种类"]
        );
        Add(
            "LegalAudits",
            "执法.法制审核",
            "件",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "经法制审核的执法决定件数，按决定日期计。",
            by: ["行为", "结果"]
        );
        Add(
            "CrimeTransfers",
            "执法.移送司法",
            "件",
            Fold.Sum,
            "A4",
            true,
            "行政执法数据",
            "移送司法机关的件数，按移送日期计。",
            by: ["受理"]
        );
        Add(
            "DecisionPublicationRate",
            "执法.公示及时率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "行政执法公示",
            "许可、处罚七个工作日内、其他二十个工作日内公示的 ÷ 到期应公示的决定。",
            by: ["行为"]
        );
        Add(
            "RecordingRate",
            "执法.全程记录率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "执法音像记录",
            "有记录的环节 ÷ 应当记录的环节。",
            by: ["环节"]
        );
        Add(
            "LegalAuditorShare",
            "执法.审核人员占比",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "法制审核人员名录",
            "法制审核人员 ÷ 持证执法人员，不低于百分之五。",
            by: ["单位"]
        );
        Add(
            "EnforcementTeams",
            "执法.队伍",
            "支",
            Fold.AsOf,
            "A4",
            true,
            "执法队伍与装备",
            "截至当日的执法队伍支数。",
            by: ["层级"]
        );
        Add(
            "EnforcementPosts",
            "执法.队伍编制",
            "个",
            Fold.AsOf,
            "A4",
            true,
            "执法队伍与装备",
            "截至当日执法队伍的编制数。",
            by: ["队伍"]
        );
        Add(
            "EnforcementVehicles",
            "执法.执法车辆",
            "辆",
            Fold.AsOf,
            "A4",
            true,
            "执法队伍与装备",
            "截至当日的执法车辆数。",
            by: ["队伍"]
        );
        Add(
            "Recorders",
            "执法.记录仪",
            "套",
            Fold.AsOf,
            "A4",
            true,
            "执法队伍与装备",
            "截至当日的执法记录仪套数。",
            by: ["队伍"]
        );
        Add(
            "TownsWithOneTeam",
            "执法.一支队伍乡镇",
            "个",
            Fold.AsOfDistinct,
            "A4",
            true,
            "执法队伍与装备",
            "截至当日有综合执法队的不同乡镇（街道）个数。"
        );
        Add(
            "RiskPreventionPilots",
            "执法.风险防控试点",
            "个",
            Fold.AsOfDistinct,
            "A4",
            true,
            "行政相对人法律风险防控清单",
            "截至当日开展法律风险防控试点的单位个数。"
        );
        Add(
            "EnforcementProblems",
            "监督.问题",
            "个",
            Fold.Count,
            "A4",
            true,
            "问题整改",
            "行政执法专项整治发现的问题个数，按发现日期计。",
            by: ["类别", "发现方式", "单位"]
        );
        Add(
            "EnforcementProblemsFixedRate",
            "监督.问题整改率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "问题整改",
            "整改完成的 ÷ 发现的减去不属实和转其他途径的。",
            by: ["类别"]
        );
        Add(
            "EnterpriseProblemsFixed",
            "监督.涉企问题整改",
            "条",
            Fold.Count,
            "A4",
            true,
            "问题整改",
            "整改完成的涉企执法问题条数，按销号日期计。",
            by: ["单位"]
        );
        Add(
            "OversightUnits",
            "监督.监督室",
            "个",
            Fold.AsOf,
            "A5",
            true,
            "行政执法主体名录",
            "设有法制审核和执法监督机构的部门个数，截至当日。",
            by: ["层级"]
        );
        Add(
            "FileReviewRounds",
            "监督.评查次数",
            "次",
            Fold.Distinct,
            "A4",
            true,
            "案卷评查",
            "集中、专项、交叉评查的次数。",
            by: ["方式"]
        );
        Add(
            "FilesReviewed",
            "监督.评查案卷",
            "件",
            Fold.Count,
            "A4",
            true,
            "案卷评查",
            "评查的案卷件数，按评查日期计。",
            by: ["方式", "案卷种类", "单位"]
        );
        Add(
            "FilesPassedRate",
            "监督.评查合格率",
            "%",
            Fold.Ratio,
            "A4",
            true,
            "案卷评查",
            "合格以上的 ÷ 评查的案卷。",
            by: ["方式", "单位"]
        );
        Add(
            "FilesExcellentRate",
            "监督.评查优秀率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "案卷评查",
            "优秀的 ÷ 评查的案卷。",
            by: ["方式", "单位"]
        );
        Add(
            "FileReviewFindings",
            "监督.评查意见",
            "条",
            Fold.Sum,
            "A4",
            true,
            "案卷评查",
            "评查提出的意见条数，按评查日期计。",
            by: ["单位"]
        );
        Add(
            "SupervisionNotices",
            "监督.文书",
            "份",
            Fold.Count,
            "A4",
            true,
            "执法监督文书",
            "发出的执法监督文书份数，按发出日期计。",
            by: ["文种", "单位"]
        );
        Add(
            "NoticeReplyRate",
            "监督.文书按期反馈率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "执法监督文书",
            "期限内反馈的 ÷ 反馈期限落在期间内的文书。",
            by: ["文种"]
        );
        Add(
            "NoticeCorrectedRate",
            "监督.文书纠正率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "执法监督文书",
            "已经纠正的 ÷ 反馈期限落在期间内的文书。",
            by: ["文种"]
        );
        Add(
            "CasesSupervised",
            "监督.个案监督",
            "件",
            Fold.Distinct,
            "A4",
            true,
            "执法监督程序",
            "被监督的不同执法案件件数，按立项日期计。",
            by: ["行为种类"]
        );
        Add(
            "ComplaintsHandled",
            "监督.投诉办理",
            "件",
            Fold.Count,
            "A4",
            true,
            "执法投诉举报",
            "答复的投诉举报件数，按答复日期计。",
            by: ["事项", "结果", "涉企"]
        );
        Add(
            "ComplaintOnTimeRate",
            "监督.投诉按期率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "执法投诉举报",
            "期限内答复的 ÷ 答复期限落在期间内的投诉举报。",
            by: ["单位"]
        );
        Add(
            "MajorPenaltiesFiled",
            "监督.重大处罚备案",
            "件",
            Fold.Count,
            "A4",
            true,
            "重大行政处罚备案",
            "备案的重大行政处罚件数，按备案日期计。",
            by: ["层级", "单位"]
        );
        Add(
            "MajorPenaltyFilingRate",
            "监督.重大处罚备案及时率",
            "%",
            Fold.Ratio,
            "A4",
            false,
            "重大行政处罚备案",
            "期限内备案的 ÷ 备案期限落在期间内的。",
            by: ["单位"]
        );
        Add(
            "AccountabilityActs",
            "监督.追责人次",
            "人次",
            Fold.Count,
            "A5",
            true,
            "执法过错责任追究",
            "追究执法过错责任的人次，按决定日期计。",
            by: ["方式"]
        );
        Add(
            "OversightCoverage",
            "监督.覆盖率",
            "%",
            Fold.Ratio,
            "A5",
            true,
            "执法监督体系清单",
            "已经覆盖的地方或者单位 ÷ 全部，按对象分列。",
            by: ["对象"]
        );
        Add(
            "ReconsiderationOnTimeRate",
            "复议.按期率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "期限内审结的 ÷ 审结的。",
            by: ["程序"]
        );
        Add(
            "ReconsiderationFirstChoiceRate",
            "复议.首选率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "法院提供的未经复议一审收案数",
            "复议收到的 ÷（复议收到的 + 未经复议的一审新收）。"
        );
        Add(
            "ReconsiderationSettledRate",
            "复议.化解率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "行政复议程序",
            "审结后六十日内没有起诉的 ÷ 审结满六十日的；不满六十日的待观察。",
            by: ["结果"]
        );
        Add(
            "ReconsideredThenLost",
            "复议.复议后败诉",
            "件",
            Fold.Count,
            "B",
            false,
            "行政复议程序",
            "经复议又起诉并败诉、部分败诉的件数，按裁判日期计。"
        );
        Add(
            "ReconsiderationHearingRate",
            "复议.听证率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "听证的 ÷ 审结的。",
            by: ["程序"]
        );
        Add(
            "ReconsiderationFieldRate",
            "复议.实地调查率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "实地调查的 ÷ 审结的。",
            by: ["程序"]
        );
        Add(
            "ReconsiderationPanelRate",
            "复议.集体讨论率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "集体讨论的 ÷ 审结的。",
            by: ["程序"]
        );
        Add(
            "ReconsiderationCommitteeRate",
            "复议.咨询率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "经复议委员会咨询的 ÷ 应当咨询的四类审结案件。"
        );
        Add(
            "ReconsiderationSimpleShare",
            "复议.简易占比",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "适用简易程序的 ÷ 受理的。"
        );
        Add(
            "ReconsiderationExtendedRate",
            "复议.延期率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "延期的 ÷ 审结的。"
        );
        Add(
            "ReconsiderationMeanDays",
            "复议.平均天数",
            "日",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "从受理到审结的平均天数，中止的天数扣除。",
            by: ["程序"]
        );
        Add(
            "ReconsiderationPublishedRate",
            "复议.公开率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "已经公开的 ÷ 应当公开的决定书。"
        );
        Add(
            "ReconsiderationPerformedRate",
            "复议.履行率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "行政复议程序",
            "已经履行的 ÷ 有履行内容并且到期的，截至当日。",
            by: ["被申请人"]
        );
        Add(
            "ReconsiderationJointMeetings",
            "复议.联席会议",
            "次",
            Fold.Count,
            "A6",
            true,
            "府院联席会议程序",
            "复议、应诉联席会议次数，按召开日期计。"
        );
        Add(
            "FirstInstanceReceived",
            "应诉.一审新收",
            "件",
            Fold.Sum,
            "A5",
            true,
            "法院提供的一审收案数",
            "法院一审新收的行政案件件数；系统外的单位由法院的总数补足。",
            by: ["与复议关系"]
        );
        Add(
            "AppealRate",
            "应诉.上诉率",
            "%",
            Fold.Ratio,
            "A5",
            false,
            "行政应诉程序",
            "上诉的 ÷ 一审判决的案件。",
            by: ["上诉方"]
        );
        Add(
            "SecondInstanceReversed",
            "应诉.二审改判",
            "件",
            Fold.Count,
            "A5",
            false,
            "行政应诉程序",
            "二审改判或者发回重审的件数，按裁判日期计。"
        );
        Add(
            "AnswerOnTimeRate",
            "应诉.答辩按期率",
            "%",
            Fold.Ratio,
            "A5",
            false,
            "行政应诉程序",
            "期限内答辩的 ÷ 答辩期限落在期间内的案件。",
            by: ["被诉机关"]
        );
        Add(
            "MediationAccepted",
            "调解.受理",
            "件",
            Fold.Count,
            "A6",
            true,
            "矛盾纠纷调解",
            "受理的调解件数，按受理日期计。",
            by: ["种类", "类型", "组织", "来源"]
        );
        Add(
            "DisputesFound",
            "调解.排查",
            "件",
            Fold.Sum,
            "A6",
            true,
            "矛盾纠纷调解",
            "排查发现的纠纷件数，按受理日期计；跨台账的一件只计一次。",
            by: ["属地"]
        );
        Add(
            "MediationSucceeded",
            "调解.成功",
            "件",
            Fold.Count,
            "A6",
            true,
            "矛盾纠纷调解",
            "调解成功的件数，按结案日期计。",
            by: ["种类", "类型", "组织"]
        );
        Add(
            "DisputeSettledRate",
            "调解.化解率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "矛盾纠纷调解",
            "以任何方式化解的 ÷ 登记的纠纷。",
            by: ["属地"]
        );
        Add(
            "WrittenAgreements",
            "调解.书面协议",
            "份",
            Fold.Count,
            "A6",
            true,
            "矛盾纠纷调解",
            "书面调解协议份数，按结案日期计。",
            by: ["种类"]
        );
        Add(
            "MediationParties",
            "调解.当事人",
            "人",
            Fold.Sum,
            "A6",
            true,
            "矛盾纠纷调解",
            "当事人数，按受理日期计；一人两件计两次。",
            by: ["种类"]
        );
        Add(
            "MediationAmount",
            "调解.金额",
            "元",
            Fold.Sum,
            "A6",
            true,
            "矛盾纠纷调解",
            "涉及金额，按受理日期计。",
            by: ["种类"]
        );
        Add(
            "JudicialConfirmations",
            "调解.司法确认",
            "件",
            Fold.Count,
            "A6",
            true,
            "矛盾纠纷调解",
            "经司法确认的件数，按确认日期计。",
            by: ["种类"]
        );
        Add(
            "AgreementPerformedRate",
            "调解.履行率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "矛盾纠纷调解",
            "已经履行的 ÷ 应当履行的协议，截至当日。",
            by: ["种类"]
        );
        Add(
            "EscalationsPrevented",
            "调解.防激化",
            "件",
            Fold.Count,
            "A6",
            true,
            "矛盾纠纷调解",
            "防止激化的件数，按结案日期计。",
            by: ["种类"]
        );
        Add(
            "MediationBodies",
            "调解.组织",
            "个",
            Fold.AsOf,
            "A6",
            true,
            "调解组织名录",
            "截至当日的调解组织个数。",
            by: ["类型", "层级"]
        );
        Add(
            "Mediators",
            "调解.调解员",
            "人",
            Fold.AsOfDistinct,
            "A6",
            true,
            "调解员名录",
            "截至当日的不同调解员人数。",
            by: ["专兼职"]
        );
        Add(
            "ArbitrationAccepted",
            "仲裁.立案",
            "件",
            Fold.Count,
            "A6",
            true,
            "劳动人事争议仲裁",
            "立案受理的件数，按受理日期计。",
            by: ["事项"]
        );
        Add(
            "ArbitrationMediated",
            "仲裁.调解",
            "件",
            Fold.Count,
            "A6",
            true,
            "劳动人事争议仲裁",
            "调解结案的件数，按结案日期计。",
            by: ["事项"]
        );
        Add(
            "ArbitrationAwarded",
            "仲裁.裁决",
            "件",
            Fold.Count,
            "A6",
            true,
            "劳动人事争议仲裁",
            "裁决结案的件数，按结案日期计。",
            by: ["事项"]
        );
        Add(
            "ArbitrationAmount",
            "仲裁.金额",
            "元",
            Fold.Sum,
            "A6",
            true,
            "劳动人事争议仲裁",
            "涉案金额，按受理日期计。",
            by: ["事项"]
        );
        Add(
            "ArbitrationMediationRate",
            "仲裁.调解率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "劳动人事争议仲裁",
            "调解结案的 ÷ 结案的。"
        );
        Add(
            "ArbitrationClosingRate",
            "仲裁.结案率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "劳动人事争议仲裁",
            "结案的 ÷（立案 + 期初未结）。"
        );
        Add(
            "AdjudicationAccepted",
            "裁决.受理",
            "件",
            Fold.Count,
            "A6",
            true,
            "行政裁决程序",
            "受理的行政裁决件数，按受理日期计。",
            by: ["事项"]
        );
        Add(
            "AdjudicationClosed",
            "裁决.办结",
            "件",
            Fold.Count,
            "A6",
            true,
            "行政裁决程序",
            "办结的行政裁决件数，按裁决或者调解日期计。",
            by: ["事项", "结果"]
        );
        Add(
            "PetitionsReceived",
            "信访.收到",
            "件次",
            Fold.Count,
            "A6",
            true,
            "信访事项",
            "收到的信访件次，按收到日期计。",
            by: ["形式", "分类", "领域", "初重"]
        );
        Add(
            "PetitionsAccepted",
            "信访.受理",
            "件",
            Fold.Count,
            "A6",
            true,
            "信访事项",
            "受理的件数，按受理日期计。",
            by: ["责任单位"]
        );
        Add(
            "PetitionNoticeRate",
            "信访.及时受理率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "信访事项",
            "十五日内告知的 ÷ 期限落在期间内的。",
            by: ["责任单位"]
        );
        Add(
            "PetitionOnTimeRate",
            "信访.按期办结率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "信访事项",
            "期限内答复的 ÷ 答复期限落在期间内的。",
            by: ["责任单位"]
        );
        Add(
            "PetitionSatisfaction",
            "信访.满意率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "信访事项",
            "满意和基本满意的 ÷ 已经评价的。",
            by: ["对象"]
        );
        Add(
            "PetitionRatingRate",
            "信访.参评率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "信访事项",
            "已经评价的 ÷ 可以评价的。",
            by: ["对象"]
        );
        Add(
            "PetitionRepeatRate",
            "信访.重复率",
            "%",
            Fold.Ratio,
            "B",
            true,
            "信访事项",
            "重复的 ÷ 收到的。",
            by: ["领域"]
        );
        Add(
            "PetitionSettledRate",
            "信访.化解率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "信访事项",
            "信访人认可化解的 ÷ 初次信访。",
            by: ["领域"]
        );
        Add(
            "PetitionRoutedRate",
            "信访.导入率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "信访事项",
            "导入法定途径的 ÷ 申诉求决类。",
            by: ["途径"]
        );
        Add(
            "LeaderReceptions",
            "信访.领导接访",
            "批次",
            Fold.Sum,
            "A6",
            true,
            "领导接访包案",
            "领导接访的批次，按日期计。",
            by: ["形式"]
        );
        Add(
            "LeaderCaseSettledRate",
            "信访.包案化解率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "领导接访包案",
            "化解的 ÷ 包案的，截至当日。"
        );
        Add(
            "DemandsReceived",
            "诉求.受理",
            "件",
            Fold.Count,
            "A6",
            true,
            "热线与诉求",
            "受理的诉求件数，合并的不重复计。",
            by: ["渠道", "性质", "领域"]
        );
        Add(
            "DemandsSolved",
            "诉求.解决",
            "件",
            Fold.Count,
            "A6",
            true,
            "热线与诉求",
            "已经解决的诉求件数，按办结日期计；跨平台的一件只计一次。",
            by: ["渠道"]
        );
        Add(
            "DemandOnTimeRate",
            "诉求.办结率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "热线与诉求",
            "期限内办结的 ÷ 办结期限落在期间内的。",
            by: ["单位"]
        );
        Add(
            "DemandSolvedRate",
            "诉求.解决率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "热线与诉求",
            "已经解决的 ÷ 已经办结的。",
            by: ["单位"]
        );
        Add(
            "DemandSatisfaction",
            "诉求.满意率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "热线与诉求",
            "满意和基本满意的 ÷ 已经评价的。",
            by: ["单位"]
        );
        Add(
            "LegacyRegistered",
            "遗留.登记",
            "件",
            Fold.AsOf,
            "A6",
            true,
            "历史遗留问题",
            "截至当日登记的历史遗留问题件数。",
            by: ["种类"]
        );
        Add(
            "LegacySettled",
            "遗留.化解",
            "件",
            Fold.Count,
            "A6",
            true,
            "历史遗留问题",
            "化解的历史遗留问题件数，按销号日期计。",
            by: ["种类"]
        );
        Add(
            "MoneySaved",
            "遗留.节省资金",
            "元",
            Fold.Sum,
            "A6",
            true,
            "历史遗留问题",
            "节省的资金，附有算法的才计。"
        );
        Add(
            "CounselAppointed",
            "法服.法律顾问",
            "名",
            Fold.AsOfDistinct,
            "A3",
            true,
            "法律顾问名录",
            "截至当日在聘的不同法律顾问人数。",
            by: ["聘任主体"]
        );
        Add(
            "OrgansWithPublicLawyers",
            "法服.公职律师单位",
            "个",
            Fold.AsOfDistinct,
            "A3",
            true,
            "公职律师名录",
            "截至当日有公职律师服务的不同单位个数。"
        );
        Add(
            "LegalServicePlatforms",
            "法服.平台",
            "个",
            Fold.AsOf,
            "A6",
            true,
            "公共法律服务平台名录",
            "截至当日的公共法律服务平台个数。",
            by: ["层级"]
        );
        Add(
            "PlatformCoverage",
            "法服.平台建成率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "公共法律服务平台名录",
            "已经建有平台的地方 ÷ 应当建的地方，截至当日。",
            by: ["层级"]
        );
        Add(
            "LegalAidApplications",
            "援助.申请",
            "件",
            Fold.Count,
            "A6",
            true,
            "法律援助程序",
            "法律援助申请件数，按申请日期计。",
            by: ["来源", "专题期间"]
        );
        Add(
            "LegalAidCases",
            "援助.办案",
            "件",
            Fold.Count,
            "A6",
            true,
            "法律援助程序",
            "法律援助案件件数，按指派日期计；也有按结案日期的。",
            by: ["类别", "来源", "专题期间"]
        );
        Add(
            "LegalAidPleaCases",
            "援助.认罪认罚",
            "件",
            Fold.Count,
            "A6",
            true,
            "法律援助程序",
            "值班律师认罪认罚法律帮助件数，按办理日期计；不算法律援助案件。"
        );
        Add(
            "LegalAidBenefit",
            "援助.经济利益",
            "元",
            Fold.Sum,
            "A6",
            true,
            "法律援助程序",
            "为受援人取得利益、避免损失的金额，按结案日期计。"
        );
        Add(
            "LegalAidOnTimeRate",
            "援助.按期率",
            "%",
            Fold.Ratio,
            "A6",
            false,
            "法律援助程序",
            "七日内作出决定的 ÷ 期限落在期间内的申请。"
        );
        Add(
            "AppUsers",
            "普法.小程序用户",
            "人",
            Fold.AsOf,
            "A8",
            true,
            "普法小程序运营数据",
            "截至当日的注册用户数。"
        );
        Add(
            "AppHours",
            "普法.小程序时长",
            "小时",
            Fold.AsOf,
            "A8",
            true,
            "普法小程序运营数据",
            "截至当日累计的学习小时数。"
        );
        Add(
            "AppCertificates",
            "普法.小程序证书",
            "本",
            Fold.AsOf,
            "A8",
            true,
            "普法小程序运营数据",
            "截至当日累计发放的证书数。"
        );
        Add(
            "LegalAwareCertified",
            "普法.认证",
            "个",
            Fold.AsOf,
            "A8",
            true,
            "示范户、示范村、示范企业名录",
            "截至当日培育认证的数，人、户、村、企业分列，不能相加。",
            by: ["对象", "级别"]
        );
        Add(
            "PublicityDutyReviews",
            "普法.履职评议",
            "个",
            Fold.Count,
            "A8",
            false,
            "普法责任制评议程序",
            "履行普法责任被评议的单位个数，按评议日期计。"
        );
        Add(
            "StudyPlanRate",
            "学法.计划完成率",
            "%",
            Fold.Ratio,
            "A8",
            false,
            "年度学法计划",
            "已经完成的 ÷ 应当完成的计划项。",
            by: ["主体"]
        );
        Add(
            "LawExams",
            "学法.考法",
            "人次",
            Fold.Count,
            "A8",
            true,
            "考法程序",
            "参加考法的人次，按考试日期计。",
            by: ["对象"]
        );
        Add(
            "PreAppointmentTests",
            "学法.任前测试",
            "人次",
            Fold.Count,
            "A8",
            true,
            "任前法律知识测试程序",
            "参加任前测试的人次，按测试日期计。",
            by: ["层级"]
        );
        Add(
            "HoursPerOfficer",
            "培训.人均学时",
            "学时",
            Fold.Ratio,
            "A4",
            false,
            "执法人员学时",
            "学时之和 ÷ 期末持证执法人员。",
            by: ["单位"]
        );
        Add(
            "HoursReachedRate",
            "培训.达标率",
            "%",
            Fold.Ratio,
            "A4",
            true,
            "执法人员学时",
            "全年学时达到六十的 ÷ 全年持证的执法人员；不满一年的按月折算。",
            by: ["单位"]
        );
        Add(
            "HeadsOffDutyTraining",
            "培训.负责人脱产率",
            "%",
            Fold.Ratio,
            "A8",
            true,
            "执法人员学时",
            "任期内脱产培训过的执法部门负责人 ÷ 全部执法部门负责人。"
        );
        Add(
            "PlansInForce",
            "应急.预案",
            "件",
            Fold.AsOf,
            "A7",
            true,
            "应急预案目录",
            "截至当日有效的应急预案件数。",
            by: ["层级", "种类"]
        );
        Add(
            "PlanFilingRate",
            "应急.预案备案及时率",
            "%",
            Fold.Ratio,
            "A7",
            false,
            "应急预案备案程序",
            "二十个工作日内备案的 ÷ 期限落在期间内的。"
        );
        Add(
            "PlanEvaluationRate",
            "应急.预案评估率",
            "%",
            Fold.Ratio,
            "A7",
            false,
            "应急预案目录",
            "三年内评估过的 ÷ 有效的预案，截至当日。"
        );
        Add(
            "DrillPlanRate",
            "应急.演练计划完成率",
            "%",
            Fold.Ratio,
            "A7",
            false,
            "年度演练计划",
            "已经演练的 ÷ 应当演练的计划项。"
        );
        Add(
            "PlanDrilledRate",
            "应急.预案演练率",
            "%",
            Fold.Ratio,
            "A7",
            false,
            "应急预案目录",
            "周期内演练过的 ÷ 有效的预案，截至当日。",
            by: ["种类"]
        );
        Add(
            "RescueForces",
            "应急.社会力量",
            "支",
            Fold.AsOf,
            "A7",
            true,
            "应急救援力量名录",
            "截至当日登记的社会应急力量支数。",
            by: ["级别"]
        );
        Add(
            "InformationPublished",
            "公开.主动公开",
            "条",
            Fold.Count,
            "A5",
            true,
            "政府信息公开目录",
            "主动公开的条数，按公开日期计。",
            by: ["栏目", "单位"]
        );
        Add(
            "PublicationOnTimeRate",
            "公开.公开及时率",
            "%",
            Fold.Ratio,
            "A5",
            false,
            "政府信息公开目录",
            "二十个工作日内公开的 ÷ 期限落在期间内的。",
            by: ["单位"]
        );
        Add(
            "StatutoryPublicationRate",
            "公开.法定公开率",
            "%",
            Fold.Ratio,
            "A5",
            true,
            "法定主动公开目录",
            "已经公开的 ÷ 适用的法定公开项目，截至当日。",
            by: ["单位", "层级"]
        );
        Add(
            "InformationRequests",
            "公开.申请收到",
            "件",
            Fold.Count,
            "A5",
            true,
            "依申请公开程序",
            "收到的信息公开申请件数，按收到日期计。",
            by: ["申请人", "渠道"]
        );
        Add(
            "RequestsAnswered",
            "公开.申请办结",
            "件",
            Fold.Count,
            "A5",
            true,
            "依申请公开程序",
            "办结的信息公开申请件数，按答复日期计。",
            by: ["答复类型"]
        );
        Add(
            "RequestOnTimeRate",
            "公开.申请按期率",
            "%",
            Fold.Ratio,
            "A5",
            true,
            "依申请公开程序",
            "期限内答复的 ÷ 答复期限落在期间内的申请。",
            by: ["单位"]
        );
        Add(
            "RequestsCorrected",
            "公开.申请被纠正",
            "件",
            Fold.Count,
            "B",
            true,
            "依申请公开程序",
            "答复在复议、诉讼中被纠正的件数，按决定日期计。",
            by: ["途径"]
        );
        Add(
            "PolicyAwareness",
            "公开.政策知晓率",
            "%",
            Fold.Ratio,
            "A5",
            true,
            "外部调查",
            "调查得出的政策知晓率，要有样本数。"
        );
        Add(
            "OnlineQuestions",
            "公开.网络问政",
            "件",
            Fold.Count,
            "A5",
            true,
            "网络问政程序",
            "答复的网络问政件数，按答复日期计。"
        );
        Add(
            "OnlineHallCoverage",
            "公开.三级网上覆盖率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "网上政务服务站点名录",
            "有网上站点的村、乡镇、县 ÷ 全部，截至当日。",
            by: ["层级"]
        );
        Add(
            "CloudRate",
            "公开.系统上云率",
            "%",
            Fold.Ratio,
            "A9",
            true,
            "政务信息系统名录",
            "已经上云的 ÷ 应当上云的非涉密系统，截至当日。"
        );
        Add(
            "ExtranetCoverage",
            "公开.外网接入率",
            "%",
            Fold.Ratio,
            "A9",
            true,
            "政务外网接入名录",
            "已经接入政务外网的 ÷ 全部单位，截至当日。",
            by: ["层级"]
        );
        Add(
            "ReportSubmissionRate",
            "推进.年报报送率",
            "%",
            Fold.Ratio,
            "A9",
            true,
            "年度报告报送",
            "三月一日前报送年度报告的 ÷ 应当报送的单位。",
            by: ["层级"]
        );
        Add(
            "ReportPublicationRate",
            "推进.年报公开率",
            "%",
            Fold.Ratio,
            "A9",
            true,
            "年度报告公开",
            "四月一日前公开年度报告的 ÷ 应当公开的单位。",
            by: ["层级"]
        );
        Add(
            "DemonstrationProjects",
            "推进.示范项目",
            "个",
            Fold.Count,
            "A9",
            true,
            "示范创建程序",
            "命名的法治政府建设示范项目个数，按命名日期计。",
            by: ["级别"]
        );
        Add(
            "InspectionCoverage",
            "督察.覆盖率",
            "%",
            Fold.Ratio,
            "A9",
            true,
            "应督察单位名单",
            "计划开始以来督察过的不同单位 ÷ 应当督察的单位。",
            by: ["层级"]
        );
        Add(
            "AuditFixedRate",
            "审计.整改率",
            "%",
            Fold.Ratio,
            "A5",
            true,
            "问题整改",
            "整改完成的 ÷ 到期应当整改的审计问题。",
            by: ["类别"]
        );
        Add(
            "GovernmentInspections",
            "督查.事项",
            "项",
            Fold.Count,
            "A5",
            true,
            "政府督查程序",
            "立项的督查事项数，按立项日期计。",
            by: ["形式"]
        );
        Add(
            "GovernmentInspectionFixedRate",
            "督查.整改率",
            "%",
            Fold.Ratio,
            "A5",
            true,
            "问题整改",
            "整改完成的 ÷ 政府督查发现应当整改的问题。"
        );
        Add(
            "ServicesCompletedGrowth",
            "服务.办结增长率",
            "%",
            Fold.Growth,
            "A1",
            true,
            "政务大厅运行日报",
            "办结件数比上年同期增长的百分比。",
            of: "ServicesCompleted",
            by: ["层级"]
        );
        Add(
            "ItemCoverage",
            "监管.主项覆盖率",
            "%",
            Fold.Ratio,
            "A1",
            true,
            "监管事项目录",
            "有监管行为的主项 ÷ 认领的主项。",
            above: "ItemsCovered",
            below: "ItemsClaimed",
            by: ["单位"]
        );
        Add(
            "ReconsiderationReceivedGrowth",
            "复议.收到增长率",
            "%",
            Fold.Growth,
            "A6",
            true,
            "复议统计",
            "复议.收到比上年同期增长的百分比。",
            of: "ReconsiderationReceived"
        );
        Add(
            "ReconsiderationCorrectionChange",
            "复议.纠错率变化",
            "百分点",
            Fold.Points,
            "A6",
            true,
            "复议统计",
            "直接纠错率比上年同期上升或者下降的百分点，不写成百分比。",
            of: "ReconsiderationDirectCorrectionRate"
        );
        Add(
            "ReconsiderationToLitigation",
            "复议.诉讼比",
            "倍",
            Fold.Ratio,
            "A6",
            true,
            "法院提供的一审收案数",
            "复议收到的件数 ÷ 一审新收行政诉讼件数，单位是倍。",
            above: "ReconsiderationReceived",
            below: "FirstInstanceReceived"
        );
        Add(
            "LitigationGrowth",
            "应诉.应诉增长率",
            "%",
            Fold.Growth,
            "A5",
            true,
            "应诉统计",
            "应诉.新收比上年同期增长的百分比。",
            of: "LitigationReceived"
        );
        Add(
            "MediationSuccessRate",
            "调解.成功率",
            "%",
            Fold.Ratio,
            "A6",
            true,
            "矛盾纠纷调解",
            "成功 ÷ 受理；也有按成功与不成之和作分母的。",
            above: "MediationSucceeded",
            below: "MediationAccepted",
            by: ["种类", "组织"]
        );
        Add(
            "PublicLawyerCoverage",
            "法服.公职律师覆盖率",
            "%",
            Fold.Ratio,
            "A3",
            true,
            "公职律师名录",
            "有公职律师服务的单位 ÷ 有行政执法权的机关。",
            above: "OrgansWithPublicLawyers",
            below: "EnforcementOrgans"
        );
        return all;

        void Add(
            string code,
            string name,
            string unit,
            Fold fold,
            string section,
            bool totals,
            string awaits,
            string definition,
            string? above = null,
            string? below = null,
            string? of = null,
            string[]? by = null
        )
        {
            var figure = new Figure(code, name, unit, fold, definition)
            {
                Section = section,
                AcceptsTotals = totals,
                CountedFrom = awaits,
                Awaits = above is null && of is null ? awaits : null,
                Dimensions = by ?? [],
                Numerator = above is null ? null : known[above],
                Denominator = below is null ? null : known[below],
                Base = of is null ? null : known[of],
                Scale = fold == Fold.Points ? 2 : 0,
                WhenEmpty = fold == Fold.Ratio ? "分母为零" : "尚无来源",
            };
            known[code] = figure;
            all.Add(figure);
        }
    }
}
