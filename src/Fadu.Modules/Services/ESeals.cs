using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Services;

/// <summary>One entry of 电子印章名录 (blocks/registers.md, S049).</summary>
public sealed record ESeal : RegisterRecord
{
    [Field("印章名称", MaxLength = 100)]
    public required string SealName { get; init; }

    [Field(
        "印章类别",
        Choices = ["法定名称章", "内设机构章", "分支机构章", "业务专用章", "个人名章"],
        Slot = "T1",
        InList = true
    )]
    public required string SealKind { get; init; }

    [Field("所有单位", Slot = "G1", InList = true)]
    public required Guid Owner { get; init; }

    [Field("统一社会信用代码", CreditCode = true)]
    public required string CreditCode { get; init; }

    [Field("保管人", MaxLength = 40)]
    public required string Custodian { get; init; }

    [Field("证书序列号", MaxLength = 80, Slot = "T2")]
    public required string CertificateSerial { get; init; }

    [Field("证书颁发机构", MaxLength = 80)]
    public required string CertificateIssuer { get; init; }

    [Field("制作单位", MaxLength = 80)]
    public required string MadeBy { get; init; }

    [Field("实物章备案号", MaxLength = 60)]
    public string? PhysicalSealRecord { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record ESealStopInput
{
    [Field("停用原因", Choices = ["遗失", "风险", "其他"])]
    public required string Why { get; init; }

    [Field("说明", MaxLength = 300, LongText = true)]
    public string? Detail { get; init; }
}

/// <summary>电子印章名录 (S049).</summary>
public static class ESeals
{
    /// <summary>The key of the register.</summary>
    public const string Key = "e-seal";

    /// <summary>电子印章.在用.</summary>
    public static readonly Figure Standing = new(
        "ESealsInForce",
        "电子印章.在用",
        "枚",
        Fold.AsOf,
        "截至期末证书有效、没有停用的电子印章。"
    )
    {
        CountedFrom = "电子印章名录",
        Dimensions = ["印章类别"],
        Section = "A1",
    };

    public static readonly Register<ESeal> Register = Register<ESeal>
        .Define(Key, "电子印章名录", "S049")
        .For(
            "各单位的电子印章：归谁、谁保管、数字证书哪天到期；不存印模和密钥。",
            "县政府办公室、数据部门按上级制章系统维护，各单位写保管人。"
        )
        .InForceMeans("印章证书的有效期")
        .Titled(i => i.SealName, i => $"{i.SealKind} {i.SealName}")
        .Keyed("证书序列号", i => [i.CertificateSerial])
        .KnownAs(i => [i.SealName, i.CertificateSerial])
        .Changes("make", "制发", ChangeEffect.Add)
        .Changes("certificate", "更新证书", ChangeEffect.Extend)
        .Changes<ESealStopInput>("stop", "停用", ChangeEffect.Suspend)
        .Changes("cancel", "注销", ChangeEffect.End, "单位撤销、更名或者印章损坏的，注销并备案。")
        .MustEnd("电子印章的有效期就是数字证书的有效期，请填写证书到期日。")
        .SplitBy(["印章类别"], i => [("印章类别", i.SealKind)])
        .Reminded()
        .CountedIn("A1", Standing)
        .Build();
}
