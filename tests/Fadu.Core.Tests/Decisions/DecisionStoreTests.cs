using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Consultations;
using Fadu.Core.Draws;
using Fadu.Core.Inbox;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Tests.Matters;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Modules.Decisions;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using P = Fadu.Core.Tests.Decisions.DecisionPlay;

namespace Fadu.Core.Tests.Decisions;

/// <summary>A major decision in a county: the catalogue shows where it stands, experts are drawn, the review is opened, the chain of responsibility is told from the trail.</summary>
public sealed class DecisionStoreTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Experts_AreDrawnSoThatAnybodyCanDrawAgain(Engine engine)
    {
        await using var place = await Deciding.Start(engine);
        await place.Experts();
        var id = await place.Drafted(new { technical = true });
        var before = await place.LastHash(id);

        await place.Done(
            id,
            "expert.draw",
            new
            {
                count = 2,
                recusals = new[] { new { name = "专家丙", because = "持有停车公司股份" } },
                // Whatever a form sends in its place is lost.
                drawn = new[] { new { item = "x", name = "亲戚" } },
                seed = "0",
            }
        );

        var draw = (await place.State(id)).Acts[^1].Inputs;
        var candidates = Read(draw["candidates"]);
        Assert.Equal(before, (string?)draw["previous"]);
        Assert.Equal(
            Draw.SeedOf((string)draw["previous"]!, (string)draw["drawId"]!),
            (string?)draw["seed"]
        );
        Assert.Equal(Draw.Order((string)draw["seed"]!, candidates).Take(2), Read(draw["drawn"]));
        Assert.Equal(
            ["专家甲", "专家乙", "专家丁"],
            candidates.Select(c => c.Name).Order(Comparer<string>.Create(ByPlace))
        );
        Assert.Equal(
            ["专家丙", "专家戊"],
            draw["excluded"]!
                .AsArray()
                .Select(e => (string)e!["name"]!)
                .Order(Comparer<string>.Create(ByPlace))
        );

        // Again only for one who does not take part.
        Assert.True((await place.Act(id, "expert.draw", new { count = 1 })).Refusal is not null);
        var gone = Read(draw["drawn"])[0].Name;
        await place.Done(
            id,
            "expert.decline",
            new
            {
                name = gone,
                ground = "谢绝",
                text = "出差",
            }
        );
        await place.Done(id, "expert.draw", new { count = 1 });
        var second = (await place.State(id)).Acts[^1].Inputs;
        Assert.DoesNotContain(gone, Read(second["candidates"]).Select(c => c.Name));
        Assert.Equal(
            "此前已经抽中",
            (string?)
                second["excluded"]!.AsArray().Single(e => (string)e!["name"]! == gone)!["because"]
        );
        await place.Verify();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task TheCatalogue_ShowsWhereItStands_AndTheReviewGetsTheFile(Engine engine)
    {
        await using var place = await Deciding.Start(engine);
        var item = await place.CatalogueItem();
        var id = await place.Drafted(new { catalogueItem = new { item } });
        Assert.Equal("已启动", await place.Standing(item));
        await place.Done(id, "participation.hear", P.Hear());
        await place.Done(id, "participation.close", P.NoneCame);
        await place.Hand(id, "consultation");
        await place.Done(id, "request.send", P.Statement);
        Assert.Equal("合法性审查", await place.Standing(item));

        await using var db = place.County.Read();
        var review = await db.Set<Matter>().SingleAsync(m => m.ParentId == id);
        Assert.Equal("legality-review.decision", review.Procedure);
        Assert.Equal(place.County.Justice, review.OrganId);
        Assert.Equal(
            ["consultation", "draft", "explanation"],
            review.ReadState().Materials.Select(m => m.Material).Order(StringComparer.Ordinal)
        );

        await place.Review(review.Id);
        await place.Hand(id, "minutes");
        await place.Done(id, "deliberation.submit", P.Submission);
        await place.Done(
            id,
            "deliberation.decide",
            Walk.Json(
                P.Deliberated(
                    speakers:
                    [
                        P.Speaker("Against", said: "财力不足", name: "周副县长"),
                        P.Speaker(name: "吴副县长"),
                        P.Speaker(head: true),
                    ]
                )
            )
        );
        Assert.Equal("已决定", await place.Standing(item));

        var chain = (
            await MatterChain.Read(
                db,
                Scope.All(),
                id,
                place.County.Services.GetRequiredService<ProcedureRegistry>(),
                place.County.Services.GetRequiredService<EventRegistry>(),
                place.County.Services.GetRequiredService<Directories>()
            )
        )!;
        Assert.Contains(chain, l => l is { Step: "研究论证", Who: "李宁", Procedure: null });
        Assert.Contains(
            chain,
            l => l is { Step: "签发意见书", Who: "孙签", Procedure: "合法性审查（重大行政决策）" }
        );
        Assert.Contains(
            chain.Single(l => l.Step == "集体讨论决定").Said,
            s => s.Text.Contains("财力不足", StringComparison.Ordinal)
        );
        await place.Verify();
    }

    [Fact]
    public async Task TheYearsCatalogue_IsAskedForByItsDay_LateUntilOneOfTheYearIsPublic()
    {
        await using var place = await Deciding.Start(Engine.Sqlite);
        await place.County.Do(new RemindRegisters(new(2026, 3, 30)), Actor.System());
        Assert.Empty(await place.Asked());
        await place.County.Do(new RemindRegisters(new(2026, 4, 1)), Actor.System());
        var asked = Assert.Single(await place.Asked());
        Assert.Equal(new DateOnly(2026, 4, 30), asked.Due);
        Assert.Equal("公布2026年度的重大行政决策事项年度目录：还有29天", asked.Subject);
        Assert.Contains("期限由各省规定", asked.Text, StringComparison.Ordinal);

        // Late: told once more, and it stands however long it takes.
        await place.County.Do(new RemindRegisters(new(2026, 5, 1)), Actor.System());
        Assert.EndsWith(
            "已过期限",
            Assert.Single(await place.Asked()).Subject,
            StringComparison.Ordinal
        );
        await place.County.Do(new RemindRegisters(new(2026, 9, 1)), Actor.System());
        Assert.EndsWith(
            "已过期限",
            Assert.Single(await place.Asked()).Subject,
            StringComparison.Ordinal
        );

        // Agreed to is not yet public.
        var item = await place.CatalogueItem();
        await place.County.Do(new RemindRegisters(new(2026, 9, 2)), Actor.System());
        Assert.Single(await place.Asked());
        await place.County.Do(new PublishOnPortal([item]), Actor.System());
        await place.County.Do(new RemindRegisters(new(2026, 9, 3)), Actor.System());
        Assert.Empty(await place.Asked());
    }

    [Fact]
    public async Task WhereItStands_IsShownWithItsDay_AndOwesNoFurtherPublication()
    {
        await using var place = await Deciding.Start(Engine.Sqlite);
        var item = await place.CatalogueItem();
        await place.County.Do(new PublishOnPortal([item]), Actor.System());
        await using var db = place.County.Read();
        Task<long> Stamp() => db.Set<PublicationStamp>().Select(s => s.Seq).SingleAsync();
        var before = await Stamp();
        var id = await place.Drafted(new { catalogueItem = new { item } });

        // Pages that were kept are out of use.
        Assert.True(await Stamp() > before);
        var section = place
            .County.Services.GetRequiredService<PortalSections>()
            .Find("decision-catalogue")!;
        var today = place.County.Time.Today();
        var stands = (await PortalQueries.Standing(db, section, [item], today))[item];
        Assert.Equal(("已启动", today), (stands.Text, stands.Since));
        Assert.Empty(
            await db.Set<Core.Publications.PublicationDuty>()
                .Where(d => d.SubjectId == item && d.State == Core.Publications.DutyState.Open)
                .ToListAsync()
        );
        // A day before it had not begun.
        Assert.Null(
            (await PortalQueries.Standing(db, section, [item], today.AddDays(-1)))[item].Text
        );

        // What the public is asked about it is named, once it is public.
        var consultation = (
            await place.County.Do(
                new BeginConsultation(
                    place.County.Finance,
                    new ConsultationText
                    {
                        Subject = ConsultationSubject.Decision,
                        Editions =
                        [
                            new(
                                "zh-CN",
                                "汉文",
                                false,
                                "停车收费方案（征求意见稿）",
                                "草案",
                                "说明"
                            ),
                        ],
                        ClosesOn = today.AddDays(31),
                        Contact = "县财政局",
                    }
                )
                {
                    Matter = id,
                    Stage = "participation",
                },
                place.County.FinanceHandler
            )
        ).Id;
        Assert.Empty(
            (await PortalQueries.Standing(db, section, [item], today))[item].Consultations
        );
        await place.County.Do(new OpenConsultation(consultation, 1), place.County.FinanceHandler);
        Assert.Equal(
            "停车收费方案（征求意见稿）",
            Assert
                .Single(
                    (await PortalQueries.Standing(db, section, [item], today))[item].Consultations
                )
                .Title
        );
        await place.Verify();
    }

    [Fact]
    public void TheOrderOfADraw_IsThatOfTheHashesOfSeedAndNumber()
    {
        Drawn[] candidates =
        [
            new() { Item = "1", Name = "甲" },
            new() { Item = "2", Name = "乙" },
            new() { Item = "3", Name = "丙" },
        ];
        var seed = Draw.SeedOf("a", "c");

        // printf 'a|c' | sha256sum; then printf '<seed>|1' | sha256sum …
        Assert.Equal("8b2fc3e128be670932f1f1b177d0aba203a8d99a9170ba05bbc4750210319c7b", seed);
        Assert.Equal(["2", "3", "1"], Draw.Order(seed, candidates).Select(c => c.Item));
        Assert.Equal(Draw.Order(seed, candidates), Draw.Order(seed, candidates.Reverse()));
    }

    private static IReadOnlyList<Drawn> Read(JsonNode? list) =>
        list.Deserialize<IReadOnlyList<Drawn>>(ProcedureJson.Options)!;

    private static int ByPlace(string a, string b) =>
        "甲乙丙丁戊".IndexOf(a[^1], StringComparison.Ordinal)
        - "甲乙丙丁戊".IndexOf(b[^1], StringComparison.Ordinal);

    /// <summary>李宁 of 县财政局 prepares decisions; 县司法局 reviews them.</summary>
    private sealed class Deciding(Reviewing reviewing, Actor counsel) : IAsyncDisposable
    {
        public County County => reviewing.County;

        private Actor Me => County.FinanceHandler;

        public static async Task<Deciding> Start(Engine engine)
        {
            var reviewing = await Reviewing.Of(
                await County.Found(engine),
                "legality-review.decision"
            );
            var counsel = await reviewing.Person(
                "郑顾",
                reviewing.County.Justice,
                "zhenggu",
                Role.LegalCounsel
            );
            return new(reviewing, counsel);
        }

        public async Task Experts()
        {
            foreach (
                var (name, conflict) in new[] { "甲", "乙", "丙", "丁", "戊" }.Select(n =>
                    (n, n == "戊")
                )
            )
            {
                await Put(
                    Modules.Decisions.Experts.Register,
                    texts =>
                    {
                        texts["pool"] = "决策咨询论证";
                        texts["name"] = "专家" + name;
                        texts["conflicts"] = conflict ? County.Finance.ToString() : null;
                    },
                    "appoint",
                    County.Time.Today().AddYears(2)
                );
            }
        }

        public Task<Guid> CatalogueItem() =>
            Put(
                DecisionCatalogueItems.Register,
                texts =>
                {
                    texts["itemName"] = "城区停车收费方案";
                    texts["standing"] = null;
                },
                "list",
                null
            );

        private async Task<Guid> Put(
            Register register,
            Action<Dictionary<string, string?>> change,
            string kind,
            DateOnly? until
        )
        {
            var organs = await LedgerOrgans.Of(County.Services.GetRequiredService<Directories>());
            var texts = new Dictionary<string, string?>(
                RegisterSamples.Texts(register, 0, County.Justice)
            );
            change(texts);
            var (body, errors) = register.Read(texts, organs, County.Time.Today());
            Assert.Empty(errors);
            var drafted = await County.Do(
                new DraftChanges(
                    register.Key,
                    [new NewChange(kind, null, body, County.Time.Today().AddDays(-30), until)]
                )
                {
                    Basis = "云政发〔2026〕1号",
                },
                Actor.System()
            );
            await using var db = County.Read();
            for (var step = 0; step < 3; step++)
            {
                var pending = await db.Set<RegisterChange>()
                    .AnyAsync(c => c.Id == drafted.Id && c.State == ChangeState.Pending);
                if (pending)
                {
                    await County.Do(new ApproveChanges([drafted.Id]), Actor.System());
                }
            }
            return (await db.Set<RegisterChange>().SingleAsync(c => c.Id == drafted.Id)).ItemId;
        }

        /// <summary>Who coordinates is asked for the catalogue of a year.</summary>
        public async Task<IReadOnlyList<InboxItem>> Asked()
        {
            await using var db = County.Read();
            return await db.Set<InboxItem>()
                .Where(i => i.SettledAt == null && i.Key.StartsWith("register-year:"))
                .ToListAsync();
        }

        public async Task<string?> Standing(Guid item)
        {
            await using var db = County.Read();
            var version = await RegisterQueries.AsOf(
                db,
                1,
                item,
                County.Time.Today(),
                TestContext.Current.CancellationToken
            );
            return (string?)version!.ParseBody()["standing"];
        }

        public async Task<Guid> Drafted(object changed)
        {
            var id = (
                await County.Do(
                    new OpenMatter(MajorDecisions.Key, P.Facts(changed))
                    {
                        Materials = [await reviewing.File("argument", Me)],
                    },
                    Me
                )
            ).Id;
            await Done(id, "proposal.argue", P.Argument);
            await Done(
                id,
                "initiation.decide",
                new { decidedBy = "县长", leadUnit = County.Finance }
            );
            await Hand(id, "draft");
            await Hand(id, "explanation");
            await Done(id, "drafting.complete", P.Drafting);
            return id;
        }

        public async Task Hand(Guid id, string material) =>
            await County.Do(new SupplementMatter(id, [await reviewing.File(material, Me)]), Me);

        public Task<CommitResult> Act(Guid id, string action, object? input = null) =>
            reviewing.Act(id, action, Me, input);

        public Task Done(Guid id, string action, object? input = null) =>
            reviewing.Done(id, action, Me, input);

        public async Task<MatterState> State(Guid id) => (await reviewing.Matter(id)).ReadState();

        public async Task<string> LastHash(Guid id)
        {
            await using var db = County.Read();
            var stream = Matter.StreamOf(id);
            return (
                await db.Set<TrailEntry>()
                    .Where(e => e.Stream == stream)
                    .OrderByDescending(e => e.Number)
                    .FirstAsync()
            ).Hash;
        }

        public async Task Review(Guid review)
        {
            await County.Do(new InviteOrgan(review, County.Justice, "counsel"), reviewing.Reviewer);
            await reviewing.Accept(review);
            await reviewing.Done(
                review,
                "review.counsel",
                counsel,
                new { capacity = "公职律师", opinion = "合法" }
            );
            await reviewing.Done(
                review,
                "review.propose",
                reviewing.Reviewer,
                Reviewing.Opinion("Lawful", 0)
            );
            await reviewing.Done(review, "opinion.issue", reviewing.Head);
        }

        public Task Verify() => reviewing.Verify();

        public ValueTask DisposeAsync() => reviewing.DisposeAsync();
    }
}
