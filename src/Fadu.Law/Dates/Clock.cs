namespace Fadu.Law.Dates;

/// <summary>The three families of time limits.</summary>
public enum ClockKind
{
    /// <summary>期限: to be done by the last day.</summary>
    Within,

    /// <summary>保护期: the next stage may not begin before these days are over.</summary>
    AtLeast,

    /// <summary>倒算: to be done at the latest so long before an event.</summary>
    Before,
}

/// <summary>What moves a clock.</summary>
public enum ClockMoveKind
{
    /// <summary>中止: days after this one are not counted.</summary>
    Pause,

    /// <summary>恢复: days after this one are counted again.</summary>
    Resume,

    /// <summary>延长: the length grows.</summary>
    Extend,

    /// <summary>重新计算: counting begins anew; earlier moves no longer matter.</summary>
    Restart,
}

/// <summary>One move of a clock, as the trail records it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, in Beijing time; at 0:00 where only the day is known.</param>
/// <param name="Reason">Why, in the words of the record.</param>
/// <param name="Basis">The article that allows it.</param>
/// <param name="By">How much longer, for an extension.</param>
public sealed record ClockMove(
    ClockMoveKind Kind,
    DateTime At,
    string? Reason = null,
    LawRef? Basis = null,
    TimeLimit? By = null
)
{
    /// <summary>The day on which it happened.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At);
}

/// <summary>
/// A time limit that runs from an event. Immutable: each move makes a new clock, and <see cref="Read"/> tells where it
/// stands under a calendar.
/// </summary>
public sealed class Clock
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private readonly ClockMove[] _moves;

    private Clock(ClockKind kind, TimeLimit limit, DateTime start, ClockMove[] moves)
    {
        ArgumentNullException.ThrowIfNull(limit);
        Kind = kind;
        Limit = limit;
        Start = start;
        _moves = moves;
    }

    public ClockKind Kind { get; }

    public TimeLimit Limit { get; }

    /// <summary>The event that it runs from (or back from), in Beijing time.</summary>
    public DateTime Start { get; }

    /// <summary>Moves in the order in which they happened.</summary>
    public IReadOnlyList<ClockMove> Moves => _moves;

    /// <summary>A deadline: due on the last day of the limit after the event.</summary>
    public static Clock Within(TimeLimit limit, DateOnly start) =>
        new(ClockKind.Within, limit, Midnight(start), []);

    /// <summary>A deadline in hours, from the moment of the event.</summary>
    public static Clock Within(TimeLimit limit, DateTimeOffset start) =>
        new(ClockKind.Within, limit, Local(start), []);

    /// <summary>A protected window after the event.</summary>
    public static Clock AtLeast(TimeLimit limit, DateOnly start) =>
        new(ClockKind.AtLeast, limit, Midnight(start), []);

    /// <summary>A latest day before an event that is yet to come.</summary>
    public static Clock Before(TimeLimit limit, DateOnly @event) =>
        new(ClockKind.Before, limit, Midnight(@event), []);

    /// <summary>A latest moment, in hours before an event that is yet to come.</summary>
    public static Clock Before(TimeLimit limit, DateTimeOffset @event) =>
        new(ClockKind.Before, limit, Local(@event), []);

    public Clock Pause(DateOnly on, string? reason = null, LawRef? basis = null) =>
        With(new ClockMove(ClockMoveKind.Pause, Midnight(on), reason, basis));

    public Clock Pause(DateTimeOffset at, string? reason = null, LawRef? basis = null) =>
        With(new ClockMove(ClockMoveKind.Pause, Local(at), reason, basis));

    public Clock Resume(DateOnly on, string? reason = null, LawRef? basis = null) =>
        With(new ClockMove(ClockMoveKind.Resume, Midnight(on), reason, basis));

    public Clock Resume(DateTimeOffset at, string? reason = null, LawRef? basis = null) =>
        With(new ClockMove(ClockMoveKind.Resume, Local(at), reason, basis));

    /// <summary>Lengthens the limit. The sum is counted from the start, never from a rolled-over day.</summary>
    public Clock Extend(TimeLimit by, DateOnly on, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        return With(new ClockMove(ClockMoveKind.Extend, Midnight(on), reason, by.Basis, by));
    }

    /// <summary>Begins anew from a later event; for a backward limit, the event has been moved to this day.</summary>
    public Clock Restart(DateOnly on, string? reason = null, LawRef? basis = null) =>
        With(new ClockMove(ClockMoveKind.Restart, Midnight(on), reason, basis));

    /// <summary>Adds moves, also such as happened before moves already known (事后补录).</summary>
    /// <exception cref="DateRuleException">The moves then contradict each other.</exception>
    public Clock With(params IEnumerable<ClockMove> moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        // A backward limit follows the last word on its event, whether that is earlier or later.
        var all = _moves.Concat(moves);
        ClockMove[] ordered = [.. Kind == ClockKind.Before ? all : all.OrderBy(m => m.At)];
        Check(ordered);
        return new(Kind, Limit, Start, ordered);
    }

    /// <summary>Where the clock stands: due date, what it would be without roll-over, and why.</summary>
    public ClockReading Read(WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (Kind == ClockKind.Before)
        {
            return ReadBackwards(calendar);
        }

        if (_moves.Length == 0)
        {
            var plain = Add(calendar, Start, Limit.Length, Limit.Unit);
            return Done(calendar, Start, plain, null, null);
        }

        return ReadMoved(calendar);
    }

    private ClockReading ReadMoved(WorkCalendar calendar)
    {
        var start = Start;
        DateTime? paused = null;
        var pauses = new List<(DateTime From, DateTime To)>();
        var extensions = new List<TimeLimit>();
        var ignored = new List<ClockMove>();
        ClockMove? ignoredPause = null;
        foreach (var move in _moves)
        {
            switch (move.Kind)
            {
                case ClockMoveKind.Restart:
                    start = move.At;
                    paused = null;
                    ignoredPause = null;
                    pauses.Clear();
                    extensions.Clear();
                    break;
                case ClockMoveKind.Pause when IsOver(move.At):
                    // What has run out cannot be stopped any more.
                    ignoredPause = move;
                    ignored.Add(move);
                    break;
                case ClockMoveKind.Pause:
                    paused = move.At;
                    break;
                case ClockMoveKind.Resume when ignoredPause is not null:
                    ignoredPause = null;
                    break;
                case ClockMoveKind.Resume:
                    pauses.Add((paused!.Value, move.At));
                    paused = null;
                    break;
                case ClockMoveKind.Extend when paused is null && IsOver(move.At):
                    ignored.Add(move);
                    break;
                default:
                    extensions.Add(move.By!);
                    break;
            }
        }

        var end = End(calendar, start, extensions, pauses);
        return Done(calendar, start, end, paused, new(pauses, extensions, ignored));

        bool IsOver(DateTime at) =>
            Limit.Unit == TimeUnit.Hours
                ? at > End(calendar, start, extensions, pauses)
                : DateOnly.FromDateTime(at)
                    > calendar.OnOrAfter(
                        DateOnly.FromDateTime(End(calendar, start, extensions, pauses))
                    );
    }

    private DateTime End(
        WorkCalendar calendar,
        DateTime start,
        List<TimeLimit> extensions,
        List<(DateTime From, DateTime To)> pauses
    )
    {
        // An extension makes one longer limit of the two; only one in another unit is counted on from the end.
        var length = Limit.Length;
        foreach (var more in extensions)
        {
            length += more.Unit == Limit.Unit ? more.Length : 0;
        }

        var end = Add(calendar, start, length, Limit.Unit);
        foreach (var more in extensions)
        {
            if (more.Unit != Limit.Unit)
            {
                end = Add(calendar, end, more.Length, more.Unit);
            }
        }

        foreach (var (from, to) in pauses)
        {
            end = AfterPause(calendar, end, from, to);
        }

        return end;
    }

    // The day of the pause counts, the day of resumption does not: what was left after the pause is counted on from
    // the resumption. Where nothing was left, the limit ends on the day of resumption.
    private DateTime AfterPause(WorkCalendar calendar, DateTime end, DateTime from, DateTime to)
    {
        if (to == from)
        {
            return end;
        }

        if (Limit.Unit == TimeUnit.Hours)
        {
            return end + (to - from);
        }

        if (Limit.Unit == TimeUnit.WorkingDays)
        {
            var left = calendar.CountWorkdays(
                DateOnly.FromDateTime(from),
                DateOnly.FromDateTime(end)
            );
            var resumed = DateOnly.FromDateTime(to);
            return Midnight(
                left > 0 ? calendar.AddWorkdays(resumed, left) : calendar.OnOrAfter(resumed)
            );
        }

        return end > from ? end + (to - from) : to;
    }

    private ClockReading ReadBackwards(WorkCalendar calendar)
    {
        var start = _moves.Length == 0 ? Start : _moves[^1].At;
        var end = Limit.Unit switch
        {
            TimeUnit.WorkingDays => Midnight(
                calendar.SubtractWorkdays(DateOnly.FromDateTime(start), Limit.Length)
            ),
            TimeUnit.Hours => Shift(start, TimeSpan.FromHours(-Limit.Length)),
            _ => Add(calendar, start, -Limit.Length, Limit.Unit),
        };
        return Done(calendar, start, end, null, null);
    }

    private ClockReading Done(
        WorkCalendar calendar,
        DateTime start,
        DateTime end,
        DateTime? paused,
        ClockDetail? detail
    ) => new(this, calendar, start, end, paused, detail);

    private static DateTime Add(WorkCalendar calendar, DateTime from, int length, TimeUnit unit)
    {
        try
        {
            return unit switch
            {
                TimeUnit.WorkingDays => Midnight(
                    calendar.AddWorkdays(DateOnly.FromDateTime(from), length)
                ),
                TimeUnit.Days => from.AddDays(length),
                // 民法典第二百零二条: the corresponding day, or the month's last where there is none.
                TimeUnit.Months => from.AddMonths(length),
                TimeUnit.Years => from.AddYears(length),
                _ => from.AddHours(length),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw TooFar(from);
        }
    }

    private static DateTime Shift(DateTime from, TimeSpan by)
    {
        try
        {
            return from + by;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw TooFar(from);
        }
    }

    private static DateRuleException TooFar(DateTime from) =>
        new(
            $"自{ChineseDates.Long(DateOnly.FromDateTime(from))}计算的期限超出可计算的日期范围，请核对期限的长度"
        );

    private void Check(ClockMove[] moves)
    {
        DateTime? paused = null;
        foreach (var move in moves)
        {
            var day = ChineseDates.Long(move.Day);
            if (Kind == ClockKind.Before && move.Kind != ClockMoveKind.Restart)
            {
                throw new DateRuleException(
                    $"倒算的期限随所依据的事件改期，不能于{day}中止、恢复或者延长"
                );
            }

            if (Kind != ClockKind.Before && move.At < Start)
            {
                throw new DateRuleException(
                    $"{day}早于起算日{ChineseDates.Long(DateOnly.FromDateTime(Start))}，请核对日期"
                );
            }

            switch (move.Kind)
            {
                case ClockMoveKind.Pause when paused is { } since:
                    throw new DateRuleException(
                        $"期限已于{ChineseDates.Long(DateOnly.FromDateTime(since))}中止，恢复前不能于{day}再次中止"
                    );
                case ClockMoveKind.Pause:
                    paused = move.At;
                    break;
                case ClockMoveKind.Resume when paused is null:
                    throw new DateRuleException($"期限没有中止，不能于{day}恢复");
                case ClockMoveKind.Resume or ClockMoveKind.Restart:
                    paused = null;
                    break;
                case ClockMoveKind.Extend when move.By is null:
                    throw new DateRuleException($"{day}的延长没有写明延长多久");
                case ClockMoveKind.Extend
                    when move.By.Unit == TimeUnit.Hours != (Limit.Unit == TimeUnit.Hours):
                    throw new DateRuleException(
                        $"以{TimeLimit.UnitName(Limit.Unit)}计算的期限不能延长{move.By}"
                    );
                default:
                    break;
            }
        }
    }

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    // China has had one time and no summer time since 1992.
    internal static DateTime Local(DateTimeOffset moment) =>
        DateTime.SpecifyKind(moment.ToOffset(Beijing).DateTime, DateTimeKind.Unspecified);
}

/// <summary>What moved a clock, as far as it still matters.</summary>
internal sealed record ClockDetail(
    List<(DateTime From, DateTime To)> Pauses,
    List<TimeLimit> Extensions,
    List<ClockMove> Ignored
);
