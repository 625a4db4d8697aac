namespace Fadu.Web.Tests.Matters;

/// <summary>Two versions of a text, paragraph against paragraph and letter against letter.</summary>
public sealed class TextDifferenceTests
{
    [Fact]
    public void AnyTwoTexts_GiveBackBothOfThem()
    {
        var random = new Random(20261126);
        for (var i = 0; i < 300; i++)
        {
            var (before, after) = (Text(random), Text(random));
            var lines = TextDifference.Between(before, after);
            Assert.Equal(before, Side(lines, TextChange.Removed, l => l.Before));
            Assert.Equal(after, Side(lines, TextChange.Added, l => l.After));
        }
    }

    [Fact]
    public void OneChangedCharacter_IsTheOnlyChange()
    {
        var line = Assert.Single(TextDifference.Between("每小时三元", "每小时五元"));
        Assert.Equal(
            [
                (TextChange.Same, "每小时"),
                (TextChange.Removed, "三"),
                (TextChange.Added, "五"),
                (TextChange.Same, "元"),
            ],
            line.Pieces.Select(p => (p.Change, p.Text))
        );
    }

    [Fact]
    public void AParagraphMovedDown_IsNotTakenForAnotherThatWasChanged()
    {
        var lines = TextDifference.Between("甲乙丙丁戊己\n子丑寅卯", "子丑寅卯\n庚辛壬癸");
        Assert.Contains(lines, l => l.IsSame && l.Pieces[0].Text == "子丑寅卯");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("同一句话。", "同一句话。")]
    [InlineData("第一条\r\n\r\n第二条", "第一条\n第二条")]
    public void TextsThatDifferInNothingButBlankLines_AreTheSame(string before, string after) =>
        Assert.All(TextDifference.Between(before, after), l => Assert.True(l.IsSame));

    private static string Side(
        IReadOnlyList<ComparedLine> lines,
        TextChange own,
        Func<ComparedLine, int?> number
    ) =>
        string.Join(
            '\n',
            lines
                .Where(l => number(l) is not null)
                .OrderBy(l => number(l))
                .Select(l =>
                    string.Concat(
                        l.Pieces.Where(p => p.Change == TextChange.Same || p.Change == own)
                            .Select(p => p.Text)
                    )
                )
        );

    private static string Text(Random random) =>
        string.Join(
            '\n',
            Enumerable
                .Range(0, random.Next(1, 7))
                .Select(_ =>
                    string.Concat(
                        Enumerable
                            .Range(0, random.Next(1, 9))
                            .Select(_ => "停车收费办法第条"[random.Next(8)])
                    )
                )
        );
}
