using System.Globalization;
using Fadu.Core.Organs;
using Fadu.Writing.Sheets;

namespace Fadu.Core.People;

/// <summary>An organ as a table gives it.</summary>
/// <param name="Row">The row as Excel counts it.</param>
public sealed record OrganRow(
    int Row,
    string Key,
    string Name,
    string ShortName,
    IReadOnlyList<string> Aliases,
    OrganKind Kind,
    Level Level,
    string? Parent,
    string? Deputy,
    DateOnly? From
);

/// <summary>A person as a table gives it.</summary>
public sealed record PersonRow(
    int Row,
    string Name,
    string Organ,
    string? Post,
    IReadOnlyList<Role> Roles,
    string? Login
);

/// <summary>A past change of an organ as a table gives it: 更名, 合并, 分立 or 撤销.</summary>
public sealed record OrganChangeRow(
    int Row,
    DateOnly Day,
    string Kind,
    string From,
    IReadOnlyList<string> To,
    string? FormerName,
    string? Document
);

/// <summary>What is wrong in a table, where, and what to do.</summary>
public sealed record ImportError(string Table, int Row, string Column, string Message)
{
    /// <summary>In one line.</summary>
    public override string ToString() => $"{Table}第{Row}行“{Column}”：{Message}";
}

/// <summary>The three tables of organs and people: their columns, reading them, and forms to fill in.</summary>
public static class DirectorySheets
{
    public const string Organs = "机关表";
    public const string People = "人员表";
    public const string Changes = "沿革表";

    // Each column under its Chinese heading, and under the short one that the files of the sample use.
    private static readonly (string Chinese, string Code)[] OrganColumns =
    [
        ("代码", "key"),
        ("全称", "name"),
        ("简称", "shortName"),
        ("别名", "aliases"),
        ("类别", "kind"),
        ("层级", "level"),
        ("上级代码", "parent"),
        ("分管领导登录名", "deputyInCharge"),
        ("设立日期", "from"),
    ];

    private static readonly (string Chinese, string Code)[] PersonColumns =
    [
        ("姓名", "name"),
        ("机关代码", "organ"),
        ("职务", "post"),
        ("角色", "roles"),
        ("登录名", "login"),
    ];

    private static readonly (string Chinese, string Code)[] ChangeColumns =
    [
        ("日期", "date"),
        ("方式", "kind"),
        ("原机关代码", "from"),
        ("现机关代码", "to"),
        ("原名称", "formerName"),
        ("文号", "document"),
    ];

    /// <summary>The form for organs.</summary>
    public static SheetLayout OrganLayout { get; } =
        new(
            Organs,
            [
                new("代码")
                {
                    Required = true,
                    Help = "简短、不变、不重复，如 sfj；再次导入时凭它认出同一个机关",
                },
                new("全称") { Required = true, Help = "规范全称，如 云岭县司法局" },
                new("简称") { Help = "列表里显示的名称，如 县司法局；不填用全称" },
                new("别名") { Help = "文件里可能的其他写法，用顿号隔开" },
                new("类别") { Required = true, Choices = NamesOf<OrganKind>() },
                new("层级") { Required = true, Choices = NamesOf<Level>() },
                new("上级代码") { Help = "上级机关的代码；本级党委、政府不填" },
                new("分管领导登录名") { Help = "分管这个机关的县领导在人员表中的登录名" },
                new("设立日期", ColumnType.Date) { Help = "不填视为早已设立" },
            ]
        )
        {
            WithGuide = true,
            Guide =
            [
                "一行一个机关，按公文中的排列顺序填写。",
                "导入前先核对预览，有一处错误就一行也不写入。",
            ],
        };

    /// <summary>The form for people.</summary>
    public static SheetLayout PersonLayout { get; } =
        new(
            People,
            [
                new("姓名") { Required = true },
                new("机关代码") { Required = true, Help = "机关表中的代码" },
                new("职务"),
                new("角色") { Help = "用顿号隔开，可填：" + string.Join('、', NamesOf<Role>()) },
                new("登录名") { Help = "小写字母或数字，不重复；需要登录的人填写" },
            ]
        )
        {
            WithGuide = true,
            Guide =
            [
                "一行一人。只登记办理公务需要的信息，不填身份证号、住址、手机号。",
                "角色由安全管理员确认后生效。",
            ],
        };

    /// <summary>The form for past changes.</summary>
    public static SheetLayout ChangeLayout { get; } =
        new(
            Changes,
            [
                new("日期", ColumnType.Date) { Required = true, Help = "新名称或新机关起用的日期" },
                new("方式") { Required = true, Choices = ["更名", "合并", "分立", "撤销"] },
                new("原机关代码") { Required = true },
                new("现机关代码") { Help = "分立成几个的用顿号隔开；撤销没有承接机关的不填" },
                new("原名称") { Help = "更名前的全称" },
                new("文号"),
            ]
        )
        {
            WithGuide = true,
        };

    /// <summary>Reads organs; what cannot be read goes to <paramref name="errors"/>.</summary>
    /// <exception cref="Writing.UnusableFileException">The file as a whole cannot be used.</exception>
    public static List<OrganRow> ReadOrgans(
        Stream input,
        string fileName,
        ICollection<ImportError> errors
    )
    {
        var rows = new List<OrganRow>();
        foreach (var row in Read(input, fileName, OrganColumns, 2))
        {
            var cells = new Cells(row, Organs, OrganColumns, errors);
            var key = cells.Required("代码");
            var name = cells.Required("全称");
            rows.Add(
                new OrganRow(
                    row.Number,
                    key,
                    name,
                    cells.Text("简称") ?? name,
                    cells.Many("别名"),
                    cells.OneOf<OrganKind>("类别"),
                    cells.OneOf<Level>("层级"),
                    cells.Text("上级代码"),
                    cells.Text("分管领导登录名")?.ToLowerInvariant(),
                    cells.Day("设立日期")
                )
            );
        }
        return rows;
    }

    /// <summary>Reads people.</summary>
    /// <exception cref="Writing.UnusableFileException">The file as a whole cannot be used.</exception>
    public static List<PersonRow> ReadPeople(
        Stream input,
        string fileName,
        ICollection<ImportError> errors
    )
    {
        var rows = new List<PersonRow>();
        foreach (var row in Read(input, fileName, PersonColumns, 2))
        {
            var cells = new Cells(row, People, PersonColumns, errors);
            var roles = new List<Role>();
            foreach (var word in cells.Many("角色"))
            {
                if (TryName<Role>(word, out var role))
                {
                    roles.Add(role);
                }
                else
                {
                    cells.Wrong(
                        "角色",
                        $"没有“{word}”这个角色，可填：{string.Join('、', NamesOf<Role>())}"
                    );
                }
            }
            rows.Add(
                new PersonRow(
                    row.Number,
                    cells.Required("姓名"),
                    cells.Required("机关代码"),
                    cells.Text("职务"),
                    roles,
                    cells.Text("登录名")?.ToLowerInvariant()
                )
            );
        }
        return rows;
    }

    /// <summary>Reads past changes of organs.</summary>
    /// <exception cref="Writing.UnusableFileException">The file as a whole cannot be used.</exception>
    public static List<OrganChangeRow> ReadChanges(
        Stream input,
        string fileName,
        ICollection<ImportError> errors
    )
    {
        var rows = new List<OrganChangeRow>();
        foreach (var row in Read(input, fileName, ChangeColumns, 3))
        {
            var cells = new Cells(row, Changes, ChangeColumns, errors);
            var day = cells.Day("日期");
            if (day is null)
            {
                cells.Required("日期");
            }
            var kind = cells.Required("方式");
            if (kind is not ("" or "更名" or "合并" or "分立" or "撤销"))
            {
                cells.Wrong("方式", $"“{kind}”不是可填的方式，可填：更名、合并、分立、撤销");
            }
            rows.Add(
                new OrganChangeRow(
                    row.Number,
                    day ?? default,
                    kind,
                    cells.Required("原机关代码"),
                    cells.Many("现机关代码"),
                    cells.Text("原名称"),
                    cells.Text("文号")
                )
            );
        }
        return rows;
    }

    /// <summary>The Chinese names of an enumeration.</summary>
    public static IReadOnlyList<string> NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => v.DisplayName())];

    private static bool TryName<T>(string text, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (known.DisplayName() == text)
            {
                value = known;
                return true;
            }
        }
        value = default;
        return false;
    }

    private static IEnumerable<SheetRow> Read(
        Stream input,
        string fileName,
        (string Chinese, string Code)[] columns,
        int needed
    )
    {
        // The stream is read once; which of the two headings it has decides what the header row must hold.
        var memory = new MemoryStream();
        input.CopyTo(memory);
        foreach (var chinese in new[] { false, true })
        {
            memory.Position = 0;
            List<SheetRow> rows;
            try
            {
                rows =
                [
                    .. SheetReader.Read(
                        memory,
                        fileName,
                        new SheetReadOptions
                        {
                            RequiredColumns =
                            [
                                .. columns.Take(needed).Select(c => chinese ? c.Chinese : c.Code),
                            ],
                            MaxRows = 20_000,
                        }
                    ),
                ];
            }
            catch (Writing.UnusableFileException) when (!chinese)
            {
                continue;
            }
            return rows;
        }
        return [];
    }

    private sealed class Cells(
        SheetRow row,
        string table,
        (string Chinese, string Code)[] columns,
        ICollection<ImportError> errors
    )
    {
        public string? Text(string column)
        {
            var code = columns.First(c => c.Chinese == column).Code;
            var text = (row[column] ?? row[code])?.Trim();
            return string.IsNullOrEmpty(text) ? null : text;
        }

        public string Required(string column)
        {
            if (Text(column) is { } text)
            {
                return text;
            }
            Wrong(column, "没有填写");
            return "";
        }

        public IReadOnlyList<string> Many(string column) =>
            [
                .. (Text(column) ?? "")
                    .Split(
                        ['、', ';', '；', ',', '，'],
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    )
                    .Distinct(StringComparer.Ordinal),
            ];

        public T OneOf<T>(string column)
            where T : struct, Enum
        {
            var text = Required(column);
            if (text.Length > 0 && !TryName<T>(text, out var value))
            {
                Wrong(column, $"没有“{text}”，可填：{string.Join('、', NamesOf<T>())}");
            }
            else if (text.Length > 0)
            {
                TryName<T>(text, out value);
                return value;
            }
            return default;
        }

        public DateOnly? Day(string column)
        {
            if (Text(column) is not { } text)
            {
                return null;
            }
            if (
                DateOnly.TryParseExact(
                    text,
                    ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
            {
                return day;
            }
            Wrong(column, $"“{text}”不是日期，请写成 2026-01-05 的样子");
            return null;
        }

        public void Wrong(string column, string message) =>
            errors.Add(new ImportError(table, row.Number, column, message));
    }
}
