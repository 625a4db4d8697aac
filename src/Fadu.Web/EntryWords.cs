using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Fadu.Core.Consultations;
using Fadu.Core.Documents;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;

namespace Fadu.Web;

/// <summary>
/// What an entry of the trail says, in words a clerk reads: organs and people by name, lines of ledgers and steps of procedures by the titles of their fields. What is only of use to the program (ids, hashes) stays out.
/// </summary>
public sealed class EntryWords(
    OrganDirectory organs,
    PeopleDirectory people,
    LedgerRegistry ledgers,
    LedgerOrgans named,
    ProcedureRegistry procedures
)
{
    /// <summary>What the simple properties of events are called. A property without a name here is not shown; a test asks for a decision on each.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["Added"] = "新增",
        ["Edition"] = "版次",
        ["ValidUntil"] = "有效至",
        ["Maker"] = "制定机关",
        ["FormNumber"] = "表号",
        ["EnterpriseRelated"] = "涉企",
        ["ChosenBy"] = "选定人",
        ["Approval"] = "批准文号",
        ["Alternative"] = "口径",
        ["AfterClose"] = "期后更正",
        ["ApprovedBy"] = "批准人",
        ["ApprovedOn"] = "批准日期",
        ["Asked"] = "送批单位",
        ["Basis"] = "依据",
        ["Category"] = "类别",
        ["Changed"] = "变更",
        ["Channel"] = "公开渠道",
        ["Choice"] = "处理",
        ["ClosedBy"] = "关闭人",
        ["Clock"] = "期限",
        ["CoOrgans"] = "配合单位",
        ["CoordinatorOrganId"] = "统筹单位",
        ["Corrected"] = "更正",
        ["CutOff"] = "数据截止日",
        ["Day"] = "日期",
        ["DecidedBy"] = "决定机关",
        ["DecidedOn"] = "决定日期",
        ["Demand"] = "督办要求",
        ["Doubt"] = "疑点序号",
        ["Due"] = "期限",
        ["DueOn"] = "期限",
        ["Duty"] = "义务",
        ["Ended"] = "终止",
        ["Failing"] = "未通过的核对",
        ["Figure"] = "指标",
        ["Figures"] = "读出的数",
        ["FileName"] = "文件",
        ["Files"] = "附件",
        ["Filter"] = "条件",
        ["FoundOn"] = "发现日期",
        ["From"] = "自",
        ["FromYear"] = "起始年",
        ["Issuer"] = "发出单位",
        ["Items"] = "项数",
        ["Keeper"] = "主管单位",
        ["KindName"] = "变动",
        ["Known"] = "已有",
        ["List"] = "清单",
        ["Measure"] = "整改措施",
        ["Met"] = "达到目标",
        ["Name"] = "名称",
        ["NextCheckOn"] = "下次检查",
        ["NewDueOn"] = "新期限",
        ["Number"] = "编号",
        ["Obstacle"] = "困难",
        ["On"] = "日期",
        ["Organ"] = "单位",
        ["OrganId"] = "单位",
        ["Organs"] = "单位",
        ["Outcome"] = "结果",
        ["Owner"] = "责任单位",
        ["Paper"] = "批准文号",
        ["PeriodFrom"] = "自",
        ["PeriodTo"] = "至",
        ["Person"] = "人员",
        ["PersonId"] = "人员",
        ["Place"] = "地方",
        ["PlanTitle"] = "方案",
        ["Programme"] = "督察名称",
        ["Rejected"] = "退回",
        ["ReplyBy"] = "回复期限",
        ["Request"] = "请求",
        ["Role"] = "角色",
        ["Rows"] = "行数",
        ["Same"] = "无变化",
        ["Size"] = "字节",
        ["Source"] = "来源",
        ["State"] = "进展",
        ["Step"] = "提醒",
        ["Subject"] = "事项",
        ["Text"] = "内容",
        ["Title"] = "名称",
        ["To"] = "至",
        ["ToYear"] = "终止年",
        ["Until"] = "至",
        ["Url"] = "网址",
        ["Value"] = "值",
        ["Where"] = "报送或公开",
        ["Why"] = "缘由",
        ["Year"] = "年度",
    };

    /// <summary>The words for one request.</summary>
    public static async Task<EntryWords> Of(
        HttpContext context,
        OrganDirectory organs,
        PeopleDirectory people
    ) =>
        new(
            organs,
            people,
            context.RequestServices.GetRequiredService<LedgerRegistry>(),
            await LedgerOrgans.Of(
                context.RequestServices.GetRequiredService<Directories>(),
                organs.Tenant,
                context.RequestAborted
            ),
            context.RequestServices.GetRequiredService<ProcedureRegistry>()
        );

    /// <summary>One sentence; empty where the kind of the entry says it all.</summary>
    public string Say(ITrailEvent data) =>
        data switch
        {
            OrganFounded e => $"{e.Name}（{e.Kind.DisplayName()}）",
            OrganRenamed e => $"{e.Day:yyyy-MM-dd}起名称为{e.Name}，简称{e.ShortName}",
            OrganNameCorrected e => $"名称应为{e.Name}，简称{e.ShortName}",
            OrganAliasesSet e => e.Aliases.Count == 0
                ? "不再有别名"
                : "别名：" + string.Join("、", e.Aliases),
            OrganAmended e =>
                $"{e.Kind.DisplayName()}，{e.Level.DisplayName()}级，上级{organs.ShortName(e.ParentId)}",
            OrganMerged e =>
                $"{e.Day:yyyy-MM-dd}并入{organs.ShortName(e.Into)}{Document(e.Document)}",
            OrganSplit e =>
                $"{e.Day:yyyy-MM-dd}分为{string.Join("、", e.Into.Select(i => organs.ShortName(i)))}{(e.Ends ? "" : "，本机关保留")}{Document(e.Document)}",
            OrganAbolished e =>
                $"{e.Day:yyyy-MM-dd}撤销{(e.Successor is { } s ? "，由" + organs.ShortName(s) + "承接" : "")}{Document(e.Document)}",
            DutiesMoved e =>
                $"{e.Day:yyyy-MM-dd}起“{e.Matters}”划入{organs.ShortName(e.To)}{Document(e.Document)}",
            PersonAdded e => $"{e.Name}，{organs.ShortName(e.OrganId)} {e.Post}",
            PostChanged e =>
                $"{e.Name}，{e.Post ?? "无职务"}{(e.Rank is { } rank ? "，" + rank.DisplayName() : "")}",
            PersonMoved e =>
                $"{e.Day:yyyy-MM-dd}到{organs.ShortName(e.OrganId)} {e.Post}{(e.WithOrgan ? "（随机关合并、分立或撤销）" : "")}",
            PersonLeft e => $"最后在职日{e.LastDay:yyyy-MM-dd}",
            PersonReturned e => $"{e.Day:yyyy-MM-dd}到{organs.ShortName(e.OrganId)} {e.Post}",
            RoleGranted e =>
                $"{e.Role.DisplayName()}，自{e.From:yyyy-MM-dd}{(e.To is { } to ? $"至{to:yyyy-MM-dd}" : "起")}",
            RoleRevoked e => $"{e.Role.DisplayName()}，最后一日{e.To:yyyy-MM-dd}",
            RoleProposed e => e.Role.DisplayName(),
            RoleDeclined e => e.Role.DisplayName(),
            AccountOpened e => $"登录名{e.Login}",
            DelegationGiven e =>
                $"{e.From:yyyy-MM-dd}至{e.To:yyyy-MM-dd}由{people.NameOf(e.DeputyId)}代行",
            DelegationEnded e => $"最后一日{e.LastDay:yyyy-MM-dd}",
            LeaderFieldSet e => e.Parts.Count == 0
                ? "不再分管机关"
                : $"{e.From:yyyy-MM-dd}起分管{string.Join("、", e.Parts.Select(p => organs.ShortName(p.OrganId)))}",
            WorkHandedOver e =>
                $"{e.Items.Count}项交给{people.NameOf(e.To)}：{string.Join("、", e.Items.Take(5).Select(i => i.Title))}{(e.Items.Count > 5 ? "等" : "")}",
            LawKept e =>
                $"《{e.Name}》{(e.Part is { } part ? $"（{part}）" : "")}{(e.Published is { } published ? $"，{published:yyyy-MM-dd}公布" : "")}{(e.InForceFrom is { } from ? $"，{from:yyyy-MM-dd}起施行" : "")}",
            LawChanged { Repeals: true } e =>
                $"{e.InForceTo?.AddDays(1):yyyy-MM-dd}起废止，依据{e.RepealedByText}",
            LawChanged e =>
                $"{(e.Published is { } published ? $"{published:yyyy-MM-dd}公布，" : "")}{e.InForceFrom:yyyy-MM-dd}起施行{(e.InForceTo is { } last ? $"，有效至{last:yyyy-MM-dd}" : "")}{(e.RepealedByText is { } by ? $"，依据{by}" : "")}",
            LawCleanupAssigned e =>
                $"{organs.ShortName(e.Organ)}于{e.Due:yyyy-MM-dd}前报清理结果：{e.Title}（引用《{e.LawName}》{e.Articles}）",
            LawCleanupClosed e => e.Result.DisplayName(),
            LawCleanupMoved e => $"由{organs.ShortName(e.Organ)}接办",
            PublicationDue e => $"{e.Title}，{e.Channel}，{e.Due:yyyy-MM-dd}前，依据{e.Article}",
            Published e => $"{e.Content.Title}，第{e.Edition}版",
            PublicationCorrected e => $"{e.Content.Title}，第{e.Edition}版",
            PublicationWithdrawn e => $"{e.On:yyyy-MM-dd}起不再公开",
            PublicationPlaced e => $"{e.On:yyyy-MM-dd}{(e.Url is { } url ? "，" + url : "")}",
            PublicationWaived e => $"{e.On:yyyy-MM-dd}",
            ConsultationBegun e =>
                $"{e.Content.Leading.Title}，{e.Content.Editions.Count}种文版，{e.Content.ClosesOn:yyyy-MM-dd}截止",
            ConsultationAmended e => e.Content.Leading.Title,
            ConsultationOpened e => $"{e.On:yyyy-MM-dd}公布，{e.ClosesOn:yyyy-MM-dd}截止",
            ConsultationExtended e => $"延长至{e.ClosesOn:yyyy-MM-dd}",
            ConsultationWithdrawn e => $"{e.On:yyyy-MM-dd}",
            ConsultationConcluded e =>
                $"收到{e.Received}条，采纳{e.Adopted}条，部分采纳{e.Partly}条，未采纳{e.NotAdopted}条",
            ConsultationMoved e => $"由{organs.ShortName(e.Organ)}接办",
            OpinionGiven e => $"第{e.Number}条，针对{e.About ?? "整个草案"}：{e.Text}",
            OpinionEntered e =>
                $"第{e.Number}条，{e.Source.DisplayName()}，针对{e.About ?? "整个草案"}：{e.Text}",
            OpinionsGrouped e => $"{e.Groups.Count}组归入另一组",
            OpinionsParted => "",
            OpinionsAnswered e =>
                $"{e.Outcome.DisplayName()}：{e.Gist}{(e.Answer is { } answer ? $"（{answer}）" : "")}",
            PersonalErased => "",
            LineRecorded e => InLedger(e.Ledger, l => Shown(l, e.Body)),
            SameThingOffered e => InLedger(e.Ledger, l => Shown(l, e.Offered)),
            LineCorrected e => InLedger(
                e.Ledger,
                l => LedgerWords.Changes(l, named, e.Changes),
                Plainly(e)
            ),
            LineContinued e => InLedger(e.Ledger, l => LedgerWords.Changes(l, named, e.Changes)),
            MatterFiled e =>
                $"{e.Title}（{procedures.NameOf(e.Procedure)}），{organs.ShortName(e.Owner)}承办",
            MatterActed e => Join(e.Name, Next(e)),
            MatterUnlawfulRecorded e => Join(e.Name, Next(e)),
            MatterChildReturned e => Join(e.Name, Next(e)),
            MatterAssigned e =>
                $"承办单位{organs.ShortName(e.Owner)}，承办人{people.NameOf(e.Handler)}",
            MatterDocumentServed e => Join(e.Name, Next(e)),
            IMatterMoved e => Next(e),
            DocumentStarted e => $"{e.Name}：{e.Title}，{organs.ShortName(e.Organ)}制发",
            DocumentDrafted e => e.Recipient.Name.Length > 0 ? $"主送{e.Recipient.Name}" : "",
            DocumentSubmitted e => Join(
                e.To.DisplayName(),
                e.Countersigns.Count > 0
                    ? "请"
                        + string.Join(
                            "、",
                            e.Countersigns.Select(c =>
                                c.Person is { } p ? people.NameOf(p) : organs.ShortName(c.Organ)
                            )
                        )
                        + "会签"
                    : ""
            ),
            DocumentChecked e => Join(e.Opinion ?? "", e.To.DisplayName()),
            DocumentCountersigned e =>
                $"{organs.ShortName(e.Organ)}{(e.Agrees ? "同意" : "不同意")}{(e.Opinion is { } said ? "：" + said : "")}",
            DocumentIssued e => Join(e.NumberText ?? "无文号", $"签发人{e.Signer}"),
            DocumentRecalled e => $"撤回“{e.Step}”，{e.To.DisplayName()}",
            DocumentServiceEntered { Service: var e } => e.ServedOn is { } on
                ? Join(
                    $"{ServiceWays.NameOf(e.Way)}，{on:yyyy-MM-dd}送达",
                    e.Receiver is { } who ? $"签收人{who}" : ""
                )
                : $"{ServiceWays.NameOf(e.Way)}，没有送达：{e.Why}",
            DocumentMoved e => $"由{organs.ShortName(e.Organ)}接着办",
            IDocumentEvent => "",
            NumberCodeSet e => e.Code is null ? "恢复默认" : $"“{e.Code}”",
            NumbersStarted e => $"{e.Year}年自{e.Last + 1}号续编",
            TemplateSet e => Join(
                $"{procedures.NameOf(e.Procedure)}：{procedures.Find(e.Procedure)?.Newest.FindDocument(e.Kind)?.Name ?? e.Kind}",
                e.Text is null ? "恢复默认" : "用本单位的文本"
            ),
            _ => InLedger(LedgerOf(data), _ => Plainly(data)),
        };

    private static string Document(string? number) => number is null ? "" : $"（{number}）";

    private static string Join(params IEnumerable<string> parts) =>
        string.Join("；", parts.Where(p => p.Length > 0));

    private static string? LedgerOf(ITrailEvent data) =>
        data.GetType().GetProperty("Ledger")?.GetValue(data) as string;

    private string InLedger(string? key, Func<Ledger, string> words, string more = "") =>
        key is not null && ledgers.Find(key) is { } ledger
            ? $"{ledger.Title}{(Join(words(ledger), more) is { Length: > 0 } said ? "：" + said : "")}"
            : more;

    private string Shown(Ledger ledger, JsonObject body) =>
        Join(
            ledger
                .Fields.Where(f => f.InList)
                .Select(f => (f.Title, Text: f.Format(body[f.Name], named)))
                .Where(f => f.Text.Length > 0)
                .Select(f => $"{f.Title}：{f.Text}")
        );

    private static string Next(IMatterMoved moved) =>
        moved.Standing.Next.Length > 0 ? "下一步：" + moved.Standing.Next : "";

    // Every property that has a name and a value that can be told in a word or two.
    private string Plainly(ITrailEvent data) =>
        Join(
            data.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => Names.ContainsKey(p.Name))
                .Select(p => (Title: Names[p.Name], Text: Word(p.GetValue(data))))
                .Where(p => p.Text.Length > 0)
                .Select(p => $"{p.Title}：{p.Text}")
        );

    private string Word(object? value) =>
        value switch
        {
            null => "",
            string text => text.Length > 120 ? text[..120] + "……" : text,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool yes => yes ? "是" : "",
            Enum choice => choice.DisplayName(),
            Guid id => organs.Get(id)?.ShortName ?? people.Get(id)?.Name ?? "",
            IEnumerable list => Words(list),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "",
        };

    private string Words(IEnumerable list)
    {
        var items = list.Cast<object?>().ToList();
        var words = items.Select(Word).Where(w => w.Length > 0).ToList();
        return words.Count == items.Count && words.All(w => w.Length < 40)
                ? string.Join("、", words)
            : items.Count > 0 ? $"{items.Count}项"
            : "";
    }
}
