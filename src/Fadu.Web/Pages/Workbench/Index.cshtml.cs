using Fadu.Core;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench;

/// <summary>待办: what is asked of this person now, what is due first on top.</summary>
[Needs(Capability.EnterWorkbench)]
[Nav("今天", "待办", "/workbench", 1)]
public sealed class IndexModel(FaduDb db, Directories directories) : FaduPage
{
    private const int PageSize = 50;

    /// <summary>The items of this page.</summary>
    public IReadOnlyList<InboxItem> Items { get; private set; } = [];

    /// <summary>Whether nobody but the three administrators is there yet.</summary>
    public bool IsNew { get; private set; }

    /// <summary>What a county that begins asks of those who set it up; no entries of the inbox, because it goes as soon as it is done.</summary>
    public IReadOnlyList<(string Text, string Then, string Href)> Keeping { get; private set; } =
    [];

    /// <summary>Whether there are more.</summary>
    public bool HasMore { get; private set; }

    /// <summary>How many are late, of those shown.</summary>
    public int Late => Items.Count(i => i.Due < Today);

    /// <summary>Ids that this person has opened before.</summary>
    public IReadOnlySet<Guid> Seen { get; private set; } = new HashSet<Guid>();

    /// <summary>The last item of the page before, for the next page.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>The due day of the last item of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? AfterDue { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var never = new DateOnly(9999, 12, 31);
        var query = db.Set<InboxItem>().OpenFor(Me.Actor);
        if (After is { } after)
        {
            var due = AfterDue ?? never;
            query = query.Where(i =>
                (i.Due ?? never) > due || ((i.Due ?? never) == due && i.Id.CompareTo(after) > 0)
            );
        }
        var rows = await query
            .OrderBy(i => i.Due ?? never)
            .ThenBy(i => i.Id)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var (organs, people) = await directories.Both(Me.Actor.Tenant, cancellationToken);
        IsNew = rows.Count == 0 && people.All.Count <= 3;
        var keeping = new List<(string, string, string)>();
        if (Me.Can(Capability.GrantRoles) && people.Waiting(Today) is > 0 and var roles)
        {
            keeping.Add(
                (
                    $"{roles} 项角色申请等您确认",
                    "确认以后，这些人才能办相应的事。",
                    "/workbench/people/roles"
                )
            );
        }
        if (
            Me.Can(Capability.ManagePeople)
            && people.WithoutAccount(organs, Today).Count() is > 0 and var accounts
        )
        {
            keeping.Add(
                (
                    $"{accounts} 人的账号等您开通",
                    "开通以后打印初始密码，当面交给本人。",
                    "/workbench/people/accounts"
                )
            );
        }
        if (
            Me.Can(Capability.ApproveRegisters)
            && Me.Actor.Organ is { } own
            && await Core
                .Registers.RegisterQueries.Waiting(db, Scope, own, organs.Get(own)?.Kind)
                .Where(c => c.DraftedBy != Me.Actor.Person)
                .OrderBy(c => c.Id)
                .Take(100)
                .CountAsync(cancellationToken)
                is > 0
                    and var changes
        )
        {
            keeping.Add(
                (
                    $"{(changes < 100 ? $"{changes} 项" : "100 项以上")}名录变动等您审批",
                    "核对以后同意，或者写明缘由退回拟订人；同意以前不生效。",
                    "/workbench/registers/changes"
                )
            );
        }
        if (
            Me.Can(Capability.ManagePlans)
            && !await db.Set<Core.Plans.Plan>()
                .AnyAsync(p => p.Tenant == Me.Actor.Tenant, cancellationToken)
        )
        {
            keeping.Add(
                (
                    "还没有导入方案",
                    "导入实施方案或者年度工作要点，读出任务，核对以后交办各单位。",
                    "/workbench/plans"
                )
            );
        }
        if (
            Me.Can(Capability.ManageProcedures)
            && !await db.Set<Core.Matters.ProcedureSetting>()
                .AnyAsync(
                    s =>
                        s.Tenant == Me.Actor.Tenant
                        && s.Key == Core.Matters.ProcedureSetting.OwnerKey,
                    cancellationToken
                )
        )
        {
            keeping.Add(
                (
                    "还没有设定程序由哪个单位承办",
                    "没有设定的，谁立案谁承办：例如合法性审查就由送审单位自己审。",
                    "/workbench/procedures"
                )
            );
        }
        Keeping = keeping;
        HasMore = rows.Count > PageSize;
        Items = [.. rows.Take(PageSize)];
        var ids = Items.Select(i => i.Id).ToList();
        var (tenant, person) = (Me.Actor.Tenant, Me.Actor.Person);
        Seen = (
            await db.Set<InboxSeen>()
                .Where(s => s.Tenant == tenant && s.PersonId == person && ids.Contains(s.ItemId))
                .Select(s => s.ItemId)
                .ToListAsync(cancellationToken)
        ).ToHashSet();
    }

    /// <summary>Opens an item: remembers, for this person alone, that it is no longer new, and goes where it is dealt with.</summary>
    public async Task<IActionResult> OnGetOpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var item = await db.Set<InboxItem>()
            .OpenFor(Me.Actor)
            .FirstOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (item is null)
        {
            Notice = "这件事已经有人办了。";
            return RedirectToPage();
        }
        if (
            Me.Actor.Person is { } person
            && !await db.Set<InboxSeen>()
                .AnyAsync(
                    s => s.Tenant == item.Tenant && s.PersonId == person && s.ItemId == id,
                    cancellationToken
                )
        )
        {
            db.Add(
                new InboxSeen
                {
                    Tenant = item.Tenant,
                    PersonId = person,
                    ItemId = id,
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }
        return LocalRedirect(item.Href);
    }
}

internal sealed class RoleCount(Directories directories, TimeProvider time) : INavCount
{
    public string Href => "/workbench/people/roles";

    public async Task<int> Count(CurrentUser user, CancellationToken cancellationToken) =>
        user.Can(Capability.GrantRoles)
            ? (await directories.Both(user.Actor.Tenant, cancellationToken)).People.Waiting(
                time.Today()
            )
            : 0;
}

internal sealed class InboxCount(FaduDb db) : INavCount
{
    public string Href => "/workbench";

    // At most 99 are counted: the number says "many", and the query stays on the index.
    public async Task<int> Count(CurrentUser user, CancellationToken cancellationToken) =>
        await db.Set<InboxItem>()
            .OpenFor(user.Actor)
            .OrderBy(i => i.Id)
            .Take(99)
            .CountAsync(cancellationToken);
}
