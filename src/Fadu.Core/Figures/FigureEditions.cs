using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Figures;

/// <summary>The way in which a county computes a figure from a day on, where the catalogue offers several.</summary>
public sealed class FigureEdition
{
    public int Tenant { get; init; }
    public required string Figure { get; init; }

    /// <summary>Periods that end on or after this day are computed so.</summary>
    public DateOnly From { get; init; }

    /// <summary>The key of the alternative; empty for the catalogue's own definition.</summary>
    public required string Alternative { get; set; }

    public required string ChosenBy { get; set; }
    public DateTimeOffset ChosenAt { get; set; }
    public string? Reason { get; set; }

    /// <summary>The entry that chose it; "as known when" compares it.</summary>
    public long Seq { get; set; }

    /// <summary>The stream of a figure's editions.</summary>
    public static string StreamOf(string figure) => $"figure-edition:{figure}";
}

internal sealed class FigureEditionConfiguration : IEntityTypeConfiguration<FigureEdition>
{
    public void Configure(EntityTypeBuilder<FigureEdition> entity) =>
        entity.HasKey(e => new
        {
            e.Tenant,
            e.Figure,
            e.From,
        });
}

/// <summary>The county chose how a figure is computed; the reason is in the entry.</summary>
[TrailEvent("figure.edition", "选择口径")]
public sealed record EditionChosen(
    string Figure,
    string Alternative,
    DateOnly From,
    string ChosenBy
) : ITrailEvent;

/// <summary>Chooses one of the ways that the catalogue offers for a figure, for periods that end on or after a day. Needs a reason.</summary>
public sealed record ChooseEdition(string Figure, string Alternative, DateOnly From) : Command;

internal sealed class ChooseEditionHandler(FigureCatalogue catalogue) : IHandler<ChooseEdition>
{
    public async ValueTask<string?> Handle(
        ChooseEdition command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ClosePeriods);
        if (
            catalogue.Find(command.Figure) is not { } figure
            || (
                command.Alternative.Length > 0
                && figure.Alternatives.All(a => a.Key != command.Alternative)
            )
        )
        {
            throw new RefusedException(
                new Refusal(RefusalKind.Invalid, "没有这种口径，请从列表中选择。")
            );
        }
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明为什么选这种口径，如所依据的上级文件；它会留在痕迹里，报告中可查。",
                field: nameof(command.Reason)
            );
        }
        if (
            await ClosedPeriods
                .Find(work.Db, work.Tenant, command.From, cancellationToken)
                .ConfigureAwait(false) is
            { } closed
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{closed.Name}已经报数，不能换口径。请从{closed.To.AddDays(1):yyyy-MM-dd}或者以后开始。",
                field: nameof(command.From)
            );
        }
        await work.Append(
                FigureEdition.StreamOf(figure.Code),
                new EditionChosen(
                    figure.Code,
                    command.Alternative,
                    command.From,
                    work.Actor.ShownName
                )
            )
            .ConfigureAwait(false);
        return figure.Code;
    }
}

internal sealed class FigureEditionProjection : IProject<EditionChosen>
{
    public IReadOnlyList<Type> Tables => [typeof(FigureEdition)];

    public async ValueTask Apply(EditionChosen data, TrailEntry entry, FaduDb db)
    {
        var edition = await db.FindAsync<FigureEdition>(entry.Tenant, data.Figure, data.From)
            .ConfigureAwait(false);
        if (edition is null)
        {
            db.Add(
                new FigureEdition
                {
                    Tenant = entry.Tenant,
                    Figure = data.Figure,
                    From = data.From,
                    Alternative = data.Alternative,
                    ChosenBy = data.ChosenBy,
                    ChosenAt = entry.At,
                    Reason = entry.Reason,
                    Seq = entry.Seq,
                }
            );
            return;
        }
        edition.Alternative = data.Alternative;
        edition.ChosenBy = data.ChosenBy;
        edition.ChosenAt = entry.At;
        edition.Reason = entry.Reason;
        edition.Seq = entry.Seq;
    }
}
