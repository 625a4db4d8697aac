using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Consultations;

/// <summary>What the pages of consultations share.</summary>
public abstract class ConsultationsPage(FaduDb db) : OrganPage(db)
{
    /// <summary>The address of the list.</summary>
    public const string Home = "/workbench/consultations";

    /// <summary>The one that the address names.</summary>
    public Consultation Asked { get; protected set; } = null!;

    /// <summary>The number of the last entry that the reader has before his eyes.</summary>
    public int Seen { get; protected set; }

    /// <summary>Whether the reader works on it.</summary>
    public bool MayHandle =>
        Me.Can(Capability.HandleMatters) && Organs.MayActFor(Me.Actor, Asked.OrganId);

    /// <summary>Whether opinions can still be entered, grouped and answered.</summary>
    public bool IsAtWork => Asked.State == ConsultationState.Published;

    /// <summary>The pages of one consultation side by side.</summary>
    public IReadOnlyList<NavItem> Tabs(string here) =>
        [
            new("", "归并和答复", Consultation.AddressOf(Asked.Id), Active: here == "groups"),
            new(
                "",
                $"全部意见（{Asked.Received}）",
                Consultation.AddressOf(Asked.Id) + "/opinions",
                Active: here == "opinions"
            ),
        ];

    /// <summary>Finds the one that the address names.</summary>
    protected async Task<bool> Find(Guid id)
    {
        if (
            await ConsultationQueries.Find(Db, Scope, id, HttpContext.RequestAborted)
            is not { } found
        )
        {
            return false;
        }
        Asked = found;
        Seen = await ConsultationQueries.VersionOf(Db, Scope, id, HttpContext.RequestAborted);
        return true;
    }

    /// <summary>Makes the form good for another try.</summary>
    protected void Again()
    {
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
    }

    /// <summary>How it stands, in words, with its colour.</summary>
    public static (string Text, Tone Tone) State(Consultation c, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(c);
        return c.State switch
        {
            ConsultationState.Draft => ("拟订中", Tone.Plain),
            ConsultationState.Withdrawn => ("已撤回", Tone.Plain),
            ConsultationState.Concluded => ($"{c.ConcludedOn:yyyy-MM-dd} 已反馈", Tone.Ok),
            _ when c.IsOpenOn(day) => (
                c.ClosesOn == day
                    ? "今天截止"
                    : $"征求中，还有 {c.ClosesOn.DayNumber - day.DayNumber} 天",
                Tone.Ok
            ),
            _ => (
                c.Unanswered > 0 ? $"已截止，{c.Unanswered} 组意见待答复" : "已截止，可以反馈",
                Tone.Soon
            ),
        };
    }
}

/// <summary>Languages in which drafts are put before the public.</summary>
public static class DraftLanguages
{
    /// <summary>Tag, name, and whether it reads from right to left.</summary>
    public static readonly IReadOnlyList<(string Tag, string Name, bool RightToLeft)> All =
    [
        ("zh-CN", "汉文", false),
        ("ug", "维吾尔文", true),
        ("ky-Arab", "柯尔克孜文", true),
        ("kk-Arab", "哈萨克文", true),
        ("mn-Mong", "蒙古文", false),
        ("bo", "藏文", false),
        ("ii", "彝文", false),
        ("za", "壮文", false),
        ("ko", "朝鲜文", false),
        ("en", "英文", false),
        ("und", "其他文版", false),
    ];

    /// <summary>The choices of a form.</summary>
    public static IReadOnlyList<Choice> Choices => [.. All.Select(l => new Choice(l.Tag, l.Name))];
}
