using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Organs;

public sealed class OrganChangeTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static readonly DateOnly Day = new(2024, 4, 1);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rename_KeepsTheOldNameWithItsDays_AndOldDocumentsStillFindIt(Engine engine)
    {
        await using var county = await County.Found(engine);
        var directories = county.Services.GetRequiredService<Directories>();
        Assert.Equal("县财政局", (await directories.Organs()).ShortName(county.Finance));
        await county.Do(
            new RenameOrgan(county.Finance, "云岭县财政和国资局", "县财政国资局", Day),
            Actor.System()
        );
        var organs = await directories.Organs();
        Assert.Equal("县财政国资局", organs.ShortName(county.Finance));
        Assert.Equal("云岭县财政局", organs.NameOn(county.Finance, Day.AddDays(-1)));
        Assert.Equal("云岭县财政和国资局", organs.NameOn(county.Finance, Day));
        Assert.Equal(county.Finance, organs.Match("县财政局", Day.AddDays(-1)).Organ?.Id);
        var now = organs.Match("县财政局");
        Assert.Null(now.Organ);
        Assert.Contains("曾用名", now.Suggestions[0].Reason, StringComparison.Ordinal);
        await using var db = county.Read();
        var entry = await db.Set<TrailEntry>().SingleAsync(e => e.Kind == "organ.renamed");
        Assert.Equal(Day, entry.LegalDate);
        Assert.True(entry.IsLate(county.Time.Today()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rename_BackToAFormerName_KeepsBothPeriods(Engine engine)
    {
        await using var county = await County.Found(engine);
        await county.Do(
            new RenameOrgan(county.Finance, "云岭县财政和国资局", "县财政国资局", Day),
            Actor.System()
        );
        await county.Do(
            new RenameOrgan(county.Finance, "云岭县财政局", "县财政局", Day.AddYears(1)),
            Actor.System()
        );
        var organs = await county.Services.GetRequiredService<Directories>().Organs();
        Assert.Equal("云岭县财政局", organs.NameOn(county.Finance, Day.AddDays(-1)));
        Assert.Equal("云岭县财政和国资局", organs.NameOn(county.Finance, Day.AddDays(10)));
        Assert.Equal("云岭县财政局", organs.NameOn(county.Finance, Day.AddYears(1)));
        Assert.Equal(county.Finance, organs.Match("县财政局").Organ?.Id);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rename_ByTwoPeopleAtOnce_TellsTheSecondWhatHappenedMeanwhile(Engine engine)
    {
        await using var county = await County.Found(engine);
        await county.Do(
            new RenameOrgan(county.Finance, "云岭县财政和国资局", "县财政国资局", Day, Seen: 1),
            Actor.System()
        );
        var refusal = await county.Refused(
            new SetOrganAliases(county.Finance, ["县国资局"], Seen: 1),
            Actor.System()
        );
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains("机关更名", Assert.Single(refusal.Details), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Merge_PeopleFollow_TheLineageIsFollowed_AndTheNameSuggestsTheSuccessor(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        await county.Do(
            new MergeOrgan(county.Finance, county.Justice, Day, "云编发〔2024〕3号"),
            Actor.System()
        );
        var (organs, people) = await county.Services.GetRequiredService<Directories>().Both();
        Assert.DoesNotContain(organs.On(), o => o.Id == county.Finance);
        Assert.Contains(organs.On(Day.AddDays(-1)), o => o.Id == county.Finance);
        Assert.Equal([county.Justice], organs.Successors(county.Finance).Select(o => o.Id));
        Assert.Equal([county.Finance], organs.Predecessors(county.Justice).Select(o => o.Id));
        Assert.Contains(county.Finance, organs.Subtree(county.Justice));
        Assert.Equal(county.Justice, people.Get(county.FinanceHandler.Person)!.OrganId);
        Assert.Contains(Role.Handler, people.RolesOf(county.FinanceHandler.Person!.Value));
        Assert.Equal(county.Justice, organs.Match("县财政局").Suggestions[0].Organ.Id);
        var refusal = await county.Refused(
            new AddPerson("新人", county.Finance, null, null, []),
            Actor.System()
        );
        Assert.Contains("不再存在", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Split_ThatEndsTheOrgan_HasAllSuccessors(Engine engine)
    {
        await using var county = await County.Found(engine);
        var refusal = await county.Refused(
            new SplitOrgan(county.Finance, [county.Justice], true, Day, null),
            Actor.System()
        );
        Assert.Contains("至少选择两个", refusal.Message, StringComparison.Ordinal);
        await county.Do(
            new SplitOrgan(county.Finance, [county.Justice, county.Government], true, Day, null),
            Actor.System()
        );
        var organs = await county.Services.GetRequiredService<Directories>().Organs();
        Assert.Equal(
            [county.Government, county.Justice],
            organs.Successors(county.Finance).Select(o => o.Id)
        );
        // No part answers for the whole that was split.
        Assert.DoesNotContain(county.Finance, organs.Subtree(county.Justice));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Abolish_WithPeopleAndWithoutSuccessor_IsRefusedAndNamesThem(Engine engine)
    {
        await using var county = await County.Found(engine);
        var refusal = await county.Refused(
            new AbolishOrgan(county.Finance, null, Day, null),
            Actor.System()
        );
        Assert.Equal(RefusalKind.Condition, refusal.Kind);
        Assert.Contains("在职人员：李宁", refusal.Details);
        await county.Do(
            new AbolishOrgan(county.Finance, county.Justice, Day, null),
            Actor.System()
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Amend_PuttingAnOrganBelowItself_IsRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        var refusal = await county.Refused(
            new AmendOrgan(
                county.Government,
                OrganKind.Government,
                Level.County,
                county.Qingshi,
                1
            ),
            Actor.System()
        );
        Assert.Equal("ParentId", refusal.Field);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CorrectName_LeavesNoFormerName_AndADayToComeIsRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        await county.Do(
            new CorrectOrganName(county.Finance, "云岭县财政厅局", "县财厅局"),
            Actor.System()
        );
        await county.Do(
            new CorrectOrganName(county.Finance, "云岭县财政局", "县财政局"),
            Actor.System()
        );
        var organ = (await county.Services.GetRequiredService<Directories>().Organs()).Get(
            county.Finance
        )!;
        Assert.Equal(["云岭县财政局", "县财政局"], organ.Names.Select(n => n.Text).Order());
        Assert.All(organ.Names, n => Assert.Equal(new DateOnly(2019, 3, 1), n.From));
        var refusal = await county.Refused(
            new RenameOrgan(county.Finance, "甲", "甲", county.Time.Today().AddDays(1)),
            Actor.System()
        );
        Assert.Equal("Day", refusal.Field);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ChangeOrgans_WithoutTheCapability_IsForbidden(Engine engine)
    {
        await using var county = await County.Found(engine);
        Command[] commands =
        [
            new RenameOrgan(county.Finance, "甲", "甲", Day),
            new CorrectOrganName(county.Finance, "甲", "甲"),
            new SetOrganAliases(county.Finance, ["甲"]),
            new AmendOrgan(county.Finance, OrganKind.Other, Level.County, null, 1),
            new MergeOrgan(county.Finance, county.Justice, Day, null),
            new SplitOrgan(county.Finance, [county.Justice], false, Day, null),
            new AbolishOrgan(county.Finance, county.Justice, Day, null),
            new MoveDuties(county.Finance, county.Justice, "国资", Day, null),
        ];
        foreach (var command in commands)
        {
            Assert.Equal(
                RefusalKind.Forbidden,
                (await county.Refused(command, county.Coordinator)).Kind
            );
        }
    }
}
