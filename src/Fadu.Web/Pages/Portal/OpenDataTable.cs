using System.Runtime.CompilerServices;
using System.Text;
using Fadu.Core;
using Fadu.Core.Publications;

namespace Fadu.Web.Pages.Portal;

/// <summary>A list of the portal as a table of texts: what all lists have, then the fields of its register.</summary>
internal static class OpenDataTable
{
    /// <summary>The columns with what they mean.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Columns(PortalSection section) =>
        [
            ("编号", "在本门户的编号，长期不变，也在页面的地址里"),
            ("标题", "文件、事项或者信息的名称"),
            ("文号", "发文字号，没有的为空"),
            ("机关", "制定、办理或者公布的机关，多个的用顿号隔开"),
            ("日期", "文件的公布日期，或者信息的成文日期，年-月-日"),
            (section.FacetTitle ?? "分类", "本表的分类，没有的为空"),
            ("生效日", "从哪一天起有效，含当日；没有有效期的为空"),
            ("最后有效日", "有效的最后一天，含当日；没有设定的为空"),
            ("终止方式", "废止、失效等，没有终止的为空"),
            ("被什么废止", "废止它的文件"),
            ("首次公布", "首次在本门户公布的日期"),
            ("最近更新", "最近一次公布、变更或者更正的日期"),
            ("第几次公布", "第 1 次为首次公布，变更、更正各增加一次"),
            ("地址", "在本门户的地址，从网站根目录起"),
            .. Own(section).Select(f => (f.Title, f.Help ?? $"登记的“{f.Title}”")),
            .. Live(section) is { } live
                ? [(live.Title, $"取表当日的{live.Title}，不等重新公布，随办理更新")]
                : Array.Empty<(string, string)>(),
        ];

    /// <summary>All lines.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<string?>> Lines(
        FaduDb db,
        PortalSection section,
        DateOnly today,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        // Asked before the lines are read, which keep their connection to themselves.
        var stands = Live(section) is null
            ? null
            : await PortalQueries.StandingOfAll(db, section, today, cancellationToken);
        var own = Own(section).Select(f => f.Name).ToList();
        await foreach (
            var (p, content) in PortalQueries
                .Whole(db, section.Key)
                .WithCancellation(cancellationToken)
        )
        {
            var fields = content
                .Versions[^1]
                .Fields.ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal);
            yield return
            [
                p.Id.ToString(),
                p.Title,
                p.Number,
                p.Organ,
                p.Day is { } day ? PortalWords.Of(day) : null,
                p.Facet,
                p.InForceFrom == Publication.NoStart ? null : PortalWords.Of(p.InForceFrom),
                p.InForceUntil == Publication.NoEnd ? null : PortalWords.Of(p.InForceUntil),
                p.EndWord,
                p.EndedBy,
                PortalWords.Of(p.PublishedOn),
                PortalWords.Of(p.UpdatedOn),
                p.Edition.ToString(System.Globalization.CultureInfo.InvariantCulture),
                p.Address,
                .. own.Select(name => fields.GetValueOrDefault(name)),
                .. stands is null ? Array.Empty<string?>() : [stands.GetValueOrDefault(p.Id)],
            ];
        }
    }

    /// <summary>A line of CSV. A cell that a spreadsheet would run as a formula is made a text.</summary>
    public static string Line(IEnumerable<string?> cells)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            if (line.Length > 0)
            {
                line.Append(',');
            }
            var text = cell ?? "";
            if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            {
                text = "'" + text;
            }
            line.Append('"')
                .Append(text.Replace("\"", "\"\"", StringComparison.Ordinal))
                .Append('"');
        }
        return line.Append("\r\n").ToString();
    }

    /// <summary>What of a list is shown as it is now.</summary>
    private static Core.Ledgers.LedgerField? Live(PortalSection section) =>
        section.Register is { Portal.Live: { } live } register ? register.Field(live.Field) : null;

    // What the common columns say already is not said twice.
    private static IEnumerable<Core.Ledgers.LedgerField> Own(PortalSection section) =>
        section.Register is { } register ? register.Portal!.Fields.Select(register.Field) : [];
}
