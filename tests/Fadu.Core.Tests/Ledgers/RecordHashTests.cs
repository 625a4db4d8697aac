using System.Globalization;
using Fadu.Core.Ledgers;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>What is short-cut on the way of a record is as the long way gives it.</summary>
public sealed class RecordHashTests
{
    [Fact]
    public void OfEveryCharacter_TheHashIsThatOfItsCapital()
    {
        // both halves of what is written as two are left out: alone they are no text
        for (var c = char.MinValue; c < '\uFFFF'; c++)
        {
            if (char.IsSurrogate(c))
            {
                continue;
            }
            var text = $"第{LedgerField.Narrow($"{c}")}件";
            Assert.Equal(Ledger.Hash([text.ToUpperInvariant()]), Ledger.Hash([text]));
        }
    }

    [Fact]
    public void EveryDay_IsReadAsTheGeneralWayReadsIt()
    {
        for (var day = new DateOnly(1, 1, 1); day < new DateOnly(2400, 1, 1); day = day.AddDays(17))
        {
            var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Assert.Equal(day, IsoDay.Parse(text));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-02-29")]
    [InlineData("2025-13-01")]
    [InlineData("2025-00-01")]
    [InlineData("2025-01-00")]
    [InlineData("0000-01-01")]
    [InlineData("2025-1-1")]
    [InlineData("２０２５-01-01")]
    [InlineData("2025/01/01")]
    [InlineData("2025-01-011")]
    public void WhatIsNoDay_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => IsoDay.Parse(text));
}
