using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Fadu.Core.Trail;

namespace Fadu.Core.Ledgers;

/// <summary>Why a line was corrected, voided, restored or merged.</summary>
public enum CorrectionReason
{
    [Display(Name = "录入错误")]
    EntryError,

    [Display(Name = "重复")]
    Duplicate,

    [Display(Name = "口径变化")]
    DefinitionChanged,

    [Display(Name = "情况变化")]
    CircumstancesChanged,

    [Display(Name = "核查发现")]
    FoundByCheck,

    [Display(Name = "来源更正")]
    SourceCorrected,
}

/// <summary>One field before and after.</summary>
public sealed record FieldChange(string Field, JsonNode? Old, JsonNode? New);

/// <summary>A line was recorded.</summary>
/// <param name="IsLate">补录.</param>
/// <param name="Batch">The import that brought it.</param>
/// <param name="OtherThan">The line that it resembles and of which the person said that it is 另一件; the entry's reason says why.</param>
[TrailEvent("ledger.recorded", "登记")]
public sealed record LineRecorded(
    Guid Id,
    string Ledger,
    LineSource Source,
    JsonObject Body,
    bool IsLate,
    Guid? Batch,
    Guid? OtherThan
) : ITrailEvent
{
    /// <summary>What the ledger makes of the record, where the command has read it; not part of the event.</summary>
    internal RecordFacts? Facts { get; init; }
}

/// <summary>Fields of a line were corrected.</summary>
/// <param name="AfterClose">期后更正: its period was closed.</param>
[TrailEvent("ledger.corrected", "更正")]
public sealed record LineCorrected(
    Guid Id,
    string Ledger,
    IReadOnlyList<FieldChange> Changes,
    CorrectionReason Why,
    bool AfterClose
) : ITrailEvent;

/// <summary>Fields that had been empty were filled in, as the thing went on (ledgers that go step by step).</summary>
[TrailEvent("ledger.continued", "续填")]
public sealed record LineContinued(Guid Id, string Ledger, IReadOnlyList<FieldChange> Changes)
    : ITrailEvent;

/// <summary>Further proof was added to a line.</summary>
[TrailEvent("ledger.evidence-added", "补充佐证")]
public sealed record LineEvidenceAdded(Guid Id, string Ledger, IReadOnlyList<string> Files)
    : ITrailEvent;

/// <summary>A line does not count any more.</summary>
[TrailEvent("ledger.voided", "作废")]
public sealed record LineVoided(Guid Id, string Ledger, CorrectionReason Why, bool AfterClose)
    : ITrailEvent;

/// <summary>A void line counts again.</summary>
[TrailEvent("ledger.restored", "恢复")]
public sealed record LineRestored(Guid Id, string Ledger, CorrectionReason Why, bool AfterClose)
    : ITrailEvent;

/// <summary>A line was found to be the same thing as another one, which goes on counting.</summary>
[TrailEvent("ledger.merged", "归并")]
public sealed record LineMerged(
    Guid Id,
    string Ledger,
    Guid Into,
    CorrectionReason Why,
    bool AfterClose
) : ITrailEvent;

/// <summary>Somebody was about to record what is there already, and said so (同一件). Nothing else was stored.</summary>
[TrailEvent("ledger.same-thing", "认定为同一件")]
public sealed record SameThingOffered(Guid Existing, string Ledger, JsonObject Offered)
    : ITrailEvent;

/// <summary>Nothing happened in the period.</summary>
[TrailEvent("ledger.zero-reported", "零报告")]
public sealed record ZeroReported(
    Guid Id,
    string Ledger,
    Guid Organ,
    DateOnly PeriodFrom,
    DateOnly PeriodTo
) : ITrailEvent;

/// <summary>Rows were taken from a sheet.</summary>
[TrailEvent("ledger.imported", "导入")]
public sealed record LinesImported(
    Guid Id,
    string Ledger,
    string FileName,
    int Added,
    int Known,
    int Rejected,
    int Corrected = 0
) : ITrailEvent;

/// <summary>Lines were given out as a file.</summary>
[TrailEvent("ledger.exported", "导出")]
public sealed record LinesExported(string Ledger, string Filter, int Rows) : ITrailEvent;
