namespace Fadu.Core.Search;

/// <summary>Marks the words looked for in a text, and shows as much around the first as fits a line or two.</summary>
internal static class SearchExcerpt
{
    private const int Before = 24;
    private const int Length = 120;

    /// <summary>All of a text.</summary>
    public static IReadOnlyList<SearchRun> Whole(string text, string phrase)
    {
        var (normal, places) = SearchText.NormalizeWithPlaces(text);
        return Runs(text, normal, places, phrase, 0, text.Length);
    }

    /// <summary>What stands around the first place; nothing where there is none.</summary>
    /// <param name="label">What is shown beside it already; it is not said twice, unless it is what was looked for.</param>
    public static IReadOnlyList<SearchRun> Around(string text, string phrase, string label = "")
    {
        var (normal, places) = SearchText.NormalizeWithPlaces(text);
        var at = normal.IndexOf(phrase, StringComparison.Ordinal);
        if (at < 0)
        {
            return [];
        }
        var said = text.StartsWith(label, StringComparison.Ordinal) ? label.Length : 0;
        said = places[at] >= said ? said : 0;
        var start = Whole(text, Math.Max(said, places[at] - Before));
        var end = Whole(
            text,
            Math.Min(text.Length, Math.Max(start + Length, End(places, at + phrase.Length)))
        );
        var runs = new List<SearchRun>(Runs(text, normal, places, phrase, start, end));
        if (start > said)
        {
            runs.Insert(0, new SearchRun("……", false));
        }
        if (end < text.Length)
        {
            runs.Add(new SearchRun("……", false));
        }
        return runs;
    }

    /// <summary>The place, or the one behind it where it would part a pair of surrogates.</summary>
    private static int Whole(string text, int place) =>
        place > 0 && place < text.Length && char.IsLowSurrogate(text[place]) ? place + 1 : place;

    private static int End(int[] places, int normalEnd) => places[normalEnd - 1] + 1;

    private static List<SearchRun> Runs(
        string text,
        string normal,
        int[] places,
        string phrase,
        int start,
        int end
    )
    {
        var runs = new List<SearchRun>();
        var done = start;
        for (
            var at = normal.IndexOf(phrase, StringComparison.Ordinal);
            at >= 0 && places[at] < end;
            at = normal.IndexOf(phrase, at + phrase.Length, StringComparison.Ordinal)
        )
        {
            var (from, to) = (places[at], Math.Min(end, End(places, at + phrase.Length)));
            if (from < done)
            {
                continue;
            }
            Add(text[done..from], false);
            Add(text[from..to], true);
            done = to;
        }
        Add(text[done..end], false);
        return runs;

        void Add(string run, bool isHit)
        {
            if (run.Length > 0)
            {
                runs.Add(new SearchRun(run, isHit));
            }
        }
    }
}
