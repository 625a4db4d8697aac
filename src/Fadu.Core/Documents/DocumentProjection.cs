using System.Text.Json;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Search;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Documents;

/// <summary>What a document's own entries make of it: used by the projection, and again where a step is taken back.</summary>
internal sealed record DocumentFold(DocumentStage Stage, DocumentBody Body, Guid? Drafter)
{
    public static readonly DocumentFold Nothing = new(DocumentStage.Owed, new(), null);

    public DocumentFold After(IDocumentEvent data, TrailEntry entry) =>
        data switch
        {
            DocumentStarted e => this with { Body = Body with { Recipient = e.Recipient } },
            DocumentDrafted e => this with
            {
                Stage = Stage == DocumentStage.Owed ? DocumentStage.Draft : Stage,
                // Who checks may better the text without becoming its drafter.
                Drafter = Stage <= DocumentStage.Draft ? entry.Actor ?? Drafter : Drafter,
                Body = Body with { Text = e.Text, Recipient = e.Recipient },
            },
            DocumentSubmitted e => this with
            {
                Stage = e.To,
                Body = Body with { Countersigns = e.Countersigns, Returned = null },
            },
            DocumentChecked e => this with
            {
                Stage = e.To,
                Body = Body with { CheckedBy = entry.Actor },
            },
            DocumentReturned => this with
            {
                Stage = DocumentStage.Draft,
                Body = Body with { Returned = entry.Reason },
            },
            DocumentCountersigned e => this with
            {
                Stage = e.To,
                Body = Body with
                {
                    Countersigns =
                    [
                        .. Body.Countersigns.Select(c =>
                            c.Organ == e.Organ && c.Person == e.Person
                                ? c with
                                {
                                    Agrees = e.Agrees,
                                    Opinion = e.Opinion,
                                    By = entry.Actor,
                                    On = entry.LegalDate,
                                }
                                : c
                        ),
                    ],
                },
            },
            DocumentIssued e => this with
            {
                Stage = DocumentStage.Issued,
                Body = Body with { Text = e.Text, FileName = e.FileName, Signer = e.Signer },
            },
            DocumentRecalled e => this with { Stage = e.To, Body = e.Body, Drafter = e.Drafter },
            DocumentDropped => this with
            {
                Stage = DocumentStage.Dropped,
                Body = Body with { Returned = entry.Reason },
            },
            DocumentVoided => this with
            {
                Stage = DocumentStage.Void,
                Body = Body with { Returned = entry.Reason },
            },
            DocumentServiceEntered e => this with
            {
                Body = Body with { Services = [.. Body.Services, e.Service] },
            },
            _ => this,
        };
}

/// <summary>Keeps documents, who has to do with them, their numbers, and the organs' own templates.</summary>
internal sealed class DocumentProjection
    : IProject<DocumentStarted>,
        IProject<DocumentOwed>,
        IProject<DocumentDrafted>,
        IProject<DocumentSubmitted>,
        IProject<DocumentChecked>,
        IProject<DocumentReturned>,
        IProject<DocumentCountersigned>,
        IProject<DocumentIssued>,
        IProject<DocumentRecalled>,
        IProject<DocumentDropped>,
        IProject<DocumentVoided>,
        IProject<DocumentServiceEntered>,
        IProject<DocumentServiceTold>,
        IProject<DocumentMoved>,
        IProject<NumberCodeSet>,
        IProject<NumbersStarted>,
        IProject<TemplateSet>,
        IProject<WorkHandedOver>
{
    public IReadOnlyList<Type> Tables =>
        [
            typeof(MatterDocument),
            typeof(DocumentOrgan),
            typeof(DocumentNumber),
            typeof(NumberSeriesYear),
            typeof(NumberCode),
            typeof(OrganTemplate),
        ];

    public async ValueTask Apply(DocumentStarted data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new MatterDocument
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                OrganId = data.Organ,
                MatterId = data.Matter,
                Procedure = data.Procedure,
                Kind = data.Kind,
                Name = data.Name,
                Title = data.Title,
                Owed = data.Owed,
                IsServable = data.Servable,
                Body = "{}",
            }
        );
        await Move(data, entry, db);
    }

    public async ValueTask Apply(DocumentOwed data, TrailEntry entry, FaduDb db)
    {
        (await Find(data.Id, entry, db)).Owed = data.Owed;
        await Move(data, entry, db);
    }

    public ValueTask Apply(DocumentDrafted data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(DocumentSubmitted data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(DocumentChecked data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(DocumentReturned data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(DocumentCountersigned data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public async ValueTask Apply(DocumentIssued data, TrailEntry entry, FaduDb db)
    {
        var document = await Find(data.Id, entry, db);
        document.IssuedOn = entry.LegalDate;
        document.FileHash = data.Hash;
        if (data is { Series: { } series, Year: { } year, Number: { } number })
        {
            (document.Series, document.Year, document.Number, document.NumberText) = (
                series,
                year,
                number,
                data.NumberText
            );
            db.Add(
                new DocumentNumber
                {
                    Tenant = entry.Tenant,
                    OrganId = document.OrganId,
                    Series = series,
                    Year = year,
                    Number = number,
                    Text = data.NumberText!,
                    DocumentId = document.Id,
                    Title = $"{document.Name}：{document.Title}",
                    On = entry.LegalDate,
                }
            );
            (await Year(db, entry.Tenant, document.OrganId, series, year)).Last = number;
        }
        await Move(data, entry, db);
    }

    public ValueTask Apply(DocumentRecalled data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(DocumentDropped data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public async ValueTask Apply(DocumentVoided data, TrailEntry entry, FaduDb db)
    {
        var document = await Find(data.Id, entry, db);
        if (document is { Series: { } series, Year: { } year, Number: { } number })
        {
            // Its own organ's at the time: the document may have moved since.
            var taken =
                await db.FindAsync<DocumentNumber>(
                    entry.Tenant,
                    document.OrganId,
                    series,
                    year,
                    number
                )
                ?? await db.Set<DocumentNumber>()
                    .AsTracking()
                    .FirstAsync(n => n.Tenant == entry.Tenant && n.DocumentId == document.Id);
            taken.VoidReason = entry.Reason ?? "作废";
        }
        await Move(data, entry, db);
    }

    public async ValueTask Apply(DocumentServiceEntered data, TrailEntry entry, FaduDb db)
    {
        if (data.Service.ServedOn is { } on)
        {
            (await Find(data.Id, entry, db)).ServedOn = on;
        }
        await Move(data, entry, db);
    }

    public async ValueTask Apply(DocumentServiceTold data, TrailEntry entry, FaduDb db)
    {
        (await Find(data.Id, entry, db)).IsServiceTold = true;
        await Move(data, entry, db);
    }

    public async ValueTask Apply(DocumentMoved data, TrailEntry entry, FaduDb db)
    {
        (await Find(data.Id, entry, db)).OrganId = data.Organ;
        await Move(data, entry, db);
    }

    public async ValueTask Apply(NumberCodeSet data, TrailEntry entry, FaduDb db)
    {
        var known = await db.FindAsync<NumberCode>(entry.Tenant, data.Organ, data.Series);
        if (data.Code is null)
        {
            if (known is not null)
            {
                db.Remove(known);
            }
        }
        else if (known is null)
        {
            db.Add(
                new NumberCode
                {
                    Tenant = entry.Tenant,
                    OrganId = data.Organ,
                    Series = data.Series,
                    Code = data.Code,
                }
            );
        }
        else
        {
            known.Code = data.Code;
        }
    }

    public async ValueTask Apply(NumbersStarted data, TrailEntry entry, FaduDb db)
    {
        var year = await Year(db, entry.Tenant, data.Organ, data.Series, data.Year);
        (year.Last, year.StartedAfter, year.StartReason) = (data.Last, data.Last, entry.Reason);
    }

    public async ValueTask Apply(TemplateSet data, TrailEntry entry, FaduDb db)
    {
        var known = await db.FindAsync<OrganTemplate>(
            entry.Tenant,
            data.Organ,
            data.Procedure,
            data.Kind
        );
        if (data.Text is null)
        {
            if (known is not null)
            {
                db.Remove(known);
            }
            return;
        }
        if (known is null)
        {
            known = new OrganTemplate
            {
                Tenant = entry.Tenant,
                OrganId = data.Organ,
                Procedure = data.Procedure,
                Kind = data.Kind,
                Text = data.Text,
            };
            db.Add(known);
        }
        (known.Text, known.ChangedAt, known.ChangedBy) = (data.Text, entry.At, entry.Actor);
    }

    public async ValueTask Apply(WorkHandedOver data, TrailEntry entry, FaduDb db)
    {
        await db.Set<MatterDocument>()
            .Where(d =>
                d.Tenant == entry.Tenant
                && d.DrafterId == data.From
                && d.Stage < DocumentStage.Issued
            )
            .LoadAsync();
        foreach (
            var document in db.Set<MatterDocument>()
                .Local.Where(d => d.Tenant == entry.Tenant && d.DrafterId == data.From && d.IsOpen)
        )
        {
            document.DrafterId = data.To;
        }
    }

    private static async ValueTask<MatterDocument> Find(Guid id, TrailEntry entry, FaduDb db) =>
        (await db.FindAsync<MatterDocument>(entry.Tenant, id))!;

    private static async ValueTask<NumberSeriesYear> Year(
        FaduDb db,
        int tenant,
        Guid organ,
        string series,
        int year
    )
    {
        var known = await db.FindAsync<NumberSeriesYear>(tenant, organ, series, year);
        if (known is null)
        {
            known = new NumberSeriesYear
            {
                Tenant = tenant,
                OrganId = organ,
                Series = series,
                Year = year,
            };
            db.Add(known);
        }
        return known;
    }

    private static async ValueTask Move(IDocumentEvent data, TrailEntry entry, FaduDb db)
    {
        var document = await Find(data.Id, entry, db);
        var before = document.ReadBody();
        var now = new DocumentFold(document.Stage, before, document.DrafterId).After(data, entry);
        (document.Stage, document.DrafterId) = (now.Stage, now.Drafter);
        document.Body = JsonSerializer.Serialize(now.Body, EventRegistry.Json);
        document.Version = entry.Number;
        if (
            data
            is DocumentDrafted
                or DocumentIssued
                or DocumentRecalled
                or DocumentDropped
                or DocumentVoided
                or DocumentMoved
        )
        {
            await CitationBook.Put(
                db,
                document.Tenant,
                CitingKinds.Document,
                document.Id,
                document.OrganId,
                $"{document.Name}：{document.Title}",
                MatterDocument.AddressOf(document.Id),
                document.Stage >= DocumentStage.Dropped ? "" : now.Body.Text
            );
        }
        var (organs, isReadByMore) = await Organs(document, now.Body, db);
        if (
            isReadByMore
            || before.Text != now.Body.Text
            || before.Recipient.Name != now.Body.Recipient.Name
            || data is DocumentIssued or DocumentRecalled or DocumentMoved
        )
        {
            SearchSources.Put(db, document, now.Body, organs, isNew: data is DocumentStarted);
        }
    }

    /// <summary>Who has to do with it, and whose turn it is.</summary>
    private static async ValueTask<(List<DocumentOrgan> All, bool AnyNew)> Organs(
        MatterDocument document,
        DocumentBody body,
        FaduDb db
    )
    {
        await db.Set<DocumentOrgan>()
            .Where(o => o.Tenant == document.Tenant && o.DocumentId == document.Id)
            .LoadAsync();
        var rows = db.Set<DocumentOrgan>()
            .Local.Where(o => o.Tenant == document.Tenant && o.DocumentId == document.Id)
            .ToList();
        var known = rows.Count;
        // The addressee sees it once it is signed, not before.
        var reader = document.Stage == DocumentStage.Issued ? body.Recipient.Organ : null;
        // Whoever has once had to do with it goes on seeing it.
        foreach (
            var organ in body
                .Countersigns.Select(c => c.Organ)
                .Append(document.OrganId)
                .Concat(reader is { } to ? [to] : Array.Empty<Guid>())
                .Distinct()
                .Where(o => rows.TrueForAll(x => x.OrganId != o))
                .ToList()
        )
        {
            var row = new DocumentOrgan
            {
                Tenant = document.Tenant,
                DocumentId = document.Id,
                OrganId = organ,
            };
            db.Add(row);
            rows.Add(row);
        }
        var asked = Asked(document, body);
        foreach (var row in rows)
        {
            row.IsAsked = asked.Contains(row.OrganId);
        }
        return (rows, rows.Count > known);
    }

    private static HashSet<Guid> Asked(MatterDocument document, DocumentBody body) =>
        document.Stage switch
        {
            DocumentStage.Countersign =>
            [
                .. body.Countersigns.Where(c => c.Agrees is null).Select(c => c.Organ),
            ],
            DocumentStage.Issued when document.AwaitsService => body.Recipient.Organ is { } organ
                ? [document.OrganId, organ]
                : [document.OrganId],
            DocumentStage.Issued or DocumentStage.Dropped or DocumentStage.Void => [],
            _ => [document.OrganId],
        };
}
