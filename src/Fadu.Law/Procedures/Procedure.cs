using System.Security.Cryptography;
using System.Text;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>The basis of what no law asks and this system asks all the same.</summary>
public static class OwnRule
{
    /// <summary>本系统规则.</summary>
    public static readonly LawRef Basis = new("本系统规则");

    /// <summary>本地规定: a default that the county's own rules replace.</summary>
    public static readonly LawRef Local = new("本地规定");
}

/// <summary>The event whose day decides which edition applies, and its Chinese name.</summary>
public sealed record Anchor(string Key, string Name);

/// <summary>A stage of a procedure.</summary>
public sealed record Stage
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public LawRef? Basis { get; init; }

    /// <summary>Opens when all of these are closed or lawfully absent. Empty: opens with the matter, unless an action opens it.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Opened by an action only.</summary>
    public bool IsOnCall { get; init; }

    /// <summary>What another stage must have resulted in before this one opens.</summary>
    public IReadOnlyList<StageCondition> OnlyIf { get; init; } = [];

    /// <summary>When it is absent by law.</summary>
    public IReadOnlyList<StageSkip> Skips { get; init; } = [];

    /// <summary>Materials that must be there before it can be closed.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>The possible results, each with its Chinese name; empty where it is just done.</summary>
    public IReadOnlyList<Choice> Results { get; init; } = [];

    /// <summary>Entering it ends the matter.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>A matter of another procedure that this stage waits for; its return closes the stage.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>What is recorded when it is entered although its conditions are missing, such as 未审先议; null where that cannot be.</summary>
    public string? OtherwiseFact { get; init; }
}

/// <summary>A key with its Chinese name.</summary>
public sealed record Choice(string Key, string Name);

/// <summary>Entering a stage only if another had one of these results.</summary>
public sealed record StageCondition(
    string Id,
    string Stage,
    IReadOnlyList<string> Results,
    string Sentence,
    LawRef Basis
);

/// <summary>A stage is absent by law when this holds.</summary>
public sealed record StageSkip(Func<Situation, bool> When, string Reason, LawRef Basis);

/// <summary>A material that a stage needs.</summary>
public sealed record Need(
    string Id,
    string Material,
    LawRef Basis,
    Func<Situation, bool>? When,
    string? WhenText
);

/// <summary>A reason to refuse. It gives the sentence and the article, never a mere no.</summary>
/// <param name="Id">Stable within the procedure, such as <c>intake.accept#2</c>.</param>
/// <param name="Fails">Whether the condition is missing.</param>
/// <param name="Sentence">The Chinese sentence of the refusal.</param>
/// <param name="Basis">The article, or <see cref="OwnRule.Basis"/>.</param>
/// <param name="Field">The input it is about; null where it can be told before anything is filled in.</param>
/// <param name="Fact">What is put on record when it was done all the same; null where that is impossible.</param>
public sealed record Guard(
    string Id,
    Func<Situation, bool> Fails,
    string Sentence,
    LawRef Basis,
    string? Field,
    string? Fact
)
{
    /// <summary>What exactly is missing, where the sentence does not say it.</summary>
    public Func<Situation, string?>? Detail { get; init; }
}

/// <summary>A day that an action fixes besides its own, such as 送审材料齐备.</summary>
public sealed record Mark(string Event, string Name, Func<Situation, DateOnly?> Day);

/// <summary>What an action counts in a figure.</summary>
public sealed record Counting(
    string Figure,
    string How,
    Func<Situation, bool>? When,
    Func<Situation, long>? Amount,
    Func<Situation, string>? Dimensions
)
{
    /// <summary>The day on which it counts, where that is not the day of the act; no day, no count.</summary>
    public Func<Situation, DateOnly?>? Day { get; init; }

    /// <summary>What makes it one, for figures that count different ones.</summary>
    public Func<Situation, string?>? Key { get; init; }
}

/// <summary>Something that somebody does in a matter.</summary>
public sealed record ProcedureAction
{
    /// <summary>With its stage: <c>intake.accept</c>; of the whole procedure: <c>withdraw</c>.</summary>
    public required string Key { get; init; }
    public required string Name { get; init; }
    public string? Stage { get; init; }
    public LawRef? Basis { get; init; }
    public IReadOnlyList<ProcedureRole> By { get; init; } = [];

    /// <summary>The record that is filled in; null where nothing is.</summary>
    public Type? InputType { get; init; }
    public IReadOnlyList<Guard> Guards { get; init; } = [];
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Closes its stage.</summary>
    public bool Closes { get; init; }

    /// <summary>The result with which the stage is closed.</summary>
    public Func<Situation, string?>? Result { get; init; }

    /// <summary>Stages that it opens, or opens again.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>Documents that it produces.</summary>
    public IReadOnlyList<string> Produces { get; init; } = [];

    /// <summary>The outcome of the matter that it settles.</summary>
    public Func<Situation, string?>? Outcome { get; init; }

    /// <summary>The outcomes that it can settle.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Ends the matter.</summary>
    public bool Ends { get; init; }

    /// <summary>May be done more than once while its stage is open.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>May be done after the matter has ended.</summary>
    public bool MayFollowEnd { get; init; }

    /// <summary>Facts that it changes.</summary>
    public Func<Situation, object?>? Changes { get; init; }

    /// <summary>Matters of other procedures that it opens.</summary>
    public IReadOnlyList<string> OpensChildren { get; init; } = [];

    /// <summary>The matter that opened this one learns of the outcome now, not only when this one ends.</summary>
    public bool Reports { get; init; }

    public IReadOnlyList<Counting> Counts { get; init; } = [];

    /// <summary>Items of registers that it enters or changes.</summary>
    public IReadOnlyList<RegisterWriting> Writes { get; init; } = [];

    /// <summary>Organs that it asks to take a part.</summary>
    public IReadOnlyList<Inviting> Invites { get; init; } = [];

    /// <summary>What its form holds before anything is filled in.</summary>
    public Func<Situation, object?>? Proposes { get; init; }
}

/// <summary>What an action enters in a register.</summary>
/// <param name="Kinds">The ways of changing that it may use.</param>
public sealed record RegisterWriting(
    string Register,
    IReadOnlyList<string> Kinds,
    Func<Situation, IEnumerable<ItemWrite>> Items
);

/// <summary>One item to enter or change.</summary>
/// <param name="Kind">The way of changing, such as <c>add</c>.</param>
/// <param name="Basis">Law reference or number of the deciding document.</param>
public sealed record ItemWrite(string Kind, string Basis, string Reason)
{
    /// <summary>The item; empty for a new one.</summary>
    public Guid? Item { get; init; }

    /// <summary>The whole record, for kinds that bring one.</summary>
    public object? Body { get; init; }

    /// <summary>
    /// Only these fields change, the others stay as they are on the day. Where the item does not hold on it nothing is written: what a register shows of a matter never holds the matter up.
    /// </summary>
    public object? Patch { get; init; }

    /// <summary>The own fields of the kind.</summary>
    public object? Inputs { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }

    /// <summary>The day of the decision; else the day of the act.</summary>
    public DateOnly? DecidedOn { get; init; }
}

/// <summary>Organs that an action asks to take a part.</summary>
public sealed record Inviting(ProcedureRole Role, Func<Situation, IEnumerable<Guid>> Organs);

/// <summary>What happens on the day after a limit.</summary>
public enum WhenMissed
{
    /// <summary>The handler and the head are told; figures count it.</summary>
    Report,

    /// <summary>Warned only.</summary>
    Warn,

    /// <summary>The law deems something done; the system enters it, dated the last day.</summary>
    Deemed,
}

/// <summary>An event that moves a clock.</summary>
/// <param name="Event">An action, a mark, <c>opened</c>, or <c>{stage}.opened</c>, <c>{stage}.closed</c>, <c>{child}.returned</c>.</param>
public sealed record ClockEvent(string Event, LawRef? Basis = null)
{
    /// <summary>Another day than that of the event.</summary>
    public Func<Situation, DateOnly?>? Day { get; init; }
}

/// <summary>How a clock may be extended.</summary>
public sealed record ClockExtension(
    string Action,
    TimeLimit Most,
    int Times,
    Func<Situation, TimeLimit?>? By
);

/// <summary>A time limit of a procedure.</summary>
public sealed record ClockRule
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public required ClockKind Kind { get; init; }
    public required TimeLimit Limit { get; init; }

    /// <summary>How far the length is verified; everything but <see cref="LimitSource.Statute"/> is a default that the county sets.</summary>
    public LimitSource Source { get; init; } = LimitSource.Statute;
    public IReadOnlyList<ClockEvent> Starts { get; init; } = [];
    public IReadOnlyList<ClockEvent> Pauses { get; init; } = [];
    public IReadOnlyList<ClockEvent> Resumes { get; init; } = [];
    public IReadOnlyList<ClockEvent> Restarts { get; init; } = [];
    public IReadOnlyList<string> Stops { get; init; } = [];
    public ClockExtension? Extension { get; init; }

    /// <summary>Runs only in such matters.</summary>
    public Func<Situation, bool>? When { get; init; }
    public string? WhenText { get; init; }

    /// <summary>Another length in such a matter; null = the usual one.</summary>
    public Func<Situation, TimeLimit?>? LengthOf { get; init; }

    /// <summary>Whether the handler is reminded thirty days before as well.</summary>
    public bool RemindsEarly { get; init; }

    /// <summary>For a protected window: actions that must wait. For a backward limit: actions that must be done by then.</summary>
    public IReadOnlyList<string> Binds { get; init; } = [];

    /// <summary>When the window does not bind, and why in words.</summary>
    public Func<Situation, bool>? Unless { get; init; }
    public string? UnlessText { get; init; }

    /// <summary>What the refusal says, without its dates.</summary>
    public string? Sentence { get; init; }

    /// <summary>What is put on record when a bound action was done all the same.</summary>
    public string? OtherwiseFact { get; init; }
    public WhenMissed Missed { get; init; } = WhenMissed.Report;

    /// <summary>The action that the law deems done on the last day.</summary>
    public string? DeemedAction { get; init; }
    public LawRef? DeemedBasis { get; init; }

    /// <summary>Whether the limit was told to a party: once served, it never moves earlier without a person.</summary>
    public bool IsServed { get; init; }
}

/// <summary>A material and who provides it.</summary>
public sealed record Material(
    string Key,
    string Name,
    IReadOnlyList<ProcedureRole> ProvidedBy,
    LawRef? Basis
)
{
    /// <summary>A later version replaces an earlier one, and both are kept.</summary>
    public bool IsVersioned { get; init; }
}

/// <summary>An outcome of the matter.</summary>
public sealed record ProcedureOutcome(string Key, string Name, LawRef? Basis);

/// <summary>Something owed to the public or to another organ once an event has happened: 公开、备案、报送、抄送.</summary>
public sealed record PublicationDuty(
    string Key,
    string Name,
    string Event,
    string DoneBy,
    LawRef Basis
)
{
    /// <summary>The clock by which it is owed.</summary>
    public string? Clock { get; init; }
}

/// <summary>A matter of another procedure that this one opens; its outcome returns as an entry.</summary>
/// <param name="Slot">Its place in this matter.</param>
/// <param name="Procedure">The key of the other procedure.</param>
public sealed record ChildMatter(
    string Slot,
    string Name,
    string Procedure,
    Func<Situation, object?> Facts,
    LawRef? Basis
)
{
    /// <summary>Which procedure it is, where that follows from the matter.</summary>
    public Func<Situation, string>? Which { get; init; }

    /// <summary>Procedures of which a matter that exists already may be named instead.</summary>
    public IReadOnlyList<string> Nameable { get; init; } = [];

    /// <summary>Only named, never opened from here.</summary>
    public bool IsOnlyNamed { get; init; }

    /// <summary>The material, known to both, that must read as that of the named one.</summary>
    public string? SameText { get; init; }

    /// <summary>Opened for the organ that sent this matter in, not for the one that is responsible for it.</summary>
    public bool IsOfSender { get; init; }

    /// <summary>The organ for which it is opened, where that follows from the matter.</summary>
    public Func<Situation, Guid?>? For { get; init; }

    /// <summary>The newest versions of the materials that both know come along.</summary>
    public bool HandsOver { get; init; }
}

/// <summary>Something that happened although it should not have, and is put on record.</summary>
public sealed record UnlawfulKind(string Key, string Name, LawRef Basis)
{
    /// <summary>Code of the figure that counts it.</summary>
    public string? Figure { get; init; }
}

/// <summary>
/// A statutory procedure in one edition: an immutable value, made by <see cref="Named{TFacts}"/> … <c>Build()</c>, run by <see cref="ProcedureEngine"/>, printed for
/// lawyers by <see cref="Print"/>.
/// </summary>
public sealed class Procedure
{
    private readonly Dictionary<string, Stage> stages;
    private readonly Dictionary<string, ProcedureAction> actions;
    private readonly Lazy<string> print;
    private readonly Lazy<string> hash;

    internal Procedure(ProcedureParts parts)
    {
        Parts = parts;
        // Two of one name are for the validator to name, not for a dictionary to choke on.
        stages = parts
            .Stages.DistinctBy(s => s.Key, StringComparer.Ordinal)
            .ToDictionary(s => s.Key, StringComparer.Ordinal);
        actions = parts
            .Actions.DistinctBy(a => a.Key, StringComparer.Ordinal)
            .ToDictionary(a => a.Key, StringComparer.Ordinal);
        print = new(() => ProcedurePrint.Of(this));
        hash = new(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Print))));
    }

    internal ProcedureParts Parts { get; }

    /// <summary>Stable key, such as <c>legality-review.decision</c>; editions of one procedure share it.</summary>
    public string Key => Parts.Key;

    public string Name => Parts.Name;

    /// <summary>Such as 2019; unique among the editions.</summary>
    public string Edition => Parts.Edition;

    /// <summary>The edition as people call it: 2019版; 地方规定, where no national text asks for the procedure.</summary>
    public string EditionName => Edition == LocalEdition ? "地方规定" : Edition + "版";

    /// <summary>The key of an edition that rests on no national text.</summary>
    public const string LocalEdition = "local";

    public DateOnly InForceFrom => Parts.InForceFrom;

    /// <summary>Last day on which the edition is the one to choose; null while in force.</summary>
    public DateOnly? InForceUntil => Parts.InForceUntil;

    /// <summary>The event whose day chooses the edition.</summary>
    public Anchor Anchor => Parts.Anchor;

    public LawRef Basis => Parts.Basis;

    /// <summary>What it is for, in one or two sentences.</summary>
    public string Purpose => Parts.Purpose;

    /// <summary>Who opens a matter.</summary>
    public IReadOnlyList<ProcedureRole> OpenedBy => Parts.OpenedBy;

    /// <summary>The record of facts at opening.</summary>
    public Type FactsType => Parts.FactsType;

    public IReadOnlyList<Stage> Stages => Parts.Stages;
    public IReadOnlyList<ProcedureAction> Actions => Parts.Actions;
    public IReadOnlyList<ClockRule> Clocks => Parts.Clocks;
    public IReadOnlyList<Material> Materials => Parts.Materials;
    public IReadOnlyList<ProcedureDocument> Documents => Parts.Documents;
    public IReadOnlyList<ProcedureOutcome> Outcomes => Parts.Outcomes;
    public IReadOnlyList<PublicationDuty> Duties => Parts.Duties;
    public IReadOnlyList<ChildMatter> Children => Parts.Children;
    public IReadOnlyList<UnlawfulKind> Unlawful => Parts.Unlawful;

    /// <summary>What is looked at one by one, such as 审查要点; the county may put its own in their place.</summary>
    public IReadOnlyList<string> Points => Parts.Points;

    /// <summary>Conditions of opening.</summary>
    public IReadOnlyList<Guard> OpeningGuards => Parts.OpeningGuards;

    /// <summary>What opening counts.</summary>
    public IReadOnlyList<Counting> OpeningCounts => Parts.OpeningCounts;

    /// <summary>The whole definition as a lawyer reads it.</summary>
    public string Print => print.Value;

    /// <summary>SHA-256 of <see cref="Print"/>; a matter pins it.</summary>
    public string Hash => hash.Value;

    /// <summary>Begins a declaration.</summary>
    public static ProcedureBuilder<TFacts> Named<TFacts>(
        string key,
        string name,
        string edition,
        LawRef basis,
        DateOnly inForceFrom,
        DateOnly? inForceUntil = null
    )
        where TFacts : class => new(key, name, edition, basis, inForceFrom, inForceUntil);

    /// <summary>A stage that is known to be there.</summary>
    public Stage Stage(string key) => stages[key];

    public Stage? FindStage(string key) => stages.GetValueOrDefault(key);

    /// <summary>An action that is known to be there.</summary>
    public ProcedureAction Action(string key) => actions[key];

    public ProcedureAction? FindAction(string key) => actions.GetValueOrDefault(key);

    public ClockRule? FindClock(string key) =>
        Clocks.FirstOrDefault(c => c.Key.Equals(key, StringComparison.Ordinal));

    public Material? FindMaterial(string key) =>
        Materials.FirstOrDefault(m => m.Key.Equals(key, StringComparison.Ordinal));

    public ProcedureDocument? FindDocument(string key) =>
        Documents.FirstOrDefault(d => d.Key.Equals(key, StringComparison.Ordinal));

    public ProcedureOutcome? FindOutcome(string key) =>
        Outcomes.FirstOrDefault(o => o.Key.Equals(key, StringComparison.Ordinal));

    public ChildMatter? FindChild(string slot) =>
        Children.FirstOrDefault(c => c.Slot.Equals(slot, StringComparison.Ordinal));

    public UnlawfulKind? FindUnlawful(string key) =>
        Unlawful.FirstOrDefault(u => u.Key.Equals(key, StringComparison.Ordinal));

    /// <summary>The Chinese name of whatever an event is.</summary>
    public string NameOfEvent(string @event)
    {
        if (@event.Equals("opened", StringComparison.Ordinal))
        {
            return Anchor.Name;
        }
        if (FindAction(@event) is { } action)
        {
            return action.Name;
        }
        if (
            Actions
                .SelectMany(a => a.Marks)
                .FirstOrDefault(m => m.Event.Equals(@event, StringComparison.Ordinal)) is
            { } mark
        )
        {
            return mark.Name;
        }
        var dot = @event.LastIndexOf('.');
        if (dot > 0)
        {
            var (what, how) = (@event[..dot], @event[(dot + 1)..]);
            if (how == "served" && FindDocument(what) is { } document)
            {
                return document.Name + "送达";
            }
            if (FindStage(what) is { } stage && how is "opened" or "closed")
            {
                return FindStage(what)!.Name + (how == "opened" ? "开始" : "办结");
            }
            if (how == "returned" && FindChild(what) is { } child)
            {
                return child.Name + "有结果";
            }
        }
        return @event;
    }

    /// <summary>Everything that can refuse, with its id and what it says: guards, needs, conditions of stages, protected windows.</summary>
    public IReadOnlyList<RefusingRule> RefusingRules =>
        [
            .. OpeningGuards.Select(g => new RefusingRule(g.Id, g.Sentence, g.Basis)),
            .. Actions.SelectMany(a =>
                a.Guards.Select(g => new RefusingRule(g.Id, g.Sentence, g.Basis))
            ),
            .. Stages.SelectMany(s =>
                s.Needs.Select(n => new RefusingRule(
                        n.Id,
                        $"缺少{NameOfMaterial(n.Material)}",
                        n.Basis
                    ))
                    .Concat(s.OnlyIf.Select(c => new RefusingRule(c.Id, c.Sentence, c.Basis)))
            ),
            .. Clocks
                .Where(c => c.Binds.Count > 0)
                .Select(c => new RefusingRule(
                    "clock:" + c.Key,
                    c.Sentence ?? c.Name,
                    c.Limit.Basis!
                )),
        ];

    /// <summary>The same procedure without one rule that refuses. Only tests ask for it: each rule must be missed by one.</summary>
    internal Procedure Without(string ruleId)
    {
        static bool Same(string a, string b) => a.Equals(b, StringComparison.Ordinal);
        return new(
            Parts with
            {
                OpeningGuards = [.. OpeningGuards.Where(g => !Same(g.Id, ruleId))],
                Actions =
                [
                    .. Actions.Select(a =>
                        a with
                        {
                            Guards = [.. a.Guards.Where(g => !Same(g.Id, ruleId))],
                        }
                    ),
                ],
                Stages =
                [
                    .. Stages.Select(s =>
                        s with
                        {
                            Needs = [.. s.Needs.Where(n => !Same(n.Id, ruleId))],
                            OnlyIf = [.. s.OnlyIf.Where(c => !Same(c.Id, ruleId))],
                        }
                    ),
                ],
                Clocks =
                [
                    .. Clocks.Select(c =>
                        Same("clock:" + c.Key, ruleId) ? c with { Binds = [] } : c
                    ),
                ],
            }
        );
    }

    internal string NameOfMaterial(string key) =>
        FindMaterial(key)?.Name ?? FindDocument(key)?.Name ?? key;

    public override string ToString() => $"{Name}（{EditionName}）";
}

/// <summary>A rule that refuses: its id, its sentence, its article.</summary>
public sealed record RefusingRule(string Id, string Sentence, LawRef Basis);

internal sealed record ProcedureParts
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public required string Edition { get; init; }
    public required LawRef Basis { get; init; }
    public required DateOnly InForceFrom { get; init; }
    public required DateOnly? InForceUntil { get; init; }
    public required Type FactsType { get; init; }
    public Anchor Anchor { get; init; } = new("opened", "");
    public string Purpose { get; init; } = "";
    public IReadOnlyList<ProcedureRole> OpenedBy { get; init; } = [];
    public Func<Situation, string>? Title { get; init; }
    public IReadOnlyList<Stage> Stages { get; init; } = [];
    public IReadOnlyList<ProcedureAction> Actions { get; init; } = [];
    public IReadOnlyList<ClockRule> Clocks { get; init; } = [];
    public IReadOnlyList<Material> Materials { get; init; } = [];
    public IReadOnlyList<ProcedureDocument> Documents { get; init; } = [];
    public IReadOnlyList<ProcedureOutcome> Outcomes { get; init; } = [];
    public IReadOnlyList<PublicationDuty> Duties { get; init; } = [];
    public IReadOnlyList<ChildMatter> Children { get; init; } = [];
    public IReadOnlyList<UnlawfulKind> Unlawful { get; init; } = [];
    public IReadOnlyList<string> Points { get; init; } = [];
    public IReadOnlyList<Guard> OpeningGuards { get; init; } = [];
    public IReadOnlyList<Counting> OpeningCounts { get; init; } = [];
}
