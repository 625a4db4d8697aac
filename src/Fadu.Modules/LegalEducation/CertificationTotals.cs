using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalEducation;

/// <summary>One entry of 知法明理人等认证汇总 (blocks/registers.md, S141).</summary>
public sealed record CertificationTotal : RegisterRecord
{
    [Field(
        "认证类别",
        Help = "名称各地不一。",
        Choices = ["知法明理人", "知法明理示范户", "法律明白人", "学法用法示范户"],
        Slot = "T1",
        InList = true
    )]
    public required string Category { get; init; }

    [Field("区划代码", MaxLength = 12, Slot = "T2", InList = true)]
    public required string AreaCode { get; init; }

    [Field("截至日期", Slot = "D1", InList = true)]
    public required DateOnly AsOfDay { get; init; }

    [Field("期初", Slot = "N1")]
    public required long Opening { get; init; }

    [Field("新增认证", Slot = "N2")]
    public required long AddedNow { get; init; }

    [Field("撤销认证", Slot = "N3")]
    public required long WithdrawnNow { get; init; }

    [Field("期末", Slot = "N4", InList = true)]
    public required long Closing { get; init; }

    [Field("认证条件文件", MaxLength = 150)]
    public required string Condition { get; init; }
}

/// <summary>知法明理人等认证汇总 (S141).</summary>
public static class CertificationTotals
{
    /// <summary>The key of the register.</summary>
    public const string Key = "certification-total";

    /// <summary>普法.认证汇总.</summary>
    public static readonly Figure Standing = new(
        "CertificationTotals",
        "普法.认证汇总",
        "份",
        Fold.AsOf,
        "截至期末使用的认证汇总。"
    )
    {
        CountedFrom = "知法明理人等认证汇总",
        Dimensions = ["对象", "类别"],
        Section = "A8",
    };

    /// <summary>普法.认证.</summary>
    public static readonly Figure LegalAwareCertified = new(
        "LegalAwareCertified",
        "普法.认证",
        "个",
        Fold.AsOf,
        "截至期末经认证的人数和户数，按使用中的各期汇总相加；新一期填报后，上一期应当终止。"
    )
    {
        CountedFrom = "知法明理人等认证汇总",
        Dimensions = ["对象", "类别", "级别"],
        Section = "A8",
        AcceptsTotals = true,
    };

    public static readonly Register<CertificationTotal> Register = Register<CertificationTotal>
        .Define(Key, "知法明理人等认证汇总", "S141")
        .For(
            "各乡镇、各村认证的知法明理人、法律明白人等的总数；不登记姓名。",
            "乡镇填报，县司法局汇总。"
        )
        .InForceMeans("这一期汇总使用的期间")
        .Titled(i => $"{i.AreaCode} {i.Category}")
        .Keyed("类别、区划代码、截至日期", i => [i.Category, i.AreaCode, i.AsOfDay])
        .Changes("report", "填报", ChangeEffect.Add)
        .Must(
            "closing",
            i =>
                i.Closing != i.Opening + i.AddedNow - i.WithdrawnNow
                    ? $"期末应当等于期初加新增减撤销，即 {i.Opening + i.AddedNow - i.WithdrawnNow}。"
                    : null
        )
        .Must("areaCode", i => Codes.AreaProblem(i.AreaCode, null))
        .SplitBy(
            ["对象", "类别"],
            i =>
                [
                    ("对象", i.Category is "知法明理示范户" or "学法用法示范户" ? "示范户" : "人"),
                    ("类别", i.Category),
                ]
        )
        .Counts(LegalAwareCertified, i => i.Closing)
        .CountedIn("A8", Standing)
        .Build();
}
