using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>What the items of one register have against them today.</summary>
[Needs(Capability.ViewRegisters)]
public sealed class FindingsModel(FaduDb db, RegisterRegistry registers)
    : RegisterPage(db, registers)
{
    public IReadOnlyList<RegisterFinding> Found { get; private set; } = [];

    /// <summary>The year whose confirmation the reader's organ was asked for, and whether it is still owed.</summary>
    public (int Year, bool IsOwed)? Confirmation { get; private set; }

    public async Task OnGetAsync()
    {
        Found = await RegisterFindings.Of(
            Db,
            Scope,
            Registers,
            Register,
            Organs,
            Today,
            HttpContext.RequestAborted
        );
        if (Me.Actor.Organ is not { } organ)
        {
            return;
        }
        // What a year owed stays owed after its end.
        foreach (var year in new[] { Today.Year, Today.Year - 1 })
        {
            if (
                await RegisterConfirmations.Owes(
                    Db,
                    Scope.Tenant,
                    Register,
                    organ,
                    year,
                    HttpContext.RequestAborted
                ) is
                { } isOwed
            )
            {
                Confirmation = (year, isOwed);
                return;
            }
        }
    }

    public async Task<IActionResult> OnPostConfirmAsync(int year)
    {
        if (
            (
                await Commit(
                    new ConfirmRegister(Register.Key, year) { CommandId = CommandId },
                    "已经确认，写进痕迹。"
                )
            ).IsDone
        )
        {
            return LocalRedirect($"{Home}/findings");
        }
        await OnGetAsync();
        return Page();
    }
}
