using System.Globalization;

namespace Fadu.Core;

/// <summary>The areas of work, in the order of the systems: what a ledger belongs to is told by its system.</summary>
public static class Areas
{
    private static readonly (int Last, string Title)[] Known =
    [
        (8, "合法性审查"),
        (15, "规范性文件"),
        (24, "重大行政决策"),
        (32, "权责清单"),
        (53, "政务服务"),
        (60, "营商环境和信用"),
        (69, "监管"),
        (86, "行政执法"),
        (90, "执法资格和培训"),
        (103, "执法监督"),
        (118, "行政复议和应诉"),
        (133, "纠纷调解和信访"),
        (139, "法律服务"),
        (152, "普法和学法"),
        (164, "应急管理"),
        (174, "政务公开"),
        (185, "法治建设推进"),
        (192, "权力监督"),
    ];

    /// <summary>The titles in order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(k => k.Title)];

    /// <summary>The area of a system such as S146.</summary>
    public static string Of(string system) =>
        int.TryParse(
            system.AsSpan(1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        ) && Array.Find(Known, k => number <= k.Last) is { Title: { } title }
            ? title
            : "其他";
}
