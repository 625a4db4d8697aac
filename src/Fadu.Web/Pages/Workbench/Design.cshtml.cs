using System.ComponentModel.DataAnnotations;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Pages.Workbench;

/// <summary>The kit: every part that pages are made of, with how it is written. All data is of the fictional 云岭县.</summary>
[SignedIn]
public sealed class DesignModel(TimeProvider time) : PageModel
{
    /// <summary>What the example form asks.</summary>
    public sealed class OpeningInput
    {
        [Display(Name = "决策事项名称", Description = "写明做什么，不写“关于……的请示”")]
        [Required(ErrorMessage = "请填写决策事项名称")]
        [StringLength(80, ErrorMessage = "决策事项名称最多 80 字")]
        public string? Title { get; set; }

        [Display(Name = "拟定日期")]
        [Required(ErrorMessage = "请选择拟定日期")]
        public DateOnly? Day { get; set; }

        [Display(Name = "公开征求意见的方式", Description = "不少于一种；期限自公布次日起算")]
        [DataType(DataType.MultilineText)]
        public string? Way { get; set; }
    }

    /// <summary>The example form.</summary>
    [BindProperty]
    public OpeningInput Input { get; set; } = new();

    /// <summary>Today in the county, so that the examples are never all late.</summary>
    public DateOnly Today { get; } = Core.FaduTime.Today(time);

    /// <summary>Fields that are not bound to a model.</summary>
    public IReadOnlyList<FieldView> Fields { get; } =
    [
        new("lead", "承办单位", FieldKind.Organ)
        {
            Required = true,
            Options = Organs,
            Help = "输入一两个字即可选取",
            Article = "重大行政决策程序暂行条例第十条",
        },
        new("others", "配合单位", FieldKind.Organs) { Options = Organs },
        new("kind", "事项类别", FieldKind.Choice)
        {
            Required = true,
            Options =
            [
                new("plan", "规划", "经济和社会发展等方面的重要规划"),
                new("policy", "政策措施", "公共服务、市场监管、社会管理、环境保护等"),
                new("project", "重大公共建设项目"),
            ],
        },
        new("ways", "公众参与的方式", FieldKind.MultiChoice)
        {
            Values = ["web"],
            Options =
            [
                new("web", "网上征求"),
                new("hearing", "听证会"),
                new("talk", "座谈会"),
                new("survey", "问卷"),
                new("visit", "实地走访"),
            ],
        },
        new("money", "预算", FieldKind.Money)
        {
            Unit = "元",
            Error = "“三百万”不是金额，请写数字，如 3000000.00",
            Value = "三百万",
            Required = true,
        },
        new("files", "决策草案", FieldKind.File)
        {
            Accept = ".docx,.pdf",
            Multiple = true,
            Required = true,
            Help = "docx 或 pdf，单个不超过 30 MB",
        },
        new("secret", "不含国家秘密", FieldKind.YesNo)
        {
            Required = true,
            Unit = "我已核对，本件不含国家秘密",
        },
    ];

    /// <summary>What the example list can be narrowed down by.</summary>
    public IReadOnlyList<FieldView> Filters { get; } =
    [
        new("q", "名称或文号"),
        new("organ", "牵头单位", FieldKind.Choice) { Options = Organs },
        new("state", "状态", FieldKind.Choice)
        {
            Options =
            [
                new("late", "逾期"),
                new("soon", "七日内到期"),
                new("open", "在办"),
                new("done", "办结"),
            ],
        },
    ];

    private static IReadOnlyList<Choice> Organs { get; } =
    [
        .. new[]
        {
            "县司法局",
            "县交通运输局",
            "县住建局",
            "县市场监管局",
            "县应急局",
            "县政府办",
            "青石镇",
            "白水镇",
        }.Select(o => new Choice(o, o)),
    ];

    /// <summary>A procedure half way.</summary>
    public IReadOnlyList<Step> Steps { get; } =
    [
        new("启动", StepState.Done),
        new("拟订草案", StepState.Done),
        new("公众参与", StepState.Current, "还有 12 天"),
        new("专家论证"),
        new("风险评估", StepState.Skipped),
        new("公平竞争审查"),
        new("合法性审查"),
        new("集体讨论"),
        new("公布"),
        new("归档"),
    ];

    /// <summary>A list.</summary>
    public DataTable Tasks =>
        new(
            [
                new("任务", "name", IsName: true),
                new("牵头"),
                new("应于", "due"),
                new("状态"),
                new("材料", Numeric: true),
            ],
            [
                Line("公布证明事项清单", "县司法局", -123, 4, Tone.Late),
                Line("乡镇政务公开标准全覆盖", "县政府办", -61, 12, Tone.Late),
                Line("监管平台数据联通", "县市场监管局", 0, 2, Tone.Soon),
                Line("裁量权基准公布", "县住建局", 5, 7, Tone.Soon),
                Line("应急预案修订与桌面推演", "县应急局", 63, 1, Tone.Plain),
            ]
        )
        {
            Id = "tasks",
            Caption = "任务",
            DefaultSort = "due",
            PickName = "pick",
            PickForm = "bulk",
        };

    private Row Line(string name, string organ, int days, int files, Tone tone) =>
        new([
            Cell.Text(name, "#table"),
            organ,
            Cell.Day(Today.AddDays(days)),
            Cell.Due(Today.AddDays(days), Today, withDay: false),
            Cell.Number(files, "#table"),
        ])
        {
            Tone = tone,
            Id = name,
        };

    /// <summary>What has happened.</summary>
    public IReadOnlyList<TimelineEntry> Entries { get; } =
    [
        new("公布征求意见公告", "县交通运输局 李宁", new(2026, 9, 3, 1, 12, 0, TimeSpan.Zero))
        {
            Text = "门户、县政府公报；征求至 2026-10-08",
            Article = "暂行条例第十五条",
            Tone = Tone.Now,
        },
        new("听取人大代表意见", "县交通运输局 李宁", new(2026, 9, 2, 7, 30, 0, TimeSpan.Zero))
        {
            LegalDay = new(2026, 8, 29),
            Text = "座谈记录补录，原件随附",
        },
        new("草案第 3 版", "县交通运输局 李宁", new(2026, 8, 28, 3, 5, 0, TimeSpan.Zero)),
        new("启动决定", "县政府办", new(2026, 8, 20, 2, 0, 0, TimeSpan.Zero)) { Tone = Tone.Ok },
    ];

    /// <summary>A due day.</summary>
    public WhyThisDay Why { get; } =
        new(
            "公开征求意见",
            new(2026, 10, 8),
            [
                "2026-09-03 公布，当日不计，自 9 月 4 日起算",
                "第 30 日为 2026-10-03，在国庆节放假期间（10 月 1 日至 7 日）",
                "届满日逢休息日，顺延至其后第一个工作日：2026-10-08",
            ],
            [
                .. Enumerable
                    .Range(0, 36)
                    .Select(i => new DateOnly(2026, 9, 3).AddDays(i))
                    .Select(day => new StripDay(
                        day,
                        day.DayNumber switch
                        {
                            var n when n == new DateOnly(2026, 9, 3).DayNumber => StripKind.First,
                            var n when n == new DateOnly(2026, 10, 8).DayNumber => StripKind.Last,
                            var n when n == new DateOnly(2026, 9, 20).DayNumber => StripKind.MakeUp,
                            var n when n >= new DateOnly(2026, 10, 1).DayNumber => StripKind.Rest,
                            _ when day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday =>
                                StripKind.Rest,
                            _ => StripKind.Counted,
                        },
                        day.Month == 10 && day.Day < 8 ? "国庆节" : null
                    )),
            ]
        )
        {
            Remaining = "还有 12 天",
            Limit = "不少于 30 日",
            Article = "暂行条例第十五条",
            CalendarHref = "#why",
        };

    /// <summary>Figures.</summary>
    public IReadOnlyList<FigureCard> Figures { get; } =
    [
        new("行政复议 受理", "74", "#figures")
        {
            Unit = "件",
            Denominator = "2026 年 1–10 月",
            Comparison = "比去年同期 +25",
            Series = [3, 4, 4, 6, 5, 8, 8, 10, 12, 14],
            DefinitionHref = "#figures",
        },
        new("直接纠错率", "17.57%", "#figures")
        {
            Denominator = "13 / 74 · 分母：审结",
            Comparison = "比去年同期 −1.20 个百分点",
            Series = [22, 20, 21, 19, 20, 18, 18, 17, 18, 17.57m],
            DefinitionHref = "#figures",
        },
        new("负责人出庭应诉率", "100%", "#figures")
        {
            Denominator = "21 / 21 · 分母：应出庭",
            Comparison = "与去年持平",
            Series = [100, 100, 100, 100, 100, 100],
            Tone = Tone.Ok,
        },
        new("合法性审查 按期", "91.4%", "#figures")
        {
            Denominator = "213 / 233 · 20 件迟",
            Comparison = "应为 100%",
            Series = [100, 100, 99, 98, 97, 95, 94, 92, 91.4m],
            Target = 100,
            Tone = Tone.Late,
        },
    ];

    /// <summary>A chart.</summary>
    public Chart Cases { get; } =
        new(
            "行政复议受理与办结",
            "月份",
            ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月"],
            [
                new("受理", [3, 4, 4, 6, 5, 8, 8, 10, 12, 14]) { Hrefs = ["#chart", "#chart"] },
                new("办结", [2, 3, 5, 4, 6, 7, 7, 9, 11, 12]),
            ]
        )
        {
            Unit = "件",
            Note = "来源：行政复议台账。截至 2026-10-31。",
        };

    /// <summary>A heat table.</summary>
    public HeatTable Heat { get; } =
        new(
            "单位",
            ["5月", "6月", "7月", "8月", "9月", "10月"],
            [
                new(
                    "县司法局",
                    [
                        new(96, "#heat"),
                        new(94, "#heat"),
                        new(95, "#heat"),
                        new(90, "#heat"),
                        new(88, "#heat"),
                        new(81, "#heat"),
                    ],
                    "#heat"
                ),
                new(
                    "县住建局",
                    [
                        new(88, "#heat"),
                        new(86, "#heat"),
                        new(80, "#heat"),
                        new(78, "#heat"),
                        new(64, "#heat"),
                        new(58, "#heat"),
                    ],
                    "#heat"
                ),
                new(
                    "县应急局",
                    [
                        new(97, "#heat"),
                        new(97, "#heat"),
                        new(95, "#heat"),
                        new(93, "#heat"),
                        new(90, "#heat"),
                        new(88, "#heat"),
                    ],
                    "#heat"
                ),
                new(
                    "青石镇",
                    [
                        new(null),
                        new(87, "#heat"),
                        new(89, "#heat"),
                        new(92, "#heat"),
                        new(94, "#heat"),
                        new(95, "#heat"),
                    ],
                    "#heat"
                ),
            ]
        )
        {
            Caption = "按期完成（%）。颜色只作提示，数字在格里；点格看是哪几项。",
        };

    /// <summary>The text on the reading desk.</summary>
    public string Source { get; } =
        "三、重点任务\n"
        + "（七）推进窗口改革。除法律另有规定外，县级证明事项一律实行告知承诺。2026年底前，证明事项压减40%以上；2027年6月底前，压减5O%以上。\n"
        + "牵头单位：县司法局、县政务服务局\n"
        + "配合单位：县直各部门、各乡镇人民政府\n"
        + "（八）提高突发事件应对能力。每年开展一次应急演练，修订总体应急预案。\n"
        + "牵头单位：县应急局\n"
        + "配合单位：县公安局、县检查院";

    /// <summary>The places read in it.</summary>
    public IReadOnlyList<MarkSpan> Marks =>
        [
            Mark("2026年底前", "t7-due-1", MarkKind.Due),
            Mark("压减40%以上", "t7-target-1", MarkKind.Target),
            Mark("2027年6月底前", "t7-due-2", MarkKind.Due),
            Mark("压减5O%以上", "t7-odd", MarkKind.Odd),
            Mark("县司法局", "t7-lead-1", MarkKind.Unit),
            Mark("县政务服务局", "t7-lead-2", MarkKind.Unit),
            Mark("（七）推进窗口改革。", "t7"),
            Mark("（八）提高突发事件应对能力。", "t8"),
            Mark("每年", "t8-due", MarkKind.Due),
            Mark("县应急局", "t8-lead-1", MarkKind.Unit),
            Mark("县检查院", "t8-odd", MarkKind.Odd),
        ];

    private MarkSpan Mark(string words, string key, MarkKind kind = MarkKind.Plain) =>
        new(Source.IndexOf(words, StringComparison.Ordinal), words.Length, key, kind);

    /// <summary>The example form sent: shown again with what is wrong, or thanked for.</summary>
    public IActionResult OnPost()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        TempData["Notice"] = "样例已收到，没有保存任何内容。";
        return RedirectToPage();
    }
}
