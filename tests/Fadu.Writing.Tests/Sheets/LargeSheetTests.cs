using Fadu.Writing.Sheets;

namespace Fadu.Writing.Tests.Sheets;

/// <summary>Measures memory, so nothing else may run beside it.</summary>
[Collection(nameof(Alone))]
public class LargeSheetTests
{
    private static readonly SheetLayout Layout = new(
        "案件台账",
        [
            new SheetColumn("案号"),
            new SheetColumn("件数", ColumnType.Integer),
            new SheetColumn("金额", ColumnType.Decimal),
            new SheetColumn("立案日期", ColumnType.Date),
            new SheetColumn("类型") { Choices = ["简易", "普通"] },
        ]
    );

    [Fact]
    public async Task Two_hundred_thousand_rows_go_out_and_a_hundred_thousand_come_in_one_at_a_time()
    {
        const int Out = 200_000;
        const int In = 100_000;
        long peak = 0;
        async IAsyncEnumerable<IReadOnlyList<object?>> Many(int count)
        {
            for (var i = 1; i <= count; i++)
            {
                if (i % 20_000 == 0)
                {
                    await Task.Yield();
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
                }
                yield return
                [
                    $"云执罚〔2026〕{i}号",
                    (long)i,
                    i / 100m,
                    new DateOnly(2026, 1, 1).AddDays(i % 365),
                    "普通",
                ];
            }
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Equal(Out, await SheetWriter.WriteXlsxAsync(Layout, Many(Out), Stream.Null));
        // The rows alone are more than 60 MB of XML
        Assert.InRange(peak - before, long.MinValue, 24L << 20);

        var file = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(Layout, Many(In), file);
        file.Position = 0;
        var (count, sum) = (0, 0L);
        foreach (var row in SheetReader.Read(file, "大.xlsx"))
        {
            count++;
            Assert.True(CellText.TryInteger(row.Values[1], out var number));
            sum += number;
        }
        Assert.Equal(In, count);
        Assert.Equal((long)In * (In + 1) / 2, sum);
    }
}

/// <summary>Tests that measure the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
