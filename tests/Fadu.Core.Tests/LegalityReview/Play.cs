using System.Globalization;
using Fadu.Core.Matters;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.LegalityReview;

/// <summary>The procedures of 合法性审查, played up to where a test begins.</summary>
internal static class Play
{
    public static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Procedure ReviewOf(string key) =>
        key switch
        {
            "legality-review.decision" => Reviews.Decision2019,
            "legality-review.document" => Reviews.Document2018,
            "legality-review.contract" => Reviews.Contract,
            _ => Reviews.List,
        };

    /// <summary>Sent in and accepted on a day.</summary>
    public static Walk Accepted(Procedure p, DateOnly day)
    {
        var names = RecordForm.Of(p.FactsType).Fields.Select(f => f.Name).ToHashSet();
        var facts = new Dictionary<string, object?>
        {
            ["title"] = "云岭县停车收费方案",
            ["bases"] = new[] { "道路交通安全法第三十三条" },
            ["procedureStatement"] = "已公开征求意见。",
            ["involvesMarket"] = false,
            ["exploratory"] = false,
            ["issuedAs"] = "县政府",
            ["contractKind"] = ContractTypes.Works,
            ["counterparty"] = "云岭停车服务有限公司",
            ["listKind"] = "权责清单和三定规定",
        };
        var walk = new Walk(p, day).Open(
            facts.Where(f => names.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value)
        );
        foreach (var need in p.Stage("intake").Needs)
        {
            walk.Hand(need.Material);
        }
        return walk.Do("intake.accept", new { completeOn = Iso(day) });
    }

    public static Walk Opened(
        Procedure p,
        DateOnly day,
        string? issuer = null,
        bool operators = true,
        bool @public = false
    ) =>
        new Walk(p, day).Open(
            new
            {
                title = "云岭县停车收费方案",
                issuer = issuer
                    ?? (
                        p.Key == CompetitionReviews.OfGovernment
                            ? CompetitionFacts.Government
                            : CompetitionFacts.Department
                    ),
                form = "规范性文件",
                affectsOperators = operators,
                affectsPublic = @public,
            }
        );

    /// <summary>A fair-competition review whose hearing has begun.</summary>
    public static Walk Scoped(Procedure p, DateOnly day, bool @public = false) =>
        Opened(p, day, @public: @public).Do("scoping.apply");

    public static object Views(
        string from = "经营者",
        bool adopted = true,
        string? reason = null
    ) =>
        new
        {
            views = new[]
            {
                new
                {
                    from,
                    name = "云岭停车服务有限公司",
                    said = "无不同意见",
                    adopted,
                    reason,
                },
            },
        };

    public static Walk Heard(Procedure p, DateOnly day) =>
        Scoped(p, day).Hand("draft").Do("hearing.record", Views());

    /// <summary>Up to the conclusion; where a department concludes itself, there is no preliminary opinion.</summary>
    public static Walk Preliminary(Procedure p, DateOnly day)
    {
        var walk = Heard(p, day);
        return p.Key == CompetitionReviews.OfGovernment
            ? walk.Do(
                "preliminary.submit",
                new { hits = Array.Empty<object>(), opinion = "未发现违反审查标准的内容。" },
                Acting.As("drafter", ProcedureRoles.Sender)
            )
            : walk;
    }

    public static object Hit(
        string standard = "S0904",
        bool removed = false,
        string? basis = null
    ) =>
        new
        {
            standard,
            passage = "第五条",
            removed,
            basis,
        };

    public static object Concluded(
        string conclusion = "Clear",
        object[]? hits = null,
        string? ground = null,
        string? explained = null,
        string? endsOn = null,
        string? endsWhen = null
    ) =>
        new
        {
            conclusion,
            assessment = "不排除、限制竞争。",
            hits = hits ?? [],
            ground,
            explained,
            endsOn,
            endsWhen,
        };

    /// <summary>An agenda item, its draft handed in.</summary>
    public static Walk Item(
        Procedure p,
        DateOnly day,
        string kind = AgendaFacts.Decision,
        string draft = "a"
    ) =>
        new Walk(p, day)
            .Open(
                new
                {
                    title = "云岭县停车收费方案",
                    kind,
                    outsideBecause = kind == AgendaFacts.None ? "人事事项" : null,
                }
            )
            .Hand("draft", draft);

    public static object Meeting(DateOnly on, string? urgentReason = null) =>
        new
        {
            meeting = "县政府第32次常务会议",
            meetingOn = Iso(on),
            urgentReason,
        };

    public static readonly object Attended = new
    {
        attendance = "Head",
        post = "县司法局局长",
        said = "送审稿合法，同意提请审议。",
    };

    public static object Decided(
        bool against = false,
        string? reason = null,
        string? risk = null
    ) =>
        new
        {
            result = "Passed",
            text = "会议通过。",
            dissents = Array.Empty<object>(),
            againstMajority = against,
            reason,
            risk,
        };

    /// <summary>Reviewed, proposed, placed, the head of the bureau having sat in.</summary>
    public static Walk Placed(Procedure p, DateOnly day, string outcome = "Lawful") =>
        Item(p, day)
            .Name("review", outcome, "a")
            .Do("agenda.propose")
            .Do("agenda.place", Meeting(day.AddDays(3)))
            .Do("agenda.attend", Attended);

    public static Walk Drafted(Procedure p, DateOnly day, decimal? amount = 1200.5m) =>
        new Walk(p, day)
            .Open(
                new
                {
                    title = "城区停车设施特许经营协议",
                    contractType = ContractTypes.Concession,
                    counterparty = "云岭停车服务有限公司",
                    amount,
                }
            )
            .Hand("signed");

    public static object Signing(DateOnly? nextDueOn = null) =>
        new
        {
            contractNo = "云政合〔2026〕3号",
            signedBy = "县交通局局长",
            nextDueOn = nextDueOn is { } d ? Iso(d) : null,
        };

    public static Walk Signed(Procedure p, DateOnly day, DateOnly? nextDueOn = null) =>
        Drafted(p, day).Name("review", "Lawful").Do("signing.sign", Signing(nextDueOn));
}
