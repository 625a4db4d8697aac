using Fadu.Reading.Citations;
using Fadu.Reading.Plans;
using Fadu.Reading.Reports;

namespace Fadu.Reading.Tests;

/// <summary>Sentence by sentence: what a reader must see in each, in both punctuations, with every place holding its own words.</summary>
public sealed class SentenceTests
{
    public static TheoryData<string, string> Figures => Corpus.Lines("figures.tsv");

    public static TheoryData<string, string> DeadlineLines => Corpus.Lines("deadlines.tsv");

    public static TheoryData<string, string> UnitLines => Corpus.Lines("units.tsv");

    public static TheoryData<string, string> TargetLines => Corpus.Lines("targets.tsv");

    public static TheoryData<string, string> CitationLines => Corpus.Lines("citations.tsv");

    [Theory]
    [MemberData(nameof(Figures))]
    public void Reader_Sentence_FindsExactlyItsFigures(string sentence, string expected)
    {
        foreach (var text in new[] { sentence, Corpus.HalfWidth(sentence) })
        {
            var report = ReportReader.Read(new SourceText(text));
            var got = report.Figures.Select(f =>
                string.Join(
                    ' ',
                    new[] { Corpus.Show(f.Value), f.Unit is null ? "" : Fold(f.Unit) }.Where(s =>
                        s.Length > 0
                    )
                )
            );
            var want =
                expected == "-"
                    ? []
                    : expected.Split('|').Select(w => Fold(w.TrimEnd('>', '<', '=', '~').Trim()));
            Assert.Equal(string.Join('|', want), string.Join('|', got));
            var operators =
                expected == "-"
                    ? []
                    : expected
                        .Split('|')
                        .Select(w =>
                            w.Split(' ')[^1] is ">" or "<" or ">=" or "<=" or "~"
                                ? w.Split(' ')[^1]
                                : "="
                        );
            Assert.Equal(
                string.Join('|', operators),
                string.Join('|', report.Figures.Select(f => f.Operator))
            );
            Assert.All(
                report.Figures,
                f => Assert.Contains(text[f.Span.Start..f.Span.End], text, StringComparison.Ordinal)
            );
        }
    }

    private static string Fold(string unit) =>
        unit.Replace("(", "（", StringComparison.Ordinal)
            .Replace(")", "）", StringComparison.Ordinal);

    private static ReadItem Single(string text)
    {
        var plan = PlanReader.Read(
            new SourceText(
                $"云岭县2023年法治政府建设工作计划\n一、主要任务\n（一）健全机制。扎实做好各项重点工作。{text}\n"
            )
        );
        return Assert.Single(plan.Items);
    }

    [Theory]
    [MemberData(nameof(DeadlineLines))]
    public void Reader_Sentence_FindsExactlyItsDeadlines(string sentence, string expected)
    {
        foreach (var text in new[] { sentence, Corpus.HalfWidth(sentence) })
        {
            var got = Single(text)
                .Deadlines.Select(d =>
                    $"{d.Text}={(d.Due is { } due ? due.ToString("yyyy-MM-dd") : d.Recurrence)}{(d.Ambiguous ? "?" + d.Alternative?.ToString("yyyy-MM-dd") : "")}"
                );
            Assert.Equal(expected == "-" ? "" : expected, string.Join('|', got));
        }
    }

    [Theory]
    [MemberData(nameof(TargetLines))]
    public void Reader_Sentence_FindsExactlyItsTargets(string sentence, string expected)
    {
        foreach (var text in new[] { sentence, Corpus.HalfWidth(sentence) })
        {
            var got = Single(text)
                .Targets.Select(t =>
                    $"{t.Text};{t.Operator};{(t.Value is null ? "" : Corpus.Show(t.Value))};{t.Unit}"
                );
            Assert.Equal(expected == "-" ? "" : expected, string.Join('|', got));
        }
    }

    [Theory]
    [MemberData(nameof(UnitLines))]
    public void Reader_Responsibility_GivesEachUnitItsRole(string line, string expected)
    {
        foreach (var text in new[] { line, Corpus.HalfWidth(line) })
        {
            var bracket = text[0] is '（' or '(' or '由';
            var item = Single(
                "完善工作机制，形成工作合力，抓好各项任务落实。" + (bracket ? "" : "\n") + text
            );
            var got = new List<string>();
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
                    got.Add($"{name}={string.Join('、', units.Select(u => u.Name))}");
                }
            }
            Assert.Equal(expected == "-" ? "" : expected, string.Join(';', got));
            foreach (var u in item.Lead.Concat(item.Participating).Concat(item.Responsible))
            {
                Assert.EndsWith(
                    u.Written.Replace('(', '（').Replace(')', '）'),
                    u.Name,
                    StringComparison.Ordinal
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(CitationLines))]
    public void Reader_Sentence_FindsExactlyItsCitations(string sentence, string expected)
    {
        foreach (var text in new[] { sentence, Corpus.HalfWidth(sentence) })
        {
            var reading = CitationReader.Read(new SourceText(text));
            var got = reading.Citations.Select(c =>
                string.Join(
                    ' ',
                    new[] { c.Law, c.Article, c.Paragraph, c.Item }.Where(x => x is not null)
                )
            );
            Assert.Equal(expected == "-" ? "" : expected, string.Join('|', got));
            Assert.All(
                reading.Citations,
                c => Assert.Equal(c.Text, text[c.Span.Start..c.Span.End])
            );
            Assert.All(reading.Citations, c => Assert.Equal("not-checked", c.Status));
        }
    }
}
