using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Plans.Supervision;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>Reminders of every week, the 督办单 about what stayed late, and one list of problems from an inspection with how they were mended.</summary>
internal static class SampleSupervision
{
    private const string Coordinator = "zhuyunyuan";
    private const string Programme = "2025年市法治督察反馈";

    private static readonly WorkCalendar Calendar = WorkCalendar.National;
    private static readonly DateOnly Found = new(2025, 9, 10);

    private static readonly (
        string Number,
        string Organ,
        string Category,
        string Text,
        string Measure,
        DateOnly Due
    )[] Problems =
    [
        (
            "1",
            "zrj",
            "行政执法",
            "宅基地处罚案卷缺少送达回证，抽查十卷有三卷。",
            "补正送达材料，送达回证列入归档清单，法制审核时逐卷核对。",
            new(2025, 11, 30)
        ),
        (
            "2",
            "jtj",
            "行政执法",
            "超限处罚裁量说明照抄模板，没有写明个案情节。",
            "印发裁量说明样稿，组织一次集中评查。",
            new(2025, 11, 30)
        ),
        (
            "3",
            "cgj",
            "行政执法",
            "执法音像资料保存期限不足，个别案件已经覆盖。",
            "扩充存储，保存期限改为与案卷一致。",
            new(2025, 12, 31)
        ),
        (
            "4",
            "wlx",
            "合法性审查",
            "乡镇合同两份未经审查即签订。",
            "补作审查，出具意见书，合同登记改由司法所把关。",
            new(2025, 11, 15)
        ),
        (
            "5",
            "spj",
            "政务服务",
            "一项证明事项已经取消，窗口仍要求提供。",
            "清理窗口一次性告知单，培训窗口人员。",
            new(2025, 10, 31)
        ),
        (
            "6",
            "fdz",
            "普法",
            "行政村法律明白人名册与实际不符。",
            "逐村核对，重新公示名册。",
            new(2026, 1, 31)
        ),
        (
            "7",
            "sfj",
            "监督",
            "乡镇执法监督工作站没有固定人员。",
            "定岗定责，县局派员驻点。",
            new(2026, 6, 30)
        ),
    ];

    public static void Plan(SampleStage stage)
    {
        for (var day = new DateOnly(2024, 1, 15); day <= stage.Until; day = day.AddDays(7))
        {
            stage.Beside(day, () => stage.Do(new RemindPlans(stage.Clock.Day), Actor.System()));
        }
        stage.On(
            new DateOnly(2025, 2, 21),
            () =>
                Supervise(
                    stage,
                    "十五",
                    "请于三月底前配齐乡镇音像记录设备，写明采购安排。",
                    new DateOnly(2025, 3, 14),
                    Ending.Closed
                )
        );
        stage.On(
            new DateOnly(2025, 8, 5),
            () =>
                Supervise(
                    stage,
                    "三十",
                    "请逐类列出未共享的证照、卡点和完成日期。",
                    new DateOnly(2025, 8, 29),
                    Ending.Returned
                )
        );
        stage.On(
            new DateOnly(2026, 10, 21),
            () =>
                Supervise(
                    stage,
                    "7",
                    "请报未化解纠纷清单、包案领导和化解计划。",
                    new DateOnly(2026, 11, 6),
                    Ending.OnlyRead
                )
        );
        stage.On(Calendar.OnOrAfter(Found.AddDays(5)), () => Register(stage));
    }

    private enum Ending
    {
        Closed,
        Returned,
        OnlyRead,
    }

    private static async Task Supervise(
        SampleStage stage,
        string number,
        string demand,
        DateOnly replyBy,
        Ending ending
    )
    {
        await using var db = await stage.Read();
        var open = await db.Set<PlanItem>()
            .AsNoTracking()
            .Where(i => i.Tenant == 1 && i.IsOpen)
            .OrderBy(i => i.Id)
            .ToListAsync();
        var item = open.LastOrDefault(i =>
            i.Number?.Trim('（', '）', '.', '．', '、') == number && i.IsLate(stage.Clock.Day)
        );
        if (item is null)
        {
            return;
        }
        var notices = (
            await stage.Do(new IssueSupervision([item.Id], demand, replyBy), Coordinator)
        )
            .Value!.Split(',')
            .Select(Guid.Parse);
        var key = (await stage.Services.GetRequiredService<Directories>().Organs())
            .Get(item.ChiefOrganId)!
            .Key;
        var handler = SampleData
            .People.First(p =>
                p.Organ == key
                && p.Roles.Contains(Role.Handler)
                && !p.Roles.Contains(Role.Coordinator)
            )
            .Login;
        foreach (var notice in notices)
        {
            stage.On(
                Calendar.AddWorkdays(stage.Clock.Day, 1),
                () => stage.Do(new ReadSupervision(notice), handler)
            );
            if (ending == Ending.OnlyRead)
            {
                continue;
            }
            var reply = Calendar.OnOrBefore(replyBy.AddDays(-2));
            stage.On(
                reply,
                async () =>
                {
                    var actor = await stage.As(handler);
                    const string Name = "督办事项进度表.pdf";
                    var hash = await stage.Keep(
                        SampleEvidence.Pdf(
                            "督办事项进度表",
                            [$"单位：{actor.OrganName}", $"日期：{stage.Clock.Day:yyyy年M月d日}"]
                        ),
                        Name,
                        actor
                    );
                    await stage.Do(
                        new ReplySupervision(
                            notice,
                            "已召开专题会，列出未完成清单，明确了分管领导和每一步的完成日期，进度表见附件。"
                        )
                        {
                            Evidence = [hash],
                            FileNames = [Name],
                        },
                        actor
                    );
                }
            );
            var decided = Calendar.AddWorkdays(reply, 3);
            stage.On(
                decided,
                () =>
                    ending == Ending.Closed
                        ? stage.Do(new CloseSupervision(notice), Coordinator)
                        : stage.Do(
                            new ReturnSupervisionReply(notice)
                            {
                                Reason = "清单没有写到每一类证照，也没有完成日期，请补全后重报。",
                            },
                            Coordinator
                        )
            );
        }
    }

    private static async Task Register(SampleStage stage)
    {
        var extent = 0;
        foreach (var problem in Problems)
        {
            var n = extent++;
            var id = (
                await stage.Do(
                    new RegisterProblem(
                        ProblemSource.HigherInspection,
                        Programme,
                        problem.Number,
                        problem.Text,
                        stage.Organ(problem.Organ),
                        Found,
                        problem.Due
                    )
                    {
                        Category = problem.Category,
                        Demand = "查明原因，限期整改，举一反三。",
                    },
                    Coordinator
                )
            ).Id;
            var owner = SampleData
                .People.First(p =>
                    p.Organ == problem.Organ
                    && p.Roles.Contains(Role.Handler)
                    && !p.Roles.Contains(Role.Coordinator)
                )
                .Login;
            stage.On(
                Calendar.AddWorkdays(stage.Clock.Day, 3 + n),
                () => stage.Do(new PlanProblem(id, stage.Person(owner), problem.Measure), owner)
            );
            // The sixth was planned and is waited for.
            if (n == 5)
            {
                continue;
            }
            var reported = Calendar.OnOrBefore(problem.Due.AddDays(-9));
            stage.On(reported, () => Report(stage, id, owner, problem.Measure + "已经落实。"));
            var verified = Calendar.AddWorkdays(reported, 4);
            switch (n)
            {
                case 2:
                    stage.On(
                        verified,
                        () =>
                            stage.Do(
                                new ReturnProblem(id)
                                {
                                    Reason = "只附了采购合同，没有保存期限调整后的截图。",
                                },
                                Coordinator
                            )
                    );
                    var again = Calendar.AddWorkdays(verified, 4);
                    stage.On(
                        again,
                        () => Report(stage, id, owner, "保存期限已经调整，截图见附件。")
                    );
                    stage.On(
                        Calendar.AddWorkdays(again, 2),
                        () => stage.Do(new CloseProblem(id, ProblemOutcome.Mended), Coordinator)
                    );
                    break;
                case 6:
                    stage.On(
                        verified,
                        () =>
                            stage.Do(
                                new KeepProblemLongTerm(id, stage.Clock.Day.AddMonths(11)),
                                "qiyang"
                            )
                    );
                    break;
                default:
                    stage.On(
                        verified,
                        () => stage.Do(new CloseProblem(id, ProblemOutcome.Mended), Coordinator)
                    );
                    break;
            }
        }
    }

    private static async Task Report(SampleStage stage, Guid problem, string owner, string text)
    {
        var actor = await stage.As(owner);
        var name = $"整改情况{stage.Clock.Day:yyyyMMdd}.pdf";
        var hash = await stage.Keep(
            SampleEvidence.Pdf(
                "整改情况报告",
                [$"单位：{actor.OrganName}", text.Length > 30 ? text[..30] : text]
            ),
            name,
            actor
        );
        await stage.Do(
            new ReportProblem(problem, text) { Evidence = [hash], FileNames = [name] },
            actor
        );
    }
}
