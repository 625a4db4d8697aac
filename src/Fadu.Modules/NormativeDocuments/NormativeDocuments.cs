using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using RelationKind = Fadu.Core.Publications.RelationKind;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>A local normative document with its text (blocks/registers.md, S015). In force from 施行日期 to the last day of its term or the day before its repeal.</summary>
public sealed record NormativeDocument : RegisterRecord
{
    [Field("标题", Help = "不带书名号。", MaxLength = 150)]
    public required string Title { get; init; }

    [Field("文号", Help = "例如：云政规〔2025〕3号。", MaxLength = 40, Slot = "T1", InList = true)]
    public required string DocumentNumber { get; init; }

    [Field("统一登记号", MaxLength = 40)]
    public string? RegistrationNumber { get; init; }

    [Field("制定机关", Help = "联合制定的，牵头机关写在最前面。")]
    public required IReadOnlyList<Guid> Issuers { get; init; }

    [Field(
        "制发类别",
        Choices = ["县政府", "县政府办公室", "部门", "部门联合", "乡镇街道", "授权组织"],
        Slot = "T2",
        InList = true
    )]
    public required string IssuerClass { get; init; }

    [Field("起草单位", Help = "谁起草、谁清理。", Slot = "G1")]
    public required Guid Drafter { get; init; }

    [Field("成文日期", Slot = "D1")]
    public required DateOnly SignedOn { get; init; }

    [Field("公布日期", Help = "对外公布的日期。", Slot = "D2", InList = true)]
    public required DateOnly IssuedOn { get; init; }

    [Field("有效期类型", Choices = ["一般", "暂行或者试行", "阶段性", "长期"], Slot = "T3")]
    public required string Term { get; init; }

    [Field("主题分类", Help = "例如：城乡建设、市场监管。", MaxLength = 40, Slot = "T4")]
    public required string Subject { get; init; }

    [Field(
        "制定依据",
        Help = "一行一部，写到条，例如：《中华人民共和国城乡规划法》第四十条。",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? LegalBasis { get; init; }

    [Field("涉及经营主体", Slot = "N1")]
    public bool? AffectsBusiness { get; init; }

    [Field(
        "修改的文件",
        Help = "这份文件修改了哪些文件，一行一件，只写文号或者书名号内的名称。",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? Amends { get; init; }

    [Field(
        "废止的文件",
        Help = "这份文件废止了哪些文件，一行一件，只写文号或者书名号内的名称。",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? Repeals { get; init; }

    [Field(
        "解读",
        Help = "解读材料，一行一件，只写名称；它公布之后，两处互相链接。",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? Interpretations { get; init; }

    [Field("正文", Help = "粘贴全文。", LongText = true, MaxLength = 2_000_000)]
    public required string Text { get; init; }
}

/// <summary>By what a document is repealed.</summary>
public sealed record RepealInput
{
    [Field("被什么废止", Help = "只写文号或者书名号内的名称。", MaxLength = 150)]
    public required string RepealedBy { get; init; }
}

/// <summary>现行有效文件 (S015) and the results of clean-ups (S014).</summary>
public static class NormativeDocuments
{
    /// <summary>The key of the register.</summary>
    public const string Key = "normative-document";

    // 政府信息公开条例第二十条第一项: 规范性文件应当主动公开；第二十六条: 自形成或者变更之日起20个工作日内。
    internal static readonly TimeLimit Within = TimeLimit.WorkingDays(
        20,
        new LawRef("政府信息公开条例").Art(26)
    );

    /// <summary>文件.现行有效: what the catalogue calls what stands in force here.</summary>
    public static readonly Figure Standing = new(
        "DocumentsInForce",
        "文件.现行有效",
        "件",
        Fold.AsOf,
        "截至期末有效的行政规范性文件，停止执行的不计。"
    )
    {
        CountedFrom = "规范性文件",
        Dimensions = ["制发类别", "制定机关"],
        Section = "A2",
    };

    /// <summary>文件.届满未评估: what will run out and was not looked at before.</summary>
    public static readonly Figure Expiring = new(
        "DocumentsExpiringUnevaluated",
        "文件.届满未评估",
        "件",
        Fold.AsOf,
        "截至当日六个月内到期、还没有登记届满前评估的行政规范性文件件数；废止、延续的，自决定之日起不计，停止执行的照计。"
    )
    {
        CountedFrom = "规范性文件",
        Section = "B",
    };

    public static readonly Register<NormativeDocument> Register = Register<NormativeDocument>
        .Define(Key, "规范性文件", "S015")
        .For(
            "全县现行有效和已经失效的行政规范性文件及其正文、效力和变动，逐日可查，公众据此查询。",
            "县司法局登记；制定机关决定，县政府办公室编号、公布。"
        )
        .InForceMeans("文件的有效期")
        .Titled(
            d => d.Title,
            // the newest first
            d =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{30_000_000 - (d.IssuedOn.Year * 10_000 + d.IssuedOn.Month * 100 + d.IssuedOn.Day):00000000} {d.DocumentNumber}"
                )
        )
        .Keyed("制定机关、文号", d => [d.Issuers.FirstOrDefault(), d.DocumentNumber])
        .Changes("amend", "修改", ChangeEffect.Change, "按修改决定写入修改后的全文。")
        .Changes<RepealInput>("repeal", "废止", ChangeEffect.End, "被新的文件或者决定废止。")
        .Changes("lapse", "宣布失效", ChangeEffect.End, "适用期已过或者调整对象已消失。")
        .Changes("revoke", "撤销", ChangeEffect.End, "被上级机关或者本级人大常委会撤销。")
        .Changes("stop", "停止执行", ChangeEffect.Suspend, "待修改、废止期间停止执行。")
        .Changes("renew", "延续有效期", ChangeEffect.Extend)
        .Changes<EvaluationInput>(
            "evaluate",
            "届满前评估",
            ChangeEffect.Note,
            "按制定程序办理的，在那个事项里登记，这里自动记下。"
        )
        .Must("issuers", d => d.Issuers.Count == 0 ? "至少写一个制定机关。" : null)
        .Must("issuedOn", d => d.IssuedOn < d.SignedOn ? "公布日期早于成文日期，请核对。" : null)
        // 湖南省行政程序规定第五十一条、山东省行政程序规定第五十三条: evaluated within six months before it runs out (省规定).
        .Reminded(180, 60, 30)
        .SplitBy(["制发类别"], d => [("制发类别", d.IssuerClass)])
        .CountedIn("A2", Standing)
        .CountsRunningOut(Expiring, months: 6, unless: "evaluate")
        .Public()
        .OnPortal(
            (d, organs) =>
                new PortalFacts
                {
                    Number = d.DocumentNumber,
                    Organ = string.Join(
                        "、",
                        d.Issuers.Select(i => organs.Get(i)?.Name ?? organs.NameOf(i))
                    ),
                    Day = d.IssuedOn,
                    Facet = d.Subject,
                    Relations =
                    [
                        .. Related(RelationKind.RestsOn, d.LegalBasis),
                        .. Related(RelationKind.Amends, d.Amends),
                        .. Related(RelationKind.Repeals, d.Repeals),
                        .. Related(RelationKind.InterpretedBy, d.Interpretations),
                    ],
                },
            new PortalView
            {
                Section = PortalSections.Documents,
                Intro = "全县的行政规范性文件：哪份有效、哪份废止、被什么代替，逐日可查。",
                FacetTitle = "主题",
                Fields =
                [
                    "documentNumber",
                    "registrationNumber",
                    "issuers",
                    "signedOn",
                    "issuedOn",
                    "term",
                    "subject",
                ],
                Text = "text",
                EndedBy = "repealedBy",
                // 省规定: some provinces say that what ran out is 失效 (山东省行政程序规定第五十三条: 有效期届满自动失效); the default says what happened.
                ExpiredWords = ["有效期届满", "失效"],
                Channels = [Publication.Portal, "政府公报"],
                Within = Within,
            }
        )
        .Build();

    private static IEnumerable<PublishedRelation> Related(
        RelationKind kind,
        IReadOnlyList<string>? lines
    ) => (lines ?? []).Select(l => new PublishedRelation(kind, l));
}
