using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.EnforcementOversight;

/// <summary>One entry of 行政执法监督员 (blocks/registers.md, S102).</summary>
public sealed record EnforcementSupervisor : RegisterRecord
{
    [Field("监督员类别", Choices = ["监督机构人员", "特邀监督员"], Slot = "T1", InList = true)]
    public required string Kind { get; init; }

    [Field("姓名", MaxLength = 40)]
    public required string Name { get; init; }

    [Field(
        "身份",
        Choices = [
            "人大代表",
            "政协委员",
            "行业代表",
            "专家学者",
            "新闻工作者",
            "律师",
            "企业代表",
            "其他",
        ],
        Slot = "T2",
        InList = true
    )]
    [RequiredIf(nameof(Kind), "特邀监督员")]
    public string? Background { get; init; }

    [Field("工作单位", MaxLength = 100, InList = true)]
    public required string Employer { get; init; }

    [Field("办公电话", Help = "只供内部联系，写办公电话。", MaxLength = 40)]
    public required string Phone { get; init; }

    [Field("监督证号", Help = "省里发证的填写。", MaxLength = 40, Slot = "T3")]
    public string? CertificateNumber { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record EnforcementSupervisorDismissInput
{
    [Field("解聘理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>行政执法监督员 (S102).</summary>
public static class EnforcementSupervisors
{
    /// <summary>The key of the register.</summary>
    public const string Key = "enforcement-supervisor";

    /// <summary>执法监督.监督员.</summary>
    public static readonly Figure Standing = new(
        "SupervisorsInForce",
        "执法监督.监督员",
        "人",
        Fold.AsOf,
        "截至期末聘期内的行政执法监督员。"
    )
    {
        CountedFrom = "行政执法监督员",
        Dimensions = ["类别"],
        Section = "A5",
    };

    public static readonly Register<EnforcementSupervisor> Register =
        Register<EnforcementSupervisor>
            .Define(Key, "行政执法监督员", "S102")
            .For(
                "监督机构人员和特邀监督员：身份、聘期和证件。",
                "县司法局维护，特邀监督员由县政府聘任。"
            )
            .InForceMeans("聘任的任期")
            .Titled(i => $"{i.Name}（{i.Employer}）")
            .Keyed("类别、姓名、工作单位", i => [i.Kind, i.Name, i.Employer])
            .Changes("appoint", "聘任", ChangeEffect.Add)
            .Changes("renew", "续聘", ChangeEffect.Extend)
            .Changes("suspend", "暂扣证件", ChangeEffect.Suspend)
            .Changes<EnforcementSupervisorDismissInput>("dismiss", "解聘", ChangeEffect.End)
            .MustEnd("聘任有任期，请填写届满日；没有规定的一般为三年。")
            .ApprovedBy("县政府聘任", OrganKind.Government, i => i.Kind == "特邀监督员")
            .SplitBy(["类别"], i => [("类别", i.Kind)])
            .Reminded()
            .OnPortal(
                "supervisors",
                "行政执法监督员的姓名和身份。",
                "kind",
                ["kind", "background", "employer"]
            )
            .CountedIn("A5", Standing)
            .Build();
}
