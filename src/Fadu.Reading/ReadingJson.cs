using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fadu.Reading.Citations;
using Fadu.Reading.Holidays;
using Fadu.Reading.Plans;
using Fadu.Reading.Reports;

namespace Fadu.Reading;

/// <summary>The JSON that <c>fadu read … --json</c> prints: offsets in Unicode code points.</summary>
public static class ReadingJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(PlanReading plan) => Text(stream => Write(plan, stream));

    /// <summary>Writes a plan's JSON as it is made: that of a long plan is several times as long.</summary>
    public static void Write(PlanReading plan, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Write(
            stream,
            w =>
            {
                w.WriteString("kind", "plan");
                w.WriteString("title", plan.Title);
                w.WriteString("documentNumber", plan.DocumentNumber);
                Strings(w, "issuers", plan.Issuers);
                w.WriteString("place", plan.Place);
                Date(w, "signedOn", plan.SignedOn);
                Date(w, "publishedOn", plan.PublishedOn);
                w.WriteStartArray("tasks");
                foreach (var item in plan.Items)
                {
                    Item(w, plan.Source, item);
                    HandOn(w);
                }
                w.WriteEndArray();
                w.WriteStartArray("warnings");
                foreach (var x in plan.Warnings)
                {
                    w.WriteStartObject();
                    w.WriteString("kind", x.Kind);
                    w.WriteString("text", x.Text);
                    w.WriteString("suggestion", x.Suggestion);
                    Place(w, plan.Source, x.Span);
                    w.WriteString("why", x.Why);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            }
        );
    }

    public static string Of(ReportReading report) => Text(stream => Write(report, stream));

    /// <summary>Writes a report's JSON as it is made.</summary>
    public static void Write(ReportReading report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        Write(
            stream,
            w =>
            {
                w.WriteString("kind", "report");
                w.WriteString("title", report.Title);
                w.WriteString("place", report.Place);
                w.WriteString("level", report.Level);
                Number(w, "year", report.Year);
                w.WriteString("issuer", report.Issuer);
                Date(w, "signedOn", report.SignedOn);
                Date(w, "publishedOn", report.PublishedOn);
                w.WriteStartArray("outline");
                foreach (var o in report.Outline)
                {
                    w.WriteStartObject();
                    w.WriteNumber("level", o.Level);
                    w.WriteString("text", o.Text);
                    Place(w, report.Source, o.Span);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
                w.WriteStartArray("figures");
                foreach (var f in report.Figures)
                {
                    w.WriteStartObject();
                    w.WriteNumber("id", f.Id);
                    w.WriteString("section", f.Section);
                    w.WriteString("sentence", f.Sentence);
                    w.WriteString("metric", f.Metric);
                    Number(w, "value", f.Value);
                    if (f.Range is { } r)
                    {
                        w.WriteStartArray("range");
                        w.WriteNumberValue(r.From);
                        w.WriteNumberValue(r.To);
                        w.WriteEndArray();
                    }
                    w.WriteString("unit", f.Unit);
                    w.WriteString("qualifier", f.Qualifier);
                    w.WriteString("operator", f.Operator);
                    w.WriteString("period", f.Period);
                    w.WriteString("domain", f.Domain);
                    Place(w, report.Source, f.Span);
                    w.WriteEndObject();
                    HandOn(w);
                }
                w.WriteEndArray();
                w.WriteStartArray("checks");
                foreach (var c in report.Checks)
                {
                    w.WriteStartObject();
                    w.WriteString("kind", c.Kind);
                    w.WriteString("statement", c.Statement);
                    w.WriteStartArray("operands");
                    foreach (var o in c.Operands)
                    {
                        w.WriteStartObject();
                        Number(w, "figure", o.Figure);
                        w.WriteNumber("value", o.Value);
                        w.WriteEndObject();
                    }
                    w.WriteEndArray();
                    Number(w, "stated", c.Stated);
                    Number(w, "computed", c.Computed);
                    w.WriteString("verdict", c.Verdict);
                    w.WriteString("why", c.Why);
                    Place(w, report.Source, c.Span);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            }
        );
    }

    public static string Of(CitationReading reading) => Text(stream => Write(reading, stream));

    /// <summary>Writes citations' JSON as it is made.</summary>
    /// <param name="asOf">The day on which they are to be in force, as asked for.</param>
    public static void Write(CitationReading reading, Stream stream, DateOnly? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        Write(
            stream,
            w =>
            {
                w.WriteString("kind", "citations");
                Date(w, "asOf", asOf);
                w.WriteStartArray("citations");
                foreach (var c in reading.Citations)
                {
                    w.WriteStartObject();
                    w.WriteString("law", c.Law);
                    w.WriteString("article", c.Article);
                    w.WriteString("paragraph", c.Paragraph);
                    w.WriteString("item", c.Item);
                    w.WriteString("text", c.Text);
                    w.WriteString("number", c.Number);
                    w.WriteString("status", c.Status);
                    if (c.Version is { } version)
                    {
                        Date(w, "version", version);
                    }
                    else
                    {
                        w.WriteString("version", c.Edition);
                    }
                    w.WriteString("note", Note(c));
                    if (c.Quotation is { } quotation)
                    {
                        w.WriteStartObject("quotation");
                        w.WriteBoolean("matches", quotation.Matches);
                        w.WriteString("article", quotation.Article);
                        Place(w, reading.Source, quotation.Span);
                        w.WriteEndObject();
                    }
                    Place(w, reading.Source, c.Span);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            }
        );
    }

    public static string Of(HolidayReading reading) => Text(stream => Write(reading, stream));

    /// <summary>Writes the JSON of a holiday notice.</summary>
    public static void Write(HolidayReading reading, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(reading);
        Write(
            stream,
            w =>
            {
                w.WriteString("kind", "holidays");
                w.WriteNumber("year", reading.Year);
                w.WriteString("title", reading.Title);
                w.WriteString("documentNumber", reading.DocumentNumber);
                w.WriteStartArray("days");
                foreach (var d in reading.Days)
                {
                    w.WriteStartObject();
                    Date(w, "date", d.Date);
                    w.WriteString("kind", d.Off ? "off" : "work");
                    w.WriteString("holiday", d.Holiday);
                    Place(w, reading.Source, d.Span);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            }
        );
    }

    private static string? Note(ReadCitation c) =>
        c.Status == CitationStatus.NotChecked
            ? "未与法规库核对：只认出引用，没有核对条文和效力"
            : c.Note;

    private static void Item(Utf8JsonWriter w, SourceText source, ReadItem item)
    {
        w.WriteStartObject();
        w.WriteString("id", item.Id);
        w.WriteString("chapter", item.Chapter);
        w.WriteString("item", item.Number);
        w.WriteString("title", item.Title);
        w.WriteString("text", item.Text);
        Strings(w, "measures", item.Measures.Select(m => m.Text));
        Strings(w, "lead", item.Lead.Select(u => u.Name));
        Strings(w, "participating", item.Participating.Select(u => u.Name));
        Strings(w, "responsible", item.Responsible.Select(u => u.Name));
        Strings(w, "collective", item.Collective.Select(u => u.Name));
        w.WriteString("responsibilityText", item.ResponsibilityText);
        w.WriteStartArray("deadlines");
        foreach (var d in item.Deadlines)
        {
            w.WriteStartObject();
            w.WriteString("text", d.Text);
            Date(w, "due", d.Due);
            w.WriteString("recurrence", d.Recurrence);
            w.WriteBoolean("ambiguous", d.Ambiguous);
            Date(w, "alternative", d.Alternative);
            w.WriteString("what", d.What);
            Place(w, source, d.Span);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        w.WriteStartArray("targets");
        foreach (var t in item.Targets)
        {
            w.WriteStartObject();
            w.WriteString("text", t.Text);
            w.WriteString("metric", t.Metric);
            w.WriteString("operator", t.Operator);
            Number(w, "value", t.Value);
            w.WriteString("unit", t.Unit);
            Date(w, "by", t.By);
            w.WriteString("base", t.Base);
            Place(w, source, t.Span);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        Place(w, source, item.Span);
        w.WriteEndObject();
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Stream stream, Action<Utf8JsonWriter> body)
    {
        using var w = new Utf8JsonWriter(stream, Options);
        w.WriteStartObject();
        body(w);
        w.WriteEndObject();
    }

    /// <summary>The writer keeps everything until it is told to hand it on.</summary>
    private static void HandOn(Utf8JsonWriter w)
    {
        if (w.BytesPending > 60_000)
        {
            w.Flush();
        }
    }

    internal static void Place(Utf8JsonWriter w, SourceText source, TextSpan span)
    {
        w.WriteNumber("start", source.CodePoint(span.Start));
        w.WriteNumber("end", source.CodePoint(span.End));
    }

    internal static void Date(Utf8JsonWriter w, string name, DateOnly? date) =>
        w.WriteString(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    internal static void Strings(Utf8JsonWriter w, string name, IEnumerable<string> values)
    {
        w.WriteStartArray(name);
        foreach (var v in values)
        {
            w.WriteStringValue(v);
        }
        w.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter w, string name, decimal? value)
    {
        if (value is { } v)
        {
            // 90.00 and 90 are one number
            w.WriteNumber(name, v / 1.0000000000000000000000000000m);
        }
        else
        {
            w.WriteNull(name);
        }
    }
}
