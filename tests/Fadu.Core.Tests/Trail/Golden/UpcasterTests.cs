using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Trail;
using Fadu.Modules;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Trail.Golden;

/// <summary>A measurement in its third shape: 1 had one text, 2 split amount and unit, 3 names the day.</summary>
[TrailEvent("fixture.measured", "试验测量", Version = 3)]
public sealed record Measured(int Amount, string Unit, DateOnly On) : ITrailEvent;

internal sealed class MeasuredFrom1 : IUpcaster
{
    public string Kind => "fixture.measured";
    public int From => 1;

    public JsonObject Up(JsonObject data)
    {
        var words = ((string)data["text"]!).Split(' ');
        return new JsonObject
        {
            ["amount"] = int.Parse(words[0], CultureInfo.InvariantCulture),
            ["unit"] = words[1],
        };
    }
}

internal sealed class MeasuredFrom2 : IUpcaster
{
    public string Kind => "fixture.measured";
    public int From => 2;

    public JsonObject Up(JsonObject data)
    {
        var up = data.DeepClone().AsObject();
        up["on"] = "2020-01-01";
        return up;
    }
}

/// <summary>A shape that was raised without a way up.</summary>
[TrailEvent("fixture.stranded", "试验断档", Version = 2)]
public sealed record Stranded(string Text) : ITrailEvent;

public sealed class UpcasterTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static readonly EventRegistry Registry = new([
        typeof(CoreAssembly).Assembly,
        typeof(ModulesAssembly).Assembly,
        typeof(UpcasterTests).Assembly,
    ]);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EntryWrittenInAnOldShape_IsReadInTodays_AndItsBytesStayAsTheyWereHashed(
        Engine engine
    )
    {
        await using var county = await County.Found(engine, s => s.AddSingleton(Registry));
        await Write(county, 1, """{"text":"12 场"}""");
        await Write(county, 2, """{"amount":7,"unit":"件"}""");
        await Write(county, 3, """{"amount":5,"unit":"人","on":"2026-02-03"}""");
        await using var db = county.Read();
        var entries = await db.Set<TrailEntry>()
            .Where(e => e.Kind == "fixture.measured")
            .OrderBy(e => e.Seq)
            .ToListAsync();
        Assert.Equal(
            [
                new Measured(12, "场", new DateOnly(2020, 1, 1)),
                new Measured(7, "件", new DateOnly(2020, 1, 1)),
                new Measured(5, "人", new DateOnly(2026, 2, 3)),
            ],
            entries.Select(e => e.Read(Registry))
        );
        Assert.Contains("12 场", entries[0].Text, StringComparison.Ordinal);
        var finding = await county
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-up-{Guid.NewGuid():N}"));
        Assert.Null(finding.Problem);
    }

    [Fact]
    public void EntryOfAShapeWithoutAWayUp_SaysWhichKindAndVersion()
    {
        var refused = Assert.Throws<InvalidDataException>(() =>
            Registry.Read("fixture.stranded", 1, [])
        );
        Assert.Contains("“fixture.stranded”第 1 版", refused.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<InvalidDataException>(() =>
            Registry.Read("fixture.of-a-later-version", 1, [])
        );
        Assert.Contains("更新的版本", unknown.Message, StringComparison.Ordinal);
    }

    // As a version of years ago would have written it: today's event class cannot.
    private static async Task Write(County county, int schema, string data)
    {
        await using var db = county.Read();
        db.IsCommitting = true;
        var last = await db.Set<TrailEntry>().OrderByDescending(e => e.Seq).FirstAsync();
        var head = await db.Set<TrailEntry>()
            .Where(e => e.Stream == "fixture:1")
            .OrderByDescending(e => e.Number)
            .FirstOrDefaultAsync();
        var command = Guid.CreateVersion7();
        var number = (head?.Number ?? 0) + 1;
        var at = FaduTime.ToMicroseconds(county.Time.GetUtcNow());
        var text =
            $$$"""{"v":1,"tenant":1,"stream":"fixture:1","number":{{{number}}},"at":{{{at}}},"legal":"2020-01-01","actor":null,"actsFor":null,"organ":null,"command":"{{{command}}}","kind":"fixture.measured","schema":{{{schema}}},"data":{{{data}}},"reason":null,"evidence":[],"algorithm":"sha-256","previous":"{{{head?.Hash ?? TrailEntry.NoHash}}}"}""";
        db.Add(
            new TrailEntry
            {
                Tenant = 1,
                Seq = last.Seq + 1,
                Stream = "fixture:1",
                Number = number,
                At = FaduTime.FromMicroseconds(at),
                LegalDate = new DateOnly(2020, 1, 1),
                CommandId = command,
                Kind = "fixture.measured",
                Text = text,
                Hash = TrailEntry.HashOf(text),
            }
        );
        db.Add(
            new CommandRecord
            {
                Tenant = 1,
                CommandId = command,
                Digest = TrailEntry.HashOf(text),
                Seq = last.Seq + 1,
            }
        );
        await db.SaveChangesAsync();
    }
}
