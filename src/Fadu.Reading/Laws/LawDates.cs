using System.Text.RegularExpressions;

namespace Fadu.Reading.Laws;

/// <summary>What a law says about its own days.</summary>
/// <param name="Adopted">The last day that its head names: adopted, amended or made public.</param>
/// <param name="From">The day from which on it is in force, where its text names one.</param>
/// <param name="OnPublication">It is in force from the day on which it was made public.</param>
public sealed record LawDays(DateOnly? Adopted, DateOnly? From, bool OnPublication);

/// <summary>Reads the days of a law out of its head and its last articles.</summary>
public static partial class LawDates
{
    private const string Day = @"(?<y>(?:19|20)\d\d)年(?<m>\d{1,2})月(?<d>\d{1,2})日";

    [GeneratedRegex(Day)]
    private static partial Regex AnyDay();

    [GeneratedRegex(@"自" + Day + @"起(?:正式)?(?:施行|实施|生效|执行)")]
    private static partial Regex FromDay();

    [GeneratedRegex(@"自(?:公布|发布|颁布|通过|公告|印发)之日起(?:正式)?(?:施行|实施|生效|执行)")]
    private static partial Regex FromPublication();

    /// <summary>The days of a law.</summary>
    public static LawDays Read(LawReading law)
    {
        ArgumentNullException.ThrowIfNull(law);
        DateOnly? adopted = null;
        DateOnly? from = null;
        foreach (var line in law.History)
        {
            // a head may also say from when it holds; that is not the day of adoption
            foreach (Match m in FromDay().Matches(line))
            {
                from = Of(m) ?? from;
            }
            foreach (Match m in AnyDay().Matches(FromDay().Replace(line, "")))
            {
                if (Of(m) is { } day && !(day <= adopted))
                {
                    adopted = day;
                }
            }
        }
        var onPublication = false;
        // 本法自…起施行 stands at the end: in the last article, or before a list or a signature that follows it
        var articles = law.Pieces.Where(p => p.Kind == PieceKind.Article).TakeLast(2);
        var tail = law.Pieces.TakeLast(2).Concat(articles).Distinct();
        foreach (var piece in tail)
        {
            var words = piece.Text;
            if (FromDay().Matches(words) is [.., var last] && Of(last) is { } day)
            {
                from = day;
            }
            onPublication |= FromPublication().IsMatch(words);
        }
        return new LawDays(adopted, from, onPublication);
    }

    private static DateOnly? Of(Match m)
    {
        var (y, mo, d) = (Number(m, "y"), Number(m, "m"), Number(m, "d"));
        return mo is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, mo)
            ? new DateOnly(y, mo, d)
            : null;
    }

    /// <summary>Digits of either width.</summary>
    private static int Number(Match m, string group)
    {
        var number = 0;
        foreach (var c in m.Groups[group].ValueSpan)
        {
            number = number * 10 + (int)char.GetNumericValue(c);
        }
        return number;
    }
}
