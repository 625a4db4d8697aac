using System.Text.RegularExpressions;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>A declaration that cannot be right.</summary>
public sealed class ProcedureException(IReadOnlyList<string> faults)
    : Exception(string.Join('\n', faults))
{
    /// <summary>One Chinese sentence a fault.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Looks for what cannot be right in a declaration before anybody relies on it.</summary>
internal static partial class ProcedureValidator
{
    internal static void Demand(Procedure procedure)
    {
        var faults = Faults(procedure).ToList();
        if (faults.Count > 0)
        {
            throw new ProcedureException([
                .. faults.Select(f => $"程序“{procedure.Name}”（{procedure.Edition}）：{f}"),
            ]);
        }
    }

    private static IEnumerable<string> Faults(Procedure p) =>
        [
            .. Texts(p),
            .. Keys(p),
            .. Articles(p),
            .. References(p),
            .. Materials(p),
            .. Templates(p),
            .. Stages(p),
        ];

    private static IEnumerable<string> Templates(Procedure p)
    {
        var names = DocumentNames.Of(p);
        return p.Documents.SelectMany(d =>
            DocumentTemplate
                .Parse(d.Template)
                .Check(names)
                .Select(f => $"文书“{d.Name}”的文本{f}")
                .Concat(d.Service is { Ways.Count: 0 } ? [$"文书“{d.Name}”没有写明送达方式"] : [])
        );
    }

    private static IEnumerable<string> Texts(Procedure p)
    {
        (string Where, string? Text)[] texts =
        [
            ("名称", p.Name),
            ("版本", p.Edition),
            ("用途", p.Purpose),
            ("确定版本的事件", p.Anchor.Name),
            .. p.Stages.Select(s => ($"环节{s.Key}的名称", (string?)s.Name)),
            .. p.Stages.SelectMany(s =>
                s.Skips.Select(k => ($"环节{s.Key}不适用的理由", (string?)k.Reason))
            ),
            .. p.Stages.SelectMany(s =>
                s.OnlyIf.Select(k => ($"环节{s.Key}的条件", (string?)k.Sentence))
            ),
            .. p.Stages.SelectMany(s =>
                s.Needs.Where(n => n.When is not null)
                    .Select(n => ($"环节{s.Key}所需{n.Material}的情形", n.WhenText))
            ),
            .. p.Stages.SelectMany(s =>
                s.Results.Select(r => ($"环节{s.Key}的结果{r.Key}", (string?)r.Name))
            ),
            .. p.Actions.Select(a => ($"办理事项{a.Key}的名称", (string?)a.Name)),
            .. p.Actions.SelectMany(a =>
                a.Guards.Select(g => ($"办理事项{a.Key}不予办理的理由", (string?)g.Sentence))
            ),
            .. p.Actions.SelectMany(a =>
                a.Marks.Select(m => ($"办理事项{a.Key}确定的日期", (string?)m.Name))
            ),
            .. p.Actions.SelectMany(a =>
                a.Counts.Select(c => ($"办理事项{a.Key}的统计", (string?)c.How))
            ),
            .. p.OpeningGuards.Select(g => ("不予立案的理由", (string?)g.Sentence)),
            .. p.Clocks.Select(c => ($"期限{c.Key}的名称", (string?)c.Name)),
            .. p
                .Clocks.Where(c => c.When is not null)
                .Select(c => ($"期限{c.Key}适用的情形", c.WhenText)),
            .. p
                .Clocks.Where(c => c.Unless is not null)
                .Select(c => ($"期限{c.Key}不受约束的情形", c.UnlessText)),
            .. p
                .Clocks.Where(c => c.Binds.Count > 0)
                .Select(c => ($"期限{c.Key}不予办理的理由", c.Sentence)),
            .. p.Materials.Select(m => ($"材料{m.Key}的名称", (string?)m.Name)),
            .. p.Documents.Select(d => ($"文书{d.Key}的名称", (string?)d.Name)),
            .. p.Documents.Select(d => ($"文书“{d.Name}”的文本", (string?)d.Template)),
            .. p
                .Documents.Where(d => d.Series is not null)
                .Select(d => ($"文书“{d.Name}”的文号用字", (string?)d.Series!.Word)),
            .. p.Outcomes.Select(o => ($"结果{o.Key}的名称", (string?)o.Name)),
            .. p.Duties.Select(d => ($"公开报送事项{d.Key}的名称", (string?)d.Name)),
            .. p.Children.Select(c => ($"关联程序{c.Slot}的名称", (string?)c.Name)),
            .. p.Unlawful.Select(u => ($"违法事实{u.Key}的名称", (string?)u.Name)),
        ];
        foreach (var (where, text) in texts)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                yield return $"{where}没有填写";
            }
            else if (Unfinished().IsMatch(text))
            {
                yield return $"{where}“{text}”还没有写完";
            }
        }
    }

    private static IEnumerable<string> Keys(Procedure p)
    {
        static IEnumerable<string> Twice(string what, IEnumerable<string> keys) =>
            keys.GroupBy(k => k, StringComparer.Ordinal)
                .Where(g => g.Count() > 1)
                .Select(g => $"有两个{what}叫{g.Key}");
        return
        [
            .. Twice("环节", p.Stages.Select(s => s.Key)),
            .. Twice("办理事项", p.Actions.Select(a => a.Key)),
            .. Twice("期限", p.Clocks.Select(c => c.Key)),
            .. Twice(
                "材料或者文书",
                p.Materials.Select(m => m.Key).Concat(p.Documents.Select(d => d.Key))
            ),
            .. Twice("结果", p.Outcomes.Select(o => o.Key)),
            .. Twice("关联程序", p.Children.Select(c => c.Slot)),
            .. Twice("公开报送事项", p.Duties.Select(d => d.Key)),
            .. Twice("违法事实", p.Unlawful.Select(u => u.Key)),
        ];
    }

    private static IEnumerable<string> Articles(Procedure p)
    {
        static bool Missing(LawRef? basis) => basis is null || basis.Law.Trim().Length == 0;
        return
        [
            .. p
                .Clocks.Where(c => Missing(c.Limit.Basis))
                .Select(c => $"期限“{c.Name}”没有写明依据的条款"),
            .. p.Clocks.SelectMany(c =>
                c.Pauses.Concat(c.Restarts)
                    .Where(e => Missing(e.Basis))
                    .Select(e => $"期限“{c.Name}”因{e.Event}中止或者重新计算，没有写明依据的条款")
            ),
            .. p
                .Clocks.Where(c => c.Missed == WhenMissed.Deemed && Missing(c.DeemedBasis))
                .Select(c => $"期限“{c.Name}”届满视为办理，没有写明依据的条款"),
            .. p
                .Clocks.Where(c => c.Extension is { } e && Missing(e.Most.Basis))
                .Select(c => $"期限“{c.Name}”的延长没有写明依据的条款"),
            .. p
                .Duties.Where(d => Missing(d.Basis))
                .Select(d => $"公开报送事项“{d.Name}”没有写明依据的条款"),
            .. p
                .Actions.SelectMany(a => a.Guards)
                .Concat(p.OpeningGuards)
                .Where(g => Missing(g.Basis))
                .Select(g => $"不予办理的理由“{g.Sentence}”没有写明依据的条款"),
            .. p.Stages.SelectMany(s =>
                s.Needs.Where(n => Missing(n.Basis))
                    .Select(n => $"环节“{s.Name}”所需的{n.Material}没有写明依据的条款")
            ),
            .. p.Stages.SelectMany(s =>
                s.Skips.Where(n => Missing(n.Basis))
                    .Select(n => $"环节“{s.Name}”不适用的情形“{n.Reason}”没有写明依据的条款")
            ),
            .. p.Stages.SelectMany(s =>
                s.OnlyIf.Where(n => Missing(n.Basis))
                    .Select(n => $"环节“{s.Name}”的条件“{n.Sentence}”没有写明依据的条款")
            ),
            .. p
                .Unlawful.Where(u => Missing(u.Basis))
                .Select(u => $"违法事实“{u.Name}”没有写明依据的条款"),
            .. p
                .Documents.Where(d => d.Service is { } s && Missing(s.Basis))
                .Select(d => $"文书“{d.Name}”的送达没有写明依据的条款"),
        ];
    }

    private static IEnumerable<string> References(Procedure p)
    {
        var events = EventsOf(p);
        string? Event(string where, string e) =>
            events.Contains(e) ? null : $"{where}所依据的事件{e}不存在";
        string? Stage(string where, string s) =>
            p.FindStage(s) is null ? $"{where}所指的环节{s}不存在" : null;
        string? Action(string where, string a) =>
            p.FindAction(a) is null ? $"{where}所指的办理事项{a}不存在" : null;
        IEnumerable<string?> all =
        [
            .. p.Clocks.SelectMany(c =>
                c.Starts.Concat(c.Pauses)
                    .Concat(c.Resumes)
                    .Concat(c.Restarts)
                    .Select(e => Event($"期限“{c.Name}”", e.Event))
                    .Concat(c.Stops.Select(e => Event($"期限“{c.Name}”", e)))
                    .Concat(c.Binds.Select(a => Action($"期限“{c.Name}”", a)))
                    .Append(c.Extension is { } x ? Action($"期限“{c.Name}”的延长", x.Action) : null)
                    .Append(c.DeemedAction is { } d ? Action($"期限“{c.Name}”届满", d) : null)
                    .Append(
                        c.DeemedAction is { } da
                        && p.FindAction(da) is { } act
                        && !act.By.Contains(ProcedureRoles.System)
                            ? $"期限“{c.Name}”届满视为办理的{da}没有写明由系统办理"
                            : null
                    )
                    .Append(Fact(p, $"期限“{c.Name}”", c.OtherwiseFact))
                    .Append(c.Starts.Count == 0 ? $"期限“{c.Name}”没有写明从何时起算" : null)
                    .Append(
                        c.Pauses.Count > 0 && c.Resumes.Count == 0
                            ? $"期限“{c.Name}”可以中止，却没有恢复的办法"
                            : null
                    )
            ),
            .. p.Duties.SelectMany(d =>
                new[]
                {
                    Event($"公开报送事项“{d.Name}”", d.Event),
                    Action($"公开报送事项“{d.Name}”", d.DoneBy),
                    d.Clock is { } c && p.FindClock(c) is null
                        ? $"公开报送事项“{d.Name}”所依据的期限{c}不存在"
                        : null,
                }
            ),
            .. p.Stages.SelectMany(s =>
                s.After.Select(a => Stage($"环节“{s.Name}”", a))
                    .Concat(s.OnlyIf.Select(o => Stage($"环节“{s.Name}”", o.Stage)))
                    .Concat(
                        s.OnlyIf.Where(o => p.FindStage(o.Stage) is not null)
                            .SelectMany(o =>
                                o.Results.Where(r =>
                                        p.Stage(o.Stage).WaitsFor is null
                                        && p.Stage(o.Stage)
                                            .Results.All(c =>
                                                !c.Key.Equals(r, StringComparison.Ordinal)
                                            )
                                    )
                                    .Select(r =>
                                        (string?)
                                            $"环节“{s.Name}”要求{o.Stage}的结果为{r}，而该环节没有这一结果"
                                    )
                            )
                    )
                    .Append(
                        s.WaitsFor is { } w && p.FindChild(w) is null
                            ? $"环节“{s.Name}”等待的关联程序{w}不存在"
                            : null
                    )
                    .Append(Fact(p, $"环节“{s.Name}”", s.OtherwiseFact))
            ),
            .. p.Actions.SelectMany(a =>
                a.Opens.Select(s => Stage($"“{a.Name}”", s))
                    .Concat(
                        a.Produces.Select(d =>
                            p.FindDocument(d) is null ? $"“{a.Name}”产生的文书{d}不存在" : null
                        )
                    )
                    .Concat(
                        a.Outcomes.Select(o =>
                            p.FindOutcome(o) is null ? $"“{a.Name}”的结果{o}不存在" : null
                        )
                    )
                    .Concat(
                        a.OpensChildren.Select(c =>
                            p.FindChild(c) is null ? $"“{a.Name}”开启的关联程序{c}不存在" : null
                        )
                    )
                    .Concat(a.Guards.Select(g => Fact(p, $"“{a.Name}”", g.Fact)))
                    .Append(a.By.Count == 0 ? $"“{a.Name}”没有写明由谁办理" : null)
                    .Append(
                        a.Closes && a.Stage is null ? $"“{a.Name}”不属于环节，不能办结环节" : null
                    )
            ),
            p.OpenedBy.Count == 0 ? "没有写明由谁提出" : null,
        ];
        return all.OfType<string>();
    }

    private static string? Fact(Procedure p, string where, string? fact) =>
        fact is not null && p.FindUnlawful(fact) is null
            ? $"{where}记录的违法事实{fact}不存在"
            : null;

    private static IEnumerable<string> Materials(Procedure p)
    {
        foreach (var stage in p.Stages)
        {
            foreach (var need in stage.Needs)
            {
                var provided =
                    p.FindMaterial(need.Material) is { ProvidedBy.Count: > 0 }
                    || p.Actions.Any(a =>
                        a.Produces.Contains(need.Material, StringComparer.Ordinal)
                        && (
                            a.Stage is null
                            || a.Stage.Equals(stage.Key, StringComparison.Ordinal)
                            || Before(p, a.Stage, stage.Key)
                        )
                    );
                if (!provided)
                {
                    yield return $"环节“{stage.Name}”需要{p.NameOfMaterial(need.Material)}，但没有写明由谁提供";
                }
            }
        }
    }

    private static bool Before(Procedure p, string earlier, string later)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>([later]);
        while (queue.TryDequeue(out var key))
        {
            foreach (var before in p.FindStage(key)?.After ?? [])
            {
                if (before.Equals(earlier, StringComparison.Ordinal))
                {
                    return true;
                }
                if (seen.Add(before))
                {
                    queue.Enqueue(before);
                }
            }
        }
        return false;
    }

    private static IEnumerable<string> Stages(Procedure p)
    {
        if (p.Stages.Count == 0)
        {
            return ["没有环节"];
        }
        var faults = new List<string>();
        var reachable = Reachable(p);
        faults.AddRange(
            p.Stages.Where(s => !reachable.Contains(s.Key)).Select(s => $"环节“{s.Name}”无法到达")
        );
        faults.AddRange(
            p.Stages.Where(s =>
                    !s.IsTerminal
                    && s.WaitsFor is null
                    && !p.Actions.Any(a =>
                        s.Key.Equals(a.Stage, StringComparison.Ordinal) && (a.Closes || a.Ends)
                    )
                )
                .Select(s => $"环节“{s.Name}”没有办结的办法")
        );
        faults.AddRange(
            p.Stages.Where(s => s.IsTerminal)
                .Where(s => p.Actions.Any(a => s.Key.Equals(a.Stage, StringComparison.Ordinal)))
                .Select(s => $"环节“{s.Name}”进入即结束，其中的办理事项无法办理")
        );
        if (p.Actions.Any(a => a.Stage is null && a.Ends && a.Guards.Count == 0))
        {
            // Whoever may always end it is never in a dead end.
            return faults;
        }
        // Going backwards from every end: a stage from which none is reached is a dead end.
        var ends = p
            .Stages.Where(s =>
                s.IsTerminal
                || p.Actions.Any(a => a.Ends && s.Key.Equals(a.Stage, StringComparison.Ordinal))
            )
            .Select(s => s.Key)
            .ToHashSet(StringComparer.Ordinal);
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var (from, to) in Ways(p))
            {
                grown |= ends.Contains(to) && ends.Add(from);
            }
        }
        faults.AddRange(
            p.Stages.Where(s => reachable.Contains(s.Key) && !ends.Contains(s.Key))
                .Select(s => $"从环节“{s.Name}”走不到结束")
        );
        return faults;
    }

    private static HashSet<string> Reachable(Procedure p)
    {
        // A stage opens after all of its predecessors; reached are those whose predecessors all are.
        var reached = new HashSet<string>(
            p.Stages.Where(s => s.After.Count == 0 && !s.IsOnCall).Select(s => s.Key),
            StringComparer.Ordinal
        );
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var stage in p.Stages.Where(s => !reached.Contains(s.Key)))
            {
                var opened = p.Actions.Any(a =>
                    (a.Stage is null || reached.Contains(a.Stage))
                    && a.Opens.Contains(stage.Key, StringComparer.Ordinal)
                );
                var follows =
                    !stage.IsOnCall
                    && stage.After.Count > 0
                    && stage.After.All(a =>
                        reached.Contains(a) || p.FindStage(a) is { IsOnCall: true }
                    )
                    && stage.After.Any(reached.Contains);
                grown |= (opened || follows) && reached.Add(stage.Key);
            }
        }
        return reached;
    }

    private static IEnumerable<(string From, string To)> Ways(Procedure p) =>
        p
            .Stages.SelectMany(s => s.After.Select(a => (a, s.Key)))
            .Concat(
                p.Actions.Where(a => a.Stage is not null)
                    .SelectMany(a => a.Opens.Select(o => (a.Stage!, o)))
            );

    internal static HashSet<string> EventsOf(Procedure p) =>
        new(
            [
                "opened",
                .. p.Actions.Select(a => a.Key),
                .. p.Actions.SelectMany(a => a.Marks).Select(m => m.Event),
                .. p.Stages.SelectMany(s => new[] { s.Key + ".opened", s.Key + ".closed" }),
                .. p.Children.Select(c => c.Slot + ".returned"),
                .. p.Documents.Where(d => d.Service is not null).Select(d => d.ServedEvent),
            ],
            StringComparer.Ordinal
        );

    // A text somebody meant to finish.
    [GeneratedRegex(
        @"to-?do|tbd|fix-?me|xxx|待定|待补|待写|暂缺",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Unfinished();
}

/// <summary>All editions of one procedure.</summary>
public sealed class ProcedureEditions
{
    private readonly Procedure[] editions;

    /// <exception cref="ProcedureException">Two editions overlap or share a name.</exception>
    public ProcedureEditions(params IEnumerable<Procedure> editions)
    {
        this.editions = [.. editions.OrderBy(e => e.InForceFrom)];
        var faults = new List<string>();
        for (var i = 0; i < this.editions.Length; i++)
        {
            var edition = this.editions[i];
            if (edition.InForceUntil < edition.InForceFrom)
            {
                faults.Add($"“{edition}”的施行止期早于施行起期");
            }
            if (i == 0)
            {
                continue;
            }
            var before = this.editions[i - 1];
            if (!before.Key.Equals(edition.Key, StringComparison.Ordinal))
            {
                faults.Add($"“{before}”和“{edition}”不是同一程序的版本");
            }
            if (before.InForceUntil is not { } until || until >= edition.InForceFrom)
            {
                faults.Add(
                    $"“{before}”和“{edition}”的施行期间重叠，自{ChineseDates.Long(edition.InForceFrom)}起不知适用哪一版"
                );
            }
        }
        faults.AddRange(
            this.editions.GroupBy(e => e.Edition, StringComparer.Ordinal)
                .Where(g => g.Count() > 1)
                .Select(g => $"“{g.First().Name}”有两个版本叫{g.Key}")
        );
        if (this.editions.Length == 0)
        {
            faults.Add("没有版本");
        }
        if (faults.Count > 0)
        {
            throw new ProcedureException(faults);
        }
    }

    /// <summary>From the oldest to the newest.</summary>
    public IReadOnlyList<Procedure> All => editions;

    public string Key => editions[0].Key;

    public string Name => editions[^1].Name;

    /// <summary>The newest edition.</summary>
    public Procedure Newest => editions[^1];

    /// <summary>The edition that applies to a matter anchored on a day; null where there was no such procedure yet.</summary>
    public Procedure? On(DateOnly anchor) =>
        Array.FindLast(
            editions,
            e => e.InForceFrom <= anchor && (e.InForceUntil is not { } until || anchor <= until)
        );

    /// <summary>The edition of a name, also an old one.</summary>
    public Procedure? Named(string edition) =>
        Array.Find(editions, e => e.Edition.Equals(edition, StringComparison.Ordinal));
}
