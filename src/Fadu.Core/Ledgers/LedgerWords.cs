using System.Globalization;

namespace Fadu.Core.Ledgers;

/// <summary>Numbers of figures in words.</summary>
public static class LedgerWords
{
    /// <summary>An amount kept in units of 10^-scale.</summary>
    public static string Amount(long amount, int scale)
    {
        var value = (decimal)amount;
        for (var i = 0; i < scale; i++)
        {
            value /= 10;
        }
        return value.ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>What changed, field by field, such as 受众人次：120 → 130.</summary>
    public static string Changes(
        Ledger ledger,
        LedgerOrgans organs,
        IEnumerable<FieldChange> changes
    ) =>
        string.Join(
            "；",
            changes.Select(c =>
                ledger.FindField(c.Field) is { } field
                    ? $"{field.Title}：{Or(field.Format(c.Old, organs))} → {Or(field.Format(c.New, organs))}"
                    : $"{c.Field}：已改"
            )
        );

    private static string Or(string text) => text.Length == 0 ? "（空）" : text;
}
