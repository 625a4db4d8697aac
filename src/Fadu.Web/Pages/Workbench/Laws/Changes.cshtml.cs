using System.Globalization;
using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>Laws that changed, newest first.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class ChangesModel(FaduDb db) : FaduPage
{
    private const int Size = 50;

    public DataTable Table { get; private set; } = null!;
    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        var abort = HttpContext.RequestAborted;
        var changes = db.Set<LawChange>().Where(c => c.Tenant == Scope.Tenant);
        if (
            long.TryParse(
                Request.Query[Links.After],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var after
            )
        )
        {
            changes = changes.Where(c => c.Seq < after);
        }
        var rows = await changes.OrderByDescending(c => c.Seq).Take(Size + 1).ToListAsync(abort);
        if (rows.Count > Size)
        {
            rows.RemoveAt(Size);
            Next = rows[^1].Seq.ToString(CultureInfo.InvariantCulture);
        }
        var shown = rows.Select(r => r.Seq).ToList();
        var open = (
            await db.Set<LawCleanup>()
                .Within(Scope)
                .Where(c => shown.Contains(c.ChangeSeq))
                .GroupBy(c => c.ChangeSeq)
                .Select(g => new
                {
                    g.Key,
                    All = g.Count(),
                    Open = g.Count(c => c.IsOpen),
                })
                .ToListAsync(abort)
        ).ToDictionary(g => g.Key);
        Table = new DataTable(
            [
                new Column("法规", IsName: true),
                new Column("变动"),
                new Column("自何日"),
                new Column("入库"),
                new Column("清理", Whole: true),
            ],
            [
                .. rows.Select(c => new Row([
                    Cell.Text(c.LawName, c.Address),
                    Cell.Tag(c.IsRepeal ? "废止" : "新版本", c.IsRepeal ? Tone.Late : Tone.Soon),
                    Cell.Day(c.On),
                    Cell.Day(c.At.LocalDay()),
                    Cell.Text(
                        open.TryGetValue(c.Seq, out var tasks)
                            ? tasks.Open == 0
                                ? $"{tasks.All} 项都已办结"
                                : $"{tasks.All} 项，还有 {tasks.Open} 项未办结"
                            : "没有交办"
                    ),
                ])),
            ]
        )
        {
            Id = "changes",
            Caption = "法规变动",
        };
    }
}
