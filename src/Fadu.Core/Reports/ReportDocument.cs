using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Reports;

/// <summary>An annual report as an official document (GB/T 9704-2012): every figure opens its records, an annex lists where each comes from.</summary>
public static class ReportDocument
{
    /// <summary>The document of a draft or a frozen report.</summary>
    /// <param name="site">The address of this Fadu, for the links; without one figures are not links.</param>
    public static async Task<OfficialDocument> Of(
        FaduDb db,
        FigureCatalogue catalogue,
        ReportDraft draft,
        Uri? site,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        var report = draft.Report;
        var organ = await db.Set<Organ>()
            .AsNoTracking()
            .FirstAsync(o => o.Tenant == report.Tenant && o.Id == report.OrganId, cancellationToken)
            .ConfigureAwait(false);
        var isApproved = report.State == ReportState.Approved;
        var body = new List<Block>();
        foreach (var content in draft.Sections.GroupBy(s => s.Content).OrderBy(g => g.Key))
        {
            body.Add(new Heading(1, content.Key.DisplayName()));
            foreach (var section in content)
            {
                if (section.Title.Length > 0)
                {
                    body.Add(new Heading(2, section.Title));
                }
                body.AddRange(section.Paragraphs.Select(Set));
            }
        }
        var tokens = draft.Tokens.Where(t => t.Value is not null).ToList();
        var cutOff = TimeZoneInfo
            .ConvertTime(draft.KnownAt, FaduTime.Zone)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var annex = new List<Block>
        {
            new Paragraph(
                $"下列数字均由业务记录汇总，为截至{cutOff}（留痕第{draft.KnownSeq}号）已登记的结果；之后的登记和更正不计入。点开数字可见其记录。"
            ),
            new Table(
                [
                    new TableColumn("序号", 0.7),
                    new TableColumn("指标", 1.7),
                    new TableColumn("口径", 3.6, Alignment.Left),
                    new TableColumn("范围", 1),
                    new TableColumn("期间", 1.4),
                    new TableColumn("数值", 1.5),
                    new TableColumn("记录数", 0.9),
                ],
                [
                    .. tokens.Select(
                        (t, i) =>
                        {
                            var figure = catalogue.Find(t.Value!.Figure);
                            var where =
                                t.Token.Dimensions.Length > 0 ? $"（{t.Token.Dimensions}）" : "";
                            return (IReadOnlyList<Cell>)
                                [
                                    (i + 1).ToString(CultureInfo.InvariantCulture),
                                    (figure?.Name ?? t.Value.Figure) + where,
                                    figure?.Definition ?? "",
                                    t.Value.ScopeName,
                                    t.Value.PeriodName,
                                    Worded(t),
                                    t.Value.Records.ToString(CultureInfo.InvariantCulture),
                                ];
                        }
                    ),
                ]
            ),
        };
        return new OfficialDocument
        {
            Kind = "报告",
            Title = report.Title,
            Subtitle = isApproved ? null : "（征求意见稿，未经审签）",
            Body = body,
            Attachments = tokens.Count > 0 ? [new Attachment("数据来源表", annex)] : [],
            Signature = new Signature(organ.Name, report.ApprovedOn ?? today, @sealed: isApproved),
            Figures =
            [
                .. tokens
                    .Select(t => new FigureBinding(
                        TokenKey(t, draft.KnownSeq),
                        t.Value!.Exact,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{t.Value.From:yyyy-MM-dd}/{t.Value.To:yyyy-MM-dd}"
                        ),
                        t.Value.Organs is { } organs
                            ? string.Join(' ', organs.Select(o => o.ToString("N")))
                            : AllOrgans,
                        draft.KnownAt,
                        t.Value.Records
                    ))
                    .DistinctBy(b => b.Token, StringComparer.Ordinal),
            ],
        };

        Block Set(IReadOnlyList<(string Text, DraftToken? Token)> paragraph) =>
            TypedHeading.Of(paragraph) is { } heading
                ? new Heading(heading.Level, [.. heading.Head.Select(Piece)])
                {
                    // The writer of the section has numbered it.
                    Numbered = false,
                    Continues = [.. heading.Rest.Select(Piece)],
                }
                : new Paragraph([.. paragraph.Select(Piece)]);

        Run Piece((string Text, DraftToken? Token) piece) =>
            piece.Token is { Value: not null } token ? Figure(token, piece.Text) : piece.Text;

        FigureRun Figure(DraftToken token, string text) =>
            new(
                text,
                site is null ? null : new Uri(site, token.HrefAt(draft.KnownSeq)),
                TokenKey(token, draft.KnownSeq)
            );

        // A rounded number stands in the annex with what it was rounded from.
        string Worded(DraftToken token) =>
            token.Text.Contains(token.Value!.Exact, StringComparison.Ordinal)
                ? token.Text
                : $"{token.Text}（{token.Value.Exact}）";
    }

    internal const string AllOrgans = "all";

    /// <summary>The name by which the file knows a figure: the token without its braces, and the entry up to which it was known.</summary>
    internal static string TokenKey(DraftToken token, long known) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{token.Token.Raw.Trim('{', '}')}|known={known}"
        );
}
