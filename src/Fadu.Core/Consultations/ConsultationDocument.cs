using System.Globalization;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Writing.Official;

namespace Fadu.Core.Consultations;

/// <summary>意见采纳情况 as a Word document.</summary>
public static class ConsultationDocument
{
    /// <summary>The document of how it stands now; before it is concluded it says that it is a draft.</summary>
    public static OfficialDocument Of(
        Consultation c,
        IReadOnlyList<PublishedAnswer> answers,
        string organ,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(c);
        ArgumentNullException.ThrowIfNull(answers);
        var body = new List<Block>
        {
            new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{c.Title}于{c.OpenedOn:yyyy年M月d日}至{c.ClosesOn:yyyy年M月d日}向社会公开征求意见，共收到意见{c.Received}条，归并为{c.Groups}组：采纳{c.Adopted}条，部分采纳{c.Partly}条，未采纳{c.NotAdopted}条。"
                )
            ),
        };
        if (c.ExtendedBecause is { } extended)
        {
            body.Add(new Paragraph($"征求意见的期限经过延长，原因：{extended}"));
        }
        if (c.Note is { } note)
        {
            body.Add(new Paragraph(note));
        }
        if (answers.Count > 0)
        {
            body.Add(
                new Table(
                    [
                        new TableColumn("序号", 0.7),
                        new TableColumn("针对", 1.2),
                        new TableColumn("意见", 4, Alignment.Left),
                        new TableColumn("条数", 0.7),
                        new TableColumn("采纳情况", 1.1),
                        new TableColumn("说明", 3.3, Alignment.Left),
                    ],
                    [
                        .. answers.Select(
                            (a, i) =>
                                (IReadOnlyList<Cell>)
                                    [
                                        (i + 1).ToString(CultureInfo.InvariantCulture),
                                        a.About ?? "整个草案",
                                        a.Gist,
                                        a.Count.ToString(CultureInfo.InvariantCulture),
                                        a.Outcome.Length > 0 ? a.Outcome : "未答复",
                                        a.Answer ?? "",
                                    ]
                        ),
                    ]
                )
            );
        }
        var isDone = c.State == ConsultationState.Concluded;
        return new OfficialDocument
        {
            Kind = "报告",
            Title = $"关于{c.Title}征求意见采纳情况的说明",
            Subtitle = isDone ? null : "（归纳中，未公布）",
            Body = body,
            Signature = new Signature(organ, c.ConcludedOn ?? today, @sealed: isDone),
        };
    }
}
