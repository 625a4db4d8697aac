using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Law.Procedures;

namespace Fadu.Core.Matters;

/// <summary>
/// What a module's own part of the opening form is given: the part is the view <c>open</c> among its slots, for fields that the record of facts marks as <see cref="FieldAttribute.Separate"/>.
/// </summary>
/// <param name="Day">The day of the event, on which registers are looked up.</param>
/// <param name="Given">What was filled in, by the names of the form.</param>
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

/// <summary>What a module asks of whoever fills in its part of an opening form; found by scanning.</summary>
public interface IOpeningPart
{
    /// <summary>What is missing or wrong; empty also for procedures that it does not concern.</summary>
    Task<IReadOnlyList<FieldError>> Check(OpeningPart part, CancellationToken cancellationToken);
}
