using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.EnforcementOversight;

/// <summary>监督 figures that accountability decisions feed.</summary>
public static class AccountabilityFigures
{
    private static readonly FigureSet Set = new("执法过错责任追究", "A5");

    public static readonly Figure Acts = Set.Count(
        "AccountabilityActs",
        "监督.追责人次",
        "人次",
        "追究行政执法过错责任的人次，按决定日期计；一人一个决定计一人次，不论用了几种方式。",
        "过错"
    );
}

/// <summary>执法过错责任追究 (S101): one person, one decision.</summary>
public sealed record EnforcementAccountability : LedgerRecord
{
    [Field("被追究人", Slot = "T1", MaxLength = 30, Help = "只有决定机关和监督机构看得到。")]
    public required string Person { get; init; }

    [Field("所在单位", Slot = "G1", InList = true)]
    public required Guid PersonOrgan { get; init; }

    [Field(
        "过错",
        Slot = "T2",
        InList = true,
        Choices = ["事实证据", "程序", "适用法律", "超越滥用职权", "不作为", "不文明执法", "其他"]
    )]
    public required string FaultKind { get; init; }

    [Field(
        "线索",
        Slot = "T3",
        InList = true,
        Choices = ["复议纠错", "败诉", "案卷评查", "投诉", "督察", "监察", "自查"]
    )]
    public required string Basis { get; init; }

    [Field("线索编号", MaxLength = 80, Help = "案号、文号或者批次。")]
    public string? Origin { get; init; }

    [Field(
        "方式",
        Slot = "T4",
        Choices = [
            "批评教育",
            "通报",
            "离岗教育",
            "调离执法岗位",
            "暂扣证件",
            "取消执法资格",
            "处分",
            "移送",
        ],
        Help = "用了几种的，选最重的一种，其余写在备注。"
    )]
    public required string Measure { get; init; }

    [Field("决定日期", Slot = "D1", InList = true)]
    public required DateOnly DecidedOn { get; init; }

    [Field("文号", Slot = "T5", MaxLength = 60, InList = true)]
    public required string DocNo { get; init; }
}

internal static class EnforcementAccountabilities
{
    public static readonly Ledger<EnforcementAccountability> Ledger =
        Ledger<EnforcementAccountability>
            .Define("enforcement-accountability", "执法过错责任追究", "S101")
            .For("追究行政执法过错责任的决定，一人一个决定登记一条。", "作出决定的机关登记。")
            .OrganIs("决定机关", "作出追责决定的机关；条目只有它和能查看全县的人员看得到。")
            .OnDay(nameof(EnforcementAccountability.DecidedOn))
            .Titled(a => $"{a.FaultKind}：{a.DocNo}")
            .Keyed("同一人、决定日期、文号", a => [a.Person, a.PersonOrgan, a.DecidedOn, a.DocNo])
            .Proof(EvidenceRule.Optional, "追责决定。")
            .Feeds(
                AccountabilityFigures.Acts,
                "按决定日期，计 1 人次",
                dimensions: a => [("过错", a.FaultKind)]
            )
            .Build();
}
