using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalServices;

/// <summary>One entry of 法律服务人员名册 (blocks/registers.md, S138).</summary>
public sealed record LegalPractitioner : RegisterRecord
{
    [Field("姓名", MaxLength = 40)]
    public required string Name { get; init; }

    [Field(
        "人员类别",
        Choices = ["公职律师", "社会律师", "法律援助律师", "基层法律服务工作者", "公证员"],
        Slot = "T1",
        InList = true
    )]
    public required string Kind { get; init; }

    [Field("所在单位", Slot = "G1", InList = true)]
    [RequiredIf(nameof(Kind), "公职律师", "法律援助律师")]
    public Guid? Organ { get; init; }

    [Field("执业机构", MaxLength = 100)]
    [RequiredIf(nameof(Kind), "社会律师", "基层法律服务工作者", "公证员")]
    public string? Firm { get; init; }

    [Field("证号", MaxLength = 40, Slot = "T2")]
    public required string LicenceNumber { get; init; }

    [Field("颁证日期", Slot = "D1")]
    public required DateOnly GrantedOn { get; init; }

    [Field("专业", Help = "一行一项。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Specialty { get; init; }

    [Field("可以统筹派用", Slot = "N1", InList = true)]
    public required bool Lendable { get; init; }

    [Field("年度考核")]
    public IReadOnlyList<PractitionerAppraisal>? Appraisals { get; init; }
}

/// <summary>One line of 年度考核.</summary>
public sealed record PractitionerAppraisal
{
    [Field("年度", Min = 2000, Max = 2100)]
    public required long Year { get; init; }

    [Field("结果", Choices = ["称职", "基本称职", "不称职"])]
    public required string Grade { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record LegalPractitionerCancelInput
{
    [Field("注销原因", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>法律服务人员名册 (S138).</summary>
public static class LegalPractitioners
{
    /// <summary>The key of the register.</summary>
    public const string Key = "legal-practitioner";

    /// <summary>法服.在册人员.</summary>
    public static readonly Figure Standing = new(
        "PractitionersInForce",
        "法服.在册人员",
        "名",
        Fold.AsOf,
        "截至期末证件有效的法律服务人员。"
    )
    {
        CountedFrom = "法律服务人员名册",
        Dimensions = ["类别"],
        Section = "A6",
    };

    /// <summary>法服.公职律师.</summary>
    public static readonly Figure PublicLawyers = new(
        "PublicLawyers",
        "法服.公职律师",
        "名",
        Fold.AsOf,
        "截至期末证件有效的公职律师。"
    )
    {
        CountedFrom = "法律服务人员名册",
        Dimensions = ["类别"],
        Section = "A6",
    };

    public static readonly Register<LegalPractitioner> Register = Register<LegalPractitioner>
        .Define(Key, "法律服务人员名册", "S138")
        .For("公职律师和其他法律服务人员：证件、专业、能不能统筹派用，每年考核。", "县司法局维护。")
        .InForceMeans("执业证件的有效期")
        .Titled(i => $"{i.Name} {i.Kind}")
        .Keyed("证号", i => [i.LicenceNumber])
        .KnownAs(i => [i.LicenceNumber, i.Name])
        .Changes("grant", "颁证", ChangeEffect.Add)
        .Changes("move", "单位变更", ChangeEffect.Change)
        .Changes("halt", "停止执业", ChangeEffect.Suspend)
        .Changes<LegalPractitionerCancelInput>("cancel", "注销", ChangeEffect.End)
        .Changes<LegalPractitionerCancelInput>("revoke", "吊销", ChangeEffect.End)
        // 律师法第十一条: 公务员不得兼任执业律师
        .Must(
            "organ",
            i =>
                i.Kind == "社会律师" && i.Organ is not null
                    ? "公务员不得兼任执业律师（律师法第十一条），社会律师不填所在单位。"
                    : null
        )
        .SplitBy(["类别"], i => [("类别", i.Kind)])
        .ConfirmedYearly()
        .Public()
        .Counts(PublicLawyers, i => i.Kind == "公职律师" ? 1 : 0)
        .CountedIn("A6", Standing)
        .Build();
}
