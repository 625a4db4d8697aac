using System.Text;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>Writes a definition down as Chinese text that a lawyer can check against the law. A matter pins the hash of it, so its wording is part of the edition.</summary>
internal static class ProcedurePrint
{
    internal static string Of(Procedure p)
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append('\n');
        void Head(string name)
        {
            Line();
            Line(name);
        }

        Line(p.ToString());
        Line(p.Purpose);
        Line();
        Line($"依据：{p.Basis.ToCitation()}");
        Line(
            $"适用：{p.Anchor.Name}日在{ChineseDates.Long(p.InForceFrom)}{(p.InForceUntil is { } until ? $"至{ChineseDates.Long(until)}" : "及以后")}的"
        );
        Line($"由谁提出：{Join(p.OpenedBy.Select(r => r.Name))}");
        foreach (var guard in p.OpeningGuards)
        {
            Line($"  有下列情形的，不予立案：{Sentence(guard.Sentence, guard.Basis)}");
        }
        Counting(Line, p.OpeningCounts);

        Head("一、立案时填写");
        Fields(Line, p.FactsType);

        Head("二、环节");
        var number = 0;
        foreach (var stage in p.Stages)
        {
            number++;
            Line($"{number}. {stage.Name}[{stage.Key}]{Basis(stage.Basis)}");
            Entering(Line, p, stage);
            foreach (
                var action in p.Actions.Where(a =>
                    stage.Key.Equals(a.Stage, StringComparison.Ordinal)
                )
            )
            {
                Act(Line, p, action);
            }
        }
        if (p.Actions.Any(a => a.Stage is null))
        {
            Line("各环节都可以办理：");
            foreach (var action in p.Actions.Where(a => a.Stage is null))
            {
                Act(Line, p, action);
            }
        }

        Head("三、期限");
        if (p.Clocks.Count == 0)
        {
            Line("没有规定期限。");
        }
        foreach (var clock in p.Clocks)
        {
            Clock(Line, p, clock);
        }

        if (p.Materials.Count > 0)
        {
            Head("四、材料");
            foreach (var m in p.Materials)
            {
                Line(
                    $"- {m.Name}[{m.Key}]：由{Join(m.ProvidedBy.Select(r => r.Name))}提供{(m.IsVersioned ? "，每一稿都保留" : "")}{Basis(m.Basis)}"
                );
            }
        }
        if (p.Documents.Count > 0)
        {
            Head("五、文书");
            foreach (var d in p.Documents)
            {
                Line(
                    $"- {d.Name}[{d.Key}]{(d.Series is { } n ? $"，编号：机关代字、“{n.Word}”、〔年份〕、序号" : "，不编号")}；{(d.IsChecked ? "核稿后" : "不经核稿，")}由{d.SignedBy.Name}签发{(d.DrafterMaySign ? "，拟稿人可以自行签发" : "，拟稿人不得签发")}{Basis(d.Basis)}"
                );
                if (d.Service is { } service)
                {
                    Line(
                        $"  应当送达，方式：{Join(service.Ways.Select(ServiceWays.NameOf))}{Basis(service.Basis)}"
                    );
                }
                foreach (var line in d.Template.ReplaceLineEndings("\n").TrimEnd().Split('\n'))
                {
                    Line("  | " + line);
                }
            }
        }
        Head("六、结果");
        foreach (var o in p.Outcomes)
        {
            Line($"- {o.Name}[{o.Key}]{Basis(o.Basis)}");
        }
        if (p.Duties.Count > 0)
        {
            Head("七、公开、报送");
            foreach (var d in p.Duties)
            {
                Line(
                    $"- {d.Name}[{d.Key}]：{p.NameOfEvent(d.Event)}后，由“{p.NameOfEvent(d.DoneBy)}”办理{(d.Clock is { } c ? $"，期限见“{p.FindClock(c)!.Name}”" : "")}{Basis(d.Basis)}"
                );
            }
        }
        if (p.Children.Count > 0)
        {
            Head("八、关联程序");
            foreach (var c in p.Children)
            {
                var which = Join(c.Nameable.Append(c.Procedure).Distinct(StringComparer.Ordinal));
                Line(
                    c.IsOnlyNamed
                        ? $"- {c.Name}[{c.Slot}]：关联已有的{which}，其结果和材料版本记入本事项{Basis(c.Basis)}"
                    : c.Nameable.Count > 0
                        ? $"- {c.Name}[{c.Slot}]：另立{(c.IsOfSender ? "（由提出单位）" : "")}或者关联已有的{which}，结果记入本事项{Basis(c.Basis)}"
                    : $"- {c.Name}[{c.Slot}]：另立{c.Procedure}，结果记入本事项{Basis(c.Basis)}"
                );
            }
        }
        if (p.Unlawful.Count > 0)
        {
            Head("九、不该发生而发生、如实记录的事实");
            foreach (var u in p.Unlawful)
            {
                Line($"- {u.Name}[{u.Key}]{Basis(u.Basis)}");
            }
        }
        if (p.Points.Count > 0)
        {
            Head("十、审查要点（本地可以调整）");
            foreach (var point in p.Points)
            {
                Line($"- {point}");
            }
        }
        return text.ToString();
    }

    private static void Entering(Action<string> line, Procedure p, Stage stage)
    {
        var conditions = new List<string>();
        if (stage.IsOnCall)
        {
            var openers = p
                .Actions.Where(a => a.Opens.Contains(stage.Key, StringComparer.Ordinal))
                .Select(a => $"“{a.Name}”");
            conditions.Add($"由{Join(openers)}开启");
        }
        else if (stage.After.Count == 0)
        {
            conditions.Add("立案即开始");
        }
        else
        {
            var absent = stage.After.Any(a => p.Stage(a).Skips.Count > 0) ? "或者依法不适用" : "";
            conditions.Add($"{Join(stage.After.Select(a => p.Stage(a).Name))}办结{absent}后开始");
        }
        line("   " + string.Join("；", conditions) + "。");
        foreach (var only in stage.OnlyIf)
        {
            line(
                $"   仅当{p.Stage(only.Stage).Name}的结果为{Join(only.Results.Select(r => ResultName(p, only.Stage, r)))}；否则：{Sentence(only.Sentence, only.Basis)}"
            );
        }
        if (stage.OtherwiseFact is { } fact)
        {
            line($"   条件不具备而已经发生的，可以记录为“{p.FindUnlawful(fact)!.Name}”。");
        }
        foreach (var skip in stage.Skips)
        {
            line($"   不适用：{Sentence(skip.Reason, skip.Basis)}");
        }
        if (stage.Skips.Count == 0 && !stage.IsOnCall && !stage.IsTerminal)
        {
            line("   不得跳过。");
        }
        foreach (var need in stage.Needs)
        {
            line(
                $"   办结前须有：{p.NameOfMaterial(need.Material)}{(need.WhenText is { } when ? $"（{when}）" : "")}{Basis(need.Basis)}"
            );
        }
        if (stage.Results.Count > 0)
        {
            line($"   可能的结果：{Join(stage.Results.Select(r => $"{r.Name}[{r.Key}]"))}。");
        }
        if (stage.WaitsFor is { } slot)
        {
            line($"   等待关联程序“{p.FindChild(slot)!.Name}”的结果。");
        }
        if (stage.IsTerminal)
        {
            line("   进入即结束。");
        }
    }

    private static void Act(Action<string> line, Procedure p, ProcedureAction a)
    {
        line($"   · {a.Name}[{a.Key}]：由{Join(a.By.Select(r => r.Name))}办理{Basis(a.Basis)}");
        if (a.InputType is { } type)
        {
            line($"     填写：{Join(ProcedureJson.TitledOf(type).Select(t => t.Title.Title))}");
        }
        var does = new List<string>();
        if (a.Closes)
        {
            does.Add("办结本环节");
        }
        if (a.Opens.Count > 0)
        {
            does.Add($"开启{Join(a.Opens.Select(o => p.Stage(o).Name))}");
        }
        if (a.Marks.Count > 0)
        {
            does.Add($"确定{Join(a.Marks.Select(m => m.Name))}之日");
        }
        if (a.Produces.Count > 0)
        {
            does.Add($"产生{Join(a.Produces.Select(d => p.FindDocument(d)!.Name))}");
        }
        if (a.OpensChildren.Count > 0)
        {
            does.Add($"另立{Join(a.OpensChildren.Select(c => p.FindChild(c)!.Name))}");
        }
        if (a.Writes.Count > 0)
        {
            does.Add($"写入名录{Join(a.Writes.Select(w => w.Register))}");
        }
        if (a.Invites.Count > 0)
        {
            does.Add($"邀请{Join(a.Invites.Select(i => i.Role.Name))}参与");
        }
        if (a.Reports)
        {
            does.Add("把结果告知开启本事项的事项");
        }
        if (a.Outcomes.Count > 0)
        {
            does.Add($"结果为{Join(a.Outcomes.Select(o => p.FindOutcome(o)!.Name), "或者")}");
        }
        if (a.Changes is not null)
        {
            does.Add("更新所填事实");
        }
        if (a.Ends)
        {
            does.Add("结束事项");
        }
        if (does.Count > 0)
        {
            line($"     效果：{string.Join("；", does)}");
        }
        if (a.IsRepeatable)
        {
            line("     可以多次办理");
        }
        if (a.MayFollowEnd)
        {
            line("     事项结束后仍可以办理");
        }
        foreach (var guard in a.Guards)
        {
            line(
                $"     不予办理：{Sentence(guard.Sentence, guard.Basis)}{(guard.Fact is { } f ? $"已经发生的，可以记录为“{p.FindUnlawful(f)!.Name}”。" : "")}"
            );
        }
        Counting(line, a.Counts);
    }

    private static void Counting(Action<string> line, IReadOnlyList<Counting> counts)
    {
        foreach (var c in counts)
        {
            line($"     统计：{c.How}[{c.Figure}]");
        }
    }

    private static void Clock(Action<string> line, Procedure p, ClockRule c)
    {
        string Events(IEnumerable<ClockEvent> events) =>
            Join(events.Select(e => p.NameOfEvent(e.Event) + Basis(e.Basis)), "或者");
        var length = c.Kind switch
        {
            ClockKind.AtLeast => $"不少于{c.Limit}",
            ClockKind.Before => $"最迟在{c.Limit}前",
            _ => $"{c.Limit}内",
        };
        line(
            $"- {c.Name}[{c.Key}]：{length}，{(c.Kind == ClockKind.Before ? "倒算自" : "起算于")}{Events(c.Starts)}{Basis(c.Limit.Basis)}{(c.Limit.UnitBasis is { } u ? $"，其“日”为工作日({u})" : "")}{c.Source switch
            {
                LimitSource.Statute => "",
                LimitSource.Secondary => "；依据系转引，长度可以由本地设定",
                LimitSource.Local => "；地方规定，长度可以由本地设定",
                _ => "；惯例，长度可以由本地设定",
            }}"
        );
        if (c.WhenText is { } when)
        {
            line($"  仅适用于：{when}");
        }
        if (c.LengthOf is not null)
        {
            line("  事项另行确定长度的，从其确定");
        }
        if (c.Pauses.Count > 0)
        {
            line($"  中止：{Events(c.Pauses)}；恢复：{Events(c.Resumes)}");
        }
        if (c.Restarts.Count > 0)
        {
            line($"  重新计算：{Events(c.Restarts)}");
        }
        if (c.Extension is { } x)
        {
            line(
                $"  延长：“{p.Action(x.Action).Name}”，最多{x.Most}，{x.Times}次{Basis(x.Most.Basis)}"
            );
        }
        if (c.Stops.Count > 0)
        {
            line($"  完成于：{Join(c.Stops.Select(p.NameOfEvent), "或者")}");
        }
        if (c.Binds.Count > 0)
        {
            line(
                $"  {(c.Kind == ClockKind.AtLeast ? "期满前" : "逾期")}不得{Join(c.Binds.Select(b => $"“{p.Action(b).Name}”"))}:{Sentence(c.Sentence!, c.Limit.Basis!)}{(c.UnlessText is { } unless ? $"但{unless}的除外。" : "")}{(c.OtherwiseFact is { } f ? $"已经发生的，可以记录为“{p.FindUnlawful(f)!.Name}”。" : "")}"
            );
        }
        if (c.Kind != ClockKind.AtLeast)
        {
            line(
                c.Missed switch
                {
                    WhenMissed.Deemed =>
                        $"  届满：视为“{p.Action(c.DeemedAction!).Name}”{Basis(c.DeemedBasis)}",
                    WhenMissed.Warn => "  逾期：提示",
                    _ => "  逾期：告知承办人和负责人，计入统计",
                }
            );
        }
        if (c.RemindsEarly)
        {
            line("  期满三十日前另行提醒");
        }
        if (c.IsServed)
        {
            line("  已告知当事人的日期，不因日历变更而自动提前");
        }
    }

    private static void Fields(Action<string> line, Type type)
    {
        foreach (var (property, title) in ProcedureJson.TitledOf(type))
        {
            var required = Attribute.IsDefined(
                property,
                typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)
            );
            line(
                $"- {title.Title}{(required ? "（必填）" : "")}{(title.Help is { } h ? "：" + h : "")}"
            );
        }
    }

    private static string ResultName(Procedure p, string stage, string result) =>
        p.Stage(stage)
            .Results.FirstOrDefault(r => r.Key.Equals(result, StringComparison.Ordinal))
            ?.Name
        ?? result;

    private static string Sentence(string sentence, LawRef basis) => $"{sentence}（{basis}）。";

    private static string Basis(LawRef? basis) => basis is null ? "" : $"（{basis}）";

    private static string Join(IEnumerable<string> parts, string last = "、") =>
        string.Join(last == "、" ? "、" : last, parts);
}
