using System.Globalization;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>An item by hand: a new one, or one that was read and is put right. In a draft; a new one also in a confirmed plan.</summary>
[Needs(Capability.ManagePlans)]
public sealed class EditItemModel(FaduDb db, FigureCatalogue catalogue) : FaduPage
{
    private const int Blank = 2;
    private PlanDraft draft = new();

    public Plan Plan { get; private set; } = null!;
    public OrganNames Organs { get; private set; } = null!;
    public PlanItemContent? Old { get; private set; }

    /// <summary>Figures that may measure a target.</summary>
    public IReadOnlyList<Figure> FigureChoices => catalogue.All;

    [BindProperty]
    public ItemInput Input { get; set; } = new();

    /// <summary>An item as the form shows it.</summary>
    public sealed class ItemInput
    {
        public string? Number { get; set; }
        public string? Chapter { get; set; }
        public string? Title { get; set; }
        public string? Text { get; set; }

        /// <summary>One measure a line.</summary>
        public string? Measures { get; set; }

        public List<UnitInput> Units { get; set; } = [];
        public List<DueInput> Dues { get; set; } = [];
        public List<TargetInput> Targets { get; set; } = [];
    }

    /// <summary>A unit; a row without name and organs is passed over.</summary>
    public sealed class UnitInput
    {
        public string? Name { get; set; }
        public UnitRole Role { get; set; }

        /// <summary>Names of organs with 、 between.</summary>
        public string? Organs { get; set; }
        public string? At { get; set; }
    }

    /// <summary>A deadline; a row without words and day is passed over.</summary>
    public sealed class DueInput
    {
        public string? Text { get; set; }
        public string? What { get; set; }
        public DateOnly? On { get; set; }
        public Recurrence? Every { get; set; }
        public string? At { get; set; }
    }

    /// <summary>A target; a row without words is passed over.</summary>
    public sealed class TargetInput
    {
        public string? Text { get; set; }
        public string? Metric { get; set; }
        public string? Operator { get; set; }
        public decimal? Value { get; set; }
        public string? Unit { get; set; }
        public DateOnly? By { get; set; }
        public string? Figure { get; set; }
        public string? At { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id, Guid? item)
    {
        if (!await Load(id, item))
        {
            return NotFound();
        }
        if (Old is { } old)
        {
            Input = new ItemInput
            {
                Number = old.Number,
                Chapter = old.Chapter,
                Title = old.Title,
                Text = old.Text,
                Measures = string.Join('\n', old.Measures.Select(m => OneLine(m.Text))),
                Units =
                [
                    .. old.Units.Select(u => new UnitInput
                    {
                        Name = u.Name,
                        Role = u.Role,
                        Organs = Organs.Join(u.Organs),
                        At = Write(u.At),
                    }),
                ],
                Dues =
                [
                    .. old.Dues.Select(d => new DueInput
                    {
                        Text = d.Text,
                        What = d.What,
                        On = d.On,
                        Every = d.Every,
                        At = Write(d.At),
                    }),
                ],
                Targets =
                [
                    .. old.Targets.Select(t => new TargetInput
                    {
                        Text = t.Text,
                        Metric = t.Metric,
                        Operator = t.Operator,
                        Value = t.Value,
                        Unit = t.Unit,
                        By = t.By,
                        Figure = t.Figure,
                        At = Write(t.At),
                    }),
                ],
            };
        }
        AddBlanks();
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? item)
    {
        if (!await Load(id, item))
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var units = new List<PlanUnit>();
        foreach (
            var unit in Input.Units.Where(u =>
                !string.IsNullOrWhiteSpace(u.Name) || !string.IsNullOrWhiteSpace(u.Organs)
            )
        )
        {
            var (found, unknown) = Organs.Parse(unit.Organs);
            if (unknown.Count > 0)
            {
                Refuse(
                    new Refusal(
                        RefusalKind.Invalid,
                        $"没有名为“{string.Join("、", unknown)}”的单位。请从名单中选取，多个单位用顿号隔开。"
                    )
                );
                return Page();
            }
            units.Add(
                new PlanUnit
                {
                    Name = string.IsNullOrWhiteSpace(unit.Name)
                        ? Organs.Join(found)
                        : unit.Name.Trim(),
                    Role = unit.Role,
                    Organs = found,
                    IsCollective = found.Count > 1,
                    At = Read(unit.At),
                }
            );
        }
        var content = new PlanItemContent
        {
            Id = item ?? Guid.Empty,
            Number = Trimmed(Input.Number),
            Chapter = Trimmed(Input.Chapter),
            Title = Input.Title?.Trim() ?? "",
            Text = string.IsNullOrWhiteSpace(Input.Text) ? Input.Title?.Trim() ?? "" : Input.Text,
            Measures = Measures(),
            Units = units,
            Dues =
            [
                .. Input
                    .Dues.Where(d =>
                        !string.IsNullOrWhiteSpace(d.Text)
                        || d.On is not null
                        || d.Every is not null
                    )
                    .Select(d => new PlanDue
                    {
                        Text =
                            Trimmed(d.Text)
                            ?? (d.Every is { } every ? every.DisplayName() : $"{d.On:yyyy-MM-dd}"),
                        What = Trimmed(d.What),
                        On = d.On,
                        Every = d.Every,
                        At = Read(d.At),
                    }),
            ],
            Targets =
            [
                .. Input
                    .Targets.Where(t => !string.IsNullOrWhiteSpace(t.Text))
                    .Select(t => new PlanTarget
                    {
                        Text = t.Text!.Trim(),
                        Metric = Trimmed(t.Metric),
                        Operator = Trimmed(t.Operator) ?? ">=",
                        Value = t.Value,
                        Unit = Trimmed(t.Unit),
                        By = t.By,
                        Figure = Trimmed(t.Figure) is { } figure
                            ? catalogue.Find(figure)?.Code
                            : null,
                        At = Read(t.At),
                    }),
            ],
        };
        if (
            Input.Targets.Find(t =>
                !string.IsNullOrWhiteSpace(t.Figure) && catalogue.Find(t.Figure.Trim()) is null
            ) is
            { } odd
        )
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    $"没有叫“{odd.Figure!.Trim()}”的指标。请从列表中选择，名称如 普法.场次。"
                )
            );
            return Page();
        }
        Command command =
            Plan.State == PlanState.Draft
                ? new SaveDraftItem(id, content) { CommandId = CommandId }
                : new AddPlanItem(id, content) { CommandId = CommandId };
        var result = await Commit(command, "已保存。");
        if (!result.IsDone)
        {
            return Page();
        }
        return Redirect(
            Plan.State == PlanState.Draft
                ? $"/workbench/plans/{id}"
                : $"/workbench/plans/items/{result.Value}"
        );
    }

    public async Task<IActionResult> OnPostSplit(Guid id, Guid item, int measure, string? title)
    {
        if (!await Load(id, item))
        {
            return NotFound();
        }
        var result = await Commit(
            new SplitDraftItem(id, item, measure, title ?? "") { CommandId = CommandId },
            "已拆成两项，请核对分出来的单位和期限。"
        );
        return result.IsDone
            ? Redirect($"/workbench/plans/{id}/item/{result.Value}")
            : await Again(id, item);
    }

    private async Task<IActionResult> Again(Guid id, Guid item)
    {
        var refusal = Refusal!;
        var page = await OnGet(id, item);
        Refuse(refusal);
        return page;
    }

    /// <summary>Measures that were not touched keep their place.</summary>
    private List<PlanMeasure> Measures()
    {
        var old =
            Old?.Measures.GroupBy(m => OneLine(m.Text), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal)
            ?? [];
        return
        [
            .. (Input.Measures ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => old.GetValueOrDefault(line) ?? new PlanMeasure { Text = line }),
        ];
    }

    private void AddBlanks()
    {
        for (var i = 0; i < Blank; i++)
        {
            Input.Units.Add(
                new UnitInput
                {
                    Role = Input.Units.Count == 0 ? UnitRole.Lead : UnitRole.Participating,
                }
            );
            Input.Dues.Add(new DueInput());
        }
        Input.Targets.Add(new TargetInput());
    }

    private async Task<bool> Load(Guid id, Guid? item)
    {
        var tenant = Scope.Tenant;
        var abort = HttpContext.RequestAborted;
        var plan = await db.Set<Plan>()
            .FirstOrDefaultAsync(p => p.Tenant == tenant && p.Id == id, abort);
        if (
            plan is null
            || plan.State == PlanState.Withdrawn
            || (plan.State == PlanState.Confirmed && item is not null)
        )
        {
            return false;
        }
        Plan = plan;
        Organs = OrganNames.Of(Me.Organs);
        if (plan.State == PlanState.Draft)
        {
            draft = (
                await db.Set<PlanText>()
                    .FirstAsync(p => p.Tenant == tenant && p.PlanId == id, abort)
            ).ReadDraft();
            Old = draft.Items.FirstOrDefault(i => i.Id == item);
        }
        return item is null || Old is not null;
    }

    private static string OneLine(string text) =>
        string.Join("", text.Split('\n', StringSplitOptions.TrimEntries));

    private static string? Trimmed(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Write(Place? at) =>
        at is { } place
            ? string.Create(CultureInfo.InvariantCulture, $"{place.Start}-{place.End}")
            : null;

    /// <summary>A place comes back only where the item had it: the form may not invent one.</summary>
    private Place? Read(string? text)
    {
        if (Old is null || text?.Split('-') is not [var start, var end])
        {
            return null;
        }
        if (
            !int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        )
        {
            return null;
        }
        var place = new Place(from, to);
        return Old
            .Units.Select(u => u.At)
            .Concat(Old.Dues.Select(d => d.At))
            .Concat(Old.Targets.Select(t => t.At))
            .Contains(place)
            ? place
            : null;
    }
}
