using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Openness;

/// <summary>One entry of 数据共享授权 (blocks/registers.md, S173).</summary>
public sealed record DataGrant : RegisterRecord
{
    [Field("数据目录", MaxLength = 100, InList = true, Names = "data-catalogue")]
    public required string Item { get; init; }

    [Field("需求单位", Slot = "G1", InList = true)]
    public required Guid Asker { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("使用场景", MaxLength = 300)]
    public required string Purpose { get; init; }

    [Field("申请日期", Slot = "D1")]
    public required DateOnly AppliedOn { get; init; }

    [Field("答复日期", Slot = "D2")]
    public required DateOnly AnsweredOn { get; init; }

    [Field("共享日期", Slot = "D3")]
    public DateOnly? SharedOn { get; init; }

    [Field("处置日期", Help = "用完以后销毁、停用的日期。", Slot = "D4")]
    public DateOnly? DisposedOn { get; init; }
}

/// <summary>数据共享授权 (S173).</summary>
public static class DataGrants
{
    /// <summary>The key of the register.</summary>
    public const string Key = "data-grant";

    /// <summary>数据.授权.</summary>
    public static readonly Figure Standing = new(
        "DataGrantsInForce",
        "数据.授权",
        "项",
        Fold.AsOf,
        "截至期末有效的数据共享授权。"
    )
    {
        CountedFrom = "数据共享授权",
        Dimensions = [],
        Section = "A9",
    };

    public static readonly Register<DataGrant> Register = Register<DataGrant>
        .Define(Key, "数据共享授权", "S173")
        .For("哪份数据给了谁用、为什么、到哪天。", "县数据部门维护。")
        .InForceMeans("授权的期间")
        .Titled(i => i.Item)
        .Keyed("数据目录、需求单位、申请日期", i => [i.Item, i.Asker, i.AppliedOn])
        .Changes("grant", "授权", ChangeEffect.Add)
        .Changes("pause", "暂停", ChangeEffect.Suspend)
        .Changes("end", "终止", ChangeEffect.End)
        .MustEnd("授权有时限，请填写最后一天。")
        .Must(
            "answeredOn",
            i => i.AnsweredOn < i.AppliedOn ? "答复日期早于申请日期，请核对。" : null
        )
        .Must("sharedOn", i => i.SharedOn < i.AnsweredOn ? "共享日期早于答复日期，请核对。" : null)
        .Reminded()
        .CountedIn("A9", Standing)
        .Build();
}
