namespace Fadu.Writing.Official;

/// <summary>Numbers of headings: 一, 十, 二十一, 一百零五.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";

    internal static string Of(int number)
    {
        if (number is < 1 or > 999)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "标题序号应在1至999之间");
        }
        var (hundreds, rest) = (number / 100, number % 100);
        var (tens, ones) = (rest / 10, rest % 10);
        var text = hundreds > 0 ? Digits[hundreds] + "百" : "";
        if (tens > 0)
        {
            // 十五, but 一百一十五
            text += tens == 1 && hundreds == 0 ? "十" : Digits[tens] + "十";
        }
        else if (hundreds > 0 && ones > 0)
        {
            text += "零";
        }
        return ones > 0 ? text + Digits[ones] : text;
    }
}
