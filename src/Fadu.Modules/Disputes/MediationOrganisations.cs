using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Disputes;

/// <summary>One entry of 调解组织名录 (blocks/registers.md, S120).</summary>
public sealed record MediationOrganisation : RegisterRecord
{
    [Field("组织名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field(
        "组织类别",
        Choices = [
            "村居调委会",
            "乡镇街道调委会",
            "企事业调委会",
            "行业性专业性调委会",
            "个人调解室",
            "行政调解组织",
            "诉前调解中心",
            "商事调解组织",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string Kind { get; init; }

    [Field("设立单位", MaxLength = 100)]
    public required string FoundedBy { get; init; }

    [Field("区划代码", MaxLength = 12, Slot = "T2")]
    public required string AreaCode { get; init; }

    [Field(
        "专业领域",
        Help = "例如：道路交通、医疗、物业。",
        MaxLength = 60,
        Slot = "T3",
        InList = true
    )]
    [RequiredIf(nameof(Kind), "行业性专业性调委会")]
    public string? Field { get; init; }

    [Field("委员人数", Unit = "人", Slot = "N1", InList = true)]
    public required long Size { get; init; }

    [Field("有妇女成员", Slot = "N2")]
    public required bool HasWoman { get; init; }

    [Field("届满日期", Help = "每届三年。", Future = true, Slot = "D1", InList = true)]
    public required DateOnly TermEnds { get; init; }

    [Field("通报法院日期", Help = "设立和变动都通报县法院。", Slot = "D2")]
    public required DateOnly CourtNotifiedOn { get; init; }
}

/// <summary>调解组织名录 (S120).</summary>
public static class MediationOrganisations
{
    /// <summary>The key of the register.</summary>
    public const string Key = "mediation-organisation";

    /// <summary>调解.组织.</summary>
    public static readonly Figure Standing = new(
        "MediationBodies",
        "调解.组织",
        "个",
        Fold.AsOf,
        "截至期末存续的调解组织。"
    )
    {
        CountedFrom = "调解组织名录",
        Dimensions = ["类型", "层级"],
        Section = "A6",
        AcceptsTotals = true,
    };

    public static readonly Register<MediationOrganisation> Register =
        Register<MediationOrganisation>
            .Define(Key, "调解组织名录", "S120")
            .For("各类调解组织：人数、任期、是不是通报了法院。", "县司法局通过司法所维护。")
            .InForceMeans("组织存续的期间")
            .Titled(i => i.Name)
            .Keyed("区划代码、名称", i => [i.AreaCode, i.Name])
            .KnownAs(i => [i.Name])
            .Changes("found", "设立", ChangeEffect.Add)
            .Changes("term", "换届", ChangeEffect.Change)
            .Changes("rename", "更名", ChangeEffect.Change)
            .Changes("merge", "合并", ChangeEffect.Merge)
            .Changes("dissolve", "撤销", ChangeEffect.End)
            // 人民调解法第八条: 由三至九人组成，应当有妇女成员
            .Must(
                "size",
                i =>
                    i.Kind
                        is "村居调委会"
                            or "乡镇街道调委会"
                            or "企事业调委会"
                            or "行业性专业性调委会"
                    && i.Size is < 3 or > 9
                        ? "人民调解委员会由三至九人组成（人民调解法第八条）。"
                        : null
            )
            .Must(
                "hasWoman",
                i =>
                    i.Kind
                        is "村居调委会"
                            or "乡镇街道调委会"
                            or "企事业调委会"
                            or "行业性专业性调委会"
                    && !i.HasWoman
                        ? "人民调解委员会应当有妇女成员（人民调解法第八条）。"
                        : null
            )
            .Must("areaCode", i => Codes.AreaProblem(i.AreaCode, null))
            .SplitBy(["类型"], i => [("类型", i.Kind)])
            .ConfirmedYearly()
            .RemindedOf("termEnds")
            .OnPortal(
                "mediation",
                "到哪里申请调解。",
                "kind",
                ["kind", "foundedBy", "field", "size", "termEnds"]
            )
            .CountedIn("A6", Standing)
            .Build();
}
