using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>What is asked now, as the top of the page says it.</summary>
/// <param name="What">Stage and steps.</param>
/// <param name="Whom">Organ and part.</param>
/// <param name="Articles">The articles.</param>
/// <param name="IsOurs">Whether the reader's organ is asked.</param>
public sealed record Asked(
    string What,
    string Whom,
    IReadOnlyList<string> Articles,
    bool IsOurs,
    Guid? WaitsFor
);

/// <summary>Words and pictures of a matter that several pages share.</summary>
public static class MatterWords
{
    /// <summary>Where it stands, in a few words with a colour.</summary>
    public static (Tone Tone, string Words) Standing(MatterRow row, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row switch
        {
            { IsVoid: true } => (Tone.Plain, "误立已撤销"),
            { IsOpen: false } => (Tone.Ok, row.OutcomeName is { } o ? $"已办结：{o}" : "已办结"),
            _ when row.DaysLate(today) is > 0 and var late => (Tone.Late, $"逾期 {late} 天"),
            { Stage: { } stage } => (Tone.Now, stage),
            _ => (Tone.Now, "在办"),
        };
    }

    /// <summary>The same of a matter that was read whole.</summary>
    public static (Tone Tone, string Words) Standing(Matter m, DateOnly today) =>
        m switch
        {
            { IsVoid: true } => (Tone.Plain, "误立已撤销"),
            { IsOpen: false } => (Tone.Ok, m.OutcomeName is { } o ? $"已办结：{o}" : "已办结"),
            _ when m.NextDue < today => (
                Tone.Late,
                $"逾期 {today.DayNumber - m.NextDue.DayNumber} 天"
            ),
            _ when m.NextDue == Matter.NoDue => (Tone.Now, "在办"),
            _ when m.NextDue == today => (Tone.Soon, "今天到期"),
            _ => (
                m.NextDue.DayNumber - today.DayNumber <= 7 ? Tone.Soon : Tone.Now,
                $"还有 {m.NextDue.DayNumber - today.DayNumber} 天"
            ),
        };

    /// <summary>The line of stages. Stages that only an action opens show once they have been opened.</summary>
    public static IReadOnlyList<Step> Stages(MatterDetail detail, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(detail);
        var late = detail.Matter.IsOpen && detail.Matter.NextDue < today;
        return
        [
            .. detail
                .Procedure.Stages.Where(s =>
                    detail.State.Stages.ContainsKey(s.Key)
                    || (!s.IsOnCall && !s.IsTerminal)
                    || (s.IsTerminal && !detail.State.IsEnded)
                )
                .Select(s =>
                    detail.State.Stages.GetValueOrDefault(s.Key) switch
                    {
                        { Status: StageStatus.Open } when detail.State.IsEnded => new Step(
                            s.Name,
                            StepState.Done
                        ),
                        { Status: StageStatus.Open } now => new Step(
                            s.Name,
                            late ? StepState.Late : StepState.Current,
                            now.Times > 1 ? $"第 {now.Times} 次" : null
                        ),
                        { Status: StageStatus.Closed } done => new Step(
                            s.Name,
                            StepState.Done,
                            done.Result is { } r
                                ? s.Results.FirstOrDefault(x => x.Key == r)?.Name ?? null
                                : null
                        ),
                        { Status: StageStatus.Absent } => new Step(s.Name, StepState.Skipped),
                        _ => new Step(s.Name),
                    }
                ),
        ];
    }

    /// <summary>What was said of one entry, in one line: a full stop before a semicolon is left out.</summary>
    public static string Joined(IEnumerable<string?> parts)
    {
        var said = parts.OfType<string>().ToList();
        return string.Join(
            '；',
            said.Select((t, i) => i + 1 < said.Count ? t.TrimEnd('。', '；') : t)
        );
    }

    /// <summary>What is asked now, of whom, by which article.</summary>
    public static IReadOnlyList<Asked> Next(
        MatterDetail detail,
        LedgerOrgans organs,
        PeopleDirectory people,
        Guid? ours
    )
    {
        ArgumentNullException.ThrowIfNull(detail);
        return
        [
            .. detail.Next.Select(n =>
            {
                var acting = n
                    .Roles.SelectMany(r => OrgansOf(detail, r).Select(o => (Role: r, Organ: o)))
                    .ToList();
                var parts = acting
                    .GroupBy(a => a.Organ)
                    .OrderBy(g => g.Key is null || g.Key != ours)
                    .ToList();
                return new Asked(
                    n.WaitsFor is { } child
                        ? $"{n.Stage.Name}：等待“{child.Name}”的结果"
                        : $"{n.Stage.Name}：{string.Join("、", Takable(detail, n).Select(a => a.Name))}",
                    string.Join(
                        "；",
                        parts
                            .Take(MostParts)
                            .Select(g =>
                                $"{(g.Key is { } organ ? organs.NameOf(organ) : "")} {string.Join("、", g.Select(a => a.Role.Name).Distinct())}".Trim()
                                + (
                                    g.Key == detail.Matter.OrganId
                                        ? $"（经办 {people.NameOf(detail.Matter.HandlerId)}）"
                                        : ""
                                )
                                + (g.Key is not null && g.Key == ours ? "（本单位）" : "")
                            )
                    ) + (parts.Count > MostParts ? $"；等 {parts.Count} 个单位" : ""),
                    [
                        .. n
                            .Actions.Select(a => a.Basis)
                            .Append(n.Stage.Basis)
                            .OfType<LawRef>()
                            .Where(l => l != OwnRule.Basis)
                            .Select(l => l.ToString())
                            .Distinct(),
                    ],
                    acting.Any(a => a.Organ == ours && a.Organ is not null),
                    n.WaitsFor is { } waited
                    && Guid.TryParse(
                        detail.State.Children.GetValueOrDefault(waited.Slot)?.Matter,
                        out var other
                    )
                        ? other
                        : null
                );
            }),
        ];
    }

    /// <summary>Every day from the event to the last one, for the strip.</summary>
    public static IReadOnlyList<StripDay> Strip(ClockView clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var reading = clock.Reading;
        if (reading.Due is not { } due || reading.Clock.Limit.Unit is TimeUnit.Hours)
        {
            return [];
        }
        var start = DateOnly.FromDateTime(reading.StartedAt);
        var (from, to) = start <= due ? (start, due) : (due, start);
        // Years of days show nothing that one could read.
        if (to.DayNumber - from.DayNumber > 800)
        {
            return [];
        }
        var calendar = reading.Calendar;
        var days = new List<StripDay>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var kind =
                day == due ? StripKind.Last
                : day == start ? StripKind.First
                : IsPaused(clock.State.Moves, day) ? StripKind.Paused
                : calendar.IsMakeUpWorkday(day) ? StripKind.MakeUp
                : !calendar.IsWorkday(day) ? StripKind.Rest
                : StripKind.Counted;
            days.Add(new StripDay(day, kind, calendar.WhyRest(day)));
        }
        return days;
    }

    /// <summary>How a clock stands, in words with a colour.</summary>
    public static (Tone Tone, string Words) Standing(ClockView clock, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var window = clock.Rule.Kind == ClockKind.AtLeast;
        return clock switch
        {
            { State.StoppedOn: { } done } when clock.Due is { } due && done > due && !window => (
                Tone.Late,
                $"迟办 {done.DayNumber - due.DayNumber} 天"
            ),
            { State.StoppedOn: not null } => (Tone.Ok, window ? "已满" : "按期办结"),
            { Due: null } => (Tone.Soon, "已中止"),
            { Due: { } due } when window && due < today => (Tone.Ok, "已满"),
            { Due: { } due } when window => (
                Tone.Soon,
                $"还差 {due.DayNumber - today.DayNumber + 1} 天"
            ),
            { Due: { } due } when due < today => (
                Tone.Late,
                $"逾期 {today.DayNumber - due.DayNumber} 天"
            ),
            { Due: { } due } when due == today => (Tone.Soon, "今天到期"),
            { Due: { } due } => (
                due.DayNumber - today.DayNumber <= 7 ? Tone.Soon : Tone.Plain,
                $"还有 {due.DayNumber - today.DayNumber} 天"
            ),
            _ => (Tone.Plain, "未起算"),
        };
    }

    /// <summary>The length of a limit, as 不少于7个工作日.</summary>
    public static string Length(ClockView clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var limit = clock.State.Limit;
        return clock.Rule.Kind switch
        {
            ClockKind.AtLeast => $"不少于{limit}",
            ClockKind.Before => $"最迟在{limit}前",
            _ => $"{limit}内",
        };
    }

    // More organs than this are a number.
    private const int MostParts = 3;

    /// <summary>The organs that play a part; several may have been invited to one.</summary>
    public static IEnumerable<Guid?> OrgansOf(MatterDetail detail, ProcedureRole role)
    {
        ArgumentNullException.ThrowIfNull(detail);
        ArgumentNullException.ThrowIfNull(role);
        var invited =
            role.Side == Side.Other
                ? detail
                    .Organs.Where(o => o.Part == MatterPart.Invited && o.Role == role.Key)
                    .Select(o => (Guid?)o.Organ)
                    .ToList()
                : [];
        return invited.Count > 0
            ? invited
            : role.Side switch
            {
                Side.Sender => [detail.Matter.SenderId],
                Side.Outside or Side.System => [null],
                _ => [detail.Matter.OrganId],
            };
    }

    /// <summary>Of the steps of a stage those that the reader may take now; else those that anybody may; all where each still lacks something.</summary>
    private static IReadOnlyList<ProcedureAction> Takable(MatterDetail detail, NextStep next)
    {
        var free = detail
            .Steps.Where(s => s.Refusals.Count == 0 && next.Actions.Contains(s.Action))
            .ToList();
        return free.Exists(s => s.MayTry) ? [.. free.Where(s => s.MayTry).Select(s => s.Action)]
            : free.Count > 0 ? [.. free.Select(s => s.Action)]
            : next.Actions;
    }

    private static bool IsPaused(IReadOnlyList<ClockMove> moves, DateOnly day)
    {
        var paused = false;
        foreach (var move in moves.Where(m => m.Day <= day))
        {
            paused = move.Kind switch
            {
                ClockMoveKind.Pause => true,
                // The day on which it goes on counts again.
                ClockMoveKind.Resume or ClockMoveKind.Restart => false,
                _ => paused,
            };
        }
        return paused;
    }
}
