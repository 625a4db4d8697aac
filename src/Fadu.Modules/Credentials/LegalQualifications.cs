using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Credentials;

/// <summary>One entry of 法律职业资格登记 (blocks/registers.md, S090).</summary>
public sealed record LegalQualification : RegisterRecord
{
    [Field("姓名", MaxLength = 40)]
    public required string Person { get; init; }

    [Field("单位", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field(
        "岗位",
        Choices = ["处罚决定法制审核", "行政复议", "行政裁决", "法律顾问"],
        Slot = "T1",
        InList = true
    )]
    public required string Post { get; init; }

    [Field("初次从事", Slot = "N1", InList = true)]
    public required bool FirstTime { get; init; }

    [Field("上岗日期", Slot = "D1")]
    public required DateOnly StartedOn { get; init; }

    [Field("资格证书号", MaxLength = 40, Slot = "T2")]
    public string? QualificationNumber { get; init; }

    [Field("取得日期", Slot = "D2")]
    public DateOnly? GrantedOn { get; init; }

    [Field("统一职前培训日期", Slot = "D3")]
    [RequiredIf(nameof(Post), "行政复议")]
    public DateOnly? PreTrained { get; init; }

    [Field("不适用的理由", Help = "2018年以前已经在岗的，写明任职文件。", MaxLength = 150)]
    public string? Exemption { get; init; }
}

/// <summary>法律职业资格登记 (S090).</summary>
public static class LegalQualifications
{
    /// <summary>The key of the register.</summary>
    public const string Key = "legal-qualification";

    /// <summary>法律职业资格.在岗.</summary>
    public static readonly Figure Standing = new(
        "LegalPostsInForce",
        "法律职业资格.在岗",
        "人",
        Fold.AsOf,
        "截至期末在这四类岗位上的人员。"
    )
    {
        CountedFrom = "法律职业资格登记",
        Dimensions = ["岗位"],
        Section = "A4",
    };

    /// <summary>法律职业资格.应当具备.</summary>
    public static readonly Figure LegalPostsDue = new(
        "LegalPostsDue",
        "法律职业资格.应当具备",
        "人",
        Fold.AsOf,
        "2018年以后初次从事这四类岗位的人员。"
    )
    {
        CountedFrom = "法律职业资格登记",
        Dimensions = ["岗位"],
        Section = "A4",
    };

    /// <summary>法律职业资格.已经具备.</summary>
    public static readonly Figure LegalPostsHeld = new(
        "LegalPostsHeld",
        "法律职业资格.已经具备",
        "人",
        Fold.AsOf,
        "应当具备的人员中已经登记资格证书的。"
    )
    {
        CountedFrom = "法律职业资格登记",
        Dimensions = ["岗位"],
        Section = "A4",
    };

    /// <summary>法律职业资格.具备率.</summary>
    public static readonly Figure LegalPostRate = new(
        "LegalPostRate",
        "法律职业资格.具备率",
        "%",
        Fold.Ratio,
        "已经具备的占应当具备的比例。"
    )
    {
        CountedFrom = "法律职业资格登记",
        Dimensions = ["岗位"],
        Section = "A4",
        Numerator = LegalPostsHeld,
        Denominator = LegalPostsDue,
        WhenEmpty = "没有应当具备的人员",
    };

    public static readonly Register<LegalQualification> Register = Register<LegalQualification>
        .Define(Key, "法律职业资格登记", "S090")
        .For(
            "初次从事法制审核、行政复议、行政裁决和法律顾问的人员是否具有法律职业资格。",
            "县司法局会同县委组织部维护。"
        )
        .InForceMeans("在岗的期间")
        .Titled(i => $"{i.Person} {i.Post}")
        .Keyed("姓名、单位、岗位", i => [i.Person, i.Organ, i.Post])
        .Changes("start", "上岗", ChangeEffect.Add)
        .Changes("move", "转岗", ChangeEffect.End)
        .Changes("leave", "离岗", ChangeEffect.End)
        .Changes("revoke", "资格撤销", ChangeEffect.End)
        // 公务员法第二十五条第二款、行政处罚法第五十八条第二款、行政复议法第六条第二款: 初次从事的应当通过国家统一法律职业资格考试取得法律职业资格
        .Must(
            "qualificationNumber",
            i =>
                i.FirstTime
                && i.StartedOn >= new DateOnly(2018, 1, 1)
                && string.IsNullOrWhiteSpace(i.QualificationNumber)
                && string.IsNullOrWhiteSpace(i.Exemption)
                    ? "初次从事这一岗位的，应当取得法律职业资格（公务员法第二十五条第二款、行政处罚法第五十八条第二款、行政复议法第六条第二款）。"
                    : null
        )
        .Must("grantedOn", i => i.GrantedOn > i.StartedOn ? "取得资格晚于上岗，请核对。" : null)
        .SplitBy(["岗位"], i => [("岗位", i.Post)])
        .Counts(LegalPostsDue, i => i.FirstTime && i.StartedOn >= new DateOnly(2018, 1, 1) ? 1 : 0)
        .Counts(
            LegalPostsHeld,
            i =>
                i.FirstTime
                && i.StartedOn >= new DateOnly(2018, 1, 1)
                && i.QualificationNumber is not null
                    ? 1
                    : 0
        )
        .CountedIn("A4", Standing)
        .Build();
}
