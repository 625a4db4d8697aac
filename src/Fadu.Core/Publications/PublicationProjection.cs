using System.Text.Json;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Search;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>Keeps the duties and what the public reads.</summary>
internal sealed class PublicationProjection(RegisterRegistry registers)
    : IProject<PublicationDue>,
        IProject<Published>,
        IProject<PublicationCorrected>,
        IProject<PublicationWithdrawn>,
        IProject<PublicationPlaced>,
        IProject<PublicationWaived>,
        IProject<DutyReopened>,
        IProject<Matters.ProcedureSet>,
        IProject<ItemChanged>
{
    public IReadOnlyList<Type> Tables =>
        [
            typeof(PublicationDuty),
            typeof(Publication),
            typeof(PublicationEdition),
            typeof(PublicationRelation),
            typeof(PublicationStamp),
        ];

    public async ValueTask Apply(PublicationDue data, TrailEntry entry, FaduDb db)
    {
        var duty = new PublicationDuty
        {
            Tenant = entry.Tenant,
            Id = data.Id,
            Act = data.Act,
            SubjectKind = data.SubjectKind,
            SubjectId = data.Subject,
            Section = data.Section,
            OrganId = data.Organ,
            Title = data.Title,
            Channel = data.Channel,
            From = data.From,
            Due = data.Due,
            Limit = data.Limit,
            Article = data.Article,
            Seq = entry.Seq,
        };
        db.Add(duty);
        await Count(duty, entry, db, isNew: true).ConfigureAwait(false);
    }

    public ValueTask Apply(Published data, TrailEntry entry, FaduDb db) =>
        Show(data, data.Edition == 1 ? PublicationAct.Publish : PublicationAct.Renew, entry, db);

    public ValueTask Apply(PublicationCorrected data, TrailEntry entry, FaduDb db) =>
        Show(
            new Published(
                data.SubjectKind,
                data.Subject,
                data.Section,
                data.Organ,
                data.Edition,
                data.On,
                data.Content,
                data.Duties
            ),
            PublicationAct.Correct,
            entry,
            db
        );

    public async ValueTask Apply(PublicationWithdrawn data, TrailEntry entry, FaduDb db)
    {
        var row = await Find(data.Subject, entry, db).ConfigureAwait(false);
        row.IsPublic = false;
        row.WithdrawnOn = data.On;
        row.WithdrawnBecause = entry.Reason;
        row.Seq = entry.Seq;
        SearchIndex.Remove(db, entry.Tenant, SearchKinds.Page, data.Subject);
        await Done(data.Duties, data.On, null, DutyState.Done, entry, db).ConfigureAwait(false);
        await Stamp(entry, db).ConfigureAwait(false);
    }

    public ValueTask Apply(PublicationPlaced data, TrailEntry entry, FaduDb db) =>
        Done([data.Duty], data.On, data.Url, DutyState.Done, entry, db);

    public ValueTask Apply(PublicationWaived data, TrailEntry entry, FaduDb db) =>
        Done([data.Duty], data.On, entry.Reason, DutyState.Waived, entry, db);

    public async ValueTask Apply(DutyReopened data, TrailEntry entry, FaduDb db)
    {
        var duty = await Duty(data.Duty, entry, db).ConfigureAwait(false);
        (duty.State, duty.DoneOn, duty.Told) = (DutyState.Open, null, null);
        await Count(duty, entry, db).ConfigureAwait(false);
    }

    /// <summary>Where a thing stands has changed: pages that show it are made anew.</summary>
    public async ValueTask Apply(ItemChanged data, TrailEntry entry, FaduDb db)
    {
        if (registers.Find(data.Register)?.Portal?.Live is not null)
        {
            await Stamp(entry, db).ConfigureAwait(false);
        }
    }

    private async ValueTask Show(Published data, PublicationAct act, TrailEntry entry, FaduDb db)
    {
        var content = data.Content;
        var row = await db.FindAsync<Publication>(entry.Tenant, data.Subject).ConfigureAwait(false);
        if (row is null)
        {
            row = new Publication
            {
                Tenant = entry.Tenant,
                Id = data.Subject,
                SubjectKind = data.SubjectKind,
                Section = data.Section,
                Title = "",
                Organ = "",
                SortText = "",
                TitleKey = "",
                SearchText = "",
                PublishedOn = data.On,
            };
            db.Add(row);
        }
        row.OrganId = data.Organ;
        row.Title = Cut(content.Title);
        row.Number = content.Number;
        row.Organ = content.Organ;
        row.Facet = content.Facet;
        row.Day = content.Day;
        row.Year = content.Day?.Year;
        row.SortText = Cut(content.Sort);
        row.TitleKey = PublishedRelation.KeyOfTitle(content.Title);
        row.NumberKey = content.Number is { } number ? PublishedRelation.KeyOf(number) : null;
        row.SearchText =
            $"{content.Title} {content.Number} {content.Organ} {content.Facet}".ToLowerInvariant();
        row.InForceFrom = content.From ?? Publication.NoStart;
        row.InForceUntil = content.Until ?? Publication.NoEnd;
        var pause = content.Versions.LastOrDefault(v => v.IsSuspended);
        row.SuspendedFrom = pause?.From;
        row.SuspendedUntil = pause is null ? null : pause.Until ?? Publication.NoEnd;
        row.EndWord = content.EndWord;
        row.EndedBy = content.EndedBy;
        row.IsPublic = true;
        row.UpdatedOn = data.On;
        row.Edition = data.Edition;
        row.WithdrawnOn = null;
        row.WithdrawnBecause = null;
        row.Seq = entry.Seq;
        db.Add(
            new PublicationEdition
            {
                Tenant = entry.Tenant,
                PublicationId = data.Subject,
                Number = data.Edition,
                Act = act,
                On = data.On,
                Reason = entry.Reason,
                Title = row.Title,
                Body = JsonSerializer.Serialize(content, EventRegistry.Json),
                Seq = entry.Seq,
            }
        );
        for (var i = 0; i < content.Relations.Count; i++)
        {
            db.Add(
                new PublicationRelation
                {
                    Tenant = entry.Tenant,
                    PublicationId = data.Subject,
                    Edition = data.Edition,
                    Number = i,
                    Kind = content.Relations[i].Kind,
                    Text = content.Relations[i].Text,
                    Key = content.Relations[i].Key,
                }
            );
        }
        SearchIndex.Put(db, entry.Tenant, Findable(row, content), data.Edition == 1);
        await Done(data.Duties, data.On, null, DutyState.Done, entry, db).ConfigureAwait(false);
        await Stamp(entry, db).ConfigureAwait(false);
    }

    // Documents before other lists, what has ended behind what has not.
    private static SearchDocument Findable(Publication row, PublishedContent content)
    {
        var newest = content.Versions[^1];
        return new SearchDocument(
            SearchKinds.Page,
            row.Id,
            row.Title,
            row.Address,
            (row.Section == PortalSections.Documents ? 8 : 12) + (row.EndWord is null ? 0 : 10),
            [SearchWho.Public],
            [
                new SearchPart("", "", $"{content.Number} {content.Organ}"),
                .. newest.Fields.Select(f => new SearchPart(f.Title, "", f.Text)),
                .. newest.Text is { } text
                    ? (SearchPart[])[new SearchPart("正文", "text", text)]
                    : [],
            ]
        )
        {
            Level = row.Section,
            InForceFrom = content.From,
            InForceTo = content.Until,
        };
    }

    private async ValueTask Done(
        IReadOnlyList<Guid> duties,
        DateOnly on,
        string? told,
        DutyState state,
        TrailEntry entry,
        FaduDb db
    )
    {
        foreach (var id in duties)
        {
            var duty = await Duty(id, entry, db).ConfigureAwait(false);
            (duty.State, duty.DoneOn, duty.Told) = (state, on, told);
            await Count(duty, entry, db).ConfigureAwait(false);
        }
    }

    /// <summary>超期未公开数 of its register: from the day after the last until the day on which it is done.</summary>
    private async ValueTask Count(
        PublicationDuty duty,
        TrailEntry entry,
        FaduDb db,
        bool isNew = false
    )
    {
        if (
            duty.Act == PublicationAct.Withdraw
            || !duty.SubjectKind.StartsWith("register:", StringComparison.Ordinal)
            || registers.Find(duty.SubjectKind["register:".Length..])?.Unpublished is not { } figure
        )
        {
            return;
        }
        var late = duty.Due.AddDays(1);
        await ContributionBook
            .Book(
                db,
                entry,
                PublicationDutyLinks.Kind,
                duty.Id,
                duty.State == DutyState.Open
                        ? [new Contribution(figure.Code, duty.OrganId, late, 1)]
                    : duty.DoneOn > late
                        ?
                        [
                            new Contribution(figure.Code, duty.OrganId, late, 1),
                            new Contribution(figure.Code, duty.OrganId, duty.DoneOn.Value, -1),
                        ]
                    : [],
                isNew
            )
            .ConfigureAwait(false);
    }

    /// <summary>How what ran out is called is seen on the portal.</summary>
    public ValueTask Apply(Matters.ProcedureSet data, TrailEntry entry, FaduDb db) =>
        data.Key == Matters.ProcedureSetting.ExpiredWord ? Stamp(entry, db) : default;

    private static async ValueTask Stamp(TrailEntry entry, FaduDb db)
    {
        if (await db.FindAsync<PublicationStamp>(entry.Tenant).ConfigureAwait(false) is { } stamp)
        {
            stamp.Seq = entry.Seq;
        }
        else
        {
            db.Add(new PublicationStamp { Tenant = entry.Tenant, Seq = entry.Seq });
        }
    }

    private static async ValueTask<Publication> Find(Guid id, TrailEntry entry, FaduDb db) =>
        await db.FindAsync<Publication>(entry.Tenant, id).ConfigureAwait(false)
        ?? throw new InvalidDataException($"Publication {id} of entry {entry.Seq} is missing.");

    private static async ValueTask<PublicationDuty> Duty(Guid id, TrailEntry entry, FaduDb db) =>
        await db.FindAsync<PublicationDuty>(entry.Tenant, id).ConfigureAwait(false)
        ?? throw new InvalidDataException($"Duty {id} of entry {entry.Seq} is missing.");

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";
}

/// <summary>Opens duties behind figures.</summary>
internal sealed class PublicationDutyLinks : ISubjectLink
{
    public const string Kind = "publication-duty";

    public bool Opens(string kind) => kind == Kind;

    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    ) => (
            await db.Set<PublicationDuty>()
                .AsNoTracking()
                .Where(d => d.Tenant == scope.Tenant && subjects.Contains(d.Id))
                .Select(d => new
                {
                    d.Id,
                    d.OrganId,
                    d.Title,
                    d.Channel,
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).Where(d => scope.Everything || scope.Organs.Contains(d.OrganId)).ToDictionary(d => d.Id, d => new SubjectLine(d.Title, $"/workbench/publications/{d.Id}", d.Channel));
}
