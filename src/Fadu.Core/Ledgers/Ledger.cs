using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Trail;

namespace Fadu.Core.Ledgers;

/// <summary>What proof a line needs.</summary>
public enum EvidenceRule
{
    /// <summary>None is asked for.</summary>
    None,

    /// <summary>It may be added.</summary>
    Optional,

    /// <summary>It must be there.</summary>
    Required,
}

/// <summary>How a line counts in a figure, for the page of the line and of the ledger.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="How">In words, such as 按“日期”计“受众人次”.</param>
public sealed record CountRule(Figure Figure, string How);

/// <summary>The problem that a line opens.</summary>
internal sealed record LineProblem(
    ProblemSource Source,
    string Text,
    DateOnly FoundOn,
    DateOnly DueOn,
    string? Category
);

/// <summary>One value that a line adds to a figure, before it is booked.</summary>
internal readonly record struct Count(
    Figure Figure,
    DateOnly? Day,
    decimal Amount,
    string Dimensions,
    string? Key
);

/// <summary>The declaration of a ledger, as everything generic sees it.</summary>
public abstract class Ledger
{
    private readonly FrozenDictionary<string, LedgerField> byName;

    private protected Ledger(string key, string title, string system, Type record)
    {
        Key = key;
        Title = title;
        System = system;
        RecordType = record;
        AllFields =
        [
            .. Levels(record)
                .SelectMany(t =>
                    t.GetProperties(
                        BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly
                    )
                )
                .Select(p => (Property: p, About: p.GetCustomAttribute<FieldAttribute>()))
                .Where(p => p.About is not null)
                .Select(p => new LedgerField(p.Property, p.About!)),
        ];
        byName = AllFields
            .SelectMany(f => new[] { (f.Name, f), (f.Identifier, f) })
            .ToFrozenDictionary(f => f.Item1, f => f.f, StringComparer.Ordinal);
    }

    /// <summary>Stable key, such as <c>publicity-event</c>.</summary>
    public string Key { get; }

    /// <summary>Such as 普法活动.</summary>
    public string Title { get; }

    /// <summary>The system of systems.md.</summary>
    public string System { get; }

    public Type RecordType { get; }

    /// <summary>What it is for, who enters, how often; one or two sentences.</summary>
    public string Purpose { get; private protected set; } = "";

    /// <summary>All fields of the record, also those that this ledger does not show (a sheet from a platform may bring them).</summary>
    public IReadOnlyList<LedgerField> AllFields { get; }

    /// <summary>The fields of the form and of the template, in order.</summary>
    public IReadOnlyList<LedgerField> Fields { get; private protected set; } = [];

    /// <summary>The property that is the legal day; empty where the end of the period is.</summary>
    public LedgerField DayField { get; private protected set; } = null!;

    public IReadOnlyList<LineForm> Forms { get; private protected set; } = [LineForm.Detail];

    /// <summary>Whether it holds nothing but totals of periods.</summary>
    public bool OnlyTotals => Forms is [LineForm.Total];

    public EvidenceRule Evidence { get; private protected set; } = EvidenceRule.Optional;

    /// <summary>What counts as evidence.</summary>
    public string EvidenceHelp { get; private protected set; } = "";

    /// <summary>What the natural key is, in words.</summary>
    public string KeyText { get; private protected set; } = "";

    /// <summary>The question for a near match, such as 同一地点同一天…，是否同一活动？; empty where there is none.</summary>
    public string? NearText { get; private protected set; }

    /// <summary>Sums that must hold, in words.</summary>
    public IReadOnlyList<string> SumTexts { get; private protected set; } = [];

    /// <summary>By what totals of one period are told apart, in words; empty where an organ gives one total a period.</summary>
    public string? SliceText { get; private protected set; }

    /// <summary>The figures that it feeds.</summary>
    public IReadOnlyList<CountRule> Counts { get; private protected set; } = [];

    /// <summary>Whether lines are filled in step by step (办理一步填一步).</summary>
    public bool IsStepByStep { get; private protected set; }

    /// <summary>Values that only say that a thing is not at its end yet, such as 办理中; what follows them is no correction.</summary>
    public IReadOnlyList<string> PendingValues { get; private protected set; } = [];

    /// <summary>Where the problems come from that its lines open (问题、整改、销号), if they do.</summary>
    public ProblemSource? ProblemsOf { get; private protected set; }

    /// <summary>Who answers for it, in words.</summary>
    public string Entrants { get; private protected set; } = "";

    /// <summary>Ledgers that ask much the same, with the reason why this one is needed beside them.</summary>
    public IReadOnlyDictionary<string, string> BesideWhy { get; private protected set; } =
        new Dictionary<string, string>();

    /// <summary>How often an organ must enter or report zero.</summary>
    public Rhythm Rhythm { get; private protected set; } = Rhythm.AsItHappens;

    /// <summary>Which organs owe it.</summary>
    public Func<Organs.OrganInfo, bool> OwedBy { get; private protected set; } = _ => false;

    /// <summary>A field by its JSON name or property name.</summary>
    public LedgerField Field(string name) => byName[name];

    /// <summary>A field by its JSON name or property name, if there is one.</summary>
    public LedgerField? FindField(string name) => byName.GetValueOrDefault(name);

    /// <summary>Texts of a form or a sheet row, by JSON name, as a record; with everything that cannot be read.</summary>
    public (JsonObject Body, List<FieldError> Errors) Parse(
        IReadOnlyDictionary<string, string?> texts,
        LedgerOrgans organs
    )
    {
        var body = new JsonObject();
        var errors = new List<FieldError>();
        foreach (var field in AllFields)
        {
            if (!texts.TryGetValue(field.Name, out var text))
            {
                continue;
            }
            var (value, error) = field.Parse(text, organs);
            if (error is not null)
            {
                errors.Add(new FieldError(field.Name, field.Title, error));
            }
            else if (value is not null)
            {
                body[field.Name] = value;
            }
        }
        Complete(body);
        return (IsPlain(body) ? body : Plain(body), errors);
    }

    /// <summary>The record as if read from text, so that a number is a number whatever type made it.</summary>
    public static JsonObject Plain(JsonObject body) =>
        JsonNode.Parse(body.ToJsonString(EventRegistry.Json))!.AsObject();

    /// <summary>Whether it is so already: a text, or yes or no, is the same however it came.</summary>
    private static bool IsPlain(JsonObject body)
    {
        foreach (var (_, value) in body)
        {
            if (
                value is null
                || value.GetValueKind()
                    is not (JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
            )
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Everything that is wrong with a record. <paramref name="except"/> are fields known to be wrong already.</summary>
    public IReadOnlyList<FieldError> Check(
        JsonObject body,
        DateOnly today,
        IReadOnlyCollection<string>? except = null
    ) => Examine(body, today, except).Errors;

    /// <summary>Everything that is wrong with a record, and what the ledger makes of it where nothing is.</summary>
    internal (List<FieldError> Errors, RecordFacts? Facts) Examine(
        JsonObject body,
        DateOnly today,
        IReadOnlyCollection<string>? except = null
    )
    {
        var errors = new List<FieldError>();
        foreach (var (name, _) in body)
        {
            if (!byName.TryGetValue(name, out var field) || field.Name != name)
            {
                errors.Add(new FieldError(name, name, "没有这一栏。"));
            }
        }
        foreach (var field in AllFields)
        {
            if (except?.Contains(field.Name) == true)
            {
                continue;
            }
            var value = body[field.Name];
            var message = field.Check(value, today);
            if (message is null && value is null && IsAsked(field, body))
            {
                message = field.Ask();
            }
            message ??= TooEarly(field, body, today);
            if (message is not null)
            {
                errors.Add(new FieldError(field.Name, field.Title, message));
            }
        }
        if (errors.Count > 0 || except?.Count > 0)
        {
            return (errors, null);
        }
        CheckForm(body, errors);
        if (errors.Count > 0)
        {
            return (errors, null);
        }
        var facts = FactsOf(body);
        CheckRules(facts, errors);
        return (errors, errors.Count == 0 ? facts : null);
    }

    /// <summary>The fields in which two records differ.</summary>
    public IReadOnlyList<FieldChange> Differences(JsonObject before, JsonObject after) =>
        [
            .. AllFields
                .Where(f => !JsonNode.DeepEquals(before[f.Name], after[f.Name]))
                .Select(f => new FieldChange(
                    f.Name,
                    before[f.Name]?.DeepClone(),
                    after[f.Name]?.DeepClone()
                )),
        ];

    /// <summary>The record as texts, by JSON name.</summary>
    public Dictionary<string, string> Format(JsonObject body, LedgerOrgans organs) =>
        AllFields.ToDictionary(
            f => f.Name,
            f => f.Format(body[f.Name], organs),
            StringComparer.Ordinal
        );

    /// <summary>The legal day of a record.</summary>
    public DateOnly DayOf(JsonObject body) =>
        FormOf(body) == LineForm.Total
            ? Day(body["periodTo"])!.Value
            : Day(body[DayField.Name])!.Value;

    /// <summary>The organ of a record.</summary>
    public static Guid OrganOf(JsonObject body) => Guid.Parse((string)body["organ"]!);

    /// <summary>The form of a record.</summary>
    public LineForm FormOf(JsonObject body) =>
        body["form"] is { } form ? Enum.Parse<LineForm>((string)form!) : Forms[0];

    /// <summary>Whether its totals may overlap, by kind or by source, because what counts of them is decided when a figure is asked.</summary>
    internal abstract bool TotalsStandApart { get; }

    /// <summary>What it makes of a record.</summary>
    internal abstract RecordFacts FactsOf(JsonObject body);

    internal string TitleOf(JsonObject body) => FactsOf(body).Title;

    /// <summary>A stock that a total gives as opening and closing value: (figure, opening, closing).</summary>
    internal IEnumerable<(Figure Figure, long Opening, long Closing)> StocksOf(JsonObject body) =>
        FactsOf(body).Stocks;

    /// <summary>What the record counts in the figures.</summary>
    internal IReadOnlyList<Contribution> ContributionsOf(JsonObject body) =>
        FactsOf(body).Contributions;

    /// <summary>SHA-256 of what a total is about besides organ and period; empty where there is one total a period.</summary>
    internal abstract string SliceOf(JsonObject body);

    /// <summary>SHA-256 of what a line is about when totals and details are set against each other.</summary>
    internal abstract string SliceBesideDetails(JsonObject body);

    /// <summary>The problem that a line opens, if it opens one.</summary>
    internal abstract LineProblem? ProblemOf(JsonObject body);

    private protected abstract void CheckRules(RecordFacts facts, List<FieldError> errors);

    // Removes what a form always sends although it says nothing: defaults of the common fields.
    private void Complete(JsonObject body)
    {
        if (body["form"] is null && Forms[0] != LineForm.Detail)
        {
            body["form"] = Forms[0].ToString();
        }
        if (string.Equals((string?)body["form"], nameof(LineForm.Detail), StringComparison.Ordinal))
        {
            body.Remove("form");
        }
        if (
            string.Equals(
                (string?)body["exactness"],
                nameof(Exactness.Exact),
                StringComparison.Ordinal
            )
        )
        {
            body.Remove("exactness");
        }
    }

    private void CheckForm(JsonObject body, List<FieldError> errors)
    {
        var form = FormOf(body);
        if (!Forms.Contains(form))
        {
            errors.Add(
                Error(
                    "form",
                    $"本台账只收{string.Join("、", Forms.Select(f => People.Roles.DisplayName(f)))}。"
                )
            );
            return;
        }
        var (from, to) = (Day(body["periodFrom"]), Day(body["periodTo"]));
        if (form != LineForm.Total)
        {
            return;
        }
        if (from is null)
        {
            errors.Add(Error("periodFrom", "总数要填写所属期间。"));
        }
        if (to is null)
        {
            errors.Add(Error("periodTo", "总数要填写所属期间。"));
        }
        if (from is not { } start || to is not { } end)
        {
            return;
        }
        if (start.Day != 1)
        {
            errors.Add(Error("periodFrom", "所属期间按整月计，请填写某月的第一日。"));
        }
        if (end.AddDays(1).Day != 1)
        {
            errors.Add(Error("periodTo", "所属期间按整月计，请填写某月的最后一日。"));
        }
        if (end < start)
        {
            errors.Add(Error("periodTo", "期间止早于期间起，请核对。"));
        }
        else if (start.Year != end.Year)
        {
            errors.Add(Error("periodTo", "所属期间不得跨年，请分年登记。"));
        }
    }

    private FieldError Error(string name, string message) => new(name, Field(name).Title, message);

    private bool IsAsked(LedgerField field, JsonObject body)
    {
        foreach (var condition in field.Conditions)
        {
            if (Holds(condition, body))
            {
                return true;
            }
        }
        return false;
    }

    private string? TooEarly(LedgerField field, JsonObject body, DateOnly today)
    {
        if (field.Until is not { } until || body[field.Name] is not { } value)
        {
            return null;
        }
        var day = Field(until.Day);
        return
            !until.Values.Contains(field.Format(value, NoOrgans), StringComparer.Ordinal)
            // what is no day is told at its own field
            && day.Check(body[day.Name], today) is null
            && Day(body[day.Name]) is { } from
            && from > today
            ? $"{day.Title}（{from:yyyy-MM-dd}）还没有到，请先选{string.Join("或者", until.Values.Select(v => $"“{v}”"))}，到了再填。"
            : null;
    }

    private bool Holds(RequiredIfAttribute condition, JsonObject body)
    {
        var other = Field(condition.Field);
        // 明细 is not written into the record.
        var text =
            other.Name == "form"
                ? People.Roles.DisplayName(FormOf(body))
                : other.Format(body[other.Name], NoOrgans);
        return condition.Values.Contains(text, StringComparer.Ordinal) != condition.Unless;
    }

    // Conditions look at choices and yes/no only, which need no directory.
    private static LedgerOrgans NoOrgans => null!;

    private protected static DateOnly? Day(JsonNode? value) =>
        value is null ? null : IsoDay.Parse((string)value!);

    internal static long Scaled(decimal amount, int scale)
    {
        for (var i = 0; i < scale; i++)
        {
            amount *= 10;
        }
        return (long)decimal.Round(amount, MidpointRounding.AwayFromZero);
    }

    /// <summary>The first 128 bits of the SHA-256 of the parts that make two entries one, in 32 digits: enough to tell things apart, and half as long in the index.</summary>
    internal static string Hash(IReadOnlyList<object?> key)
    {
        var text = new StringBuilder();
        foreach (var part in key)
        {
            // Spaces, width and the brackets of titles make no other thing.
            var plain = LedgerField
                .Narrow(Convert.ToString(part, CultureInfo.InvariantCulture) ?? "")
                .Replace(" ", "", StringComparison.Ordinal);
            plain = HasNoCase(plain) ? plain : plain.ToUpperInvariant();
            text.Append(plain.Length).Append(':').Append(plain).Append('|');
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    // Most keys are Chinese and figures, and for these the tables of all scripts need not be asked: from the radicals to the Yi syllables nothing has two cases.
    private static bool HasNoCase(string text)
    {
        foreach (var c in text)
        {
            if (c is (< 'a' or > 'z') and < '\u0080' or >= '\u2E80' and < '\uA640')
            {
                continue;
            }
            return false;
        }
        return true;
    }

    private static IEnumerable<Type> Levels(Type record)
    {
        // The organ first, then the ledger's own fields; the other common ones are put at the end by the builder.
        yield return typeof(LedgerRecord);
        var own = new Stack<Type>();
        for (
            var type = record;
            type is not null && type != typeof(LedgerRecord);
            type = type.BaseType
        )
        {
            own.Push(type);
        }
        foreach (var type in own)
        {
            yield return type;
        }
    }
}

/// <summary>How often an organ must enter or state zero.</summary>
public enum Rhythm
{
    /// <summary>Nothing is owed by a day.</summary>
    AsItHappens,

    /// <summary>Each month, by the 5th of the next.</summary>
    Monthly,

    /// <summary>Each quarter.</summary>
    Quarterly,

    /// <summary>Each half-year, by 10 July and 10 January.</summary>
    HalfYearly,

    /// <summary>Each year, by 10 January.</summary>
    Yearly,
}

/// <summary>The typed declaration of a ledger. Made by <see cref="Define"/>; found by scanning static fields.</summary>
public sealed class Ledger<T> : Ledger
    where T : LedgerRecord
{
    private Func<T, string> title = null!;
    private Func<T, IReadOnlyList<object?>> key = null!;
    private Func<T, IReadOnlyList<object?>?> near = _ => null;
    private readonly List<(string Field, Func<T, string?> Check)> rules = [];
    private readonly List<Func<T, IEnumerable<Count>>> counts = [];
    private readonly List<Func<T, IEnumerable<Contribution>>> totals = [];
    private readonly List<(Figure Figure, Func<T, long> Opening, Func<T, long> Closing)> stocks =
    [];
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private Func<T, IReadOnlyList<object?>>? slice;
    private Func<T, IReadOnlyList<object?>>? besideDetails;
    private Func<T, LineProblem?> problem = _ => null;

    private Ledger(string key, string title, string system)
        : base(key, title, system, typeof(T)) { }

    /// <summary>Begins a declaration.</summary>
    /// <param name="key">Stable key, lower case with hyphens.</param>
    /// <param name="title">The Chinese name.</param>
    /// <param name="system">The system it belongs to, such as S146.</param>
    public static Ledger<T> Define(string key, string title, string system) =>
        new(key, title, system);

    /// <summary>What it is for; who enters.</summary>
    public Ledger<T> For(string purpose, string entrants)
    {
        Purpose = purpose;
        Entrants = entrants;
        return this;
    }

    /// <summary>Which property is the legal day.</summary>
    public Ledger<T> OnDay(string property)
    {
        DayField = Field(property);
        return this;
    }

    /// <summary>What the organ is called here, such as 主办单位.</summary>
    public Ledger<T> OrganIs(string heading, string help)
    {
        var organ = Field(nameof(LedgerRecord.Organ));
        organ.Title = heading;
        organ.Help = help;
        return this;
    }

    /// <summary>Its lines are filled in step by step: what was empty may be added by those who enter, without a correction.</summary>
    /// <param name="pending">Values that only say that it is not at its end yet.</param>
    public Ledger<T> StepByStep(params string[] pending)
    {
        IsStepByStep = true;
        PendingValues = pending;
        return this;
    }

    /// <summary>An organ gives several totals for a period, one for each of these values.</summary>
    /// <param name="words">What the values are.</param>
    /// <param name="parts">The values that tell totals apart.</param>
    /// <param name="besideDetails">The values for which details, where there are any, count instead of the total; without this the same.</param>
    public Ledger<T> TotalsBy(
        string words,
        Func<T, IReadOnlyList<object?>> parts,
        Func<T, IReadOnlyList<object?>>? besideDetails = null
    )
    {
        SliceText = words;
        slice = parts;
        this.besideDetails = besideDetails ?? parts;
        return this;
    }

    /// <summary>Its lines are problems: recording one hands it to its organ, which mends it until it is closed (Core/Plans/Rectification).</summary>
    /// <param name="source">Under which source the problem is listed.</param>
    /// <param name="text">What is wrong.</param>
    /// <param name="found">When it was found.</param>
    /// <param name="due">By when it is to be mended.</param>
    /// <param name="category">By what its figures may be split.</param>
    /// <param name="when">Only these lines.</param>
    public Ledger<T> Mended(
        ProblemSource source,
        Func<T, string> text,
        Func<T, DateOnly> found,
        Func<T, DateOnly> due,
        Func<T, string?>? category = null,
        Func<T, bool>? when = null
    )
    {
        ProblemsOf = source;
        problem = t =>
            when is not null && !when(t)
                ? null
                : new LineProblem(source, text(t), found(t), due(t), category?.Invoke(t));
        return this;
    }

    /// <summary>The forms of entries that it takes; without this only 明细.</summary>
    public Ledger<T> Takes(params LineForm[] forms)
    {
        Forms = forms;
        return this;
    }

    /// <summary>The line of a list.</summary>
    public Ledger<T> Titled(Func<T, string> line)
    {
        title = line;
        return this;
    }

    /// <summary>When two entries are one: the second is refused.</summary>
    public Ledger<T> Keyed(string words, Func<T, IReadOnlyList<object?>> parts)
    {
        KeyText = words;
        key = parts;
        return this;
    }

    /// <summary>When two entries are perhaps one: the person who enters decides.</summary>
    public Ledger<T> Near(string question, Func<T, IReadOnlyList<object?>?> parts)
    {
        NearText = question;
        near = parts;
        return this;
    }

    /// <summary>A rule over several fields; the function gives what is wrong, or null.</summary>
    public Ledger<T> Must(string field, Func<T, string?> check)
    {
        rules.Add((Field(field).Name, check));
        return this;
    }

    /// <summary>A sum that must hold; both sides are shown when it does not.</summary>
    public Ledger<T> Sum(string words, string field, Func<T, long?> left, Func<T, long?> right)
    {
        SumTexts = [.. SumTexts, words];
        return Must(
            field,
            t =>
                left(t) is { } l && right(t) is { } r && l != r
                    ? $"应当“{words}”，现在左边是 {l}、右边是 {r}，差 {Math.Abs(l - r)}，请核对。"
                    : null
        );
    }

    /// <summary>Something that may not be greater than something else.</summary>
    public Ledger<T> AtMost(string words, string field, Func<T, long?> less, Func<T, long?> more)
    {
        SumTexts = [.. SumTexts, words];
        return Must(
            field,
            t =>
                less(t) is { } l && more(t) is { } m && l > m
                    ? $"应当“{words}”，现在是 {l} 和 {m}，请核对。"
                    : null
        );
    }

    /// <summary>What proof is asked for.</summary>
    public Ledger<T> Proof(EvidenceRule rule, string help)
    {
        Evidence = rule;
        EvidenceHelp = help;
        return this;
    }

    /// <summary>Says why this ledger is needed although another asks much the same (see <see cref="LedgerOverlap"/>).</summary>
    public Ledger<T> Beside(string other, string why)
    {
        BesideWhy = new Dictionary<string, string>(BesideWhy, StringComparer.Ordinal)
        {
            [other] = why,
        };
        return this;
    }

    /// <summary>Which organs owe entries or a zero report, and how often.</summary>
    public Ledger<T> Owed(Rhythm rhythm, Func<Organs.OrganInfo, bool> by)
    {
        Rhythm = rhythm;
        OwedBy = by;
        return this;
    }

    /// <summary>Shows common fields that are hidden by default (来源名称, 来源编号, 精确程度).</summary>
    public Ledger<T> Shows(params string[] properties)
    {
        shown.UnionWith(properties);
        return this;
    }

    /// <summary>Counts into a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="how">In words: by which day, what is added, when.</param>
    /// <param name="amount">How much; without it 1.</param>
    /// <param name="when">Only then.</param>
    /// <param name="by">The day, where it is not the legal day; no day, no count.</param>
    /// <param name="dimensions">By what it may be split: names and values.</param>
    /// <param name="distinct">For distinct figures: the value that is counted once.</param>
    public Ledger<T> Feeds(
        Figure figure,
        string how,
        Func<T, decimal?>? amount = null,
        Func<T, bool>? when = null,
        Func<T, DateOnly?>? by = null,
        Func<T, IEnumerable<(string Name, string? Value)>>? dimensions = null,
        Func<T, string?>? distinct = null
    )
    {
        Counts = [.. Counts, new CountRule(figure, how)];
        counts.Add(t =>
        {
            if (when is not null && !when(t))
            {
                return [];
            }
            var day = by?.Invoke(t);
            if (by is not null && day is null)
            {
                return [];
            }
            var value = distinct?.Invoke(t);
            if (distinct is not null && string.IsNullOrWhiteSpace(value))
            {
                return [];
            }
            return
            [
                new Count(
                    figure,
                    day,
                    amount is null ? 1 : amount(t) ?? 0,
                    dimensions is null ? "" : DimensionText(dimensions(t)),
                    value
                ),
            ];
        });
        return this;
    }

    /// <summary>Counts several slices into one figure, such as 结果 of closed cases.</summary>
    public Ledger<T> FeedsEach(
        Figure figure,
        string how,
        Func<T, IEnumerable<(decimal Amount, (string Name, string? Value)[] Dimensions)>> slices
    )
    {
        Counts = [.. Counts, new CountRule(figure, how)];
        counts.Add(t =>
            slices(t)
                .Select(s => new Count(figure, null, s.Amount, DimensionText(s.Dimensions), null))
        );
        return this;
    }

    /// <summary>Counts each of several values once in a distinct figure, such as the units of an audit.</summary>
    public Ledger<T> FeedsKeys(
        Figure figure,
        string how,
        Func<T, IEnumerable<string>> keys,
        Func<T, DateOnly?>? by = null,
        Func<T, bool>? when = null,
        Func<T, IEnumerable<(string Name, string? Value)>>? dimensions = null
    )
    {
        Counts = [.. Counts, new CountRule(figure, how)];
        counts.Add(t =>
            (when is not null && !when(t)) || (by is not null && by(t) is null)
                ? []
                : keys(t)
                    .Select(k => new Count(
                        figure,
                        by?.Invoke(t),
                        1,
                        dimensions is null ? "" : DimensionText(dimensions(t)),
                        k
                    ))
        );
        return this;
    }

    /// <summary>Counts in a stock from one day until the eve of another.</summary>
    /// <param name="from">Since when; no day, no count.</param>
    /// <param name="until">The first day on which it counts no longer, if there is one.</param>
    public Ledger<T> FeedsStock(
        Figure figure,
        string how,
        Func<T, DateOnly?> from,
        Func<T, DateOnly?> until,
        Func<T, decimal?>? amount = null,
        Func<T, bool>? when = null,
        Func<T, string?>? distinct = null,
        Func<T, IEnumerable<(string Name, string? Value)>>? dimensions = null
    )
    {
        Counts = [.. Counts, new CountRule(figure, how)];
        counts.Add(t =>
        {
            if (from(t) is not { } start || (when is not null && !when(t)))
            {
                return [];
            }
            var many = amount is null ? 1 : amount(t) ?? 0;
            var slice = dimensions is null ? "" : DimensionText(dimensions(t));
            var key = distinct?.Invoke(t);
            var begins = new Count(figure, start, many, slice, key);
            return until(t) is not { } end ? [begins]
                : end <= start ? []
                : [begins, begins with { Day = end, Amount = -many }];
        });
        return this;
    }

    /// <summary>Counts in a rate of those that entered (cohort): the numerator on the day of entering too, however late its state is reached.</summary>
    public Ledger<T> FeedsCohort(
        Figure below,
        Figure above,
        string how,
        Func<T, bool> reached,
        Func<T, DateOnly?>? by = null,
        Func<T, decimal?>? amount = null,
        Func<T, bool>? when = null,
        Func<T, IEnumerable<(string Name, string? Value)>>? dimensions = null
    ) =>
        Feeds(below, how, amount, when, by, dimensions)
            .Feeds(
                above,
                how + "，已经达到的",
                amount,
                t => (when is null || when(t)) && reached(t),
                by,
                dimensions
            );

    /// <summary>Counts in a rate of those due in the period, on the day due; kept only if done by then.</summary>
    public Ledger<T> FeedsDue(
        Figure due,
        Figure kept,
        string how,
        Func<T, DateOnly?> dueOn,
        Func<T, DateOnly?> doneOn,
        Func<T, bool>? when = null,
        Func<T, IEnumerable<(string Name, string? Value)>>? dimensions = null
    ) =>
        FeedsCohort(
            due,
            kept,
            how,
            t => doneOn(t) <= dueOn(t),
            dueOn,
            when: when,
            dimensions: dimensions
        );

    /// <summary>
    /// Gives a total of its period (for a stock: the state on its last day), which stands in where an organ has no details and never counts beside them.
    /// </summary>
    public Ledger<T> FeedsTotal(
        Figure figure,
        string how,
        Func<T, decimal?> amount,
        Func<T, IEnumerable<(string Name, string? Value)>>? dimensions = null
    )
    {
        Counts = [.. Counts, new CountRule(figure, how)];
        totals.Add(t =>
            amount(t) is { } many && t is { PeriodFrom: { } from, PeriodTo: { } to }
                ?
                [
                    Outside.Book(
                        figure,
                        t.Organ,
                        from,
                        to,
                        many,
                        dimensions: dimensions is null ? "" : DimensionText(dimensions(t))
                    ),
                ]
                : []
        );
        return this;
    }

    /// <summary>Gives totals of a figure that the line itself names.</summary>
    public Ledger<T> FeedsNamed(CountRule rule, Func<T, IEnumerable<Contribution>> given)
    {
        Counts = [.. Counts, rule];
        totals.Add(given);
        return this;
    }

    /// <summary>A stock that each total gives as opening and closing value.</summary>
    public Ledger<T> Stock(Figure figure, string how, Func<T, long> opening, Func<T, long> closing)
    {
        Counts = [.. Counts, new CountRule(figure, how)];
        stocks.Add((figure, opening, closing));
        return this;
    }

    /// <summary>Ends the declaration and refuses one that cannot be right.</summary>
    public Ledger<T> Build()
    {
        if (OnlyTotals)
        {
            DayField = Field(nameof(LedgerRecord.PeriodTo));
        }
        if (DayField is null || key is null || title is null || Purpose.Length == 0)
        {
            throw new InvalidOperationException(
                $"Ledger {Key} lacks its day, key, title or purpose."
            );
        }
        var totals = Forms.Contains(LineForm.Total);
        bool Show(LedgerField f) =>
            !f.IsCommon
            || f.Identifier switch
            {
                nameof(LedgerRecord.Organ) or nameof(LedgerRecord.Remark) => true,
                nameof(LedgerRecord.Form) => Forms.Count > 1,
                nameof(LedgerRecord.PeriodFrom) or nameof(LedgerRecord.PeriodTo) => totals,
                _ => shown.Contains(f.Identifier),
            };
        string[] first = OnlyTotals
            ?
            [
                nameof(LedgerRecord.Organ),
                nameof(LedgerRecord.PeriodFrom),
                nameof(LedgerRecord.PeriodTo),
            ]
            : [nameof(LedgerRecord.Organ), nameof(LedgerRecord.Form)];
        Fields =
        [
            .. AllFields.Where(f =>
                first.Contains(f.Identifier, StringComparer.Ordinal) && Show(f)
            ),
            .. AllFields.Where(f => !f.IsCommon),
            .. AllFields.Where(f =>
                f.IsCommon && !first.Contains(f.Identifier, StringComparer.Ordinal) && Show(f)
            ),
        ];
        Field(nameof(LedgerRecord.Form)).Choices =
        [
            .. Forms.Select(f => People.Roles.DisplayName(f)),
        ];
        foreach (var condition in AllFields.SelectMany(f => f.Conditions))
        {
            if (Field(condition.Field).Type is not (FieldType.Choice or FieldType.YesNo))
            {
                throw new InvalidOperationException(
                    $"Ledger {Key}: a condition may look at choices only."
                );
            }
        }
        return this;
    }

    internal override bool TotalsStandApart => counts.Count == 0 && stocks.Count == 0;

    internal override RecordFacts FactsOf(JsonObject body) => new Facts(this, body);

    private sealed class Facts(Ledger<T> ledger, JsonObject body) : RecordFacts(ledger, body)
    {
        private readonly T typed = Typed(body);

        public T Record => typed;

        public override string Title => ledger.title(typed);

        public override IEnumerable<(Figure Figure, long Opening, long Closing)> Stocks =>
            ledger.stocks.Select(s => (s.Figure, s.Opening(typed), s.Closing(typed)));

        protected override IReadOnlyList<object?> Key => ledger.key(typed);

        protected override IReadOnlyList<object?>? NearKey => ledger.near(typed);

        protected override IEnumerable<Count> Counts => ledger.counts.SelectMany(c => c(typed));

        protected override IEnumerable<Contribution> Totals =>
            ledger.totals.SelectMany(t => t(typed));
    }

    internal override string SliceOf(JsonObject body) =>
        slice is null ? "" : Hash(slice(Typed(body)));

    internal override string SliceBesideDetails(JsonObject body) =>
        besideDetails is null ? "" : Hash(besideDetails(Typed(body)));

    internal override LineProblem? ProblemOf(JsonObject body) =>
        ProblemsOf is null ? null : problem(Typed(body));

    private protected override void CheckRules(RecordFacts facts, List<FieldError> errors)
    {
        var typed = ((Facts)facts).Record;
        foreach (var (field, check) in rules)
        {
            if (check(typed) is { } message)
            {
                errors.Add(new FieldError(field, Field(field).Title, message));
            }
        }
    }

    /// <summary>The record as its type.</summary>
    public static T Typed(JsonObject body) => body.Deserialize<T>(EventRegistry.Json)!;

    private static string DimensionText(IEnumerable<(string Name, string? Value)> dimensions) =>
        Figures.DimensionText.Write(dimensions.Select(d => KeyValuePair.Create(d.Name, d.Value)));
}
