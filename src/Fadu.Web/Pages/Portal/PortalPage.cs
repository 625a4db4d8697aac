using System.Globalization;
using Fadu.Core;
using Fadu.Core.Publications;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Fadu.Web.Pages.Portal;

/// <summary>What the pages of the portal share. They are for anybody, know nothing but what was published, and depend on nothing but their address, the day and the mode of reading.</summary>
public abstract class PortalPage(FaduDb db, PortalSections sections) : PageModel
{
    /// <summary>What pages of the portal understand in an address; all else is ignored.</summary>
    public static readonly string[] Known =
    [
        "q",
        "day",
        "state",
        "organ",
        "facet",
        "year",
        "after",
        "in",
        "elder",
    ];

    public FaduDb Db { get; } = db;

    public PortalSections Sections { get; } = sections;

    /// <summary>How what ran out is called, where the county has settled it.</summary>
    public IReadOnlyDictionary<string, string> Expired { get; private set; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads how what ran out is called.</summary>
    protected async Task ReadExpired() =>
        Expired = await PortalQueries.ExpiredWords(Db, HttpContext.RequestAborted);

    /// <summary>Today in the county.</summary>
    public DateOnly Today =>
        FaduTime.Today(HttpContext.RequestServices.GetRequiredService<TimeProvider>());

    /// <summary>Whether pages are made for a plain file server, which answers no questions.</summary>
    public bool IsStatic =>
        HttpContext.RequestServices.GetRequiredService<FaduOptions>().IsStaticExport;

    /// <summary>The address of this page, of what it understands.</summary>
    public static string Here(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return QueryHelpers.AddQueryString(
            context.Request.Path.Value ?? "/",
            Known
                .Where(k => k != "elder" && context.Request.Query.ContainsKey(k))
                .Select(k => KeyValuePair.Create(k, (string?)context.Request.Query[k].ToString()))
        );
    }

    /// <summary>This address with some values changed; empty ones go. Another page of a list begins anew.</summary>
    public string With(params (string Name, string? Value)[] changes)
    {
        var values = Known
            .Where(k => k is not ("after" or "elder"))
            .ToDictionary(k => k, k => Text(k), StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }
        return QueryHelpers.AddQueryString(
            Request.Path.Value ?? "/",
            values.Where(v => !string.IsNullOrEmpty(v.Value))
        );
    }

    /// <summary>A value of the address, without what cannot be a value.</summary>
    public string? Text(string name)
    {
        var text = Request.Query[name].ToString().Trim();
        return text.Length == 0 ? null
            : text.Length <= 200 ? text
            : text[..200];
    }

    /// <summary>A day of the address; null where there is none or none that can be.</summary>
    public DateOnly? Day(string name) =>
        RecordForms.Day(Text(name)) is { Year: >= 1900 and <= 2200 } day ? day : null;

    /// <summary>A year of the address.</summary>
    public int? Year(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1900 and <= 2200
            ? year
            : null;
}

/// <summary>Words of the portal.</summary>
public static class PortalWords
{
    /// <summary>A day as people write it.</summary>
    public static string Of(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How a thing stands on a day, in words, with its colour. Null where that says nothing: what a list said once and for all, and what stands where its procedure has brought it.</summary>
    public static (string? Text, TagHelpers.Tone Tone) State(
        PortalSection? section,
        Publication p,
        DateOnly day,
        IReadOnlyDictionary<string, string> expired
    )
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(expired);
        if (p.InForceFrom == Publication.NoStart || section?.HasDays != true)
        {
            return (null, TagHelpers.Tone.Plain);
        }
        if (!section.HasValidity)
        {
            return PortalQueries.StateOf(p, day) switch
            {
                PortalState.NotYet => ($"{Of(p.InForceFrom)} 起列入", TagHelpers.Tone.Soon),
                PortalState.Ended => (
                    $"{Of(p.InForceUntil.AddDays(1))} 起{p.EndWord ?? "不再列入"}",
                    TagHelpers.Tone.Late
                ),
                PortalState.Suspended => (
                    $"{Of(p.SuspendedFrom!.Value)} 起暂停",
                    TagHelpers.Tone.Soon
                ),
                _ => (null, TagHelpers.Tone.Plain),
            };
        }
        return PortalQueries.StateOf(p, day) switch
        {
            PortalState.NotYet => ($"{Of(p.InForceFrom)} 起施行", TagHelpers.Tone.Soon),
            PortalState.Ended => (
                $"{Of(p.InForceUntil.AddDays(1))} 起{p.EndWord ?? expired.GetValueOrDefault(p.SubjectKind) ?? "有效期届满"}",
                TagHelpers.Tone.Late
            ),
            PortalState.Suspended => (
                $"{Of(p.SuspendedFrom!.Value)} 起停止执行",
                TagHelpers.Tone.Soon
            ),
            _ => ("现行有效", TagHelpers.Tone.Ok),
        };
    }

    /// <summary>What a list calls its lines that stand in a way; null for all of them.</summary>
    public static string Of(PortalSection section, PortalState? state)
    {
        ArgumentNullException.ThrowIfNull(section);
        return (state, section.HasValidity) switch
        {
            (PortalState.InForce, true) => "现行有效",
            (PortalState.InForce, false) => "在列",
            (PortalState.Ended, true) => "已废止、失效",
            (PortalState.Ended, false) => "不再列入",
            (PortalState.Suspended, true) => "停止执行",
            (PortalState.Suspended, false) => "暂停",
            (PortalState.NotYet, true) => "尚未施行",
            (PortalState.NotYet, false) => "尚未列入",
            _ => "全部",
        };
    }

    /// <summary>The clause of its own text by which a document ran out: 第二十条 本办法……有效期五年。 Null where it ended otherwise, or says nothing of it.</summary>
    public static string? ExpiryClause(Publication p, PublishedVersion version, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(version);
        var clause =
            PortalQueries.StateOf(p, day) == PortalState.Ended && p.EndWord is null
                ? version
                    .Text?.Split('\n', StringSplitOptions.TrimEntries)
                    .LastOrDefault(l =>
                        l.Contains("有效期", StringComparison.Ordinal)
                        || l.Contains("有效至", StringComparison.Ordinal)
                    )
                : null;
        return clause is null || clause.Length <= 200 ? clause : clause[..199] + "…";
    }

    /// <summary>The days between which it is in force; nothing for what never is.</summary>
    public static string Span(PortalSection? section, Publication p)
    {
        ArgumentNullException.ThrowIfNull(p);
        return p.InForceFrom == Publication.NoStart || section?.HasValidity != true ? ""
            : p.InForceUntil == Publication.NoEnd ? $"{Of(p.InForceFrom)} 起施行"
            : $"{Of(p.InForceFrom)} 起施行，有效至 {Of(p.InForceUntil)}";
    }

    /// <summary>The days of a version.</summary>
    public static string Span(PublishedVersion v)
    {
        ArgumentNullException.ThrowIfNull(v);
        return v.From is not { } from ? ""
            : v.Until is { } until ? $"{Of(from)} 至 {Of(until)}"
            : $"{Of(from)} 起";
    }
}
