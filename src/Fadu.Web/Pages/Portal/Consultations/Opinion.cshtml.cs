using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Portal.Consultations;

/// <summary>
/// An opinion in five steps, one question a page, without account, script or cookie: what was filled in goes along in the form itself, so that nothing is lost whatever is wrong. It does
/// nothing in anybody's name, so that no other site can misuse it.
/// </summary>
[OpenToAll]
[IgnoreAntiforgeryToken]
public sealed partial class OpinionModel(
    FaduDb db,
    PortalSections sections,
    OpinionGate gate,
    Committer committer
) : PortalPage(db, sections)
{
    /// <summary>The number of steps.</summary>
    public const int Last = 5;

    /// <summary>The field that people do not see; robots fill in whatever they find.</summary>
    public const string Trap = "website";

    // Twice 5,000 characters as a form writes them are 90 KB.
    private const int MostBytes = 256 * 1024;

    // Of what is too large so much is read and thrown away, so that the browser hears the answer.
    private const long MostDrained = 512L * 1024 * 1024;

    private static readonly string[] Fields =
    [
        "about",
        "text",
        "because",
        "giver",
        "name",
        "contact",
    ];

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public Publication Thing { get; private set; } = null!;
    public PublishedConsultation Asked { get; private set; } = null!;

    /// <summary>The articles of the draft.</summary>
    public IReadOnlyList<string> Articles { get; private set; } = [];

    /// <summary>From 1.</summary>
    public int Step { get; private set; } = 1;

    public string Token { get; private set; } = "";

    // Read by hand: to bind a parameter, the whole form would be read before anything here can look at its size.
    private Guid Id => Guid.Parse((string)RouteData.Values["id"]!);

    /// <summary>What was filled in.</summary>
    public string Value(string field) => values.GetValueOrDefault(field, "");

    /// <summary>What goes along unseen: all that this step does not ask.</summary>
    public IEnumerable<KeyValuePair<string, string>> Carried =>
        values.Where(v => v.Value.Length > 0 && !OfStep(Step).Contains(v.Key));

    /// <summary>Who gives it, in words.</summary>
    public string Giver =>
        (Enum.TryParse<OpinionGiver>(Value("giver"), out var g) ? g : default).DisplayName();

    public async Task<IActionResult> OnGetAsync()
    {
        var id = Id;
        if (await Load(id) is { } no)
        {
            return no;
        }
        if (Request.Query["about"].ToString() is { Length: > 0 } about && Articles.Contains(about))
        {
            values["about"] = about;
        }
        Token = gate.Sign(id);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var id = Id;
        if (!await TakeIn())
        {
            if (await Load(id) is { } gone)
            {
                return gone;
            }
            Token = gate.Sign(id);
            return Wrong(
                StatusCodes.Status413PayloadTooLarge,
                "",
                $"发来的内容太大，没有收下。意见表只收文字：意见和理由各不超过 {OpinionLimits.Text} 个字；有附件的，请按页面上的联系方式寄送。"
            );
        }
        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        foreach (var field in Fields)
        {
            values[field] = form[field].ToString().ReplaceLineEndings("\n").Trim();
        }
        Step = int.TryParse(
            form["step"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var step
        )
            ? Math.Clamp(step, 1, Last)
            : 1;
        Token = form["token"].ToString();
        if (await Load(id) is { } no)
        {
            return no;
        }
        if (!Asked.IsOpenOn(Today))
        {
            return Wrong(
                StatusCodes.Status409Conflict,
                "",
                $"这次征求意见已于 {PortalWords.Of(Asked.ClosesOn)} 截止，不再从网上接收意见。您写的内容还在下面，可以复制后按页面上的联系方式反映。"
            );
        }
        var signed = gate.Read(Token, id);
        if (signed is null || signed.Value.Age > OpinionGate.Longest)
        {
            // Nothing is lost by it: the form goes on with a new signature.
            Token = gate.Sign(id);
        }
        switch (form["go"].ToString())
        {
            case "back":
                Step = Math.Max(1, Step - 1);
                return Page();
            case "send" when Step == Last:
                if (signed is null || signed.Value.Age > OpinionGate.Longest)
                {
                    return Wrong(
                        StatusCodes.Status422UnprocessableEntity,
                        "",
                        "这张表打开得太久了，内容都还在，请核对后再按一次“发送”。"
                    );
                }
                return await Send(id, signed.Value, form[Trap].ToString());
            case var go
                when int.TryParse(
                    go,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var wanted
                ) && wanted is >= 1 and <= Last:
                Step = wanted;
                return Page();
            default:
                if (Problem() is { } problem)
                {
                    return Wrong(
                        StatusCodes.Status422UnprocessableEntity,
                        problem.Field,
                        problem.Message
                    );
                }
                Step = Math.Min(Last, Step + 1);
                return Page();
        }
    }

    private async Task<IActionResult> Send(
        Guid id,
        (Guid Command, TimeSpan Age) signed,
        string trap
    )
    {
        if (trap.Length > 0)
        {
            return Wrong(
                StatusCodes.Status422UnprocessableEntity,
                "",
                "有一栏不需要填写，却填了内容（可能是浏览器自动填的），已经清空。请核对后再按一次“发送”。"
            );
        }
        if (signed.Age < OpinionGate.Soonest)
        {
            return Wrong(
                StatusCodes.Status422UnprocessableEntity,
                "",
                "提交得太快了。内容都还在，请核对几秒钟后再按一次“发送”。"
            );
        }
        for (Step = 1; Step < Last; Step++)
        {
            if (Problem() is { } problem)
            {
                return Wrong(
                    StatusCodes.Status422UnprocessableEntity,
                    problem.Field,
                    problem.Message
                );
            }
        }
        var (admitted, wait) = gate.Admit(HttpContext.Connection.RemoteIpAddress);
        if (!admitted)
        {
            var minutes = Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
            Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(
                CultureInfo.InvariantCulture
            );
            return Wrong(
                StatusCodes.Status429TooManyRequests,
                "",
                $"同一网络在短时间里发来的意见太多，这一份暂时没有收下。内容都还在，请 {minutes} 分钟后再按一次“发送”。"
            );
        }
        var result = await committer.Commit(
            new GiveOpinion(
                id,
                new OpinionText(
                    Value("about"),
                    Value("text"),
                    Value("because"),
                    Enum.TryParse<OpinionGiver>(Value("giver"), out var giver) ? giver : default
                )
                {
                    Name = Value("name"),
                    Contact = Value("contact"),
                }
            )
            {
                CommandId = signed.Command,
            },
            Actor.Outside(),
            HttpContext.RequestAborted
        );
        if (!result.IsDone)
        {
            // Sent before and changed since: it is another opinion.
            Token = gate.Sign(id);
            return Wrong(
                StatusCodes.Status409Conflict,
                "",
                result.Refusal.Kind == RefusalKind.Conflict
                    ? "这张表的意见已经收到过。您改动了内容，如果要作为另一条意见提出，请再按一次“发送”。"
                    : result.Refusal.Message
            );
        }
        Response.Headers.CacheControl = "no-store";
        return LocalRedirect(
            $"/consultations/receipt?code={Opinion.ShowReceipt(result.Value!)}&new=1"
        );
    }

    /// <summary>What is wrong with what this step asks.</summary>
    private (string Field, string Message)? Problem()
    {
        if (Step == 2 && Value("text").Length == 0)
        {
            return ("text", "请写下您的意见。");
        }
        (string Field, int Most, string Name)[] limits =
        [
            ("about", OpinionLimits.About, "针对的条款"),
            ("text", OpinionLimits.Text, "意见"),
            ("because", OpinionLimits.Text, "理由"),
            ("name", OpinionLimits.Name, "姓名或者名称"),
            ("contact", OpinionLimits.Contact, "联系方式"),
        ];
        foreach (var (field, most, name) in limits.Where(l => OfStep(Step).Contains(l.Field)))
        {
            if (Value(field).Length > most)
            {
                return (
                    field,
                    $"{name}最多 {most} 个字，现在有 {Value(field).Length} 个字；写不下的可以分成几条意见。"
                );
            }
        }
        return null;
    }

    /// <summary>The fields that a step asks.</summary>
    private static string[] OfStep(int step) =>
        step switch
        {
            1 => ["about"],
            2 => ["text"],
            3 => ["because"],
            4 => ["giver", "name", "contact"],
            _ => [],
        };

    private IActionResult Wrong(int status, string field, string message)
    {
        ModelState.AddModelError(field, message);
        Response.StatusCode = status;
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        // Never kept: it carries a signature, and what somebody has written.
        Response.Headers.CacheControl = "no-store";
        if (IsStatic)
        {
            return NotFound();
        }
        var stop = HttpContext.RequestAborted;
        if (
            await PortalQueries.Find(Db, Consultation.Section, id, stop) is not { } thing
            || (await PortalQueries.Edition(Db, id, thing.Edition, stop))?.Content
                is not { Consultation: { } asked } content
        )
        {
            return NotFound();
        }
        (Thing, Asked) = (thing, asked);
        Articles =
        [
            .. Article()
                .Matches(content.Versions[0].Text ?? "")
                .Select(m => m.Groups[1].Value)
                .Distinct(StringComparer.Ordinal)
                .Take(500),
        ];
        return null;
    }

    /// <summary>Takes the whole form into memory, or reads what is too large to its end and throws it away.</summary>
    private async Task<bool> TakeIn()
    {
        if (
            HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } most
        )
        {
            most.MaxRequestBodySize = null;
        }
        var kept = new MemoryStream();
        var buffer = new byte[1 << 14];
        long all = 0;
        int read;
        while (
            all < MostDrained
            && (read = await Request.Body.ReadAsync(buffer, HttpContext.RequestAborted)) > 0
        )
        {
            all += read;
            if (all <= MostBytes)
            {
                kept.Write(buffer, 0, read);
            }
        }
        if (all > MostBytes || !Request.HasFormContentType)
        {
            return false;
        }
        kept.Position = 0;
        Request.Body = kept;
        return true;
    }

    [GeneratedRegex(@"^\s*(第[一二三四五六七八九十百零〇0-9]{1,8}条)", RegexOptions.Multiline)]
    private static partial Regex Article();

    /// <summary>The kinds of givers.</summary>
    public static IReadOnlyList<Choice> Givers =>
        [
            .. Enum.GetValues<OpinionGiver>()
                .Where(g => g != OpinionGiver.Unsaid)
                .Select(g => new Choice(g.ToString(), g.DisplayName())),
        ];
}
