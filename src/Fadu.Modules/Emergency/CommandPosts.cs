using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Emergency;

/// <summary>One entry of 应急指挥机构 (blocks/registers.md, S154).</summary>
public sealed record CommandPost : RegisterRecord
{
    [Field("指挥机构", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("牵头单位", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("指挥长职务", MaxLength = 60, InList = true)]
    public required string Chief { get; init; }

    [Field("成员单位")]
    public required IReadOnlyList<Guid> Members { get; init; }

    [Field("应急预案", MaxLength = 120, Names = "emergency-plan")]
    public required string Plan { get; init; }

    [Field("指挥平台", MaxLength = 100, Names = "info-system")]
    public string? System { get; init; }

    [Field("值班电话", MaxLength = 40)]
    public required string DutyPhone { get; init; }
}

/// <summary>应急指挥机构 (S154).</summary>
[Carries("S160")]
public static class CommandPosts
{
    /// <summary>The key of the register.</summary>
    public const string Key = "command-post";

    /// <summary>应急.指挥机构.</summary>
    public static readonly Figure Standing = new(
        "CommandPostsInForce",
        "应急.指挥机构",
        "个",
        Fold.AsOf,
        "截至期末存续的应急指挥机构。"
    )
    {
        CountedFrom = "应急指挥机构",
        Dimensions = [],
        Section = "A7",
    };

    public static readonly Register<CommandPost> Register = Register<CommandPost>
        .Define(Key, "应急指挥机构", "S154")
        .For(
            "突发事件由谁指挥：牵头单位、指挥长的职务、成员单位；写职务不写人名。",
            "县应急管理部门维护。"
        )
        .InForceMeans("机构存续的期间")
        .Titled(i => i.Name)
        .Keyed("名称", i => [i.Name])
        .Changes("file", "备案", ChangeEffect.Add)
        .Changes("cancel", "注销", ChangeEffect.End)
        .Must("members", i => i.Members.Count == 0 ? "请写明成员单位。" : null)
        .ConfirmedYearly()
        .CountedIn("A7", Standing)
        .Build();
}
