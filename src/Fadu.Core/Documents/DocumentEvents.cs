using Fadu.Core.Trail;

namespace Fadu.Core.Documents;

/// <summary>An entry of a document's stream.</summary>
public interface IDocumentEvent : ITrailEvent
{
    Guid Id { get; }
}

/// <summary>A document begins: the matter asked for it, or somebody prepares it ahead.</summary>
/// <param name="Kind">Key of the declaration.</param>
/// <param name="Owed">What the matter asked for; empty while it is prepared ahead.</param>
[TrailEvent("document.started", "文书立项")]
public sealed record DocumentStarted(
    Guid Id,
    Guid Organ,
    Guid Matter,
    string Procedure,
    string Kind,
    string Name,
    string Title,
    string? Owed,
    bool Servable,
    DocumentRecipient Recipient
) : IDocumentEvent;

/// <summary>The matter now asks for a document that was prepared ahead.</summary>
[TrailEvent("document.owed", "文书对应事项")]
public sealed record DocumentOwed(Guid Id, string Owed) : IDocumentEvent;

/// <summary>The draft was written or changed.</summary>
[TrailEvent("document.drafted", "拟稿")]
public sealed record DocumentDrafted(Guid Id, string Text, DocumentRecipient Recipient)
    : IDocumentEvent;

/// <summary>The draft goes on: to 核稿, 会签 or 签发.</summary>
[TrailEvent("document.submitted", "送核")]
public sealed record DocumentSubmitted(
    Guid Id,
    DocumentStage To,
    IReadOnlyList<Countersign> Countersigns
) : IDocumentEvent;

/// <summary>核稿: it may go on.</summary>
[TrailEvent("document.checked", "核稿")]
public sealed record DocumentChecked(Guid Id, DocumentStage To, string? Opinion) : IDocumentEvent;

/// <summary>It goes back to who drafted it; the reason is on the entry.</summary>
[TrailEvent("document.returned", "退回修改")]
public sealed record DocumentReturned(Guid Id) : IDocumentEvent;

/// <summary>会签 of one organ or person.</summary>
[TrailEvent("document.countersigned", "会签")]
public sealed record DocumentCountersigned(
    Guid Id,
    Guid Organ,
    Guid? Person,
    bool Agrees,
    string? Opinion,
    DocumentStage To
) : IDocumentEvent;

/// <summary>签发: the number is taken and the text is frozen.</summary>
/// <param name="Text">The text as it was signed.</param>
/// <param name="Hash">SHA-256 of the .docx.</param>
[TrailEvent("document.issued", "签发")]
public sealed record DocumentIssued(
    Guid Id,
    string? Series,
    int? Year,
    int? Number,
    string? NumberText,
    string Text,
    string Hash,
    string FileName,
    string Signer
) : IDocumentEvent;

/// <summary>The last step is taken back by who took it, before the next one has acted.</summary>
[TrailEvent("document.recalled", "撤回")]
public sealed record DocumentRecalled(
    Guid Id,
    string Step,
    DocumentStage To,
    DocumentBody Body,
    Guid? Drafter
) : IDocumentEvent;

/// <summary>A draft is given up; the reason is on the entry.</summary>
[TrailEvent("document.dropped", "撤稿")]
public sealed record DocumentDropped(Guid Id) : IDocumentEvent;

/// <summary>A signed document is void: it keeps its number; the reason is on the entry.</summary>
[TrailEvent("document.voided", "文书作废")]
public sealed record DocumentVoided(Guid Id) : IDocumentEvent;

/// <summary>It was served, or the attempt failed.</summary>
[TrailEvent("document.served", "送达")]
public sealed record DocumentServiceEntered(Guid Id, DocumentServed Service) : IDocumentEvent;

/// <summary>The matter was told of the service.</summary>
[TrailEvent("document.service-told", "送达日期计入事项")]
public sealed record DocumentServiceTold(Guid Id) : IDocumentEvent;

/// <summary>Another organ has it, because its own ended.</summary>
[TrailEvent("document.moved", "文书移交")]
public sealed record DocumentMoved(Guid Id, Guid Organ) : IDocumentEvent;

/// <summary>What an organ puts before its numbers.</summary>
/// <param name="Series">Empty: for all series.</param>
/// <param name="Code">Empty: back to the default.</param>
[TrailEvent("document-number.code-set", "设定机关代字")]
public sealed record NumberCodeSet(Guid Organ, string Series, string? Code) : ITrailEvent;

/// <summary>Numbers up to one were used on paper before; the reason is on the entry.</summary>
[TrailEvent("document-number.started-after", "续号")]
public sealed record NumbersStarted(Guid Organ, string Series, int Year, int Last) : ITrailEvent;

/// <summary>An organ has its own text of a document.</summary>
/// <param name="Text">Empty: back to the default.</param>
[TrailEvent("document-template.set", "调整文书模板")]
public sealed record TemplateSet(Guid Organ, string Procedure, string Kind, string? Text)
    : ITrailEvent;
