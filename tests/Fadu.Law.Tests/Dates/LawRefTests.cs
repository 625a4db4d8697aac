using Fadu.Law.Dates;

namespace Fadu.Law.Tests.Dates;

public class LawRefTests
{
    [Theory]
    [InlineData(1, "一")]
    [InlineData(10, "十")]
    [InlineData(11, "十一")]
    [InlineData(20, "二十")]
    [InlineData(85, "八十五")]
    [InlineData(100, "一百")]
    [InlineData(101, "一百零一")]
    [InlineData(110, "一百一十")]
    [InlineData(112, "一百一十二")]
    [InlineData(201, "二百零一")]
    [InlineData(1000, "一千")]
    [InlineData(1001, "一千零一")]
    [InlineData(1010, "一千零一十")]
    [InlineData(1100, "一千一百")]
    [InlineData(1260, "一千二百六十")]
    [InlineData(0, "零")]
    public void Numbers_are_written_as_laws_write_their_articles(int number, string text) =>
        Assert.Equal(text, ChineseNumerals.Format(number));

    [Fact]
    public void All_numbers_up_to_9999_are_written_differently() =>
        Assert.Equal(
            10_000,
            Enumerable.Range(0, 10_000).Select(ChineseNumerals.Format).Distinct().Count()
        );

    [Fact]
    public void A_reference_reads_as_officials_cite_it()
    {
        var law = new LawRef("行政处罚法");

        Assert.Equal("行政处罚法第八十五条", law.Art(85).ToString());
        Assert.Equal(
            "行政复议法第三十九条第一款第六项",
            new LawRef("行政复议法").Art(39, 1, 6).ToString()
        );
        Assert.Equal(
            "刑法第一百二十条之一",
            (new LawRef("刑法").Art(120) with { Inserted = 1 }).ToString()
        );
        Assert.Equal(
            "国办发〔2018〕118号第（六）项",
            (new LawRef("国办发〔2018〕118号") with { Section = "第（六）项" }).ToString()
        );
        Assert.Equal(
            "《行政复议法》（2023修订）第六十二条",
            new LawRef("行政复议法").In("2023修订").Art(62).ToCitation()
        );
        Assert.Equal(law.Art(85), new LawRef("行政处罚法").Art(85));
        Assert.NotEqual(law.Art(85), law.Art(86));
    }
}
