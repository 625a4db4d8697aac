using Fadu.Core.Trail;
using Fadu.Law.Procedures;

namespace Fadu.Core.Documents;

/// <summary>Begins a document of a matter with the text of its template, or takes up one that the matter asks for; the answer is its id.</summary>
/// <param name="Kind">Key of the declaration.</param>
public sealed record StartDocument(Guid Matter, string Kind) : Command;

/// <summary>Writes or changes the draft.</summary>
/// <param name="Seen">The document's version before one's eyes.</param>
public sealed record DraftDocument(
    Guid Document,
    int Seen,
    string Text,
    DocumentRecipient Recipient
) : Command;

/// <summary>Sends the draft on: to 核稿, or where that is not asked to 会签 or 签发.</summary>
public sealed record SubmitDocument(Guid Document, int Seen) : Command
{
    /// <summary>The text, if it changed.</summary>
    public string? Text { get; init; }

    /// <summary>To whom, if it changed.</summary>
    public DocumentRecipient? Recipient { get; init; }

    /// <summary>Who must countersign, each by organ or person.</summary>
    public IReadOnlyList<Countersign> Countersigns { get; init; } = [];
}

/// <summary>核稿: it may go on, perhaps with a better text.</summary>
public sealed record CheckDocument(Guid Document, int Seen) : Command
{
    public string? Text { get; init; }
    public string? Opinion { get; init; }
}

/// <summary>Sends it back to who drafted it; <see cref="Command.Reason"/> says why.</summary>
public sealed record ReturnDocument(Guid Document, int Seen) : Command;

/// <summary>会签 for one's organ. Others who do the same at the same time do not disturb it.</summary>
public sealed record CountersignDocument(Guid Document, bool Agrees, string? Opinion) : Command;

/// <summary>签发: takes the number, freezes the text, and does the step of the matter that the document stands for.</summary>
public sealed record IssueDocument(Guid Document, int Seen) : Command;

/// <summary>Takes one's own last step back, before the next one has acted.</summary>
public sealed record RecallDocument(Guid Document, int Seen) : Command;

/// <summary>Gives a draft up, or makes a signed document void; <see cref="Command.Reason"/> says why.</summary>
public sealed record VoidDocument(Guid Document, int Seen) : Command;

/// <summary>Enters a service, or an attempt at one that failed.</summary>
public sealed record ServeDocument(Guid Document, DocumentServed Service) : Command;

/// <summary>The organ to which a document went has it (签收).</summary>
public sealed record AcknowledgeDocument(Guid Document) : Command;

/// <summary>Enters into matters what an announcement has served meanwhile. The answer is how many.</summary>
public sealed record PassDocumentDays(DateOnly Day) : Command
{
    /// <summary>The most in one command.</summary>
    public const int Most = 200;
}

/// <summary>Settles 机关代字, or the whole prefix of one series; empty = back to the default.</summary>
public sealed record SetNumberCode(string Series, string? Code) : Command;

/// <summary>续号: numbers up to one were used on paper before; <see cref="Command.Reason"/> says why.</summary>
public sealed record StartNumbersAfter(string Series, int Year, int Last) : Command;

/// <summary>Puts the organ's own text in the place of the default; empty = back to the default.</summary>
public sealed record SetDocumentTemplate(string Procedure, string Kind, string? Text) : Command;
