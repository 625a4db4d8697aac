using Fadu.Modules.Litigation;
using Fadu.Modules.NormativeDocuments;
using Fadu.Modules.Reconsideration;
using Fadu.Modules.Services;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M11 行政复议与应诉, as far as registers, ledgers and figures carry it, and the clean-up of S059: what each row asks beside what every one of them does.</summary>
public sealed class LitigationSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S059_FirmsDocumentsAreCleanedDocumentByDocument_ProposedDecidedAndShown(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string cleanup =
            "条目形态=明细 | 清理批次=2026年涉企文件专项清理 | 制定机关=云岭县人民政府 | 文件类别=政策性文件 | 涉企=是 | 提出日期=2026-02-02";
        var repealed = await desk.Line(
            "document-cleanup",
            cleanup,
            "文件标题=甲办法 | 清理结论=废止 | 清理依据=公平竞争审查条例第八条"
        );
        await desk.Line(
            "document-cleanup",
            cleanup,
            "文件标题=乙办法 | 清理结论=宣布失效 | 清理依据=已过有效期"
        );
        await desk.Line("document-cleanup", cleanup, "文件标题=丙办法 | 清理结论=继续有效");
        Assert.Contains(
            "清理依据",
            await desk.NoLine(
                "document-cleanup",
                cleanup,
                "文件标题=丁办法 | 清理结论=修改 | 清理依据="
            )
        );
        Assert.Contains("公布在决定以后", await desk.NoGo(repealed, "公布日期=2026-03-01"));
        await desk.Go(repealed, "决定日期=2026-02-20 | 公布日期=2026-03-01");
        Assert.Equal(
            ("3件", "1件", "1件", "1个"),
            (
                await desk.Says(CleanupFigures.Cleaned, "涉企=是"),
                await desk.Says(CleanupFigures.Cleaned, "结论=废止;阶段=已定"),
                await desk.Says(CleanupFigures.Cleaned, "结论=宣布失效;阶段=拟"),
                await desk.Says(CleanupFigures.Campaigns)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S104_WhatCameInIsAccountedFor_AndRatesStandOnWhatWasClosed(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string stat =
            "收到=17 | 受理=17 | 不予受理=0 | 期初未结=2 | 审结=16 | 期末未结=3 | 审结结果=维持 9；撤销 2；调解书 4；终止·和解撤回 1";
        Assert.Contains(
            "期初未结 + 受理 = 审结 + 期末未结",
            await desk.NoLine("reconsideration-stat", stat, "期末未结=1")
        );
        Assert.Contains(
            "期初审查中 + 收到",
            await desk.NoLine("reconsideration-stat", stat, "收到=18")
        );
        Assert.Contains(
            "审结 = 各类结果之和",
            await desk.NoLine("reconsideration-stat", stat, "审结结果=维持 9")
        );
        await desk.Line("reconsideration-stat", stat);
        Assert.Equal(
            ("17件", "16件", "25%", "12.5%", "37.5%", "84.21%", "3件"),
            (
                await desk.Says(ReconsiderationFigures.Accepted),
                await desk.Says(ReconsiderationFigures.Closed),
                await desk.Says(ReconsiderationFigures.MediationRate),
                await desk.Says(ReconsiderationFigures.DirectCorrectionRate),
                await desk.Says(ReconsiderationFigures.ComprehensiveCorrectionRate),
                await desk.Says(ReconsiderationFigures.ClosingRate, "2026-02-01", "2026-02-28"),
                await desk.Says(ReconsiderationFigures.OpenAtEnd)
            )
        );
    }

    [Fact]
    public async Task S111_EquipmentForCasesIsBoughtLentAndScrapped()
    {
        await using var desk = await Desk.Open();
        const string device = "设备类别=复议办案设备 | 状况=在用 | 使用单位=县司法局";
        var id = await desk.Item(Devices.Key, "2025-01-01", device, "资产号=F1 | 型号=录音笔");
        Assert.Contains("资产号", await desk.NoItem(Devices.Key, device, "资产号="));
        await desk.Change(
            Devices.Key,
            id,
            "调拨",
            "2026-03-02",
            "调出单位=县司法局 | 调入单位=青石镇 | 使用单位=青石镇"
        );
        Assert.Equal("县司法局", await desk.Reads(Devices.Key, id, "2026-03-01", "使用单位"));
        Assert.Equal("青石镇", await desk.Reads(Devices.Key, id, "2026-03-02", "使用单位"));
        Assert.Equal("1台", await desk.Says(Devices.Standing, "设备类别=复议办案设备"));
        await desk.Change(Devices.Key, id, "报废", "2026-03-10");
        Assert.Equal("0台", await desk.Says(Devices.Standing));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S112_CasesAreWonLostOrNeither_AndAddUpToWhatWasClosed(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string stat =
            "被诉机关=县财政局 | 期初未结=1 | 新收=10 | 审结=8 | 胜诉=5 | 败诉=1 | 不计胜败=2 | 裁判结果=驳回诉讼请求 5；撤销 1；撤诉 2 | 期末未结=3 | 开庭=6 | 负责人出庭=6 | 其中正职出庭=2";
        Assert.Contains("审结 = 胜诉 + 败诉", await desk.NoLine("litigation-stat", stat, "胜诉=6"));
        Assert.Contains(
            "负责人出庭 ≤ 开庭",
            await desk.NoLine("litigation-stat", stat, "负责人出庭=7")
        );
        await desk.Line("litigation-stat", stat);
        Assert.Equal(
            ("62.5%", "12.5%", "25%", "3件"),
            (
                await desk.Says(LitigationFigures.WonRate),
                await desk.Says(LitigationFigures.LostRate),
                await desk.Says(LitigationFigures.SettledRate),
                await desk.Says(LitigationFigures.Open)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S113_WhoDidNotComeStaysInTheRate_WithOrWithoutAGoodReason(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string hearing =
            "被诉机关=县财政局 | 审级=一审 | 首次开庭日期=2026-03-02 | 法院通知=应当出庭";
        await desk.Line(
            "court-appearance",
            hearing,
            "案号=1 | 出庭情况=负责人出庭 | 出庭负责人职务=正职 | 发表意见=是"
        );
        await desk.Line(
            "court-appearance",
            hearing,
            "案号=2 | 出庭情况=负责人出庭 | 出庭负责人职务=副职 | 发表意见=否"
        );
        await desk.Line(
            "court-appearance",
            hearing,
            "案号=3 | 出庭情况=有正当理由未出庭 | 未出庭的理由=不可抗力"
        );
        var waiting = await desk.Line("court-appearance", hearing, "案号=4 | 出庭情况=待开庭");
        Assert.Equal(
            ("66.67%", "33.33%", "50%"),
            (
                await desk.Says(LitigationFigures.AppearanceRate),
                await desk.Says(LitigationFigures.ChiefAppearanceRate),
                await desk.Says(LitigationFigures.SpokeRate)
            )
        );
        Assert.Contains("未出庭的理由", await desk.NoGo(waiting, "出庭情况=有正当理由未出庭"));
        Assert.Contains(
            "不填职务",
            await desk.NoGo(waiting, "出庭情况=无正当理由未出庭 | 出庭负责人职务=正职")
        );
        await desk.Go(waiting, "出庭情况=无正当理由未出庭");
        Assert.Equal("50%", await desk.Says(LitigationFigures.AppearanceRate));
        Assert.Equal(
            "50%",
            await desk.SaysOf(LitigationFigures.AppearanceRate, desk.County.Finance)
        );
        // nobody has come to a hearing that is still to be held, and nobody has stayed away
        const string summons = "案号=5 | 首次开庭日期=2026-12-30";
        Assert.Contains(
            "2026-12-30）还没有到，请先选“待开庭”",
            await desk.NoLine("court-appearance", hearing, summons, "出庭情况=无正当理由未出庭")
        );
        var summoned = await desk.Line("court-appearance", hearing, summons, "出庭情况=待开庭");
        Assert.Contains(
            "还没有到",
            await desk.NoGo(summoned, "出庭情况=负责人出庭 | 出庭负责人职务=正职 | 发表意见=是")
        );
        await desk.Line(
            "court-appearance",
            hearing,
            "案号=6 | 首次开庭日期=2026-12-30 | 出庭情况=共同被告商定由他方出庭"
        );
        Assert.Equal("50%", await desk.Says(LitigationFigures.AppearanceRate));
    }

    [Fact]
    public async Task S115_ACaseIsHintedDiscussedWarnedAndPressed_AndAnswersAreOwed()
    {
        await using var desk = await Desk.Open();
        const string alert =
            "涉诉机关=县财政局 | 案件或者争议=某征收补偿案 | 风险=高 | 建议=协调化解 | 日期=2026-02-02 | 反馈期限=2026-02-20";
        var first = await desk.Line("litigation-risk-alert", alert, "步骤=提示");
        await desk.Line("litigation-risk-alert", alert, "步骤=会商");
        Assert.Equal(
            "1次",
            await desk.Says(LitigationLedgerFigures.Consultations, "步骤=会商;风险=高")
        );
        Assert.Contains("一起填写", await desk.NoGo(first, "反馈日期=2026-02-18"));
        await desk.Go(first, "反馈日期=2026-02-18 | 反馈结果=采纳");
        Assert.Equal(
            ("2件", "1件"),
            (
                await desk.Says(LitigationLedgerFigures.AdviceDue),
                await desk.Says(LitigationLedgerFigures.AdviceKept)
            )
        );
        Assert.Contains(
            "反馈期限早于",
            await desk.NoLine("litigation-risk-alert", alert, "步骤=督办 | 反馈期限=2026-02-01")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S116_ALetterToThreeOrgansIsOneLetterAndThreeAnswers(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string letter =
            "种类=检察建议·公益诉讼 | 制发机关=云岭县人民检察院 | 文号=云检建〔2026〕1号 | 收到日期=2026-01-05 | 回复期限=2026-03-05";
        var first = await desk.Line("suggestion-follow-up", letter, "接收单位=县财政局");
        await desk.Line("suggestion-follow-up", letter, "接收单位=青石镇");
        await desk.Line("suggestion-follow-up", letter, "接收单位=白水乡");
        Assert.Equal("1件", await desk.Says(LitigationLedgerFigures.Suggestions, "种类=检察建议"));
        Assert.Equal("0%", await desk.Says(LitigationLedgerFigures.SuggestionReplyRate));
        Assert.Contains("先填回复日期", await desk.NoGo(first, "落实日期=2026-03-01"));
        await desk.Go(first, "回复日期=2026-03-01 | 采纳=部分采纳 | 落实日期=2026-03-10");
        Assert.Equal(
            ("33.33%", "100%"),
            (
                await desk.Says(LitigationLedgerFigures.SuggestionReplyRate),
                await desk.Says(LitigationLedgerFigures.SuggestionAdoptionRate)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S117_AJudgmentIsOpenUntilItIsPerformed_AndNoneIsSaidEveryMonth(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string judgment =
            "义务机关=县财政局 | 案号=（2025）云01行终1号 | 履行内容=给付 | 生效日期=2026-01-05 | 应当履行日期=2026-02-05";
        Assert.Contains("金额", await desk.NoLine("judgment-performance", judgment, "金额="));
        var line = await desk.Line(
            "judgment-performance",
            judgment,
            "金额=12000 | 被申请执行日期=2026-02-10 | 列入失信名单日期=2026-03-01"
        );
        Assert.Equal(
            ("0%", "1件", "1个"),
            (
                await desk.Says(LitigationLedgerFigures.PerformedRate),
                await desk.Says(LitigationLedgerFigures.Backlog),
                await desk.Says(LitigationLedgerFigures.Listed)
            )
        );
        await desk.Go(line, "履行日期=2026-03-10 | 移出失信名单日期=2026-03-12");
        Assert.Equal(
            ("100%", "0件", "0个"),
            (
                await desk.Says(LitigationLedgerFigures.PerformedRate),
                await desk.Says(LitigationLedgerFigures.Backlog),
                await desk.Says(LitigationLedgerFigures.Listed)
            )
        );
        // “没有” needs the zero report of the month.
        Assert.Contains(
            await desk.Owed("judgment-performance"),
            d => d.Organ.Id == desk.County.Justice && d.IsMissing
        );
        await desk.County.Do(
            new Core.Ledgers.ReportZero(
                "judgment-performance",
                desk.County.Justice,
                Desk.Day("2026-02-01"),
                Desk.Day("2026-02-28")
            ),
            desk.County.Coordinator
        );
        Assert.Contains(
            await desk.Owed("judgment-performance"),
            d => d.Organ.Id == desk.County.Justice && d.IsZero
        );
    }
}
