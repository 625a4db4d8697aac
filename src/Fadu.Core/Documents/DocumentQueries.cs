using System.ComponentModel.DataAnnotations;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Documents;

/// <summary>Which documents a list shows.</summary>
public enum DocumentView
{
    [Display(Name = "待本单位办理")]
    Asked,

    [Display(Name = "在办")]
    Open,

    [Display(Name = "待送达")]
    ToServe,

    [Display(Name = "已签发")]
    Issued,

    [Display(Name = "全部")]
    All,
}

/// <summary>Reads documents. Everything takes the scope, and it goes into the SQL.</summary>
public static class DocumentQueries
{
    /// <summary>A page of a list, newest first; the id of the last line goes on.</summary>
    public static async Task<(IReadOnlyList<MatterDocument> Rows, Guid? Next)> List(
        FaduDb db,
        Scope scope,
        DocumentView view,
        string? words = null,
        Guid? after = null,
        int size = 50,
        CancellationToken cancellationToken = default
    )
    {
        var documents = Visible(db, scope).AsNoTracking();
        documents = view switch
        {
            DocumentView.Asked => Asked(db, scope, documents),
            DocumentView.Open => documents.Where(d => d.Stage < DocumentStage.Issued),
            DocumentView.ToServe => documents.Where(d =>
                d.Stage == DocumentStage.Issued && d.IsServable && d.ServedOn == null
            ),
            DocumentView.Issued => documents.Where(d => d.Stage == DocumentStage.Issued),
            _ => documents,
        };
        if (!string.IsNullOrWhiteSpace(words))
        {
            var text = words.Trim();
            documents = documents.Where(d =>
                d.Title.Contains(text)
                || d.Name.Contains(text)
                || (d.NumberText != null && d.NumberText.Contains(text))
            );
        }
        if (after is { } last)
        {
            documents = documents.Where(d => d.Id < last);
        }
        var rows = await documents
            .OrderByDescending(d => d.Id)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return rows.Count > size ? (rows[..size], rows[size - 1].Id) : (rows, null);
    }

    /// <summary>All lines of a list, for an export that shows what the screen shows.</summary>
    public static IAsyncEnumerable<MatterDocument> Stream(
        FaduDb db,
        Scope scope,
        DocumentView view,
        string? words,
        CancellationToken cancellationToken = default
    ) =>
        DuePages.All(async after =>
        {
            var (rows, next) = await List(
                    db,
                    scope,
                    view,
                    words,
                    after is null ? null : Guid.Parse(after),
                    1000,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return (rows, next?.ToString());
        });

    /// <summary>A document that the scope may see.</summary>
    public static async Task<MatterDocument?> Find(
        FaduDb db,
        Scope scope,
        Guid id,
        CancellationToken cancellationToken = default
    ) =>
        await Visible(db, scope)
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == id, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Several documents that the scope may see, in the order of their numbers and beginnings.</summary>
    public static async Task<IReadOnlyList<MatterDocument>> Among(
        FaduDb db,
        Scope scope,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken = default
    ) =>
        await Visible(db, scope)
            .AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .OrderBy(d => d.Series)
            .ThenBy(d => d.Year)
            .ThenBy(d => d.Number)
            .ThenBy(d => d.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The documents of a matter that the scope may see.</summary>
    public static async Task<IReadOnlyList<MatterDocument>> OfMatter(
        FaduDb db,
        Scope scope,
        Guid matter,
        CancellationToken cancellationToken = default
    ) =>
        await Visible(db, scope)
            .AsNoTracking()
            .Where(d => d.MatterId == matter)
            .OrderBy(d => d.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The name of a signed document's or a proof's file, by its document; null where it may not be seen.</summary>
    public static async Task<string?> FileName(
        FaduDb db,
        Scope scope,
        Guid id,
        string hash,
        CancellationToken cancellationToken = default
    )
    {
        if (await Find(db, scope, id, cancellationToken).ConfigureAwait(false) is not { } document)
        {
            return null;
        }
        var body = document.ReadBody();
        return document.FileHash == hash
            ? body.FileName
            : body.Services.SelectMany(s => s.Proof).FirstOrDefault(f => f.Hash == hash)?.Name;
    }

    /// <summary>The register of a series, newest number first.</summary>
    public static IQueryable<DocumentNumber> Numbers(
        FaduDb db,
        Scope scope,
        Guid organ,
        string series,
        int year
    ) =>
        db.Set<DocumentNumber>()
            .AsNoTracking()
            .Within(scope)
            .Where(n => n.OrganId == organ && n.Series == series && n.Year == year)
            .OrderBy(n => n.Number);

    /// <summary>The number that would be taken now, as the page of the signature shows it; another one may be first.</summary>
    public static async Task<string?> NextNumber(
        FaduDb db,
        int tenant,
        Guid organ,
        Law.Procedures.NumberSeries? series,
        int year,
        CancellationToken cancellationToken = default
    )
    {
        if (series is null)
        {
            return null;
        }
        var last = await db.Set<NumberSeriesYear>()
            .AsNoTracking()
            .Where(s =>
                s.Tenant == tenant && s.OrganId == organ && s.Series == series.Key && s.Year == year
            )
            .Select(s => (int?)s.Last)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return MatterDocument.NumberOf(
            await Documents
                .Numbers.CodeOf(db, tenant, organ, series, cancellationToken)
                .ConfigureAwait(false),
            year,
            (last ?? 0) + 1
        );
    }

    private static IQueryable<MatterDocument> Asked(
        FaduDb db,
        Scope scope,
        IQueryable<MatterDocument> documents
    )
    {
        var asked = db.Set<DocumentOrgan>().Within(scope);
        var yes = true;
        return documents.Where(d => asked.Any(o => o.DocumentId == d.Id && o.IsAsked == yes));
    }

    private static IQueryable<MatterDocument> Visible(FaduDb db, Scope scope)
    {
        var documents = db.Set<MatterDocument>().Where(d => d.Tenant == scope.Tenant);
        if (scope.Everything)
        {
            return documents;
        }
        var organs = scope.Organs.ToList();
        return documents.Where(d =>
            db.Set<DocumentOrgan>()
                .Any(o =>
                    o.Tenant == d.Tenant && o.DocumentId == d.Id && organs.Contains(o.OrganId)
                )
        );
    }
}

/// <summary>Documents in the hands of people: they go with the post and with the organ.</summary>
internal sealed class OpenDocumentWork : IOpenWork
{
    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    ) =>
        Read(
            db.Set<MatterDocument>().Where(d => d.Tenant == tenant && d.DrafterId == person),
            cancellationToken
        );

    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    ) =>
        Read(
            db.Set<MatterDocument>().Where(d => d.Tenant == tenant && d.OrganId == organ),
            cancellationToken
        );

    public async Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        foreach (
            var document in await work
                .Db.Set<MatterDocument>()
                .Where(d =>
                    d.Tenant == work.Tenant && d.OrganId == from && d.Stage < DocumentStage.Issued
                )
                .OrderBy(d => d.Id)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            await work.Append(
                    MatterDocument.StreamOf(document.Id),
                    new DocumentMoved(document.Id, to),
                    organ: to
                )
                .ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<OpenWorkItem>> Read(
        IQueryable<MatterDocument> documents,
        CancellationToken cancellationToken
    )
    {
        var rows = await documents
            .Where(d => d.Stage < DocumentStage.Issued && d.Stage > DocumentStage.Owed)
            .OrderBy(d => d.Id)
            .Select(d => new
            {
                d.Id,
                d.Name,
                d.Title,
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(r => new OpenWorkItem(
                "文书",
                $"{r.Name}：{r.Title}",
                MatterDocument.AddressOf(r.Id),
                null
            )),
        ];
    }
}
