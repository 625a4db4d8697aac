namespace Fadu.Core;

/// <summary>Time as the county keeps it: zone Asia/Shanghai, moments to the microsecond.</summary>
public static class FaduTime
{
    /// <summary>Asia/Shanghai.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The moment, cut to microseconds, as both engines store it.</summary>
    public static DateTimeOffset Moment(this TimeProvider time) =>
        FromMicroseconds(ToMicroseconds(time.GetUtcNow()));

    /// <summary>Today's date in the county.</summary>
    public static DateOnly Today(this TimeProvider time) => time.GetUtcNow().LocalDay();

    /// <summary>The date of a moment in the county.</summary>
    public static DateOnly LocalDay(this DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public static long ToMicroseconds(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    /// <summary>The moment of a number of microseconds since 1970-01-01 UTC.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTimeOffset.UnixEpoch.Ticks + (microseconds * 10), TimeSpan.Zero);
}
