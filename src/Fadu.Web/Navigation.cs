using Microsoft.AspNetCore.Http;

namespace Fadu.Web;

/// <summary>One line of the side navigation.</summary>
/// <param name="Group">The heading it stands under, as 今天, 推进, 程序, 名录与台账, 数.</param>
/// <param name="Text">The word of the trade for the page.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Count">How many wait for this user there; 0 shows nothing.</param>
/// <param name="Active">Whether the current page belongs to it.</param>
public sealed record NavItem(
    string Group,
    string Text,
    string Href,
    int Count = 0,
    bool Active = false
);

/// <summary>What the frame of every page says: which place, which period, who is at work.</summary>
public sealed record Frame
{
    /// <summary>The county, city or province that runs this Fadu, as 云岭县.</summary>
    public string Place { get; init; } = "";

    /// <summary>The period shown, as 2026 年.</summary>
    public string Period { get; init; } = "";

    /// <summary>The user's organ.</summary>
    public string Organ { get; init; } = "";

    /// <summary>The user's name; empty when nobody is signed in.</summary>
    public string Person { get; init; } = "";

    /// <summary>For whom the user acts by delegation, if for anybody.</summary>
    public string? ActingFor { get; init; }

    /// <summary>Where the form that signs out posts to.</summary>
    public string SignOutHref { get; init; } = "/sign-out";

    /// <summary>The side navigation.</summary>
    public IReadOnlyList<NavItem> Navigation { get; init; } = [];

    /// <summary>The key of the side navigation in <see cref="HttpContext.Items"/>.</summary>
    public const string NavigationKey = "nav";

    /// <summary>The key of this record in <see cref="HttpContext.Items"/>.</summary>
    public const string FrameKey = "frame";

    /// <summary>The frame of this request; empty where the host has filled in nothing.</summary>
    public static Frame Of(HttpContext context)
    {
        var frame = context.Items[FrameKey] as Frame ?? new Frame();
        return context.Items[NavigationKey] is IReadOnlyList<NavItem> items
            ? frame with
            {
                Navigation = items,
            }
            : frame;
    }

    /// <summary>Whether this reader asked for 长者模式.</summary>
    public static bool IsElder(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Query["elder"].ToString() is { Length: > 0 } asked
            ? asked == "1"
            : context.Request.Cookies["elder"] == "1";
    }
}
