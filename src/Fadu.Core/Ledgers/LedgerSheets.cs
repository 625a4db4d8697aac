using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.People;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>What will become of a row.</summary>
public enum RowFate
{
    /// <summary>新增.</summary>
    New,

    /// <summary>已有: nothing changes.</summary>
    Known,

    /// <summary>有改动: it is there already with other values; it changes nothing unless the person says that it corrects.</summary>
    Changed,

    /// <summary>待确认: it resembles something.</summary>
    Doubtful,

    /// <summary>错误.</summary>
    Wrong,
}

/// <summary>One row of a sheet, read and checked.</summary>
/// <param name="Text">What makes it wrong, known or doubtful, for the person.</param>
/// <param name="Near">The line that it is or resembles.</param>
/// <param name="Version">The version of that line, for a correction.</param>
public sealed record CheckedRow(
    SheetRow Row,
    JsonObject Body,
    RowFate Fate,
    IReadOnlyList<FieldError> Errors,
    string Text,
    Guid? Near,
    int Version = 0
)
{
    /// <summary>What the ledger makes of a right row.</summary>
    internal RecordFacts? Facts { get; init; }
}

/// <summary>A sheet, read and checked, before anything is taken.</summary>
/// <param name="Ignored">Headings that the ledger does not know.</param>
public sealed record CheckedSheet(
    IReadOnlyList<string> Columns,
    IReadOnlyList<CheckedRow> Rows,
    IReadOnlyList<string> Ignored
)
{
    /// <summary>How many rows have a fate.</summary>
    public int Of(RowFate fate) => Rows.Count(r => r.Fate == fate);
}

/// <summary>The same declaration as columns: template, export and import.</summary>
public static class LedgerSheets
{
    /// <summary>So many of several sheets are under way: two are committed together while two wait, and the pages of the indexes are written half as often.</summary>
    public const int UnderWay = 4;

    /// <summary>Columns of an export that the record itself does not have.</summary>
    private static readonly string[] ExtraHeadings =
    [
        "条目状态",
        "补录标记",
        "登记时间",
        "条目编号",
    ];

    /// <summary>The layout of the template: the columns of the form with drop-downs and a sheet that explains them.</summary>
    public static SheetLayout Template(Ledger ledger) =>
        new(
            ledger.Title,
            [.. ledger.Fields.SelectMany(f => FieldSheets.Columns(f, f.ConditionText(ledger)))]
        )
        {
            WithGuide = true,
            Guide =
            [
                ledger.Purpose,
                $"同一件的判断：{ledger.KeyText}。已有的行不会重复登记，同一个文件导入两次不会多出数据。",
                .. ledger.SumTexts.Select(s => $"应当成立：{s}。"),
                "每一行都会得到答复：新增、已有、待确认或者错误；错误的行可以下载，改好再传。",
                "不得登记公民的姓名、证件号码、电话、住址。",
            ],
        };

    /// <summary>The layout of an export: the columns of the template, so that it can be changed and taken back, and four that only inform.</summary>
    public static SheetLayout Export(Ledger ledger) =>
        new(
            ledger.Title,
            [
                .. ledger
                    .Fields.SelectMany(f => FieldSheets.Columns(f, null))
                    .Select(c => c with { Help = null, Choices = [], Required = false }),
                .. ExtraHeadings.Select(h => new SheetColumn(h)),
            ]
        );

    /// <summary>A line as a row of an export.</summary>
    public static IReadOnlyList<object?> Row(Ledger ledger, LedgerLine line, LedgerOrgans organs)
    {
        var body = line.ParseBody();
        var cells = new List<object?>();
        foreach (var field in ledger.Fields)
        {
            var value = body[field.Name];
            cells.AddRange(
                value is null && field.Identifier == nameof(LedgerRecord.Form)
                    ? [ledger.Forms[0].DisplayName()]
                : value is null && field.Identifier == nameof(LedgerRecord.Exactness)
                    ? [Exactness.Exact.DisplayName()]
                : FieldSheets.Cells(field, value, organs)
            );
        }
        cells.Add(line.State.DisplayName() + (line.IsStandby ? "（备查）" : ""));
        cells.Add(line.IsLate ? "补录" : "");
        cells.Add(line.RecordedAt.LocalDay().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        cells.Add(line.Id.ToString());
        return cells;
    }

    /// <summary>Reads and checks rows. Nothing is taken.</summary>
    /// <param name="organDefault">Used where the sheet has no organ column or the cell is empty.</param>
    /// <exception cref="UnusableFileException">The sheet as a whole cannot be used.</exception>
    public static async Task<CheckedSheet> Check(
        FaduDb db,
        Actor actor,
        Ledger ledger,
        IEnumerable<SheetRow> rows,
        Guid? organDefault,
        LedgerOrgans organs,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var headings = new FieldSheets.Headings(ledger.AllFields);
        var done = new List<CheckedRow>();
        IReadOnlyList<string> columns = [];
        List<string> ignored = [];
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (done.Count == 0)
            {
                columns = row.Columns;
                ignored = FieldSheets.Ignored(
                    row,
                    c => headings.Knows(c) || ExtraHeadings.Contains(c, StringComparer.Ordinal),
                    ledger
                        .Fields.Where(f =>
                            f.Required
                            && f.Identifier != nameof(LedgerRecord.Organ)
                            && f.Type != FieldType.Tallies
                        )
                        .Select(f => f.Title),
                    ledger.Title
                );
            }
            if (done.Count >= Resemblances.MaxImportRows)
            {
                throw new UnusableFileException(
                    $"一次最多导入 {Resemblances.MaxImportRows} 行，请分成几个文件。"
                );
            }
            done.Add(Read(actor, ledger, row, headings, organDefault, organs, today));
        }
        if (done.Count == 0)
        {
            throw new UnusableFileException(
                "没有读到数据行。请确认第一行是表头（可先下载模板），数据从第二行开始。"
            );
        }
        var facts = done.Select(r => r.Facts).ToList();
        var there = await Resemblances
            .There(db, actor.Tenant, ledger, facts.OfType<RecordFacts>(), cancellationToken)
            .ConfigureAwait(false);
        for (var i = 0; i < done.Count; i++)
        {
            if (facts[i] is not { } record)
            {
                continue;
            }
            var read = done[i];
            if (!keys.TryAdd(record.KeyHash, read.Row.Number))
            {
                done[i] = read with
                {
                    Fate = RowFate.Known,
                    Text = $"与第{keys[record.KeyHash]}行是同一件。",
                };
            }
            else if (there.Count > 0 && Resemblances.MarksOf(record).Any(there.Contains))
            {
                done[i] = await Fate(db, actor, ledger, read, organs, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        return new CheckedSheet(columns, done, ignored);
    }

    /// <summary>Reads one row and says what is wrong with it, without the database; a right row comes back as new.</summary>
    private static CheckedRow Read(
        Actor actor,
        Ledger ledger,
        SheetRow row,
        FieldSheets.Headings headings,
        Guid? organDefault,
        LedgerOrgans organs,
        DateOnly today
    )
    {
        var texts = headings.Texts(row);
        if (!texts.ContainsKey("organ") && organDefault is { } organ)
        {
            texts["organ"] = organ.ToString();
        }
        var (body, errors) = ledger.Parse(texts, organs);
        var (wrong, facts) = ledger.Examine(body, today, [.. errors.Select(e => e.Field)]);
        errors.AddRange(wrong);
        if (errors.Count == 0 && !organs.MayActFor(actor, Ledger.OrganOf(body)))
        {
            errors.Add(
                new FieldError(
                    "organ",
                    ledger.Field("organ").Title,
                    $"您只能为本单位和下级单位填报，不能替“{organs.NameOf(Ledger.OrganOf(body))}”填报。"
                )
            );
        }
        if (errors.Count > 0)
        {
            return new CheckedRow(
                row,
                body,
                RowFate.Wrong,
                errors,
                string.Join("；", errors),
                null
            );
        }
        return new CheckedRow(row, body, RowFate.New, [], "", null) { Facts = facts };
    }

    /// <summary>What will become of a right row that bears a mark of something: new, known, changed or doubtful.</summary>
    private static async Task<CheckedRow> Fate(
        FaduDb db,
        Actor actor,
        Ledger ledger,
        CheckedRow read,
        LedgerOrgans organs,
        CancellationToken cancellationToken
    )
    {
        var body = read.Body;
        var alike = await Resemblances
            .Find(db, actor.Tenant, ledger, body, null, cancellationToken)
            .ConfigureAwait(false);
        if (alike.Count == 0)
        {
            return read;
        }
        var text = await Resemblances
            .Describe(db, actor.Tenant, alike[0], organs, cancellationToken)
            .ConfigureAwait(false);
        if (!alike[0].IsSame)
        {
            return read with
            {
                Fate = RowFate.Doubtful,
                Text = $"{ledger.NearText}{text}",
                Near = alike[0].Line,
            };
        }
        var line = await db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l =>
                l.Tenant == actor.Tenant && l.Id == alike[0].Line && l.State == LineState.InForce
            )
            .Select(l => new
            {
                l.Body,
                l.Version,
                l.OrganId,
            })
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        var changes =
            line is null || !organs.MayActFor(actor, line.OrganId)
                ? []
                : ledger.Differences(JsonNode.Parse(line.Body)!.AsObject(), body);
        return changes.Count == 0
            ? read with
            {
                Fate = RowFate.Known,
                Text = $"已有：{text}",
                Near = alike[0].Line,
            }
            : read with
            {
                Fate = RowFate.Changed,
                Text = $"已有，与表格不同：{LedgerWords.Changes(ledger, organs, changes)}",
                Near = alike[0].Line,
                Version = line!.Version,
            };
    }
}
