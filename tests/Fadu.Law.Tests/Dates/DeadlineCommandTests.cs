using System.CommandLine;
using System.Text.Json;
using Fadu.Cli;

namespace Fadu.Law.Tests.Dates;

public class DeadlineCommandTests
{
    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = new RootCommand { DeadlineCommand.Create() }
            .Parse(["deadline", .. arguments])
            .Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private static JsonElement Json(params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.Equal((0, ""), (code, error));
        return JsonDocument.Parse(output).RootElement;
    }

    [Theory]
    [InlineData("60", "days", "2024-08-05", "2024-10-08", "2024-10-04")]
    [InlineData("20", "working-days", "2024-09-27", "2024-10-30", "2024-10-30")]
    [InlineData("1", "months", "2025-01-31", "2025-02-28", "2025-02-28")]
    [InlineData("2", "years", "2024-03-15", "2026-03-16", "2026-03-15")]
    [InlineData("24", "hours", "2025-04-30T16:30", "2025-05-01T16:30", "2025-05-01T16:30")]
    [InlineData("24", "hours", "2025-04-30", "2025-05-01", "2025-05-01")]
    [InlineData("7", "working-days-before", "2024-10-09", "2024-09-24", "2024-09-24")]
    [InlineData("30", "days-before", "2026-11-01", "2026-10-02", "2026-10-02")]
    public void Who_types_a_length_a_unit_and_a_day_gets_the_last_day(
        string length,
        string unit,
        string start,
        string due,
        string unrolled
    )
    {
        var json = Json("--length", length, "--unit", unit, "--start", start);

        Assert.Equal(due, json.GetProperty("due").GetString());
        Assert.Equal(unrolled, json.GetProperty("unrolled").GetString());
        Assert.False(json.GetProperty("provisional").GetBoolean());
        Assert.True(json.GetProperty("explanation").GetArrayLength() >= 2);
    }

    [Fact]
    public void Who_names_a_limit_gets_its_article_and_the_edition_of_the_day()
    {
        var now = Json("--limit", "reconsideration.answer", "--start", "2024-01-02");
        var old = Json(
            "--limit",
            "reconsideration.answer",
            "--start",
            "2024-01-02",
            "--in-force",
            "2023-12-29"
        );

        Assert.Equal("2024-01-16", now.GetProperty("due").GetString());
        Assert.Equal("行政复议法第四十八条", now.GetProperty("article").GetString());
        Assert.Equal("2024-01-12", old.GetProperty("due").GetString());
        Assert.Equal("行政复议法第二十三条", old.GetProperty("article").GetString());
    }

    [Fact]
    public void A_date_beyond_the_notices_is_marked_provisional_with_its_year()
    {
        var json = Json("--length", "20", "--unit", "working-days", "--start", "2026-12-14");

        Assert.True(json.GetProperty("provisional").GetBoolean());
        Assert.Equal(2027, json.GetProperty("provisionalYears")[0].GetInt32());
    }

    [Fact]
    public void The_list_has_every_limit_with_its_article()
    {
        var list = Json("--list", "--json").EnumerateArray().ToList();
        var (code, text, _) = Run("--list");

        Assert.Equal(0, code);
        Assert.Equal(list.Count, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(
            list,
            l =>
                l.GetProperty("key").GetString() == "penalty.decide"
                && l.GetProperty("article").GetString() == "行政处罚法第六十条"
        );
    }

    [Fact]
    public void A_file_of_limits_gives_one_date_a_line_in_order()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(
                file,
                "20\tworking-days\t2024-09-27\r\n60\tdays\t2024-08-05\n7\tworking-days-before\t2024-10-09\n24\thours\t2025-04-30T16:30\n"
            );

            Assert.Equal(
                (0, "2024-10-30\n2024-10-08\n2024-09-24\n2025-05-01T16:30\n", ""),
                Run("--batch", file)
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("20\tworking-days\t2024-09-27\n60 days 2024-08-05\n", "第2行：应为")]
    [InlineData("二十\tworking-days\t2024-09-27\n", "第1行：期限“二十”不是整数")]
    [InlineData("20\tweeks\t2024-09-27\n", "第1行：单位“weeks”无法识别")]
    [InlineData("20\tdays\t2024-02-30\n", "第1行：日期“2024-02-30”无法识别")]
    [InlineData("0\tdays\t2024-02-28\n", "第1行：期限“0”无效")]
    [InlineData("20\tdays\t2024-02-28\n\n20\tdays\t2024-02-28\n", "第2行：应为")]
    public void A_file_with_a_wrong_line_prints_nothing_but_where_and_what(string text, string says)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);

            var (code, output, error) = Run("--batch", file);

            Assert.Equal((2, ""), (code, output));
            Assert.StartsWith(says, error, StringComparison.Ordinal);
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("请在下列用法中选择一种")]
    [InlineData("缺少--start", "--length", "20", "--unit", "days")]
    [InlineData("缺少--unit", "--length", "20", "--start", "2024-01-01")]
    [InlineData("缺少--length", "--unit", "days", "--start", "2024-01-01")]
    [InlineData("没有名为“x”", "--limit", "x", "--start", "2024-01-01")]
    [InlineData("请在下列用法中选择一种", "--list", "--limit", "penalty.decide")]
    [InlineData("读不出文件", "--batch", "no-such-file.tsv")]
    [InlineData(
        "自2024年1月1日计算的期限超出",
        "--length",
        "99999",
        "--unit",
        "years",
        "--start",
        "2024-01-01"
    )]
    [InlineData("2099", "--length", "30000", "--unit", "working-days", "--start", "2024-01-01")]
    public void Who_uses_it_wrongly_gets_one_line_and_exit_code_2(
        string says,
        params string[] arguments
    )
    {
        var (code, output, error) = Run(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
