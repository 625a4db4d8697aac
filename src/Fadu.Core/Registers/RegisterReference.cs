using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;

namespace Fadu.Core.Registers;

/// <summary>
/// An item of a register that a record refers to, as the item stood on the day: what has been kept here does not change when the item does. A form gives the item only; the rest is filled in
/// within the commit (<see cref="RegisterReferences"/>).
/// </summary>
public abstract record RegisterReference
{
    public Guid Item { get; init; }

    /// <summary>The answer that no item fits; then there is no item.</summary>
    public bool IsNone { get; init; }

    /// <summary>The item's line.</summary>
    public string? Title { get; init; }

    /// <summary>The day on which it was looked up.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The first day of the version that held.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The entry from which on that version is known.</summary>
    public long? Known { get; init; }
}

/// <summary>With the record as it stood.</summary>
public sealed record RegisterReference<T> : RegisterReference
    where T : RegisterRecord
{
    public T? Content { get; init; }
}

/// <summary>Fills references in as the items stand on a day.</summary>
internal static class RegisterReferences
{
    /// <summary>Completes every reference of a record; refuses an item that is not there, may not be seen, or was not in force on that day.</summary>
    public static async ValueTask Complete(
        Work work,
        Type? record,
        JsonObject body,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var field in record is null
                ? []
                : RecordForm.Of(record).Fields.Where(f => f.Type == FieldType.Item)
        )
        {
            if (body[field.Name] is not JsonObject given)
            {
                continue;
            }
            // What is no item is the form's to refuse, or says that none fits.
            if (!Guid.TryParse(given["item"]?.ToString(), out var item))
            {
                continue;
            }
            var version = await RegisterQueries
                .AsOf(work.Db, work.Tenant, item, day, cancellationToken)
                .ConfigureAwait(false);
            if (
                version is null
                || version.Register != field.Register
                || !(
                    version.IsOpen
                    || work.Actor.Organ == version.OrganId
                    || work.Actor.Can(Capability.ViewCounty)
                )
            )
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"“{field.Title}”所选的项在 {day:yyyy-MM-dd} 不在有效状态，请重新选择。",
                    field: field.Name
                );
            }
            body[field.Name] = new JsonObject
            {
                ["item"] = item.ToString(),
                ["title"] = version.Title,
                ["day"] = Iso(day),
                ["from"] = Iso(version.ValidFrom),
                ["known"] = version.Seq,
                ["content"] = version.ParseBody(),
            };
        }
    }

    private static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
