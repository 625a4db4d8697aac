using System.Text.Json;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Consultations;

/// <summary>Keeps consultations, opinions and their groups.</summary>
internal sealed class ConsultationProjection
    : IProject<ConsultationBegun>,
        IProject<ConsultationAmended>,
        IProject<ConsultationOpened>,
        IProject<ConsultationExtended>,
        IProject<ConsultationWithdrawn>,
        IProject<ConsultationConcluded>,
        IProject<ConsultationMoved>,
        IProject<OpinionGiven>,
        IProject<OpinionEntered>,
        IProject<OpinionsGrouped>,
        IProject<OpinionsParted>,
        IProject<OpinionsAnswered>
{
    public IReadOnlyList<Type> Tables =>
        [typeof(Consultation), typeof(Opinion), typeof(OpinionGroup)];

    public ValueTask Apply(ConsultationBegun data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new Consultation
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                OrganId = data.Organ,
                MatterId = data.Matter,
                MatterStage = data.Stage,
                Title = data.Content.Leading.Title,
                ClosesOn = data.Content.ClosesOn,
                Body = JsonSerializer.Serialize(data.Content, EventRegistry.Json),
                Seq = entry.Seq,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(ConsultationAmended data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Id, entry, db).ConfigureAwait(false);
        c.Title = data.Content.Leading.Title;
        c.ClosesOn = data.Content.ClosesOn;
        c.Body = JsonSerializer.Serialize(data.Content, EventRegistry.Json);
    }

    public async ValueTask Apply(ConsultationOpened data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Id, entry, db).ConfigureAwait(false);
        (c.State, c.OpenedOn, c.ClosesOn) = (ConsultationState.Published, data.On, data.ClosesOn);
    }

    public async ValueTask Apply(ConsultationExtended data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Id, entry, db).ConfigureAwait(false);
        c.FirstClosesOn ??= c.ClosesOn;
        c.ClosesOn = data.ClosesOn;
        c.ExtendedBecause = entry.Reason;
        c.Body = JsonSerializer.Serialize(
            c.Text with
            {
                ClosesOn = data.ClosesOn,
            },
            EventRegistry.Json
        );
    }

    public async ValueTask Apply(ConsultationWithdrawn data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Id, entry, db).ConfigureAwait(false);
        (c.State, c.WithdrawnOn, c.WithdrawnBecause) = (
            ConsultationState.Withdrawn,
            data.On,
            entry.Reason
        );
    }

    public async ValueTask Apply(ConsultationConcluded data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Id, entry, db).ConfigureAwait(false);
        (c.State, c.ConcludedOn, c.Note) = (ConsultationState.Concluded, data.On, data.Note);
    }

    public async ValueTask Apply(ConsultationMoved data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Id, entry, db).ConfigureAwait(false);
        c.OrganId = data.Organ;
        // What belongs to it goes along; an organ ends seldom.
        foreach (
            var opinion in await db.Set<Opinion>()
                .Where(o => o.Tenant == entry.Tenant && o.ConsultationId == c.Id)
                .ToListAsync()
                .ConfigureAwait(false)
        )
        {
            opinion.OrganId = data.Organ;
        }
        foreach (
            var group in await db.Set<OpinionGroup>()
                .Where(g => g.Tenant == entry.Tenant && g.ConsultationId == c.Id)
                .ToListAsync()
                .ConfigureAwait(false)
        )
        {
            group.OrganId = data.Organ;
        }
    }

    public ValueTask Apply(OpinionGiven data, TrailEntry entry, FaduDb db) =>
        Take(
            new Opinion
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                ConsultationId = data.Consultation,
                OrganId = data.Organ,
                Number = data.Number,
                Receipt = data.Receipt,
                GroupId = data.Group,
                About = data.About,
                Text = data.Text,
                Because = data.Because,
                Giver = data.Giver,
                PersonalId = data.Personal?.Id,
                Source = OpinionSource.Web,
                ReceivedOn = entry.LegalDate,
                Seq = entry.Seq,
            },
            data.IsFirst,
            entry,
            db
        );

    public ValueTask Apply(OpinionEntered data, TrailEntry entry, FaduDb db) =>
        Take(
            new Opinion
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                ConsultationId = data.Consultation,
                OrganId = data.Organ,
                Number = data.Number,
                Receipt = data.Receipt,
                GroupId = data.Group,
                About = data.About,
                Text = data.Text,
                Because = data.Because,
                Giver = data.Giver,
                PersonalId = data.Personal?.Id,
                Source = data.Source,
                ReceivedOn = data.ReceivedOn,
                Seq = entry.Seq,
            },
            data.IsFirst,
            entry,
            db
        );

    public async ValueTask Apply(OpinionsGrouped data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Consultation, entry, db).ConfigureAwait(false);
        var into = await Group(data.Into, entry, db).ConfigureAwait(false);
        var moved = await db.Set<OpinionGroup>()
            .Where(g =>
                g.Tenant == entry.Tenant
                && g.ConsultationId == data.Consultation
                && data.Groups.Contains(g.Top)
            )
            .ToListAsync()
            .ConfigureAwait(false);
        foreach (var group in moved)
        {
            Weigh(c, group, -group.Count);
            if (group.IsTop)
            {
                Settle(c, group, -1);
            }
            Weigh(c, into, group.Count);
            into.Count += group.Count;
            group.Top = into.Id;
            (group.Count, group.Outcome, group.Answer) = (0, null, null);
            (group.AnsweredOn, group.AnsweredBy) = (null, null);
        }
    }

    public async ValueTask Apply(OpinionsParted data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Consultation, entry, db).ConfigureAwait(false);
        var group = await Group(data.Group, entry, db).ConfigureAwait(false);
        var top = await Group(group.Top, entry, db).ConfigureAwait(false);
        Weigh(c, top, -group.Own);
        top.Count -= group.Own;
        group.Top = group.Id;
        group.Count = group.Own;
        Settle(c, group, 1);
    }

    public async ValueTask Apply(OpinionsAnswered data, TrailEntry entry, FaduDb db)
    {
        var c = await Find(data.Consultation, entry, db).ConfigureAwait(false);
        var group = await Group(data.Group, entry, db).ConfigureAwait(false);
        Weigh(c, group, -group.Count);
        if (group.Outcome is null)
        {
            c.Unanswered--;
        }
        (group.Gist, group.Outcome, group.Answer) = (data.Gist, data.Outcome, data.Answer);
        (group.AnsweredOn, group.AnsweredBy) = (entry.LegalDate, entry.Actor);
        Weigh(c, group, group.Count);
    }

    private static async ValueTask Take(Opinion opinion, bool isFirst, TrailEntry entry, FaduDb db)
    {
        var c = await Find(opinion.ConsultationId, entry, db).ConfigureAwait(false);
        db.Add(opinion);
        c.Received++;
        if (isFirst)
        {
            var begun = new OpinionGroup
            {
                Tenant = entry.Tenant,
                Id = opinion.GroupId,
                ConsultationId = c.Id,
                OrganId = c.OrganId,
                Number = opinion.Number,
                Top = opinion.GroupId,
                About = opinion.About,
                Gist = ConsultationHandlers.Cut(opinion.Text, 2000),
                Own = 1,
                Count = 1,
                Seq = entry.Seq,
            };
            db.Add(begun);
            Settle(c, begun, 1);
            return;
        }
        var group = await Group(opinion.GroupId, entry, db).ConfigureAwait(false);
        group.Own++;
        var top = group.IsTop ? group : await Group(group.Top, entry, db).ConfigureAwait(false);
        top.Count++;
        Weigh(c, top, 1);
    }

    /// <summary>A group more or less that stands for itself.</summary>
    private static void Settle(Consultation c, OpinionGroup group, int by)
    {
        c.Groups += by;
        if (group.Outcome is null)
        {
            c.Unanswered += by;
        }
    }

    /// <summary>So many opinions more or less of what became of a group.</summary>
    private static void Weigh(Consultation c, OpinionGroup group, int by)
    {
        switch (group.Outcome)
        {
            case OpinionOutcome.Adopted:
                c.Adopted += by;
                break;
            case OpinionOutcome.Partly:
                c.Partly += by;
                break;
            case OpinionOutcome.NotAdopted:
                c.NotAdopted += by;
                break;
            default:
                break;
        }
    }

    private static async ValueTask<Consultation> Find(Guid id, TrailEntry entry, FaduDb db) =>
        await db.FindAsync<Consultation>(entry.Tenant, id).ConfigureAwait(false)
        ?? throw new InvalidDataException($"Consultation {id} of entry {entry.Seq} is missing.");

    private static async ValueTask<OpinionGroup> Group(Guid id, TrailEntry entry, FaduDb db) =>
        await db.FindAsync<OpinionGroup>(entry.Tenant, id).ConfigureAwait(false)
        ?? throw new InvalidDataException($"Group {id} of entry {entry.Seq} is missing.");
}
