using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Tests.Registers;
using Fadu.Core.Trail;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Normative;

/// <summary>文件.届满未评估: what runs out within six months and was not looked at, on any day, whatever became of it later. Today is 2026-03-16.</summary>
public sealed class ExpiringTests
{
    // A property: what is declared is found in static fields.
    private static Register Documents => NormativeDocuments.Register;

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ADocument_CountsInItsLastSixMonths_UntilItIsEvaluated(Engine engine)
    {
        await using var r = await Registering.Found(engine);
        var item = await r.Add(Documents, 0, new(2021, 9, 1), new(2026, 8, 31));
        await r.Add(Documents, 1, new(2023, 1, 1), new(2027, 12, 31));
        await r.Add(Documents, 2, new(2023, 1, 1));

        // Six months before 08-31 is the last of February.
        await On(r, (new(2026, 2, 27), 0), (new(2026, 2, 28), 1), (new(2026, 8, 31), 1));
        await On(r, (new(2026, 9, 1), 0), (new(2027, 6, 29), 0), (new(2027, 6, 30), 1));
        await On(r, (new(2028, 1, 1), 0));

        var before = await Rows(r, item);
        await r.To(Documents, ChangeEffect.Note, item, from: new(2026, 3, 12));
        await On(r, (new(2026, 3, 11), 1), (new(2026, 3, 12), 0), (new(2026, 8, 31), 0));
        // Its text and time are what they were, and nobody has to publish anything.
        Assert.Equal(before, await Rows(r, item));

        // What was looked at for one term was not looked at for the next.
        await r.To(Documents, ChangeEffect.Extend, item, until: new(2031, 8, 31));
        await On(r, (new(2026, 3, 11), 1), (new(2026, 8, 31), 0), (new(2031, 3, 1), 1));
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatIsRepealedOrExtended_CountsUpToThatDecision(Engine engine)
    {
        await using var r = await Registering.Found(engine);
        var repealed = await r.Add(Documents, 0, new(2021, 7, 1), new(2026, 6, 30));
        await On(r, (new(2026, 3, 15), 1), (new(2026, 4, 30), 1));
        var known = await r.LastSeq();
        await r.To(Documents, ChangeEffect.End, repealed, until: new(2026, 4, 30));
        await On(r, (new(2026, 3, 15), 1), (new(2026, 3, 16), 0), (new(2026, 4, 30), 0));
        // As it was known before.
        Assert.Equal(1, await Value(r, new(2026, 4, 30), known));

        var extended = await r.Add(Documents, 1, new(2021, 6, 1), new(2026, 5, 31));
        await r.To(Documents, ChangeEffect.Extend, extended, until: new(2029, 5, 31));
        // Both of them the day before.
        await On(r, (new(2026, 3, 15), 2), (new(2026, 3, 16), 0), (new(2028, 12, 1), 1));

        var wrong = await r.Add(Documents, 2, new(2021, 5, 1), new(2026, 4, 30));
        await On(r, (new(2026, 3, 16), 1));
        await r.To(Documents, ChangeEffect.Void, wrong);
        await On(r, (new(2026, 3, 16), 0));
        await r.Verify();
    }

    [Fact]
    public async Task AnEvaluationIsEnteredOnceItWasMade()
    {
        await using var r = await Registering.Found(Engine.Sqlite);
        var item = await r.Add(Documents, 0, new(2021, 9, 1), new(2026, 8, 31));
        var refused = await r.County.Refused(
            Registering.Command(
                Documents,
                r.By(Documents, ChangeEffect.Note, item, from: new(2026, 3, 17))
            ),
            r.County.Coordinator
        );
        Assert.Equal(("From", RefusalKind.Invalid), (refused.Field, refused.Kind));
        await On(r, (new(2026, 3, 17), 1));
    }

    private static async Task On(Registering r, params (DateOnly Day, int Expected)[] days)
    {
        foreach (var (day, expected) in days)
        {
            Assert.Equal((day, expected), (day, await Value(r, day)));
        }
    }

    private static async Task<decimal?> Value(Registering r, DateOnly day, long? known = null)
    {
        await using var db = r.County.Read();
        return (
            await r
                .County.Services.GetRequiredService<FigureQuery>()
                .Value(
                    db,
                    Scope.All(),
                    new FigureAsk(NormativeDocuments.Expiring, day, day) { Known = known }
                )
        ).Number;
    }

    private static async Task<(int Versions, int Duties, decimal? Changed)> Rows(
        Registering r,
        Guid item
    )
    {
        await using var db = r.County.Read();
        return (
            await db.Set<RegisterVersion>().CountAsync(v => v.ItemId == item),
            await db.Set<PublicationDuty>().CountAsync(d => d.SubjectId == item),
            (
                await r
                    .County.Services.GetRequiredService<FigureQuery>()
                    .Value(db, Scope.All(), FigureAsk.Year(Documents.Changed, 2026))
            ).Number
        );
    }
}
