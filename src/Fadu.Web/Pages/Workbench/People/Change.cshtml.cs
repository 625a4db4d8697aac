using System.Globalization;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Pages.Workbench.Organs;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>Every change of a person, each with its own few fields.</summary>
[Needs(Capability.ManagePeople)]
public sealed class ChangeModel : DirectoryPage
{
    [BindProperty(SupportsGet = true)]
    public string Act { get; set; } = "";

    [BindProperty]
    public int? Seen { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Post { get; set; }

    [BindProperty]
    public LeaderRank? Rank { get; set; }

    [BindProperty]
    public string? Organ { get; set; }

    [BindProperty]
    public string? Field { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Person Person { get; private set; } = null!;

    /// <summary>What is open and would be left without anybody.</summary>
    public IReadOnlyList<OpenWorkItem> Work { get; private set; } = [];

    /// <summary>The key of the draft.</summary>
    public string DraftKey => $"person-{Person.Id}-{Act}";

    public string Title =>
        Act switch
        {
            "post" => "变更职务",
            "move" => "调动",
            "leave" => "离职",
            "return" => "复职",
            _ => "调整分管",
        };

    public string? Explanation =>
        Act switch
        {
            "move" =>
                "角色是按原岗位授予的，调动后停止，由安全管理员重新授予。原单位的工作留在原单位。",
            "leave" => "角色和代行随之停止，次日起不能登录；他办过的事都还在。",
            "return" => "角色由安全管理员重新授予。",
            "field" => "从这一天起分管的全部机关；没有列出的不再分管。",
            _ => null,
        };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await Find(id, cancellationToken))
        {
            return NotFound();
        }
        Seen = Person.Version;
        Name = Person.Name;
        Post = Act is "move" or "return" ? null : Person.Post;
        Rank = Person.Rank;
        Organ = Act == "return" ? Organs.ShortName(Person.OrganId) : null;
        Day = Today;
        Field = string.Join('、', People.FieldOf(id).Select(f => Organs.ShortName(f.OrganId)));
        await LoadDraft(DraftKey);
        Seen = SeenInDraft() ?? Seen;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await Find(id, cancellationToken))
        {
            return NotFound();
        }
        if (Day is null && Act != "post" && ErrorOf(nameof(Day)) is null)
        {
            ModelState.AddModelError(nameof(Day), "请选择日期。");
        }
        var command = Command();
        if (command is null || !ModelState.IsValid)
        {
            return Again();
        }
        var result = await Commit(
            command with
            {
                CommandId = CommandId,
                Reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim(),
            },
            $"{Person.Name}：已办理{Title}。"
        );
        if (result.IsDone)
        {
            await DropDraft(DraftKey);
            return RedirectToPage("View", new { id });
        }
        // After a conflict the person has read what happened; sending again is then deliberate.
        if (result.Refusal.Kind == RefusalKind.Conflict)
        {
            await Reload();
            Seen = People.Get(id)!.Version;
            CommandId = Guid.CreateVersion7();
        }
        return Page();
    }

    /// <summary>The fields of the act, with what was filled in.</summary>
    public IReadOnlyList<FieldView> Fields()
    {
        FieldView day = new(
            "Day",
            Act == "leave" ? "最后在职日"
                : Act == "field" ? "自哪一天起"
                : "日期",
            FieldKind.Date
        )
        {
            Required = true,
            Value = Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Max = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Error = ErrorOf("Day", "LastDay", "From"),
        };
        FieldView post = new("Post", "职务")
        {
            Value = Post,
            MaxLength = 100,
            Error = ErrorOf("Post"),
        };
        FieldView organ = new("Organ", Act == "move" ? "调到哪个机关" : "机关", FieldKind.Organ)
        {
            Required = true,
            Value = Organ,
            Options = OrganChoices,
            Error = ErrorOf("Organ", "OrganId"),
        };
        FieldView reason = new("Reason", "依据或说明") { Value = Reason };
        return Act switch
        {
            "post" =>
            [
                new("Name", "姓名")
                {
                    Required = true,
                    Value = Name,
                    MaxLength = 50,
                    Error = ErrorOf("Name"),
                },
                post,
                new("Rank", "负责人", FieldKind.Choice)
                {
                    Value = Rank?.ToString(),
                    Options =
                    [
                        .. Enum.GetValues<LeaderRank>()
                            .Select(r => new Choice(r.ToString(), r.DisplayName())),
                    ],
                    Help = "机关的正职、副职；其他人不选",
                },
                reason,
            ],
            "move" or "return" => [organ, post, day, reason],
            "leave" => [day, reason],
            _ =>
            [
                new("Field", "分管的机关", FieldKind.Organs)
                {
                    Value = Field,
                    Options = OrganChoices,
                    Error = ErrorOf("Field", "Parts"),
                },
                day,
                reason,
            ],
        };
    }

    private Command? Command()
    {
        var id = Person.Id;
        switch (Act)
        {
            case "post":
                return new ChangePost(id, Name ?? "", Post, Rank, Seen);
            case "move":
                return OrganOf(Organ, nameof(Organ)) is { } to
                    ? new MovePerson(id, to, Post, Day ?? default, Seen)
                    : null;
            case "return":
                return OrganOf(Organ, nameof(Organ)) is { } back
                    ? new ReturnToOffice(id, back, Post, Day ?? default, Seen)
                    : null;
            case "leave":
                return new LeaveOffice(id, Day ?? default, Seen);
            default:
                var organs = FoundModel
                    .Split(Field)
                    .Select(n => OrganOf(n, nameof(Field)))
                    .ToList();
                return organs.TrueForAll(o => o is not null)
                    ? new SetLeaderField(
                        id,
                        [
                            .. organs.Select(o => new FieldPart(
                                o!.Value,
                                People.FieldOf(id).FirstOrDefault(f => f.OrganId == o)?.Matters
                            )),
                        ],
                        Day ?? default,
                        Seen
                    )
                    : null;
        }
    }

    private async Task<bool> Find(Guid id, CancellationToken cancellationToken)
    {
        if (People.Get(id) is not { } person)
        {
            return false;
        }
        Person = person;
        if (Act is "move" or "leave")
        {
            Work = await OpenWorkOf(id, cancellationToken);
        }
        return true;
    }
}
