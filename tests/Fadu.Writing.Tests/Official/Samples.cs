using Fadu.Writing.Official;

namespace Fadu.Writing.Tests.Official;

/// <summary>Documents of 云岭县, a county that does not exist.</summary>
internal static class Samples
{
    /// <summary>Three addresses, one without a postcode.</summary>
    public static IReadOnlyList<Envelope> Envelopes { get; } =
    [
        new(
            "云岭县财政局",
            "云岭县云栖镇人民路12号",
            "663500",
            "3120001",
            "云岭县司法局",
            "云司审〔2026〕1号"
        ),
        new(
            "云岭县茶垭镇人民政府",
            "云岭县茶垭镇中心街3号",
            "663507",
            null,
            "云岭县司法局",
            "云司审〔2026〕2号"
        ),
        new("云岭停车服务有限公司", null, null, null, "云岭县司法局", "云司审〔2026〕3号"),
    ];

    internal static readonly FigureBinding Received = new(
        "reconsideration.received",
        "128",
        "2025",
        "云岭县人民政府",
        new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero),
        128
    );

    internal static readonly FigureBinding Reviewed = new(
        "legality.reviewed",
        "86",
        "2025",
        "云岭县人民政府",
        new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero),
        86
    );

    internal static FigureRun ReceivedRun { get; } =
        new(
            "128",
            new Uri("https://fadu.yunling.example/figures/reconsideration.received?period=2025"),
            Received.Token
        );

    internal static FigureRun ReviewedRun { get; } =
        new(
            "86",
            new Uri("https://fadu.yunling.example/figures/legality.reviewed?period=2025"),
            Reviewed.Token
        );

    /// <summary>A report of two pages to the city's government, with everything a document can have.</summary>
    internal static OfficialDocument Report { get; } =
        new()
        {
            Kind = "报告",
            IssuerMark = "云岭县人民政府文件",
            Urgency = "加急",
            Number = "云政报〔2026〕3号",
            Signers = ["石青山"],
            Title = "云岭县人民政府关于2025年度法治政府建设情况的报告",
            Addressees = ["澜山市人民政府"],
            Body =
            [
                new Paragraph(
                    "2025年，我县坚持把法治政府建设摆在全局工作的突出位置，紧扣年度任务清单，逐项压实责任、逐月对账推进，各项工作取得新的进展。现将有关情况报告如下。"
                ),
                new Heading(1, "主要举措和成效"),
                new Heading(2, "健全依法决策机制。")
                {
                    Continues =
                    [
                        "严格落实公众参与、专家论证、风险评估、合法性审查和集体讨论决定程序，全年完成合法性审查",
                        ReviewedRun,
                        "件，未经审查提交讨论的事项为零，所提意见逐条记明采纳情况和理由。",
                    ],
                },
                new Heading(2, "依法化解行政争议。")
                {
                    Continues =
                    [
                        "畅通行政复议申请渠道，全年收到行政复议申请",
                        ReceivedRun,
                        "件，依法受理并按期审结，调解、和解贯穿办案全过程，争议在本级得到实质性化解。",
                    ],
                },
                new Heading(1, "存在的问题和原因"),
                new Paragraph(
                    "一是部分乡镇执法力量与承接事项不相匹配，培训和轮岗跟不上；二是个别部门规范性文件清理不及时，底数不清、更新滞后；三是行政应诉工作中负责人出庭后“出声”的质量还需提高。"
                ),
                new Heading(1, "主要负责人履行推进法治建设第一责任人职责情况"),
                new Paragraph(
                    "县政府主要负责人定期听取法治政府建设工作汇报，对重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办，带头参加学法活动和旁听庭审。"
                ),
                new Heading(1, "下一年度工作安排"),
                new Heading(3, "规范性文件全面清理，")
                {
                    Continues = ["六月底前公布继续有效、废止和失效目录。"],
                },
                new Heading(3, "乡镇执法事项评估，")
                {
                    Continues = ["对接不住、用不上的事项依法调整。"],
                },
                new Paragraph("各单位收件、办结情况见下表。"),
                new Table(
                    [
                        new("单位", 2, Alignment.Left),
                        new("合法性审查", 1, Alignment.Right),
                        new("行政复议", 1, Alignment.Right),
                        new("备注", 1.4),
                    ],
                    [
                        ["县司法局", "52", "128", "含代收申请"],
                        ["青溪镇人民政府", "21", "—", ""],
                        ["白石乡人民政府", "13", "—", ""],
                        [new Cell("合计"), ReviewedRun, ReceivedRun, ""],
                    ]
                )
                {
                    Caption = "2025年法治工作主要数据",
                    Unit = "单位：件",
                },
            ],
            Attachments =
            [
                new("云岭县2026年法治政府建设重点任务分工表"),
                new(
                    "云岭县2025年行政执法事项调整情况",
                    [
                        new Paragraph(
                            "全年调整乡镇行政执法事项六项，其中收回四项、暂缓两项，均已向社会公布。"
                        ),
                    ]
                ),
            ],
            Signature = new Signature("云岭县人民政府", new DateOnly(2026, 1, 5)),
            Note = "联系人：周小满，联系电话：0000-0000000",
            Imprint = new Imprint(
                [
                    "县委办公室",
                    "县人大常委会办公室",
                    "县政协办公室",
                    "县监察委员会",
                    "县人民法院",
                    "县人民检察院",
                ],
                "云岭县人民政府办公室",
                new DateOnly(2026, 1, 6)
            ),
            Figures = [Received, Reviewed],
        };

    /// <summary>A supervision notice: a form without issuer mark.</summary>
    internal static OfficialDocument SupervisionNotice(string organ) =>
        new()
        {
            Kind = "督办单",
            Title = "云岭县法治政府建设工作督办单",
            Subtitle = "（云法督〔2026〕7号）",
            Body =
            [
                new Form([
                    new FormRow([
                        new FormField("承办单位", organ),
                        new FormField("督办日期", "2026年3月2日"),
                    ]),
                    new FormRow("督办事项", "规范性文件清理结果尚未报送"),
                    new FormRow("督办依据", "《云岭县2026年法治政府建设任务清单》第12项"),
                    new FormRow([
                        new FormField("原定时限", "2月28日"),
                        new FormField("办理时限", "3月16日"),
                        new FormField("联系人", "周小满"),
                    ]),
                    new FormRow(
                        "办理要求",
                        "请逐件列明继续有效、废止、失效的文件及理由，于时限前书面反馈。"
                    )
                    {
                        MinHeight = 45,
                    },
                    new FormRow("办理结果", "") { MinHeight = 70 },
                ]),
            ],
            PageNumbers = false,
        };
}
