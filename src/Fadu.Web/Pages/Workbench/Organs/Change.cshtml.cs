using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Organs;

/// <summary>Every change of an organ, each with its own few fields.</summary>
[Needs(Capability.ManageOrgans)]
public sealed class ChangeModel : DirectoryPage
{
    [BindProperty(SupportsGet = true)]
    public string Act { get; set; } = "";

    [BindProperty]
    public int? Seen { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? ShortName { get; set; }

    [BindProperty]
    public string? Aliases { get; set; }

    [BindProperty]
    public OrganKind? Kind { get; set; }

    [BindProperty]
    public Level? Level { get; set; }

    [BindProperty]
    public string? Parent { get; set; }

    [BindProperty]
    public int? Order { get; set; }

    [BindProperty]
    public string? Into { get; set; }

    [BindProperty]
    public bool Ends { get; set; }

    [BindProperty]
    public string? Matters { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    public OrganInfo Organ { get; private set; } = null!;

    /// <summary>The key of the draft.</summary>
    public string DraftKey => $"organ-{Organ.Id}-{Act}";

    /// <summary>The act in words.</summary>
    public string Title =>
        Act switch
        {
            "rename" => "更名",
            "correct" => "更正名称",
            "aliases" => "维护别名",
            "amend" => "变更信息",
            "merge" => "并入其他机关",
            "split" => "分立",
            "abolish" => "撤销",
            _ => "职责划出",
        };

    /// <summary>What will follow from it.</summary>
    public string Explanation =>
        Act switch
        {
            "rename" => "旧名称成为曾用名，连同起止日期保留；那段时间的文件仍认得它。",
            "correct" => "只用于当初登记错了的名称，不留曾用名。名称真的改了，请用“更名”。",
            "aliases" => "文件里可能的其他写法。导入方案和表格时按别名认机关。",
            "amend" => "类别、层级、上级和排列顺序。",
            "merge" => "在职人员、下级机关和未办结的工作都随之转到承接机关。",
            "split" =>
                "先登记设立分出来的机关，再办分立。原机关不再保留的，人员和未办结的工作转到排在第一的机关。",
            "abolish" =>
                "有承接机关的，人员和未办结的工作转过去；没有承接机关的，必须先全部移交、办结。",
            _ =>
                "一部分职责划到另一个机关，两个机关都保留；已在办的事项不随之移动，需要移动的另行移交。",
        };

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (Organs.Get(id) is not { } organ)
        {
            return NotFound();
        }
        Organ = organ;
        Seen = organ.Version;
        Name = organ.Name;
        ShortName = organ.ShortName;
        Aliases = string.Join(
            '、',
            organ.Names.Where(n => n.Kind == NameKind.Alias).Select(n => n.Text)
        );
        Kind = organ.Kind;
        Level = organ.Level;
        Parent = Organs.Get(organ.ParentId)?.ShortName;
        Order = organ.Order;
        await LoadDraft(DraftKey);
        Seen = SeenInDraft() ?? Seen;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Organs.Get(id) is not { } organ)
        {
            return NotFound();
        }
        Organ = organ;
        var command = Command();
        if (command is null || !ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var result = await Commit(
            command with
            {
                CommandId = CommandId,
                Reason = string.IsNullOrWhiteSpace(Document) ? null : Document.Trim(),
            },
            $"{organ.ShortName}：已办理{Title}。"
        );
        if (result.IsDone)
        {
            await DropDraft(DraftKey);
            return RedirectToPage("View", new { id });
        }
        // After a conflict the person has read what happened; sending again is then deliberate.
        if (result.Refusal.Kind == RefusalKind.Conflict)
        {
            Seen = (
                await HttpContext
                    .RequestServices.GetRequiredService<Directories>()
                    .Organs(Me.Actor.Tenant)
            )
                .Get(id)!
                .Version;
            ModelState.Remove(nameof(Seen));
            CommandId = Guid.CreateVersion7();
            ModelState.Remove(nameof(CommandId));
        }
        return Page();
    }

    /// <summary>The fields of the act, with what was filled in.</summary>
    public IReadOnlyList<FieldView> Fields()
    {
        var day = new FieldView("Day", "生效日期", FieldKind.Date)
        {
            Required = true,
            Value = Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Max = Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Error = ErrorOf("Day"),
        };
        var document = new FieldView("Document", "依据")
        {
            Value = Document,
            Help = "批准的文件和文号",
        };
        FieldView[] names =
        [
            new("Name", "全称")
            {
                Required = true,
                Value = Name,
                MaxLength = 100,
                Error = ErrorOf("Name"),
            },
            new("ShortName", "简称")
            {
                Value = ShortName,
                MaxLength = 100,
                Error = ErrorOf("ShortName"),
            },
        ];
        FieldView Heir(string label, bool required, FieldKind kind, string field = "Into") =>
            new(field, label, kind)
            {
                Required = required,
                Value = Into,
                Options = OrganChoices,
                Error = ErrorOf(field),
            };
        return Act switch
        {
            "rename" => [.. names, day, document],
            "correct" => [.. names],
            "aliases" =>
            [
                new("Aliases", "别名", FieldKind.LongText) { Value = Aliases, Help = "用顿号隔开" },
            ],
            "amend" =>
            [
                new("Kind", "类别", FieldKind.Choice)
                {
                    Required = true,
                    Value = Kind?.ToString(),
                    Options =
                    [
                        .. Enum.GetValues<OrganKind>()
                            .Select(k => new Choice(k.ToString(), k.DisplayName())),
                    ],
                    Error = ErrorOf("Kind"),
                },
                new("Level", "层级", FieldKind.Choice)
                {
                    Required = true,
                    Value = Level?.ToString(),
                    Options =
                    [
                        .. Enum.GetValues<Level>()
                            .Select(k => new Choice(k.ToString(), k.DisplayName())),
                    ],
                    Error = ErrorOf("Level"),
                },
                new("Parent", "上级机关", FieldKind.Organ)
                {
                    Value = Parent,
                    Options = OrganChoices,
                    Error = ErrorOf("Parent") ?? ErrorOf("ParentId"),
                },
                new("Order", "排列顺序", FieldKind.Number)
                {
                    Required = true,
                    Value = Order?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Error = ErrorOf("Order"),
                },
            ],
            "merge" => [Heir("承接机关", true, FieldKind.Organ), day, document],
            "split" =>
            [
                Heir("分出来的机关", true, FieldKind.Organs),
                new("Ends", "原机关", FieldKind.YesNo)
                {
                    Value = Ends ? "true" : "false",
                    Unit = "分立后不再保留",
                    Required = true,
                },
                day,
                document,
            ],
            "abolish" =>
            [
                Heir("承接机关", false, FieldKind.Organ) with
                {
                    Error = ErrorOf("Successor") ?? ErrorOf("Into"),
                },
                day,
                document,
            ],
            _ =>
            [
                new("Matters", "划出的职责", FieldKind.LongText)
                {
                    Required = true,
                    Value = Matters,
                    Error = ErrorOf("Matters"),
                },
                Heir("划入机关", true, FieldKind.Organ) with
                {
                    Error = ErrorOf("To") ?? ErrorOf("Into"),
                },
                day,
                document,
            ],
        };
    }

    private Command? Command()
    {
        var id = Organ.Id;
        if (
            Day is null
            && Act is "rename" or "merge" or "split" or "abolish" or "duties"
            && ErrorOf("Day") is null
        )
        {
            ModelState.AddModelError("Day", "请选择生效日期。");
        }
        var day = Day ?? default;
        switch (Act)
        {
            case "rename":
                return new RenameOrgan(id, Name ?? "", ShortName ?? "", day, Seen);
            case "correct":
                return new CorrectOrganName(id, Name ?? "", ShortName ?? "", Seen);
            case "aliases":
                return new SetOrganAliases(id, FoundModel.Split(Aliases), Seen);
            case "amend":
                var parent = string.IsNullOrWhiteSpace(Parent)
                    ? null
                    : OrganOf(Parent, nameof(Parent), "上级机关");
                if (Kind is null || Level is null || Order is null)
                {
                    ModelState.AddModelError("Kind", "请把类别、层级、排列顺序都填上。");
                    return null;
                }
                return new AmendOrgan(id, Kind.Value, Level.Value, parent, Order.Value, Seen);
            case "merge":
                return OrganOf(Into, nameof(Into), "承接机关") is { } into
                    ? new MergeOrgan(id, into, day, Document, Seen)
                    : null;
            case "split":
                var parts = FoundModel
                    .Split(Into)
                    .Select(n => OrganOf(n, nameof(Into), "分出来的机关"))
                    .ToList();
                if (parts.Count == 0)
                {
                    ModelState.AddModelError(nameof(Into), "请选择分出来的机关。");
                }
                return parts.TrueForAll(p => p is not null)
                    ? new SplitOrgan(
                        id,
                        [.. parts.Select(p => p!.Value)],
                        Ends,
                        day,
                        Document,
                        Seen
                    )
                    : null;
            case "abolish":
                Guid? heir = null;
                if (!string.IsNullOrWhiteSpace(Into))
                {
                    heir = OrganOf(Into, nameof(Into), "承接机关");
                    if (heir is null)
                    {
                        return null;
                    }
                }
                return new AbolishOrgan(id, heir, day, Document, Seen);
            default:
                return OrganOf(Into, nameof(Into), "划入机关") is { } to
                    ? new MoveDuties(id, to, Matters ?? "", day, Document, Seen)
                    : null;
        }
    }
}
