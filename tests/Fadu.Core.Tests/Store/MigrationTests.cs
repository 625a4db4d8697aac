using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Store;

/// <summary>What a county upgrades with is what the code expects, on both engines.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Migrations_HoldEverythingThatTheModelHas(Engine engine)
    {
        await using var county = await County.Empty(engine);
        await using var db = await county
            .Services.GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync();
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(
            db.Database.HasPendingModelChanges(),
            "请运行 dotnet ef migrations add，两个库各一次。"
        );
        // County.Empty migrates: every table of the model is there and can be read.
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task OlderMigrations_CarryNoModel(Engine engine)
    {
        await using var county = await County.Empty(engine);
        await using var db = county.Read();
        var migrations = db.GetService<IMigrationsAssembly>();
        var heavy = migrations
            .Migrations.OrderByDescending(m => m.Key, StringComparer.Ordinal)
            .Skip(2)
            .Where(m =>
                migrations
                    .CreateMigration(m.Value, db.Database.ProviderName!)
                    .TargetModel.GetEntityTypes()
                    .Any()
            )
            .Select(m => m.Key);
        Assert.True(
            !heavy.Any(),
            $"请清空 {string.Join("、", heavy)} 的 BuildTargetModel（docs/adr/0002）。"
        );
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task TheKeyOfContributions_ChangesWithAllLinesKept_ForwardsAndBack(Engine engine)
    {
        await using var county = await County.Found(engine);
        var ledger = county.Services.GetRequiredService<LedgerRegistry>()["court-appearance"];
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        await county.Do(
            new RecordLine(ledger.Key, LedgerSamples.Body(ledger, 1, county.Qingshi, organs)),
            county.Coordinator
        );
        await using var db = await county
            .Services.GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync();
        var before = await Lines();
        Assert.NotEmpty(before);
        var names = db.Database.GetMigrations().ToList();
        var at = names.FindIndex(n => n.EndsWith("_LedgerTotals", StringComparison.Ordinal));
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(names[at - 1]);
        Assert.Equal(before, await Lines());
        await migrator.MigrateAsync();
        Assert.Equal(before, await Lines());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());

        Task<List<string>> Lines() =>
            db.Set<ContributionLine>()
                .AsNoTracking()
                .OrderBy(c => c.Seq)
                .ThenBy(c => c.Ordinal)
                .Select(c => $"{c.Seq} {c.Ordinal} {c.Figure} {c.Subject} {c.Day} {c.Amount}")
                .ToListAsync();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task WhatIsLookedUpByWeeksAndShortMarks_IsFoundAfterAnUpgrade(Engine engine)
    {
        await using var county = await County.Found(engine);
        var ledger = county.Services.GetRequiredService<LedgerRegistry>()["court-appearance"];
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        for (var i = 1; i < 20; i++)
        {
            await county.Do(
                new RecordLine(ledger.Key, LedgerSamples.Body(ledger, i, county.Qingshi, organs)),
                county.Coordinator
            );
        }
        await using var db = await county
            .Services.GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync();
        var before = await Known();
        var names = db.Database.GetMigrations().ToList();
        var at = names.FindIndex(n => n.EndsWith("_LeanIndexes", StringComparison.Ordinal));
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(names[at - 1]);
        // as long as they were
        await db.Database.ExecuteSqlRawAsync(
            "UPDATE ledger_line SET key_hash = key_hash || '0123456789abcdef0123456789abcdef'"
        );
        await migrator.MigrateAsync();
        Assert.Equal(before, await Known());
        // the same once more is known again
        await county.Refused(
            new RecordLine(ledger.Key, LedgerSamples.Body(ledger, 3, county.Qingshi, organs)),
            county.Coordinator
        );

        async Task<List<string>> Known()
        {
            var lines = await db.Set<LedgerLine>()
                .AsNoTracking()
                .OrderBy(l => l.Seq)
                .Select(l => l.KeyHash!)
                .ToListAsync();
            var booked = await db.Set<ContributionLine>()
                .AsNoTracking()
                .OrderBy(c => c.Seq)
                .ThenBy(c => c.Ordinal)
                .Select(c => new { c.Day, c.Week })
                .ToListAsync();
            Assert.NotEmpty(booked);
            Assert.All(booked, c => Assert.Equal(c.Day.DayNumber / 7, c.Week));
            return [.. lines, .. booked.Select(c => $"{c.Week}")];
        }
    }
}
