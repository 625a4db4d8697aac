using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>The reading desk: a plan's own text beside what was read from it. Nothing is entered before the coordinator confirms.</summary>
[Needs(Capability.ManagePlans, Capability.ViewPlans)]
public sealed class DeskModel(FaduDb db) : FaduPage
{
    private readonly Dictionary<(Guid Item, Place At), PlanDoubt> doubtAt = [];

    public Plan Plan { get; private set; } = null!;
    public string Source { get; private set; } = "";
    public PlanDraft Draft { get; private set; } = new();
    public IReadOnlyList<PlanDoubt> Open { get; private set; } = [];
    public IReadOnlyList<MarkSpan> Marks { get; private set; } = [];
    public OrganNames Organs { get; private set; } = null!;

    /// <summary>Whether it can still be changed here.</summary>
    public bool IsDraft => Plan.State == PlanState.Draft && Me.Can(Capability.ManagePlans);

    /// <summary>The state in plain words.</summary>
    public string State =>
        Plan.State switch
        {
            PlanState.Draft =>
                $"读出 {Draft.Items.Count} 项任务、{Draft.Items.SelectMany(i => i.Units).Select(u => u.Name).Distinct(StringComparer.Ordinal).Count()} 个责任单位、{Draft.Items.Sum(i => i.Dues.Count)} 个期限、{Draft.Items.Sum(i => i.Targets.Count)} 个目标",
            PlanState.Confirmed => $"{Plan.Items} 项任务已于 {Plan.ConfirmedOn:yyyy-MM-dd} 入账",
            _ => "这份方案已退回，没有入账",
        };

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDecide(
        Guid id,
        int doubt,
        DoubtChoice choice,
        string? text,
        string? organs,
        DateOnly? on
    )
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        var (picked, unknown) = Organs.Parse(organs);
        if (choice == DoubtChoice.Pick && unknown.Count > 0)
        {
            Refuse(
                new(
                    Core.Trail.RefusalKind.Invalid,
                    $"没有名为“{string.Join("、", unknown)}”的单位。请从名单中选取；新设的单位请先由系统管理员登记。"
                )
            );
            return Page();
        }
        var command = new DecideDoubt(id, doubt, choice)
        {
            CommandId = CommandId,
            Text = text,
            Organs = picked,
            On = on,
            SameWords = true,
        };
        if (!(await Commit(command)).IsDone)
        {
            return Page();
        }
        await Load(id);
        var next = Open.FirstOrDefault(d => d.Id > doubt) ?? Open.FirstOrDefault();
        return Redirect($"/workbench/plans/{id}#{(next is null ? "main" : $"i-q{next.Id}")}");
    }

    public async Task<IActionResult> OnPostAlike(Guid id, DoubtKind kind, DoubtChoice choice) =>
        await Done(
            id,
            new DecideAlike(id, kind, choice) { CommandId = CommandId },
            $"“{kind.DisplayName()}”已成批{choice.DisplayName()}，仍可逐处改。"
        );

    public async Task<IActionResult> OnPostRemove(Guid id, Guid item) =>
        await Done(
            id,
            new RemoveDraftItem(id, item) { CommandId = CommandId },
            "已删去，不列为任务。"
        );

    public async Task<IActionResult> OnPostMerge(Guid id, Guid item) =>
        await Done(id, new MergeDraftItem(id, item) { CommandId = CommandId }, "已与下一项合并。");

    public async Task<IActionResult> OnPostWithdraw(Guid id, string? reason) =>
        await Done(
            id,
            new WithdrawPlan(id) { CommandId = CommandId, Reason = reason },
            "方案已退回，没有入账。",
            "/workbench/plans"
        );

    public async Task<IActionResult> OnPostConfirm(Guid id, int seen) =>
        await Done(
            id,
            new ConfirmPlan(id, seen) { CommandId = CommandId },
            "已入账，各单位已收到交办。",
            $"/workbench/plans/items?plan={id}"
        );

    /// <summary>The key under which a part of an item is marked: a doubt about it comes first.</summary>
    public string Ref(PlanItemContent item, int number, string part, int index, Place? at) =>
        at is { } place && doubtAt.TryGetValue((item.Id, place), out var doubt)
            ? $"q{doubt.Id}"
            : $"t{number}-{part}{index}";

    private async Task<IActionResult> Done(
        Guid id,
        Core.Trail.Command command,
        string notice,
        string? then = null
    )
    {
        if ((await Commit(command, notice)).IsDone)
        {
            return Redirect(then ?? $"/workbench/plans/{id}");
        }
        return await Load(id) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id)
    {
        var tenant = Scope.Tenant;
        var plan = await db.Set<Plan>()
            .FirstOrDefaultAsync(p => p.Tenant == tenant && p.Id == id, HttpContext.RequestAborted);
        // A draft is the coordinator's; the others see the text that their tasks come from.
        if (plan is null || (plan.State != PlanState.Confirmed && !Me.Can(Capability.ManagePlans)))
        {
            return false;
        }
        var text = await db.Set<PlanText>()
            .FirstAsync(p => p.Tenant == tenant && p.PlanId == id, HttpContext.RequestAborted);
        Plan = plan;
        Source = text.Source;
        Draft = text.ReadDraft();
        Open = plan.State == PlanState.Draft ? Draft.Open() : [];
        Organs = OrganNames.Of(Me.Organs);
        doubtAt.Clear();
        foreach (var doubt in Open)
        {
            if (doubt is { Item: { } item, At: { } at })
            {
                doubtAt[(item, at)] = doubt;
            }
        }
        var marks = new List<MarkSpan>();
        foreach (var doubt in Open)
        {
            Mark(doubt.At, $"q{doubt.Id}", MarkKind.Odd);
        }
        var number = 0;
        foreach (var item in Draft.Items)
        {
            number++;
            Mark(Heading(item), $"t{number}", MarkKind.Plain);
            Parts(item.Units.Select(u => u.At), "u", MarkKind.Unit);
            Parts(item.Dues.Select(d => d.At), "d", MarkKind.Due);
            Parts(item.Targets.Select(t => t.At), "g", MarkKind.Target);

            void Parts(IEnumerable<Place?> places, string part, MarkKind kind)
            {
                var index = 0;
                foreach (var at in places)
                {
                    index++;
                    if (at is { } place && !doubtAt.ContainsKey((item.Id, place)))
                    {
                        Mark(at, $"t{number}-{part}{index}", kind);
                    }
                }
            }
        }
        Marks = marks;
        return true;

        // The whole text underlined would hide what was read in it: the heading stands for the item.
        Place? Heading(PlanItemContent item) =>
            item.At is { } at
            && Source.IndexOf(item.Title, at.Start, at.End - at.Start, StringComparison.Ordinal)
                is >= 0
                    and var title
                ? new Place(at.Start, title + item.Title.Length)
                : item.At;

        void Mark(Place? at, string key, MarkKind kind)
        {
            if (at is { } place)
            {
                marks.Add(new MarkSpan(place.Start, place.End - place.Start, key, kind));
            }
        }
    }
}
