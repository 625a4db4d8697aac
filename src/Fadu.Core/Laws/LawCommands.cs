using Fadu.Core.Files;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Laws;

/// <summary>A version of a law as a folder or a form brings it; its text lies in the file store already.</summary>
/// <param name="InForceTo">Its last day; empty while open.</param>
public sealed record LawToKeep(
    string Name,
    string? Part,
    string Level,
    string Folder,
    DateOnly? Published,
    DateBasis PublishedBy,
    DateOnly? InForceFrom,
    DateBasis FromBy,
    DateOnly? InForceTo,
    bool EndUnknown,
    string SourceHash,
    string FileName
);

/// <summary>Takes versions of laws into the library; what it has already is left alone. All versions of one law go into one command. Gives back how many were new.</summary>
public sealed record KeepLaws(IReadOnlyList<LawToKeep> Laws) : Command;

/// <summary>Puts the days of a version right; the reason is owed. All days as they are to be.</summary>
/// <param name="InForceTo">Its last day; empty while open.</param>
/// <param name="Seen">The number of the last entry of the law that the person had seen.</param>
public sealed record CorrectLawDates(
    Guid Version,
    DateOnly? Published,
    DateOnly? InForceFrom,
    DateOnly? InForceTo,
    int? Seen = null
) : Command;

/// <summary>A law is repealed: from that day on it no longer holds.</summary>
/// <param name="From">The first day on which it no longer holds.</param>
/// <param name="By">The law that repeals it, where the library has it.</param>
/// <param name="ByText">What repeals it, in words.</param>
public sealed record RepealLaw(
    Guid Version,
    DateOnly From,
    Guid? By,
    string? ByText,
    int? Seen = null
) : Command;

/// <summary>What the text of a version says that it repeals.</summary>
/// <param name="By">The version that says so.</param>
/// <param name="Name">The law that it repeals.</param>
public sealed record StatedRepeal(Guid By, string Name, string? Article);

/// <summary>Notes repeals that texts of the library state (同时废止); what is known better is left alone. Gives back how many were new.</summary>
/// <param name="Since">Only what the library held at this entry makes a change that must be looked at; a repeal that comes in together with what it repeals is history.</param>
public sealed record NoteRepeals(IReadOnlyList<StatedRepeal> Repeals, long Since) : Command;

internal sealed class LawHandler(FileStore files, ProcedureCitations procedures)
    : IHandler<KeepLaws>,
        IHandler<CorrectLawDates>,
        IHandler<RepealLaw>,
        IHandler<NoteRepeals>
{
    public async ValueTask<string?> Handle(
        KeepLaws command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageLaws);
        var laws = command
            .Laws.Select(l => (Law: l, Id: LawName.LawId(l.Name)))
            .OrderBy(l => l.Law.Published ?? DateOnly.MinValue)
            .ToList();
        var ids = laws.Select(l => l.Id).Distinct().ToList();
        var there = new List<LawVersion>();
        foreach (var some in ids.Chunk(500))
        {
            there.AddRange(
                await work
                    .Db.Set<LawVersion>()
                    .Where(v => v.Tenant == work.Tenant && some.Contains(v.LawId))
                    .ToListAsync(cancellationToken)
            );
        }
        var known = there.Select(v => v.Id).ToHashSet();
        var before = there.Select(v => (v.LawId, v.Part)).ToHashSet();
        await work.Foresee(ids.Select(LawVersion.StreamOf), cancellationToken);
        var added = 0;
        foreach (var (law, lawId) in laws)
        {
            Check(law, work);
            var id = LawName.VersionId(lawId, law.Part, law.Published, law.SourceHash);
            // the same text may have come under a day that was put right since
            if (
                !known.Add(id)
                || there.Exists(v => v.LawId == lawId && v.SourceHash == law.SourceHash)
            )
            {
                continue;
            }
            var changes = before.Contains((lawId, law.Part));
            var entry = await work.Append(
                LawVersion.StreamOf(lawId),
                new LawKept(
                    id,
                    lawId,
                    law.Name,
                    law.Part,
                    law.Level,
                    law.Folder,
                    law.Published,
                    law.PublishedBy,
                    law.InForceFrom,
                    law.FromBy,
                    law.InForceTo,
                    law.EndUnknown,
                    law.SourceHash,
                    law.FileName,
                    changes
                ),
                legalDate: law.InForceFrom ?? law.Published
            );
            added++;
            if (changes)
            {
                await LawChanges.Tell(
                    work,
                    entry.Seq,
                    lawId,
                    $"《{law.Name}》有了新版本",
                    procedures,
                    cancellationToken
                );
            }
        }
        return FormattableString.Invariant($"{added}");
    }

    public async ValueTask<string?> Handle(
        CorrectLawDates command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var version = await Find(command.Version, work, cancellationToken);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明更正的依据，如公报期号或公布令。",
                field: nameof(command.Reason)
            );
        }
        CheckDays(command.Published, command.InForceFrom, command.InForceTo);
        if (
            (version.Published, version.InForceFrom, version.StatedTo)
                == (command.Published, command.InForceFrom, command.InForceTo)
            && !version.EndUnknown
        )
        {
            Work.Refuse(RefusalKind.Condition, "日期与库中相同，没有需要更正的。");
        }
        await work.Append(
            LawVersion.StreamOf(version.LawId),
            new LawChanged(
                version.Id,
                version.LawId,
                command.Published,
                command.InForceFrom,
                command.InForceTo,
                false,
                version.RepealedBy,
                version.RepealedByText,
                false
            ),
            expected: command.Seen
        );
        return version.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        RepealLaw command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var version = await Find(command.Version, work, cancellationToken);
        var last = command.From.AddDays(-1);
        if (last < version.InForceFrom)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"废止日期不能早于施行日期 {version.InForceFrom:yyyy-MM-dd}。",
                field: nameof(command.From)
            );
        }
        if (version.StatedTo < last)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"《{version.FullName}》自 {version.StatedTo.Value.AddDays(1):yyyy-MM-dd} 起已经失效。日期有误的，请用“更正日期”。"
            );
        }
        var text = command.ByText?.Trim();
        if (command.By is { } by)
        {
            var repealing = await Find(by, work, cancellationToken);
            text ??= $"《{repealing.Name}》";
            if (repealing.LawId == version.LawId)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "一部法规的新版本使旧版本失效，不必登记废止；废止它的应是另一部法规或决定。",
                    field: nameof(command.By)
                );
            }
        }
        if (string.IsNullOrEmpty(text))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明由什么废止，如《某条例》第六十条，或废止决定的文号。",
                field: nameof(command.ByText)
            );
        }
        if (text.Length > 200)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "废止依据最多写 200 个字。",
                field: nameof(command.ByText)
            );
        }
        var entry = await work.Append(
            LawVersion.StreamOf(version.LawId),
            new LawChanged(
                version.Id,
                version.LawId,
                version.Published,
                version.InForceFrom,
                last,
                false,
                command.By,
                text,
                true
            ),
            expected: command.Seen,
            legalDate: command.From
        );
        await LawChanges.Tell(
            work,
            entry.Seq,
            version.LawId,
            $"《{version.FullName}》自 {command.From:yyyy-MM-dd} 起废止",
            procedures,
            cancellationToken
        );
        return version.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        NoteRepeals command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageLaws);
        var byIds = command.Repeals.Select(r => r.By).Distinct().ToList();
        var lawIds = command.Repeals.Select(r => LawName.LawId(r.Name)).Distinct().ToList();
        var rows = work.Db.Set<LawVersion>().Where(v => v.Tenant == work.Tenant);
        var repealing = new Dictionary<Guid, LawVersion>();
        foreach (var some in byIds.Chunk(500))
        {
            foreach (
                var version in await rows.Where(v => some.Contains(v.Id))
                    .ToListAsync(cancellationToken)
            )
            {
                repealing[version.Id] = version;
            }
        }
        var laws = new List<LawVersion>();
        foreach (var some in lawIds.Chunk(500))
        {
            laws.AddRange(
                await rows.Where(v => some.Contains(v.LawId)).ToListAsync(cancellationToken)
            );
        }
        var byLaw = laws.ToLookup(v => v.LawId);
        await work.Foresee(byLaw.Select(l => LawVersion.StreamOf(l.Key)), cancellationToken);
        var noted = 0;
        foreach (var repeal in command.Repeals)
        {
            if (
                repealing.GetValueOrDefault(repeal.By) is not { InForceFrom: { } from } by
                || LawName.LawId(repeal.Name) is var lawId && lawId == by.LawId
            )
            {
                continue;
            }
            // the last version before it; one that came after was made anew
            var version = LawLibrary
                .InOrder(byLaw[lawId])
                .LastOrDefault(v =>
                    (v.Published ?? v.InForceFrom ?? DateOnly.MinValue) < (by.Published ?? from)
                );
            if (
                version is null or { RepealedByText: not null }
                || (version.Superseded && version.InForceTo < from)
            )
            {
                continue;
            }
            // a catalogue may name an earlier day: until it was repealed it held
            var last = from.AddDays(-1);
            if (version.StatedTo > last)
            {
                last = version.StatedTo.Value;
            }
            if (last < version.InForceFrom)
            {
                continue;
            }
            var isNews =
                version is { StatedTo: null, EndUnknown: false } && version.Seq <= command.Since;
            var text = $"《{by.Name}》{repeal.Article}";
            var entry = await work.Append(
                LawVersion.StreamOf(lawId),
                new LawChanged(
                    version.Id,
                    lawId,
                    version.Published,
                    version.InForceFrom,
                    last,
                    false,
                    by.Id,
                    text,
                    isNews
                ),
                legalDate: from,
                reason: $"{text}载明废止"
            );
            noted++;
            if (isNews)
            {
                await LawChanges.Tell(
                    work,
                    entry.Seq,
                    lawId,
                    $"《{version.FullName}》自 {from:yyyy-MM-dd} 起废止",
                    procedures,
                    cancellationToken
                );
            }
        }
        return FormattableString.Invariant($"{noted}");
    }

    private static async Task<LawVersion> Find(
        Guid id,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageLaws);
        var version = await work
            .Db.Set<LawVersion>()
            .FirstOrDefaultAsync(v => v.Tenant == work.Tenant && v.Id == id, cancellationToken);
        if (version is null)
        {
            Work.Refuse(RefusalKind.NotFound, "法规库里没有这个版本。");
        }
        return version;
    }

    private void Check(LawToKeep law, Work work)
    {
        if (string.IsNullOrWhiteSpace(law.Name) || law.Name.Length > 200)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明法规的名称，不超过 200 个字。",
                field: nameof(law.Name)
            );
        }
        if (string.IsNullOrWhiteSpace(law.Level) || law.Level.Length > 40)
        {
            Work.Refuse(RefusalKind.Invalid, "请选择法规的层级。", field: nameof(law.Level));
        }
        if (!work.Actor.IsSystem)
        {
            // a catalogue is taken as it is and its faults are reported; a person can put them right at once
            CheckDays(law.Published, law.InForceFrom, law.InForceTo);
        }
        if (!files.Has(law.SourceHash))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"《{law.Name}》的文本没有存入文件库，请重新导入。",
                field: nameof(law.SourceHash)
            );
        }
    }

    private static void CheckDays(DateOnly? published, DateOnly? from, DateOnly? to)
    {
        if (from < published)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "施行日期不能早于公布日期。",
                field: nameof(CorrectLawDates.InForceFrom)
            );
        }
        if (to < (from ?? published))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "失效前最后一日不能早于施行日期。",
                field: nameof(CorrectLawDates.InForceTo)
            );
        }
    }
}
