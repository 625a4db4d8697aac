using Fadu.Core.Search;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Laws;

internal sealed class LawProjection(LawTexts texts) : IProject<LawKept>, IProject<LawChanged>
{
    public IReadOnlyList<Type> Tables => [typeof(LawVersion)];

    public async ValueTask Apply(LawKept data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new LawVersion
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                LawId = data.LawId,
                Name = data.Name,
                Key = LawName.Key(data.Name),
                Sort = LawQueries.SortOf(LawName.Key(data.Name) + data.Part),
                Part = data.Part,
                Level = data.Level,
                Rank = LawLevels.Rank(data.Level),
                Folder = data.Folder,
                Published = data.Published,
                PublishedBy = data.PublishedBy,
                InForceFrom = data.InForceFrom,
                FromBy = data.FromBy,
                StatedTo = data.InForceTo,
                InForceTo = data.InForceTo,
                EndUnknown = data.EndUnknown,
                SourceHash = data.SourceHash,
                FileName = data.FileName,
                Seq = entry.Seq,
            }
        );
        await Follow(data.LawId, data.Id, entry.Tenant, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(LawChanged data, TrailEntry entry, FaduDb db)
    {
        var version = (
            await db.FindAsync<LawVersion>(entry.Tenant, data.Id).ConfigureAwait(false)
        )!;
        if (version.Published != data.Published)
        {
            version.Published = data.Published;
            version.PublishedBy = DateBasis.Stated;
        }
        if (version.InForceFrom != data.InForceFrom)
        {
            version.InForceFrom = data.InForceFrom;
            version.FromBy = DateBasis.Stated;
        }
        version.StatedTo = data.InForceTo;
        version.EndUnknown = data.EndUnknown;
        version.RepealedBy = data.RepealedBy;
        version.RepealedByText = data.RepealedByText;
        await Follow(data.LawId, null, entry.Tenant, db).ConfigureAwait(false);
        Index(version, db, isNew: false);
    }

    /// <summary>A version holds until the next one of the same law, or until its own end if that comes first.</summary>
    private async ValueTask Follow(Guid lawId, Guid? added, int tenant, FaduDb db)
    {
        await db.Set<LawVersion>()
            .Where(v => v.Tenant == tenant && v.LawId == lawId)
            .LoadAsync()
            .ConfigureAwait(false);
        var rows = db.Set<LawVersion>()
            .Local.Where(v => v.Tenant == tenant && v.LawId == lawId)
            .ToList();
        foreach (var part in rows.GroupBy(v => v.Part))
        {
            var versions = LawLibrary.InOrder(part);
            for (var i = 0; i < versions.Count; i++)
            {
                var version = versions[i];
                var next = i + 1 < versions.Count ? versions[i + 1].InForceFrom?.AddDays(-1) : null;
                version.Superseded = next is { } end && !(version.StatedTo < end);
                var to = version.Superseded ? next : version.StatedTo;
                var isNew = version.Id == added;
                if (isNew || to != version.InForceTo)
                {
                    version.InForceTo = to;
                    Index(version, db, isNew);
                }
            }
        }
    }

    /// <summary>What lies under a hash never changes: to read it here is as good as to read the entry.</summary>
    private void Index(LawVersion version, FaduDb db, bool isNew)
    {
        if (texts.Has(version.SourceHash))
        {
            SearchIndex.Put(
                db,
                version.Tenant,
                LawSearch.Of(version, texts.Read(version.SourceHash, version.FileName)),
                isNew
            );
        }
    }
}
