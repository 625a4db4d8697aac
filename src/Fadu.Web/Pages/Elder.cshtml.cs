using Fadu.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Pages;

/// <summary>Switches 长者模式 on or off by a cookie, so that it works without script.</summary>
[OpenToAll]
public sealed class ElderModel : PageModel
{
    /// <summary>Remembers the wish for a year and goes back.</summary>
    public IActionResult OnGet(int on, string? back)
    {
        if (on == 1)
        {
            Response.Cookies.Append(
                "elder",
                "1",
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = Request.IsHttps,
                    IsEssential = true,
                }
            );
        }
        else
        {
            Response.Cookies.Delete("elder");
        }
        return LocalRedirect(back is not null && Url.IsLocalUrl(back) ? back : "~/");
    }
}
