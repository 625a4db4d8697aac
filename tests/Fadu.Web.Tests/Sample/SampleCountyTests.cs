using Fadu.Cli.Sample;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Plans.Supervision;
using Fadu.Core.Registers;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fadu.Web.Tests.Sample;

/// <summary>The sample county as it stands after loading.</summary>
public sealed class SampleCountyTests(SampleCountyTests.Once once)
    : IClassFixture<SampleCountyTests.Once>
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loaded_county_has_its_organs_with_lineage_and_somebody_for_every_role()
    {
        var (organs, people) = await once
            .Services.GetRequiredService<Directories>()
            .Both(cancellationToken: Cancel);

        Assert.Equal(12, organs.On(Today).Count(o => o.Kind == OrganKind.Township));
        Assert.Equal("县数据局", organs.ByKey("shj")!.ShortName);
        Assert.Equal(
            "云岭县大数据发展中心",
            organs.NameOn(organs.ByKey("shj")!.Id, new DateOnly(2024, 3, 1))
        );
        Assert.Equal(["nyj"], organs.Successors(organs.ByKey("fpj")!.Id).Select(o => o.Key));
        Assert.Equal(["wlj", "tyz"], organs.Successors(organs.ByKey("wtj")!.Id).Select(o => o.Key));
        var sports = people.All.Single(p => p.Login == "chaiming");
        Assert.Equal(organs.ByKey("tyz")!.Id, sports.OrganId);
        Assert.Contains(Role.Clerk, people.RolesOf(sports.Id));
        Assert.Equal("莫葵和", people.LeadersOf(organs.ByKey("yqz")!.Id).Single().Leader.Name);
        var accounts = SampleAccounts
            .All.Select(a => people.All.Single(p => p.Login == a.Login))
            .ToList();
        Assert.All(accounts, a => Assert.True(a.MaySignIn));
        Assert.Equal(
            Enum.GetValues<Role>().ToHashSet(),
            accounts.SelectMany(a => people.RolesOf(a.Id)).ToHashSet()
        );
    }

    [Fact]
    public async Task Loaded_county_signs_in_with_the_printed_password()
    {
        await using var db = await once.Read();
        var hasher = new PasswordHasher<Account>();
        var accounts = await db.Set<Account>().AsNoTracking().ToListAsync(Cancel);

        Assert.Equal(
            SampleAccounts.All.Select(a => a.Login).Order(),
            accounts.Select(a => a.UserName!).Order()
        );
        var account = accounts[0];
        Assert.Equal(
            PasswordVerificationResult.Success,
            hasher.VerifyHashedPassword(account, account.PasswordHash!, SampleAccounts.Password)
        );
        Assert.All(accounts, a => Assert.False(a.MustChangePassword));
        var lines = SampleAccounts.Lines().ToList();
        Assert.Contains(
            lines,
            l => l.Contains("zhuyunyuan · 祝筠原 · 县司法局 · 统筹", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Loaded_county_has_three_years_of_lines_with_late_ones_corrections_and_a_void_one()
    {
        await using var db = await once.Read();
        var lines = await db.Set<LedgerLine>().AsNoTracking().ToListAsync(Cancel);

        Assert.InRange(lines.Count, 1_500, 2_600);
        Assert.Equal(7, lines.Select(l => l.Ledger).Distinct().Count());
        foreach (var year in new[] { 2024, 2025, 2026 })
        {
            Assert.InRange(lines.Count(l => l.OccurredOn.Year == year), 400, 1_000);
        }
        // Late is the exception: what is not reported for whole months is late for a handful only.
        Assert.InRange(lines.Count(l => l is { IsLate: true, Ledger: "publicity-event" }), 3, 12);
        Assert.InRange(lines.Count(l => l.State == LineState.Void), 1, 3);
        var corrected = await db.Set<TrailEntry>()
            .CountAsync(e => e.Kind == "ledger.corrected", Cancel);
        Assert.InRange(corrected, 4, 20);
        Assert.True(await db.Set<ZeroReport>().AnyAsync(Cancel));
        // Moments lie where work happens: on the day or soon after, never after the last day.
        Assert.All(
            lines,
            l => Assert.InRange(l.RecordedAt.LocalDay(), l.OccurredOn, Today.AddDays(-1))
        );
    }

    [Fact]
    public async Task Loaded_county_has_its_catalogue_of_reviews_as_it_stood_each_year()
    {
        await using var db = await once.Read();
        var register = Fadu.Modules.LegalityReview.ReviewCatalogue.Register;
        foreach (
            var (day, items, threshold) in new[]
            {
                (new DateOnly(2024, 3, 31), 0, 0m),
                (new DateOnly(2024, 4, 1), 18, 5_000_000m),
                (new DateOnly(2025, 4, 1), 18, 8_000_000m),
                (new DateOnly(2026, 3, 1), 17, 8_000_000m),
            }
        )
        {
            var found = await RegisterQueries
                .Items(db, Scope.All(), register, new RegisterFilter { Day = day })
                .ToListAsync(Cancel);
            Assert.Equal(items, found.Count);
            Assert.All(
                found.Where(v => v.N1 is not null),
                v => Assert.Equal(threshold, (decimal)v.ParseBody()["thresholdAmount"]!)
            );
            Assert.Equal(
                items,
                await db.Set<ContributionLine>()
                    .Where(c => c.Figure == register.InForce.Code && c.Day <= day)
                    .SumAsync(c => c.Amount, Cancel)
            );
        }
    }

    [Fact]
    public async Task Loaded_county_shows_one_organ_that_did_not_report()
    {
        var services = once.Services;
        await using var db = await once.Read();
        var organs = await LedgerOrgans.Of(services.GetRequiredService<Directories>());
        var dues = await LedgerQueries.Dues(
            db,
            Scope.All(),
            services.GetRequiredService<LedgerRegistry>(),
            organs,
            Today,
            Cancel
        );
        var missing = dues.Where(d => d is { IsMissing: true, Ledger.Key: "publicity-event" })
            .ToList();

        Assert.Equal("云岭县商务局", Assert.Single(missing).Organ.Name);
    }

    [Fact]
    public async Task Loaded_county_has_both_plans_confirmed_and_about_five_items_late()
    {
        await using var db = await once.Read();
        var plans = await db.Set<Plan>().AsNoTracking().ToListAsync(Cancel);
        var items = await db.Set<PlanItem>().AsNoTracking().ToListAsync(Cancel);

        Assert.Equal(2, plans.Count);
        Assert.All(plans, p => Assert.Equal(PlanState.Confirmed, p.State));
        Assert.Equal(31, items.Count(i => i.PlanId == plans.Single(p => p.ToYear == 2025).Id));
        Assert.InRange(items.Count(i => i.IsLate(Today)), 4, 6);
        Assert.InRange(items.Count(i => i.WrittenOffOn is not null), 15, 40);
        var reports = await db.Set<ProgressReport>().AsNoTracking().ToListAsync(Cancel);
        Assert.Single(reports, r => r.Status == ReportStatus.Withdrawn);
        Assert.Contains(reports, r => r.Status == ReportStatus.Returned);
        Assert.All(
            reports.Where(r => r.State == ItemState.Done),
            r => Assert.NotEmpty(r.ReadFiles())
        );
        Assert.Equal(3, await db.Set<SupervisionNotice>().CountAsync(Cancel));
        Assert.Equal(7, await db.Set<RectificationItem>().CountAsync(Cancel));
    }

    [Fact]
    public async Task Loaded_county_has_its_report_of_2025_approved_with_figures_that_still_open_their_records()
    {
        var services = once.Services;
        await using var db = await once.Read();
        var report = await db.Set<Report>().AsNoTracking().SingleAsync(r => r.Year == 2025, Cancel);

        Assert.Equal(ReportState.Approved, report.State);
        Assert.Equal("晏沐和", report.ApprovedBy);
        Assert.True(
            await db.Set<ReportDutyRecord>()
                .AnyAsync(
                    d =>
                        d.OrganId == report.OrganId
                        && d.Year == 2025
                        && d.Duty == ReportDuty.Publication,
                    Cancel
                )
        );
        var frozen = System.Text.Json.JsonSerializer.Deserialize<FrozenReport>(
            report.Frozen!,
            EventRegistry.Json
        )!;
        Assert.True(frozen.Tokens.Count >= 15);
        Assert.All(
            frozen.Tokens,
            t => Assert.False(t.Exact.EndsWith("/0", StringComparison.Ordinal), t.Raw)
        );
        Assert.Equal(
            ReportState.Drafting,
            (await db.Set<Report>().AsNoTracking().SingleAsync(r => r.Year == 2026, Cancel)).State
        );
        // What came after the year was closed shows beside the reported value.
        var period = await db.Set<FigurePeriod>()
            .AsNoTracking()
            .SingleAsync(p => p.From == new DateOnly(2025, 1, 1), Cancel);
        Assert.True(period.IsClosed);
        var reported = await db.Set<FrozenFigure>()
            .AsNoTracking()
            .SingleAsync(f => f.PeriodId == period.Id && f.Figure == "TrainingAttendances", Cancel);
        var now = await Value(services, db, "TrainingAttendances", 2025);
        Assert.Equal(reported.Amount - 3, now.Amount);
    }

    [Fact]
    public async Task Loaded_county_passes_verify()
    {
        var finding = await once.Services.GetRequiredService<Verifier>().Verify(once.Scratch);

        Assert.Null(finding.Problem);
        Assert.Equal(SampleState.Loaded, await SampleCounty.StateOf(once.Services, Cancel));
    }

    [Fact]
    public async Task Loaded_twice_on_the_same_day_all_figures_of_all_years_are_the_same()
    {
        await using var again = await Loaded.At(Engine.Sqlite, Today);
        foreach (var year in new[] { 2024, 2025, 2026 })
        {
            Assert.Equal(await Figures(once.Services, year), await Figures(again.Services, year));
        }
    }

    [Fact]
    public async Task Loaded_on_PostgreSQL_with_another_day_passes_verify()
    {
        await using var loaded = await Loaded.At(Engine.Postgres, new DateOnly(2025, 4, 15));
        var finding = await loaded.Services.GetRequiredService<Verifier>().Verify(loaded.Scratch);

        Assert.Null(finding.Problem);
        Assert.True(finding.Entries > 1_500);
        Assert.NotEqual("", await Figures(loaded.Services, 2024));
    }

    /// <summary>Whoever tries the product does so on some day: in the year's first weeks, or when the next year's holidays are not known yet.</summary>
    [Theory]
    [InlineData("2025-02-26")]
    [InlineData("2027-01-12")]
    public async Task Loaded_on_any_day_passes_verify(string today)
    {
        await using var loaded = await Loaded.At(
            Engine.Sqlite,
            DateOnly.ParseExact(
                today,
                "yyyy-MM-dd",
                System.Globalization.CultureInfo.InvariantCulture
            )
        );
        var finding = await loaded.Services.GetRequiredService<Verifier>().Verify(loaded.Scratch);
        Assert.Null(finding.Problem);
        Assert.True(finding.Entries > 1_500);
    }

    private static async Task<string> Figures(IServiceProvider services, int year)
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync(Cancel);
        var lines = new List<string>();
        foreach (
            var figure in services
                .GetRequiredService<FigureCatalogue>()
                .All.OrderBy(f => f.Code, StringComparer.Ordinal)
        )
        {
            var value = await Value(services, db, figure.Code, year);
            lines.Add($"{figure.Code} {value.Amount}/{value.Denominator}");
        }
        return string.Join("\n", lines);
    }

    private static Task<FigureValue> Value(
        IServiceProvider services,
        FaduDb db,
        string code,
        int year
    )
    {
        var figure = services.GetRequiredService<FigureCatalogue>().All.Single(f => f.Code == code);
        return services
            .GetRequiredService<FigureQuery>()
            .Value(
                db,
                Scope.All(),
                new FigureAsk(figure, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)),
                Cancel
            );
    }

    /// <summary>One county for all tests that only look.</summary>
    public sealed class Once : IAsyncLifetime
    {
        private Loaded? loaded;

        internal IServiceProvider Services => loaded!.Services;

        internal string Scratch => loaded!.Scratch;

        internal Task<FaduDb> Read() =>
            Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContextAsync(Cancel);

        public async ValueTask InitializeAsync() => loaded = await Loaded.At(Engine.Sqlite, Today);

        public async ValueTask DisposeAsync() => await loaded!.DisposeAsync();
    }

    /// <summary>A sample county in a folder of its own.</summary>
    internal sealed class Loaded : IAsyncDisposable
    {
        private readonly ServiceProvider services;
        private readonly string folder;

        private Loaded(ServiceProvider services, string folder)
        {
            this.services = services;
            this.folder = folder;
        }

        public IServiceProvider Services => services;

        public string Scratch => Path.Combine(folder, "scratch");

        public static async Task<Loaded> At(Engine engine, DateOnly today)
        {
            var folder = Directory.CreateTempSubdirectory("fadu-sample-").FullName;
            var options = new FaduOptions(
                folder,
                engine == Engine.Postgres ? PostgresServer.NewDatabase() : null
            );
            var collection = new ServiceCollection();
            collection.AddLogging();
            var time = new FrozenTime();
            time.GoTo(today);
            collection.AddSingleton<TimeProvider>(time);
            WebHost.AddStorage(collection, options);
            WebHost.AddAccounts(collection);
            var services = collection.BuildServiceProvider();
            await WebHost.Migrate(services);
            await SampleCounty.Load(options, today);
            return new Loaded(services, folder);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
