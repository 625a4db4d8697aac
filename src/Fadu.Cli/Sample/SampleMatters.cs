using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>What those share who bring matters of the sample from step to step.</summary>
internal abstract class SampleMatters(SampleStage stage)
{
    /// <summary>县司法局: who coordinates, who reviews and drafts, and its head.</summary>
    protected const string Coordinator = "zhuyunyuan";
    protected const string Reviewer = "moxun";
    protected const string Head = "xunzhenzhou";

    /// <summary>The version of a matter, whatever happened meanwhile: the loader is alone.</summary>
    protected const int Whatever = int.MaxValue;

    protected static readonly WorkCalendar Calendar = WorkCalendar.National;

    protected SampleStage Stage => stage;

    /// <summary>Takes a step.</summary>
    protected async Task Act(Guid id, string action, string login, object? input = null) =>
        await Act(id, action, await stage.As(login), input);

    /// <summary>Takes a step.</summary>
    protected Task Act(Guid id, string action, Actor actor, object? input = null) =>
        stage.Do(new ActOnMatter(id, Whatever, action, Json(input)), actor);

    /// <summary>The one matter that another opened, of a procedure where it opened several.</summary>
    protected async Task<Guid> ChildOf(Guid parent, string? procedure = null)
    {
        await using var db = await stage.Read();
        return await db.Set<Matter>()
            .Where(m =>
                m.Tenant == 1
                && m.ParentId == parent
                && (procedure == null || m.Procedure == procedure)
            )
            .Select(m => m.Id)
            .SingleAsync();
    }

    /// <summary>Who handles the matters of an organ.</summary>
    protected static string HandlerOf(string organ) =>
        SampleData
            .People.First(p =>
                p.Organ == organ
                && p.Roles.Contains(Role.Handler)
                && !p.Roles.Contains(Role.Coordinator)
            )
            .Login;

    protected static string Iso(DateOnly day) => $"{day:yyyy-MM-dd}";

    protected static JsonObject Json(object? value) =>
        value is null
            ? []
            : JsonSerializer.SerializeToNode(value, ProcedureJson.Options)!.AsObject();
}
