using Fadu.Core.Documents;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Registers;
using Fadu.Core.Search;
using Fadu.Core.Tests.Trail.Golden;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Search;

/// <summary>The blocks are in the index as their lists show them: to whom, and as they are now.</summary>
public sealed class SearchSourceTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WholeCounty_EachFindsWhatItsListsShow_AndNothingElse(Engine engine)
    {
        // of a trail with everything that ever happens, made anew by a rebuild
        await using var county = await GoldenTrailTests.Load(engine);
        await using var db = county.Read();
        var all = await Listed(db, Scope.All());
        Assert.All(
            SearchKinds.All.Where(k => k.Kind is not (SearchKinds.Law or SearchKinds.Page)),
            k => Assert.Contains(all, x => x.Kind == k.Kind)
        );
        var organs = await db.Set<Organ>().Select(o => o.Id).ToListAsync();
        List<Scope> scopes = [Scope.All(), .. organs.Select(o => new Scope(1, false, [o]))];
        var seen = 0;
        foreach (var scope in scopes)
        {
            var listed = await Listed(db, scope);
            seen += scope.Everything ? 0 : listed.Count;
            var found = new HashSet<Guid>();
            foreach (var title in all.Select(a => a.Title).Distinct())
            {
                string? after = null;
                do
                {
                    var page = await SearchQuery.Page(db, scope, title, Blocks, after);
                    found.UnionWith(page.Hits.Select(h => h.Subject));
                    after = page.Next;
                } while (after is not null);
            }
            Assert.Equal(listed.Select(l => l.Id).Order(), found.Order());
        }
        Assert.True(seen > all.Count, "hardly anybody sees anything");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Line_IsFoundAsItIsNow_ByItsOwnTownship_AndRebuiltTheSame(Engine engine)
    {
        await using var county = await County.Found(engine);
        var ledger = county.Services.GetRequiredService<LedgerRegistry>().Find("publicity-event")!;
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        var body = LedgerSamples.Body(ledger, 1, county.Qingshi, organs);
        body["remark"] = "在老街搭台宣讲";
        var id = (await county.Do(new RecordLine(ledger.Key, body), county.QingshiClerk)).Id;
        await using var db = county.Read();
        Assert.Equal([id], await Find(county.Qingshi, "老街"));
        Assert.Empty(await Find(county.Baishui, "老街"));

        body["remark"] = "改在新广场";
        await county.Do(
            new CorrectLine(id, 1, body, CorrectionReason.EntryError) { Reason = "写错了地方" },
            county.Coordinator
        );
        Assert.Empty(await Find(county.Qingshi, "老街"));
        Assert.Equal([id], await Find(county.Qingshi, "新广场"));

        await county.Do(
            new VoidLine(id, 2, CorrectionReason.Duplicate) { Reason = "重复" },
            county.Coordinator
        );
        Assert.Empty(await Find(county.Qingshi, "新广场"));
        await county.Do(
            new RestoreLine(id, 3, CorrectionReason.FoundByCheck) { Reason = "误作废" },
            county.Coordinator
        );
        Assert.Equal([id], await Find(county.Qingshi, "新广场"));

        var before = await Rows(db);
        Assert.NotEmpty(before);
        await county.Services.GetRequiredService<Rebuilder>().RebuildAll();
        Assert.Equal(before, await Rows(db));
        Assert.Equal([id], await Find(county.Qingshi, "新广场"));
        Assert.Empty(await Find(county.Baishui, "新广场"));

        async Task<List<Guid>> Find(Guid organ, string phrase) =>
            [
                .. (
                    await SearchQuery.Page(
                        db,
                        new Scope(1, false, [organ]),
                        phrase,
                        new SearchFilter(),
                        null
                    )
                ).Hits.Select(h => h.Subject),
            ];
    }

    private static readonly SearchFilter Blocks = new()
    {
        Kinds =
        [
            SearchKinds.Document,
            SearchKinds.Matter,
            SearchKinds.Register,
            SearchKinds.Ledger,
            SearchKinds.Item,
        ],
    };

    private static async Task<List<string>> Rows(FaduDb db) =>
        [
            .. (
                await db.Set<SearchPiece>()
                    .OrderBy(p => p.Subject)
                    .ThenBy(p => p.Label)
                    .ToListAsync()
            ).Select(p => $"{p.Kind} {p.Subject} {p.Title} {p.Level} {p.Address} {p.Text}"),
        ];

    private static async Task<List<(string Kind, Guid Id, string Title)>> Listed(
        FaduDb db,
        Scope scope
    )
    {
        var day = new DateOnly(2026, 11, 26);
        var found = new List<(string, Guid, string)>();
        foreach (
            var line in await db.Set<LedgerLine>()
                .Within(scope)
                .Where(l => l.State == LineState.InForce)
                .ToListAsync()
        )
        {
            found.Add((SearchKinds.Ledger, line.Id, line.Title));
        }
        await foreach (
            var matter in MatterQueries.Stream(
                db,
                scope,
                new MatterFilter { View = MatterView.All },
                day
            )
        )
        {
            found.Add((SearchKinds.Matter, matter.Id, matter.Title));
        }
        await foreach (var document in DocumentQueries.Stream(db, scope, DocumentView.All, null))
        {
            found.Add((SearchKinds.Document, document.Id, $"{document.Name}：{document.Title}"));
        }
        await foreach (
            var item in PlanQueries.Stream(db, scope, new ItemFilter { View = ItemView.All }, day)
        )
        {
            found.Add((SearchKinds.Item, item.Id, $"{item.Number} {item.Title}".Trim()));
        }
        foreach (
            var item in await RegisterQueries
                .Seen(db, scope)
                .Where(v => v.SupersededSeq == RegisterVersion.Current && v.IsLast)
                .ToListAsync()
        )
        {
            found.Add((SearchKinds.Register, item.ItemId, item.Title));
        }
        return found;
    }
}
