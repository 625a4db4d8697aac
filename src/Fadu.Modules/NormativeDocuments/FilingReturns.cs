using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>规范性文件制发备案月报 (S011): what was made and filed in the month, from the procedures and the ledger. The day is common practice; no national text sets it (M).</summary>
internal static class FilingReturns
{
    public static readonly LedgerReturn Month = LedgerReturn
        .Define("normative-filing-month", "规范性文件制发备案月报", Rhythm.Monthly)
        .From(NormativeFilings.Ledger)
        .Owed(
            o =>
                o.Kind == OrganKind.Government
                || o.Name.EndsWith("司法局", StringComparison.Ordinal),
            "市司法局",
            "规范性文件备案报告制度；报送日期没有全国统一规定，默认次月5日，逢休息日顺延。"
        )
        .Row("制发行政规范性文件", DocumentFigures.Issued)
        .Row("其中经合法性审核", DocumentFigures.IssuedReviewed)
        .Row("期限落在本月应报备", FilingFigures.Due)
        .Row("其中按期报备", FilingFigures.FiledInTime)
        .Row("本月报出备案", FilingFigures.Filed)
        .Row("收到报备并审结", FilingFigures.Reviewed)
        .Row("其中提出纠正", FilingFigures.Corrected)
        .Build();
}
