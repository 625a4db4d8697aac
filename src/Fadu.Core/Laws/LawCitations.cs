using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Citations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Laws;

/// <summary>That a version of a law names a provision of another law.</summary>
public sealed class LawCitation
{
    public int Tenant { get; init; }

    /// <summary>The version that names it.</summary>
    public Guid VersionId { get; init; }

    /// <summary>The law that is named, whether the library has it or not.</summary>
    public Guid CitedLawId { get; init; }

    /// <summary>第五条; empty for the law as a whole.</summary>
    public required string Article { get; init; }

    /// <summary>Where it is named.</summary>
    public required string Anchor { get; init; }
}

/// <summary>What can cite a law.</summary>
public static class CitingKinds
{
    public const string Law = "law";
    public const string Document = "document";
    public const string Matter = "matter";
    public const string Register = "register";
    public const string Procedure = "procedure";

    /// <summary>The Chinese name of a kind.</summary>
    public static string NameOf(string kind) =>
        kind switch
        {
            Law => "规范性文件",
            Document => "文书",
            Matter => "事项",
            Register => "名录",
            Procedure => "程序",
            _ => kind,
        };
}

/// <summary>That a record of the county names a provision of a law.</summary>
public sealed class Citation : IOwned
{
    public int Tenant { get; init; }

    /// <summary>One of <see cref="CitingKinds"/>.</summary>
    public required string Kind { get; init; }

    public Guid SubjectId { get; init; }
    public Guid CitedLawId { get; init; }

    /// <summary>第五条; empty for the law as a whole.</summary>
    public required string Article { get; init; }

    /// <summary>The name as the record writes it.</summary>
    public required string LawName { get; init; }

    /// <summary>Whose record it is.</summary>
    public Guid OrganId { get; set; }

    public required string Title { get; set; }

    /// <summary>The page of the record.</summary>
    public required string Address { get; init; }
}

internal sealed class CitationConfiguration
    : IEntityTypeConfiguration<LawCitation>,
        IEntityTypeConfiguration<Citation>
{
    public void Configure(EntityTypeBuilder<LawCitation> entity)
    {
        entity.HasKey(c => new
        {
            c.Tenant,
            c.VersionId,
            c.CitedLawId,
            c.Article,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.CitedLawId,
            c.Article,
            c.VersionId,
        });
    }

    public void Configure(EntityTypeBuilder<Citation> entity)
    {
        entity.HasKey(c => new
        {
            c.Tenant,
            c.Kind,
            c.SubjectId,
            c.CitedLawId,
            c.Article,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.CitedLawId,
            c.Kind,
            c.SubjectId,
        });
    }
}

/// <summary>Keeps what the county's records cite; called by their projections whenever a text changes.</summary>
public static class CitationBook
{
    /// <summary>Puts what the text cites in the place of what the record cited before.</summary>
    public static async ValueTask Put(
        FaduDb db,
        int tenant,
        string kind,
        Guid subject,
        Guid organ,
        string title,
        string address,
        string text,
        bool isNew = false
    )
    {
        var cites = Read(text);
        if (isNew && cites.Count == 0)
        {
            return;
        }
        // All that is tracked is looked through only for a record that this command has put before: for each of thousands that would take quadratic time.
        var isAgain = !db.Cited.Add((kind, subject));
        List<Citation> before = isNew
            ? []
            : await db.Set<Citation>()
                .AsTracking()
                .Where(c => c.Tenant == tenant && c.Kind == kind && c.SubjectId == subject)
                .ToListAsync()
                .ConfigureAwait(false);
        if (isAgain)
        {
            before =
            [
                .. db.Set<Citation>()
                    .Local.Where(c =>
                        c.Tenant == tenant && c.Kind == kind && c.SubjectId == subject
                    ),
            ];
        }
        var now = new HashSet<(Guid, string)>();
        foreach (var cited in cites)
        {
            var id = LawName.LawId(cited.Law);
            if (!now.Add((id, cited.Article ?? "")))
            {
                continue;
            }
            var old = before.Find(c => c.CitedLawId == id && c.Article == (cited.Article ?? ""));
            if (old is not null)
            {
                (old.Title, old.OrganId) = (title, organ);
                continue;
            }
            db.Add(
                new Citation
                {
                    Tenant = tenant,
                    Kind = kind,
                    SubjectId = subject,
                    CitedLawId = id,
                    Article = cited.Article ?? "",
                    LawName = cited.Law,
                    OrganId = organ,
                    Title = title,
                    Address = address,
                }
            );
        }
        foreach (var old in before.Where(c => !now.Contains((c.CitedLawId, c.Article))))
        {
            db.Remove(old);
        }
    }

    private static List<ReadCitation> Read(string text) =>
        // most records cite nothing: they need no reading
        text.Contains('《', StringComparison.Ordinal)
        || text.Contains('条', StringComparison.Ordinal)
            ?
            [
                .. CitationReader
                    .Read(new SourceText(text))
                    .Citations.Where(c => c.Law.Length <= 120),
            ]
            : [];
}

/// <summary>Keeps what laws cite of each other.</summary>
internal sealed class LawCitationProjection(LawTexts texts) : IProject<LawKept>
{
    // Citation is filled by the records' own projections through CitationBook
    public IReadOnlyList<Type> Tables => [typeof(LawCitation), typeof(Citation)];

    public ValueTask Apply(LawKept data, TrailEntry entry, FaduDb db)
    {
        // what lies under a hash never changes, so reading it here is as good as reading the entry
        foreach (
            var cited in texts.Has(data.SourceHash)
                ? texts.Cites(data.SourceHash, data.FileName)
                : []
        )
        {
            db.Add(
                new LawCitation
                {
                    Tenant = entry.Tenant,
                    VersionId = data.Id,
                    CitedLawId = cited.LawId,
                    Article = cited.Article,
                    Anchor = cited.Anchor,
                }
            );
        }
        return ValueTask.CompletedTask;
    }
}
