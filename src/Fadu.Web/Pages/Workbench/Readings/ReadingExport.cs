using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Readings;
using Fadu.Core.Trail;
using Fadu.Reading.Reports;
using Fadu.Web.Security;
using Fadu.Writing.Sheets;

namespace Fadu.Web.Pages.Workbench.Readings;

/// <summary>What the report desk shows as a workbook: the figures of one report, or several side by side.</summary>
internal sealed class ReadingExport : IEndpoints
{
    public void Map(WebApplication app)
    {
        app.MapGet(
                "/workbench/readings/xlsx",
                (Guid[] r, CurrentUser user, FaduDb db, FileStore files, HttpContext context) =>
                    Send(context, r, 1, user, db, files, One)
            )
            .Needs(Capability.Export);
        app.MapGet(
                "/workbench/readings/compare/xlsx",
                (Guid[] r, CurrentUser user, FaduDb db, FileStore files, HttpContext context) =>
                    Send(context, r, 2, user, db, files, Several)
            )
            .Needs(Capability.Export);
    }

    private static async Task<IResult> Send(
        HttpContext context,
        Guid[] ids,
        int least,
        CurrentUser user,
        FaduDb db,
        FileStore files,
        Func<IReadOnlyList<DeskReading>, (SheetLayout Layout, List<object?[]> Rows)> write
    )
    {
        if (
            !(user.Can(Capability.ViewReports) || user.Can(Capability.WriteReports))
            || await DeskReadings.Load(db, files, user.Scope, ids, context.RequestAborted)
                is not { } reports
            || reports.Count < least
        )
        {
            return Results.NotFound();
        }
        var (layout, rows) = write(reports);
        var (file, refusal) = await SheetFile.Make(
            context,
            layout,
            rows.ToAsyncEnumerable(),
            count => new NoteListExport("readings", context.Request.QueryString.Value ?? "", count)
        );
        return file is null
            ? Results.Text(refusal!.Message, statusCode: StatusCodes.Status403Forbidden)
            : Results.File(file, SheetFile.Type, $"{layout.Name}.xlsx");
    }

    private static (SheetLayout, List<object?[]>) One(IReadOnlyList<DeskReading> reports)
    {
        var reading = reports[0].Reading;
        var layout = new SheetLayout(
            $"{reports[0].ShortName}报告的数字",
            [
                new("章节"),
                new("指标") { Width = 36 },
                new("数", ColumnType.Decimal),
                new("单位"),
                new("原文写法"),
                new("期间"),
                new("领域"),
                new("核对") { Width = 48 },
                new("原句") { Width = 80 },
            ]
        );
        var checks = reading.Checks.Where(c => c.Verdict is "fails" or "undecidable").ToList();
        var rows = reading
            .Figures.Select(f =>
                new object?[]
                {
                    f.Section,
                    f.Metric,
                    f.Value,
                    f.Unit,
                    reading.Source.Slice(f.Span),
                    f.Period,
                    f.Domain,
                    string.Join(
                        '；',
                        checks.Where(c => c.Operands.Any(o => o.Figure == f.Id)).Select(Words)
                    ),
                    f.Sentence,
                }
            )
            .ToList();
        // what no figure carries: dates, years in titles
        rows.AddRange(
            checks
                .Where(c => c.Operands.All(o => o.Figure is null))
                .Select(c =>
                    new object?[]
                    {
                        null,
                        c.Kind(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Words(c),
                        reading.Source.Slice(c.Span),
                    }
                )
        );
        return (layout, rows);

        static string Words(ReadCheck c) => $"{c.Words()}：{c.Statement}，{c.Why}";
    }

    private static (SheetLayout, List<object?[]>) Several(IReadOnlyList<DeskReading> reports)
    {
        // two reports of one place and year still need headers of their own
        var names = reports
            .Select(
                (r, i) =>
                    reports.Count(o => o.ShortName == r.ShortName) > 1
                        ? $"{r.ShortName}（{i + 1}）"
                        : r.ShortName
            )
            .ToList();
        var layout = new SheetLayout(
            "报告对照",
            [
                new("指标") { Width = 36 },
                new("单位"),
                .. names.SelectMany(name =>
                    new SheetColumn[]
                    {
                        new(name),
                        new($"{name}的原句") { Width = 60 },
                    }
                ),
            ]
        );
        var rows = ReportComparison
            .Of([.. reports.Select(r => r.Reading)])
            .Select(m =>
                new object?[] { m.Metric, m.Unit }
                    .Concat(
                        m.Cells.SelectMany(
                            (cell, i) =>
                                new object?[]
                                {
                                    string.Join(
                                        '；',
                                        cell.Select(f => reports[i].Reading.Source.Slice(f.Span))
                                    ),
                                    string.Join(
                                        '\n',
                                        cell.Select(f => f.Sentence)
                                            .Distinct(StringComparer.Ordinal)
                                    ),
                                }
                        )
                    )
                    .ToArray()
            )
            .ToList();
        return (layout, rows);
    }
}
