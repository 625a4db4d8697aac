using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Fadu.Core.Consultations;
using Fadu.Core.Draws;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Decisions;

/// <summary>What is asked when a major decision is proposed: whether it is one at all, and which steps it must take.</summary>
public sealed record MajorDecisionFacts
{
    public const string County = "县政府";
    public const string Department = "县政府部门";
    public const string Township = "乡镇政府";
    public const string NoneOfThem = "都不属于";

    [Field("名称", Help = "决策事项的全称。", InList = true)]
    public required string Title { get; init; }

    // 重大行政决策程序暂行条例第三条第一款: the five kinds.
    [Field(
        "事项类别",
        Help = "对照条例第三条第一款的五项选择。",
        Choices = [
            "公共政策和措施",
            "重要规划",
            "资源开发保护",
            "重大公共建设项目",
            "其他重大事项",
            NoneOfThem,
        ],
        Slot = "T1",
        InList = true
    )]
    public required string Category { get; init; }

    // 第三条第二款: what is not covered.
    [Field("属于财政政策、货币政策等宏观调控决策")]
    public required bool IsMacroControl { get; init; }

    [Field("属于政府立法决策")]
    public required bool IsLegislation { get; init; }

    [Field("属于突发事件应急处置决策")]
    public required bool IsEmergency { get; init; }

    [Field("法律、行政法规对决策程序另有规定")]
    public required bool HasOtherProcedure { get; init; }

    [Field(
        "年度目录条目",
        Help = "列入当年重大行政决策事项年度目录的，选那一项。",
        Register = DecisionCatalogueItems.Key,
        Slot = "G1"
    )]
    public RegisterReference<DecisionCatalogueItem>? CatalogueItem { get; init; }

    [Field(
        "决策机关",
        Help = "部门和乡镇参照条例执行（第四十二条）。",
        Choices = [County, Department, Township],
        Slot = "T2"
    )]
    public required string DecidedBy { get; init; }

    [Field("其他承办单位")]
    public IReadOnlyList<Guid>? CoUnits { get; init; }

    [Field("涉及职责的部门和下级政府", Help = "应当与其协商；都不涉及的不选。")]
    public IReadOnlyList<Guid> InvolvesUnits { get; init; } = [];

    [Field("直接涉及切身利益或者存在较大分歧")]
    public required bool VitalInterests { get; init; }

    [Field("法律、法规、规章规定应当听证")]
    public required bool HearingRequired { get; init; }

    [Field("应当听证的依据")]
    [RequiredIf(nameof(HearingRequired), "是")]
    public string? HearingLaw { get; init; }

    [Field("没有规定，决定召开听证会")]
    public bool? HearingPlanned { get; init; }

    [Field("专业性、技术性较强")]
    public required bool Technical { get; init; }

    [Field("可能对社会稳定、公共安全等造成不利影响")]
    public required bool RiskPossible { get; init; }

    [Field("按有关规定已经作过的风险评价、评估", Help = "写明文件名称、日期；没有的不填。")]
    public string? RiskAssessed { get; init; }

    [Field("涉及市场主体经济活动")]
    public required bool MarketSubjects { get; init; }

    [Field("涉及社会公众利益", Help = "公平竞争审查时应当听取社会公众意见。")]
    public bool? AffectsPublic { get; init; }

    [Field("涉及的特定群体", Help = "一行一个。", LongText = true)]
    public IReadOnlyList<string>? Groups { get; init; }

    [Field("依法不予公开")]
    public required bool NotPublic { get; init; }

    [Field("不予公开的依据", Help = "写到条。")]
    [RequiredIf(nameof(NotPublic), "是")]
    public string? NotPublicLaw { get; init; }

    [Field("须报本级人大及其常委会讨论决定或者报告")]
    public bool? NeedsCongress { get; init; }

    [Field("探索性改革", Help = "国家尚无明确规定的探索性改革决策事项。")]
    public bool? Exploratory { get; init; }

    [Field("调整的原决策", Help = "重大调整、停止执行原决策的，写原决策的全称。")]
    public string? Changes { get; init; }

    [Field("备注", MaxLength = 500, LongText = true)]
    public string? Remark { get; init; }

    [Field("决策执行单位", Separate = true)]
    public IReadOnlyList<Guid> ExecutedBy { get; init; } = [];

    [Field("执行时限", Separate = true, Future = true, Slot = "D1")]
    public DateOnly? ExecutionDueOn { get; init; }

    internal bool MustBeHeard => HearingRequired || HearingPlanned == true;

    internal bool MustAssessRisk => RiskPossible && string.IsNullOrWhiteSpace(RiskAssessed);
}

/// <summary>A reason.</summary>
public sealed record DecisionReason
{
    [Field("理由", LongText = true, MaxLength = 1000)]
    public required string Reason { get; init; }
}

/// <summary>研究论证 of a proposal.</summary>
public sealed record ArgumentInput
{
    [Field(
        "建议来源",
        Choices = [
            "决策机关领导人员",
            "所属部门或者下一级政府",
            "人大代表、政协委员",
            "公民、法人或者其他组织",
        ]
    )]
    public required string ProposedBy { get; init; }

    [Field("拟解决的主要问题", LongText = true, MaxLength = 2000)]
    public required string Problem { get; init; }

    [Field("建议理由和依据", LongText = true, MaxLength = 2000)]
    public required string Grounds { get; init; }

    [Field("初步方案及其必要性、可行性", LongText = true, MaxLength = 3000)]
    public required string Plan { get; init; }

    [Field("论证结论", Choices = ["建议启动", "建议不启动"])]
    public required string Advice { get; init; }
}

/// <summary>决定启动.</summary>
public sealed record InitiationInput
{
    [Field("批准人职务", Help = "如：县长。")]
    public required string DecidedBy { get; init; }

    [Field("牵头的决策承办单位", Help = "两个以上单位承办的，应当明确牵头单位。")]
    public required Guid LeadUnit { get; init; }

    [Field("批准文号或者批示", MaxLength = 100)]
    public string? Approval { get; init; }
}

/// <summary>拟订决策草案.</summary>
public sealed record DraftingInput
{
    [Field("梳理的依据", Help = "有关法律、法规、规章和政策，一行一条。", LongText = true)]
    public required IReadOnlyList<string> Bases { get; init; }

    [Field("成本效益分析预测", Help = "根据需要。", LongText = true, MaxLength = 2000)]
    public string? CostBenefit { get; init; }

    [Field("方案数", Help = "存在较大分歧的，可以提出两个以上方案。", Min = 1, Max = 10)]
    public required long Options { get; init; }
}

/// <summary>What one unit said.</summary>
public sealed record UnitView
{
    [Field("单位")]
    public required Guid Unit { get; init; }

    [Field("意见", Choices = ["同意", "修改后同意", "不同意"])]
    public required string Position { get; init; }

    [Field("意见内容", LongText = true, MaxLength = 1000)]
    public string? Said { get; init; }
}

/// <summary>部门协商.</summary>
public sealed record CoordinationInput
{
    [Field("各单位意见")]
    public required IReadOnlyList<UnitView> Views { get; init; }

    [Field(
        "争议说明",
        Help = "不能取得一致意见的：争议的主要问题，有关单位的意见，承办单位的意见、理由和依据。",
        LongText = true,
        MaxLength = 3000
    )]
    public string? Dispute { get; init; }
}

/// <summary>公布决策草案征求意见.</summary>
public sealed record ConsultationInput
{
    [Field(
        "公布途径",
        Choices = [
            ConsultationChannels.Website,
            ConsultationChannels.NewMedia,
            ConsultationChannels.Press,
            ConsultationChannels.Broadcast,
            ConsultationChannels.Board,
        ]
    )]
    public required IReadOnlyList<string> Channels { get; init; }

    [Field("具体途径", Help = "哪一份报纸、哪一个公众号、张贴在哪里。", MaxLength = 300)]
    public string? Places { get; init; }

    [Field("提出意见的方式", Help = "网址、信箱、电话、通信地址。", MaxLength = 500)]
    public required string HowToAnswer { get; init; }

    [Field("意见截止日", Future = true)]
    public required DateOnly ClosesOn { get; init; }

    [Field(
        "缩短期限的说明",
        Help = "不满30日的填写，随草案一并公布。",
        MaxLength = 500,
        LongText = true
    )]
    public string? ShorterBecause { get; init; }
}

/// <summary>延长征求意见.</summary>
public sealed record ProlongInput
{
    [Field("新的截止日", Future = true)]
    public required DateOnly ClosesOn { get; init; }

    [Field("理由", LongText = true, MaxLength = 500)]
    public required string Reason { get; init; }
}

/// <summary>Another form in which the public was heard.</summary>
public sealed record HeardInput
{
    [Field(
        "形式",
        Choices = [
            "座谈会",
            "实地走访",
            "书面征求意见",
            "问卷调查",
            "民意调查",
            "与特定群体沟通协商",
            "向企业家问计",
            "其他",
        ]
    )]
    public required string Form { get; init; }

    [Field(
        "参加人或者征求对象",
        Help = "写单位、群体和人数，不写个人信息。",
        LongText = true,
        MaxLength = 500
    )]
    public required string Participants { get; init; }

    [Field("主要意见", LongText = true, MaxLength = 3000)]
    public required string Said { get; init; }
}

/// <summary>What became of an opinion.</summary>
public enum OpinionAdoption
{
    [Display(Name = "采纳")]
    Adopted,

    [Display(Name = "部分采纳")]
    Partly,

    [Display(Name = "不采纳")]
    Rejected,
}

/// <summary>One opinion, alike ones together, and what became of it.</summary>
public sealed record PublicOpinion
{
    [Field("渠道", Choices = ["网上", "来信来电", "座谈会", "听证会", "问卷和民意调查", "其他"])]
    public required string Channel { get; init; }

    [Field("意见", LongText = true, MaxLength = 1000)]
    public required string Gist { get; init; }

    [Field("条数", Help = "相同的合并，写共有几条。", Min = 1, Max = 1_000_000)]
    public required long Number { get; init; }

    [Field("采纳情况")]
    public required OpinionAdoption Adoption { get; init; }

    [Field("理由", Help = "不采纳、部分采纳的写明。", LongText = true, MaxLength = 1000)]
    public string? Because { get; init; }
}

/// <summary>归纳研究意见.</summary>
public sealed record OpinionsInput
{
    [Field("没有收到意见")]
    public required bool NoneCame { get; init; }

    [Field("意见及采纳情况")]
    public IReadOnlyList<PublicOpinion> Opinions { get; init; } = [];
}

/// <summary>Somebody who takes part in a hearing.</summary>
public sealed record HearingParticipant
{
    [Field("姓名或者单位", MaxLength = 60)]
    public required string Name { get; init; }

    [Field(
        "代表的方面",
        Choices = ["利害关系人", "公众", "人大代表、政协委员", "专家", "行业组织", "有关部门"]
    )]
    public required string Side { get; init; }
}

/// <summary>确定听证会.</summary>
public sealed record HearingInput
{
    [Field("听证日期", Future = true)]
    public required DateOnly HeldOn { get; init; }

    [Field("时间、地点")]
    public required string Place { get; init; }

    [Field("听证主持人", MaxLength = 60)]
    public required string Chair { get; init; }

    [Field("参加人遴选办法", Help = "需要遴选的，写提前公布的办法。", MaxLength = 500)]
    public string? Selection { get; init; }

    [Field("听证参加人")]
    public required IReadOnlyList<HearingParticipant> Participants { get; init; }
}

/// <summary>听证公告.</summary>
public sealed record HearingNoticeInput
{
    [Field("公布途径")]
    public required string Where { get; init; }

    [Field("一并公布了听证参加人名单")]
    public required bool ListPublished { get; init; }
}

/// <summary>What was said at a hearing.</summary>
public sealed record HearingStatement
{
    [Field("发言人", MaxLength = 60)]
    public required string Speaker { get; init; }

    [Field("意见", LongText = true, MaxLength = 2000)]
    public required string Said { get; init; }
}

/// <summary>举行听证会.</summary>
public sealed record HearingHeldInput
{
    [Field("承办单位介绍了决策草案、依据和有关情况")]
    public required bool Introduced { get; init; }

    [Field("参加人陈述了意见，进行了询问、质证和辩论")]
    public required bool Debated { get; init; }

    [Field("参加人确认听证会记录并签字")]
    public required bool Signed { get; init; }

    [Field("发言")]
    public required IReadOnlyList<HearingStatement> Statements { get; init; }
}

/// <summary>从专家库随机抽取.</summary>
public sealed record ExpertDrawInput : DrawInput
{
    [Field("专业领域", Help = "只从登记有这一领域的专家中抽取；不填的从全库抽取。", MaxLength = 40)]
    public string? Speciality { get; init; }

    protected override string Register => Experts.Key;

    public override string NameOf(JsonObject item) => (string?)item["name"] ?? "";

    public override bool IsOfPool(JsonObject item) =>
        (string?)item["pool"] == "决策咨询论证"
        && (
            string.IsNullOrWhiteSpace(Speciality)
            || (item["fields"]?.AsArray() ?? []).Any(f => (string?)f == Speciality.Trim())
        );

    public override string? Bars(JsonObject item, Guid organ) =>
        (item["conflicts"]?.AsArray() ?? []).Any(c => (string?)c == organ.ToString())
            ? "名录登记回避承办单位"
            : null;
}

/// <summary>One who was drawn and does not take part.</summary>
public sealed record ExpertDeclinedInput
{
    [Field("姓名或者名称", MaxLength = 60)]
    public required string Name { get; init; }

    [Field("原因", Choices = ["有直接利害关系，应当回避", "谢绝", "联系不上"])]
    public required string Ground { get; init; }

    [Field("说明", MaxLength = 500)]
    public required string Text { get; init; }
}

/// <summary>One who argues.</summary>
public sealed record AppointedExpert
{
    [Field("姓名或者名称", MaxLength = 60)]
    public required string Name { get; init; }

    [Field("产生方式", Choices = ["随机抽取", "选定"])]
    public required string Way { get; init; }

    [Field("与决策事项有直接利害关系")]
    public required bool HasInterest { get; init; }

    [Field("选定的理由", Help = "没有从专家库随机抽取的写明。", MaxLength = 300)]
    public string? Because { get; init; }
}

/// <summary>确定专家.</summary>
public sealed record ExpertsInput
{
    [Field("专家、专业机构")]
    public required IReadOnlyList<AppointedExpert> Experts { get; init; }

    [Field("论证方式", Choices = ["论证会", "书面咨询", "委托咨询论证"])]
    public required string Form { get; init; }
}

/// <summary>One expert's opinion and what became of it.</summary>
public sealed record ExpertOpinion
{
    [Field("姓名或者名称", MaxLength = 60)]
    public required string Name { get; init; }

    [Field("论证意见", LongText = true, MaxLength = 3000)]
    public required string Said { get; init; }

    [Field("署名、盖章")]
    public required bool Signed { get; init; }

    [Field("采纳情况")]
    public required OpinionAdoption Adoption { get; init; }

    [Field("理由", Help = "不采纳、部分采纳的写明。", LongText = true, MaxLength = 1000)]
    public string? Because { get; init; }
}

/// <summary>专家论证意见.</summary>
public sealed record ExpertOpinionsInput
{
    [Field("各专家意见")]
    public required IReadOnlyList<ExpertOpinion> Opinions { get; init; }
}

/// <summary>A risk and what is done about it.</summary>
public sealed record RiskPoint
{
    [Field("风险点", MaxLength = 500)]
    public required string Risk { get; init; }

    [Field("防范措施", LongText = true, MaxLength = 1000)]
    public required string Measure { get; init; }
}

/// <summary>风险评估结论.</summary>
public sealed record RiskInput
{
    [Field("评估单位", MaxLength = 100)]
    public required string Assessor { get; init; }

    [Field("听取意见的部门", LongText = true, MaxLength = 500)]
    public required string Consulted { get; init; }

    // S020: 合法性、合理性、可行性、可控性.
    [Field("合法性", LongText = true, MaxLength = 1000)]
    public required string Lawfulness { get; init; }

    [Field("合理性", LongText = true, MaxLength = 1000)]
    public required string Reasonableness { get; init; }

    [Field("可行性", LongText = true, MaxLength = 1000)]
    public required string Feasibility { get; init; }

    [Field("风险点和防范措施")]
    public required IReadOnlyList<RiskPoint> Points { get; init; }

    [Field("处置预案", LongText = true, MaxLength = 2000)]
    public required string Contingency { get; init; }

    [Field("风险等级", Choices = ["低风险", "中风险", "高风险"])]
    public required string Level { get; init; }

    [Field("可控性")]
    public required RiskControl Control { get; init; }
}

/// <summary>Whether the risk can be controlled.</summary>
public enum RiskControl
{
    [Display(Name = "风险可控")]
    Controllable,

    [Display(Name = "风险不可控")]
    Uncontrollable,
}

/// <summary>送请合法性审查.</summary>
public sealed record ReviewRequestInput
{
    [Field(
        "履行决策程序的说明",
        Help = "每一步何时履行；没有履行的写依据和理由。",
        LongText = true,
        MaxLength = 2000
    )]
    public required string ProcedureStatement { get; init; }

    [Field("拟上会日期", Future = true)]
    public DateOnly? MeetingOn { get; init; }
}

/// <summary>提交讨论.</summary>
public sealed record SubmissionInput
{
    [Field("拟提请的会议", Help = "如：县政府第32次常务会议。")]
    public required string Meeting { get; init; }

    [Field("公众意见采纳情况的说明", LongText = true, MaxLength = 2000)]
    public string? OnOpinions { get; init; }

    [Field("专家意见采纳情况的说明", LongText = true, MaxLength = 2000)]
    public string? OnExperts { get; init; }
}

/// <summary>How a member of the meeting spoke.</summary>
public enum Voice
{
    [Display(Name = "同意")]
    For,

    [Display(Name = "修改后同意")]
    ForIfAmended,

    [Display(Name = "不同意")]
    Against,

    [Display(Name = "保留意见")]
    Reserved,

    [Display(Name = "未发表意见")]
    Silent,
}

/// <summary>One who spoke at the meeting, in the order of speaking.</summary>
public sealed record Speaker
{
    [Field("姓名", MaxLength = 30)]
    public required string Name { get; init; }

    [Field("职务", Help = "当日的职务。", MaxLength = 60)]
    public required string Post { get; init; }

    [Field("行政首长")]
    public required bool IsHead { get; init; }

    [Field("意见")]
    public required Voice Voice { get; init; }

    [Field(
        "发言要点",
        Help = "不同意、保留意见的应当如实载明。",
        LongText = true,
        MaxLength = 1000
    )]
    public string? Said { get; init; }
}

/// <summary>What the head decided after the discussion.</summary>
public enum DecisionResult
{
    [Display(Name = "同意")]
    Agreed,

    [Display(Name = "修改后同意")]
    Amended,

    [Display(Name = "不同意")]
    Refused,

    [Display(Name = "暂缓")]
    Postponed,

    [Display(Name = "再次讨论")]
    Again,
}

/// <summary>集体讨论决定.</summary>
public sealed record DeliberationInput
{
    [Field("会议种类", Choices = [Executive, Plenary, OtherMeeting])]
    public required string MeetingKind { get; init; }

    [Field("会议名称", MaxLength = 100)]
    public required string Meeting { get; init; }

    [Field("按发言先后的会议组成人员", Help = "行政首长最后发表意见。")]
    public required IReadOnlyList<Speaker> Speakers { get; init; }

    [Field("决定")]
    public required DecisionResult Decision { get; init; }

    [Field("决定内容", LongText = true, MaxLength = 3000)]
    public required string Text { get; init; }

    [Field(
        "与多数人意见不一致的理由",
        Help = "行政首长在会上说明的。",
        LongText = true,
        MaxLength = 1000
    )]
    public string? Because { get; init; }

    [Field("会上明示的法律风险", Help = "探索性改革事项填写。", LongText = true, MaxLength = 1000)]
    public string? Risk { get; init; }

    [Field("决策执行单位", Help = "同意的，应当明确。")]
    public IReadOnlyList<Guid>? ExecutedBy { get; init; }

    [Field("执行时限", Future = true)]
    public DateOnly? ExecutionDueOn { get; init; }

    public const string Executive = "常务会议";
    public const string Plenary = "全体会议";
    public const string OtherMeeting = "其他会议";

    internal bool IsPositive => Decision is DecisionResult.Agreed or DecisionResult.Amended;

    /// <summary>Whether the head decides otherwise than most of those who sat there.</summary>
    internal bool IsAgainstMajority
    {
        get
        {
            var members = Speakers.Count(s => !s.IsHead);
            var agree = Speakers.Count(s =>
                !s.IsHead && (s.Voice is Voice.For or Voice.ForIfAmended)
            );
            var refuse = Speakers.Count(s => !s.IsHead && s.Voice == Voice.Against);
            return IsPositive ? refuse * 2 > members : agree * 2 > members;
        }
    }
}

/// <summary>向同级党委请示报告.</summary>
public sealed record PartyInput
{
    [Field("请示、报告文号", MaxLength = 100)]
    public required string Number { get; init; }

    [Field("党委意见", LongText = true, MaxLength = 1000)]
    public string? Answer { get; init; }
}

/// <summary>按规定不需请示报告.</summary>
public sealed record PartyWaivedInput
{
    [Field("规定", Help = "写明哪一规定第几条不要求请示报告。", MaxLength = 300)]
    public required string Rule { get; init; }
}

/// <summary>公布决策.</summary>
public sealed record PublishedDecisionInput
{
    [Field("文号", MaxLength = 60)]
    public string? Number { get; init; }

    [Field("公布途径", Choices = ["政府公报", "政府网站", "本地报纸", "政务新媒体"])]
    public required IReadOnlyList<string> Places { get; init; }

    [Field(
        "公众意见、专家论证意见采纳情况的说明和宣传解读",
        Help = "社会公众普遍关心或者专业性、技术性较强的应当说明。",
        LongText = true,
        MaxLength = 2000
    )]
    public string? Explained { get; init; }
}

/// <summary>归档.</summary>
public sealed record FilingInput
{
    [Field("档号", MaxLength = 60)]
    public required string FileNumber { get; init; }

    [Field("保管期限", Choices = ["永久", "30年", "10年"])]
    public required string Retention { get; init; }
}

/// <summary>执行情况报告.</summary>
public sealed record ExecutionReportInput
{
    [Field("执行单位")]
    public required Guid Unit { get; init; }

    [Field("进展", Choices = ["按期", "滞后", "完成", "无法执行"])]
    public required string Progress { get; init; }

    [Field("情况", LongText = true, MaxLength = 1000)]
    public required string Text { get; init; }

    // 第三十五条第一款.
    [Field(
        "异常情形",
        Choices = ["决策存在问题", "客观情况发生重大变化", "不可抗力等严重影响决策目标实现", "无"]
    )]
    public required string Deviation { get; init; }

    [Field("建议", Choices = ["继续", "调整", "中止", "后评估"])]
    public required string Proposal { get; init; }
}

/// <summary>中止执行.</summary>
public sealed record SuspensionInput
{
    [Field("情况紧急")]
    public required bool IsUrgent { get; init; }

    [Field("中止的理由", LongText = true, MaxLength = 1000)]
    public required string Reason { get; init; }
}

/// <summary>How the execution ended.</summary>
public enum ExecutionEnd
{
    [Display(Name = "执行完毕")]
    Done,

    [Display(Name = "按新的决策调整")]
    Adjusted,

    [Display(Name = "按新的决策停止")]
    Stopped,
}

/// <summary>执行终结.</summary>
public sealed record ExecutionEndInput
{
    [Field("终结方式")]
    public required ExecutionEnd How { get; init; }

    [Field("执行情况", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }
}
