using System.Text;
using Fadu.Core.Files;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Trail;

public sealed class TrailOperationTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static Task<Verifier.Finding> Verify(County county, ExportedSeal? seal = null) =>
        county
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}"), seal);

    private static async Task Tamper(County county, string sql)
    {
        await using var db = county.Read();
        Assert.True(await db.Database.ExecuteSqlRawAsync(sql) > 0);
    }

    [Fact]
    public async Task Verify_InAFolderThatHoldsOtherThings_LeavesThemAlone()
    {
        await using var county = await County.Found(Engine.Sqlite);
        var folder = Directory.CreateTempSubdirectory("fadu-shared-").FullName;
        var other = Path.Combine(folder, "别人的.txt");
        await File.WriteAllTextAsync(other, "不能动");

        Assert.Null((await county.Services.GetRequiredService<Verifier>().Verify(folder)).Problem);

        Assert.Equal([other], Directory.GetFileSystemEntries(folder));
        File.Delete(other);
        Directory.Delete(folder);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Night_SealsWhatTheDayHasWritten_Once_AndAStartMakesUpForAMissedOne(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var seals = county.Services.GetRequiredService<NightlySeals>();
        // 09:00: the night's seal of 02:30 was missed, the trail has never been sealed.
        Assert.Equal(1, await seals.SealWhatIsOwed());
        Assert.Equal(0, await seals.SealWhatIsOwed());
        await county.Do(new AddPerson("新人", county.Finance, null, null, []), Actor.System());
        county.Time.Advance(TimeSpan.FromHours(17));
        Assert.Equal(0, await seals.SealWhatIsOwed()); // 02:00 of the next day
        county.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(1, await seals.SealWhatIsOwed());
        county.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await seals.SealWhatIsOwed()); // nothing new: no empty seal
        await using var db = county.Read();
        var all = await db.Set<Seal>().OrderBy(s => s.Number).ToListAsync();
        Assert.Equal([1, 2], all.Select(s => s.Number));
        Assert.Equal(all[0].ToSeq + 1, all[1].FromSeq);
    }

    [Theory]
    [InlineData(null, "2026-03-16T02:30", "2026-03-17T02:30")]
    [InlineData("23:00", "2026-03-15T23:00", "2026-03-16T23:00")]
    [InlineData("09:00", "2026-03-16T09:00", "2026-03-17T09:00")]
    public void Schedule_OfSeals_IsReadInTheCountysTime(string? setting, string last, string next)
    {
        var schedule = SealSchedule.Read(setting);
        var now = new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(last, Local(schedule.LastBefore(now)));
        Assert.Equal(next, Local(schedule.NextAfter(now)));
        Assert.Null(SealSchedule.Read("off").NextAfter(now));
        Assert.Contains(
            "02:30",
            Assert.Throws<InvalidOperationException>(() => SealSchedule.Read("两点半")).Message,
            StringComparison.Ordinal
        );

        static string Local(DateTimeOffset? moment) =>
            TimeZoneInfo
                .ConvertTime(moment!.Value, FaduTime.Zone)
                .ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_UntouchedCounty_FindsNothing(Engine engine)
    {
        await using var county = await County.Found(engine);
        await county.Services.GetRequiredService<Sealer>().SealNow();
        var finding = await Verify(county);
        Assert.Null(finding.Problem);
        Assert.True(finding.Entries >= 15);
        Assert.Equal(1, finding.Seals);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_OneByteChangedInText_NamesTheEntry(Engine engine)
    {
        await using var county = await County.Found(engine);
        await Tamper(
            county,
            "UPDATE trail_entry SET text = replace(text, '青石镇人民政府', '青石镇人民政务') WHERE seq = 4"
        );
        var finding = await Verify(county);
        Assert.Contains("第 4 条", finding.Problem, StringComparison.Ordinal);
        Assert.Contains("被改过", finding.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_TextAndHashChangedTogether_IsFoundByTheSeal(Engine engine)
    {
        await using var county = await County.Found(engine);
        await county.Services.GetRequiredService<Sealer>().SealNow();
        await using (var db = county.Read())
        {
            var entry = await db.Set<TrailEntry>().SingleAsync(e => e.Seq == 4);
            var text = entry.Text.Replace(
                "青石镇人民政府",
                "青石镇人民政务",
                StringComparison.Ordinal
            );
            await db.Database.ExecuteSqlAsync(
                $"UPDATE trail_entry SET text = {text}, hash = {TrailEntry.HashOf(text)} WHERE seq = 4"
            );
        }
        Assert.Contains(
            "第 1 号封存不符",
            (await Verify(county)).Problem,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_StreamDeleted_NamesTheGap(Engine engine)
    {
        await using var county = await County.Found(engine);
        await Tamper(county, "DELETE FROM trail_entry WHERE seq = 3");
        Assert.Equal("第 3 条至第 3 条被删去。", (await Verify(county)).Problem);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_TailCut_IsFoundWithAndWithoutSeal(Engine engine)
    {
        await using var county = await County.Found(engine);
        long last;
        await using (var db = county.Read())
        {
            last = await db.Set<TrailEntry>().MaxAsync(e => e.Seq);
        }
        await Tamper(county, $"DELETE FROM trail_entry WHERE seq > {last - 2}");
        Assert.Contains("尾部被截去", (await Verify(county)).Problem, StringComparison.Ordinal);
        // Whoever cuts the answers too is found by a seal that lies elsewhere.
        await Tamper(county, $"DELETE FROM command_record WHERE seq > {last - 2}");
        var finding = await Verify(county, new ExportedSeal(1, 1, last, new string('a', 64)));
        Assert.Contains("导出的第 1 号封存", finding.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_ProjectionRowChanged_NamesTheTableAndRebuildMends(Engine engine)
    {
        await using var county = await County.Found(engine);
        await Tamper(county, "UPDATE organ SET name = '改过的名字' WHERE key = 'qsz'");
        Assert.Contains("表 organ", (await Verify(county)).Problem, StringComparison.Ordinal);
        await county.Services.GetRequiredService<Rebuilder>().RebuildAll();
        Assert.Null((await Verify(county)).Problem);
        await using var db = county.Read();
        Assert.Equal(
            "青石镇人民政府",
            (await db.Set<Organ>().SingleAsync(o => o.Key == "qsz")).Name
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_FileChanged_NamesTheFile(Engine engine)
    {
        await using var county = await County.Found(engine);
        var store = county.Services.GetRequiredService<FileStore>();
        var kept = await store.Take(
            new MemoryStream(Encoding.UTF8.GetBytes("签到表")),
            "签到表.txt"
        );
        await county.Do(new KeepFile(kept), county.QingshiClerk);
        Assert.Null((await Verify(county)).Problem);
        await File.WriteAllTextAsync(store.PathOf(kept.Hash), "别的内容");
        Assert.Contains("签到表.txt", (await Verify(county)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task Backup_RestoredIntoTheOtherEngine_VerifiesAndHoldsTheSame(
        Engine from,
        Engine to
    )
    {
        await using var county = await County.Found(from);
        await county.Services.GetRequiredService<Sealer>().SealNow();
        var kept = await county
            .Services.GetRequiredService<FileStore>()
            .Take(new MemoryStream("%PDF-1.7 通知"u8.ToArray()), "通知.pdf");
        await county.Do(new KeepFile(kept), county.FinanceHandler);
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-backup-{Guid.NewGuid():N}");
        var rows = await county.Services.GetRequiredService<Backups>().Backup(folder);
        await using var other = await County.Empty(to);
        Assert.Equal(rows, await other.Services.GetRequiredService<Backups>().Restore(folder));
        Assert.Null((await Verify(other)).Problem);
        await using (var db = other.Read())
        {
            Assert.Equal(
                "王芳",
                (await db.Set<Person>().SingleAsync(p => p.Login == "wangfang")).Name
            );
        }
        Assert.True(other.Services.GetRequiredService<FileStore>().Has(kept.Hash));
        File.Delete(Path.Combine(folder, "fadu-backup.json"));
        await using var third = await County.Empty(Engine.Sqlite);
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            third.Services.GetRequiredService<Backups>().Restore(folder)
        );
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Sqlite_WritesDurably()
    {
        await using var county = await County.Found(Engine.Sqlite);
        await using var db = county.Read();
        Assert.Equal(
            2,
            (await db.Database.SqlQueryRaw<int>("PRAGMA synchronous").ToListAsync()).Single()
        ); // 2 = FULL
        Assert.Equal(
            "wal",
            (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync()).Single()
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Commit_WithEvidenceThatWasNeverUploaded_IsRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        var refusal = await county.Refused(
            new AddPerson("孙丽", county.Finance, null, "sunli", [])
            {
                Evidence = [new string('b', 64)],
            },
            Actor.System()
        );
        Assert.Contains("佐证材料", refusal.Message, StringComparison.Ordinal);
    }
}
