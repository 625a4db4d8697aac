using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>The ways of service 送达方式.</summary>
public enum ServiceWay
{
    /// <summary>直接送达</summary>
    Direct,

    /// <summary>留置送达</summary>
    Left,

    /// <summary>委托送达</summary>
    Entrusted,

    /// <summary>邮寄送达</summary>
    Post,

    /// <summary>转交送达</summary>
    Forwarded,

    /// <summary>公告送达</summary>
    Announced,

    /// <summary>电子送达</summary>
    Electronic,

    /// <summary>机关送交: between organs, where no statute on service applies.</summary>
    Exchange,
}

/// <summary>What the law says of each way of service.</summary>
public static class ServiceWays
{
    private static readonly LawRef CivilProcedure = new("民事诉讼法") { Version = "2023修正" };

    /// <summary>
    /// The ways in which a document is served on a party: administrative law refers to the 民事诉讼法 (行政处罚法第六十一条, 行政复议法第八十八条第一款).
    /// </summary>
    public static readonly IReadOnlyList<ServiceWay> OnParties =
    [
        ServiceWay.Direct,
        ServiceWay.Left,
        ServiceWay.Entrusted,
        ServiceWay.Post,
        ServiceWay.Forwarded,
        ServiceWay.Announced,
        ServiceWay.Electronic,
    ];

    /// <summary>民事诉讼法第九十五条: 自发出公告之日起,经过三十日,即视为送达. 公告在2022年1月1日以前发出的为六十日(2017年文本第九十二条).</summary>
    public static TimeLimit AnnouncedFor(DateOnly announcedOn) =>
        announcedOn < new DateOnly(2022, 1, 1)
            ? TimeLimit.Days(60, new LawRef("民事诉讼法") { Version = "2017修正" }.Art(92, 1))
            : TimeLimit.Days(30, CivilProcedure.Art(95, 1));

    /// <summary>The Chinese name.</summary>
    public static string NameOf(ServiceWay way) =>
        way switch
        {
            ServiceWay.Direct => "直接送达",
            ServiceWay.Left => "留置送达",
            ServiceWay.Entrusted => "委托送达",
            ServiceWay.Post => "邮寄送达",
            ServiceWay.Forwarded => "转交送达",
            ServiceWay.Announced => "公告送达",
            ServiceWay.Electronic => "电子送达",
            _ => "机关送交",
        };

    /// <summary>The article that allows it.</summary>
    public static LawRef BasisOf(ServiceWay way) =>
        way switch
        {
            ServiceWay.Direct => CivilProcedure.Art(88),
            ServiceWay.Left => CivilProcedure.Art(89),
            ServiceWay.Entrusted or ServiceWay.Post => CivilProcedure.Art(91),
            ServiceWay.Forwarded => CivilProcedure.Art(94),
            ServiceWay.Announced => CivilProcedure.Art(95),
            ServiceWay.Electronic => CivilProcedure.Art(90),
            _ => OwnRule.Basis,
        };
}

/// <summary>A series of numbers: 〔2026〕1号 without gaps per organ, series and year.</summary>
/// <param name="Key">Stable; several documents may share one.</param>
/// <param name="Word">What follows the organ's code, such as 审 in 云司审〔2026〕1号.</param>
/// <param name="Name">What the register of numbers calls it.</param>
public sealed record NumberSeries(string Key, string Word, string Name);

/// <summary>That a document must be served, and how that may be done.</summary>
public sealed record DocumentService(LawRef Basis, IReadOnlyList<ServiceWay> Ways);

/// <summary>A document that the procedure produces.</summary>
public sealed record ProcedureDocument(string Key, string Name, LawRef? Basis)
{
    /// <summary>The default text with its placeholders; an organ may put its own in its place.</summary>
    public string Template { get; init; } = "";

    /// <summary>Where its number comes from; null where it bears none.</summary>
    public NumberSeries? Series { get; init; }

    /// <summary>Who signs it. The side also says whose document it is.</summary>
    public ProcedureRole SignedBy { get; init; } = ProcedureRoles.UnitHead;

    /// <summary>Whoever drafted it may sign it: receipts and the like.</summary>
    public bool DrafterMaySign { get; init; }

    /// <summary>核稿: somebody else looks at it before it is signed.</summary>
    public bool IsChecked { get; init; } = true;

    /// <summary>Set where it must be served.</summary>
    public DocumentService? Service { get; init; }

    /// <summary>The event of its service, from which clocks may start.</summary>
    public string ServedEvent => Key + ".served";

    /// <summary>Whether it bears a number.</summary>
    public bool IsNumbered => Series is not null;
}

/// <summary>Declares a document.</summary>
public sealed class DocumentBuilder
{
    internal DocumentBuilder(string key, string name, string template, LawRef? basis) =>
        Document = new(key, name, basis) { Template = template };

    internal ProcedureDocument Document { get; private set; }

    /// <summary>Bears a number of a series: 云司审〔2026〕1号.</summary>
    /// <param name="key">Key of the series; several documents may share one.</param>
    /// <param name="word">What follows the organ's code.</param>
    /// <param name="name">What the register calls the series; the document's name if none is given.</param>
    public DocumentBuilder Numbered(string key, string word, string? name = null)
    {
        Document = Document with { Series = new(key, word, name ?? Document.Name) };
        return this;
    }

    /// <summary>Who signs it; its side also says whose document it is.</summary>
    public DocumentBuilder SignedBy(ProcedureRole role, bool drafterToo = false)
    {
        Document = Document with { SignedBy = role, DrafterMaySign = drafterToo };
        return this;
    }

    /// <summary>Goes to be signed without 核稿.</summary>
    public DocumentBuilder Unchecked()
    {
        Document = Document with { IsChecked = false };
        return this;
    }

    /// <summary>Must be served, in one of these ways.</summary>
    public DocumentBuilder Served(LawRef basis, params IReadOnlyList<ServiceWay> ways)
    {
        Document = Document with { Service = new(basis, ways) };
        return this;
    }
}
