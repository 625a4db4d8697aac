using System.Globalization;
using Fadu.Law.Procedures;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.Normative;

/// <summary>规范性文件制发, played up to where a test begins.</summary>
internal static class Making
{
    public static readonly DateOnly Day = new(2026, 3, 2);
    public static readonly Guid Issuer = new("00000000-0000-0000-0000-0000000000a1");

    public static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Dictionary<string, object?> Facts(params (string Key, object? Value)[] other)
    {
        var facts = new Dictionary<string, object?>
        {
            ["title"] = "云岭县机动车停放服务收费管理办法",
            ["issuer"] = Issuer,
            ["issuerClass"] = Makers.Government,
            ["touchesRights"] = true,
            ["binding"] = true,
            ["repeated"] = true,
            ["toThePublic"] = true,
            ["otherPaper"] = DocumentMakingFacts.NoneOfThem,
            ["subject"] = "市场监管",
            ["bases"] = new[] { "《中华人民共和国价格法》第二十条" },
            ["important"] = false,
            ["marketRelated"] = true,
            ["affectsOperators"] = false,
            ["vitalPublicInterest"] = false,
            ["hearingNeeded"] = false,
            ["isMajorDecision"] = false,
            ["trial"] = false,
        };
        foreach (var (key, value) in other)
        {
            facts[key] = value;
        }
        return facts;
    }

    public static Walk Opened(
        Procedure p,
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    ) => new Walk(p, day ?? Start(p)).Open(Facts(other));

    public static DateOnly Start(Procedure p) =>
        p.InForceUntil is { } until ? until.AddDays(-200) : Day;

    public static Walk Drafted(
        Procedure p,
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    ) => Drafted(Opened(p, day, other));

    /// <summary>From where a matter stands that was just opened.</summary>
    public static Walk Drafted(Walk opened) =>
        opened
            .Do("proposal.approve", new { assessment = "必要、可行。" })
            .Hand("draft")
            .Hand("explanation")
            .Do("drafting.ask", new { asked = new[] { "县财政局" }, answered = "没有不同意见。" })
            .Do("drafting.complete");

    public static object Notice(
        DateOnly opens,
        int days = 45,
        string? shorter = null,
        string[]? channels = null
    ) =>
        new
        {
            channels = channels ?? ["县政府网站", "报纸（维吾尔文）"],
            opensOn = Iso(opens),
            closesOn = Iso(opens.AddDays(days)),
            shorterBecause = shorter,
        };

    public static object Result(DateOnly? feedback, long received = 12, long adopted = 5) =>
        new
        {
            received,
            adopted,
            feedback = "采纳五条，其余已说明理由。",
            feedbackOn = feedback is { } on ? Iso(on) : null,
            feedbackAt = feedback is null ? null : "https://example.invalid/feedback",
        };

    /// <summary>The comments are over.</summary>
    public static Walk Commented(
        Procedure p,
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    ) => Commented(Drafted(p, day, other));

    public static Walk Commented(Walk drafted)
    {
        var walk = drafted;
        walk.Do("comment.publish", Notice(walk.Today)).Later(60);
        return walk.Do("comment.close", Result(walk.Today)).Hand("consultation");
    }

    public static Walk Requested(
        Procedure p,
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    ) =>
        Commented(p, day, other)
            .Do("preReview.sign", new { opinion = "未发现问题。" })
            .Do("legality.request", new { procedureStatement = "已履行全部程序。" });

    /// <summary>The review came back about the draft that lies in the file.</summary>
    public static Walk Reviewed(
        Procedure p,
        string outcome = "Lawful",
        string draft = "a",
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    )
    {
        var walk = Requested(p, day, other);
        return walk.Took(
            ProcedureEngine.ChildReturned(
                p,
                walk.State,
                "review",
                "child",
                outcome,
                walk.Today,
                walk.World,
                new Dictionary<string, string> { ["draft"] = draft }
            )
        );
    }

    public static object Meeting(DateOnly on) =>
        new
        {
            meeting = "县政府第12次常务会议",
            metOn = Iso(on),
            said = "同意。",
        };

    public static Walk Decided(
        Procedure p,
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    )
    {
        var walk = Reviewed(p, day: day, other: other);
        return walk.Do("deliberation.decide", Meeting(walk.Today)).Hand("minutes");
    }

    public static object Number(DateOnly on) =>
        new { documentNumber = "云政规〔2026〕3号", signedOn = Iso(on) };

    public static Walk Signed(
        Procedure p,
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    )
    {
        var walk = Decided(p, day, other);
        return walk.Do("sign.number", Number(walk.Today));
    }

    public static object Issue(DateOnly published, DateOnly effective, string? soon = null) =>
        new
        {
            publishedOn = Iso(published),
            effectiveOn = Iso(effective),
            soonBecause = soon,
            address = "https://example.invalid/3",
            text = "第一条 为了规范收费，制定本办法。",
        };

    public static Walk Issued(
        Procedure p,
        DateOnly? day = null,
        params (string Key, object? Value)[] other
    )
    {
        var walk = Signed(p, day, other);
        return walk.Do("publish.done", Issue(walk.Today, walk.Today.AddDays(31))).Hand("final");
    }
}
