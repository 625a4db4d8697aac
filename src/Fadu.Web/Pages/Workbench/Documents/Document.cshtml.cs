using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Official;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Choice = Fadu.Web.TagHelpers.Choice;
using MatterPage = Fadu.Web.Pages.Workbench.Matters.MatterPage;

namespace Fadu.Web.Pages.Workbench.Documents;

/// <summary>One document: its text, whose turn it is, 核稿, 会签, 签发, 送达, and what happened.</summary>
[Needs(Capability.ViewMatters)]
public sealed class DocumentModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    private readonly EventRegistry registry = registry;
    private string? failed;

    public MatterDocument Document { get; private set; } = null!;
    public DocumentBody Body { get; private set; } = null!;
    public ProcedureDocument Declared { get; private set; } = null!;
    public OfficialDocument Sheet { get; private set; } = null!;
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];

    /// <summary>The number that signing now would take.</summary>
    public string? NextNumber { get; private set; }

    /// <summary>What is not filled in yet.</summary>
    public IReadOnlyList<string> Gaps { get; private set; } = [];

    /// <summary>Own people who can be asked to countersign.</summary>
    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    /// <summary>The last step is the reader's own, and nobody has acted since.</summary>
    public bool MayRecall { get; private set; }

    public bool IsOurs => Me.Actor.Organ == Document.OrganId && Me.Can(Capability.HandleMatters);
    public bool IsDrafter => Document.DrafterId == Me.Actor.Person;
    public bool MayDraft =>
        IsOurs && Document.Stage is DocumentStage.Owed or DocumentStage.Draft && IsOurs;
    public bool MayCheck => IsOurs && Document.Stage == DocumentStage.Check && !IsDrafter;
    public bool MaySign =>
        IsOurs
        && Document.Stage == DocumentStage.Sign
        && DocumentRoles.MaySign(Me.Actor, Declared)
        && (Declared.DrafterMaySign || !IsDrafter);

    /// <summary>The countersignature that is asked of the reader.</summary>
    public Countersign? Mine =>
        Document.Stage == DocumentStage.Countersign && Me.Can(Capability.HandleMatters)
            ? Body.Countersigns.FirstOrDefault(c =>
                c.Agrees is null
                && c.Organ == Me.Actor.Organ
                && (c.Person is null || c.Person == Me.Actor.Person || c.Person == Me.Actor.ActsFor)
            )
            : null;

    public bool MayServe => IsOurs && Document.AwaitsService;
    public bool MayReceive =>
        Document.AwaitsService
        && Body.Recipient.Organ is { } organ
        && organ == Me.Actor.Organ
        && Me.Can(Capability.HandleMatters);
    public bool MayVoid =>
        IsOurs
        && (
            Document.IsOpen
            || (Document.Stage == DocumentStage.Issued && DocumentRoles.MaySign(Me.Actor, Declared))
        );

    /// <summary>Which form was sent and refused.</summary>
    public bool Failed(string part) => failed == part;

    public string DraftKey => $"document-{Document.Id:N}";

    /// <summary>The state in plain words.</summary>
    public string State =>
        Document.Stage switch
        {
            DocumentStage.Owed => $"{Document.Name}等着拟稿",
            DocumentStage.Draft when Body.Returned is not null => $"{Document.Name}退回修改",
            DocumentStage.Draft => $"{Document.Name}拟稿中",
            DocumentStage.Check => $"{Document.Name}等着核稿",
            DocumentStage.Countersign =>
                $"{Document.Name}会签中，还差 {Body.Countersigns.Count(c => c.Agrees is null)} 家",
            DocumentStage.Sign => $"{Document.Name}等着签发",
            DocumentStage.Issued when Document.ServedOn is { } on && on > Today =>
                $"{Document.NumberText ?? Document.Name}公告中，{on:yyyy-MM-dd} 视为送达",
            DocumentStage.Issued when Document.AwaitsService =>
                $"{Document.NumberText ?? Document.Name}已签发，等着送达",
            DocumentStage.Issued when Document.ServedOn is { } on =>
                $"{Document.NumberText ?? Document.Name}已于 {on:yyyy-MM-dd} 送达",
            DocumentStage.Issued => $"{Document.NumberText ?? Document.Name}已签发",
            DocumentStage.Void => $"{Document.NumberText ?? Document.Name}已作废",
            _ => $"{Document.Name}已撤稿",
        };

    /// <summary>The steps from the draft to the service.</summary>
    public IReadOnlyList<Step> Steps
    {
        get
        {
            var at = Document.Stage;
            var steps = new List<(DocumentStage Stage, string Name)>
            {
                (DocumentStage.Draft, "拟稿"),
            };
            if (Declared.IsChecked)
            {
                steps.Add((DocumentStage.Check, "核稿"));
            }
            if (Body.Countersigns.Count > 0)
            {
                steps.Add((DocumentStage.Countersign, "会签"));
            }
            steps.Add((DocumentStage.Sign, "签发"));
            if (Document.IsServable)
            {
                steps.Add((DocumentStage.Issued, "送达"));
            }
            return
            [
                .. steps.Select(s => new Step(
                    s.Name,
                    at == s.Stage && (s.Stage != DocumentStage.Issued || Document.AwaitsService)
                        || (at == DocumentStage.Owed && s.Stage == DocumentStage.Draft)
                            ? StepState.Current
                        : at is DocumentStage.Dropped or DocumentStage.Void ? StepState.Todo
                        : at >= s.Stage ? StepState.Done
                        : StepState.Todo
                )),
            ];
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id) => await Show(id);

    public async Task<IActionResult> OnPostStartAsync(Guid id)
    {
        if (await Load(id) is false)
        {
            return NotFound();
        }
        return await Send(
            id,
            "start",
            new StartDocument(Document.MatterId, Document.Kind),
            "已按模板起草。"
        );
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid id, int seen)
    {
        if (await Load(id) is false)
        {
            return NotFound();
        }
        return await Recipient() is { } recipient
            ? await Send(
                id,
                "draft",
                new DraftDocument(id, seen, Sent("text") ?? "", recipient),
                "已保存。"
            )
            : await Wrong(id, "draft");
    }

    public async Task<IActionResult> OnPostSubmitAsync(
        Guid id,
        int seen,
        List<Guid>? countersigners
    )
    {
        if (await Load(id) is false)
        {
            return NotFound();
        }
        var recipient = await Recipient();
        var organs = new List<Countersign>();
        foreach (
            var name in (Text("countersigns") ?? "").Split(
                ['、', '，', ','],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            if (Organs.Find(name) is { } organ)
            {
                organs.Add(new Countersign(organ, null));
            }
            else
            {
                ModelState.AddModelError(
                    "countersigns",
                    $"会签单位：没有叫“{name}”的单位。{Organs.Suggest(name)}"
                );
            }
        }
        if (recipient is null || ModelState.ErrorCount > 0)
        {
            return await Wrong(id, "draft");
        }
        return await Send(
            id,
            "draft",
            new SubmitDocument(id, seen)
            {
                Text = Sent("text"),
                Recipient = recipient,
                Countersigns =
                [
                    .. organs,
                    .. (countersigners ?? []).Select(p => new Countersign(
                        Me.Actor.Organ ?? Guid.Empty,
                        p
                    )),
                ],
            },
            "已送出，轮到下一位时会进入其待办。"
        );
    }

    public Task<IActionResult> OnPostCheckAsync(Guid id, int seen) =>
        Send(
            id,
            "check",
            new CheckDocument(id, seen) { Text = Sent("text"), Opinion = Text("opinion") },
            "已核稿。"
        );

    public Task<IActionResult> OnPostReturnAsync(Guid id, int seen) =>
        Send(id, "return", new ReturnDocument(id, seen) { Reason = Text("why") }, "已退回拟稿人。");

    public Task<IActionResult> OnPostCountersignAsync(Guid id, bool? agrees) =>
        agrees is { } said
            ? Send(
                id,
                "countersign",
                new CountersignDocument(id, said, Text("opinion")),
                "已会签。"
            )
            : Wrong(id, "countersign", "agrees", "请选择同意或者不同意。");

    public Task<IActionResult> OnPostIssueAsync(Guid id, int seen) =>
        Send(
            id,
            "issue",
            new IssueDocument(id, seen)
            {
                LegalDate = RecordForms.Day(Text("on")),
                Reason = Text("onWhy"),
            },
            "已签发。"
        );

    public Task<IActionResult> OnPostRecallAsync(Guid id, int seen) =>
        Send(id, "recall", new RecallDocument(id, seen), "已撤回。");

    public Task<IActionResult> OnPostVoidAsync(Guid id, int seen) =>
        Send(id, "void", new VoidDocument(id, seen) { Reason = Text("voidWhy") }, "已办理。");

    public Task<IActionResult> OnPostReceiveAsync(Guid id) =>
        Send(id, "receive", new AcknowledgeDocument(id), "已签收。");

    public async Task<IActionResult> OnPostServeAsync(Guid id, List<IFormFile>? proof)
    {
        if (await Load(id) is false)
        {
            return NotFound();
        }
        if (!Enum.TryParse<ServiceWay>(Text("way"), out var way))
        {
            return await Wrong(id, "serve", "way", "请选择送达方式。");
        }
        if (RecordForms.Day(Text("servedOn")) is not { } on)
        {
            return await Wrong(id, "serve", "servedOn", "请写明日期。");
        }
        var (hashes, refused) = await this.Keep(proof);
        if (refused is not null)
        {
            failed = "serve";
            Refuse(refused with { Field = "proof" });
            return await Show(id);
        }
        var isFailed = Text("result") == "failed";
        return await Send(
            id,
            "serve",
            new ServeDocument(
                id,
                new DocumentServed
                {
                    Way = way,
                    On = on,
                    ServedOn = isFailed ? null : on,
                    Receiver = Text("receiver"),
                    Capacity = Text("capacity"),
                    Place = Text("place"),
                    Why = Text("serveWhy"),
                    Witnesses = Text("witnesses"),
                    Reference = Text("reference"),
                    Agreed = (Sent("agreed") ?? "").Contains("true", StringComparison.Ordinal),
                    Proof =
                    [
                        .. hashes.Zip(
                            proof ?? [],
                            (h, f) =>
                                new DocumentFile(h, Core.Files.FileStore.CleanName(f.FileName))
                        ),
                    ],
                }
            ),
            isFailed ? "已登记，请另择方式送达。" : "送达已登记。"
        );
    }

    /// <summary>Ways of service with their articles.</summary>
    public IReadOnlyList<Choice> Ways =>
        [
            .. (Declared.Service?.Ways ?? []).Select(w => new Choice(
                w.ToString(),
                ServiceWays.NameOf(w),
                ServiceWays.BasisOf(w).ToString()
            )),
        ];

    private async Task<DocumentRecipient?> Recipient()
    {
        var name = Text("recipient") ?? "";
        if (name.Length == 0)
        {
            ModelState.AddModelError("recipient", "请写明主送单位。");
            return null;
        }
        await Task.CompletedTask;
        return new DocumentRecipient(Organs.Find(name) is { } o ? Organs.Get(o)!.Name : name)
        {
            Organ = Organs.Find(name),
            Address = Text("address"),
            Postcode = Text("postcode"),
            Phone = Text("phone"),
        };
    }

    private async Task<IActionResult> Send(Guid id, string part, Command command, string notice)
    {
        var result = await Commit(command with { CommandId = CommandId }, notice);
        if (result.IsDone)
        {
            await DropDraft($"document-{id:N}");
            return LocalRedirect(MatterDocument.AddressOf(id));
        }
        failed = part;
        CommandId = Guid.CreateVersion7();
        return await Show(id);
    }

    private async Task<IActionResult> Wrong(
        Guid id,
        string part,
        string? field = null,
        string? message = null
    )
    {
        failed = part;
        if (field is not null)
        {
            ModelState.AddModelError(field, message!);
        }
        Unprocessable();
        return await Show(id);
    }

    private async Task<bool> Load(Guid id)
    {
        await ReadNames();
        if (
            await DocumentQueries.Find(Db, Scope, id, HttpContext.RequestAborted)
            is not { } document
        )
        {
            return false;
        }
        Document = document;
        Body = document.ReadBody();
        var matter = await Db.Set<Matter>()
            .AsNoTracking()
            .Where(m => m.Tenant == Scope.Tenant && m.Id == document.MatterId)
            .Select(m => m.Edition)
            .FirstAsync(HttpContext.RequestAborted);
        Declared = Procedures.Get(document.Procedure, matter).FindDocument(document.Kind)!;
        return true;
    }

    private async Task<IActionResult> Show(Guid id)
    {
        if (await Load(id) is false)
        {
            return NotFound();
        }
        await LoadDraft(DraftKey);
        var text = Failed("draft") || Failed("check") ? Sent("text") ?? Body.Text : Body.Text;
        Sheet = DocumentText.Compose(
            text,
            Document.Name,
            Organs.NameOn(Document.OrganId, Document.IssuedOn),
            Body.Recipient.Name,
            Document.NumberText,
            Document.IssuedOn
        );
        if (Document.IsOpen)
        {
            Gaps = DocumentText.Gaps(Body.Text);
        }
        if (Document.Stage == DocumentStage.Sign)
        {
            NextNumber = await DocumentQueries.NextNumber(
                Db,
                Scope.Tenant,
                Document.OrganId,
                Declared.Series,
                Today.Year,
                HttpContext.RequestAborted
            );
        }
        Colleagues =
        [
            .. People
                .Of(Document.OrganId)
                .Where(p => p.Id != Document.DrafterId)
                .Select(p => new Choice(p.Id.ToString(), p.Name)),
        ];
        var stream = MatterDocument.StreamOf(id);
        var entries = await Db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == Scope.Tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .ToListAsync(HttpContext.RequestAborted);
        var words = await EntryWords.Of(HttpContext, Me.Organs, People);
        MayRecall =
            entries is [var last, ..]
            && last.Actor == Me.Actor.Person
            && last.Kind
                is "document.submitted"
                    or "document.checked"
                    or "document.returned"
                    or "document.countersigned";
        Entries =
        [
            .. entries.Select(e =>
            {
                var said = words.Say(e.Read(registry));
                var all = string.Join(
                    "；",
                    new[] { said, e.Reason is null ? "" : $"理由：{e.Reason}" }.Where(t =>
                        t.Length > 0
                    )
                );
                return new TimelineEntry(
                    registry.DisplayName(e.Kind),
                    e.ActsFor is { } principal
                        ? $"{People.NameOf(e.Actor)}（代 {People.NameOf(principal)}）"
                        : People.NameOf(e.Actor),
                    e.At
                )
                {
                    LegalDay = e.LegalDate,
                    Text = all.Length > 0 ? all : null,
                };
            }),
        ];
        return Page();
    }
}
