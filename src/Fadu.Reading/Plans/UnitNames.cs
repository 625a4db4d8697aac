using Fadu.Reading.Text;

namespace Fadu.Reading.Plans;

/// <summary>One spelling for one unit throughout a document, and what was wrong with the others.</summary>
internal sealed class UnitNames
{
    private readonly Dictionary<string, (string Normal, string Kind, string Why)> mended = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public UnitNames(IEnumerable<ListedUnit> units)
    {
        foreach (var u in units)
        {
            counts[u.Name] = counts.GetValueOrDefault(u.Name) + 1;
        }
        var names = counts.Keys.OrderBy(n => n, StringComparer.Ordinal).ToArray();
        foreach (var name in names)
        {
            if (name.EndsWith("检查院", StringComparison.Ordinal))
            {
                mended[name] = (
                    name[..^3] + "检察院",
                    "misspelt-unit",
                    "法律监督机关的名称是“检察院”"
                );
            }
        }
        if (names.Length > 2000)
        {
            return;
        }
        var present = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (mended.ContainsKey(name) || Units.IsCollective(name) || name.Length < 4)
            {
                continue;
            }
            // 县发改委 beside 县发改局: below the province the body is a 局
            if (name.EndsWith('委') && name.Length <= 8 && present.Contains(name[..^1] + "局"))
            {
                mended[name] = (
                    name[..^1] + "局",
                    "name-variant",
                    $"同一机构在文中又写作“{name[..^1]}局”"
                );
                continue;
            }
            // 县规划和自然资源局 beside 县自然资源局
            var joint = name.IndexOf('和', StringComparison.Ordinal);
            if (joint > 1 && present.Contains(name[0] + name[(joint + 1)..]))
            {
                mended[name] = (
                    name[0] + name[(joint + 1)..],
                    "name-variant",
                    $"同一机构在文中又写作“{name[0] + name[(joint + 1)..]}”"
                );
                continue;
            }
            if (name.Length >= 6 && counts[name] <= 2 && Neighbour(name, names) is { } right)
            {
                mended[name] = (
                    right,
                    "misspelt-unit",
                    $"与文中多次出现的“{right}”只差一字，可能漏字或错字"
                );
            }
        }
    }

    public string Normal(string name) => mended.TryGetValue(name, out var m) ? m.Normal : name;

    public (string Normal, string Kind, string Why)? Mended(string name) =>
        mended.TryGetValue(name, out var m) ? m : null;

    private string? Neighbour(string name, string[] names)
    {
        foreach (var other in names)
        {
            // 县委办 and 县政办 differ in what they are: only a lost character, or a wrong one in a long name, is a slip
            if (
                counts[other] < 3
                || counts[other] <= counts[name]
                || other.Length < 6
                || other[0] != name[0]
                || other[^1] != name[^1]
                || Units.IsCollective(other)
            )
            {
                continue;
            }
            if (other.Length == name.Length + 1 && OneLost(name, other) && name.Length >= 7)
            {
                return other;
            }
        }
        return null;
    }

    private static bool OneLost(string shorter, string longer)
    {
        var i = 0;
        while (i < shorter.Length && shorter[i] == longer[i])
        {
            i++;
        }
        return shorter.AsSpan(i).SequenceEqual(longer.AsSpan(i + 1));
    }
}
