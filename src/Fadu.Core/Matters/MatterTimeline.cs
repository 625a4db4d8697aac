using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

/// <summary>One line of the timeline of a matter.</summary>
/// <param name="Number">Number of the entry in the stream.</param>
/// <param name="On">The day on which it counts.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Who">李宁（代 周明）, or 系统.</param>
/// <param name="What">Such as 受理.</param>
/// <param name="Details">What it brought, each a short sentence.</param>
/// <param name="LateReason">Set for 事后补录.</param>
/// <param name="Unlawful">What is on record that should not have happened, with its article.</param>
public sealed record TimelineLine(
    int Number,
    DateOnly On,
    DateTimeOffset At,
    string Who,
    string What,
    IReadOnlyList<string> Details,
    string? Reason,
    string? LateReason,
    IReadOnlyList<string> Unlawful,
    IReadOnlyList<string> Evidence
)
{
    /// <summary>The step with what was filled in; empty for what is no step.</summary>
    public Acted? Did { get; init; }
}

/// <summary>Tells from the trail what happened in a matter.</summary>
public static class MatterTimeline
{
    /// <summary>All that happened, oldest first.</summary>
    public static async Task<IReadOnlyList<TimelineLine>> Read(
        FaduDb db,
        Matter matter,
        Procedure procedure,
        EventRegistry registry,
        PeopleDirectory people,
        CancellationToken cancellationToken = default
    )
    {
        var stream = Matter.StreamOf(matter.Id);
        var entries = await db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == matter.Tenant && e.Stream == stream)
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        var lines = new List<TimelineLine>();
        foreach (var entry in entries)
        {
            var data = entry.Read(registry);
            var effects = (data as IMatterMoved)?.Effects ?? [];
            var late = effects.OfType<RecordedLate>().FirstOrDefault();
            lines.Add(
                new TimelineLine(
                    entry.Number,
                    entry.LegalDate,
                    entry.At,
                    entry.ActsFor is { } principal
                        ? $"{people.NameOf(entry.Actor)}（代 {people.NameOf(principal)}）"
                        : people.NameOf(entry.Actor),
                    NameOf(data, registry.DisplayName(entry.Kind)),
                    [.. DetailsOf(data, effects, procedure, people)],
                    late is null ? entry.Reason : null,
                    late?.Reason,
                    [
                        .. effects
                            .OfType<UnlawfulRecorded>()
                            .Select(u =>
                                $"{procedure.FindUnlawful(u.Fact)?.Name ?? u.Fact}（{u.Basis}）：{u.Reason}"
                            ),
                    ],
                    entry.Evidence
                )
                {
                    Did = effects.OfType<Acted>().FirstOrDefault(),
                }
            );
        }
        return lines;
    }

    /// <summary>What an entry is called: for a step, the step's name.</summary>
    internal static string NameOf(ITrailEvent data, string kind) =>
        data switch
        {
            MatterActed a => a.Name,
            MatterUnlawfulRecorded u => $"{kind}：{u.Name}",
            MatterChildReturned r => r.Name,
            MatterChildNamed r => r.Name,
            _ => kind,
        };

    private static IEnumerable<string> DetailsOf(
        ITrailEvent data,
        IReadOnlyList<Effect> effects,
        Procedure procedure,
        PeopleDirectory people
    ) =>
        data switch
        {
            MatterNoted n => [n.Text],
            MatterAssigned a => [$"承办人为{people.NameOf(a.Handler)}"],
            MatterWarned w =>
            [
                $"{procedure.FindClock(w.Clock)?.Name ?? w.Clock}{w.Step.DisplayName()}，期满日{ChineseDates.Long(w.Due)}",
            ],
            MatterClocksRecounted r => r.Days.Select(d =>
                r.Held.TryGetValue(d.Clock, out var would)
                    ? $"{d.Name}按新的放假安排为{ChineseDates.Long(would)}，已告知当事人的{ChineseDates.Long(d.Due!.Value)}不自动提前"
                    : $"{d.Name}为{(d.Due is { } due ? ChineseDates.Long(due) : "恢复后另计")}"
            ),
            _ => effects
                .Select(e => Words(e, procedure, (data as IMatterMoved)?.Days ?? []))
                .OfType<string>(),
        };

    private static string? Words(Effect effect, Procedure procedure, IReadOnlyList<ClockDay> days)
    {
        string Stage(string key) => procedure.FindStage(key)?.Name ?? key;
        string Clock(string key) => procedure.FindClock(key)?.Name ?? key;
        string Until(string key) =>
            days.FirstOrDefault(d => d.Clock == key) is { Due: { } due, Kind: var kind }
                ? kind switch
                {
                    ClockKind.AtLeast => $"，至{ChineseDates.Long(due)}止",
                    ClockKind.Before => $"，最迟{ChineseDates.Long(due)}",
                    _ => $"，{ChineseDates.Long(due)}期满",
                }
                : "";
        string Result(string stage, string result) =>
            procedure.FindStage(stage)?.Results.FirstOrDefault(r => r.Key == result)?.Name
            ?? procedure.FindOutcome(result)?.Name
            ?? result;
        return effect switch
        {
            StageOpened s => $"进入“{Stage(s.Stage)}”",
            StageSkipped s => $"“{Stage(s.Stage)}”依法不适用：{s.Reason}（{s.Basis}）",
            StageClosed { Result: { } result } s =>
                $"“{Stage(s.Stage)}”：{Result(s.Stage, result)}",
            ClockStarted c => $"{Clock(c.Clock)}自{ChineseDates.Long(c.On)}起算{Until(c.Clock)}",
            ClockMoved c => Clock(c.Clock)
                + c.Move switch
                {
                    ClockMoveKind.Pause => "中止",
                    ClockMoveKind.Resume => "恢复",
                    ClockMoveKind.Extend => $"延长{c.By}",
                    _ => "重新计算",
                }
                + Until(c.Clock),
            ClockMissed c => $"{Clock(c.Clock)}已于{ChineseDates.Long(c.Due)}届满",
            MaterialAdded m =>
                $"{procedure.FindMaterial(m.Material)?.Name ?? m.Material}{(m.Version > 1 ? $"（第{m.Version}稿）" : "")}：{m.Name}",
            ItemWanted w => w.Kind == "add" ? "写入名录" : "变更名录",
            DocumentDue d => $"产生{procedure.FindDocument(d.Document)?.Name ?? d.Document}",
            OutcomeSettled o => $"结果：{procedure.FindOutcome(o.Outcome)?.Name ?? o.Outcome}",
            MatterEnded => "事项结束",
            ChildWanted c => $"开启{procedure.FindChild(c.Slot)?.Name ?? c.Slot}",
            EditionMoved m => $"改用{m.Edition}版",
            _ => null,
        };
    }
}
