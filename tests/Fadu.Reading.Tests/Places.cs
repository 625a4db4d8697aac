using Fadu.Reading.Citations;
using Fadu.Reading.Plans;
using Fadu.Reading.Reports;

namespace Fadu.Reading.Tests;

/// <summary>For everything that was read, text[start..end] holds its own words.</summary>
internal static class Places
{
    public static void Hold(PlanReading plan)
    {
        var text = plan.Source.Text;
        foreach (var item in plan.Items)
        {
            Is(text, item.Span, item.Text);
            Assert.All(item.Measures, m => Is(text, m.Span, m.Text));
            Assert.All(
                item.Lead.Concat(item.Participating).Concat(item.Responsible),
                u => Is(text, u.Span, u.Written)
            );
            Assert.All(item.Deadlines, d => Is(text, d.Span, d.Text));
            Assert.All(item.Targets, t => Is(text, t.Span, t.Text));
        }
        Assert.All(plan.Warnings, w => Is(text, w.Span, w.Text));
    }

    public static void Hold(ReportReading report)
    {
        var text = report.Source.Text;
        foreach (var f in report.Figures)
        {
            Is(text, f.SentenceSpan, f.Sentence);
            Assert.InRange(f.Span.Start, f.SentenceSpan.Start, f.SentenceSpan.End);
            Assert.InRange(f.Span.End, f.Span.Start + 1, f.SentenceSpan.End);
            if (
                f.Value is { } value
                && value == Math.Floor(value)
                && text[f.Span.Start] is >= '1' and <= '9'
            )
            {
                var digits = string.Concat(
                    text[f.Span.Start..f.Span.End]
                        .Select(c =>
                            c switch
                            {
                                'O' or 'o' or 'О' or 'Ο' or '○' or '◯' => '0',
                                'l' or 'I' => '1',
                                >= '０' and <= '９' => (char)(c - '０' + '0'),
                                _ => c,
                            }
                        )
                        .Where(char.IsAsciiDigit)
                );
                Assert.StartsWith(
                    value.ToString("0", System.Globalization.CultureInfo.InvariantCulture),
                    digits,
                    StringComparison.Ordinal
                );
            }
        }
        Assert.All(report.Outline, o => Is(text, o.Span, o.Text));
        Assert.All(report.Checks, c => Assert.InRange(c.Span.End, c.Span.Start, text.Length));
    }

    public static void Hold(CitationReading reading) =>
        Assert.All(reading.Citations, c => Is(reading.Source.Text, c.Span, c.Text));

    private static void Is(string text, TextSpan span, string words)
    {
        Assert.InRange(span.Start, 0, text.Length);
        Assert.InRange(span.End, span.Start, text.Length);
        Assert.Equal(words, text[span.Start..span.End]);
    }
}
