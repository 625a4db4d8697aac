using Fadu.Core.Documents;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Plans;
using Fadu.Core.Registers;

namespace Fadu.Core.Search;

/// <summary>
/// How the blocks stand in the index; their projections call it whenever words or readers change. Who may see a thing is what its own list page says. One's own work comes before the
/// text of laws, an open matter before a line.
/// </summary>
internal static class SearchSources
{
    private const int OfMatters = 12;
    private const int OfDocuments = 13;
    private const int OfItems = 14;
    private const int OfRegisters = 15;
    private const int OfLedgers = 16;

    public static void Put(FaduDb db, LedgerLine line, bool isNew)
    {
        if (line.State != LineState.InForce)
        {
            SearchIndex.Remove(db, line.Tenant, SearchKinds.Ledger, line.Id);
            return;
        }
        SearchIndex.Put(
            db,
            line.Tenant,
            new SearchDocument(
                SearchKinds.Ledger,
                line.Id,
                line.Title,
                LedgerLine.AddressOf(line.Ledger, line.Id),
                OfLedgers,
                [SearchWho.Organ(line.OrganId)],
                Rest(line.Title, line.SearchText)
            )
            {
                Level = line.Ledger,
            },
            isNew
        );
    }

    public static void Put(
        FaduDb db,
        Matter matter,
        IEnumerable<MatterOrgan> organs,
        bool isNew = false
    ) =>
        SearchIndex.Put(
            db,
            matter.Tenant,
            new SearchDocument(
                SearchKinds.Matter,
                matter.Id,
                matter.Title,
                Matter.AddressOf(matter.Id),
                OfMatters,
                Organs(organs.Select(o => o.OrganId)),
                Rest(matter.Title, matter.SearchText)
            )
            {
                Level = matter.Procedure,
            },
            isNew
        );

    public static void Put(
        FaduDb db,
        MatterDocument document,
        DocumentBody body,
        IEnumerable<DocumentOrgan> organs,
        bool isNew
    ) =>
        SearchIndex.Put(
            db,
            document.Tenant,
            new SearchDocument(
                SearchKinds.Document,
                document.Id,
                $"{document.Name}：{document.Title}",
                MatterDocument.AddressOf(document.Id),
                OfDocuments,
                Organs(organs.Select(o => o.OrganId)),
                [
                    new SearchPart(
                        "",
                        "",
                        string.Join(
                            '\n',
                            (
                                (string?[])[document.NumberText, body.Recipient.Name, body.Text]
                            ).Where(t => !string.IsNullOrEmpty(t))
                        )
                    ),
                ]
            )
            {
                Level = document.Procedure,
            },
            isNew
        );

    public static void Put(FaduDb db, RegisterVersion latest, bool isNew) =>
        SearchIndex.Put(
            db,
            latest.Tenant,
            new SearchDocument(
                SearchKinds.Register,
                latest.ItemId,
                latest.Title,
                RegisterVersion.AddressOf(latest.Register, latest.ItemId),
                OfRegisters,
                [latest.IsOpen ? SearchWho.County : SearchWho.Organ(latest.OrganId)],
                Rest(latest.Title, latest.SearchText)
            )
            {
                Level = latest.Register,
                InForceFrom = latest.ValidFrom,
                InForceTo = latest.ValidUntil == RegisterVersion.NoEnd ? null : latest.ValidUntil,
            },
            isNew
        );

    public static void Put(FaduDb db, PlanItem item, PlanItemContent content, bool isNew) =>
        SearchIndex.Put(
            db,
            item.Tenant,
            new SearchDocument(
                SearchKinds.Item,
                item.Id,
                $"{item.Number} {item.Title}".Trim(),
                $"/workbench/plans/items/{item.Id}",
                OfItems,
                Organs(content.Assigned().Select(a => a.Organ)),
                [
                    new SearchPart(
                        "",
                        "",
                        string.Join(
                            '\n',
                            content
                                .Measures.Select(m => m.Text)
                                .Where(m => !content.Text.Contains(m, StringComparison.Ordinal))
                                .Prepend(content.Text)
                                .Prepend(item.PlanTitle)
                        )
                    ),
                ]
            ),
            isNew
        );

    private static List<string> Organs(IEnumerable<Guid> organs)
    {
        var who = organs.Distinct().Select(SearchWho.Organ).ToList();
        return who.Count == 0 ? [SearchWho.Nobody] : who;
    }

    // The text of a list's filter begins with the title.
    private static SearchPart[] Rest(string title, string text) =>
        text.Length > title.Length + 1 ? [new SearchPart("", "", text[(title.Length + 1)..])] : [];
}
