using System.Text;
using Fadu.Writing.Sheets;

namespace Fadu.Writing.Tests.Sheets;

public class XlsTests
{
    [Fact]
    public void A_workbook_of_Excel_97_is_read_like_any_other()
    {
        var rows = SheetReader.Read(new MemoryStream(OldWorkbook()), "旧表.xls").ToList();
        Assert.Equal(["单位", "件数"], rows[0].Columns);
        Assert.Equal(["青溪镇", "12.5"], rows[0].Values);
        Assert.Equal((4, "季报"), (rows[1].Number, rows[1].Sheet));
        Assert.Equal(["白石乡", "7"], rows[1].Values);
    }

    [Fact]
    public void A_damaged_workbook_of_Excel_97_is_refused_in_Chinese()
    {
        var file = OldWorkbook();
        for (var cut = 520; cut < file.Length; cut += 700)
        {
            var broken = file[..cut];
            var error = Record.Exception(() =>
                SheetReader.Read(new MemoryStream(broken), "旧表.xls").ToList()
            );
            Assert.True(error is null or UnusableFileException, error?.ToString());
        }
    }

    /// <summary>[MS-XLS] with the fewest records: one sheet 季报, a header in row 1, values in rows 2 and 4.</summary>
    private static byte[] OldWorkbook()
    {
        var globals = new MemoryStream();
        Write(globals, 0x0809, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Write(globals, 0x0042, 0xB0, 0x04);
        const int BoundSheet = 4 + 6 + 2 + 4;
        const int End = 4;
        var start = (int)globals.Length + BoundSheet + End;
        Write(
            globals,
            0x0085,
            [.. BitConverter.GetBytes(start), 0, 0, 2, 1, .. Encoding.Unicode.GetBytes("季报")]
        );
        Write(globals, 0x000A);
        Assert.Equal(start, globals.Length);
        Write(globals, 0x0809, 0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Write(globals, 0x0200, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 2, 0, 0, 0);
        Label(0, 0, "单位");
        Label(0, 1, "件数");
        Label(1, 0, "青溪镇");
        Number(1, 1, 12.5);
        Label(3, 0, "白石乡");
        Number(3, 1, 7);
        Write(globals, 0x000A);
        return CompoundFile(globals.ToArray());

        void Label(byte row, byte column, string text) =>
            Write(
                globals,
                0x0204,
                [
                    row,
                    0,
                    column,
                    0,
                    0,
                    0,
                    (byte)text.Length,
                    0,
                    1,
                    .. Encoding.Unicode.GetBytes(text),
                ]
            );
        void Number(byte row, byte column, double value) =>
            Write(globals, 0x0203, [row, 0, column, 0, 0, 0, .. BitConverter.GetBytes(value)]);
        static void Write(Stream stream, ushort type, params byte[] data)
        {
            stream.Write(BitConverter.GetBytes(type));
            stream.Write(BitConverter.GetBytes((ushort)data.Length));
            stream.Write(data);
        }
    }

    /// <summary>[MS-CFB] with one stream: sector 0 is the allocation table, sector 1 the directory, the rest the stream.</summary>
    private static byte[] CompoundFile(byte[] workbook)
    {
        const int Sector = 512;
        const int SmallestStream = 4096;
        const int EndOfChain = -2;
        var length = Math.Max(workbook.Length, SmallestStream);
        var sectors = (length + Sector - 1) / Sector;
        var file = new byte[Sector * (3 + sectors)];

        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(file, 0);
        Short(24, 0x3E);
        Short(26, 3);
        Short(28, unchecked((short)0xFFFE));
        Short(30, 9);
        Short(32, 6);
        Int(44, 1);
        Int(48, 1);
        Int(56, SmallestStream);
        Int(60, EndOfChain);
        Int(68, EndOfChain);
        for (var i = 0; i < 109; i++)
        {
            Int(76 + (i * 4), i == 0 ? 0 : -1);
        }
        // Allocation table
        for (var i = 0; i < Sector / 4; i++)
        {
            Int(Sector + (i * 4), -1);
        }
        Int(Sector, -3);
        Int(Sector + 4, EndOfChain);
        for (var i = 0; i < sectors; i++)
        {
            Int(Sector + ((2 + i) * 4), i == sectors - 1 ? EndOfChain : 3 + i);
        }
        Entry(0, "Root Entry", 5, 1, EndOfChain, 0);
        Entry(1, "Workbook", 2, -1, 2, length);
        workbook.CopyTo(file, Sector * 3);
        return file;

        void Entry(int index, string name, byte type, int child, int first, int size)
        {
            var at = (Sector * 2) + (index * 128);
            Encoding.Unicode.GetBytes(name).CopyTo(file, at);
            Short(at + 64, (short)((name.Length + 1) * 2));
            file[at + 66] = type;
            file[at + 67] = 1;
            Int(at + 68, -1);
            Int(at + 72, -1);
            Int(at + 76, child);
            Int(at + 116, first);
            Int(at + 120, size);
        }
        void Short(int at, short value) => BitConverter.GetBytes(value).CopyTo(file, at);
        void Int(int at, int value) => BitConverter.GetBytes(value).CopyTo(file, at);
    }
}
