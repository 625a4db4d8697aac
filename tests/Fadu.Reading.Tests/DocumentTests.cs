using Fadu.Reading.Plans;
using Fadu.Reading.Reports;

namespace Fadu.Reading.Tests;

/// <summary>Whole short documents in every layout that offices use, in both punctuations.</summary>
public sealed class DocumentTests
{
    private sealed record Sample(string Name, List<string> Expectations, string Text);

    private static List<Sample> Load(string file)
    {
        var result = new List<Sample>();
        foreach (
            var part in File.ReadAllText(Path.Combine(Corpus.Folder, file))
                .Replace("\r", "")
                .Split("=== ")
                .Skip(1)
        )
        {
            var cut = part.IndexOf("\n---\n", StringComparison.Ordinal);
            var head = part[..cut].Split('\n');
            result.Add(
                new Sample(head[0], [.. head.Skip(1)], part[(cut + 5)..].Replace('⇥', '\t'))
            );
        }
        return result;
    }

    public static TheoryData<string> PlanNames => [.. Load("plans.txt").Select(s => s.Name)];

    public static TheoryData<string> ReportNames => [.. Load("reports.txt").Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(PlanNames))]
    public void PlanReader_Document_FindsTasksUnitsDeadlinesAndWarnings(string name)
    {
        var sample = Load("plans.txt").Single(s => s.Name == name);
        foreach (
            var text in new[]
            {
                sample.Text,
                Corpus.HalfWidth(sample.Text),
                sample.Text.Replace("\n", "\r\n"),
            }
        )
        {
            var plan = PlanReader.Read(new SourceText(text));
            var got = plan.Items.Select(Describe).ToList();
            var want = sample
                .Expectations.Where(e => e.StartsWith('@'))
                .Select(e => e[1..].Split('|').Select(x => x.Trim()).ToArray())
                .ToList();
            Assert.True(
                want.Count == got.Count,
                $"{name}: {got.Count} tasks\n{string.Join('\n', got)}"
            );
            for (var i = 0; i < want.Count; i++)
            {
                Assert.Equal($"{want[i][1]} | {want[i][2]}", got[i]);
                Assert.Contains(
                    want[i][0].Replace(" ", ""),
                    plan.Items[i].Text.Replace(" ", ""),
                    StringComparison.Ordinal
                );
            }
            foreach (
                var kind in sample.Expectations.Where(e => e.StartsWith('!')).Select(e => e[2..])
            )
            {
                Assert.Contains(plan.Warnings, w => w.Kind == kind);
            }
            Places.Hold(plan);
        }
    }

    private static string Describe(ReadItem item)
    {
        var roles = new List<string>();
        foreach (
            var (name, units) in new[]
            {
                ("lead", item.Lead),
                ("part", item.Participating),
                ("resp", item.Responsible),
            }
        )
        {
            if (units.Count > 0)
            {
                roles.Add($"{name}={string.Join('、', units.Select(u => u.Name))}");
            }
        }
        return $"{string.Join(';', roles)} | {string.Join('、', item.Deadlines.Select(d => d.Text))}";
    }

    [Theory]
    [MemberData(nameof(ReportNames))]
    public void ReportReader_Document_FindsFiguresAndDecidesChecks(string name)
    {
        var sample = Load("reports.txt").Single(s => s.Name == name);
        foreach (
            var text in new[]
            {
                sample.Text,
                Corpus.HalfWidth(sample.Text),
                sample.Text.Replace("\n", "\r\n"),
            }
        )
        {
            var report = ReportReader.Read(new SourceText(text));
            var figures = string.Join(
                '|',
                report.Figures.Select(f => Corpus.Show(f.Value) + " " + f.Unit)
            );
            Assert.Equal(
                sample.Expectations.Single(e => e.StartsWith('=')).Trim('=', ' '),
                figures
            );
            var checks = report.Checks.Select(c => $"{c.Kind} {c.Verdict} {c.Statement}").ToList();
            foreach (
                var expected in sample
                    .Expectations.Where(e => e.StartsWith('!'))
                    .Select(e => e[2..])
            )
            {
                Assert.Contains(expected, checks);
            }
            var failing = sample.Expectations.Count(e =>
                e.StartsWith('!') && e.Contains(" fails ", StringComparison.Ordinal)
            );
            Assert.Equal(failing, report.Checks.Count(c => c.Verdict == "fails"));
            Places.Hold(report);
        }
    }
}
