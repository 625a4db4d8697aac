using System.Security.Cryptography;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Plans;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Plans;

/// <summary>From the words of a plan to tasks that organs own: nothing lost, every thing in its place.</summary>
public sealed class PlanImportTests
{
    public static readonly TheoryData<Engine, string> Plans = new()
    {
        { Engine.Sqlite, "plan-2026-keytasks.txt" },
        { Engine.Postgres, "plan-2026-keytasks.txt" },
        { Engine.Sqlite, "plan-2021-2025.txt" },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task SamplePlan_ReadDecidedConfirmed_EveryThingKeepsItsPlaceAndEveryItemItsOrgans(
        Engine engine,
        string file
    )
    {
        await using var county = await County.Found(engine);
        await FoundSampleOrgans(county);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Root(), "sample", "yunling", file));
        await ImportDecideConfirm(county, bytes, file, least: 8);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task RealPlan_UploadDeskDecideConfirm_NothingIsLost(Engine engine)
    {
        var folder =
            Environment.GetEnvironmentVariable("FADU_SHARED")
            ?? Path.Combine(Root(), "..", "shared");
        var path = Path.Combine(folder, "seeds", "002_48d3e2564651a195.txt");
        Assert.SkipUnless(File.Exists(path), "The shared folder with the real plan is not there.");
        await using var county = await County.Found(engine);
        await FoundSampleOrgans(county);
        var items = await ImportDecideConfirm(
            county,
            await File.ReadAllBytesAsync(path),
            "方案.txt",
            least: 30
        );
        // Collective names stand for organs: an item for all townships reaches each of them.
        await using var db = county.Read();
        var townships = await db.Set<Organ>()
            .Where(o => o.Kind == OrganKind.Township)
            .Select(o => o.Id)
            .ToListAsync();
        Assert.Contains(items, i => townships.All(t => i.Assigned().Any(a => a.Organ == t)));
        // 每年4月底前 is asked for each year.
        Assert.Contains(
            items,
            i => i.Dues.Any(d => d is { Every: Recurrence.Yearly, On: { Month: 4, Day: 30 } })
        );
    }

    [Fact]
    public async Task Prepare_UnknownUnit_IsAskedWithASuggestionAndNeverGuessed()
    {
        await using var county = await County.Found(Engine.Sqlite);
        await FoundSampleOrgans(county);
        const string Text = """
            云岭县2026年法治政府建设工作要点

            一、健全制度

            （一）健全行政执法与刑事司法衔接机制。2026年9月底前建立案件移送清单。
            牵头单位：县检查院
            参加单位：各乡（镇）人民政府
            """;
        var import = await Prepare(county, Text);
        var doubt = Assert.Single(
            import.Doubts,
            d => d.Words.Contains("检查院", StringComparison.Ordinal)
        );
        Assert.Equal("县检察院", doubt.Suggestion);
        var item = Assert.Single(import.Items);
        Assert.Empty(Assert.Single(item.Units, u => u.Role == UnitRole.Lead).Organs);
        Assert.True(
            Assert.Single(item.Units, u => u.Role == UnitRole.Participating).Organs.Count > 2
        );
    }

    private static async Task<IReadOnlyList<PlanItemContent>> ImportDecideConfirm(
        County county,
        byte[] bytes,
        string name,
        int least
    )
    {
        var source = SourceText.From(bytes, name);
        var directory = await county.Services.GetRequiredService<Directories>().Organs();
        var reading = PlanReader.Read(source);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var import = PlanImporter.Prepare(reading, hash, directory, new DateOnly(2026, 3, 16));
        Assert.True(import.Items.Count >= least, $"{import.Items.Count} items");
        Assert.Equal(reading.Items.Count, import.Items.Count);
        var plan = (await county.Do(import, county.Coordinator)).Id;
        while (await FirstOpen(county, plan) is { } doubt)
        {
            await Decide(county, plan, doubt);
        }
        // What is settled by those decisions may still leave an item without an owner: the coordinator gives it one or takes it out.
        await using (var db = county.Read())
        {
            var draft = (await db.Set<PlanText>().SingleAsync(p => p.PlanId == plan)).ReadDraft();
            Assert.Empty(draft.Open());
            foreach (var item in draft.Items.Where(i => i.Chief() is null))
            {
                await county.Do(
                    new SaveDraftItem(
                        plan,
                        item with
                        {
                            Units =
                            [
                                .. item.Units,
                                new PlanUnit { Name = "县司法局", Organs = [county.Justice] },
                            ],
                        }
                    ),
                    county.Coordinator
                );
            }
        }
        await county.Do(new ConfirmPlan(plan), county.Coordinator);
        await using var after = county.Read();
        var text = await after.Set<PlanText>().SingleAsync(p => p.PlanId == plan);
        Assert.Equal(source.Text, text.Source);
        var entered = await after
            .Set<PlanItem>()
            .Where(i => i.PlanId == plan)
            .OrderBy(i => i.Ordinal)
            .ToListAsync();
        var dropped = import.Doubts.Count(d => d.Kind == DoubtKind.NoUnit);
        Assert.Equal(import.Items.Count - dropped, entered.Count);
        Assert.Equal(Enumerable.Range(1, entered.Count), entered.Select(i => i.Ordinal));
        var contents = entered.Select(i => i.ReadBody().Content).ToList();
        var rewritten = import
            .Doubts.Where(d => d.Kind is DoubtKind.Typo or DoubtKind.YearRange)
            .Select(d => d.Item)
            .ToHashSet();
        foreach (var content in contents)
        {
            Assert.NotNull(content.Chief());
            if (!rewritten.Contains(content.Id))
            {
                Assert.Equal(Words(content.At), content.Text);
                Assert.All(content.Measures, m => Assert.Equal(Words(m.At), m.Text));
            }
            Assert.All(content.Dues, d => Assert.NotEmpty(Words(d.At)));
            Assert.All(content.Targets, t => Assert.NotEmpty(Words(t.At)));
            Assert.All(
                content.Units.Where(u => u.At is not null),
                u =>
                {
                    // An elided 县 is written out in the name; a misspelt one was asked about.
                    var words = string.Concat(Words(u.At).Where(c => !char.IsWhiteSpace(c)));
                    Assert.True(
                        u.Name.EndsWith(words, StringComparison.Ordinal)
                            || import.Doubts.Any(d => d.At == u.At),
                        $"{words} ≠ {u.Name}"
                    );
                }
            );
            var assigned = await after
                .Set<PlanAssignment>()
                .Where(a => a.ItemId == content.Id)
                .Select(a => a.OrganId)
                .ToListAsync();
            Assert.Equal(content.Assigned().Select(a => a.Organ).Order(), assigned.Order());
        }
        return contents;

        string Words(Place? at) => text.Source[at!.Value.Start..at.Value.End];
    }

    private static async Task<PlanDoubt?> FirstOpen(County county, Guid plan)
    {
        await using var db = county.Read();
        var text = await db.Set<PlanText>().SingleAsync(p => p.PlanId == plan);
        return text.ReadDraft().Open() is [var first, ..] ? first : null;
    }

    private static async Task Decide(County county, Guid plan, PlanDoubt doubt)
    {
        var choices = doubt.Choices();
        var choice =
            doubt.Kind == DoubtKind.NoUnit ? DoubtChoice.Drop
            : choices.Contains(DoubtChoice.Adopt) ? DoubtChoice.Adopt
            : choices.Contains(DoubtChoice.Keep) ? DoubtChoice.Keep
            : DoubtChoice.Pick;
        await county.Do(
            new DecideDoubt(plan, doubt.Id, choice)
            {
                On = choice == DoubtChoice.Pick ? doubt.Days[^1] : null,
            },
            county.Coordinator
        );
    }

    private static async Task<ImportPlan> Prepare(County county, string text)
    {
        var directory = await county.Services.GetRequiredService<Directories>().Organs();
        return PlanImporter.Prepare(
            PlanReader.Read(new SourceText(text, "要点.txt")),
            new string('a', 64),
            directory,
            new DateOnly(2026, 3, 16)
        );
    }

    /// <summary>The organs of the sample county beside those that every test county has.</summary>
    private static async Task FoundSampleOrgans(County county)
    {
        await using var db = county.Read();
        var known = (await db.Set<Organ>().ToListAsync()).ToDictionary(
            o => o.Name,
            o => o.Id,
            StringComparer.Ordinal
        );
        var byKey = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var kinds = Enum.GetValues<OrganKind>()
            .ToDictionary(k => k.DisplayName(), StringComparer.Ordinal);
        var levels = Enum.GetValues<Level>()
            .ToDictionary(l => l.DisplayName(), StringComparer.Ordinal);
        var order = 10;
        foreach (
            var line in (
                await File.ReadAllLinesAsync(
                    Path.Combine(Root(), "sample", "yunling", "organs.tsv")
                )
            ).Skip(1)
        )
        {
            var cells = line.Split('\t');
            if (cells.Length < 7 || cells.Length > 9 && cells[9].Length > 0)
            {
                continue;
            }
            if (!known.TryGetValue(cells[1], out var id))
            {
                id = (
                    await county.Do(
                        new FoundOrgan(
                            "s-" + cells[0],
                            cells[1],
                            cells[2],
                            cells[3].Split('、', StringSplitOptions.RemoveEmptyEntries),
                            kinds[cells[4]],
                            levels[cells[5]],
                            byKey.TryGetValue(cells[6], out var parent)
                                ? parent
                                : county.Government,
                            order++,
                            new DateOnly(2019, 3, 1)
                        ),
                        Actor.System()
                    )
                ).Id;
            }
            byKey[cells[0]] = id;
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Fadu.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("Fadu.slnx");
    }
}
