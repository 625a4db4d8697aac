using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.Supervision;

/// <summary>One entry of 重点监管清单 (blocks/registers.md, S064).</summary>
public sealed record KeySupervisionEntry : RegisterRecord
{
    [Field("监管领域", MaxLength = 60, Slot = "T1", InList = true)]
    public required string Field { get; init; }

    [Field("监管事项", MaxLength = 150)]
    public required string Matter { get; init; }

    [Field("监管对象", Help = "不填即整个领域。", MaxLength = 100)]
    public string? SubjectName { get; init; }

    [Field("统一社会信用代码", CreditCode = true)]
    public string? SubjectCode { get; init; }

    [Field("牵头单位", Slot = "G1", InList = true)]
    public required Guid Lead { get; init; }

    [Field("配合单位")]
    public IReadOnlyList<Guid>? JointWith { get; init; }

    [Field(
        "列入理由",
        Help = "直接涉及公共安全、人民生命健康等。",
        MaxLength = 500,
        LongText = true
    )]
    public required string Because { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("每年检查", Unit = "次", Slot = "N1", InList = true)]
    public required long TimesPerYear { get; init; }

    [Field("监管措施", MaxLength = 500, LongText = true)]
    public required string Measures { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record KeySupervisionEntryOutInput
{
    [Field("移出理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>重点监管清单 (S064).</summary>
public static class KeySupervisionEntries
{
    /// <summary>The key of the register.</summary>
    public const string Key = "key-supervision";

    /// <summary>监管.重点监管.</summary>
    public static readonly Figure Standing = new(
        "KeySupervisionEntries",
        "监管.重点监管",
        "项",
        Fold.AsOf,
        "截至期末列入重点监管清单的事项和对象。"
    )
    {
        CountedFrom = "重点监管清单",
        Dimensions = ["领域"],
        Section = "A1",
    };

    /// <summary>监管.重点监管对象.</summary>
    public static readonly Figure KeySupervisionSubjects = new(
        "KeySupervisionSubjects",
        "监管.重点监管对象",
        "户",
        Fold.AsOf,
        "清单上指明了名称的对象。"
    )
    {
        CountedFrom = "重点监管清单",
        Dimensions = ["领域"],
        Section = "A1",
    };

    public static readonly Register<KeySupervisionEntry> Register = Register<KeySupervisionEntry>
        .Define(Key, "重点监管清单", "S064")
        .For(
            "列入全覆盖重点监管的领域、事项和单位：为什么、谁牵头、一年查几次。",
            "监管单位提出，县市场监管部门汇总，县政府批准。"
        )
        .InForceMeans("列入清单的期间")
        .Titled(
            i => i.SubjectName is null ? i.Matter : $"{i.Matter}：{i.SubjectName}",
            i => $"{i.Field} {i.Matter}"
        )
        .Keyed("领域、事项、对象", i => [i.Field, i.Matter, i.SubjectCode ?? i.SubjectName])
        .Changes("enter", "列入", ChangeEffect.Add)
        .Changes("times", "调整频次", ChangeEffect.Change)
        .Changes<KeySupervisionEntryOutInput>("out", "移出", ChangeEffect.End)
        // 优化营商环境条例第五十四条第二款: 直接涉及公共安全和人民群众生命健康等特殊行业、重点领域，依法依规实行全覆盖的重点监管
        .Must(
            "timesPerYear",
            i => i.TimesPerYear == 0 ? "重点监管是全覆盖的，每年至少检查一次。" : null
        )
        .ApprovedBy("县政府批准", OrganKind.Government)
        .SplitBy(["领域"], i => [("领域", i.Field)])
        .ConfirmedYearly()
        .OnPortal(
            "key-supervision",
            "重点监管的领域和事项、检查频次和措施。",
            "field",
            ["field", "lead", "jointWith", "because", "legalBasis", "timesPerYear", "measures"]
        )
        .Counts(KeySupervisionSubjects, i => i.SubjectName is null ? 0 : 1)
        .CountedIn("A1", Standing)
        .Build();
}
