using System.ComponentModel.DataAnnotations;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Pages;

/// <summary>By the one-time link that <c>run</c> prints on an empty folder: the government and its three administrators.</summary>
[OpenToAll]
public sealed class FirstAdministratorModel(
    FaduDb db,
    FaduOptions options,
    Committer committer,
    Accounts accounts,
    Directories directories,
    TimeProvider time
) : PageModel
{
    /// <summary>What is asked.</summary>
    public sealed class Asked
    {
        [Display(
            Name = "本级人民政府全称",
            Description = "如 云岭县人民政府；机关名称的匹配以它为准"
        )]
        [Required(ErrorMessage = "请填写本级人民政府全称。")]
        [StringLength(100)]
        public string? Government { get; set; }

        [Display(
            Name = "三名管理员所在机关全称",
            Description = "如 云岭县司法局；不填就是政府本身"
        )]
        [StringLength(100)]
        public string? Office { get; set; }

        [Display(Name = "姓名")]
        [Required(ErrorMessage = "请填写系统管理员的姓名。")]
        public string? SystemName { get; set; }

        [Display(Name = "登录名", Description = "2 至 32 个小写字母、数字、点、横线")]
        [Required(ErrorMessage = "请填写系统管理员的登录名。")]
        public string? SystemLogin { get; set; }

        [Display(Name = "密码", Description = "至少 10 个字符，含小写字母和数字")]
        [DataType(DataType.Password)]
        [Required(ErrorMessage = "请填写密码。")]
        public string? Password { get; set; }

        [Display(Name = "再输一遍")]
        [DataType(DataType.Password)]
        [Required(ErrorMessage = "请把密码再输一遍。")]
        [Compare(nameof(Password), ErrorMessage = "两遍输入的不一样。")]
        public string? Repeat { get; set; }

        [Display(Name = "姓名")]
        [Required(ErrorMessage = "请填写安全管理员的姓名。")]
        public string? SecurityName { get; set; }

        [Display(Name = "登录名")]
        [Required(ErrorMessage = "请填写安全管理员的登录名。")]
        public string? SecurityLogin { get; set; }

        [Display(Name = "姓名")]
        [Required(ErrorMessage = "请填写审计员的姓名。")]
        public string? AuditorName { get; set; }

        [Display(Name = "登录名")]
        [Required(ErrorMessage = "请填写审计员的登录名。")]
        public string? AuditorLogin { get; set; }
    }

    [BindProperty]
    public Asked Input { get; set; } = new();

    /// <summary>Whether the link is good.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Why it was refused.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The administrators, with the passwords that are shown once.</summary>
    public IReadOnlyList<(string Name, string Role, string Login, string? Password)> Done
    {
        get;
        private set;
    } = [];

    public async Task OnGetAsync(string token, CancellationToken cancellationToken) =>
        IsOpen = await Check(token, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        IsOpen = await Check(token, cancellationToken);
        if (!IsOpen)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        if (ModelState.IsValid && await accounts.Problem(Input.Password!) is { } problem)
        {
            ModelState.AddModelError("Input.Password", problem);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var government = Input.Government!.Trim();
        var office = string.IsNullOrWhiteSpace(Input.Office) ? null : Input.Office.Trim();
        var place = government.Replace("人民政府", "", StringComparison.Ordinal);
        var organs = new List<OrganRow>
        {
            new(
                1,
                "gov",
                government,
                place.Length > 0 ? place[^1] + "政府" : government,
                [],
                OrganKind.Government,
                Level.County,
                null,
                null,
                null
            ),
        };
        if (office is not null && office != government)
        {
            organs.Add(
                new OrganRow(
                    2,
                    "office",
                    office,
                    place.Length > 1
                        ? office.Replace(place, place[^1].ToString(), StringComparison.Ordinal)
                        : office,
                    [],
                    OrganKind.Department,
                    Level.County,
                    "gov",
                    null,
                    null
                )
            );
        }
        (string Name, string Login, Role Role)[] three =
        [
            (Input.SystemName!, Input.SystemLogin!, Role.SystemAdministrator),
            (Input.SecurityName!, Input.SecurityLogin!, Role.SecurityAdministrator),
            (Input.AuditorName!, Input.AuditorLogin!, Role.Auditor),
        ];
        var result = await committer.Commit(
            new ImportDirectory(
                organs,
                [
                    .. three.Select(
                        (t, i) =>
                            new PersonRow(
                                i + 1,
                                t.Name.Trim(),
                                organs[^1].Key,
                                null,
                                [t.Role],
                                t.Login.Trim().ToLowerInvariant()
                            )
                    ),
                ],
                []
            )
            {
                Reason = "首次启用",
            },
            Actor.System(),
            cancellationToken
        );
        if (!result.IsDone)
        {
            Refusal = result.Refusal;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        FirstLink.Use(options.DataFolder);
        // what was due before the county had the system, nobody owed to it
        await committer.Commit(
            new IntroduceLedgers(time.Today()),
            Actor.System(),
            cancellationToken
        );
        var people = await directories.People(cancellationToken: cancellationToken);
        var done = new List<(string, string, string, string?)>();
        foreach (var (name, login, role) in three)
        {
            var own = login.Trim().ToLowerInvariant();
            var chosen = role == Role.SystemAdministrator ? Input.Password : null;
            var person = people.All.Single(p => p.Login == own);
            var (password, refusal) = await accounts.Open(
                person.Id,
                own,
                Actor.System(),
                chosen,
                cancellationToken
            );
            if (refusal is not null)
            {
                throw new RefusedException(refusal);
            }
            done.Add((name.Trim(), role.DisplayName(), own, chosen is null ? password : null));
        }
        Done = done;
        return Page();
    }

    private async Task<bool> Check(string token, CancellationToken cancellationToken) =>
        FirstLink.Fits(options.DataFolder, token)
        && await FirstLink.IsNeeded(db, cancellationToken);
}
