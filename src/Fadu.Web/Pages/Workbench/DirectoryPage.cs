using System.Globalization;
using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench;

/// <summary>What pages about organs and people share: both directories as of this request, choices for forms, and what has happened.</summary>
public abstract class DirectoryPage : FaduPage
{
    /// <summary>The version that a draft was begun on: what has happened since is then said, not written over.</summary>
    protected int? SeenInDraft() =>
        ModelState.TryGetValue("Seen", out var entry)
        && int.TryParse(
            entry.AttemptedValue,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seen
        )
            ? seen
            : null;

    /// <summary>The organs.</summary>
    public OrganDirectory Organs { get; private set; } = null!;

    /// <summary>The people.</summary>
    public PeopleDirectory People { get; private set; } = null!;

    /// <summary>Existing organs by short name, for a field of kind Organ.</summary>
    public IReadOnlyList<Choice> OrganChoices =>
        [.. Organs.On().Select(o => new Choice(o.ShortName, o.Name))];

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        await Reload();
        await next();
    }

    /// <summary>Reads both again, after something was changed in this very request.</summary>
    protected async Task Reload() =>
        (Organs, People) = await HttpContext
            .RequestServices.GetRequiredService<Directories>()
            .Both(Me.Actor.Tenant, HttpContext.RequestAborted);

    /// <summary>People as choices: 李宁（县财政局 股长）.</summary>
    public IReadOnlyList<Choice> PersonChoices(IEnumerable<Person> people) =>
        [
            .. people.Select(p => new Choice(
                p.Id.ToString(),
                $"{p.Name}（{Organs.ShortName(p.OrganId)}{(p.Post is null ? "" : " " + p.Post)}）"
            )),
        ];

    /// <summary>The organ that was typed; else null, with what is wrong beside the field.</summary>
    public Guid? OrganOf(string? typed, string field, string what = "机关")
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            ModelState.AddModelError(field, $"请选择{what}。");
            return null;
        }
        var match = Organs.Match(typed);
        if (match.Organ is { } organ)
        {
            return organ.Id;
        }
        ModelState.AddModelError(
            field,
            match.Suggestions.Count > 0
                ? $"目录中没有“{typed}”，是不是{string.Join("、", match.Suggestions.Take(3).Select(s => $"{s.Organ.ShortName}（{s.Reason}）"))}？"
                : $"目录中没有“{typed}”，请从列表中选择。"
        );
        return null;
    }

    /// <summary>What is wrong with a field, for fields that are written from records.</summary>
    protected string? ErrorOf(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (
                ModelState.TryGetValue(field, out var entry)
                && entry.Errors.FirstOrDefault(e => e.ErrorMessage.Length > 0) is { } error
            )
            {
                return error.ErrorMessage;
            }
        }
        return null;
    }

    /// <summary>The page again, with what is wrong.</summary>
    protected Microsoft.AspNetCore.Mvc.RazorPages.PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>All that is open in a person's hands, what is due first on top.</summary>
    protected async Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        Guid person,
        CancellationToken cancellationToken
    )
    {
        var services = HttpContext.RequestServices;
        var items = new List<OpenWorkItem>();
        foreach (var block in services.GetServices<IOpenWork>())
        {
            items.AddRange(
                await block.OpenWorkOf(
                    services.GetRequiredService<FaduDb>(),
                    Me.Actor.Tenant,
                    person,
                    cancellationToken
                )
            );
        }
        return [.. items.OrderBy(i => i.Due ?? DateOnly.MaxValue)];
    }

    /// <summary>Whether a person is to be seen by who asks: within the scope, or for those who keep people and roles.</summary>
    public bool MaySee(Person person) =>
        SeesEverybody || Scope.Everything || Scope.Organs.Contains(person.OrganId);

    /// <summary>Who keeps people, roles or the audit sees everybody.</summary>
    public bool SeesEverybody =>
        Me.Can(Capability.ManagePeople)
        || Me.Can(Capability.GrantRoles)
        || Me.Can(Capability.ReadAudit);

    /// <summary>What has happened in a stream, newest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> History(
        string stream,
        CancellationToken cancellationToken
    )
    {
        var services = HttpContext.RequestServices;
        var tenant = Me.Actor.Tenant;
        var entries = await services
            .GetRequiredService<FaduDb>()
            .Set<TrailEntry>()
            .Where(e => e.Tenant == tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .Take(100)
            .ToListAsync(cancellationToken);
        var registry = services.GetRequiredService<EventRegistry>();
        var words = await EntryWords.Of(HttpContext, Organs, People);
        return
        [
            .. entries.Select(e => new TimelineEntry(registry.DisplayName(e.Kind), By(e), e.At)
            {
                LegalDay = e.LegalDate,
                Text = string.Join(
                    "；",
                    new[]
                    {
                        words.Say(e.Read(registry)),
                        e.Reason is { } r ? "理由：" + r : null,
                    }.Where(t => !string.IsNullOrEmpty(t))
                ),
            }),
        ];
    }

    /// <summary>Who did it: 李宁（代 周明）.</summary>
    protected string By(TrailEntry entry) =>
        entry.ActsFor is { } principal
            ? $"{People.NameOf(entry.Actor)}（代 {People.NameOf(principal)}）"
        : entry.Actor is null
            ? HttpContext.RequestServices.GetRequiredService<EventRegistry>().NobodyOf(entry.Kind)
        : People.NameOf(entry.Actor);
}
