using System.ComponentModel.DataAnnotations;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>The form by which a person is added.</summary>
[Needs(Capability.ManagePeople)]
public sealed class AddModel : DirectoryPage
{
    [BindProperty]
    [Display(Name = "姓名")]
    [Required(ErrorMessage = "请填写姓名。")]
    [StringLength(50, ErrorMessage = "姓名不能超过50个字。")]
    public string? Name { get; set; }

    [BindProperty]
    [Display(Name = "机关", Description = "输入一两个字即可选取")]
    [Required(ErrorMessage = "请选择机关。")]
    public string? Organ { get; set; }

    [BindProperty]
    [Display(Name = "职务", Description = "如 法规股股长")]
    [StringLength(100, ErrorMessage = "职务不能超过100个字。")]
    public string? Post { get; set; }

    [BindProperty]
    [Display(Name = "负责人", Description = "机关的正职、副职；其他人不选")]
    public LeaderRank? Rank { get; set; }

    [BindProperty]
    [Display(Name = "登录名", Description = "需要登录的人填写：2 至 32 个小写字母、数字、点、横线")]
    public string? Login { get; set; }

    [BindProperty]
    public IReadOnlyList<Role> Roles { get; set; } = [];

    public IReadOnlyList<Choice> RoleChoices { get; } =
    [.. Enum.GetValues<Role>().Select(r => new Choice(r.ToString(), r.DisplayName()))];

    /// <summary>The key of the draft.</summary>
    public const string DraftKey = "person-new";

    public Task OnGetAsync() => LoadDraft(DraftKey);

    public async Task<IActionResult> OnPostAsync()
    {
        var organ = string.IsNullOrWhiteSpace(Organ) ? null : OrganOf(Organ, nameof(Organ));
        if (!ModelState.IsValid)
        {
            return Again();
        }
        var result = await Commit(
            new AddPerson(Name!, organ!.Value, Post, Login, Roles)
            {
                CommandId = CommandId,
                Rank = Rank,
            },
            Roles.Count > 0
                ? $"已登记{Name}；角色等安全管理员确认，账号在下面开通。"
                : $"已登记{Name}。"
        );
        if (!result.IsDone)
        {
            return Page();
        }
        await DropDraft(DraftKey);
        return RedirectToPage("View", new { id = result.Id });
    }
}
