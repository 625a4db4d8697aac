using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans.Supervision;
using Fadu.Core.Trail;
using Fadu.Web.Pages.Workbench.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Supervision;

/// <summary>One 督办单: what is asked, who has read it, what was replied.</summary>
[Needs(Capability.ViewPlans)]
public sealed class NoticeModel(FaduDb db, EventRegistry registry) : FaduPage
{
    public SupervisionNotice Of { get; private set; } = null!;
    public OrganNames Organs { get; private set; } = null!;
    public IReadOnlyList<(string Name, DateTimeOffset At)> Readers { get; private set; } = [];
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];
    public bool HaveRead { get; private set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public bool IsAddressee => Of.OrganId == Me.Actor.Organ;
    public bool IsIssuer => Of.IssuerId == Me.Actor.Organ && Me.Can(Capability.Supervise);

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRead(Guid id) =>
        await Do(id, new ReadSupervision(id) { CommandId = CommandId }, "已记为阅。");

    public async Task<IActionResult> OnPostReply(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        var (hashes, refusal) = await this.Keep(Files);
        if (refusal is not null)
        {
            Refuse(refusal with { Field = nameof(Files) });
            return Page();
        }
        var command = new ReplySupervision(id, Text ?? "")
        {
            CommandId = CommandId,
            Evidence = hashes,
            FileNames = [.. Files.Select(f => f.FileName)],
        };
        return (await Commit(command, "已回复。")).IsDone
            ? Redirect($"/workbench/supervision/{id}")
            : Page();
    }

    public async Task<IActionResult> OnPostReturn(Guid id, string? reason) =>
        await Do(
            id,
            new ReturnSupervisionReply(id) { CommandId = CommandId, Reason = reason },
            "已退回，被督办单位会收到提醒。"
        );

    public async Task<IActionResult> OnPostClose(Guid id) =>
        await Do(id, new CloseSupervision(id) { CommandId = CommandId }, "督办已办结。");

    private async Task<IActionResult> Do(Guid id, Command command, string notice)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        return (await Commit(command, notice)).IsDone
            ? Redirect($"/workbench/supervision/{id}")
            : Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var abort = HttpContext.RequestAborted;
        var notice = await db.Set<SupervisionNotice>()
            .Within(Scope)
            .FirstOrDefaultAsync(n => n.Id == id, abort);
        if (notice is null)
        {
            return false;
        }
        Of = notice;
        Organs = OrganNames.Of(Me.Organs);
        var people = db.Set<Person>().Where(p => p.Tenant == Scope.Tenant);
        var readers = await db.Set<SupervisionReading>()
            .Where(r => r.Tenant == Scope.Tenant && r.NoticeId == id)
            .Join(
                people,
                r => r.PersonId,
                p => p.Id,
                (r, p) =>
                    new
                    {
                        p.Id,
                        p.Name,
                        r.At,
                    }
            )
            .OrderBy(r => r.At)
            .ToListAsync(abort);
        Readers = [.. readers.Select(r => (r.Name, r.At))];
        HaveRead = readers.Exists(r => r.Id == Me.Actor.Person);
        var stream = SupervisionNotice.StreamOf(id);
        var entries = await db.Set<TrailEntry>()
            .Where(e => e.Tenant == Scope.Tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .Take(100)
            .ToListAsync(abort);
        var ids = entries.Select(e => e.Actor).OfType<Guid>().Distinct().ToList();
        var names = await people
            .Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, abort);
        Entries =
        [
            .. entries.Select(e => new TimelineEntry(
                registry.DisplayName(e.Kind),
                e.Actor is { } actor ? names.GetValueOrDefault(actor, "—") : "系统",
                e.At
            )
            {
                LegalDay = e.LegalDate,
                Text = e.Read(registry) is SupervisionReplied replied ? replied.Text : e.Reason,
            }),
        ];
        return true;
    }
}
