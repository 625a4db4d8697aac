using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Fadu.Core.People;

/// <summary>What a person is in this system. The three administrators (三员) are never one person.</summary>
public enum Role
{
    [Display(Name = "系统管理员")]
    SystemAdministrator,

    [Display(Name = "安全管理员")]
    SecurityAdministrator,

    [Display(Name = "审计员")]
    Auditor,

    [Display(Name = "统筹")]
    Coordinator,

    [Display(Name = "承办人")]
    Handler,

    [Display(Name = "审核人")]
    Reviewer,

    [Display(Name = "单位负责人")]
    UnitHead,

    [Display(Name = "法律顾问")]
    LegalCounsel,

    [Display(Name = "填报员")]
    Clerk,

    [Display(Name = "领导")]
    Leader,
}

/// <summary>What somebody may do. Pages, endpoints and handlers name the capability that they need, next to what it protects.</summary>
public enum Capability
{
    [Display(Name = "进入工作台")]
    EnterWorkbench,

    [Display(Name = "维护机关")]
    ManageOrgans,

    [Display(Name = "维护人员和账号")]
    ManagePeople,

    [Display(Name = "授予角色")]
    GrantRoles,

    [Display(Name = "查看审计")]
    ReadAudit,

    [Display(Name = "系统运行维护")]
    ManageSystem,

    [Display(Name = "查看任务")]
    ViewPlans,

    [Display(Name = "导入和确认方案")]
    ManagePlans,

    [Display(Name = "填报任务进展")]
    ReportProgress,

    [Display(Name = "审核任务进展和销号")]
    AcceptProgress,

    [Display(Name = "督办")]
    Supervise,

    [Display(Name = "查看台账")]
    ViewLedgers,

    [Display(Name = "登记台账")]
    EnterLedgers,

    [Display(Name = "更正台账")]
    CorrectLedgers,

    [Display(Name = "关闭和重开期间")]
    ClosePeriods,

    [Display(Name = "查看指标")]
    ViewFigures,

    [Display(Name = "查看年度报告")]
    ViewReports,

    [Display(Name = "撰写年度报告")]
    WriteReports,

    [Display(Name = "汇总年度报告")]
    ManageReports,

    [Display(Name = "审签年度报告")]
    ApproveReports,

    [Display(Name = "导出")]
    Export,

    [Display(Name = "查看全县")]
    ViewCounty,

    [Display(Name = "移交工作")]
    HandOver,

    [Display(Name = "查看事项")]
    ViewMatters,

    [Display(Name = "办理事项")]
    HandleMatters,

    [Display(Name = "分派事项")]
    AssignMatters,

    [Display(Name = "设定程序")]
    ManageProcedures,

    [Display(Name = "查看名录")]
    ViewRegisters,

    [Display(Name = "拟订名录变动")]
    DraftRegisters,

    [Display(Name = "审批名录变动")]
    ApproveRegisters,

    [Display(Name = "维护法规库")]
    ManageLaws,

    [Display(Name = "公布信息")]
    Publish,

    [Display(Name = "签批事项")]
    SignMatters,
}

/// <summary>Which role may do what, and the Chinese names of both.</summary>
public static class Roles
{
    private static readonly Dictionary<Role, HashSet<Capability>> Granted = new()
    {
        [Role.SystemAdministrator] =
        [
            Capability.EnterWorkbench,
            Capability.ManageOrgans,
            Capability.ManagePeople,
            Capability.ManageSystem,
            Capability.ManageLaws,
        ],
        [Role.SecurityAdministrator] = [Capability.EnterWorkbench, Capability.GrantRoles],
        [Role.Auditor] = [Capability.EnterWorkbench, Capability.ReadAudit, Capability.Export],
        [Role.Coordinator] =
        [
            Capability.EnterWorkbench,
            Capability.ViewPlans,
            Capability.ManagePlans,
            Capability.ReportProgress,
            Capability.AcceptProgress,
            Capability.Supervise,
            Capability.ViewLedgers,
            Capability.EnterLedgers,
            Capability.CorrectLedgers,
            Capability.ClosePeriods,
            Capability.ViewFigures,
            Capability.ViewReports,
            Capability.WriteReports,
            Capability.ManageReports,
            Capability.Export,
            Capability.ViewCounty,
            Capability.HandOver,
            Capability.ViewMatters,
            Capability.HandleMatters,
            Capability.AssignMatters,
            Capability.ManageProcedures,
            Capability.ViewRegisters,
            Capability.DraftRegisters,
            Capability.ManageLaws,
            Capability.Publish,
        ],
        [Role.Handler] =
        [
            Capability.EnterWorkbench,
            Capability.ViewPlans,
            Capability.ReportProgress,
            Capability.ViewLedgers,
            Capability.EnterLedgers,
            Capability.CorrectLedgers,
            Capability.ViewFigures,
            Capability.ViewReports,
            Capability.WriteReports,
            Capability.Export,
            Capability.ViewMatters,
            Capability.HandleMatters,
            Capability.ViewRegisters,
            Capability.DraftRegisters,
            Capability.Publish,
        ],
        [Role.Reviewer] =
        [
            Capability.EnterWorkbench,
            Capability.ViewPlans,
            Capability.ViewLedgers,
            Capability.CorrectLedgers,
            Capability.ViewFigures,
            Capability.ViewReports,
            Capability.Export,
            Capability.ViewMatters,
            Capability.HandleMatters,
            Capability.ViewRegisters,
        ],
        [Role.UnitHead] =
        [
            Capability.EnterWorkbench,
            Capability.ViewPlans,
            Capability.ReportProgress,
            Capability.ViewLedgers,
            Capability.ViewFigures,
            Capability.ViewReports,
            Capability.WriteReports,
            Capability.Export,
            Capability.HandOver,
            Capability.ViewMatters,
            Capability.HandleMatters,
            Capability.AssignMatters,
            Capability.SignMatters,
            Capability.ViewRegisters,
            Capability.ApproveRegisters,
            Capability.Publish,
        ],
        [Role.LegalCounsel] =
        [
            Capability.EnterWorkbench,
            Capability.ViewLedgers,
            Capability.EnterLedgers,
            Capability.ViewFigures,
            Capability.ViewMatters,
            Capability.HandleMatters,
            Capability.ViewRegisters,
        ],
        [Role.Clerk] =
        [
            Capability.EnterWorkbench,
            Capability.ViewPlans,
            Capability.ReportProgress,
            Capability.ViewLedgers,
            Capability.EnterLedgers,
            Capability.ViewFigures,
            Capability.ViewMatters,
            Capability.HandleMatters,
            Capability.ViewRegisters,
            Capability.DraftRegisters,
            Capability.Publish,
        ],
        [Role.Leader] =
        [
            Capability.EnterWorkbench,
            Capability.ViewPlans,
            Capability.ViewLedgers,
            Capability.ViewFigures,
            Capability.ViewReports,
            Capability.ApproveReports,
            Capability.ViewCounty,
            Capability.ViewMatters,
            Capability.HandleMatters,
            Capability.SignMatters,
            Capability.ViewRegisters,
            Capability.ApproveRegisters,
        ],
    };

    /// <summary>Whether a role may do something.</summary>
    public static bool May(this Role role, Capability capability) =>
        Granted[role].Contains(capability);

    /// <summary>Everything a role may do.</summary>
    public static IReadOnlySet<Capability> Of(Role role) => Granted[role];

    /// <summary>The Chinese name of a role or capability.</summary>
    public static string DisplayName(this Enum value) =>
        Names.GetOrAdd(
            value,
            static v =>
                v.GetType().GetField(v.ToString())?.GetCustomAttribute<DisplayAttribute>()?.Name
                ?? v.ToString()
        );

    // Asked for every line of every list. Enums are few and their values declared, so it cannot grow.
    private static readonly ConcurrentDictionary<Enum, string> Names = new();
}

/// <summary>Who acts: a person for an organ, perhaps in somebody's stead (代), or the system itself.</summary>
/// <param name="Person">Empty for the system.</param>
/// <param name="Organ">The organ for which the person acts.</param>
/// <param name="ActsFor">The person in whose stead (AB角).</param>
public sealed record Actor(
    int Tenant,
    Guid? Person,
    Guid? Organ,
    string Name,
    string OrganName,
    IReadOnlySet<Role> Roles,
    Guid? ActsFor = null,
    string? ActsForName = null
)
{
    /// <summary>The system itself: reminders, sealing, imports from the command line.</summary>
    public static Actor System(int tenant = 1) =>
        new(tenant, null, null, "系统", "", new HashSet<Role>()) { IsSystem = true };

    /// <summary>Somebody outside, without an account: may nothing that needs a capability.</summary>
    public static Actor Outside(int tenant = 1) =>
        new(tenant, null, null, "公众", "", new HashSet<Role>());

    /// <summary>Whether this is the system itself, which may do what its jobs and the command line ask.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>Whether any of the roles allows it.</summary>
    public bool Can(Capability capability) => IsSystem || Roles.Any(r => r.May(capability));

    /// <summary>The name as trail and documents show it: 李宁（代 周明）.</summary>
    public string ShownName => ActsForName is null ? Name : $"{Name}（代 {ActsForName}）";
}

/// <summary>What rows somebody may see. Every query takes one; so do figures, caches, feeds and exports.</summary>
/// <param name="Everything">All rows of the tenant (coordinator, leader).</param>
/// <param name="Organs">Else the rows of these organs: the own one and those below it.</param>
public sealed record Scope(int Tenant, bool Everything, IReadOnlyList<Guid> Organs)
{
    /// <summary>All of a tenant; for the system's own jobs.</summary>
    public static Scope All(int tenant = 1) => new(tenant, true, []);

    /// <summary>A part of every cache key.</summary>
    public string Key =>
        Everything ? $"{Tenant}:*" : $"{Tenant}:{string.Join(',', Organs.Order())}";
}

/// <summary>A row that belongs to an organ.</summary>
public interface IOwned
{
    int Tenant { get; }
    Guid OrganId { get; }
}

/// <summary>Puts the scope into the query, in SQL.</summary>
public static class ScopeQueries
{
    /// <summary>Only the rows that may be seen.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, Scope scope)
        where T : class, IOwned
    {
        var tenant = scope.Tenant;
        if (scope.Everything)
        {
            return rows.Where(r => r.Tenant == tenant);
        }
        if (scope.Organs.Count == 1)
        {
            var organ = scope.Organs[0];
            return rows.Where(r => r.Tenant == tenant && r.OrganId == organ);
        }
        var organs = scope.Organs.ToList();
        return rows.Where(r => r.Tenant == tenant && organs.Contains(r.OrganId));
    }
}
