using System.Security.Cryptography;
using System.Text.Json;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Consultations;

/// <summary>What somebody says: on which article, what, why; and who he is, if he likes.</summary>
public sealed record OpinionText(string? About, string Text, string? Because, OpinionGiver Giver)
{
    public string? Name { get; init; }
    public string? Contact { get; init; }
}

/// <summary>Somebody outside gives an opinion; the answer is the receipt.</summary>
public sealed record GiveOpinion(Guid Consultation, OpinionText Said) : Command;

/// <summary>Enters an opinion that came another way; the answer is the receipt.</summary>
public sealed record EnterOpinion(
    Guid Consultation,
    OpinionText Said,
    OpinionSource Source,
    DateOnly ReceivedOn
) : Command;

/// <summary>Puts groups that say the same into one.</summary>
public sealed record GroupOpinions(Guid Consultation, IReadOnlyList<Guid> Groups, Guid Into)
    : Command;

/// <summary>Takes a group out of the one into which it was put.</summary>
public sealed record PartOpinions(Guid Consultation, Guid Group) : Command;

/// <summary>Answers one group: what they say in words for the public, what becomes of it, and why.</summary>
public sealed record AnswerOpinions(
    Guid Consultation,
    Guid Group,
    string Gist,
    OpinionOutcome Outcome,
    string? Answer
) : Command;

/// <summary>Erases who gave an opinion; the reason is owed.</summary>
public sealed record EraseOpinionGiver(Guid Opinion) : Command;

internal sealed class OpinionHandlers(Directories directories)
    : IHandler<GiveOpinion>,
        IHandler<EnterOpinion>,
        IHandler<GroupOpinions>,
        IHandler<PartOpinions>,
        IHandler<AnswerOpinions>,
        IHandler<EraseOpinionGiver>
{
    // Without letters and digits that are mistaken for one another on paper.
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public async ValueTask<string?> Handle(
        GiveOpinion command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var said = Checked(command.Said);
        var c = await Find(work, command.Consultation, cancellationToken).ConfigureAwait(false);
        if (c is null || c.State == ConsultationState.Draft)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这次征求意见。");
        }
        if (!c.IsOpenOn(work.Today))
        {
            Work.Refuse(
                RefusalKind.Condition,
                c.State == ConsultationState.Withdrawn
                    ? "这次征求意见已经撤回，不再接收意见。"
                    : $"这次征求意见已于{ChineseDates.Long(c.ClosesOn)}截止，不再从网上接收意见；您可以按页面上的联系方式反映。"
            );
        }
        var place = await Place(work, c, said, cancellationToken).ConfigureAwait(false);
        await work.Append(
                Consultation.OpinionsOf(c.Id),
                new OpinionGiven(
                    place.Id,
                    c.Id,
                    c.OrganId,
                    c.Received + 1,
                    place.Receipt,
                    place.Group,
                    place.IsFirst,
                    said.About,
                    said.Text,
                    said.Because,
                    said.Giver,
                    Personal(work, said)
                ),
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        return place.Receipt;
    }

    public async ValueTask<string?> Handle(
        EnterOpinion command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var said = Checked(command.Said);
        var c = await AtWork(work, command.Consultation, cancellationToken).ConfigureAwait(false);
        if (command.Source == OpinionSource.Web)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "网上的意见由公众自己提交；这里登记信函、电话、座谈等途径的意见。",
                field: nameof(command.Source)
            );
        }
        if (command.ReceivedOn > work.Today || command.ReceivedOn < c.OpenedOn)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"收到日期应当在{ChineseDates.Long(c.OpenedOn!.Value)}（公布之日）和今天之间。",
                field: nameof(command.ReceivedOn)
            );
        }
        var place = await Place(work, c, said, cancellationToken).ConfigureAwait(false);
        await work.Append(
                Consultation.OpinionsOf(c.Id),
                new OpinionEntered(
                    place.Id,
                    c.Id,
                    c.OrganId,
                    c.Received + 1,
                    place.Receipt,
                    place.Group,
                    place.IsFirst,
                    said.About,
                    said.Text,
                    said.Because,
                    said.Giver,
                    Personal(work, said),
                    command.Source,
                    command.ReceivedOn
                ),
                legalDate: command.ReceivedOn,
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        return place.Receipt;
    }

    public async ValueTask<string?> Handle(
        GroupOpinions command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var c = await AtWork(work, command.Consultation, cancellationToken).ConfigureAwait(false);
        var ids = command.Groups.Where(g => g != command.Into).Distinct().ToList();
        if (ids.Count is 0 or > 500)
        {
            Work.Refuse(RefusalKind.Invalid, "请至少勾选两组，一次最多归并 500 组。");
        }
        var groups = await work
            .Db.Set<OpinionGroup>()
            .AsNoTracking()
            .Where(g =>
                g.Tenant == work.Tenant
                && g.ConsultationId == c.Id
                && (ids.Contains(g.Id) || g.Id == command.Into)
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (groups.Count != ids.Count + 1 || groups.Exists(g => !g.IsTop))
        {
            Work.Refuse(RefusalKind.Conflict, "勾选的意见中有的刚被归并过，请刷新页面后重新勾选。");
        }
        await work.Append(
                Consultation.AnswersOf(c.Id),
                new OpinionsGrouped(c.Id, ids, command.Into),
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        PartOpinions command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (c, group) = await AtWork(work, command.Consultation, command.Group, cancellationToken)
            .ConfigureAwait(false);
        if (group.IsTop)
        {
            Work.Refuse(RefusalKind.Conflict, "这组意见没有归并到别的组。");
        }
        await work.Append(
                Consultation.AnswersOf(c.Id),
                new OpinionsParted(c.Id, group.Id),
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        AnswerOpinions command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (c, group) = await AtWork(work, command.Consultation, command.Group, cancellationToken)
            .ConfigureAwait(false);
        if (!group.IsTop)
        {
            Work.Refuse(RefusalKind.Conflict, "这组意见已经归并到别的组，请在那一组答复。");
        }
        if (string.IsNullOrWhiteSpace(command.Gist) || command.Gist.Trim().Length > 2000)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请用公布时的文字归纳这组意见，最多 2000 个字，不写提出人的个人信息。",
                field: nameof(command.Gist)
            );
        }
        if (
            command.Answer?.Length > 5000
            || (
                command.Outcome != OpinionOutcome.Adopted
                && string.IsNullOrWhiteSpace(command.Answer)
            )
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "部分采纳、未采纳的，请写明理由，最多 5000 个字；理由随采纳情况公布。",
                c.Text.Article,
                nameof(command.Answer)
            );
        }
        await work.Append(
                Consultation.AnswersOf(c.Id),
                new OpinionsAnswered(
                    c.Id,
                    group.Id,
                    command.Gist.Trim(),
                    command.Outcome,
                    string.IsNullOrWhiteSpace(command.Answer) ? null : command.Answer.Trim()
                ),
                organ: c.OrganId
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        EraseOpinionGiver command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var opinion = await work
            .Db.Set<Opinion>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                o => o.Tenant == work.Tenant && o.Id == command.Opinion,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (opinion is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这条意见，或者您不能办理它。");
        }
        await ConsultationHandlers
            .Mine(work, directories, opinion.ConsultationId, cancellationToken)
            .ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            // 个人信息保护法第四十七条: 处理目的已实现…个人撤回同意…的，个人信息处理者应当主动删除个人信息.
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明删除的缘由，例如“本人要求”“处理目的已经实现”。",
                "个人信息保护法第四十七条",
                nameof(command.Reason)
            );
        }
        if (opinion.PersonalId is { } personal)
        {
            await work.ErasePersonal(
                    personal,
                    Consultation.AnswersOf(opinion.ConsultationId),
                    opinion.OrganId
                )
                .ConfigureAwait(false);
        }
        return null;
    }

    private static ValueTask<Consultation?> Find(
        Work work,
        Guid id,
        CancellationToken cancellationToken
    ) => work.Db.FindAsync<Consultation>([work.Tenant, id], cancellationToken);

    /// <summary>A consultation on whose opinions its organ is at work.</summary>
    private async ValueTask<Consultation> AtWork(
        Work work,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var c = await ConsultationHandlers
            .Mine(work, directories, id, cancellationToken)
            .ConfigureAwait(false);
        if (c.State != ConsultationState.Published)
        {
            Work.Refuse(
                RefusalKind.Conflict,
                c.State == ConsultationState.Draft
                    ? "这次征求意见还没有公布。"
                    : $"这次征求意见{c.State.DisplayName()}，意见不再变动。"
            );
        }
        return c;
    }

    /// <summary>The same, with one of its groups.</summary>
    private async ValueTask<(Consultation, OpinionGroup)> AtWork(
        Work work,
        Guid id,
        Guid group,
        CancellationToken cancellationToken
    )
    {
        var c = await AtWork(work, id, cancellationToken).ConfigureAwait(false);
        var found = await work
            .Db.FindAsync<OpinionGroup>([work.Tenant, group], cancellationToken)
            .ConfigureAwait(false);
        if (found is null || found.ConsultationId != c.Id)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这组意见，或者您不能办理它。");
        }
        return (c, found);
    }

    /// <summary>A new id and receipt, and the group of those that say the same.</summary>
    private static async ValueTask<(Guid Id, string Receipt, Guid Group, bool IsFirst)> Place(
        Work work,
        Consultation c,
        OpinionText said,
        CancellationToken cancellationToken
    )
    {
        var id = work.NewId();
        var likeness = Opinion.LikenessOf(said.About, said.Text);
        // One group has one likeness: its id follows from it, so that nothing need be searched.
        var group = GroupOf(c.Id, likeness);
        var isThere = await work
            .Db.Set<OpinionGroup>()
            .AsNoTracking()
            .AnyAsync(g => g.Tenant == work.Tenant && g.Id == group, cancellationToken)
            .ConfigureAwait(false);
        return (id, RandomNumberGenerator.GetString(Signs, 12), group, !isThere);
    }

    internal static Guid GroupOf(Guid consultation, string likeness) =>
        new(
            SHA256
                .HashData(
                    System.Text.Encoding.UTF8.GetBytes($"opinions|{consultation:N}|{likeness}")
                )
                .AsSpan(0, 16)
        );

    private static PersonalRef? Personal(Work work, OpinionText said) =>
        said.Name is null && said.Contact is null
            ? null
            : work.KeepPersonal(
                JsonSerializer.Serialize(
                    new OpinionContact(said.Name, said.Contact),
                    EventRegistry.Json
                )
            );

    private static OpinionText Checked(OpinionText said)
    {
        var text = Clean(said.Text, OpinionLimits.Text, "Text", "意见");
        if (text is null)
        {
            Work.Refuse(RefusalKind.Invalid, "请写下您的意见。", field: "Text");
        }
        return said with
        {
            Text = text,
            About = Clean(said.About, OpinionLimits.About, "About", "针对的条款"),
            Because = Clean(said.Because, OpinionLimits.Text, "Because", "理由"),
            Name = Clean(said.Name, OpinionLimits.Name, "Name", "姓名或者名称"),
            Contact = Clean(said.Contact, OpinionLimits.Contact, "Contact", "联系方式"),
        };
    }

    // Characters that are none (U+0000 and its like) cannot be kept by PostgreSQL and are seen by nobody.
    private static string? Clean(string? text, int most, string field, string name)
    {
        var clean = new string([
            .. (text ?? "").Where(c => !char.IsControl(c) || c is '\n' or '\t'),
        ]).Trim();
        if (clean.Length > most)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"{name}最多 {most} 个字，现在有 {clean.Length} 个字；写不下的，可以分成几条意见，或者按页面上的联系方式寄送。",
                field: field
            );
        }
        return clean.Length == 0 ? null : clean;
    }
}

/// <summary>The longest texts of an opinion, in characters.</summary>
public static class OpinionLimits
{
    public const int About = 60;
    public const int Text = 5000;
    public const int Name = 60;
    public const int Contact = 100;
}

/// <summary>Who gave an opinion, as it is kept among the personal values.</summary>
public sealed record OpinionContact(string? Name, string? Contact);
