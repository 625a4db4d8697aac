using Fadu.Core.Ledgers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>What is asked once for a whole batch and written once for it is as if each command had come alone; on both engines.</summary>
public sealed class LedgerBatchTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static Ledger Publicity => LedgerDeclarationTests.Registry["publicity-event"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheSameThing_EnteredByManyAtOnce_IsThereOnce_AndTheZeroBesideItIsSuperseded(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        await county.Do(
            new ReportZero(Publicity.Key, county.Qingshi, new(2025, 10, 1), new(2025, 12, 31)),
            county.QingshiClerk
        );
        // one stands there before the batch
        await county.Do(Line(0), county.QingshiClerk);
        var commands = Enumerable.Range(0, 40).SelectMany(i => new[] { Line(i), Line(i) }).ToList();
        // what no rule passes stands among them
        commands.Insert(7, new RecordLine(Publicity.Key, []));
        commands.Insert(9, new RecordLine("no-such-ledger", Line(1).Body));
        var results = await Task.WhenAll(
            commands.Select(c => county.Committer.Commit(c, county.QingshiClerk))
        );

        Assert.Equal(39, results.Count(r => r.IsDone));
        var refusals = results.Where(r => !r.IsDone).Select(r => r.Refusal!).ToList();
        Assert.Equal(
            41,
            refusals.Count(r => r.Message.StartsWith("已有同一件", StringComparison.Ordinal))
        );
        Assert.Equal(43, refusals.Count);
        await using var db = county.Read();
        var lines = await db.Set<LedgerLine>()
            .Where(l => l.Ledger == Publicity.Key)
            .Select(l => l.KeyHash)
            .ToListAsync();
        Assert.Equal((40, 40), (lines.Count, lines.Distinct().Count()));
        Assert.True((await db.Set<ZeroReport>().SingleAsync()).IsSuperseded);
        await LedgerLifeTests.FiguresEqualRecount(county, Publicity);
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}");
        Assert.Null((await county.Services.GetRequiredService<Verifier>().Verify(folder)).Problem);

        RecordLine Line(int i)
        {
            var body = LedgerSamples.Body(Publicity, i, county.Qingshi, organs);
            body["title"] = $"宪法宣传第{i}场";
            body["place"] = $"第{i}小学";
            body["heldOn"] = "2025-11-20";
            return new RecordLine(Publicity.Key, body);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatComesIntoOneBatch_SeesWhatCameBeforeIt(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add((await county.Do(Line(i), county.QingshiClerk)).Id);
        }
        // the line is void, the same thing is entered anew, and once more: in the order in which they were asked
        var asked = ids.SelectMany(
                (id, i) =>
                    new Command[]
                    {
                        new VoidLine(id, 1, CorrectionReason.EntryError)
                        {
                            Reason = "登记到别处了",
                        },
                        Line(i),
                        Line(i),
                    }
            )
            .ToList();
        var results = await Task.WhenAll(
            asked.Select(c => county.Committer.Commit(c, county.Coordinator))
        );
        Assert.DoesNotContain(results, r => r.Refusal?.Kind is RefusalKind.Forbidden);
        Assert.Equal(
            Enumerable.Repeat(new[] { true, true, false }, 20).SelectMany(r => r),
            results.Select(r => r.IsDone)
        );
        await LedgerLifeTests.FiguresEqualRecount(county, Publicity);

        RecordLine Line(int i)
        {
            var body = LedgerSamples.Body(Publicity, i, county.Qingshi, organs);
            body["title"] = $"宪法宣传第{i}场";
            body["place"] = $"第{i}小学";
            return new RecordLine(Publicity.Key, body);
        }
    }
}
