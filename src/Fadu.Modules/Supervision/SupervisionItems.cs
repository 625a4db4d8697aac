using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Supervision;

/// <summary>One entry of 监管事项清单 (blocks/registers.md, S062).</summary>
public sealed record SupervisionItem : RegisterRecord
{
    [Field("主项编码", MaxLength = 60, Slot = "T2")]
    public required string MainCode { get; init; }

    [Field("主项名称", MaxLength = 150)]
    public required string MainName { get; init; }

    [Field("子项编码", MaxLength = 60, Slot = "T3")]
    public string? SubCode { get; init; }

    [Field("子项名称", MaxLength = 150)]
    public string? SubName { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("监管方式", Choices = ["双随机", "重点监管", "信用监管", "投诉举报", "其他"])]
    public required IReadOnlyList<string> Method { get; init; }

    [Field("认领情况", Choices = ["已认领", "不认领", "待定"], Slot = "T1", InList = true)]
    public required string Claim { get; init; }

    [Field("认领单位")]
    [RequiredIf(nameof(Claim), "已认领")]
    public IReadOnlyList<Guid>? ClaimedBy { get; init; }

    [Field("认领日期", Slot = "D1")]
    [RequiredIf(nameof(Claim), "已认领")]
    public DateOnly? ClaimedOn { get; init; }

    [Field("不认领理由", Choices = ["无此职权", "无监管对象", "上级行使", "其他"])]
    [RequiredIf(nameof(Claim), "不认领")]
    public string? RefusalReason { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    public string? Power { get; init; }

    [Field("检查实施清单", Help = "已经编好检查实施清单的为“是”。", Slot = "N1")]
    public required bool ChecklistDone { get; init; }

    [Field("最近监管行为", Slot = "D2")]
    public DateOnly? LastActOn { get; init; }

    [Field("监管行为数", Help = "每月从监管系统导入。", Unit = "次", Slot = "N2", InList = true)]
    public long? Acts { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record SupervisionItemReturnInput
{
    [Field("退回理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record SupervisionItemTransferInput
{
    [Field("划出单位")]
    public required Guid FromOrgan { get; init; }

    [Field("划入单位")]
    public required Guid ToOrgan { get; init; }
}

/// <summary>监管事项清单 (S062).</summary>
[Carries("S061")]
public static class SupervisionItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "supervision-item";

    /// <summary>监管.事项.</summary>
    public static readonly Figure Standing = new(
        "SupervisionItems",
        "监管.事项",
        "项",
        Fold.AsOf,
        "截至期末互联网+监管清单上的事项，有子项的按子项计。"
    )
    {
        CountedFrom = "监管事项清单",
        Dimensions = ["认领情况"],
        Section = "A1",
        AcceptsTotals = true,
    };

    /// <summary>监管.认领主项.</summary>
    public static readonly Figure ItemsClaimed = new(
        "ItemsClaimed",
        "监管.认领主项",
        "项",
        Fold.AsOf,
        "截至期末至少有一个单位认领的主项。"
    )
    {
        CountedFrom = "监管事项清单",
        Dimensions = ["认领情况", "单位"],
        Section = "A1",
        AcceptsTotals = true,
    };

    /// <summary>监管.主项覆盖.</summary>
    public static readonly Figure ItemsCovered = new(
        "ItemsCovered",
        "监管.主项覆盖",
        "项",
        Fold.AsOf,
        "已认领的主项中登记了监管行为的。"
    )
    {
        CountedFrom = "监管事项清单",
        Dimensions = ["认领情况", "单位"],
        Section = "A1",
        AcceptsTotals = true,
    };

    /// <summary>监管.主项覆盖率.</summary>
    public static readonly Figure ItemCoverage = new(
        "ItemCoverage",
        "监管.主项覆盖率",
        "%",
        Fold.Ratio,
        "登记了监管行为的主项占已认领主项的比例，都按期末计。"
    )
    {
        CountedFrom = "监管事项清单",
        Dimensions = ["认领情况", "单位"],
        Section = "A1",
        Numerator = ItemsCovered,
        Denominator = ItemsClaimed,
        WhenEmpty = "没有认领的主项",
        AcceptsTotals = true,
    };

    public static readonly Register<SupervisionItem> Register = Register<SupervisionItem>
        .Define(Key, "监管事项清单", "S062")
        .For(
            "互联网+监管系统下发的监管事项：谁认领、有没有行使。",
            "县政府办公室、县行政审批局维护，各监管单位认领。"
        )
        .InForceMeans("事项列在清单上的期间")
        .Titled(i => i.SubName ?? i.MainName, i => $"{i.MainCode} {i.SubCode}")
        .Keyed("子项编码；没有子项的，主项编码", i => [i.SubCode ?? i.MainCode])
        .KnownAs(i => [i.SubCode, i.MainCode, i.SubName, i.MainName])
        .Changes("issue", "下发", ChangeEffect.Add)
        .Changes("claim", "认领", ChangeEffect.Change)
        .Changes(
            "acts",
            "登记监管行为",
            ChangeEffect.Change,
            "每月从监管系统取来的行为数和最近一次的日期。"
        )
        .Changes<SupervisionItemTransferInput>("transfer", "划转", ChangeEffect.Change)
        .Changes<SupervisionItemReturnInput>("refuse", "退回", ChangeEffect.Change)
        .Changes("cancel", "取消", ChangeEffect.End)
        .Must(
            "claimedBy",
            i =>
                i.Claim != "已认领" && i.ClaimedBy is { Count: > 0 }
                    ? "没有认领的，不填认领单位。"
                    : null
        )
        // 优化营商环境条例第五十六条: 依托国家统一建立的在线监管系统，加强监管信息归集
        .Must(
            "acts",
            i =>
                i.Acts > 0 && i.Claim != "已认领" ? "没有认领的事项没有监管行为，请先认领。"
                : i.Acts > 0 && i.LastActOn is null ? "登记了监管行为的，请填写最近监管行为的日期。"
                : null
        )
        .SplitBy(["认领情况"], i => [("认领情况", i.Claim)])
        .ConfirmedYearly()
        .Public()
        .Counts(ItemsClaimed, i => i.Claim == "已认领" && i.SubCode is null ? 1 : 0)
        .Counts(ItemsCovered, i => i.Claim == "已认领" && i.SubCode is null && i.Acts > 0 ? 1 : 0)
        .CountedIn("A1", Standing)
        .Build();
}
