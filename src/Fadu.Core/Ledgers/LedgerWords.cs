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
}
