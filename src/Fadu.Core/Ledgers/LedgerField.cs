using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fadu.Core.People;
using Fadu.Writing;

namespace Fadu.Core.Ledgers;

/// <summary>What a field holds.</summary>
public enum FieldType
{
    Text,
    Date,
    Count,
    Decimal,
    YesNo,
    Choice,
    Organ,
    Organs,
    Texts,
    Tallies,

    /// <summary>An item of a register.</summary>
    Item,
}

/// <summary>Something wrong with one field.</summary>
/// <param name="Field">Its name in the record; empty when it is about the whole record.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record FieldError(string Field, string Title, string Message)
{
    public override string ToString() => Title.Length == 0 ? Message : $"{Title}：{Message}";
}

/// <summary>
/// One field of a ledger: from it come the input of the form, the column of the sheet, the check and the text in lists. Values travel as texts (form, sheet)
/// or as JSON (trail, API); this class goes from one to the other.
/// </summary>
public sealed partial class LedgerField
{
    private static readonly string[] Yes = ["是", "有", "√", "true", "1", "y", "yes"];
    private static readonly string[] No = ["否", "无", "×", "false", "0", "n", "no"];
    private static readonly string[] DateForms =
    [
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy.M.d",
        "yyyy年M月d日",
        "yyyyMMdd",
    ];
    private readonly FieldAttribute about;
    private readonly PropertyInfo property;
    private readonly FrozenDictionary<string, string> codes;

    internal LedgerField(PropertyInfo property, FieldAttribute about)
    {
        this.property = property;
        this.about = about;
        Identifier = property.Name;
        Title = about.Title;
        Help = about.Help;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Required = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
        Conditions = [.. property.GetCustomAttributes<RequiredIfAttribute>()];
        Until = property.GetCustomAttribute<UntilAttribute>();
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        EnumType = type.IsEnum ? type : null;
        Choices = EnumType is null
            ? [.. about.Choices]
            : [.. Enum.GetValues(EnumType).Cast<Enum>().Select(e => e.DisplayName())];
        codes = EnumType is null
            ? about.Choices.ToFrozenDictionary(c => c, c => c, StringComparer.Ordinal)
            : Enum.GetValues(EnumType)
                .Cast<Enum>()
                .ToFrozenDictionary(
                    e => e.DisplayName(),
                    e => e.ToString(),
                    StringComparer.Ordinal
                );
        Type = this switch
        {
            _ when typeof(Registers.RegisterReference).IsAssignableFrom(type)
                    && about.Register is not null => FieldType.Item,
            _ when type == typeof(IReadOnlyList<Tally>) => FieldType.Tallies,
            _ when type == typeof(IReadOnlyList<Guid>) => FieldType.Organs,
            _ when type == typeof(IReadOnlyList<string>) => FieldType.Texts,
            _ when codes.Count > 0 => FieldType.Choice,
            _ when type == typeof(string) => FieldType.Text,
            _ when type == typeof(DateOnly) => FieldType.Date,
            _ when type == typeof(long) => FieldType.Count,
            _ when type == typeof(decimal) => FieldType.Decimal,
            _ when type == typeof(bool) => FieldType.YesNo,
            _ when type == typeof(Guid) => FieldType.Organ,
            _ => throw new InvalidOperationException(
                $"{property.DeclaringType}.{property.Name}: a ledger cannot hold {type}."
            ),
        };
    }

    /// <summary>The key of the material of which it names a passage.</summary>
    public string? PassageOf => about.PassageOf;

    /// <summary>The answer of who finds no fitting item in a register.</summary>
    public const string NoItem = "none";

    /// <summary>The name of the C# property.</summary>
    public string Identifier { get; }

    /// <summary>The name in JSON, forms and the API.</summary>
    public string Name { get; }

    public string Title { get; internal set; }
    public string? Help { get; internal set; }
    public FieldType Type { get; }

    /// <summary>必填.</summary>
    public bool Required { get; }

    /// <summary>When it must be filled in although it is not required in general.</summary>
    public IReadOnlyList<RequiredIfAttribute> Conditions { get; }

    /// <summary>What it holds until a day has come.</summary>
    public UntilAttribute? Until { get; }

    /// <summary>What new lines may choose.</summary>
    public IReadOnlyList<string> Choices { get; internal set; }

    public string? Slot => about.Slot;
    public string? Unit => about.Unit;
    public bool Total => about.Total;
    public bool InList => about.InList;
    public bool LongText => about.LongText;

    /// <summary>Whether it holds a whole document rather than a few sentences: it may come from a file.</summary>
    public bool IsWholeText => Type == FieldType.Text && LongText && MaxLength >= 100_000;
    public int MaxLength => about.MaxLength;

    /// <summary>The key of the register of which it names an item.</summary>
    public string? Register => about.Register;

    /// <summary>The key of the register of whose items it holds codes or names.</summary>
    public string? Names => about.Names;

    /// <summary>Whether it is a 统一社会信用代码.</summary>
    public bool CreditCode => about.CreditCode;

    /// <summary>Whether its lines cite laws.</summary>
    public bool IsLaw =>
        Identifier is "LegalBasis" or "AuthorisedBy" or "Laws" && Type == FieldType.Texts;

    /// <summary>Whether several of <see cref="Choices"/> are chosen.</summary>
    public bool IsMultiChoice => Type == FieldType.Texts && Choices.Count > 0;

    /// <summary>Asked for by the module's own part of the form.</summary>
    public bool Separate => about.Separate;

    /// <summary>Whether a day may lie after today.</summary>
    public bool MayBeFuture => about.Future;

    public long Min => about.Min;
    public long Max => about.Max;

    /// <summary>The level of the record that declares it.</summary>
    public Type DeclaringType => property.DeclaringType!;

    /// <summary>Whether it is of every ledger (填报单位, 备注 …).</summary>
    public bool IsCommon => DeclaringType == typeof(LedgerRecord);

    private Type? EnumType { get; }

    /// <summary>The condition in words, such as “场所”为“学校”时必填.</summary>
    public string? ConditionText(Ledger ledger) => ConditionText(name => ledger.Field(name).Title);

    internal string? ConditionText(Func<string, string> title) =>
        Conditions.Count == 0
            ? null
            : string.Join(
                "；",
                Conditions.Select(c =>
                    $"“{title(c.Field)}”{(c.Unless ? "不为" : "为")}“{string.Join("”“", c.Values)}”时必填"
                )
            );

    /// <summary>Reads a text from a form or a sheet.</summary>
    /// <returns>The value, or what is wrong; both empty for an empty text.</returns>
    public (JsonNode? Value, string? Error) Parse(string? text, LedgerOrgans organs)
    {
        var clean = SafeText.Clean(text).Trim();
        if (clean.Length == 0)
        {
            return (null, null);
        }
        switch (Type)
        {
            case FieldType.Text:
                return (JsonValue.Create(clean), null);
            case FieldType.Texts:
                return (
                    new JsonArray([
                        .. clean
                            .Split(
                                IsMultiChoice
                                    ? ['；', ';', '\n', '、', '，', ',']
                                    : ['；', ';', '\n'],
                                Trimmed
                            )
                            .Distinct(StringComparer.Ordinal)
                            .Select(t => (JsonNode)JsonValue.Create(t)),
                    ]),
                    null
                );
            case FieldType.Date:
                return DateOnly.TryParseExact(
                    Narrow(clean).Replace(" ", "", StringComparison.Ordinal),
                    DateForms,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
                    ? (JsonValue.Create(Iso(day)), null)
                    : (null, $"“{Short(clean)}”不是日期，请写成 2026-03-05 或者 2026年3月5日。");
            case FieldType.Count:
                return Number(clean, 0) is { } whole
                    ? (JsonValue.Create((long)whole), null)
                    : (
                        null,
                        $"“{Short(clean)}”不是整数，请只写数字，如 300；约数请在“精确程度”注明。"
                    );
            case FieldType.Decimal:
                return Number(clean, 2) is { } number
                    ? (JsonValue.Create(number), null)
                    : (null, $"“{Short(clean)}”不是数字，最多两位小数，如 1.5。");
            case FieldType.YesNo:
                var word = Narrow(clean).ToLowerInvariant();
                return Yes.Contains(word, StringComparer.Ordinal) ? (JsonValue.Create(true), null)
                    : No.Contains(word, StringComparer.Ordinal) ? (JsonValue.Create(false), null)
                    : (null, $"“{Short(clean)}”不能识别，请写“是”或者“否”。");
            case FieldType.Choice:
                return codes.TryGetValue(clean, out var code)
                    ? (JsonValue.Create(code), null)
                    : (
                        null,
                        $"没有“{Short(clean)}”这一项，请从以下选择：{string.Join("、", Choices)}。"
                    );
            case FieldType.Organ:
                return organs.Find(clean) is { } id
                    ? (JsonValue.Create(id.ToString()), null)
                    : (
                        null,
                        $"没有叫“{Short(clean)}”的单位，请写全称或者简称。{organs.Suggest(clean)}"
                    );
            case FieldType.Organs:
                var found = new List<Guid>();
                foreach (var name in clean.Split(['、', '，', ',', '；', ';', '\n'], Trimmed))
                {
                    if (organs.Find(name) is not { } organ)
                    {
                        return (
                            null,
                            $"没有叫“{Short(name)}”的单位，请写全称或者简称，几个单位用顿号分开。{organs.Suggest(name)}"
                        );
                    }
                    found.Add(organ);
                }
                return (
                    new JsonArray([
                        .. found.Distinct().Select(o => (JsonNode)JsonValue.Create(o.ToString())),
                    ]),
                    null
                );
            case FieldType.Tallies:
                return Tallies(clean);
            case FieldType.Item:
                return clean == NoItem ? (new JsonObject { ["isNone"] = true }, null)
                    : Guid.TryParse(clean, out var item)
                        ? (new JsonObject { ["item"] = item.ToString() }, null)
                    : (null, "请从名录中选择一项。");
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>Writes a value as people read and type it.</summary>
    public string Format(JsonNode? value, LedgerOrgans organs)
    {
        if (value is null)
        {
            return "";
        }
        return Type switch
        {
            FieldType.Text or FieldType.Date => (string?)value ?? "",
            FieldType.Count => ((long)value).ToString(CultureInfo.InvariantCulture),
            FieldType.Decimal => ((decimal)value).ToString("0.##", CultureInfo.InvariantCulture),
            FieldType.YesNo => (bool)value ? "是" : "否",
            FieldType.Choice => NameOf((string)value!),
            FieldType.Organ => organs.NameOf(Guid.Parse((string)value!)),
            FieldType.Organs => string.Join(
                "、",
                value.AsArray().Select(o => organs.NameOf(Guid.Parse((string)o!)))
            ),
            FieldType.Texts => string.Join("；", value.AsArray().Select(t => (string)t!)),
            FieldType.Item => value["isNone"] is not null ? "没有列明"
            : value["title"] is { } title ? $"{(string)title!}（{(string)value["day"]!}的情形）"
            : (string)value["item"]!,
            FieldType.Tallies => string.Join(
                "；",
                value.AsArray().Select(t => $"{(string)t!["kind"]!} {(long)t["quantity"]!}")
            ),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>Checks a value (from JSON) by the field's own rules; conditions and sums are the ledger's.</summary>
    internal string? Check(JsonNode? value, DateOnly today)
    {
        if (value is null)
        {
            return Required ? Ask() : null;
        }
        try
        {
            switch (Type)
            {
                case FieldType.Text when CreditCode:
                    return Registers.Codes.CreditProblem((string)value!);
                case FieldType.Text:
                    return CheckText((string)value!, MaxLength);
                case FieldType.Texts:
                    var texts = value.AsArray();
                    return texts.Count == 0 ? (Required ? Ask() : null)
                        : texts.Count > 50 ? "最多写 50 项。"
                        : IsMultiChoice
                        && texts.FirstOrDefault(t =>
                            !Choices.Contains((string)t!, StringComparer.Ordinal)
                        )
                            is { } other
                            ? $"没有“{Short((string)other!)}”这一项，请从以下选择：{string.Join("、", Choices)}。"
                        : texts
                            .Select(t => CheckText((string)t!, MaxLength))
                            .FirstOrDefault(e => e is not null);
                case FieldType.Date:
                    var day = IsoDay.Parse((string)value!);
                    return !about.Future && day > today
                            ? $"{Iso(day)} 晚于今天（{Iso(today)}），请核对。"
                        : day.Year is < 1978 or > 2100 ? $"{Iso(day)} 的年份不对，请核对。"
                        : null;
                case FieldType.Count or FieldType.Decimal:
                    var number = (decimal)value;
                    return number < Min ? $"不能小于 {Min}。"
                        : number > Max
                            ? $"{number.ToString("0.##", CultureInfo.InvariantCulture)} 超过 {Max}，请核对是否多写了位数。"
                        : Type == FieldType.Count && decimal.Truncate(number) != number
                            ? "应为整数。"
                        : Type == FieldType.Decimal && decimal.Round(number, 2) != number
                            ? "最多两位小数。"
                        : null;
                case FieldType.YesNo:
                    _ = (bool)value;
                    return null;
                case FieldType.Choice:
                    var chosen = (string)value!;
                    return
                        codes.Values.Contains(chosen, StringComparer.Ordinal)
                        && Choices.Contains(NameOf(chosen), StringComparer.Ordinal)
                        ? null
                        : $"没有“{Short(chosen)}”这一项，请从以下选择：{string.Join("、", Choices)}。";
                case FieldType.Organ:
                    return Guid.TryParse((string?)value, out _) ? null : "单位不对，请重新选择。";
                case FieldType.Organs:
                    return value.AsArray().All(o => Guid.TryParse((string?)o, out _))
                        ? null
                        : "单位不对，请重新选择。";
                case FieldType.Item:
                    return
                        value["isNone"] is not null || Guid.TryParse((string?)value["item"], out _)
                        ? null
                        : "请从名录中选择一项。";
                case FieldType.Tallies:
                    foreach (var tally in value.AsArray())
                    {
                        var kind = (string?)tally!["kind"];
                        var quantity = (long)tally["quantity"]!;
                        if (!TallyKinds.Contains(kind, StringComparer.Ordinal))
                        {
                            return $"没有“{Short(kind ?? "")}”这一类，请从以下选择：{string.Join("、", TallyKinds)}。";
                        }
                        if (quantity < 0 || quantity > Max)
                        {
                            return $"“{kind}”的数量不对，请核对。";
                        }
                    }
                    return null;
                default:
                    throw new InvalidOperationException();
            }
        }
        catch (Exception e)
            when (e
                    is InvalidOperationException
                        or FormatException
                        or NullReferenceException
                        or OverflowException
            )
        {
            return "内容的类型不对，请按填写说明重新填写。";
        }
    }

    /// <summary>The kinds of a tally.</summary>
    public IReadOnlyList<string> TallyKinds => about.Choices;

    internal string Ask() =>
        Type switch
        {
            FieldType.Date => "请填写日期，如 2026-03-05。",
            FieldType.Choice or FieldType.Organ or FieldType.YesNo or FieldType.Item => "请选择。",
            FieldType.Count or FieldType.Decimal => "请填写数字；没有发生的写 0。",
            _ => "请填写。",
        };

    private string NameOf(string code) =>
        EnumType is null
            ? code
            : codes.FirstOrDefault(c => string.Equals(c.Value, code, StringComparison.Ordinal)).Key
                ?? code;

    private (JsonNode?, string?) Tallies(string text)
    {
        var sums = new SortedDictionary<int, long>();
        foreach (var part in text.Split(['；', ';', '\n', '、', '，'], Trimmed))
        {
            var match = TallyPattern().Match(Narrow(part));
            var kind = match.Success
                ? about.Choices.AsSpan().IndexOf(match.Groups[1].Value.Trim())
                : -1;
            if (
                kind < 0
                || !long.TryParse(
                    match.Groups[2].Value,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var quantity
                )
            )
            {
                return (
                    null,
                    $"“{Short(part)}”不能识别，请写成“{about.Choices[0]} 20；{about.Choices[^1]} 3”，类别从以下选择：{string.Join("、", about.Choices)}。"
                );
            }
            sums[kind] = sums.GetValueOrDefault(kind) + quantity;
        }
        return (
            new JsonArray([
                .. sums.Where(s => s.Value != 0)
                    .Select(s =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["kind"] = about.Choices[s.Key],
                                ["quantity"] = s.Value,
                            }
                    ),
            ]),
            null
        );
    }

    private decimal? Number(string text, int places)
    {
        var clean = Narrow(text)
            .Replace(",", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        if (Unit is { } unit && clean.EndsWith(unit, StringComparison.Ordinal))
        {
            clean = clean[..^unit.Length];
        }
        return
            decimal.TryParse(
                clean,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
            && Math.Abs(number) < 1_000_000_000_000m
            && decimal.Round(number, places) == number
            ? decimal.Round(number, places)
            : null;
    }

    // 数据只到件数和类别：公民的证件号码、电话不进台账 (blocks: privacy)
    private static string? CheckText(string text, int maxLength) =>
        text.Length > maxLength ? $"有 {text.Length} 个字，最多 {maxLength} 个字，请删减。"
        : PersonalNumber().IsMatch(Narrow(text))
            ? "含有像身份证件号码或者电话号码的数字。台账不登记公民个人信息，请删去。"
        : null;

    /// <summary>Full-width letters, digits and signs as half-width.</summary>
    internal static string Narrow(string text)
    {
        if (
            text.AsSpan().IndexOfAnyInRange('\uFF01', '\uFF5E') < 0
            && !text.Contains('\u3000', StringComparison.Ordinal)
        )
        {
            return text;
        }
        var narrow = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            narrow.Append(
                c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0)
                : c == '\u3000' ? ' '
                : c
            );
        }
        return narrow.ToString();
    }

    private static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";

    private static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private const StringSplitOptions Trimmed =
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    [GeneratedRegex(
        @"^(.+?)[\s:×xX*]*(\d{1,9})\s*[件份册条块篇个本张期]?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TallyPattern();

    [GeneratedRegex(
        @"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9}|1[3-9]\d[- ]\d{4}[- ]\d{4})(?![\dXx])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex PersonalNumber();
}
