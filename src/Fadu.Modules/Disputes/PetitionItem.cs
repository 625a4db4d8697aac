using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Disputes;

/// <summary>信访 figures that petitions feed. What rose (S132) is seen by topic, place and organ, never by person.</summary>
[Carries("S132")]
public static class PetitionFigures
{
    private static readonly FigureSet Set = new("信访事项", "A6");

    public static readonly Figure Received = Set.Sum(
        "PetitionsReceived",
        "信访.收到",
        "件次",
        "收到的信访件次，按收到日期计；同一件事重复信访的每次都计。",
        "形式",
        "分类",
        "领域",
        "初重",
        "属地"
    ) with
    {
        IsWatched = true,
    };

    public static readonly Figure Accepted = Set.Sum(
        "PetitionsAccepted",
        "信访.受理",
        "件",
        "责任单位受理的信访件数，按受理日期计。"
    );

    public static readonly Figure NoticesDue = Due(
        "PetitionNoticesDue",
        "信访.应告知",
        "收到之日起十五日的告知期限落在期间内的信访件数。"
    );

    public static readonly Figure NoticesInTime = Due(
        "PetitionNoticesInTime",
        "信访.按期告知",
        "告知期限落在期间内、在期限当日或者之前告知的信访件数。"
    );

    public static readonly Figure NoticeRate = Set.Rate(
        "PetitionNoticeRate",
        "信访.及时受理率",
        "告知期限落在期间内的信访件中，按期告知的所占比例。",
        NoticesInTime,
        NoticesDue,
        "没有到期应告知的信访件"
    );

    public static readonly Figure AnswersDue = Due(
        "PetitionAnswersDue",
        "信访.应答复",
        "答复期限（含延长）落在期间内的信访件数。"
    );

    public static readonly Figure AnswersInTime = Due(
        "PetitionAnswersInTime",
        "信访.按期答复",
        "答复期限落在期间内、在期限当日或者之前答复的信访件数。"
    );

    public static readonly Figure OnTimeRate = Set.Rate(
        "PetitionOnTimeRate",
        "信访.按期办结率",
        "答复期限落在期间内的信访件中，按期答复的所占比例。",
        AnswersInTime,
        AnswersDue,
        "没有到期应答复的信访件"
    );

    public static readonly Figure Rated = Set.Count(
        "PetitionsRated",
        "信访.评价",
        "次",
        "信访人作出评价的次数，按答复日期计；对信访部门和对责任单位的分开看。",
        "对象"
    );

    public static readonly Figure Satisfied = Set.Count(
        "PetitionsSatisfied",
        "信访.满意评价",
        "次",
        "评价为满意、基本满意的次数，按答复日期计。",
        "对象"
    );

    public static readonly Figure ToRate = Set.Count(
        "PetitionsOpenForRating",
        "信访.可评价",
        "次",
        "已经答复、可以评价的次数，按答复日期计；一件对信访部门和责任单位各计一次。",
        "对象"
    );

    public static readonly Figure Satisfaction = Set.Rate(
        "PetitionSatisfaction",
        "信访.满意率",
        "作出评价的信访件中，满意和基本满意的所占比例；与参评率一起看。",
        Satisfied,
        Rated,
        "没有评价"
    );

    public static readonly Figure RatingRate = Set.Rate(
        "PetitionRatingRate",
        "信访.参评率",
        "可以评价的信访件中，作出评价的所占比例。",
        Rated,
        ToRate,
        "没有可评价的信访件"
    );

    public static readonly Figure Repeated = Set.In("B")
        .Count("PetitionsRepeated", "信访.重复", "件次", "重复信访的件次，按收到日期计。", "领域");

    public static readonly Figure RepeatRate = Set.In("B")
        .Rate(
            "PetitionRepeatRate",
            "信访.重复率",
            "收到的信访件次中，重复信访的所占比例。",
            Repeated,
            Received,
            "没有收到信访"
        );

    public static readonly Figure First = Set.Count(
        "PetitionsFirst",
        "信访.初次",
        "件",
        "初次信访的件数，按收到日期计。",
        "领域"
    );

    public static readonly Figure Settled = Set.Count(
        "PetitionsSettled",
        "信访.化解",
        "件",
        "期间内收到的初次信访中，信访人签字或者确认已经化解的件数，按收到日期计，状态到数据截止日。",
        "领域"
    );

    public static readonly Figure SettledRate = Set.Rate(
        "PetitionSettledRate",
        "信访.化解率",
        "期间内收到的初次信访中，经信访人确认化解的所占比例，状态到数据截止日。",
        Settled,
        First,
        "没有初次信访"
    );

    public static readonly Figure Claims = Set.Details.Count(
        "PetitionClaims",
        "信访.申诉求决",
        "件",
        "分类为申诉求决的件数，按收到日期计。",
        "途径"
    );

    public static readonly Figure Routed = Set.Details.Count(
        "PetitionsRouted",
        "信访.导入法定途径",
        "件",
        "申诉求决中导入行政复议、裁决、仲裁、诉讼等法定途径的件数，按收到日期计。",
        "途径"
    );

    public static readonly Figure RoutedRate = Set.Details.Rate(
        "PetitionRoutedRate",
        "信访.导入率",
        "申诉求决中导入信访程序以外的法定途径的所占比例。",
        Routed,
        Claims,
        "没有申诉求决"
    );

    private static Figure Due(string code, string name, string definition) =>
        Set.Count(code, name, "件", definition) with
        {
            OnlyPassed = true,
        };
}

/// <summary>信访事项 (S131, S132): one registered petition, or a total. No petitioner is in it.</summary>
public sealed record PetitionItem : LedgerRecord
{
    internal const string Claim = "申诉求决";
    internal const string Procedure = "信访程序";

    [Field("信访件编号", Slot = "T1", MaxLength = 60, InList = true)]
    [RequiredIf(nameof(Form), "明细")]
    public string? PetitionNo { get; init; }

    [Field("形式", Slot = "T2", InList = true, Choices = ["来信", "来访", "网上", "来电", "视频"])]
    public required string Channel { get; init; }

    [Field("初重", Slot = "T3", Choices = ["初次", "重复"])]
    [RequiredIf(nameof(Form), "明细")]
    public string? First { get; init; }

    [Field("初次件编号", MaxLength = 60, Help = "重复信访的，写初次件的编号。")]
    [RequiredIf(nameof(First), "重复")]
    public string? SameMatter { get; init; }

    [Field("人数", Slot = "N1", Max = 100_000, Unit = "人", Help = "五人以上为集体访。")]
    public long? People { get; init; }

    [Field("分类", Slot = "T4", InList = true, Choices = ["建议意见", "检举控告", Claim])]
    [RequiredIf(nameof(Form), "明细")]
    public string? Category { get; init; }

    [Field(
        "法定途径",
        Slot = "T5",
        Choices = [
            Procedure,
            "行政复议",
            "行政裁决",
            "行政确认或处理",
            "仲裁",
            "诉讼",
            "纪检监察",
            "其他",
        ]
    )]
    [RequiredIf(nameof(Category), Claim)]
    public string? Route { get; init; }

    [Field("领域", Slot = "T6", MaxLength = 40, InList = true)]
    public required string Topic { get; init; }

    [Field("属地", Slot = "T7", MaxLength = 40)]
    public string? Town { get; init; }

    [Field("收到日期", Slot = "D1", InList = true)]
    [RequiredIf(nameof(Form), "明细")]
    public DateOnly? ReceivedOn { get; init; }

    [Field("转交日期")]
    public DateOnly? TransferredOn { get; init; }

    // 信访工作条例第二十三条第二款、第三款: 自收到之日起15日内书面告知
    [Field("告知日期", Help = "收到之日起十五日内书面告知。")]
    public DateOnly? NoticeOn { get; init; }

    [Field("受理日期", Slot = "D2")]
    public DateOnly? AcceptedOn { get; init; }

    // 信访工作条例第三十四条: 受理之日起60日内办结，经批准可延长不超过30日
    [Field(
        "答复期限",
        Slot = "D3",
        Future = true,
        Help = "受理之日起六十日，经批准可以延长，不超过三十日。"
    )]
    public DateOnly? DueOn { get; init; }

    [Field("答复日期", Slot = "D4")]
    public DateOnly? AnsweredOn { get; init; }

    [Field("处理意见", Choices = ["支持", "解释说明", "不予支持"])]
    public string? Opinion { get; init; }

    [Field("后续", Choices = ["无", "复查", "复核", "终结"])]
    public string? Stage { get; init; }

    [Field("化解", Slot = "N2", Help = "信访人签字或者确认的才选“是”。")]
    [RequiredIf(nameof(Form), "明细")]
    public bool? Settled { get; init; }

    [Field("对信访部门评价", Choices = ["满意", "基本满意", "不满意", "未评价"])]
    public string? RatingBureau { get; init; }

    [Field("对责任单位评价", Choices = ["满意", "基本满意", "不满意", "未评价"])]
    public string? RatingHandler { get; init; }

    [Field("收到件次", Slot = "N3", Max = 1_000_000, Unit = "件次", Total = true, InList = true)]
    [RequiredIf(nameof(Form), "总数")]
    public long? Received { get; init; }

    [Field("受理件数", Slot = "N4", Max = 1_000_000, Unit = "件", Total = true)]
    public long? Accepted { get; init; }

    internal bool IsDetail => Form != LineForm.Total;
}

internal static class PetitionItems
{
    public static readonly Ledger<PetitionItem> Ledger = Ledger<PetitionItem>
        .Define("petition-item", "信访事项", "S131")
        .For(
            "信访事项的期限、评价和化解，一次信访登记一条，只能取得总数的报总数；不导入信访人的任何信息。",
            "信访部门从国家信访信息系统导入。"
        )
        .OrganIs("责任单位", "有权处理的单位。")
        .OnDay(nameof(PetitionItem.ReceivedOn))
        .Takes(LineForm.Detail, LineForm.Total)
        .TotalsBy("形式、领域", p => [p.Channel, p.Topic])
        .StepByStep()
        .Titled(p =>
            p.IsDetail
                ? $"{p.Topic}（{p.Channel} {p.PetitionNo}）"
                : $"{p.Channel} {p.Topic} {p.PeriodName()}"
        )
        .Keyed(
            "信访件编号；总数看单位、形式、领域和期间",
            p => p.IsDetail ? [p.PetitionNo] : [p.Organ, p.Channel, p.Topic, p.PeriodFrom]
        )
        .Must(
            nameof(PetitionItem.People),
            p =>
                p is { IsDetail: true, Channel: "来访", People: null } ? "来访的请填写人数。" : null
        )
        .Must(
            nameof(PetitionItem.AcceptedOn),
            p => p.AcceptedOn < p.ReceivedOn ? "受理早于收到，请核对。" : null
        )
        .Must(
            nameof(PetitionItem.DueOn),
            p => p is { AcceptedOn: not null, DueOn: null } ? "已经受理的，请填写答复期限。" : null
        )
        .Must(
            nameof(PetitionItem.AnsweredOn),
            p =>
                p.AnsweredOn < p.ReceivedOn ? "答复早于收到，请核对。"
                : p is { AnsweredOn: not null, Opinion: null, Category: PetitionItem.Claim }
                    ? "已经答复的，请在“处理意见”选择。"
                : null
        )
        .AtMost(
            "受理件数 ≤ 收到件次",
            nameof(PetitionItem.Accepted),
            p => p.Accepted,
            p => p.Received
        )
        .Proof(EvidenceRule.None, "平台记录即可。")
        .Feeds(
            PetitionFigures.Received,
            "明细计 1 件次，总数计收到件次",
            p => p.IsDetail ? 1 : p.Received,
            dimensions: p =>
                [
                    ("形式", p.Channel),
                    ("分类", p.Category),
                    ("领域", p.Topic),
                    ("初重", p.First),
                    ("属地", p.Town),
                ]
        )
        .Feeds(
            PetitionFigures.Accepted,
            "明细按受理日期计 1 件，总数计受理件数",
            p => p.IsDetail ? 1 : p.Accepted,
            by: p => p.IsDetail ? p.AcceptedOn : p.PeriodTo
        )
        .Feeds(PetitionFigures.NoticesDue, "明细，按收到以后第十五日，计 1 件", by: NoticeDue)
        .Feeds(
            PetitionFigures.NoticesInTime,
            "明细、十五日内告知的，按收到以后第十五日，计 1 件",
            when: p => p.NoticeOn <= NoticeDue(p),
            by: NoticeDue
        )
        .Feeds(PetitionFigures.AnswersDue, "明细，按答复期限，计 1 件", by: p => p.DueOn)
        .Feeds(
            PetitionFigures.AnswersInTime,
            "明细、按期答复的，按答复期限，计 1 件",
            when: p => p.AnsweredOn <= p.DueOn,
            by: p => p.DueOn
        )
        .Feeds(
            PetitionFigures.ToRate,
            "已答复的，按答复日期，对信访部门计 1 次",
            by: p => p.AnsweredOn,
            dimensions: Bureau
        )
        .Feeds(
            PetitionFigures.ToRate,
            "已答复的，按答复日期，对责任单位计 1 次",
            by: p => p.AnsweredOn,
            dimensions: Handler
        )
        .Feeds(
            PetitionFigures.Rated,
            "对信访部门作出评价的，按答复日期，计 1 次",
            when: p => p.RatingBureau is not (null or "未评价"),
            by: p => p.AnsweredOn,
            dimensions: Bureau
        )
        .Feeds(
            PetitionFigures.Rated,
            "对责任单位作出评价的，按答复日期，计 1 次",
            when: p => p.RatingHandler is not (null or "未评价"),
            by: p => p.AnsweredOn,
            dimensions: Handler
        )
        .Feeds(
            PetitionFigures.Satisfied,
            "对信访部门满意、基本满意的，按答复日期，计 1 次",
            when: p => p.RatingBureau is "满意" or "基本满意",
            by: p => p.AnsweredOn,
            dimensions: Bureau
        )
        .Feeds(
            PetitionFigures.Satisfied,
            "对责任单位满意、基本满意的，按答复日期，计 1 次",
            when: p => p.RatingHandler is "满意" or "基本满意",
            by: p => p.AnsweredOn,
            dimensions: Handler
        )
        .Feeds(
            PetitionFigures.Repeated,
            "重复的，按收到日期，计 1 件次",
            when: p => p.First == "重复",
            dimensions: Topic
        )
        .Feeds(
            PetitionFigures.First,
            "初次的，按收到日期，计 1 件",
            when: p => p.First == "初次",
            dimensions: Topic
        )
        .Feeds(
            PetitionFigures.Settled,
            "初次并化解的，按收到日期，计 1 件",
            when: p => p is { First: "初次", Settled: true },
            dimensions: Topic
        )
        .Feeds(
            PetitionFigures.Claims,
            "申诉求决，按收到日期，计 1 件",
            when: p => p.Category == PetitionItem.Claim,
            dimensions: Route
        )
        .Feeds(
            PetitionFigures.Routed,
            "申诉求决、不走信访程序的，按收到日期，计 1 件",
            when: p =>
                p.Category == PetitionItem.Claim && p.Route is not (null or PetitionItem.Procedure),
            dimensions: Route
        )
        .Build();

    private static DateOnly? NoticeDue(PetitionItem p) => p.ReceivedOn?.AddDays(15);

    private static IEnumerable<(string, string?)> Topic(PetitionItem p) => [("领域", p.Topic)];

    private static IEnumerable<(string, string?)> Route(PetitionItem p) => [("途径", p.Route)];

    private static IEnumerable<(string, string?)> Bureau(PetitionItem p) => [("对象", "信访部门")];

    private static IEnumerable<(string, string?)> Handler(PetitionItem p) => [("对象", "责任单位")];
}
