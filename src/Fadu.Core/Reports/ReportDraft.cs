using System.Globalization;
using System.Text;
using System.Text.Json;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Trail;

namespace Fadu.Core.Reports;

/// <summary>A token of a draft with what it came to.</summary>
/// <param name="Value">Null where it has none.</param>
/// <param name="Text">What stands in the text.</param>
/// <param name="Problem">Why it has no value.</param>
public sealed record DraftToken(ReportToken Token, FrozenToken? Value, string Text, string? Problem)
{
    /// <summary>The page of the records behind it, from the root of the site.</summary>
    public string? HrefAt(long? known) => Value is null ? null : RecordsHref(Value, Token, known);

    /// <summary>The address of the records behind a value.</summary>
    public static string RecordsHref(FrozenToken value, ReportToken token, long? known)
    {
        var href = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/workbench/figures/{value.Figure}/records?from={value.From:yyyy-MM-dd}&to={value.To:yyyy-MM-dd}"
            )
        );
        if (value.OrganLink.Length > 0)
        {
            href.Append("&organ=").Append(Uri.EscapeDataString(value.OrganLink));
        }
        if (token.Dimensions.Length > 0)
        {
            href.Append("&where=").Append(Uri.EscapeDataString(token.Dimensions));
        }
        if (known is { } seq)
        {
            href.Append(CultureInfo.InvariantCulture, $"&known={seq}");
        }
        return href.ToString();
    }
}

/// <summary>A section with its tokens' values.</summary>
/// <param name="Id">The section; empty in a frozen report.</param>
public sealed record DraftSection(
    Guid? Id,
    ReportContent Content,
    string Title,
    string Text,
    IReadOnlyList<IReadOnlyList<(string Text, DraftToken? Token)>> Paragraphs
)
{
    /// <summary>The text as it reads, with values in place of tokens.</summary>
    public string Plain =>
        string.Join('\n', Paragraphs.Select(p => string.Concat(p.Select(x => x.Text))));
}

/// <summary>A report as it reads: as it stands, or as it was fixed when it was brought together.</summary>
/// <param name="KnownSeq">Its figures are as known up to this entry.</param>
public sealed record ReportDraft(
    Report Report,
    IReadOnlyList<DraftSection> Sections,
    long KnownSeq,
    DateTimeOffset KnownAt
)
{
    /// <summary>Every token once, in order.</summary>
    public IReadOnlyList<DraftToken> Tokens =>
        [
            .. Sections
                .SelectMany(s => s.Paragraphs)
                .SelectMany(p => p)
                .Select(p => p.Token)
                .OfType<DraftToken>()
                .DistinctBy(t => t.Token.Raw, StringComparer.Ordinal),
        ];

    /// <summary>The report as it is to be fixed.</summary>
    public FrozenReport Freeze() =>
        new(
            [.. Sections.Select(s => new FrozenSection(s.Content, s.Title, s.Text))],
            [.. Tokens.Select(t => t.Value).OfType<FrozenToken>()]
        );

    /// <summary>A draft from sections as they stand, with values as known up to <paramref name="seq"/>.</summary>
    public static async Task<ReportDraft> Build(
        FaduDb db,
        FigureCatalogue catalogue,
        FigureQuery figures,
        Scope scope,
        Report report,
        IReadOnlyList<ReportSection> sections,
        long seq,
        CancellationToken cancellationToken = default
    )
    {
        var resolver = await TokenResolver
            .For(
                db,
                catalogue,
                figures,
                report.Tenant,
                report.OrganId,
                report.Year,
                cancellationToken
            )
            .ConfigureAwait(false);
        var resolved = new Dictionary<string, DraftToken>(StringComparer.Ordinal);
        foreach (
            var token in sections
                .SelectMany(s => ReportTokens.Cut(s.Text))
                .Select(p => p.Token)
                .OfType<ReportToken>()
        )
        {
            if (!resolved.ContainsKey(token.Raw))
            {
                resolved[token.Raw] = Draft(
                    await resolver
                        .Resolve(db, scope, token, seq, cancellationToken)
                        .ConfigureAwait(false)
                );
            }
        }
        return new ReportDraft(
            report,
            [
                .. sections.Select(s => new DraftSection(
                    s.Id,
                    s.Content,
                    s.Title,
                    s.Text,
                    Paragraphs(s.Text, resolved)
                )),
            ],
            seq,
            await FigureQuery
                .MomentOf(db, report.Tenant, seq, cancellationToken)
                .ConfigureAwait(false)
        );
    }

    /// <summary>A report that was brought together, as it was then.</summary>
    public static ReportDraft Thaw(Report report)
    {
        var frozen = JsonSerializer.Deserialize<FrozenReport>(report.Frozen!, EventRegistry.Json)!;
        var tokens = frozen.Tokens.ToDictionary(
            t => t.Raw,
            t => new DraftToken(ReportTokens.Read(t.Raw), t, t.Text, null),
            StringComparer.Ordinal
        );
        return new ReportDraft(
            report,
            [
                .. frozen.Sections.Select(s => new DraftSection(
                    null,
                    s.Content,
                    s.Title,
                    s.Text,
                    Paragraphs(s.Text, tokens)
                )),
            ],
            report.KnownSeq!.Value,
            report.KnownAt!.Value
        );
    }

    /// <summary>A resolved token as drafts keep it.</summary>
    public static DraftToken Draft(ResolvedToken resolved) =>
        resolved is { Ask: { } ask, Value: { } value, Figure: { } figure }
            ? new DraftToken(
                resolved.Token,
                new FrozenToken(
                    resolved.Token.Raw,
                    figure.Code,
                    ask.From,
                    ask.To,
                    ask.Organs,
                    resolved.ScopeName,
                    resolved.OrganLink,
                    resolved.PeriodName,
                    value.Exact,
                    resolved.Text,
                    resolved.Records
                ),
                resolved.Text,
                null
            )
            : new DraftToken(
                resolved.Token,
                null,
                resolved.Text.Length > 0 ? resolved.Text : resolved.Token.Raw,
                resolved.Problem
            );

    private static List<IReadOnlyList<(string, DraftToken?)>> Paragraphs(
        string text,
        Dictionary<string, DraftToken> tokens
    ) =>
        [
            .. text.Split('\n')
                .Select(line => line.Trim(' ', '　', '\r', '\t'))
                .Where(line => line.Length > 0)
                .Select(line =>
                    (IReadOnlyList<(string, DraftToken?)>)
                        [
                            .. ReportTokens
                                .Cut(line)
                                .Select(p =>
                                    p.Token is { } token
                                    && tokens.TryGetValue(token.Raw, out var known)
                                        ? (known.Text, known)
                                        : (p.Text, (DraftToken?)null)
                                ),
                        ]
                ),
        ];
}
