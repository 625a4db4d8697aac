using System.Globalization;
using Fadu.Core.Trail;

namespace Fadu.Core.Tests.Trail;

/// <summary>UUIDv7 in the order in which they are made (RFC 9562 §5.7, §6.2).</summary>
public sealed class OrderedIdsTests
{
    private static readonly DateTimeOffset Morning = new(
        2026,
        3,
        16,
        9,
        0,
        0,
        TimeSpan.FromHours(8)
    );

    [Fact]
    public void IdsOfOneMoment_StandInTheirOrder_AsTextToo()
    {
        var ids = new OrderedIds();
        var made = Enumerable.Range(0, 20_000).Select(_ => ids.Next(Morning)).ToList();
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.Equal(made.Order(), made);
        var texts = made.Select(i => i.ToString()).ToList();
        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
    }

    [Fact]
    public void AnId_BearsItsMoment_AndSaysWhichKindItIs()
    {
        var ids = new OrderedIds();
        var random = new Random(20260316);
        for (var i = 0; i < 2000; i++)
        {
            var moment = DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(1L << 42));
            // the second one of a moment too
            foreach (var id in new[] { ids.Next(moment), ids.Next(moment) })
            {
                var bytes = id.ToByteArray(bigEndian: true);
                Assert.Equal(7, id.Version);
                Assert.Equal(0b10, bytes[8] >> 6);
                Assert.Equal(
                    moment.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture),
                    Convert.ToHexStringLower(bytes.AsSpan(0, 6))
                );
            }
        }
    }

    [Fact]
    public void TwoMakersAtTheSameMoment_MakeDifferentIds_AlsoWhereTheClockGoesBack()
    {
        var (one, other) = (new OrderedIds(), new OrderedIds());
        var made = Enumerable
            .Range(0, 1000)
            .Select(i => Morning.AddMilliseconds(-(i % 3)))
            .SelectMany(moment => new[] { one.Next(moment), other.Next(moment) })
            .ToList();
        Assert.Equal(made.Count, made.Distinct().Count());
    }
}
