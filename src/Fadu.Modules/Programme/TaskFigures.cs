using Fadu.Core.Figures;
using Fadu.Core.Plans;

namespace Fadu.Modules.Programme;

/// <summary>任务, as in the catalogue. A task counts once, for the organ that leads it.</summary>
public static class TaskFigures
{
    private static readonly string[] ByPlan = ["方案"];

    public static readonly Figure Tasks = new(
        PlanFigures.Tasks,
        "任务.总数",
        "项",
        Fold.AsOf,
        "截至某日已经入账的任务数，按项计，每项只计在牵头单位名下；结转到新方案的，从结转之日起只计在新方案中。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TasksToDo = new(
        PlanFigures.TasksToDo,
        "任务.应完成",
        "项",
        Fold.AsOf,
        "截至某日的任务总数，减去已经终止的。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TasksDone = new(
        PlanFigures.TasksDone,
        "任务.完成",
        "项",
        Fold.AsOf,
        "截至某日已完成的任务数：牵头单位附佐证报来、统筹单位核定；核定后从报来之日起计。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TaskDoneRate = new(
        "TaskDoneRate",
        "任务.完成率",
        "%",
        Fold.Ratio,
        "截至某日已完成的任务，除以任务总数减去终止的。"
    )
    {
        Numerator = TasksDone,
        Denominator = TasksToDo,
        WhenEmpty = "没有应完成的任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TasksOverdue = new(
        PlanFigures.TasksOverdue,
        "任务.逾期",
        "项",
        Fold.AsOf,
        "截至某日有期限已过而没有报完成的任务数，从期限的次日起计；一项任务有几个期限逾期也只计一项；已报完成、尚待核定的不计，退回的恢复计入。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
        Section = "B",
    };

    public static readonly Figure TasksDue = new(
        PlanFigures.TasksDue,
        "任务.到期",
        "次",
        Fold.Sum,
        "期限落在期间内的次数，每年、每季度重复的每次都计；延期的计在延期后的日期。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TasksDoneOnTime = new(
        PlanFigures.TasksDoneOnTime,
        "任务.按期完成",
        "次",
        Fold.Sum,
        "期限落在期间内、并在期限当日或以前报完成且经核定的次数。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TasksOnTimeRate = new(
        "TasksOnTimeRate",
        "任务.按期完成率",
        "%",
        Fold.Ratio,
        "期限落在期间内的，按期完成的次数除以到期的次数；期限还没有过去的不计。"
    )
    {
        OnlyPassed = true,
        Numerator = TasksDoneOnTime,
        Denominator = TasksDue,
        WhenEmpty = "期间内没有到期的任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TargetsDue = new(
        PlanFigures.TargetsDue,
        "任务.到期指标",
        "个",
        Fold.AsOf,
        "截至某日期限已过、有指标可以核对的任务目标个数。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TargetsReached = new(
        PlanFigures.TargetsReached,
        "任务.达标指标",
        "个",
        Fold.AsOf,
        "截至某日期限已过、对应指标达到要求的任务目标个数；期限次日由系统核对，之后补录、更正的重新核对。"
    )
    {
        CountedFrom = "任务",
        Dimensions = ByPlan,
    };

    public static readonly Figure TargetsReachedRate = new(
        "TargetsReachedRate",
        "任务.指标达标率",
        "%",
        Fold.Ratio,
        "截至某日达标的任务目标，除以期限已过、有指标可以核对的任务目标。"
    )
    {
        Numerator = TargetsReached,
        Denominator = TargetsDue,
        WhenEmpty = "没有到期的指标",
        Dimensions = ByPlan,
    };
}
