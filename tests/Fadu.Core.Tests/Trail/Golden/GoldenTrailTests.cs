using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Files;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Trail.Golden;

/// <summary>
/// <c>golden-trail.ndjson</c> holds the hashed text of entries of every kind and version that was ever declared, one a line, in the order of commitment. Every build reads it as a
/// county would that has used Fadu for years: it must load, verify, rebuild, and mean the same. Lines are only ever added.
/// <para>
/// Who declares an event, or raises its version, adds it to a chapter of <see cref="GoldenStory"/> and runs this class with <c>FADU_GOLDEN=append</c>: the chapters whose kinds are
/// missing are told once more at the end of the trail. Who changes on purpose what an old entry means runs it with <c>FADU_GOLDEN=snapshot</c> and shows the difference in review.
/// </para>
/// </summary>
public sealed class GoldenTrailTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private const string TrailFile = "golden-trail.ndjson";
    private const string SnapshotFile = "golden-projections.ndjson";

    private static string? Mode => Environment.GetEnvironmentVariable("FADU_GOLDEN");

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TrailOfEarlierVersions_LoadedIntoAnEmptyDatabase_VerifiesAndMeansTheSame(
        Engine engine
    )
    {
        await using var county = await Load(engine);
        if (Mode is "append" && engine == Engine.Sqlite)
        {
            await AppendMissing(county);
        }
        var finding = await county
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-golden-{Guid.NewGuid():N}"));
        Assert.Null(finding.Problem);
        Assert.Equal((await Lines()).Length, finding.Entries);

        var rows = await Snapshot(county);
        if (Mode is "append" or "snapshot" && engine == Engine.Sqlite)
        {
            await File.WriteAllLinesAsync(
                PathOf(SnapshotFile),
                rows.Select(r => $"{r.Table}\t{r.Row.ToJsonString(EventRegistry.Json)}")
            );
        }
        Compare(await File.ReadAllLinesAsync(PathOf(SnapshotFile)), rows);
    }

    [Fact]
    public async Task EveryDeclaredKindAndVersion_HasAGoldenEntry()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        var missing = Missing(county, await Lines());
        Assert.True(
            missing.Count == 0,
            $"No golden entry of {string.Join(", ", missing)}. Add them to a chapter of GoldenStory and run FADU_GOLDEN=append on this class."
        );
    }

    [Fact]
    public async Task GoldenTrail_ReadByTodaysCode_GivesEveryEntryBackAsAnEvent()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        var registry = county.Services.GetRequiredService<EventRegistry>();
        foreach (var line in await Lines())
        {
            var entry = Entry(line, 1);
            var data = entry.Read(registry);
            Assert.Equal(entry.Kind, registry.NameOf(data.GetType()).Kind);
            // And today's writer puts the same characters around it.
            var members = entry.Parse();
            var (again, hash) = TrailEntry.Canonical(
                entry.Tenant,
                entry.Stream,
                entry.Number,
                entry.At,
                entry.LegalDate,
                entry.Actor,
                entry.ActsFor,
                entry.Organ,
                entry.CommandId,
                entry.Kind,
                (int)members["schema"]!,
                data,
                entry.Reason,
                entry.Evidence,
                (string)members["previous"]!
            );
            Assert.Equal(Around(line), Around(again));
            Assert.Equal(TrailEntry.HashOf(again), hash);

            static (string, string) Around(string text) =>
                (
                    text[..text.IndexOf(",\"data\":", StringComparison.Ordinal)],
                    text[text.LastIndexOf(",\"reason\":", StringComparison.Ordinal)..]
                );
        }
    }

    internal static async Task<County> Load(Engine engine)
    {
        var county = await County.Empty(
            engine,
            services => services.AddScoped<IHandler<AppendGolden>, AppendGoldenHandler>()
        );
        var store = county.Services.GetRequiredService<FileStore>();
        foreach (var (name, text) in GoldenStory.EvidenceFiles)
        {
            await store.Take(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), name);
        }
        await using (var db = county.Read())
        {
            db.IsCommitting = true;
            var seq = 0L;
            foreach (var line in await Lines())
            {
                db.Add(Entry(line, ++seq));
            }
            await db.SaveChangesAsync();
        }
        await county.Services.GetRequiredService<Rebuilder>().RebuildAll();
        return county;
    }

    private static TrailEntry Entry(string text, long seq)
    {
        var members = JsonNode.Parse(text)!.AsObject();
        Guid? Id(string name) => (string?)members[name] is { } id ? Guid.Parse(id) : null;
        return new TrailEntry
        {
            Tenant = (int)members["tenant"]!,
            Seq = seq,
            Stream = (string)members["stream"]!,
            Number = (int)members["number"]!,
            At = FaduTime.FromMicroseconds((long)members["at"]!),
            LegalDate = DateOnly.ParseExact(
                (string)members["legal"]!,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            Actor = Id("actor"),
            ActsFor = Id("actsFor"),
            Organ = Id("organ"),
            CommandId = Id("command")!.Value,
            Kind = (string)members["kind"]!,
            Text = text,
            Hash = TrailEntry.HashOf(text),
        };
    }

    private static SortedSet<string> Missing(County county, IEnumerable<string> lines)
    {
        var there = lines
            .Select(l => JsonNode.Parse(l)!)
            .Select(n => $"{n["kind"]} {n["schema"]}")
            .ToHashSet(StringComparer.Ordinal);
        return new SortedSet<string>(
            county
                .Services.GetRequiredService<EventRegistry>()
                .All.Select(k => $"{k.Name.Kind} {k.Name.Version}")
                .Where(k => !there.Contains(k)),
            StringComparer.Ordinal
        );
    }

    private static async Task AppendMissing(County county)
    {
        var lines = (await Lines()).ToList();
        var before = lines.Count;
        var missing = Missing(county, lines);
        if (missing.Count == 0)
        {
            return;
        }
        if (lines.Count > 0)
        {
            // Time goes on from where the trail ends.
            county.Time.Advance(Entry(lines[^1], 1).At.AddDays(1) - county.Time.GetUtcNow());
        }
        foreach (var (kinds, tell) in GoldenStory.Chapters)
        {
            if (missing.Any(m => kinds.Any(k => m.StartsWith(k, StringComparison.Ordinal))))
            {
                await using var now = county.Read();
                var last = await now.Set<TrailEntry>().MaxAsync(e => (long?)e.Seq) ?? 0;
                await tell(new GoldenStory(county, $"{last}"));
            }
        }
        await using var db = county.Read();
        lines.AddRange(
            await db.Set<TrailEntry>()
                .Where(e => e.Seq > before)
                .OrderBy(e => e.Seq)
                .Select(e => e.Text)
                .ToListAsync()
        );
        await File.WriteAllLinesAsync(PathOf(TrailFile), lines);
    }

    /// <summary>All rows of all projections, as text, in the order of their keys.</summary>
    private static async Task<List<(string Table, JsonObject Row)>> Snapshot(County county)
    {
        var rows = new List<(string, string Key, JsonObject)>();
        await using var db = county.Read();
        foreach (var table in county.Services.GetRequiredService<Rebuilder>().Tables())
        {
            var type = db.Model.FindEntityType(table)!;
            var set =
                (IQueryable<object>)
                    typeof(DbContext)
                        .GetMethod(nameof(DbContext.Set), [])!
                        .MakeGenericMethod(table)
                        .Invoke(db, [])!;
            await foreach (var row in set.AsAsyncEnumerable())
            {
                var entry = db.Entry(row);
                var values = new JsonObject();
                foreach (
                    var property in type.GetProperties()
                        .OrderBy(p => p.Name, StringComparer.Ordinal)
                )
                {
                    values[property.Name] = JsonSerializer.SerializeToNode(
                        entry.Property(property.Name).CurrentValue,
                        EventRegistry.Json
                    );
                }
                rows.Add(
                    (
                        type.GetTableName()!,
                        string.Join(
                            '/',
                            type.FindPrimaryKey()!
                                .Properties.Select(p => values[p.Name]?.ToJsonString())
                        ),
                        values
                    )
                );
            }
        }
        return
        [
            .. rows.OrderBy(r => r.Item1, StringComparer.Ordinal)
                .ThenBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => (r.Item1, r.Item3)),
        ];
    }

    /// <summary>A later version may know more tables and columns; what an earlier one knew must still be so.</summary>
    private static void Compare(string[] snapshot, List<(string Table, JsonObject Row)> rows)
    {
        var expected = snapshot
            .Select(l => l.Split('\t', 2))
            .GroupBy(l => l[0], l => JsonNode.Parse(l[1])!.AsObject(), StringComparer.Ordinal);
        Assert.NotEmpty(expected);
        foreach (var table in expected)
        {
            var members = table.First().Select(m => m.Key).ToList();
            string Known(JsonObject row) =>
                string.Join(
                    '|',
                    members.Select(m => $"{m}={row[m]?.ToJsonString(EventRegistry.Json)}")
                );
            Assert.Equal(
                table.Select(Known).Order(StringComparer.Ordinal),
                rows.Where(r => r.Table == table.Key)
                    .Select(r => Known(r.Row))
                    .Order(StringComparer.Ordinal)
            );
        }
    }

    private static async Task<string[]> Lines() =>
        File.Exists(PathOf(TrailFile)) ? await File.ReadAllLinesAsync(PathOf(TrailFile)) : [];

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Mode is null
            ? Path.Combine(AppContext.BaseDirectory, "Trail", file)
            : Path.Combine(Path.GetDirectoryName(here)!, "..", file);
}
