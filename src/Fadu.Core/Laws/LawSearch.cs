using Fadu.Core.Search;
using Fadu.Reading.Laws;

namespace Fadu.Core.Laws;

/// <summary>What of a law can be found: its name with its history, its headings, every article under its number.</summary>
internal static class LawSearch
{
    public static SearchDocument Of(LawVersion version, LawReading law)
    {
        var anchors = LawAnchors.Of(law);
        var parts = new List<SearchPart>(law.Pieces.Count + law.Headings.Count + 1)
        {
            new("", "", string.Join('\n', law.History.Prepend(law.Title))),
        };
        var heading = 0;
        for (var i = 0; i < law.Pieces.Count; i++)
        {
            var piece = law.Pieces[i];
            for (
                ;
                heading < law.Headings.Count && law.Headings[heading].Span.Start < piece.Span.Start;
                heading++
            )
            {
                Add(law.Headings[heading], anchors[i]);
            }
            parts.Add(
                new SearchPart(piece.Article ?? "", anchors[i], law.Source.Slice(piece.Span))
            );
        }
        for (; heading < law.Headings.Count; heading++)
        {
            Add(law.Headings[heading], "");
        }
        return new SearchDocument(
            SearchKinds.Law,
            version.Id,
            version.FullName,
            version.Address,
            // what still holds stands before what has ended, level by level
            Math.Min(version.Rank, 15) * 2
                + (version.InForceTo is null && !version.EndUnknown ? 0 : 1),
            [SearchWho.Public],
            parts
        )
        {
            Level = version.Level,
            InForceFrom = version.InForceFrom,
            InForceTo = version.InForceTo,
        };

        // without the marks of the source: ## 第三章
        void Add(LawHeading h, string anchor) =>
            parts.Add(new SearchPart("", anchor, law.Source.Slice(h.Span).TrimStart('#', ' ')));
    }
}
