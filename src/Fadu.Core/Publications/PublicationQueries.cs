using System.Globalization;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>Which duties; kept whole in the address of the list.</summary>
public sealed record DutyFilter
{
    public required DateOnly Day { get; init; }

    /// <summary>Done, waived, or (empty) open.</summary>
    public DutyState State { get; init; } = DutyState.Open;

    /// <summary>Only those whose last day is past.</summary>
    public bool LateOnly { get; init; }
    public Guid? Organ { get; init; }
    public string? Section { get; init; }
    public string? Text { get; init; }
}

/// <summary>Duties and what was published, for those who work here. Everything takes a scope.</summary>
public static class PublicationQueries
{
    /// <summary>One page of duties: by their last day, so that what is late stands first; what is done, the newest first.</summary>
    public static async Task<(IReadOnlyList<PublicationDuty> Rows, string? Next)> Duties(
        FaduDb db,
        Scope scope,
        DutyFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = db.Set<PublicationDuty>()
            .AsNoTracking()
            .Within(scope)
            .Where(d => d.State == filter.State);
        if (filter.LateOnly)
        {
            rows = rows.Where(d => d.Due < filter.Day);
        }
        if (filter.Organ is { } organ)
        {
            rows = rows.Where(d => d.OrganId == organ);
        }
        if (filter.Section is { Length: > 0 } section)
        {
            rows = rows.Where(d => d.Section == section);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            rows = rows.Where(d => d.Title.Contains(text));
        }
        var key = DueKey.Read(after);
        if (filter.State == DutyState.Open)
        {
            if (key is not null)
            {
                rows = rows.Where(d => d.Due > key.Due || (d.Due == key.Due && d.Id > key.Id));
            }
            rows = rows.OrderBy(d => d.Due).ThenBy(d => d.Id);
        }
        else
        {
            if (key is not null)
            {
                rows = rows.Where(d => d.Due < key.Due || (d.Due == key.Due && d.Id < key.Id));
            }
            rows = rows.OrderByDescending(d => d.Due).ThenByDescending(d => d.Id);
        }
        var found = await rows.Take(size + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        return (shown, found.Count > size ? DueKey.Write(shown[^1].Due, shown[^1].Id) : null);
    }

    /// <summary>One duty, if it may be seen.</summary>
    public static Task<PublicationDuty?> Duty(
        FaduDb db,
        Scope scope,
        Guid id,
        CancellationToken cancellationToken = default
    ) =>
        db.Set<PublicationDuty>()
            .AsNoTracking()
            .Within(scope)
            .FirstOrDefaultAsync(d => d.Id == id, cancellationToken);

    /// <summary>What was published, also what was withdrawn, newest change first.</summary>
    public static async Task<(IReadOnlyList<Publication> Rows, string? Next)> Published(
        FaduDb db,
        Scope scope,
        string? section,
        string? text,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        var rows = db.Set<Publication>().AsNoTracking().Within(scope);
        if (section is { Length: > 0 })
        {
            rows = rows.Where(p => p.Section == section);
        }
        if (!string.IsNullOrWhiteSpace(text))
        {
            var word = text.Trim().ToLowerInvariant();
            rows = rows.Where(p => p.SearchText.Contains(word));
        }
        if (long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            rows = rows.Where(p => p.Seq < last);
        }
        var found = await rows.OrderByDescending(p => p.Seq)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        return (
            shown,
            found.Count > size ? shown[^1].Seq.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    /// <summary>One publication, public or withdrawn, if it may be seen.</summary>
    public static Task<Publication?> Find(
        FaduDb db,
        Scope scope,
        Guid id,
        CancellationToken cancellationToken = default
    ) =>
        db.Set<Publication>()
            .AsNoTracking()
            .Within(scope)
            .FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
}
