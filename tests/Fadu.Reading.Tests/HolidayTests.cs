using System.Globalization;
using System.Text;
using Fadu.Reading.Holidays;

namespace Fadu.Reading.Tests;

public sealed class HolidayTests
{
    private static readonly string[] Weekdays = ["日", "一", "二", "三", "四", "五", "六"];

    public static TheoryData<int> Years => [.. Enumerable.Range(2010, 17)];

    private sealed record Day(DateOnly Date, bool Off, string Name);

    private static List<Day> Calendar() =>
        [
            .. File.ReadAllLines(Corpus.SharedOrSkip("calendar", "china-2004-2026.tsv"))
                .Skip(1)
                .Select(l => l.Split('\t'))
                .Select(c => new Day(
                    DateOnly.ParseExact(c[0], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    c[1] == "off",
                    c[2]
                )),
        ];

    /// <summary>The rows that the notice of a year announces: New Year's days in the December before belong to it.</summary>
    private static List<Day> Announced(List<Day> all, int year) =>
        [
            .. all.Where(d =>
                d.Name == "元旦" && d.Date.Month == 12
                    ? d.Date.Year == year - 1
                    : d.Date.Year == year
            ),
        ];

    /// <summary>Writes the rows as the State Council writes them, in a manner that changes with the year.</summary>
    private static string Notice(List<Day> days, int year)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"国务院办公厅关于{year}年部分节假日安排的通知\n国办发明电〔{year - 1}〕{year % 30 + 1}号\n\n各省、自治区、直辖市人民政府：\n经国务院批准，现将{year}年放假调休日期的具体安排通知如下。\n"
        );
        var groups = Groups(days);
        for (var i = 0; i < groups.Count; i++)
        {
            var g = groups[i];
            text.Append("一二三四五六七八九"[i])
                .Append('、')
                .Append(string.Join('、', g.Select(d => d.Name).Distinct().Select(Long)))
                .Append('：');
            var off = g.Where(d => d.Off).ToList();
            var first = off[0];
            var last = off[^1];
            text.Append(Write(first.Date, year, null, year % 2 == 0));
            if (off.Count > 1)
            {
                text.Append('至')
                    .Append(
                        Write(last.Date, year, year % 3 == 0 ? null : first.Date, year % 2 == 0)
                    );
            }
            text.Append(off.Count > 1 && g.Exists(d => !d.Off) ? "放假调休" : "放假");
            text.Append(CultureInfo.InvariantCulture, $"，共{off.Count}天。");
            var work = g.Where(d => !d.Off).ToList();
            if (work.Count > 0)
            {
                text.AppendJoin('、', work.Select(w => Write(w.Date, year, null, true)))
                    .Append("上班。");
            }
            text.Append('\n');
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。\n国务院办公厅\n{year - 1}年11月{year % 28 + 1}日\n"
        );
        return text.ToString();
    }

    private static string Long(string name) =>
        name is "清明" or "端午" or "中秋" ? name + "节" : name;

    private static string Write(DateOnly d, int year, DateOnly? before, bool weekday)
    {
        var s = d.Year != (before?.Year ?? year) ? $"{d.Year}年" : "";
        s +=
            before is { } b && b.Month == d.Month && b.Year == d.Year
                ? $"{d.Day}日"
                : $"{d.Month}月{d.Day}日";
        return weekday ? s + $"（星期{Weekdays[(int)d.DayOfWeek]}）" : s;
    }

    /// <summary>One entry for days off that follow each other, with the workdays that make up for them.</summary>
    private static List<List<Day>> Groups(List<Day> days)
    {
        var groups = new List<List<Day>>();
        foreach (var off in days.Where(d => d.Off).OrderBy(d => d.Date))
        {
            if (groups.Count > 0 && groups[^1][^1].Date.AddDays(1) == off.Date)
            {
                groups[^1].Add(off);
            }
            else
            {
                groups.Add([off]);
            }
        }
        foreach (var work in days.Where(d => !d.Off))
        {
            var at = groups
                .Where(g => g.Exists(d => d.Name == work.Name))
                .MinBy(g => Math.Abs(g[0].Date.DayNumber - work.Date.DayNumber));
            (at ?? groups.MinBy(g => Math.Abs(g[0].Date.DayNumber - work.Date.DayNumber))!).Add(
                work
            );
        }
        return groups;
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void HolidayReader_NoticeOfAYear_GivesTheCalendarOfThatYear(int year)
    {
        var days = Announced(Calendar(), year);
        foreach (
            var notice in new[]
            {
                Notice(days, year),
                Corpus.HalfWidth(Notice(days, year)),
                Notice(days, year).Replace("\n", " "),
            }
        )
        {
            var reading = HolidayReader.Read(new SourceText(notice));
            Assert.Equal(year, reading.Year);
            Assert.Equal(
                days.OrderBy(d => d.Date).Select(d => (d.Date, d.Off)),
                reading.Days.Select(d => (d.Date, d.Off))
            );
            Assert.All(
                reading.Days,
                d => Assert.InRange(d.Span.End, d.Span.Start + 1, notice.Length)
            );
        }
    }

    [Fact]
    public void HolidayReader_NoticeWithLunarDaysAndTwoFestivals_GivesEachDay()
    {
        var reading = HolidayReader.Read(
            new SourceText(
                "国务院办公厅关于2025年部分节假日安排的通知\n国办发明电〔2024〕12号\n一、元旦：1月1日（周三）放假1天，不调休。\n二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。\n七、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。\n"
            )
        );
        Assert.Equal("国办发明电〔2024〕12号", reading.DocumentNumber);
        Assert.Equal(17, reading.Days.Count(d => d.Off));
        Assert.Equal(
            [
                new DateOnly(2025, 1, 26),
                new DateOnly(2025, 2, 8),
                new DateOnly(2025, 9, 28),
                new DateOnly(2025, 10, 11),
            ],
            reading.Days.Where(d => !d.Off).Select(d => d.Date)
        );
        Assert.Equal("国庆节、中秋", reading.Days[^1].Holiday);
    }

    [Theory]
    [InlineData("关于开展法治宣传的通知", "不是节假日安排的通知")]
    [InlineData("关于2025年部分节假日安排的通知：另行公布。", "没有读出任何放假日期")]
    public void HolidayReader_OtherText_SaysWhatIsMissing(string text, string message)
    {
        Assert.Contains(
            message,
            Assert
                .Throws<UnreadableException>(() => HolidayReader.Read(new SourceText(text)))
                .Message,
            StringComparison.Ordinal
        );
    }
}
