using System.Text.Json.Nodes;
using Fadu.Core.Trail;
using Fadu.Law.Dates;

namespace Fadu.Core.Matters;

/// <summary>A file for a matter; it must be in the file store. An empty hash: paper that lies elsewhere, named by <paramref name="Name"/>.</summary>
public sealed record NewMaterial(string Material, string Hash, string Name);

/// <summary>Opens a matter; the answer is its id.</summary>
/// <param name="Facts">As the procedure's record of facts (see <see cref="RecordForm"/>).</param>
public sealed record OpenMatter(string Procedure, JsonObject Facts) : Command
{
    /// <summary>The responsible organ; else what the county has settled for the procedure, else the actor's own.</summary>
    public Guid? Owner { get; init; }

    /// <summary>The organ that sends it in, where the owner enters it for another; else the actor's own.</summary>
    public Guid? Sender { get; init; }

    /// <summary>The responsible person; else the one of the owner who has the fewest open matters of those who may handle it.</summary>
    public Guid? Handler { get; init; }

    /// <summary>The day of the event that chooses the edition (受理、送审、收到…之日); else today.</summary>
    public DateOnly? Anchor { get; init; }

    public IReadOnlyList<NewMaterial> Materials { get; init; } = [];
}

/// <summary>
/// Does a step. <see cref="Command.LegalDate"/> is the day on which it was done, if not today: then <see cref="Command.Reason"/> says why it is entered afterwards (事后补录).
/// </summary>
/// <param name="Seen">The matter's version that the person had before his eyes.</param>
public sealed record ActOnMatter(Guid Matter, int Seen, string Action, JsonObject Inputs) : Command;

/// <summary>Puts on record that a step was done although its conditions were missing; <see cref="Command.Reason"/> says what happened.</summary>
public sealed record RecordDespite(Guid Matter, int Seen, string Action, JsonObject Inputs)
    : Command;

/// <summary>Puts something unlawful on record that is no step of the procedure; <see cref="Command.Reason"/> says what happened.</summary>
public sealed record RecordUnlawfulFact(Guid Matter, string Fact) : Command;

/// <summary>Adds materials, or further versions of them.</summary>
public sealed record SupplementMatter(Guid Matter, IReadOnlyList<NewMaterial> Materials) : Command;

/// <summary>Makes another person of the organ responsible (分派).</summary>
public sealed record AssignMatter(Guid Matter, int Seen, Guid Handler) : Command;

/// <summary>Makes another organ responsible (移交), with the reason.</summary>
public sealed record TransferMatter(Guid Matter, int Seen, Guid Owner) : Command
{
    /// <summary>The responsible person there; else by load.</summary>
    public Guid? Handler { get; init; }
}

/// <summary>Lets another organ take a part, such as <c>counsel</c> or <c>agenda-office</c>.</summary>
public sealed record InviteOrgan(Guid Matter, Guid Organ, string Role) : Command;

/// <summary>Lets a matter that exists already stand in a slot of this one, such as the legality review of an agenda item; named again, as it stands then.</summary>
public sealed record NameMatter(Guid Matter, int Seen, string Slot, Guid Other) : Command;

/// <summary>Corrects facts; only what changes is named. The reason is owed.</summary>
public sealed record CorrectMatter(Guid Matter, int Seen, JsonObject Changed) : Command;

/// <summary>Corrects the day of something that happened; clocks that ran from it follow. The reason is owed.</summary>
public sealed record CorrectMatterDay(Guid Matter, int Seen, string Event, DateOnly Day) : Command;

/// <summary>Moves the matter to another edition of its procedure; the reason is owed.</summary>
public sealed record MoveMatterEdition(Guid Matter, int Seen, string Edition) : Command;

/// <summary>Writes something down without effect.</summary>
public sealed record NoteOnMatter(Guid Matter, string Text) : Command;

/// <summary>误立撤销; the reason is owed.</summary>
public sealed record VoidMatter(Guid Matter, int Seen) : Command;

/// <summary>Settles which organ is responsible for the matters of a procedure; empty = back to none.</summary>
public sealed record SetProcedureOwner(string Procedure, Guid? Owner) : Command;

/// <summary>Settles the county's own length of a configurable limit; 0 = back to the default.</summary>
public sealed record SetClockLength(string Procedure, string Clock, int Length, TimeUnit Unit)
    : Command
{
    /// <summary>The county's rule that sets it.</summary>
    public string? Basis { get; init; }
}

/// <summary>Settles the county's own points that are looked at one by one (审查要点); none = back to those of the declaration.</summary>
public sealed record SetPoints(string Procedure, IReadOnlyList<string> Points) : Command;

/// <summary>Settles how the portal calls what ran out, such as 失效 where the province's rule says so; none = back to the default.</summary>
/// <param name="Procedure">The procedure that fills the register, which has the same key.</param>
public sealed record SetExpiredWord(string Procedure, string? Word) : Command;

/// <summary>What the passing of days brings to matters: limits missed, and what the law deems done. The answer is how many clocks were looked at; as many as <see cref="Most"/> ask for another.</summary>
public sealed record PassMatterDays(DateOnly Day) : Command
{
    /// <summary>The most clocks in one command.</summary>
    public const int Most = 200;
}

/// <summary>Reminds of limits that come near, or have passed. Told twice it tells nothing twice.</summary>
public sealed record WarnOfClocks(DateOnly Day) : Command;

/// <summary>Counts open clocks again that were counted by another calendar. Done twice it does nothing twice.</summary>
public sealed record RecountClocks : Command;

/// <summary>Looks for open matters without a responsible person in office or without a next step, and tells the organ.</summary>
public sealed record FindOrphans(DateOnly Day) : Command;
