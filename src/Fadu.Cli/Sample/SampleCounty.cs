using Fadu.Core.Organs;
using Fadu.Law.Dates;
using Fadu.Web;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>What a data folder holds, as far as the sample county is concerned.</summary>
public enum SampleState
{
    /// <summary>Nothing at all.</summary>
    Empty,

    /// <summary>The sample county, complete.</summary>
    Loaded,

    /// <summary>A sample county whose loading was broken off.</summary>
    Unfinished,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>
/// Loads 云岭县 (sample/yunling), a fictional county with three years of records. Everything is done through commands by the people whose work it is, under a
/// clock that goes from the first day to yesterday.
/// </summary>
public static class SampleCounty
{
    /// <summary>The first day of the records.</summary>
    public static readonly DateOnly Start = new(2024, 1, 2);

    /// <summary>Loads the county into an empty folder whose database has been made.</summary>
    /// <param name="today">Nothing is entered on this day or later.</param>
    /// <exception cref="InvalidOperationException">A command was refused: the sample does not fit the program.</exception>
    public static async Task Load(
        FaduOptions options,
        DateOnly today,
        Action<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var say = progress ?? (_ => { });
        await using var stage = new SampleStage(options, Start, today.AddDays(-1));
        say("正在装入样例县（云岭县）：机关和人员……");
        await SampleOrgans.Found(stage);
        SampleOrgans.PlanChanges(stage, Workday);
        new SamplePlans(stage).Plan();
        new SampleLedgers(stage).Plan();
        SampleReports.Plan(stage);
        SampleSupervision.Plan(stage);
        SampleRegisters.Plan(stage);
        SampleDocuments.Plan(stage);
        new SampleReviews(stage).Plan();
        new SampleNormative(stage).Plan();
        new SampleDecisions(stage).Plan();
        var month = 0;
        await stage.Run(
            day =>
            {
                if (day.Year * 12 + day.Month >= month + 3)
                {
                    month = day.Year * 12 + day.Month;
                    say(
                        $"正在装入样例县（云岭县）：{day.Year}年{day.Month}月，已办 {stage.Done} 件……"
                    );
                }
            },
            cancellationToken
        );
        stage.Clock.GoTo(stage.Until);
        await SampleAccounts.Open(stage);
        say($"样例县已装入，共办 {stage.Done} 件。");
    }

    /// <summary>What the folder holds.</summary>
    public static async Task<SampleState> StateOf(
        IServiceProvider services,
        CancellationToken cancellationToken = default
    )
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<Core.FaduDb>>()
            .CreateDbContextAsync(cancellationToken);
        if (!await db.Set<Core.Trail.TrailEntry>().AnyAsync(cancellationToken))
        {
            return SampleState.Empty;
        }
        var name = SampleData.Organs.First(r => r.Key == "xzf").Name;
        if (
            !await db.Set<Organ>()
                .AnyAsync(o => o.Tenant == 1 && o.Key == "xzf" && o.Name == name, cancellationToken)
        )
        {
            return SampleState.Other;
        }
        return await SampleAccounts.AreOpen(db, cancellationToken)
            ? SampleState.Loaded
            : SampleState.Unfinished;
    }

    private static DateOnly Workday(DateOnly day) => WorkCalendar.National.OnOrAfter(day);
}
