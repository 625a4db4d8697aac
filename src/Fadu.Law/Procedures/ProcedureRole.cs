namespace Fadu.Law.Procedures;

/// <summary>On whose side somebody stands in a matter.</summary>
public enum Side
{
    /// <summary>承办机关: the organ that is responsible for the matter.</summary>
    Owner,

    /// <summary>提出机关: the organ that opened it or sent it in.</summary>
    Sender,

    /// <summary>Another organ, such as the one that keeps the meeting's agenda.</summary>
    Other,

    /// <summary>A citizen, a firm or a court: reached through the portal or recorded by the owner.</summary>
    Outside,

    /// <summary>The system itself, on the day the law names.</summary>
    System,
}

/// <summary>The part that somebody plays in a procedure. What a person of the directory may do follows from post and organ; that is Core's to map.</summary>
/// <param name="Key">Stable identifier.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Side">On whose side.</param>
public sealed record ProcedureRole(string Key, string Name, Side Side)
{
    public override string ToString() => Name;
}

/// <summary>The parts that the procedures know.</summary>
public static class ProcedureRoles
{
    public static readonly ProcedureRole Handler = new("handler", "承办人", Side.Owner);
    public static readonly ProcedureRole UnitHead = new("unit-head", "承办机构负责人", Side.Owner);
    public static readonly ProcedureRole OrganHead = new(
        "organ-head",
        "行政机关负责人",
        Side.Owner
    );
    public static readonly ProcedureRole Sender = new("sender", "送审单位经办人", Side.Sender);
    public static readonly ProcedureRole SenderHead = new(
        "sender-head",
        "送审单位负责人",
        Side.Sender
    );
    public static readonly ProcedureRole Reviewer = new("reviewer", "合法性审查人员", Side.Owner);
    public static readonly ProcedureRole ReviewHead = new(
        "review-head",
        "审查机构负责人",
        Side.Owner
    );
    public static readonly ProcedureRole Counsel = new("counsel", "法律顾问、公职律师", Side.Other);
    public static readonly ProcedureRole AgendaOffice = new(
        "agenda-office",
        "会务机构",
        Side.Other
    );
    public static readonly ProcedureRole Responsible = new("responsible", "责任单位", Side.Other);
    public static readonly ProcedureRole Decider = new("decider", "决策机关", Side.Other);
    public static readonly ProcedureRole MarketReviewer = new(
        "market-reviewer",
        "公平竞争审查人员",
        Side.Owner
    );
    public static readonly ProcedureRole Officer = new("officer", "执法人员", Side.Owner);
    public static readonly ProcedureRole LegalAuditor = new(
        "legal-auditor",
        "法制审核人员",
        Side.Owner
    );
    public static readonly ProcedureRole Chair = new("chair", "听证主持人", Side.Owner);
    public static readonly ProcedureRole Supervisor = new(
        "supervisor",
        "行政执法监督人员",
        Side.Owner
    );
    public static readonly ProcedureRole Respondent = new("respondent", "被申请人", Side.Other);
    public static readonly ProcedureRole Party = new("party", "当事人", Side.Outside);
    public static readonly ProcedureRole Archivist = new("archivist", "档案员", Side.Owner);

    /// <summary>The system: what the law deems to have happened on a day.</summary>
    public static readonly ProcedureRole System = new("system", "系统", Side.System);
}
