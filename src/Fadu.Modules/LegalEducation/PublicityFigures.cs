using Fadu.Core.Figures;

namespace Fadu.Modules.LegalEducation;

/// <summary>普法 and 学法, as in the catalogue.</summary>
public static class PublicityFigures
{
    public static readonly Figure Events = new(
        "PublicityEvents",
        "普法.场次",
        "场次",
        Fold.Sum,
        "普法活动的场次之和，按活动日期计；联办活动只由主办单位计一次。批次按登记的场次计。"
    )
    {
        CountedFrom = "普法活动",
        Dimensions = ["场所", "形式", "对象", "专项"],
        Section = "A8",
        AcceptsTotals = true,
    };

    public static readonly Figure Households = new(
        "PublicityHouseholds",
        "普法.入户",
        "户",
        Fold.Sum,
        "入户普法走访的户数之和，按活动日期计；同一户多次走访计多次。"
    )
    {
        CountedFrom = "普法活动",
        Dimensions = ["专项"],
        Section = "A8",
        AcceptsTotals = true,
    };

    public static readonly Figure Attendance = new(
        "PublicityAttendance",
        "普法.受众",
        "人次",
        Fold.Sum,
        "普法活动受众人次之和，按活动日期计，每场以主办单位登记的一个数为准。人次可以相加，不等于人数。"
    )
    {
        CountedFrom = "普法活动",
        Dimensions = ["场所", "对象", "专项"],
        Section = "A8",
        AcceptsTotals = true,
    };

    public static readonly Figure Products = new(
        "PublicityProducts",
        "普法.产品",
        "件",
        Fold.Sum,
        "普法活动中制作、发放的普法产品数量之和，按活动日期计，按产品种类分列；单位随种类（篇、份、块、条、册）。"
    )
    {
        CountedFrom = "普法活动",
        Dimensions = ["产品", "专项"],
        Section = "A8",
        AcceptsTotals = true,
    };

    public static readonly Figure Programmes = new(
        "MediaProgrammes",
        "普法.媒体节目",
        "期",
        Fold.Sum,
        "形式为“媒体节目”的普法活动场次之和，按播出日期计。"
    )
    {
        CountedFrom = "普法活动",
        Section = "A8",
        AcceptsTotals = true,
    };

    public static readonly Figure Schools = new(
        "SchoolsReached",
        "普法.学校",
        "所",
        Fold.Distinct,
        "在学校举办过普法活动的不同学校数，按活动日期计；同一学校一个期间只计一所，不同单位、不同期间之间不能相加。"
    )
    {
        CountedFrom = "普法活动",
        Dimensions = ["专项"],
        Section = "A8",
        AcceptsTotals = true,
    };
}

/// <summary>学法 of leaders and organs.</summary>
public static class StudyFigures
{
    public static readonly Figure PreMeeting = Study(
        "PreMeetingStudy",
        "学法.会前学法",
        "次",
        "会前学法"
    );

    public static readonly Figure Collective = Study(
        "CollectiveStudy",
        "学法.集中学习",
        "次",
        "集中学习"
    );

    public static readonly Figure Lectures = Study(
        "LegalLectures",
        "学法.专题讲座",
        "期",
        "法治专题讲座"
    );

    public static readonly Figure PartyGroup = Study(
        "PartyGroupStudy",
        "学法.中心组专题",
        "次",
        "理论学习中心组专题"
    );

    public static readonly Figure Expected = new(
        "StudyExpected",
        "学法.应到人次",
        "人次",
        Fold.Sum,
        "各次学法应到人数之和，按学习日期计；是出席率的分母。"
    )
    {
        CountedFrom = "会前学法与集中学法",
        Dimensions = ["主体层级"],
        Section = "A8",
    };

    public static readonly Figure Attended = new(
        "StudyAttended",
        "学法.实到人次",
        "人次",
        Fold.Sum,
        "各次学法实到人数之和，按学习日期计；是出席率的分子。"
    )
    {
        CountedFrom = "会前学法与集中学法",
        Dimensions = ["主体层级"],
        Section = "A8",
    };

    public static readonly Figure AttendanceRate = new(
        "StudyAttendanceRate",
        "学法.出席率",
        "%",
        Fold.Ratio,
        "实到人次 ÷ 应到人次，同一范围、同一期间。"
    )
    {
        Numerator = Attended,
        Denominator = Expected,
        WhenEmpty = "没有学法记录",
        Dimensions = ["主体层级"],
        Section = "A8",
    };

    private static Figure Study(string code, string name, string unit, string kind) =>
        new(
            code,
            name,
            unit,
            Fold.Count,
            $"形式为“{kind}”的学法次数，按学习日期计；一次会议无论学几部法计一次，联合举办的由牵头一方计一次。"
        )
        {
            CountedFrom = "会前学法与集中学法",
            Dimensions = ["主体层级"],
            Section = "A8",
            AcceptsTotals = true,
        };
}
