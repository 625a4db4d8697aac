using Fadu.Testing;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Tests.Look;

public sealed class PartsTests
{
    private static readonly DateOnly Last = new(2026, 10, 8);

    [Theory]
    [InlineData(-8, "2026-10-08 还有 8 天", "tag")]
    [InlineData(-7, "2026-10-08 还有 7 天", "tag tag-soon")]
    [InlineData(0, "2026-10-08 今天到期", "tag tag-soon")]
    [InlineData(1, "2026-10-08 已迟 1 天", "tag tag-late")]
    public async Task A_handler_sees_a_day_as_late_only_from_the_following_day_on(
        int daysAfter,
        string words,
        string css
    )
    {
        var time = new FrozenTime();
        time.GoTo(Last.AddDays(daysAfter));
        var due = (
            await Parts.Render(new DueTagHelper(time) { On = Last }, "due")
        ).FirstElementChild!;
        Assert.Equal(words, due.TextContent);
        Assert.Equal(css, due.ClassName);
    }

    [Fact]
    public async Task A_handler_sees_what_was_done_late_and_what_has_not_begun()
    {
        var time = new FrozenTime();
        var late = await Parts.Render(
            new DueTagHelper(time) { On = Last, Done = Last.AddDays(2) },
            "due"
        );
        var inTime = await Parts.Render(new DueTagHelper(time) { On = Last, Done = Last }, "due");
        var none = await Parts.Render(new DueTagHelper(time), "due");
        Assert.Equal("2026-10-08 迟办 2 天", late.TextContent);
        Assert.Equal("2026-10-08 按期办结", inTime.TextContent);
        Assert.Equal("未起算", none.TextContent);
    }

    [Fact]
    public async Task A_reader_of_the_source_meets_marks_within_marks_the_shorter_one_showing_and_no_character_lost()
    {
        const string text = "  第一句，到期前压减。\n第二句。";
        var start = text.IndexOf("第一句", StringComparison.Ordinal);
        var desk = await Parts.Render(
            new DeskSourceTagHelper
            {
                Text = text,
                Marks =
                [
                    new(start, 10, "t1"),
                    new(text.IndexOf("到期", StringComparison.Ordinal), 3, "t1-due", MarkKind.Due),
                    new(text.Length - 1, 5, "outside"),
                ],
            },
            "desk-source"
        );
        Assert.Equal(
            ["第一句，到期前压减。", "第二句。"],
            desk.QuerySelectorAll("p").Select(p => p.TextContent)
        );
        Assert.Equal(
            [("第一句，", "t1"), ("到期前", "t1-due"), ("压减。", "t1")],
            desk.QuerySelectorAll("mark").Select(m => (m.TextContent, m.GetAttribute("data-ref")!))
        );
        var one = Assert.Single(desk.QuerySelectorAll("#s-t1"));
        Assert.Equal("#i-t1", one.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("due", desk.QuerySelector("#s-t1-due")!.ClassName);
    }

    [Fact]
    public async Task A_mark_that_runs_over_a_line_break_is_marked_on_both_lines()
    {
        var desk = await Parts.Render(
            new DeskSourceTagHelper { Text = "甲乙\n丙丁", Marks = [new(1, 3, "x")] },
            "desk-source"
        );
        Assert.Equal(["乙", "丙"], desk.QuerySelectorAll("mark").Select(m => m.TextContent));
    }

    [Fact]
    public async Task A_party_sees_every_day_of_a_limit_under_its_weekday_and_the_middle_of_a_long_one_folded()
    {
        var first = new DateOnly(2026, 9, 3); // a Thursday
        StripDay Day(int i) => new(first.AddDays(i), i == 99 ? StripKind.Last : StripKind.Counted);
        var shorter = await Parts.Render(
            new DayStripTagHelper { Of = [.. Enumerable.Range(0, 45).Select(Day)] },
            "day-strip"
        );
        var longer = await Parts.Render(
            new DayStripTagHelper { Of = [.. Enumerable.Range(0, 100).Select(Day)] },
            "day-strip"
        );
        Assert.Equal(45, shorter.QuerySelectorAll("li[title]").Length);
        Assert.Equal("at-4", shorter.QuerySelector("li[title]")!.ClassName!.Trim());
        var shown = longer.QuerySelectorAll("li[title]").Length;
        Assert.Equal(45, shown);
        Assert.Equal("… 55 天 …", longer.QuerySelector(".gap")!.TextContent);
        Assert.Equal("2026-12-11 届满日", longer.QuerySelector("li.last")!.GetAttribute("title"));
    }

    [Fact]
    public async Task What_happened_on_another_day_than_it_was_entered_shows_both_days_by_the_clock_of_the_county()
    {
        // 17:30 UTC is past midnight in the county: entered on the 3rd, though it is the 2nd in Greenwich.
        var at = new DateTimeOffset(2026, 9, 2, 17, 30, 0, TimeSpan.Zero);
        var same = await Parts.Render(
            new TimelineTagHelper { Of = [new("公告", "李宁", at) { LegalDay = new(2026, 9, 3) }] },
            "timeline"
        );
        var later = await Parts.Render(
            new TimelineTagHelper
            {
                Of = [new("座谈", "李宁", at) { LegalDay = new(2026, 8, 29) }],
            },
            "timeline"
        );
        var ahead = await Parts.Render(
            new TimelineTagHelper
            {
                Of = [new("登记", "李宁", at) { LegalDay = new(2026, 10, 12) }],
            },
            "timeline"
        );
        Assert.Contains("定于 2026-10-12", ahead.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("补录", ahead.TextContent, StringComparison.Ordinal);
        Assert.Contains("2026-09-03 01:30", same.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("补录", same.TextContent, StringComparison.Ordinal);
        Assert.Contains("事后补录：发生于 2026-08-29", later.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_typed_is_shown_as_text_and_never_as_markup()
    {
        var field = await Parts.Render(
            new FieldsTagHelper
            {
                Of =
                [
                    new("title", "名称<b>")
                    {
                        Value = "\"><script>alert(1)</script>",
                        Error = "<i>",
                    },
                    new("organ", "单位", FieldKind.Organ)
                    {
                        Options = [new("县<司>法局", "县<司>法局")],
                    },
                ],
            },
            "fields"
        );
        Assert.Empty(field.QuerySelectorAll("script, b, i"));
        Assert.Equal(
            "\"><script>alert(1)</script>",
            field.QuerySelector("#f-title")!.GetAttribute("value")
        );
        Assert.Equal("县<司>法局", field.QuerySelector("datalist option")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_field_tells_its_label_help_and_error_to_those_who_cannot_see_it()
    {
        var form = await Parts.Render(
            new FieldsTagHelper
            {
                Of =
                [
                    new("Input.Day", "拟定日期", FieldKind.Date)
                    {
                        Required = true,
                        Help = "当日不计",
                        Error = "请选择",
                    },
                    new("Input.Ways", "方式", FieldKind.MultiChoice)
                    {
                        Values = ["b"],
                        Options = [new("a", "甲"), new("b", "乙")],
                    },
                ],
            },
            "fields"
        );
        var day = form.QuerySelector("input[type=date]")!;
        Assert.Equal(day.Id, form.QuerySelector("label.field-label")!.GetAttribute("for"));
        Assert.Equal("true", day.GetAttribute("aria-invalid"));
        var described = day.GetAttribute("aria-describedby")!
            .Split(' ')
            .Select(id => form.QuerySelector("#" + id)!.TextContent.Trim());
        Assert.Equal(["当日不计", "请选择"], described);
        Assert.StartsWith(
            "方式",
            form.QuerySelector("fieldset > legend")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "b",
            Assert.Single(form.QuerySelectorAll("input[checked]")).GetAttribute("value")
        );
    }

    [Fact]
    public async Task A_small_line_stays_inside_of_its_picture_and_says_its_numbers()
    {
        foreach (var series in new decimal[][] { [100, 100, 100], [0, 5, 1000], [-3, 2.5m] })
        {
            var svg = (
                await Parts.Render(new SparklineTagHelper { Of = series, Target = 50 }, "sparkline")
            ).QuerySelector("svg")!;
            var ys = svg.QuerySelector("polyline")!
                .GetAttribute("points")!
                .Split(' ')
                .Select(p =>
                    decimal.Parse(
                        p.Split(',')[1],
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                )
                .ToList();
            Assert.Equal(series.Length, ys.Count);
            Assert.All(ys, y => Assert.InRange(y, 0, 26));
            Assert.StartsWith("走势：", svg.GetAttribute("aria-label"), StringComparison.Ordinal);
        }
    }
}
