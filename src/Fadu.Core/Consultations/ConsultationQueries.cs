using System.Globalization;
using System.Text.Json;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Consultations;

/// <summary>Which consultations a list shows.</summary>
public sealed record ConsultationFilter
{
    /// <summary>open, waiting (closed, not yet answered), or a state; empty = all.</summary>
    public string? State { get; init; }
    public required DateOnly Day { get; init; }
    public Guid? Organ { get; init; }
    public string? Text { get; init; }
}

/// <summary>Which groups of opinions a list shows.</summary>
public sealed record GroupFilter
{
    /// <summary>Only those with an answer, or only those without; empty = both.</summary>
    public bool? IsAnswered { get; init; }
    public string? Text { get; init; }
}

/// <summary>Which opinions a list shows.</summary>
public sealed record OpinionFilter
{
    /// <summary>Of one group, with those that were put into it.</summary>
    public Guid? Group { get; init; }
    public OpinionSource? Source { get; init; }
    public OpinionGiver? Giver { get; init; }
    public string? Text { get; init; }
}

/// <summary>An opinion with the group that answers it.</summary>
public sealed record OpinionRow(Opinion Opinion, OpinionGroup Group);

/// <summary>Reads consultations. Everything for those who work here takes a scope; what the public asks with a receipt shows that one opinion only.</summary>
public static class ConsultationQueries
{
    /// <summary>One page, those that close later first.</summary>
    public static async Task<(IReadOnlyList<Consultation> Rows, string? Next)> List(
        FaduDb db,
        Scope scope,
        ConsultationFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = db.Set<Consultation>().AsNoTracking().Within(scope);
        var day = filter.Day;
        rows = filter.State switch
        {
            "open" => rows.Where(c => c.State == ConsultationState.Published && c.ClosesOn >= day),
            "waiting" => rows.Where(c =>
                c.State == ConsultationState.Published && c.ClosesOn < day
            ),
            "draft" => rows.Where(c => c.State == ConsultationState.Draft),
            "concluded" => rows.Where(c => c.State == ConsultationState.Concluded),
            "withdrawn" => rows.Where(c => c.State == ConsultationState.Withdrawn),
            _ => rows,
        };
        if (filter.Organ is { } organ)
        {
            rows = rows.Where(c => c.OrganId == organ);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            rows = rows.Where(c => c.Title.Contains(text));
        }
        if (DueKey.Read(after) is { } key)
        {
            rows = rows.Where(c =>
                c.ClosesOn < key.Due || (c.ClosesOn == key.Due && c.Id < key.Id)
            );
        }
        var found = await rows.OrderByDescending(c => c.ClosesOn)
            .ThenByDescending(c => c.Id)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        return (shown, found.Count > size ? DueKey.Write(shown[^1].ClosesOn, shown[^1].Id) : null);
    }

    /// <summary>One, if it may be seen.</summary>
    public static Task<Consultation?> Find(
        FaduDb db,
        Scope scope,
        Guid id,
        CancellationToken cancellationToken = default
    ) =>
        db.Set<Consultation>()
            .AsNoTracking()
            .Within(scope)
            .FirstOrDefaultAsync(c => c.Id == id, cancellationToken);

    /// <summary>The number of the last entry of its own stream: opinions and answers have others.</summary>
    public static async Task<int> VersionOf(
        FaduDb db,
        Scope scope,
        Guid id,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        var stream = Consultation.StreamOf(id);
        return await db.Set<TrailEntry>()
                .Where(e => e.Tenant == scope.Tenant && e.Stream == stream)
                .MaxAsync(e => (int?)e.Number, cancellationToken)
                .ConfigureAwait(false)
            ?? 0;
    }

    /// <summary>The consultations of a matter, the newest first.</summary>
    public static async Task<IReadOnlyList<Consultation>> ForMatter(
        FaduDb db,
        Scope scope,
        Guid matter,
        CancellationToken cancellationToken = default
    ) =>
        await db.Set<Consultation>()
            .AsNoTracking()
            .Within(scope)
            .Where(c => c.MatterId == matter)
            .OrderByDescending(c => c.Seq)
            .Take(20)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The groups that stand for themselves, those with most opinions first.</summary>
    public static async Task<(IReadOnlyList<OpinionGroup> Rows, string? Next)> Groups(
        FaduDb db,
        Scope scope,
        Guid consultation,
        GroupFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = db.Set<OpinionGroup>()
            .AsNoTracking()
            .Within(scope)
            .Where(g => g.ConsultationId == consultation && g.Top == g.Id);
        if (filter.IsAnswered is { } answered)
        {
            rows = rows.Where(g => g.Outcome != null == answered);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            rows = rows.Where(g => g.Gist.Contains(text));
        }
        if (
            after?.Split('.') is [var count, var number]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        )
        {
            rows = rows.Where(g => g.Count < c || (g.Count == c && g.Number > n));
        }
        var found = await rows.OrderByDescending(g => g.Count)
            .ThenBy(g => g.Number)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        return (shown, found.Count > size ? shown[^1].Cursor : null);
    }

    /// <summary>One group, if it may be seen, with those that were put into it.</summary>
    public static async Task<(OpinionGroup Group, IReadOnlyList<OpinionGroup> Parts)?> Group(
        FaduDb db,
        Scope scope,
        Guid consultation,
        Guid id,
        CancellationToken cancellationToken = default
    )
    {
        var all = await db.Set<OpinionGroup>()
            .AsNoTracking()
            .Within(scope)
            .Where(g => g.ConsultationId == consultation && (g.Id == id || g.Top == id))
            // itself first: it may be the last of very many
            .OrderBy(g => g.Id == id ? 0 : 1)
            .ThenBy(g => g.Number)
            .Take(501)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return all.Find(g => g.Id == id) is { } group
            ? (group, [.. all.Where(g => g.Id != id)])
            : null;
    }

    /// <summary>Opinions in the order in which they came, each with the group that answers it.</summary>
    public static async Task<(IReadOnlyList<OpinionRow> Rows, string? Next)> Opinions(
        FaduDb db,
        Scope scope,
        Guid consultation,
        OpinionFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = db.Set<Opinion>()
            .AsNoTracking()
            .Within(scope)
            .Where(o => o.ConsultationId == consultation);
        if (filter.Group is { } group)
        {
            var parts = db.Set<OpinionGroup>()
                .Where(g =>
                    g.Tenant == scope.Tenant
                    && g.ConsultationId == consultation
                    && (g.Id == group || g.Top == group)
                )
                .Select(g => g.Id);
            rows = rows.Where(o => parts.Contains(o.GroupId));
        }
        if (filter.Source is { } source)
        {
            rows = rows.Where(o => o.Source == source);
        }
        if (filter.Giver is { } giver)
        {
            rows = rows.Where(o => o.Giver == giver);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            rows = rows.Where(o =>
                o.Text.Contains(text) || (o.Because != null && o.Because.Contains(text))
            );
        }
        if (int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            rows = rows.Where(o => o.Number > last);
        }
        var found = await rows.OrderBy(o => o.Number)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        var tops = await Tops(
                db,
                scope.Tenant,
                [.. shown.Select(o => o.GroupId).Distinct()],
                cancellationToken
            )
            .ConfigureAwait(false);
        return (
            [.. shown.Select(o => new OpinionRow(o, tops[o.GroupId]))],
            found.Count > size ? shown[^1].Number.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    /// <summary>All of them, page after page, for an export that shows what the screen shows.</summary>
    public static IAsyncEnumerable<OpinionRow> AllOpinions(
        FaduDb db,
        Scope scope,
        Guid consultation,
        OpinionFilter filter,
        CancellationToken cancellationToken = default
    ) =>
        DuePages.All(after =>
            Opinions(db, scope, consultation, filter, after, 500, cancellationToken)
        );

    /// <summary>Who gave some opinions, for those who handle them: nobody else may ask.</summary>
    public static async Task<IReadOnlyDictionary<Guid, OpinionContact>> Givers(
        FaduDb db,
        Scope scope,
        Actor actor,
        IReadOnlyList<Opinion> opinions,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(opinions);
        var ids = opinions
            .Where(o => MaySeeGivers(actor, o.OrganId) && o.PersonalId is not null)
            .Select(o => o.PersonalId!.Value)
            .ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, OpinionContact>();
        }
        return (
            await db.Set<PersonalValue>()
                .AsNoTracking()
                .Where(v => v.Tenant == scope.Tenant && ids.Contains(v.Id) && v.Text != null)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToDictionary(
            v => v.Id,
            v => JsonSerializer.Deserialize<OpinionContact>(v.Text!, EventRegistry.Json)!
        );
    }

    /// <summary>Only who handles matters for the very organ that asks.</summary>
    public static bool MaySeeGivers(Actor actor, Guid organ)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Can(Capability.HandleMatters) && actor.Organ == organ;
    }

    /// <summary>The opinion of a receipt, with its group and consultation: for whoever has the receipt.</summary>
    public static async Task<(
        Opinion Opinion,
        OpinionGroup Group,
        Consultation Consultation
    )?> OfReceipt(FaduDb db, string? receipt, CancellationToken cancellationToken = default)
    {
        if (Opinion.ReadReceipt(receipt) is not { } code)
        {
            return null;
        }
        var opinion = await db.Set<Opinion>()
            .AsNoTracking()
            .FirstOrDefaultAsync(o => o.Tenant == 1 && o.Receipt == code, cancellationToken)
            .ConfigureAwait(false);
        if (opinion is null)
        {
            return null;
        }
        var tops = await Tops(db, 1, [opinion.GroupId], cancellationToken).ConfigureAwait(false);
        var consultation = await db.Set<Consultation>()
            .AsNoTracking()
            .FirstAsync(c => c.Tenant == 1 && c.Id == opinion.ConsultationId, cancellationToken)
            .ConfigureAwait(false);
        return (opinion, tops[opinion.GroupId], consultation);
    }

    /// <summary>What became of every group, as it is made public.</summary>
    public static async Task<IReadOnlyList<PublishedAnswer>> Results(
        FaduDb db,
        Scope scope,
        Guid consultation,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. (
                await db.Set<OpinionGroup>()
                    .AsNoTracking()
                    .Within(scope)
                    .Where(g => g.ConsultationId == consultation && g.Top == g.Id)
                    .OrderByDescending(g => g.Count)
                    .ThenBy(g => g.Number)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).Select(g => new PublishedAnswer(
                g.Number,
                g.About,
                g.Gist,
                g.Count,
                g.Outcome?.DisplayName() ?? "",
                g.Answer
            )),
        ];

    /// <summary>What became of every group, with the ways by which its opinions came.</summary>
    public static async Task<IReadOnlyList<AnsweredOpinions>> Answered(
        FaduDb db,
        Scope scope,
        Guid consultation,
        CancellationToken cancellationToken = default
    )
    {
        var answers = await Results(db, scope, consultation, cancellationToken)
            .ConfigureAwait(false);
        var ways = (
            await db.Set<Opinion>()
                .AsNoTracking()
                .Within(scope)
                .Where(o => o.ConsultationId == consultation)
                .Join(
                    db.Set<OpinionGroup>(),
                    o => new { o.Tenant, Id = o.GroupId },
                    g => new { g.Tenant, g.Id },
                    (o, g) =>
                        new
                        {
                            o.Tenant,
                            g.Top,
                            o.Source,
                        }
                )
                .Join(
                    db.Set<OpinionGroup>(),
                    o => new { o.Tenant, Id = o.Top },
                    g => new { g.Tenant, g.Id },
                    (o, g) => new { g.Number, o.Source }
                )
                .GroupBy(o => new { o.Number, o.Source })
                .Select(g => new
                {
                    g.Key.Number,
                    g.Key.Source,
                    Count = g.Count(),
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(w => w.Number, w => (w.Source, w.Count));
        return
        [
            .. answers.Select(a => new AnsweredOpinions(
                a,
                [.. ways[a.Number].OrderByDescending(w => w.Count).ThenBy(w => w.Source)]
            )),
        ];
    }

    // The groups that answer, by the groups into which opinions came.
    private static async Task<Dictionary<Guid, OpinionGroup>> Tops(
        FaduDb db,
        int tenant,
        List<Guid> groups,
        CancellationToken cancellationToken
    )
    {
        var own = await db.Set<OpinionGroup>()
            .AsNoTracking()
            .Where(g => g.Tenant == tenant && groups.Contains(g.Id))
            .ToDictionaryAsync(g => g.Id, cancellationToken)
            .ConfigureAwait(false);
        var above = own.Values.Where(g => !g.IsTop).Select(g => g.Top).Distinct().ToList();
        var tops =
            above.Count == 0
                ? []
                : await db.Set<OpinionGroup>()
                    .AsNoTracking()
                    .Where(g => g.Tenant == tenant && above.Contains(g.Id))
                    .ToDictionaryAsync(g => g.Id, cancellationToken)
                    .ConfigureAwait(false);
        return own.Values.ToDictionary(g => g.Id, g => g.IsTop ? g : tops[g.Top]);
    }
}
