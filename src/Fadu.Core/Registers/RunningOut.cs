using Fadu.Core.Figures;

namespace Fadu.Core.Registers;

/// <summary>Says that what runs out is looked at before: until a note of the kind is made, the item counts from so many months before its last day to that day.</summary>
/// <param name="Unless">The kind of change that puts on record that it was done.</param>
public sealed record RunningOut(Figure Figure, int Months, string Unless)
{
    /// <summary>The days on which an item counts. What was decided later, such as a new last day, takes nothing from the days before.</summary>
    internal IEnumerable<(DateOnly From, DateOnly Until)> Days(IEnumerable<PastChange> changes)
    {
        var terms = new List<(DateOnly Since, DateOnly Last)>();
        var looked = new List<DateOnly>();
        IReadOnlyList<Stretch> all = [];
        foreach (var change in changes)
        {
            if (change.Effect == ChangeEffect.Note)
            {
                if (change.Kind == Unless)
                {
                    looked.Add(change.From!.Value);
                }
                continue;
            }
            (all, _) = RegisterTimeline.Apply(all, change.ToTimeline());
            if (all.Count == 0)
            {
                terms.Clear();
                continue;
            }
            // What is ended does not run out any more.
            var last = all[^1].Ending == Ending.Expires ? all[^1].Until : RegisterVersion.NoEnd;
            if (terms.Count == 0)
            {
                terms.Add((DateOnly.MinValue, last));
            }
            else if (terms[^1].Last == last)
            {
                continue;
            }
            else if (change.Effect == ChangeEffect.Correct)
            {
                terms[^1] = terms[^1] with { Last = last };
            }
            else
            {
                terms.Add((change.Since, last));
            }
        }
        for (var i = 0; i < terms.Count; i++)
        {
            var (since, last) = terms[i];
            if (last == RegisterVersion.NoEnd)
            {
                continue;
            }
            var from = Later(since, last.AddMonths(-Months));
            var until = last;
            if (i + 1 < terms.Count)
            {
                until = Earlier(until, terms[i + 1].Since.AddDays(-1));
            }
            // What was looked at before a further term was given was looked at for the former.
            if (
                looked.Where(d => i == 0 || d > since).Order().FirstOrDefault() is var day
                && day != default
            )
            {
                until = Earlier(until, day.AddDays(-1));
            }
            if (from <= until)
            {
                yield return (from, until);
            }
        }
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>A change that has taken effect, without what it says.</summary>
internal sealed record PastChange(
    Guid Id,
    string Kind,
    ChangeEffect Effect,
    DateOnly? From,
    DateOnly? Until,
    Guid? Version,
    DateOnly DecidedOn
)
{
    /// <summary>From when on it was known that the item holds to another day.</summary>
    public DateOnly Since =>
        Effect switch
        {
            ChangeEffect.Add => From!.Value,
            ChangeEffect.End or ChangeEffect.Merge when Until < DecidedOn => Until.Value.AddDays(1),
            _ => DecidedOn,
        };

    public TimelineChange ToTimeline() => new(Id, Effect, From, Until, "", Version, null, false);
}
