using Fadu.Core.Registers;

namespace Fadu.Core.Tests.Registers;

public sealed class CodesTests
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("11100000000013127D")]
    public void CreditCode_OfTheStandard_IsRight(string code) =>
        Assert.Equal(code[17], Codes.CheckSign(code));

    [Fact]
    public void CreditCode_OfAnySigns_IsRight_AndWithAnyOneSignWrongRefused()
    {
        var random = new Random(20261126);
        for (var n = 0; n < 1_000; n++)
        {
            var first = new string(random.GetItems<char>(Signs, 17));
            var code = first + Codes.CheckSign(first);
            Assert.Null(Codes.CreditProblem(code));
            for (var place = 0; place < code.Length; place++)
            {
                var sign = Signs[random.Next(Signs.Length)];
                if (code[place] != sign)
                {
                    Assert.NotNull(Codes.CreditProblem(code[..place] + sign + code[(place + 1)..]));
                }
            }
        }
    }

    [Theory]
    [InlineData("91350100M000100Y4", "17 位")]
    [InlineData("91350100M000100I43", "“I”")]
    [InlineData("91350100M000100Y44", "最后一位")]
    public void CreditCode_SaysWhatIsWrong(string code, string says) =>
        Assert.Contains(says, Codes.CreditProblem(code), StringComparison.Ordinal);

    [Theory]
    [InlineData("654099", "县", true)]
    [InlineData("654099001", "乡镇", true)]
    [InlineData("654099001002", null, true)]
    [InlineData("654099", "村", false)]
    [InlineData("65409", null, false)]
    [InlineData("6540X9", null, false)]
    public void AreaCode_HasTheLengthOfItsLevel(string code, string? level, bool right) =>
        Assert.Equal(right, Codes.AreaProblem(code, level) is null);

    [Fact]
    public void Tiers_ThatJoin_AreRight_AndOverlapsAndGapsAreNamed()
    {
        Assert.Null(Codes.TierProblem([(0, 1000), (1000, 5000), (null, null)]));
        Assert.Contains(
            "重叠",
            Codes.TierProblem([(0, 1000), (900, 5000)]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "空档",
            Codes.TierProblem([(0, 1000), (2000, 5000)]),
            StringComparison.Ordinal
        );
        Assert.Contains("高于", Codes.TierProblem([(3, 1)]), StringComparison.Ordinal);
    }
}
