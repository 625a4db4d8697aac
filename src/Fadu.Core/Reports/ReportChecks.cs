using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Reading;
using Fadu.Reading.Reports;

namespace Fadu.Core.Reports;

/// <summary>How much a finding weighs.</summary>
public enum CheckLevel
{
    /// <summary>Must be put right before the report goes to the leader.</summary>
    Error,

    /// <summary>Should be looked at.</summary>
    Warning,

    /// <summary>Good to know.</summary>
    Hint,
}

/// <summary>A finding in a report.</summary>
/// <param name="Where">The section.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Excerpt">The words concerned.</param>
public sealed record ReportCheck(
    CheckLevel Level,
    string Where,
    string Message,
    string? Excerpt = null
)
{
    /// <summary>Where to put it right, from the root of the site.</summary>
    public string? Href { get; init; }

    /// <summary>The article that asks for it.</summary>
    public string? Article { get; init; }
}

/// <summary>Says which organs should have reported to a figure and have not (未报). Found by dependency injection.</summary>
public interface IReportingDuties
{
    /// <summary>The organs of those given that neither entered nor reported zero; null where nobody is bound to report to this figure.</summary>
    Task<IReadOnlyList<Guid>?> Missing(
        FaduDb db,
        int tenant,
        Figure figure,
        IReadOnlyList<Guid>? organs,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    );
}

/// <summary>Looks through a report before it may be approved.</summary>
public sealed partial class ReportChecks(
    FigureCatalogue catalogue,
    FigureQuery figures,
    FigureRelations relations,
    IEnumerable<IReportingDuties> duties
)
{
    /// <summary>All findings, the heaviest first.</summary>
    public async Task<IReadOnlyList<ReportCheck>> Run(
        FaduDb db,
        Report report,
        ReportDraft draft,
        CancellationToken cancellationToken = default
    )
    {
        var found = new List<ReportCheck>();
        // 督察工作规定25条: the five contents
        foreach (var content in Enum.GetValues<ReportContent>())
        {
            if (
                !draft.Sections.Any(s => s.Content == content && !string.IsNullOrWhiteSpace(s.Text))
            )
            {
                found.Add(
                    new ReportCheck(
                        CheckLevel.Error,
                        content.DisplayName(),
                        "这项内容还没有文字，五项内容缺一不可。"
                    )
                    {
                        Article = "督察工作规定第二十五条",
                    }
                );
            }
        }
        foreach (var section in draft.Sections)
        {
            Tokens(section, found);
            Braces(section, found);
            Typed(section, draft, found);
        }
        Relations(report, draft, found);
        await BetweenFigures(db, draft, found, cancellationToken).ConfigureAwait(false);
        await Differences(db, draft, found, cancellationToken).ConfigureAwait(false);
        await Unreported(db, draft, found, cancellationToken).ConfigureAwait(false);
        return [.. found.OrderBy(c => c.Level)];
    }

    private static string Name(DraftSection section) =>
        ReportHandlers.Heading(section.Content, section.Title);

    private static string? Href(DraftSection section) =>
        section.Id is { } id ? $"/workbench/reports/section/{id}" : null;

    private static void Tokens(DraftSection section, List<ReportCheck> found)
    {
        foreach (
            var token in section
                .Paragraphs.SelectMany(p => p)
                .Select(p => p.Token)
                .OfType<DraftToken>()
                .DistinctBy(t => t.Token.Raw)
        )
        {
            if (token.Problem is { } problem)
            {
                found.Add(
                    new ReportCheck(CheckLevel.Error, Name(section), problem, token.Token.Raw)
                    {
                        Href = Href(section),
                    }
                );
            }
            else if (
                token.Value is { Exact: var exact }
                && exact.EndsWith("/0", StringComparison.Ordinal)
            )
            {
                found.Add(
                    new ReportCheck(
                        CheckLevel.Warning,
                        Name(section),
                        $"没有数值：{token.Text}。请改写这一句。",
                        token.Token.Raw
                    )
                    {
                        Href = Href(section),
                    }
                );
            }
        }
    }

    private static void Braces(DraftSection section, List<ReportCheck> found)
    {
        var rest = string.Concat(
            ReportTokens.Cut(section.Text).Where(p => p.Token is null).Select(p => p.Text)
        );
        if (
            rest.Contains("{{", StringComparison.Ordinal)
            || rest.Contains("}}", StringComparison.Ordinal)
        )
        {
            found.Add(
                new ReportCheck(
                    CheckLevel.Error,
                    Name(section),
                    "有一处指标写得不完整：花括号应成对，如 {{普法.场次}}，且不能跨行。"
                )
                {
                    Href = Href(section),
                }
            );
        }
    }

    /// <summary>A number typed by hand in a sentence that speaks of a figure, with that figure's unit.</summary>
    private void Typed(DraftSection section, ReportDraft draft, List<ReportCheck> found)
    {
        foreach (var sentence in section.Text.Split(['。', '；', ';', '\n']))
        {
            var plain = string.Concat(
                ReportTokens.Cut(sentence).Select(p => p.Token is null ? p.Text : "〔〕")
            );
            foreach (Match number in Number().Matches(plain))
            {
                var after = plain[(number.Index + number.Length)..];
                var before = plain[..number.Index];
                var figure = catalogue.All.FirstOrDefault(f =>
                    after.StartsWith(f.Unit, StringComparison.Ordinal)
                    && f.Name.Split('.') is [var area, var what]
                    && plain.Contains(area, StringComparison.Ordinal)
                    && before.Contains(what, StringComparison.Ordinal)
                );
                if (figure is not null)
                {
                    var end = Math.Min(
                        plain.Length,
                        number.Index + number.Length + figure.Unit.Length + 4
                    );
                    found.Add(
                        new ReportCheck(
                            CheckLevel.Warning,
                            Name(section),
                            $"“{number.Value}{figure.Unit}”是手工填写的，系统里有“{figure.Name}”，请改用 {{{{{figure.Name}}}}}。",
                            plain[Math.Max(0, number.Index - 12)..end]
                        )
                        {
                            Href = Href(section),
                        }
                    );
                }
            }
        }
    }

    /// <summary>Sums, ratios, orders and ranges that the text itself states.</summary>
    private static void Relations(Report report, ReportDraft draft, List<ReportCheck> found)
    {
        var text = string.Join("\n", draft.Sections.Select(s => s.Plain));
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }
        var source = new SourceText(text, report.Title);
        foreach (var check in ReportReader.Read(source).Checks)
        {
            if (check.Verdict is "fails" or "undecidable")
            {
                found.Add(
                    new ReportCheck(
                        check.Verdict == "fails" ? CheckLevel.Warning : CheckLevel.Hint,
                        SectionAt(draft, check.Span.Start),
                        $"{check.Statement}：{check.Why}",
                        source.Slice(check.Span)
                    )
                );
            }
        }
    }

    /// <summary>Relations that the catalogue declares between figures, for each scope and period of which the report speaks, as the report knows them.</summary>
    private async Task BetweenFigures(
        FaduDb db,
        ReportDraft draft,
        List<ReportCheck> found,
        CancellationToken cancellationToken
    )
    {
        var spoken = draft
            .Tokens.Select(t => t.Value)
            .OfType<FrozenToken>()
            .GroupBy(v => (v.From, v.To, Organs: string.Join(',', v.Organs ?? [])));
        foreach (var group in spoken)
        {
            var about = group
                .Select(v => catalogue.Find(v.Figure))
                .OfType<Figure>()
                .DistinctBy(f => f.Code)
                .ToList();
            if (about.Count == 0)
            {
                continue;
            }
            foreach (
                var outcome in (
                    await relations
                        .Check(
                            db,
                            Scope.All(draft.Report.Tenant),
                            about,
                            new FigureAsk(about[0], group.Key.From, group.Key.To)
                            {
                                Organs = group.First().Organs,
                            },
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).Where(o => o.Verdict == RelationVerdict.Fails)
            )
            {
                found.Add(
                    new ReportCheck(
                        outcome.Kind switch
                        {
                            RelationKind.Must => CheckLevel.Error,
                            RelationKind.Expect => CheckLevel.Warning,
                            _ => CheckLevel.Hint,
                        },
                        about.FirstOrDefault(f => outcome.Figures.Contains(f.Code))?.Name
                            ?? about[0].Name,
                        $"{outcome.Words}，现在是 {outcome.Numbers}。{outcome.Why}"
                    )
                    {
                        Href = $"/workbench/figures/{outcome.Figures[0]}",
                    }
                );
            }
        }
    }

    private static string SectionAt(ReportDraft draft, int position)
    {
        var end = 0;
        foreach (var section in draft.Sections)
        {
            end += section.Plain.Length + 1;
            if (position < end)
            {
                return Name(section);
            }
        }
        return "全文";
    }

    /// <summary>What was recorded after the report's knowledge and changes a figure in it.</summary>
    private async Task Differences(
        FaduDb db,
        ReportDraft draft,
        List<ReportCheck> found,
        CancellationToken cancellationToken
    )
    {
        foreach (var token in draft.Tokens)
        {
            if (token.Value is not { } value || catalogue.Find(value.Figure) is not { } figure)
            {
                continue;
            }
            var now = await figures
                .Value(
                    db,
                    Scope.All(draft.Report.Tenant),
                    new FigureAsk(figure, value.From, value.To)
                    {
                        Organs = value.Organs,
                        Dimensions = token.Token.Dimensions,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (now.Exact != value.Exact)
            {
                found.Add(
                    new ReportCheck(
                        CheckLevel.Warning,
                        figure.Name,
                        $"报告中为{value.Text}（{value.Exact}），数据截止之后又有登记或更正，现为{now.TextWithUnit}（{now.Exact}）。"
                    )
                    {
                        Href = DraftToken.RecordsHref(value, token.Token, null),
                    }
                );
            }
        }
    }

    private async Task Unreported(
        FaduDb db,
        ReportDraft draft,
        List<ReportCheck> found,
        CancellationToken cancellationToken
    )
    {
        foreach (var token in draft.Tokens)
        {
            if (token.Value is not { } value || catalogue.Find(value.Figure) is not { } figure)
            {
                continue;
            }
            foreach (var duty in duties)
            {
                if (
                    await duty.Missing(
                            db,
                            draft.Report.Tenant,
                            figure,
                            value.Organs,
                            value.From,
                            value.To,
                            cancellationToken
                        )
                        .ConfigureAwait(false) is
                    { Count: > 0 } missing
                )
                {
                    found.Add(
                        new ReportCheck(
                            CheckLevel.Hint,
                            figure.Name,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"有{missing.Count}个单位既没有登记也没有零报告（未报），合计不含它们。"
                            )
                        )
                    );
                }
            }
        }
    }

    [GeneratedRegex(@"\d[\d,]*(?:\.\d+)?", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
