using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 从业禁止名单 (blocks/registers.md, S085).</summary>
public sealed record IndustryBan : RegisterRecord
{
    [Field("对象", Choices = ["自然人", "单位"], Slot = "T1", InList = true)]
    public required string SubjectKind { get; init; }

    [Field("名称", MaxLength = 60)]
    public required string Name { get; init; }

    [Field("统一社会信用代码", CreditCode = true)]
    [RequiredIf(nameof(SubjectKind), "单位")]
    public string? CreditCode { get; init; }

    [Field("证件号后四位", Help = "只写后四位，不写全部号码。", MaxLength = 4)]
    [RequiredIf(nameof(SubjectKind), "自然人")]
    public string? IdLast4 { get; init; }

    [Field(
        "身份",
        Choices = ["法定代表人", "主要负责人", "直接责任人", "其他责任人", "单位"],
        Slot = "T2"
    )]
    public required string BannedRole { get; init; }

    [Field("禁止类别", Choices = ["终身", "定期"], Slot = "T3", InList = true)]
    public required string BanKind { get; init; }

    [Field("禁止范围", MaxLength = 150, InList = true)]
    public required string Activity { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("决定文书", MaxLength = 80, Slot = "T4")]
    public required string DecisionNumber { get; init; }

    [Field("决定机关", Slot = "G1")]
    public required Guid Organ { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record IndustryBanRevokeInput
{
    [Field("撤销文书", MaxLength = 100)]
    public required string Ruling { get; init; }
}

/// <summary>从业禁止名单 (S085).</summary>
public static class IndustryBans
{
    /// <summary>The key of the register.</summary>
    public const string Key = "industry-ban";

    // 食品安全法(2025)第一百三十五条、药品管理法第一百一十八条、疫苗管理法第八十条、安全生产法第九十四条、农产品质量安全法第六十五条、医师法第五十八条，化妆品、医疗器械、娱乐场所三部条例：规定了终身禁止。
    internal static readonly string[] LifeBanLaws =
    [
        "食品安全法",
        "药品管理法",
        "疫苗管理法",
        "安全生产法",
        "农产品质量安全法",
        "医师法",
        "化妆品监督管理条例",
        "医疗器械监督管理条例",
        "娱乐场所管理条例",
    ];

    /// <summary>执法.从业禁止.</summary>
    public static readonly Figure Standing = new(
        "IndustryBansInForce",
        "执法.从业禁止",
        "个",
        Fold.AsOf,
        "截至期末禁止从业的人和单位。"
    )
    {
        CountedFrom = "从业禁止名单",
        Dimensions = ["对象", "禁止类别"],
        Section = "A4",
    };

    public static readonly Register<IndustryBan> Register = Register<IndustryBan>
        .Define(Key, "从业禁止名单", "S085")
        .For(
            "依法不得从事某一行业的人和单位；只答有无，查询写明目的，不对外公布个人。",
            "作出决定的单位维护。"
        )
        .InForceMeans("禁止从业的期间")
        .Titled(i => $"{i.Name} {i.BanKind}禁止：{i.Activity}")
        .Keyed("决定文书、名称", i => [i.DecisionNumber, i.Name])
        .Changes("enter", "列入", ChangeEffect.Add)
        .Changes("expire", "期满解除", ChangeEffect.End)
        .Changes<IndustryBanRevokeInput>("revoke", "撤销", ChangeEffect.End)
        .MustEnd("定期禁止请填写最后一天；只有终身禁止可以不填。", i => i.BanKind == "定期")
        // 食品安全法第一百三十五条、药品管理法第一百一十八条等: 终身禁止只能依据法律、行政法规
        .Must(
            "legalBasis",
            i =>
                i.BanKind == "终身"
                && !i.LegalBasis.Any(b =>
                    LifeBanLaws.Any(l => b.Contains(l, StringComparison.Ordinal))
                )
                    ? $"终身禁止须有法律、行政法规的规定，例如：{string.Join("、", LifeBanLaws.Take(3))}。"
                    : null
        )
        .Must(
            "idLast4",
            i =>
                i.IdLast4 is { } four
                && (four.Length != 4 || !four.All(c => char.IsAsciiLetterOrDigit(c)))
                    ? "只写证件号码的后四位。"
                    : null
        )
        .SplitBy(["对象", "禁止类别"], i => [("对象", i.SubjectKind), ("禁止类别", i.BanKind)])
        .Internal()
        .CountedIn("A4", Standing)
        .Build();
}
