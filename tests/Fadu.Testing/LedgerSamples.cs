using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;

namespace Fadu.Testing;

/// <summary>
/// A valid line of every ledger as a person would type it, for the tests that walk all declarations. A ledger without a sample fails them, so that nobody forgets it.
/// </summary>
public static class LedgerSamples
{
    private static readonly Dictionary<string, Func<int, Dictionary<string, string?>>> Samples =
        new(StringComparer.Ordinal)
        {
            ["publicity-event"] = i =>
                new()
                {
                    ["title"] = $"宪法宣传进校园第{i}场",
                    ["heldOn"] = Day(i),
                    ["venue"] = "学校",
                    ["place"] = $"云岭第{i % 7}小学",
                    ["activity"] = "专题讲座",
                    ["audience"] = "学生",
                    ["campaign"] = "宪法宣传周",
                    ["sessions"] = "1",
                    ["attendance"] = $"{100 + i}",
                    ["products"] = $"条幅 2；宣传材料 {200 + i}",
                    ["remark"] = "天气好",
                },
            ["law-study-session"] = i =>
                new()
                {
                    ["bodyLevel"] = "部门",
                    ["kind"] = i % 2 == 0 ? "会前学法" : "集中学习",
                    ["heldOn"] = Day(i),
                    ["meeting"] = $"第{i + 1}次办公会",
                    ["topics"] = "《中华人民共和国行政处罚法》；《中华人民共和国行政复议法》",
                    ["expected"] = $"{20 + i}",
                    ["attended"] = $"{18 + i}",
                    ["absent"] = "2",
                },
            ["training-session"] = i =>
                new()
                {
                    ["title"] = $"执法人员培训第{i}期",
                    ["subject"] = "法律法规",
                    ["from"] = Day(i),
                    ["to"] = Day(i),
                    ["hours"] = "7.5",
                    ["target"] = "行政执法人员",
                    ["offDuty"] = "是",
                    ["attended"] = $"{40 + i}",
                },
            ["review-opinion"] = i =>
                new()
                {
                    ["number"] = $"云法审〔2022〕{i + 1}号",
                    ["title"] = $"云岭县管理办法之{i}",
                    ["round"] = "1",
                    ["itemType"] = "行政规范性文件",
                    ["forExecutiveMeeting"] = "否",
                    ["submittedBy"] = "县财政局",
                    ["submittedOn"] = Day(i),
                    ["issuedOn"] = Day(i),
                    ["conclusion"] = "修改后合法",
                    ["findings"] = "4",
                    ["adopted"] = "2",
                    ["partlyAdopted"] = "1",
                    ["notAdopted"] = "1",
                    ["pending"] = "0",
                    ["whyNotAdopted"] = "与省级规定一致。",
                },
            ["counsel-service"] = i =>
                new()
                {
                    ["setting"] = "乡镇街道",
                    ["client"] = "青石镇人民政府",
                    ["counsel"] = "云岭律师事务所",
                    ["servedOn"] = Day(i),
                    ["service"] = "法律意见",
                    ["quantity"] = "1",
                    ["matter"] = $"合同第{i}号",
                    ["adoption"] = "采纳",
                },
            ["proposal-handling"] = i =>
                new()
                {
                    ["kind"] = "人大代表建议",
                    ["session"] = "十八届三次",
                    ["number"] = $"{i + 1}",
                    ["subject"] = "关于完善村级法律服务的建议",
                    ["assignedOn"] = Day(i),
                    ["dueOn"] = "2026-06-30",
                    ["coOrgans"] = "县司法局、县财政局",
                },
            ["reconsideration-stat"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["received"] = "12",
                    ["accepted"] = "10",
                    ["refused"] = "2",
                    ["openAtStart"] = "3",
                    ["closed"] = "9",
                    ["outcomes"] = "维持 4；撤销 2；调解书 2；终止·和解撤回 1",
                    ["openAtEnd"] = "4",
                },
            ["litigation-stat"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["openAtStart"] = "1",
                    ["received"] = "5",
                    ["closed"] = "4",
                    ["won"] = "2",
                    ["lost"] = "1",
                    ["partlyLost"] = "0",
                    ["neither"] = "1",
                    ["outcomes"] = "驳回诉讼请求 2；撤销 1；撤诉 1",
                    ["openAtEnd"] = "2",
                    ["heard"] = "3",
                    ["appeared"] = "3",
                    ["chiefAppeared"] = "1",
                },
        };

    /// <summary>The texts of sample number <paramref name="i"/> for an organ; different numbers are different things.</summary>
    public static Dictionary<string, string?> Texts(Ledger ledger, int i, Guid organ) =>
        Samples.TryGetValue(ledger.Key, out var make)
            ? new Dictionary<string, string?>(make(i), StringComparer.Ordinal)
            {
                ["organ"] = organ.ToString(),
            }
            : throw new InvalidOperationException(
                $"Add a sample of {ledger.Key} to LedgerSamples."
            );

    /// <summary>The same as a record.</summary>
    public static JsonObject Body(Ledger ledger, int i, Guid organ, LedgerOrgans organs)
    {
        var (body, errors) = ledger.Parse(Texts(ledger, i, organ), organs);
        return errors.Count == 0
            ? body
            : throw new InvalidOperationException(string.Join("; ", errors));
    }

    private static string Day(int i) =>
        new DateOnly(2026, 3, 1).AddDays(-i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Month(int i) => new DateOnly(2026, 2, 1).AddMonths(-i);
}
