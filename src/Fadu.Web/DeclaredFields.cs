using System.Globalization;
using Fadu.Core.Ledgers;
using Fadu.Web.TagHelpers;

namespace Fadu.Web;

/// <summary>What a declared field is in a form: of a ledger's record as of a procedure's facts.</summary>
internal static class DeclaredFields
{
    /// <summary>The field without its value.</summary>
    /// <param name="name">Its name in the form.</param>
    /// <param name="own">The organs that may be chosen as the one it is for; null = all.</param>
    /// <param name="items">The items that may be chosen, by register.</param>
    public static FieldView View(
        LedgerField field,
        string name,
        LedgerOrgans organs,
        DateOnly today,
        Func<Guid, bool>? own = null,
        IReadOnlyDictionary<string, IReadOnlyList<Choice>>? items = null
    ) =>
        new(name, field.Title, KindOf(field))
        {
            Required = field.Required,
            Unit = field.Unit,
            MaxLength = field.Type == FieldType.Text ? field.MaxLength : null,
            Rows = 3,
            Max =
                field.Type == FieldType.Date && !field.MayBeFuture
                    ? today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : null,
            Options = field.Type switch
            {
                FieldType.YesNo => [new Choice("是", "是"), new Choice("否", "否")],
                FieldType.Texts when field.IsMultiChoice =>
                [
                    .. field.Choices.Select(c => new Choice(c, c)),
                ],
                FieldType.Choice => [.. field.Choices.Select(c => new Choice(c, c))],
                FieldType.Organ =>
                [
                    .. organs
                        .All.Where(o => own is null || own(o.Id))
                        .Select(o => new Choice(o.ShortName, o.Name)),
                ],
                FieldType.Item =>
                [
                    .. items?.GetValueOrDefault(field.Register!) ?? [],
                    new Choice(LedgerField.NoItem, "没有列明"),
                ],
                FieldType.Organs => [.. organs.All.Select(o => new Choice(o.ShortName, o.Name))],
                _ => [],
            },
        };

    private static FieldKind KindOf(LedgerField field) =>
        field.Type switch
        {
            FieldType.Date => FieldKind.Date,
            FieldType.Count or FieldType.Decimal => FieldKind.Number,
            FieldType.YesNo or FieldType.Choice or FieldType.Item => FieldKind.Choice,
            FieldType.Organ => FieldKind.Organ,
            FieldType.Organs => FieldKind.Organs,
            FieldType.Texts => field.IsMultiChoice ? FieldKind.MultiChoice : FieldKind.LongText,
            _ => field.LongText ? FieldKind.LongText : FieldKind.Text,
        };
}
