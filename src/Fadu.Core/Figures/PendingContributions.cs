using Fadu.Core.Figures;

namespace Fadu.Core;

public sealed partial class FaduDb
{
    /// <summary>The lines booked since the last save.</summary>
    internal PendingContributions Contributions =>
        contributions ??= new PendingContributions(Fresh);

    private PendingContributions? contributions;
}

/// <summary>
/// The lines of the book that wait to be saved, found by their record.
/// </summary>
internal sealed class PendingContributions(Trail.FreshRows fresh)
{
    private readonly List<ContributionLine> lines = [];
    private readonly Dictionary<(int Tenant, Guid Subject), List<ContributionLine>> bySubject = [];

    /// <summary>So many of them are in <see cref="bySubject"/>.</summary>
    private int sorted;

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<ContributionLine> Lines => lines;

    /// <summary>Those of a record.</summary>
    public IReadOnlyList<ContributionLine> Of(int tenant, Guid subject)
    {
        // of the many records of a sheet hardly one is asked for
        for (; sorted < lines.Count; sorted++)
        {
            var line = lines[sorted];
            if (!bySubject.TryGetValue((line.Tenant, line.Subject), out var list))
            {
                bySubject[(line.Tenant, line.Subject)] = list = [];
            }
            list.Add(line);
        }
        return bySubject.TryGetValue((tenant, subject), out var found) ? found : [];
    }

    /// <summary>The place of the next line of an entry.</summary>
    public int NextOrdinal(int tenant, long seq) =>
        Lines is [.., var last] && last.Tenant == tenant && last.Seq == seq ? last.Ordinal + 1 : 0;

    public void Add(ContributionLine line)
    {
        fresh.Add(line);
        lines.Add(line);
    }

    /// <summary>They are saved, or thrown away with a refused command.</summary>
    public void Clear()
    {
        lines.Clear();
        bySubject.Clear();
        sorted = 0;
    }
}
