using Fadu.Core.Organs;
using Fadu.Core.Trail;

namespace Fadu.Core.People;

/// <summary>Imports organs, people and past changes, all or nothing; the same tables twice change nothing twice.</summary>
public sealed record ImportDirectory(
    IReadOnlyList<OrganRow> Organs,
    IReadOnlyList<PersonRow> People,
    IReadOnlyList<OrganChangeRow> Changes
) : Command;

/// <summary>What an import will do with one row.</summary>
/// <param name="What">新增, 变更 or 无变化.</param>
public sealed record ImportStep(string Table, int Row, string Name, string What, string Detail);

/// <summary>What an import will do, or why it cannot.</summary>
public sealed record DirectoryPlan(
    IReadOnlyList<ImportStep> Steps,
    IReadOnlyList<ImportError> Errors
)
{
    internal IReadOnlyList<(
        string Stream,
        ITrailEvent Data,
        Guid Organ,
        DateOnly? Legal
    )> Events { get; init; } = [];

    /// <summary>How many rows will bring something new or changed.</summary>
    public int ChangedRows => Steps.Count(s => s.What != "无变化");
}

/// <summary>Works out what an import will do; the preview and the commit use the same.</summary>
public sealed class DirectoryImporter(Directories directories, TimeProvider time)
{
    // Organs without a day of foundation exist since before anything that the county will enter.
    internal static readonly DateOnly LongAgo = new(2000, 1, 1);

    /// <summary>What it would do now; nothing is written.</summary>
    public async Task<DirectoryPlan> Preview(
        ImportDirectory command,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var (organs, people) = await directories
            .Both(actor.Tenant, cancellationToken)
            .ConfigureAwait(false);
        return Make(
            command,
            organs,
            people,
            time.Today(),
            time.Moment(),
            actor.Can(Capability.GrantRoles)
        );
    }

    internal static DirectoryPlan Make(
        ImportDirectory command,
        OrganDirectory organs,
        PeopleDirectory people,
        DateOnly today,
        DateTimeOffset now,
        bool grants
    )
    {
        var maker = new Maker(command, organs, people, today, now, grants);
        maker.Organs();
        maker.Changes();
        maker.People();
        maker.Fields();
        return new DirectoryPlan(maker.Steps, maker.Errors)
        {
            Events = maker.Errors.Count == 0 ? maker.Events : [],
        };
    }

    private sealed class Maker(
        ImportDirectory command,
        OrganDirectory organs,
        PeopleDirectory people,
        DateOnly today,
        DateTimeOffset now,
        bool grants
    )
    {
        public List<ImportStep> Steps { get; } = [];
        public List<ImportError> Errors { get; } = [];
        public List<(string, ITrailEvent, Guid, DateOnly?)> Events { get; } = [];

        private readonly Dictionary<string, Guid> organIds = organs.All.ToDictionary(
            o => o.Key,
            o => o.Id,
            StringComparer.Ordinal
        );
        private readonly Dictionary<string, Guid> personIds = people
            .All.Where(p => p.Login is not null)
            .ToDictionary(p => p.Login!, p => p.Id, StringComparer.Ordinal);
        private readonly Dictionary<Guid, Guid> organOfNew = [];
        private readonly HashSet<Guid> newOrgans = [];
        private readonly HashSet<Guid> ended = [];

        public void Organs()
        {
            var firstRow = new Dictionary<string, int>(StringComparer.Ordinal);
            var known = organs
                .On(today)
                .GroupBy(o => o.Name, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            foreach (var row in command.Organs.Where(r => r.Key.Length > 0))
            {
                if (!firstRow.TryAdd(row.Key, row.Row))
                {
                    Wrong(
                        DirectorySheets.Organs,
                        row.Row,
                        "代码",
                        $"“{row.Key}”与第{firstRow[row.Key]}行重复"
                    );
                    continue;
                }
                if (organIds.ContainsKey(row.Key))
                {
                    continue;
                }
                // The first two organs come from the page of the first administrators, with codes that no table has: the full name tells which they are.
                if (
                    known.TryGetValue(row.Name, out var namesake)
                    && command.Organs.All(r => r.Key != namesake.Key)
                )
                {
                    organIds[row.Key] = namesake.Id;
                }
                else
                {
                    var id = Guid.CreateVersion7(now);
                    organIds[row.Key] = id;
                    newOrgans.Add(id);
                }
            }
            var names = new Dictionary<string, int>(StringComparer.Ordinal);
            var renamed = command
                .Changes.Where(c => c.Kind == "更名" && c.FormerName is not null)
                .GroupBy(c => c.From, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.MinBy(c => c.Day)!, StringComparer.Ordinal);
            var order = organs.All.Count == 0 ? 0 : organs.All.Max(o => o.Order);
            var parents = command
                .Organs.Where(r => r.Key.Length > 0)
                .GroupBy(r => r.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First().Parent, StringComparer.Ordinal);
            foreach (var row in command.Organs.Where(r => r.Key.Length > 0))
            {
                Guid? parent = null;
                if (row.Parent is { } key)
                {
                    if (organIds.TryGetValue(key, out var found))
                    {
                        parent = found;
                    }
                    else
                    {
                        Wrong(
                            DirectorySheets.Organs,
                            row.Row,
                            "上级代码",
                            $"没有代码为“{key}”的机关，请先在表中列出上级"
                        );
                    }
                    if (IsCircle(row.Key, parents))
                    {
                        Wrong(
                            DirectorySheets.Organs,
                            row.Row,
                            "上级代码",
                            "上级绕了一圈又回到自己"
                        );
                    }
                }
                if (row.Name.Length > OrganRules.MaxName)
                {
                    Wrong(
                        DirectorySheets.Organs,
                        row.Row,
                        "全称",
                        $"不能超过{OrganRules.MaxName}个字"
                    );
                }
                if (row.Name.Length > 0 && !names.TryAdd(row.Name, row.Row))
                {
                    Wrong(
                        DirectorySheets.Organs,
                        row.Row,
                        "全称",
                        $"“{row.Name}”与第{names[row.Name]}行重复"
                    );
                }
                var id = organIds[row.Key];
                if (newOrgans.Contains(id))
                {
                    if (organs.On(today).FirstOrDefault(o => o.Name == row.Name) is { } namesake)
                    {
                        Wrong(
                            DirectorySheets.Organs,
                            row.Row,
                            "全称",
                            $"系统中已有“{row.Name}”，代码是“{namesake.Key}”，请改用这个代码"
                        );
                    }
                    // Its first name, where the table of changes says that it was renamed.
                    var first = renamed.GetValueOrDefault(row.Key);
                    var from = row.From ?? LongAgo;
                    Add(
                        Organ.StreamOf(id),
                        new OrganFounded(
                            id,
                            row.Key,
                            first?.FormerName ?? row.Name,
                            first?.FormerName ?? row.ShortName,
                            row.Aliases,
                            row.Kind,
                            row.Level,
                            parent,
                            ++order,
                            first is not null && from >= first.Day ? LongAgo : from
                        ),
                        id,
                        row.From
                    );
                    if (first is not null)
                    {
                        Add(
                            Organ.StreamOf(id),
                            new OrganRenamed(id, row.Name, row.ShortName, first.Day),
                            id,
                            first.Day
                        );
                    }
                    Step(
                        DirectorySheets.Organs,
                        row.Row,
                        row.ShortName,
                        "新增",
                        row.Kind.DisplayName()
                    );
                    continue;
                }
                Compare(row, organs.Get(id)!, parent);
            }
        }

        private void Compare(OrganRow row, OrganInfo known, Guid? parent)
        {
            // a table without short names says nothing about them
            var isShort = row.ShortName == row.Name || row.ShortName == known.ShortName;
            if (known.Name != row.Name || !isShort)
            {
                Wrong(
                    DirectorySheets.Organs,
                    row.Row,
                    known.Name != row.Name ? "全称" : "简称",
                    $"系统中登记的是“{(known.Name != row.Name ? known.Name : known.ShortName)}”；更名要写明日期，请在机关页办理，或把表中改成登记的名称"
                );
                return;
            }
            var changes = new List<string>();
            if (known.Kind != row.Kind || known.Level != row.Level || known.ParentId != parent)
            {
                changes.Add("类别、层级或上级");
                Add(
                    Organ.StreamOf(known.Id),
                    new OrganAmended(known.Id, row.Kind, row.Level, parent, known.Order),
                    known.Id
                );
            }
            var had = known
                .Names.Where(n => n.Kind == NameKind.Alias)
                .Select(n => n.Text)
                .ToHashSet(StringComparer.Ordinal);
            var others = known
                .Names.Where(n => n.Kind != NameKind.Alias)
                .Select(n => n.Text)
                .ToHashSet(StringComparer.Ordinal);
            var aliases = row.Aliases.Where(a => !others.Contains(a)).ToList();
            if (!had.SetEquals(aliases))
            {
                changes.Add("别名");
                Add(Organ.StreamOf(known.Id), new OrganAliasesSet(known.Id, aliases), known.Id);
            }
            Step(
                DirectorySheets.Organs,
                row.Row,
                known.ShortName,
                changes.Count > 0 ? "变更" : "无变化",
                string.Join('、', changes)
            );
        }

        public void Changes()
        {
            foreach (var row in command.Changes.OrderBy(c => c.Day))
            {
                if (!organIds.TryGetValue(row.From, out var id))
                {
                    Wrong(
                        DirectorySheets.Changes,
                        row.Row,
                        "原机关代码",
                        $"没有代码为“{row.From}”的机关"
                    );
                    continue;
                }
                if (row.Day > today)
                {
                    Wrong(DirectorySheets.Changes, row.Row, "日期", "还没有到，请在当日或之后登记");
                    continue;
                }
                var into = new List<Guid>();
                foreach (var key in row.To)
                {
                    if (organIds.TryGetValue(key, out var to))
                    {
                        into.Add(to);
                    }
                    else
                    {
                        Wrong(
                            DirectorySheets.Changes,
                            row.Row,
                            "现机关代码",
                            $"没有代码为“{key}”的机关"
                        );
                    }
                }
                if (row.Kind == "更名")
                {
                    if (newOrgans.Contains(id) && row.FormerName is not null)
                    {
                        Step(
                            DirectorySheets.Changes,
                            row.Row,
                            row.From,
                            "新增",
                            $"{row.Day:yyyy-MM-dd}前名为{row.FormerName}"
                        );
                    }
                    else if (row.FormerName is null)
                    {
                        Wrong(DirectorySheets.Changes, row.Row, "原名称", "更名要写原名称");
                    }
                    else if (organs.Get(id)!.Names.Any(n => n.Text == row.FormerName))
                    {
                        Step(DirectorySheets.Changes, row.Row, row.From, "无变化", "");
                    }
                    else
                    {
                        Wrong(
                            DirectorySheets.Changes,
                            row.Row,
                            "原机关代码",
                            "这个机关已在系统中，更名请在机关页办理"
                        );
                    }
                    continue;
                }
                if (
                    organs.Links.Any(l => l.From == id && l.Day == row.Day)
                    || (organs.Get(id) is { ValidTo: not null })
                )
                {
                    Step(DirectorySheets.Changes, row.Row, row.From, "无变化", "");
                    continue;
                }
                if (into.Contains(id))
                {
                    Wrong(DirectorySheets.Changes, row.Row, "现机关代码", "承接机关不能是它自己");
                    continue;
                }
                ITrailEvent? change = (row.Kind, into.Count) switch
                {
                    ("合并", 1) => new OrganMerged(id, into[0], row.Day, row.Document),
                    ("分立", >= 2) => new OrganSplit(id, into, true, row.Day, row.Document),
                    ("撤销", <= 1) => new OrganAbolished(
                        id,
                        into.Count == 1 ? into[0] : null,
                        row.Day,
                        row.Document
                    ),
                    _ => null,
                };
                if (change is null)
                {
                    if (row.Kind.Length > 0 && into.Count == row.To.Count)
                    {
                        Wrong(
                            DirectorySheets.Changes,
                            row.Row,
                            "现机关代码",
                            row.Kind == "分立"
                                ? "分立要写至少两个机关，用顿号隔开"
                                : "要写一个承接机关"
                        );
                    }
                    continue;
                }
                ended.Add(id);
                Add(Organ.StreamOf(id), change, id, row.Day);
                if (into.Count > 0)
                {
                    foreach (var person in people.Of(id))
                    {
                        Add(
                            Person.StreamOf(person.Id),
                            new PersonMoved(person.Id, into[0], person.Post, row.Day, true),
                            into[0],
                            row.Day
                        );
                    }
                }
                Step(
                    DirectorySheets.Changes,
                    row.Row,
                    row.From,
                    "新增",
                    $"{row.Day:yyyy-MM-dd}{row.Kind}"
                );
            }
        }

        public void People()
        {
            var logins = new Dictionary<string, int>(StringComparer.Ordinal);
            var seen = new Dictionary<(string, string), int>();
            foreach (var row in command.People.Where(r => r.Name.Length > 0 && r.Organ.Length > 0))
            {
                if (!organIds.TryGetValue(row.Organ, out var organ))
                {
                    Wrong(
                        DirectorySheets.People,
                        row.Row,
                        "机关代码",
                        $"没有代码为“{row.Organ}”的机关"
                    );
                    continue;
                }
                if (ended.Contains(organ) || organs.Get(organ) is { ValidTo: not null })
                {
                    Wrong(
                        DirectorySheets.People,
                        row.Row,
                        "机关代码",
                        $"“{row.Organ}”已不存在，请改填承接它的机关"
                    );
                    continue;
                }
                if (row.Name.Length > 50)
                {
                    Wrong(DirectorySheets.People, row.Row, "姓名", "不能超过50个字");
                }
                if (row.Login is { } login)
                {
                    if (PersonRules.LoginProblem(login) is { } problem)
                    {
                        Wrong(DirectorySheets.People, row.Row, "登录名", problem);
                    }
                    if (!logins.TryAdd(login, row.Row))
                    {
                        Wrong(
                            DirectorySheets.People,
                            row.Row,
                            "登录名",
                            $"“{login}”与第{logins[login]}行重复"
                        );
                        continue;
                    }
                }
                else if (!seen.TryAdd((row.Name, row.Organ), row.Row))
                {
                    Wrong(
                        DirectorySheets.People,
                        row.Row,
                        "姓名",
                        $"与第{seen[(row.Name, row.Organ)]}行同名同单位，请填登录名以便区分"
                    );
                    continue;
                }
                var three = row.Roles.Where(RoleRules.IsOfThree).ToList();
                if (three.Count > 1)
                {
                    Wrong(
                        DirectorySheets.People,
                        row.Row,
                        "角色",
                        "系统管理员、安全管理员、审计员必须由三个人分别担任"
                    );
                }
                var known = row.Login is not null
                    ? people.Get(personIds.TryGetValue(row.Login, out var id) ? id : null)
                    : people.Of(organ).FirstOrDefault(p => p.Name == row.Name);
                if (known is null)
                {
                    var fresh = Guid.CreateVersion7(now);
                    if (row.Login is not null)
                    {
                        personIds[row.Login] = fresh;
                    }
                    organOfNew[fresh] = organ;
                    Add(
                        Person.StreamOf(fresh),
                        new PersonAdded(fresh, row.Name, organ, row.Post, row.Login),
                        organ
                    );
                    Ask(fresh, organ, row.Roles);
                    Step(
                        DirectorySheets.People,
                        row.Row,
                        row.Name,
                        "新增",
                        string.Join('、', row.Roles.Select(r => r.DisplayName()))
                    );
                    continue;
                }
                Compare(row, known, organ);
            }
        }

        private void Compare(PersonRow row, Person known, Guid organ)
        {
            if (known.Name != row.Name)
            {
                Wrong(
                    DirectorySheets.People,
                    row.Row,
                    "登录名",
                    $"“{row.Login}”已由{known.Name}使用，请换一个"
                );
                return;
            }
            if (known.OrganId != organ || !known.IsInOffice(today))
            {
                Wrong(
                    DirectorySheets.People,
                    row.Row,
                    "机关代码",
                    known.IsInOffice(today)
                        ? $"系统中{known.Name}在{organs.ShortName(known.OrganId)}；调动要写明日期并先移交工作，请在人员页办理"
                        : $"{known.Name}已离职；复职请在人员页办理"
                );
                return;
            }
            var changes = new List<string>();
            if (row.Post is not null && row.Post != known.Post)
            {
                changes.Add("职务");
                Add(
                    Person.StreamOf(known.Id),
                    new PostChanged(known.Id, known.Name, row.Post, known.Rank),
                    organ
                );
            }
            var missing = row.Roles.Except(people.RolesOf(known.Id)).ToList();
            if (missing.Count > 0 && Ask(known.Id, organ, missing))
            {
                changes.Add("角色");
            }
            Step(
                DirectorySheets.People,
                row.Row,
                known.Name,
                changes.Count > 0 ? "变更" : "无变化",
                string.Join('、', changes)
            );
        }

        private bool Ask(Guid person, Guid organ, IEnumerable<Role> roles)
        {
            var any = false;
            foreach (var role in roles.Distinct())
            {
                if (!grants && people.ProposalsOf(person).Contains(role))
                {
                    continue;
                }
                any = true;
                Add(
                    Person.StreamOf(person),
                    grants
                        ? new RoleGranted(person, role, today, null)
                        : new RoleProposed(person, role, today),
                    organ
                );
            }
            return any;
        }

        public void Fields()
        {
            var byLeader = new Dictionary<Guid, List<Guid>>();
            foreach (var row in command.Organs.Where(r => r.Deputy is not null && r.Key.Length > 0))
            {
                if (!personIds.TryGetValue(row.Deputy!, out var leader))
                {
                    Wrong(
                        DirectorySheets.Organs,
                        row.Row,
                        "分管领导登录名",
                        $"“{row.Deputy}”不在人员表里，也不在系统中；请连同人员表一起导入"
                    );
                    continue;
                }
                var id = organIds[row.Key];
                if (ended.Contains(id) || organs.Get(id) is { ValidTo: not null })
                {
                    continue;
                }
                if (!byLeader.TryGetValue(leader, out var list))
                {
                    byLeader[leader] = list = [];
                }
                list.Add(id);
            }
            foreach (var (leader, wanted) in byLeader.OrderBy(l => l.Value[0]))
            {
                var current = people.FieldOf(leader, today).ToList();
                var listed = command
                    .Organs.Where(r => r.Key.Length > 0)
                    .Select(r => organIds[r.Key])
                    .ToHashSet();
                // What the table does not list stays as it is.
                var parts = wanted
                    .Distinct()
                    .Select(o => new FieldPart(o, current.Find(f => f.OrganId == o)?.Matters))
                    .Concat(
                        current
                            .Where(f => !listed.Contains(f.OrganId))
                            .Select(f => new FieldPart(f.OrganId, f.Matters))
                    )
                    .ToList();
                if (
                    parts
                        .Select(p => p.OrganId)
                        .ToHashSet()
                        .SetEquals(current.Select(f => f.OrganId))
                )
                {
                    continue;
                }
                Add(
                    Person.StreamOf(leader),
                    new LeaderFieldSet(leader, parts, today),
                    organOfNew.TryGetValue(leader, out var organ)
                        ? organ
                        : people.Get(leader)!.OrganId
                );
            }
        }

        private static bool IsCircle(string key, Dictionary<string, string?> parents)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (string? at = key; at is not null; at = parents.GetValueOrDefault(at))
            {
                if (!seen.Add(at))
                {
                    return true;
                }
            }
            return false;
        }

        private void Add(string stream, ITrailEvent data, Guid organ, DateOnly? legal = null) =>
            Events.Add((stream, data, organ, legal));

        private void Step(string table, int row, string name, string what, string detail) =>
            Steps.Add(new ImportStep(table, row, name, what, detail));

        private void Wrong(string table, int row, string column, string message) =>
            Errors.Add(new ImportError(table, row, column, message));
    }
}

internal sealed class ImportDirectoryHandler : IHandler<ImportDirectory>
{
    public async ValueTask<string?> Handle(
        ImportDirectory command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        work.Demand(Capability.ManagePeople);
        var (organs, people) = await Directories
            .Read(work.Db, work.Tenant, work.Today, cancellationToken)
            .ConfigureAwait(false);
        var plan = DirectoryImporter.Make(
            command,
            organs,
            people,
            work.Today,
            work.Now,
            work.Actor.Can(Capability.GrantRoles)
        );
        if (plan.Errors.Count > 0)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Invalid,
                    $"有{plan.Errors.Count}处错误，一行也没有写入。请按下列位置改正后重新导入。"
                )
                {
                    Details = [.. plan.Errors.Take(200).Select(e => e.ToString())],
                }
            );
        }
        foreach (var (stream, data, organ, legal) in plan.Events)
        {
            await work.Append(stream, data, legalDate: legal, organ: organ).ConfigureAwait(false);
        }
        return plan.ChangedRows.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
