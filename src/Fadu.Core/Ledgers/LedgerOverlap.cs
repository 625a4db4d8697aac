namespace Fadu.Core.Ledgers;

/// <summary>
/// Two ledgers that ask the same organs for the same things are one ledger too many (《整治形式主义为基层减负若干规定》). A declaration that repeats most of another's questions is
/// refused with the name of the other, unless it says why both are needed.
/// </summary>
internal static class LedgerOverlap
{
    /// <summary>From so many own questions on; of fewer nothing can be told.</summary>
    private const int Fewest = 4;

    /// <summary>The share of the shorter form that the other asks as well.</summary>
    private const double Most = 0.6;

    /// <summary>Refuses a ledger that repeats another.</summary>
    public static void Refuse(IReadOnlyList<Ledger> ledgers)
    {
        for (var i = 0; i < ledgers.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (ledgers[i], ledgers[j]);
                if (
                    Between(one, other) is { Count: > 0 } both
                    && !one.BesideWhy.ContainsKey(other.Key)
                    && !other.BesideWhy.ContainsKey(one.Key)
                )
                {
                    throw new InvalidOperationException(
                        $"“{one.Title}”（{one.Key}，{one.RecordType.FullName}）与“{other.Title}”（{other.Key}，{other.RecordType.FullName}）问的大半相同：{string.Join("、", both)}。请并入那一本，或者用 Beside 写明为什么两本都要。"
                    );
                }
            }
        }
    }

    /// <summary>Refuses a return that repeats another of the same rhythm.</summary>
    public static void Refuse(IReadOnlyList<LedgerReturn> returns)
    {
        for (var i = 0; i < returns.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (returns[i], returns[j]);
                var both = Rows(one).Intersect(Rows(other)).Count();
                if (
                    one.Rhythm == other.Rhythm
                    && both > Math.Min(one.Rows.Count, other.Rows.Count) * Most
                )
                {
                    throw new InvalidOperationException(
                        $"报表“{one.Title}”（{one.Key}）与“{other.Title}”（{other.Key}）的行大半相同，请并为一张。"
                    );
                }
            }
        }

        static IEnumerable<(string, string)> Rows(LedgerReturn of) =>
            of.Rows.Select(r => (r.Figure.Code, r.Dimensions));
    }

    /// <summary>The questions that both ask, where they are most of one; empty where the two are different things.</summary>
    public static IReadOnlyList<string> Between(Ledger one, Ledger other)
    {
        var (first, second) = (Questions(one), Questions(other));
        var fewer = Math.Min(first.Count, second.Count);
        if (fewer < Fewest)
        {
            return [];
        }
        var both = first.Intersect(second, StringComparer.Ordinal).ToList();
        return both.Count > fewer * Most ? both : [];
    }

    /// <summary>What only this ledger asks: not what every record has, nor the day.</summary>
    private static List<string> Questions(Ledger ledger)
    {
        var common = typeof(LedgerRecord)
            .GetProperties()
            .Select(p => p.Name)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ledger
                .Fields.Where(f => !common.Contains(f.Identifier) && f != ledger.DayField)
                .Select(f => $"{f.Title}"),
        ];
    }
}
