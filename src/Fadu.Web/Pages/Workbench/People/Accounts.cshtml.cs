using Fadu.Core.People;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>Opens the accounts of many at once, as a county does on its first day: whoever came with a sheet brought a login.</summary>
[Needs(Capability.ManagePeople)]
public sealed class AccountsModel(Accounts accounts) : DirectoryPage
{
    /// <summary>So many at once: each password takes a tenth of a second to protect.</summary>
    public const int AtOnce = 100;

    /// <summary>One account that was opened, for the slip of paper that its owner gets.</summary>
    public sealed record Slip(Person Person, string Login, string Password);

    [BindProperty]
    public IReadOnlyList<Guid> Picked { get; set; } = [];

    /// <summary>Shown once, on the answer to the very form that asked for them.</summary>
    public IReadOnlyList<Slip> Slips { get; private set; } = [];

    /// <summary>Those whose accounts can be opened here, as many as at once.</summary>
    public IReadOnlyList<Person> Waiting => [.. People.WithoutAccount(Organs, Today).Take(AtOnce)];

    /// <summary>Whether there are more than are shown.</summary>
    public bool HasMore => People.WithoutAccount(Organs, Today).Skip(AtOnce).Any();

    /// <summary>Everybody is ticked but whom the form that was sent has left out.</summary>
    public bool IsTicked(Person person) => !leftOut.Contains(person.Id);

    private HashSet<Guid> leftOut = [];

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // A form that is sent again opens nothing again: else it would replace passwords that were given out.
        var offered = Waiting;
        var chosen = offered.Where(p => Picked.Contains(p.Id)).ToList();
        leftOut = [.. offered.Except(chosen).Select(p => p.Id)];
        if (chosen.Count == 0)
        {
            Refuse(
                new Core.Trail.Refusal(
                    Core.Trail.RefusalKind.Invalid,
                    "没有选中还未开通的人。已经开通、初始密码没有记下的，在本人页面“重置密码”。"
                )
            );
            return Page();
        }
        var slips = new List<Slip>();
        foreach (var person in chosen)
        {
            // what is begun is finished: a password that was set and not shown would be lost
            var (password, refusal) = await accounts.Open(
                person.Id,
                person.Login!,
                Me.Actor,
                null,
                CancellationToken.None
            );
            if (refusal is not null)
            {
                Refuse(refusal with { Message = $"{person.Name}：{refusal.Message}" });
                break;
            }
            slips.Add(new Slip(person, person.Login!, password!));
        }
        Slips = slips;
        await Reload();
        return Page();
    }
}
