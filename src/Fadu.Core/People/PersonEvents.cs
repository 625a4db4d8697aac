using Fadu.Core.Trail;

namespace Fadu.Core.People;

/// <summary>A person came into office.</summary>
[TrailEvent("person.added", "新增人员")]
public sealed record PersonAdded(
    Guid Id,
    string Name,
    Guid OrganId,
    string? Post,
    string? Login,
    LeaderRank? Rank = null
) : ITrailEvent;

/// <summary>Name, post or rank changed within the organ.</summary>
[TrailEvent("person.post-changed", "变更职务")]
public sealed record PostChanged(Guid PersonId, string Name, string? Post, LeaderRank? Rank)
    : ITrailEvent;

/// <summary>A person moved to another organ; with the organ, when that was merged, split or abolished.</summary>
[TrailEvent("person.moved", "调动")]
public sealed record PersonMoved(
    Guid PersonId,
    Guid OrganId,
    string? Post,
    DateOnly Day,
    bool WithOrgan = false
) : ITrailEvent;

/// <summary>A person left office.</summary>
[TrailEvent("person.left", "离职")]
public sealed record PersonLeft(Guid PersonId, DateOnly LastDay) : ITrailEvent;

/// <summary>A person came back into office, or had not left.</summary>
[TrailEvent("person.returned", "复职")]
public sealed record PersonReturned(Guid PersonId, Guid OrganId, string? Post, DateOnly Day)
    : ITrailEvent;

/// <summary>A person was given a role.</summary>
[TrailEvent("person.role-granted", "授予角色")]
public sealed record RoleGranted(Guid PersonId, Role Role, DateOnly From, DateOnly? To)
    : ITrailEvent;

/// <summary>A role was taken back.</summary>
[TrailEvent("person.role-revoked", "收回角色")]
public sealed record RoleRevoked(Guid PersonId, Role Role, DateOnly To) : ITrailEvent;

/// <summary>A role was asked for; the 安全管理员 decides.</summary>
[TrailEvent("person.role-proposed", "申请角色")]
public sealed record RoleProposed(Guid PersonId, Role Role, DateOnly Day) : ITrailEvent;

/// <summary>A role that had been asked for was refused.</summary>
[TrailEvent("person.role-declined", "不予授予角色")]
public sealed record RoleDeclined(Guid PersonId, Role Role) : ITrailEvent;

/// <summary>An account was opened, or a disabled one enabled again.</summary>
[TrailEvent("person.account-opened", "开通账号")]
public sealed record AccountOpened(Guid PersonId, string Login) : ITrailEvent;

/// <summary>A new one-time password was given.</summary>
[TrailEvent("person.password-reset", "重置密码")]
public sealed record PasswordReset(Guid PersonId) : ITrailEvent;

/// <summary>An account can no longer be used.</summary>
[TrailEvent("person.account-disabled", "停用账号")]
public sealed record AccountDisabled(Guid PersonId) : ITrailEvent;

/// <summary>Somebody will act for another from a day to a day (AB角).</summary>
[TrailEvent("person.delegation-given", "委托代行")]
public sealed record DelegationGiven(
    Guid Id,
    Guid PrincipalId,
    Guid DeputyId,
    DateOnly From,
    DateOnly To
) : ITrailEvent;

/// <summary>A delegation ended before its time.</summary>
[TrailEvent("person.delegation-ended", "终止代行")]
public sealed record DelegationEnded(Guid Id, Guid PrincipalId, DateOnly LastDay) : ITrailEvent;

/// <summary>One organ of a leader's field.</summary>
public sealed record FieldPart(Guid OrganId, string? Matters);

/// <summary>A leader is in charge of exactly these organs from a day on (分管).</summary>
[TrailEvent("person.field-set", "调整分管")]
public sealed record LeaderFieldSet(Guid PersonId, IReadOnlyList<FieldPart> Parts, DateOnly From)
    : ITrailEvent;

/// <summary>
/// All open work of a person went to another one. Every block that keeps a responsible person has a projection that listens to this
/// and puts <paramref name="To"/> where <paramref name="From"/> stood.
/// </summary>
/// <param name="Items">What it was, for the record.</param>
[TrailEvent("person.work-handed-over", "移交工作")]
public sealed record WorkHandedOver(
    Guid From,
    Guid To,
    DateOnly Day,
    IReadOnlyList<OpenWorkItem> Items
) : ITrailEvent;
