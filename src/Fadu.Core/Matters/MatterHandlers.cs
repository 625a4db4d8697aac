using System.Text.Json;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

internal sealed class MatterHandler(ProcedureRegistry procedures, EventRegistry registry)
    : IHandler<OpenMatter>,
        IHandler<ActOnMatter>,
        IHandler<RecordDespite>,
        IHandler<RecordUnlawfulFact>,
        IHandler<SupplementMatter>,
        IHandler<AssignMatter>,
        IHandler<TransferMatter>,
        IHandler<InviteOrgan>,
        IHandler<NameMatter>,
        IHandler<CorrectMatter>,
        IHandler<CorrectMatterDay>,
        IHandler<MoveMatterEdition>,
        IHandler<NoteOnMatter>,
        IHandler<VoidMatter>
{
    // Entries that change nothing one acts upon need no look at what happened meanwhile.
    private const int Whatever = int.MaxValue;
    private readonly MatterBook book = new(procedures);

    public async ValueTask<string?> Handle(
        OpenMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        if (procedures.Find(command.Procedure) is not { } editions)
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有这一程序，请重新选择。",
                field: nameof(command.Procedure)
            );
            return null;
        }
        var anchor = command.Anchor ?? work.Today;
        if (editions.On(anchor) is not { } procedure)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{ChineseDates.Long(anchor)}没有适用的“{editions.Name}”程序，请核对{editions.Newest.Anchor.Name}日期。",
                field: nameof(command.Anchor)
            );
            return null;
        }
        MatterBook.DemandForm(procedure.FactsType, command.Facts, work.Today);
        var facts = command.Facts.DeepClone().AsObject();
        var owner =
            command.Owner
            ?? await MatterBook.OwnerOf(work, procedure.Key, cancellationToken)
            ?? work.Actor.Organ
            ?? Guid.Empty;
        var sender = command.Sender ?? work.Actor.Organ ?? Guid.Empty;
        await OrganRules.Demand(work, owner, nameof(command.Owner), cancellationToken);
        await OrganRules.Demand(work, sender, nameof(command.Sender), cancellationToken);
        if (!work.Actor.IsSystem && work.Actor.Organ != owner && work.Actor.Organ != sender)
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                "只能为本单位提出，或者登记由本单位承办的事项。",
                field: nameof(command.Sender)
            );
        }
        var acting = MatterParts.Of(work.Actor, procedure, owner, sender, []);
        // What another organ hands over on paper is entered by the one that keeps the file.
        if (work.Actor.Organ == owner && acting.Roles.Any(r => r.Side == Side.Owner))
        {
            acting = acting with { Roles = acting.Roles.Concat(procedure.OpenedBy).ToHashSet() };
        }
        return (
            await book.File(
                work,
                procedure,
                facts,
                anchor,
                (owner, sender, command.Handler),
                null,
                command.Materials,
                acting,
                cancellationToken
            )
        ).ToString();
    }

    public async ValueTask<string?> Handle(
        ActOnMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await book.Find(work, command.Matter, cancellationToken);
        var action = Action(c, command.Action);
        var inputs = command.Inputs.DeepClone().AsObject();
        await RegisterReferences.Complete(
            work,
            action.InputType,
            inputs,
            command.LegalDate ?? work.Today,
            cancellationToken
        );
        await Draws.Draw.Complete(
            work,
            action.InputType,
            inputs,
            c.Matter,
            c.State,
            command.LegalDate ?? work.Today,
            cancellationToken
        );
        var done = ProcedureEngine.Act(
            c.Procedure,
            c.State,
            action.Key,
            inputs,
            c.Acting,
            command.LegalDate ?? work.Today,
            c.World,
            command.Reason
        );
        // Sent again, it does nothing again, whatever happened meanwhile.
        if (done.IsNothing)
        {
            return null;
        }
        await MatterBook.DemandSeen(work, c.Matter, command.Seen, registry, cancellationToken);
        MatterBook.DemandForm(action.InputType, command.Inputs, work.Today);
        await book.Enter(
            work,
            c,
            done,
            (effects, days, standing) =>
                new MatterActed(c.Matter.Id, action.Key, action.Name, effects, days, standing),
            cancellationToken
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        RecordDespite command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        var action = Action(c, command.Action);
        MatterBook.DemandForm(action.InputType, command.Inputs, work.Today);
        DemandReason(command, "请写明事实经过。");
        var done = ProcedureEngine.ActDespite(
            c.Procedure,
            c.State,
            action.Key,
            command.Inputs,
            c.Acting,
            command.LegalDate ?? work.Today,
            c.World,
            command.Reason!
        );
        await Unlawful(work, c, done, action.Key, cancellationToken);
        return null;
    }

    public async ValueTask<string?> Handle(
        RecordUnlawfulFact command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        var c = await Case(work, command.Matter, Whatever, cancellationToken);
        DemandReason(command, "请写明事实经过。");
        var done = ProcedureEngine.RecordUnlawful(
            c.Procedure,
            c.State,
            command.Fact,
            command.LegalDate ?? work.Today,
            command.Reason!.Trim(),
            c.Acting,
            c.World
        );
        await Unlawful(work, c, done, null, cancellationToken);
        return null;
    }

    public async ValueTask<string?> Handle(
        SupplementMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await Case(work, command.Matter, Whatever, cancellationToken);
        if (command.Materials.Count == 0)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请选择要补充的材料。",
                field: nameof(command.Materials)
            );
        }
        var (effects, state) = (new List<Effect>(), c.State);
        foreach (var material in command.Materials)
        {
            await MatterBook.DemandFile(work, material, cancellationToken);
            var added = ProcedureEngine.AddMaterial(
                c.Procedure,
                state,
                material.Material,
                material.Hash,
                material.Name,
                c.Acting,
                command.LegalDate ?? work.Today,
                c.World
            );
            MatterBook.Demand(added);
            effects.AddRange(added.Effects);
            state = added.State;
        }
        await book.Enter(
            work,
            c,
            new Transition(effects, state, []),
            (e, days, standing) => new MatterSupplemented(c.Matter.Id, e, days, standing),
            cancellationToken
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        AssignMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AssignMatters);
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        DemandOwner(work, c);
        DemandOpen(c);
        var to = await MatterBook.Route(
            work,
            c.Procedure,
            c.Matter.OrganId,
            command.Handler,
            cancellationToken
        );
        if (to != c.Matter.HandlerId)
        {
            await Assign(work, c, c.Matter.OrganId, to, cancellationToken);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        TransferMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AssignMatters);
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        DemandOwner(work, c);
        DemandOpen(c);
        DemandReason(command, "请写明移交的理由。");
        await OrganRules.Demand(work, command.Owner, nameof(command.Owner), cancellationToken);
        if (command.Owner == c.Matter.OrganId)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "接收单位就是现在的承办单位。",
                field: nameof(command.Owner)
            );
        }
        var to = await MatterBook.Route(
            work,
            c.Procedure,
            command.Owner,
            command.Handler,
            cancellationToken
        );
        await Assign(work, c, command.Owner, to, cancellationToken);
        return null;
    }

    public async ValueTask<string?> Handle(
        InviteOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await Case(work, command.Matter, Whatever, cancellationToken);
        DemandOwner(work, c);
        DemandOpen(c);
        await OrganRules.Demand(work, command.Organ, nameof(command.Organ), cancellationToken);
        if (
            c
                .Procedure.Actions.SelectMany(a => a.By)
                .All(r => r.Key != command.Role || r.Side != Side.Other)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "这一程序没有这样的参与单位，请重新选择。",
                field: nameof(command.Role)
            );
        }
        if (!c.Invited.Contains((command.Organ, command.Role)))
        {
            await work.Append(
                Matter.StreamOf(c.Matter.Id),
                new MatterOrganInvited(
                    c.Matter.Id,
                    command.Organ,
                    command.Role,
                    MatterParts.Asked(
                        ProcedureEngine.NextSteps(c.Procedure, c.State),
                        c.Matter.OrganId,
                        c.Matter.SenderId,
                        [.. c.Invited, (command.Organ, command.Role)]
                    )
                ),
                organ: c.Matter.OrganId
            );
            // the next step may have been waiting for it
            await book.Tell(work, c.Matter, c.World, cancellationToken);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        NameMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        var other = await book.Find(work, command.Other, cancellationToken);
        var (id, named) = (other.Matter.Id, other.Matter);
        if (id == c.Matter.Id || named.IsVoid)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "不能关联这一件，请重新选择。",
                field: nameof(command.Other)
            );
        }
        if (named.IsOpen && named.ParentId is { } taken && taken != c.Matter.Id)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"“{named.Title}”由别的事项开启，正在办理，办结以后才能关联。"
            );
        }
        var opens = other
            .Procedure.Clocks.Where(k => k.Kind == ClockKind.AtLeast)
            .Where(k => other.State.Clocks.TryGetValue(k.Key, out var s) && s.IsOpen)
            .Select(k =>
                other.State.Clocks[k.Key].ToClock(k.Kind).Read(other.World.Calendar).OpensOn
            )
            .Max();
        var outcome = named.IsOpen ? null : other.State.Outcome ?? "ended";
        var done = ProcedureEngine.Name(
            c.Procedure,
            c.State,
            command.Slot,
            new NamedMatter(
                named.Procedure,
                id.ToString(),
                outcome,
                opens,
                MatterBook.NewestOf(other.State)
            ),
            c.Acting,
            work.Today,
            c.World
        );
        done = TakeOver(c, command.Slot, done, other.State, work.Today);
        if (!done.IsRefused && !done.IsNothing && named.IsOpen && named.ParentId is null)
        {
            await work.Append(
                Matter.StreamOf(id),
                new MatterAdopted(id, c.Matter.Id, command.Slot),
                organ: named.OrganId
            );
        }
        await book.Enter(
            work,
            c,
            done,
            (effects, days, standing) =>
                new MatterChildNamed(
                    c.Matter.Id,
                    id,
                    $"关联{c.Procedure.FindChild(command.Slot)!.Name}：{named.Title}（{named.OutcomeName ?? "尚未办结"}）",
                    effects,
                    days,
                    standing
                ),
            cancellationToken
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        CorrectMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        DemandOwner(work, c);
        DemandReason(command, "请写明更正的理由。");
        var changed = command.Changed.DeepClone().AsObject();
        await RegisterReferences.Complete(
            work,
            c.Procedure.FactsType,
            changed,
            c.State.Anchor,
            cancellationToken
        );
        var done = ProcedureEngine.ChangeFacts(c.Procedure, c.State, changed, c.Acting, c.World);
        if (!done.IsRefused)
        {
            MatterBook.DemandForm(c.Procedure.FactsType, done.State.Facts, work.Today);
        }
        await Correct(work, c, done, cancellationToken);
        return null;
    }

    public async ValueTask<string?> Handle(
        CorrectMatterDay command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        DemandOwner(work, c);
        DemandReason(command, "请写明更正的理由。");
        await Correct(
            work,
            c,
            ProcedureEngine.CorrectDay(
                c.Procedure,
                c.State,
                command.Event,
                command.Day,
                c.Acting,
                c.World
            ),
            cancellationToken
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        MoveMatterEdition command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AssignMatters);
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        DemandOwner(work, c);
        DemandOpen(c);
        DemandReason(command, "请写明改用另一版本的理由。");
        if (procedures.Find(c.Procedure.Key)?.Named(command.Edition) is not { } to)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "没有这一版本，请重新选择。",
                field: nameof(command.Edition)
            );
            return null;
        }
        await book.Enter(
            work,
            c,
            ProcedureEngine.MoveEdition(to, c.State, command.Reason!, c.World),
            (effects, days, standing) =>
                new MatterEditionMoved(c.Matter.Id, effects, days, standing),
            cancellationToken
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        NoteOnMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        var c = await Case(work, command.Matter, Whatever, cancellationToken);
        if (string.IsNullOrWhiteSpace(command.Text))
        {
            Work.Refuse(RefusalKind.Invalid, "请填写记事内容。", field: nameof(command.Text));
        }
        await work.Append(
            Matter.StreamOf(c.Matter.Id),
            new MatterNoted(c.Matter.Id, command.Text.Trim()),
            organ: c.Matter.OrganId
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        VoidMatter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AssignMatters);
        var c = await Case(work, command.Matter, command.Seen, cancellationToken);
        DemandOwner(work, c);
        DemandReason(command, "请写明撤销的理由。");
        if (c.Matter.ParentId is not null)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "这件事项由来源事项开启，不能作为误立撤销；请在来源事项中办理。"
            );
        }
        if (
            await work
                .Db.Set<Matter>()
                .AnyAsync(
                    m => m.Tenant == work.Tenant && m.ParentId == c.Matter.Id && m.IsOpen,
                    cancellationToken
                )
        )
        {
            Work.Refuse(RefusalKind.Condition, "它开启的关联事项还没有办结，不能撤销。");
        }
        await work.Append(
            Matter.StreamOf(c.Matter.Id),
            new MatterVoided(c.Matter.Id),
            organ: c.Matter.OrganId
        );
        await book.Tell(work, c.Matter, c.World, cancellationToken);
        return null;
    }

    private async ValueTask<MatterBook.Case> Case(
        Work work,
        Guid id,
        int seen,
        CancellationToken cancellationToken
    )
    {
        var c = await book.Find(work, id, cancellationToken);
        await MatterBook.DemandSeen(work, c.Matter, seen, registry, cancellationToken);
        return c;
    }

    private static ProcedureAction Action(MatterBook.Case c, string key)
    {
        var action = c.Procedure.FindAction(key);
        if (action is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这一办理事项，请重新打开页面。");
        }
        return action;
    }

    private async ValueTask Unlawful(
        Work work,
        MatterBook.Case c,
        Transition done,
        string? action,
        CancellationToken cancellationToken
    ) =>
        await book.Enter(
            work,
            c,
            done,
            (effects, days, standing) =>
                new MatterUnlawfulRecorded(
                    c.Matter.Id,
                    action,
                    string.Join(
                        "、",
                        effects
                            .OfType<UnlawfulRecorded>()
                            .Select(u => c.Procedure.FindUnlawful(u.Fact)!.Name)
                    ),
                    effects,
                    days,
                    standing
                ),
            cancellationToken
        );

    /// <summary>Materials of the named matter that are not there yet come along, so that nobody hands them in twice.</summary>
    private static Transition TakeOver(
        MatterBook.Case c,
        string slot,
        Transition done,
        MatterState other,
        DateOnly today
    )
    {
        if (
            done.IsRefused
            || done.IsNothing
            || c.Procedure.FindChild(slot) is not { IsOnlyNamed: true }
        )
        {
            return done;
        }
        var (effects, state) = (done.Effects.ToList(), done.State);
        foreach (var material in c.Procedure.Materials)
        {
            if (
                state.NewestOf(material.Key) is null
                && other.NewestOf(material.Key) is { } newest
                && ProcedureEngine.AddMaterial(
                    c.Procedure,
                    state,
                    material.Key,
                    newest.Hash,
                    newest.Name,
                    c.Acting,
                    today,
                    c.World
                )
                    is { IsRefused: false } added
            )
            {
                effects.AddRange(added.Effects);
                state = added.State;
            }
        }
        return new(effects, state, []);
    }

    private async ValueTask Correct(
        Work work,
        MatterBook.Case c,
        Transition done,
        CancellationToken cancellationToken
    ) =>
        await book.Enter(
            work,
            c,
            done,
            (effects, days, standing) =>
                new MatterCorrected(
                    c.Matter.Id,
                    MatterBook.TitleOf(c.Procedure, done.State.Facts),
                    effects,
                    days,
                    standing
                ),
            cancellationToken
        );

    private async ValueTask Assign(
        Work work,
        MatterBook.Case c,
        Guid owner,
        Guid handler,
        CancellationToken cancellationToken
    )
    {
        await work.Append(
            Matter.StreamOf(c.Matter.Id),
            new MatterAssigned(
                c.Matter.Id,
                owner,
                handler,
                MatterParts.Asked(
                    ProcedureEngine.NextSteps(c.Procedure, c.State),
                    owner,
                    c.Matter.SenderId,
                    c.Invited
                )
            ),
            organ: owner
        );
        await book.Tell(work, c.Matter, c.World, cancellationToken);
    }

    private static void DemandOwner(Work work, MatterBook.Case c)
    {
        work.Demand(Capability.HandleMatters);
        if (!work.Actor.IsSystem && work.Actor.Organ != c.Matter.OrganId)
        {
            Work.Refuse(RefusalKind.Forbidden, "这件事项由别的单位承办，须由承办单位办理。");
        }
    }

    private static void DemandOpen(MatterBook.Case c)
    {
        if (!c.Matter.IsOpen)
        {
            Work.Refuse(RefusalKind.Condition, "这件事项已经结束。");
        }
    }

    private static void DemandReason(Command command, string ask)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(RefusalKind.Invalid, ask, field: nameof(command.Reason));
        }
    }
}

/// <summary>What the county settles about procedures.</summary>
internal sealed class ProcedureSettingHandler(
    ProcedureRegistry procedures,
    Registers.RegisterRegistry registers
)
    : IHandler<SetProcedureOwner>,
        IHandler<SetClockLength>,
        IHandler<SetPoints>,
        IHandler<SetExpiredWord>
{
    public async ValueTask<string?> Handle(
        SetProcedureOwner command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageProcedures);
        if (procedures.Find(command.Procedure) is null)
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有这一程序，请重新选择。",
                field: nameof(command.Procedure)
            );
        }
        if (command.Owner is { } owner)
        {
            await OrganRules.Demand(work, owner, nameof(command.Owner), cancellationToken);
        }
        await Set(work, command.Procedure, ProcedureSetting.OwnerKey, command.Owner?.ToString());
        return null;
    }

    public async ValueTask<string?> Handle(
        SetClockLength command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageProcedures);
        if (
            procedures.Find(command.Procedure)?.Newest is not { } procedure
            || procedure.FindClock(command.Clock) is not { } rule
        )
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有这一期限，请重新选择。",
                field: nameof(command.Clock)
            );
            return null;
        }
        if (rule.Source == LimitSource.Statute)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"“{rule.Name}”由{rule.Limit.Basis}规定，不能由本地另行设定。",
                rule.Limit.Basis?.ToString()
            );
        }
        string? value = null;
        if (command.Length != 0)
        {
            try
            {
                value = JsonSerializer.Serialize(
                    new TimeLimit(
                        command.Length,
                        command.Unit,
                        string.IsNullOrWhiteSpace(command.Basis)
                            ? OwnRule.Local
                            : new LawRef(command.Basis.Trim())
                    ),
                    EventRegistry.Json
                );
            }
            catch (DateRuleException e)
            {
                Work.Refuse(RefusalKind.Invalid, e.Message, field: nameof(command.Length));
            }
        }
        await Set(work, command.Procedure, $"clock:{command.Clock}", value);
        return null;
    }

    public async ValueTask<string?> Handle(
        SetPoints command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageProcedures);
        if (procedures.Find(command.Procedure)?.Newest is not { Points.Count: > 0 })
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "这一程序没有逐项核对的要点，请重新选择。",
                field: nameof(command.Procedure)
            );
        }
        var points = command.Points.Select(p => p.Trim()).Where(p => p.Length > 0).ToList();
        if (points.Count > 40 || points.Any(p => p.Length > 200))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "要点不超过四十条，每条不超过二百字。",
                field: nameof(command.Points)
            );
        }
        await Set(
            work,
            command.Procedure,
            "points",
            points.Count == 0 ? null : string.Join('\n', points)
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        SetExpiredWord command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageProcedures);
        var words = registers.Find(command.Procedure)?.Portal?.ExpiredWords ?? [];
        if (
            procedures.Find(command.Procedure) is null
            || words.Count == 0
            || (command.Word is { } word && !words.Contains(word, StringComparer.Ordinal))
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                words.Count == 0
                    ? "这一程序没有届满的称谓可以设定，请重新选择。"
                    : $"届满的称谓只能是“{string.Join("”或者“", words)}”。",
                field: nameof(command.Word)
            );
        }
        await Set(
            work,
            command.Procedure,
            ProcedureSetting.ExpiredWord,
            command.Word == words[0] ? null : command.Word
        );
        return null;
    }

    private static async ValueTask Set(Work work, string procedure, string key, string? value)
    {
        var known = await work.Db.FindAsync<ProcedureSetting>(work.Tenant, procedure, key);
        if (known?.Value != value)
        {
            await work.Append($"procedure:{procedure}", new ProcedureSet(procedure, key, value));
        }
    }
}

internal static class OrganRules
{
    /// <summary>An organ that exists today.</summary>
    public static async ValueTask Demand(
        Work work,
        Guid organ,
        string field,
        CancellationToken cancellationToken
    )
    {
        var found = await work.Db.FindAsync<Organ>([work.Tenant, organ], cancellationToken);
        if (found is null || (found.ValidTo is { } last && last < work.Today))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "没有这个单位，或者它已经撤销，请重新选择。",
                field: field
            );
        }
    }
}
