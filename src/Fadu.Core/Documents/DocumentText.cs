using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Writing.Official;

namespace Fadu.Core.Documents;

/// <summary>
/// The text of a document. A line is a paragraph; <c>标题：</c>, <c>主送：</c>, <c>抄送：</c>, <c>附件：</c> and <c>附注：</c> at the beginning of a line say what it is;
/// “一、” and “（一）” make headings; lines that begin with <c>|</c> make a table whose first line is its head.
/// </summary>
public static partial class DocumentText
{
    /// <summary>What the values of placeholders come from.</summary>
    public sealed record Source(
        Matter Matter,
        Procedure Procedure,
        MatterState State,
        WorkCalendar Calendar,
        LedgerOrgans Organs,
        PeopleDirectory People,
        ProcedureDocument Document,
        Guid Organ,
        Guid? Drafter,
        string Recipient
    );

    /// <summary>A template with the values of a matter in place.</summary>
    public static string Fill(string template, Source source) =>
        DocumentTemplate.Parse(template).Render(ValuesOf(source));

    /// <summary>The text with what is known when it is signed.</summary>
    public static string Sign(string text, string? number, DateOnly on, string signer) =>
        DocumentTemplate
            .Parse(text)
            .Render(
                new TemplateValues(
                    name =>
                        name switch
                        {
                            "文号" => number ?? "（无文号）",
                            "成文日期" => ChineseDates.Long(on),
                            "签发人" => signer,
                            _ => null,
                        },
                    _ => []
                )
            );

    /// <summary>What is still to be filled in, with its place; empty where it can be signed.</summary>
    public static IReadOnlyList<string> Gaps(string text)
    {
        var gaps = new List<string>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            gaps.AddRange(
                Gap()
                    .Matches(lines[i])
                    .Where(m => !DocumentNames.Late.Contains(m.Value.Trim('{', '}', ' ')))
                    .Select(m =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"第 {i + 1} 行第 {m.Index + 1} 字：{m.Value}"
                        )
                    )
            );
        }
        return gaps;
    }

    /// <summary>The official document of a text.</summary>
    /// <param name="name">The kind of document; the title where the text has none.</param>
    /// <param name="organ">Full name of the organ.</param>
    public static OfficialDocument Compose(
        string text,
        string name,
        string organ,
        string recipient,
        string? number,
        DateOnly? on
    )
    {
        var (title, addressee) = (name, (string?)recipient);
        var (copies, attachments) = (new List<string>(), new List<Attachment>());
        string? note = null;
        var body = new List<Block>();
        var table = new List<IReadOnlyList<Cell>>();
        void Close()
        {
            if (table.Count > 0)
            {
                var width = table.Max(r => r.Count);
                body.Add(
                    new Table(
                        [
                            .. Enumerable
                                .Range(0, width)
                                .Select(i =>
                                {
                                    var words = table
                                        .Select(r => i < r.Count ? LengthOf(r[i]) : 0)
                                        .Max();
                                    return new TableColumn(
                                        i < table[0].Count ? TextOf(table[0][i]) : "",
                                        Math.Clamp(words, 3, 18),
                                        words > 8 ? Alignment.Left : Alignment.Center
                                    );
                                }),
                        ],
                        [
                            .. table
                                .Skip(1)
                                .Select(r =>
                                    (IReadOnlyList<Cell>)
                                        [.. r, .. Enumerable.Repeat((Cell)"", width - r.Count)]
                                ),
                        ]
                    )
                );
                table.Clear();
            }
        }
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.Trim(' ', '\t', '\u3000');
            if (line.StartsWith('|'))
            {
                table.Add([.. line.Trim('|').Split('|').Select(c => (Cell)c.Trim())]);
                continue;
            }
            Close();
            if (line.Length == 0)
            {
                continue;
            }
            var mark = Mark().Match(line);
            var said = mark.Success ? line[mark.Length..].Trim() : "";
            switch (mark.Groups[1].Value)
            {
                case "标题" when body.Count == 0:
                    title = said;
                    break;
                case "主送" when body.Count == 0:
                    addressee = said;
                    break;
                case "抄送":
                    copies.AddRange(
                        said.TrimEnd('。')
                            .Split(
                                ['，', '、'],
                                StringSplitOptions.RemoveEmptyEntries
                                    | StringSplitOptions.TrimEntries
                            )
                    );
                    break;
                case "附件":
                    attachments.Add(new Attachment(Numbered().Replace(said, "")));
                    break;
                case "附注":
                    note = said.Trim('（', '）');
                    break;
                default:
                    body.Add(
                        First().IsMatch(line) ? new Heading(1, line) { Numbered = false }
                        : Second().IsMatch(line) ? new Heading(2, line) { Numbered = false }
                        : new Paragraph(line)
                    );
                    break;
            }
        }
        Close();
        return new OfficialDocument
        {
            Kind = name,
            IssuerMark = organ,
            Number = number,
            Title = title,
            Addressees = string.IsNullOrWhiteSpace(addressee) ? [] : [addressee.TrimEnd('：', ':')],
            Body = body.Count == 0 ? [new Paragraph("")] : body,
            Attachments = attachments,
            Note = note,
            Signature = on is { } day ? new Signature(organ, day) : null,
            Imprint =
                copies.Count > 0 && on is { } printed ? new Imprint(copies, organ, printed) : null,
        };
    }

    private static TemplateValues ValuesOf(Source s)
    {
        var single = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["事项名称"] = s.Matter.Title,
            ["程序名称"] = s.Procedure.Name,
            ["发文单位"] = FullName(s.Organs, s.Organ),
            ["承办单位"] = FullName(s.Organs, s.Matter.OrganId),
            ["提出单位"] = FullName(s.Organs, s.Matter.SenderId),
            ["主送单位"] = s.Recipient,
            ["承办人"] = s.People.NameOf(s.Matter.HandlerId),
            ["拟稿人"] = s.Drafter is { } d ? s.People.NameOf(d) : "",
            ["办理结果"] = s.State.Outcome is { } o ? s.Procedure.FindOutcome(o)?.Name ?? o : "",
            [DocumentNames.DayOf(s.Procedure.Anchor.Name)] = ChineseDates.Long(s.State.Anchor),
        };
        var lists = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>(
            StringComparer.Ordinal
        )
        {
            [DocumentNames.MaterialList] = Numbered(
                s.State.Materials.Select(m => new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["名称"] = s.Procedure.FindMaterial(m.Material)?.Name ?? m.Material,
                    ["文件"] = m.Name,
                })
            ),
        };
        lists[DocumentNames.ClockList] = Numbered(
            s.Procedure.Clocks.Where(r => r.Kind == ClockKind.Within)
                .Where(r => s.State.Clocks.TryGetValue(r.Key, out var c) && c.IsOpen)
                .Select(r => (r.Name, s.State.Clocks[r.Key].ToClock(r.Kind).Read(s.Calendar).Due))
                .Where(r => r.Due is not null)
                .Select(r => new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["名称"] = r.Name,
                    ["届满日"] = ChineseDates.Long(r.Due!.Value),
                })
        );
        if (
            s.State.Acts.LastOrDefault(a =>
                s.Procedure.FindAction(a.Action)?.Produces.Contains(s.Document.Key) == true
            )
                is { } asked
            && s.Procedure.Action(asked.Action).InputType is { } filled
        )
        {
            Read(filled, asked.Inputs, DocumentNames.ThisTime);
        }
        Read(s.Procedure.FactsType, s.State.Facts, "");
        foreach (var action in s.Procedure.Actions)
        {
            if (s.State.Acts.LastOrDefault(a => a.Action == action.Key) is { } act)
            {
                single[DocumentNames.DayOf(action.Name)] = ChineseDates.Long(act.On);
                if (action.InputType is { } type)
                {
                    Read(type, act.Inputs, action.Name + ".");
                }
            }
            foreach (var mark in action.Marks)
            {
                if (s.State.Events.TryGetValue(mark.Event, out var day))
                {
                    single[DocumentNames.DayOf(mark.Name)] = ChineseDates.Long(day);
                }
            }
        }
        foreach (var rule in s.Procedure.Clocks)
        {
            if (
                s.State.Clocks.TryGetValue(rule.Key, out var clock)
                && clock.ToClock(rule.Kind).Read(s.Calendar).Due is { } due
            )
            {
                single[DocumentNames.DueOf(rule.Name)] = ChineseDates.Long(due);
            }
        }
        return new TemplateValues(
            name => DocumentNames.Late.Contains(name) ? null : single.GetValueOrDefault(name, ""),
            name => lists.GetValueOrDefault(name, [])
        );

        void Read(Type type, JsonObject values, string prefix)
        {
            var form = RecordForm.Of(type);
            foreach (var field in form.Fields)
            {
                single[prefix + field.Title] = Worded(field, values[field.Name], s.Organs);
                if (field.Type == FieldType.Texts)
                {
                    lists[prefix + field.Title] = Numbered(
                        (values[field.Name] as JsonArray ?? []).Select(t => new Dictionary<
                            string,
                            string
                        >(StringComparer.Ordinal)
                        {
                            [DocumentTemplate.RowText] = (string?)t ?? "",
                        })
                    );
                }
            }
            foreach (var rows in form.Rows)
            {
                lists[prefix + rows.Title] = Numbered(
                    (values[rows.Name] as JsonArray ?? [])
                        .OfType<JsonObject>()
                        .Select(row =>
                            rows.Row.Fields.ToDictionary(
                                f => f.Title,
                                f => Worded(f, row[f.Name], s.Organs),
                                StringComparer.Ordinal
                            )
                        )
                );
            }
        }
    }

    private static List<IReadOnlyDictionary<string, string>> Numbered(
        IEnumerable<Dictionary<string, string>> rows
    ) =>
        [
            .. rows.Select(
                (row, i) =>
                {
                    row[DocumentTemplate.RowNumber] = (i + 1).ToString(
                        CultureInfo.InvariantCulture
                    );
                    return row;
                }
            ),
        ];

    private static string Worded(LedgerField field, JsonNode? value, LedgerOrgans organs) =>
        value is null ? ""
        : field.Type == FieldType.Date
        && DateOnly.TryParseExact(
            (string?)value,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? ChineseDates.Long(day)
        : field.Type == FieldType.Organ && Guid.TryParse((string?)value, out var organ)
            ? FullName(organs, organ)
        : field.Format(value, organs);

    private static string FullName(LedgerOrgans organs, Guid organ) =>
        organs.Get(organ)?.Name ?? "";

    private static string TextOf(Cell cell) =>
        string.Concat(cell.Runs.OfType<TextRun>().Select(r => r.Text));

    // Half-width letters take half a place.
    private static int LengthOf(Cell cell) => (TextOf(cell).Sum(c => c < 0x80 ? 1 : 2) + 1) / 2;

    [GeneratedRegex(@"^(标题|主送|抄送|附件|附注)：", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^[0-9]+[.．、]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    // A heading is short and is no sentence.
    [GeneratedRegex(@"^[一二三四五六七八九十]{1,3}、[^。；]{1,30}$", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(
        @"^（[一二三四五六七八九十]{1,3}）[^。；]{1,30}$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Second();

    [GeneratedRegex(@"\{\{[^{}\n]*\}\}|【未填：[^】\n]*】", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
