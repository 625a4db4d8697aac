using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.People;

public sealed class PeopleTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ThreeAdministrators_AreThreePeople_AndNobodyGrantsToHimself(Engine engine)
    {
        await using var county = await County.Found(engine);
        var system = await Admin(county, "甲系统", "sys", Role.SystemAdministrator);
        var security = await Admin(county, "乙安全", "sec", Role.SecurityAdministrator);
        var auditor = await Admin(county, "丙审计", "aud", Role.Auditor);
        var today = county.Time.Today();
        var two = await county.Refused(
            new GrantRoles([new(system.Person!.Value, Role.Auditor)], today, null),
            security
        );
        Assert.Contains("三个人分别担任", two.Message, StringComparison.Ordinal);
        var self = await county.Refused(
            new GrantRoles([new(security.Person!.Value, Role.Coordinator)], today, null),
            security
        );
        Assert.Equal(RefusalKind.Forbidden, self.Kind);
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new GrantRoles([new(auditor.Person!.Value, Role.Clerk)], today, null),
                    system
                )
            ).Kind
        );
        var last = await county.Refused(
            new RevokeRole(auditor.Person!.Value, Role.Auditor),
            security
        );
        Assert.Contains("唯一的审计员", last.Message, StringComparison.Ordinal);
        var acting = await county.Refused(
            new GiveDelegation(auditor.Person!.Value, system.Person!.Value, today, today)
            {
                Reason = "休假",
            },
            auditor
        );
        Assert.Contains("三个人分别担任", acting.Message, StringComparison.Ordinal);
        // Both in one command, too.
        var both = await county.Refused(
            new GrantRoles(
                [
                    new(county.FinanceHandler.Person!.Value, Role.Auditor),
                    new(county.FinanceHandler.Person!.Value, Role.SystemAdministrator),
                ],
                today,
                null
            ),
            security
        );
        Assert.Contains("三个人分别担任", both.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AddPerson_BySystemAdministrator_OnlyAsksForRoles_UntilSecurityGrantsThem(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var system = await Admin(county, "甲系统", "sys", Role.SystemAdministrator);
        var security = await Admin(county, "乙安全", "sec", Role.SecurityAdministrator);
        var id = (
            await county.Do(
                new AddPerson("孙丽", county.Finance, "股长", "sunli", [Role.Clerk, Role.Handler]),
                system
            )
        ).Id;
        var directories = county.Services.GetRequiredService<Directories>();
        var people = await directories.People();
        Assert.Empty(people.RolesOf(id));
        Assert.Equal([Role.Handler, Role.Clerk], people.ProposalsOf(id));
        await county.Do(new GrantRoles([new(id, Role.Clerk)], county.Time.Today(), null), security);
        await county.Do(new DeclineRoles([new(id, Role.Handler)]), security);
        people = await directories.People();
        Assert.Equal([Role.Clerk], people.RolesOf(id));
        Assert.Empty(people.Proposals());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Role_ThatIsDatedOrRevoked_HoldsOnItsDaysOnly(Engine engine)
    {
        await using var county = await County.Found(engine);
        var security = await Admin(county, "乙安全", "sec", Role.SecurityAdministrator);
        var resolver = county.Services.GetRequiredService<ActorResolver>();
        var clerk = county.QingshiClerk.Person!.Value;
        var today = county.Time.Today();
        await county.Do(
            new GrantRoles([new(clerk, Role.Handler)], today.AddDays(2), today.AddDays(3)),
            security
        );
        Assert.DoesNotContain(Role.Handler, (await resolver.ResolvePerson(clerk))!.Roles);
        county.Time.GoTo(today.AddDays(2));
        Assert.Contains(Role.Handler, (await resolver.ResolvePerson(clerk))!.Roles);
        county.Time.GoTo(today.AddDays(4));
        Assert.DoesNotContain(Role.Handler, (await resolver.ResolvePerson(clerk))!.Roles);
        await county.Do(new RevokeRole(clerk, Role.Clerk), security);
        Assert.Empty((await resolver.ResolvePerson(clerk))!.Roles);
        var back = await county.Refused(
            new GrantRoles([new(clerk, Role.Clerk)], today, null),
            security
        );
        Assert.Contains("不能倒签", back.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Delegation_DeputyActsWithThePrincipalsRolesAndScope_ShownAs代_UntilItsLastDay(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var resolver = county.Services.GetRequiredService<ActorResolver>();
        var account = await Account(county, county.FinanceHandler);
        var today = county.Time.Today();
        var principal = county.Coordinator.Person!.Value;
        var deputy = county.FinanceHandler.Person!.Value;
        await county.Do(
            new GiveDelegation(principal, deputy, today, today.AddDays(5)) { Reason = "外出学习" },
            county.Coordinator
        );
        var own = (await resolver.Resolve(account, null))!.Value;
        Assert.False(own.Actor.Can(Capability.ManagePlans));
        Assert.Equal([county.Finance], own.Scope.Organs);
        var acting = (await resolver.Resolve(account, principal))!.Value;
        Assert.True(acting.Actor.Can(Capability.ManagePlans));
        Assert.True(acting.Scope.Everything);
        Assert.Equal("李宁（代 周明）", acting.Actor.ShownName);
        Assert.Equal(county.Justice, acting.Actor.Organ);
        // What he does then stands in the trail as done for another.
        await county.Do(
            new GiveDelegation(
                county.QingshiClerk.Person!.Value,
                county.BaishuiClerk.Person!.Value,
                today,
                today
            )
            {
                Reason = "休假",
            },
            county.QingshiClerk
        );
        var chained = await county.Refused(
            new GiveDelegation(principal, county.QingshiClerk.Person!.Value, today, today)
            {
                Reason = "转托",
            },
            acting.Actor
        );
        Assert.Contains("不能再委托", chained.Message, StringComparison.Ordinal);
        county.Time.GoTo(today.AddDays(6));
        var after = (await resolver.Resolve(account, principal))!.Value;
        Assert.Null(after.Actor.ActsFor);
        Assert.False(after.Actor.Can(Capability.ManagePlans));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Delegation_ArrangedByOthers_OnlyWithinTheirReachAndNeverToThemselves(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var today = county.Time.Today();
        Command To(Guid principal, Guid deputy) =>
            new GiveDelegation(principal, deputy, today, today) { Reason = "休假" };
        var leader = county.Leader.Person!.Value;
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    To(leader, county.FinanceHandler.Person!.Value),
                    county.Coordinator
                )
            ).Kind
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    To(county.QingshiClerk.Person!.Value, county.Coordinator.Person!.Value),
                    county.Coordinator
                )
            ).Kind
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    To(county.BaishuiClerk.Person!.Value, county.FinanceHandler.Person!.Value),
                    county.QingshiClerk
                )
            ).Kind
        );
        var result = await county.Do(
            To(county.QingshiClerk.Person!.Value, county.BaishuiClerk.Person!.Value),
            county.Coordinator
        );
        await county.Do(new EndDelegation(result.Id), county.BaishuiClerk);
        var people = await county.Services.GetRequiredService<Directories>().People();
        Assert.Empty(people.MayActFor(county.BaishuiClerk.Person!.Value));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LeaveOffice_WithOpenWork_IsRefusedWithAList_AndDoneAfterOneHandover(
        Engine engine
    )
    {
        var work = new FixtureWork();
        await using var county = await County.Found(
            engine,
            services => services.AddSingleton<IOpenWork>(work)
        );
        var from = county.FinanceHandler.Person!.Value;
        var to = (
            await county.Do(
                new AddPerson("孙丽", county.Finance, null, "sunli", [Role.Handler]),
                Actor.System()
            )
        ).Id;
        work.Owner = from;
        var refusal = await county.Refused(
            new LeaveOffice(from, county.Time.Today()),
            Actor.System()
        );
        Assert.Equal(RefusalKind.Condition, refusal.Kind);
        Assert.Equal(["任务：公布裁量权基准（2026-06-30前）"], refusal.Details);
        Assert.Contains("移交", refusal.Message, StringComparison.Ordinal);
        var elsewhere = await county.Refused(
            new HandOverWork(from, county.QingshiClerk.Person!.Value),
            county.Coordinator
        );
        Assert.Contains("同一机关", elsewhere.Message, StringComparison.Ordinal);
        await county.Do(new HandOverWork(from, to) { Reason = "调离" }, county.Coordinator);
        await using (var db = county.Read())
        {
            var entry = await db.Set<TrailEntry>()
                .SingleAsync(e => e.Kind == "person.work-handed-over");
            Assert.Contains("公布裁量权基准", entry.Text, StringComparison.Ordinal);
            Assert.Equal("调离", entry.Reason);
        }
        work.Owner = to;
        await county.Do(new LeaveOffice(from, county.Time.Today()), Actor.System());
        county.Time.GoTo(county.Time.Today().AddDays(1));
        var resolver = county.Services.GetRequiredService<ActorResolver>();
        Assert.Null(await resolver.ResolvePerson(from));
        var people = await county.Services.GetRequiredService<Directories>().People();
        Assert.Empty(people.RolesOf(from));
        Assert.DoesNotContain(people.Of(county.Finance), p => p.Id == from);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PlanItem_OfAPersonWhoLeaves_GoesToTheColleague_AndWithTheOrganToItsSuccessor(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var from = county.FinanceHandler.Person!.Value;
        var to = (
            await county.Do(
                new AddPerson("孙丽", county.Finance, null, "sunli", [Role.Handler]),
                Actor.System()
            )
        ).Id;
        var (_, items) = await Plans.SamplePlan.Confirmed(
            county,
            new PlanItemContent
            {
                Title = "公布裁量权基准",
                Text = "公布裁量权基准。",
                Units =
                [
                    new PlanUnit
                    {
                        Name = "县财政局",
                        Role = UnitRole.Lead,
                        Organs = [county.Finance],
                    },
                    new PlanUnit
                    {
                        Name = "县司法局",
                        Role = UnitRole.Participating,
                        Organs = [county.Justice],
                    },
                ],
                Dues = [new PlanDue { Text = "限期", On = new DateOnly(2026, 6, 30) }],
            }
        );
        await county.Do(new NamePlanPerson(items[0], county.Finance, from), county.Coordinator);
        var refusal = await county.Refused(
            new LeaveOffice(from, county.Time.Today()),
            Actor.System()
        );
        Assert.Equal(["任务：公布裁量权基准（2026-06-30前）"], refusal.Details);
        await county.Do(new HandOverWork(from, to) { Reason = "离职" }, county.Coordinator);
        await using (var db = county.Read())
        {
            var assignment = await db.Set<PlanAssignment>()
                .SingleAsync(a => a.OrganId == county.Finance);
            Assert.Equal(to, assignment.PersonId);
        }
        await county.Do(new LeaveOffice(from, county.Time.Today()), Actor.System());

        // The organ ends with its work still open: work and person go to the successor, who led nothing before.
        var left = await county.Refused(
            new AbolishOrgan(county.Finance, null, county.Time.Today(), null),
            Actor.System()
        );
        Assert.Contains("任务：公布裁量权基准", left.Details);
        await county.Do(
            new MergeOrgan(county.Finance, county.Justice, county.Time.Today(), null),
            Actor.System()
        );
        await using (var db = county.Read())
        {
            var assignment = await db.Set<PlanAssignment>().SingleAsync();
            Assert.Equal(county.Justice, assignment.OrganId);
            Assert.Equal(UnitRole.Lead, assignment.Role);
            Assert.Equal(to, assignment.PersonId);
            Assert.Equal(county.Justice, (await db.Set<PlanItem>().SingleAsync()).ChiefOrganId);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Move_EndsRolesAndDelegations_AndThePersonSeesOnlyTheNewOrgan(Engine engine)
    {
        await using var county = await County.Found(engine);
        var resolver = county.Services.GetRequiredService<ActorResolver>();
        var account = await Account(county, county.QingshiClerk);
        Assert.Equal([county.Qingshi], (await resolver.Resolve(account, null))!.Value.Scope.Organs);
        await county.Do(
            new MovePerson(
                county.QingshiClerk.Person!.Value,
                county.Baishui,
                "党政办干事",
                county.Time.Today()
            ),
            Actor.System()
        );
        var (actor, scope) = (await resolver.Resolve(account, null))!.Value;
        Assert.Equal([county.Baishui], scope.Organs);
        Assert.Empty(actor.Roles);
        Assert.Equal("白水乡", actor.OrganName);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Account_ThatWasDisabled_ResolvesToNobodyAtOnce(Engine engine)
    {
        await using var county = await County.Found(engine);
        var resolver = county.Services.GetRequiredService<ActorResolver>();
        var account = await Account(county, county.QingshiClerk);
        Assert.NotNull(await resolver.Resolve(account, null));
        await county.Do(new DisableAccount(county.QingshiClerk.Person!.Value), Actor.System());
        Assert.Null(await resolver.Resolve(account, null));
        Assert.Null(await resolver.Resolve(Guid.NewGuid(), null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Scope_OfAnOrganWithOrgansBelow_HoldsThoseToo(Engine engine)
    {
        await using var county = await County.Found(engine);
        var station = (
            await county.Do(
                new FoundOrgan(
                    "qszsfs",
                    "青石镇司法所",
                    "青石司法所",
                    [],
                    OrganKind.Outpost,
                    Level.Township,
                    county.Qingshi,
                    9,
                    new DateOnly(2020, 1, 1)
                ),
                Actor.System()
            )
        ).Id;
        var account = await Account(county, county.QingshiClerk);
        var scope = (
            await county.Services.GetRequiredService<ActorResolver>().Resolve(account, null)
        )!
            .Value
            .Scope;
        Assert.Equal(new HashSet<Guid> { county.Qingshi, station }, scope.Organs.ToHashSet());
        Assert.False(scope.Everything);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LeaderField_IsDated_AndAnotherSetEndsWhatItLeavesOut(Engine engine)
    {
        await using var county = await County.Found(engine);
        var leader = county.Leader.Person!.Value;
        var today = county.Time.Today();
        await county.Do(
            new SetLeaderField(
                leader,
                [new(county.Finance, null), new(county.Justice, "法治建设")],
                today.AddDays(-30)
            ),
            Actor.System()
        );
        await county.Do(
            new SetLeaderField(leader, [new(county.Justice, "法治建设")], today),
            Actor.System()
        );
        var people = await county.Services.GetRequiredService<Directories>().People();
        Assert.Equal([county.Justice], people.FieldOf(leader).Select(f => f.OrganId));
        Assert.Equal(2, people.FieldOf(leader, today.AddDays(-1)).Count());
        Assert.Empty(people.LeadersOf(county.Finance));
        Assert.Equal("陈岩", people.LeadersOf(county.Justice).Single().Leader.Name);
    }

    internal static async Task<Actor> Admin(County county, string name, string login, Role role)
    {
        var id = (
            await county.Do(
                new AddPerson(name, county.Justice, null, login, [role]),
                Actor.System()
            )
        ).Id;
        return new Actor(1, id, county.Justice, name, "县司法局", new HashSet<Role> { role });
    }

    // The row that ASP.NET Core Identity keeps, without its password.
    private static async Task<Guid> Account(County county, Actor owner)
    {
        var person = owner.Person!.Value;
        await using var db = county.Read();
        var login = (await db.Set<Person>().SingleAsync(p => p.Id == person)).Login!;
        await county.Do(new OpenAccount(person, login), Actor.System());
        var account = new Account
        {
            Id = Guid.NewGuid(),
            Tenant = 1,
            PersonId = person,
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
        };
        db.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    private sealed class FixtureWork : IOpenWork
    {
        public Guid Owner { get; set; }

        public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
            FaduDb db,
            int tenant,
            Guid person,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult<IReadOnlyList<OpenWorkItem>>(
                person == Owner
                    ? [new("任务", "公布裁量权基准", null, new DateOnly(2026, 6, 30))]
                    : []
            );

        public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
            FaduDb db,
            int tenant,
            Guid organ,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyList<OpenWorkItem>>([]);
    }
}
