using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Law.Procedures;

namespace Fadu.Core.Matters;

/// <summary>
/// What a module's own part of the opening form is given: the part is the view <c>open</c> among its slots, for fields that the record of facts marks as <see cref="FieldAttribute.Separate"/>.
/// </summary>
/// <param name="Day">The day of the event, on which registers are looked up.</param>
/// <param name="Given">What was filled in, by the names of the form; nothing where there is no form.</param>
public sealed record OpeningPart(
    FaduDb Db,
    Scope Scope,
    Procedure Procedure,
    Guid Sender,
    DateOnly Day,
    IReadOnlyDictionary<string, string?> Given,
    IReadOnlyList<FieldError> Errors
)
{
    /// <summary>What is wrong with a field of the part.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(e => e.Field == field)?.Message;
}

/// <summary>What a module asks of whoever opens a matter, and what it looks up then; found by scanning.</summary>
public interface IOpeningPart
{
    /// <summary>What is missing or wrong in its part of the form; empty also for procedures that it does not concern.</summary>
    Task<IReadOnlyList<FieldError>> Check(OpeningPart part, CancellationToken cancellationToken);

    /// <summary>Adds to the facts what it looks up, whichever way the matter is opened: by a form, a command or another matter.</summary>
    Task Complete(OpeningPart part, JsonObject facts, CancellationToken cancellationToken);

    /// <summary>The items of a register that may be chosen for a field; null where the part does not concern itself with it.</summary>
    Task<IReadOnlyList<RegisterVersion>?> Choices(
        OpeningPart part,
        LedgerField field,
        CancellationToken cancellationToken
    );
}
