using System.Collections.Concurrent;
using Fadu.Core.Files;
using Fadu.Reading;
using Fadu.Reading.Citations;
using Fadu.Reading.Laws;

namespace Fadu.Core.Laws;

/// <summary>A provision that a law's text names.</summary>
/// <param name="LawId">The law that it names.</param>
/// <param name="Article">第五条; empty for the law as a whole.</param>
/// <param name="Anchor">The place that names it.</param>
public sealed record CitedByLaw(Guid LawId, string Article, string Anchor);

/// <summary>The texts of the library taken apart; the last ones stay in memory. What a hash holds never changes, so neither does its reading.</summary>
public sealed class LawTexts(FileStore files)
{
    private const int Kept = 256;

    private sealed record Content(Lazy<LawReading> Reading, Lazy<IReadOnlyList<CitedByLaw>> Cites);

    private readonly ConcurrentDictionary<string, Content> contents = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> order = new();

    /// <summary>The text under a hash.</summary>
    /// <exception cref="UnreadableException">It cannot be read as a law.</exception>
    public LawReading Read(string hash, string fileName) => Of(hash, fileName).Reading.Value;

    /// <summary>What the text under a hash cites: each provision once.</summary>
    public IReadOnlyList<CitedByLaw> Cites(string hash, string fileName) =>
        Of(hash, fileName).Cites.Value;

    /// <summary>Whether the text is there. Where it is lost, the library can still be rebuilt without it; <c>verify</c> names the file.</summary>
    public bool Has(string hash) => files.Has(hash);

    private Content Of(string hash, string fileName) =>
        contents.GetOrAdd(
            hash,
            key =>
            {
                order.Enqueue(key);
                while (order.Count > Kept && order.TryDequeue(out var oldest))
                {
                    contents.TryRemove(oldest, out _);
                }
                var reading = new Lazy<LawReading>(() =>
                    LawReader.Read(SourceText.From(File.ReadAllBytes(files.PathOf(key)), fileName))
                );
                return new Content(
                    reading,
                    new Lazy<IReadOnlyList<CitedByLaw>>(() => CitesOf(reading.Value))
                );
            }
        );

    private static List<CitedByLaw> CitesOf(LawReading law)
    {
        var own = LawName.LawId(law.Title);
        var anchors = LawAnchors.Of(law);
        var seen = new HashSet<(Guid, string)>();
        var result = new List<CitedByLaw>();
        foreach (var cited in CitationReader.Read(law.Source).Citations)
        {
            // 本法 and the like are the law itself
            if (cited.Text.StartsWith('本') || cited.Law.Length > 120)
            {
                continue;
            }
            var id = LawName.LawId(cited.Law);
            if (id != own && seen.Add((id, cited.Article ?? "")))
            {
                result.Add(
                    new CitedByLaw(
                        id,
                        cited.Article ?? "",
                        AnchorAt(law, anchors, cited.Span.Start)
                    )
                );
            }
        }
        return result;
    }

    private static string AnchorAt(LawReading law, IReadOnlyList<string> anchors, int at)
    {
        var (low, high) = (0, law.Pieces.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var span = law.Pieces[middle].Span;
            if (at < span.Start)
            {
                high = middle - 1;
            }
            else if (at >= span.End)
            {
                low = middle + 1;
            }
            else
            {
                return anchors[middle];
            }
        }
        return "";
    }
}

/// <summary>The places in a law to which one can link: 第三十五条 itself, and a number for what has no article.</summary>
public static class LawAnchors
{
    /// <summary>The anchor of each piece, in order; where a label stands twice the later one gets a number.</summary>
    public static IReadOnlyList<string> Of(LawReading law)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var anchors = new List<string>(law.Pieces.Count);
        for (var i = 0; i < law.Pieces.Count; i++)
        {
            var anchor = law.Pieces[i].Article ?? FormattableString.Invariant($"p{i + 1}");
            var times = seen[anchor] = seen.GetValueOrDefault(anchor) + 1;
            anchors.Add(times == 1 ? anchor : FormattableString.Invariant($"{anchor}-{times}"));
        }
        return anchors;
    }
}
