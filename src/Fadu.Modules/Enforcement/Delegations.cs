using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 执法委托 (blocks/registers.md, S076).</summary>
public sealed record Delegation : RegisterRecord
{
    [Field("委托机关", Slot = "G1", InList = true)]
    public required Guid Principal { get; init; }

    [Field("受委托方", MaxLength = 100, InList = true)]
    public required string DelegateName { get; init; }

    [Field(
        "受委托方类别",
        Choices = ["行政机关", "管理公共事务的组织", "乡镇街道"],
        Slot = "T1",
        InList = true
    )]
    public required string DelegateKind { get; init; }

    [Field("委托权力类型", Choices = ["行政许可", "行政处罚", "行政检查", "其他"], Slot = "T2")]
    public required string PowerKind { get; init; }

    [Field(
        "委托事项",
        Help = "一行一项，写权责清单上的名称或者编码。 >power-item",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> Powers { get; init; }

    [Field("权限", MaxLength = 1000, LongText = true)]
    public required string Limits { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("委托书文号", MaxLength = 80, Slot = "T3")]
    public required string DeedNumber { get; init; }

    [Field("委托机关公布日期", Slot = "D1")]
    public required DateOnly PrincipalPublished { get; init; }

    [Field("受委托方公布日期", Slot = "D2")]
    public required DateOnly DelegatePublished { get; init; }

    [Field("司法局备案日期", Help = "省里要求备案的填写。", Slot = "D3")]
    public DateOnly? FiledOn { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record DelegationEndInput
{
    [Field("解除原因", Choices = ["期满", "越权", "不再具备条件", "其他"])]
    public required string Why { get; init; }

    [Field("说明", MaxLength = 300, LongText = true)]
    public string? Detail { get; init; }
}

/// <summary>执法委托 (S076).</summary>
public static class Delegations
{
    /// <summary>The key of the register.</summary>
    public const string Key = "delegation";

    /// <summary>执法.委托.</summary>
    public static readonly Figure Standing = new(
        "DelegationsInForce",
        "执法.委托",
        "份",
        Fold.AsOf,
        "截至期末有效的执法委托书。"
    )
    {
        CountedFrom = "执法委托",
        Dimensions = ["受委托方", "权力类型"],
        Section = "A4",
    };

    /// <summary>执法.委托事项.</summary>
    public static readonly Figure DelegatedItems = new(
        "DelegatedItems",
        "执法.委托事项",
        "项",
        Fold.AsOf,
        "有效的委托书委托的事项，按委托书相加。"
    )
    {
        CountedFrom = "执法委托",
        Dimensions = ["受委托方", "权力类型"],
        Section = "A4",
    };

    public static readonly Register<Delegation> Register = Register<Delegation>
        .Define(Key, "执法委托", "S076")
        .For(
            "书面的执法委托：委托给谁、哪些事项、到哪天；双方都要公布。",
            "委托机关维护，报县司法局备案。"
        )
        .InForceMeans("委托的期限")
        .Titled(i => $"{i.DeedNumber} {i.DelegateName}")
        .Keyed("委托机关、委托书文号", i => [i.Principal, i.DeedNumber])
        .KnownAs(i => [i.DeedNumber])
        .Changes("delegate", "委托", ChangeEffect.Add)
        .Changes("renew", "续签", ChangeEffect.Extend)
        .Changes("scope", "变更范围", ChangeEffect.Change)
        .Changes<DelegationEndInput>("end", "解除", ChangeEffect.End)
        // 行政处罚法第二十条第二款: 委托书载明委托的具体事项、权限、期限等，双方应当公布
        .MustEnd("委托要有期限，请填写届满日；没有规定的一般为三年。")
        // 行政强制法第十七条第一款: 行政强制措施权不得委托
        .Must(
            "powers",
            i =>
                i.Powers.Any(p =>
                    p.Contains("查封", StringComparison.Ordinal)
                    || p.Contains("扣押", StringComparison.Ordinal)
                    || p.Contains("冻结", StringComparison.Ordinal)
                )
                    ? "行政强制措施权不得委托（行政强制法第十七条）。"
                    : null
        )
        // 行政许可法第二十四条第一款: 许可只能委托其他行政机关
        .Must(
            "delegateKind",
            i =>
                i is { PowerKind: "行政许可", DelegateKind: "管理公共事务的组织" }
                    ? "行政许可只能委托其他行政机关实施（行政许可法第二十四条）。"
                    : null
        )
        .Must("powers", i => i.Powers.Count == 0 ? "请写明委托的具体事项。" : null)
        .SplitBy(
            ["受委托方", "权力类型"],
            i => [("受委托方", i.DelegateKind), ("权力类型", i.PowerKind)]
        )
        .Reminded()
        .OnPortal(
            "delegations",
            "哪些执法权委托给了谁、到什么时候。",
            "delegateKind",
            [
                "principal",
                "delegateName",
                "delegateKind",
                "powerKind",
                "powers",
                "limits",
                "legalBasis",
                "deedNumber",
            ]
        )
        .Counts(DelegatedItems, i => i.Powers.Count)
        .CountedIn("A4", Standing)
        .Build();
}
