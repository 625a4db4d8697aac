using System.Collections.Concurrent;
using Fadu.Core.Files;
using Fadu.Reading;
using Fadu.Reading.Laws;

namespace Fadu.Core.Laws;

/// <summary>The texts of the library taken apart; the last ones stay in memory. What a hash holds never changes, so neither does its reading.</summary>
public sealed class LawTexts(FileStore files)
{
    private const int Kept = 160;
    private readonly ConcurrentDictionary<string, Lazy<LawReading>> readings = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentQueue<string> order = new();

    /// <summary>The text under a hash.</summary>
    /// <exception cref="UnreadableException">It cannot be read as a law.</exception>
    public LawReading Read(string hash, string fileName) =>
        readings
            .GetOrAdd(
                hash,
                key =>
                {
                    order.Enqueue(key);
                    while (order.Count > Kept && order.TryDequeue(out var oldest))
                    {
                        readings.TryRemove(oldest, out _);
                    }
                    return new Lazy<LawReading>(() =>
                        LawReader.Read(
                            SourceText.From(File.ReadAllBytes(files.PathOf(key)), fileName)
                        )
                    );
                }
            )
            .Value;
}
