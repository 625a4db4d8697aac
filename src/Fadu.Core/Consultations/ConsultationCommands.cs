using Fadu.Core.Calendars;
using Fadu.Core.Inbox;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Consultations;

/// <summary>Begins a consultation; the answer is its id.</summary>
public sealed record BeginConsultation(Guid Organ, ConsultationText Content) : Command
{
    /// <summary>The matter for which it is made, and its stage there.</summary>
    public Guid? Matter { get; init; }
    public string? Stage { get; init; }
}

/// <summary>Changes the text. Once it is public the reason is owed and shown; the last day then changes only by <see cref="ExtendConsultation"/>.</summary>
/// <param name="Seen">The version before one's eyes.</param>
public sealed record AmendConsultation(Guid Id, int Seen, ConsultationText Content) : Command;

/// <summary>Makes it public: from now on opinions are taken.</summary>
public sealed record OpenConsultation(Guid Id, int Seen) : Command;

/// <summary>Gives more time; the reason is owed and shown.</summary>
public sealed record ExtendConsultation(Guid Id, int Seen, DateOnly ClosesOn) : Command;

/// <summary>Gives it up; the reason is owed and shown.</summary>
public sealed record WithdrawConsultation(Guid Id, int Seen) : Command;

/// <summary>Makes public what became of the opinions. Refused while the time runs, and while an opinion has no answer.</summary>
/// <param name="Note">On the whole.</param>
public sealed record ConcludeConsultation(Guid Id, int Seen, string? Note) : Command;

internal sealed class ConsultationHandlers(Directories directories)
    : IHandler<BeginConsultation>,
        IHandler<AmendConsultation>,
        IHandler<OpenConsultation>,
        IHandler<ExtendConsultation>,
        IHandler<WithdrawConsultation>,
        IHandler<ConcludeConsultation>
{
    /// <summary>The kind of subject in publications.</summary>
    internal const string Kind = "consultation";

    private const int LongestDraft = 400_000;

    // 优化营商环境条例第六十二条、重大行政决策程序暂行条例第十五条: 一般不少于30日. For what neither covers, the provinces set it (30 日 by default, facts.md §2 M).
    private static readonly TimeLimit Least = TimeLimit.Days(
        30,
        new LawRef("重大行政决策程序暂行条例").Art(15)
    );

    public async ValueTask<string?> Handle(
        BeginConsultation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        await DemandOrgan(work, directories, command.Organ, cancellationToken)
            .ConfigureAwait(false);
        var content = Checked(command.Content, work.Today);
        if (command.Matter is { } matter)
        {
            var owner = await work
                .Db.Set<Matter>()
                .AsNoTracking()
                .Where(m => m.Tenant == work.Tenant && m.Id == matter)
                .Select(m => (Guid?)m.OrganId)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            if (owner != command.Organ)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "公开征求意见由承办这一事项的单位拟订。",
                    field: nameof(command.Organ)
                );
            }
        }
        var id = work.NewId();
        await work.Append(
                Consultation.StreamOf(id),
                new ConsultationBegun(
                    id,
                    command.Organ,
                    command.Matter,
                    command.Matter is null ? null : command.Stage,
                    content
                ),
                organ: command.Organ,
                isNew: true
            )
            .ConfigureAwait(false);
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        AmendConsultation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await Mine(work, directories, command.Id, cancellationToken).ConfigureAwait(false);
        var content = Checked(command.Content, c.OpenedOn ?? work.Today);
        var isPublic = c.State == ConsultationState.Published;
        if (c.State is not ConsultationState.Draft && !isPublic)
        {
            Work.Refuse(RefusalKind.Conflict, $"这次征求意见{c.State.DisplayName()}，不能再修改。");
        }
        if (isPublic)
        {
            work.Demand(Capability.Publish);
            DemandReason(
                command,
                "已经公布的内容不作无声的改动：请写明改了什么、为什么，随改动一并公布。"
            );
            if (content.ClosesOn != c.ClosesOn)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "截止日期只能用“延长”来改，并写明原因。",
                    field: nameof(content.ClosesOn)
                );
            }
        }
        await work.Append(
                Consultation.StreamOf(c.Id),
                new ConsultationAmended(c.Id, content),
                command.Seen,
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        if (isPublic)
        {
            await Show(work, c, true, command.Reason, [], cancellationToken).ConfigureAwait(false);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        OpenConsultation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var c = await Mine(work, directories, command.Id, cancellationToken).ConfigureAwait(false);
        if (c.State != ConsultationState.Draft)
        {
            Work.Refuse(RefusalKind.Conflict, $"这次征求意见{c.State.DisplayName()}。");
        }
        var content = Checked(c.Text, work.Today);
        var calendar = await CountyCalendars
            .Read(work.Db, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        // The day that is announced stands as it is told to the public: it need not roll on over a rest day.
        var least = Clock.AtLeast(Least, work.Today).Read(calendar).Unrolled!.Value;
        if (content.ClosesOn < least && string.IsNullOrWhiteSpace(content.ShortBecause))
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"公开征求意见的期限一般不少于30日，今天公布的最早到{ChineseDates.Long(least)}截止；需要缩短的，请写明原因，随公告一并公布。",
                content.Article ?? Least.Basis!.ToString(),
                nameof(content.ShortBecause)
            );
        }
        await work.Append(
                Consultation.StreamOf(c.Id),
                new ConsultationOpened(c.Id, work.Today, content.ClosesOn),
                command.Seen,
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        await Show(work, c, false, null, [], cancellationToken).ConfigureAwait(false);
        await Tell(work, c).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        ExtendConsultation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var c = await Mine(work, directories, command.Id, cancellationToken).ConfigureAwait(false);
        DemandPublished(c);
        DemandReason(command, "请写明延长的原因，随新的截止日期一并公布。");
        if (command.ClosesOn <= c.ClosesOn || command.ClosesOn < work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"新的截止日期应当晚于{ChineseDates.Long(c.ClosesOn)}，也不早于今天；已经公布的期限不能缩短。",
                field: nameof(command.ClosesOn)
            );
        }
        if (command.ClosesOn > work.Today.AddYears(1))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "截止日期在一年以后，请核对。",
                field: nameof(command.ClosesOn)
            );
        }
        await work.Append(
                Consultation.StreamOf(c.Id),
                new ConsultationExtended(c.Id, command.ClosesOn),
                command.Seen,
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        await Show(work, c, false, null, [], cancellationToken).ConfigureAwait(false);
        await work.SettleNotices(KeyOf(c.Id)).ConfigureAwait(false);
        await Tell(work, c).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        WithdrawConsultation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var c = await Mine(work, directories, command.Id, cancellationToken).ConfigureAwait(false);
        if (c.State is not (ConsultationState.Published or ConsultationState.Draft))
        {
            Work.Refuse(RefusalKind.Conflict, $"这次征求意见{c.State.DisplayName()}。");
        }
        DemandReason(command, "请写明撤回的原因；已经公布的，随撤回一并公布。");
        var wasPublic = c.State == ConsultationState.Published;
        await work.Append(
                Consultation.StreamOf(c.Id),
                new ConsultationWithdrawn(c.Id, work.Today),
                command.Seen,
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        if (wasPublic)
        {
            await Show(work, c, false, null, [], cancellationToken).ConfigureAwait(false);
        }
        await work.SettleNotices(KeyOf(c.Id)).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        ConcludeConsultation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var c = await Mine(work, directories, command.Id, cancellationToken).ConfigureAwait(false);
        DemandPublished(c);
        if (work.Today <= c.ClosesOn)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"征求意见到{ChineseDates.Long(c.ClosesOn)}截止，次日起才能反馈采纳情况。",
                c.Text.Article
            );
        }
        if (c.Unanswered > 0)
        {
            // 重大行政决策程序暂行条例第十八条: 对社会各方面提出的意见进行归纳整理、研究论证，充分采纳合理意见，完善决策草案。
            Work.Refuse(
                RefusalKind.Condition,
                $"还有 {c.Unanswered} 组意见没有答复：应当对提出的意见归纳整理、研究论证，逐组写明是否采纳和理由以后，才能反馈。",
                c.Text.Subject == ConsultationSubject.Document
                    ? "优化营商环境条例第六十二条"
                    : "重大行政决策程序暂行条例第十八条"
            );
        }
        if (command.Note?.Length > 5000)
        {
            Work.Refuse(RefusalKind.Invalid, "总体情况最多 5000 字。", field: nameof(command.Note));
        }
        var results = await ConsultationQueries
            .Results(work.Db, Scope.All(work.Tenant), c.Id, cancellationToken)
            .ConfigureAwait(false);
        await work.Append(
                Consultation.StreamOf(c.Id),
                new ConsultationConcluded(
                    c.Id,
                    work.Today,
                    c.Received,
                    c.Adopted,
                    c.Partly,
                    c.NotAdopted,
                    string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim()
                ),
                command.Seen,
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        await Show(work, c, false, null, results, cancellationToken).ConfigureAwait(false);
        await work.SettleNotices(KeyOf(c.Id)).ConfigureAwait(false);
        return null;
    }

    internal static string KeyOf(Guid id) => $"consultation:{id}:";

    /// <summary>The consultation, tracked, if the person may work on it.</summary>
    internal static async ValueTask<Consultation> Mine(
        Work work,
        Directories directories,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandleMatters);
        var c = await work
            .Db.FindAsync<Consultation>([work.Tenant, id], cancellationToken)
            .ConfigureAwait(false);
        if (c is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这次征求意见，或者您不能办理它。");
        }
        await DemandOrgan(work, directories, c.OrganId, cancellationToken).ConfigureAwait(false);
        return c;
    }

    private static async ValueTask DemandOrgan(
        Work work,
        Directories directories,
        Guid organ,
        CancellationToken cancellationToken
    )
    {
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        if (organs.Get(organ) is null || !organs.MayActFor(work.Actor, organ))
        {
            Work.Refuse(RefusalKind.NotFound, "没有这次征求意见，或者您不能替这个单位办理。");
        }
    }

    private static void DemandPublished(Consultation c)
    {
        if (c.State != ConsultationState.Published)
        {
            Work.Refuse(
                RefusalKind.Conflict,
                c.State == ConsultationState.Draft
                    ? "这次征求意见还没有公布。"
                    : $"这次征求意见{c.State.DisplayName()}。"
            );
        }
    }

    private static void DemandReason(Command command, string message)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(RefusalKind.Invalid, message, field: nameof(command.Reason));
        }
    }

    private static ValueTask Tell(Work work, Consultation c) =>
        work.Notify(
            new Notice(
                $"{KeyOf(c.Id)}{c.ClosesOn:yyyyMMdd}",
                c.OrganId,
                $"征求意见{ChineseDates.Long(c.ClosesOn)}截止：{Cut(c.Title, 60)}",
                "截止以后归纳整理、逐组答复，并公布采纳情况。",
                Consultation.AddressOf(c.Id)
            )
            {
                ForThoseWho = Capability.HandleMatters,
                Due = c.ClosesOn,
            }
        );

    /// <summary>Puts what the public sees on the portal as a further edition.</summary>
    private async ValueTask Show(
        Work work,
        Consultation c,
        bool corrected,
        string? reason,
        IReadOnlyList<PublishedAnswer> results,
        CancellationToken cancellationToken
    )
    {
        var before = await work
            .Db.Set<Publication>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Tenant == work.Tenant && p.Id == c.Id, cancellationToken)
            .ConfigureAwait(false);
        if (before is { IsPublic: false })
        {
            Work.Refuse(RefusalKind.Conflict, "这次征求意见已经从门户撤下，请先在“公布”中处理。");
        }
        var organs = await directories.Organs(work.Tenant, cancellationToken).ConfigureAwait(false);
        await PublicationHandlers
            .Show(
                work,
                before,
                Kind,
                c.Id,
                Consultation.Section,
                c.OrganId,
                Compose(c, organs.Get(c.OrganId)?.Name ?? "", results),
                corrected,
                reason,
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    internal static PublishedContent Compose(
        Consultation c,
        string organ,
        IReadOnlyList<PublishedAnswer> results
    )
    {
        var text = c.Text;
        var opened = c.OpenedOn!.Value;
        var fields = new List<PublishedField>
        {
            new("subject", "征求意见的事项", text.Subject.DisplayName()),
            new("period", "期限", $"{opened:yyyy-MM-dd} 公布，{c.ClosesOn:yyyy-MM-dd} 截止"),
        };
        Add("article", "依据", text.Article);
        Add("shortBecause", "期限少于30日的原因", text.ShortBecause);
        Add(
            "extended",
            "延长",
            c.ExtendedBecause is null
                ? null
                : $"原定 {c.FirstClosesOn:yyyy-MM-dd} 截止，延长至 {c.ClosesOn:yyyy-MM-dd}：{c.ExtendedBecause}"
        );
        Add("channels", "公布的渠道", string.Join('、', text.Channels));
        Add("contact", "其他提出意见的方式", text.Contact);
        Add(
            "withdrawn",
            "撤回",
            c.WithdrawnOn is null ? null : $"{c.WithdrawnOn:yyyy-MM-dd}：{c.WithdrawnBecause}"
        );
        Add("explanation", "说明", text.Leading.Explanation);
        if (c.State == ConsultationState.Concluded)
        {
            Add(
                "result",
                "意见采纳情况",
                $"{c.ConcludedOn:yyyy-MM-dd} 反馈：收到意见 {c.Received} 条，采纳 {c.Adopted} 条，部分采纳 {c.Partly} 条，未采纳 {c.NotAdopted} 条"
            );
        }
        return new PublishedContent
        {
            Title = c.Title,
            Organ = organ,
            // Those that close later stand first.
            Sort = PublicationHandlers.SortOf(c.ClosesOn, c.Title),
            Day = opened,
            Facet = text.Subject.DisplayName(),
            EndWord = c.State switch
            {
                ConsultationState.Withdrawn => "撤回",
                ConsultationState.Concluded => "已反馈",
                _ => null,
            },
            Versions =
            [
                new PublishedVersion(
                    opened,
                    c.WithdrawnOn is { } gone && gone <= c.ClosesOn
                        ? gone > opened
                            ? gone.AddDays(-1)
                            : opened
                        : c.ClosesOn,
                    false,
                    fields,
                    text.Leading.Draft
                ),
            ],
            Consultation = new PublishedConsultation
            {
                Subject = text.Subject.DisplayName(),
                Article = text.Article,
                OpenedOn = opened,
                ClosesOn = c.ClosesOn,
                FirstClosesOn = c.FirstClosesOn,
                ExtendedBecause = c.ExtendedBecause,
                ShortBecause = text.ShortBecause,
                Channels = text.Channels,
                Contact = text.Contact,
                Editions =
                [
                    .. text.Editions.Select(
                        (e, i) =>
                            new PublishedLanguage(
                                e.Tag,
                                e.Name,
                                e.RightToLeft,
                                e.Title,
                                i == 0 ? null : e.Draft,
                                e.Explanation
                            )
                    ),
                ],
                WithdrawnOn = c.WithdrawnOn,
                WithdrawnBecause = c.WithdrawnBecause,
                Result =
                    c.State == ConsultationState.Concluded
                        ? new PublishedResult(
                            c.ConcludedOn!.Value,
                            c.Received,
                            c.Adopted,
                            c.Partly,
                            c.NotAdopted,
                            c.Note,
                            results
                        )
                        : null,
            },
        };

        void Add(string name, string title, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                fields.Add(new PublishedField(name, title, value));
            }
        }
    }

    /// <summary>The text without blanks around it; refuses what cannot be put before the public.</summary>
    private static ConsultationText Checked(ConsultationText content, DateOnly from)
    {
        if (content.Editions.Count is 0 or > 8)
        {
            Work.Refuse(RefusalKind.Invalid, "请至少填写一种文版，最多八种。", field: "Editions");
        }
        var editions = content
            .Editions.Select(
                (e, i) =>
                {
                    var which = content.Editions.Count == 1 ? "" : $"{e.Name}文版的";
                    Filled(e.Tag, 20, $"editions[{i}].tag", $"请写明第 {i + 1} 种文版的语言。");
                    Filled(e.Name, 20, $"editions[{i}].name", $"请写明第 {i + 1} 种文版的名称。");
                    Filled(
                        e.Title,
                        200,
                        $"editions[{i}].title",
                        $"请填写{which}标题，最多 200 个字。"
                    );
                    // 重大行政决策程序暂行条例第十五条: 公布决策草案及其说明等材料.
                    Filled(
                        e.Draft,
                        LongestDraft,
                        $"editions[{i}].draft",
                        $"请填写{which}草案，或者上传草案的文件；应当公布草案及其说明，最多 40 万字。"
                    );
                    Filled(
                        e.Explanation,
                        LongestDraft,
                        $"editions[{i}].explanation",
                        $"请填写{which}说明：应当公布草案及其说明。"
                    );
                    return e with
                    {
                        Tag = e.Tag.Trim(),
                        Name = e.Name.Trim(),
                        Title = e.Title.Trim(),
                        Draft = e.Draft.Trim(),
                        Explanation = e.Explanation.Trim(),
                    };
                }
            )
            .ToList();
        if (
            editions.Select(e => e.Tag).Distinct(StringComparer.OrdinalIgnoreCase).Count()
            < editions.Count
        )
        {
            Work.Refuse(RefusalKind.Invalid, "同一种文版填写了两次。", field: "Editions");
        }
        Filled(
            content.Contact,
            500,
            nameof(content.Contact),
            "请写明提出意见的其他方式：通信地址、电话、邮箱，最多 500 个字。"
        );
        if (content.ClosesOn <= from || content.ClosesOn > from.AddYears(1))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"截止日期应当在{ChineseDates.Long(from)}之后、一年以内。",
                field: nameof(content.ClosesOn)
            );
        }
        if (content.ShortBecause?.Length > 500)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "缩短期限的原因最多 500 个字。",
                field: nameof(content.ShortBecause)
            );
        }
        return content with
        {
            Editions = editions,
            Contact = content.Contact.Trim(),
            ShortBecause = string.IsNullOrWhiteSpace(content.ShortBecause)
                ? null
                : content.ShortBecause.Trim(),
            Channels =
            [
                .. content
                    .Channels.Select(t => t.Trim())
                    .Where(t => t.Length is > 0 and <= 50)
                    .Distinct(StringComparer.Ordinal)
                    .Take(20),
            ],
        };

        static void Filled(string? text, int most, string field, string message)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > most)
            {
                Work.Refuse(RefusalKind.Invalid, message, field: field);
            }
        }
    }

    internal static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(most - 1)] + "…";
}
