using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Registers;

/// <summary>What a row of a sheet means for the register.</summary>
public enum ItemFate
{
    /// <summary>新增.</summary>
    Added,

    /// <summary>有变化.</summary>
    Changed,

    /// <summary>无变化.</summary>
    Same,

    /// <summary>错误.</summary>
    Wrong,
}

/// <summary>One row of a sheet, read, checked and compared.</summary>
/// <param name="Text">What is wrong with it, or what it changes.</param>
/// <param name="Known">The item as it stands.</param>
/// <param name="OnlyUntil">Nothing differs but the last day.</param>
public sealed record CheckedItem(
    SheetRow Row,
    JsonObject Body,
    DateOnly? From,
    DateOnly? Until,
    ItemFate Fate,
    string Text,
    RegisterVersion? Known = null,
    bool OnlyUntil = false
);

/// <summary>A sheet, read, checked and compared, before anything is taken.</summary>
/// <param name="Ignored">Headings that the register does not know.</param>
/// <param name="Missing">Items in force that the sheet does not have.</param>
public sealed record CheckedItems(
    IReadOnlyList<string> Columns,
    IReadOnlyList<CheckedItem> Rows,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<RegisterVersion> Missing
)
{
    /// <summary>How many rows have a fate.</summary>
    public int Of(ItemFate fate) => Rows.Count(r => r.Fate == fate);
}

/// <summary>How the rows of a checked sheet are taken.</summary>
/// <param name="ChangesFrom">From which day what has changed holds; empty = the rows correct what was wrong from the start.</param>
/// <param name="EndsOn">The last day of what the sheet does not have; empty = a missing row ends nothing.</param>
public sealed record SheetTaking(DateOnly? ChangesFrom, DateOnly? EndsOn);

/// <summary>The declaration of a register as columns: template, export, comparison.</summary>
public static class RegisterSheets
{
    private const string From = "生效日";
    private const string Until = "最后有效日";
    private const char CellEnd = '｜';
    private static readonly string[] ExtraHeadings = ["状态", "补录标记", "条目编号"];

    /// <summary>The layout of the template.</summary>
    public static SheetLayout Template(Register register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return new(register.Title, [.. Columns(register)])
        {
            WithGuide = true,
            Guide =
            [
                register.Purpose,
                $"同一项的判断：{register.KeyText}。已有的行与名录比较，没有变化的不动。",
                "缺少的行不会被终止；需要以表格为准全量更新的，导入时选择“全量导入”，看过要终止的项以后再决定。",
                "每一行都会得到答复：新增、有变化、无变化或者错误；错误的行可以下载，改好再传。导入的变动要经审批才生效。",
                .. register.Form.Rows.Select(r =>
                    $"“{Heading(r)}”一栏一行一条，各项用“{CellEnd}”隔开。"
                ),
            ],
        };
    }

    /// <summary>The layout of an export: the columns of the template, so that it can be changed and taken back, and three that only inform.</summary>
    public static SheetLayout Export(Register register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return new(
            register.Title,
            [
                .. Columns(register)
                    .Select(c => c with { Help = null, Choices = [], Required = false }),
                .. ExtraHeadings.Select(h => new SheetColumn(h)),
            ]
        );
    }

    /// <summary>An item as a row of an export.</summary>
    public static IReadOnlyList<object?> Row(
        Register register,
        RegisterVersion version,
        LedgerOrgans organs,
        DateOnly day
    )
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(version);
        var body = version.ParseBody();
        return
        [
            .. register.Fields.SelectMany(f => FieldSheets.Cells(f, Shown(f, body), organs)),
            .. register.Form.Rows.Select(r => (object?)Lines(r, body, organs)),
            version.ValidFrom,
            version.ValidUntil == RegisterVersion.NoEnd ? null : version.ValidUntil,
            version.StateOn(day).DisplayName(),
            version.IsLate ? "补录" : "",
            version.ItemId.ToString(),
        ];
    }

    /// <summary>Reads, checks and compares rows. Nothing is taken.</summary>
    /// <exception cref="UnusableFileException">The sheet as a whole cannot be used.</exception>
    public static async Task<CheckedItems> Check(
        FaduDb db,
        Actor actor,
        Scope scope,
        Register register,
        IEnumerable<SheetRow> rows,
        LedgerOrgans organs,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(rows);
        var headings = new FieldSheets.Headings(register.Fields);
        var done = new List<CheckedItem>();
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
                    c => IsKnown(register, headings, c),
                    register
                        .Fields.Where(f =>
                            f.Required && f.Identifier != nameof(RegisterRecord.Keeper)
                        )
                        .Select(f => f.Title),
                    register.Title
                );
            }
            if (done.Count >= RegisterHandlers.Most)
            {
                throw new UnusableFileException(
                    $"一次最多导入 {RegisterHandlers.Most} 行，请分成几个文件。"
                );
            }
            done.Add(Read(actor, register, row, headings, organs, today, keys));
        }
        if (done.Count == 0)
        {
            throw new UnusableFileException(
                "没有读到数据行。请确认第一行是表头（可先下载模板），数据从第二行开始。"
            );
        }
        var known = await Known(db, scope, register, keys.Keys, cancellationToken)
            .ConfigureAwait(false);
        for (var i = 0; i < done.Count; i++)
        {
            if (
                done[i].Fate == ItemFate.Added
                && known.GetValueOrDefault(register.KeyHashOf(done[i].Body)) is { } item
            )
            {
                done[i] = Compare(actor, register, done[i], item, organs);
            }
        }
        return new CheckedItems(
            columns,
            done,
            ignored,
            await Missing(db, actor, scope, register, keys.Keys, organs, today, cancellationToken)
                .ConfigureAwait(false)
        );
    }

    /// <summary>The changes that a checked sheet asks for; rows with errors are left out.</summary>
    public static IReadOnlyList<NewChange> Changes(
        Register register,
        CheckedItems sheet,
        SheetTaking taking,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(taking);
        var changes = new List<NewChange>();
        foreach (var row in sheet.Rows)
        {
            if (row.Fate == ItemFate.Added)
            {
                changes.Add(
                    new NewChange(
                        register.Kind(ChangeEffect.Add).Key,
                        null,
                        row.Body,
                        row.From ?? today,
                        row.Until
                    )
                    {
                        Row = row.Row.Number,
                    }
                );
            }
            else if (row is { Fate: ItemFate.Changed, Known: { } known })
            {
                changes.Add(Change(register, row, known, taking));
            }
        }
        if (taking.EndsOn is { } day && register.SheetEnd is { } end)
        {
            changes.AddRange(
                sheet.Missing.Select(m => new NewChange(end.Key, m.ItemId, null, null, day))
            );
        }
        return changes;
    }

    private static NewChange Change(
        Register register,
        CheckedItem row,
        RegisterVersion known,
        SheetTaking taking
    )
    {
        if (row.OnlyUntil)
        {
            // A later last day extends; any other says that the one on record was wrong.
            return row.Until > known.ValidUntil
                ? new NewChange(
                    register.Kind(ChangeEffect.Extend).Key,
                    known.ItemId,
                    null,
                    null,
                    row.Until
                )
                {
                    Row = row.Row.Number,
                }
                : new NewChange(
                    register.Kind(ChangeEffect.Correct).Key,
                    known.ItemId,
                    row.Body,
                    null,
                    row.Until
                )
                {
                    Version = known.Origin,
                    Row = row.Row.Number,
                };
        }
        // A row with a later first day says itself from when on it holds.
        var from = row.From > known.ValidFrom ? row.From : taking.ChangesFrom;
        return new NewChange(
            register.Kind(from is null ? ChangeEffect.Correct : ChangeEffect.Change).Key,
            known.ItemId,
            row.Body,
            from,
            row.Until
        )
        {
            Version = from is null ? known.Origin : null,
            Row = row.Row.Number,
        };
    }

    private static IEnumerable<SheetColumn> Columns(Register register) =>
        [
            .. register.Fields.SelectMany(f =>
                FieldSheets.Columns(f, register.Form.ConditionText(f))
            ),
            .. register.Form.Rows.Select(r => new SheetColumn(Heading(r))
            {
                Required = r.Required,
                Help = $"一行一条，各项用“{CellEnd}”隔开。{r.Help}",
            }),
            new SheetColumn(From, ColumnType.Date)
            {
                Help = "开始有效的那一天；新增时不填即今天。",
            },
            new SheetColumn(Until, ColumnType.Date)
            {
                Help = "有效的最后一天；没有设定终止日期的不填。",
            },
        ];

    private static string Heading(FormRows rows) =>
        $"{rows.Title}（{string.Join(CellEnd, rows.Row.Fields.Select(f => f.Title))}）";

    private static bool IsKnown(Register register, FieldSheets.Headings headings, string heading)
    {
        var plain = FieldSheets.Plain(heading);
        return headings.Knows(heading)
            || plain is From or Until
            || ExtraHeadings.Contains(heading, StringComparer.Ordinal)
            || register.Form.Rows.Any(r => FieldSheets.Plain(Heading(r)) == plain);
    }

    private static JsonNode? Shown(LedgerField field, JsonObject body) =>
        field.Identifier == nameof(RegisterRecord.Visibility)
            ? body[field.Name] ?? JsonValue.Create(nameof(Visibility.Open))
            : body[field.Name];

    private static string Lines(FormRows rows, JsonObject body, LedgerOrgans organs) =>
        string.Join(
            '\n',
            ((body[rows.Name] as JsonArray) ?? [])
                .OfType<JsonObject>()
                .Select(row =>
                    string.Join(CellEnd, rows.Row.Fields.Select(f => f.Format(row[f.Name], organs)))
                )
        );

    private static CheckedItem Read(
        Actor actor,
        Register register,
        SheetRow row,
        FieldSheets.Headings headings,
        LedgerOrgans organs,
        DateOnly today,
        Dictionary<string, int> keys
    )
    {
        var texts = headings.Texts(row);
        if (!texts.ContainsKey("keeper") && actor.Organ is { } organ)
        {
            texts["keeper"] = organ.ToString();
        }
        foreach (var rows in register.Form.Rows)
        {
            var lines = (Cell(row, Heading(rows)) ?? "").Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            );
            for (var i = 0; i < lines.Length; i++)
            {
                foreach (var (field, text) in rows.Row.Fields.Zip(lines[i].Split(CellEnd)))
                {
                    texts[
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{rows.Name}[{i}].{field.Name}"
                        )
                    ] = text;
                }
            }
        }
        var (body, found) = register.Read(texts, organs, today);
        var errors = found.Select(e => e.ToString()).ToList();
        if (errors.Count == 0 && !organs.MayActFor(actor, Register.KeeperOf(body)))
        {
            errors.Add(
                $"主管单位：您只能为本单位和下级单位登记，不能替“{organs.NameOf(Register.KeeperOf(body))}”登记。"
            );
        }
        var from = Day(row, From, errors);
        var until = Day(row, Until, errors);
        if (from > until)
        {
            errors.Add($"{Until}：早于{From}，请核对。");
        }
        if (errors.Count == 0 && until is null && register.EndProblem(body, until) is { } endless)
        {
            errors.Add($"{Until}：{endless}");
        }
        if (errors.Count == 0 && !keys.TryAdd(register.KeyHashOf(body), row.Number))
        {
            errors.Add(
                $"与第{keys[register.KeyHashOf(body)]}行是同一项（依据：{register.KeyText}）。"
            );
        }
        return new CheckedItem(
            row,
            body,
            from,
            until,
            errors.Count == 0 ? ItemFate.Added : ItemFate.Wrong,
            string.Join("；", errors)
        );
    }

    private static CheckedItem Compare(
        Actor actor,
        Register register,
        CheckedItem row,
        RegisterVersion known,
        LedgerOrgans organs
    )
    {
        if (!organs.MayActFor(actor, known.OrganId))
        {
            return row with
            {
                Fate = ItemFate.Wrong,
                Text = $"已有同一项，由{organs.NameOf(known.OrganId)}维护，您不能变更它。",
            };
        }
        var changes = register
            .Differences(known.ParseBody(), row.Body, organs)
            .Select(d => $"{d.Title}：{Or(d.Before)} → {Or(d.After)}")
            .ToList();
        var onlyUntil = changes.Count == 0;
        if (row.Until is { } last && last != known.ValidUntil)
        {
            changes.Add($"{Until}：{Words(known.ValidUntil)} → {Words(last)}");
        }
        return row with
        {
            Fate = changes.Count == 0 ? ItemFate.Same : ItemFate.Changed,
            Text = string.Join("；", changes),
            Known = known,
            OnlyUntil = onlyUntil && changes.Count > 0,
        };
    }

    /// <summary>The items of some keys as they stand last.</summary>
    private static async Task<Dictionary<string, RegisterVersion>> Known(
        FaduDb db,
        Scope scope,
        Register register,
        IEnumerable<string> keys,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, RegisterVersion>(StringComparer.Ordinal);
        // Looked for in the whole tenant: an internal item of another organ is the same item all the same.
        var all = Scope.All(scope.Tenant);
        foreach (var some in keys.Chunk(500))
        {
            foreach (
                var row in await RegisterQueries
                    .Versions(db, all, register.Key)
                    .Where(v => v.IsLast && some.Contains(v.KeyHash))
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                if (
                    !known.TryGetValue(row.KeyHash, out var other)
                    || row.ValidUntil > other.ValidUntil
                )
                {
                    known[row.KeyHash] = row;
                }
            }
        }
        return known;
    }

    private static async Task<IReadOnlyList<RegisterVersion>> Missing(
        FaduDb db,
        Actor actor,
        Scope scope,
        Register register,
        IReadOnlyCollection<string> keys,
        LedgerOrgans organs,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var missing = new List<RegisterVersion>();
        await foreach (
            var row in RegisterQueries
                .Stream(
                    db,
                    scope,
                    register,
                    new RegisterFilter { Day = today, State = Standing.InForce }
                )
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (!keys.Contains(row.KeyHash) && organs.MayActFor(actor, row.OrganId))
            {
                missing.Add(row);
            }
        }
        return missing;
    }

    private static string? Cell(SheetRow row, string heading)
    {
        for (var i = 0; i < row.Columns.Count; i++)
        {
            if (FieldSheets.Plain(row.Columns[i]) == FieldSheets.Plain(heading))
            {
                return row.Values[i].Length == 0 ? null : row.Values[i];
            }
        }
        return null;
    }

    private static DateOnly? Day(SheetRow row, string heading, List<string> errors)
    {
        if (Cell(row, heading) is not { } text)
        {
            return null;
        }
        if (CellText.TryDate(text, out var day))
        {
            return day;
        }
        errors.Add($"{heading}：“{text}”不是日期，请写成 2026-03-05 或者 2026年3月5日。");
        return null;
    }

    private static string Or(string text) => text.Length == 0 ? "（空）" : text;

    private static string Words(DateOnly day) =>
        day == RegisterVersion.NoEnd
            ? "（未设定）"
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
