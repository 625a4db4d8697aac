namespace Fadu.Core.Plans;

/// <summary>What was read from a plan and is not confirmed yet: a fold over the entries of the plan's stream. Pure.</summary>
public sealed record PlanDraft
{
    public IReadOnlyList<PlanItemContent> Items { get; init; } = [];

    public IReadOnlyList<PlanDoubt> Doubts { get; init; } = [];

    /// <summary>What still has to be decided. A doubt about an item that has been taken out is settled with it.</summary>
    public IReadOnlyList<PlanDoubt> Open() =>
        [.. Doubts.Where(d => d.Decision is null && IsAlive(d))];

    /// <summary>Whether what the doubt is about still exists.</summary>
    public bool IsAlive(PlanDoubt doubt)
    {
        if (doubt.Item is not { } id)
        {
            return true;
        }
        var item = Items.FirstOrDefault(i => i.Id == id);
        // Somebody who assigned organs by hand has answered the question.
        return item is not null && (doubt.Kind != DoubtKind.NoUnit || item.Chief() is null);
    }

    /// <summary>What stands in the way of entering the items, in words.</summary>
    public IReadOnlyList<string> Obstacles()
    {
        var obstacles = new List<string>();
        foreach (var doubt in Open())
        {
            obstacles.Add($"“{Shorten(doubt.Words, 20)}”：{doubt.Why}");
        }
        foreach (var item in Items.Where(i => i.Chief() is null))
        {
            if (!Open().Any(d => d.Kind == DoubtKind.NoUnit && d.Item == item.Id))
            {
                obstacles.Add(
                    $"“{Shorten(item.Title, 20)}”没有牵头单位或责任单位，请指定，或者不列为任务。"
                );
            }
        }
        if (Items.Count == 0)
        {
            obstacles.Add("没有任何任务，请添加至少一项。");
        }
        return obstacles;
    }

    /// <summary>Applies a decision.</summary>
    public PlanDraft Decide(DoubtDecided decision)
    {
        var doubt = Doubts.FirstOrDefault(d => d.Id == decision.Doubt);
        if (doubt is null)
        {
            return this;
        }
        var items = Items.Select(i => Concerns(doubt, i) ? Apply(i, doubt, decision) : i);
        if (doubt.Kind == DoubtKind.NoUnit && decision.Choice == DoubtChoice.Drop)
        {
            items = items.Where(i => i.Id != doubt.Item);
        }
        return this with
        {
            Items = [.. items],
            Doubts = [.. Doubts.Select(d => d.Id == doubt.Id ? d with { Decision = decision } : d)],
        };
    }

    /// <summary>Puts in a new item or a changed one.</summary>
    public PlanDraft Save(PlanItemContent item, Guid? after)
    {
        var items = Items.ToList();
        var at = items.FindIndex(i => i.Id == item.Id);
        if (at >= 0)
        {
            items[at] = item;
        }
        else
        {
            var place = after is null ? -1 : items.FindIndex(i => i.Id == after);
            items.Insert(place < 0 ? items.Count : place + 1, item);
        }
        return this with { Items = items };
    }

    /// <summary>Takes an item out.</summary>
    public PlanDraft Remove(Guid item) => this with { Items = [.. Items.Where(i => i.Id != item)] };

    /// <summary>Replaces items by others at the place of the first, as splitting and merging do. Doubts follow by their place.</summary>
    public PlanDraft Replace(IReadOnlyList<Guid> old, IReadOnlyList<PlanItemContent> now)
    {
        var items = new List<PlanItemContent>();
        var put = false;
        foreach (var item in Items)
        {
            if (!old.Contains(item.Id))
            {
                items.Add(item);
            }
            else if (!put)
            {
                items.AddRange(now);
                put = true;
            }
        }
        return this with
        {
            Items = items,
            Doubts =
            [
                .. Doubts.Select(d =>
                    d.Item is { } id && old.Contains(id)
                        ? d with
                        {
                            Item = (
                                now.FirstOrDefault(n =>
                                    d.At is { } at && n.At is { } mine && mine.Covers(at)
                                ) ?? now[0]
                            ).Id,
                        }
                        : d
                ),
            ],
        };
    }

    private static bool Concerns(PlanDoubt doubt, PlanItemContent item) =>
        doubt.Item is null || doubt.Item == item.Id;

    private static PlanItemContent Apply(
        PlanItemContent item,
        PlanDoubt doubt,
        DoubtDecided decision
    )
    {
        switch (doubt.Kind)
        {
            case DoubtKind.UnknownUnit or DoubtKind.MisspeltUnit or DoubtKind.NameVariant:
                return item with
                {
                    Units =
                    [
                        .. item.Units.Select(u =>
                            u.At == doubt.At ? u with { Organs = decision.Organs } : u
                        ),
                    ],
                };
            case DoubtKind.UnfinishedList or DoubtKind.NoUnit when decision.Organs.Count > 0:
                return item with
                {
                    Units =
                    [
                        .. item.Units,
                        new PlanUnit
                        {
                            Name = decision.Text ?? "补充单位",
                            Role = decision.Role ?? UnitRole.Responsible,
                            Organs = decision.Organs,
                            IsCollective = decision.Organs.Count > 1,
                        },
                    ],
                };
            case DoubtKind.AmbiguousDate or DoubtKind.PastDeadline:
                return decision.Choice switch
                {
                    DoubtChoice.Drop => item with
                    {
                        Dues = [.. item.Dues.Where(d => d.At != doubt.At)],
                    },
                    DoubtChoice.Keep => item,
                    _ => item with
                    {
                        Dues =
                        [
                            .. item.Dues.Select(d =>
                                d.At == doubt.At ? d with { On = decision.On } : d
                            ),
                        ],
                        Targets =
                        [
                            .. item.Targets.Select(t =>
                                t.By is { } by
                                && doubt.Days.Contains(by)
                                && item.Dues.Any(d => d.At == doubt.At && d.On == by)
                                    ? t with
                                    {
                                        By = decision.On,
                                    }
                                    : t
                            ),
                        ],
                    },
                };
            case DoubtKind.DuplicateMeasure when decision.Choice == DoubtChoice.Drop:
                return item with { Measures = [.. item.Measures.Where(m => m.At != doubt.At)] };
            case DoubtKind.Typo
            or DoubtKind.YearRange
                when decision
                    is { Choice: DoubtChoice.Adopt or DoubtChoice.Rewrite, Text: { } text }:
                return item with
                {
                    Title = Reword(item.Title),
                    Text = Reword(item.Text),
                    Measures =
                    [
                        .. item.Measures.Select(m =>
                            m.At is { } at && doubt.At is { } here && !at.Covers(here)
                                ? m
                                : m with
                                {
                                    Text = Reword(m.Text),
                                }
                        ),
                    ],
                    Targets = [.. item.Targets.Select(t => t with { Text = Reword(t.Text) })],
                };
            default:
                return item;
        }

        string Reword(string words) =>
            doubt.Words.Length == 0
                ? words
                : words.Replace(doubt.Words, decision.Text, StringComparison.Ordinal);
    }

    internal static string Shorten(string text, int length) =>
        text.Length <= length ? text : text[..length] + "…";
}
