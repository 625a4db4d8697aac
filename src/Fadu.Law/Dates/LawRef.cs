namespace Fadu.Law.Dates;

/// <summary>
/// A place in a law, regulation or policy document: the basis that every stage, clock, duty and outcome names.
/// </summary>
/// <param name="Law">Short name as practitioners cite it, e.g. 行政处罚法 or 国办发〔2018〕118号.</param>
public sealed record LawRef(string Law)
{
    /// <summary>条. Null for the instrument as a whole.</summary>
    public int? Article { get; init; }

    /// <summary>之一, 之二 … of an inserted article. Null for an ordinary one.</summary>
    public int? Inserted { get; init; }

    /// <summary>款.</summary>
    public int? Paragraph { get; init; }

    /// <summary>项.</summary>
    public int? Item { get; init; }

    /// <summary>Place in a document that has no articles, as that document numbers it, e.g. 第二部分第(五)项.</summary>
    public string? Section { get; init; }

    /// <summary>Edition, e.g. 2023修订. Null where the name is unambiguous.</summary>
    public string? Version { get; init; }

    /// <summary>The same instrument, this article.</summary>
    public LawRef Art(int article, int? paragraph = null, int? item = null) =>
        this with
        {
            Article = article,
            Paragraph = paragraph,
            Item = item,
            Inserted = null,
            Section = null,
        };

    /// <summary>The same article, this paragraph.</summary>
    public LawRef Para(int paragraph) => this with { Paragraph = paragraph, Item = null };

    /// <summary>The same place, with its edition named.</summary>
    public LawRef In(string version) => this with { Version = version };

    /// <summary>As cited in running text: 行政处罚法第六十四条第二项.</summary>
    public override string ToString() => Law + Place;

    /// <summary>As cited in a document, with 书名号 and edition: 《行政复议法》(2023修订)第六十二条.</summary>
    public string ToCitation() => $"《{Law}》{(Version is null ? "" : $"（{Version}）")}{Place}";

    private string Place =>
        Section
        ?? string.Concat(
            Part(Article, "条"),
            Inserted is { } n ? "之" + ChineseNumerals.Format(n) : "",
            Part(Paragraph, "款"),
            Part(Item, "项")
        );

    private static string Part(int? number, string unit) =>
        number is { } n ? $"第{ChineseNumerals.Format(n)}{unit}" : "";
}
