using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fadu.Core.Tests.Registers.Registering;

namespace Fadu.Core.Tests.Registers;

/// <summary>The life of an item, the same for every register, on both engines.</summary>
public sealed class RegisterLifeTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    /// <summary>Every declaration lives through the whole life of an item.</summary>
    private static IReadOnlyCollection<Register> All => RegisterDeclarationTests.Registry.All;

    /// <summary>What the block does alike for every declaration is shown by one of each sort: with further steps, with lists, internal, with a last day.</summary>
    private static readonly IReadOnlyList<Register> Some =
    [
        .. new[]
        {
            "review-catalogue",
            "normative-document",
            "service-item",
            "info-system",
            "delegation",
        }.Select(k => RegisterDeclarationTests.Registry[k]),
    ];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EveryRegister_ItemThroughItsWholeLife_StandsRightOnEveryDayAndKeepsWhatWasKnown(
        Engine engine
    )
    {
        await using var r = await Found(engine);
        var items = (
            await r.DoAll(
                All.Select(register =>
                    (
                        register,
                        (IReadOnlyList<NewChange>)
                            [
                                r.Adding(
                                    register,
                                    r.Body(register),
                                    Day(2024, 1, 1),
                                    Day(2026, 12, 31)
                                ),
                            ]
                    )
                )
            )
        ).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);
        await Step(ChangeEffect.Change, Day(2025, 3, 1), null, "第二版");
        await Step(ChangeEffect.Suspend, Day(2025, 6, 1), Day(2025, 6, 30));
        await Step(ChangeEffect.Extend, null, Day(2027, 12, 31));
        await Step(ChangeEffect.End, null, Day(2027, 2, 28));
        var known = await r.LastSeq();
        // Entered late: a version between two that stand; and the last one was wrong from its start.
        await Step(ChangeEffect.Change, Day(2024, 7, 1), null, "补登的");
        await Step(ChangeEffect.Correct, null, null, "更正后");

        foreach (var register in All)
        {
            await using var db = r.County.Read();
            var all = await RegisterQueries.Versions(db, Scope.All(), register.Key).ToListAsync();
            foreach (
                var (day, state, note) in new (DateOnly, Standing, string?)[]
                {
                    (Day(2024, 1, 1), Standing.InForce, null),
                    (Day(2024, 6, 30), Standing.InForce, null),
                    (Day(2024, 7, 1), Standing.InForce, "补登的"),
                    (Day(2025, 2, 28), Standing.InForce, "补登的"),
                    (Day(2025, 3, 1), Standing.InForce, "更正后"),
                    (Day(2025, 5, 31), Standing.InForce, "更正后"),
                    (Day(2025, 6, 1), Standing.Suspended, "更正后"),
                    (Day(2025, 6, 30), Standing.Suspended, "更正后"),
                    (Day(2025, 7, 1), Standing.InForce, "更正后"),
                    (Day(2027, 2, 28), Standing.InForce, "更正后"),
                }
            )
            {
                var row = Assert.Single(all, v => v.ValidFrom <= day && v.ValidUntil >= day);
                Assert.Equal(
                    (items[register.Key], state, note),
                    (row.ItemId, row.StateOn(day), (string?)row.ParseBody()["note"])
                );
            }
            Assert.Equal(Standing.Ended, all.Single(v => v.IsLast).StateOn(Day(2027, 3, 1)));
            // As it was known before.
            foreach (
                var (day, note) in new (DateOnly, string?)[]
                {
                    (Day(2024, 8, 1), null),
                    (Day(2025, 4, 1), "第二版"),
                }
            )
            {
                Assert.Equal(
                    note,
                    (string?)
                        (await r.On(register, items[register.Key], day, known))!.ParseBody()["note"]
                );
            }
            await FiguresEqualRecount(r, register);
        }
        await r.Verify();

        async Task Step(ChangeEffect effect, DateOnly? from, DateOnly? until, string? note = null)
        {
            await r.DoAll(
                All.Select(register =>
                {
                    var body = note is null ? null : r.Body(register);
                    if (body is not null)
                    {
                        body["note"] = note;
                    }
                    return (
                        register,
                        (IReadOnlyList<NewChange>)
                            [r.By(register, effect, items[register.Key], from, until, body)]
                    );
                })
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Register_ItemVoid_WasNeverThere_ButIsKnownToHaveBeen(Engine engine)
    {
        await using var r = await Found(engine);
        foreach (var register in Some)
        {
            var item = await r.Add(register, 0, Day(2025, 1, 1));
            var before = await r.LastSeq();
            foreach (var state in Enum.GetValues<Standing>())
            {
                Assert.Equal(
                    state == Standing.InForce,
                    await r.On(register, item, Day(2026, 1, 1), state: state) is not null
                );
            }
            await r.To(register, ChangeEffect.Void, item);
            Assert.Null(await r.On(register, item, Day(2026, 1, 1)));
            Assert.NotNull(await r.On(register, item, Day(2026, 1, 1), before));
            await FiguresEqualRecount(r, register);
        }
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Register_Draft_IsNowhereUntilTheLastHasAgreed(Engine engine)
    {
        await using var r = await Found(engine);
        var county = r.County;
        foreach (var register in Some)
        {
            var change = r.Adding(register, r.Body(register), Day(2026, 3, 1));
            var id = await r.Draft(register, change);
            Assert.Empty(await Titles(r, register, Scope.All()));
            Assert.Equal(0, await Value(r, register.InForce));

            // Nobody agrees to his own draft, no foreign organ does, and the county not before the keeper.
            Assert.Equal(
                RefusalKind.Forbidden,
                (await county.Refused(new ApproveChanges([id]), county.Coordinator)).Kind
            );
            Assert.Equal(
                RefusalKind.Forbidden,
                (await county.Refused(new ApproveChanges([id]), county.Leader)).Kind
            );
            var unexplained = await county.Refused(new ReturnChanges([id]), r.Head);
            Assert.Equal("Reason", unexplained.Field);
            await county.Do(new ReturnChanges([id]) { Reason = "材料不全" }, r.Head);
            Assert.Equal("材料不全", (await r.Change(id)).ReturnReason);
            Assert.Equal(
                RefusalKind.Conflict,
                (await county.Refused(new ApproveChanges([id]), r.Head)).Kind
            );

            var again = await r.Draft(register, change);
            await county.Do(new WithdrawChanges([again]), county.Coordinator);
            Assert.Equal(ChangeState.Withdrawn, (await r.Change(again)).State);
            Assert.Empty(await Titles(r, register, Scope.All()));

            await r.Approve(await r.Draft(register, change));
            Assert.Single(await Titles(r, register, Scope.All()));
            Assert.Equal(1, await Value(r, register.InForce));
        }
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Register_DraftMadeBeforeAnotherChange_IsNotPutOverIt(Engine engine)
    {
        await using var r = await Found(engine);
        foreach (var register in Some)
        {
            var item = await r.Add(register, 0, Day(2025, 1, 1));
            var (one, other) = (r.Body(register), r.Body(register));
            one["note"] = "甲改的";
            other["note"] = "乙改的";
            var kind = register.Kind(ChangeEffect.Change).Key;
            var first = await r.Draft(register, new NewChange(kind, item, one, Day(2026, 1, 1)));
            var second = await r.Draft(register, new NewChange(kind, item, other, Day(2026, 2, 1)));
            await r.Approve(first);
            var steps = register.StepsFor(other);
            if (steps.Count > 0)
            {
                await r.County.Do(new ApproveChanges([second]), r.Head);
            }
            var refusal = await r.County.Refused(
                new ApproveChanges([second]),
                steps.Count > 0 ? r.County.Leader : r.Head
            );
            Assert.Equal(RefusalKind.Conflict, refusal.Kind);
            Assert.Equal(["甲改的"], await Notes(r, register, item, Day(2026, 3, 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Register_SameItemAgain_IsRefusedWhileItsTimesOverlap(Engine engine)
    {
        await using var r = await Found(engine);
        foreach (var register in Some)
        {
            var item = await r.Add(register, 0, Day(2024, 1, 1), Day(2024, 12, 31));
            var refusal = await r.County.Refused(
                Command(register, r.Adding(register, r.Body(register), Day(2024, 12, 31))),
                r.County.Coordinator
            );
            Assert.Equal(RefusalKind.Conflict, refusal.Kind);
            await r.Add(register, 0, Day(2025, 1, 1));
            // Its longer life would meet the other's.
            var longer = await r.County.Refused(
                Command(
                    register,
                    new NewChange(
                        register.Kind(ChangeEffect.Extend).Key,
                        item,
                        null,
                        null,
                        Day(2025, 6, 30)
                    )
                ),
                r.County.Coordinator
            );
            Assert.Equal(RefusalKind.Conflict, longer.Kind);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Register_InternalItem_IsSeenByItsKeeperOnly(Engine engine)
    {
        await using var r = await Found(engine);
        foreach (var register in Some)
        {
            await r.Add(register, 0, Day(2026, 1, 1));
            var body = r.Body(register, 1);
            body["visibility"] = nameof(Visibility.Internal);
            await r.Do(register, r.Adding(register, body, Day(2026, 1, 1)));
            Assert.Equal(2, (await Titles(r, register, Scope.All())).Count);
            Assert.Equal(
                2,
                (await Titles(r, register, new Scope(1, false, [r.County.Justice]))).Count
            );
            // Of a register that is internal as a whole the others see nothing.
            var seen = register.IsInternal ? 0 : 1;
            Assert.Equal(
                seen,
                (await Titles(r, register, new Scope(1, false, [r.County.Qingshi]))).Count
            );
            Assert.Equal(
                seen,
                (
                    await Titles(
                        r,
                        register,
                        new Scope(1, false, [r.County.Qingshi, r.County.Baishui])
                    )
                ).Count
            );
            // And nobody drafts for a foreign keeper.
            var foreign = await r.County.Refused(
                Command(register, r.Adding(register, r.Body(register, 2), Day(2026, 1, 1))),
                r.County.QingshiClerk
            );
            Assert.Equal(RefusalKind.Forbidden, foreign.Kind);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Register_TwoDays_DifferByWhatBeganEndedAndChangedBetween(Engine engine)
    {
        await using var r = await Found(engine);
        foreach (var register in Some)
        {
            var same = await r.Add(register, 0, Day(2025, 1, 1));
            var ended = await r.Add(register, 1, Day(2025, 1, 1));
            var changed = await r.Add(register, 2, Day(2025, 1, 1));
            await r.To(register, ChangeEffect.End, ended, null, Day(2025, 12, 31));
            var body = r.Body(register, 2);
            body["note"] = "改过";
            await r.To(register, ChangeEffect.Change, changed, Day(2026, 1, 1), null, body);
            var added = await r.Add(register, 3, Day(2026, 2, 1));

            await using var db = r.County.Read();
            var all = new List<ItemDifference>();
            Guid? from = null;
            do
            {
                var (items, next) = await RegisterQueries.Differences(
                    db,
                    Scope.All(),
                    register,
                    Day(2025, 12, 1),
                    Day(2026, 2, 1),
                    from,
                    2
                );
                all.AddRange(items);
                from = next;
            } while (from is not null);
            Assert.Equal(new[] { ended, changed, added }.Order(), all.Select(d => d.Item).Order());
            Assert.Null(all.Single(d => d.Item == ended).After);
            Assert.Null(all.Single(d => d.Item == added).Before);
            Assert.DoesNotContain(all, d => d.Item == same);
            Assert.Equal(
                "备注",
                Assert
                    .Single(
                        register.Differences(
                            all.Single(d => d.Item == changed).Before!.ParseBody(),
                            all.Single(d => d.Item == changed).After!.ParseBody(),
                            r.Organs
                        )
                    )
                    .Title
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Register_List_IsPagedWithoutLossOrRepeat(Engine engine)
    {
        await using var r = await Found(engine);
        foreach (var register in Some)
        {
            for (var i = 0; i < 7; i++)
            {
                await r.Add(register, i, Day(2026, 1, 1));
            }
            await using var db = r.County.Read();
            var titles = new List<string>();
            string? after = null;
            do
            {
                var page = await RegisterQueries.Page(
                    db,
                    Scope.All(),
                    register,
                    new RegisterFilter { Day = Day(2026, 3, 1) },
                    after,
                    3
                );
                titles.AddRange(page.Items.Select(v => v.Title));
                after = page.Next;
            } while (after is not null);
            Assert.Equal(7, titles.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(7, titles.Count);
        }
    }

    [Fact]
    public async Task List_AsAnyScopeSeesIt_IsReadInTheOrderOfAnIndex()
    {
        await using var r = await Found(Engine.Sqlite);
        await using var db = r.County.Read();
        var register = RegisterDeclarationTests.Registry["review-catalogue"];
        foreach (var scope in new[] { Scope.All(), new Scope(1, false, [r.County.Qingshi]) })
        {
            var plan = await QueryPlan.Of(
                db,
                RegisterQueries
                    .Items(db, scope, register, new RegisterFilter { Day = Day(2026, 3, 1) })
                    .OrderBy(v => v.SortText)
                    .ThenBy(v => v.ItemId)
                    .Take(51)
            );
            Assert.Contains("USING INDEX IX_register_version", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }
    }

    /// <summary>All stocks against a count by hand on many days, and against the amounts of what was in force.</summary>
    internal static async Task FiguresEqualRecount(Registering r, Register register)
    {
        await using var db = r.County.Read();
        var versions = await RegisterQueries.Versions(db, Scope.All(), register.Key).ToListAsync();
        var codes = register.Figures.Select(f => f.Code).ToList();
        var lines = (
            await db.Set<ContributionLine>().Where(c => codes.Contains(c.Figure)).ToListAsync()
        ).ToLookup(c => c.Figure, StringComparer.Ordinal);
        foreach (var day in Enumerable.Range(0, 60).Select(i => Day(2023, 12, 31).AddDays(i * 20)))
        {
            var inForce = versions
                .Where(v =>
                    v.ValidFrom <= day && v.ValidUntil >= day && v.State == StretchState.InForce
                )
                .ToList();
            Assert.Equal(inForce.Count, Booked(register.InForce, day));
            for (var i = 0; i < register.Counted.Count; i++)
            {
                Assert.Equal(
                    inForce.Sum(v => register.AmountsOf(v.ParseBody())[i]),
                    Booked(register.Counted[i], day)
                );
            }
            if (register.Lapsed is { } lapsed)
            {
                Assert.Equal(
                    versions.Count(v =>
                        v.IsLast && v.ValidUntil < day && v.Ending == Ending.Expires
                    ),
                    Booked(lapsed, day)
                );
            }
        }

        long Booked(Figure figure, DateOnly day) =>
            lines[figure.Code].Where(c => c.Day <= day).Sum(c => c.Amount);
    }

    private static async Task<long> Value(Registering r, Figure figure)
    {
        await using var db = r.County.Read();
        return await db.Set<ContributionLine>()
            .Where(c => c.Figure == figure.Code && c.Day <= r.County.Time.Today())
            .SumAsync(c => c.Amount);
    }

    private static async Task<IReadOnlyList<string>> Titles(
        Registering r,
        Register register,
        Scope scope
    )
    {
        await using var db = r.County.Read();
        return
        [
            .. (
                await RegisterQueries.Page(
                    db,
                    scope,
                    register,
                    new RegisterFilter { Day = r.County.Time.Today() },
                    null,
                    50
                )
            ).Items.Select(v => v.Title),
        ];
    }

    private static async Task<IReadOnlyList<string?>> Notes(
        Registering r,
        Register register,
        Guid item,
        params DateOnly[] days
    )
    {
        var notes = new List<string?>();
        foreach (var day in days)
        {
            notes.Add((string?)(await r.On(register, item, day))?.ParseBody()["note"]);
        }
        return notes;
    }
}
