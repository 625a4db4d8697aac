using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Fadu.Core.Organs;
using Fadu.Core.People;

namespace Fadu.Core.Tests.Sample;

/// <summary>The sample county holds together: whoever loads it finds every organ, person and token that it names.</summary>
public partial class YunlingTests
{
    private static readonly string Folder = FindFolder();

    private static readonly Dictionary<string, string>[] Organs = Table("organs.tsv");
    private static readonly Dictionary<string, string>[] People = Table("people.tsv");

    // Left in the plan on purpose: see the folder's README.
    private static readonly string[] Misspelt = ["县市场监督督管理局", "县司法居"];

    private static readonly string[] Collective =
    [
        "县政府各部门",
        "县政府其他有关部门",
        "各乡（镇）人民政府",
        "各行政执法单位",
    ];

    [Fact]
    public void Every_organ_has_a_known_kind_and_level_and_its_parent_and_leader_exist()
    {
        var kinds = Names<OrganKind>();
        var levels = Names<Level>();
        var keys = Organs.Select(o => o["key"]).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(12, Organs.Count(o => o["kind"] == "乡镇政府"));
        foreach (var organ in Organs)
        {
            Assert.Contains(organ["kind"], kinds);
            Assert.Contains(organ["level"], levels);
            Assert.True(
                organ["parent"].Length == 0 || keys.Contains(organ["parent"]),
                organ["key"]
            );
            Assert.True(
                organ["deputyInCharge"].Length == 0
                    || People.Any(p =>
                        p["login"] == organ["deputyInCharge"]
                        && p["roles"].Contains("领导", StringComparison.Ordinal)
                    ),
                organ["key"]
            );
        }
    }

    [Fact]
    public void No_name_belongs_to_two_organs()
    {
        var twice = Organs
            .SelectMany(o => NamesOf(o).Distinct().Select(n => (Name: n, Key: o["key"])))
            .GroupBy(n => n.Name)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key);

        Assert.Empty(twice);
    }

    [Fact]
    public void Every_living_organ_has_a_head_and_somebody_who_enters_its_work()
    {
        var roles = Names<Role>();
        Assert.Equal(People.Length, People.Select(p => p["login"]).Distinct().Count());
        Assert.Equal(People.Length, People.Select(p => p["name"]).Distinct().Count());
        Assert.All(People.SelectMany(RolesOf), role => Assert.Contains(role, roles));
        foreach (var organ in Organs.Where(o => o["to"].Length == 0))
        {
            var held = People
                .Where(p => p["organ"] == organ["key"])
                .SelectMany(RolesOf)
                .ToHashSet();
            Assert.Contains("单位负责人", held);
            Assert.True(held.Contains("承办人") || held.Contains("填报员"), organ["key"]);
        }

        Assert.All(
            People,
            p => Assert.Contains(Organs, o => o["key"] == p["organ"] && o["to"].Length == 0)
        );
    }

    [Theory]
    [InlineData("系统管理员")]
    [InlineData("安全管理员")]
    [InlineData("审计员")]
    public void Each_administrator_holds_that_one_role_only(string role)
    {
        var holder = Assert.Single(People, p => RolesOf(p).Contains(role));

        Assert.Equal(role, holder["roles"]);
    }

    [Fact]
    public void Changes_of_organs_lie_within_the_three_years_and_name_organs_that_exist()
    {
        var changes = Table("organ-changes.tsv");

        Assert.Equal(["合并", "更名", "分立"], changes.Select(c => c["kind"]));
        foreach (var change in changes)
        {
            var date = DateOnly.ParseExact(change["date"], "yyyy-MM-dd");
            Assert.InRange(date, new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31));
            foreach (var key in change["to"].Split('、').Append(change["from"]))
            {
                Assert.Contains(Organs, o => o["key"] == key);
            }

            var from = Organs.Single(o => o["key"] == change["from"]);
            if (change["kind"] != "更名")
            {
                Assert.Equal(date.AddDays(-1), DateOnly.ParseExact(from["to"], "yyyy-MM-dd"));
            }
        }
    }

    [Theory]
    [InlineData("plan-2021-2025.txt", 80)]
    [InlineData("plan-2026-keytasks.txt", 30)]
    public void Every_unit_that_a_plan_names_is_an_organ_of_the_county(string file, int atLeast)
    {
        var known = Organs.SelectMany(NamesOf).ToHashSet();
        var units = Units()
            .Matches(File.ReadAllText(Path.Combine(Folder, file)))
            .SelectMany(m => m.Groups["list"].Value.Split('、', '，', ',', '；', '及'))
            .Select(u => Tail().Replace(u.Trim(), ""))
            .Where(u => u.Length > 0)
            .ToList();

        Assert.True(units.Count >= atLeast, $"{units.Count}");
        Assert.Empty(units.Except(known).Except(Misspelt).Except(Collective));
    }

    [Fact]
    public void The_report_text_has_the_five_statutory_parts_and_only_known_tokens()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "narrative-2025.md"));
        var parts = Regex
            .Matches(text, "^## (.)、", RegexOptions.Multiline, TimeSpan.FromSeconds(1))
            .Select(m => m.Groups[1].Value);
        var tokens = Regex
            .Matches(text, @"\{\{([^}]*)\}\}", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(m => m.Groups[1].Value)
            .Order(StringComparer.Ordinal);

        Assert.Equal(["一", "二", "三", "四", "五"], parts);
        Assert.Equal(
            new[]
            {
                "普法.场次",
                "学法.会前学法",
                "培训.期数",
                "培训.人次",
                "法服.法律意见",
                "建议.办理",
                "建议.办结率",
                "复议.收到",
                "复议.受理",
                "复议.审结",
                "复议.直接纠错率",
                "应诉.新收",
                "应诉.审结",
                "应诉.败诉率",
                "应诉.出庭率",
                "任务.总数",
                "任务.完成率",
                "任务.逾期",
            }.Order(StringComparer.Ordinal),
            tokens
        );
    }

    [Fact]
    public void Each_ledger_has_forty_titles_or_more_for_organs_that_exist()
    {
        var titles = Table("titles.tsv");

        foreach (var ledger in titles.GroupBy(t => t["ledger"]))
        {
            Assert.True(ledger.Count() >= 40, ledger.Key);
            Assert.Equal(ledger.Count(), ledger.Select(t => t["title"]).Distinct().Count());
        }

        Assert.Equal(5, titles.Select(t => t["ledger"]).Distinct().Count());
        Assert.All(
            titles.SelectMany(t => t["organs"].Split('、')),
            key => Assert.True(key == "township" || Organs.Any(o => o["key"] == key), key)
        );
        Assert.All(
            Table("places.tsv"),
            p => Assert.Contains(Organs, o => o["key"] == p["township"] && o["level"] == "乡镇")
        );
    }

    private static IEnumerable<string> NamesOf(Dictionary<string, string> organ) =>
        organ["aliases"]
            .Split('、', StringSplitOptions.RemoveEmptyEntries)
            .Append(organ["name"])
            .Append(organ["shortName"]);

    private static string[] RolesOf(Dictionary<string, string> person) =>
        person["roles"].Split('、');

    private static List<string> Names<T>()
        where T : struct, Enum =>
        [
            .. Enum.GetNames<T>()
                .Select(n => typeof(T).GetField(n)!.GetCustomAttribute<DisplayAttribute>()!.Name!),
        ];

    private static Dictionary<string, string>[] Table(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file));
        var head = lines[0].Split('\t');
        return
        [
            .. lines
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Select(cells =>
                {
                    Assert.Equal(head.Length, cells.Length);
                    return head.Zip(cells).ToDictionary(p => p.First, p => p.Second);
                }),
        ];
    }

    private static string FindFolder()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var sample = Path.Combine(folder.FullName, "sample", "yunling");
            if (Directory.Exists(sample))
            {
                return sample;
            }
        }

        throw new DirectoryNotFoundException("sample/yunling");
    }

    // One line a list in the one layout, in brackets at the end of the item in the other.
    [GeneratedRegex(@"(?:牵头|参加|责任)单位[：:](?<list>.+?)）?$", RegexOptions.Multiline, 1000)]
    private static partial Regex Units();

    [GeneratedRegex("(?:牵头|按职责分工负责|配合|。)$", RegexOptions.None, 1000)]
    private static partial Regex Tail();
}
