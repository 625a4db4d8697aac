using System.Diagnostics;
using System.Text;
using Fadu.Core.Files;
using Fadu.Core.Inbox;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Search;
using Fadu.Core.Tests.Matters;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Laws;

/// <summary>The library: a folder comes in, versions in time, what cites what, and what a change sets off; on both engines.</summary>
public sealed class LawTests(ITestOutputHelper output)
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static readonly Scope All = Scope.All();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AFolder_ComesInOnce_AndWhatIsWrongWithItIsReported(Engine engine)
    {
        await using var county = await County.Found(engine);
        using var folder = LawSamples.Folder();
        var import = county.Services.GetRequiredService<LawImport>();
        var done = await import.Run(folder.Path, Actor.System());

        Assert.Equal((11, 10, 1), (done.Texts, done.Added, done.Repealed));
        Assert.Equal(
            new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["不是法规文本的文件（只读 .md、.txt、.docx），没有导入"] = 1,
                ["同一文本出现两次，只收一次"] = 1,
                ["同名同日而文本不同，都收入，查询时以后收入的为准"] = 1,
                ["已失效、失效日期不详"] = 1,
                ["施行日期早于公布日期，照目录收入"] = 1,
                ["目录中有、没有文本的条目"] = 1,
                ["目录中没有的文本，按文件名和正文收入"] = 2,
                ["目录中读不懂的日期，按没有处理"] = 1,
                ["目录和正文都没有施行日期，按公布日推定"] = 3,
                ["目录和正文都没有日期，效力起点不详"] = 1,
                ["目录没有公布日期，取正文所载最后一次通过、修改的日期"] = 3,
                ["目录没有施行日期，取正文所载"] = 3,
            },
            done.Findings.GroupBy(f => f.Kind).ToDictionary(g => g.Key, g => g.Count())
        );

        await using var db = county.Read();
        var entries = await db.Set<TrailEntry>().CountAsync();
        var again = await import.Run(folder.Path, Actor.System());
        Assert.Equal((0, 11), (again.Added, again.Known));
        Assert.Equal(entries, await db.Set<TrailEntry>().CountAsync());

        // every version is a document of the search, by its name and by its words
        var found = await SearchQuery.Page(db, All, "放养的家畜", new SearchFilter(), null);
        Assert.Equal(2, found.Hits.Count);
        Assert.StartsWith("/workbench/laws/", found.Hits[0].Address, StringComparison.Ordinal);
        Assert.Null(await Verify(county));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheLibrary_KnowsOnAnyDay_WhichVersionHeld(Engine engine)
    {
        await using var county = await County.Found(engine);
        using var folder = LawSamples.Folder();
        await county.Services.GetRequiredService<LawImport>().Run(folder.Path, Actor.System());
        await using var scope = county.Services.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<LawLibrary>();

        async Task<(DateOnly?, LawState)> On(string name, int year, int month, int day)
        {
            var on = new DateOnly(year, month, day);
            var version = (await library.Find(All, name, on))!;
            return (version.Published, version.StateOn(on));
        }

        var (old, now) = (new DateOnly(2015, 5, 28), new DateOnly(2023, 9, 27));
        // before it was there, in its first version to the last day, and in the second from its first day
        Assert.Equal((old, LawState.NotYet), await On("《云岭省草原管护条例》", 2015, 6, 30));
        Assert.Equal((old, LawState.InForce), await On("云岭省草原管护条例", 2023, 12, 31));
        Assert.Equal(
            (now, LawState.InForce),
            await On("云岭省草原管护条例（2023年修订）", 2024, 1, 1)
        );
        // ended without a successor; ended nobody knows when; law of two names
        Assert.Equal(
            (new DateOnly(2010, 3, 1), LawState.InForce),
            await On("云岭省信息条例", 2020, 12, 31)
        );
        Assert.Equal(
            (new DateOnly(2010, 3, 1), LawState.Repealed),
            await On("云岭省信息条例", 2021, 1, 1)
        );
        // the text of another says when and by what
        Assert.Equal(LawState.InForce, (await On("云岭省人才市场条例", 2023, 12, 31)).Item2);
        Assert.Equal(LawState.Repealed, (await On("云岭省人才市场条例", 2024, 1, 1)).Item2);
        Assert.Equal(
            "《云岭省草原管护条例》第三条",
            (await library.Find(All, "云岭省人才市场条例", new(2024, 1, 1)))!.RepealedByText
        );
        // what was history when it came in is no news
        await using var db = county.Read();
        Assert.Empty(await db.Set<LawChange>().ToListAsync());
        Assert.Null(await library.Find(All, "没有这部法", new(2024, 1, 1)));
        var many = await library.Find(
            All,
            ["中华人民共和国水土法", "水土法", "无"],
            new(2024, 1, 1)
        );
        Assert.Equal(2, many.Count);
        Assert.Equal("中华人民共和国水土法", many["水土法"].Name);
        // an amendment is a law of its own
        Assert.NotEqual(LawName.LawId("水土法"), LawName.LawId("水土法修正案（2019年）"));

        // parts are read as one, and share the day that one of them names
        var code = (await library.Find(All, "乡村法典", new(2024, 1, 1)))!;
        Assert.Equal((new DateOnly(2022, 1, 1), DateBasis.Text), (code.InForceFrom, code.FromBy));
        var text = (await library.Text(All, code.Id))!;
        Assert.Equal(["第一条", "第二条", "第三条", "第四条"], text.Pieces.Select(p => p.Article));

        // the same day twice: the one that came last counts, none is lost
        var twice = await library.Versions(All, LawName.LawId("云岭市夜市办法"));
        Assert.Equal(2, twice.Count);
        Assert.Equal(
            twice[^1].Id,
            (await library.Find(All, "云岭市夜市办法", new(2024, 1, 1)))!.Id
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ADate_IsCorrectedWithItsReason_AndARepealSaysByWhat(Engine engine)
    {
        await using var county = await County.Found(engine);
        using var folder = LawSamples.Folder();
        await county.Services.GetRequiredService<LawImport>().Run(folder.Path, Actor.System());
        await using var scope = county.Services.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<LawLibrary>();
        var version = (await library.Find(All, "水土法", new(2024, 1, 1)))!;

        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new CorrectLawDates(version.Id, version.Published, new(2019, 8, 1), null)
                    {
                        Reason = "公报",
                    },
                    county.QingshiClerk
                )
            ).Kind
        );
        Assert.Equal(
            "请写明更正的依据，如公报期号或公布令。",
            (
                await county.Refused(
                    new CorrectLawDates(version.Id, version.Published, new(2019, 8, 1), null),
                    county.Coordinator
                )
            ).Message
        );
        Assert.Equal(
            "施行日期不能早于公布日期。",
            (
                await county.Refused(
                    new CorrectLawDates(version.Id, new(2019, 8, 2), new(2019, 8, 1), null)
                    {
                        Reason = "公报",
                    },
                    county.Coordinator
                )
            ).Message
        );
        await county.Do(
            new CorrectLawDates(version.Id, version.Published, new(2019, 8, 1), null)
            {
                Reason = "公报 2019 年第 4 号",
            },
            county.Coordinator
        );
        version = (await library.Version(All, version.Id))!;
        Assert.Equal(
            (new DateOnly(2019, 8, 1), DateBasis.Stated),
            (version.InForceFrom, version.FromBy)
        );

        var by = (await library.Find(All, "云岭省草原管护条例", new(2024, 1, 1)))!;
        Assert.StartsWith(
            "请写明由什么废止",
            (
                await county.Refused(
                    new RepealLaw(version.Id, new(2025, 1, 1), null, " "),
                    county.Coordinator
                )
            ).Message,
            StringComparison.Ordinal
        );
        await county.Do(
            new RepealLaw(version.Id, new(2025, 1, 1), by.Id, null),
            county.Coordinator
        );
        version = (await library.Version(All, version.Id))!;
        Assert.Equal(
            (by.Id, "《云岭省草原管护条例》", new DateOnly(2024, 12, 31)),
            (version.RepealedBy, version.RepealedByText, version.InForceTo)
        );
        Assert.Equal(LawState.Repealed, version.StateOn(new(2025, 1, 1)));
        Assert.Equal(
            RefusalKind.Condition,
            (
                await county.Refused(
                    new RepealLaw(version.Id, new(2026, 1, 1), by.Id, null),
                    county.Coordinator
                )
            ).Kind
        );
        // the folder does not undo what a person put right
        var again = await county
            .Services.GetRequiredService<LawImport>()
            .Run(folder.Path, Actor.System());
        Assert.Equal((0, 0), (again.Added, again.Ended));
        Assert.Null(await Verify(county));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ANewVersion_ListsWhatCitesTheLaw_AndTheTaskGoesOutAndIsClosed(Engine engine)
    {
        await using var w = await Reviewing.Start(engine);
        var county = w.County;
        var law = "道路交通安全法";
        await county.Do(
            new KeepLaws([await Law(county, law, "第三十三条　停车场的规划。", 2003)]),
            county.Coordinator
        );
        await using var db = county.Read();
        Assert.Empty(await db.Set<LawChange>().ToListAsync());
        var matter = await w.Open();
        await county.Do(
            new KeepLaws([
                await Law(
                    county,
                    "云岭县停车规定",
                    "第一条　依据《中华人民共和国道路交通安全法》第三十三条，制定本规定。",
                    2020,
                    LawLevels.Local
                ),
            ]),
            county.Coordinator
        );

        await county.Do(
            new KeepLaws([await Law(county, law, "第三十三条　停车场、停车泊位的规划。", 2025)]),
            county.Coordinator
        );

        var change = await db.Set<LawChange>().SingleAsync();
        Assert.Equal((law, false), (change.LawName, change.IsRepeal));
        var procedures = county.Services.GetRequiredService<ProcedureCitations>();
        var citing = await LawChanges.Citing(db, procedures, All, change.LawId);
        Assert.Equal(
            [(CitingKinds.Law, "第三十三条"), (CitingKinds.Matter, "第三十三条")],
            citing.Select(c => (c.Kind, c.Articles))
        );
        Assert.Equal(matter, citing[1].Subject);
        // whoever does not see the matter does not see that it cites
        Assert.DoesNotContain(
            await LawChanges.Citing(
                db,
                procedures,
                new Scope(1, false, [county.Qingshi]),
                change.LawId
            ),
            c => c.Kind == CitingKinds.Matter
        );
        var told = await db.Set<InboxItem>().OpenFor(county.Coordinator).ToListAsync();
        Assert.Contains(
            told,
            n => n.Href == change.Address && n.Text.Contains("2 件", StringComparison.Ordinal)
        );

        var subjects = citing.Select(c => new CleanupSubject(c.Kind, c.Subject)).ToList();
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new AssignLawCleanup(change.Seq, subjects, null, w.Today, null),
                    county.QingshiClerk
                )
            ).Kind
        );
        await county.Do(
            new AssignLawCleanup(
                change.Seq,
                subjects,
                county.Finance,
                w.Today.AddDays(20),
                "请核对停车泊位的规定。"
            ),
            county.Coordinator
        );
        var tasks = await db.Set<LawCleanup>().OrderBy(t => t.Kind).ToListAsync();
        Assert.All(tasks, t => Assert.Equal(county.Finance, t.OrganId));
        Assert.Equal(2, tasks.Count);
        var asked = await db.Set<InboxItem>().OpenFor(county.FinanceHandler).ToListAsync();
        Assert.Contains(asked, n => n.Href == LawCleanup.AddressOf(tasks[0].Id));
        // handed out twice it is one task
        await county.Do(
            new AssignLawCleanup(change.Seq, subjects, null, w.Today.AddDays(20), null),
            county.Coordinator
        );
        Assert.Equal(2, await db.Set<LawCleanup>().CountAsync());

        Assert.Equal(
            RefusalKind.NotFound,
            (
                await county.Refused(
                    new CloseLawCleanup(tasks[0].Id, CleanupResult.Keep) { Reason = "不变" },
                    county.QingshiClerk
                )
            ).Kind
        );
        Assert.Equal(
            "请写明理由，如所引条文在新版本中的位置、修改的安排。",
            (
                await county.Refused(
                    new CloseLawCleanup(tasks[0].Id, CleanupResult.Keep),
                    county.FinanceHandler
                )
            ).Message
        );
        await county.Do(
            new CloseLawCleanup(tasks[0].Id, CleanupResult.Amend) { Reason = "第一条须改" },
            county.FinanceHandler
        );
        await county.Do(
            new CloseLawCleanup(tasks[1].Id, CleanupResult.Keep) { Reason = "不受影响" },
            county.FinanceHandler
        );
        var closed = await db.Set<LawCleanup>().SingleAsync(t => t.Id == tasks[0].Id);
        Assert.Equal(
            (false, CleanupResult.Amend, "第一条须改"),
            (closed.IsOpen, closed.Result, closed.ResultReason)
        );
        Assert.Contains(
            await db.Set<InboxItem>().OpenFor(county.Coordinator).ToListAsync(),
            n => n.Subject.StartsWith("清理任务全部办结", StringComparison.Ordinal)
        );
        Assert.Null(await Verify(county));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lists_FilterAndPageByKey_InTheOrderOfLevelAndPinyin(Engine engine)
    {
        await using var county = await County.Found(engine);
        using var folder = LawSamples.Folder();
        await county.Services.GetRequiredService<LawImport>().Run(folder.Path, Actor.System());
        await using var db = county.Read();
        var day = new DateOnly(2024, 6, 1);

        async Task<List<string>> Names(LawFilter filter)
        {
            var names = new List<string>();
            string? after = null;
            do
            {
                var (rows, next) = await LawQueries.Page(db, All, filter, after, 2);
                names.AddRange(rows.Select(r => r.FullName));
                after = next;
            } while (after is not null);
            return names;
        }

        Assert.Equal(
            [
                "中华人民共和国水土法",
                "乡村法典（分则）",
                "乡村法典（总则）",
                "云岭省草原管护条例",
                "云岭市夜市办法",
                "云岭县集市规定",
            ],
            await Names(new LawFilter(day, null, null, LawState.InForce))
        );
        Assert.Equal(
            ["云岭省人才市场条例", "云岭省信息条例"],
            await Names(new LawFilter(day, null, null, LawState.Repealed))
        );
        Assert.Equal(
            ["云岭省草原管护条例", "云岭市夜市办法"],
            await Names(new LawFilter(day, "地方性法规", null, LawState.Superseded))
        );
        Assert.Equal(
            ["中华人民共和国水土法"],
            await Names(new LawFilter(day, null, "《中华人民共和国水土法》", null))
        );
        Assert.Empty(await Names(new LawFilter(day, null, "没有", null)));
        var (cited, _) = await LawQueries.CitedBy(
            db,
            All,
            LawName.LawId("水土法"),
            "第二条",
            day,
            null,
            10
        );
        Assert.Equal(
            ("云岭省草原管护条例", "第二条", "第一条"),
            (cited[0].Version.Name, cited[0].Article, Assert.Single(cited).Anchor)
        );
    }

    /// <summary>The real folder, where it lies beside the project: everything in it is taken or reported, and the second time is quick.</summary>
    [Fact]
    public async Task TheRealFolder_IsTakenWhole()
    {
        var path = LawSamples.RealFolder();
        if (path is null)
        {
            output.WriteLine("no real folder here");
            Assert.Null(path);
            return;
        }
        await using var county = await County.Empty(Engine.Sqlite);
        var import = county.Services.GetRequiredService<LawImport>();
        var clock = Stopwatch.StartNew();
        var done = await import.Run(path, Actor.System());
        output.WriteLine($"{done.Added} of {done.Texts} in {clock.Elapsed.TotalSeconds:0.0} s");
        foreach (var kind in done.Findings.GroupBy(f => f.Kind))
        {
            output.WriteLine($"{kind.Key} {kind.Count()}");
        }
        Assert.Equal(
            done.Texts,
            done.Added
                + done.Findings.Count(f =>
                    f.Kind is "同一文本出现两次，只收一次" or "读不出来的文本，没有导入"
                )
        );
        clock.Restart();
        var again = await import.Run(path, Actor.System());
        output.WriteLine($"again in {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal((0, done.Texts), (again.Added, again.Known));
    }

    internal static async Task<LawToKeep> Law(
        County county,
        string name,
        string text,
        int year,
        string level = "法律"
    )
    {
        var kept = await county
            .Services.GetRequiredService<FileStore>()
            .Take(new MemoryStream(Encoding.UTF8.GetBytes($"{name}\n{text}\n")), $"{name}.txt");
        var day = new DateOnly(year, 5, 1);
        return new LawToKeep(
            name,
            null,
            level,
            level,
            day,
            DateBasis.Stated,
            day,
            DateBasis.Stated,
            null,
            false,
            kept.Hash,
            kept.Name
        );
    }

    private static async Task<string?> Verify(County county)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}");
        return (
            await county.Services.GetRequiredService<Verifier>().Verify(folder, null, null)
        ).Problem;
    }
}
