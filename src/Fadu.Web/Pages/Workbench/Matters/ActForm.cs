using Fadu.Core.Matters;
using Fadu.Law.Procedures;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>A step of a matter as a form.</summary>
/// <param name="Seen">The matter's version before the reader's eyes.</param>
/// <param name="Form">What is filled in; null where nothing is.</param>
public sealed record ActForm(Guid Matter, int Seen, StepView Step, RecordFormView? Form)
{
    /// <summary>Goes before the names of the fields.</summary>
    public string Prefix => PrefixOf(Step.Action.Key);

    /// <summary>The id of the place where it stands.</summary>
    public string Id => "do-" + Plain(Step.Action.Key);

    /// <summary>The key of its draft.</summary>
    public string DraftKey => DraftKeyOf(Matter, Step.Action.Key);

    /// <summary>Shown unfolded: it was sent and refused, or is what one came for.</summary>
    public bool IsUnfolded { get; init; }

    /// <summary>It was sent and refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>When the draft was kept from which it is filled.</summary>
    public DateTimeOffset? DraftOf { get; init; }

    /// <summary>The day on which it was done, if not today.</summary>
    public string? On { get; init; }

    /// <summary>Why it is entered afterwards, or what happened.</summary>
    public string? Why { get; init; }

    /// <summary>What it can be put on record as, if it was done although it was refused.</summary>
    public IReadOnlyList<UnlawfulKind> OnRecord { get; init; } = [];

    /// <summary>The name of the field that says on which day.</summary>
    public string OnName => "on-" + Plain(Step.Action.Key);

    /// <summary>The name of the field that says why.</summary>
    public string WhyName => "why-" + Plain(Step.Action.Key);

    /// <summary>Goes before the names of the fields of an action.</summary>
    public static string PrefixOf(string action) => $"do-{Plain(action)}.";

    /// <summary>The key of the draft of an action.</summary>
    public static string DraftKeyOf(Guid matter, string action) => $"matter-{matter:N}-{action}";

    /// <summary>A key as part of an id.</summary>
    public static string Plain(string key) => (key ?? "").Replace('.', '-');

    /// <summary>What an action may be put on record as although its conditions were missing.</summary>
    public static IReadOnlyList<UnlawfulKind> RecordableOf(
        Procedure procedure,
        ProcedureAction action
    )
    {
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(action);
        return
        [
            .. action
                .Guards.Select(g => g.Fact)
                .Concat(
                    procedure
                        .Clocks.Where(c => c.Binds.Contains(action.Key, StringComparer.Ordinal))
                        .Select(c => c.OtherwiseFact)
                )
                .Append(action.Stage is { } s ? procedure.FindStage(s)?.OtherwiseFact : null)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(procedure.FindUnlawful)
                .OfType<UnlawfulKind>(),
        ];
    }
}
