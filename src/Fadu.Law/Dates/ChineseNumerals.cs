namespace Fadu.Law.Dates;

/// <summary>Whole numbers written as laws write their articles: 八十五, 一百零一, 一千二百六十.</summary>
public static class ChineseNumerals
{
    private const string Digits = "零一二三四五六七八九";
    private const string Places = "千百十";

    /// <summary>Writes a number from 0 to 9999.</summary>
    public static string Format(int number)
    {
        if (number is < 0 or > 9999)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "中文数字只写0至9999");
        }

        if (number < 10)
        {
            return Digits[number].ToString();
        }

        var text = new System.Text.StringBuilder();
        var gap = false;
        foreach (var (unit, place) in new[] { (1000, 0), (100, 1), (10, 2), (1, -1) })
        {
            var digit = number / unit % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            if (gap)
            {
                text.Append('零');
                gap = false;
            }

            // 十 to 十九 drop the leading 一; 一百一十 keeps it.
            if (!(unit == 10 && digit == 1 && text.Length == 0))
            {
                text.Append(Digits[digit]);
            }

            if (place >= 0)
            {
                text.Append(Places[place]);
            }
        }

        return text.ToString();
    }
}
