using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.EntityFrameworkCore;
using Choice = Fadu.Web.TagHelpers.Choice;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>
/// One matter of any procedure: what is asked now, of whom, until when, by which article; its steps as forms; facts, materials, clocks with 为什么是这一天, what happened, what belongs to it.
/// </summary>
[Needs(Capability.ViewMatters)]
public sealed class MatterModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories,
    ICompositeViewEngine views,
    FileStore store,
    Core.Laws.CitationLookup citations,
    ConsultationStages consultations
) : MatterPage(db, procedures, registry, directories)
{
    private string? failed;
    private string? wholeText;

    private IReadOnlyDictionary<string, IReadOnlyList<Choice>> items = new Dictionary<
        string,
        IReadOnlyList<Choice>
    >(StringComparer.Ordinal);
    private Dictionary<string, string?> typed = new(StringComparer.Ordinal);
    private IReadOnlyList<Core.Ledgers.FieldError> errors = [];
    private IReadOnlyList<string> points = [];
    private IReadOnlyDictionary<string, JsonObject> known = new Dictionary<string, JsonObject>(
        StringComparer.Ordinal
    );

    public MatterDetail Detail { get; private set; } = null!;

    /// <summary>What the public was asked for it, the newest first.</summary>
    public IReadOnlyList<Consultation> Consultations { get; private set; } = [];

    /// <summary>The open stage for which the public can be asked now, where nobody does so yet.</summary>
    public ConsultationStage? MayConsult =>
        IsOwner && MayHandle
            ? consultations
                .Of(Matter.Procedure)
                .FirstOrDefault(s =>
                    Detail.State.IsOpen(s.Stage)
                    && Consultations.All(c =>
                        c.MatterStage != s.Stage || c.State == ConsultationState.Withdrawn
                    )
                )
            : null;

    /// <summary>The documents that the reader may see.</summary>
    public IReadOnlyList<Core.Documents.MatterDocument> Documents { get; private set; } = [];

    /// <summary>Documents that the reader's organ can begin now.</summary>
    public IReadOnlyList<Choice> Startable =>
        MayHandle
            ?
            [
                .. Detail
                    .Procedure.Documents.Where(d =>
                        (d.SignedBy.Side == Side.Sender ? Matter.SenderId : Matter.OrganId)
                            == Me.Actor.Organ
                        && Documents.All(x =>
                            x.Kind != d.Key
                            || !x.IsOpen
                            || x.Stage == Core.Documents.DocumentStage.Owed
                        )
                    )
                    .Select(d => new Choice(
                        d.Key,
                        Documents.Any(x =>
                            x.Kind == d.Key && x.Stage == Core.Documents.DocumentStage.Owed
                        )
                            ? $"{d.Name}（待拟稿）"
                            : d.Name
                    )),
            ]
            : [];

    public Matter Matter => Detail.Matter;

    /// <summary>What is asked now.</summary>
    public IReadOnlyList<Asked> Asked { get; private set; } = [];

    /// <summary>The steps that the reader may take.</summary>
    public IReadOnlyList<ActForm> Acts { get; private set; } = [];

    /// <summary>The steps that the reader may take in general but not now, with why not.</summary>
    public IReadOnlyList<ActForm> Barred { get; private set; } = [];

    /// <summary>What was typed for a step that can no longer be taken, because somebody else was first.</summary>
    public IReadOnlyList<(string Title, string Text)> Stranded { get; private set; } = [];

    /// <summary>The facts as a form, for correcting them.</summary>
    public RecordFormView FactsForm { get; private set; } = null!;

    /// <summary>Texts that must read as those of named matters and are other files.</summary>
    public IReadOnlyList<SameText> Differing { get; private set; } = [];

    /// <summary>The draft, passage by passage, where opinions are bound to it.</summary>
    public DraftPassages? Passages { get; private set; }

    /// <summary>The parts of modules for the stages that are open: names of views.</summary>
    public IReadOnlyList<string> Slots { get; private set; } = [];

    /// <summary>The facts, without what a part of the page shows already.</summary>
    public IReadOnlyList<(string Title, string Text)> Facts
    {
        get
        {
            var shown = RecordForm
                .Of(Detail.Procedure.FactsType)
                .Rows.Where(r => r.HasView)
                .Select(r => r.Title)
                .ToList();
            return Slots.Count == 0 || shown.Count == 0
                ? Detail.Facts
                :
                [
                    .. Detail.Facts.Where(f =>
                        !shown.Exists(s =>
                            f.Title.StartsWith(s, StringComparison.Ordinal)
                            && f.Title[s.Length..].All(char.IsAsciiDigit)
                        )
                    ),
                ];
        }
    }

    /// <summary>The organ is responsible, and the reader belongs to it.</summary>
    public bool IsOwner => Me.Actor.Organ == Matter.OrganId && !Matter.IsVoid;

    public bool MayHandle => Me.Can(Capability.HandleMatters) && !Matter.IsVoid;

    public bool MayAssign => IsOwner && Me.Can(Capability.AssignMatters);

    /// <summary>Which form was sent and refused.</summary>
    public bool Failed(string part) => failed == part;

    /// <summary>Materials that the reader may hand in.</summary>
    public IReadOnlyList<Choice> MaterialChoices =>
        [
            .. Detail.Materials.Select(m => new Choice(
                m.Material.Key,
                m.Needed is null ? m.Material.Name : $"{m.Material.Name}（还缺）"
            )),
        ];

    /// <summary>Who can be made responsible, each with how many open matters of the kind he has; who has the fewest comes first.</summary>
    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    /// <summary>Why the first of <see cref="Colleagues"/> is suggested.</summary>
    public string? Suggested { get; private set; }

    /// <summary>Slots of other matters that one which exists already may fill, with those that come into question.</summary>
    public IReadOnlyList<(ChildMatter Slot, IReadOnlyList<MatterRow> Rows)> Nameable
    {
        get;
        private set;
    } = [];

    /// <summary>Parts that another organ can be invited to.</summary>
    public IReadOnlyList<Choice> Invitable =>
        [
            .. Detail
                .Procedure.Actions.SelectMany(a => a.By)
                .Where(r => r.Side == Side.Other)
                .Distinct()
                .Select(r => new Choice(r.Key, r.Name)),
        ];

    /// <summary>What happened and whose day can be corrected.</summary>
    public IReadOnlyList<Choice> Days =>
        [
            .. Detail
                .State.Events.Where(e =>
                    !e.Key.EndsWith(".opened", StringComparison.Ordinal)
                    && !e.Key.EndsWith(".closed", StringComparison.Ordinal)
                    && !e.Key.EndsWith(".returned", StringComparison.Ordinal)
                )
                .OrderBy(e => e.Value)
                .Select(e => new Choice(
                    e.Key,
                    $"{Detail.Procedure.NameOfEvent(e.Key)} {e.Value:yyyy-MM-dd}"
                )),
        ];

    /// <summary>Other editions that it could go on under.</summary>
    public IReadOnlyList<Choice> Editions =>
        [
            .. Procedures
                .Find(Matter.Procedure)!
                .All.Where(p => p.Edition != Matter.Edition)
                .Select(p => new Choice(
                    p.Edition,
                    $"{p.EditionName}（{p.InForceFrom:yyyy-MM-dd} 起）"
                )),
        ];

    /// <summary>What happened, newest first.</summary>
    public IReadOnlyList<TimelineEntry> Entries =>
        [
            .. Detail
                .Timeline.Reverse()
                .Select(t => new TimelineEntry(t.What, t.Who, t.At)
                {
                    LegalDay = t.On,
                    Text = MatterWords.Joined(
                        t.Unlawful.Concat(Said(t.Did))
                            .Concat(t.Details)
                            .Append(t.Reason is null ? null : $"理由：{t.Reason}")
                            .Append(t.LateReason is null ? null : $"补录理由：{t.LateReason}")
                    )
                        is { Length: > 0 } text
                        ? text
                        : null,
                    Mark = t.Unlawful.Count > 0 ? "如实记录" : null,
                    Tone = t.Unlawful.Count > 0 ? Tone.Late : Tone.Plain,
                }),
        ];

    /// <summary>What was filled in for a step, each value cut to a line or two; the dossier has it whole.</summary>
    private IEnumerable<string> Said(Acted? did) =>
        did is not null && Detail.Procedure.FindAction(did.Action)?.InputType is { } type
            ? RecordForm
                .Of(type)
                .Show(did.Inputs, Organs)
                .Take(12)
                .Select(f =>
                    $"{f.Title}：{(f.Text.Length <= 120 ? f.Text.ReplaceLineEndings(" ") : f.Text[..119].ReplaceLineEndings(" ") + "…")}"
                )
            : [];

    public async Task<IActionResult> OnGetAsync(Guid id) => await Show(id);

    public async Task<IActionResult> OnPostActAsync(Guid id, string act, int seen)
    {
        if (await Form(id, act) is not { } form)
        {
            return await Missing(id, act);
        }
        if (Text("fill") is { } fill)
        {
            Fill(form, fill);
            return await Show(id);
        }
        if (Request.Form.ContainsKey("more"))
        {
            return await Show(id);
        }
        var inputs = ReadInputs(form);
        if (errors.Count > 0)
        {
            return await Show(id);
        }
        return await Send(
            id,
            act,
            new ActOnMatter(id, seen, act, inputs)
            {
                LegalDate = RecordForms.Day(Text(form.OnName)),
                Reason = Text(form.WhyName),
            },
            $"已办理：{form.Step.Action.Name}。",
            form
        );
    }

    public async Task<IActionResult> OnPostDespiteAsync(Guid id, string act, int seen)
    {
        if (await Form(id, act) is not { } form)
        {
            return await Missing(id, act);
        }
        var inputs = ReadInputs(form);
        if (errors.Count > 0)
        {
            return await Show(id);
        }
        return await Send(
            id,
            act,
            new RecordDespite(id, seen, act, inputs)
            {
                LegalDate = RecordForms.Day(Text(form.OnName)),
                Reason = Text(form.WhyName),
            },
            "已如实记录，统计中会计入。",
            form
        );
    }

    public Task<IActionResult> OnPostUnlawfulAsync(Guid id) =>
        Send(
            id,
            "unlawful",
            new RecordUnlawfulFact(id, Text("fact") ?? "")
            {
                LegalDate = RecordForms.Day(Text("factOn")),
                Reason = Text("factWhy"),
            },
            "已如实记录，统计中会计入。"
        );

    public async Task<IActionResult> OnPostSupplementAsync(Guid id, List<IFormFile>? files)
    {
        var material = Text("material") ?? "";
        var (kept, refused) = await Keep(files);
        if (refused is not null)
        {
            failed = "supplement";
            Refuse(refused);
            return await Show(id);
        }
        var materials = kept.Select(f => new NewMaterial(material, f.Hash, f.Name)).ToList();
        if (Text("paper") is { } paper)
        {
            materials.Add(new NewMaterial(material, "", paper));
        }
        return await Send(
            id,
            "supplement",
            new SupplementMatter(id, materials)
            {
                LegalDate = RecordForms.Day(Text("materialOn")),
                Reason = Text("materialWhy"),
            },
            "材料已存入。"
        );
    }

    public async Task<IActionResult> OnPostNameAsync(Guid id, int seen)
    {
        if (!Guid.TryParse(Text("other"), out var other))
        {
            return await Wrong(id, "name", "other", "请选择要关联的事项。");
        }
        return await Send(
            id,
            "name",
            new NameMatter(id, seen, Text("slot") ?? "", other),
            "已关联。"
        );
    }

    public Task<IActionResult> OnPostAssignAsync(Guid id, int seen, Guid handler) =>
        Send(id, "assign", new AssignMatter(id, seen, handler), "已分派。");

    public async Task<IActionResult> OnPostTransferAsync(Guid id, int seen)
    {
        await ReadNames();
        var organ = OrganNamed("transferTo", "接收单位");
        if (organ is null)
        {
            return await Wrong(id, "transfer", "transferTo", "请写明接收单位。");
        }
        return await Send(
            id,
            "transfer",
            new TransferMatter(id, seen, organ.Value) { Reason = Text("transferWhy") },
            "已移交。",
            // Once it is another organ's, it may be out of sight.
            back: "/workbench/matters"
        );
    }

    public async Task<IActionResult> OnPostInviteAsync(Guid id)
    {
        await ReadNames();
        var organ = OrganNamed("invited", "参与单位");
        if (organ is null)
        {
            return await Wrong(id, "invite", "invited", "请写明参与单位。");
        }
        return await Send(
            id,
            "invite",
            new InviteOrgan(id, organ.Value, Text("invitedAs") ?? ""),
            "已邀请。"
        );
    }

    public async Task<IActionResult> OnPostCorrectAsync(Guid id, int seen)
    {
        if (await Read(id) is not { } detail)
        {
            return NotFound();
        }
        failed = "correct";
        typed = RecordForms.Sent("fact.", Request.Form);
        var (body, wrong) = RecordForm.Of(detail.Procedure.FactsType).Read(typed, Organs, Today);
        errors = wrong;
        Tell("fact.");
        if (errors.Count > 0)
        {
            return await Show(id);
        }
        var changed = new JsonObject();
        foreach (
            var name in body.Select(p => p.Key)
                .Union(detail.State.Facts.Select(p => p.Key), StringComparer.Ordinal)
                // What the module's own part of the form has asked for is not in this one.
                .Where(n => !RecordForm.Of(detail.Procedure.FactsType).IsSeparate(n))
                .ToList()
        )
        {
            if (!JsonNode.DeepEquals(body[name], detail.State.Facts[name]))
            {
                changed[name] = body[name]?.DeepClone();
            }
        }
        if (changed.Count == 0)
        {
            Notice = "没有变化，没有改动。";
            return LocalRedirect(Matter.AddressOf(id));
        }
        return await Send(
            id,
            "correct",
            new CorrectMatter(id, seen, changed) { Reason = Text("correctWhy") },
            "已更正。"
        );
    }

    public async Task<IActionResult> OnPostCorrectDayAsync(Guid id, int seen)
    {
        if (RecordForms.Day(Text("dayTo")) is not { } day)
        {
            return await Wrong(id, "day", "dayTo", "请写明正确的日期。");
        }
        return await Send(
            id,
            "day",
            new CorrectMatterDay(id, seen, Text("dayOf") ?? "", day) { Reason = Text("dayWhy") },
            "日期已更正，期限随之重新计算。"
        );
    }

    public Task<IActionResult> OnPostEditionAsync(Guid id, int seen) =>
        Send(
            id,
            "edition",
            new MoveMatterEdition(id, seen, Text("edition") ?? "") { Reason = Text("editionWhy") },
            "已改用另一版本。"
        );

    public async Task<IActionResult> OnPostDocumentAsync(Guid id)
    {
        var result = await Commit(
            new Core.Documents.StartDocument(id, Text("kind") ?? "") { CommandId = CommandId },
            "已按模板起草，请核对后送出。"
        );
        if (result.IsDone)
        {
            return LocalRedirect(Core.Documents.MatterDocument.AddressOf(result.Id));
        }
        failed = "document";
        return await Show(id);
    }

    public Task<IActionResult> OnPostNoteAsync(Guid id) =>
        Send(id, "note", new NoteOnMatter(id, Text("note") ?? ""), "已记事。");

    public Task<IActionResult> OnPostVoidAsync(Guid id, int seen) =>
        Send(id, "void", new VoidMatter(id, seen) { Reason = Text("voidWhy") }, "已作为误立撤销。");

    /// <summary>Where the draft of a step or the form of the page is posted when it has more rows.</summary>
    private async Task<IActionResult> Show(Guid id)
    {
        if (await Read(id) is not { } detail)
        {
            return NotFound();
        }
        Detail = detail;
        Documents = await Core.Documents.DocumentQueries.OfMatter(
            Db,
            Scope,
            id,
            HttpContext.RequestAborted
        );
        Differing =
        [
            .. (
                await SameTexts.Of(Db, Scope, Procedures, detail.Matter, HttpContext.RequestAborted)
            ).Where(p => p.Theirs.Hash != p.Ours.Hash),
        ];
        Asked = MatterWords.Next(detail, Organs, People, Me.Actor.Organ);
        var drafts = (await Drafts.Among(HttpContext, $"matter-{id:N}-")).ToDictionary(
            d => d.Key,
            StringComparer.Ordinal
        );
        var wanted = Request.Query["do"].ToString();
        points = await MatterQueries.PointsOf(
            Db,
            Scope,
            detail.Procedure,
            HttpContext.RequestAborted
        );
        Consultations = await ConsultationQueries.ForMatter(
            Db,
            Scope,
            id,
            HttpContext.RequestAborted
        );
        known = await consultations.Inputs(
            Db,
            Scope,
            Matter.Procedure,
            Consultations,
            HttpContext.RequestAborted
        );
        wholeText = await WholeText(detail);
        items = await ItemsFor(
            detail.Steps.Where(s => s.MayTry && MayHandle).Select(s => s.Form).OfType<RecordForm>(),
            new OpeningPart(
                Db,
                Scope,
                detail.Procedure,
                Matter.SenderId,
                Matter.AnchorOn,
                typed,
                []
            )
        );
        var forms = detail
            .Steps.Where(s => s.MayTry && MayHandle)
            .Select(s => FormOf(s, drafts, wanted))
            .ToList();
        Acts = [.. forms.Where(f => f.Step.Refusals.Count == 0)];
        // What was done already needs no reason why it cannot be done again.
        Barred =
        [
            .. forms.Where(f =>
                f.Step.Refusals.Count > 0
                && (f.Step.Action.IsRepeatable || !DoneNow(detail, f.Step))
            ),
        ];
        if (
            failed is not null
            && detail.Procedure.FindAction(failed) is { InputType: { } type }
            && forms.TrueForAll(f => f.Step.Action.Key != failed)
        )
        {
            var form = RecordForm.Of(type);
            Stranded =
            [
                .. typed
                    .Where(t => !string.IsNullOrWhiteSpace(t.Value))
                    .Select(t => (form.Find(t.Key)?.Title ?? t.Key, t.Value!)),
            ];
        }
        if (MayAssign && Matter.IsOpen)
        {
            await Suggest();
        }
        await FindNameable();
        Passages = await DraftPassages.Of(
            detail,
            Acts,
            Organs,
            store,
            reading =>
                citations.Check(
                    Scope,
                    reading,
                    Today,
                    cancellationToken: HttpContext.RequestAborted
                ),
            HttpContext.RequestAborted
        );
        FactsForm = RecordForms.View(
            RecordForm.Of(detail.Procedure.FactsType),
            "fact.",
            Failed("correct")
                ? typed
                : RecordForm
                    .Of(detail.Procedure.FactsType)
                    .Format(detail.State.Facts, Organs)
                    .ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal),
            Failed("correct") ? errors : [],
            Organs,
            Today
        );
        Slots =
        [
            .. detail
                .Procedure.Stages.Where(s =>
                    detail.State.IsOpen(s.Key) || (s.IsTerminal && detail.State.IsEnded)
                )
                .Select(s => MatterSlots.Find(views, detail.Procedure, s.Key))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        if (errors.Count > 0)
        {
            Unprocessable();
        }
        return Page();
    }

    /// <summary>Whoever has the fewest open matters of this kind is suggested; the head may choose another.</summary>
    private async Task Suggest()
    {
        var load = await MatterQueries.LoadOf(
            Db,
            Scope,
            Matter.OrganId,
            Detail.Procedure,
            Today,
            HttpContext.RequestAborted
        );
        var people = People
            .Of(Matter.OrganId)
            .Where(p => p.Id != Matter.HandlerId)
            .OrderBy(p => load.ContainsKey(p.Id) ? 0 : 1)
            .ThenBy(p => load.GetValueOrDefault(p.Id))
            .ToList();
        Colleagues =
        [
            .. people.Select(p => new Choice(
                p.Id.ToString(),
                load.TryGetValue(p.Id, out var count) ? $"{p.Name}（在办 {count} 件）" : p.Name
            )),
        ];
        Suggested =
            people is [var first, ..] && load.TryGetValue(first.Id, out var least)
                ? $"按在办“{NameOf(Matter.Procedure)}”的件数，建议{first.Name}（{least} 件，最少）；可以另行选择。"
                : null;
    }

    private async Task FindNameable()
    {
        if (
            !MayHandle
            || !Matter.IsOpen
            || (Me.Actor.Organ != Matter.OrganId && Me.Actor.Organ != Matter.SenderId)
        )
        {
            return;
        }
        var slots = new List<(ChildMatter, IReadOnlyList<MatterRow>)>();
        foreach (
            var slot in Detail.Procedure.Children.Where(c =>
                c.Nameable.Count > 0
                && Detail.State.Children.GetValueOrDefault(c.Slot)
                    is not { IsNamed: not true, Outcome: null }
            )
        )
        {
            slots.Add(
                (
                    slot,
                    await MatterQueries.Nameable(
                        Db,
                        Scope,
                        Matter,
                        slot,
                        HttpContext.RequestAborted
                    )
                )
            );
        }
        Nameable = slots;
    }

    private ActForm FormOf(
        StepView step,
        Dictionary<string, Core.Drafts.FormDraft> drafts,
        string wanted
    )
    {
        var key = step.Action.Key;
        var prefix = ActForm.PrefixOf(key);
        var mine = Failed(key);
        var draft = mine ? null : drafts.GetValueOrDefault(ActForm.DraftKeyOf(Matter.Id, key));
        var kept = draft is null
            ? []
            : Drafts
                .FieldsOf(draft)
                .Select(f => new KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>(
                    f.Key,
                    f.Value
                ))
                .ToList();
        var form = new ActForm(
            Matter.Id,
            Matter.Version,
            step,
            step.Form is { } fields
                ? RecordForms.View(
                    fields,
                    prefix,
                    mine ? typed
                        : draft is null ? Prefilled(step, fields)
                        : RecordForms.Sent(prefix, kept),
                    mine ? errors : [],
                    Organs,
                    Today,
                    mine && Sent("more") is not null ? 2 : 0,
                    items: items
                )
                : null
        )
        {
            IsUnfolded = mine || draft is not null || wanted == key,
            IsRefused = mine && (errors.Count > 0 || Refusal is not null),
            DraftOf = draft?.SavedAt,
            OnRecord =
                mine && Refusal is { Kind: RefusalKind.Condition }
                    ? ActForm.RecordableOf(Detail.Procedure, step.Action)
                    : [],
        };
        string? Value(string name) =>
            mine ? Sent(name) : kept.Find(f => f.Key == name).Value.FirstOrDefault();
        return form with { On = Value(form.OnName), Why = Value(form.WhyName) };
    }

    /// <summary>Begins a further row with one cell filled in: <c>findings.place=第3段…</c>.</summary>
    private void Fill(ActForm form, string fill)
    {
        var equals = fill.IndexOf('=', StringComparison.Ordinal);
        var (at, value) = equals < 0 ? (fill, "") : (fill[..equals], fill[(equals + 1)..]);
        var dot = at.IndexOf('.', StringComparison.Ordinal);
        if (
            dot < 0
            || form.Step.Form?.Rows.FirstOrDefault(r => r.Name == at[..dot]) is not { } rows
            || rows.Row.Find(at[(dot + 1)..]) is not { } cell
        )
        {
            return;
        }
        var row = Enumerable
            .Range(0, 200)
            .First(i =>
                !typed.Any(t =>
                    t.Key.StartsWith($"{rows.Name}[{i}].", StringComparison.Ordinal)
                    && !string.IsNullOrWhiteSpace(t.Value)
                )
                || i == 199
            );
        typed[$"{rows.Name}[{row}].{cell.Name}"] = value;
    }

    /// <summary>
    /// What a consultation of the matter knows for the step, or what the step proposes; else the points of the procedure, each as a row to be answered, where a form has such rows and nothing was filled
    /// in yet.
    /// </summary>
    private Dictionary<string, string?> Prefilled(StepView step, RecordForm form)
    {
        var texts =
            (known.GetValueOrDefault(step.Action.Key) ?? step.Proposed) is { } input
                ? form.Format(input, Organs)
                    .Where(t => t.Value.Length > 0)
                    .ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal)
            : form.Rows.FirstOrDefault(r => r.Name == "points")?.Row.Find("point") is null
                ? new(StringComparer.Ordinal)
            : points
                .Select((p, i) => KeyValuePair.Create($"points[{i}].point", (string?)p))
                .ToDictionary(StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(f => f.IsWholeText && wholeText is not null))
        {
            texts.TryAdd(field.Name, wholeText);
        }
        return texts;
    }

    /// <summary>
    /// The text of the paper that the matter is about, where a step asks for it: the final one, else the newest draft. Who publishes it looks it over instead of pasting it again.
    /// </summary>
    private async Task<string?> WholeText(MatterDetail detail)
    {
        if (
            !MayHandle
            || !detail.Steps.Any(s =>
                s is { IsOpen: true, MayTry: true }
                && s.Form?.Fields.Any(f => f.IsWholeText) == true
            )
        )
        {
            return null;
        }
        var paper = detail
            .Materials.Where(m => m.Material.Key is "final" or "draft" && m.Versions.Count > 0)
            .OrderByDescending(m => m.Material.Key == "final")
            .Select(m => m.Versions[^1])
            .FirstOrDefault();
        return paper is null
            ? null
            : (
                await MaterialText.Read(store, paper.Hash, paper.Name, HttpContext.RequestAborted)
            ).Text;
    }

    private static bool DoneNow(MatterDetail detail, StepView step) =>
        detail
            .State.Acts.Skip(
                step.Stage is { } s && detail.State.Stages.TryGetValue(s.Key, out var state)
                    ? state.ActsBefore
                    : 0
            )
            .Any(a => a.Action == step.Action.Key);

    /// <summary>The form of an action that was sent, with what was typed.</summary>
    private async Task<ActForm?> Form(Guid id, string act)
    {
        failed = act;
        typed = RecordForms.Sent(ActForm.PrefixOf(act), Request.Form);
        if (await Read(id) is not { } detail)
        {
            return null;
        }
        Detail = detail;
        // A step that is no longer offered is sent all the same: the refusal then says what happened meanwhile.
        return detail.Procedure.FindAction(act) is { } action
            ? new ActForm(
                id,
                detail.Matter.Version,
                new StepView(
                    action,
                    null,
                    true,
                    action.InputType is { } type ? RecordForm.Of(type) : null,
                    [],
                    []
                ),
                null
            )
            : null;
    }

    private async Task<IActionResult> Missing(Guid id, string act)
    {
        failed = null;
        if (Detail is null)
        {
            return NotFound();
        }
        Refuse(
            new Refusal(RefusalKind.Invalid, $"这一程序没有“{act}”这一步，请从页面上选择要办的事。")
        );
        return await Show(id);
    }

    private JsonObject ReadInputs(ActForm form)
    {
        if (form.Step.Form is not { } fields)
        {
            return [];
        }
        var (body, wrong) = fields.Read(typed, Organs, Today);
        errors = wrong;
        Tell(form.Prefix);
        return body;
    }

    private void Tell(string prefix)
    {
        foreach (var error in errors)
        {
            ModelState.AddModelError(prefix + error.Field, error.ToString());
        }
    }

    private async Task<IActionResult> Send(
        Guid id,
        string part,
        Command command,
        string notice,
        ActForm? form = null,
        string? back = null
    )
    {
        failed = part;
        var result = await Commit(command with { CommandId = CommandId }, notice);
        if (result.IsDone)
        {
            await DropDraft(ActForm.DraftKeyOf(id, part));
            return LocalRedirect(back ?? Matter.AddressOf(id));
        }
        // What is wrong with one field stands beside it, under the name that the field has here.
        if (form?.Step.Form is { } fields && result.Refusal.Field is { } field)
        {
            ModelState.Clear();
            if (fields.Find(field)?.Name is { } name)
            {
                errors = [new(name, fields.Find(name)!.Title, result.Refusal.Message)];
            }
            else if (
                fields.Rows.FirstOrDefault(r =>
                    r.Name.Equals(field, StringComparison.OrdinalIgnoreCase)
                ) is
                { } rows
            )
            {
                errors = [new(rows.Name, rows.Title, result.Refusal.Message)];
            }
            ModelState.AddModelError(
                errors.Count > 0 ? form.Prefix + errors[0].Field : "",
                result.Refusal.Message
            );
        }
        // A refused form may be sent again.
        CommandId = Guid.CreateVersion7();
        return await Show(id);
    }

    private async Task<IActionResult> Wrong(Guid id, string part, string field, string message)
    {
        failed = part;
        if (ModelState.ErrorCount == 0)
        {
            ModelState.AddModelError(field, message);
        }
        Unprocessable();
        return await Show(id);
    }

    private async Task<(IReadOnlyList<(string Hash, string Name)> Files, Refusal? Refusal)> Keep(
        List<IFormFile>? files
    )
    {
        var (hashes, refusal) = await Uploads.Keep(this, files);
        return (
            [.. hashes.Zip(files ?? [], (h, f) => (h, FileStore.CleanName(f.FileName)))],
            refusal
        );
    }
}
