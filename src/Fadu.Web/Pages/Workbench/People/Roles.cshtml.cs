using System.ComponentModel.DataAnnotations;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>Where the 安全管理员 grants what others asked for, and takes back.</summary>
[Needs(Capability.GrantRoles)]
[Nav("管理", "角色", "/workbench/people/roles", 3)]
public sealed class RolesModel : DirectoryPage
{
    [BindProperty]
    public IReadOnlyList<string> Picked { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    [Display(Name = "自")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Display(Name = "至", Description = "不填就是长期")]
    public DateOnly? To { get; set; }

    [BindProperty]
    [Display(Name = "依据")]
    public string? Reason { get; set; }

    public IReadOnlyList<(Person Person, IReadOnlyList<Role> Roles)> Waiting =>
        [
            .. People
                .Proposals()
                .Where(p => p.Person.IsInOffice(Today))
                .Select(p => (p.Person, (IReadOnlyList<Role>)[.. p.Roles])),
        ];

    public IReadOnlyList<Choice> PersonOptions =>
        PersonChoices(People.All.Where(p => p.IsInOffice(Today) && p.Id != Me.Actor.Person));

    public IReadOnlyList<Choice> RoleOptions { get; } =
    [.. Enum.GetValues<Role>().Select(r => new Choice(r.ToString(), r.DisplayName()))];

    public DataTable Table =>
        new(
            [new("姓名", IsName: true), new("机关"), new("角色"), new("自"), new("至")],
            [
                .. People
                    .All.Where(p => p.IsInOffice(Today))
                    .SelectMany(p =>
                        People
                            .GrantsOf(p.Id)
                            .Where(g => g.To is null || g.To >= Today)
                            .Select(g => (p, g))
                    )
                    .OrderBy(x => x.g.Role)
                    .Select(x => new Row([
                        Cell.Text(x.p.Name, Url.Page("Roles", new { person = x.p.Id })),
                        Organs.ShortName(x.p.OrganId),
                        x.g.Role.DisplayName(),
                        Cell.Day(x.g.From),
                        Cell.Day(x.g.To),
                    ])),
            ]
        )
        {
            Caption = "现在的角色",
        };

    public void OnGet() => From = Today;

    public Task<IActionResult> OnPostAcceptAsync() =>
        Do(new GrantRoles(Choices(), Today, null), $"已授予 {Choices().Count} 项角色。");

    public Task<IActionResult> OnPostDeclineAsync() =>
        Do(new DeclineRoles(Choices()), $"{Choices().Count} 项申请不予授予。");

    public async Task<IActionResult> OnPostGrantAsync()
    {
        if (Person is null)
        {
            ModelState.AddModelError(nameof(Person), "请选择人员。");
        }
        if (Role is null)
        {
            ModelState.AddModelError(nameof(Role), "请选择角色。");
        }
        if (!ModelState.IsValid)
        {
            return Again();
        }
        return await Do(
            new GrantRoles([new(Person!.Value, Role!.Value)], From ?? Today, To)
            {
                CommandId = CommandId,
                Reason = Reason,
            },
            $"已授予{People.NameOf(Person)}{Role.Value.DisplayName()}。"
        );
    }

    public Task<IActionResult> OnPostRevokeAsync() =>
        Do(
            new RevokeRole(Person ?? Guid.Empty, Role ?? default),
            $"已收回{People.NameOf(Person)}的{(Role ?? default).DisplayName()}。"
        );

    private async Task<IActionResult> Do(Core.Trail.Command command, string notice) =>
        (await Commit(command, notice)).IsDone ? RedirectToPage(new { person = Person }) : Page();

    private List<RoleChoice> Choices()
    {
        var choices = new List<RoleChoice>();
        foreach (var text in Picked)
        {
            if (
                text.Split(':') is [var who, var what]
                && Guid.TryParse(who, out var person)
                && Enum.TryParse<Role>(what, out var role)
                && Enum.IsDefined(role)
            )
            {
                choices.Add(new RoleChoice(person, role));
            }
        }
        return choices;
    }
}
