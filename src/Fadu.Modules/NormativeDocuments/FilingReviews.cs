using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>What departments and townships file.</summary>
public sealed record FilingFacts
{
    [Field("名称", Help = "报备文件的标题，不带书名号。", MaxLength = 150, InList = true)]
    public required string Title { get; init; }

    [Field("文号", MaxLength = 40, Slot = "T1", InList = true)]
    public required string DocumentNumber { get; init; }

    [Field("制定机关")]
    public required Guid Maker { get; init; }

    [Field("制定名义", Choices = [Makers.Department, Makers.Township], Slot = "T2")]
    public required string MakerClass { get; init; }

    [Field("公布日期", Slot = "D1")]
    public required DateOnly PublishedOn { get; init; }
}

/// <summary>What is missing.</summary>
public sealed record FilingMissingInput
{
    [Field("需要补正的", Help = "一次写全，几项用分号分开。", LongText = true)]
    public required IReadOnlyList<string> Missing { get; init; }
}

/// <summary>A problem that the review found.</summary>
public sealed record FilingProblemInput
{
    [Field(
        "问题",
        Choices = ["超越权限", "与上位法不一致", "程序不合法", "明显不当", "格式不规范"],
        Help = "有几个问题的，选列在最前面的一个。"
    )]
    public required string Problem { get; init; }

    [Field("审查意见", Help = "写明条款、问题和依据。", LongText = true, MaxLength = 3000)]
    public required string Opinion { get; init; }

    [Field("要求", Choices = ["自行修改", "自行废止", "责令改正"])]
    public required string Asked { get; init; }
}

/// <summary>What the maker did about it.</summary>
public sealed record FilingCorrectedInput
{
    [Field("处理", Choices = ["已经修改", "已经废止", "不同意，说明理由"])]
    public required string What { get; init; }

    [Field("说明", LongText = true, MaxLength = 2000)]
    public required string Content { get; init; }

    [Field("处理日期")]
    public required DateOnly DoneOn { get; init; }
}

/// <summary>The government annulled it or ordered it changed.</summary>
public sealed record AnnulledInput
{
    [Field("决定的文号", MaxLength = 60)]
    public required string Decision { get; init; }

    [Field("说明", LongText = true, MaxLength = 2000)]
    public required string Content { get; init; }
}

/// <summary>
/// 规范性文件备案审查 (S011): 有件必备、有备必审、有错必纠. A filing cannot be closed unreviewed, nor with a problem that nobody corrected.
/// </summary>
[Carries("S011")]
public static class FilingReviews
{
    public const string Key = "filing-review";

    private static readonly LawRef Notice37 = new("国办发〔2018〕37号");

    // 法规规章备案审查条例第二十五条 leaves the review of what departments and townships issue to provincial rules.
    private static readonly LawRef Ordinance = new("法规规章备案审查条例");
    private static readonly LawRef Provincial = new("本省规定");

    public static readonly Procedure Review = Procedure
        .Named<FilingFacts>(
            Key,
            "规范性文件备案审查（收到报备）",
            "2018",
            Notice37,
            new(2018, 5, 16)
        )
        .Purpose(
            "部门、乡镇制定的行政规范性文件报本级政府备案，先作形式审查，登记以后逐件审查；发现问题的提出审查意见，督促纠正到底。"
        )
        .AnchoredOn("收到报备")
        .OpenedBy(ProcedureRoles.Sender)
        .Material("report", "备案报告", Notice37, ProcedureRoles.Sender)
        .Material("final", "正式文本", Notice37, ProcedureRoles.Sender)
        .Material("explanation", "起草说明", Notice37, ProcedureRoles.Sender)
        .Material("other", "其他材料", null, ProcedureRoles.Sender)
        .Document(
            "opinion",
            "备案审查意见书",
            FilingTexts.Opinion,
            Provincial,
            d =>
                d.Numbered("filing-review", "备审")
                    .SignedBy(ProcedureRoles.ReviewHead)
                    .Served(OwnRule.Basis, ServiceWay.Exchange, ServiceWay.Post)
        )
        .Outcome("clear", "未发现问题", Notice37)
        .Outcome("corrected", "已经纠正", Notice37)
        .Outcome("annulled", "撤销或者责令改正", Ordinance.Art(25))
        .Outcome("not-registered", "不予登记", Provincial)
        .Stage("form", "形式审查", Form)
        .Stage("review", "审查", Reviewing)
        .Stage("correction", "纠正", Correction)
        .Stage("closed", "办结", s => s.After("correction").IsTheEnd())
        .Within(
            "form-check",
            "形式审查",
            TimeLimit.Days(10, Provincial),
            LimitSource.Local,
            c =>
                c.StartsOn("opened")
                    .PausesOn("form.supplement", Provincial)
                    .ResumesOn("form.received")
                    .StopsOn("form.register", "form.refuse")
        )
        .Within(
            "review",
            "审查",
            TimeLimit.Months(3, Provincial),
            LimitSource.Local,
            c =>
                c.StartsOn("form.register")
                    .ExtendedBy("review.extend", TimeLimit.Months(3, Provincial))
                    .StopsOn("review.clear", "review.find")
        )
        .Within(
            "reply",
            "报告处理意见",
            TimeLimit.Days(30, Provincial),
            LimitSource.Local,
            c => c.StartsOn("review.find").StopsOn("correction.reply")
        )
        .Build();

    private static void Form(StageBuilder<FilingFacts> s) =>
        s.By(Provincial)
            .Needs("final", Notice37)
            .Needs("explanation", Notice37)
            .Act(
                "register",
                "予以登记",
                a =>
                    NotOwn(
                            a.By(ProcedureRoles.Reviewer)
                                .Under(Provincial)
                                .Refuses(
                                    f => IsMissing(f),
                                    "要求补正的材料尚未收到，不得登记",
                                    OwnRule.Basis
                                )
                        )
                        .Closes()
            )
            .Act<FilingMissingInput>(
                "supplement",
                "通知补正",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .RefusesInput(
                            f => f.Input.Missing.Count == 0,
                            "通知补正的，应当一次列明",
                            OwnRule.Basis,
                            i => i.Missing
                        )
            )
            .Act(
                "received",
                "收到补正",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Refuses(f => !f.HasNow("form.supplement"), "没有通知补正", OwnRule.Basis)
            )
            .Act<ReasonInput>(
                "refuse",
                "不予登记",
                a =>
                    NotOwn(a.By(ProcedureRoles.ReviewHead).Under(Provincial))
                        .Concludes("not-registered")
                        .Ends()
            );

    // 有错必纠 means little where the maker is its own reviewer: the file goes to another organ that the county names.
    private static ActionBuilder<FilingFacts, TInput> NotOwn<TInput>(
        ActionBuilder<FilingFacts, TInput> a
    )
        where TInput : class =>
        a.Refuses(
            f => f.Who.Organ == f.Facts.Maker,
            "制定机关不得审查自己报备的文件，请移交县政府确定的其他审查机构承办",
            OwnRule.Basis
        );

    private static bool IsMissing(Situation f) =>
        f.HasNow("form.supplement") && !f.HasNow("form.received");

    private static void Reviewing(StageBuilder<FilingFacts> s) =>
        s.By(Notice37)
            .After("form")
            .Decides(("clear", "未发现问题"), ("problem", "发现问题"))
            .Act<PreReviewInput>(
                "clear",
                "未发现问题",
                a =>
                    NotOwn(a.By(ProcedureRoles.Reviewer).Under(Notice37))
                        .Concludes("clear")
                        .Counts(
                            FilingFigures.Reviewed.Code,
                            "审结时计入审结日，同一文号只计一件",
                            dimensions: _ => As("未发现问题"),
                            distinct: f => f.Facts.DocumentNumber
                        )
                        .Closes(_ => "clear")
            )
            .Act<FilingProblemInput>(
                "find",
                "提出审查意见",
                a =>
                    NotOwn(a.By(ProcedureRoles.Reviewer).Under(Notice37))
                        .Produces("opinion")
                        .Counts(
                            FilingFigures.Reviewed.Code,
                            "审结时计入审结日，同一文号只计一件",
                            dimensions: f => As(f.Input.Problem),
                            distinct: f => f.Facts.DocumentNumber
                        )
                        .Counts(
                            FilingFigures.Corrected.Code,
                            "提出纠正时计1件",
                            dimensions: f =>
                                DimensionText.Write([
                                    KeyValuePair.Create("方式", (string?)f.Input.Asked),
                                ])
                        )
                        .Closes(_ => "problem")
            )
            .Act<ReasonInput>(
                "extend",
                "延长审查期限",
                a => a.By(ProcedureRoles.ReviewHead).Repeatable()
            );

    private static string As(string conclusion) =>
        DimensionText.Write([KeyValuePair.Create("结论", (string?)conclusion)]);

    private static void Correction(StageBuilder<FilingFacts> s) =>
        s.By(Notice37)
            .After("review")
            .SkippedWhen(f => f.ResultOf("review") == "clear", "没有发现需要纠正的问题", Notice37)
            .Act<FilingCorrectedInput>(
                "reply",
                "报告处理情况",
                a =>
                    a.By(ProcedureRoles.Sender)
                        .Under(Provincial)
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.DoneOn > f.Day,
                            "处理以后才能报告",
                            OwnRule.Basis,
                            i => i.DoneOn
                        )
            )
            .Act(
                "accept",
                "确认纠正",
                a =>
                    a.By(ProcedureRoles.ReviewHead)
                        .Under(Notice37)
                        .Refuses(
                            f =>
                                f.Last<FilingCorrectedInput>("correction.reply")?.What
                                    is not ("已经修改" or "已经废止"),
                            "制定机关还没有修改或者废止，有错必纠，不得办结",
                            Notice37
                        )
                        .Concludes("corrected")
                        .Closes()
            )
            .Act<AnnulledInput>(
                "annul",
                "登记撤销、责令改正的决定",
                a =>
                    a.By(ProcedureRoles.ReviewHead)
                        .Under(Ordinance.Art(25))
                        .Concludes("annulled")
                        .Closes()
            );
}

internal static class FilingTexts
{
    public const string Opinion = """
        标题：关于《{{名称}}》的备案审查意见
        主送：{{主送单位}}
        你单位报备的《{{名称}}》（{{文号}}）收悉。经审查，存在{{本次.问题}}的问题：
        {{本次.审查意见}}
        请你单位{{本次.要求}}，并报告处理情况。
        """;
}
