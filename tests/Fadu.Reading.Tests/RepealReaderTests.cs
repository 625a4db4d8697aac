using Fadu.Reading.Laws;

namespace Fadu.Reading.Tests;

/// <summary>Which laws a law repeals by its last article.</summary>
public sealed class RepealReaderTests
{
    [Theory]
    [InlineData(
        "本条例自2022年7月1日起施行。《云州省集贸市场办法》同时废止。",
        "云州省集贸市场办法"
    )]
    [InlineData(
        "本条例自2022年7月1日起施行。《甲办法》、《乙规定》和《丙条例》同时废止。",
        "甲办法 乙规定 丙条例"
    )]
    [InlineData(
        "本办法自公布之日起施行。2002年3月1日省人民政府发布的《甲办法》（省政府令第3号）同时废止。",
        "甲办法"
    )]
    [InlineData("自本条例施行之日起，《甲办法》废止。", "甲办法")]
    // Only a part is repealed, or nothing at all.
    [InlineData("本条例自2022年7月1日起施行。《甲办法》第三条同时废止。", "")]
    [InlineData("本条例自2022年7月1日起施行。《甲办法》与本条例不一致的，以本条例为准。", "")]
    [InlineData("《甲办法》的有关规定与本条例抵触的同时废止。", "")]
    public void Names_AreThoseOfTheWholeLawsThatEnd(string last, string names)
    {
        var law = LawReader.Read(
            new SourceText(
                $"云州省集市管理条例\n第一条　为了规范集市，制定本条例。\n第二条　{last}"
            )
        );
        var found = RepealReader.Read(law);
        Assert.Equal(
            names.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            found.Select(r => r.Name)
        );
        Assert.All(found, r => Assert.Equal("第二条", r.Article));
    }
}
