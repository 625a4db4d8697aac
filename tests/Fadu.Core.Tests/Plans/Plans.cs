using System.Security.Cryptography;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Plans;

/// <summary>Small plans for tests; fictional.</summary>
internal static class SamplePlan
{
    private static readonly byte[] Proof = "证明事项清单"u8.ToArray();

    /// <summary>The hash of a file that proves something; <see cref="KeepProof"/> puts it into the store.</summary>
    public static readonly string ProofHash = Convert.ToHexStringLower(SHA256.HashData(Proof));

    /// <summary>Puts the file that proves things into the county's store.</summary>
    public static async Task KeepProof(County county) =>
        await county.Do(
            new KeepFile(
                await county
                    .Services.GetRequiredService<FileStore>()
                    .Take(new MemoryStream(Proof), "清单.txt")
            ),
            county.FinanceHandler
        );

    public const string Source =
        "云岭县2026年法治政府建设工作要点\n（一）公布证明事项清单。2026年6月底前，编制公布证明事项清单。每年4月底前公布决策目录。牵头单位：县财政局、县检查院。参加单位：各乡（镇）人民政府。\n";

    /// <summary>The place of some words.</summary>
    public static Place At(string words)
    {
        var start = Source.IndexOf(words, StringComparison.Ordinal);
        Assert.True(start >= 0, words);
        return new Place(start, start + words.Length);
    }

    public static readonly PlanHead Head = new()
    {
        Title = "云岭县2026年法治政府建设工作要点",
        Kind = PlanKind.AnnualKeyTasks,
        FromYear = 2026,
        ToYear = 2027,
    };

    /// <summary>A reading with one item, one misspelt unit and one past deadline.</summary>
    public static ImportPlan Import(County county)
    {
        var item = new PlanItemContent
        {
            Id = Guid.CreateVersion7(),
            Number = "（一）",
            Title = "公布证明事项清单",
            Text = Words(
                "公布证明事项清单。2026年6月底前，编制公布证明事项清单。每年4月底前公布决策目录。"
            ),
            Measures =
            [
                new PlanMeasure
                {
                    Text = "2026年6月底前，编制公布证明事项清单。",
                    At = At("2026年6月底前，编制公布证明事项清单。"),
                },
                new PlanMeasure
                {
                    Text = "每年4月底前公布决策目录。",
                    At = At("每年4月底前公布决策目录。"),
                },
            ],
            Units =
            [
                new PlanUnit
                {
                    Name = "县财政局",
                    Role = UnitRole.Lead,
                    Organs = [county.Finance],
                    At = At("县财政局"),
                },
                new PlanUnit
                {
                    Name = "县检查院",
                    Role = UnitRole.Lead,
                    At = At("县检查院"),
                },
                new PlanUnit
                {
                    Name = "各乡（镇）人民政府",
                    Role = UnitRole.Participating,
                    IsCollective = true,
                    Organs = [county.Qingshi, county.Baishui],
                    At = At("各乡（镇）人民政府"),
                },
            ],
            Dues =
            [
                new PlanDue
                {
                    Text = "2026年6月底前",
                    On = new DateOnly(2026, 6, 30),
                    At = At("2026年6月底前"),
                },
                new PlanDue
                {
                    Text = "每年4月底前",
                    On = new DateOnly(2026, 4, 30),
                    Every = Recurrence.Yearly,
                    At = At("每年4月底前"),
                },
            ],
            At = At(
                "公布证明事项清单。2026年6月底前，编制公布证明事项清单。每年4月底前公布决策目录。"
            ),
        };
        return new ImportPlan(
            Head,
            Source,
            "要点.txt",
            new string('a', 64),
            [item],
            [
                new PlanDoubt
                {
                    Id = 1,
                    Kind = DoubtKind.MisspeltUnit,
                    Words = "县检查院",
                    Suggestion = "县司法局",
                    SuggestedOrgan = county.Justice,
                    Why = "没有这个单位。",
                    At = At("县检查院"),
                    Item = item.Id,
                },
            ]
        );
    }

    private static string Words(string words)
    {
        var at = At(words);
        return Source[at.Start..at.End];
    }

    /// <summary>An item entered by hand for one organ, due on a day.</summary>
    public static PlanItemContent Task(
        string title,
        Guid lead,
        DateOnly? due,
        params Guid[] with
    ) =>
        new()
        {
            Title = title,
            Text = title,
            Units =
            [
                new PlanUnit
                {
                    Name = "牵头",
                    Role = UnitRole.Lead,
                    Organs = [lead],
                },
                new PlanUnit
                {
                    Name = "参加",
                    Role = UnitRole.Participating,
                    Organs = with,
                },
            ],
            Dues = due is null ? [] : [new PlanDue { Text = "限期", On = due }],
        };

    /// <summary>A confirmed plan with such items; gives their ids.</summary>
    public static async Task<(Guid Plan, IReadOnlyList<Guid> Items)> Confirmed(
        County county,
        params PlanItemContent[] items
    )
    {
        await KeepProof(county);
        var plan = (await county.Do(new OpenPlan(Head), county.Coordinator)).Id;
        var ids = new List<Guid>();
        foreach (var item in items)
        {
            ids.Add((await county.Do(new SaveDraftItem(plan, item), county.Coordinator)).Id);
        }
        await county.Do(new ConfirmPlan(plan), county.Coordinator);
        return (plan, ids);
    }

    /// <summary>A report of completion with evidence.</summary>
    public static ReportProgress Done(Guid item, int? due = null) =>
        new(item, ItemState.Done, "已经完成。")
        {
            Due = due,
            Evidence = [ProofHash],
            FileNames = ["清单.docx"],
        };

    public static Scope Of(Guid organ) => new(1, false, [organ]);
}
