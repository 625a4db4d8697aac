using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Account;

/// <summary>One's own account: for whom one acts, who acts for oneself, the password.</summary>
[SignedIn]
public sealed class IndexModel(
    UserManager<Core.People.Account> users,
    SignInManager<Core.People.Account> signIn,
    Accounts accounts
) : DirectoryPage
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public Guid? DeputyId { get; set; }

    [BindProperty]
    [Display(Name = "开始日期")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Display(Name = "最后一日")]
    public DateOnly? To { get; set; }

    [BindProperty]
    [Display(Name = "原因", Description = "如 出差、学习、休假")]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Wanted { get; set; }

    [BindProperty]
    public string? Repeat { get; set; }

    /// <summary>Which of the two forms was sent.</summary>
    public string? Asked { get; private set; }

    /// <summary>For whom the person may act today.</summary>
    public IReadOnlyList<(Delegation Delegation, Person Principal)> MayActFor =>
        Me.Actor.Person is { } person ? [.. People.MayActFor(person)] : [];

    /// <summary>Own delegations that hold or will hold, both ways.</summary>
    public IReadOnlyList<Delegation> Mine =>
        Me.Actor.Person is { } person
            ? [.. People.DelegationsOf(person).Where(d => d.To >= Today)]
            : [];

    /// <summary>Who may be asked: colleagues first.</summary>
    public IReadOnlyList<Choice> DeputyChoices =>
        PersonChoices(
            People
                .All.Where(p => p.IsInOffice(Today) && p.Id != Me.Actor.Person && MaySee(p))
                .OrderByDescending(p => p.OrganId == Me.Actor.Organ)
        );

    public void OnGet() => From = Today;

    /// <summary>Chooses for whom to act; the session carries it until it is changed.</summary>
    public async Task<IActionResult> OnPostActAsync(Guid? actsFor)
    {
        if (actsFor is { } id && MayActFor.All(d => d.Principal.Id != id))
        {
            Notice = "这项代行今天不在有效期内。";
            return RedirectToPage();
        }
        var account = await users.GetUserAsync(User);
        if (account is null)
        {
            return RedirectToPage("/SignIn");
        }
        await signIn.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            actsFor is { } principal
                ? [new Claim(CurrentUser.ActsForClaim, principal.ToString())]
                : []
        );
        Notice = actsFor is null
            ? "现在以本人身份办理。"
            : $"现在代{People.NameOf(actsFor)}办理，留痕写明“代”。";
        return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl!) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostDelegateAsync()
    {
        Asked = "delegate";
        Need(DeputyId, nameof(DeputyId), "请选择代行人。");
        Need(From, nameof(From), "请选择开始日期。");
        Need(To, nameof(To), "请选择最后一日。");
        if (!ModelState.IsValid)
        {
            return Again();
        }
        var result = await Commit(
            new GiveDelegation(
                Me.Actor.Person ?? Guid.Empty,
                DeputyId!.Value,
                From!.Value,
                To!.Value
            )
            {
                CommandId = CommandId,
                Reason = Reason,
            },
            $"{From:yyyy-MM-dd}至{To:yyyy-MM-dd}由{People.NameOf(DeputyId)}代行。"
        );
        return result.IsDone ? RedirectToPage() : Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id) =>
        (await Commit(new EndDelegation(id), "代行已终止。")).IsDone ? RedirectToPage() : Page();

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        Asked = "password";
        Need(Current, nameof(Current), "请填写原密码。");
        Need(Wanted, nameof(Wanted), "请填写新密码。");
        if (Wanted is not null && Wanted != Repeat)
        {
            ModelState.AddModelError(nameof(Repeat), "两遍输入的不一样，请再输一遍。");
        }
        var account = await users.GetUserAsync(User);
        if (!ModelState.IsValid || account is null)
        {
            return Again();
        }
        if (await accounts.Change(account, Current!, Wanted!) is { } problem)
        {
            ModelState.AddModelError(
                problem.StartsWith("原密码", StringComparison.Ordinal)
                    ? nameof(Current)
                    : nameof(Wanted),
                problem
            );
            return Again();
        }
        var actsFor = User.FindFirst(CurrentUser.ActsForClaim);
        await signIn.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            actsFor is null ? [] : [actsFor]
        );
        Notice = "密码已换。您在别处的登录会在一分钟内退出。";
        return RedirectToPage();
    }

    private void Need(object? value, string field, string message)
    {
        if (value is null or "" && ErrorOf(field) is null)
        {
            ModelState.AddModelError(field, message);
        }
    }
}
