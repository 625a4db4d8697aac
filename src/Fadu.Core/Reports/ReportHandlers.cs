using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Reports;

internal sealed class ReportHandlers(
    FigureCatalogue catalogue,
    FigureQuery figures,
    ReportChecks checks
)
    : IHandler<CreateReport>,
        IHandler<MoveReportCutOff>,
        IHandler<AssignSection>,
        IHandler<WriteSection>,
        IHandler<SubmitSection>,
        IHandler<ReturnSection>,
        IHandler<AcceptSection>,
        IHandler<AssembleReport>,
        IHandler<SendReportBack>,
        IHandler<ApproveReport>
{
    /// <summary>More than the longest reports there are.</summary>
    private const int MaxText = 60_000;

    // 法治政府建设与责任落实督察工作规定25条
    private const string ContentsArticle = "督察工作规定第二十五条";

    public async ValueTask<string?> Handle(
        CreateReport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageReports);
        var organ =
            await work
                .Db.Set<Organ>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    o => o.Tenant == work.Tenant && o.Id == command.OrganId,
                    cancellationToken
                )
                .ConfigureAwait(false)
            ?? throw new RefusedException(
                new Refusal(
                    RefusalKind.Invalid,
                    "没有这个机关，请从列表中选择。",
                    Field: nameof(command.OrganId)
                )
            );
        if (command.Year < 2000 || command.Year > work.Today.Year)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"年度应在2000年至{work.Today.Year}年之间。",
                field: nameof(command.Year)
            );
        }
        if (command.CutOff < new DateOnly(command.Year, 1, 1))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"数据截止日早于{command.Year}年，请改正。",
                field: nameof(command.CutOff)
            );
        }
        if (
            await work
                .Db.Set<Report>()
                .AnyAsync(
                    r =>
                        r.Tenant == work.Tenant
                        && r.OrganId == command.OrganId
                        && r.Year == command.Year,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{organ.ShortName}{command.Year}年的年度报告已经建立，请打开它继续撰写。"
            );
        }
        // A coordinator writes for the county, others only for themselves.
        if (!work.Actor.Can(Capability.ViewCounty) && work.Actor.Organ != command.OrganId)
        {
            Work.Refuse(RefusalKind.Forbidden, "只能建立本机关的年度报告。");
        }
        var id = work.NewId();
        var coordinator = work.Actor.Organ ?? command.OrganId;
        var plans =
            command.Sections.Count > 0
                ? command.Sections
                : ReportOutline.For(
                    organ.Kind == OrganKind.Government,
                    coordinator,
                    command.CutOff
                );
        var order = 0;
        List<SectionFounded> sections =
        [
            .. plans
                .OrderBy(p => p.Content)
                .Select(p => new SectionFounded(
                    work.NewId(),
                    p.Content,
                    ++order,
                    p.Title.Trim(),
                    p.Organ,
                    p.Due
                )),
        ];
        var missing = Enum.GetValues<ReportContent>()
            .Except(sections.Select(s => s.Content))
            .ToList();
        if (missing.Count > 0)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"报告缺少“{string.Join("”“", missing.Select(m => m.DisplayName()))}”，五项内容缺一不可。",
                ContentsArticle
            );
        }
        await work.Append(
                Report.StreamOf(id),
                new ReportCreated(
                    id,
                    organ.Id,
                    coordinator,
                    command.Year,
                    $"{organ.Name.Replace("人民政府", "", StringComparison.Ordinal)}{command.Year}年法治政府建设年度报告",
                    command.CutOff,
                    sections
                ),
                expected: 0,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        foreach (var section in sections.Where(s => s.OrganId != coordinator))
        {
            await Tell(
                    work,
                    id,
                    section.Id,
                    section.OrganId,
                    Heading(section.Content, section.Title),
                    command.Year,
                    section.Due
                )
                .ConfigureAwait(false);
        }
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        MoveReportCutOff command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageReports);
        var report = await Find(work, command.Id, cancellationToken).ConfigureAwait(false);
        MustBeDrafting(report);
        if (command.CutOff < new DateOnly(report.Year, 1, 1))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"数据截止日早于{report.Year}年，请改正。",
                field: nameof(command.CutOff)
            );
        }
        if (command.CutOff != report.CutOff)
        {
            await work.Append(
                    Report.StreamOf(report.Id),
                    new ReportCutOffMoved(report.Id, command.CutOff),
                    organ: report.OrganId
                )
                .ConfigureAwait(false);
        }
        return report.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        AssignSection command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageReports);
        var (section, report) = await FindSection(work, command.Id, cancellationToken)
            .ConfigureAwait(false);
        MustBeDrafting(report);
        if (
            !await work
                .Db.Set<Organ>()
                .AnyAsync(
                    o => o.Tenant == work.Tenant && o.Id == command.OrganId,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "没有这个机关，请从列表中选择。",
                field: nameof(command.OrganId)
            );
        }
        if (section.OrganId == command.OrganId && section.Due == command.Due)
        {
            return section.Id.ToString();
        }
        await work.Append(
                ReportSection.StreamOf(section.Id),
                new SectionAssigned(report.Id, section.Id, command.OrganId, command.Due),
                organ: command.OrganId
            )
            .ConfigureAwait(false);
        if (section.OrganId != command.OrganId)
        {
            await work.SettleNotices($"report-section:{section.Id}:").ConfigureAwait(false);
        }
        await Tell(
                work,
                report.Id,
                section.Id,
                command.OrganId,
                Heading(section.Content, section.Title),
                report.Year,
                command.Due
            )
            .ConfigureAwait(false);
        return section.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        WriteSection command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (section, report) = await FindSection(work, command.Id, cancellationToken)
            .ConfigureAwait(false);
        MustBeWriter(work, section);
        MustBeDrafting(report);
        if (command.Text.Length > MaxText)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"这一节有{command.Text.Length}字，超过{MaxText}字，请精简。",
                field: nameof(command.Text)
            );
        }
        if (
            section.State is SectionState.Submitted or SectionState.Accepted
            && !work.Actor.Can(Capability.ManageReports)
        )
        {
            Work.Refuse(RefusalKind.Condition, "这一节已经提交，要改请先让统筹退回。");
        }
        var text = command.Text.ReplaceLineEndings("\n").TrimEnd();
        if (text == section.Text && (command.Seen is null || command.Seen == section.Version))
        {
            return section.Id.ToString();
        }
        await work.Append(
                ReportSection.StreamOf(section.Id),
                new SectionWritten(report.Id, section.Id, text),
                command.Seen,
                organ: section.OrganId
            )
            .ConfigureAwait(false);
        return section.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        SubmitSection command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (section, report) = await FindSection(work, command.Id, cancellationToken)
            .ConfigureAwait(false);
        MustBeWriter(work, section);
        MustBeDrafting(report);
        if (string.IsNullOrWhiteSpace(section.Text))
        {
            Work.Refuse(RefusalKind.Condition, "这一节还没有文字，写好后再提交。");
        }
        if (section.State is SectionState.Submitted or SectionState.Accepted)
        {
            return section.Id.ToString();
        }
        await work.Append(
                ReportSection.StreamOf(section.Id),
                new SectionSubmitted(report.Id, section.Id),
                command.Seen,
                organ: section.OrganId
            )
            .ConfigureAwait(false);
        await work.SettleNotices($"report-section:{section.Id}:").ConfigureAwait(false);
        if (section.OrganId != report.CoordinatorOrganId)
        {
            await work.Notify(
                    new Notice(
                        $"report-section-submitted:{section.Id}:{section.Version}",
                        report.CoordinatorOrganId,
                        $"年度报告“{Heading(section.Content, section.Title)}”已提交，请审核",
                        report.Title,
                        $"/workbench/reports/{report.Id}"
                    )
                    {
                        ForThoseWho = Capability.ManageReports,
                    }
                )
                .ConfigureAwait(false);
        }
        return section.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        ReturnSection command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageReports);
        var (section, report) = await FindSection(work, command.Id, cancellationToken)
            .ConfigureAwait(false);
        MustBeDrafting(report);
        MustHaveReason(command);
        if (section.State is not (SectionState.Submitted or SectionState.Accepted))
        {
            Work.Refuse(RefusalKind.Condition, "这一节没有提交，不需要退回。");
        }
        await work.Append(
                ReportSection.StreamOf(section.Id),
                new SectionReturned(report.Id, section.Id),
                organ: section.OrganId
            )
            .ConfigureAwait(false);
        await work.SettleNotices($"report-section-submitted:{section.Id}:").ConfigureAwait(false);
        await work.Notify(
                new Notice(
                    $"report-section:{section.Id}:returned-{section.Version}",
                    section.OrganId,
                    $"年度报告“{Heading(section.Content, section.Title)}”被退回",
                    command.Reason!,
                    $"/workbench/reports/section/{section.Id}"
                )
                {
                    ForThoseWho = Capability.WriteReports,
                    Due = section.Due,
                }
            )
            .ConfigureAwait(false);
        return section.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        AcceptSection command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageReports);
        var (section, report) = await FindSection(work, command.Id, cancellationToken)
            .ConfigureAwait(false);
        MustBeDrafting(report);
        if (section.State == SectionState.Accepted)
        {
            return section.Id.ToString();
        }
        if (section.State != SectionState.Submitted)
        {
            Work.Refuse(RefusalKind.Condition, "这一节还没有提交，提交后才能采用。");
        }
        await work.Append(
                ReportSection.StreamOf(section.Id),
                new SectionAccepted(report.Id, section.Id),
                organ: section.OrganId
            )
            .ConfigureAwait(false);
        await work.SettleNotices($"report-section-submitted:{section.Id}:").ConfigureAwait(false);
        return section.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        AssembleReport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageReports);
        var report = await Find(work, command.Id, cancellationToken).ConfigureAwait(false);
        MustBeDrafting(report);
        var sections = await work
            .Db.Set<ReportSection>()
            .AsNoTracking()
            .Where(s => s.Tenant == work.Tenant && s.ReportId == report.Id)
            .OrderBy(s => s.Order)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var open = sections.Where(s => s.State != SectionState.Accepted).ToList();
        if (open.Count > 0)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Condition,
                    $"还有{open.Count}节没有采用，全部采用后才能送签。",
                    ContentsArticle
                )
                {
                    Details =
                    [
                        .. open.Select(s =>
                            $"{Heading(s.Content, s.Title)}：{s.State.DisplayName()}"
                        ),
                    ],
                }
            );
        }
        var seq = await KnownSeq(work.Db, report, work.Today, cancellationToken)
            .ConfigureAwait(false);
        var draft = await ReportDraft
            .Build(
                work.Db,
                catalogue,
                figures,
                Scope.All(work.Tenant),
                report,
                sections,
                seq,
                cancellationToken
            )
            .ConfigureAwait(false);
        var errors = (
            await checks.Run(work.Db, report, draft, cancellationToken).ConfigureAwait(false)
        )
            .Where(c => c.Level == CheckLevel.Error)
            .ToList();
        if (errors.Count > 0)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Condition,
                    $"报告有{errors.Count}处必须先改正，改正后再送签。"
                )
                {
                    Details = [.. errors.Select(e => $"{e.Where}：{e.Message}")],
                }
            );
        }
        await work.Append(
                Report.StreamOf(report.Id),
                new ReportAssembled(
                    report.Id,
                    seq,
                    await FigureQuery
                        .MomentOf(work.Db, work.Tenant, seq, cancellationToken)
                        .ConfigureAwait(false),
                    draft.Freeze()
                ),
                organ: report.OrganId
            )
            .ConfigureAwait(false);
        await work.Notify(
                new Notice(
                    $"report:{report.Id}:approve-{report.Version}",
                    report.OrganId,
                    $"{report.Title}待审签",
                    "请核对正文和数据来源表，审签或退回。",
                    $"/workbench/reports/{report.Id}"
                )
                {
                    ForThoseWho = Capability.ApproveReports,
                }
            )
            .ConfigureAwait(false);
        return report.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        SendReportBack command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (!work.Actor.Can(Capability.ManageReports))
        {
            work.Demand(Capability.ApproveReports);
        }
        var report = await Find(work, command.Id, cancellationToken).ConfigureAwait(false);
        MustHaveReason(command);
        if (report.State != ReportState.Assembled)
        {
            Work.Refuse(
                RefusalKind.Condition,
                report.State == ReportState.Approved
                    ? "报告已经审签，不能再退回。后来的变化在各指标页显示为期后更正。"
                    : "报告还没有送签，不需要退回。"
            );
        }
        await work.Append(
                Report.StreamOf(report.Id),
                new ReportSentBack(report.Id),
                organ: report.OrganId
            )
            .ConfigureAwait(false);
        await work.SettleNotices($"report:{report.Id}:").ConfigureAwait(false);
        return report.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        ApproveReport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ApproveReports);
        var report = await Find(work, command.Id, cancellationToken).ConfigureAwait(false);
        if (report.State == ReportState.Approved)
        {
            return report.Id.ToString();
        }
        if (report.State != ReportState.Assembled)
        {
            Work.Refuse(RefusalKind.Condition, "报告还没有汇总送签，送签后才能审签。");
        }
        await work.Append(
                Report.StreamOf(report.Id),
                new ReportApproved(
                    report.Id,
                    work.Actor.ShownName,
                    command.LegalDate ?? work.Today
                ),
                command.Seen,
                organ: report.OrganId
            )
            .ConfigureAwait(false);
        await work.SettleNotices($"report:{report.Id}:").ConfigureAwait(false);
        return report.Id.ToString();
    }

    /// <summary>Up to which entry a draft's figures are known: the cut-off, or now while it lies ahead.</summary>
    internal static Task<long> KnownSeq(
        FaduDb db,
        Report report,
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        report.KnownSeq is { } fixedSeq ? Task.FromResult(fixedSeq)
        : report.CutOff >= today ? FigureQuery.Latest(db, report.Tenant, cancellationToken)
        : FigureQuery.KnownAt(db, report.Tenant, report.CutOff, cancellationToken);

    /// <summary>How a section is called.</summary>
    internal static string Heading(ReportContent content, string title) =>
        title.Length > 0 ? title : content.DisplayName();

    private static async Task<Report> Find(
        Work work,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await work
            .Db.Set<Report>()
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.Tenant == work.Tenant && r.Id == id, cancellationToken)
            .ConfigureAwait(false)
        ?? throw new RefusedException(
            new Refusal(RefusalKind.NotFound, "没有这份报告，请从年度报告列表重新进入。")
        );

    private static async Task<(ReportSection Section, Report Report)> FindSection(
        Work work,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var section =
            await work
                .Db.Set<ReportSection>()
                .AsNoTracking()
                .FirstOrDefaultAsync(s => s.Tenant == work.Tenant && s.Id == id, cancellationToken)
                .ConfigureAwait(false)
            ?? throw new RefusedException(
                new Refusal(RefusalKind.NotFound, "没有这一节，请从年度报告重新进入。")
            );
        return (
            section,
            await Find(work, section.ReportId, cancellationToken).ConfigureAwait(false)
        );
    }

    private static void MustBeWriter(Work work, ReportSection section)
    {
        if (work.Actor.Can(Capability.ManageReports))
        {
            return;
        }
        work.Demand(Capability.WriteReports);
        if (work.Actor.Organ != section.OrganId)
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                "这一节没有分派给您的单位，如需撰写请联系统筹改派。"
            );
        }
    }

    private static void MustBeDrafting(Report report)
    {
        if (report.State != ReportState.Drafting)
        {
            Work.Refuse(
                RefusalKind.Condition,
                report.State == ReportState.Approved
                    ? "报告已经审签，不能再改。"
                    : "报告已经送签，要改请先退回。"
            );
        }
    }

    private static void MustHaveReason(Command command)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明退回的理由和要改的地方。",
                field: nameof(command.Reason)
            );
        }
    }

    private static ValueTask Tell(
        Work work,
        Guid report,
        Guid section,
        Guid organ,
        string heading,
        int year,
        DateOnly due
    ) =>
        work.Notify(
            new Notice(
                $"report-section:{section}:assigned-{organ}-{due:yyyyMMdd}",
                organ,
                $"请撰写{year}年度报告“{heading}”",
                "数字请用指标，不要手工填写。",
                $"/workbench/reports/section/{section}"
            )
            {
                ForThoseWho = Capability.WriteReports,
                Due = due,
            }
        );
}
