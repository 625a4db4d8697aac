using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Inbox;

/// <summary>Something that asks for somebody's attention (待办、提醒), until it is settled.</summary>
public sealed class InboxItem : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>What it is about; the same key is never noticed twice while open.</summary>
    public required string Key { get; init; }

    /// <summary>For this organ.</summary>
    public Guid OrganId { get; set; }

    /// <summary>For this person; empty = for those of the organ who have <see cref="ForThoseWho"/>.</summary>
    public Guid? PersonId { get; set; }

    public Capability? ForThoseWho { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>Where to go to deal with it.</summary>
    public required string Href { get; init; }

    public DateOnly? Due { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? SettledAt { get; set; }
}

/// <summary>That a person has opened an item. Nobody's record: not in the trail, not counted, not shown to others.</summary>
[OutsideTrail("what one has looked at is nobody's record; Fadu counts nobody's presence")]
public sealed class InboxSeen
{
    public int Tenant { get; init; }
    public Guid PersonId { get; init; }
    public Guid ItemId { get; init; }
}

internal sealed class InboxConfiguration
    : IEntityTypeConfiguration<InboxItem>,
        IEntityTypeConfiguration<InboxSeen>
{
    public void Configure(EntityTypeBuilder<InboxItem> entity)
    {
        entity.HasKey(i => new { i.Tenant, i.Id });
        entity.HasIndex(i => new { i.Tenant, i.Key }).IsUnique();
        entity.HasIndex(i => new
        {
            i.Tenant,
            i.OrganId,
            i.SettledAt,
            i.Id,
        });
        entity.HasIndex(i => new
        {
            i.Tenant,
            i.PersonId,
            i.SettledAt,
            i.Id,
        });
    }

    public void Configure(EntityTypeBuilder<InboxSeen> entity) =>
        entity.HasKey(s => new
        {
            s.Tenant,
            s.PersonId,
            s.ItemId,
        });
}

/// <summary>Somebody was told.</summary>
[TrailEvent("inbox.notified", "提醒")]
public sealed record Notified(
    Guid Id,
    string Key,
    Guid OrganId,
    Guid? PersonId,
    Capability? ForThoseWho,
    string Subject,
    string Text,
    string Href,
    DateOnly? Due
) : ITrailEvent;

/// <summary>What was asked is done or no longer asked.</summary>
[TrailEvent("inbox.settled", "提醒办结")]
public sealed record NoticeSettled(Guid Id) : ITrailEvent;

/// <summary>What a command told is no longer asked when the command is taken back.</summary>
internal sealed class NoticeUndo : IUndo<Notified>, IUndo<NoticeSettled>
{
    public ValueTask Undo(Notified data, TrailEntry entry, Work work) =>
        work.SettleNotices(data.Key);

    // Who takes back what settled it tells anew.
    public ValueTask Undo(NoticeSettled data, TrailEntry entry, Work work) =>
        ValueTask.CompletedTask;
}

/// <summary>What to tell whom.</summary>
/// <param name="Key">Such as <c>plan-item:{id}:due-7:2026-06-23</c>; telling the same twice does nothing.</param>
/// <param name="OrganId">The organ it concerns.</param>
/// <param name="Subject">One line that says what is asked.</param>
/// <param name="Href">Where to deal with it.</param>
public sealed record Notice(string Key, Guid OrganId, string Subject, string Text, string Href)
{
    /// <summary>A certain person of the organ.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Else those of the organ who may do this; empty = all of the organ.</summary>
    public Capability? ForThoseWho { get; init; }

    public DateOnly? Due { get; init; }
}

/// <summary>Telling people, inside a command.</summary>
public static class InboxWork
{
    /// <summary>Tells an organ or person; the same key is told once.</summary>
    public static async ValueTask Notify(this Work work, Notice notice)
    {
        if (
            work.Db.ChangeTracker.Entries<InboxItem>()
                .Any(e => e.Entity.Tenant == work.Tenant && e.Entity.Key == notice.Key)
            || await work
                .Db.Set<InboxItem>()
                .AnyAsync(i => i.Tenant == work.Tenant && i.Key == notice.Key)
                .ConfigureAwait(false)
        )
        {
            return;
        }
        var id = work.NewId();
        await work.Append(
                $"inbox:{id}",
                new Notified(
                    id,
                    notice.Key,
                    notice.OrganId,
                    notice.PersonId,
                    notice.ForThoseWho,
                    notice.Subject,
                    notice.Text,
                    notice.Href,
                    notice.Due
                ),
                organ: notice.OrganId
            )
            .ConfigureAwait(false);
    }

    /// <summary>Settles every open notice whose key begins so (<c>plan-item:{id}:</c>).</summary>
    public static async ValueTask SettleNotices(this Work work, string keyPrefix)
    {
        var open = await work
            .Db.Set<InboxItem>()
            .Where(i =>
                i.Tenant == work.Tenant && i.SettledAt == null && i.Key.StartsWith(keyPrefix)
            )
            .Select(i => i.Id)
            .ToListAsync()
            .ConfigureAwait(false);
        foreach (var id in open)
        {
            await work.Append($"inbox:{id}", new NoticeSettled(id)).ConfigureAwait(false);
        }
    }
}

internal sealed class InboxProjection
    : IProject<Notified>,
        IProject<NoticeSettled>,
        IProject<WorkHandedOver>,
        IProject<OrganMerged>,
        IProject<OrganSplit>,
        IProject<OrganAbolished>
{
    public IReadOnlyList<Type> Tables => [typeof(InboxItem)];

    public ValueTask Apply(Notified data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new InboxItem
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Key = data.Key,
                OrganId = data.OrganId,
                PersonId = data.PersonId,
                ForThoseWho = data.ForThoseWho,
                Subject = data.Subject,
                Text = data.Text,
                Href = data.Href,
                Due = data.Due,
                At = entry.At,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(NoticeSettled data, TrailEntry entry, FaduDb db)
    {
        if (await db.FindAsync<InboxItem>(entry.Tenant, data.Id).ConfigureAwait(false) is { } item)
        {
            item.SettledAt = entry.At;
        }
    }

    // What was said to somebody is said to who took over, person or organ.
    public async ValueTask Apply(WorkHandedOver data, TrailEntry entry, FaduDb db)
    {
        await db.Set<InboxItem>()
            .Where(i => i.Tenant == entry.Tenant && i.PersonId == data.From && i.SettledAt == null)
            .LoadAsync()
            .ConfigureAwait(false);
        foreach (
            var item in db.Set<InboxItem>()
                .Local.Where(i =>
                    i.Tenant == entry.Tenant && i.PersonId == data.From && i.SettledAt is null
                )
        )
        {
            item.PersonId = data.To;
        }
    }

    public ValueTask Apply(OrganMerged data, TrailEntry entry, FaduDb db) =>
        Follow(data.Id, data.Into, entry, db);

    public ValueTask Apply(OrganSplit data, TrailEntry entry, FaduDb db) =>
        data.Ends ? Follow(data.Id, data.Into[0], entry, db) : ValueTask.CompletedTask;

    public ValueTask Apply(OrganAbolished data, TrailEntry entry, FaduDb db) =>
        data.Successor is { } heir ? Follow(data.Id, heir, entry, db) : ValueTask.CompletedTask;

    private static async ValueTask Follow(Guid from, Guid to, TrailEntry entry, FaduDb db)
    {
        await db.Set<InboxItem>()
            .Where(i => i.Tenant == entry.Tenant && i.OrganId == from && i.SettledAt == null)
            .LoadAsync()
            .ConfigureAwait(false);
        foreach (
            var item in db.Set<InboxItem>()
                .Local.Where(i =>
                    i.Tenant == entry.Tenant && i.OrganId == from && i.SettledAt is null
                )
        )
        {
            item.OrganId = to;
        }
    }
}

/// <summary>What waits for a person.</summary>
public static class InboxQueries
{
    /// <summary>Open notices for this person, by scope and capability, in SQL.</summary>
    public static IQueryable<InboxItem> OpenFor(this IQueryable<InboxItem> items, Actor actor)
    {
        var (tenant, person, organ) = (actor.Tenant, actor.ActsFor ?? actor.Person, actor.Organ);
        var may = Enum.GetValues<Capability>()
            .Where(actor.Can)
            .Select(c => (Capability?)c)
            .ToList();
        return items.Where(i =>
            i.Tenant == tenant
            && i.SettledAt == null
            && (
                i.PersonId == person
                || (
                    i.PersonId == null
                    && i.OrganId == organ
                    && (i.ForThoseWho == null || EF.Parameter(may).Contains(i.ForThoseWho))
                )
            )
        );
    }
}
