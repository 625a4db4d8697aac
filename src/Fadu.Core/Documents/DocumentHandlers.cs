using System.Globalization;
using Fadu.Core.Calendars;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Documents;

internal sealed class DocumentHandler(
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories,
    FileStore files
)
    : IHandler<StartDocument>,
        IHandler<DraftDocument>,
        IHandler<SubmitDocument>,
        IHandler<CheckDocument>,
        IHandler<ReturnDocument>,
        IHandler<CountersignDocument>,
        IHandler<IssueDocument>,
        IHandler<RecallDocument>,
        IHandler<VoidDocument>
{
    private const int LongestText = 60_000;
    private readonly MatterBook book = new(procedures);

    public async ValueTask<string?> Handle(
        StartDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        var c = await book.Find(work, command.Matter, cancellationToken);
        if (c.Matter.IsVoid)
        {
            Work.Refuse(RefusalKind.Condition, "这件事项已经作为误立撤销，不再制作文书。");
        }
        if (c.Procedure.FindDocument(command.Kind) is not { } declared)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "这一程序没有这种文书，请重新选择。",
                field: nameof(command.Kind)
            );
            return null;
        }
        DemandDrafter(work, DocumentBook.OrganOf(declared, c.Matter), declared.Name);
        var others = await DocumentBook.Of(work, c.Matter.Id, cancellationToken);
        if (
            others.Find(d => d.Kind == declared.Key && d.IsOpen && d.Stage != DocumentStage.Owed) is
            { } open
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"已有一份{declared.Name}在办（{open.Stage.DisplayName()}），请先办完或者撤稿。"
            );
        }
        var document =
            others.Find(d => d.Kind == declared.Key && d.Stage == DocumentStage.Owed)
            ?? await DocumentBook.Start(work, c.Matter, c.Procedure, declared, null);
        var (organs, people) = (
            await LedgerOrgans.Of(directories, work.Tenant, cancellationToken),
            await directories.People(work.Tenant, cancellationToken)
        );
        var recipient = document.ReadBody().Recipient;
        var own = await work.Db.FindAsync<OrganTemplate>(
            [work.Tenant, document.OrganId, document.Procedure, document.Kind],
            cancellationToken
        );
        var text = DocumentText.Fill(
            own?.Text ?? declared.Template,
            new DocumentText.Source(
                c.Matter,
                c.Procedure,
                c.State,
                await CountyCalendars.Read(work.Db, work.Tenant, cancellationToken),
                organs,
                people,
                declared,
                document.OrganId,
                work.Actor.Person,
                recipient.Name
            )
        );
        await Append(work, document, new DocumentDrafted(document.Id, text, recipient));
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        DraftDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        DemandStage(document, DocumentStage.Draft);
        DemandDrafter(work, document.OrganId, document.Name);
        await Write(
            work,
            document,
            command.Seen,
            command.Text,
            command.Recipient,
            cancellationToken
        );
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        SubmitDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        DemandStage(document, DocumentStage.Draft);
        DemandDrafter(work, document.OrganId, document.Name);
        var body = document.ReadBody();
        var seen = await Write(
            work,
            document,
            command.Seen,
            command.Text ?? body.Text,
            command.Recipient ?? body.Recipient,
            cancellationToken
        );
        body = document.ReadBody();
        DemandFilled(body.Text, document);
        var asked = command
            .Countersigns.Select(c => new Countersign(c.Organ, c.Person))
            .Distinct()
            .ToList();
        foreach (var one in asked)
        {
            await Matters.OrganRules.Demand(
                work,
                one.Organ,
                nameof(command.Countersigns),
                cancellationToken
            );
            if (one.Person is { } person)
            {
                var found = await work.Db.FindAsync<Person>(
                    [work.Tenant, person],
                    cancellationToken
                );
                if (found is null || found.OrganId != one.Organ || !found.IsInOffice(work.Today))
                {
                    Work.Refuse(
                        RefusalKind.Invalid,
                        "会签人须是会签单位的在职人员，请重新选择。",
                        field: nameof(command.Countersigns)
                    );
                }
            }
        }
        var declared = await Declared(work, document, cancellationToken);
        await Append(
            work,
            document,
            new DocumentSubmitted(
                document.Id,
                declared.IsChecked ? DocumentStage.Check : AfterCheck(asked),
                asked
            ),
            seen
        );
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        CheckDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        DemandStage(document, DocumentStage.Check);
        DemandChecker(work, document);
        var body = document.ReadBody();
        var seen = await Write(
            work,
            document,
            command.Seen,
            command.Text ?? body.Text,
            body.Recipient,
            cancellationToken
        );
        DemandFilled(document.ReadBody().Text, document);
        await Append(
            work,
            document,
            new DocumentChecked(document.Id, AfterCheck(body.Countersigns), Clean(command.Opinion)),
            seen
        );
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        ReturnDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        DemandStage(document, DocumentStage.Check, DocumentStage.Sign, DocumentStage.Countersign);
        if (document.Stage == DocumentStage.Sign)
        {
            DemandSigner(work, document, await Declared(work, document, cancellationToken));
        }
        else
        {
            DemandChecker(work, document);
        }
        DemandReason(command, "请写明退回修改的理由。");
        await Append(work, document, new DocumentReturned(document.Id), command.Seen);
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        CountersignDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        DemandStage(document, DocumentStage.Countersign);
        work.Demand(Capability.HandleMatters);
        var body = document.ReadBody();
        var mine = body
            .Countersigns.Where(c => c.Agrees is null && c.Organ == work.Actor.Organ)
            .OrderBy(c => c.Person is null)
            .FirstOrDefault(c =>
                c.Person is null || c.Person == work.Actor.Person || c.Person == work.Actor.ActsFor
            );
        if (mine is null)
        {
            Work.Refuse(RefusalKind.Forbidden, "这件文书没有请您会签，或者您已经会签。");
        }
        var opinion = Clean(command.Opinion);
        if (!command.Agrees && opinion is null)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "不同意的，请写明意见。",
                field: nameof(command.Opinion)
            );
        }
        var left = body.Countersigns.Count(c => c.Agrees is null) - 1;
        await Append(
            work,
            document,
            new DocumentCountersigned(
                document.Id,
                mine.Organ,
                mine.Person,
                command.Agrees,
                opinion,
                left == 0 ? DocumentStage.Sign : DocumentStage.Countersign
            ),
            organ: mine.Organ
        );
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    // 党政机关公文处理工作条例第二十二条: 签发人签署意见、姓名和完整日期. The number is taken in the same transaction, so a refusal loses none.
    public async ValueTask<string?> Handle(
        IssueDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        DemandStage(document, DocumentStage.Sign);
        var c = await book.Open(
            work,
            (await work.Db.FindAsync<Matter>([work.Tenant, document.MatterId], cancellationToken))!,
            await MatterBook.OrgansOf(work, document.MatterId, cancellationToken),
            cancellationToken
        );
        var declared = c.Procedure.FindDocument(document.Kind)!;
        DemandSigner(work, document, declared);
        if (!declared.DrafterMaySign && document.DrafterId == work.Actor.Person)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "拟稿人不得签发本人拟的文书，请由其他负责人签发。",
                OwnRule.Basis.ToString()
            );
        }
        var day = command.LegalDate ?? work.Today;
        if (day > work.Today || day < c.Matter.AnchorOn)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"成文日期应在{c.Procedure.Anchor.Name}之日（{c.Matter.AnchorOn:yyyy-MM-dd}）和今天之间。",
                field: nameof(command.LegalDate)
            );
        }
        if (day != work.Today)
        {
            DemandReason(command, "不是今天签发的，请写明补录的理由。");
        }
        var stream = MatterDocument.StreamOf(document.Id);
        var before = await work.VersionOf(stream);
        await ActAhead(work, document, declared, c, day, cancellationToken);
        var body = document.ReadBody();
        DemandFilled(body.Text, document);
        var (series, year, number, text) = await Numbers.Next(
            work,
            document.OrganId,
            declared.Series,
            day.Year,
            cancellationToken
        );
        var organs = await LedgerOrgans.Of(directories, work.Tenant, cancellationToken);
        var organ = organs.NameOn(document.OrganId, day);
        var signer = work.Actor.ShownName;
        var signed = DocumentText.Sign(body.Text, text, day, signer);
        var name = FileStore.CleanName($"{text ?? document.Name} {document.Title}.docx");
        var hash = await Freeze(
            work,
            document,
            DocumentText.Compose(signed, document.Name, organ, body.Recipient.Name, text, day),
            name,
            cancellationToken
        );
        // What the step of the matter entered in this stream meanwhile is no change that somebody else made.
        await Append(
            work,
            document,
            new DocumentIssued(document.Id, series, year, number, text, signed, hash, name, signer),
            command.Seen + await work.VersionOf(stream) - before,
            legalDate: day
        );
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        RecallDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        var stream = MatterDocument.StreamOf(document.Id);
        var entries = await work
            .Db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == work.Tenant && e.Stream == stream)
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        var last = entries[^1];
        var step = last.Read(registry);
        if (
            step
            is not (
                DocumentSubmitted
                or DocumentChecked
                or DocumentReturned
                or DocumentCountersigned
            )
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                document.Stage == DocumentStage.Issued
                    ? "已经签发的不能撤回，确需改正的请作废后重新制发。"
                    : "没有可以撤回的步骤。"
            );
        }
        if (last.Actor != work.Actor.Person || work.Actor.Person is null)
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                "只能撤回自己刚办的一步；已经有人接着办的，不能撤回。"
            );
        }
        // What happened before, told again without the last step.
        var fold = entries
            .Take(entries.Count - 1)
            .Aggregate(
                DocumentFold.Nothing,
                (f, e) => e.Read(registry) is IDocumentEvent d ? f.After(d, e) : f
            );
        await Append(
            work,
            document,
            new DocumentRecalled(
                document.Id,
                registry.DisplayName(last.Kind),
                fold.Stage,
                fold.Body,
                fold.Drafter
            ),
            command.Seen
        );
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        VoidDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        if (document.IsOpen)
        {
            DemandDrafter(work, document.OrganId, document.Name);
            if (document.Owed is not null && document.Stage == DocumentStage.Owed)
            {
                DemandReason(command, "事项要求制作这件文书，不制作的请写明理由。");
            }
            DemandReason(command, "请写明撤稿的理由。");
            await Append(work, document, new DocumentDropped(document.Id), command.Seen);
        }
        else
        {
            DemandStage(document, DocumentStage.Issued);
            DemandSigner(work, document, await Declared(work, document, cancellationToken));
            DemandReason(command, "请写明作废的理由；文号保留，不再使用。");
            await Append(work, document, new DocumentVoided(document.Id), command.Seen);
        }
        await DocumentBook.Tell(work, document);
        return document.Id.ToString();
    }

    /// <summary>The step of the matter that the document stands for, where nothing is filled in for it and it has not been taken yet: to sign the one is to take the other.</summary>
    private async ValueTask ActAhead(
        Work work,
        MatterDocument document,
        ProcedureDocument declared,
        MatterBook.Case c,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        if (
            document.Owed is not null
            || c.Procedure.Actions.FirstOrDefault(a =>
                a.Produces.Contains(declared.Key, StringComparer.Ordinal) && a.InputType is null
            )
                is not { } action
            || action.Stage is { } stage && !c.State.IsOpen(stage)
        )
        {
            return;
        }
        await book.Enter(
            work,
            c,
            ProcedureEngine.Act(
                c.Procedure,
                c.State,
                action.Key,
                [],
                c.Acting,
                day,
                c.World,
                day == work.Today ? null : "随文书补录"
            ),
            (effects, days, standing) =>
                new MatterActed(c.Matter.Id, action.Key, action.Name, effects, days, standing),
            cancellationToken,
            day
        );
    }

    // The bytes go to the store before the transaction ends: without an entry they are harmless, an entry without them would not be.
    private async ValueTask<string> Freeze(
        Work work,
        MatterDocument document,
        OfficialDocument official,
        string name,
        CancellationToken cancellationToken
    )
    {
        using var bytes = new MemoryStream(OfficialWriter.ToBytes(official));
        var kept = await files.Take(bytes, name, cancellationToken);
        // Two documents without a number may say the very same.
        if (
            await work.Db.FindAsync<StoredFile>(
                [work.Tenant, kept.Hash, document.OrganId],
                cancellationToken
            )
            is null
        )
        {
            await work.Append(
                $"file:{kept.Hash}",
                new FileKept(kept.Hash, kept.Name, kept.MediaType, kept.Size, document.OrganId),
                organ: document.OrganId
            );
        }
        return kept.Hash;
    }

    private async ValueTask<ProcedureDocument> Declared(
        Work work,
        MatterDocument document,
        CancellationToken cancellationToken
    )
    {
        var matter = (
            await work.Db.FindAsync<Matter>([work.Tenant, document.MatterId], cancellationToken)
        )!;
        return procedures.Get(matter.Procedure, matter.Edition).FindDocument(document.Kind)!;
    }

    private static DocumentStage AfterCheck(IReadOnlyList<Countersign> asked) =>
        asked.Count > 0 ? DocumentStage.Countersign : DocumentStage.Sign;

    /// <summary>Enters a changed text; gives the version that is before one's eyes after it.</summary>
    private static async ValueTask<int> Write(
        Work work,
        MatterDocument document,
        int seen,
        string text,
        DocumentRecipient recipient,
        CancellationToken cancellationToken
    )
    {
        var clean = text.ReplaceLineEndings("\n").TrimEnd();
        if (clean.Length is 0 or > LongestText)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                clean.Length == 0
                    ? "请写正文。"
                    : $"正文最多 {LongestText.ToString(CultureInfo.InvariantCulture)} 字。",
                field: nameof(DraftDocument.Text)
            );
        }
        var faults = DocumentTemplate.Parse(clean).Faults;
        if (faults.Count > 0)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                faults[0].ToString() + "。",
                field: nameof(DraftDocument.Text)
            );
        }
        recipient = recipient with { Name = recipient.Name.Trim() };
        if (
            recipient.Postcode is { Length: > 0 } code
            && !(code.Length == 6 && code.All(char.IsAsciiDigit))
        )
        {
            Work.Refuse(RefusalKind.Invalid, "邮政编码应为 6 位数字。", field: "Postcode");
        }
        if (recipient.Organ is { } organ)
        {
            await Matters.OrganRules.Demand(work, organ, "Recipient", cancellationToken);
        }
        var body = document.ReadBody();
        if (clean == body.Text && recipient == body.Recipient)
        {
            return seen;
        }
        await Append(work, document, new DocumentDrafted(document.Id, clean, recipient), seen);
        return seen + 1;
    }

    private static ValueTask<TrailEntry> Append(
        Work work,
        MatterDocument document,
        IDocumentEvent data,
        int? expected = null,
        DateOnly? legalDate = null,
        Guid? organ = null
    ) =>
        work.Append(
            MatterDocument.StreamOf(document.Id),
            data,
            expected,
            legalDate,
            organ ?? document.OrganId
        );

    private static void DemandStage(MatterDocument document, params DocumentStage[] stages)
    {
        if (!stages.Contains(document.Stage))
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"这件文书{document.Stage.DisplayName()}，现在不能这样办。"
            );
        }
    }

    private static void DemandDrafter(Work work, Guid organ, string name)
    {
        work.Demand(Capability.HandleMatters);
        if (work.Actor.Organ != organ || !Plays(work, ProcedureRoles.Handler))
        {
            Work.Refuse(RefusalKind.Forbidden, $"{name}由制发单位的承办人员拟稿。");
        }
    }

    private static void DemandChecker(Work work, MatterDocument document)
    {
        work.Demand(Capability.HandleMatters);
        if (work.Actor.Organ != document.OrganId || !Plays(work, ProcedureRoles.Reviewer))
        {
            Work.Refuse(RefusalKind.Forbidden, "核稿由制发单位的审核人员或者负责人办理。");
        }
        if (document.DrafterId == work.Actor.Person)
        {
            Work.Refuse(RefusalKind.Condition, "拟稿人不得核本人的稿，请由他人核稿。");
        }
    }

    private static void DemandSigner(Work work, MatterDocument document, ProcedureDocument declared)
    {
        work.Demand(Capability.HandleMatters);
        if (work.Actor.Organ != document.OrganId || !Plays(work, declared.SignedBy))
        {
            Work.Refuse(RefusalKind.Forbidden, $"{declared.Name}由{declared.SignedBy.Name}签发。");
        }
    }

    private static bool Plays(Work work, ProcedureRole role) =>
        MatterParts.RolesFor(role).Any(work.Actor.Roles.Contains);

    private static void DemandFilled(string text, MatterDocument document)
    {
        var gaps = DocumentText.Gaps(text);
        if (gaps.Count > 0)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Invalid,
                    $"“{document.Name}”还有 {gaps.Count} 处没有填，请补写或者删去后再送。",
                    Field: nameof(DraftDocument.Text)
                )
                {
                    Details = gaps,
                }
            );
        }
    }

    private static void DemandReason(Command command, string ask)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(RefusalKind.Invalid, ask, field: nameof(command.Reason));
        }
    }

    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
