using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalEducation;

/// <summary>One entry of 示范和命名单位 (blocks/registers.md, S127).</summary>
public sealed record RecognisedUnit : RegisterRecord
{
    [Field(
        "称号",
        Choices = [
            "法治乡村建设示范点",
            "民主法治示范村社区",
            "学法用法示范单位",
            "示范企业",
            "法治文化场所",
            "法治政府建设示范项目",
            "其他",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string Title { get; init; }

    [Field("级别", Choices = ["国家", "省", "市", "县"], Slot = "T2", InList = true)]
    public required string Grade { get; init; }

    [Field("单位", MaxLength = 100)]
    public required string Unit { get; init; }

    [Field("统一社会信用代码", CreditCode = true)]
    [RequiredIf(nameof(Title), "示范企业")]
    public string? CreditCode { get; init; }

    [Field("区划代码", MaxLength = 12, Slot = "T3")]
    public required string AreaCode { get; init; }

    [Field("批次", MaxLength = 40)]
    public required string Batch { get; init; }

    [Field("命名机关", MaxLength = 80)]
    public required string AwardedBy { get; init; }

    [Field("文号", MaxLength = 60)]
    public required string DocumentNumber { get; init; }

    [Field("下次复核", Future = true, Slot = "D1", InList = true)]
    public DateOnly? NextReview { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record RecognisedUnitRevokeInput
{
    [Field("撤销理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>示范和命名单位 (S127).</summary>
public static class RecognisedUnits
{
    /// <summary>The key of the register.</summary>
    public const string Key = "recognised-unit";

    /// <summary>普法.示范单位.</summary>
    public static readonly Figure Standing = new(
        "RecognisedUnitsInForce",
        "普法.示范单位",
        "个",
        Fold.AsOf,
        "截至期末持有称号的单位，一个称号一个级别计一个。"
    )
    {
        CountedFrom = "示范和命名单位",
        Dimensions = ["称号", "级别"],
        Section = "A8",
    };

    public static readonly Register<RecognisedUnit> Register = Register<RecognisedUnit>
        .Define(Key, "示范和命名单位", "S127")
        .For(
            "持有法治类称号的村、单位、企业和场所：谁命名、哪一批、什么时候复核。",
            "县司法局维护。"
        )
        .InForceMeans("持有称号的期间")
        .Titled(i => $"{i.Unit}（{i.Grade}级{i.Title}）", i => $"{i.Title} {i.Grade} {i.Unit}")
        .Keyed("称号、级别、单位", i => [i.Title, i.Grade, i.Unit])
        .Changes("award", "命名", ChangeEffect.Add)
        .Changes("keep", "复核保留", ChangeEffect.Extend)
        .Changes("rectify", "限期整改", ChangeEffect.Suspend)
        .Changes<RecognisedUnitRevokeInput>("revoke", "撤销", ChangeEffect.End)
        .Changes("cancel", "注销", ChangeEffect.End)
        .Must("areaCode", i => Codes.AreaProblem(i.AreaCode, null))
        .SplitBy(["称号", "级别"], i => [("称号", i.Title), ("级别", i.Grade)])
        .RemindedOf("nextReview")
        // 法治宣传教育法第五十二条第二款: 公布法治文化场所名录
        .OnPortal(
            "recognised-units",
            "法治示范村、示范单位和法治文化场所。",
            "title",
            ["title", "grade", "batch", "awardedBy", "documentNumber"]
        )
        .CountedIn("A8", Standing)
        .Build();
}
