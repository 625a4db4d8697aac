using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>What stands differently on two days, side by side.</summary>
[Needs(Capability.ViewRegisters)]
public sealed class DifferencesModel(FaduDb db, RegisterRegistry registers)
    : RegisterPage(db, registers)
{
    private const int Size = 50;

    public DateOnly Before { get; private set; }

    public DateOnly After { get; private set; }

    public IReadOnlyList<ItemDifference> Items { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        After = RecordForms.Day(Request.Query["after"]) ?? Today;
        Before = RecordForms.Day(Request.Query["before"]) ?? new DateOnly(After.Year, 1, 1);
        var (items, next) = await RegisterQueries.Differences(
            Db,
            Scope,
            Register,
            Before,
            After,
            Guid.TryParse(Request.Query[Links.After], out var last) ? last : null,
            Size,
            HttpContext.RequestAborted
        );
        (Items, Next) = (items, next?.ToString());
    }

    /// <summary>What happened to an item, in a word.</summary>
    public static string WordOf(ItemDifference item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item switch
        {
            { Before: null } => "新增",
            { After: null } => "终止",
            { Before.State: var a, After.State: var b } when a != b => b.DisplayName(),
            _ => "变更",
        };
    }

    /// <summary>The colour of that word.</summary>
    public static Tone ToneOf(ItemDifference item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item switch
        {
            { Before: null } => Tone.Ok,
            { After: null } => Tone.Late,
            _ => Tone.Soon,
        };
    }

    /// <summary>One side of an item: all values of what is new or gone, else those that differ.</summary>
    public IEnumerable<string> Lines(ItemDifference item, bool after)
    {
        ArgumentNullException.ThrowIfNull(item);
        var version = (after ? item.After : item.Before)!;
        if (item.Before is null || item.After is null)
        {
            var body = version.ParseBody();
            return
            [
                .. Shown(Register).Select(f => $"{f.Title}：{f.Format(body[f.Name], Organs)}"),
                Days(version.ValidFrom, version.ValidUntil),
            ];
        }
        var lines = Register
            .Differences(item.Before.ParseBody(), item.After.ParseBody(), Organs)
            .Select(d => $"{d.Title}：{Or(after ? d.After : d.Before)}")
            .ToList();
        return lines.Count > 0 ? lines : [Days(version.ValidFrom, version.ValidUntil)];
    }

    private static string Or(string text) => text.Length == 0 ? "（空）" : text;
}
