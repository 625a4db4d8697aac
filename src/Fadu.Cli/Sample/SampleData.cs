using System.Globalization;
using Fadu.Core.Organs;
using Fadu.Core.People;

namespace Fadu.Cli.Sample;

/// <summary>A row of organs.tsv.</summary>
internal sealed record OrganRow(
    string Key,
    string Name,
    string ShortName,
    IReadOnlyList<string> Aliases,
    OrganKind Kind,
    Level Level,
    string? Parent,
    string? Deputy,
    DateOnly? From,
    DateOnly? To
);

/// <summary>A row of organ-changes.tsv.</summary>
internal sealed record OrganChangeRow(
    DateOnly Day,
    string Kind,
    string From,
    IReadOnlyList<string> To,
    string FormerName,
    string Document,
    string Note
);

/// <summary>A row of people.tsv.</summary>
internal sealed record PersonRow(
    string Name,
    string Organ,
    string Post,
    IReadOnlyList<Role> Roles,
    string Login
);

/// <summary>A row of titles.tsv: something that a ledger line may be called.</summary>
internal sealed record TitleRow(
    string Ledger,
    string Title,
    string Kind,
    string Venue,
    string Audience,
    string Topic,
    IReadOnlyList<string> Organs
);

/// <summary>A row of places.tsv.</summary>
internal sealed record PlaceRow(string Kind, string Name, string? Township);

/// <summary>The written part of the sample county (sample/yunling), which travels inside the program.</summary>
internal static class SampleData
{
    public static IReadOnlyList<OrganRow> Organs { get; } =
    [
        .. Rows("organs.tsv")
            .Select(r => new OrganRow(
                r[0],
                r[1],
                r[2],
                List(r[3]),
                Named<OrganKind>(r[4]),
                Named<Level>(r[5]),
                Blank(r[6]),
                Blank(r[7]),
                Day(r[8]),
                Day(r[9])
            )),
    ];

    public static IReadOnlyList<OrganChangeRow> OrganChanges { get; } =
    [
        .. Rows("organ-changes.tsv")
            .Select(r => new OrganChangeRow(
                Day(r[0])!.Value,
                r[1],
                r[2],
                List(r[3]),
                r[4],
                r[5],
                r[6]
            )),
    ];

    public static IReadOnlyList<PersonRow> People { get; } =
    [
        .. Rows("people.tsv")
            .Select(r => new PersonRow(
                r[0],
                r[1],
                r[2],
                [.. List(r[3]).Select(Named<Role>)],
                r[4]
            )),
    ];

    public static IReadOnlyList<TitleRow> Titles { get; } =
    [
        .. Rows("titles.tsv")
            .Select(r => new TitleRow(r[0], r[1], r[2], r[3], r[4], r[5], List(r[6]))),
    ];

    public static IReadOnlyList<PlaceRow> Places { get; } =
    [.. Rows("places.tsv").Select(r => new PlaceRow(r[0], r[1], Blank(r[2])))];

    /// <summary>A text of the sample as it lies in the folder.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream =
            typeof(SampleData).Assembly.GetManifestResourceStream($"sample/{name}")
            ?? throw new InvalidOperationException($"样例文件 {name} 不在程序里，请重新编译。");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>A text of the sample.</summary>
    public static string Text(string name) =>
        new System.Text.UTF8Encoding(false, true).GetString(Bytes(name));

    private static IEnumerable<string[]> Rows(string name)
    {
        var lines = Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var width = lines[0].Split('\t').Length;
        return lines
            .Skip(1)
            .Select(l =>
            {
                var cells = l.Split('\t');
                Array.Resize(ref cells, Math.Max(width, cells.Length));
                return cells.Select(c => c?.Trim() ?? "").ToArray();
            });
    }

    private static List<string> List(string cell) =>
        [
            .. cell.Split(
                '、',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];

    private static string? Blank(string cell) => cell.Length == 0 ? null : cell;

    private static DateOnly? Day(string cell) =>
        cell.Length == 0
            ? null
            : DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Named<T>(string name)
        where T : struct, Enum => Enum.GetValues<T>().First(v => v.DisplayName() == name);
}
