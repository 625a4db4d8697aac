using System.Globalization;
using Fadu.Core.Documents;
using Fadu.Core.Files;
using Fadu.Core.Inbox;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Tests.Matters;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Documents;

/// <summary>A document from its draft to its service, its number, and what nobody may do; on both engines.</summary>
public sealed class DocumentTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnOpinion_IsDraftedCheckedCountersignedSignedAndServed_AndTheMatterFollows(
        Engine engine
    )
    {
        await using var w = await Writing.Start(engine);
        var matter = await w.Proposed();
        // The receipt was asked for when the matter was accepted.
        var receipt = Assert.Single(await w.OfMatter(matter));
        Assert.Equal(
            ("收件回执", DocumentStage.Owed, "receipt-1"),
            (receipt.Name, receipt.Stage, receipt.Owed)
        );

        var id = await w.Drafted(matter);
        var draft = await w.Of(id);
        Assert.Contains("增设许可", draft.ReadBody().Text, StringComparison.Ordinal);
        Assert.Equal(w.County.Finance, draft.ReadBody().Recipient.Organ);

        await w.County.Do(
            new SubmitDocument(id, draft.Version)
            {
                Countersigns =
                [
                    new(w.County.Finance, null),
                    new(w.County.Justice, w.County.Coordinator.Person),
                ],
            },
            w.Review.Reviewer
        );
        Assert.Equal(
            "拟稿人不得核本人的稿，请由他人核稿。",
            (
                await w.County.Refused(
                    new CheckDocument(id, (await w.Of(id)).Version),
                    w.Review.Reviewer
                )
            ).Message
        );
        await w.County.Do(
            new CheckDocument(id, (await w.Of(id)).Version)
            {
                Text = (await w.Of(id)).ReadBody().Text + "\n特此函复。",
            },
            w.County.Coordinator
        );
        Assert.Equal(DocumentStage.Countersign, (await w.Of(id)).Stage);
        Assert.Equal(w.Review.Reviewer.Person, (await w.Of(id)).DrafterId);
        // Each for himself: one agrees, one does not, and both stand side by side.
        Assert.Equal(
            "不同意的，请写明意见。",
            (
                await w.County.Refused(new CountersignDocument(id, false, " "), w.Review.Sender)
            ).Message
        );
        await w.County.Do(new CountersignDocument(id, false, "第二条请再研究。"), w.Review.Sender);
        await w.County.Do(new CountersignDocument(id, true, null), w.County.Coordinator);
        var ready = await w.Of(id);
        Assert.Equal(DocumentStage.Sign, ready.Stage);
        Assert.Equal(
            [(w.County.Finance, (bool?)false), (w.County.Justice, true)],
            ready.ReadBody().Countersigns.Select(c => (c.Organ, c.Agrees))
        );

        // To sign the document is to take the step of the matter.
        Assert.True((await w.Issue(id)).IsDone);
        var issued = await w.Of(id);
        var year = w.Review.Today.Year;
        Assert.Equal(
            (DocumentStage.Issued, $"云司审〔{year}〕1号", "opinion-letter-1"),
            (issued.Stage, issued.NumberText, issued.Owed)
        );
        Assert.EndsWith("特此函复。", issued.ReadBody().Text, StringComparison.Ordinal);
        Assert.Equal("采纳反馈", (await w.Review.Matter(matter)).Stage);
        Assert.True(
            w.County.Services.GetRequiredService<FileStore>().Has(issued.FileHash!),
            "the signed file lies in the store"
        );

        await using (var db = w.County.Read())
        {
            Assert.Contains(
                await db.Set<InboxItem>().Where(i => i.SettledAt == null).ToListAsync(),
                i =>
                    i.OrganId == w.County.Finance
                    && i.Subject.StartsWith("收到合法性审查意见书", StringComparison.Ordinal)
            );
            // The addressee sees it now.
            Assert.NotNull(
                await DocumentQueries.Find(db, new Scope(1, false, [w.County.Finance]), id)
            );
            Assert.Null(
                await DocumentQueries.Find(db, new Scope(1, false, [w.County.Qingshi]), id)
            );
        }
        await w.County.Do(new AcknowledgeDocument(id), w.Review.Sender);
        Assert.Equal(w.Review.Today, (await w.Of(id)).ServedOn);
        Assert.Equal(
            w.Review.Today,
            (await w.Review.Matter(matter)).ReadState().Events["opinion-letter.served"]
        );
        await w.Review.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SixtySignedFromTwoLanes_TakeOneToSixty(Engine engine)
    {
        await using var w = await Writing.Start(engine);
        var ids = new List<Guid>();
        for (var i = 1; i <= 60; i++)
        {
            ids.Add(await w.ToSign(await w.Proposed($"云岭县第{i}号办法")));
        }
        var versions = new Dictionary<Guid, int>();
        foreach (var id in ids)
        {
            versions[id] = (await w.Of(id)).Version;
        }
        // A second process with its own lane, on the same database.
        await using var other = w.County.AnotherProcess();
        var committers = new[] { w.County.Committer, other.GetRequiredService<Committer>() };
        var results = await Task.WhenAll(
            ids.Select(
                (id, i) =>
                    committers[i % 2].Commit(new IssueDocument(id, versions[id]), w.Review.Head)
            )
        );

        Assert.All(results, r => Assert.Null(r.Refusal));
        await using var db = w.County.Read();
        Assert.Equal(
            Enumerable.Range(1, 60),
            await db.Set<DocumentNumber>()
                .OrderBy(n => n.Number)
                .Select(n => n.Number)
                .ToListAsync()
        );
        Assert.Equal(
            60,
            await db.Set<DocumentNumber>().Select(n => n.DocumentId).Distinct().CountAsync()
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ARefusedSignature_LosesNoNumber_AndAVoidDocumentKeepsItsOwn(Engine engine)
    {
        await using var w = await Writing.Start(engine);
        var first = await w.Issued("云岭县停车办法");
        var second = await w.ToSign(await w.Proposed("云岭县养犬办法"));

        // Signed by the one who drafted it: refused, and no number is gone.
        var both = new HashSet<Role> { Role.Reviewer, Role.UnitHead };
        var refused = await w.County.Refused(
            new IssueDocument(second, (await w.Of(second)).Version),
            w.Review.Reviewer with
            {
                Roles = both,
            }
        );
        Assert.StartsWith("拟稿人不得签发", refused.Message, StringComparison.Ordinal);
        // Seen too early: refused in the last moment, after the number was looked up.
        Assert.Equal(
            RefusalKind.Conflict,
            (await w.County.Refused(new IssueDocument(second, 1), w.Review.Head)).Kind
        );
        Assert.True((await w.Issue(second)).IsDone);
        Assert.Equal(2, (await w.Of(second)).Number);

        Assert.Equal(
            "请写明作废的理由；文号保留，不再使用。",
            (
                await w.County.Refused(
                    new VoidDocument(first, (await w.Of(first)).Version),
                    w.Review.Head
                )
            ).Message
        );
        await w.County.Do(
            new VoidDocument(first, (await w.Of(first)).Version) { Reason = "主送单位写错" },
            w.Review.Head
        );
        var third = await w.Issued("云岭县广告办法");
        Assert.Equal(3, (await w.Of(third)).Number);
        await using var db = w.County.Read();
        Assert.Equal(
            [(1, "主送单位写错"), (2, null), (3, null)],
            (await db.Set<DocumentNumber>().OrderBy(n => n.Number).ToListAsync()).Select(n =>
                (n.Number, n.VoidReason)
            )
        );
        await w.Review.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task NumbersUsedOnPaper_AreGoneOnFrom_ButNeverOnceOneWasTakenHere(Engine engine)
    {
        await using var w = await Writing.Start(engine);
        var year = w.Review.Today.Year;
        var start = new StartNumbersAfter("legality-opinion", year, 35);
        Assert.StartsWith(
            "请写明续号的理由",
            (await w.County.Refused(start, w.Review.Head)).Message,
            StringComparison.Ordinal
        );
        await w.County.Do(start with { Reason = "启用前纸质编号已用至35号" }, w.Review.Head);

        var id = await w.Issued();

        Assert.Equal($"云司审〔{year}〕36号", (await w.Of(id)).NumberText);
        Assert.Contains(
            "不能再改起始号",
            (
                await w.County.Refused(
                    new StartNumbersAfter("legality-opinion", year, 80) { Reason = "补记" },
                    w.Review.Head
                )
            ).Message,
            StringComparison.Ordinal
        );
        // Another organ's numbers, and another year's, are their own.
        await using var db = w.County.Read();
        Assert.Equal(
            $"县财政局审〔{year}〕1号",
            await DocumentQueries.NextNumber(
                db,
                1,
                w.County.Finance,
                new NumberSeries("legality-opinion", "审", "意见书"),
                year
            )
        );
        Assert.Equal(
            $"云司审〔{year + 1}〕1号",
            await DocumentQueries.NextNumber(
                db,
                1,
                w.County.Justice,
                new NumberSeries("legality-opinion", "审", "意见书"),
                year + 1
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AStepIsTakenBackUntilTheNextActs_AndAReturnGivesItsReason(Engine engine)
    {
        await using var w = await Writing.Start(engine);
        var id = await w.Drafted(await w.Proposed());
        var text = (await w.Of(id)).ReadBody().Text;
        await w.County.Do(
            new SubmitDocument(id, (await w.Of(id)).Version) { Text = text + "\n另附说明。" },
            w.Review.Reviewer
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await w.County.Refused(
                    new RecallDocument(id, (await w.Of(id)).Version),
                    w.Review.Head
                )
            ).Kind
        );
        await w.County.Do(new RecallDocument(id, (await w.Of(id)).Version), w.Review.Reviewer);
        var recalled = await w.Of(id);
        Assert.Equal(DocumentStage.Draft, recalled.Stage);
        Assert.EndsWith("另附说明。", recalled.ReadBody().Text, StringComparison.Ordinal);

        await w.County.Do(new SubmitDocument(id, recalled.Version), w.Review.Reviewer);
        await w.County.Do(
            new ReturnDocument(id, (await w.Of(id)).Version) { Reason = "结论再斟酌" },
            w.County.Coordinator
        );
        Assert.Equal("结论再斟酌", (await w.Of(id)).ReadBody().Returned);
        await using var db = w.County.Read();
        var told = await db.Set<InboxItem>()
            .SingleAsync(i => i.SettledAt == null && i.Key.StartsWith("document:"));
        Assert.Equal((w.Review.Reviewer.Person, "结论再斟酌"), (told.PersonId, told.Text));
        // Somebody else has acted since.
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await w.County.Refused(
                    new RecallDocument(id, (await w.Of(id)).Version),
                    w.Review.Reviewer
                )
            ).Kind
        );
        await w.Review.Verify();
    }

    [Fact]
    public async Task WhatIsNotFilledIn_IsNotSentOn_AndItsPlaceIsNamed()
    {
        await using var w = await Writing.Start(Engine.Sqlite);
        var id = await w.Drafted(await w.Proposed());
        var refusal = await w.County.Refused(
            new SubmitDocument(id, (await w.Of(id)).Version)
            {
                Text = "标题：意见\n请于【未填：期限】前反馈{{联系人}}。\n{{文号}}",
            },
            w.Review.Reviewer
        );
        Assert.StartsWith(
            "“合法性审查意见书”还有 2 处没有填",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["第 2 行第 3 字：【未填：期限】", "第 2 行第 13 字：{{联系人}}"],
            refusal.Details
        );
        Assert.Equal(DocumentStage.Draft, (await w.Of(id)).Stage);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnAnnouncement_ServesWhenItsThirtyDaysAreOver_AndTheMatterHearsOfItThen(
        Engine engine
    )
    {
        await using var w = await Writing.Start(engine);
        var id = await w.Issued();
        DocumentServed By(ServiceWay way) => new() { Way = way, On = w.Review.Today };
        // Between organs there is no announcement; the declaration says which ways there are.
        Assert.Contains(
            "可用：机关送交、邮寄送达",
            (
                await w.County.Refused(
                    new ServeDocument(id, By(ServiceWay.Announced)),
                    w.Review.Reviewer
                )
            ).Message,
            StringComparison.Ordinal
        );
        // An attempt that failed is kept, with its reason, and the document still waits.
        await w.County.Do(
            new ServeDocument(id, By(ServiceWay.Post) with { Why = "退回，查无此址" }),
            w.Review.Reviewer
        );
        Assert.True((await w.Of(id)).AwaitsService);
        await w.County.Do(
            new ServeDocument(
                id,
                By(ServiceWay.Exchange) with
                {
                    Receiver = "李宁",
                    ServedOn = w.Review.Today,
                }
            ),
            w.Review.Reviewer
        );
        Assert.Equal([true, false], (await w.Of(id)).ReadBody().Services.Select(s => s.Failed));
        Assert.Contains(
            "不重复登记",
            (await w.County.Refused(new AcknowledgeDocument(id), w.Review.Sender)).Message,
            StringComparison.Ordinal
        );
        await w.Review.Verify();
    }

    private static DateOnly D(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);

    // 民事诉讼法第九十五条第一款 (2021年修正起三十日); before that sixty days; the last day rolls over a rest day (第八十五条第三款).
    [Theory]
    [InlineData("2026-03-02", "2026-04-01")]
    [InlineData("2025-09-05", "2025-10-09")]
    [InlineData("2021-11-01", "2021-12-31")]
    public async Task AnAnnouncement_ServesAfterItsPeriod(string on, string served)
    {
        await using var county = await County.Found(Engine.Sqlite);
        await using var db = county.Read();
        var calendar = await Fadu.Core.Calendars.CountyCalendars.Read(db, 1);
        Assert.Equal(D(served), ServiceHandler.ServedOn(ServiceWay.Announced, D(on), calendar));
    }

    public static readonly TheoryData<ServiceWay, string> Proofs = new()
    {
        { ServiceWay.Direct, "请写明签收人" },
        { ServiceWay.Left, "请写明拒收事由" },
        { ServiceWay.Entrusted, "请写明受委托的机关" },
        { ServiceWay.Post, "请写明邮件编号" },
        { ServiceWay.Forwarded, "请写明代为转交的机关" },
        { ServiceWay.Announced, "请记明原因和经过" },
        { ServiceWay.Electronic, "请写明送达到哪个系统" },
        { ServiceWay.Exchange, "请写明签收人" },
    };

    // 民事诉讼法第八十七条至第九十五条: each way with what proves it.
    [Theory]
    [MemberData(nameof(Proofs))]
    public void EachWayOfService_AsksForItsProof(ServiceWay way, string asks)
    {
        var bare = new DocumentServed { Way = way, On = new DateOnly(2026, 3, 2) };
        Assert.Contains(asks, Refused(bare), StringComparison.Ordinal);
        var whole = bare with
        {
            Receiver = "李宁",
            Place = "云岭县人民路12号",
            Why = "拒绝签收",
            Reference = "1234567890",
            Witnesses = "王芳（居委会）",
            Agreed = true,
        };
        ServiceHandler.DemandProof(whole);
        // 留置: witnesses or a recording; 电子: only with consent.
        if (way == ServiceWay.Left)
        {
            Assert.Contains(
                "见证人签名，或者附拍照、录像",
                Refused(whole with { Witnesses = null }),
                StringComparison.Ordinal
            );
            ServiceHandler.DemandProof(
                whole with
                {
                    Witnesses = null,
                    Proof = [new DocumentFile(new string('a', 64), "留置照片.jpg")],
                }
            );
        }
        if (way == ServiceWay.Electronic)
        {
            Assert.Contains(
                "须经受送达人同意",
                Refused(whole with { Agreed = false }),
                StringComparison.Ordinal
            );
        }

        static string Refused(DocumentServed service) =>
            Assert
                .Throws<RefusedException>(() => ServiceHandler.DemandProof(service))
                .Refusal.Message;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheMatterHearsOfAnAnnouncement_OnTheDayOnWhichItServes(Engine engine)
    {
        await using var w = await Writing.Start(engine);
        var id = await w.Issued();
        var matter = (await w.Of(id)).MatterId;
        await w.County.Do(
            new Trail.Golden.AppendGolden(
                MatterDocument.StreamOf(id),
                new DocumentServiceEntered(
                    id,
                    new DocumentServed
                    {
                        Way = ServiceWay.Announced,
                        On = w.Review.Today,
                        ServedOn = w.Review.Today.AddDays(30),
                    }
                )
            ),
            Actor.System()
        );
        async Task<bool> Knows()
        {
            await w.County.Do(new PassDocumentDays(w.Review.Today), Actor.System());
            return (await w.Review.Matter(matter))
                .ReadState()
                .Events.ContainsKey("opinion-letter.served");
        }
        Assert.False(await Knows());
        w.County.Time.Advance(TimeSpan.FromDays(29));
        Assert.False(await Knows());
        w.County.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(await Knows());
        // Told twice it tells nothing twice.
        var version = (await w.Review.Matter(matter)).Version;
        Assert.True(await Knows());
        Assert.Equal(version, (await w.Review.Matter(matter)).Version);
        await w.Review.Verify();
    }

    [Fact]
    public async Task TheTextsOfAReview_ReadAsTheyWereReviewed_AndTheirFilesOpen()
    {
        await using var w = await Writing.Start(Engine.Sqlite);
        var matter = await w.Proposed();
        var texts = new List<string>();
        async Task<Guid> Text(string kind, Actor who)
        {
            var id = (await w.County.Do(new StartDocument(matter, kind), who)).Id;
            texts.Add((await w.Of(id)).ReadBody().Text);
            return id;
        }
        var receipt = await Text("receipt", w.Review.Reviewer);
        await w.County.Do(new VoidDocument(receipt, 2) { Reason = "只看文本" }, w.Review.Reviewer);
        var opinion = await w.ToSign(matter);
        texts.Add((await w.Of(opinion)).ReadBody().Text);
        Assert.True((await w.Issue(opinion)).IsDone);
        // What was adopted is to be seen in a further draft.
        await w.County.Do(
            new SupplementMatter(matter, [await w.Review.File("draft", w.Review.Sender, "2")]),
            w.Review.Sender
        );
        await w.Review.Done(
            matter,
            "feedback.answer",
            w.Review.Sender,
            new
            {
                answers = new object[]
                {
                    new
                    {
                        number = 1,
                        adoption = "Adopted",
                        place = "第一条",
                    },
                    new
                    {
                        number = 2,
                        adoption = "Rejected",
                        reason = "上位法|已有\n规定",
                    },
                },
            }
        );
        await Text("adoption-table", w.Review.Sender);
        var file = PathOf("review-texts.txt");
        // Whoever has the fewest matters took it.
        await using var db = w.County.Read();
        var handler = (await w.Review.Matter(matter)).HandlerId;
        var name = await db.Set<Person>()
            .Where(p => p.Id == handler)
            .Select(p => p.Name)
            .SingleAsync();
        var all =
            string.Join("\n---\n", texts)
                .Replace($"承办人：{name}", "承办人：某某", StringComparison.Ordinal) + "\n";
        if (Environment.GetEnvironmentVariable("FADU_PRINTS") is not null)
        {
            await File.WriteAllTextAsync(file, all);
        }
        Assert.Equal(await File.ReadAllTextAsync(file), all);

        // The signed file is a document that opens, and says its number and what was signed.
        var issued = await w.Of(opinion);
        await using var bytes = w
            .County.Services.GetRequiredService<FileStore>()
            .Open(issued.FileHash!);
        using var zip = new System.IO.Compression.ZipArchive(bytes);
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        var xml = await reader.ReadToEndAsync();
        Assert.Contains(issued.NumberText!, xml, StringComparison.Ordinal);
        Assert.Contains("增设许可", xml, StringComparison.Ordinal);
    }

    private static string PathOf(
        string name,
        [System.Runtime.CompilerServices.CallerFilePath] string here = ""
    ) => Path.Combine(Path.GetDirectoryName(here)!, name);
}
