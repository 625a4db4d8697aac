using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.Trail;
using Fadu.Law.Dates;

namespace Fadu.Core.Registers;

/// <summary>The declaration of a register (名录/清单), as everything generic sees it.</summary>
public abstract class Register
{
    private static readonly ChangeKind[] Usual =
    [
        new("add", "新增", ChangeEffect.Add),
        new("change", "变更", ChangeEffect.Change),
        new("correct", "更正", ChangeEffect.Correct),
        new("extend", "延续", ChangeEffect.Extend),
        new("suspend", "暂停", ChangeEffect.Suspend),
        new("resume", "恢复", ChangeEffect.Resume),
        new("end", "终止", ChangeEffect.End),
        new("void", "误录作废", ChangeEffect.Void),
    ];

    private protected Register(string key, string title, string system, Type record)
    {
        Key = key;
        Title = title;
        System = system;
        Form = RecordForm.Of(record);
        var common = Form.Fields.Where(IsCommon).ToList();
        Fields =
        [
            common.Single(f => f.Identifier == nameof(RegisterRecord.Keeper)),
            .. Form.Fields.Where(f => !IsCommon(f)),
            .. common.Where(f => f.Identifier != nameof(RegisterRecord.Keeper)),
        ];
    }

    /// <summary>Stable key, such as <c>review-catalogue</c>.</summary>
    public string Key { get; }

    /// <summary>Such as 合法性审查事项目录.</summary>
    public string Title { get; }

    /// <summary>The system of systems.md.</summary>
    public string System { get; }

    /// <summary>The record as a form: from texts to JSON and back, with its rules.</summary>
    public RecordForm Form { get; }

    /// <summary>The fields of the form and of the sheet, in order: who keeps it, its own, what all have.</summary>
    public IReadOnlyList<LedgerField> Fields { get; private protected set; }

    /// <summary>What it is for.</summary>
    public string Purpose { get; private protected set; } = "";

    /// <summary>Who keeps it, in words.</summary>
    public string Keepers { get; private protected set; } = "";

    /// <summary>What the validity is, such as 事项有约束力的期间.</summary>
    public string ValidityText { get; private protected set; } = "有效的期间";

    /// <summary>What makes two entries one item, in words.</summary>
    public string KeyText { get; private protected set; } = "";

    /// <summary>The ways in which items change, the usual ones and those of the sheet.</summary>
    public IReadOnlyList<ChangeKind> Kinds { get; private protected set; } = Usual;

    /// <summary>Organs that must agree after the head of the keeper.</summary>
    public IReadOnlyList<ApprovalStep> Steps { get; private protected set; } = [];

    /// <summary>Working days within which a formed or changed item must be public (信息公开条例 26条); empty where none is owed.</summary>
    public int? PublicWithin { get; private protected set; }

    /// <summary>The article by which it must be public within that time.</summary>
    public LawRef PublicBasis { get; private protected set; } =
        // 政府信息公开条例第二十六条: 自政府信息形成或者变更之日起20个工作日内及时公开。
        new LawRef("政府信息公开条例").Art(26);

    /// <summary>Where its items must be made public: on the portal, or where the keeper says afterwards that it was done; nowhere where nothing is owed.</summary>
    public IReadOnlyList<string> PublicChannels =>
        Portal?.Channels ?? (PublicWithin is null ? [] : [Publications.Publication.Elsewhere]);

    /// <summary>By when; empty where nothing is owed.</summary>
    public TimeLimit? PublicTerm =>
        Portal?.Within
        ?? (PublicWithin is { } days ? TimeLimit.WorkingDays(days, PublicBasis) : null);

    /// <summary>Every item is 内部: it is seen by its keeper and the county's coordinators, never by the public.</summary>
    public bool IsInternal { get; private protected set; }

    /// <summary>Why an item must have a last day; empty where it need not.</summary>
    public string? EndText { get; private protected set; }

    /// <summary>So many days before what runs out the keeper is reminded; empty = nobody is.</summary>
    public IReadOnlyList<int> RemindsBefore { get; private protected set; } = [];

    /// <summary>The day that is looked at; empty = the last day in force.</summary>
    public LedgerField? RemindsOf { get; private protected set; }

    /// <summary>The day of each year by which the items of the year are public; empty where none is set.</summary>
    public YearlyDay? DueYearly { get; private protected set; }

    /// <summary>How it is made public on the portal; empty where it is not.</summary>
    public Publications.PortalView? Portal { get; private protected set; }

    /// <summary>Whether each item is confirmed once a year.</summary>
    public bool IsConfirmedYearly { get; private protected set; }

    /// <summary>What stands in force on a day (在册数).</summary>
    public Figure InForce { get; private protected set; } = null!;

    /// <summary>What was added in a period (新增数).</summary>
    public Figure Added { get; private protected set; } = null!;

    /// <summary>What ended in a period (终止数).</summary>
    public Figure Ended { get; private protected set; } = null!;

    /// <summary>New versions in a period (变更数).</summary>
    public Figure Changed { get; private protected set; } = null!;

    /// <summary>What ran out and was neither extended nor ended (到期未处理数); empty where running out is the plain end.</summary>
    public Figure? Lapsed { get; private protected set; }

    /// <summary>What should be public and is not (超期未公开数); empty where nothing is owed.</summary>
    public Figure? Unpublished { get; private protected set; }

    /// <summary>What runs out soon and was not looked at before; empty where nobody must.</summary>
    public RunningOut? RunsOut { get; private protected set; }

    /// <summary>Stocks that its items in force add up to.</summary>
    public IReadOnlyList<Figure> Counted { get; private protected set; } = [];

    /// <summary>Its figures.</summary>
    public IReadOnlyList<Figure> Figures =>
        [
            InForce,
            Added,
            Ended,
            Changed,
            .. new[] { Lapsed, Unpublished, RunsOut?.Figure }.OfType<Figure>(),
            .. Counted,
        ];

    /// <summary>The folder of the declaration, such as Powers.</summary>
    public string Area => Form.Type.Namespace?.Split('.')[^1] ?? "";

    /// <summary>Whether it belongs to all registers.</summary>
    public static bool IsCommon(LedgerField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.DeclaringType == typeof(RegisterRecord);
    }

    /// <summary>A field by its JSON name or property name.</summary>
    public LedgerField Field(string name) =>
        Form.Find(name)
        ?? throw new InvalidOperationException($"Register {Key} has no field {name}.");

    /// <summary>A kind of change by its key, if there is one.</summary>
    public ChangeKind? Kind(string key) =>
        Kinds.FirstOrDefault(k => string.Equals(k.Key, key, StringComparison.Ordinal));

    /// <summary>The first kind with an effect; one that asks for nothing besides goes first.</summary>
    public ChangeKind Kind(ChangeEffect effect) =>
        Kinds.FirstOrDefault(k => k.Effect == effect && k.Input is null)
        ?? Kinds.First(k => k.Effect == effect);

    /// <summary>The kind by which a sheet ends what it leaves out. A sheet has no room for what a kind asks besides (被什么废止), so a register that always asks has none: its items are ended one by one.</summary>
    public ChangeKind? SheetEnd =>
        Kinds.FirstOrDefault(k => k.Effect == ChangeEffect.End && k.Input is null);

    /// <summary>Completes a record with what its register says of all its items.</summary>
    internal JsonObject Settled(JsonObject body)
    {
        if (IsInternal)
        {
            body["visibility"] = nameof(Visibility.Internal);
        }
        return body;
    }

    /// <summary>What is wrong with the last day of an item, or null.</summary>
    internal string? EndProblem(JsonObject body, DateOnly? until) =>
        EndText is not null && until is null && MustEnd(body) ? EndText : null;

    /// <summary>The steps of approval that a record needs, after the head of the keeper.</summary>
    public IReadOnlyList<ApprovalStep> StepsFor(JsonObject body) =>
        [.. Steps.Where(s => s.When is null || s.When(body))];

    /// <summary>Everything that is wrong with a record.</summary>
    public IReadOnlyList<FieldError> Check(JsonObject body, DateOnly today)
    {
        var errors = Form.Check(body, today).ToList();
        if (errors.Count == 0)
        {
            CheckRules(body, errors);
        }
        return errors;
    }

    /// <summary>Texts of a form or of a row as a record, with everything that is wrong with it.</summary>
    public (JsonObject Body, IReadOnlyList<FieldError> Errors) Read(
        IReadOnlyDictionary<string, string?> texts,
        LedgerOrgans organs,
        DateOnly today
    )
    {
        var (body, errors) = Form.Read(texts, organs, today);
        // 公开 is what an item is when nothing is said.
        if ((string?)body["visibility"] == nameof(Visibility.Open))
        {
            body.Remove("visibility");
        }
        Settled(body);
        return (body, errors.Count == 0 ? Check(body, today) : errors);
    }

    /// <summary>The fields and lists in which two records differ, as texts.</summary>
    public IReadOnlyList<(string Title, string Before, string After)> Differences(
        JsonObject? before,
        JsonObject? after,
        LedgerOrgans organs
    ) =>
        [
            .. Fields
                .Where(f => !JsonNode.DeepEquals(before?[f.Name], after?[f.Name]))
                .Select(f =>
                    (f.Title, f.Format(before?[f.Name], organs), f.Format(after?[f.Name], organs))
                ),
            .. Form
                .Rows.Where(r => !JsonNode.DeepEquals(before?[r.Name], after?[r.Name]))
                .Select(r => (r.Title, Lines(r, before, organs), Lines(r, after, organs))),
        ];

    /// <summary>The organ that keeps a record.</summary>
    public static Guid KeeperOf(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Guid.Parse((string)body["keeper"]!);
    }

    /// <summary>The line of a record in lists.</summary>
    public abstract string TitleOf(JsonObject body);
    internal abstract string SortOf(JsonObject body);
    internal abstract string DimensionsOf(JsonObject body);

    /// <summary>SHA-256 of what makes it one item.</summary>
    internal abstract string KeyHashOf(JsonObject body);

    /// <summary>Codes and names by which other registers name it.</summary>
    internal abstract IReadOnlyList<string> NamesOf(JsonObject body);

    /// <summary>What it adds to each of <see cref="Counted"/> while it is in force.</summary>
    internal abstract IReadOnlyList<long> AmountsOf(JsonObject body);

    /// <summary>Whether this item must have a last day.</summary>
    internal abstract bool MustEnd(JsonObject body);

    private protected abstract void CheckRules(JsonObject body, List<FieldError> errors);

    private protected void AddKind(ChangeKind kind) =>
        // The word of the sheet stands in the place of the usual one; several may have one effect. What sheets bring too (新增, 变更, 延续) keeps a kind that asks for nothing besides.
        Kinds = [
            .. Kinds.Where(k =>
                k.Key != kind.Key
                && (
                    k.Effect != kind.Effect
                    || !Array.Exists(Usual, u => u == k)
                    || (
                        kind.Input is not null
                        && k.Effect
                            is ChangeEffect.Add
                                or ChangeEffect.Change
                                or ChangeEffect.Extend
                    )
                )
            ),
            kind,
        ];

    private static string Lines(FormRows rows, JsonObject? body, LedgerOrgans organs) =>
        string.Join(
            '\n',
            ((body?[rows.Name] as JsonArray) ?? [])
                .OfType<JsonObject>()
                .Select(row =>
                    string.Join(
                        "；",
                        rows.Row.Show(row, organs).Select(c => $"{c.Title}：{c.Text}")
                    )
                )
        );
}

/// <summary>The typed declaration of a register. Made by <see cref="Define"/>; found by scanning static fields.</summary>
public sealed class Register<T> : Register
    where T : RegisterRecord
{
    private readonly List<(string Field, string Title, Func<T, string?> Check)> rules = [];
    private Func<T, string> title = null!;
    private Func<T, string>? sort;
    private Func<T, IReadOnlyList<object?>> key = null!;
    private Func<T, IEnumerable<(string Name, string? Value)>> dimensions = _ => [];
    private Func<T, IEnumerable<string?>>? names;
    private readonly List<Func<T, long>> amounts = [];
    private Func<T, bool>? mustEnd;
    private string section = "A9";
    private string[] split = [];

    private Register(string key, string title, string system)
        : base(key, title, system, typeof(T)) { }

    /// <summary>Begins a declaration.</summary>
    /// <param name="key">Stable key, lower case with hyphens.</param>
    /// <param name="title">The Chinese name.</param>
    /// <param name="system">The system it belongs to, such as S002.</param>
    public static Register<T> Define(string key, string title, string system) =>
        new(key, title, system);

    /// <summary>What it is for; who keeps it.</summary>
    public Register<T> For(string purpose, string keepers)
    {
        Purpose = purpose;
        Keepers = keepers;
        return this;
    }

    /// <summary>What being in force means here.</summary>
    public Register<T> InForceMeans(string words)
    {
        ValidityText = words;
        return this;
    }

    /// <summary>The line of a list, and what lists are sorted by, where that is not the line.</summary>
    public Register<T> Titled(Func<T, string> line, Func<T, string>? sortedBy = null)
    {
        title = line;
        sort = sortedBy;
        return this;
    }

    /// <summary>When two entries are one item.</summary>
    public Register<T> Keyed(string words, Func<T, IReadOnlyList<object?>> parts)
    {
        KeyText = words;
        key = parts;
        return this;
    }

    /// <summary>A further way to change, or the sheet's own word for a usual one.</summary>
    public Register<T> Changes(string key, string name, ChangeEffect effect, string? help = null)
    {
        AddKind(new ChangeKind(key, name, effect, null, help));
        return this;
    }

    /// <summary>A further way to change, with fields of its own.</summary>
    public Register<T> Changes<TInput>(
        string key,
        string name,
        ChangeEffect effect,
        string? help = null
    )
        where TInput : class
    {
        AddKind(new ChangeKind(key, name, effect, typeof(TInput), help));
        return this;
    }

    /// <summary>A further organ that must agree.</summary>
    public Register<T> ApprovedBy(string step, OrganKind organ, Func<T, bool>? when = null)
    {
        Steps =
        [
            .. Steps,
            new ApprovalStep(step, organ, when is null ? null : body => when(Typed(body))),
        ];
        return this;
    }

    /// <summary>A rule over several fields; the function gives what is wrong, or null.</summary>
    public Register<T> Must(string field, Func<T, string?> check)
    {
        var rows = Form.Rows.FirstOrDefault(r => r.Name == field);
        rules.Add((rows?.Name ?? Field(field).Name, rows?.Title ?? Field(field).Title, check));
        return this;
    }

    /// <summary>By what its figures may be split.</summary>
    public Register<T> SplitBy(
        string[] names,
        Func<T, IEnumerable<(string Name, string? Value)>> values
    )
    {
        split = names;
        dimensions = values;
        return this;
    }

    /// <summary>The section of the annual report, and the figure of what stands in force where the catalogue has a name of its own for it.</summary>
    public Register<T> CountedIn(string section, Figure? inForce = null)
    {
        this.section = section;
        InForce = inForce!;
        return this;
    }

    /// <summary>政府信息公开条例第二十六条: public within 20 working days of formation or change, unless another law says otherwise.</summary>
    public Register<T> Public(int workingDays = 20, LawRef? basis = null)
    {
        PublicWithin = workingDays;
        PublicBasis = basis ?? PublicBasis;
        return this;
    }

    /// <summary>What the items in force add up to, beside their number.</summary>
    public Register<T> Counts(Figure figure, Func<T, long> amount)
    {
        Counted = [.. Counted, figure];
        amounts.Add(amount);
        return this;
    }

    /// <summary>Counts what runs out within so many months and of which a note of this kind has not been made.</summary>
    public Register<T> CountsRunningOut(Figure figure, int months, string unless)
    {
        RunsOut = new RunningOut(figure, months, unless);
        return this;
    }

    /// <summary>Codes and names by which the fields of other registers name its items; the line of the list where nothing is said.</summary>
    public Register<T> KnownAs(Func<T, IEnumerable<string?>> codesAndNames)
    {
        names = codesAndNames;
        return this;
    }

    /// <summary>An item needs a last day.</summary>
    public Register<T> MustEnd(string because, Func<T, bool>? when = null)
    {
        EndText = because;
        mustEnd = when;
        return this;
    }

    /// <summary>The keeper is reminded before items run out; and is told of what ran out and was neither extended nor ended.</summary>
    public Register<T> Reminded(params int[] daysBefore)
    {
        RemindsBefore = daysBefore.Length > 0 ? daysBefore : [60, 30, 7];
        return this;
    }

    /// <summary>The keeper is reminded before a day that the record names, such as the end of a term.</summary>
    public Register<T> RemindedOf(string field, params int[] daysBefore)
    {
        RemindsOf = Field(field) is { Slot: not null, Type: FieldType.Date } day
            ? day
            : throw new InvalidOperationException(
                $"{Key}: {field} is no day with a slot, so nobody can be reminded of it."
            );
        return Reminded(daysBefore);
    }

    /// <summary>Every item is 内部.</summary>
    public Register<T> Internal()
    {
        IsInternal = true;
        Fields = [.. Fields.Where(f => f.Identifier != nameof(RegisterRecord.Visibility))];
        return this;
    }

    /// <summary>Items that are 公开 are shown on the portal, within 20 working days (政府信息公开条例第二十六条).</summary>
    /// <param name="list">The list of the portal, lower case with hyphens.</param>
    /// <param name="intro">What the list is, for those who read it.</param>
    /// <param name="facet">The field by which it is split, by JSON name; empty = by none.</param>
    /// <param name="fields">The fields that are shown, by JSON name.</param>
    /// <param name="text">The field that is the text itself.</param>
    /// <param name="live">Where things stand, shown as it is now.</param>
    public Register<T> OnPortal(
        string list,
        string intro,
        string? facet,
        string[] fields,
        string? text = null,
        Publications.PortalStanding? live = null
    )
    {
        var by = facet is null ? null : Field(facet);
        Portal = new Publications.PortalView
        {
            Section = list,
            Intro = intro,
            FacetTitle = by?.Title,
            Fields = fields,
            Text = text,
            Live = live,
            Within = TimeLimit.WorkingDays(20, PublicBasis),
            Facts = (body, organs) =>
                new Publications.PortalFacts
                {
                    Facet = by?.Format(body[by.Name], organs),
                    // What an item cites is linked to the laws.
                    Relations =
                    [
                        .. Form
                            .Fields.Where(f => f is { Type: FieldType.Texts, IsLaw: true })
                            .SelectMany(f => (body[f.Name] as JsonArray) ?? [])
                            .Select(l => new Publications.PublishedRelation(
                                Publications.RelationKind.RestsOn,
                                (string)l!
                            )),
                    ],
                },
        };
        return Public();
    }

    /// <summary>Items that are 公开 are owed to the public and shown on the portal.</summary>
    public Register<T> OnPortal(
        Func<T, LedgerOrgans, Publications.PortalFacts> facts,
        Publications.PortalView view
    )
    {
        Portal = view with { Facts = (body, organs) => facts(Typed(body), organs) };
        return this;
    }

    /// <summary>The items of a year are public by a day of the year; the coordinators are reminded while none is.</summary>
    /// <param name="field">The field that says of which year an item is.</param>
    public Register<T> PublicByEachYear(string field, int month, int day, string basis)
    {
        DueYearly = Field(field) is { Slot: not null, Type: FieldType.Count } year
            ? new YearlyDay(year, month, day, basis)
            : throw new InvalidOperationException($"{Key}: {field} is no year with a slot.");
        return this;
    }

    /// <summary>Each item is confirmed once a year.</summary>
    public Register<T> ConfirmedYearly()
    {
        IsConfirmedYearly = true;
        return this;
    }

    /// <summary>Ends the declaration and refuses one that cannot be right.</summary>
    public Register<T> Build()
    {
        if (key is null || title is null || Purpose.Length == 0 || Keepers.Length == 0)
        {
            throw new InvalidOperationException(
                $"Register {Key} lacks its key, title, purpose or keepers."
            );
        }
        if (Portal is { } portal)
        {
            foreach (var name in portal.Fields.Append(portal.Text).OfType<string>())
            {
                _ = Field(name);
            }
            if (portal.Within.Basis is null)
            {
                throw new InvalidOperationException($"The publication of {Key} has no article.");
            }
        }
        if (RunsOut is { } soon && Kind(soon.Unless)?.Effect != ChangeEffect.Note)
        {
            throw new InvalidOperationException(
                $"{Key}: {soon.Unless} is no note of what was done."
            );
        }
        InForce ??= Of("InForce", "在册数", Fold.AsOf, "截至期末有效的项数，暂停的不计。");
        if (IsInternal && Portal is not null)
        {
            throw new InvalidOperationException($"{Key} is internal and cannot be on the portal.");
        }
        if (RemindsBefore.Count > 0 && RemindsOf is null)
        {
            Lapsed = Of(
                "Lapsed",
                "到期未处理数",
                Fold.AsOf,
                "截至期末已经到期、既没有延续也没有终止的项数。"
            );
        }
        if (PublicTerm is not null)
        {
            Unpublished = Of(
                "Unpublished",
                "超期未公开数",
                Fold.AsOf,
                "截至期末超过公开期限还没有公开的件数，一项在一个渠道计一件；应为零。"
            );
        }
        Added = Of("Added", "新增数", Fold.Count, "期间内开始有效的项数，按首次生效之日计。");
        Ended = Of(
            "Ended",
            "终止数",
            Fold.Count,
            "期间内终止、并入其他项的项数，按最后有效日的次日计；期满未延续的不计。"
        );
        Changed = Of(
            "Changed",
            "变更数",
            Fold.Count,
            "期间内变更生效的次数，按变更生效之日计；更正、延续、暂停不计。"
        );
        return this;
    }

    /// <summary>The record as its type.</summary>
    public static T Typed(JsonObject body) => body.Deserialize<T>(EventRegistry.Json)!;

    public override string TitleOf(JsonObject body) => title(Typed(body));

    internal override string SortOf(JsonObject body) => (sort ?? title)(Typed(body));

    internal override string KeyHashOf(JsonObject body) => Ledger.Hash(key(Typed(body)));

    internal override IReadOnlyList<string> NamesOf(JsonObject body) =>
        names is null
            ? [TitleOf(body)]
            : [.. names(Typed(body)).OfType<string>().Where(n => n.Length > 0)];

    internal override IReadOnlyList<long> AmountsOf(JsonObject body)
    {
        if (amounts.Count == 0)
        {
            return [];
        }
        var typed = Typed(body);
        return [.. amounts.Select(a => a(typed))];
    }

    internal override bool MustEnd(JsonObject body) =>
        EndText is not null && (mustEnd is null || mustEnd(Typed(body)));

    internal override string DimensionsOf(JsonObject body) =>
        DimensionText.Write(
            dimensions(Typed(body)).Select(d => KeyValuePair.Create(d.Name, d.Value))
        );

    private protected override void CheckRules(JsonObject body, List<FieldError> errors)
    {
        var typed = Typed(body);
        foreach (var (field, title, check) in rules)
        {
            if (check(typed) is { } message)
            {
                errors.Add(new FieldError(field, title, message));
            }
        }
    }

    private Figure Of(string code, string name, Fold fold, string definition) =>
        new(typeof(T).Name + code, $"{Title}.{name}", "项", fold, $"{Title}{definition}")
        {
            CountedFrom = Title,
            Dimensions = split,
            Section = section,
        };
}

/// <summary>A day of each year by which the items of the year are to be public.</summary>
/// <param name="Year">The field that says of which year an item is.</param>
/// <param name="Basis">By what, and how far it is settled.</param>
public sealed record YearlyDay(LedgerField Year, int Month, int Day, string Basis)
{
    /// <summary>The last day of a year.</summary>
    public DateOnly In(int year) =>
        new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));
}

/// <summary>What the county has settled otherwise: MM-dd by the key of a register.</summary>
public sealed record YearlyDays(IReadOnlyDictionary<string, string?> Settled)
{
    /// <summary>The day of a register: what is settled, if it can be read as a day, else the declared one.</summary>
    internal YearlyDay Of(Register register)
    {
        var declared = register.DueYearly!;
        return
            Settled.GetValueOrDefault(register.Key) is { } text
            && DateOnly.TryParseExact(
                "2024-" + text.Trim(),
                "yyyy-MM-dd",
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.None,
                out var day
            )
            ? declared with
            {
                Month = day.Month,
                Day = day.Day,
            }
            : declared;
    }
}
