using System.Globalization;
using Fadu.Core.Plans.Supervision;
using Fadu.Writing.Official;

namespace Fadu.Modules.Programme;

/// <summary>督办单 as a document: what is owed, since when, what is asked, by when.</summary>
public static class SupervisionDocument
{
    /// <summary>The document of one notice.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="issuer">Full name of the organ that supervises.</param>
    /// <param name="organ">Full name of the organ that is supervised.</param>
    public static OfficialDocument Of(SupervisionNotice notice, string issuer, string organ)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var items = notice.ReadItems();
        return new OfficialDocument
        {
            Kind = "督办单",
            IssuerMark = issuer,
            Number = $"督办{notice.NumberText}",
            Title = "任务督办单",
            Addressees = [organ],
            Body =
            [
                new Paragraph(
                    $"截至{Day(notice.IssuedOn)}，由你单位牵头的下列 {items.Count} 项任务尚未按期完成，现予督办："
                ),
                new Table(
                    [
                        new TableColumn("序号", 0.6),
                        new TableColumn("任务", 4, Alignment.Left),
                        new TableColumn("来源", 3, Alignment.Left),
                        new TableColumn("应于", 1.6),
                        new TableColumn("已迟", 1),
                    ],
                    [
                        .. items.Select(
                            IReadOnlyList<Cell> (item, i) =>
                                [
                                    (i + 1).ToString(CultureInfo.InvariantCulture),
                                    item.Title,
                                    item.PlanTitle,
                                    item.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                                        ?? "—",
                                    item.Due is { } due && due < notice.IssuedOn
                                        ? $"{notice.IssuedOn.DayNumber - due.DayNumber} 天"
                                        : "—",
                                ]
                        ),
                    ]
                ),
                .. notice
                    .Demand.Split(
                        '\n',
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    )
                    .Select(line => new Paragraph(line)),
                new Paragraph(
                    $"请于{Day(notice.ReplyBy)}前书面回复办理情况；已经完成的，附佐证材料报核。"
                ),
            ],
            Signature = new Signature(issuer, notice.IssuedOn),
        };
    }

    private static string Day(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}
