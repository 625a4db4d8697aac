using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Portal.Consultations;

/// <summary>On what the public is asked: what is open first, with the days that are left; then what is closed, with what became of it.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class IndexModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    private const int Size = 50;

    public PortalSection Section => Sections.Find(Consultation.Section)!;

    /// <summary>Those on which opinions are taken today, the one that closes first on top.</summary>
    public IReadOnlyList<Publication> Open { get; private set; } = [];

    public IReadOnlyList<Publication> Closed { get; private set; } = [];

    public string? Next { get; private set; }

    public string Headline =>
        Open.Count > 0 ? $"{Open.Count} 件草案正在征求意见" : "现在没有正在征求意见的草案";

    public async Task OnGetAsync()
    {
        var stop = HttpContext.RequestAborted;
        var text = Text("q");
        var open = PortalQueries.Lines(
            Db,
            Consultation.Section,
            new PortalFilter
            {
                Day = Today,
                State = PortalState.InForce,
                Text = text,
            }
        );
        if (Text("after") is null)
        {
            Open = await open.Where(p => p.EndWord == null)
                .OrderBy(p => p.InForceUntil)
                .ThenBy(p => p.Id)
                .Take(200)
                .ToListAsync(stop);
        }
        (Closed, Next) = await PortalQueries.Page(
            Db,
            Consultation.Section,
            new PortalFilter
            {
                Day = Today,
                State = PortalState.Ended,
                Text = text,
            },
            Text("after"),
            Size,
            stop
        );
    }
}

/// <summary>Words about consultations.</summary>
public static class ConsultationWords
{
    /// <summary>How it stands on a day, in words, with its colour.</summary>
    public static (string Text, Tone Tone) State(
        DateOnly closesOn,
        string? endWord,
        DateOnly day
    ) =>
        endWord == "撤回" ? ("已撤回", Tone.Plain)
        : endWord is not null ? ("已公布采纳情况", Tone.Ok)
        : day > closesOn ? ("已截止，意见正在归纳", Tone.Plain)
        : day == closesOn ? ("今天截止", Tone.Soon)
        : (
            $"还有 {closesOn.DayNumber - day.DayNumber} 天",
            closesOn.DayNumber - day.DayNumber <= 7 ? Tone.Soon : Tone.Ok
        );
}
