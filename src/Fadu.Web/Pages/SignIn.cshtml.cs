using System.Security.Claims;
using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Pages;

/// <summary>Signing in. Who has a one-time password chooses one of his own before anything else.</summary>
[OpenToAll]
public sealed class SignInModel(
    UserManager<Account> users,
    SignInManager<Account> signIn,
    Accounts accounts,
    ActorResolver resolver,
    Directories directories,
    IDataProtectionProvider protection,
    TimeProvider time
) : PageModel
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(15);

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a form was sent after the login had expired.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Expired { get; set; }

    [BindProperty]
    public string? Login { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    [BindProperty]
    public string? Repeat { get; set; }

    /// <summary>Proof that the one-time password was right.</summary>
    [BindProperty]
    public string? Ticket { get; set; }

    /// <summary>Whether the second step is shown.</summary>
    public bool MustChange { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Login))
        {
            return Wrong(nameof(Login), "请填写登录名。");
        }
        if (string.IsNullOrEmpty(Password))
        {
            return Wrong(nameof(Password), "请填写密码。");
        }
        var account = await users.FindByNameAsync(Login.Trim());
        if (account is null)
        {
            // As slow as a real check, so that nobody learns which logins exist.
            users.PasswordHasher.HashPassword(new Account(), Password);
            return Wrong(nameof(Password), WrongPassword);
        }
        var result = await signIn.CheckPasswordSignInAsync(
            account,
            Password,
            lockoutOnFailure: true
        );
        if (result.IsLockedOut)
        {
            var until = TimeZoneInfo.ConvertTime(
                account.LockoutEnd ?? time.GetUtcNow(),
                FaduTime.Zone
            );
            return Wrong(
                nameof(Password),
                $"连续输错多次，账号已锁定，请在 {until:HH:mm} 以后再试，或请系统管理员重置密码。"
            );
        }
        if (!result.Succeeded)
        {
            return Wrong(nameof(Password), WrongPassword);
        }
        if (await resolver.Resolve(account.Id, null, cancellationToken) is null)
        {
            return Wrong(nameof(Login), "这个账号已停用（离职或被停用），如有疑问请找系统管理员。");
        }
        if (account.MustChangePassword)
        {
            Ticket = Protector.Protect(
                $"{account.Id} {FaduTime.ToMicroseconds(time.GetUtcNow())} {await users.GetSecurityStampAsync(account)}"
            );
            MustChange = true;
            ModelState.Clear();
            return Page();
        }
        return await Enter(account, cancellationToken);
    }

    public async Task<IActionResult> OnPostChangeAsync(CancellationToken cancellationToken)
    {
        MustChange = true;
        var account = await Proved();
        if (account is null)
        {
            MustChange = false;
            return Wrong(nameof(Login), "放得太久了，请重新登录。");
        }
        if (string.IsNullOrEmpty(NewPassword))
        {
            return Wrong(nameof(NewPassword), "请填写新密码。");
        }
        if (NewPassword != Repeat)
        {
            return Wrong(nameof(Repeat), "两遍输入的不一样，请再输一遍。");
        }
        if (await accounts.ChooseFirst(account, NewPassword) is { } problem)
        {
            return Wrong(nameof(NewPassword), problem);
        }
        return await Enter(account, cancellationToken);
    }

    // Who knew the one-time password a moment ago; nobody once it is too old, used, or not sealed by this Fadu.
    private async Task<Account?> Proved()
    {
        string[] parts;
        try
        {
            parts = Protector.Unprotect(Ticket ?? "").Split(' ');
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
        var sealedAt = FaduTime.FromMicroseconds(
            long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)
        );
        return
            time.GetUtcNow() - sealedAt <= TicketLife
            && await users.FindByIdAsync(parts[0]) is { } account
            && await users.GetSecurityStampAsync(account) == parts[2]
            ? account
            : null;
    }

    private async Task<IActionResult> Enter(Account account, CancellationToken cancellationToken)
    {
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, []);
        var target = Url.IsLocalUrl(ReturnUrl) && ReturnUrl != "/" ? ReturnUrl! : "/workbench";
        var people = await directories.People(account.Tenant, cancellationToken);
        // A form that waits comes first; else who may act for somebody says so at once.
        return
            people.MayActFor(account.PersonId).Any()
            && !target.StartsWith("/resume/", StringComparison.Ordinal)
            ? RedirectToPage("/Workbench/Account/Index", new { returnUrl = target })
            : LocalRedirect(target);
    }

    private const string WrongPassword =
        "登录名或密码不对。请看大小写锁定键；连续输错 8 次，账号会锁定 10 分钟。";

    private IDataProtector Protector => protection.CreateProtector("Fadu.SignIn.FirstPassword");

    private PageResult Wrong(string field, string message)
    {
        ModelState.AddModelError(field, message);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
