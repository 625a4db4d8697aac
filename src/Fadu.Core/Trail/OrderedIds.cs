using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Fadu.Core.Trail;

/// <summary>
/// Ids in the order in which they are made, also within a millisecond (UUIDv7 of RFC 9562, §6.2 method 2). Ids of one moment that stand in no order send each row of a sheet to another
/// page of every index; in order they are written side by side. One a write lane; not for several threads.
/// </summary>
internal sealed class OrderedIds
{
    /// <summary>Bits behind the moment: 12 before the variant, 62 behind it. The first starts as 0, so that there is always room to count on.</summary>
    private const int TailBits = 74;

    private long last = -1;
    private UInt128 tail;

    /// <summary>The next id of a moment.</summary>
    public Guid Next(DateTimeOffset moment)
    {
        var milliseconds = moment.ToUnixTimeMilliseconds();
        Span<byte> random = stackalloc byte[16];
        if (milliseconds == last)
        {
            RandomNumberGenerator.Fill(random[..4]);
            tail += BinaryPrimitives.ReadUInt32BigEndian(random) + UInt128.One;
        }
        else
        {
            RandomNumberGenerator.Fill(random);
            tail =
                BinaryPrimitives.ReadUInt128BigEndian(random)
                & ((UInt128.One << (TailBits - 1)) - 1);
            last = milliseconds;
        }
        var id =
            ((UInt128)(ulong)milliseconds << 80)
            | ((UInt128)7 << 76)
            | (tail >> 62 << 64)
            | ((UInt128)2 << 62)
            | (tail & ulong.MaxValue >> 2);
        BinaryPrimitives.WriteUInt128BigEndian(random, id);
        return new Guid(random, bigEndian: true);
    }
}
