using System.Globalization;
using Fadu.Core.Calendars;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Documents;

/// <summary>送达: what is entered, when it counts, and how the matter hears of it.</summary>
internal sealed class ServiceHandler(ProcedureRegistry procedures)
    : IHandler<ServeDocument>,
        IHandler<AcknowledgeDocument>,
        IHandler<PassDocumentDays>
{
    private readonly MatterBook book = new(procedures);

    public async ValueTask<string?> Handle(
        ServeDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        if (work.Actor.Organ != document.OrganId)
        {
            Work.Refuse(RefusalKind.Forbidden, "送达由制发单位登记。");
        }
        var declared = await Demand(work, document, cancellationToken);
        var service = command.Service;
        if (!declared.Ways.Contains(service.Way))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"{document.Name}不用{ServiceWays.NameOf(service.Way)}；可用：{string.Join("、", declared.Ways.Select(ServiceWays.NameOf))}。",
                declared.Basis.ToString(),
                "Way"
            );
        }
        if (service.On > work.Today || service.On < document.IssuedOn)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"日期应在签发日（{document.IssuedOn:yyyy-MM-dd}）和今天之间。",
                field: "On"
            );
        }
        foreach (var file in service.Proof)
        {
            await MatterBook.DemandFile(
                work,
                new NewMaterial("", file.Hash, file.Name),
                cancellationToken
            );
        }
        // An attempt that failed is an entry too: it is why another way is taken.
        if (service.Failed)
        {
            Asked(service.Why, "请写明没有送达的原因，例如“退回，查无此人”。", "Why");
        }
        else
        {
            DemandProof(service);
            var calendar = await CountyCalendars.Read(work.Db, work.Tenant, cancellationToken);
            service = service with { ServedOn = ServedOn(service.Way, service.On, calendar) };
        }
        await Enter(
            work,
            document,
            service with
            {
                By = work.Actor.Person,
            },
            command.Reason,
            cancellationToken
        );
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        AcknowledgeDocument command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        var document = await DocumentBook.Find(work, command.Document, cancellationToken);
        if (document.ReadBody().Recipient.Organ is not { } organ || organ != work.Actor.Organ)
        {
            Work.Refuse(RefusalKind.Forbidden, "这件文书由主送单位签收。");
        }
        await Demand(work, document, cancellationToken);
        await Enter(
            work,
            document,
            new DocumentServed
            {
                Way = ServiceWay.Exchange,
                On = work.Today,
                ServedOn = work.Today,
                Receiver = work.Actor.ShownName,
                Capacity = "主送单位收件人",
                Place = "本系统",
                By = work.Actor.Person,
            },
            null,
            cancellationToken
        );
        return document.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        PassDocumentDays command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("送达期限由系统每日核对。");
        var told = false;
        var due = await work
            .Db.Set<MatterDocument>()
            .Where(d =>
                d.Tenant == work.Tenant
                && d.IsServiceTold == told
                && d.ServedOn <= command.Day
                && d.Stage == DocumentStage.Issued
            )
            .OrderBy(d => d.ServedOn)
            .Take(PassDocumentDays.Most)
            .ToListAsync(cancellationToken);
        foreach (var document in due)
        {
            await TellMatter(work, document, cancellationToken);
        }
        return due.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The day on which it counts as served: the day of the act, but for an announcement the end of its period.</summary>
    internal static DateOnly ServedOn(ServiceWay way, DateOnly on, WorkCalendar calendar) =>
        way == ServiceWay.Announced
            ? Clock.Within(ServiceWays.AnnouncedFor(on), on).Read(calendar).Due ?? on
            : on;

    private static async ValueTask<Law.Procedures.DocumentService> Demand(
        Work work,
        MatterDocument document,
        ProcedureRegistry procedures,
        CancellationToken cancellationToken
    )
    {
        var matter = (
            await work.Db.FindAsync<Matter>([work.Tenant, document.MatterId], cancellationToken)
        )!;
        var declared = procedures.Get(matter.Procedure, matter.Edition).FindDocument(document.Kind);
        if (document.Stage != DocumentStage.Issued || declared?.Service is not { } service)
        {
            Work.Refuse(
                RefusalKind.Condition,
                document.Stage == DocumentStage.Issued
                    ? $"{document.Name}不需要送达。"
                    : $"文书{document.Stage.DisplayName()}，签发后才能送达。"
            );
            throw new InvalidOperationException();
        }
        if (document.ServedOn is { } on)
        {
            Work.Refuse(RefusalKind.Condition, $"已经于 {on:yyyy-MM-dd} 送达，不重复登记。");
        }
        return service;
    }

    private ValueTask<Law.Procedures.DocumentService> Demand(
        Work work,
        MatterDocument document,
        CancellationToken cancellationToken
    ) => Demand(work, document, procedures, cancellationToken);

    internal static void DemandProof(DocumentServed service)
    {
        switch (service.Way)
        {
            // 民事诉讼法第八十七条、第八十八条: 由受送达人(或者同住成年家属、负责收件的人、代收人)在送达回证上记明收到日期,签名或者盖章.
            case ServiceWay.Direct:
            case ServiceWay.Exchange:
                Asked(service.Receiver, "请写明签收人。", "Receiver");
                break;
            // 第八十九条: 记明拒收事由和日期,由送达人、见证人签名或者盖章; 或者采用拍照、录像等方式记录送达过程.
            case ServiceWay.Left:
                Asked(service.Why, "留置送达，请写明拒收事由。", "Why");
                Asked(service.Place, "留置送达，请写明留置的处所。", "Place");
                if (string.IsNullOrWhiteSpace(service.Witnesses) && service.Proof.Count == 0)
                {
                    Work.Refuse(
                        RefusalKind.Invalid,
                        "留置送达，应当有见证人签名，或者附拍照、录像记录。",
                        ServiceWays.BasisOf(ServiceWay.Left).ToString(),
                        "Witnesses"
                    );
                }
                break;
            // 第九十一条: 以回执上注明的收件日期为送达日期.
            case ServiceWay.Post:
                Asked(
                    service.Reference,
                    "请写明邮件编号；日期填回执上注明的收件日期。",
                    "Reference"
                );
                break;
            case ServiceWay.Entrusted:
                Asked(service.Place, "请写明受委托的机关。", "Place");
                Asked(service.Receiver, "请写明签收人。", "Receiver");
                break;
            // 第九十四条: 以在送达回证上的签收日期为送达日期.
            case ServiceWay.Forwarded:
                Asked(service.Place, "请写明代为转交的机关、单位。", "Place");
                Asked(service.Receiver, "请写明签收人。", "Receiver");
                break;
            // 第九十五条: 下落不明,或者用其他方式无法送达的; 应当在案卷中记明原因和经过.
            case ServiceWay.Announced:
                Asked(service.Why, "公告送达，请记明原因和经过。", "Why");
                Asked(service.Place, "请写明公告登载在哪里。", "Place");
                break;
            // 第九十条: 经受送达人同意,以到达受送达人特定系统的日期为送达日期. 行政处罚法第六十一条第二款: 同意并签订确认书.
            case ServiceWay.Electronic:
                Asked(service.Place, "请写明送达到哪个系统、号码或者邮箱。", "Place");
                if (!service.Agreed)
                {
                    Work.Refuse(
                        RefusalKind.Invalid,
                        "电子送达须经受送达人同意，请先取得送达确认书。",
                        ServiceWays.BasisOf(ServiceWay.Electronic).ToString(),
                        "Agreed"
                    );
                }
                break;
        }
    }

    private static void Asked(string? text, string ask, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Work.Refuse(RefusalKind.Invalid, ask, field: field);
        }
    }

    private async ValueTask Enter(
        Work work,
        MatterDocument document,
        DocumentServed service,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        await work.Append(
            MatterDocument.StreamOf(document.Id),
            new DocumentServiceEntered(document.Id, service),
            legalDate: service.On,
            organ: document.OrganId,
            reason: reason
        );
        // An announcement serves on a later day; the matter hears of it then.
        if (service.ServedOn is { } on && on <= work.Today)
        {
            await TellMatter(work, document, cancellationToken);
        }
        await DocumentBook.Tell(work, document);
    }

    private async ValueTask TellMatter(
        Work work,
        MatterDocument document,
        CancellationToken cancellationToken
    )
    {
        var matter = (
            await work.Db.FindAsync<Matter>([work.Tenant, document.MatterId], cancellationToken)
        )!;
        await work.Append(
            MatterDocument.StreamOf(document.Id),
            new DocumentServiceTold(document.Id),
            organ: document.OrganId
        );
        if (matter.IsVoid)
        {
            return;
        }
        var c = await book.Open(
            work,
            matter,
            await MatterBook.OrgansOf(work, matter.Id, cancellationToken),
            cancellationToken
        );
        var on = document.ServedOn!.Value;
        await book.Enter(
            work,
            c,
            ProcedureEngine.DocumentServed(c.Procedure, c.State, document.Kind, on, c.World),
            (effects, days, standing) =>
                new MatterDocumentServed(
                    matter.Id,
                    document.Id,
                    document.NumberText ?? document.Name,
                    effects,
                    days,
                    standing
                ),
            cancellationToken,
            on
        );
    }
}

/// <summary>送达回证.</summary>
public static class ServiceReceipt
{
    /// <summary>The receipt of a document: with what is known of the service, or empty to be signed by hand.</summary>
    /// <param name="organ">Full name of the organ that serves.</param>
    public static OfficialDocument Of(
        MatterDocument document,
        DocumentBody body,
        string organ,
        DocumentServed? service
    )
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(body);
        var way = service is { Failed: false } ? ServiceWays.NameOf(service.Way) : "";
        var on = service?.ServedOn is { } day ? ChineseDates.Long(day) : "      年    月    日";
        return new OfficialDocument
        {
            Kind = "送达回证",
            Title = $"{organ}\n送达回证",
            Body =
            [
                new Form([
                    new FormRow("受送达人", body.Recipient.Name),
                    new FormRow("送达地址", body.Recipient.Address ?? service?.Place ?? ""),
                    new FormRow("事项", document.Title),
                    new FormRow("送达文书及文号", $"{document.Name} {document.NumberText}".Trim()),
                    new FormRow([new FormField("送达方式", way), new FormField("送达日期", on)]),
                    new FormRow([
                        new FormField("收件人签名或者盖章", service?.Receiver ?? ""),
                        new FormField("与受送达人的关系", service?.Capacity ?? ""),
                    ])
                    {
                        MinHeight = 20,
                    },
                    new FormRow("拒收事由或者不能送达的原因", service?.Why ?? "")
                    {
                        MinHeight = 22,
                    },
                    new FormRow("见证人签名或者盖章", service?.Witnesses ?? "") { MinHeight = 18 },
                    new FormRow([
                        new FormField("送达人签名", ""),
                        new FormField("邮件编号等", service?.Reference ?? ""),
                    ])
                    {
                        MinHeight = 18,
                    },
                    new FormRow("备注", ""),
                ]),
                new Paragraph(
                    "说明：受送达人在送达回证上记明收到日期，签名或者盖章，签收日期为送达日期；拒绝接收的，记明拒收事由和日期，由送达人、见证人签名或者盖章，留置送达（《民事诉讼法》第八十七条至第八十九条）。"
                ),
            ],
            PageNumbers = false,
        };
    }
}
