using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Powers;

/// <summary>One entry of 证明事项清单 (blocks/registers.md, S028).</summary>
public sealed record ProofItem : RegisterRecord
{
    [Field("证明名称", MaxLength = 120)]
    public required string Name { get; init; }

    [Field("用途事项", Help = "政务服务事项的名称或者编码。 >service-item", MaxLength = 120)]
    public required string Service { get; init; }

    [Field(
        "设定依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("索要单位", Slot = "G1", InList = true)]
    public required Guid Asker { get; init; }

    [Field("开具单位", MaxLength = 100)]
    public required string Issuer { get; init; }

    [Field("办理指南", MaxLength = 1000, LongText = true)]
    public required string HowToGet { get; init; }

    [Field(
        "办理方式",
        Choices = ["提交证明", "告知承诺", "数据核验", "证照替代"],
        Slot = "T1",
        InList = true
    )]
    public required string Mode { get; init; }

    [Field("核查期限", Unit = "工作日", Slot = "N1")]
    [RequiredIf(nameof(Mode), "告知承诺")]
    public long? CheckWithin { get; init; }

    [Field("不适用告知承诺的理由", MaxLength = 300)]
    public string? Excluded { get; init; }
}

/// <summary>证明事项清单 (S028).</summary>
public static class ProofItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "proof-item";

    /// <summary>证明事项.保留.</summary>
    public static readonly Figure Standing = new(
        "ProofItemsKept",
        "证明事项.保留",
        "项",
        Fold.AsOf,
        "截至期末仍可索要的证明事项。"
    )
    {
        CountedFrom = "证明事项清单",
        Dimensions = ["办理方式"],
        Section = "A1",
    };

    /// <summary>证明事项.告知承诺.</summary>
    public static readonly Figure ProofItemsByPromise = new(
        "ProofItemsByPromise",
        "证明事项.告知承诺",
        "项",
        Fold.AsOf,
        "保留的证明事项中可以用书面承诺代替的。"
    )
    {
        CountedFrom = "证明事项清单",
        Dimensions = ["办理方式"],
        Section = "A1",
    };

    /// <summary>证明事项.告知承诺覆盖率.</summary>
    public static readonly Figure ProofPromiseRate = new(
        "ProofPromiseRate",
        "证明事项.告知承诺覆盖率",
        "%",
        Fold.Ratio,
        "可以用书面承诺代替的占保留的证明事项的比例。"
    )
    {
        CountedFrom = "证明事项清单",
        Dimensions = ["办理方式"],
        Section = "A1",
        Numerator = ProofItemsByPromise,
        Denominator = Standing,
        WhenEmpty = "没有保留的证明事项",
    };

    public static readonly Register<ProofItem> Register = Register<ProofItem>
        .Define(Key, "证明事项清单", "S028")
        .For(
            "办事还可以要的证明，以及哪些用书面承诺或者数据核验代替；清单之外不得索要。",
            "县司法局会同县行政审批局维护。"
        )
        .InForceMeans("可以索要的期间")
        .Titled(i => i.Name)
        .Keyed("索要单位、用途事项、证明名称", i => [i.Asker, i.Service, i.Name])
        .KnownAs(i => [i.Name])
        .Changes("cancel", "取消", ChangeEffect.End)
        .Changes("promise", "实行告知承诺", ChangeEffect.Change)
        .Changes("unpromise", "停止告知承诺", ChangeEffect.Change)
        // 优化营商环境条例第四十四条: 没有法律、法规或者国务院决定依据的证明不得设定；各单位公布证明事项清单，逐项列明设定依据、索要单位、开具单位、办理指南
        .Must(
            "legalBasis",
            i =>
                i.LegalBasis.Count == 0
                    ? "没有依据的证明事项不得保留（优化营商环境条例第四十四条）。"
                    : null
        )
        .SplitBy(["办理方式"], i => [("办理方式", i.Mode)])
        .ConfirmedYearly()
        .OnPortal(
            "proofs",
            "办事还要哪些证明、找谁开、能不能用承诺代替。",
            "mode",
            ["service", "legalBasis", "asker", "issuer", "howToGet", "mode", "checkWithin"]
        )
        .Counts(ProofItemsByPromise, i => i.Mode == "告知承诺" ? 1 : 0)
        .CountedIn("A1", Standing)
        .Build();
}
