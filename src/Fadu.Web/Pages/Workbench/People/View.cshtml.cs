using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>One person: post, roles, field, open work, account, and what has happened.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class ViewModel(Accounts accounts) : DirectoryPage
{
    public Person Person { get; private set; } = null!;

    /// <summary>What is open in this person's hands, for those who may hand it over and for the person.</summary>
    public IReadOnlyList<OpenWorkItem> Work { get; private set; } = [];

    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];

    [BindProperty]
    public string? Login { get; set; }

    [BindProperty]
    public IReadOnlyList<Role> Roles { get; set; } = [];

    /// <summary>Shown once, on the answer to the very form that asked for it.</summary>
    public string? OneTimePassword { get; private set; }

    /// <summary>The roles that the person does not have yet.</summary>
    public IReadOnlyList<Choice> RoleChoices =>
        [
            .. Enum.GetValues<Role>()
                .Except(People.RolesOf(Person.Id))
                .Except(People.ProposalsOf(Person.Id))
                .Select(r => new Choice(r.ToString(), r.DisplayName())),
        ];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) =>
        Show(id, cancellationToken);

    public Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken cancellationToken) =>
        Act(
            id,
            () => accounts.Open(id, Login ?? "", Me.Actor, null, cancellationToken),
            cancellationToken
        );

    public Task<IActionResult> OnPostResetAsync(Guid id, CancellationToken cancellationToken) =>
        Act(id, () => accounts.Reset(id, Me.Actor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken cancellationToken) =>
        Act(
            id,
            async () => (null, (await Commit(new DisableAccount(id), "账号已停用。")).Refusal),
            cancellationToken
        );

    public Task<IActionResult> OnPostProposeAsync(Guid id, CancellationToken cancellationToken) =>
        Act(
            id,
            async () =>
                (
                    null,
                    (
                        await Commit(new ProposeRoles(id, Roles), "已提出，等安全管理员确认。")
                    ).Refusal
                ),
            cancellationToken
        );

    private async Task<IActionResult> Act(
        Guid id,
        Func<Task<(string? Password, Refusal? Refusal)>> act,
        CancellationToken cancellationToken
    )
    {
        if (!Me.Can(Capability.ManagePeople))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var (password, refusal) = await act();
        if (refusal is null && password is null)
        {
            return RedirectToPage(new { id });
        }
        if (refusal is not null && Refusal is null)
        {
            Refuse(refusal);
        }
        OneTimePassword = password;
        await Reload();
        return await Show(id, cancellationToken);
    }

    private async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken)
    {
        if (People.Get(id) is not { } person || !MaySee(person))
        {
            return NotFound();
        }
        Person = person;
        if (Me.Can(Capability.HandOver) || Me.Can(Capability.ManagePeople) || Me.Actor.Person == id)
        {
            Work = await OpenWorkOf(id, cancellationToken);
        }
        Entries = await History(Core.People.Person.StreamOf(id), cancellationToken);
        return Page();
    }
}
