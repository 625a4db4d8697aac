using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Choice = Fadu.Web.TagHelpers.Choice;
using MatterPage = Fadu.Web.Pages.Workbench.Matters.MatterPage;

namespace Fadu.Web.Pages.Workbench.Documents;

/// <summary>
/// Many documents in one act: drafted for chosen matters, sent on, checked, signed. Each is a command of its own: what is refused stays as it was, and says why; the form sent twice does nothing twice.
/// </summary>
[Needs(Capability.HandleMatters)]
public sealed class BulkModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    /// <summary>The most in one act.</summary>
    public const int Most = 200;

    /// <summary>One row: a document, or a matter for which one is to be made.</summary>
    public sealed record Line(Guid Id, string Title, string Name, string State, Guid CommandId)
    {
        public MatterDocument? Document { get; init; }
        public Matter? Matter { get; init; }
        public Refusal? Refusal { get; init; }
        public bool IsDone { get; init; }
        public Guid? Made { get; init; }
    }

    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Choice> Acts { get; private set; } = [];
    public string? Act { get; private set; }
    public bool IsSent { get; private set; }

    /// <summary>Documents of the rows, for what is printed together.</summary>
    public IReadOnlyList<Guid> Printable =>
        [.. Lines.Select(l => l.Made ?? l.Document?.Id).OfType<Guid>()];

    /// <summary>The state in plain words.</summary>
    public string State =>
        IsSent ? $"{Lines.Count(l => l.IsDone)} 件已办，{Lines.Count(l => !l.IsDone)} 件没有办成"
        : Lines.Count == 0 ? "没有选中"
        : $"一起办理 {Lines.Count} 件";

    public string NameOfAct(string act) => Acts.FirstOrDefault(a => a.Value == act)?.Text ?? act;

    public async Task OnGetAsync(List<Guid> ids, List<Guid> items, string? act) =>
        await Prepare(ids, items, act, null);

    public async Task<IActionResult> OnPostAsync(
        List<Guid> ids,
        List<Guid> items,
        List<Guid> commands,
        string? act
    )
    {
        await Prepare(ids, items, act, commands);
        if (Act is null)
        {
            return Page();
        }
        var committer = HttpContext.RequestServices.GetRequiredService<Committer>();
        var done = new List<Line>();
        foreach (var line in Lines)
        {
            var result = await committer.Commit(
                Of(line) with
                {
                    CommandId = line.CommandId,
                    Reason = Text("why"),
                },
                Me.Actor,
                HttpContext.RequestAborted
            );
            done.Add(
                line with
                {
                    IsDone = result.IsDone,
                    Refusal = result.Refusal,
                    Made = result.IsDone && Guid.TryParse(result.Value, out var made) ? made : null,
                }
            );
        }
        (Lines, IsSent) = (done, true);
        if (done.Exists(l => !l.IsDone))
        {
            Unprocessable();
        }
        return Page();
    }

    private Command Of(Line line)
    {
        var version = line.Document?.Version ?? 0;
        return Act switch
        {
            "submit" => new SubmitDocument(line.Id, version),
            "check" => new CheckDocument(line.Id, version),
            "issue" => new IssueDocument(line.Id, version),
            "return" => new ReturnDocument(line.Id, version),
            "receive" => new AcknowledgeDocument(line.Id),
            "start" => new StartDocument(line.Document!.MatterId, line.Document.Kind),
            _ => new StartDocument(line.Id, Act!["make:".Length..]),
        };
    }

    private async Task Prepare(List<Guid> ids, List<Guid> items, string? act, List<Guid>? commands)
    {
        await ReadNames();
        var lines = new List<Line>();
        Guid Given(int i) =>
            commands?.ElementAtOrDefault(i) is { } given && given != Guid.Empty
                ? given
                : Guid.CreateVersion7();
        if (items.Count > 0)
        {
            foreach (var id in items.Distinct().Take(Most))
            {
                if (
                    await MatterQueries.Find(Db, Scope, id, HttpContext.RequestAborted) is
                    { IsVoid: false } matter
                )
                {
                    lines.Add(
                        new Line(
                            id,
                            matter.Title,
                            NameOf(matter.Procedure),
                            matter.NextStep,
                            Given(lines.Count)
                        )
                        {
                            Matter = matter,
                        }
                    );
                }
            }
            Acts =
            [
                .. lines
                    .SelectMany(l =>
                        Procedures.Get(l.Matter!.Procedure, l.Matter.Edition).Documents
                    )
                    .DistinctBy(d => d.Key, StringComparer.Ordinal)
                    .Select(d => new Choice($"make:{d.Key}", $"起草{d.Name}")),
            ];
        }
        else
        {
            foreach (
                var document in await DocumentQueries.Among(
                    Db,
                    Scope,
                    [.. ids.Distinct().Take(Most)],
                    HttpContext.RequestAborted
                )
            )
            {
                lines.Add(
                    new Line(
                        document.Id,
                        document.Title,
                        document.NumberText ?? document.Name,
                        IndexModel.WordOf(document).Words,
                        Given(lines.Count)
                    )
                    {
                        Document = document,
                    }
                );
            }
            (string Key, string Name, Func<MatterDocument, bool> May)[] all =
            [
                ("start", "按模板起草", d => d.Stage == DocumentStage.Owed),
                ("submit", "送核稿或者签发", d => d.Stage == DocumentStage.Draft),
                ("check", "核稿通过", d => d.Stage == DocumentStage.Check),
                ("issue", "签发", d => d.Stage == DocumentStage.Sign),
                ("return", "退回修改", d => d.Stage is DocumentStage.Check or DocumentStage.Sign),
                (
                    "receive",
                    "签收",
                    d => d.AwaitsService && d.ReadBody().Recipient.Organ == Me.Actor.Organ
                ),
            ];
            Acts =
            [
                .. all.Select(a => (a, Count: lines.Count(l => a.May(l.Document!))))
                    .Where(a => a.Count > 0)
                    .Select(a => new Choice(
                        a.a.Key,
                        a.Count == lines.Count ? a.a.Name : $"{a.a.Name}（{a.Count} 件可办）"
                    )),
            ];
        }
        Lines = lines;
        if (Acts.Any(a => a.Value == act))
        {
            Act = act;
        }
    }
}
