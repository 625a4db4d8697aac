using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Modules.Enforcement;
using Fadu.Modules.NormativeDocuments;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>A dozen documents of the county with their texts: two repealed, one corrected, one withdrawn; and the enforcement items of a bureau.</summary>
internal static class SampleDocuments
{
    private const string Drafter = "moxun";
    private const string Head = "xunzhenzhou";
    private static readonly DateOnly Entered = new(2024, 1, 16);
    private static readonly Dictionary<string, Guid> Items = new(StringComparer.Ordinal);

    private static readonly (string Kind, string Name, string Basis)[] Powers =
    [
        ("行政处罚", "对律师以个人名义私自接受委托的处罚", "《中华人民共和国律师法》第四十八条"),
        ("行政处罚", "对冒充律师执业的处罚", "《中华人民共和国律师法》第五十五条"),
        ("行政检查", "对律师事务所执业活动的检查", "《中华人民共和国律师法》第五十二条"),
        ("行政给付", "法律援助的审批", "《中华人民共和国法律援助法》第四十三条"),
        ("行政奖励", "对人民调解工作中有突出贡献的表彰", "《中华人民共和国人民调解法》第六条"),
    ];

    public static void Plan(SampleStage stage)
    {
        Items.Clear();
        foreach (var text in SampleData.Text("documents.txt").Split("====\n"))
        {
            if (text.Trim().Length > 0)
            {
                var document = Read(text.Trim());
                var day = document.Issued < Entered ? Entered : document.Issued;
                stage.On(day, () => Enter(stage, document));
                // The gazette comes out some days later; the next issue is still to come.
                stage.On(day.AddDays(12), () => Print(stage, document));
            }
        }
        stage.On(
            new DateOnly(2024, 4, 16),
            () => Repeal(stage, "云政规〔2019〕3号", "云政规〔2024〕1号", new DateOnly(2024, 4, 30))
        );
        stage.On(
            new DateOnly(2025, 3, 18),
            () => Repeal(stage, "云政规〔2020〕1号", "云政规〔2025〕1号", new DateOnly(2025, 3, 31))
        );
        stage.On(new DateOnly(2024, 8, 6), () => Correct(stage));
        stage.On(
            new DateOnly(2025, 11, 11),
            () =>
                stage.Do(
                    new WithdrawPublication(Items["云政规〔2022〕4号"])
                    {
                        Reason = "正文末页误附含个人电话的签批单，去除后重新公布。",
                    },
                    Drafter
                )
        );
        stage.On(new DateOnly(2024, 5, 14), () => EnterPowers(stage));
    }

    private sealed record Document(
        string Number,
        string Title,
        string Issuer,
        string Class,
        string Drafter,
        DateOnly Signed,
        DateOnly Issued,
        DateOnly From,
        string Term,
        string Subject,
        IReadOnlyDictionary<string, string> Said,
        string Text
    );

    private static Document Read(string text)
    {
        var lines = text.Split('\n');
        var head = lines[0].Split('|');
        var said = lines
            .Skip(1)
            .TakeWhile(l => l.Length > 3 && l[2] == '：')
            .ToDictionary(l => l[..2], l => l[3..], StringComparer.Ordinal);
        return new Document(
            head[0],
            head[1],
            head[2],
            head[3],
            head[4],
            Day(head[5]),
            Day(head[6]),
            Day(head[7]),
            head[8],
            head[9],
            said,
            string.Join('\n', lines.Skip(1 + said.Count))
        );
    }

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task Enter(SampleStage stage, Document document)
    {
        var body = new JsonObject
        {
            ["keeper"] = stage.Organ("sfj").ToString(),
            ["title"] = document.Title,
            ["documentNumber"] = document.Number,
            ["issuers"] = new JsonArray(stage.Organ(document.Issuer).ToString()),
            ["issuerClass"] = document.Class,
            ["drafter"] = stage.Organ(document.Drafter).ToString(),
            ["signedOn"] = document.Signed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["issuedOn"] = document.Issued.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["term"] = document.Term,
            ["subject"] = document.Subject,
            ["text"] = document.Text,
        };
        foreach (
            var (word, field) in new[]
            {
                ("依据", "legalBasis"),
                ("修改", "amends"),
                ("废止", "repeals"),
            }
        )
        {
            if (document.Said.TryGetValue(word, out var other))
            {
                body[field] = new JsonArray(other);
            }
        }
        var until =
            document.Term == "长期"
                ? (DateOnly?)null
                : document.From.AddYears(document.Term == "一般" ? 5 : 2).AddDays(-1);
        // The oldest two ran on until they were repealed.
        if (document.Number is "云政规〔2019〕3号" or "云政规〔2020〕1号")
        {
            until = null;
        }
        Items[document.Number] = await InForce(
            stage,
            NormativeDocuments.Register,
            new NewChange("add", null, body, document.From, until),
            document.Number
        );
        await stage.Do(new PublishOnPortal([Items[document.Number]]), Drafter);
    }

    private static async Task Print(SampleStage stage, Document document)
    {
        var item = Items[document.Number];
        await using var db = await stage.Read();
        var duties = await db.Set<PublicationDuty>()
            .Where(d =>
                d.Tenant == 1
                && d.SubjectId == item
                && d.State == DutyState.Open
                && d.Channel != Publication.Portal
            )
            .Select(d => d.Id)
            .ToListAsync();
        foreach (var duty in duties)
        {
            await stage.Do(new PlacePublication(duty, stage.Clock.Day, null), Drafter);
        }
    }

    private static async Task Repeal(SampleStage stage, string number, string by, DateOnly last)
    {
        await InForce(
            stage,
            NormativeDocuments.Register,
            new NewChange("repeal", Items[number], null, null, last)
            {
                Inputs = new JsonObject { ["repealedBy"] = by },
            },
            by
        );
        await stage.Do(new PublishOnPortal([Items[number]]), Drafter);
    }

    private static async Task Correct(SampleStage stage)
    {
        await using var db = await stage.Read();
        var item = Items["云政办规〔2024〕1号"];
        var body = (
            await RegisterQueries.AsOf(db, 1, item, stage.Clock.Day)
            ?? throw new InvalidOperationException("样例文件还没有施行。")
        ).ParseBody();
        body["text"] = ((string)body["text"]!).Replace(
            "不超过两年",
            "一般不超过两年",
            StringComparison.Ordinal
        );
        await InForce(
            stage,
            NormativeDocuments.Register,
            new NewChange("correct", item, body),
            "云政办规〔2024〕1号"
        );
        await stage.Do(
            new PublishOnPortal([item]) { Reason = "第四条公布时漏排“一般”二字，按原件更正。" },
            Drafter
        );
    }

    private static async Task EnterPowers(SampleStage stage)
    {
        var items = new List<Guid>();
        foreach (var (kind, name, basis) in Powers)
        {
            items.Add(
                await InForce(
                    stage,
                    EnforcementItems.Register,
                    new NewChange(
                        "add",
                        null,
                        new JsonObject
                        {
                            ["keeper"] = stage.Organ("sfj").ToString(),
                            ["subject"] = stage.Organ("sfj").ToString(),
                            ["itemKind"] = kind,
                            ["name"] = name,
                            ["legalBasis"] = new JsonArray(basis),
                            ["remedy"] =
                                "可以自知道之日起六十日内申请行政复议，或者自知道之日起六个月内提起行政诉讼。",
                        },
                        new DateOnly(2024, 5, 1)
                    ),
                    "云政发〔2024〕9号"
                )
            );
        }
        await stage.Do(new PublishOnPortal(items), Drafter);
    }

    private static async Task<Guid> InForce(
        SampleStage stage,
        Register register,
        NewChange change,
        string basis
    )
    {
        var draft = await stage.Do(
            new DraftChanges(register.Key, [change])
            {
                Basis = basis,
                Reason = "按制定机关的决定登记。",
            },
            Drafter
        );
        await stage.Do(new ApproveChanges([draft.Id]), Head);
        await using var db = await stage.Read();
        return (await db.FindAsync<RegisterChange>(1, draft.Id))!.ItemId;
    }
}
