using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using RelationKind = Fadu.Core.Publications.RelationKind;

namespace Fadu.Modules.Enforcement;

/// <summary>One thing that an organ may do to people and firms, with its basis (blocks/registers.md, S070).</summary>
public sealed record EnforcementItem : RegisterRecord
{
    [Field("执法主体", Slot = "G1", InList = true)]
    public required Guid Subject { get; init; }

    [Field(
        "执法类别",
        Choices = [
            "行政许可",
            "行政处罚",
            "行政强制措施",
            "行政强制执行",
            "行政检查",
            "行政征收",
            "行政征用",
            "行政给付",
            "行政确认",
            "行政裁决",
            "行政奖励",
            "其他",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string ItemKind { get; init; }

    [Field("事项名称", MaxLength = 150)]
    public required string Name { get; init; }

    [Field("对应权力编号", MaxLength = 60)]
    public string? Power { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国食品安全法》第一百二十二条第一款。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("承办队伍", MaxLength = 60)]
    public string? Team { get; init; }

    [Field("流程", Help = "依照什么程序办理。", LongText = true, MaxLength = 500)]
    public string? Procedure { get; init; }

    [Field("救济渠道", Help = "不服的怎样申请复议、提起诉讼。", LongText = true, MaxLength = 300)]
    public required string Remedy { get; init; }
}

/// <summary>行政执法事项目录 (S070).</summary>
public static class EnforcementItems
{
    public const string Key = "enforcement-item";

    /// <summary>权责.执法事项: what the catalogue calls what stands in force here.</summary>
    public static readonly Figure Standing = new(
        "EnforcementItemsPublished",
        "权责.执法事项",
        "项",
        Fold.AsOf,
        "截至期末列在行政执法事项目录上、可以办理的执法事项。"
    )
    {
        CountedFrom = "行政执法事项目录",
        Dimensions = ["执法类别", "单位"],
        Section = "A4",
        AcceptsTotals = true,
    };

    public static readonly Register<EnforcementItem> Register = Register<EnforcementItem>
        .Define(Key, "行政执法事项目录", "S070")
        .For(
            "各执法主体可以办理的执法事项及其依据、流程和救济渠道；不在目录上的事项不得办理。",
            "各执法主体维护，县司法局汇总。"
        )
        .InForceMeans("事项可以办理的期间")
        .Titled(i => i.Name, i => $"{i.ItemKind} {i.Name}")
        .Keyed("执法主体、执法类别、事项名称", i => [i.Subject, i.ItemKind, i.Name])
        .Changes("cancel", "取消", ChangeEffect.End, "没有法律依据的应当取消。")
        .Changes("merge", "合并", ChangeEffect.Merge)
        .Must(
            "legalBasis",
            i => i.LegalBasis.Count == 0 ? "至少写一条依据；没有依据的事项应当取消。" : null
        )
        .SplitBy(["执法类别"], i => [("执法类别", i.ItemKind)])
        .CountedIn("A4", Standing)
        .Public()
        .OnPortal(
            (i, organs) =>
                new PortalFacts
                {
                    Organ = organs.Get(i.Subject)?.Name,
                    Facet = i.ItemKind,
                    Relations =
                    [
                        .. i.LegalBasis.Select(b => new PublishedRelation(RelationKind.RestsOn, b)),
                    ],
                },
            new PortalView
            {
                Section = "enforcement-items",
                Intro = "各执法单位可以办理的执法事项：谁来办、凭什么、怎样救济。",
                FacetTitle = "执法类别",
                Fields = ["subject", "itemKind", "power", "team", "procedure", "remedy"],
                // 政府信息公开条例第二十条第六项、第二十六条；行政处罚法第三十九条要求执法依据和程序公示，没有另定期限。
                Within = TimeLimit.WorkingDays(20, new LawRef("政府信息公开条例").Art(26)),
            }
        )
        .Build();
}
