using Fadu.Reading.Reports;

namespace Fadu.Reading.Tests;

/// <summary>Which figures of two reports are put into one row, and which are not.</summary>
public sealed class ComparisonTests
{
    [Theory]
    // who did it, and in which order it is said, makes no other metric
    [InlineData("收到行政复议申请17件。", "各级行政复议机关共收到行政复议申请13件。", true)]
    [InlineData("行政复议受理17件。", "全年受理行政复议案件9件。", true)]
    [InlineData("梳理规范性文件，继续有效61件。", "清理规范性文件，继续有效186件。", true)]
    // 万件 and 件 count the same
    [InlineData("办结各类审批服务事项3万件。", "办结各类审批服务事项54000件。", true)]
    // another stage, another scope, another unit
    [InlineData("受理行政复议案件9件。", "审结行政复议案件9件。", false)]
    [InlineData("办理行政应诉案件6件。", "州本级办理行政应诉案件6件。", false)]
    [InlineData("开展法治培训20场。", "开展法治培训20人。", false)]
    [InlineData("行政复议案件纠错3件。", "行政复议案件纠错率3%。", false)]
    public void TwoReports_ShareARow_WhenTheySpeakOfOneThing(
        string one,
        string other,
        bool together
    )
    {
        var rows = ReportComparison.Of([Report(one), Report(other)]);

        Assert.Equal(together ? 1 : 2, rows.Count);
        Assert.Equal(together, rows[0].Reports == 2);
    }

    [Fact]
    public void TheRowsOfSeveralReports_ComeFirst_AndKeepTheSentences()
    {
        var rows = ReportComparison.Of([
            Report("组建执法队12支。受理行政复议案件9件。"),
            Report("受理行政复议案件11件，审结10件。"),
        ]);

        Assert.Equal(2, rows[0].Reports);
        Assert.Equal([9m, 11m], rows[0].Cells.Select(c => c.Single().Value!.Value));
        Assert.Equal("受理行政复议案件11件，审结10件。", rows[0].Cells[1].Single().Sentence);
        Assert.All(rows.Skip(1), r => Assert.Equal(1, r.Reports));
    }

    [Theory]
    [InlineData("维持原具体行政行为5件。", "维持原具体行政行为")]
    [InlineData("累计召开例会4次，编发周报8期、提醒函22件。", "召开例会|编发周报|编发提醒函")]
    [InlineData("涉及56家单位。", "涉及单位")]
    [InlineData("完成经济责任审计12项。", "完成经济责任审计")]
    [InlineData(
        "受理行政复议案件548件，审结530件，同比分别上升10.5%、12%。",
        "受理行政复议案件|行政复议审结|受理行政复议案件同比上升|行政复议审结同比上升"
    )]
    public void AFigure_IsCalledWhatTheSentenceCounts(string sentence, string names) =>
        Assert.Equal(names, string.Join('|', Report(sentence).Figures.Select(f => f.Metric)));

    private static ReportReading Report(string body) =>
        ReportReader.Read(new SourceText("云岭县2024年法治政府建设报告\n" + body));
}
