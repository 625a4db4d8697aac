using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using RelationKind = Fadu.Core.Publications.RelationKind;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>What explains a document to those whom it concerns (S167).</summary>
public sealed record PolicyInterpretation : RegisterRecord
{
    [Field("解读名称", Help = "不带书名号。", MaxLength = 150)]
    public required string Title { get; init; }

    [Field(
        "解读的文件",
        Help = "只写文号，没有文号的写书名号内的名称；两处据此互相链接。",
        MaxLength = 150,
        Slot = "T1",
        InList = true
    )]
    public required string Interprets { get; init; }

    [Field(
        "形式",
        Choices = [
            InterpretationForms.Text,
            InterpretationForms.Questions,
            InterpretationForms.Picture,
            InterpretationForms.Film,
            InterpretationForms.Press,
            InterpretationForms.Meeting,
        ],
        Slot = "T2",
        InList = true
    )]
    public required string Way { get; init; }

    [Field("发布日期", Slot = "D1", InList = true)]
    public required DateOnly InterpretedOn { get; init; }

    [Field("发布地址", Help = "音视频、图解等在别处发布的填写。", MaxLength = 300)]
    public string? Address { get; init; }

    [Field(
        "解读正文",
        Help = "写明解读的是哪一份文件；标题和正文都没有提到它的，不能登记。",
        LongText = true,
        MaxLength = 100_000
    )]
    public string? Text { get; init; }
}

/// <summary>In what way something is explained.</summary>
public static class InterpretationForms
{
    public const string Text = "文字解读";
    public const string Questions = "问答";
    public const string Picture = "图解";
    public const string Film = "音视频";
    public const string Press = "新闻发布";
    public const string Meeting = "宣讲";
}

/// <summary>政策解读 (S167): public beside its document, on a list of its own, and never under another document's name.</summary>
public static class PolicyInterpretations
{
    public const string Key = "policy-interpretation";

    private static readonly FigureSet Set = new("政策解读", "A5");

    public static readonly Figure Issued = Set.Count(
        "PolicyInterpretations",
        "公开.解读",
        "篇",
        "按制定程序登记的政策解读篇数，按发布日期计。",
        "形式"
    );

    /// <summary>公开.在库解读: what stands on the list.</summary>
    public static readonly Figure Standing = new(
        "InterpretationsListed",
        "公开.在库解读",
        "篇",
        Fold.AsOf,
        "截至期末登在解读名录上、可以参照的政策解读篇数。"
    )
    {
        CountedFrom = "政策解读",
        Dimensions = ["形式"],
        Section = "A5",
    };

    public static readonly Register<PolicyInterpretation> Register = Register<PolicyInterpretation>
        .Define(Key, "政策解读", "S167")
        .For(
            "规范性文件的解读材料，与文件在门户上互相链接；登记时核对解读与文件是否对应。",
            "文件的起草单位登记，按制定程序登记的自动列入。"
        )
        .InForceMeans("解读可以参照的期间")
        .Titled(
            i => i.Title,
            // the newest first
            i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{30_000_000 - (i.InterpretedOn.Year * 10_000 + i.InterpretedOn.Month * 100 + i.InterpretedOn.Day):00000000} {i.Title}"
                )
        )
        .Keyed("解读的文件、解读名称", i => [i.Interprets, i.Title])
        .Must(
            "interprets",
            i =>
                Fits(i.Title, i.Text, i.Interprets)
                    ? null
                    : "解读的名称和正文都没有提到这份文件，请核对是不是挂错了附件。"
        )
        .SplitBy(["形式"], i => [("形式", i.Way)])
        .CountedIn("A5", Standing)
        .Public()
        .OnPortal(
            (i, organs) =>
                new PortalFacts
                {
                    Day = i.InterpretedOn,
                    Facet = i.Way,
                    Relations = [new PublishedRelation(RelationKind.Interprets, i.Interprets)],
                },
            new PortalView
            {
                Section = "interpretations",
                Intro = "规范性文件为什么这样定、怎样办：每篇解读都链接到它解读的文件。",
                FacetTitle = "形式",
                IsTimeless = true,
                Fields = ["way", "interpretedOn", "address"],
                Text = "text",
                Within = NormativeDocuments.Within,
            }
        )
        .Build();

    /// <summary>Whether what explains names what it explains: by its number or its title.</summary>
    internal static bool Fits(string title, string? text, params string?[] named) =>
        named.Any(n =>
            !string.IsNullOrWhiteSpace(n)
            && $"{title}\n{text}".Contains(n.Trim().Trim('《', '》'), StringComparison.Ordinal)
        );
}
