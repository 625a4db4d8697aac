using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalServices;

/// <summary>One entry of 法律顾问聘用 (blocks/registers.md, S137).</summary>
public sealed record CounselEngagement : RegisterRecord
{
    [Field(
        "聘用方类别",
        Choices = ["县政府", "部门", "乡镇街道", "村居", "法治工作站"],
        Slot = "T1",
        InList = true
    )]
    public required string ClientKind { get; init; }

    [Field("聘用方", MaxLength = 100, InList = true)]
    public required string Client { get; init; }

    [Field("姓名", MaxLength = 40)]
    public required string Name { get; init; }

    [Field(
        "角色",
        Choices = [
            "总法律顾问",
            "外聘律师",
            "外聘专家",
            "公职律师",
            "顾问助理",
            "基层法律服务工作者",
        ],
        Slot = "T2"
    )]
    public required string CounselRole { get; init; }

    [Field("执业机构", MaxLength = 100)]
    [RequiredIf(nameof(CounselRole), "外聘律师", "基层法律服务工作者")]
    public string? Firm { get; init; }

    [Field("执业证号", MaxLength = 40, Slot = "T3")]
    [RequiredIf(nameof(CounselRole), "外聘律师", "公职律师", "基层法律服务工作者")]
    public string? LicenceNumber { get; init; }

    [Field("专业", Help = "一行一项。", LongText = true, MaxLength = 150)]
    public IReadOnlyList<string>? Specialty { get; init; }

    [Field("服务范围", MaxLength = 300)]
    public required string Scope { get; init; }

    [Field("合同编号", MaxLength = 60)]
    public string? ContractNumber { get; init; }

    [Field("年费", Unit = "元", Max = 1_000_000_000_000, Slot = "N1", InList = true)]
    public decimal? YearlyFee { get; init; }

    [Field("采购方式", Choices = ["公开采购", "协商", "直接聘用", "无偿"])]
    public string? Procurement { get; init; }

    [Field("年度考核")]
    public IReadOnlyList<CounselAppraisal>? Appraisals { get; init; }
}

/// <summary>One line of 年度考核.</summary>
public sealed record CounselAppraisal
{
    [Field("年度", Min = 2000, Max = 2100)]
    public required long Year { get; init; }

    [Field("结果", Choices = ["优秀", "合格", "不合格"])]
    public required string Grade { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record CounselEngagementDismissInput
{
    [Field("解聘理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>法律顾问聘用 (S137).</summary>
public static class CounselEngagements
{
    /// <summary>The key of the register.</summary>
    public const string Key = "counsel-engagement";

    /// <summary>法服.法律顾问.</summary>
    public static readonly Figure Standing = new(
        "CounselAppointed",
        "法服.法律顾问",
        "名",
        Fold.AsOf,
        "截至期末聘期内的法律顾问，一人受聘于两家的分别计。"
    )
    {
        CountedFrom = "法律顾问聘用",
        Dimensions = ["聘任主体"],
        Section = "A3",
        AcceptsTotals = true,
    };

    public static readonly Register<CounselEngagement> Register = Register<CounselEngagement>
        .Define(Key, "法律顾问聘用", "S137")
        .For(
            "谁给哪个单位、哪个村当法律顾问，聘期和费用，每年考核。",
            "聘用单位填报，县司法局汇总。"
        )
        .InForceMeans("聘用的期间")
        .Titled(i => $"{i.Name}（{i.Client}）")
        .Keyed("聘用方、姓名", i => [i.Client, i.Name])
        .Changes("appoint", "聘任", ChangeEffect.Add)
        .Changes("renew", "续聘", ChangeEffect.Extend)
        .Changes<CounselEngagementDismissInput>("dismiss", "解聘", ChangeEffect.End)
        .MustEnd("聘用有期限，请填写届满日，一般为一至三年。")
        .Must(
            "contractNumber",
            i =>
                i.YearlyFee > 0 && string.IsNullOrWhiteSpace(i.ContractNumber)
                    ? "有年费的要签合同，请填写合同编号。"
                    : null
        )
        .Must(
            "appraisals",
            i =>
                (i.Appraisals ?? []).GroupBy(a => a.Year).Any(g => g.Count() > 1)
                    ? "同一年写了两次考核，请核对。"
                    : null
        )
        .SplitBy(["聘任主体"], i => [("聘任主体", i.ClientKind)])
        .ConfirmedYearly()
        .Reminded()
        .OnPortal(
            "counsel",
            "各单位和各村的法律顾问。",
            "clientKind",
            ["clientKind", "client", "counselRole", "firm", "specialty", "scope"]
        )
        .CountedIn("A3", Standing)
        .Build();
}
