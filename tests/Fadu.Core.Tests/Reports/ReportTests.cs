using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Core.Tests.Figures;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Reports;

public sealed class ReportTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Fact]
    public void Token_WithOptions_IsReadAndAWrongOneSaysWhat()
    {
        var token = ReportTokens.Read(
            "{{普法.场次|organ=县司法局|period=2025Q1|words=余|unit=no|场所=学校|对象=青少年}}"
        );
        Assert.Equal("普法.场次", token.Name);
        Assert.Equal("县司法局", token.Organ);
        Assert.Equal(Wording.More, token.Wording);
        Assert.False(token.WithUnit);
        Assert.Equal("场所=学校;对象=青少年", token.Dimensions);
        Assert.Equal(
            (new DateOnly(2025, 1, 1), new DateOnly(2025, 3, 31)),
            ReportTokens.ReadPeriod(token.Period, 2024)
        );
        Assert.Contains(
            "约",
            ReportTokens.Read("{{普法.场次|words=约}}").Problem!,
            StringComparison.Ordinal
        );
        Assert.Null(ReportTokens.ReadPeriod("2025-13", 2025));
        var text = "全县开展{{普法.场次}}，其中{{普法.场次|场所=学校}}。";
        Assert.Equal(text, string.Concat(ReportTokens.Cut(text).Select(p => p.Text)));
        Assert.Equal(2, ReportTokens.Cut(text).Count(p => p.Token is not null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Report_FromSectionsToApproval_IsFrozenAndItsFileVerifies(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        await Enter(county, county.Qingshi, 120, "学校");
        await Enter(county, county.Finance, 7, "");
        var report = await Create(county);
        await WriteAll(county, report);
        await county.Do(new AssembleReport(report), county.Coordinator);

        // What is entered later changes the figure now, not the report.
        await Enter(county, county.Baishui, 5, "学校");
        await using var db = county.Read();
        var assembled = await db.Set<Report>().SingleAsync(r => r.Id == report);
        Assert.Equal(ReportState.Assembled, assembled.State);
        await county.Do(new ApproveReport(report, assembled.Version), county.Leader);
        var approved = await db.Set<Report>().SingleAsync(r => r.Id == report);
        Assert.Equal("陈岩", approved.ApprovedBy);

        var draft = ReportDraft.Thaw(approved);
        var read = draft.Sections[0].Plain;
        Assert.Contains("全县127场次", read, StringComparison.Ordinal);
        Assert.Contains("进学校120场次", read, StringComparison.Ordinal);
        Assert.Contains("120余场次", read, StringComparison.Ordinal);

        var differences = (
            await county.Services.GetRequiredService<ReportChecks>().Run(db, approved, draft)
        )
            .Where(c => c.Message.Contains("现为132场次", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(differences);

        var bytes = await Docx(county, db, draft);
        var bound = OfficialReader.ReadFigures(new MemoryStream(bytes));
        Assert.Contains(
            bound,
            b => b.VisibleText == "127场次" && b.Binding!.Value == "127" && b.Binding.Records == 127
        );
        var verifier = county.Services.GetRequiredService<ReportVerifier>();
        var clean = await verifier.Verify(db, 1, new MemoryStream(bytes));
        Assert.Empty(clean.Differences);
        Assert.True(clean.Holds);

        var forged = await verifier.Verify(db, 1, Forge(bytes, "127场次", "172场次"));
        Assert.False(forged.Holds);
        Assert.Contains("172", forged.Differences[0], StringComparison.Ordinal);

        // Nothing may be written any more.
        var section = await db.Set<ReportSection>().FirstAsync(s => s.ReportId == report);
        var refusal = await county.Refused(
            new WriteSection(section.Id, "改", section.Version),
            county.Coordinator
        );
        Assert.Contains("已经审签", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rebuild_OfEverything_GivesTheSameSumsPeriodsAndReports(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        await Enter(county, county.Qingshi, 40, "学校");
        await county.Do(
            new ClosePeriod(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)),
            county.Coordinator
        );
        await Enter(county, county.Finance, 3, "");
        var report = await Create(county);
        await WriteAll(county, report);
        await county.Do(new AssembleReport(report), county.Coordinator);
        await county.Do(
            new RecordReportDuty(
                county.Finance,
                2025,
                ReportDuty.Submission,
                new DateOnly(2026, 2, 20),
                "县委、县政府"
            ),
            county.FinanceHandler
        );
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}");
        var finding = await county
            .Services.GetRequiredService<Verifier>()
            .Verify(folder, null, null);
        Assert.Null(finding.Problem);
        await county.Services.GetRequiredService<Rebuilder>().RebuildAll();
        await using var db = county.Read();
        Assert.Equal(
            43,
            (
                await county
                    .Figures()
                    .Value(db, Scope.All(), FigureAsk.Year(ProbeFigures.Events, 2025))
            ).Amount
        );
        Assert.Equal(
            ReportState.Assembled,
            (await db.Set<Report>().SingleAsync(r => r.Id == report)).State
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Report_WithCutOffInThePast_CountsWhatWasKnownThen(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        county.Time.GoTo(new DateOnly(2026, 3, 16));
        await Enter(county, county.Qingshi, 3, "");
        county.Time.GoTo(new DateOnly(2026, 3, 20));
        await Enter(county, county.Qingshi, 4, "");
        await using var db = county.Read();
        var known = await FigureQuery.KnownAt(db, 1, new DateOnly(2026, 3, 18));
        var ask = FigureAsk.Year(ProbeFigures.Events, 2025);
        Assert.Equal(
            3,
            (await county.Figures().Value(db, Scope.All(), ask with { Known = known })).Amount
        );
        var report = await Create(county, new DateOnly(2026, 3, 18));
        await WriteAll(county, report);
        await county.Do(new AssembleReport(report), county.Coordinator);
        var draft = ReportDraft.Thaw(await db.Set<Report>().SingleAsync());
        Assert.Contains("全县3场次", draft.Sections[0].Plain, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TwoPeople_SavingOneSectionAtOnce_TheSecondIsToldWhatHappened(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        var report = await Create(county);
        await using var db = county.Read();
        var section = await db.Set<ReportSection>().FirstAsync(s => s.ReportId == report);
        await county.Do(
            new AssignSection(section.Id, county.Finance, section.Due),
            county.Coordinator
        );
        section = await db.Set<ReportSection>().SingleAsync(s => s.Id == section.Id);
        await county.Do(
            new WriteSection(section.Id, "第一人写的。", section.Version),
            county.FinanceHandler
        );
        var refusal = await county.Refused(
            new WriteSection(section.Id, "第二人写的。", section.Version),
            county.Coordinator
        );
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains("李宁：撰写章节", Assert.Single(refusal.Details), StringComparison.Ordinal);
        Assert.Equal(
            "第一人写的。",
            (await db.Set<ReportSection>().SingleAsync(s => s.Id == section.Id)).Text
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Section_OfAnotherOrgan_IsNotWrittenAndOnlyTheCoordinatorReturns(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        var report = await Create(county);
        await using var db = county.Read();
        var section = await db.Set<ReportSection>().FirstAsync(s => s.ReportId == report);
        var foreign = await county.Refused(
            new WriteSection(section.Id, "抢写", section.Version),
            county.FinanceHandler
        );
        Assert.Equal(RefusalKind.Forbidden, foreign.Kind);
        await county.Do(
            new AssignSection(section.Id, county.Finance, section.Due),
            county.Coordinator
        );
        var empty = await county.Refused(new SubmitSection(section.Id), county.FinanceHandler);
        Assert.Contains("还没有文字", empty.Message, StringComparison.Ordinal);
        await county.Do(new WriteSection(section.Id, "有了。", null), county.FinanceHandler);
        await county.Do(new SubmitSection(section.Id), county.FinanceHandler);
        Assert.Equal(
            RefusalKind.Invalid,
            (await county.Refused(new ReturnSection(section.Id), county.Coordinator)).Kind
        );
        await county.Do(new ReturnSection(section.Id) { Reason = "补上依据" }, county.Coordinator);
        var returned = await db.Set<ReportSection>().SingleAsync(s => s.Id == section.Id);
        Assert.Equal(SectionState.Returned, returned.State);
        Assert.Equal("补上依据", returned.ReturnedBecause);
        var early = await county.Refused(new AssembleReport(report), county.Coordinator);
        Assert.Contains("没有采用", early.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Checks_FindUnknownTokensTypedNumbersAndEmptyContents(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        await Enter(county, county.Qingshi, 3, "");
        var reportId = await Create(county);
        await using var db = county.Read();
        var section = await db.Set<ReportSection>().FirstAsync(s => s.ReportId == reportId);
        await county.Do(
            new WriteSection(
                section.Id,
                "试验活动场次达到45场次。另有{{试验.场数}}和{{试验.场次|场地=学校}}，还有{{试验.场次",
                null
            ),
            county.Coordinator
        );
        var report = await db.Set<Report>().SingleAsync();
        var sections = await db.Set<ReportSection>().OrderBy(s => s.Order).ToListAsync();
        var draft = await ReportDraft.Build(
            db,
            county.Services.GetRequiredService<FigureCatalogue>(),
            county.Figures(),
            Scope.All(),
            report,
            sections,
            await FigureQuery.Latest(db, 1)
        );
        var found = await county.Services.GetRequiredService<ReportChecks>().Run(db, report, draft);
        Assert.Contains(
            found,
            c =>
                c.Level == CheckLevel.Error
                && c.Message.Contains("没有名为“试验.场数”", StringComparison.Ordinal)
        );
        Assert.Contains(
            found,
            c =>
                c.Level == CheckLevel.Error
                && c.Message.Contains("可用：场所", StringComparison.Ordinal)
        );
        Assert.Contains(
            found,
            c =>
                c.Level == CheckLevel.Error
                && c.Message.Contains("花括号", StringComparison.Ordinal)
        );
        Assert.Contains(
            found,
            c =>
                c.Level == CheckLevel.Warning
                && c.Message.Contains("“45场次”是手工填写", StringComparison.Ordinal)
        );
        Assert.Equal(4, found.Count(c => c.Article is not null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Clerk_OfATownship_SeesNoTotalOfOthersThroughAToken(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        await Enter(county, county.Finance, 7, "");
        await Enter(county, county.Qingshi, 2, "");
        await using var db = county.Read();
        var resolver = await TokenResolver.For(
            db,
            county.Services.GetRequiredService<FigureCatalogue>(),
            county.Figures(),
            1,
            county.Government,
            2025
        );
        var mine = new Scope(1, false, [county.Qingshi]);
        var total = await resolver.Resolve(db, mine, ReportTokens.Read("{{试验.场次}}"), null);
        Assert.Null(total.Value);
        var other = await resolver.Resolve(
            db,
            mine,
            ReportTokens.Read("{{试验.场次|organ=县财政局}}"),
            null
        );
        Assert.Null(other.Value);
        var own = await resolver.Resolve(
            db,
            mine,
            ReportTokens.Read("{{试验.场次|organ=青石镇}}"),
            null
        );
        Assert.Equal("2场次", own.Text);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task OrganThatTookInAnother_CountsWhatThatOneDid_AndSeesIt(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        await Enter(county, county.Finance, 7, "");
        await Enter(county, county.Justice, 2, "");
        await county.Do(
            new MergeOrgan(
                county.Finance,
                county.Justice,
                new DateOnly(2025, 12, 1),
                "云编发〔2025〕9号"
            ),
            Actor.System()
        );
        await using var db = county.Read();
        var resolver = await TokenResolver.For(
            db,
            county.Services.GetRequiredService<FigureCatalogue>(),
            county.Figures(),
            1,
            county.Government,
            2025
        );
        var organs = await county.Services.GetRequiredService<Directories>().Organs();
        var value = await resolver.Resolve(
            db,
            new Scope(1, false, organs.Subtree(county.Justice)),
            ReportTokens.Read("{{试验.场次|organ=县司法局}}"),
            null
        );
        Assert.Equal("9场次", value.Text);
    }

    [Fact]
    public void Narrative_IsTakenApartByItsHeadings()
    {
        var sections = ReportOutline.Read(
            "# 题\n\n引言\n\n## 一、成效\n\n### (一)行政决策\n\n甲。\n\n乙。\n\n## 二、不足\n\n丙。\n"
        );
        Assert.Equal(
            [
                (ReportContent.Measures, "行政决策", "甲。\n\n乙。"),
                (ReportContent.Shortcomings, "", "丙。"),
            ],
            sections
        );
    }

    [Theory]
    [InlineData("（一）谋划不够", 2, "（一）谋划不够", "")]
    [InlineData(
        "（十二）谋划不够。个别单位没有年度计划。",
        2,
        "（十二）谋划不够。",
        "个别单位没有年度计划。"
    )]
    [InlineData("1.培训不足", 3, "1.培训不足", "")]
    [InlineData("（2）培训不足", 4, "（2）培训不足", "")]
    [InlineData("1.5万人次参加了培训", 0, "", "")]
    [InlineData("（一）对未按期办结的；", 0, "", "")]
    [InlineData("本节文字。", 0, "", "")]
    [InlineData("（一）", 0, "", "")]
    [InlineData(
        "（一）全县各级各部门对照任务清单逐项梳理并按月调度，把没有完成的列入了下一年的工作安排。",
        0,
        "",
        ""
    )]
    public void Heading_TypedIntoASection_IsToldFromText(
        string text,
        int level,
        string head,
        string rest
    )
    {
        var heading = TypedHeading.Of([(text, null)]);
        Assert.Equal(level, heading?.Level ?? 0);
        Assert.Equal(head, string.Concat(heading?.Head.Select(h => h.Text) ?? []));
        Assert.Equal(rest, string.Concat(heading?.Rest.Select(h => h.Text) ?? []));
    }

    [Fact]
    public async Task Heading_TypedIntoASection_IsOfTheSecondLevelInTheFile()
    {
        await using var county = await ProbeCounty.Found(Engine.Sqlite);
        var report = await Create(county);
        await using (var db = county.Read())
        {
            var section = await db.Set<ReportSection>()
                .SingleAsync(s => s.ReportId == report && s.Content == ReportContent.Shortcomings);
            await county.Do(
                new WriteSection(
                    section.Id,
                    "（一）谋划不够。县财政局开展{{试验.场次|organ=县财政局}}。\n（二）培训不足\n本节文字。",
                    section.Version
                ),
                county.Coordinator
            );
        }
        await using var read = county.Read();
        var draft = await new ReportQueries(
            county.Services.GetRequiredService<FigureCatalogue>(),
            county.Figures()
        ).Draft(
            read,
            Scope.All(),
            await read.Set<Report>().SingleAsync(r => r.Id == report),
            county.Time.Today()
        );
        var bytes = await Docx(county, read, draft);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        var xml = System.Xml.Linq.XDocument.Load(zip.GetEntry("word/document.xml")!.Open());
        System.Xml.Linq.XNamespace w =
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        var second = xml.Descendants(w + "p")
            .Where(p =>
                (string?)p.Element(w + "pPr")?.Element(w + "pStyle")?.Attribute(w + "val")
                == "Heading2"
            )
            .Select(p => string.Concat(p.Descendants(w + "t").Select(t => t.Value)))
            .ToList();
        Assert.Contains(
            second,
            h => h.StartsWith("（一）谋划不够。县财政局开展", StringComparison.Ordinal)
        );
        Assert.Contains("（二）培训不足", second);
        // What goes on after the heading is text in the face of the text.
        var go = xml.Descendants(w + "r")
            .Single(r =>
                string.Concat(r.Descendants(w + "t").Select(t => t.Value)) == "县财政局开展"
            );
        Assert.Contains(
            "仿宋",
            (string?)go.Element(w + "rPr")?.Element(w + "rFonts")?.Attribute(w + "eastAsia"),
            StringComparison.Ordinal
        );
    }

    private static async Task<Guid> Create(County county, DateOnly? cutOff = null) =>
        (
            await county.Do(
                new CreateReport(county.Government, 2025, cutOff ?? county.Time.Today(), []),
                county.Coordinator
            )
        ).Id;

    private static async Task WriteAll(County county, Guid report)
    {
        await using var db = county.Read();
        foreach (
            var section in await db.Set<ReportSection>()
                .Where(s => s.ReportId == report)
                .OrderBy(s => s.Order)
                .ToListAsync()
        )
        {
            var text =
                section.Order == 1
                    ? "全县{{试验.场次}}，进学校{{试验.场次|场所=学校}}，县财政局{{试验.场次|organ=县财政局}}。\n各乡镇{{试验.场次|words=余}}，比率{{试验.人均}}。"
                    : "本节文字。";
            await county.Do(
                new WriteSection(section.Id, text, section.Version),
                county.Coordinator
            );
            await county.Do(new SubmitSection(section.Id), county.Coordinator);
            await county.Do(new AcceptSection(section.Id), county.Coordinator);
        }
    }

    private static Task<CommitResult> Enter(County county, Guid organ, int events, string place) =>
        county.Do(
            new CountProbe([
                .. Enumerable
                    .Range(0, events)
                    .Select(i => new ProbeCounted(
                        Guid.CreateVersion7(),
                        true,
                        [ProbeCounty.Event(organ, new DateOnly(2025, 1, 1).AddDays(i), place)]
                    )),
            ]),
            Actor.System()
        );

    private static async Task<byte[]> Docx(County county, FaduDb db, ReportDraft draft) =>
        OfficialWriter.ToBytes(
            await ReportDocument.Of(
                db,
                county.Services.GetRequiredService<FigureCatalogue>(),
                draft,
                new Uri("http://localhost:5080"),
                county.Time.Today()
            )
        );

    /// <summary>Changes a figure's visible words in the file, as somebody with Word would.</summary>
    private static MemoryStream Forge(byte[] docx, string from, string to)
    {
        var stream = new MemoryStream();
        stream.Write(docx);
        using (
            var zip = new System.IO.Compression.ZipArchive(
                stream,
                System.IO.Compression.ZipArchiveMode.Update,
                leaveOpen: true
            )
        )
        {
            var entry = zip.GetEntry("word/document.xml")!;
            string xml;
            using (var reader = new StreamReader(entry.Open()))
            {
                xml = reader.ReadToEnd();
            }
            Assert.Contains(from, xml, StringComparison.Ordinal);
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open());
            writer.Write(xml.Replace(from, to, StringComparison.Ordinal));
        }
        stream.Position = 0;
        return stream;
    }
}
