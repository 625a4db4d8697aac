using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.LegalEducation;

/// <summary>普法活动 (S146): one event, or a month of like events in one place.</summary>
public sealed record PublicityEvent : LedgerRecord
{
    [Field("名称", Slot = "T1", MaxLength = 100, InList = true)]
    public required string Title { get; init; }

    [Field(
        "日期",
        Slot = "D1",
        Help = "活动举办的那一天；批次填当月最后一场的日期。",
        InList = true
    )]
    public required DateOnly HeldOn { get; init; }

    [Field("联办单位", Help = "一场活动只由主办单位登记一条，联办单位写在这里。")]
    public IReadOnlyList<Guid>? CoOrgans { get; init; }

    [Field(
        "场所",
        Slot = "T2",
        InList = true,
        Choices = [
            "农村社区",
            "集市",
            "入户",
            "学校",
            "企业",
            "机关",
            "社区矫正场所",
            "宗教场所",
            "广场公园",
            "车站卡点",
            "劳务场所",
            "网络与新媒体",
            "其他",
        ]
    )]
    public required string Venue { get; init; }

    [Field(
        "地点",
        Slot = "T3",
        MaxLength = 100,
        Help = "学校、村（社区）、企业等的名称，每次写法要一致。"
    )]
    [RequiredIf(nameof(Venue), "网络与新媒体", Unless = true)]
    public string? Place { get; init; }

    [Field(
        "形式",
        Slot = "T4",
        InList = true,
        Help = "一场只选主要的一种。",
        Choices = [
            "集中宣传",
            "专题讲座",
            "现场教育",
            "主题班会",
            "专题培训",
            "文艺演出",
            "演讲比赛",
            "板报评比",
            "家长课堂",
            "宣讲",
            "旁听庭审",
            "媒体节目",
            "作品征集",
            "材料发放",
        ]
    )]
    public required string Activity { get; init; }

    [Field(
        "对象",
        Slot = "T5",
        InList = true,
        Choices = [
            "群众",
            "学生",
            "教师",
            "家长",
            "企业职工",
            "外出务工人员",
            "国家工作人员",
            "社区矫正对象",
            "综合",
        ]
    )]
    public required string Audience { get; init; }

    [Field(
        "专项",
        Slot = "T6",
        Help = "属于某个专项的选一个。",
        Choices = [
            "平安家庭",
            "平安成长",
            "平安务工",
            "送法进学校",
            "法治教育结对",
            "宪法宣传周",
            "民法典宣传月",
            "习近平法治思想宣讲",
            "其他专项",
        ]
    )]
    public string? Campaign { get; init; }

    [Field(
        "场次",
        Slot = "N1",
        Min = 1,
        Max = 1000,
        Unit = "场",
        Total = true,
        Help = "明细为 1；批次写合计场次。"
    )]
    public required long Sessions { get; init; }

    [Field("入户数", Slot = "N2", Max = 100_000, Unit = "户", Total = true)]
    [RequiredIf(nameof(Venue), "入户")]
    public long? Households { get; init; }

    [Field(
        "受众人次",
        Slot = "N3",
        Max = 10_000_000,
        Unit = "人次",
        Total = true,
        InList = true,
        Help = "一场一个数，以主办单位为准；发放材料的份数写在“产品”里。"
    )]
    public required long Attendance { get; init; }

    [Field(
        "产品",
        Choices = [
            "版面",
            "条幅",
            "宣传材料",
            "法律书籍",
            "作文",
            "心得体会",
            "手抄报",
            "文章",
            "音视频",
        ]
    )]
    public IReadOnlyList<Tally>? Products { get; init; }
}

internal static class PublicityEvents
{
    public static readonly Ledger<PublicityEvent> Ledger = Ledger<PublicityEvent>
        .Define("publicity-event", "普法活动", "S146")
        .For(
            "普法宣传活动和产品，办一场登记一条。",
            "主办单位、乡镇、学校主管部门登记；学校可以按月登记批次。"
        )
        .OrganIs("主办单位", "几个单位联办的，由主办单位登记一条。")
        .OnDay(nameof(PublicityEvent.HeldOn))
        .Takes(LineForm.Detail, LineForm.Batch)
        .Titled(e => e.Title)
        .Keyed(
            "同一单位、同一天、同一地点、同一形式、同一名称",
            e => [e.Organ, e.HeldOn, e.Place, e.Activity, e.Title]
        )
        // One event that two organs enter would be counted twice; those who entered it decide (co-organised: 主办口径).
        .Near(
            "同一天、同一地点已有活动登记，是否同一活动？",
            e => e.Place is null ? null : [e.HeldOn, e.Place]
        )
        .Must(
            nameof(PublicityEvent.Sessions),
            e =>
                e.Form == LineForm.Detail && e.Sessions != 1
                    ? "一条明细是一场；同日同地多场请把“条目形态”改为批次。"
                    : null
        )
        .Must(
            nameof(PublicityEvent.CoOrgans),
            e => e.CoOrgans?.Contains(e.Organ) == true ? "联办单位里不要再写主办单位。" : null
        )
        .Proof(
            EvidenceRule.Optional,
            "照片或者通知一份即可；批次不需要。不要上传能认出未成年人的照片。"
        )
        .Owed(
            Rhythm.Quarterly,
            o => o.Kind is OrganKind.Department or OrganKind.Township or OrganKind.Subdistrict
        )
        .Feeds(
            PublicityFigures.Events,
            "按日期，计场次",
            e => e.Sessions,
            dimensions: e =>
                [
                    ("场所", e.Venue),
                    ("形式", e.Activity),
                    ("对象", e.Audience),
                    ("专项", e.Campaign),
                ]
        )
        .Feeds(
            PublicityFigures.Households,
            "按日期，计入户数",
            e => e.Households,
            dimensions: e => [("专项", e.Campaign)]
        )
        .Feeds(
            PublicityFigures.Attendance,
            "按日期，计受众人次",
            e => e.Attendance,
            dimensions: e => [("场所", e.Venue), ("对象", e.Audience), ("专项", e.Campaign)]
        )
        .FeedsEach(
            PublicityFigures.Products,
            "按日期，计各类产品的数量",
            e =>
                (e.Products ?? []).Select(p =>
                    (
                        (decimal)p.Quantity,
                        new (string, string?)[] { ("产品", p.Kind), ("专项", e.Campaign) }
                    )
                )
        )
        .Feeds(
            PublicityFigures.Programmes,
            "形式为“媒体节目”的，按日期，计场次",
            e => e.Sessions,
            when: e => e.Activity == "媒体节目"
        )
        .Feeds(
            PublicityFigures.Schools,
            "场所为“学校”的，按日期，不同地点计一所",
            when: e => e.Venue == "学校",
            dimensions: e => [("专项", e.Campaign)],
            distinct: e => e.Place
        )
        .Build();
}
