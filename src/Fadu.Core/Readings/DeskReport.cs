using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Readings;

/// <summary>A report, of whatever place, that somebody laid on the report desk. Only where its file lies and what it is called is kept; its figures are read from the file each time.</summary>
public sealed class DeskReport : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public Guid OrganId { get; init; }

    /// <summary>The file in the store.</summary>
    public required string Hash { get; init; }

    /// <summary>The file's name, which also tells how it is decoded.</summary>
    public required string FileName { get; init; }

    /// <summary>What the document calls itself, else the file's name.</summary>
    public required string Title { get; init; }

    public string? Place { get; init; }
    public int? Year { get; init; }

    /// <summary>Figures read when it was laid there.</summary>
    public int Figures { get; init; }

    /// <summary>Checks that failed then.</summary>
    public int Failing { get; init; }

    public DateOnly ReadOn { get; init; }
}

internal sealed class DeskReportConfiguration : IEntityTypeConfiguration<DeskReport>
{
    public void Configure(EntityTypeBuilder<DeskReport> entity)
    {
        entity.HasKey(r => new { r.Tenant, r.Id });
        entity.HasIndex(r => new
        {
            r.Tenant,
            r.OrganId,
            r.Id,
        });
    }
}

/// <summary>A report was laid on the desk.</summary>
[TrailEvent("reading.kept", "读入报告")]
public sealed record ReportKept(
    Guid Id,
    string Hash,
    string FileName,
    string Title,
    string? Place,
    int? Year,
    int Figures,
    int Failing,
    Guid OrganId
) : ITrailEvent;

/// <summary>A report was taken off the desk; its file stays.</summary>
[TrailEvent("reading.removed", "移出报告")]
public sealed record ReportRemoved(Guid Id) : ITrailEvent;

/// <summary>Lays a report, whose file is in the store and has been read, on the desk. The same file twice is one report.</summary>
public sealed record KeepReport(
    string Hash,
    string FileName,
    string Title,
    string? Place,
    int? Year,
    int Figures,
    int Failing
) : Command;

/// <summary>Takes a report off the desk.</summary>
public sealed record RemoveReport(Guid Id) : Command;

internal sealed class DeskReportHandlers : IHandler<KeepReport>, IHandler<RemoveReport>
{
    private const int LongestTitle = 200;

    public async ValueTask<string?> Handle(
        KeepReport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (!work.Actor.Can(Capability.WriteReports))
        {
            work.Demand(Capability.ViewReports);
        }
        var organ = work.Actor.Organ ?? Guid.Empty;
        var before = await work
            .Db.Set<DeskReport>()
            .Where(r => r.Tenant == work.Tenant && r.OrganId == organ && r.Hash == command.Hash)
            .Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        if (before is { } known)
        {
            return known.ToString();
        }
        if (
            !await work
                .Db.Set<StoredFile>()
                .AnyAsync(
                    f => f.Tenant == work.Tenant && f.Hash == command.Hash && f.OrganId == organ,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(RefusalKind.Invalid, "报告文件没有上传成功，请重新上传。");
        }
        var id = work.NewId();
        var title =
            command.Title.Length > LongestTitle ? command.Title[..LongestTitle] : command.Title;
        await work.Append(
                $"reading:{id}",
                new ReportKept(
                    id,
                    command.Hash,
                    command.FileName,
                    title,
                    command.Place,
                    command.Year,
                    command.Figures,
                    command.Failing,
                    organ
                )
            )
            .ConfigureAwait(false);
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        RemoveReport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var organ = work.Actor.Organ ?? Guid.Empty;
        if (
            !await work
                .Db.Set<DeskReport>()
                .AnyAsync(
                    r => r.Tenant == work.Tenant && r.Id == command.Id && r.OrganId == organ,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(RefusalKind.NotFound, "阅读台上没有这份报告，或者它是别的单位放上来的。");
        }
        await work.Append($"reading:{command.Id}", new ReportRemoved(command.Id))
            .ConfigureAwait(false);
        return null;
    }
}

internal sealed class DeskReportProjection : IProject<ReportKept>, IProject<ReportRemoved>
{
    public IReadOnlyList<Type> Tables => [typeof(DeskReport)];

    public ValueTask Apply(ReportKept data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new DeskReport
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                OrganId = data.OrganId,
                Hash = data.Hash,
                FileName = data.FileName,
                Title = data.Title,
                Place = data.Place,
                Year = data.Year,
                Figures = data.Figures,
                Failing = data.Failing,
                ReadOn = entry.LegalDate,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(ReportRemoved data, TrailEntry entry, FaduDb db)
    {
        if (
            await db.FindAsync<DeskReport>(entry.Tenant, data.Id).ConfigureAwait(false) is
            { } report
        )
        {
            db.Remove(report);
        }
    }
}
