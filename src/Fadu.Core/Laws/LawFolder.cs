using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Reading;

namespace Fadu.Core.Laws;

/// <summary>Something in the source that is not as it should be; nothing is lost by it silently.</summary>
/// <param name="Kind">The heading under which it is reported.</param>
/// <param name="Text">What and where.</param>
public sealed record LawFinding(string Kind, string Text);

/// <summary>A text of the folder with what the catalogue says of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Relative">The file as seen from the folder.</param>
/// <param name="Published">By the catalogue or the file's name.</param>
/// <param name="From">By the catalogue.</param>
/// <param name="To">Its last day; empty while open or unknown.</param>
public sealed record LawFile(
    string Path,
    string Relative,
    string Name,
    string? Part,
    string Level,
    string Folder,
    DateOnly? Published,
    DateOnly? From,
    DateOnly? To,
    bool EndUnknown
)
{
    /// <summary>Whether the catalogue has it.</summary>
    public bool IsListed { get; init; }

    public Guid LawId { get; } = LawName.LawId(Name);
}

/// <summary>A folder of laws: <c>index.tsv</c> and the texts, or texts alone (docs/laws.md).</summary>
public static partial class LawFolder
{
    /// <summary>The catalogue's day for "open".</summary>
    private static readonly DateOnly Open = new(2099, 12, 31);

    private static readonly string[] Endings = [".md", ".txt", ".docx"];

    [GeneratedRegex(@"^(?<n>.+?)[（(](?<d>(?:19|20)\d\d-\d\d-\d\d)[）)]$")]
    private static partial Regex Dated();

    private sealed record Row(
        int Line,
        string Level,
        string Name,
        DateOnly? Published,
        DateOnly? From,
        DateOnly? To,
        bool EndUnknown,
        string Folder
    )
    {
        public bool Used { get; set; }
    }

    /// <summary>Looks through a folder (or at one file) by names only; no text is opened yet.</summary>
    /// <exception cref="UnreadableException">There is nothing there that could be a law.</exception>
    public static (IReadOnlyList<LawFile> Files, IReadOnlyList<LawFinding> Findings) Look(
        string path
    )
    {
        var findings = new List<LawFinding>();
        if (File.Exists(path))
        {
            var name = System.IO.Path.GetFileName(path);
            var (title, day) = NameOf(name);
            return ([File_(path, name, title, null, "其他", "", day, null)], findings);
        }
        if (!Directory.Exists(path))
        {
            throw new UnreadableException($"没有文件夹或文件“{path}”。");
        }
        var root = System.IO.Path.GetFullPath(path);
        var rows = Rows(System.IO.Path.Combine(root, "index.tsv"), findings);
        var byName = rows.ToLookup(r => (r.Folder, r.Name));
        // what the catalogue calls the texts of a folder tells the level of those that it forgot
        var levels = rows.GroupBy(r => r.Folder.Split('/')[0])
            .ToDictionary(
                g => g.Key,
                g => g.GroupBy(r => r.Level).MaxBy(l => l.Count())!.Key,
                StringComparer.Ordinal
            );
        var files = new List<LawFile>();
        foreach (
            var file in Directory
                .EnumerateFiles(
                    root,
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        // a link could lead anywhere
                        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
                    }
                )
                .Order(StringComparer.Ordinal)
        )
        {
            var relative = System.IO.Path.GetRelativePath(root, file).Replace('\\', '/');
            if (relative == "index.tsv")
            {
                continue;
            }
            if (!Endings.Contains(System.IO.Path.GetExtension(file).ToLowerInvariant()))
            {
                findings.Add(
                    new("不是法规文本的文件（只读 .md、.txt、.docx），没有导入", relative)
                );
                continue;
            }
            var folder = relative.Contains('/', StringComparison.Ordinal)
                ? relative[..relative.LastIndexOf('/')]
                : "";
            var (title, day) = NameOf(System.IO.Path.GetFileName(file));
            var row =
                Match(byName[(folder, title)], day)
                ?? (
                    folder.Length > 0
                        ? Match(
                            byName[(folder, $"{folder[(folder.LastIndexOf('/') + 1)..]} {title}")],
                            day
                        )
                        : null
                );
            if (row is null)
            {
                if (rows.Count > 0)
                {
                    findings.Add(new("目录中没有的文本，按文件名和正文收入", relative));
                }
                var top = folder.Split('/')[0];
                files.Add(
                    File_(
                        file,
                        relative,
                        title,
                        null,
                        levels.GetValueOrDefault(top)
                            ?? (LawLevels.All.Contains(top) ? top : "其他"),
                        folder,
                        day,
                        null
                    )
                );
                continue;
            }
            row.Used = true;
            // 民法典 总则 in the folder 民法典: a part of a law that comes in several texts
            var part = row.Name == title ? null : title;
            files.Add(
                File_(
                    file,
                    relative,
                    part is null ? row.Name : row.Name[..^(title.Length + 1)],
                    part,
                    row.Level,
                    folder,
                    row.Published ?? day,
                    row
                )
            );
        }
        foreach (var row in rows.Where(r => !r.Used))
        {
            findings.Add(
                new(
                    "目录中有、没有文本的条目",
                    $"index.tsv 第 {row.Line} 行：{row.Folder}/{row.Name}{(row.Published is { } p ? $"（{p:yyyy-MM-dd}）" : "")}"
                )
            );
        }
        return files.Count == 0
            ? throw new UnreadableException(
                $"“{path}”里没有法规文本（.md、.txt、.docx）。格式见 docs/laws.md。"
            )
            : (files, findings);
    }

    private static LawFile File_(
        string path,
        string relative,
        string name,
        string? part,
        string level,
        string folder,
        DateOnly? published,
        Row? row
    ) =>
        new(
            path,
            relative,
            name,
            part,
            level,
            folder,
            published,
            row?.From,
            row?.To,
            row?.EndUnknown ?? false
        )
        {
            IsListed = row is not null,
        };

    /// <summary>Name and day of a file called 名称(2021-01-22).md.</summary>
    private static (string Name, DateOnly? Day) NameOf(string file)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(file).Trim();
        return Dated().Match(name) is { Success: true } m && Day(m.Groups["d"].Value) is { } day
            ? (m.Groups["n"].Value.Trim(), day)
            : (name, null);
    }

    /// <summary>The row of that day; without a day the one that has none, else the only one.</summary>
    private static Row? Match(IEnumerable<Row> named, DateOnly? day)
    {
        var rows = named.ToList();
        return rows.Find(r => r.Published == day)
            ?? (day is null && rows.Count == 1 ? rows[0] : null);
    }

    private static List<Row> Rows(string index, List<LawFinding> findings)
    {
        var rows = new List<Row>();
        if (!File.Exists(index))
        {
            return rows;
        }
        Dictionary<string, int>? columns = null;
        var number = 0;
        foreach (var line in File.ReadLines(index))
        {
            number++;
            var cells = line.TrimStart('\ufeff').Split('\t');
            if (columns is null)
            {
                columns = cells
                    .Select((c, i) => (c, i))
                    .GroupBy(c => c.c.Trim(), StringComparer.Ordinal)
                    .ToDictionary(c => c.Key, c => c.First().i, StringComparer.Ordinal);
                if (!columns.ContainsKey("name") || !columns.ContainsKey("level"))
                {
                    throw new UnreadableException(
                        "index.tsv 的第一行须是表头，至少有 level 和 name 两列，各列以制表符分开。格式见 docs/laws.md。"
                    );
                }
                continue;
            }
            if (line.Length == 0)
            {
                continue;
            }
            string Cell(string column) =>
                columns.TryGetValue(column, out var i) && i < cells.Length ? cells[i].Trim() : "";
            DateOnly? Date(string column)
            {
                var text = Cell(column);
                if (text.Length > 0 && Day(text) is null)
                {
                    findings.Add(
                        new(
                            "目录中读不懂的日期，按没有处理",
                            $"index.tsv 第 {number} 行：{Cell("name")}，{column}“{text}”"
                        )
                    );
                }
                return Day(text);
            }
            if (Cell("name").Length == 0)
            {
                findings.Add(new("目录中没有名称的行", $"index.tsv 第 {number} 行"));
                continue;
            }
            var (published, from, to) = (Date("published"), Date("valid_from"), Date("valid_to"));
            // 1970-01-01 is how the source says "ended, nobody noted when"
            var unknown = to <= new DateOnly(1970, 1, 1);
            if (unknown)
            {
                findings.Add(
                    new("已失效、失效日期不详", $"index.tsv 第 {number} 行：{Cell("name")}")
                );
            }
            if (from < published)
            {
                findings.Add(
                    new(
                        "施行日期早于公布日期，照目录收入",
                        $"index.tsv 第 {number} 行：{Cell("name")}，公布 {published:yyyy-MM-dd}，施行 {from:yyyy-MM-dd}"
                    )
                );
            }
            rows.Add(
                new Row(
                    number,
                    Cell("level") is { Length: > 0 } level ? level : "其他",
                    Cell("name"),
                    published,
                    from,
                    // the source names the first day on which it no longer holds
                    unknown || to is null || to >= Open
                        ? null
                        : to.Value.AddDays(-1),
                    unknown,
                    Cell("folder").Trim('/')
                )
            );
        }
        return rows;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
