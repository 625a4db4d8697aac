using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Plans.Rectification;

/// <summary>Where a problem was found (blocks/ledgers.md, RectificationItem).</summary>
public enum ProblemSource
{
    [Display(Name = "中央或上级法治督察")]
    HigherInspection,

    [Display(Name = "本级法治督察")]
    OwnInspection,

    [Display(Name = "行政执法专项整治")]
    EnforcementCampaign,

    [Display(Name = "涉企行政执法专项监督")]
    EnterpriseEnforcement,

    [Display(Name = "案卷评查")]
    FileReview,

    [Display(Name = "审计")]
    Audit,

    [Display(Name = "政府督查")]
    GovernmentInspection,

    [Display(Name = "人大监督")]
    Congress,

    [Display(Name = "巡视巡察")]
    PartyInspection,

    [Display(Name = "年报列明的不足")]
    AnnualReport,

    [Display(Name = "其他")]
    Other,

    [Display(Name = "政务失信")]
    Dishonesty,

    [Display(Name = "执法监督文书")]
    SupervisionNotice,

    [Display(Name = "历史遗留问题")]
    Legacy,

    [Display(Name = "领导包案")]
    LeaderCase,

    [Display(Name = "风险隐患")]
    Hazard,

    [Display(Name = "廉政风险")]
    IntegrityRisk,

    [Display(Name = "涉诉会商")]
    LitigationRisk,

    [Display(Name = "司法、检察、监察建议")]
    Suggestion,
}

/// <summary>The life of a problem: 登记 → 交办 → 整改中 → 已报整改 → 销号; from 已报整改 also back, or 长期坚持.</summary>
public enum ProblemState
{
    [Display(Name = "登记")]
    Registered,

    [Display(Name = "交办")]
    HandedOut,

    [Display(Name = "整改中")]
    Mending,

    [Display(Name = "已报整改")]
    Reported,

    [Display(Name = "长期坚持")]
    LongTerm,

    [Display(Name = "销号")]
    Closed,
}

/// <summary>What became of a problem.</summary>
public enum ProblemOutcome
{
    [Display(Name = "整改完成")]
    Mended,

    [Display(Name = "不属实")]
    Unfounded,

    [Display(Name = "转其他途径")]
    Elsewhere,

    /// <summary>Its entry was taken back; it counts nowhere.</summary>
    [Display(Name = "撤回登记")]
    Withdrawn,
}

/// <summary>A problem that some check found, with one organ and one person who answer for it, until it is closed.</summary>
[Carries("S060", "S100", "S184")]
public sealed class RectificationItem : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public ProblemSource Source { get; init; }

    /// <summary>Name of the round, such as 2026年省法治督察反馈.</summary>
    public required string Programme { get; init; }

    /// <summary>Unique in its programme.</summary>
    public required string Number { get; init; }

    public required string Text { get; init; }
    public string? Category { get; init; }
    public string? Demand { get; init; }
    public DateOnly FoundOn { get; init; }

    /// <summary>The organ that found it and verifies.</summary>
    public Guid IssuerId { get; init; }

    /// <summary>The responsible organ: exactly one.</summary>
    public Guid OrganId { get; set; }

    /// <summary>JSON of the list of organs that help.</summary>
    public string CoOrgans { get; init; } = "[]";

    public Guid? OwnerId { get; set; }
    public DateOnly DueOn { get; set; }
    public ProblemState State { get; set; }
    public string? Measure { get; set; }
    public DateOnly? ReportedOn { get; set; }
    public string? Report { get; set; }
    public string? Files { get; set; }
    public Guid? VerifierId { get; set; }
    public DateOnly? VerifiedOn { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public ProblemOutcome? Outcome { get; set; }
    public DateOnly? NextCheckOn { get; set; }
    public bool EnterpriseRelated { get; init; }

    /// <summary>The ledger whose line opened it, if one did.</summary>
    public string? OriginLedger { get; init; }

    /// <summary>That line.</summary>
    public Guid? Origin { get; init; }

    /// <summary>The stream of a problem.</summary>
    public static string StreamOf(Guid id) => $"rectification:{id}";

    public bool IsOpen => State != ProblemState.Closed;

    /// <summary>Late from the day after: what was reported in time is not.</summary>
    public bool IsLate(DateOnly today) =>
        State is ProblemState.Registered or ProblemState.HandedOut or ProblemState.Mending
        && DueOn < today;

    public IReadOnlyList<EvidenceFile> ReadFiles() =>
        Files is null
            ? []
            : JsonSerializer.Deserialize<List<EvidenceFile>>(Files, EventRegistry.Json)!;

    public IReadOnlyList<Guid> ReadCoOrgans() =>
        JsonSerializer.Deserialize<List<Guid>>(CoOrgans, EventRegistry.Json)!;
}

internal sealed class RectificationConfiguration : IEntityTypeConfiguration<RectificationItem>
{
    public void Configure(EntityTypeBuilder<RectificationItem> entity)
    {
        entity.HasKey(p => new { p.Tenant, p.Id });
        entity
            .HasIndex(p => new
            {
                p.Tenant,
                p.Source,
                p.Programme,
                p.Number,
            })
            .IsUnique();
        entity.HasIndex(p => new
        {
            p.Tenant,
            p.OrganId,
            p.State,
            p.DueOn,
        });
        entity.HasIndex(p => new { p.Tenant, p.Origin });
        entity.Ignore(p => p.IsOpen);
    }
}

/// <summary>A problem was entered.</summary>
[TrailEvent("rectification.registered", "登记问题")]
public sealed record ProblemRegistered : ITrailEvent
{
    public Guid Id { get; init; }
    public ProblemSource Source { get; init; }
    public required string Programme { get; init; }
    public required string Number { get; init; }
    public required string Text { get; init; }
    public string? Category { get; init; }
    public string? Demand { get; init; }
    public DateOnly FoundOn { get; init; }
    public Guid Issuer { get; init; }
    public Guid Organ { get; init; }
    public IReadOnlyList<Guid> CoOrgans { get; init; } = [];
    public DateOnly DueOn { get; init; }
    public bool EnterpriseRelated { get; init; }
    public string? OriginLedger { get; init; }
    public Guid? Origin { get; init; }
}

/// <summary>It was handed to the responsible organ.</summary>
[TrailEvent("rectification.handed-out", "交办问题")]
public sealed record ProblemHandedOut(Guid Problem) : ITrailEvent;

/// <summary>The responsible organ named who does it and how.</summary>
[TrailEvent("rectification.planned", "制定整改措施")]
public sealed record ProblemPlanned(Guid Problem, Guid Owner, string Measure) : ITrailEvent;

/// <summary>The responsible organ reported it as mended.</summary>
[TrailEvent("rectification.reported", "报告整改")]
public sealed record ProblemReported(Guid Problem, string Text, IReadOnlyList<EvidenceFile> Files)
    : ITrailEvent;

/// <summary>Somebody else verified the report and sent it back; the reason is on the entry.</summary>
[TrailEvent("rectification.returned", "退回整改")]
public sealed record ProblemReturned(Guid Problem) : ITrailEvent;

/// <summary>The stage goals are met; it is looked at again on a day.</summary>
[TrailEvent("rectification.long-term", "转长期坚持")]
public sealed record ProblemLongTerm(Guid Problem, DateOnly NextCheckOn) : ITrailEvent;

/// <summary>It was closed after somebody else had verified it.</summary>
[TrailEvent("rectification.closed", "整改销号")]
public sealed record ProblemClosed(Guid Problem, ProblemOutcome Outcome) : ITrailEvent;

/// <summary>The entry that opened it was taken back.</summary>
[TrailEvent("rectification.withdrawn", "撤回问题")]
public sealed record ProblemWithdrawn(Guid Problem) : ITrailEvent;

/// <summary>The entry that opened it counts again; it is handed out anew.</summary>
[TrailEvent("rectification.reinstated", "恢复问题")]
public sealed record ProblemReinstated(Guid Problem) : ITrailEvent;

/// <summary>The deadline was moved; the reason is on the entry.</summary>
[TrailEvent("rectification.extended", "整改延期")]
public sealed record ProblemExtended(Guid Problem, DateOnly From, DateOnly To, string ApprovedBy)
    : ITrailEvent;

/// <summary>Another organ answers for it now; the reason is on the entry.</summary>
[TrailEvent("rectification.moved", "移交整改")]
public sealed record ProblemMoved(Guid Problem, Guid From, Guid To) : ITrailEvent;

/// <summary>Enters a problem and hands it to its organ.</summary>
public sealed record RegisterProblem(
    ProblemSource Source,
    string Programme,
    string Number,
    string Text,
    Guid Organ,
    DateOnly FoundOn,
    DateOnly DueOn
) : Command
{
    public string? Category { get; init; }
    public string? Demand { get; init; }
    public IReadOnlyList<Guid> CoOrgans { get; init; } = [];
    public bool EnterpriseRelated { get; init; }

    /// <summary>Hands it out at once; else it waits in the list.</summary>
    public bool HandOut { get; init; } = true;
}

/// <summary>Hands registered problems out.</summary>
public sealed record HandOutProblems(IReadOnlyList<Guid> Problems) : Command;

/// <summary>Names who mends it and how.</summary>
public sealed record PlanProblem(Guid Problem, Guid Owner, string Measure) : Command;

/// <summary>Reports it as mended; evidence is owed.</summary>
public sealed record ReportProblem(Guid Problem, string Text) : Command
{
    /// <summary>Names of the files in <see cref="Command.Evidence"/>.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];
}

/// <summary>Sends a report back; the reason is owed.</summary>
public sealed record ReturnProblem(Guid Problem) : Command;

/// <summary>Stage goals are met; looked at again within twelve months.</summary>
public sealed record KeepProblemLongTerm(Guid Problem, DateOnly NextCheckOn) : Command;

/// <summary>Closes a problem (销号).</summary>
public sealed record CloseProblem(Guid Problem, ProblemOutcome Outcome) : Command;

/// <summary>Moves the deadline; reason and approver are owed.</summary>
public sealed record ExtendProblem(Guid Problem, DateOnly To, string ApprovedBy) : Command;

/// <summary>Gives it to another organ; the reason is owed.</summary>
public sealed record MoveProblem(Guid Problem, Guid To) : Command;

internal sealed class RectificationHandler
    : IHandler<RegisterProblem>,
        IHandler<HandOutProblems>,
        IHandler<PlanProblem>,
        IHandler<ReportProblem>,
        IHandler<ReturnProblem>,
        IHandler<KeepProblemLongTerm>,
        IHandler<CloseProblem>,
        IHandler<ExtendProblem>,
        IHandler<MoveProblem>
{
    public async ValueTask<string?> Handle(
        RegisterProblem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Supervise);
        Need(
            command.Programme,
            "请填写来源名称，如“2026年省法治督察反馈”。",
            nameof(command.Programme)
        );
        Need(command.Number, "请填写问题编号。", nameof(command.Number));
        Need(command.Text, "请写明问题。", nameof(command.Text));
        if (command.DueOn < command.FoundOn)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "整改期限不能早于发现日期。",
                field: nameof(command.DueOn)
            );
        }
        if (command.FoundOn > work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "发现日期不能晚于今天。",
                field: nameof(command.FoundOn)
            );
        }
        await PlanDraftHandler.CheckOrgans([command.Organ, .. command.CoOrgans], work);
        var programme = command.Programme.Trim();
        var number = command.Number.Trim();
        if (
            await work
                .Db.Set<RectificationItem>()
                .AnyAsync(
                    p =>
                        p.Tenant == work.Tenant
                        && p.Source == command.Source
                        && p.Programme == programme
                        && p.Number == number,
                    cancellationToken
                )
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"“{programme}”里已经有编号为“{number}”的问题。",
                field: nameof(command.Number)
            );
        }
        var id = work.NewId();
        await Register(
            work,
            new ProblemRegistered
            {
                Id = id,
                Source = command.Source,
                Programme = programme,
                Number = number,
                Text = command.Text.Trim(),
                Category = PlanItemHandler.Blank(command.Category),
                Demand = PlanItemHandler.Blank(command.Demand),
                FoundOn = command.FoundOn,
                Issuer = work.Actor.Organ ?? command.Organ,
                Organ = command.Organ,
                CoOrgans = command.CoOrgans,
                DueOn = command.DueOn,
                EnterpriseRelated = command.EnterpriseRelated,
            },
            command.HandOut
        );
        return id.ToString();
    }

    /// <summary>Enters a problem, and hands it to its organ.</summary>
    internal static async ValueTask Register(Work work, ProblemRegistered problem, bool handOut)
    {
        await work.Append(
            RectificationItem.StreamOf(problem.Id),
            problem,
            expected: 0,
            legalDate: problem.FoundOn,
            organ: problem.Organ
        );
        if (handOut)
        {
            await HandOut(work, problem.Id);
        }
    }

    public async ValueTask<string?> Handle(
        HandOutProblems command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Supervise);
        foreach (var id in command.Problems.Distinct())
        {
            var problem = await Find(id, work);
            if (problem.State != ProblemState.Registered)
            {
                Work.Refuse(RefusalKind.Condition, $"{problem.Number} 号问题已经交办。");
            }
            await HandOut(work, id);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        PlanProblem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var problem = await Mine(command.Problem, work);
        if (
            problem.State
            is not (ProblemState.HandedOut or ProblemState.Mending or ProblemState.LongTerm)
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"问题{problem.State.DisplayName()}，现在不能定措施。"
            );
        }
        Need(command.Measure, "请填写整改措施。", nameof(command.Measure));
        if (
            await work.Db.FindAsync<Person>(work.Tenant, command.Owner)
                is not { LeftOn: null } owner
            || owner.OrganId != problem.OrganId
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "责任人须是责任单位的在职人员。",
                field: nameof(command.Owner)
            );
        }
        await Append(
            work,
            problem,
            new ProblemPlanned(problem.Id, command.Owner, command.Measure.Trim())
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        ReportProblem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var problem = await Mine(command.Problem, work);
        if (problem.State is not (ProblemState.Mending or ProblemState.LongTerm))
        {
            Work.Refuse(RefusalKind.Condition, "请先明确责任人和整改措施，再报告整改。");
        }
        Need(command.Text, "请写明整改情况。", nameof(command.Text));
        if (command.Evidence.Count == 0)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "没有整改佐证材料，不得申请销号。请先上传。",
                field: nameof(command.Evidence)
            );
        }
        await Append(
            work,
            problem,
            new ProblemReported(
                problem.Id,
                command.Text.Trim(),
                [
                    .. command.Evidence.Select(
                        (h, i) =>
                            new EvidenceFile(
                                h,
                                command.FileNames.ElementAtOrDefault(i) ?? $"佐证{i + 1}"
                            )
                    ),
                ]
            )
        );
        await work.SettleNotices($"rectification:{problem.Id}:");
        await work.Notify(
            new Notice(
                $"rectification:{problem.Id}:reported:{await work.VersionOf(RectificationItem.StreamOf(problem.Id))}",
                problem.IssuerId,
                $"整改待复核：{PlanDraft.Shorten(problem.Text, 30)}",
                command.Text.Trim(),
                Href(problem)
            )
            {
                ForThoseWho = Capability.Supervise,
            }
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        ReturnProblem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var problem = await ToVerify(command.Problem, work);
        PlanItemHandler.DemandReason(work, command, "请写明退回的理由。");
        await Append(work, problem, new ProblemReturned(problem.Id));
        await work.SettleNotices($"rectification:{problem.Id}:");
        await Tell(work, problem, "整改被退回", command.Reason!);
        return null;
    }

    public async ValueTask<string?> Handle(
        KeepProblemLongTerm command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var problem = await ToVerify(command.Problem, work);
        if (command.NextCheckOn <= work.Today || command.NextCheckOn > work.Today.AddMonths(12))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "下次核查须在今天以后、十二个月以内。",
                field: nameof(command.NextCheckOn)
            );
        }
        await Append(work, problem, new ProblemLongTerm(problem.Id, command.NextCheckOn));
        await work.SettleNotices($"rectification:{problem.Id}:");
        return null;
    }

    public async ValueTask<string?> Handle(
        CloseProblem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (command.Outcome == ProblemOutcome.Withdrawn)
        {
            Work.Refuse(RefusalKind.Invalid, "撤回登记请在登记这个问题的台账条目上作废。");
        }
        // What proves unfounded or goes elsewhere needs no mending, but still somebody who verified that.
        var problem =
            command.Outcome == ProblemOutcome.Mended
                ? await ToVerify(command.Problem, work)
                : await Verifiable(command.Problem, work);
        if (command.Outcome != ProblemOutcome.Mended)
        {
            PlanItemHandler.DemandReason(work, command, "不属实或转其他途径的，请写明依据。");
        }
        await Append(work, problem, new ProblemClosed(problem.Id, command.Outcome));
        await work.SettleNotices($"rectification:{problem.Id}:");
        return null;
    }

    public async ValueTask<string?> Handle(
        ExtendProblem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Supervise);
        var problem = await Open(command.Problem, work);
        PlanItemHandler.DemandReason(work, command, "请写明延期的理由。");
        Need(command.ApprovedBy, "延期须写明批准人。", nameof(command.ApprovedBy));
        if (command.To <= problem.DueOn)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"延期后的日期须晚于现在的期限 {problem.DueOn:yyyy-MM-dd}。",
                field: nameof(command.To)
            );
        }
        await Append(
            work,
            problem,
            new ProblemExtended(problem.Id, problem.DueOn, command.To, command.ApprovedBy.Trim())
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        MoveProblem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Supervise);
        var problem = await Open(command.Problem, work);
        PlanItemHandler.DemandReason(work, command, "请写明移交的理由。");
        await PlanDraftHandler.CheckOrgans([command.To], work);
        if (command.To == problem.OrganId)
        {
            Work.Refuse(RefusalKind.Invalid, "问题已经由该单位整改。", field: nameof(command.To));
        }
        await Append(work, problem, new ProblemMoved(problem.Id, problem.OrganId, command.To));
        await work.SettleNotices($"rectification:{problem.Id}:");
        await Tell(work, problem, "移交整改", command.Reason!);
        return null;
    }

    /// <summary>Tells the responsible organ of a problem that counts again.</summary>
    internal static async ValueTask TellAnew(Work work, Guid id)
    {
        var problem = await Find(id, work);
        await Tell(work, problem, "整改问题已恢复", problem.Text);
    }

    private static async ValueTask HandOut(Work work, Guid id)
    {
        var problem = await Find(id, work);
        await Append(work, problem, new ProblemHandedOut(id));
        await Tell(work, problem, "新交办整改问题", problem.Text);
    }

    private static async ValueTask Tell(
        Work work,
        RectificationItem problem,
        string what,
        string text
    ) =>
        await work.Notify(
            new Notice(
                $"rectification:{problem.Id}:{await work.VersionOf(RectificationItem.StreamOf(problem.Id))}",
                problem.OrganId,
                $"{what}：{PlanDraft.Shorten(problem.Text, 30)}",
                text,
                Href(problem)
            )
            {
                Due = problem.DueOn,
                PersonId = problem.OwnerId,
            }
        );

    private static async ValueTask Append(Work work, RectificationItem problem, ITrailEvent data) =>
        await work.Append(RectificationItem.StreamOf(problem.Id), data, organ: problem.OrganId);

    private static string Href(RectificationItem problem) =>
        $"/workbench/rectification/{problem.Id}";

    private static void Need(string? text, string message, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Work.Refuse(RefusalKind.Invalid, message, field: field);
        }
    }

    private static async ValueTask<RectificationItem> Find(Guid id, Work work)
    {
        var problem = await work.Db.FindAsync<RectificationItem>(work.Tenant, id);
        if (problem is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这个问题。");
        }
        return problem;
    }

    private static async ValueTask<RectificationItem> Open(Guid id, Work work)
    {
        var problem = await Find(id, work);
        if (!problem.IsOpen)
        {
            Work.Refuse(RefusalKind.Condition, "问题已经销号，不能再办。");
        }
        return problem;
    }

    private static async ValueTask<RectificationItem> Mine(Guid id, Work work)
    {
        work.Demand(Capability.ReportProgress);
        var problem = await Open(id, work);
        if (problem.OrganId != work.Actor.Organ)
        {
            Work.Refuse(RefusalKind.Forbidden, "这个问题不由您的单位整改。");
        }
        return problem;
    }

    /// <summary>核验人员不得为整改责任单位人员, nor the owner (blocks/ledgers.md §0.5).</summary>
    private static async ValueTask<RectificationItem> Verifiable(Guid id, Work work)
    {
        work.Demand(Capability.Supervise);
        var problem = await Open(id, work);
        if (problem.OrganId == work.Actor.Organ || problem.OwnerId == work.Actor.Person)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "核验人员不得为整改责任单位人员，请由其他单位的人员复核。"
            );
        }
        return problem;
    }

    private static async ValueTask<RectificationItem> ToVerify(Guid id, Work work)
    {
        var problem = await Verifiable(id, work);
        if (problem.State != ProblemState.Reported)
        {
            Work.Refuse(RefusalKind.Condition, "责任单位还没有报告整改，未经核验不得销号。");
        }
        return problem;
    }
}

internal sealed class RectificationProjection(ProblemRules rules)
    : IProject<ProblemRegistered>,
        IProject<ProblemWithdrawn>,
        IProject<ProblemReinstated>,
        IProject<ProblemHandedOut>,
        IProject<ProblemPlanned>,
        IProject<ProblemReported>,
        IProject<ProblemReturned>,
        IProject<ProblemLongTerm>,
        IProject<ProblemClosed>,
        IProject<ProblemExtended>,
        IProject<ProblemMoved>,
        IProject<WorkHandedOver>
{
    public IReadOnlyList<Type> Tables => [typeof(RectificationItem)];

    public async ValueTask Apply(ProblemRegistered data, TrailEntry entry, FaduDb db)
    {
        var problem = new RectificationItem
        {
            Tenant = entry.Tenant,
            Id = data.Id,
            Source = data.Source,
            Programme = data.Programme,
            Number = data.Number,
            Text = data.Text,
            Category = data.Category,
            Demand = data.Demand,
            FoundOn = data.FoundOn,
            IssuerId = data.Issuer,
            OrganId = data.Organ,
            CoOrgans = JsonSerializer.Serialize(data.CoOrgans, EventRegistry.Json),
            DueOn = data.DueOn,
            EnterpriseRelated = data.EnterpriseRelated,
            OriginLedger = data.OriginLedger,
            Origin = data.Origin,
        };
        db.Add(problem);
        await Book(problem, entry, db, isNew: true);
    }

    public ValueTask Apply(ProblemHandedOut data, TrailEntry entry, FaduDb db) =>
        Change(data.Problem, entry, db, p => p.State = ProblemState.HandedOut);

    public ValueTask Apply(ProblemPlanned data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.State = ProblemState.Mending;
                p.OwnerId = data.Owner;
                p.Measure = data.Measure;
            }
        );

    public ValueTask Apply(ProblemReported data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.State = ProblemState.Reported;
                p.ReportedOn = entry.LegalDate;
                p.Report = data.Text;
                p.Files = JsonSerializer.Serialize(data.Files, EventRegistry.Json);
            }
        );

    public ValueTask Apply(ProblemReturned data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.State = ProblemState.Mending;
                p.VerifierId = entry.Actor;
                p.VerifiedOn = entry.LegalDate;
            }
        );

    public ValueTask Apply(ProblemLongTerm data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.State = ProblemState.LongTerm;
                p.VerifierId = entry.Actor;
                p.VerifiedOn = entry.LegalDate;
                p.NextCheckOn = data.NextCheckOn;
            }
        );

    public ValueTask Apply(ProblemClosed data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.State = ProblemState.Closed;
                p.VerifierId = entry.Actor;
                p.VerifiedOn = entry.LegalDate;
                p.ClosedOn = entry.LegalDate;
                p.Outcome = data.Outcome;
                p.NextCheckOn = null;
            }
        );

    public ValueTask Apply(ProblemWithdrawn data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.State = ProblemState.Closed;
                p.ClosedOn = entry.LegalDate;
                p.Outcome = ProblemOutcome.Withdrawn;
                p.NextCheckOn = null;
            }
        );

    public ValueTask Apply(ProblemReinstated data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.State = ProblemState.HandedOut;
                p.ClosedOn = null;
                p.Outcome = null;
            }
        );

    public ValueTask Apply(ProblemExtended data, TrailEntry entry, FaduDb db) =>
        Change(data.Problem, entry, db, p => p.DueOn = data.To);

    public ValueTask Apply(ProblemMoved data, TrailEntry entry, FaduDb db) =>
        Change(
            data.Problem,
            entry,
            db,
            p =>
            {
                p.OrganId = data.To;
                p.OwnerId = null;
                p.State = ProblemState.HandedOut;
            }
        );

    public async ValueTask Apply(WorkHandedOver data, TrailEntry entry, FaduDb db)
    {
        await db.Set<RectificationItem>()
            .Where(p =>
                p.Tenant == entry.Tenant && p.OwnerId == data.From && p.State != ProblemState.Closed
            )
            .LoadAsync();
        foreach (
            var problem in db.Set<RectificationItem>()
                .Local.Where(p =>
                    p.Tenant == entry.Tenant
                    && p.OwnerId == data.From
                    && p.State != ProblemState.Closed
                )
        )
        {
            problem.OwnerId = data.To;
        }
    }

    private async ValueTask Change(
        Guid id,
        TrailEntry entry,
        FaduDb db,
        Action<RectificationItem> change
    )
    {
        var problem = (await db.FindAsync<RectificationItem>(entry.Tenant, id))!;
        change(problem);
        await Book(problem, entry, db);
    }

    private ValueTask Book(
        RectificationItem problem,
        TrailEntry entry,
        FaduDb db,
        bool isNew = false
    ) =>
        ContributionBook.Book(
            db,
            entry,
            "rectification",
            problem.Id,
            rules.ContributionsOf(problem),
            isNew
        );
}

/// <summary>Takes back what somebody has just done to problems.</summary>
internal sealed class RectificationUndo
    : IUndo<ProblemRegistered>,
        IUndo<ProblemHandedOut>,
        IUndo<ProblemWithdrawn>,
        IUndo<ProblemReinstated>
{
    public ValueTask Undo(ProblemRegistered data, TrailEntry entry, Work work) =>
        Append(work, data.Id, data.Organ, new ProblemWithdrawn(data.Id));

    // Registering and handing out are one command; the withdrawal is written for the registration.
    public ValueTask Undo(ProblemHandedOut data, TrailEntry entry, Work work) =>
        ValueTask.CompletedTask;

    public async ValueTask Undo(ProblemWithdrawn data, TrailEntry entry, Work work)
    {
        await Append(work, data.Problem, entry.Organ, new ProblemReinstated(data.Problem));
        await RectificationHandler.TellAnew(work, data.Problem);
    }

    public ValueTask Undo(ProblemReinstated data, TrailEntry entry, Work work) =>
        Append(work, data.Problem, entry.Organ, new ProblemWithdrawn(data.Problem));

    private static async ValueTask Append(Work work, Guid id, Guid? organ, ITrailEvent data)
    {
        await work.Append(RectificationItem.StreamOf(id), data, organ: organ, reason: "撤销");
        await work.SettleNotices($"rectification:{id}:");
    }
}

/// <summary>Problems in the hands of people.</summary>
internal sealed class OpenProblems : IOpenWork
{
    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    ) =>
        Read(
            db.Set<RectificationItem>().Where(p => p.Tenant == tenant && p.OwnerId == person),
            cancellationToken
        );

    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    ) =>
        Read(
            db.Set<RectificationItem>().Where(p => p.Tenant == tenant && p.OrganId == organ),
            cancellationToken
        );

    // The successor names anew who does it.
    public async Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var problems = await work
            .Db.Set<RectificationItem>()
            .AsNoTracking()
            .Where(p =>
                p.Tenant == work.Tenant && p.OrganId == from && p.State != ProblemState.Closed
            )
            .OrderBy(p => p.Id)
            .Select(p => p.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in problems)
        {
            await work.Append(
                RectificationItem.StreamOf(id),
                new ProblemMoved(id, from, to),
                organ: to
            );
        }
    }

    private static async Task<IReadOnlyList<OpenWorkItem>> Read(
        IQueryable<RectificationItem> problems,
        CancellationToken cancellationToken
    )
    {
        var rows = await problems
            .Where(p => p.State != ProblemState.Closed)
            .OrderBy(p => p.DueOn)
            .Select(p => new
            {
                p.Id,
                p.Text,
                p.DueOn,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new OpenWorkItem(
                "整改",
                PlanDraft.Shorten(r.Text, 60),
                $"/workbench/rectification/{r.Id}",
                r.DueOn
            )),
        ];
    }
}
