using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Law.Procedures;
using Fadu.Modules.Decisions;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.Decisions;

/// <summary>重大行政决策 and 决策后评估, played up to where a test begins.</summary>
internal static class DecisionPlay
{
    public static readonly DateOnly Day = new(2026, 3, 2);

    public static DateOnly DayOf(Procedure p) => p.InForceUntil is null ? Day : new(2019, 3, 4);

    public static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonObject Facts(object? changed = null)
    {
        var facts = Walk.Json(
            new
            {
                title = "城区停车收费方案",
                category = "公共政策和措施",
                isMacroControl = false,
                isLegislation = false,
                isEmergency = false,
                hasOtherProcedure = false,
                decidedBy = MajorDecisionFacts.County,
                vitalInterests = true,
                hearingRequired = false,
                technical = false,
                riskPossible = false,
                marketSubjects = false,
                notPublic = false,
            }
        );
        foreach (var (key, value) in Walk.Json(changed))
        {
            facts[key] = value?.DeepClone();
        }
        return facts;
    }

    public static readonly object Secret = new
    {
        notPublic = true,
        notPublicLaw = "保守国家秘密法第十三条",
    };

    public static readonly object Argument = new
    {
        proposedBy = "所属部门或者下一级政府",
        problem = "停车难",
        grounds = "价格法第十八条",
        plan = "分区分时收费",
        advice = "建议启动",
    };

    public static readonly object Initiation = new { decidedBy = "县长", leadUnit = Guid.Empty };

    public static readonly object Drafting = new
    {
        bases = new[] { "价格法第十八条" },
        options = 1,
    };

    public static readonly object NoneCame = new { noneCame = true };

    public static object Hear(string form = "座谈会") =>
        new
        {
            form,
            participants = "商户代表12人",
            said = "希望首小时免费",
        };

    public static object Consult(DateOnly closesOn, string? because = null, bool none = false) =>
        new
        {
            channels = none ? [] : new[] { "政府网站" },
            howToAnswer = "信箱",
            closesOn = Iso(closesOn),
            shorterBecause = because,
        };

    public static object Opinion(string adoption = "Adopted", string? because = null) =>
        new
        {
            noneCame = false,
            opinions = new[]
            {
                new
                {
                    channel = "网上",
                    gist = "首小时免费",
                    number = 3,
                    adoption,
                    because,
                },
            },
        };

    public static object Hearing(DateOnly on, bool both = true) =>
        new
        {
            heldOn = Iso(on),
            place = "县政务中心三楼，上午九时",
            chair = "王建国",
            participants = new[]
            {
                new { name = "张三", side = "公众" },
                new { name = "停车协会", side = both ? "行业组织" : "公众" },
            },
        };

    public static object Notice(bool list = true) =>
        new { where = "县政府网站", listPublished = list };

    public static object Held(bool debated = true, bool signed = true) =>
        new
        {
            introduced = true,
            debated,
            signed,
            statements = new[] { new { speaker = "张三", said = "同意" } },
        };

    public static object Drawn(params string[] names) =>
        new
        {
            count = names.Length,
            drawn = names.Select(n => new { item = n, name = n }),
            drawId = "a",
        };

    public static object Appointed(
        string name = "李教授",
        string way = "选定",
        bool interest = false,
        string? because = "专业领域只有一人"
    ) =>
        new
        {
            experts = new[]
            {
                new
                {
                    name,
                    way,
                    hasInterest = interest,
                    because,
                },
            },
            form = "论证会",
        };

    public static object Argued(
        string name = "李教授",
        bool signed = true,
        string adoption = "Adopted"
    ) =>
        new
        {
            opinions = new[]
            {
                new
                {
                    name,
                    said = "可行",
                    signed,
                    adoption,
                    because = (string?)null,
                },
            },
        };

    public static object Risk(
        string control = "Controllable",
        string consulted = "公安局",
        bool points = true
    ) =>
        new
        {
            assessor = "县委政法委",
            consulted,
            lawfulness = "合法",
            reasonableness = "合理",
            feasibility = "可行",
            points = points ? new[] { new { risk = "商户聚集", measure = "提前沟通" } } : [],
            contingency = "现场处置",
            level = "中风险",
            control,
        };

    public static readonly object Statement = new { procedureStatement = "已经听取意见。" };

    public static readonly object Submission = new { meeting = "县政府第32次常务会议" };

    public static object Speaker(
        string voice = "For",
        bool head = false,
        string? said = null,
        string? name = null
    ) =>
        new
        {
            name = name ?? (head ? "陈县长" : "周副县长"),
            post = head ? "县长" : "副县长",
            isHead = head,
            voice,
            said,
        };

    public static object Deliberated(
        string decision = "Agreed",
        object[]? speakers = null,
        string kind = "常务会议",
        string? because = null,
        string? risk = null,
        bool executors = true,
        DateOnly? due = null
    ) =>
        new
        {
            meetingKind = kind,
            meeting = "县政府第32次常务会议",
            speakers = speakers ?? [Speaker(), Speaker(head: true)],
            decision,
            text = "原则同意。",
            because,
            risk,
            executedBy = executors ? new[] { Guid.Empty } : [],
            executionDueOn = due is { } d ? Iso(d) : null,
        };

    public static readonly object Party = new { number = "云政请〔2026〕3号" };

    public static object Published(bool all = true, string? explained = null) =>
        new
        {
            number = "云政发〔2026〕5号",
            places = all ? new[] { "政府公报", "政府网站", "本地报纸" } : ["政府网站"],
            explained,
        };

    public static readonly object Filed = new { fileNumber = "2026-Y-03", retention = "永久" };

    public static object Report(string progress = "按期", string deviation = "无") =>
        new
        {
            unit = Guid.Empty,
            progress,
            text = "已完成首批路段",
            deviation,
            proposal = "继续",
        };

    public static Walk Opened(Procedure p, object? changed = null, DateOnly? on = null) =>
        new Walk(p, on ?? DayOf(p)).Open(Facts(changed));

    public static Walk Initiated(Procedure p, object? changed = null, DateOnly? on = null) =>
        Opened(p, changed, on)
            .Hand("argument")
            .Do("proposal.argue", Argument)
            .Do("initiation.decide", Initiation);

    /// <summary>The draft is there; whatever the facts ask for stands open.</summary>
    public static Walk Drafted(Procedure p, object? changed = null, DateOnly? on = null) =>
        Initiated(p, changed, on)
            .Hand("draft")
            .Hand("explanation")
            .Do("drafting.complete", Drafting);

    /// <summary>The public was heard.</summary>
    public static Walk Heard(Procedure p, object? changed = null) =>
        Drafted(p, changed)
            .Do("participation.hear", Hear())
            .Do("participation.close", NoneCame)
            .Hand("consultation");

    /// <summary>Reviewed; the meeting is next.</summary>
    public static Walk Reviewed(Procedure p, object? changed = null, string outcome = "Lawful") =>
        Heard(p, changed)
            .Do("request.send", Statement)
            .Returned("legality", outcome)
            .Hand("minutes");

    public static Walk Submitted(Procedure p, object? changed = null, string outcome = "Lawful") =>
        Reviewed(p, changed, outcome).Do("deliberation.submit", Submission);

    public static Walk Decided(Procedure p, string decision = "Agreed", DateOnly? due = null) =>
        Submitted(p)
            .Do(
                "deliberation.decide",
                Deliberated(
                    decision,
                    because: decision is "Agreed" or "Amended" ? null : "时机还不成熟",
                    due: due
                )
            );

    public static Walk Announced(Procedure p, DateOnly? due = null) =>
        Decided(p, due: due)
            .Do("party.report", Party)
            .Hand("published-text")
            .Do("publish.announce", Published());

    public static Walk Proposed(Procedure p, DateOnly day) =>
        new Walk(p, day).Open(
            new
            {
                title = "城区停车收费方案决策后评估",
                decision = "城区停车收费方案",
                decidedOn = "2018-05-08",
                ground = "决策机关认为有必要",
                proposedBy = "司法局",
                text = "收费以后周转率没有提高。",
            }
        );

    public static object Evaluator(string prior = "None") =>
        new
        {
            evaluator = "县发展研究中心",
            kind = "决策机关指定的单位",
            priorRole = prior,
        };

    public static readonly object Plan = new
    {
        indicators = new[] { new { name = "周转率", target = "提高20%" } },
        participants = "人大代表",
    };

    public static Walk Planned(Procedure p, DateOnly day) =>
        Proposed(p, day)
            .Do("proposal.answer", new { starts = true })
            .Do("plan.appoint", Evaluator())
            .Do("plan.approve", Plan);

    public static object Asked(string whom = "社会公众") =>
        new
        {
            whom,
            form = "座谈会",
            said = "车位还是不够",
        };

    public static object Findings(string name = "周转率", string advice = "Adjust") =>
        new
        {
            results = new[]
            {
                new
                {
                    name,
                    target = "提高20%",
                    found = "提高8%",
                },
            },
            conclusion = "没有达到预期",
            advice,
        };

    public static Walk ReportedOn(Procedure p, DateOnly day) =>
        Planned(p, day).Do("inquiry.record", Asked()).Do("inquiry.report", Findings());

    public static object Adjustment(string how = "重大调整") =>
        new
        {
            how,
            text = "调整分区",
            category = "公共政策和措施",
            decidedBy = MajorDecisionFacts.County,
            vitalInterests = true,
            hearingRequired = false,
            technical = false,
            riskPossible = false,
            marketSubjects = false,
        };
}
