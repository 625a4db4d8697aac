using Fadu.Core.Figures;
using Fadu.Modules.LegalityReview;
using static Fadu.Core.Figures.FigureRelation;

namespace Fadu.Modules;

/// <summary>Relations of figures that an area may declare or that are still awaited; whoever counts them, the code is the same.</summary>
internal static class AwaitedRelations
{
    public static readonly RelationSet Set = new([
        SumOfParts(F("DocumentsCleaned"), "结论", per: "批次"),
        Most("DocumentsFiled", "DocumentsIssued", "报备的是制发或者修改的文件；一件也不多出来。"),
        Expect(
            [F("DocumentsFiled")],
            RelationSign.AtMost,
            [ReviewFigures.Completed],
            "报备的文件都经过审查。"
        ),
        SumOfParts(F("PowerItemChanges"), "变动"),
        Expect(
            [F("OrgansWithPublishedItems")],
            RelationSign.AtMost,
            [F("EnforcementOrgans")],
            "公布执法事项的单位一般不多于执法主体，多的要说明。"
        ),
        SumOfParts(F("ProjectsSubmitted"), "类别"),
        Most("ItemsCovered", "ItemsClaimed", "有监管行为的主项都是认领的主项。"),
        Most("ItemsClaimed", "SupervisionItems", "认领的主项不会多于监管事项。"),
        Expect(
            [F("RandomChecks")],
            RelationSign.AtMost,
            [F("FirmsChecked")],
            "每次抽查至少检查一户。"
        ),
        Expect(
            [F("InspectionsOverCap")],
            RelationSign.AtMost,
            [0m],
            "超过年度频次上限的检查应当为零。"
        ),
        Expect(
            [F("TownsWithOneTeam")],
            RelationSign.AtMost,
            [F("EnforcementTeams")],
            "每个“一支队伍”的乡镇至少有一支综合执法队。"
        ),
        Most(
            "OrgansWithPublicLawyers",
            "EnforcementOrgans",
            "公职律师覆盖的是有行政执法权的机关。"
        ),
        SumOfParts(F("EnforcementProblems"), "类别"),
        Expect(
            [F("FileReviewRounds")],
            RelationSign.AtMost,
            [F("FilesReviewed")],
            "每次评查至少评查一件案卷。"
        ),
        Most("MediationSucceeded", "MediationAccepted", "调解成功的都已受理。"),
        Expect(
            [F("WrittenAgreements")],
            RelationSign.AtMost,
            [F("DisputesFound")],
            "书面协议一般不多于排查化解的纠纷。"
        ),
        Must(
            [F("ArbitrationMediated"), F("ArbitrationAwarded")],
            RelationSign.Equal,
            [F("ArbitrationAccepted")],
            "没有结转和撤回的，调解加裁决等于立案；有的请核对差额。"
        ) with
        {
            Kind = RelationKind.Expect,
        },
        SumOfParts(F("LegalServicePlatforms"), "层级"),
        Hint(
            [F("LegalAidPleaCases")],
            RelationSign.AtMost,
            [F("LegalAidCases")],
            "认罪认罚法律帮助是法律援助案件之外的服务，除非来源写明在内。"
        ),
        Hint(
            [F("LegalAidApplications")],
            RelationSign.AtMost,
            [F("LegalAidCases")],
            "某一时期、某一来源的申请一般不多于全年的案件。"
        ),
        Hint(
            [F("LegalAwareCertified")],
            RelationSign.AtMost,
            [F("AppUsers")],
            "认证人数多于小程序用户的，核对认证是否经过小程序。"
        ),
        Most("DemandsSolved", "DemandsReceived", "解决的诉求不会多于受理的加上期结转的。"),
        Most("LegacySettled", "LegacyRegistered", "化解的都是登记过的。"),
        Most("PetitionsAccepted", "PetitionsReceived", "受理的都是收到的。"),
        Expect(
            [F("OrgansWithPublicLawyers")],
            RelationSign.Equal,
            [F("EnforcementOrgans")],
            "公职律师应当覆盖全部有行政执法权的机关。"
        ) with
        {
            Kind = RelationKind.Hint,
        },
    ]);

    private static Figure F(string code) => Awaited.Catalogue.Figures.First(f => f.Code == code);

    private static FigureRelation Most(string less, string more, string why) =>
        Must([F(less)], RelationSign.AtMost, [F(more)], why);
}
