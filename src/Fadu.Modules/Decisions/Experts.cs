using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.Decisions;

/// <summary>One entry of 专家库 (blocks/registers.md, S019).</summary>
public sealed record Expert : RegisterRecord
{
    [Field(
        "库别",
        Choices = [
            "决策咨询论证",
            "法治政府建设",
            "行政复议委员会",
            "公平竞争",
            "应急管理",
            "普法讲师团",
            "其他",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string Pool { get; init; }

    [Field("姓名或者名称", MaxLength = 60)]
    public required string Name { get; init; }

    [Field("专家类型", Choices = ["个人", "专业机构"], Slot = "T2")]
    public required string ExpertKind { get; init; }

    [Field("统一社会信用代码", CreditCode = true)]
    [RequiredIf(nameof(ExpertKind), "专业机构")]
    public string? CreditCode { get; init; }

    [Field("工作单位", MaxLength = 100, InList = true)]
    public required string Employer { get; init; }

    [Field(
        "专业领域",
        Help = "一行一个，例如：法律、财政、城乡规划。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> Fields { get; init; }

    [Field("职称", MaxLength = 40)]
    public string? TitleHeld { get; init; }

    [Field("聘书号", MaxLength = 40)]
    public string? AppointmentNumber { get; init; }

    [Field("回避单位", Help = "抽取时排除这些单位承办的事项。")]
    public IReadOnlyList<Guid>? Conflicts { get; init; }

    [Field("办公电话", Help = "只供内部联系，写办公电话。", MaxLength = 40)]
    public required string Phone { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record ExpertDismissInput
{
    [Field("解聘理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record ExpertDisqualifyInput
{
    [Field("查明的事实", MaxLength = 500, LongText = true)]
    public required string Found { get; init; }
}

/// <summary>专家库 (S019).</summary>
[Carries("S185")]
public static class Experts
{
    /// <summary>The key of the register.</summary>
    public const string Key = "expert";

    /// <summary>专家库.在库人数.</summary>
    public static readonly Figure Standing = new(
        "ExpertsInForce",
        "专家库.在库人数",
        "人",
        Fold.AsOf,
        "截至期末聘期内的专家，按库计；一人在几个库的分别计。"
    )
    {
        CountedFrom = "专家库",
        Dimensions = ["库别"],
        Section = "A3",
    };

    public static readonly Register<Expert> Register = Register<Expert>
        .Define(Key, "专家库", "S019")
        .For(
            "决策论证、行政复议、应急、普法等各类专家：专业、任期和应当回避的单位；抽取专家从这里选。",
            "县司法局汇总，各库的主管单位维护。"
        )
        .InForceMeans("聘任的任期")
        .Titled(i => $"{i.Name}（{i.Pool}）")
        .Keyed("库别、姓名或者名称、工作单位", i => [i.Pool, i.Name, i.Employer])
        .Changes("appoint", "聘任", ChangeEffect.Add)
        .Changes("renew", "续聘", ChangeEffect.Extend)
        .Changes("leave", "退出", ChangeEffect.End)
        .Changes<ExpertDismissInput>("dismiss", "解聘", ChangeEffect.End)
        // 重大行政决策程序暂行条例第四十一条: 专家违反职业道德、法律法规的，予以通报、取消资格
        .Changes<ExpertDisqualifyInput>("disqualify", "取消资格", ChangeEffect.End)
        .Changes("pause", "停用", ChangeEffect.Suspend)
        .MustEnd("聘任有任期，请填写任期届满日；没有规定的一般为三年（各地二至五年不等）。")
        .ApprovedBy("县政府聘任", OrganKind.Government, i => i.Pool == "决策咨询论证")
        .SplitBy(["库别"], i => [("库别", i.Pool)])
        .ConfirmedYearly()
        .Reminded()
        .OnPortal(
            "experts",
            "各类专家库的专家和机构。",
            "pool",
            ["pool", "expertKind", "employer", "fields", "titleHeld"]
        )
        .CountedIn("A3", Standing)
        .Build();
}
