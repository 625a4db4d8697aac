using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Procedures;

/// <summary>All procedures with their editions, and which organ is responsible.</summary>
[Needs(Capability.ViewMatters)]
[Nav("程序", "程序目录", "/workbench/procedures", 90)]
public sealed class IndexModel(FaduDb db, ProcedureRegistry procedures, Directories directories)
    : FaduPage
{
    public IReadOnlyCollection<ProcedureEditions> All => procedures.All;

    public LedgerOrgans Organs { get; private set; } = null!;

    /// <summary>The responsible organ by key of the procedure.</summary>
    public IReadOnlyDictionary<string, Guid> Owners { get; private set; } =
        new Dictionary<string, Guid>(StringComparer.Ordinal);

    public bool MaySet => Me.Can(Capability.ManageProcedures);

    /// <summary>The procedures for which something was typed that is no organ.</summary>
    public IReadOnlySet<string> Wrong { get; private set; } = new HashSet<string>();

    /// <summary>What stands in the field of a procedure: what was typed, else what holds.</summary>
    public string? Typed(string procedure) =>
        Request.HasFormContentType && Request.Form.TryGetValue(Field(procedure), out var typed)
            ? typed.ToString()
        : Owners.TryGetValue(procedure, out var owner) ? Organs.NameOf(owner)
        : null;

    public Task OnGetAsync() => Read();

    /// <summary>Settles who is responsible for many procedures at once: a county does so on its first day.</summary>
    public async Task<IActionResult> OnPostOwnersAsync()
    {
        if (!MaySet)
        {
            return Forbid();
        }
        await Read();
        var changes = new List<SetProcedureOwner>();
        var (wrong, problems) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var editions in All)
        {
            var key = editions.Newest.Key;
            var typed = Typed(key)?.Trim();
            Guid? organ = string.IsNullOrEmpty(typed) ? null : Organs.Find(typed);
            if (organ is null && !string.IsNullOrEmpty(typed))
            {
                wrong.Add(key);
                problems.Add(
                    $"“{editions.Name}”：没有叫“{typed}”的单位，请写全称或者简称。{Organs.Suggest(typed)}"
                );
            }
            else if (organ != (Owners.TryGetValue(key, out var now) ? now : null))
            {
                changes.Add(new SetProcedureOwner(key, organ));
            }
        }
        Wrong = wrong;
        if (problems.Count > 0)
        {
            Refuse(
                new Refusal(RefusalKind.Invalid, $"有 {problems.Count} 处要改，一处也没有设定。")
                {
                    Details = problems,
                }
            );
            return Page();
        }
        foreach (var change in changes)
        {
            var result = await Commit(change, $"已设定 {changes.Count} 个程序的承办单位。");
            if (!result.IsDone)
            {
                return Page();
            }
        }
        return LocalRedirect("/workbench/procedures");
    }

    private static string Field(string procedure) => "owner:" + procedure;

    private async Task Read()
    {
        Organs = await LedgerOrgans.Of(directories, Me.Actor.Tenant, HttpContext.RequestAborted);
        Owners = (await MatterQueries.Settings(db, Scope, HttpContext.RequestAborted))
            .Where(s => s.Key == ProcedureSetting.OwnerKey)
            .ToDictionary(s => s.Procedure, s => Guid.Parse(s.Value), StringComparer.Ordinal);
    }
}
