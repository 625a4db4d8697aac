using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Fadu.Reading.Citations;
using Fadu.Reading.Plans;
using Fadu.Reading.Reports;

namespace Fadu.Reading.Tests;

/// <summary>Damaged, hostile and very long texts.</summary>
public sealed class RobustnessTests
{
    private static string Everything() =>
        string.Concat(
                Directory
                    .GetFiles(Corpus.Folder)
                    .Order(StringComparer.Ordinal)
                    .Select(File.ReadAllText)
            )
            .Replace('⇥', '\t');

    private static void ReadAll(string text)
    {
        var source = new SourceText(text);
        var plan = PlanReader.Read(source);
        Places.Hold(plan);
        var report = ReportReader.Read(source);
        Places.Hold(report);
        Places.Hold(CitationReader.Read(source));
        Assert.NotEmpty(ReadingJson.Of(plan));
        Assert.NotEmpty(ReadingJson.Of(report));
    }

    [Fact]
    public void Readers_MutatedDocuments_NeitherThrowNorLosePlaces()
    {
        var text = Everything();
        var random = new Random(20240501);
        const string inserted =
            "（）《》〈〉“”。，；：、\n\t 0O1一二十年月日%第条款…|𠮷\0\uFFFF-至/〔〕号县局共其中分别";
        // a sample in every run; FADU_MUTATIONS=100000 for all of them
        var count =
            int.TryParse(Environment.GetEnvironmentVariable("FADU_MUTATIONS"), out var asked)
            && asked > 0
                ? asked
                : 600;
        for (var n = 0; n < count; n++)
        {
            var start = random.Next(text.Length - 400);
            var piece = text.Substring(start, random.Next(20, 400)).ToCharArray().ToList();
            for (var k = random.Next(1, 12); k > 0; k--)
            {
                var at = random.Next(piece.Count);
                switch (random.Next(4))
                {
                    case 0:
                        piece.RemoveAt(at);
                        break;
                    case 1:
                        piece.Insert(at, inserted[random.Next(inserted.Length)]);
                        break;
                    case 2:
                        piece[at] = inserted[random.Next(inserted.Length)];
                        break;
                    default:
                        piece.AddRange(piece.GetRange(at, Math.Min(piece.Count - at, 30)));
                        break;
                }
                if (piece.Count == 0)
                {
                    piece.Add('。');
                }
            }
            ReadAll(new string([.. piece]));
        }
    }

    [Theory]
    [InlineData("（")]
    [InlineData("《")]
    [InlineData("1")]
    [InlineData("一、")]
    [InlineData("（一）")]
    [InlineData("牵头单位：")]
    [InlineData("第一条")]
    [InlineData("12，345，")]
    [InlineData("2023年")]
    [InlineData("县司法局、")]
    [InlineData("、")]
    [InlineData("其中100件，")]
    [InlineData("“")]
    [InlineData("\t")]
    [InlineData("三百")]
    public void Readers_OneThingRepeatedManyTimes_FinishQuickly(string unit)
    {
        var watch = Stopwatch.StartNew();
        ReadAll(string.Concat(Enumerable.Repeat(unit, 5_000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    [Fact]
    public void Readers_TenTimesTheText_TakeAboutTenTimesAsLong()
    {
        var text = string.Concat(
                Directory
                    .GetFiles(Corpus.Folder, "*.txt")
                    .Order(StringComparer.Ordinal)
                    .Select(File.ReadAllText)
            )
            .Replace('⇥', '\t');
        var small = string.Concat(Enumerable.Repeat(text, 10));
        var large = string.Concat(Enumerable.Repeat(small, 10));
        Time(small);
        var one = Enumerable.Range(0, 3).Min(_ => Time(small));
        var ten = Time(large);
        Assert.True(ten < one * 30, $"{one} ms for one, {ten} ms for ten");

        static double Time(string s)
        {
            var watch = Stopwatch.StartNew();
            PlanReader.Read(new SourceText(s));
            ReportReader.Read(new SourceText(s));
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    private static readonly string[] SeedPlaces =
    [
        "富源",
        "灵武",
        "天镇",
        "顺河",
        "克州",
        "克孜勒苏",
        "阿图什",
        "乌恰",
        "阿克陶",
        "阿合奇",
        "大同",
        "开封",
        "曲靖",
        "山西",
        "河南",
        "云南",
        "宁夏",
        "新疆",
        "逯家湾",
        "白土岗",
        "水洞沟",
        "东郊乡",
    ];

    [Fact]
    public void Lexicons_OfTheAssembly_HoldNoPlaceNames()
    {
        using var file = new PEReader(File.OpenRead(typeof(PlanReader).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var strings = new List<string>();
        for (var h = MetadataTokens.UserStringHandle(1); !h.IsNil; h = metadata.GetNextHandle(h))
        {
            strings.Add(metadata.GetUserString(h));
        }
        Assert.True(strings.Count > 400);
        Assert.All(
            SeedPlaces,
            place =>
                Assert.DoesNotContain(strings, s => s.Contains(place, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Readers_SeedsWithOtherPlaceNames_ReadTheSame()
    {
        var folder = Corpus.SharedOrSkip("seeds");
        foreach (var path in Directory.GetFiles(folder, "*.txt"))
        {
            var text = File.ReadAllText(path);
            var other = text;
            foreach (var place in SeedPlaces)
            {
                other = other.Replace(
                    place,
                    "云岭青泉红河谷"[..place.Length],
                    StringComparison.Ordinal
                );
            }
            Assert.Equal(
                ReportReader
                    .Read(new SourceText(text))
                    .Figures.Select(f => (f.Value, f.Unit, f.Span)),
                ReportReader
                    .Read(new SourceText(other))
                    .Figures.Select(f => (f.Value, f.Unit, f.Span))
            );
            var before = PlanReader.Read(new SourceText(text));
            var after = PlanReader.Read(new SourceText(other));
            Assert.Equal(
                before.Items.Select(i =>
                    (
                        i.Span,
                        i.Lead.Count,
                        i.Participating.Count,
                        i.Deadlines.Count,
                        i.Targets.Count
                    )
                ),
                after.Items.Select(i =>
                    (
                        i.Span,
                        i.Lead.Count,
                        i.Participating.Count,
                        i.Deadlines.Count,
                        i.Targets.Count
                    )
                )
            );
        }
    }
}
