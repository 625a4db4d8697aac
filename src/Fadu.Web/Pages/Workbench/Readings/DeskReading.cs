using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Readings;
using Fadu.Reading;
using Fadu.Reading.Reports;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Readings;

/// <summary>A report of the desk with what is read in it.</summary>
public sealed record DeskReading(DeskReport Report, ReportReading Reading)
{
    /// <summary>How one says which report it is among several.</summary>
    public string ShortName =>
        Report.Place is { } place
            ? $"{place}{(Report.Year is { } year ? $" {year}年" : "")}"
            : Report.Title;
}

/// <summary>Reads the reports of the desk out of the file store, within what a person may see.</summary>
internal static class DeskReadings
{
    /// <summary>More characters than any report has; a page of so many cannot be worked with.</summary>
    public const int MostCharacters = 300_000;

    /// <summary>So many can be compared on a screen.</summary>
    public const int MostCompared = 8;

    /// <exception cref="UnreadableException">Not a text, too long, or without any figure.</exception>
    public static ReportReading Read(byte[] bytes, string fileName)
    {
        var source = SourceText.From(bytes, fileName, PdfText.Read);
        if (source.Text.Length > MostCharacters)
        {
            throw new UnreadableException(
                $"“{fileName}”有 {source.Text.Length / 10_000} 万字，阅读台一次读 {MostCharacters / 10_000} 万字以内的报告；请只保留正文，或拆成几份。"
            );
        }
        var reading = ReportReader.Read(source);
        return reading.Figures.Count > 0
            ? reading
            : throw new UnreadableException(
                $"“{fileName}”里没有读出数字；请确认它是年度报告或其他统计文字。"
            );
    }

    /// <summary>Those of the asked reports that there are and that may be seen, in the order asked; null where a file cannot be read any more.</summary>
    public static async Task<IReadOnlyList<DeskReading>?> Load(
        FaduDb db,
        FileStore files,
        Scope scope,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.Distinct().Take(MostCompared).ToList();
        var reports = await db.Set<DeskReport>()
            .Within(scope)
            .Where(r => wanted.Contains(r.Id))
            .ToListAsync(cancellationToken);
        var result = new List<DeskReading>();
        foreach (var report in reports.OrderBy(r => wanted.IndexOf(r.Id)))
        {
            if (!files.Has(report.Hash))
            {
                return null;
            }
            var bytes = await File.ReadAllBytesAsync(files.PathOf(report.Hash), cancellationToken);
            try
            {
                result.Add(new DeskReading(report, Read(bytes, report.FileName)));
            }
            catch (UnreadableException)
            {
                // read when it was laid there: pdftotext has gone since
                return null;
            }
        }
        return result;
    }
}

/// <summary>The words for what a check found.</summary>
internal static class CheckWords
{
    public static string Kind(this ReadCheck check) =>
        check.Kind switch
        {
            "sum" => "合计",
            "ratio" => "比率",
            "order" => "先后",
            "range" => "年限",
            "date" => "日期",
            _ => "前后一致",
        };

    public static string Words(this ReadCheck check) =>
        check.Verdict switch
        {
            "holds" => "相符",
            "rounded" => "四舍五入后相符",
            "truncated" => "截尾后相符",
            "fails" => "对不上",
            _ => "无法判定",
        };
}
