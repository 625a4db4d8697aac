using Fadu.Core;

namespace Fadu.Cli.Sample;

/// <summary>
/// The clock under which the sample is entered: it is moved from day to day and goes on by itself with every look at it, so that entries lie apart like those of
/// an office day.
/// </summary>
internal sealed class SampleClock(DateOnly start) : TimeProvider
{
    private static readonly TimeOnly Closing = new(18, 30);
    private readonly Lock gate = new();
    private DateTime local = start.ToDateTime(new TimeOnly(8, 40));

    /// <summary>The day it shows.</summary>
    public DateOnly Day
    {
        get
        {
            lock (gate)
            {
                return DateOnly.FromDateTime(local);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            local +=
                TimeOnly.FromDateTime(local) < Closing
                    ? TimeSpan.FromSeconds(13)
                    : TimeSpan.FromMicroseconds(50);
            return new DateTimeOffset(local, FaduTime.Zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }

    /// <summary>Puts it to the morning of a later day; a day that has begun goes on.</summary>
    public void GoTo(DateOnly day)
    {
        lock (gate)
        {
            if (day > DateOnly.FromDateTime(local))
            {
                // Nobody signs in at the same minute every morning.
                local = day.ToDateTime(new TimeOnly(8, 30).AddMinutes(day.DayNumber * 37 % 50));
            }
        }
    }
}
