using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.Disputes;

/// <summary>行政调解统计月报、半年报、年报 (S122): made of the disputes that were entered. The rhythm is common practice; no law sets the days (M).</summary>
internal static class MediationReturns
{
    public static readonly LedgerReturn Month = Of(
        "mediation-month",
        "行政调解统计月报",
        Rhythm.Monthly
    );

    public static readonly LedgerReturn HalfYear = Of(
        "mediation-half-year",
        "行政调解统计半年报",
        Rhythm.HalfYearly
    );

    public static readonly LedgerReturn Year = Of(
        "mediation-year",
        "行政调解统计年报",
        Rhythm.Yearly
    );

    private static LedgerReturn Of(string key, string title, Rhythm rhythm) =>
        LedgerReturn
            .Define(key, title, rhythm)
            .From(DisputeMediations.Ledger)
            .Owed(
                o => o.Kind is OrganKind.Department or OrganKind.Township or OrganKind.Subdistrict,
                "县司法局",
                "行政调解统计报告制度；报送日期没有全国统一规定，默认次月5日、7月10日、次年1月10日，逢休息日顺延。"
            )
            .Row("受理", MediationFigures.Accepted, Administrative)
            .Row("其中排查发现", MediationFigures.Found, Administrative)
            .Row("调解成功", MediationFigures.Succeeded, Administrative)
            .Row("不成、撤回、引导其他途径", MediationFigures.Unfinished, Administrative)
            .Row("书面协议", MediationFigures.Written, Administrative)
            .Row("当事人", MediationFigures.Parties, Administrative)
            .Row("涉及金额（元）", MediationFigures.Amount, Administrative)
            .Row("司法确认", MediationFigures.Confirmed, Administrative)
            .Row("防止激化", MediationFigures.Prevented, Administrative)
            .Build();

    private static (string, string) Administrative => ("种类", DisputeMediation.Administrative);
}
