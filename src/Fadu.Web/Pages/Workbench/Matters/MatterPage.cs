using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>What the pages of matters share: the declarations, organs and people by name, and reading one matter whole.</summary>
public abstract class MatterPage(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : FaduPage
{
    /// <summary>The reading context.</summary>
    protected FaduDb Db => db;

    /// <summary>All procedures.</summary>
    public ProcedureRegistry Procedures => procedures;

    /// <summary>The name of a procedure as pages show it.</summary>
    public string NameOf(string procedure) => procedures.NameOf(procedure);

    /// <summary>Organs by name.</summary>
    public LedgerOrgans Organs { get; private set; } = null!;

    /// <summary>People by name.</summary>
    public PeopleDirectory People { get; private set; } = null!;

    /// <summary>Reads the names of organs and people.</summary>
    protected async Task ReadNames()
    {
        Organs = await LedgerOrgans.Of(directories, Me.Actor.Tenant, HttpContext.RequestAborted);
        People = await directories.People(Me.Actor.Tenant, HttpContext.RequestAborted);
    }

    /// <summary>A matter with everything that its page shows; null where it may not be seen.</summary>
    protected async Task<MatterDetail?> Read(Guid id)
    {
        await ReadNames();
        return await MatterQueries.Detail(
            db,
            Scope,
            Me.Actor,
            id,
            procedures,
            registry,
            directories,
            Today,
            HttpContext.RequestAborted
        );
    }

    /// <summary>The items that may be chosen in the forms of steps, by register, as the modules offer them.</summary>
    protected async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> ItemsFor(
        IEnumerable<RecordForm> forms,
        OpeningPart part
    )
    {
        var items = new Dictionary<string, IReadOnlyList<Choice>>(StringComparer.Ordinal);
        foreach (
            var field in forms
                .SelectMany(f => f.Fields)
                .Where(f => f is { Type: FieldType.Item, Separate: false })
                .DistinctBy(f => f.Register)
        )
        {
            IReadOnlyList<RegisterVersion>? found = null;
            foreach (var module in procedures.Parts)
            {
                found ??= await module.Choices(part, field, HttpContext.RequestAborted);
            }
            if (found is not null)
            {
                items[field.Register!] =
                [
                    .. found.Select(v => new Choice(v.ItemId.ToString(), v.Title)),
                ];
            }
        }
        return items;
    }

    /// <summary>The organs that one may choose from.</summary>
    public IReadOnlyList<Choice> OrganChoices =>
        [.. Organs.All.Select(o => new Choice(o.ShortName, o.Name))];

    /// <summary>A text of the form, trimmed; null where there is none.</summary>
    protected string? Text(string name) =>
        Sent(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>The organ that a field of the form names; refuses a name that no organ bears.</summary>
    protected Guid? OrganNamed(string name, string label)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (Organs.Find(text) is { } organ)
        {
            return organ;
        }
        ModelState.AddModelError(
            name,
            $"{label}：没有叫“{text}”的单位，请写全称或者简称。{Organs.Suggest(text)}"
        );
        return null;
    }

    /// <summary>The page again, with what was filled in and what is wrong.</summary>
    protected void Unprocessable() =>
        Response.StatusCode =
            Response.StatusCode == StatusCodes.Status200OK
                ? StatusCodes.Status422UnprocessableEntity
                : Response.StatusCode;
}
