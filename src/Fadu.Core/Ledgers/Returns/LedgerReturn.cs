using Fadu.Core.Figures;
using Fadu.Core.Organs;

namespace Fadu.Core.Ledgers;

/// <summary>One row of a return: a figure, or a part of it.</summary>
/// <param name="Dimensions">Canonical text of the part, empty for the whole.</param>
public sealed record ReturnRow(string Title, Figure Figure, string Dimensions);

/// <summary>A recurring return (月报、季报、半年报、年报): a query over what ledgers counted, frozen when it is submitted; never a second form. Found by scanning static fields.</summary>
public sealed class LedgerReturn
{
    private readonly List<ReturnRow> rows = [];
    private readonly List<Ledger> ledgers = [];

    private LedgerReturn(string key, string title, Rhythm rhythm)
    {
        Key = key;
        Title = title;
        Rhythm = rhythm;
    }

    /// <summary>Stable key, such as <c>mediation-month</c>.</summary>
    public string Key { get; }

    /// <summary>Such as 行政调解统计月报.</summary>
    public string Title { get; }

    public Rhythm Rhythm { get; }

    /// <summary>To whom it goes, in words.</summary>
    public string Receiver { get; private set; } = "";

    /// <summary>On what ground it is asked for, in words.</summary>
    public string Basis { get; private set; } = "";

    /// <summary>Which organs owe it.</summary>
    public Func<OrganInfo, bool> OwedBy { get; private set; } = _ => false;

    /// <summary>The ledgers whose lines it is made of; a zero report in all of them is a return of zeros.</summary>
    public IReadOnlyList<Ledger> Ledgers => ledgers;

    public IReadOnlyList<ReturnRow> Rows => rows;

    private (int Months, int Day)? due;

    /// <summary>Begins a declaration.</summary>
    public static LedgerReturn Define(string key, string title, Rhythm rhythm) =>
        new(key, title, rhythm);

    /// <summary>The ledgers it is made of.</summary>
    public LedgerReturn From(params Ledger[] from)
    {
        ledgers.AddRange(from);
        return this;
    }

    /// <summary>Who owes it, to whom, on what ground.</summary>
    public LedgerReturn Owed(Func<OrganInfo, bool> by, string to, string basis)
    {
        OwedBy = by;
        Receiver = to;
        Basis = basis;
        return this;
    }

    /// <summary>The last day, where it is not the default: so many months after the month in which the period ends, on that day of the month.</summary>
    public LedgerReturn DueOn(int months, int day)
    {
        due = (months, day);
        return this;
    }

    /// <summary>A row.</summary>
    public LedgerReturn Row(
        string title,
        Figure figure,
        params (string Name, string Value)[] dimensions
    )
    {
        rows.Add(
            new ReturnRow(
                title,
                figure,
                DimensionText.Write(
                    dimensions.Select(d => KeyValuePair.Create(d.Name, (string?)d.Value))
                )
            )
        );
        return this;
    }

    /// <summary>Ends the declaration and refuses one that cannot be right.</summary>
    public LedgerReturn Build()
    {
        if (
            Rhythm == Rhythm.AsItHappens
            || rows.Count == 0
            || ledgers.Count == 0
            || Receiver.Length == 0
            || Basis.Length == 0
            || rows.Select(r => r.Title).Distinct(StringComparer.Ordinal).Count() != rows.Count
        )
        {
            throw new InvalidOperationException(
                $"Return {Key} lacks its rhythm, rows, ledgers, receiver or basis, or two rows share a title."
            );
        }
        return this;
    }

    /// <summary>The period that is so many periods before the last one that has ended before a day, and by when its return is owed.</summary>
    public (DateOnly From, DateOnly To, DateOnly Due) Period(DateOnly today, int back = 0)
    {
        var (from, to, owed) = LedgerQueries.LastPeriod(Rhythm, today);
        for (var i = 0; i < back; i++)
        {
            (from, to, owed) = LedgerQueries.LastPeriod(Rhythm, from);
        }
        if (due is var (months, day))
        {
            var month = new DateOnly(to.Year, to.Month, 1).AddMonths(months);
            owed = month.AddDays(day - 1);
        }
        return (from, to, owed);
    }
}

/// <summary>All returns that are declared.</summary>
public sealed class ReturnRegistry
{
    private readonly SortedDictionary<string, LedgerReturn> byKey;

    public ReturnRegistry(ModelAssemblies assemblies)
    {
        byKey = new(
            assemblies.Declared<LedgerReturn>().ToDictionary(r => r.Key, StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        LedgerOverlap.Refuse([.. byKey.Values]);
    }

    /// <summary>All, in the order of their keys.</summary>
    public IReadOnlyCollection<LedgerReturn> All => byKey.Values;

    /// <summary>The return of a key, if there is one.</summary>
    public LedgerReturn? Find(string key) => byKey.GetValueOrDefault(key);
}
