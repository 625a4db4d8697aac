using System.Globalization;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Inbox;

/// <summary>Timed reminders: the nearest one stands, the earlier ones go away, and each is sent once.</summary>
public static class Reminders
{
    /// <summary>For so many days after a deadline somebody who has not been told yet is told; older things are no news.</summary>
    public const int Late = 30;

    /// <summary>The step that is due on a day, as d30, d7, d1, d0 or late; null where nothing is to be said yet or any more.</summary>
    /// <param name="before">How many days before, in any order; 0 for the day itself.</param>
    public static string? StepOf(DateOnly due, DateOnly day, params ReadOnlySpan<int> before)
    {
        var left = due.DayNumber - day.DayNumber;
        if (left < 0)
        {
            return left >= -Late ? "late" : null;
        }
        int? nearest = null;
        foreach (var days in before)
        {
            if (left <= days && (nearest is null || days < nearest))
            {
                nearest = days;
            }
        }
        return nearest is { } n ? string.Create(CultureInfo.InvariantCulture, $"d{n}") : null;
    }

    /// <summary>The nearness in words.</summary>
    public static string Words(DateOnly due, DateOnly day) =>
        (due.DayNumber - day.DayNumber) switch
        {
            < 0 => "已过期限",
            0 => "今天到期",
            1 => "明天到期",
            var left => string.Create(CultureInfo.InvariantCulture, $"还有{left}天"),
        };

    /// <summary>Sends a reminder that has not been sent, in place of those that begin alike; says whether it did.</summary>
    /// <param name="replaces">The beginnings of the keys that it takes the place of.</param>
    public static async ValueTask<bool> Remind(
        this Work work,
        Notice notice,
        params string[] replaces
    )
    {
        if (
            await work
                .Db.Set<InboxItem>()
                .AnyAsync(i => i.Tenant == work.Tenant && i.Key == notice.Key)
                .ConfigureAwait(false)
        )
        {
            return false;
        }
        foreach (var prefix in replaces)
        {
            await work.SettleNotices(prefix).ConfigureAwait(false);
        }
        await work.Notify(notice).ConfigureAwait(false);
        return true;
    }
}
