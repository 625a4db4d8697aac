using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Services;

/// <summary>One entry of 电子证照目录 (blocks/registers.md, S048).</summary>
public sealed record ELicenceType : RegisterRecord
{
    [Field("证照类型代码", MaxLength = 40, Slot = "T2")]
    public required string TypeCode { get; init; }

    [Field("证照名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("颁发机构", Slot = "G1", InList = true)]
    public required Guid Issuer { get; init; }

    [Field("持有者", Choices = ["自然人", "法人"], Slot = "T1", InList = true)]
    public required string HolderKind { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("对应事项", MaxLength = 120, Names = "service-item")]
    public required string SourceItem { get; init; }

    [Field("有效期限", Unit = "个月")]
    public long? TermMonths { get; init; }

    [Field("电子印章", MaxLength = 100, Names = "e-seal")]
    public required string Seal { get; init; }

    [Field("每月总数")]
    public IReadOnlyList<ELicenceMonth>? MonthlyTotals { get; init; }
}

/// <summary>One line of 每月总数.</summary>
public sealed record ELicenceMonth
{
    [Field("月份的最后一天")]
    public required DateOnly Month { get; init; }

    [Field("新签发")]
    public required long Issued { get; init; }

    [Field("存量电子化")]
    public required long Digitised { get; init; }

    [Field("调用次数")]
    public required long Called { get; init; }
}

/// <summary>电子证照目录 (S048).</summary>
public static class ELicenceTypes
{
    /// <summary>The key of the register.</summary>
    public const string Key = "e-licence-type";

    /// <summary>电子证照.种类.</summary>
    public static readonly Figure Standing = new(
        "ELicenceTypes",
        "电子证照.种类",
        "种",
        Fold.AsOf,
        "截至期末在用的电子证照种类。"
    )
    {
        CountedFrom = "电子证照目录",
        Dimensions = ["持有者"],
        Section = "A1",
    };

    /// <summary>电子证照.签发.</summary>
    public static readonly Figure ELicencesIssued = new(
        "ELicencesIssued",
        "电子证照.签发",
        "本",
        Fold.AsOf,
        "在用的电子证照登记的新签发总数，按每月填报累计。"
    )
    {
        CountedFrom = "电子证照目录",
        Dimensions = ["持有者"],
        Section = "A1",
    };

    public static readonly Register<ELicenceType> Register = Register<ELicenceType>
        .Define(Key, "电子证照目录", "S048")
        .For(
            "有电子件的证照种类和每月的签发、调用总数；证照本身在省里的库，这里不存。",
            "发证单位填报，县行政审批局、数据部门维护。"
        )
        .InForceMeans("这一种电子证照使用的期间")
        .Titled(i => i.Name)
        .Keyed("证照类型代码", i => [i.TypeCode])
        .KnownAs(i => [i.TypeCode, i.Name])
        .Changes("enable", "启用", ChangeEffect.Add)
        .Changes("edition", "改版", ChangeEffect.Change)
        .Changes("disable", "停用", ChangeEffect.End)
        // 国务院关于在线政务服务的若干规定第十条: 电子证照与纸质证照具有同等法律效力
        .Must(
            "monthlyTotals",
            i =>
                (i.MonthlyTotals ?? []).GroupBy(m => m.Month).Any(g => g.Count() > 1)
                    ? "同一个月写了两次，请核对。"
                    : null
        )
        .SplitBy(["持有者"], i => [("持有者", i.HolderKind)])
        .ConfirmedYearly()
        .Public()
        .Counts(ELicencesIssued, i => (i.MonthlyTotals ?? []).Sum(m => m.Issued))
        .CountedIn("A1", Standing)
        .Build();
}
