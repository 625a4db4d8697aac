using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Pages;

/// <summary>A form that was sent after the login had expired: offered again, with everything that was filled in.</summary>
[SignedIn]
public sealed class ResumeModel(PendingForms forms) : PageModel
{
    /// <summary>The form.</summary>
    public PendingForm? Form { get; private set; }

    public IActionResult OnGet(string token)
    {
        Form = forms.Find(token);
        return Page();
    }
}
