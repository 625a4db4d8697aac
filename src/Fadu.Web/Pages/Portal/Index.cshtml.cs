using Fadu.Core;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Portal;

/// <summary>The question that people come with, what they can do here, and what is new.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class IndexModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    public int InForce { get; private set; }

    public int Ended { get; private set; }

    /// <summary>The other lists that have something in them.</summary>
    public IReadOnlyList<(PortalSection Section, int Count)> Lists { get; private set; } = [];

    public IReadOnlyList<(Publication Thing, PublicationEdition Edition)> News
    {
        get;
        private set;
    } = [];

    /// <summary>A list in the words of who looks for it.</summary>
    public string Wish(string key, string title) =>
        key switch
        {
            "enforcement-items" => "看谁可以管我、凭什么管",
            "cleanup" => "看文件清理的结论",
            PortalSections.Consultations => "对正在起草的文件提意见",
            PortalSections.Notices => "看政府主动公开的信息",
            _ => title,
        };

    public async Task OnGetAsync()
    {
        var stop = HttpContext.RequestAborted;
        // Kept until something is published, so counting costs nothing worth mentioning.
        InForce = await PortalQueries
            .Lines(
                Db,
                PortalSections.Documents,
                new PortalFilter { Day = Today, State = PortalState.InForce }
            )
            .CountAsync(stop);
        Ended = await PortalQueries
            .Lines(
                Db,
                PortalSections.Documents,
                new PortalFilter { Day = Today, State = PortalState.Ended }
            )
            .CountAsync(stop);
        var counts = await PortalQueries
            .Public(Db)
            .GroupBy(p => p.Section)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        Lists =
        [
            .. Sections
                .All.Where(s => s.Key != PortalSections.Documents && counts.ContainsKey(s.Key))
                // what one can still have a say in comes first
                .OrderBy(s => s.Key == PortalSections.Consultations ? 0 : 1)
                .Select(s => (s, counts[s.Key])),
        ];
        News = await PortalQueries.News(Db, 10, stop);
    }
}
