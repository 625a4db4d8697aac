using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 行政执法主体名录 (blocks/registers.md, S070).</summary>
public sealed record EnforcementSubject : RegisterRecord
{
    [Field("执法主体", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field(
        "主体类别",
        Help = "受委托的组织登在执法委托里。",
        Choices = ["行政机关", "授权组织", "授权的派出机构", "综合执法机关", "乡镇街道"],
        Slot = "T1",
        InList = true
    )]
    public required string SubjectKind { get; init; }

    [Field(
        "设定依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> AuthorisedBy { get; init; }

    [Field("职责范围", MaxLength = 1000, LongText = true)]
    public required string Scope { get; init; }

    [Field("公告文号", MaxLength = 60)]
    public required string AnnouncementNumber { get; init; }

    [Field("法制审核机构", MaxLength = 60)]
    public required string AuditUnit { get; init; }

    [Field("审核人员", Help = "一行一人，只写姓名。", LongText = true, MaxLength = 150)]
    public IReadOnlyList<string>? Auditors { get; init; }

    [Field("设有执法监督室", Slot = "N1")]
    public required bool SupervisionOffice { get; init; }

    [Field("联络员", MaxLength = 40)]
    public required string Contact { get; init; }

    [Field("执法队伍")]
    public IReadOnlyList<EnforcementTeam>? Teams { get; init; }
}

/// <summary>One line of 执法队伍.</summary>
public sealed record EnforcementTeam
{
    [Field("名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("编制")]
    public required long Posts { get; init; }

    [Field("在岗")]
    public required long Staff { get; init; }

    [Field("所在乡镇", MaxLength = 60)]
    public string? Township { get; init; }
}

/// <summary>行政执法主体名录 (S070).</summary>
public static class EnforcementSubjects
{
    /// <summary>The key of the register.</summary>
    public const string Key = "enforcement-subject";

    /// <summary>执法.主体.</summary>
    public static readonly Figure Standing = new(
        "EnforcementOrgans",
        "执法.主体",
        "个",
        Fold.AsOf,
        "截至期末经确认具有执法主体资格的单位。"
    )
    {
        CountedFrom = "行政执法主体名录",
        Dimensions = ["主体类别", "层级"],
        Section = "A4",
        AcceptsTotals = true,
    };

    /// <summary>执法.法制审核机构.</summary>
    public static readonly Figure AuditUnits = new(
        "AuditUnits",
        "执法.法制审核机构",
        "个",
        Fold.AsOf,
        "设有法制审核机构的执法主体。"
    )
    {
        CountedFrom = "行政执法主体名录",
        Dimensions = ["主体类别"],
        Section = "A4",
    };

    /// <summary>执法.在册队伍.</summary>
    public static readonly Figure EnforcementTeams = new(
        "EnforcementTeamsListed",
        "执法.在册队伍",
        "支",
        Fold.AsOf,
        "执法主体登记的执法队伍。"
    )
    {
        CountedFrom = "行政执法主体名录",
        Dimensions = ["主体类别"],
        Section = "A4",
    };

    /// <summary>执法.在册编制.</summary>
    public static readonly Figure EnforcementPosts = new(
        "EnforcementPostsListed",
        "执法.在册编制",
        "名",
        Fold.AsOf,
        "执法队伍的编制数之和。"
    )
    {
        CountedFrom = "行政执法主体名录",
        Dimensions = ["主体类别"],
        Section = "A4",
    };

    public static readonly Register<EnforcementSubject> Register = Register<EnforcementSubject>
        .Define(Key, "行政执法主体名录", "S070")
        .For(
            "可以以自己名义执法的单位：依据、职责范围、法制审核机构和执法队伍。",
            "县司法局确认、公告。"
        )
        .InForceMeans("具有执法主体资格的期间")
        .Titled(i =>
            i.AnnouncementNumber is { Length: > 0 }
                ? $"{i.SubjectKind}（{i.AnnouncementNumber}）"
                : i.SubjectKind
        )
        .Keyed("执法主体", i => [i.Organ])
        .Changes("confirm", "确认", ChangeEffect.Add)
        .Changes("merge", "合并", ChangeEffect.Merge)
        .Changes("revoke", "撤销", ChangeEffect.End)
        // 行政执法监督条例第十七条第一款: 确认执法主体资格并向社会公布；行政处罚法第十七条、第十九条
        .Must(
            "authorisedBy",
            i => i.AuthorisedBy.Count == 0 ? "请写明依据哪部法律、法规具有执法权。" : null
        )
        .SplitBy(["主体类别"], i => [("主体类别", i.SubjectKind)])
        .OnPortal(
            "enforcement-subjects",
            "哪些单位可以执法、依据什么、管什么。",
            "subjectKind",
            ["organ", "subjectKind", "authorisedBy", "scope", "announcementNumber"]
        )
        .Counts(AuditUnits, i => i.AuditUnit is "" or "无" ? 0 : 1)
        .Counts(EnforcementTeams, i => (i.Teams ?? []).Count)
        .Counts(EnforcementPosts, i => (i.Teams ?? []).Sum(t => t.Posts))
        .CountedIn("A4", Standing)
        .Build();
}
