using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.Powers;

/// <summary>One entry of 权责清单 (blocks/registers.md, S025).</summary>
public sealed record PowerItem : RegisterRecord
{
    [Field("基本编码", MaxLength = 60)]
    public string? BasicCode { get; init; }

    [Field("实施编码", Help = "省级权责库的编码，照录。", MaxLength = 120, Slot = "T2")]
    public string? ImplementationCode { get; init; }

    [Field(
        "权力类型",
        Choices = [
            "行政许可",
            "行政处罚",
            "行政强制",
            "行政征收",
            "行政征用",
            "行政给付",
            "行政检查",
            "行政确认",
            "行政奖励",
            "行政裁决",
            "其他权力",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string PowerType { get; init; }

    [Field("事项名称", MaxLength = 200)]
    public required string Name { get; init; }

    [Field("所属主项", Help = "子项填写主项的名称或者编码。 >power-item", MaxLength = 120)]
    public string? MainItem { get; init; }

    [Field("行使主体", Slot = "G1", InList = true)]
    public required Guid Holder { get; init; }

    [Field("承办机构", MaxLength = 60)]
    public required string ActingUnit { get; init; }

    [Field(
        "权力来源",
        Help = "委托的登在执法委托里。",
        Choices = ["本级法定", "承接下放", "划转接收", "相对集中", "乡镇赋权"],
        Slot = "T3"
    )]
    public required string Origin { get; init; }

    [Field(
        "设定依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("共同行使层级", Choices = ["省", "市", "县", "乡镇"])]
    public IReadOnlyList<string>? SharedWith { get; init; }

    [Field("责任事项", MaxLength = 2000, LongText = true)]
    public required string Duties { get; init; }

    [Field("追责情形", MaxLength = 2000, LongText = true)]
    public required string Accountability { get; init; }

    [Field("流程", Help = "依照什么流程办理。", MaxLength = 1000, LongText = true)]
    public string? Flow { get; init; }

    [Field("监督电话", Help = "对外公布的电话。", MaxLength = 40)]
    public required string SupervisionPhone { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record PowerItemCancelInput
{
    [Field("取消的决定文号", MaxLength = 80)]
    public required string Decision { get; init; }

    [Field("取消后怎样管理", Choices = ["不再管理", "改备案", "告知承诺", "内部管理", "行业自律"])]
    public required string Afterwards { get; init; }

    [Field("后续监管措施", MaxLength = 500, LongText = true)]
    public required string FollowUp { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record PowerItemTakeOverInput
{
    [Field("从哪个单位承接", MaxLength = 100)]
    public required string FromOrgan { get; init; }

    [Field("原层级", Choices = ["国家", "省", "市"])]
    public required string FromLevel { get; init; }

    [Field("交接日期")]
    public required DateOnly HandedOverOn { get; init; }

    [Field("承接能力已经确认")]
    public required bool CanBear { get; init; }

    [Field("属地管理")]
    public bool? Territorial { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record PowerItemHandDownInput
{
    [Field("下放给哪些单位")]
    public required IReadOnlyList<Guid> ToOrgans { get; init; }

    [Field("培训和监督措施", MaxLength = 500, LongText = true)]
    public required string Training { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record PowerItemTransferInput
{
    [Field("划出单位")]
    public required Guid FromOrgan { get; init; }

    [Field("划入单位")]
    public required Guid ToOrgan { get; init; }

    [Field("划转编制", Unit = "名")]
    public long? Posts { get; init; }

    [Field("划转人员", Unit = "人")]
    public long? People { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record PowerItemConvertInput
{
    [Field("原来的方式", MaxLength = 40)]
    public required string Former { get; init; }

    [Field("改成的方式", MaxLength = 40)]
    public required string Now { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record PowerItemResumeInput
{
    [Field("授权决定", MaxLength = 100)]
    public required string Authorised { get; init; }
}

/// <summary>权责清单 (S025).</summary>
public static class PowerItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "power-item";

    /// <summary>权责.现行事项.</summary>
    public static readonly Figure Standing = new(
        "PowerItemsInForce",
        "权责.现行事项",
        "项",
        Fold.AsOf,
        "截至期末权责清单上可以行使的权力事项，暂停实施的不计。"
    )
    {
        CountedFrom = "权责清单",
        Dimensions = ["权力类型", "权力来源", "单位"],
        Section = "A1",
    };

    public static readonly Register<PowerItem> Register = Register<PowerItem>
        .Define(Key, "权责清单", "S025")
        .For(
            "各单位可以行使的每一项行政权力及其依据、责任和追责情形；清单之外的权力不得行使。",
            "行使主体提出，县司法局审查合法性，县委编办会同审批部门核定，县政府决定。"
        )
        .InForceMeans("权力可以行使的期间")
        .Titled(i => i.Name, i => $"{i.PowerType} {i.Name}")
        .Keyed(
            "实施编码；没有编码的，行使主体、权力类型、事项名称",
            i => i.ImplementationCode is { } code ? [code] : [i.Holder, i.PowerType, i.Name]
        )
        .KnownAs(i => [i.ImplementationCode, i.BasicCode, i.Name])
        .Changes<PowerItemTakeOverInput>(
            "takeover",
            "承接",
            ChangeEffect.Change,
            "上级下放的权力由本级接住；新承接的先新增，再补这一笔。"
        )
        .Changes<PowerItemTransferInput>(
            "transfer",
            "划转",
            ChangeEffect.Change,
            "在单位之间划转，全县总数不变。"
        )
        .Changes<PowerItemConvertInput>("convert", "改备案或者转变方式", ChangeEffect.Change)
        .Changes("elements", "变更要素", ChangeEffect.Change)
        .Changes<PowerItemCancelInput>("cancel", "取消", ChangeEffect.End)
        .Changes<PowerItemHandDownInput>("handdown", "下放", ChangeEffect.End)
        .Changes("merge", "合并", ChangeEffect.Merge)
        .Changes("split", "拆分", ChangeEffect.End)
        .Changes<PowerItemResumeInput>("halt", "暂停实施", ChangeEffect.Suspend)
        // 行政处罚法第十条至第十六条、行政许可法第十四条至第十七条: 权力由法律、法规、规章或者国务院决定设定
        .Must(
            "legalBasis",
            i => i.LegalBasis.Count == 0 ? "没有依据的权力不得列入清单，请至少写一条。" : null
        )
        .ApprovedBy("县政府决定", OrganKind.Government)
        .SplitBy(["权力类型", "权力来源"], i => [("权力类型", i.PowerType), ("权力来源", i.Origin)])
        .ConfirmedYearly()
        .OnPortal(
            "powers",
            "各单位可以行使的权力：依据什么、谁来行使、有什么责任。",
            "powerType",
            [
                "powerType",
                "holder",
                "actingUnit",
                "origin",
                "legalBasis",
                "duties",
                "accountability",
                "flow",
                "supervisionPhone",
            ]
        )
        .CountedIn("A1", Standing)
        .Build();
}
