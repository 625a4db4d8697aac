using System.Runtime.CompilerServices;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing.Sheets;

namespace Fadu.Web.Pages.Workbench.Figures;

/// <summary>The records behind a figure as a file: the same rows as the screen, streamed.</summary>
internal sealed class RecordsExport : IEndpoints
{
    private const int ChunkSize = 500;

    public void Map(WebApplication app)
    {
        foreach (var format in new[] { "xlsx", "csv" })
        {
            app.MapGet(
                    $"/workbench/figures/{{code}}/records.{format}",
                    (
                        string code,
                        string? side,
                        HttpContext context,
                        CurrentUser user,
                        FaduDb db,
                        FigureCatalogue catalogue,
                        FigureQuery figures,
                        SubjectLinks links,
                        Committer committer,
                        TimeProvider time
                    ) =>
                        Send(
                            context,
                            code,
                            side,
                            format,
                            user,
                            db,
                            catalogue,
                            figures,
                            links,
                            committer,
                            time.Today()
                        )
                )
                .Needs(Capability.Export);
        }
    }

    private static async Task<IResult> Send(
        HttpContext context,
        string code,
        string? side,
        string format,
        CurrentUser user,
        FaduDb db,
        FigureCatalogue catalogue,
        FigureQuery figures,
        SubjectLinks links,
        Committer committer,
        DateOnly today
    )
    {
        if (catalogue.Find(code) is not { } figure || !user.Can(Capability.ViewFigures))
        {
            return Results.NotFound();
        }
        var (address, problem) = await FigureAddress.Read(
            context.Request,
            db,
            catalogue,
            figures,
            figure,
            user.Scope,
            today,
            context.RequestAborted
        );
        if (address is null)
        {
            context.Items["refusal"] = problem;
            return Results.BadRequest();
        }
        var listed = side == "above" ? figure.Numerator ?? figure : figure.Denominator ?? figure;
        var ask = address.Ask with { Figure = listed };
        var layout = new SheetLayout(
            $"{figure.Name}的记录",
            [
                new SheetColumn("记录"),
                new SheetColumn("说明"),
                new SheetColumn("单位"),
                new SheetColumn("日期", ColumnType.Date),
                listed.Fold is Fold.Distinct or Fold.AsOfDistinct
                    ? new SheetColumn("计为")
                    : new SheetColumn($"计入（{listed.Unit}）", ColumnType.Decimal),
            ]
        );
        // Giving out records is itself an entry of the trail.
        var noted = await committer.Commit(
            new NoteFigureExport(
                listed.Code,
                context.Request.QueryString.Value ?? "",
                await figures.Records(db, user.Scope, ask, context.RequestAborted)
            ),
            user.Actor,
            context.RequestAborted
        );
        if (!noted.IsDone)
        {
            context.Items["refusal"] = noted.Refusal.Message;
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        var rows = Rows(
            db,
            user.Scope,
            ask,
            figures,
            links,
            address.Organs.ToDictionary(o => o.Id, o => o.ShortName),
            context.RequestAborted
        );
        var name = $"{figure.Name} {address.PeriodName} {address.OrganName}.{format}";
        return Results.Stream(
            output =>
                format == "csv"
                    ? SheetWriter.WriteCsvAsync(layout, rows, output, context.RequestAborted)
                    : SheetWriter.WriteXlsxAsync(layout, rows, output, context.RequestAborted),
            format == "csv" ? "text/csv; charset=utf-8" : SheetFile.Type,
            name
        );
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        FigureQuery figures,
        SubjectLinks links,
        Dictionary<Guid, string> organs,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? after = null;
        while (true)
        {
            var page = await figures.Page(db, scope, ask, after, ChunkSize, cancellationToken);
            var lines = await links.Describe(db, scope, page, cancellationToken);
            foreach (var row in page)
            {
                var line = lines.GetValueOrDefault(row.Subject);
                yield return
                [
                    line?.Title ?? row.Subject.ToString("N"),
                    line?.Note,
                    organs.GetValueOrDefault(row.OrganId, "已撤销机关"),
                    row.Day,
                    ask.Figure.Fold is Fold.Distinct or Fold.AsOfDistinct
                        ? row.Key
                        : new FigureValue(ask.Figure, row.Amount).Number,
                ];
            }
            if (page.Count < ChunkSize)
            {
                yield break;
            }
            after = page[^1].Cursor;
        }
    }
}
