using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>What the pages of one ledger share: its declaration, the organs, and forms made from both.</summary>
public abstract class LedgerPage(FaduDb db, LedgerRegistry ledgers) : OrganPage(db)
{
    /// <summary>The ledger of the address.</summary>
    public Ledger Ledger { get; private set; } = null!;

    /// <summary>The address of the ledger.</summary>
    public string Home => $"/workbench/ledgers/{Ledger.Key}";

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        var found = ledgers.Find((string?)RouteData.Values["ledger"] ?? "");
        if (found is null)
        {
            context.Result = NotFound();
            return;
        }
        Ledger = found;
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>A line of this ledger, if it may be seen.</summary>
    protected Task<LedgerLine?> Find(Guid id) =>
        Db.Set<LedgerLine>()
            .Within(Scope)
            .FirstOrDefaultAsync(
                l => l.Id == id && l.Ledger == Ledger.Key,
                HttpContext.RequestAborted
            );

    /// <summary>The fields of the form, filled with texts, each with what is wrong.</summary>
    public IReadOnlyList<FieldView> FieldViews(
        IReadOnlyDictionary<string, string?> texts,
        IReadOnlyList<Core.Ledgers.FieldError> errors
    ) =>
        [
            .. Ledger.Fields.SelectMany(f =>
                f.Type == FieldType.Tallies
                    ? TallyViews(f, texts, errors)
                    : [View(f, texts.GetValueOrDefault(f.Name), ErrorOf(f, errors))]
            ),
        ];

    /// <summary>The texts of a form that was sent.</summary>
    protected Dictionary<string, string?> Sent(IFormCollection form)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in Ledger.Fields)
        {
            texts[field.Name] =
                field.Type == FieldType.Tallies
                    ? string.Join(
                        '；',
                        field
                            .TallyKinds.Select(k =>
                                (Kind: k, Text: form[TallyName(field, k)].ToString().Trim())
                            )
                            .Where(t => t.Text.Length > 0)
                            .Select(t => $"{t.Kind} {t.Text}")
                    )
                    : form[field.Name].FirstOrDefault();
        }
        return texts;
    }

    /// <summary>A line as the texts of a form.</summary>
    protected Dictionary<string, string?> TextsOf(JsonObject body) =>
        Ledger
            .Format(body, Organs)
            .ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal);

    /// <summary>Reads and checks a form. Errors go to the fields and the list on top.</summary>
    protected (JsonObject Body, List<Core.Ledgers.FieldError> Errors) Read(
        IReadOnlyDictionary<string, string?> texts
    )
    {
        var (body, errors) = Ledger.Parse(texts, Organs);
        errors.AddRange(Ledger.Check(body, Today, [.. errors.Select(e => e.Field)]));
        foreach (var error in errors)
        {
            ModelState.AddModelError(error.Field, error.ToString());
        }
        if (errors.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return (body, errors);
    }

    /// <summary>The filter in the address.</summary>
    public LedgerFilter FilterOf(IQueryCollection query) =>
        LedgerAddress.Read(Ledger, Organs, query);

    private FieldView View(LedgerField field, string? value, string? error) =>
        DeclaredFields.View(
            field,
            field.Name,
            Organs,
            Today,
            organ => Organs.MayActFor(Me.Actor, organ)
        ) with
        {
            Value =
                field.Type == FieldType.Organ && Guid.TryParse(value, out var id)
                    ? Organs.NameOf(id)
                    : value,
            Help = string.Concat(field.Help, field.ConditionText(Ledger) is { } c ? c + "。" : null)
                is { Length: > 0 } h
                ? h
                : null,
            Error = error,
        };

    private static IEnumerable<FieldView> TallyViews(
        LedgerField field,
        IReadOnlyDictionary<string, string?> texts,
        IReadOnlyList<Core.Ledgers.FieldError> errors
    )
    {
        var typed = (texts.GetValueOrDefault(field.Name) ?? "")
            .Split('；', StringSplitOptions.RemoveEmptyEntries)
            .Select(p =>
                p.LastIndexOf(' ') is var cut and > 0 ? (p[..cut], p[(cut + 1)..]) : (p, "")
            )
            .DistinctBy(p => p.Item1, StringComparer.Ordinal)
            .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        var error = ErrorOf(field, errors);
        return field.TallyKinds.Select(
            (k, i) =>
                new FieldView(TallyName(field, k), $"{field.Title}：{k}", FieldKind.Number)
                {
                    Value = typed.GetValueOrDefault(k),
                    Help = i == 0 ? field.Help : null,
                    Error = i == 0 ? error : null,
                }
        );
    }

    private static string TallyName(LedgerField field, string kind) => $"{field.Name}[{kind}]";

    private static string? ErrorOf(
        LedgerField field,
        IReadOnlyList<Core.Ledgers.FieldError> errors
    ) => errors.FirstOrDefault(e => e.Field == field.Name)?.Message;
}

/// <summary>The filter of a list as its address carries it; list, totals and export read the same.</summary>
public static class LedgerAddress
{
    /// <summary>Reads it; what makes no sense is passed over.</summary>
    public static LedgerFilter Read(Ledger ledger, LedgerOrgans organs, IQueryCollection query)
    {
        var state = query["state"].ToString();
        var sort = query[Links.Sort].ToString();
        var month = query["month"].ToString();
        var (from, to) = (Day(query["from"]), Day(query["to"]));
        if (
            month.Length == 7
            && DateOnly.TryParseExact(
                month + "-01",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var first
            )
        )
        {
            (from, to) = (first, first.AddMonths(1).AddDays(-1));
        }
        return new LedgerFilter
        {
            Organ = query["organ"].ToString() is { Length: > 0 } organ
                ? organs.Find(organ) ?? Guid.Empty
                : null,
            From = from,
            To = to,
            State = state switch
            {
                "void" => LineState.Void,
                "merged" => LineState.Merged,
                _ => null,
            },
            AnyState = state == "all",
            OnlyLate = query["late"] == "1",
            Text = query["q"].ToString() is { Length: > 0 and <= 100 } text ? text : null,
            Choices = ledger
                .Fields.Where(f =>
                    f.Type == FieldType.Choice
                    && f.Slot is not null
                    && query[f.Name].ToString().Length > 0
                )
                .ToDictionary(f => f.Name, f => query[f.Name].ToString(), StringComparer.Ordinal),
            Sort = LedgerQueries.CanSort(ledger, sort) ? sort : "-day",
        };
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
