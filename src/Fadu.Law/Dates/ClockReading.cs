namespace Fadu.Law.Dates;

/// <summary>Where a clock stands under one calendar.</summary>
public sealed class ClockReading
{
    private readonly DateTime _end;
    private IReadOnlyList<ExplanationLine>? _explanation;

    internal ClockReading(
        Clock clock,
        WorkCalendar calendar,
        DateTime start,
        DateTime end,
        DateTime? paused,
        ClockDetail? detail
    )
    {
        Clock = clock;
        Calendar = calendar;
        StartedAt = start;
        _end = end;
        Detail = detail;
        PausedSince = paused is { } p ? DateOnly.FromDateTime(p) : null;
        if (paused is not null)
        {
            return;
        }

        var last = DateOnly.FromDateTime(end);
        Unrolled = last;
        // 民法典第二百零三条: hours and working days do not need it, and a limit counted back must not lose a day by it.
        var rolls =
            clock.Kind != ClockKind.Before
            && clock.Limit.Unit is TimeUnit.Days or TimeUnit.Months or TimeUnit.Years;
        Due =
            rolls || (detail is not null && clock.Limit.Unit == TimeUnit.WorkingDays)
                ? calendar.OnOrAfter(last)
                : last;
    }

    public Clock Clock { get; }

    public WorkCalendar Calendar { get; }

    /// <summary>The event it was counted from: the start, or the last restart.</summary>
    public DateTime StartedAt { get; }

    /// <summary>Last day of the limit or of the protected window, or latest day before the event. Null while paused.</summary>
    public DateOnly? Due { get; }

    /// <summary>The last day before roll-over from a rest day. Null while paused.</summary>
    public DateOnly? Unrolled { get; }

    /// <summary>The moment at which a limit in hours ends, in Beijing time; null for other limits and while paused.</summary>
    public DateTime? DueAt => Due is not null && Clock.Limit.Unit == TimeUnit.Hours ? _end : null;

    /// <summary>Paused on this day and not resumed: no due date until then.</summary>
    public DateOnly? PausedSince { get; }

    /// <summary>For a protected window, the first day on which the next stage may begin.</summary>
    public DateOnly? OpensOn => Clock.Kind == ClockKind.AtLeast ? Due?.AddDays(1) : null;

    /// <summary>For a limit counted back to a rest day, the working day before it, on which to act in practice.</summary>
    public DateOnly? Advice =>
        Clock.Kind == ClockKind.Before && Due is { } due && !Calendar.IsWorkday(due)
            ? Calendar.OnOrBefore(due)
            : null;

    /// <summary>Whether the result rests on a year whose holidays are not on file.</summary>
    public bool IsProvisional => ProvisionalYears.Count > 0;

    /// <summary>The years whose holidays are not on file and on which the result rests.</summary>
    public IReadOnlyList<int> ProvisionalYears
    {
        get
        {
            if (Due is not { } due || Clock.Limit.Unit == TimeUnit.Hours)
            {
                return [];
            }

            var start = DateOnly.FromDateTime(StartedAt);
            return (Clock.Kind, Clock.Limit.Unit) switch
            {
                (ClockKind.Before, TimeUnit.WorkingDays) => Calendar.UnannouncedYears(
                    due,
                    start.AddDays(-1)
                ),
                (ClockKind.Before, _) => [],
                (_, TimeUnit.WorkingDays) => Calendar.UnannouncedYears(start.AddDays(1), due),
                // Calendar days need the calendar only for the last one.
                _ => Calendar.UnannouncedYears(Unrolled!.Value, due),
            };
        }
    }

    /// <summary>Why this day: one line a rule, each with its article.</summary>
    public IReadOnlyList<ExplanationLine> Explanation => _explanation ??= ClockExplanation.Of(this);

    internal ClockDetail? Detail { get; }

    /// <summary>Whether a deadline has been missed: from the following day on, never on the last day itself.</summary>
    public bool IsMissedOn(DateOnly today) =>
        Clock.Kind != ClockKind.AtLeast && Due is { } due && today > due;

    /// <summary>The same at a moment, which matters for limits in hours.</summary>
    public bool IsMissedAt(DateTimeOffset now)
    {
        var local = Clock.Local(now);
        return DueAt is { } due ? local > due : IsMissedOn(DateOnly.FromDateTime(local));
    }

    /// <summary>Whether the stage behind a protected window may begin.</summary>
    public bool IsOpenOn(DateOnly today) => OpensOn is { } opens && today >= opens;
}

/// <summary>One line of an explanation.</summary>
/// <param name="Text">A Chinese sentence without its article.</param>
/// <param name="Basis">The articles that it rests on, most important first.</param>
public sealed record ExplanationLine(string Text, params IReadOnlyList<LawRef> Basis)
{
    /// <summary>The sentence with its articles in brackets.</summary>
    public override string ToString() =>
        Basis.Count == 0 ? Text + "。" : $"{Text}（{string.Join("、", Basis)}）。";
}
