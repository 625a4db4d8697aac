using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Credentials;

/// <summary>One entry of 执法人员和执法证件 (blocks/registers.md, S088).</summary>
public sealed record EnforcementOfficer : RegisterRecord
{
    [Field("姓名", MaxLength = 40)]
    public required string Person { get; init; }

    [Field("所在单位", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("内设机构", MaxLength = 60)]
    public required string Unit { get; init; }

    [Field("证件号后四位", Help = "身份证件的后四位，只用于核对。", MaxLength = 4)]
    public required string IdLast4 { get; init; }

    [Field(
        "人员身份",
        Help = "合同制和辅助人员不发执法证。",
        Choices = ["公务员", "参公人员", "事业编制", "其他在编"],
        Slot = "T2"
    )]
    public required string StaffKind { get; init; }

    [Field("执法证号", MaxLength = 40, Slot = "T3", InList = true)]
    public required string CertificateNumber { get; init; }

    [Field(
        "证件类别",
        Choices = ["省级制发", "国务院部门制发", "监督证"],
        Slot = "T1",
        InList = true
    )]
    public required string CertificateKind { get; init; }

    [Field("执法类别", Help = "一行一类。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Field { get; init; }

    [Field("执法区域", MaxLength = 60)]
    public required string Region { get; init; }

    [Field(
        "取得方式",
        Choices = ["考试合格", "法律职业资格免考", "到期免考换证", "部门制发"],
        Slot = "T4"
    )]
    public required string ObtainedBy { get; init; }

    [Field("法制审核人员", Slot = "N1")]
    public required bool Auditor { get; init; }

    [Field("检查人员库", Help = "双随机抽查从中抽取检查人员。", Slot = "N2")]
    public required bool Inspector { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record EnforcementOfficerSuspendInput
{
    [Field("暂扣事由", MaxLength = 300, LongText = true)]
    public required string Ground { get; init; }

    [Field("决定文书", MaxLength = 100)]
    public required string Decision { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record EnforcementOfficerCancelInput
{
    [Field("注销原因", Choices = ["退休", "调离", "辞退", "死亡", "机构撤销", "其他"])]
    public required string Why { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record EnforcementOfficerRevokeInput
{
    [Field("吊销事由", MaxLength = 300, LongText = true)]
    public required string Ground { get; init; }

    [Field("决定文书", MaxLength = 100)]
    public required string Decision { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record EnforcementOfficerRenewInput
{
    [Field("换证原因", Choices = ["到期", "信息变更", "遗失", "样式更换"])]
    public required string Why { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record EnforcementOfficerMoveInput
{
    [Field("原单位")]
    public required Guid FromOrgan { get; init; }
}

/// <summary>执法人员和执法证件 (S088).</summary>
public static class EnforcementOfficers
{
    /// <summary>The key of the register.</summary>
    public const string Key = "enforcement-officer";

    /// <summary>执法.持证人员.</summary>
    public static readonly Figure Standing = new(
        "CertifiedOfficers",
        "执法.持证人员",
        "人",
        Fold.AsOf,
        "截至期末证件有效的执法人员，暂扣期间的不计；一人两证的分别计。"
    )
    {
        CountedFrom = "执法人员和执法证件",
        Dimensions = ["证件类别", "人员身份", "单位"],
        Section = "A4",
        AcceptsTotals = true,
    };

    /// <summary>执法.审核人员.</summary>
    public static readonly Figure AuditingOfficers = new(
        "AuditingOfficers",
        "执法.审核人员",
        "人",
        Fold.AsOf,
        "截至期末证件有效、从事法制审核的人员。"
    )
    {
        CountedFrom = "执法人员和执法证件",
        Dimensions = ["证件类别", "人员身份"],
        Section = "A4",
    };

    /// <summary>执法.审核人员占比.</summary>
    public static readonly Figure LegalAuditorShare = new(
        "LegalAuditorShare",
        "执法.审核人员占比",
        "%",
        Fold.Ratio,
        "从事法制审核的占证件有效的执法人员的比例，原则上不低于百分之五。"
    )
    {
        CountedFrom = "执法人员和执法证件",
        Dimensions = ["证件类别", "人员身份", "单位"],
        Section = "A4",
        Numerator = AuditingOfficers,
        Denominator = Standing,
        WhenEmpty = "没有持证人员",
    };

    public static readonly Register<EnforcementOfficer> Register = Register<EnforcementOfficer>
        .Define(Key, "执法人员和执法证件", "S088")
        .For(
            "谁有执法资格、什么证件、到哪一天；执法时须有两名持证人员。",
            "所在单位申请，县司法局审核，省级或者国务院部门制发。"
        )
        .InForceMeans("证件的有效期")
        .Titled(i => $"{i.Person} {i.CertificateNumber}")
        .Keyed("执法证号", i => [i.CertificateNumber])
        .KnownAs(i => [i.CertificateNumber])
        .Changes("issue", "新发", ChangeEffect.Add)
        .Changes<EnforcementOfficerRenewInput>("renew", "换证", ChangeEffect.Extend)
        .Changes<EnforcementOfficerMoveInput>("move", "单位变更", ChangeEffect.Change)
        .Changes<EnforcementOfficerSuspendInput>("suspend", "暂扣", ChangeEffect.Suspend)
        .Changes<EnforcementOfficerCancelInput>("cancel", "注销", ChangeEffect.End)
        // 行政执法监督条例第三十二条: 暂扣、吊销执法证件的情形
        .Changes<EnforcementOfficerRevokeInput>("revoke", "吊销", ChangeEffect.End)
        .MustEnd("执法证件有有效期，请填写到期日；没有规定的一般为五年。")
        .Must(
            "idLast4",
            i =>
                i.IdLast4.Length != 4 || !i.IdLast4.All(c => char.IsAsciiLetterOrDigit(c))
                    ? "只写证件号码的后四位。"
                    : null
        )
        .Must("field", i => i.Field.Count == 0 ? "请写明执法类别。" : null)
        .SplitBy(
            ["证件类别", "人员身份"],
            i => [("证件类别", i.CertificateKind), ("人员身份", i.StaffKind)]
        )
        .Reminded(90, 60, 30)
        .OnPortal(
            "officers",
            "执法人员：姓名、单位、证号和执法类别，可以对照他出示的证件。",
            "certificateKind",
            ["organ", "certificateNumber", "certificateKind", "field", "region"]
        )
        .Counts(AuditingOfficers, i => i.Auditor ? 1 : 0)
        .CountedIn("A4", Standing)
        .Build();
}
