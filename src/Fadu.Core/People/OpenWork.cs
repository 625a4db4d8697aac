using Fadu.Core.Trail;

namespace Fadu.Core.People;

/// <summary>A piece of work that waits for a person.</summary>
/// <param name="Kind">Such as 任务 or 台账更正.</param>
/// <param name="Title">What it is, as lists show it.</param>
/// <param name="Url">The page where it is done, from the root.</param>
/// <param name="Due">By when.</param>
public sealed record OpenWorkItem(string Kind, string Title, string? Url, DateOnly? Due);

/// <summary>
/// A block in which people and organs have open work. Found by scanning. Its projection listens to <see cref="WorkHandedOver"/>; when an organ ends,
/// <see cref="Follow"/> moves what is open there.
/// </summary>
public interface IOpenWork
{
    /// <summary>What is open in the hands of a person; read inside a commit too, so only through <paramref name="db"/>.</summary>
    Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    );

    /// <summary>What is open at an organ, whoever has it.</summary>
    Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Gives all that is open at an organ that ends to its successor, by entries in the block's own streams; part of a command that has checked who may.
    /// Nothing to do for blocks whose matters belong to people only.
    /// </summary>
    Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
