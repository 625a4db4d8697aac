using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>减负: what is asked of the organs, and that nothing is asked twice.</summary>
public sealed class BurdenTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Organ_IsAskedForWhatItOwesAndWhatItTyped_ByMonth(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var ledger = LedgerDeclarationTests.Registry["publicity-event"];
        var month = new DateOnly(2026, 1, 1);
        // a quarter falls due in January: one form is asked for
        var before = await Entries(county, organs, month, county.Coordinator);
        var owed = before.Single(e =>
            e.Organ.Id == county.Qingshi && e.Title == ledger.Title && e.Month == month
        );
        Assert.True(owed.IsAsked);
        Assert.Equal(1, owed.Times);
        Assert.Equal(Burden.Asked(ledger).Count(), owed.Fields);
        Assert.DoesNotContain(
            before,
            e => e.Title == ledger.Title && e.Month == new DateOnly(2025, 12, 1)
        );

        for (var i = 0; i < 3; i++)
        {
            var body = LedgerSamples.Body(ledger, i, county.Qingshi, organs);
            body["heldOn"] = $"2026-01-{10 + i}";
            await county.Do(new RecordLine(ledger.Key, body), county.QingshiClerk);
        }
        var after = (await Entries(county, organs, month, county.Coordinator)).Single(e =>
            e.Organ.Id == county.Qingshi && e.Title == ledger.Title && e.Month == month
        );
        Assert.Equal(3, after.Times);
        Assert.Equal(3 * owed.Fields, after.Fields);
        Assert.Equal(3 * owed.Seconds, after.Seconds);
        // a clerk of a township sees what is asked of the township only
        Assert.All(
            await Entries(county, organs, month, county.BaishuiClerk),
            e => Assert.Equal(county.Baishui, e.Organ.Id)
        );
    }

    [Fact]
    public void Ledger_ThatAsksWhatAnotherAsks_IsRefusedWithThePlaceOfTheOther()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() =>
            LedgerOverlap.Refuse([First, Second])
        );
        Assert.Contains("first-visits", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(FirstVisit).FullName!, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            "走访对象、走访人、反映问题、处理结果",
            refusal.Message,
            StringComparison.Ordinal
        );
        LedgerOverlap.Refuse([First, Explained]);
        LedgerOverlap.Refuse([First, LedgerDeclarationTests.Registry["publicity-event"]]);
    }

    [Fact]
    public void Return_ThatRepeatsAnotherOfItsRhythm_IsRefused()
    {
        var known = new ReturnRegistry(
            new ModelAssemblies([
                typeof(CoreAssembly).Assembly,
                typeof(Modules.ModulesAssembly).Assembly,
            ])
        ).All.First();
        Assert.Contains(
            known.Key,
            Assert
                .Throws<InvalidOperationException>(() => LedgerOverlap.Refuse([known, known]))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static Ledger First => Visits("first-visits", "走访台账").Build();
    private static Ledger Second => Visits("second-visits", "入户台账").Build();

    private static Ledger Explained =>
        Visits("third-visits", "回访台账")
            .Beside("first-visits", "回访由另一机关在一年后进行")
            .Build();

    private static Ledger<FirstVisit> Visits(string key, string title) =>
        Ledger<FirstVisit>
            .Define(key, title, "S000")
            .For("只用于测试。", "没有人登记。")
            .OnDay(nameof(FirstVisit.Day))
            .Takes(LineForm.Detail)
            .Titled(t => t.Whom)
            .Keyed("同一对象、同一天", t => [t.Whom, t.Day])
            .Feeds(TestLedgers.Number, "计一件", _ => 1);

    private static async Task<IReadOnlyList<BurdenEntry>> Entries(
        County county,
        LedgerOrgans organs,
        DateOnly month,
        Actor actor
    )
    {
        await using var db = county.Read();
        return await Burden.Of(
            db,
            actor.Can(Capability.ViewCounty)
                ? Scope.All()
                : new Scope(actor.Tenant, false, [actor.Organ!.Value]),
            LedgerDeclarationTests.Registry,
            county.Services.GetRequiredService<ReturnRegistry>(),
            organs,
            month.AddMonths(-1),
            2,
            county.Time.Today()
        );
    }
}

/// <summary>A record that two ledgers of the test share.</summary>
public sealed record FirstVisit : LedgerRecord
{
    [Field("日子", Slot = "D1", InList = true)]
    public required DateOnly Day { get; init; }

    [Field("走访对象", Slot = "T1", InList = true)]
    public required string Whom { get; init; }

    [Field("走访人")]
    public required string By { get; init; }

    [Field("反映问题")]
    public required string What { get; init; }

    [Field("处理结果")]
    public required string Result { get; init; }
}
