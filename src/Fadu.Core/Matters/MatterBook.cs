using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Calendars;
using Fadu.Core.Files;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

/// <summary>
/// What every command on matters needs inside a commit: the world of the engine, the matter with its procedure and the actor's parts in it, and the one way to enter what the engine answered.
/// </summary>
internal sealed class MatterBook(ProcedureRegistry procedures)
{
    public ProcedureRegistry Procedures { get; } = procedures;

    /// <summary>A matter with all that a step looks at.</summary>
    public sealed record Case(
        Matter Matter,
        Procedure Procedure,
        MatterState State,
        IReadOnlyList<(Guid Organ, string Role)> Invited,
        Acting Acting,
        ProcedureWorld World
    );

    /// <summary>The calendar, the day and the county's own lengths.</summary>
    public static async ValueTask<ProcedureWorld> World(
        FaduDb db,
        int tenant,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var calendar = await CountyCalendars.Read(db, tenant, cancellationToken);
        var lengths = await db.Set<ProcedureSetting>()
            .AsNoTracking()
            .Where(s => s.Tenant == tenant && s.Key.StartsWith("clock:"))
            .ToDictionaryAsync(
                s => (s.Procedure, s.Key),
                s => JsonSerializer.Deserialize<TimeLimit>(s.Value, EventRegistry.Json),
                cancellationToken
            );
        return new ProcedureWorld(today, calendar)
        {
            Setting = (procedure, clock) =>
                lengths.GetValueOrDefault((procedure, "clock:" + clock)),
        };
    }

    /// <summary>The matter that a command names, if the actor may see it.</summary>
    public async ValueTask<Case> Find(Work work, Guid id, CancellationToken cancellationToken)
    {
        var matter = await work.Db.FindAsync<Matter>([work.Tenant, id], cancellationToken);
        var organs = await OrgansOf(work, id, cancellationToken);
        if (
            matter is null
            || (
                !work.Actor.IsSystem
                && !work.Actor.Can(Capability.ViewCounty)
                && organs.TrueForAll(o => o.OrganId != work.Actor.Organ)
            )
        )
        {
            Work.Refuse(RefusalKind.NotFound, "没有这件事项，或者您不能查看。");
        }
        return await Open(work, matter, organs, cancellationToken);
    }

    /// <summary>A matter already read, as the actor meets it.</summary>
    public async ValueTask<Case> Open(
        Work work,
        Matter matter,
        IReadOnlyList<MatterOrgan> organs,
        CancellationToken cancellationToken
    )
    {
        var procedure = Procedures.Get(matter.Procedure, matter.Edition);
        var invited = InvitedOf(organs);
        return new Case(
            matter,
            procedure,
            matter.ReadState(),
            invited,
            MatterParts.Of(work.Actor, procedure, matter.OrganId, matter.SenderId, invited),
            await World(work.Db, work.Tenant, work.Today, cancellationToken) with
            {
                Owner = matter.OrganId,
                Sender = matter.SenderId,
            }
        );
    }

    /// <summary>The organs of a matter; within a command it may just have been opened, then its rows are only tracked.</summary>
    public static async ValueTask<List<MatterOrgan>> OrgansOf(
        Work work,
        Guid matter,
        CancellationToken cancellationToken
    )
    {
        await work
            .Db.Set<MatterOrgan>()
            .Where(o => o.Tenant == work.Tenant && o.MatterId == matter)
            .LoadAsync(cancellationToken);
        return
        [
            .. work
                .Db.Set<MatterOrgan>()
                .Local.Where(o => o.Tenant == work.Tenant && o.MatterId == matter),
        ];
    }

    public static IReadOnlyList<(Guid Organ, string Role)> InvitedOf(
        IEnumerable<MatterOrgan> organs
    ) =>
        [
            .. organs
                .Where(o => o.Part == MatterPart.Invited)
                .Select(o => (o.OrganId, o.Role))
                .Distinct(),
        ];

    /// <summary>Refuses when somebody has acted since the person opened the page, and says who did what meanwhile.</summary>
    public static async ValueTask DemandSeen(
        Work work,
        Matter matter,
        int seen,
        EventRegistry registry,
        CancellationToken cancellationToken
    )
    {
        if (matter.IsVoid)
        {
            Work.Refuse(RefusalKind.Condition, "这件事项已经作为误立撤销，不能再办理。");
        }
        if (seen >= matter.Version)
        {
            return;
        }
        var stream = Matter.StreamOf(matter.Id);
        var entries = await work
            .Db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e =>
                e.Tenant == work.Tenant
                && e.Stream == stream
                && e.Number > seen
                && e.Kind != "matter.warned"
            )
            .OrderBy(e => e.Number)
            .Take(20)
            .ToListAsync(cancellationToken);
        var people = entries.Select(e => e.Actor).OfType<Guid>().Distinct().ToList();
        var names = await work
            .Db.Set<Person>()
            .AsNoTracking()
            .Where(p => p.Tenant == work.Tenant && people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        throw new RefusedException(
            new Refusal(
                RefusalKind.Conflict,
                "在您打开之后，这件事项已经有人办理。您填写的内容没有丢失，请核对下列情况后再提交。"
            )
            {
                Details =
                [
                    .. entries.Select(e =>
                        $"{TimeZoneInfo.ConvertTime(e.At, FaduTime.Zone):yyyy-MM-dd HH:mm} {(e.Actor is { } a ? names.GetValueOrDefault(a, "已离职人员") : "系统")}：{MatterTimeline.NameOf(e.Read(registry), registry.DisplayName(e.Kind))}"
                    ),
                ],
            }
        );
    }

    /// <summary>Ends the command with what the engine refused; the first as the message, the others as details.</summary>
    public static void Demand(Transition transition)
    {
        if (!transition.IsRefused)
        {
            return;
        }
        var refusals = transition.Refusals.Select(r => r.ToRefusal()).ToList();
        throw new RefusedException(
            refusals[0] with
            {
                Details = [.. refusals.Skip(1).Select(r => r.Message)],
            }
        );
    }

    /// <summary>Checks values by the rules of their form.</summary>
    public static void DemandForm(Type? type, JsonObject values, DateOnly today)
    {
        if (type is null)
        {
            return;
        }
        var errors = RecordForm.Of(type).Check(values, today);
        if (errors.Count > 0)
        {
            throw new RefusedException(
                new Refusal(RefusalKind.Invalid, errors[0].ToString(), Field: errors[0].Field)
                {
                    Details = [.. errors.Skip(1).Select(e => e.ToString())],
                }
            );
        }
    }

    /// <summary>
    /// Enters what the engine answered, by the event that the caller makes of it; opens what is to be opened, tells who is asked next, and gives the parent the outcome.
    /// </summary>
    public async ValueTask Enter(
        Work work,
        Case c,
        Transition transition,
        Func<IReadOnlyList<Effect>, IReadOnlyList<ClockDay>, MatterStanding, IMatterMoved> make,
        CancellationToken cancellationToken,
        DateOnly? legalDate = null
    )
    {
        Demand(transition);
        if (transition.IsNothing)
        {
            return;
        }
        var matter = c.Matter;
        var procedure = Procedures.Get(transition.State.Procedure, transition.State.Edition);
        var effects = For(transition.Effects, matter.OrganId);
        await work.Append(
            Matter.StreamOf(matter.Id),
            make(
                effects,
                DaysOf(procedure, transition, c.World),
                StandingOf(
                    procedure,
                    transition.State,
                    matter.OrganId,
                    matter.SenderId,
                    [
                        .. c.Invited,
                        .. effects
                            .OfType<OrganWanted>()
                            .Select(w => (Guid.Parse(w.Organ), w.Role))
                            .Except(c.Invited),
                    ]
                )
            ),
            legalDate: legalDate,
            organ: matter.OrganId
        );
        await Follow(work, matter, effects, transition.State, c.World, cancellationToken);
    }

    /// <summary>Opens a matter; the caller has checked who may.</summary>
    public async ValueTask<Guid> File(
        Work work,
        Procedure procedure,
        JsonObject facts,
        DateOnly anchor,
        (Guid Owner, Guid Sender, Guid? Handler) whose,
        (Matter Matter, string Slot)? parent,
        IReadOnlyList<NewMaterial> materials,
        Acting acting,
        CancellationToken cancellationToken
    )
    {
        await RegisterReferences.Complete(
            work,
            procedure.FactsType,
            facts,
            anchor,
            cancellationToken
        );
        var part = new OpeningPart(
            work.Db,
            Scope.All(work.Tenant),
            procedure,
            whose.Sender,
            anchor,
            new Dictionary<string, string?>(StringComparer.Ordinal),
            []
        );
        foreach (var module in Procedures.Parts)
        {
            await module.Complete(part, facts, cancellationToken);
        }
        var world = await World(work.Db, work.Tenant, work.Today, cancellationToken) with
        {
            Owner = whose.Owner,
            Sender = whose.Sender,
        };
        var opened = ProcedureEngine.Open(procedure, facts, anchor, acting, world);
        Demand(opened);
        var (effects, state) = (opened.Effects.ToList(), opened.State);
        foreach (var material in materials)
        {
            await DemandFile(work, material, cancellationToken);
            var added = ProcedureEngine.AddMaterial(
                procedure,
                state,
                material.Material,
                material.Hash,
                material.Name,
                acting,
                work.Today,
                world
            );
            Demand(added);
            effects.AddRange(added.Effects);
            state = added.State;
        }
        var id = work.NewId();
        var (owner, sender, handler) = whose;
        var person = await Route(work, procedure, owner, handler, cancellationToken);
        var all = For(effects, owner);
        await work.Append(
            Matter.StreamOf(id),
            new MatterFiled(
                id,
                procedure.Key,
                TitleOf(procedure, facts),
                owner,
                sender,
                person,
                parent?.Matter.Id,
                parent?.Slot,
                all,
                DaysOf(procedure, new Transition(effects, state, []), world),
                StandingOf(procedure, state, owner, sender, [])
            ),
            expected: 0,
            legalDate: anchor,
            organ: owner
        );
        var matter = (await work.Db.FindAsync<Matter>([work.Tenant, id], cancellationToken))!;
        await Follow(work, matter, all, state, world, cancellationToken);
        return id;
    }

    /// <summary>The day of a clock by a calendar.</summary>
    public static ClockDay DayOf(
        Procedure procedure,
        string clock,
        MatterState state,
        WorkCalendar calendar
    )
    {
        var rule = procedure.FindClock(clock)!;
        var reading = state.Clocks[clock].ToClock(rule.Kind).Read(calendar);
        return new ClockDay(
            clock,
            rule.Name,
            rule.Kind,
            reading.Due,
            reading.IsProvisional,
            calendar.Version
        );
    }

    /// <summary>The person of an organ who takes a matter: of those who may handle it, the one with the fewest open ones of that procedure.</summary>
    public static async ValueTask<Guid> Route(
        Work work,
        Procedure procedure,
        Guid owner,
        Guid? wanted,
        CancellationToken cancellationToken
    )
    {
        if (wanted is { } person)
        {
            var named = await work.Db.FindAsync<Person>([work.Tenant, person], cancellationToken);
            if (named is null || named.OrganId != owner || !named.IsInOffice(work.Today))
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "承办人须是承办单位的在职人员，请重新选择。",
                    field: nameof(AssignMatter.Handler)
                );
            }
            return named.Id;
        }
        var able = await AbleOf(
            work.Db,
            work.Tenant,
            procedure,
            owner,
            work.Today,
            cancellationToken
        );
        // Who enters it for his own organ takes it himself.
        if (work.Actor.Person is { } self && work.Actor.Organ == owner && able.Contains(self))
        {
            return self;
        }
        if (able.Count == 0)
        {
            var organ = await work.Db.FindAsync<Organ>([work.Tenant, owner], cancellationToken);
            Work.Refuse(
                RefusalKind.Condition,
                $"“{organ?.ShortName ?? "承办单位"}”没有可以承办的在职人员，不能由它承办；请先由系统管理员登记人员，或者改由其他单位承办。"
            );
        }
        var load = await work
            .Db.Set<Matter>()
            .Where(m =>
                m.Tenant == work.Tenant
                && m.IsOpen
                && m.Procedure == procedure.Key
                && able.Contains(m.HandlerId)
            )
            .GroupBy(m => m.HandlerId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return able.OrderBy(p => load.GetValueOrDefault(p)).ThenBy(p => p).First();
    }

    /// <summary>
    /// Who of an organ may be given a matter: those in office whose office it is first of all, such as reviewers for a review; only where there are none, those who may do it besides, such as their head.
    /// </summary>
    public static async ValueTask<IReadOnlyList<Guid>> AbleOf(
        FaduDb db,
        int tenant,
        Procedure procedure,
        Guid organ,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var roles = procedure
            .Actions.SelectMany(a => a.By)
            .Where(r => r.Side == Side.Owner && !MatterParts.IsHead(r))
            .SelectMany(MatterParts.RolesFor)
            .Distinct()
            .ToList();
        var granted = await GrantedIn(db, tenant, organ, roles, today)
            .Select(g => new { g.PersonId, g.Role })
            .ToListAsync(cancellationToken);
        return
        [
            .. granted
                .GroupBy(g => roles.IndexOf(g.Role))
                .OrderBy(g => g.Key)
                .FirstOrDefault()
                ?.Select(g => g.PersonId)
                .Distinct()
                ?? [],
        ];
    }

    /// <summary>A file must have been handed in before it is part of a matter.</summary>
    public static async ValueTask DemandFile(
        Work work,
        NewMaterial material,
        CancellationToken cancellationToken
    )
    {
        if (
            material.Hash.Length > 0
            && !await work
                .Db.Set<StoredFile>()
                .AnyAsync(
                    f => f.Tenant == work.Tenant && f.Hash == material.Hash,
                    cancellationToken
                )
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"“{material.Name}”没有上传成功，请重新上传后再提交。",
                field: nameof(OpenMatter.Materials)
            );
        }
    }

    /// <summary>The title: the record's 名称 or its first text.</summary>
    public static string TitleOf(Procedure procedure, JsonObject facts)
    {
        var form = RecordForm.Of(procedure.FactsType);
        var title = form.Find("title") is not null
            ? (string?)facts["title"]
            : form
                .Fields.Where(f => f.Type == Ledgers.FieldType.Text)
                .Select(f => (string?)facts[f.Name])
                .FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        return string.IsNullOrWhiteSpace(title) ? procedure.Name : title.Trim();
    }

    /// <summary>The organ that the county has made responsible for a procedure.</summary>
    public static async ValueTask<Guid?> OwnerOf(
        Work work,
        string procedure,
        CancellationToken cancellationToken
    ) =>
        await work.Db.FindAsync<ProcedureSetting>(
            [work.Tenant, procedure, ProcedureSetting.OwnerKey],
            cancellationToken
        )
            is { } set
            ? Guid.Parse(set.Value)
            : null;

    /// <summary>Tells who is asked next; what was asked before is settled. Where only a head can go on, the head is told and not who prepared it.</summary>
    public async ValueTask Tell(
        Work work,
        Matter matter,
        ProcedureWorld world,
        CancellationToken cancellationToken
    )
    {
        if (!matter.IsOpen)
        {
            await work.SettleNotices($"matter:{matter.Id}:");
            return;
        }
        var key = $"matter:{matter.Id}:todo:";
        await work.SettleNotices(key);
        // not the version that a form carries: an invitation leaves that as it is
        var entry = await work.VersionOf(Matter.StreamOf(matter.Id));
        var organs = await OrgansOf(work, matter.Id, cancellationToken);
        var isForHead =
            IsForHead(Procedures.Get(matter.Procedure, matter.Edition), matter.ReadState(), world)
            && await HasHead(work, matter.OrganId, cancellationToken);
        foreach (var organ in organs.Where(o => o.IsAsked).Select(o => o.OrganId).Distinct())
        {
            var isOwner = organ == matter.OrganId;
            await work.Notify(
                new Notice(
                    $"{key}{entry}:{organ}",
                    organ,
                    $"待办：{Plans.PlanDraft.Shorten(matter.Title, 30)}",
                    matter.NextStep,
                    Matter.AddressOf(matter.Id)
                )
                {
                    PersonId = isOwner && !isForHead ? matter.HandlerId : null,
                    ForThoseWho =
                        !isOwner ? Capability.HandleMatters
                        : isForHead ? Capability.SignMatters
                        : null,
                    Due = matter.NextDue == Matter.NoDue ? null : matter.NextDue,
                }
            );
        }
    }

    /// <summary>Whether of what the responsible organ can do now everything is for its head.</summary>
    private static bool IsForHead(Procedure procedure, MatterState state, ProcedureWorld world)
    {
        var next = ProcedureEngine
            .NextSteps(procedure, state)
            .SelectMany(s => s.Actions)
            .Select(a => a.Key)
            .ToHashSet(StringComparer.Ordinal);
        var now = ProcedureEngine
            .Offers(procedure, state, null, world)
            .Where(o => o.Refusals.Count == 0 && next.Contains(o.Action.Key))
            .Select(o => o.Action.By.Where(r => r.Side == Side.Owner).ToList())
            .Where(by => by.Count > 0)
            .ToList();
        return now.Count > 0 && now.TrueForAll(by => by.TrueForAll(MatterParts.IsHead));
    }

    private static Task<bool> HasHead(Work work, Guid organ, CancellationToken cancellationToken)
    {
        var heads = Enum.GetValues<Role>().Where(r => r.May(Capability.SignMatters)).ToList();
        return GrantedIn(work.Db, work.Tenant, organ, heads, work.Today)
            .AnyAsync(cancellationToken);
    }

    /// <summary>The roles that people who work in an organ have on a day, of those asked about.</summary>
    private static IQueryable<RoleGrant> GrantedIn(
        FaduDb db,
        int tenant,
        Guid organ,
        List<Role> roles,
        DateOnly today
    ) =>
        db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g =>
                g.Tenant == tenant
                && roles.Contains(g.Role)
                && g.From <= today
                && (g.To == null || g.To >= today)
                && db.Set<Person>()
                    .Any(p =>
                        p.Tenant == g.Tenant
                        && p.Id == g.PersonId
                        && p.OrganId == organ
                        && p.LeftOn == null
                    )
            );

    private static MatterStanding StandingOf(
        Procedure procedure,
        MatterState state,
        Guid owner,
        Guid sender,
        IReadOnlyList<(Guid Organ, string Role)> invited
    )
    {
        var steps = ProcedureEngine.NextSteps(procedure, state);
        return new MatterStanding(
            state.IsEnded ? "办结" : steps[0].Stage.Name,
            string.Join("；", steps.Select(s => s.Text)),
            MatterParts.Asked(steps, owner, sender, invited),
            state.Outcome is { } o ? procedure.FindOutcome(o)?.Name ?? o : null
        );
    }

    private static IReadOnlyList<ClockDay> DaysOf(
        Procedure procedure,
        Transition transition,
        ProcedureWorld world
    ) =>
        [
            .. transition
                .Effects.Select(e =>
                    e switch
                    {
                        ClockStarted s => s.Clock,
                        ClockMoved m => m.Clock,
                        _ => null,
                    }
                )
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(c => DayOf(procedure, c, transition.State, world.Calendar)),
        ];

    /// <summary>Counts are for the organ that is responsible at the time.</summary>
    private static IReadOnlyList<Effect> For(IReadOnlyList<Effect> effects, Guid owner) =>
        [.. effects.Select(e => e is Counted c ? c with { For = owner.ToString() } : e)];

    /// <summary>The newest version of each material: by key, the SHA-256 of the file.</summary>
    public static IReadOnlyDictionary<string, string> NewestOf(MatterState state) =>
        state
            .Materials.GroupBy(m => m.Material, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().Hash, StringComparer.Ordinal);

    /// <summary>What an entry brings with it: children, notices, the parent.</summary>
    private async ValueTask Follow(
        Work work,
        Matter matter,
        IReadOnlyList<Effect> effects,
        MatterState state,
        ProcedureWorld world,
        CancellationToken cancellationToken
    )
    {
        foreach (var wanted in effects.OfType<ChildWanted>())
        {
            await OpenChild(work, matter, state, wanted, cancellationToken);
        }
        await Registers.RegisterHandlers.Enter(
            work,
            Procedures.Registers,
            matter,
            [.. effects.OfType<ItemWanted>()],
            cancellationToken
        );
        foreach (var due in effects.OfType<DocumentDue>())
        {
            await Documents.DocumentBook.Owe(
                work,
                matter,
                Procedures.Get(state.Procedure, state.Edition),
                due,
                cancellationToken
            );
        }
        await Publications.PublicationDuties.Of(
            work,
            matter,
            Procedures.Get(state.Procedure, state.Edition),
            effects,
            cancellationToken
        );
        await Tell(work, matter, world, cancellationToken);
        if (
            matter.ParentId is { } parent
            && (
                state.IsEnded
                || effects
                    .OfType<Acted>()
                    .Any(a =>
                        Procedures.Get(state.Procedure, state.Edition).FindAction(a.Action)?.Reports
                        == true
                    )
            )
        )
        {
            await Return(work, parent, matter, state, cancellationToken);
        }
    }

    private async ValueTask OpenChild(
        Work work,
        Matter parent,
        MatterState parentState,
        ChildWanted wanted,
        CancellationToken cancellationToken
    )
    {
        var procedure = Procedures.Find(wanted.Procedure)?.On(work.Today);
        if (procedure is null)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"没有今天适用的“{Procedures.NameOf(wanted.Procedure)}”程序，不能由此开启。"
            );
        }
        DemandForm(procedure.FactsType, wanted.Facts, work.Today);
        var declared = Procedures.Get(parent.Procedure, parent.Edition).FindChild(wanted.Slot)!;
        var sender =
            wanted.Organ is { } organ ? Guid.Parse(organ)
            : declared.IsOfSender ? parent.SenderId
            : parent.OrganId;
        // Nobody hands in twice what both matters know.
        var materials = declared.HandsOver
            ? procedure
                .Materials.Where(m => m.ProvidedBy.Any(procedure.OpenedBy.Contains))
                .Select(m => parentState.NewestOf(m.Key))
                .OfType<MaterialState>()
                .Select(m => new NewMaterial(m.Material, m.Hash, m.Name))
                .ToList()
            : [];
        await File(
            work,
            procedure,
            wanted.Facts,
            work.Today,
            (await OwnerOf(work, procedure.Key, cancellationToken) ?? sender, sender, null),
            (parent, wanted.Slot),
            materials,
            // Whoever takes the step that opens it, opens it.
            new Acting(work.Actor.Person?.ToString(), procedure.OpenedBy.ToHashSet()),
            cancellationToken
        );
    }

    private async ValueTask Return(
        Work work,
        Guid parentId,
        Matter child,
        MatterState state,
        CancellationToken cancellationToken
    )
    {
        var parent = await work.Db.FindAsync<Matter>([work.Tenant, parentId], cancellationToken);
        if (parent is not { IsOpen: true } || child.ParentSlot is not { } slot)
        {
            return;
        }
        var c = await Open(
            work,
            parent,
            await OrgansOf(work, parentId, cancellationToken),
            cancellationToken
        );
        var outcome = state.Outcome ?? "ended";
        await Enter(
            work,
            c,
            ProcedureEngine.ChildReturned(
                c.Procedure,
                c.State,
                slot,
                child.Id.ToString(),
                outcome,
                work.Today,
                c.World,
                NewestOf(state)
            ),
            (effects, days, standing) =>
                new MatterChildReturned(
                    parentId,
                    child.Id,
                    $"{c.Procedure.FindChild(slot)?.Name ?? slot}：{child.OutcomeName ?? "已结束"}",
                    effects,
                    days,
                    standing
                ),
            cancellationToken,
            work.Today
        );
    }
}
