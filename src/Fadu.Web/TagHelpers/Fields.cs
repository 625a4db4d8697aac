using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Fadu.Core;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Fadu.Web.TagHelpers;

/// <summary>What kind of answer a field takes.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An amount in 元 with two decimals; the page turns it into 分.</summary>
    Money,

    /// <summary>A day.</summary>
    Date,

    /// <summary>One of a few.</summary>
    Choice,

    /// <summary>Any of a few.</summary>
    MultiChoice,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One organ, by its name; the list completes it also without script.</summary>
    Organ,

    /// <summary>Several organs, by their names with 、 between.</summary>
    Organs,

    /// <summary>A file.</summary>
    File,

    /// <summary>A password.</summary>
    Password,

    /// <summary>Carried along unseen.</summary>
    Hidden,
}

/// <summary>One of the answers of a choice.</summary>
public sealed record Choice(string Value, string Text, string? Help = null);

/// <summary>A field of a form: what is asked, how, what was answered, what is wrong with it.</summary>
public sealed record FieldView(string Name, string Label, FieldKind Kind = FieldKind.Text)
{
    /// <summary>What was answered.</summary>
    public string? Value { get; init; }

    /// <summary>What was chosen of a <see cref="FieldKind.MultiChoice"/>.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>How to answer, under the label.</summary>
    public string? Help { get; init; }

    /// <summary>The article that asks for it.</summary>
    public string? Article { get; init; }

    /// <summary>Whether it must be answered; otherwise the label says 选填.</summary>
    public bool Required { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public string? Error { get; init; }

    /// <summary>The answers of a choice; for organs their names (Value) and what to know about them (Text).</summary>
    public IReadOnlyList<Choice> Options { get; init; } = [];

    /// <summary>The unit after the field.</summary>
    public string? Unit { get; init; }

    /// <summary>The most characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The least number or first day.</summary>
    public string? Min { get; init; }

    /// <summary>The greatest number or last day.</summary>
    public string? Max { get; init; }

    /// <summary>The types of file, as ".docx,.xlsx".</summary>
    public string? Accept { get; init; }

    /// <summary>Whether several files may be given.</summary>
    public bool Multiple { get; init; }

    /// <summary>What a choice says while nothing is chosen; null leaves it to whether it must be answered.</summary>
    public string? Blank { get; init; }

    /// <summary>Rows of a long text.</summary>
    public int Rows { get; init; } = 4;

    /// <summary>What the browser may fill in, as "username".</summary>
    public string? Autocomplete { get; init; }

    /// <summary>The id of the control, which the list of errors links to.</summary>
    public string Id => IdOf(Name);

    /// <summary>The id that belongs to a name.</summary>
    public static string IdOf(string name) =>
        "f-" + name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}

/// <summary>
/// A field of a form. From a record: &lt;field of="@view" /&gt;. From the page's model: &lt;field for="Input.Name" /&gt;, with the
/// texts of its Display attribute. By hand: &lt;field name="title" label="名称" required /&gt;. What was typed and what is wrong come from
/// the model state, so that nothing is lost.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>The whole field.</summary>
    public FieldView? Of { get; set; }

    /// <summary>A property of the page's model.</summary>
    public ModelExpression? For { get; set; }

    /// <summary>The name under which it is sent.</summary>
    public string? Name { get; set; }

    /// <summary>What is asked.</summary>
    public string? Label { get; set; }

    /// <summary>The kind of answer.</summary>
    public FieldKind? Kind { get; set; }

    /// <summary>How to answer.</summary>
    public string? Help { get; set; }

    /// <summary>The article that asks for it.</summary>
    public string? Article { get; set; }

    /// <summary>Whether it must be answered.</summary>
    public bool? Required { get; set; }

    /// <summary>What was answered.</summary>
    public string? Value { get; set; }

    /// <summary>What is wrong.</summary>
    public string? Error { get; set; }

    /// <summary>The answers to choose from.</summary>
    public IReadOnlyList<Choice>? Options { get; set; }

    /// <summary>The unit after the field.</summary>
    public string? Unit { get; set; }

    /// <summary>The types of file.</summary>
    public string? Accept { get; set; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Rows of a long text.</summary>
    public int? Rows { get; set; }

    /// <summary>What a choice says while nothing is chosen.</summary>
    public string? Blank { get; set; }

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var field = FromState(Whole());
        FormOrder.Note(ViewContext, field.Name);
        output.Content.SetHtmlContent(FieldWriter.Write(field));
    }

    private FieldView Whole()
    {
        var field = Of ?? FromModel() ?? new FieldView(Name ?? "", Label ?? "");
        return field with
        {
            Name = Name ?? field.Name,
            Label = Label ?? field.Label,
            Kind = Kind ?? field.Kind,
            Help = Help ?? field.Help,
            Article = Article ?? field.Article,
            Required = Required ?? field.Required,
            Value = Value ?? field.Value,
            Error = Error ?? field.Error,
            Options = Options ?? field.Options,
            Unit = Unit ?? field.Unit,
            Accept = Accept ?? field.Accept,
            Autocomplete = Autocomplete ?? field.Autocomplete,
            Rows = Rows ?? field.Rows,
            Blank = Blank ?? field.Blank,
        };
    }

    private FieldView? FromModel()
    {
        if (For is null)
        {
            return null;
        }
        var metadata = For.Metadata;
        var type = metadata.UnderlyingOrModelType;
        var kind = metadata.DataTypeName switch
        {
            nameof(DataType.MultilineText) => FieldKind.LongText,
            nameof(DataType.Password) => FieldKind.Password,
            nameof(DataType.Currency) => FieldKind.Money,
            _ when type == typeof(bool) => FieldKind.YesNo,
            _ when type == typeof(DateOnly) => FieldKind.Date,
            _ when type == typeof(int) || type == typeof(long) || type == typeof(decimal) =>
                FieldKind.Number,
            _ when type.IsEnum => FieldKind.Choice,
            _ when typeof(Microsoft.AspNetCore.Http.IFormFile).IsAssignableFrom(type) =>
                FieldKind.File,
            _ => FieldKind.Text,
        };
        var attributes = (
            metadata as Microsoft.AspNetCore.Mvc.ModelBinding.Metadata.DefaultModelMetadata
        )
            ?.Attributes
            .Attributes;
        return new FieldView(For.Name, metadata.GetDisplayName(), kind)
        {
            Help = metadata.Description,
            Required = metadata.IsRequired && type != typeof(bool),
            MaxLength = attributes?.OfType<StringLengthAttribute>().FirstOrDefault()?.MaximumLength,
            Value = For.Model switch
            {
                null => null,
                DateOnly day => Html.Iso(day),
                bool yes => yes ? "true" : "false",
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString(),
            },
            Values = For.Model is IEnumerable<string> many ? [.. many] : [],
            Options =
                metadata
                    .EnumGroupedDisplayNamesAndValues?.Select(e => new Choice(e.Value, e.Key.Name))
                    .ToList()
                ?? [],
        };
    }

    private FieldView FromState(FieldView field)
    {
        if (!ViewContext.ViewData.ModelState.TryGetValue(field.Name, out var entry))
        {
            return field;
        }
        var typed =
            entry.RawValue is string[] several ? several
            : entry.AttemptedValue is { } one ? [one]
            : null;
        return field with
        {
            Value =
                field.Kind == FieldKind.Password ? null
                : typed is [var first, ..] ? first
                : field.Value,
            Values = typed ?? field.Values,
            Error =
                field.Error
                ?? entry.Errors.Select(e => e.ErrorMessage).FirstOrDefault(m => m.Length > 0),
        };
    }
}

/// <summary>All fields of a form one below the other: &lt;fields of="@Model.Fields" /&gt;.</summary>
[HtmlTargetElement("fields", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldsTagHelper : TagHelper
{
    /// <summary>The fields in their order.</summary>
    public IEnumerable<FieldView> Of { get; set; } = [];

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        // On a GET the model state holds nothing but a draft that is gone on with.
        var isDraft = HttpMethods.IsGet(ViewContext.HttpContext.Request.Method);
        foreach (var field in Of)
        {
            FormOrder.Note(ViewContext, field.Name);
            output.Content.AppendHtml(FieldWriter.Write(isDraft ? FromDraft(field) : field));
        }
    }

    private FieldView FromDraft(FieldView field) =>
        ViewContext.ViewData.ModelState.TryGetValue(field.Name, out var entry)
        && entry.RawValue is string or string[]
            ? field with
            {
                Value = entry.RawValue as string ?? ((string[])entry.RawValue!).FirstOrDefault(),
                Values = entry.RawValue as string[] ?? [(string)entry.RawValue!],
            }
            : field;
}

/// <summary>Something wrong that the list of errors names.</summary>
public sealed record FieldError(string Message, string? FieldName = null);

/// <summary>All that is wrong with a form, in a list on top: &lt;error-summary /&gt; reads the model state.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>Errors from elsewhere than the model state.</summary>
    public IEnumerable<FieldError>? Of { get; set; }

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = (Of ?? [])
            .Concat(
                ViewContext.ViewData.ModelState.SelectMany(
                    s => s.Value!.Errors,
                    (s, e) => new FieldError(e.ErrorMessage, s.Key.Length == 0 ? null : s.Key)
                )
            )
            .Where(e => e.Message.Length > 0)
            .Distinct()
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Content.AppendHtml(Html.El("b", null, $"有 {errors.Count} 处要改，填过的都还在："));
        output.Content.AppendHtml(
            Html.El(
                "ul",
                null,
                // the fields come below: in which order is known when the page is written
                Html.Later(() =>
                    FormOrder
                        .Sorted(ViewContext, errors)
                        .Select(e =>
                            Html.El(
                                "li",
                                null,
                                Html.Link(
                                    e.Message,
                                    e.FieldName is null ? null : "#" + FieldView.IdOf(e.FieldName)
                                )
                            )
                        )
                )
            )
        );
    }
}

/// <summary>In which order a page has its fields: the model state keeps none, and a list of errors that jumps about the form is no help.</summary>
internal static class FormOrder
{
    private static readonly object Key = new();

    public static void Note(ViewContext view, string name) => Of(view).TryAdd(name, Of(view).Count);

    /// <summary>What is wrong with the form as a whole first, then as the fields come, then what has no field.</summary>
    public static IEnumerable<FieldError> Sorted(
        ViewContext view,
        IEnumerable<FieldError> errors
    ) =>
        errors.OrderBy(e =>
            e.FieldName is null ? -1 : Of(view).GetValueOrDefault(e.FieldName, int.MaxValue)
        );

    private static Dictionary<string, int> Of(ViewContext view)
    {
        var items = view.HttpContext.Items;
        if (items[Key] is not Dictionary<string, int> order)
        {
            items[Key] = order = new(StringComparer.Ordinal);
        }
        return order;
    }
}

/// <summary>Writes a field.</summary>
internal static class FieldWriter
{
    public static IHtmlContent Write(FieldView field)
    {
        if (field.Kind == FieldKind.Hidden)
        {
            return Html.El("input")
                .With("type", "hidden")
                .With("name", field.Name)
                .With("value", field.Value);
        }
        var group = field.Kind == FieldKind.MultiChoice || IsRadio(field);
        var box = Html.El(group ? "fieldset" : "div", Css(field));
        var label = Html.El(group ? "legend" : "label", "field-label", field.Label);
        if (!field.Required)
        {
            label.Add(Html.El("span", "optional", "选填"));
        }
        box.Add(group ? label : label.With("for", field.Id));
        if (field.Help is not null || field.Article is not null)
        {
            box.Add(
                Html.El("p", "field-help", field.Help, " ", Html.Law(field.Article))
                    .With("id", field.Id + "-help")
            );
        }
        box.Add(
            Html.El("div", "field-control", Control(field), field.Unit is null ? null : Unit(field))
        );
        if (field.Error is not null)
        {
            box.Add(Html.El("div", "field-error", field.Error).With("id", field.Id + "-error"));
        }
        return box;
    }

    // What stands behind a box can be clicked.
    private static TagBuilder Unit(FieldView field) =>
        field.Kind == FieldKind.YesNo
            ? Html.El("label", null, field.Unit).With("for", field.Id)
            : Html.El("span", "unit", field.Unit);

    private static string Css(FieldView field) =>
        (
            field.Kind is FieldKind.Number or FieldKind.Money or FieldKind.Date
                ? "field field-short"
                : "field"
        ) + (field.Error is null ? "" : " has-error");

    /// <summary>The control alone, as the filter bar uses it.</summary>
    public static IHtmlContent Control(FieldView field) =>
        field.Kind switch
        {
            FieldKind.LongText => Base(
                Html.El("textarea", "form-control", field.Value)
                    .With("rows", field.Rows.ToString(CultureInfo.InvariantCulture)),
                field
            ),
            FieldKind.Number => Base(
                Input(field, "text", "w-short").With("inputmode", "decimal"),
                field
            ),
            FieldKind.Money => Base(
                Input(field, "text", "w-short").With("inputmode", "decimal"),
                field
            ),
            FieldKind.Date => Base(
                Input(field, "date", "w-date").With("min", field.Min).With("max", field.Max),
                field
            ),
            FieldKind.Password => Base(Input(field with { Value = null }, "password"), field),
            FieldKind.File => Base(
                Html.El("input", "form-control")
                    .With("type", "file")
                    .With("accept", field.Accept)
                    .When(field.Multiple, "multiple"),
                field
            ),
            FieldKind.YesNo => YesNo(field),
            FieldKind.MultiChoice => Choices(field, "checkbox", field.Values),
            FieldKind.Choice when IsRadio(field) => Choices(
                field,
                "radio",
                field.Value is null ? [] : [field.Value]
            ),
            FieldKind.Choice => Select(field),
            FieldKind.Organ or FieldKind.Organs => Organs(field),
            _ => Base(Input(field, "text"), field),
        };

    // Up to five answers are shown at once when one of them must be given.
    private static bool IsRadio(FieldView field) =>
        field is { Kind: FieldKind.Choice, Required: true, Options.Count: <= 5 };

    private static TagBuilder Input(FieldView field, string type, string? width = null) =>
        Html.El("input", width is null ? "form-control" : "form-control " + width)
            .With("type", type)
            .With("value", field.Value);

    private static TagBuilder Base(TagBuilder control, FieldView field)
    {
        var described = string.Join(
            ' ',
            new[]
            {
                field.Help is null && field.Article is null ? null : field.Id + "-help",
                field.Error is null ? null : field.Id + "-error",
            }.OfType<string>()
        );
        return control
            .With("id", field.Id)
            .With("name", field.Name)
            .With("maxlength", field.MaxLength?.ToString(CultureInfo.InvariantCulture))
            .With("autocomplete", field.Autocomplete)
            .With("aria-describedby", described.Length == 0 ? null : described)
            .When(field.Required, "aria-required", "true")
            .When(field.Error is not null, "aria-invalid", "true");
    }

    private static TagBuilder Select(FieldView field)
    {
        var select = Base(Html.El("select", "form-select"), field);
        select.Add(
            Html.El("option", null, field.Blank ?? (field.Required ? "请选择" : "不选"))
                .With("value", "")
        );
        foreach (var option in field.Options)
        {
            select.Add(
                Html.El("option", null, option.Text)
                    .With("value", option.Value)
                    .When(option.Value == field.Value, "selected")
            );
        }
        return select;
    }

    private static TagBuilder Choices(FieldView field, string type, IReadOnlyList<string> chosen)
    {
        var list = Html.El(
            "div",
            field.Options.Any(o => o.Help is not null) ? "choices choices-stack" : "choices"
        );
        var first = true;
        foreach (var option in field.Options)
        {
            var box = Html.El("input")
                .With("type", type)
                .With("name", field.Name)
                .With("value", option.Value)
                .With("id", first ? field.Id : null)
                .When(chosen.Contains(option.Value, StringComparer.Ordinal), "checked");
            var text = Html.El(
                "span",
                null,
                option.Text,
                option.Help is null ? null : Html.El("span", "small", option.Help)
            );
            list.Add(Html.El("label", null, box, text));
            first = false;
        }
        return list;
    }

    private static IHtmlContent YesNo(FieldView field)
    {
        var both = new HtmlContentBuilder();
        both.AppendHtml(
            Base(
                Html.El("input")
                    .With("type", "checkbox")
                    .With("value", "true")
                    .When(field.Value == "true", "checked"),
                field
            )
        );
        // The browser sends nothing for an empty box; the hidden field makes "no" an answer.
        both.AppendHtml(
            Html.El("input").With("type", "hidden").With("name", field.Name).With("value", "false")
        );
        return both;
    }

    private static IHtmlContent Organs(FieldView field)
    {
        var both = new HtmlContentBuilder();
        var several = field.Kind == FieldKind.Organs;
        both.AppendHtml(
            Base(
                    Input(field, "text")
                        .With("list", field.Id + "-list")
                        .When(several, "data-several"),
                    field
                )
                .With("autocomplete", "off")
                .With("placeholder", several ? "多个单位用顿号隔开" : null)
        );
        both.AppendHtml(
            Html.El(
                    "datalist",
                    null,
                    field.Options.Select(o =>
                        Html.El("option", null, o.Text == o.Value ? null : o.Text)
                            .With("value", o.Value)
                    )
                )
                .With("id", field.Id + "-list")
        );
        return both;
    }
}

/// <summary>Makes a form keep a draft on the server: &lt;form draft="plan-import-7"&gt;.</summary>
[HtmlTargetElement("form", Attributes = "draft")]
public sealed class DraftFormTagHelper : TagHelper
{
    /// <summary>The draft's key.</summary>
    public string Draft { get; set; } = "";

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute("data-draft", Address(ViewContext, Draft));

    /// <summary>Where a draft is posted.</summary>
    internal static string Address(ViewContext view, string key) =>
        view.HttpContext.Request.PathBase + "/workbench/drafts/" + Uri.EscapeDataString(key);
}

/// <summary>Above a form of which a half-filled draft is kept: &lt;draft-notice of="@Model.DraftKeptAt" /&gt;; nothing where there is none.</summary>
[HtmlTargetElement("draft-notice", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DraftNoticeTagHelper : TagHelper
{
    /// <summary>When it was kept.</summary>
    public DateTimeOffset? Of { get; set; }

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is not { } kept)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice notice-soon");
        output.Content.AppendHtml(
            Html.El(
                "p",
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"上次填了一半的草稿还在（{TimeZoneInfo.ConvertTime(kept, FaduTime.Zone):yyyy-MM-dd HH:mm} 存）。"
                ),
                Html.Link(
                    "接着填",
                    Links.With(ViewContext.HttpContext.Request, ("draft", "resume"))
                )
            )
        );
    }
}

/// <summary>The end of a form with a draft: a button for browsers without script, the state of the draft for those with.</summary>
[HtmlTargetElement("draft-button", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DraftButtonTagHelper : TagHelper
{
    /// <summary>The draft's key.</summary>
    public string Key { get; set; } = "";

    /// <summary>The view at work.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.AppendHtml(
            Html.El("button", "btn no-js", "存草稿")
                .With("type", "submit")
                .With("formnovalidate", "")
                .With("formaction", DraftFormTagHelper.Address(ViewContext, Key))
        );
        output.Content.AppendHtml(
            Html.El("span", "draft-state").With("role", "status").With("data-draft-state", "")
        );
    }
}
