using System.Globalization;
using System.Text;

namespace Fadu.Law.Procedures;

/// <summary>What is wrong with a template, and where.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record TemplateFault(int Line, int Column, string Message)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"第{Line}行第{Column}字：{Message}");
}

/// <summary>The placeholders that a template may use.</summary>
/// <param name="Values">Single values, each with what it is.</param>
/// <param name="Lists">Lists, with the placeholders of one row.</param>
public sealed record TemplateNames(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Lists
);

/// <summary>What placeholders stand for.</summary>
/// <param name="Value">A single value; null where it is known only later and stays as it is; empty where there is none.</param>
/// <param name="Rows">The rows of a list.</param>
public sealed record TemplateValues(
    Func<string, string?> Value,
    Func<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Rows
);

/// <summary>
/// Plain text with placeholders: <c>{{名称}}</c> is a value; what stands between <c>{{#清单}}</c> and <c>{{/清单}}</c> comes once for each row of a list, or if a single value is there;
/// between <c>{{?清单}}</c> and <c>{{/清单}}</c> once if there is any, between <c>{{^清单}}</c> and <c>{{/清单}}</c> if there is none. A line that holds nothing but such a mark leaves no line.
/// </summary>
public sealed class DocumentTemplate
{
    /// <summary>The number of the row.</summary>
    public const string RowNumber = "序号";

    /// <summary>The text of a row that is a text only.</summary>
    public const string RowText = "内容";

    private readonly IReadOnlyList<Node> nodes;

    private DocumentTemplate(IReadOnlyList<Node> nodes, IReadOnlyList<TemplateFault> faults)
    {
        this.nodes = nodes;
        Faults = faults;
    }

    /// <summary>Brackets that do not match.</summary>
    public IReadOnlyList<TemplateFault> Faults { get; }

    /// <summary>Reads a template; what is wrong with it is in <see cref="Faults"/>.</summary>
    public static DocumentTemplate Parse(string text)
    {
        var clean = text.ReplaceLineEndings("\n");
        var faults = new List<TemplateFault>();
        var root = new List<Node>();
        var open = new Stack<(Section Section, List<Node> Into)>();
        var into = root;
        var at = 0;
        TemplateFault Fault(int place, string message)
        {
            var before = clean.AsSpan(0, place);
            return new(before.Count('\n') + 1, place - before.LastIndexOf('\n'), message);
        }
        while (at < clean.Length)
        {
            var start = clean.IndexOf("{{", at, StringComparison.Ordinal);
            if (start < 0)
            {
                into.Add(new Words(clean[at..]));
                break;
            }
            var end = clean.IndexOf("}}", start, StringComparison.Ordinal);
            var line = clean.IndexOf('\n', start);
            if (end < 0 || (line >= 0 && line < end))
            {
                faults.Add(Fault(start, "“{{”没有对应的“}}”"));
                into.Add(new Words(clean[at..(start + 2)]));
                at = start + 2;
                continue;
            }
            var inside = clean[(start + 2)..end].Trim();
            var sign = inside.Length > 0 ? inside[0] : ' ';
            var name = sign is '#' or '?' or '^' or '/' ? inside[1..].Trim() : inside;
            var (from, next) = sign is '#' or '?' or '^' or '/'
                ? Alone(clean, start, end + 2)
                : (start, end + 2);
            if (from > at)
            {
                into.Add(new Words(clean[at..from]));
            }
            at = next;
            if (name.Length == 0)
            {
                faults.Add(Fault(start, "占位没有写名称"));
            }
            else if (sign is '#' or '?' or '^')
            {
                var section = new Section(name, sign, start, []);
                into.Add(section);
                open.Push((section, into));
                into = section.Inside;
            }
            else if (sign == '/')
            {
                if (
                    open.Count == 0
                    || !open.Peek().Section.Name.Equals(name, StringComparison.Ordinal)
                )
                {
                    faults.Add(Fault(start, $"“{{{{/{name}}}}}”没有对应的开头"));
                }
                else
                {
                    into = open.Pop().Into;
                }
            }
            else
            {
                into.Add(new Hole(name, start));
            }
        }
        foreach (var (section, _) in open)
        {
            faults.Add(
                Fault(
                    section.At,
                    $"“{section.Name}”这一段没有结束，应以“{{{{/{section.Name}}}}}”结束"
                )
            );
        }
        return new(root, faults) { Text = clean };
    }

    private string Text { get; init; } = "";

    /// <summary>Everything that is wrong: brackets that do not match, and names that there are not.</summary>
    public IReadOnlyList<TemplateFault> Check(TemplateNames names)
    {
        var faults = new List<TemplateFault>(Faults);
        void Look(IEnumerable<Node> inside, IReadOnlyList<string> row)
        {
            foreach (var node in inside)
            {
                var (name, at) = node switch
                {
                    Hole h => (h.Name, h.At),
                    Section s => (s.Name, s.At),
                    _ => ("", -1),
                };
                if (at < 0)
                {
                    continue;
                }
                var isList = names.Lists.ContainsKey(name);
                var isKnown =
                    names.Values.ContainsKey(name)
                    || row.Contains(name, StringComparer.Ordinal)
                    || (isList && node is Section);
                if (!isKnown)
                {
                    var before = Text.AsSpan(0, at);
                    faults.Add(
                        new(
                            before.Count('\n') + 1,
                            at - before.LastIndexOf('\n'),
                            isList
                                ? $"“{name}”是清单，应写成“{{{{#{name}}}}}…{{{{/{name}}}}}”"
                                : $"没有叫“{name}”的占位"
                        )
                    );
                }
                if (node is Section section)
                {
                    Look(
                        section.Inside,
                        isList && section.Sign == '#'
                            ? [.. row, .. names.Lists[name], RowNumber]
                            : row
                    );
                }
            }
        }
        Look(nodes, []);
        return [.. faults.OrderBy(f => f.Line).ThenBy(f => f.Column)];
    }

    /// <summary>The text with the values in place. What has no value is marked 【未填：…】, so that nobody overlooks it.</summary>
    public string Render(TemplateValues values)
    {
        var text = new StringBuilder();
        Render(nodes, values, null, text);
        return text.ToString();
    }

    /// <summary>What stands in the place of a value that is missing.</summary>
    public static string Missing(string name) => $"【未填：{name}】";

    private static void Render(
        IEnumerable<Node> inside,
        TemplateValues values,
        IReadOnlyDictionary<string, string>? row,
        StringBuilder text
    )
    {
        string? Value(string name) =>
            row is not null && row.TryGetValue(name, out var cell) ? cell : values.Value(name);
        foreach (var node in inside)
        {
            switch (node)
            {
                case Words words:
                    // A value that ends its sentence itself needs no second full stop.
                    text.Append(
                        words.Text.StartsWith('。') && text.Length > 0 && text[^1] == '。'
                            ? words.Text.AsSpan(1)
                            : words.Text
                    );
                    break;
                case Hole hole:
                    if (Value(hole.Name) is { } value)
                    {
                        text.Append(value.Length == 0 ? Missing(hole.Name) : Fit(value, text));
                    }
                    else
                    {
                        // Known only when the document is signed.
                        text.Append("{{").Append(hole.Name).Append("}}");
                    }
                    break;
                case Section section:
                    var rows = values.Rows(section.Name);
                    var isThere =
                        rows.Count > 0
                        || (Value(section.Name) is { Length: > 0 } single && single is not "否");
                    if (section.Sign == '^')
                    {
                        if (!isThere)
                        {
                            Render(section.Inside, values, row, text);
                        }
                    }
                    else if (rows.Count > 0 && section.Sign == '#')
                    {
                        foreach (var one in rows)
                        {
                            Render(section.Inside, values, one, text);
                        }
                    }
                    else if (isThere)
                    {
                        Render(section.Inside, values, row, text);
                    }
                    break;
            }
        }
    }

    // A value is a value: it neither opens a placeholder nor breaks out of the cell of a table.
    private static string Fit(string value, StringBuilder text)
    {
        var clean = value
            .ReplaceLineEndings("\n")
            .Replace("{{", "｛｛", StringComparison.Ordinal)
            .Replace("}}", "｝｝", StringComparison.Ordinal)
            .Trim();
        var begin = text.Length;
        while (begin > 0 && text[begin - 1] != '\n')
        {
            begin--;
        }
        return begin < text.Length && text[begin] == '|'
            ? clean.Replace('|', '｜').Replace("\n", "；", StringComparison.Ordinal)
            : clean;
    }

    /// <summary>A mark that is alone in its line takes the line with it.</summary>
    private static (int From, int Next) Alone(string text, int start, int end)
    {
        var (from, next) = (start, end);
        while (from > 0 && text[from - 1] is ' ' or '\t' or '\u3000')
        {
            from--;
        }
        while (next < text.Length && text[next] is ' ' or '\t' or '\u3000')
        {
            next++;
        }
        var begins = from == 0 || text[from - 1] == '\n';
        return begins && next < text.Length && text[next] == '\n' ? (from, next + 1)
            : begins && next == text.Length ? (from, next)
            : (start, end);
    }

    private abstract record Node;

    private sealed record Words(string Text) : Node;

    private sealed record Hole(string Name, int At) : Node;

    private sealed record Section(string Name, char Sign, int At, List<Node> Inside) : Node;
}

/// <summary>Which placeholders the documents of a procedure may use.</summary>
public static class DocumentNames
{
    /// <summary>Known only when the document is signed.</summary>
    public static readonly IReadOnlyList<string> Late = ["文号", "成文日期", "签发人"];

    /// <summary>What every document may say.</summary>
    public static readonly IReadOnlyDictionary<string, string> Common = new SortedDictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["事项名称"] = "事项的名称",
        ["程序名称"] = "办理的程序",
        ["发文单位"] = "制发文书的单位，全称",
        ["承办单位"] = "承办事项的单位，全称",
        ["提出单位"] = "提出、送审的单位，全称",
        ["主送单位"] = "文书送给谁",
        ["承办人"] = "经办人姓名",
        ["拟稿人"] = "拟稿人姓名",
        ["办理结果"] = "事项的结果",
        ["文号"] = "签发时取得",
        ["成文日期"] = "签发的日期",
        ["签发人"] = "签发人姓名",
    };

    /// <summary>The materials in the file, as a list.</summary>
    public const string MaterialList = "材料清单";

    /// <summary>The deadlines that run, as a list.</summary>
    public const string ClockList = "期限清单";

    /// <summary>Goes before what was filled in with the step that asks for the document.</summary>
    public const string ThisTime = "本次.";

    /// <summary>The placeholders that a procedure knows.</summary>
    public static TemplateNames Of(Procedure procedure)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        var values = new Dictionary<string, string>(Common, StringComparer.Ordinal);
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [MaterialList] = ["名称", "文件"],
            [ClockList] = ["名称", "届满日"],
        };
        Add(procedure.FactsType, "", "事项");
        values[DayOf(procedure.Anchor.Name)] = procedure.Anchor.Name + "之日";
        foreach (var action in procedure.Actions)
        {
            if (action.InputType is { } type)
            {
                Add(type, action.Name + ".", action.Name);
                if (action.Produces.Count > 0)
                {
                    Add(type, ThisTime, "要求制作文书的一步");
                }
            }
            values[DayOf(action.Name)] = $"“{action.Name}”之日";
            foreach (var mark in action.Marks)
            {
                values[DayOf(mark.Name)] = mark.Name + "之日";
            }
        }
        foreach (var clock in procedure.Clocks)
        {
            values[DueOf(clock.Name)] = $"“{clock.Name}”的最后一日";
        }
        return new(values, lists);

        void Add(Type record, string prefix, string where)
        {
            foreach (var (property, title) in ProcedureJson.TitledOf(record))
            {
                var name = prefix + title.Title;
                if (ProcedureJson.RowTypeOf(property.PropertyType) is { } row)
                {
                    lists[name] = [.. ProcedureJson.TitledOf(row).Select(p => p.Title.Title)];
                }
                else
                {
                    values[name] = where + "填写的内容";
                    if (property.PropertyType == typeof(IReadOnlyList<string>))
                    {
                        lists[name] = [DocumentTemplate.RowText];
                    }
                }
            }
        }
    }

    /// <summary>The placeholder of the day of something.</summary>
    public static string DayOf(string what) => what + "日期";

    /// <summary>The placeholder of the last day of a clock.</summary>
    public static string DueOf(string clock) => clock + "届满日";
}
