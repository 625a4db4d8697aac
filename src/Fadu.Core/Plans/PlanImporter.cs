using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Core.Organs;
using Fadu.Reading;
using Fadu.Reading.Plans;

namespace Fadu.Core.Plans;

/// <summary>Turns what was read from a plan into a draft: units become organs where that is certain, and what is not becomes a question. Pure.</summary>
public static partial class PlanImporter
{
    /// <summary>The draft of a reading.</summary>
    /// <param name="reading">What <see cref="PlanReader"/> found.</param>
    /// <param name="fileHash">SHA-256 of the file it was read from.</param>
    /// <param name="organs">The county's organs.</param>
    /// <param name="today">The day of the import: what was due before is asked about.</param>
    public static ImportPlan Prepare(
        PlanReading reading,
        string fileHash,
        OrganDirectory organs,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(organs);
        var doubts = new List<PlanDoubt>();
        var items = new List<PlanItemContent>();
        foreach (var read in reading.Items)
        {
            items.Add(Item(read, reading, organs, today, doubts));
        }
        foreach (var warning in reading.Warnings)
        {
            Warn(warning, reading, items, doubts);
        }
        foreach (
            var item in items.Where(i =>
                i.Chief() is null && !i.Units.Any(u => u.Role != UnitRole.Participating)
            )
        )
        {
            doubts.Add(
                new PlanDoubt
                {
                    Kind = DoubtKind.NoUnit,
                    Words = item.Title,
                    Why = "原文没有写明牵头单位或责任单位。请指定，或者不列为任务。",
                    At = item.At is { } at
                        ? new Place(at.Start, Math.Min(at.End, at.Start + item.Title.Length))
                        : null,
                    Item = item.Id,
                }
            );
        }
        var title = reading.Title is { Length: > 0 } found
            ? found
            : Path.GetFileNameWithoutExtension(reading.Source.FileName);
        var (from, to) = Years(title);
        return new ImportPlan(
            new PlanHead
            {
                Title = title.Length > 300 ? title[..300] : title,
                Number = reading.DocumentNumber,
                Issuers = reading.Issuers,
                Place = reading.Place,
                SignedOn = reading.SignedOn,
                Kind = KindOf(title),
                FromYear = from,
                ToYear = to,
            },
            reading.Source.Text,
            reading.Source.FileName,
            fileHash,
            items,
            [
                .. doubts
                    .OrderBy(d => d.At?.Start ?? int.MaxValue)
                    .ThenBy(d => d.Kind)
                    .Select((d, i) => d with { Id = i + 1 }),
            ]
        );
    }

    private static PlanItemContent Item(
        ReadItem read,
        PlanReading reading,
        OrganDirectory organs,
        DateOnly today,
        List<PlanDoubt> doubts
    )
    {
        var id = Guid.CreateVersion7();
        var mentions = read
            .Lead.Select(u => (Unit: u, Role: UnitRole.Lead))
            .Concat(read.Responsible.Select(u => (Unit: u, Role: UnitRole.Responsible)))
            .Concat(read.Participating.Select(u => (Unit: u, Role: UnitRole.Participating)))
            .ToList();
        // The words of the document first: what the county's own list of names knows for certain needs no mending.
        var written = organs.MatchItem([.. mentions.Select(m => m.Unit.Written)], reading.SignedOn);
        var mended = organs.MatchItem([.. mentions.Select(m => m.Unit.Name)], reading.SignedOn);
        var units = new List<PlanUnit>();
        for (var i = 0; i < mentions.Count; i++)
        {
            var (mention, role) = mentions[i];
            var at = At(mention.Span);
            var match =
                Known(written[i]) ? written[i]
                : Known(mended[i]) && IsElision(mention) ? mended[i]
                : null;
            units.Add(
                new PlanUnit
                {
                    Name = OneLine(Known(written[i]) ? mention.Written : mention.Name),
                    Role = role,
                    At = at,
                    IsCollective = mention.Collective || match?.Set is not null,
                    Organs =
                        match?.Organ is { } organ ? [organ.Id]
                        : match?.Set is { } set ? [.. set.Members.Select(m => m.Id)]
                        : [],
                }
            );
            if (match is null)
            {
                var probable = mended[i].Organ ?? mended[i].Suggestions.FirstOrDefault()?.Organ;
                var warning = reading.Warnings.FirstOrDefault(w =>
                    w.Kind is "misspelt-unit" or "name-variant" && w.Span == mention.Span
                );
                doubts.Add(
                    new PlanDoubt
                    {
                        Kind = warning?.Kind switch
                        {
                            "misspelt-unit" => DoubtKind.MisspeltUnit,
                            "name-variant" => DoubtKind.NameVariant,
                            _ => DoubtKind.UnknownUnit,
                        },
                        Words = OneLine(mention.Written),
                        At = at,
                        Item = id,
                        Suggestion = probable?.ShortName,
                        SuggestedOrgan = probable?.Id,
                        Why = probable is null
                            ? $"机关名录里没有“{OneLine(mention.Written)}”，也没有相近的名称。"
                            : $"机关名录里没有“{OneLine(mention.Written)}”，是否为“{probable.ShortName}”？"
                                + (warning?.Why ?? mended[i].Suggestions.FirstOrDefault()?.Reason),
                    }
                );
            }
        }
        var dues = read.Deadlines.Select(d => Due(d, reading, today)).ToList();
        foreach (var (deadline, due) in read.Deadlines.Zip(dues))
        {
            if (deadline is { Ambiguous: true, Due: { } first, Alternative: { } second })
            {
                doubts.Add(
                    new PlanDoubt
                    {
                        Kind = DoubtKind.AmbiguousDate,
                        Words = deadline.Text,
                        At = due.At,
                        Item = id,
                        Days = first < second ? [first, second] : [second, first],
                        Why =
                            $"“{deadline.Text}”可以读作 {first:yyyy-MM-dd}，也可以读作 {second:yyyy-MM-dd}。",
                    }
                );
            }
            else if (due is { Every: null, On: { } on } && on < today)
            {
                doubts.Add(
                    new PlanDoubt
                    {
                        Kind = DoubtKind.PastDeadline,
                        Words = deadline.Text,
                        At = due.At,
                        Item = id,
                        Days = [on],
                        Why =
                            (reading.PublishedOn ?? reading.SignedOn) is { } known && on < known
                                ? $"期限 {on:yyyy-MM-dd} 早于文件日期 {known:yyyy-MM-dd}。照录则入账当日即为逾期。"
                                : $"期限 {on:yyyy-MM-dd} 在导入之日已经过去。照录则入账当日即为逾期。",
                    }
                );
            }
        }
        var title = read.Title is { Length: > 0 } given
            ? given
            : read.Measures.FirstOrDefault()?.Text ?? read.Text;
        title = title.Trim().TrimEnd('。', '；', ';', '.');
        return new PlanItemContent
        {
            Id = id,
            Number = read.Number ?? read.Id,
            Chapter = read.Chapter,
            Title = title.Length > 200 ? title[..199] + "…" : title,
            Text = reading.Source.Slice(read.Span),
            Measures =
            [
                .. read.Measures.Select(m => new PlanMeasure
                {
                    Text = reading.Source.Slice(m.Span),
                    At = At(m.Span),
                }),
            ],
            Units = units,
            Dues = dues,
            Targets =
            [
                .. read.Targets.Select(t => new PlanTarget
                {
                    Text = t.Text,
                    Metric = t.Metric,
                    Operator = t.Operator,
                    Value = t.Value,
                    Unit = t.Unit,
                    Base = t.Base,
                    By = t.By,
                    At = At(t.Span),
                }),
            ],
            At = At(read.Span),
        };

        static bool Known(OrganMatch match) => match.Organ is not null || match.Set is not null;
    }

    /// <summary>A name that the source breaks over two lines is one name.</summary>
    private static string OneLine(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>An elided 县 written out is no mending: 县发改局、司法局.</summary>
    private static bool IsElision(UnitMention unit) =>
        unit.Name.EndsWith(unit.Written, StringComparison.Ordinal);

    private static PlanDue Due(ReadDeadline read, PlanReading reading, DateOnly today)
    {
        Recurrence? every = read.Recurrence switch
        {
            null or "per-term" => null,
            var r when r.EndsWith("P6M", StringComparison.Ordinal) => Recurrence.HalfYearly,
            var r when r.EndsWith("P3M", StringComparison.Ordinal) => Recurrence.Quarterly,
            var r when r.EndsWith("P1M", StringComparison.Ordinal) => Recurrence.Monthly,
            _ => Recurrence.Yearly,
        };
        var on = read.Due;
        if (
            on is null
            && read.Recurrence is { } rhythm
            && YearDay().Match(rhythm) is { Success: true } day
            && DateOnly.TryParseExact(
                $"{(reading.SignedOn ?? today).Year:0000}-{day.Groups[1].Value}",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var found
            )
        )
        {
            on = found;
        }
        return new PlanDue
        {
            Text = read.Text,
            What = read.What,
            On = on,
            Every = every,
            At = At(read.Span),
        };
    }

    private static void Warn(
        ReadWarning warning,
        PlanReading reading,
        List<PlanItemContent> items,
        List<PlanDoubt> doubts
    )
    {
        DoubtKind? kind = warning.Kind switch
        {
            "unfinished-list" => DoubtKind.UnfinishedList,
            "duplicate-measure" => DoubtKind.DuplicateMeasure,
            "typo" => DoubtKind.Typo,
            "year-range" => DoubtKind.YearRange,
            _ => null,
        };
        var at = At(warning.Span);
        // A misspelt unit is asked about as a unit, once.
        if (
            kind is null
            || (kind == DoubtKind.Typo && doubts.Any(d => d.At is { } place && place.Covers(at)))
        )
        {
            return;
        }
        var item =
            items.FirstOrDefault(i => i.At is { } place && place.Covers(at))
            ?? items.FirstOrDefault(i =>
                i.Units.Any(u => u.At is { } place && (place.Covers(at) || at.Covers(place)))
            );
        if (item is null && kind is DoubtKind.Typo or DoubtKind.DuplicateMeasure)
        {
            // Outside of every task nothing depends on it.
            return;
        }
        if (kind == DoubtKind.DuplicateMeasure)
        {
            at =
                item?.Measures.FirstOrDefault(m =>
                    m.At is { } place && (place.Covers(at) || at.Covers(place))
                )?.At
                ?? at;
        }
        doubts.Add(
            new PlanDoubt
            {
                Kind = kind.Value,
                Words = reading.Source.Slice(warning.Span),
                At = at,
                Item = item?.Id,
                Suggestion = warning.Suggestion,
                Why = warning.Why,
            }
        );
    }

    private static Place At(TextSpan span) => new(span.Start, span.End);

    private static PlanKind KindOf(string title) =>
        title.Contains("放管服", StringComparison.Ordinal) ? PlanKind.ReformItems
        : title.Contains("要点", StringComparison.Ordinal)
        || title.Contains("工作计划", StringComparison.Ordinal)
            ? PlanKind.AnnualKeyTasks
        : title.Contains("方案", StringComparison.Ordinal) ? PlanKind.Implementation
        : PlanKind.Other;

    private static (int?, int?) Years(string title)
    {
        if (YearSpan().Match(title) is { Success: true } span)
        {
            var (from, to) = (Number(span.Groups[1].Value), Number(span.Groups[2].Value));
            return to >= from ? (from, to) : (null, null);
        }
        return OneYear().Match(title) is { Success: true } one
            ? (Number(one.Groups[1].Value), Number(one.Groups[1].Value))
            : (null, null);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"--(\d\d-\d\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearDay();

    [GeneratedRegex(
        @"(20\d\d)\s*年?\s*[-—–―~～至]+\s*(20\d\d)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex YearSpan();

    [GeneratedRegex(@"(20\d\d)\s*年", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OneYear();
}
