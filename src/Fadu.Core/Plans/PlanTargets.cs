using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>A target was tied to the figure that measures it, or let go of.</summary>
/// <param name="Target">Its place in the item, from 0.</param>
[TrailEvent("plan-item.target-tied", "目标对应指标")]
public sealed record PlanTargetTied(Guid Item, int Target, string? Figure) : ITrailEvent;

/// <summary>A target whose day has passed was compared with its figure.</summary>
/// <param name="By">The day up to which the figure was counted.</param>
/// <param name="Value">The exact value then.</param>
[TrailEvent("plan-item.target-judged", "目标到期核对")]
public sealed record PlanTargetJudged(
    Guid Item,
    int Target,
    string Figure,
    DateOnly By,
    string Value,
    bool Met
) : ITrailEvent;

/// <summary>What a target came to when its day had passed.</summary>
public sealed record TargetVerdict(int Target, string Figure, DateOnly By, string Value, bool Met);

/// <summary>Ties a target to a figure, or lets go of it.</summary>
/// <param name="Figure">Code or name; empty lets go.</param>
public sealed record TiePlanTarget(Guid Item, int Target, string? Figure) : Command;

/// <summary>
/// Compares targets whose day has passed with their figures, so that 任务.指标达标率 is a fold over the trail like every other figure. What is entered late changes the verdict with a further
/// entry. Done twice it does nothing twice.
/// </summary>
/// <param name="After">The last item of the part before; the answer is the last of this one, empty at the end.</param>
public sealed record JudgePlanTargets(DateOnly Day, Guid? After = null) : Command
{
    /// <summary>The most items in one command.</summary>
    public const int Most = 200;

    /// <summary>For so long after its day a target is looked at again.</summary>
    public const int Days = 400;
}

/// <summary>How a target stands.</summary>
/// <param name="Value">The figure now, or on the target's day where that has passed.</param>
/// <param name="Base">The figure in the year that it is compared with.</param>
/// <param name="Reached">What is compared with the target: the value, or its change against the base in %.</param>
/// <param name="Met">Null where it cannot be said.</param>
public sealed record TargetReading(
    Figure Figure,
    DateOnly From,
    DateOnly To,
    FigureValue Value,
    FigureValue? Base,
    decimal? Reached,
    bool? Met
);

/// <summary>Reads targets against their figures.</summary>
public sealed partial class PlanTargets(FigureCatalogue catalogue, FigureQuery figures)
{
    /// <summary>How a target stands on a day; null where no figure measures it.</summary>
    public async Task<TargetReading?> Read(
        FaduDb db,
        Scope scope,
        PlanTarget target,
        DateOnly day,
        CancellationToken cancellationToken = default
    )
    {
        if (target.Figure is not { } code || catalogue.Find(code) is not { } figure)
        {
            return null;
        }
        var end = target.By is { } by && by < day ? by : day;
        var from = new DateOnly(end.Year, 1, 1);
        var to = figure.LastDay(from, end, day);
        var value = await figures.Value(
            db,
            scope,
            new FigureAsk(figure, from, to),
            cancellationToken
        );
        FigureValue? start = null;
        if (
            Year().Match(target.Base ?? "") is { Success: true } year
            && int.Parse(year.Value, CultureInfo.InvariantCulture) is var y
            && y < end.Year
        )
        {
            start = await figures.Value(db, scope, FigureAsk.Year(figure, y), cancellationToken);
        }
        var reached = Reached(target, figure, value, start);
        return new TargetReading(figure, from, to, value, start, reached, Met(target, reached));
    }

    private static decimal? Reached(
        PlanTarget target,
        Figure figure,
        FigureValue value,
        FigureValue? start
    )
    {
        // "比2020年压减30%": a change in %, of a figure that itself is no rate.
        if (target.Unit == "%" && figure.Unit != "%")
        {
            if (value.Number is not { } now || start?.Number is not { } before || before == 0)
            {
                return null;
            }
            var change = (now - before) / before * 100;
            return Less().IsMatch(target.Text) ? -change : change;
        }
        return value.Number;
    }

    private static bool? Met(PlanTarget target, decimal? reached) =>
        reached is not { } n || target.Value is not { } wanted
            ? null
            : target.Operator switch
            {
                "<=" or "≤" => n <= wanted,
                "<" => n < wanted,
                ">" => n > wanted,
                "=" when target.Unit != "%" || wanted < 100 => n == wanted,
                _ => n >= wanted,
            };

    [GeneratedRegex(@"(?:19|20)\d\d")]
    private static partial Regex Year();

    [GeneratedRegex("压|减|降|缩|少")]
    private static partial Regex Less();
}

internal sealed class PlanTargetHandler(FigureCatalogue catalogue, PlanTargets targets)
    : IHandler<TiePlanTarget>,
        IHandler<JudgePlanTargets>
{
    public async ValueTask<string?> Handle(
        TiePlanTarget command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePlans);
        if (await work.Db.FindAsync<PlanItem>(work.Tenant, command.Item) is not { } item)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这项任务。");
            return null;
        }
        var content = item.ReadBody().Content;
        if (command.Target < 0 || command.Target >= content.Targets.Count)
        {
            Work.Refuse(RefusalKind.NotFound, "任务没有这个目标。");
        }
        Figure? figure = null;
        if (!string.IsNullOrWhiteSpace(command.Figure))
        {
            figure = catalogue.Find(command.Figure.Trim());
            if (figure is null)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"没有叫“{command.Figure.Trim()}”的指标。请从列表中选择，名称如 普法.场次。",
                    field: "figure"
                );
            }
        }
        if (content.Targets[command.Target].Figure == figure?.Code)
        {
            return null;
        }
        await work.Append(
            PlanItem.StreamOf(item.Id),
            new PlanTargetTied(item.Id, command.Target, figure?.Code),
            organ: item.ChiefOrganId
        );
        return item.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        JudgePlanTargets command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("目标到期由系统自动核对。");
        var after = command.After ?? Guid.Empty;
        // Few items have a target that a figure measures; they are found by the text of their body, once a day.
        var items = await work
            .Db.Set<PlanItem>()
            .Where(i => i.Tenant == work.Tenant && i.Id > after && i.Body.Contains("\"figure\":\""))
            .OrderBy(i => i.Id)
            .Take(JudgePlanTargets.Most)
            .ToListAsync(cancellationToken);
        foreach (
            var item in items.Where(i =>
                i.State is not (ItemState.Terminated or ItemState.RolledOver)
            )
        )
        {
            var body = item.ReadBody();
            for (var i = 0; i < body.Content.Targets.Count; i++)
            {
                var target = body.Content.Targets[i];
                if (
                    target.By is not { } by
                    || by >= command.Day
                    || by < command.Day.AddDays(-JudgePlanTargets.Days)
                    || await targets.Read(
                        work.Db,
                        Scope.All(work.Tenant),
                        target,
                        command.Day,
                        cancellationToken
                    )
                        is not { Met: { } met } reading
                )
                {
                    continue;
                }
                var known = body.Verdicts.FirstOrDefault(v =>
                    v.Target == i && v.Figure == reading.Figure.Code
                );
                if (known?.Met != met)
                {
                    await work.Append(
                        PlanItem.StreamOf(item.Id),
                        new PlanTargetJudged(
                            item.Id,
                            i,
                            reading.Figure.Code,
                            by,
                            reading.Value.Exact,
                            met
                        ),
                        organ: item.ChiefOrganId
                    );
                }
            }
        }
        return items.Count == JudgePlanTargets.Most ? items[^1].Id.ToString() : "";
    }
}
