using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Writing.Official;

namespace Fadu.Core.Reports;

/// <summary>What came of verifying a report's file.</summary>
/// <param name="Figures">How many figures the file has.</param>
/// <param name="Differences">One sentence for each that does not fit, in the order of the text.</param>
public sealed record ReportVerification(int Figures, IReadOnlyList<string> Differences)
{
    /// <summary>Whether every figure is what the trail gives.</summary>
    public bool Holds => Figures > 0 && Differences.Count == 0;
}

/// <summary>Recomputes every figure of a report's file as known at its cut-off.</summary>
public sealed class ReportVerifier(FigureCatalogue catalogue, FigureQuery figures)
{
    /// <summary>Reads the file and compares: the visible words with what was written, and what was written with what the trail gives.</summary>
    /// <exception cref="Fadu.Writing.UnusableFileException">The file is no document that can be read.</exception>
    public async Task<ReportVerification> Verify(
        FaduDb db,
        int tenant,
        Stream docx,
        CancellationToken cancellationToken = default
    )
    {
        var bound = OfficialReader.ReadFigures(docx);
        var differences = new List<string>();
        foreach (var figure in bound)
        {
            if (figure.State != FigureState.Unchanged)
            {
                differences.Add(figure.Finding);
            }
            else if (
                await Recompute(db, tenant, figure, cancellationToken).ConfigureAwait(false) is
                { } difference
            )
            {
                differences.Add(difference);
            }
        }
        return new ReportVerification(bound.Count, differences);
    }

    private async Task<string?> Recompute(
        FaduDb db,
        int tenant,
        BoundFigure bound,
        CancellationToken cancellationToken
    )
    {
        var binding = bound.Binding!;
        var at = binding.Token.LastIndexOf("|known=", StringComparison.Ordinal);
        if (
            at < 0
            || !long.TryParse(
                binding.Token[(at + 7)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var known
            )
            || Days(binding.Period) is not var (from, to)
            || Organs(binding.Scope) is not { } organs
        )
        {
            return $"“{bound.VisibleText}”的来源写得不完整，无法重算（{binding.Token}）";
        }
        var token = ReportTokens.Read("{{" + binding.Token[..at] + "}}");
        if (token.Problem is not null || catalogue.Find(token.Name) is not { } figure)
        {
            return $"“{bound.VisibleText}”的指标“{token.Name}”不在指标目录中，无法重算";
        }
        var latest = await FigureQuery.Latest(db, tenant, cancellationToken).ConfigureAwait(false);
        if (known > latest)
        {
            return $"“{bound.VisibleText}”（{figure.Name}）写于留痕第{known}号，本系统的留痕只到第{latest}号：文件不是出自这里，或留痕被截短";
        }
        var ask = new FigureAsk(figure, from, to)
        {
            Organs = organs.Count == 0 ? null : organs,
            Dimensions = token.Dimensions,
            Known = known,
        };
        var scope = Scope.All(tenant);
        var value = await figures.Value(db, scope, ask, cancellationToken).ConfigureAwait(false);
        if (value.Exact != binding.Value)
        {
            return $"“{bound.VisibleText}”（{figure.Name}）文件中为{binding.Value}，按当时已知的记录重算为{value.Exact}";
        }
        var words = await TokenResolver
            .Words(figures, db, scope, token, ask, value, cancellationToken)
            .ConfigureAwait(false);
        if (words != bound.VisibleText)
        {
            return $"“{bound.VisibleText}”（{figure.Name}）与其数值{value.Exact}不符，应写作“{words}”";
        }
        var records = await figures
            .Records(db, scope, ask, cancellationToken)
            .ConfigureAwait(false);
        return records == binding.Records
            ? null
            : $"“{bound.VisibleText}”（{figure.Name}）文件中有{binding.Records}条记录，重算为{records}条";
    }

    private static (DateOnly, DateOnly)? Days(string period) =>
        period.Split('/') is [var a, var b]
        && DateOnly.TryParseExact(
            a,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var from
        )
        && DateOnly.TryParseExact(
            b,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var to
        )
            ? (from, to)
            : null;

    private static List<Guid>? Organs(string scope)
    {
        var organs = new List<Guid>();
        if (scope == ReportDocument.AllOrgans)
        {
            return organs;
        }
        foreach (var part in scope.Split(' '))
        {
            if (!Guid.TryParse(part, out var organ))
            {
                return null;
            }
            organs.Add(organ);
        }
        return organs;
    }
}
