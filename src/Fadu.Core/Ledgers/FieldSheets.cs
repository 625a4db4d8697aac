using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.People;
using Fadu.Writing;
using Fadu.Writing.Sheets;

namespace Fadu.Core.Ledgers;

/// <summary>Declared fields as columns of sheets, out and in: what ledgers and registers share.</summary>
internal static class FieldSheets
{
    // 个人信息不进台账: a sheet with such a column is refused as a whole, before anything of it is read into memory for long
    private static readonly string[] PersonalHeadings =
    [
        "身份证",
        "证件号",
        "公民身份",
        "手机",
        "电话",
        "联系方式",
        "家庭住址",
        "户籍地址",
        "住址",
        "病情",
    ];

    /// <summary>The columns of a field; a tally has one for each kind.</summary>
    /// <param name="condition">When it must be filled in although it is not required in general.</param>
    public static IEnumerable<SheetColumn> Columns(LedgerField field, string? condition)
    {
        if (field.Type == FieldType.Tallies)
        {
            return field.TallyKinds.Select(k => new SheetColumn(
                TallyHeading(field, k),
                ColumnType.Integer
            )
            {
                Help = field.Help,
            });
        }
        return
        [
            new SheetColumn(
                field.Title,
                field.Type switch
                {
                    FieldType.Count => ColumnType.Integer,
                    FieldType.Decimal => ColumnType.Decimal,
                    FieldType.Date => ColumnType.Date,
                    _ => ColumnType.Text,
                }
            )
            {
                Required = field.Required,
                Help = HelpOf(field, condition),
                Choices =
                    field.Type == FieldType.YesNo ? ["是", "否"]
                    : field.IsMultiChoice ? []
                    : field.Choices,
            },
        ];
    }

    /// <summary>The cells of a value, one a column.</summary>
    public static IEnumerable<object?> Cells(
        LedgerField field,
        JsonNode? value,
        LedgerOrgans organs
    ) =>
        field.Type switch
        {
            FieldType.Tallies => field.TallyKinds.Select(k =>
                (object?)
                    value
                        ?.AsArray()
                        .Where(t => (string)t!["kind"]! == k)
                        .Select(t => (long)t!["quantity"]!)
                        .Sum()
            ),
            FieldType.Count => [value is null ? null : (long)value],
            FieldType.Decimal => [value is null ? null : (decimal)value],
            FieldType.Date => [value is null ? null : IsoDay.Parse((string)value!)],
            _ => [field.Format(value, organs)],
        };

    /// <summary>Which field a heading means, and for a tally which kind.</summary>
    public sealed class Headings
    {
        private readonly Dictionary<string, (LedgerField Field, string? Kind)> headings = new(
            StringComparer.Ordinal
        );
        private IReadOnlyList<string> columns = [];
        private (LedgerField Field, string? Kind)?[] targets = [];

        public Headings(IEnumerable<LedgerField> fields)
        {
            foreach (var field in fields)
            {
                headings[Plain(field.Title)] = (field, null);
                if (field.Type == FieldType.Tallies)
                {
                    foreach (var kind in field.TallyKinds)
                    {
                        headings[Plain(TallyHeading(field, kind))] = (field, kind);
                    }
                }
            }
        }

        public bool Knows(string heading) => headings.ContainsKey(Plain(heading));

        /// <summary>The texts of a row by JSON name.</summary>
        public Dictionary<string, string?> Texts(SheetRow row)
        {
            // all rows of a sheet have the same headings
            if (!ReferenceEquals(columns, row.Columns))
            {
                columns = row.Columns;
                targets =
                [
                    .. columns.Select(c =>
                        headings.TryGetValue(Plain(c), out var target)
                            ? target
                            : ((LedgerField, string?)?)null
                    ),
                ];
            }
            var texts = new Dictionary<string, string?>(targets.Length, StringComparer.Ordinal);
            for (var i = 0; i < targets.Length; i++)
            {
                if (row.Values[i].Length > 0 && targets[i] is var (field, kind))
                {
                    texts[field.Name] = kind is null
                        ? row.Values[i]
                        : $"{texts.GetValueOrDefault(field.Name)}；{kind} {row.Values[i]}";
                }
            }
            return texts;
        }
    }

    /// <summary>Looks over the headings of a sheet.</summary>
    /// <param name="isKnown">Whether a heading means something.</param>
    /// <param name="required">Headings that must be there.</param>
    /// <returns>The headings that mean nothing.</returns>
    /// <exception cref="UnusableFileException">A heading is missing, or asks for personal data.</exception>
    public static List<string> Ignored(
        SheetRow row,
        Func<string, bool> isKnown,
        IEnumerable<string> required,
        string title
    )
    {
        var personal = row.Columns.FirstOrDefault(c =>
            !isKnown(c) && PersonalHeadings.Any(p => c.Contains(p, StringComparison.Ordinal))
        );
        if (personal is not null)
        {
            throw new UnusableFileException(
                row.Sheet,
                null,
                personal,
                "台账不登记公民个人信息，文件没有收下。请删去这一列再导入；当事人信息只写在案件里。"
            );
        }
        var missing = required
            .Where(r => row.Columns.All(c => Plain(c) != Plain(r)))
            .Select(r => $"“{r}”")
            .ToList();
        if (missing.Count > 0)
        {
            throw new UnusableFileException(
                row.Sheet,
                null,
                null,
                $"表头缺少{string.Join("、", missing)}列。请下载“{title}”模板，按模板的表头填写。"
            );
        }
        return [.. row.Columns.Where(c => c.Length > 0 && !isKnown(c))];
    }

    /// <summary>A heading without width, spaces and the star of what is required.</summary>
    public static string Plain(string heading) =>
        LedgerField
            .Narrow(heading)
            .Replace(" ", "", StringComparison.Ordinal)
            .Replace("*", "", StringComparison.Ordinal);

    private static string HelpOf(LedgerField field, string? condition)
    {
        var help = string.Join(
            "",
            new[]
            {
                field.Help,
                condition is { } c ? c + "。" : null,
                field.Unit is { } u ? $"单位：{u}。" : null,
            }.OfType<string>()
        );
        return field.Type switch
        {
            FieldType.Date => help + "写成 2026-03-05。",
            FieldType.Organ => help + "写单位全称或者简称。",
            FieldType.Organs => help + "写单位全称或者简称，几个单位用顿号分开。",
            FieldType.Texts when field.IsMultiChoice =>
                $"{help}可以选几项，用分号隔开：{string.Join("、", field.Choices)}。",
            FieldType.Texts => help + "几项用分号隔开。",
            _ => help,
        };
    }

    private static string TallyHeading(LedgerField field, string kind) => $"{field.Title}·{kind}";
}
