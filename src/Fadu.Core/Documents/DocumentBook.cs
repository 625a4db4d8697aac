using Fadu.Core.Inbox;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Documents;

/// <summary>What every command on documents needs inside a commit.</summary>
internal static class DocumentBook
{
    /// <summary>The document that a command names, if the actor has to do with it.</summary>
    public static async ValueTask<MatterDocument> Find(
        Work work,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var document = await work.Db.FindAsync<MatterDocument>(
            [work.Tenant, id],
            cancellationToken
        );
        if (
            document is null
            || (
                !work.Actor.IsSystem
                && !work.Actor.Can(Capability.ViewCounty)
                && (
                    work.Actor.Organ is not { } organ
                    || await work.Db.FindAsync<DocumentOrgan>(
                        [work.Tenant, id, organ],
                        cancellationToken
                    )
                        is null
                )
            )
        )
        {
            Work.Refuse(RefusalKind.NotFound, "没有这件文书，或者您不能查看。");
        }
        return document;
    }

    /// <summary>Whose document it is: the side that signs.</summary>
    public static Guid OrganOf(ProcedureDocument declared, Matter matter) =>
        declared.SignedBy.Side == Side.Sender ? matter.SenderId : matter.OrganId;

    /// <summary>To whom it goes, if nothing else is said: the other organ of the matter.</summary>
    private static async ValueTask<DocumentRecipient> RecipientOf(
        Work work,
        Matter matter,
        Guid organ
    )
    {
        var other = matter.OrganId == organ ? matter.SenderId : matter.OrganId;
        return other != organ && await work.Db.FindAsync<Organ>(work.Tenant, other) is { } found
            ? new DocumentRecipient(found.Name) { Organ = other }
            : new DocumentRecipient("");
    }

    /// <summary>The matter asks for a document: one that was prepared ahead is it; else one begins.</summary>
    public static async ValueTask Owe(
        Work work,
        Matter matter,
        Procedure procedure,
        DocumentDue due,
        CancellationToken cancellationToken
    )
    {
        if (procedure.FindDocument(due.Document) is not { } declared)
        {
            return;
        }
        if (
            (await Of(work, matter.Id, cancellationToken)).Find(d =>
                d.Kind == due.Document && d.Owed is null && d.IsOpen
            ) is
            { } ahead
        )
        {
            await work.Append(
                MatterDocument.StreamOf(ahead.Id),
                new DocumentOwed(ahead.Id, due.Id),
                organ: ahead.OrganId
            );
            return;
        }
        await Start(work, matter, procedure, declared, due.Id);
    }

    /// <summary>Begins a document.</summary>
    public static async ValueTask<MatterDocument> Start(
        Work work,
        Matter matter,
        Procedure procedure,
        ProcedureDocument declared,
        string? owed
    )
    {
        var id = work.NewId();
        var organ = OrganOf(declared, matter);
        await work.Append(
            MatterDocument.StreamOf(id),
            new DocumentStarted(
                id,
                organ,
                matter.Id,
                procedure.Key,
                declared.Key,
                declared.Name,
                matter.Title,
                owed,
                declared.Service is not null,
                await RecipientOf(work, matter, organ)
            ),
            isNew: true,
            organ: organ
        );
        return (await work.Db.FindAsync<MatterDocument>(work.Tenant, id))!;
    }

    /// <summary>The documents of a matter, those of this command too.</summary>
    public static async ValueTask<List<MatterDocument>> Of(
        Work work,
        Guid matter,
        CancellationToken cancellationToken
    )
    {
        await work
            .Db.Set<MatterDocument>()
            .Where(d => d.Tenant == work.Tenant && d.MatterId == matter)
            .LoadAsync(cancellationToken);
        return
        [
            .. work
                .Db.Set<MatterDocument>()
                .Local.Where(d => d.Tenant == work.Tenant && d.MatterId == matter)
                .OrderBy(d => d.Id),
        ];
    }

    /// <summary>Tells whose turn it is; what was asked before is settled.</summary>
    public static async ValueTask Tell(Work work, MatterDocument document)
    {
        var key = $"document:{document.Id}:";
        await work.SettleNotices(key);
        var body = document.ReadBody();
        var title = $"{document.Name}：{Plans.PlanDraft.Shorten(document.Title, 24)}";
        Notice To(Guid organ, string step, string subject, string text) =>
            new(
                $"{key}{step}:{document.Version}:{organ}",
                organ,
                subject,
                text,
                MatterDocument.AddressOf(document.Id)
            );
        switch (document.Stage)
        {
            case DocumentStage.Draft when body.Returned is { } why:
                await work.Notify(
                    To(document.OrganId, "draft", $"退回修改：{title}", why) with
                    {
                        PersonId = document.DrafterId,
                    }
                );
                break;
            case DocumentStage.Check:
                await work.Notify(
                    To(document.OrganId, "check", $"请核稿：{title}", "拟稿人以外的人核稿。") with
                    {
                        ForThoseWho = Capability.HandleMatters,
                    }
                );
                break;
            case DocumentStage.Countersign:
                foreach (var asked in body.Countersigns.Where(c => c.Agrees is null))
                {
                    await work.Notify(
                        To(
                            asked.Organ,
                            $"countersign{asked.Person}",
                            $"请会签：{title}",
                            "请写明同意或者不同意及意见。"
                        ) with
                        {
                            PersonId = asked.Person,
                            ForThoseWho = asked.Person is null ? Capability.HandleMatters : null,
                        }
                    );
                }
                break;
            case DocumentStage.Sign:
                await work.Notify(
                    To(document.OrganId, "sign", $"请签发：{title}", SignText(body)) with
                    {
                        ForThoseWho = Capability.AssignMatters,
                    }
                );
                break;
            case DocumentStage.Issued when document.AwaitsService:
                await work.Notify(
                    To(
                        document.OrganId,
                        "serve",
                        $"请送达：{document.NumberText ?? document.Name}",
                        $"送给{body.Recipient.Name}，送达后登记送达回证。"
                    ) with
                    {
                        PersonId = document.DrafterId,
                    }
                );
                if (body.Recipient.Organ is { } organ)
                {
                    await work.Notify(
                        To(
                            organ,
                            "receive",
                            $"收到{title}",
                            $"{document.NumberText ?? "无文号"}，请签收。"
                        ) with
                        {
                            ForThoseWho = Capability.HandleMatters,
                        }
                    );
                }
                break;
        }
    }

    private static string SignText(DocumentBody body) =>
        body.Countersigns.Count == 0 ? "核稿完毕。"
        : body.Countersigns.All(c => c.Agrees == true) ? "会签单位都同意。"
        : "有会签单位不同意，请看会签意见。";
}

/// <summary>Who may sign, for pages that say so before the click.</summary>
public static class DocumentRoles
{
    /// <summary>Whether somebody's roles let him sign a document of his organ.</summary>
    public static bool MaySign(Actor actor, ProcedureDocument declared)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(declared);
        return MatterParts.RolesFor(declared.SignedBy).Any(actor.Roles.Contains);
    }
}
