using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Fadu.Core.Trail;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fadu.Store.Sqlite;

/// <summary>
/// Writes many rows with one statement of SQLite itself. A command of Microsoft.Data.Sqlite looks each parameter up by its name and makes a reader for each row, which costs as much as
/// the row; what is stored is the same, value for value (a test compares them).
/// </summary>
internal sealed class SqliteRows : IRowWriter
{
    /// <summary>The one.</summary>
    public static readonly SqliteRows Instance = new();

    /// <summary>Connections with room for many pages.</summary>
    private readonly ConditionalWeakTable<sqlite3, object> roomy = [];

    /// <summary>KiB of pages that a connection keeps in memory.</summary>
    public const int UsualRoom = 32 << 10;

    // The indexes that a sheet is written into are longer than what a connection usually keeps of them.
    public void ExpectMany(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (roomy.TryAdd(handle, handle))
        {
            Room(handle, UsualRoom * 4);
        }
    }

    /// <summary>A connection goes on as usual.</summary>
    public void ExpectFew(sqlite3 handle)
    {
        if (roomy.Remove(handle))
        {
            Room(handle, UsualRoom);
        }
    }

    private static void Room(sqlite3 handle, int size) =>
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_exec(
                handle,
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size=-{size}")
            ),
            handle
        );

    public IRowStatement Prepare(DbConnection connection, string statement)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        var code = raw.sqlite3_prepare_v3(
            handle,
            statement,
            raw.SQLITE_PREPARE_PERSISTENT,
            out var prepared
        );
        SqliteException.ThrowExceptionForRC(code, handle);
        return new Statement(handle, prepared);
    }

    private sealed class Statement(sqlite3 handle, sqlite3_stmt prepared) : IRowStatement
    {
        /// <summary>Longer texts are seldom the same in the next row.</summary>
        private const int MostCompared = 64;

        private byte[] room = ArrayPool<byte>.Shared.Rent(4096);

        // SQLite keeps what a parameter was given, and rows of a sheet have much in common: only what differs from the row before is given again.
        private readonly Given[] given = new Given[raw.sqlite3_bind_parameter_count(prepared)];

        public void Set(int place, object? value)
        {
            given[place] = default;
            Check(Bind(place + 1, value));
        }

        public void Set(int place, string? value)
        {
            if (value is { Length: <= MostCompared })
            {
                if (given[place].Text is { } last && last == value)
                {
                    return;
                }
                given[place] = new Given(Kind.Text, value, default);
            }
            else
            {
                given[place] = default;
            }
            Check(
                value is null ? raw.sqlite3_bind_null(prepared, place + 1) : Text(place + 1, value)
            );
        }

        public void Set(int place, ReadOnlySpan<char> value)
        {
            given[place] = default;
            Check(Text(place + 1, value));
        }

        public void Set(int place, long value)
        {
            if (IsNew(place, new Given(Kind.Number, null, new UInt128(0, (ulong)value))))
            {
                Check(raw.sqlite3_bind_int64(prepared, place + 1, value));
            }
        }

        public void Set(int place, Guid value)
        {
            if (IsNew(place, new Given(Kind.Id, null, Unsafe.BitCast<Guid, UInt128>(value))))
            {
                Check(Id(place + 1, value));
            }
        }

        public void Set(int place, DateOnly value)
        {
            if (IsNew(place, new Given(Kind.Day, null, (UInt128)value.DayNumber)))
            {
                Check(Day(place + 1, value));
            }
        }

        public void Run()
        {
            var code = raw.sqlite3_step(prepared);
            if (code != raw.SQLITE_DONE)
            {
                // says more than the step does, such as which rule was broken
                raw.sqlite3_reset(prepared);
                SqliteException.ThrowExceptionForRC(code, handle);
            }
            Check(raw.sqlite3_reset(prepared));
        }

        public void Dispose()
        {
            ArrayPool<byte>.Shared.Return(room);
            room = [];
            prepared.Dispose();
        }

        private bool IsNew(int place, Given value)
        {
            ref var last = ref given[place];
            if (last.Kind == value.Kind && last.Bits == value.Bits)
            {
                return false;
            }
            last = value;
            return true;
        }

        private void Check(int code) => SqliteException.ThrowExceptionForRC(code, handle);

        // What the columns hold; a test walks them all.
        private int Bind(int place, object? value) =>
            value switch
            {
                null => raw.sqlite3_bind_null(prepared, place),
                string text => Text(place, text),
                long number => raw.sqlite3_bind_int64(prepared, place, number),
                int number => raw.sqlite3_bind_int64(prepared, place, number),
                bool yes => raw.sqlite3_bind_int64(prepared, place, yes ? 1 : 0),
                Guid id => Id(place, id),
                DateOnly day => Day(place, day),
                _ => throw new NotSupportedException($"{value.GetType().Name} is not stored."),
            };

        private int Text(int place, ReadOnlySpan<char> text)
        {
            var most = Encoding.UTF8.GetMaxByteCount(text.Length);
            if (most > room.Length)
            {
                ArrayPool<byte>.Shared.Return(room);
                room = ArrayPool<byte>.Shared.Rent(most);
            }
            var length = Encoding.UTF8.GetBytes(text, room);
            return raw.sqlite3_bind_text(prepared, place, room.AsSpan(0, length));
        }

        private int Id(int place, Guid id)
        {
            Span<byte> text = stackalloc byte[36];
            id.TryFormat(text, out _);
            // in capitals, as Microsoft.Data.Sqlite keeps it
            Ascii.ToUpperInPlace(text, out _);
            return raw.sqlite3_bind_text(prepared, place, text);
        }

        private int Day(int place, DateOnly day)
        {
            Span<byte> text = stackalloc byte[10];
            day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return raw.sqlite3_bind_text(prepared, place, text);
        }

        private enum Kind : byte
        {
            Unknown,
            Text,
            Number,
            Id,
            Day,
        }

        /// <summary>What a parameter holds.</summary>
        private readonly record struct Given(Kind Kind, string? Text, UInt128 Bits);
    }
}
