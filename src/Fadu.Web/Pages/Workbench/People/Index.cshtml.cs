using Fadu.Core;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>The people of one's own organ and those below it; of all for who keeps people and roles.</summary>
[Needs(Capability.EnterWorkbench)]
[Nav("管理", "人员", "/workbench/people", 2)]
public sealed class IndexModel(FaduDb db) : DirectoryPage
{
    private const int PageSize = 50;

    private static readonly SheetLayout Sheet = new(
        "人员",
        [
            new SheetColumn("姓名"),
            new SheetColumn("机关"),
            new SheetColumn("职务"),
            new SheetColumn("角色"),
            new SheetColumn("账号"),
        ]
    );

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Organ { get; set; }

    [BindProperty(SupportsGet = true)]
    public Role? Role { get; set; }

    /// <summary>Empty for those in office, left for those who left.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Person> Shown { get; private set; } = [];

    public string? NextKey { get; private set; }

    /// <summary>How many are in office and may be seen.</summary>
    public int Total => People.All.Count(p => p.IsInOffice(Today) && MaySee(p));

    /// <summary>For how many people roles are asked.</summary>
    public int Waiting => People.Proposals().Count();

    /// <summary>How many have a login and no account.</summary>
    public int Unopened => People.WithoutAccount(Organs, Today).Count();

    public IReadOnlyList<FieldView> Filters =>
        [
            new("Q", "姓名、职务或登录名"),
            new("Organ", "机关", FieldKind.Organ) { Options = OrganChoices },
            new("Role", "角色", FieldKind.Choice)
            {
                Options =
                [
                    .. Enum.GetValues<Role>()
                        .Select(r => new Choice(r.ToString(), r.DisplayName())),
                ],
            },
            new("State", "在职", FieldKind.Choice) { Options = [new("left", "已离职")] },
        ];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var query = Filtered();
        if (After is { } after)
        {
            query = query.Where(p => p.Id.CompareTo(after) > 0);
        }
        var rows = await query.OrderBy(p => p.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
        Shown = [.. rows.Take(PageSize)];
        NextKey = rows.Count > PageSize ? Shown[^1].Id.ToString() : null;
    }

    /// <summary>The same people as on the screen in the same columns, all pages; that it was given out is itself an entry of the trail.</summary>
    public Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken)
    {
        return Export("people", Sheet, Rows(), $"人员{Today:yyyyMMdd}");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await foreach (
                var person in Filtered()
                    .OrderBy(p => p.Id)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellationToken)
            )
            {
                yield return
                [
                    person.Name,
                    Organs.ShortName(person.OrganId),
                    person.Post,
                    RolesOf(person),
                    AccountOf(person),
                ];
            }
        }
    }

    private string RolesOf(Person person) =>
        string.Join('、', People.RolesOf(person.Id).Select(r => r.DisplayName()));

    /// <summary>The login, or why there is none.</summary>
    private string? AccountOf(Person person) =>
        person.LeftOn is { } left && left < Today ? $"{left:yyyy-MM-dd} 离职"
        : person.MaySignIn ? person.Login
        : "未开通";

    public DataTable Table =>
        new(
            [new("姓名", IsName: true), new("机关"), new("职务"), new("角色"), new("账号")],
            [
                .. Shown.Select(p => new Row([
                    Cell.Text(p.Name, Url.Page("View", new { id = p.Id })),
                    Organs.ShortName(p.OrganId),
                    p.Post,
                    RolesOf(p),
                    p.MaySignIn && !(p.LeftOn < Today)
                        ? Cell.Text(p.Login)
                        : Cell.Tag(AccountOf(p)!),
                ])),
            ]
        )
        {
            Caption = "人员",
        };

    private IQueryable<Person> Filtered()
    {
        var tenant = Me.Actor.Tenant;
        var today = Today;
        var query = db.Set<Person>().Within(SeesEverybody ? Core.People.Scope.All(tenant) : Scope);
        query =
            State == "left"
                ? query.Where(p => p.LeftOn != null && p.LeftOn < today)
                : query.Where(p => p.LeftOn == null || p.LeftOn >= today);
        if (!string.IsNullOrWhiteSpace(Q))
        {
            var wanted = Q.Trim();
            query = query.Where(p =>
                p.Name.Contains(wanted)
                || (p.Post != null && p.Post.Contains(wanted))
                || p.Login == wanted
            );
        }
        if (!string.IsNullOrWhiteSpace(Organ))
        {
            var organ = Organs.Match(Organ).Organ?.Id ?? Guid.Empty;
            query = query.Where(p => p.OrganId == organ);
        }
        if (Role is { } role)
        {
            query = query.Where(p =>
                db.Set<RoleGrant>()
                    .Any(g =>
                        g.Tenant == tenant
                        && g.PersonId == p.Id
                        && g.Role == role
                        && g.From <= today
                        && (g.To == null || g.To >= today)
                    )
            );
        }
        return query;
    }
}
