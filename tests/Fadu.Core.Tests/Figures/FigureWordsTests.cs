using Fadu.Core.Figures;

namespace Fadu.Core.Tests.Figures;

public sealed class FigureWordsTests
{
    private static readonly Figure Success = new("S", "试.成功", "件", Fold.Count, "…");
    private static readonly Figure All = new("A", "试.受理", "件", Fold.Count, "…");
    private static readonly Figure Rate = new("R", "试.成功率", "%", Fold.Ratio, "…")
    {
        Numerator = Success,
        Denominator = All,
        WhenEmpty = "无开庭案件",
    };
    private static readonly Figure Yuan = new("Y", "试.金额", "元", Fold.Sum, "…") { Scale = 2 };

    [Theory]
    [InlineData(694, 712, 2, "97.47%")]
    [InlineData(8146, 8147, 2, "99.99%")]
    [InlineData(8146, 8147, 1, "99.9%")]
    [InlineData(8146, 8147, 0, "99%")]
    [InlineData(99_999, 100_000, 2, "99.999%")]
    [InlineData(9_999_999, 10_000_000, 2, "99.99%")]
    [InlineData(62, 62, 2, "100%")]
    [InlineData(0, 62, 2, "0%")]
    [InlineData(1, 100_000, 2, "0.001%")]
    [InlineData(1, 8147, 1, "0.01%")]
    [InlineData(43, 61, 2, "70.49%")]
    [InlineData(1, 8, 1, "12.5%")]
    [InlineData(61, 800, 1, "7.6%")]
    [InlineData(61, 800, 2, "7.63%")]
    public void Rate_IsRoundedHalfUpAndNeverFalselyWhole(
        long above,
        long below,
        int digits,
        string text
    ) => Assert.Equal(text, FigureWords.Say(new FigureValue(Rate, above, below), digits: digits));

    [Fact]
    public void Rate_OverNothing_SaysWhyInsteadOfANumber()
    {
        var value = new FigureValue(Rate, 0, 0);
        Assert.Equal("—", value.Text);
        Assert.Equal("无开庭案件", value.Basis);
        Assert.False(value.HasNumber);
    }

    [Theory]
    [InlineData(3127, Wording.More, "3100余")]
    [InlineData(3127, Wording.RoughlyMore, "3000余")]
    [InlineData(3100, Wording.More, "3100")]
    [InlineData(99, Wording.More, "99")]
    [InlineData(101, Wording.RoughlyMore, "100余")]
    [InlineData(549_127, Wording.TenThousands, "54.91万")]
    [InlineData(9_999, Wording.TenThousands, "9999")]
    [InlineData(17, Wording.Exact, "17")]
    public void Number_IsCutAndNeverRoundedUp(long amount, Wording wording, string text) =>
        Assert.Equal(text, FigureWords.Say(new FigureValue(All, amount), wording));

    [Fact]
    public void Rate_WordedAtLeast_IsCutToWholePerCent() =>
        Assert.Equal("97%以上", FigureWords.Say(new FigureValue(Rate, 694, 712), Wording.AtLeast));

    [Fact]
    public void Money_IsKeptInFenAndShownInYuan()
    {
        var value = new FigureValue(Yuan, 1_234_550);
        Assert.Equal("12345.50", value.Exact);
        Assert.Equal("12345.5元", value.TextWithUnit);
        Assert.Equal("1.23万", FigureWords.Say(value, Wording.TenThousands));
    }

    [Fact]
    public void Growth_SaysDirectionAndRefusesADivisionByNothing()
    {
        Assert.Equal("增长50%", FigureWords.Growth(new(All, 30), new(All, 20)));
        Assert.Equal("下降50%", FigureWords.Growth(new(All, 10), new(All, 20)));
        Assert.Equal("上年为0", FigureWords.Growth(new(All, 10), new(All, 0)));
        Assert.Equal("与上年持平", FigureWords.Growth(new(All, 5), new(All, 5)));
        Assert.Equal("上升25个百分点", FigureWords.Growth(new(Rate, 3, 4), new(Rate, 1, 2)));
    }

    [Fact]
    public void Dimensions_AreWrittenInOneOrderAndReadBack()
    {
        var text = DimensionText.Write([
            new("形式", "讲座"),
            new("场所", "学校;一"),
            new("对象", null),
        ]);
        Assert.Equal("场所=学校；一;形式=讲座", text);
        Assert.Equal("讲座", DimensionText.Read(text)["形式"]);
    }
}
