using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Choice = Fadu.Web.TagHelpers.Choice;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>Several matters worked off together: one step with one form, or one person for all. Each is its own act, with its own conditions; what is refused says why and stays as it was.</summary>
[Needs(Capability.HandleMatters)]
public sealed class BulkModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    /// <summary>The most at once; the 60 rulings of a busy day fit.</summary>
    public const int Most = 200;

    /// <summary>The key of the act that makes somebody else responsible.</summary>
    public const string Assign = "assign";

    private const string Prefix = "do.";

    /// <summary>One chosen matter, and what became of it.</summary>
    public sealed record Line(MatterDetail Detail, Guid CommandId)
    {
        public Matter Matter => Detail.Matter;
        public Refusal? Refusal { get; init; }
        public bool IsDone { get; init; }
    }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>What can be done with all of them, or with some: key, name and number.</summary>
    public IReadOnlyList<Choice> Acts { get; private set; } = [];

    /// <summary>The act chosen.</summary>
    public string? Act { get; private set; }

    /// <summary>Its step, where it is one of a procedure.</summary>
    public ProcedureAction? Action { get; private set; }

    public RecordFormView? Form { get; private set; }

    /// <summary>Who can be made responsible.</summary>
    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    /// <summary>Whether it has been sent.</summary>
    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnGetAsync(List<Guid> items, string? act)
    {
        await Prepare(items, act, null);
        Fill(new Dictionary<string, string?>(StringComparer.Ordinal), []);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(List<Guid> items, List<Guid> commands, string? act)
    {
        await Prepare(items, act, commands);
        var typed = RecordForms.Sent(Prefix, Request.Form);
        if (Act is null)
        {
            ModelState.AddModelError("act", "请先选择要办的事。");
            Unprocessable();
            Fill(typed, []);
            return Page();
        }
        if (Request.Form.ContainsKey("more"))
        {
            Fill(typed, [], 2);
            return Page();
        }
        var inputs = new JsonObject();
        var person = Guid.Empty;
        if (Action?.InputType is { } type)
        {
            var (body, errors) = RecordForm.Of(type).Read(typed, Organs, Today);
            foreach (var error in errors)
            {
                ModelState.AddModelError(Prefix + error.Field, error.ToString());
            }
            if (errors.Count > 0)
            {
                Unprocessable();
                Fill(typed, errors);
                return Page();
            }
            inputs = body;
        }
        else if (Act == Assign && !Guid.TryParse(Text("handler"), out person))
        {
            ModelState.AddModelError("handler", "请选择经办人。");
            Unprocessable();
            Fill(typed, []);
            return Page();
        }
        var committer = HttpContext.RequestServices.GetRequiredService<Committer>();
        var done = new List<Line>();
        foreach (var line in Lines)
        {
            Command command =
                Act == Assign
                    ? new AssignMatter(line.Matter.Id, line.Matter.Version, person)
                    : new ActOnMatter(
                        line.Matter.Id,
                        line.Matter.Version,
                        Act,
                        inputs.DeepClone().AsObject()
                    )
                    {
                        LegalDate = RecordForms.Day(Text("on")),
                        Reason = Text("why"),
                    };
            // Each carries an id of its own: the same form sent twice does nothing twice.
            var result = await committer.Commit(
                command with
                {
                    CommandId = line.CommandId,
                },
                Me.Actor,
                HttpContext.RequestAborted
            );
            done.Add(line with { IsDone = result.IsDone, Refusal = result.Refusal });
        }
        (Lines, IsSent) = (done, true);
        Fill(typed, []);
        if (done.TrueForAll(l => l.IsDone))
        {
            Notice = $"{done.Count} 件都已办理：{ActName(Act)}。";
            return LocalRedirect("/workbench/matters");
        }
        Unprocessable();
        return Page();
    }

    /// <summary>The state in plain words.</summary>
    public string State =>
        IsSent ? $"{Lines.Count(l => l.IsDone)} 件已办理，{Lines.Count(l => !l.IsDone)} 件没有办成"
        : Lines.Count == 0 ? "没有选中办件"
        : $"一起办理 {Lines.Count} 件";

    /// <summary>The name of an act.</summary>
    public string ActName(string act) =>
        act == Assign ? "分派" : Acts.FirstOrDefault(a => a.Value == act)?.Text ?? act;

    private async Task Prepare(List<Guid> items, string? act, List<Guid>? commands)
    {
        await ReadNames();
        var lines = new List<Line>();
        foreach (var (id, i) in items.Distinct().Take(Most).Select((id, i) => (id, i)))
        {
            // What may not be seen is not there.
            if (await Read(id) is { Matter.IsOpen: true } detail)
            {
                lines.Add(
                    new Line(
                        detail,
                        commands?.ElementAtOrDefault(i) is { } given && given != Guid.Empty
                            ? given
                            : Guid.CreateVersion7()
                    )
                );
            }
        }
        Lines = lines;
        var steps = lines
            .SelectMany(l =>
                l.Detail.Steps.Where(s => s.IsOpen).Select(s => (s.Action, l.Detail.Procedure.Key))
            )
            .GroupBy(s => s.Action.Key, StringComparer.Ordinal)
            // Steps of one name whose records differ are not one step.
            .Where(g => g.Select(s => s.Action.InputType).Distinct().Count() == 1)
            // What may be chosen from a register differs from matter to matter.
            .Where(g =>
                g.First().Action.InputType is not { } type
                || RecordForm.Of(type).Fields.All(f => f.Type != Core.Ledgers.FieldType.Item)
            )
            .Select(g =>
            {
                var count = g.Count();
                return (
                    Choice: new Choice(
                        g.Key,
                        count == lines.Count
                            ? g.First().Action.Name
                            : $"{g.First().Action.Name}（{count} 件可办）"
                    ),
                    g.First().Action
                );
            })
            .ToList();
        Acts = [.. steps.Select(s => s.Choice)];
        if (
            Me.Can(Capability.AssignMatters)
            && lines.Count > 0
            && lines.TrueForAll(l => l.Matter.OrganId == Me.Actor.Organ)
        )
        {
            Acts = [.. Acts, new Choice(Assign, "分派给同一人")];
            Colleagues =
            [
                .. People
                    .Of(Me.Actor.Organ!.Value)
                    .Select(p => new Choice(p.Id.ToString(), p.Name)),
            ];
        }
        if (Acts.Any(a => a.Value == act))
        {
            Act = act;
            Action = steps.Find(s => s.Choice.Value == act).Action;
        }
    }

    private void Fill(
        Dictionary<string, string?> typed,
        IReadOnlyList<Core.Ledgers.FieldError> errors,
        int more = 0
    ) =>
        Form = Action?.InputType is { } type
            ? RecordForms.View(RecordForm.Of(type), Prefix, typed, errors, Organs, Today, more)
            : null;
}
