using System.ComponentModel.DataAnnotations;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Organs;

/// <summary>The form by which an organ is founded.</summary>
[Needs(Capability.ManageOrgans)]
public sealed class FoundModel : DirectoryPage
{
    [BindProperty]
    [Display(Name = "全称", Description = "规范全称，如 云岭县司法局")]
    [Required(ErrorMessage = "请填写机关全称。")]
    [StringLength(100, ErrorMessage = "机关全称不能超过100个字。")]
    public string? Name { get; set; }

    [BindProperty]
    [Display(Name = "简称", Description = "列表里显示，如 县司法局；不填用全称")]
    [StringLength(100, ErrorMessage = "简称不能超过100个字。")]
    public string? ShortName { get; set; }

    [BindProperty]
    [Display(
        Name = "代码",
        Description = "简短、不变、不重复，如 sfj；表格导入时凭它认出同一个机关"
    )]
    [Required(ErrorMessage = "请填写机关代码。")]
    [StringLength(50, ErrorMessage = "机关代码不能超过50个字符。")]
    public string? Key { get; set; }

    [BindProperty]
    [Display(Name = "类别")]
    [Required(ErrorMessage = "请选择类别。")]
    public OrganKind? Kind { get; set; }

    [BindProperty]
    [Display(Name = "层级")]
    [Required(ErrorMessage = "请选择层级。")]
    public Level? Level { get; set; }

    [BindProperty]
    [Display(Name = "上级机关", Description = "输入一两个字即可选取；本级党委、政府不填")]
    public string? Parent { get; set; }

    [BindProperty]
    [Display(Name = "别名", Description = "文件里可能的其他写法，用顿号隔开")]
    public string? Aliases { get; set; }

    [BindProperty]
    [Display(Name = "设立日期")]
    [Required(ErrorMessage = "请选择设立日期。")]
    public DateOnly? ValidFrom { get; set; }

    [BindProperty]
    [Display(Name = "依据", Description = "批准设立的文件和文号")]
    public string? Reason { get; set; }

    /// <summary>The key of the draft.</summary>
    public const string DraftKey = "organ-new";

    public Task OnGetAsync() => LoadDraft(DraftKey);

    public async Task<IActionResult> OnPostAsync()
    {
        var parent = string.IsNullOrWhiteSpace(Parent)
            ? null
            : OrganOf(Parent, nameof(Parent), "上级机关");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var result = await Commit(
            new FoundOrgan(
                Key!,
                Name!,
                ShortName ?? "",
                Split(Aliases),
                Kind!.Value,
                Level!.Value,
                parent,
                Organs.All.Count == 0 ? 1 : Organs.All.Max(o => o.Order) + 1,
                ValidFrom!.Value
            )
            {
                CommandId = CommandId,
                Reason = Reason,
                LegalDate = ValidFrom,
            },
            $"已登记{Name}。"
        );
        if (!result.IsDone)
        {
            return Page();
        }
        await DropDraft(DraftKey);
        return RedirectToPage("View", new { id = result.Id });
    }

    /// <summary>Names with 、 between.</summary>
    internal static IReadOnlyList<string> Split(string? text) =>
        (text ?? "").Split(
            ['、', ',', '，', ';', '；', '\n'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
}
