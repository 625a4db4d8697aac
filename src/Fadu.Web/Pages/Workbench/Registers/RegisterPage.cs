using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>What the pages of one register share: its declaration, the organs, and words for its versions and changes.</summary>
public abstract class RegisterPage(FaduDb db, RegisterRegistry registers) : OrganPage(db)
{
    /// <summary>All registers.</summary>
    protected RegisterRegistry Registers => registers;

    /// <summary>The register of the address; null on the pages of all.</summary>
    public Register Register { get; private set; } = null!;

    /// <summary>The address of the register.</summary>
    public string Home => $"/workbench/registers/{Register.Key}";

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        if ((string?)RouteData.Values["register"] is { } key)
        {
            if (registers.Find(key) is not { } found)
            {
                context.Result = NotFound();
                return;
            }
            Register = found;
        }
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>The kind of the reader's own organ, if it has one.</summary>
    protected Core.Organs.OrganKind? MyKind =>
        Me.Actor.Organ is { } organ ? Organs.Get(organ)?.Kind : null;

    /// <summary>The changes that wait for the reader, oldest first.</summary>
    protected IQueryable<RegisterChange> Waiting() =>
        RegisterQueries
            .Waiting(Db, Scope, Me.Actor.Organ, MyKind)
            .Where(c => c.DraftedBy != Me.Actor.Person);

    /// <summary>The names of people by id.</summary>
    protected async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IEnumerable<Guid?> people)
    {
        var ids = people.OfType<Guid>().Distinct().ToList();
        return await Db.Set<Person>()
            .Where(p => p.Tenant == Scope.Tenant && ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, HttpContext.RequestAborted);
    }

    /// <summary>The days of a version in words.</summary>
    public static string Days(DateOnly from, DateOnly until) =>
        until == RegisterVersion.NoEnd
            ? $"{from:yyyy-MM-dd} 起"
            : $"{from:yyyy-MM-dd} 至 {until:yyyy-MM-dd}";

    /// <summary>How an item stands on a day, as a cell.</summary>
    protected static Cell StateCell(RegisterVersion version, DateOnly day) =>
        Cell.Join(
            Cell.Tag(version.StateOn(day).DisplayName(), ToneOf(version.StateOn(day))),
            version.IsLate ? Cell.Tag("补录", Tone.Soon) : Cell.Text(null),
            version.IsOpen ? Cell.Text(null) : Cell.Tag("内部")
        );

    /// <summary>The colour of a standing.</summary>
    public static Tone ToneOf(Standing state) =>
        state switch
        {
            Standing.InForce => Tone.Ok,
            Standing.Suspended or Standing.Expired => Tone.Soon,
            _ => Tone.Plain,
        };

    /// <summary>Fields that lists show beside the item's name and keeper.</summary>
    internal static IEnumerable<LedgerField> Shown(Register register) =>
        register.Fields.Where(f => f.InList && !Register.IsCommon(f));
}

/// <summary>The filter of a list as its address carries it; list and export read the same.</summary>
public static class RegisterAddress
{
    /// <summary>Reads it; what makes no sense is passed over.</summary>
    public static RegisterFilter Read(
        Register register,
        LedgerOrgans organs,
        IQueryCollection query,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(organs);
        ArgumentNullException.ThrowIfNull(query);
        return new RegisterFilter
        {
            Day = RecordForms.Day(query["day"]) ?? today,
            Keeper = query["keeper"].ToString() is { Length: > 0 } keeper
                ? organs.Find(keeper) ?? Guid.Empty
                : null,
            State = query["state"].ToString() switch
            {
                "all" => null,
                var state when Enum.TryParse<Standing>(state, out var standing) => standing,
                _ => Standing.InForce,
            },
            Text = query["q"].ToString() is { Length: > 0 and <= 100 } text ? text : null,
            Choices = register
                .Fields.Where(f =>
                    f is { Type: FieldType.Choice, Slot: not null }
                    && query[f.Name].ToString().Length > 0
                )
                .ToDictionary(f => f.Name, f => query[f.Name].ToString(), StringComparer.Ordinal),
            ExpiresWithin = query["expires"] == "60" ? 60 : null,
        };
    }
}
