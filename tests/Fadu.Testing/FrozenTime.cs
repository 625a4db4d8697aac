using Fadu.Core;

namespace Fadu.Testing;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class FrozenTime : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 16, 1, 0, 0, TimeSpan.Zero); // a Monday, 09:00 in the county

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Puts the clock to 09:00 of a day in the county.</summary>
    public void GoTo(DateOnly day) =>
        now = new DateTimeOffset(
            day.ToDateTime(new TimeOnly(9, 0)),
            TimeSpan.FromHours(8)
        ).ToUniversalTime();

    public void Advance(TimeSpan by) => now += by;
}
