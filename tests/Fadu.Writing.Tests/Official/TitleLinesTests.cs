using Fadu.Writing.Official;

namespace Fadu.Writing.Tests.Official;

public class TitleLinesTests
{
    private const double Width = 20;

    public static TheoryData<string> Titles { get; } =
    [
        "云岭县人民政府关于2025年度法治政府建设情况的报告",
        "云岭县人民政府办公室关于转发县司法局《云岭县乡镇综合行政执法事项目录管理办法》的通知",
        "中共云岭县委全面依法治县委员会办公室关于开展2026年度规范性文件专项清理工作的通知",
        "云岭县人民政府办公室关于进一步加强重大行政决策合法性审查工作的实施意见",
        "云岭县司法局关于2025年行政复议和行政应诉工作情况的通报",
    ];

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_long_title_becomes_a_trapezoid_or_rhombus_without_torn_words(string title)
    {
        var lines = TitleLines.Break(title, Width);

        Assert.Equal(title, string.Concat(lines));
        Assert.InRange(lines.Count, 2, 4);
        var widths = lines.Select(l => l.Sum(c => c < 0x80 ? 0.5 : 1)).ToList();
        Assert.All(widths, w => Assert.InRange(w, 5, Width));
        // Never narrow in the middle
        for (var i = 1; i < widths.Count - 1; i++)
        {
            Assert.False(
                widths[i] < widths[i - 1] - 0.5 && widths[i] < widths[i + 1] - 0.5,
                string.Join('/', lines)
            );
        }
        foreach (var (before, after) in lines.Zip(lines.Skip(1)))
        {
            Assert.DoesNotContain(after[0], "、，》）的");
            Assert.DoesNotContain(before[^1], "《（");
            Assert.False(
                char.IsAsciiDigit(before[^1]) && (char.IsAsciiDigit(after[0]) || after[0] == '年')
            );
            var joint = before[^1].ToString() + after[0];
            Assert.DoesNotContain(
                joint,
                new[]
                {
                    "法治",
                    "政府",
                    "行政",
                    "建设",
                    "工作",
                    "审查",
                    "报告",
                    "通知",
                    "文件",
                    "复议",
                    "应诉",
                }
            );
        }
    }

    [Fact]
    public void A_title_that_fits_stays_in_one_line_and_forced_breaks_are_kept()
    {
        Assert.Equal(["关于做好工作的通知"], TitleLines.Break("关于做好工作的通知", Width));
        Assert.Equal(["云岭县", "督办单"], TitleLines.Break("云岭县\n督办单", Width));
    }

    [Fact]
    public void The_usual_report_breaks_before_its_subject()
    {
        Assert.Equal(
            ["云岭县人民政府关于2025年度", "法治政府建设情况的报告"],
            TitleLines.Break("云岭县人民政府关于2025年度法治政府建设情况的报告", Width)
        );
    }

    [Fact]
    public void A_title_of_any_length_is_answered()
    {
        Assert.Single(TitleLines.Break(new string('长', 100_000), Width));
        Assert.Equal(
            new string('长', 119),
            string.Concat(TitleLines.Break(new string('长', 119), Width))
        );
    }
}
