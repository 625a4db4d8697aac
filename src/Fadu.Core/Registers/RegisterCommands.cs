using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Registers;

/// <summary>One change to draft.</summary>
/// <param name="Kind">The key of the kind.</param>
/// <param name="Item">The item; empty for a new one.</param>
/// <param name="Body">The whole record, for kinds that bring one.</param>
public sealed record NewChange(
    string Kind,
    Guid? Item,
    JsonObject? Body,
    DateOnly? From = null,
    DateOnly? Until = null
)
{
    /// <summary>The record.</summary>
    public JsonObject? Body { get; init; } = Body is null ? null : Ledger.Plain(Body);

    /// <summary>The version that it corrects, by the change that brought it; else the last one.</summary>
    public Guid? Version { get; init; }

    /// <summary>The item into which this one goes.</summary>
    public Guid? Into { get; init; }

    /// <summary>The own fields of the kind.</summary>
    public JsonObject? Inputs { get; init; }

    /// <summary>The newest entry about the item that the person had seen; empty = as it is.</summary>
    public long? Seen { get; init; }

    /// <summary>The row as Excel counts it, for messages of an import.</summary>
    public int Row { get; init; }
}

/// <summary>
/// Drafts one change, or those of a sheet together: all of them or none. <see cref="Command.Reason"/> says why; the answer is the change, or the import where there is a file name.
/// </summary>
public sealed record DraftChanges(string Register, IReadOnlyList<NewChange> Changes) : Command
{
    /// <summary>Law reference or number of the deciding document.</summary>
    public string? Basis { get; init; }

    /// <summary>Who decided, where that was decided outside of the system.</summary>
    public Guid? DecidedBy { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>The sheet that they come from.</summary>
    public string? FileName { get; init; }

    /// <summary>Rows of the sheet that change nothing, and that were left out because of errors.</summary>
    public int Same { get; init; }

    public int Rejected { get; init; }
}

/// <summary>Agrees to changes: some of them, or all of an import. The last who must agree puts them into effect.</summary>
public sealed record ApproveChanges(IReadOnlyList<Guid> Changes, Guid? Import = null) : Command
{
    /// <summary>
    /// The document by which the organ that is asked has agreed, entered by the keeper's head with the document as evidence, where that organ does not work in the system.
    /// </summary>
    public string? Paper { get; init; }
}

/// <summary>Sends changes back to who drafted them; the reason is owed.</summary>
public sealed record ReturnChanges(IReadOnlyList<Guid> Changes, Guid? Import = null) : Command;

/// <summary>Takes one's own drafts back.</summary>
public sealed record WithdrawChanges(IReadOnlyList<Guid> Changes, Guid? Import = null) : Command;

internal sealed class RegisterHandlers(RegisterRegistry registers, Directories directories)
    : IHandler<DraftChanges>,
        IHandler<ApproveChanges>,
        IHandler<ReturnChanges>,
        IHandler<WithdrawChanges>
{
    /// <summary>The most changes of one command.</summary>
    internal const int Most = 30_000;
    private const int Chunk = 500;

    public async ValueTask<string?> Handle(
        DraftChanges command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.DraftRegisters);
        var register = Need(command.Register);
        if (command.Changes.Count is 0 or > Most)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"一次最多登记 {Most} 项变动，这次有 {command.Changes.Count} 项，请分几次办理。"
            );
        }
        var organs = await Organs(work, cancellationToken).ConfigureAwait(false);
        var decided = command.DecidedOn;
        if (decided > work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "决定日期晚于今天，请核对。",
                field: nameof(command.DecidedOn)
            );
        }
        await EvidenceRules.Demand(work, command.Evidence, cancellationToken).ConfigureAwait(false);
        var known = await Load(
                work,
                command.Changes.Select(c => c.Item).OfType<Guid>(),
                cancellationToken
            )
            .ConfigureAwait(false);
        Guid? batch = command.FileName is null ? null : work.NewId();
        var drafts =
            new List<(NewChange Change, ChangeDrafted Event, IReadOnlyList<Stretch> After)>();
        var errors = new List<(int Row, Refusal Refusal)>();
        foreach (var change in command.Changes)
        {
            try
            {
                var (data, after) = Draft(register, change, command, batch, work, organs, known);
                drafts.Add((change, data, after));
            }
            catch (RefusedException e)
            {
                errors.Add((change.Row, e.Refusal));
            }
        }
        if (errors.Count == 0)
        {
            errors.AddRange(
                await Clashes(
                        work,
                        register,
                        [.. drafts.Select(d => (d.Change.Row, d.Event.Item, d.After))],
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            );
        }
        if (errors.Count > 0)
        {
            throw new RefusedException(
                command.Changes.Count == 1
                    ? errors[0].Refusal
                    : new Refusal(
                        RefusalKind.Invalid,
                        $"有 {errors.Count} 处错误，一项也没有登记。请改好后重新导入。"
                    )
                    {
                        Details =
                        [
                            .. errors.Take(50).Select(e => $"第{e.Row}行 {e.Refusal.Message}"),
                        ],
                    }
            );
        }
        if (batch is { } import)
        {
            await work.Append(
                    RegisterImport.StreamOf(import),
                    new ChangesImported(
                        import,
                        register.Key,
                        command.FileName!,
                        Of(ChangeEffect.Add),
                        Of(ChangeEffect.Change) + Of(ChangeEffect.Correct),
                        Of(ChangeEffect.End) + Of(ChangeEffect.Merge),
                        command.Same,
                        command.Rejected
                    ),
                    expected: 0
                )
                .ConfigureAwait(false);
        }
        await work.Foresee(
                command.Changes.Select(c => c.Item).OfType<Guid>().Select(RegisterVersion.StreamOf),
                cancellationToken
            )
            .ConfigureAwait(false);
        await Quietly(
                work,
                async () =>
                {
                    foreach (var (change, data, _) in drafts)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        await work.Append(
                                RegisterVersion.StreamOf(data.Item),
                                data,
                                isNew: change.Item is null,
                                legalDate: data.From ?? data.Until ?? work.Today,
                                organ: data.Keeper
                            )
                            .ConfigureAwait(false);
                    }
                }
            )
            .ConfigureAwait(false);
        return (batch ?? drafts[0].Event.Id).ToString();

        int Of(ChangeEffect effect) =>
            command.Changes.Count(c => register.Kind(c.Kind)!.Effect == effect);
    }

    public async ValueTask<string?> Handle(
        ApproveChanges command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ApproveRegisters);
        var changes = await Pending(work, command.Changes, command.Import, cancellationToken)
            .ConfigureAwait(false);
        var organs = await Organs(work, cancellationToken).ConfigureAwait(false);
        await EvidenceRules.Demand(work, command.Evidence, cancellationToken).ConfigureAwait(false);
        var paper = string.IsNullOrWhiteSpace(command.Paper) ? null : command.Paper.Trim();
        var known = await Load(work, changes.Select(c => c.ItemId), cancellationToken)
            .ConfigureAwait(false);
        var agreed = new List<(RegisterChange Change, ApprovalStep Next)>();
        var final = new List<(RegisterChange Change, ChangeKind Kind, bool IsLate, bool IsNew)>();
        var after = new List<(string Register, Guid Item, IReadOnlyList<Stretch> After)>();
        foreach (var change in changes)
        {
            DemandApprover(work, change, organs, paper, command.Evidence.Count > 0);
            var steps = StepsOf(change, known);
            if (steps.Count > change.Step)
            {
                agreed.Add((change, steps[change.Step]));
            }
            else
            {
                var (kind, isLate, stretches) = Effect(change, known);
                final.Add((change, kind, isLate, known[change.ItemId].Count == 0));
                after.Add((change.Register, change.ItemId, stretches));
            }
        }
        foreach (var group in after.GroupBy(a => a.Register))
        {
            var clashes = await Clashes(
                    work,
                    Need(group.Key),
                    [.. group.Select(g => (0, g.Item, g.After))],
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (clashes.Count > 0)
            {
                throw new RefusedException(
                    clashes[0].Refusal with
                    {
                        Details = [.. clashes.Skip(1).Take(50).Select(c => c.Refusal.Message)],
                    }
                );
            }
        }
        await work.Foresee(
                changes.Select(c => RegisterVersion.StreamOf(c.ItemId)),
                cancellationToken
            )
            .ConfigureAwait(false);
        await Quietly(
                work,
                async () =>
                {
                    foreach (var (change, next) in agreed)
                    {
                        await Append(
                                work,
                                change,
                                new ChangeAgreed(
                                    change.Id,
                                    change.ItemId,
                                    change.Step + 1,
                                    next.Organ
                                )
                            )
                            .ConfigureAwait(false);
                    }
                    foreach (var (change, kind, isLate, isNew) in final)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        await work.Append(
                                RegisterVersion.StreamOf(change.ItemId),
                                new ItemChanged(
                                    change.Id,
                                    change.ItemId,
                                    change.Register,
                                    kind.Key,
                                    kind.Name,
                                    isNew,
                                    isLate,
                                    change.DecidedBy ?? work.Actor.Organ,
                                    change.DecidedOn ?? work.Today,
                                    paper
                                ),
                                legalDate: FirstDay(change, kind) ?? work.Today,
                                organ: change.OrganId
                            )
                            .ConfigureAwait(false);
                    }
                    await Publications
                        .PublicationDuties.Arise(
                            work,
                            [
                                .. final.Select(f =>
                                    (
                                        Need(f.Change.Register),
                                        f.Change,
                                        f.Kind,
                                        f.Change.Body is { } body
                                            ? JsonNode.Parse(body)!["visibility"] is null
                                            : known[f.Change.ItemId].LastOrDefault()?.IsOpen
                                                == true,
                                        f.Change.DecidedOn ?? work.Today
                                    )
                                ),
                            ],
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                }
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        ReturnChanges command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ApproveRegisters);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(RefusalKind.Invalid, "请写明退回的理由。", field: nameof(command.Reason));
        }
        var organs = await Organs(work, cancellationToken).ConfigureAwait(false);
        foreach (
            var change in await Pending(work, command.Changes, command.Import, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            DemandApprover(work, change, organs, null, false);
            await Append(work, change, new ChangeReturned(change.Id, change.ItemId))
                .ConfigureAwait(false);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        WithdrawChanges command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.DraftRegisters);
        foreach (
            var change in await Pending(work, command.Changes, command.Import, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (!work.Actor.IsSystem && change.DraftedBy != work.Actor.Person)
            {
                Work.Refuse(
                    RefusalKind.Forbidden,
                    $"“{change.Title}”由别人拟订，只能由本人撤回，或者由审批人退回。"
                );
            }
            await Append(work, change, new ChangeWithdrawn(change.Id, change.ItemId))
                .ConfigureAwait(false);
        }
        return null;
    }

    /// <summary>Enters what steps of a matter decided: the procedure was the decision, so nobody is asked again.</summary>
    internal static async ValueTask Enter(
        Work work,
        RegisterRegistry? registers,
        Matters.Matter matter,
        IReadOnlyList<Fadu.Law.Procedures.ItemWanted> wanted,
        CancellationToken cancellationToken
    )
    {
        foreach (var group in wanted.GroupBy(w => w.Register))
        {
            var register = registers![group.Key];
            // The first item that a matter enters is its own: later steps change it without naming it.
            var own = ItemOf(matter.Id, register.Key);
            var known = await Load(
                    work,
                    group.Select(w => w.Item).OfType<string>().Select(Guid.Parse).Append(own),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var changes = new List<(ChangeDrafted Event, IReadOnlyList<Stretch> After)>();
            var wants = group
                .Select(w => w.IsPatch ? Patched(register, w, known) : w)
                .OfType<Fadu.Law.Procedures.ItemWanted>()
                .ToList();
            foreach (var want in wants)
            {
                var item =
                    want.Item is { } named ? Guid.Parse(named)
                    : register.Kind(want.Kind)!.Effect == ChangeEffect.Add
                    && (known[own].Count > 0 || changes.Exists(c => c.Event.Item == own))
                        ? work.NewId()
                    : own;
                changes.Add(Decided(work, register, matter, want, item, known));
            }
            var clashes = await Clashes(
                    work,
                    register,
                    [.. changes.Select(c => (0, c.Event.Item, c.After))],
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (clashes.Count > 0)
            {
                throw new RefusedException(clashes[0].Refusal);
            }
            var done =
                new List<(Register, RegisterChange, ChangeKind, bool IsOpen, DateOnly DecidedOn)>();
            foreach (var ((change, _), want) in changes.Zip(wants))
            {
                var kind = register.Kind(change.Kind)!;
                var isNew = kind.Effect == ChangeEffect.Add;
                var stream = RegisterVersion.StreamOf(change.Item);
                await work.Append(
                        stream,
                        change,
                        isNew: isNew,
                        legalDate: change.From ?? change.Until ?? work.Today,
                        reason: want.Reason,
                        organ: change.Keeper
                    )
                    .ConfigureAwait(false);
                var row = (
                    await work
                        .Db.FindAsync<RegisterChange>([work.Tenant, change.Id], cancellationToken)
                        .ConfigureAwait(false)
                )!;
                await work.Append(
                        stream,
                        new ItemChanged(
                            change.Id,
                            change.Item,
                            register.Key,
                            kind.Key,
                            kind.Name,
                            isNew,
                            IsLate(row, kind),
                            change.DecidedBy,
                            want.DecidedOn,
                            null
                        ),
                        legalDate: FirstDay(row, kind) ?? work.Today,
                        organ: change.Keeper
                    )
                    .ConfigureAwait(false);
                if (IsStandingOnly(register, known[change.Item], want, change.Body))
                {
                    continue;
                }
                done.Add(
                    (
                        register,
                        row,
                        kind,
                        change.Body is { } body
                            ? body["visibility"] is null
                            : known[change.Item].LastOrDefault()?.IsOpen == true,
                        want.DecidedOn
                    )
                );
            }
            await Publications
                .PublicationDuties.Arise(work, done, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The item that a matter itself entered in a register.</summary>
    internal static Guid ItemOf(Guid matter, string register) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"item|{matter:N}|{register}")).AsSpan(0, 16));

    // What the portal shows as it is now is owed to nobody (docs/adr/0010).
    private static bool IsStandingOnly(
        Register register,
        IEnumerable<RegisterVersion> known,
        Fadu.Law.Procedures.ItemWanted want,
        JsonObject? body
    )
    {
        if (
            register.Portal?.Live is not { Field: var live }
            || body is null
            || known.FirstOrDefault(v => v.ValidFrom <= want.From && want.From <= v.ValidUntil)
                is not { } version
        )
        {
            return false;
        }
        var (before, after) = (version.ParseBody(), body.DeepClone().AsObject());
        before.Remove(live);
        after.Remove(live);
        return JsonNode.DeepEquals(before, after);
    }

    /// <summary>The whole record with what changes in it; nothing where the item does not hold on the day, or reads so already.</summary>
    private static Fadu.Law.Procedures.ItemWanted? Patched(
        Register register,
        Fadu.Law.Procedures.ItemWanted want,
        Known all
    )
    {
        if (
            !Guid.TryParse(want.Item, out var item)
            || all[item].FirstOrDefault(v => v.ValidFrom <= want.From && want.From <= v.ValidUntil)
                is not { State: StretchState.InForce } version
        )
        {
            return null;
        }
        var body = version.ParseBody();
        foreach (var (name, value) in want.Body!)
        {
            body[name] = value?.DeepClone();
        }
        if (JsonNode.DeepEquals(body, version.ParseBody()))
        {
            return null;
        }
        // Two changes of one day are one version.
        return want with
        {
            Body = body,
            Kind =
                version.ValidFrom == want.From
                    ? register.Kind(ChangeEffect.Correct).Key
                    : want.Kind,
        };
    }

    private static (ChangeDrafted Event, IReadOnlyList<Stretch> After) Decided(
        Work work,
        Register register,
        Matters.Matter matter,
        Fadu.Law.Procedures.ItemWanted want,
        Guid item,
        Known all
    )
    {
        var kind = register.Kind(want.Kind)!;
        var known = all[item];
        if (kind.Effect != ChangeEffect.Add && known.LastOrDefault()?.Register != register.Key)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"“{register.Title}”中没有要变更的这一项，不能写入。"
            );
        }
        JsonObject? body = null;
        if (kind.HasBody)
        {
            var whole = want.Body!.DeepClone().AsObject();
            whole["keeper"] ??= matter.OrganId.ToString();
            body = register.Settled(Ledger.Plain(whole));
            var errors = register.Check(body, work.Today);
            if (errors.Count > 0)
            {
                throw new RefusedException(
                    new Refusal(RefusalKind.Invalid, $"写入“{register.Title}”：{errors[0]}")
                    {
                        Details = [.. errors.Skip(1).Select(e => e.ToString())],
                    }
                );
            }
        }
        var change = work.NewId();
        var (after, refusal) = RegisterTimeline.Apply(
            [.. known.Select(RegisterProjection.ToStretch)],
            new TimelineChange(
                change,
                kind.Effect,
                want.From,
                want.Until,
                body?.ToJsonString(EventRegistry.Json),
                kind.Effect == ChangeEffect.Correct ? known.LastOrDefault()?.Origin : null,
                null,
                false
            )
        );
        if (refusal is not null)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"写入“{register.Title}”：{known.LastOrDefault()?.Title}{refusal}"
            );
        }
        return (
            new ChangeDrafted(
                change,
                register.Key,
                item,
                body is null ? known[^1].OrganId : Register.KeeperOf(body),
                kind.Key,
                kind.Name,
                body is null ? known[^1].Title : Cut(register.TitleOf(body)),
                want.From,
                want.Until,
                body,
                want.Inputs,
                null,
                null,
                known.Count == 0 ? 0 : known.Max(v => v.Seq),
                want.Basis,
                matter.OrganId,
                want.DecidedOn,
                null
            ),
            after
        );
    }

    private static bool IsLate(RegisterChange change, ChangeKind kind) =>
        kind.Effect != ChangeEffect.Correct && FirstDay(change, kind) < change.DraftedAt.LocalDay();

    private static (ChangeDrafted Event, IReadOnlyList<Stretch> After) Draft(
        Register register,
        NewChange change,
        DraftChanges command,
        Guid? batch,
        Work work,
        LedgerOrgans organs,
        Known all
    )
    {
        if (register.Kind(change.Kind) is not { } kind)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"没有“{change.Kind}”这种变动，请从以下选择：{string.Join("、", register.Kinds.Select(k => k.Name))}。",
                field: "Kind"
            );
            return default;
        }
        var known = change.Item is { } item ? all[item] : [];
        var newest = known.LastOrDefault();
        if (
            change.Item is not null
            && (
                newest is null
                || newest.Register != register.Key
                || !organs.MayActFor(work.Actor, newest.OrganId)
            )
        )
        {
            Work.Refuse(RefusalKind.NotFound, "没有这一项，或者您不能变更它。");
        }
        if (change.Item is null != (kind.Effect == ChangeEffect.Add))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                change.Item is null ? $"“{kind.Name}”要先选择一项。" : "已有的项不能再次新增。",
                field: "Kind"
            );
        }
        var seen = known.Count == 0 ? 0 : known.Max(v => v.Seq);
        if (change.Seen is { } mine && mine != seen)
        {
            Work.Refuse(
                RefusalKind.Conflict,
                "在您打开之后，这一项已有新的变动生效。您填写的内容没有丢失，请核对现在的内容后再提交。"
            );
        }
        JsonObject? body = null;
        if (kind.HasBody)
        {
            body = register.Settled(change.Body ?? []);
            Valid(register.Check(body, work.Today), organs, register.Form, body);
            if (!organs.MayActFor(work.Actor, Register.KeeperOf(body)))
            {
                Work.Refuse(
                    RefusalKind.Forbidden,
                    $"您只能为本单位和下级单位登记，不能替“{organs.NameOf(Register.KeeperOf(body))}”登记。",
                    field: "keeper"
                );
            }
        }
        if (kind.Input is { } input)
        {
            var inputs = change.Inputs ?? [];
            var form = Matters.RecordForm.Of(input);
            Valid(form.Check(inputs, work.Today), organs, form, inputs);
        }
        Explained(kind, command);
        Days(kind, change);
        if (kind.Effect == ChangeEffect.Note && change.From > work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "这件事做了以后才能登记，日期不能晚于今天。",
                field: nameof(NewChange.From)
            );
        }
        if (
            kind.Effect == ChangeEffect.Add
            && body is not null
            && register.EndProblem(body, change.Until) is { } endless
        )
        {
            Work.Refuse(RefusalKind.Invalid, endless, field: nameof(NewChange.Until));
        }
        Into(register, kind, change, work);
        var id = work.NewId();
        var (after, refusal) = RegisterTimeline.Apply(
            [.. known.Select(RegisterProjection.ToStretch)],
            new TimelineChange(
                id,
                kind.Effect,
                change.From,
                change.Until,
                body?.ToJsonString(EventRegistry.Json),
                change.Version,
                change.Into,
                false
            )
        );
        if (refusal is not null)
        {
            Work.Refuse(
                RefusalKind.Condition,
                refusal,
                field: kind.HasFrom && kind.Effect != ChangeEffect.Correct ? "From" : null
            );
        }
        if (kind.Effect == ChangeEffect.Correct && Unchanged(known, after))
        {
            Work.Refuse(RefusalKind.Invalid, "内容没有变化，无需更正。");
        }
        if (
            kind.Effect == ChangeEffect.Change
            && newest is not null
            && JsonNode.DeepEquals(
                body,
                known
                    .FirstOrDefault(v => v.ValidFrom <= change.From && change.From <= v.ValidUntil)
                    ?.ParseBody()
            )
        )
        {
            Work.Refuse(RefusalKind.Invalid, "内容没有变化，无需变更。");
        }
        return (
            new ChangeDrafted(
                id,
                register.Key,
                change.Item ?? work.NewId(),
                body is null ? newest!.OrganId : Register.KeeperOf(body),
                kind.Key,
                kind.Name,
                body is null ? newest!.Title : Cut(register.TitleOf(body)),
                change.From,
                change.Until,
                body,
                kind.Input is null ? null : change.Inputs ?? [],
                change.Version ?? (kind.Effect == ChangeEffect.Correct ? newest?.Origin : null),
                change.Into,
                seen,
                string.IsNullOrWhiteSpace(command.Basis) ? null : command.Basis.Trim(),
                command.DecidedBy,
                command.DecidedOn,
                batch
            ),
            after
        );
    }

    /// <summary>What a change does now that the last has agreed, or the refusal.</summary>
    private (ChangeKind Kind, bool IsLate, IReadOnlyList<Stretch> After) Effect(
        RegisterChange change,
        Known all
    )
    {
        var register = Need(change.Register);
        if (all.SeqOf(change.ItemId) != change.Base)
        {
            Work.Refuse(
                RefusalKind.Conflict,
                $"“{change.Title}”在拟订之后已有新的变动生效，这次拟订没有看到它。请退回，由拟订人核对后重新提交。"
            );
        }
        var kind = register.Kind(change.Kind)!;
        // Entered after the day from which on it holds is 补录; waiting for an approval makes nothing late.
        var isLate = IsLate(change, kind);
        var (after, refusal) = RegisterTimeline.Apply(
            [.. all[change.ItemId].Select(RegisterProjection.ToStretch)],
            RegisterProjection.ToTimeline(change, register, isLate)
        );
        if (refusal is not null)
        {
            Work.Refuse(RefusalKind.Condition, $"“{change.Title}”：{refusal}");
        }
        return (kind, isLate, after);
    }

    /// <summary>The day from which on a change shows.</summary>
    private static DateOnly? FirstDay(RegisterChange change, ChangeKind kind) =>
        kind.Effect is ChangeEffect.End or ChangeEffect.Merge
            ? change.ValidUntil?.AddDays(1)
            : change.ValidFrom;

    /// <summary>The further organs that this change needs; those of the record that it brings, else of the item as it stands.</summary>
    private IReadOnlyList<ApprovalStep> StepsOf(RegisterChange change, Known known) =>
        Need(change.Register)
            .StepsFor(
                change.Body is { } body
                    ? JsonNode.Parse(body)!.AsObject()
                    : known[change.ItemId][^1].ParseBody()
            );

    private static void DemandApprover(
        Work work,
        RegisterChange change,
        LedgerOrgans organs,
        string? paper,
        bool hasEvidence
    )
    {
        if (work.Actor.IsSystem)
        {
            return;
        }
        if (change.DraftedBy == work.Actor.Person)
        {
            Work.Refuse(RefusalKind.Forbidden, $"“{change.Title}”由您拟订，须由另一人审批。");
        }
        var isKeeper = work.Actor.Organ == change.OrganId;
        if (change.Asked is not { } asked)
        {
            if (!isKeeper)
            {
                Work.Refuse(
                    RefusalKind.Forbidden,
                    $"“{change.Title}”先由{organs.NameOf(change.OrganId)}负责人审批。"
                );
            }
            return;
        }
        if (work.Actor.Organ is { } organ && organs.Get(organ)?.Kind == asked)
        {
            return;
        }
        if (!isKeeper)
        {
            Work.Refuse(RefusalKind.Forbidden, $"“{change.Title}”正等{asked.DisplayName()}审批。");
        }
        if (paper is null || !hasEvidence)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"“{change.Title}”正等{asked.DisplayName()}审批。已经书面批准的，请填写批准文号并上传批准文件。",
                field: nameof(ApproveChanges.Paper)
            );
        }
    }

    private static void Explained(ChangeKind kind, DraftChanges command)
    {
        if (kind.Effect != ChangeEffect.Add && string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(RefusalKind.Invalid, "请写明变动的原因。", field: nameof(Command.Reason));
        }
        if (
            kind.Effect is not (ChangeEffect.Correct or ChangeEffect.Void)
            && string.IsNullOrWhiteSpace(command.Basis)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请填写依据：法律法规的条款，或者决定文件的文号。",
                field: nameof(DraftChanges.Basis)
            );
        }
        if (command.Reason?.Length > 500)
        {
            Work.Refuse(RefusalKind.Invalid, "原因最多 500 个字。", field: nameof(Command.Reason));
        }
        if (command.Basis?.Length > 300)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "依据最多 300 个字。",
                field: nameof(DraftChanges.Basis)
            );
        }
    }

    private static void Days(ChangeKind kind, NewChange change)
    {
        if (kind.HasFrom && change.From is null && kind.Effect != ChangeEffect.Correct)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                kind.Effect == ChangeEffect.Note ? "请填写日期。" : "请填写生效日。",
                field: nameof(NewChange.From)
            );
        }
        if (kind.NeedsUntil && change.Until is null)
        {
            Work.Refuse(RefusalKind.Invalid, "请填写最后有效日。", field: nameof(NewChange.Until));
        }
        foreach (
            var (day, field) in new[]
            {
                (change.From, nameof(NewChange.From)),
                (change.Until, nameof(NewChange.Until)),
            }
        )
        {
            if (day is { Year: < 1978 or > 2100 })
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"{day:yyyy-MM-dd} 的年份不对，请核对。",
                    field: field
                );
            }
        }
    }

    private static void Into(Register register, ChangeKind kind, NewChange change, Work work)
    {
        if (kind.Effect != ChangeEffect.Merge)
        {
            return;
        }
        var into =
            change.Into is { } id && id != change.Item
                ? work
                    .Db.Set<RegisterVersion>()
                    .AsNoTracking()
                    .FirstOrDefault(v =>
                        v.Tenant == work.Tenant
                        && v.ItemId == id
                        && v.SupersededSeq == RegisterVersion.Current
                        && v.IsLast
                    )
                : null;
        if (into is null || into.Register != register.Key || into.ValidUntil <= change.Until)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请选择并入的那一项：应是同一名录里到时仍然有效的另一项。",
                field: nameof(NewChange.Into)
            );
        }
    }

    /// <summary>K1: two items with one key whose times overlap, in the register or among the new ones.</summary>
    private static async Task<List<(int Row, Refusal Refusal)>> Clashes(
        Work work,
        Register register,
        IReadOnlyList<(int Row, Guid Item, IReadOnlyList<Stretch> After)> items,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(int, Refusal)>();
        var mine = items.Select(i => i.Item).ToHashSet();
        var keyed = items
            .SelectMany(i =>
                i.After.Select(s =>
                    (
                        i.Row,
                        i.Item,
                        Stretch: s,
                        Key: register.KeyHashOf(JsonNode.Parse(s.Body)!.AsObject())
                    )
                )
            )
            .ToList();
        var among = keyed.ToLookup(k => k.Key, StringComparer.Ordinal);
        foreach (var some in keyed.Chunk(Chunk))
        {
            var keys = some.Select(k => k.Key).Distinct(StringComparer.Ordinal).ToList();
            var others = (
                await work
                    .Db.Set<RegisterVersion>()
                    .AsNoTracking()
                    .Where(v =>
                        v.Tenant == work.Tenant
                        && v.Register == register.Key
                        && v.SupersededSeq == RegisterVersion.Current
                        && keys.Contains(v.KeyHash)
                    )
                    .Select(v => new
                    {
                        v.KeyHash,
                        v.ItemId,
                        v.ValidFrom,
                        v.ValidUntil,
                    })
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).ToLookup(v => v.KeyHash, StringComparer.Ordinal);
            foreach (var (row, item, stretch, key) in some)
            {
                if (
                    others[key]
                        .Any(o =>
                            !mine.Contains(o.ItemId)
                            && o.ValidFrom <= stretch.Until
                            && stretch.From <= o.ValidUntil
                        )
                    || among[key]
                        .Any(o =>
                            o.Item != item
                            && o.Stretch.From <= stretch.Until
                            && stretch.From <= o.Stretch.Until
                        )
                )
                {
                    var title = Cut(register.TitleOf(JsonNode.Parse(stretch.Body)!.AsObject()));
                    found.Add(
                        (
                            row,
                            new Refusal(
                                RefusalKind.Conflict,
                                $"“{title}”已有同一项（依据：{register.KeyText}），有效期重叠。请变更那一项，或者改写能区分的内容。"
                            )
                        )
                    );
                }
            }
        }
        return found;
    }

    private static async ValueTask<List<RegisterChange>> Pending(
        Work work,
        IReadOnlyList<Guid> ids,
        Guid? import,
        CancellationToken cancellationToken
    )
    {
        var found = new List<RegisterChange>();
        if (import is { } batch)
        {
            found.AddRange(
                await work
                    .Db.Set<RegisterChange>()
                    .Where(c =>
                        c.Tenant == work.Tenant
                        && c.Batch == batch
                        && c.State == ChangeState.Pending
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        foreach (var some in ids.Distinct().Chunk(Chunk))
        {
            found.AddRange(
                await work
                    .Db.Set<RegisterChange>()
                    .Where(c => c.Tenant == work.Tenant && some.Contains(c.Id))
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        var pending = found.Where(c => c.State == ChangeState.Pending).OrderBy(c => c.Seq).ToList();
        if (pending.Count == 0 || (import is null && pending.Count < ids.Distinct().Count()))
        {
            Work.Refuse(RefusalKind.Conflict, "有的变动已经由别人办理，请重新打开清单。");
        }
        return pending;
    }

    /// <summary>What is known of some items, in few queries.</summary>
    private static async ValueTask<Known> Load(
        Work work,
        IEnumerable<Guid> items,
        CancellationToken cancellationToken
    )
    {
        var found = new List<RegisterVersion>();
        foreach (var some in items.Distinct().Chunk(Chunk))
        {
            found.AddRange(
                await work
                    .Db.Set<RegisterVersion>()
                    .AsNoTracking()
                    .Where(v =>
                        v.Tenant == work.Tenant
                        && some.Contains(v.ItemId)
                        && v.SupersededSeq == RegisterVersion.Current
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        return new Known(found.ToLookup(v => v.ItemId));
    }

    private async ValueTask<LedgerOrgans> Organs(Work work, CancellationToken cancellationToken) =>
        await LedgerOrgans.Of(directories, work.Tenant, cancellationToken).ConfigureAwait(false);

    // Thousands of changes: looking for what changed after each of them would take quadratic time.
    private static async ValueTask Quietly(Work work, Func<Task> append)
    {
        var detector = work.Db.ChangeTracker;
        detector.AutoDetectChangesEnabled = false;
        try
        {
            await append().ConfigureAwait(false);
        }
        finally
        {
            detector.AutoDetectChangesEnabled = true;
        }
    }

    private static async ValueTask Append(Work work, RegisterChange change, ITrailEvent data) =>
        await work.Append(RegisterVersion.StreamOf(change.ItemId), data, organ: change.OrganId)
            .ConfigureAwait(false);

    private Register Need(string key)
    {
        var register = registers.Find(key);
        if (register is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这一名录。");
        }
        return register;
    }

    private static void Valid(
        IReadOnlyList<FieldError> found,
        LedgerOrgans organs,
        Matters.RecordForm form,
        JsonObject body
    )
    {
        var errors = found.Count > 0 ? found : [.. organs.Missing(form.Fields, body)];
        if (errors.Count > 0)
        {
            throw new RefusedException(
                new Refusal(RefusalKind.Invalid, errors[0].ToString(), null, errors[0].Field)
                {
                    Details = [.. errors.Skip(1).Select(e => e.ToString())],
                }
            );
        }
    }

    private static bool Unchanged(
        IReadOnlyList<RegisterVersion> known,
        IReadOnlyList<Stretch> after
    ) => known.Select(RegisterProjection.ToStretch).SequenceEqual(after, SameContent.Instance);

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";

    /// <summary>Items as they stand now, each in order of time.</summary>
    private sealed class Known(ILookup<Guid, RegisterVersion> all)
    {
        public IReadOnlyList<RegisterVersion> this[Guid item] =>
            [.. all[item].OrderBy(v => v.ValidFrom)];

        /// <summary>The newest entry about an item.</summary>
        public long SeqOf(Guid item) => all[item].Select(v => v.Seq).DefaultIfEmpty().Max();
    }

    private sealed class SameContent : IEqualityComparer<Stretch>
    {
        public static readonly SameContent Instance = new();

        public bool Equals(Stretch? x, Stretch? y) =>
            x is null || y is null
                ? x == y
                : x with { Body = "" } == y with { Body = "" }
                    && JsonNode.DeepEquals(JsonNode.Parse(x.Body), JsonNode.Parse(y.Body));

        public int GetHashCode(Stretch obj) => obj.From.GetHashCode();
    }
}
