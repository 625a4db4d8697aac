using System.Globalization;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Web.TagHelpers;
using Microsoft.Extensions.Primitives;

namespace Fadu.Web;

/// <summary>A record of facts or inputs as a form shows it.</summary>
/// <param name="Fields">What is filled in once.</param>
/// <param name="Rows">What is filled in row by row.</param>
public sealed record RecordFormView(
    IReadOnlyList<FieldView> Fields,
    IReadOnlyList<RecordRowsView> Rows
);

/// <summary>A list of small records within a form.</summary>
/// <param name="Name">The name that an error about the whole list has.</param>
/// <param name="Lines">The cells of each row; the last row is empty, for the next.</param>
public sealed record RecordRowsView(
    string Name,
    string Title,
    string? Help,
    bool Required,
    string? Error,
    IReadOnlyList<IReadOnlyList<FieldView>> Lines
);

/// <summary>From a record's declaration to the fields of a form, and back to texts.</summary>
public static class RecordForms
{
    /// <summary>The fields of a form.</summary>
    /// <param name="prefix">Goes before every name, so that several forms of one page have different ids.</param>
    /// <param name="texts">What was filled in, by JSON name.</param>
    /// <param name="more">Further empty rows.</param>
    /// <param name="fields">The fields in another order than the record's, or only some of them.</param>
    /// <param name="items">The items that may be chosen, by register.</param>
    public static RecordFormView View(
        RecordForm form,
        string prefix,
        IReadOnlyDictionary<string, string?> texts,
        IReadOnlyList<Core.Ledgers.FieldError> errors,
        LedgerOrgans organs,
        DateOnly today,
        int more = 0,
        IReadOnlyList<LedgerField>? fields = null,
        IReadOnlyDictionary<string, IReadOnlyList<Choice>>? items = null
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(
            [
                .. (fields ?? form.Fields)
                    .Where(f => !f.Separate)
                    .Select(f => Field(form, f, prefix, "", texts, errors, organs, today, items)),
            ],
            [
                .. form
                    .Rows.Where(r => !r.Separate)
                    .Select(r => new RecordRowsView(
                        prefix + r.Name,
                        r.Title,
                        r.Help,
                        r.Required,
                        errors.FirstOrDefault(e => e.Field == r.Name)?.Message,
                        [
                            .. Enumerable
                                .Range(0, RowsIn(r, texts) + 1 + more)
                                .Select(i =>
                                    (IReadOnlyList<FieldView>)
                                        [
                                            .. r.Row.Fields.Select(f =>
                                                Field(
                                                    r.Row,
                                                    f,
                                                    prefix,
                                                    At(r, i),
                                                    texts,
                                                    errors,
                                                    organs,
                                                    today
                                                )
                                            ),
                                        ]
                                ),
                        ]
                    )),
            ]
        );
    }

    /// <summary>The texts of a form that was sent, by JSON name.</summary>
    public static Dictionary<string, string?> Sent(
        string prefix,
        IEnumerable<KeyValuePair<string, StringValues>> form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal))
            .DistinctBy(f => f.Key, StringComparer.Ordinal)
            .ToDictionary(
                f => f.Key[prefix.Length..],
                // Boxes of one name that are ticked come one by one.
                f =>
                    f.Value.Count > 1
                        ? string.Join('；', (string?[])f.Value!)
                        : (string?)f.Value.FirstOrDefault(),
                StringComparer.Ordinal
            );
    }

    /// <summary>A date as date fields carry it, if it is one.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    private static string At(FormRows rows, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows.Name}[{row}].");

    private static int RowsIn(FormRows rows, IReadOnlyDictionary<string, string?> texts)
    {
        var count = 0;
        for (var i = 0; i < 200; i++)
        {
            var at = At(rows, i);
            if (
                texts.Any(t =>
                    t.Key.StartsWith(at, StringComparison.Ordinal)
                    && !string.IsNullOrWhiteSpace(t.Value)
                )
            )
            {
                count = i + 1;
            }
        }
        return count;
    }

    private static FieldView Field(
        RecordForm form,
        LedgerField field,
        string prefix,
        string at,
        IReadOnlyDictionary<string, string?> texts,
        IReadOnlyList<Core.Ledgers.FieldError> errors,
        LedgerOrgans organs,
        DateOnly today,
        IReadOnlyDictionary<string, IReadOnlyList<Choice>>? items = null
    )
    {
        var name = at + field.Name;
        var help = string.Concat(
            field.Help,
            form.ConditionText(field) is { } condition ? condition + "。" : null
        );
        return DeclaredFields.View(field, prefix + name, organs, today, items: items) with
        {
            Value = texts.GetValueOrDefault(name),
            Values = field.IsMultiChoice
                ? (texts.GetValueOrDefault(name) ?? "").Split(
                    '；',
                    StringSplitOptions.RemoveEmptyEntries
                )
                : [],
            Help = help.Length == 0 ? null : help,
            Error = errors.FirstOrDefault(e => e.Field == name)?.Message,
            Rows = at.Length > 0 ? 2 : 3,
        };
    }
}
