namespace Fadu.Reading.Text;

/// <summary>Sentences of a stretch of the flow: they end in 。！？ or with the paragraph.</summary>
internal static class Sentences
{
    private const int Long = 700;

    public static List<TextSpan> Of(Flow flow, int start, int end)
    {
        var result = new List<TextSpan>();
        var from = start;
        for (var i = start; i <= end; i++)
        {
            // a sentence that lost its stops ends at the next best mark: what is done per sentence stays bounded
            var overlong =
                i - from > Long
                && i < end
                && (
                    flow.Text[i] == '；'
                    || (i - from > 2 * Long && flow.Text[i] is '，' or '、')
                    || i - from > 3 * Long
                );
            if (i < end && !overlong && flow.Text[i] is not ('。' or '！' or '？' or '\n'))
            {
                continue;
            }
            var to = i < end && flow.Text[i] != '\n' ? i + 1 : i;
            // a closing quote or bracket right behind the stop belongs to the sentence
            while (to < end && flow.Text[to] is '”' or '）' && to > i)
            {
                to++;
            }
            var a = from;
            while (a < to && flow.Text[a] is '\n' or '\t' or ' ')
            {
                a++;
            }
            if (to > a)
            {
                result.Add(new TextSpan(a, to));
            }
            from = Math.Max(to, i + 1);
            i = Math.Max(i, to - 1);
        }
        return result;
    }
}
