using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.Enforcement;

/// <summary>行政执法统计年报 (S091).</summary>
internal static class EnforcementReturns
{
    // 国办发〔2018〕118号(六): 每年1月31日前公开本机关上年度行政执法总体情况有关数据，并报本级人民政府和上级主管部门。
    public static readonly LedgerReturn Year = LedgerReturn
        .Define("enforcement-year", "行政执法统计年报", Rhythm.Yearly)
        .From(EnforcementStats.Ledger)
        .Owed(
            o =>
                o.Kind
                    is OrganKind.Department
                        or OrganKind.Township
                        or OrganKind.Subdistrict
                        or OrganKind.VerticalOrgan,
            "本级政府和上级主管部门",
            "国办发〔2018〕118号第（六）项：每年1月31日前公开上年度执法数据，并报本级政府和上级主管部门。"
        )
        .DueOn(1, 31)
        .Row("许可：申请", EnforcementFigures.Licences, ("栏", "申请"))
        .Row("许可：受理", EnforcementFigures.Licences, ("栏", "受理"))
        .Row("许可：许可", EnforcementFigures.Licences, ("栏", "许可"))
        .Row("许可：不予许可", EnforcementFigures.Licences, ("栏", "不予许可"))
        .Row("许可：撤销", EnforcementFigures.Licences, ("栏", "撤销"))
        .Row("处罚宗数", EnforcementFigures.Penalties)
        .Row("其中警告", EnforcementFigures.Penalties, ("种类", "警告"))
        .Row("其中罚款", EnforcementFigures.Penalties, ("种类", "罚款"))
        .Row("其中没收", EnforcementFigures.Penalties, ("种类", "没收"))
        .Row("其中吊销许可证件", EnforcementFigures.Penalties, ("种类", "吊销许可证件"))
        .Row("其中责令停产停业", EnforcementFigures.Penalties, ("种类", "责令停产停业"))
        .Row("罚没金额（元）", EnforcementFigures.Fines)
        .Row("强制措施", EnforcementFigures.Measures)
        .Row("强制执行", EnforcementFigures.Executions)
        .Row("申请法院强制执行", EnforcementFigures.CourtRequests)
        .Row("行政征收", EnforcementFigures.Levies)
        .Row("行政征用", EnforcementFigures.Requisitions)
        .Row("行政检查（户次）", EnforcementFigures.Inspections)
        .Row("行政给付", EnforcementFigures.Benefits)
        .Row("行政确认", EnforcementFigures.Confirmations)
        .Row("行政奖励", EnforcementFigures.Rewards)
        .Build();
}
