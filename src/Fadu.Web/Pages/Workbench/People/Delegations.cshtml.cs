using System.ComponentModel.DataAnnotations;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>Delegations (AB角) that heads of units arrange for their people.</summary>
[Needs(Capability.HandOver)]
public sealed class DelegationsModel : DirectoryPage
{
    [BindProperty]
    [Required(ErrorMessage = "请选择由谁委托。")]
    public Guid? PrincipalId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "请选择代行人。")]
    public Guid? DeputyId { get; set; }

    [BindProperty]
    [Display(Name = "开始日期")]
    [Required(ErrorMessage = "请选择开始日期。")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Display(Name = "最后一日")]
    [Required(ErrorMessage = "请选择最后一日。")]
    public DateOnly? To { get; set; }

    [BindProperty]
    [Display(Name = "原因", Description = "如 出差、学习、休假")]
    public string? Reason { get; set; }

    /// <summary>Those that hold or will hold and that may be seen.</summary>
    public IReadOnlyList<Delegation> Current =>
        [
            .. People
                .CurrentDelegations()
                .Where(d => People.Get(d.PrincipalId) is { } p && MaySee(p)),
        ];

    public IReadOnlyList<Choice> PrincipalChoices =>
        PersonChoices(People.All.Where(p => p.IsInOffice(Today) && MaySee(p)));

    public IReadOnlyList<Choice> DeputyChoices =>
        PersonChoices(
            People.All.Where(p => p.IsInOffice(Today) && MaySee(p) && p.Id != Me.Actor.Person)
        );

    public void OnGet() => From = Today;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Again();
        }
        var result = await Commit(
            new GiveDelegation(PrincipalId!.Value, DeputyId!.Value, From!.Value, To!.Value)
            {
                CommandId = CommandId,
                Reason = Reason,
            },
            $"{From:yyyy-MM-dd}至{To:yyyy-MM-dd}由{People.NameOf(DeputyId)}代行{People.NameOf(PrincipalId)}的职权。"
        );
        return result.IsDone ? RedirectToPage() : Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id)
    {
        ModelState.Clear();
        return (await Commit(new EndDelegation(id), "代行已终止。")).IsDone
            ? RedirectToPage()
            : Page();
    }
}
