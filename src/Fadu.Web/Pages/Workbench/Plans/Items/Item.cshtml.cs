using System.ComponentModel.DataAnnotations;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans.Items;

/// <summary>One item: what is asked now, by whom, by when, and what has happened.</summary>
[Needs(Capability.ViewPlans)]
public sealed class ItemModel(
    FaduDb db,
    EventRegistry registry,
    PlanTargets targets,
    FigureCatalogue catalogue
) : FaduPage
{
    public PlanItem Item { get; private set; } = null!;
    public PlanItemBody Body { get; private set; } = null!;
    public IReadOnlyList<PlanAssignment> Assignments { get; private set; } = [];
    public IReadOnlyList<ProgressReport> Reports { get; private set; } = [];
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];
    public OrganNames Organs { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, string> People { get; private set; } =
        new Dictionary<Guid, string>();

    /// <summary>People of the actor's organ, to name who does the work.</summary>
    public IReadOnlyList<Person> Colleagues { get; private set; } = [];

    /// <summary>How each target stands; empty where no figure measures it or the reader does not see the county's figures.</summary>
    public IReadOnlyList<TargetReading?> Readings { get; private set; } = [];

    /// <summary>Figures that may measure a target.</summary>
    public IReadOnlyList<Figure> FigureChoices => catalogue.All;

    /// <summary>The figure of a target.</summary>
    public Figure? FigureOf(PlanTarget target) =>
        target.Figure is { } code ? catalogue.Find(code) : null;

    /// <summary>The words of the source.</summary>
    public string? Quote { get; private set; }

    [BindProperty]
    public ProgressInput Input { get; set; } = new();

    /// <summary>What the organ reports.</summary>
    public sealed class ProgressInput
    {
        public ItemState? State { get; set; }

        [StringLength(4000, ErrorMessage = "进展不超过 4000 字，更多内容请作附件。")]
        public string? Text { get; set; }

        [StringLength(2000, ErrorMessage = "困难不超过 2000 字。")]
        public string? Obstacle { get; set; }

        [StringLength(2000, ErrorMessage = "需协调事项不超过 2000 字。")]
        public string? Request { get; set; }

        public int? Due { get; set; }

        public DateOnly? NewDueOn { get; set; }
    }

    /// <summary>Files that prove it.</summary>
    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>The actor's own part, if any.</summary>
    public PlanAssignment? Mine => Assignments.FirstOrDefault(a => a.OrganId == Me.Actor.Organ);

    /// <summary>The actor's organ's report that waits for the coordinator.</summary>
    public ProgressReport? Waiting =>
        Reports.FirstOrDefault(r =>
            r.OrganId == Me.Actor.Organ && r.Status == ReportStatus.Submitted
        );

    public bool CanReport =>
        Item.IsOpen && Mine is not null && Waiting is null && Me.Can(Capability.ReportProgress);

    public bool CanDecide => Me.Can(Capability.AcceptProgress);

    /// <summary>Deadlines that are open, for the form.</summary>
    public IReadOnlyList<Choice> OpenDues =>
        [
            .. Body
                .Dues.Select((d, i) => (Due: d, Index: i))
                .Where(x => x.Due.Next is not null)
                .Select(x => new Choice(
                    x.Index.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    $"{x.Due.Next:yyyy-MM-dd} {x.Due.Set.What ?? x.Due.Set.Text}"
                )),
        ];

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReport(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (Input.State is not { } state)
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请选择状态。", Field: "Input.State"));
            return Page();
        }
        var (hashes, refusal) = await this.Keep(Files);
        if (refusal is not null)
        {
            Refuse(refusal with { Field = nameof(Files) });
            return Page();
        }
        var result = await Commit(
            new ReportProgress(id, state, Input.Text ?? "")
            {
                CommandId = CommandId,
                Obstacle = Input.Obstacle,
                Request = Input.Request,
                Due = Input.Due,
                NewDueOn = Input.NewDueOn,
                Evidence = hashes,
                FileNames = [.. Files.Select(f => f.FileName)],
            },
            "已填报，等待统筹单位审核；审核前可以撤回。"
        );
        return Back(id, result);
    }

    public async Task<IActionResult> OnPostWithdraw(Guid id, Guid report) =>
        await Do(id, new WithdrawProgress(report) { CommandId = CommandId }, "已撤回。");

    public async Task<IActionResult> OnPostAccept(
        Guid id,
        Guid report,
        string? approvedBy,
        bool writeOff
    ) =>
        await Do(
            id,
            new AcceptProgress([report], approvedBy, writeOff) { CommandId = CommandId },
            "已采纳。"
        );

    public async Task<IActionResult> OnPostReturn(Guid id, Guid report, string? reason) =>
        await Do(
            id,
            new ReturnProgress([report]) { CommandId = CommandId, Reason = reason },
            "已退回，填报单位会收到提醒。"
        );

    public async Task<IActionResult> OnPostWriteOff(Guid id) =>
        await Do(id, new WriteOffPlanItems([id]) { CommandId = CommandId }, "已销号。");

    public async Task<IActionResult> OnPostExtend(
        Guid id,
        int due,
        DateOnly? to,
        string? approvedBy,
        string? reason
    ) =>
        await Do(
            id,
            new ExtendDue(id, due, to ?? default, approvedBy ?? "")
            {
                CommandId = CommandId,
                Reason = reason,
            },
            "期限已调整。"
        );

    public async Task<IActionResult> OnPostTerminate(Guid id, string? reason) =>
        await Do(
            id,
            new TerminatePlanItem(id) { CommandId = CommandId, Reason = reason },
            "任务已终止。"
        );

    public async Task<IActionResult> OnPostTie(Guid id, int target, string? figure) =>
        await Do(
            id,
            new TiePlanTarget(id, target, figure) { CommandId = CommandId },
            string.IsNullOrWhiteSpace(figure) ? "目标不再对应指标。" : "目标已对应指标。"
        );

    public async Task<IActionResult> OnPostPerson(Guid id, Guid? person) =>
        await Do(
            id,
            new NamePlanPerson(id, Me.Actor.Organ ?? Guid.Empty, person) { CommandId = CommandId },
            "承办人已指定。"
        );

    private async Task<IActionResult> Do(Guid id, Command command, string notice) =>
        await Load(id) ? Back(id, await Commit(command, notice)) : NotFound();

    private IActionResult Back(Guid id, CommitResult result) =>
        result.IsDone ? Redirect($"/workbench/plans/items/{id}") : Page();

    private async Task<bool> Load(Guid id)
    {
        var abort = HttpContext.RequestAborted;
        if (await PlanQueries.Find(db, Scope, id, abort) is not { } item)
        {
            return false;
        }
        var tenant = Scope.Tenant;
        Item = item;
        Body = item.ReadBody();
        Organs = OrganNames.Of(Me.Organs);
        var order = Organs.All.Select((o, i) => (o.Id, i)).ToDictionary(o => o.Id, o => o.i);
        // Those that lead stand in the order in which the plan names them, which says who is first; the others in the official order.
        var named = Body.Content.Assigned().Select((a, i) => (a.Organ, i)).ToDictionary();
        Assignments =
        [
            .. (
                await db.Set<PlanAssignment>()
                    .Where(a => a.Tenant == tenant && a.ItemId == id)
                    .ToListAsync(abort)
            )
                .OrderBy(a => a.Role)
                .ThenBy(a =>
                    a.Role == UnitRole.Lead ? named.GetValueOrDefault(a.OrganId, int.MaxValue) : 0
                )
                .ThenBy(a => order.GetValueOrDefault(a.OrganId, int.MaxValue)),
        ];
        // A participant sees its own reports and those of the leading organs, not what other participants wrote.
        var leading = Assignments
            .Where(a => a.Role != UnitRole.Participating)
            .Select(a => a.OrganId)
            .ToList();
        var reports = db.Set<ProgressReport>().Where(r => r.Tenant == tenant && r.ItemId == id);
        if (!Scope.Everything)
        {
            var mine = Scope.Organs.ToList();
            reports = reports.Where(r => mine.Contains(r.OrganId) || leading.Contains(r.OrganId));
        }
        Reports = await reports.OrderByDescending(r => r.Id).Take(200).ToListAsync(abort);
        var stream = PlanItem.StreamOf(id);
        var entries = await db.Set<TrailEntry>()
            .Where(e => e.Tenant == tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .Take(100)
            .ToListAsync(abort);
        var people = entries
            .Select(e => e.Actor)
            .Concat(Assignments.Select(a => a.PersonId))
            .OfType<Guid>()
            .Distinct()
            .ToList();
        People = await db.Set<Person>()
            .Where(p => p.Tenant == tenant && people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, abort);
        var visible = Reports.Select(r => r.Id).ToHashSet();
        Entries = [.. entries.Where(e => Shows(e, visible)).Select(Line)];
        if (Mine is not null && Me.Can(Capability.ReportProgress))
        {
            var organ = Me.Actor.Organ;
            Colleagues = await db.Set<Person>()
                .Where(p => p.Tenant == tenant && p.OrganId == organ && p.LeftOn == null)
                .OrderBy(p => p.Name)
                .ToListAsync(abort);
        }
        if (Scope.Everything)
        {
            var readings = new List<TargetReading?>();
            foreach (var target in Body.Content.Targets)
            {
                readings.Add(await targets.Read(db, Scope, target, Today, abort));
            }
            Readings = readings;
        }
        if (Body.Content.At is { } at)
        {
            var source = await db.Set<PlanText>()
                .Where(p => p.Tenant == tenant && p.PlanId == item.PlanId)
                .Select(p => p.Source)
                .FirstOrDefaultAsync(abort);
            Quote =
                source is not null && at.FitsIn(source.Length) ? source[at.Start..at.End] : null;
        }
        return true;
    }

    private bool Shows(TrailEntry entry, HashSet<Guid> visible) =>
        entry.Read(registry) switch
        {
            ProgressReported r => visible.Contains(r.Id),
            ProgressAccepted a => visible.Contains(a.Report),
            ProgressReturned r => visible.Contains(r.Report),
            ProgressWithdrawn w => visible.Contains(w.Report),
            _ => true,
        };

    private string TargetText(int index) =>
        Body.Content.Targets.ElementAtOrDefault(index)?.Text ?? "目标";

    private TimelineEntry Line(TrailEntry entry)
    {
        var data = entry.Read(registry);
        var who =
            entry.Actor is { } actor && People.TryGetValue(actor, out var name) ? name : "系统";
        var text = data switch
        {
            ProgressReported r => $"{Organs[r.Organ]}：{r.State.DisplayName()}。{r.Text}",
            DueExtended d =>
                $"{d.From:yyyy-MM-dd} 延至 {d.To:yyyy-MM-dd}，批准人 {d.ApprovedBy}。{entry.Reason}",
            PlanItemReminded r => $"期限 {r.Due:yyyy-MM-dd}，{r.Step.DisplayName()}",
            PlanPersonNamed p =>
                $"{Organs[p.Organ]}：{(p.Person is { } id && People.TryGetValue(id, out var named) ? named : p.Person is null ? "取消指定" : "")}",
            PlanItemEntered => Item.PlanTitle,
            PlanTargetTied t =>
                $"{TargetText(t.Target)}：{(t.Figure is { } code ? catalogue.Find(code)?.Name ?? code : "不再对应指标")}",
            PlanTargetJudged t =>
                $"{TargetText(t.Target)}：到 {t.By:yyyy-MM-dd} 为 {t.Value}，{(t.Met ? "达到" : "没有达到")}",
            _ => entry.Reason,
        };
        return new TimelineEntry(registry.DisplayName(entry.Kind), who, entry.At)
        {
            LegalDay = entry.LegalDate,
            Text = text,
            Tone = data switch
            {
                ProgressAccepted or PlanItemWrittenOff => Tone.Ok,
                ProgressReturned or PlanItemTerminated => Tone.Late,
                DueExtended => Tone.Soon,
                _ => Tone.Plain,
            },
        };
    }
}
