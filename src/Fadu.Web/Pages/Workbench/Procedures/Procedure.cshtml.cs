using System.Globalization;
using System.Text.Json;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Choice = Fadu.Web.TagHelpers.Choice;

namespace Fadu.Web.Pages.Workbench.Procedures;

/// <summary>One procedure in one edition: the text for lawyers, the diagram, and what the county settles about it.</summary>
[Needs(Capability.ViewMatters)]
public sealed class ProcedureModel(
    FaduDb db,
    ProcedureRegistry procedures,
    Core.Registers.RegisterRegistry registers,
    Directories directories
) : FaduPage
{
    public ProcedureEditions Editions { get; private set; } = null!;
    public Procedure Procedure { get; private set; } = null!;
    public LedgerOrgans Organs { get; private set; } = null!;
    public IReadOnlyList<ProcedureSetting> Settings { get; private set; } = [];

    public bool MaySet => Me.Can(Capability.ManageProcedures);

    /// <summary>The lines of the text for lawyers, with Chinese punctuation.</summary>
    public IEnumerable<string> Print => Procedure.Print.Split('\n');

    /// <summary>The diagram.</summary>
    public string Diagram => ProcedureDiagram.Svg(Procedure);

    /// <summary>The responsible organ, if the county has named one.</summary>
    public string? Owner =>
        Settings.FirstOrDefault(s => s.Key == "owner") is { } set
        && Guid.TryParse(set.Value, out var organ)
            ? Organs.NameOf(organ)
            : null;

    /// <summary>Limits whose length the county may set, with its own length.</summary>
    public IReadOnlyList<(ClockRule Rule, TimeLimit? Own)> Lengths =>
        [
            .. Procedure
                .Clocks.Where(c => c.Source != LimitSource.Statute)
                .Select(c =>
                    (
                        c,
                        Settings.FirstOrDefault(s => s.Key == "clock:" + c.Key) is { } set
                            ? JsonSerializer.Deserialize<TimeLimit>(set.Value, EventRegistry.Json)
                            : null
                    )
                ),
        ];

    /// <summary>The points that are looked at one by one, a line each.</summary>
    public string Points =>
        Settings.FirstOrDefault(s => s.Key == "points")?.Value
        ?? string.Join('\n', Procedure.Points);

    /// <summary>How what ran out may be called on the portal, the default first.</summary>
    public IReadOnlyList<string> ExpiredWords =>
        registers.Find(Procedure.Key)?.Portal?.ExpiredWords ?? [];

    /// <summary>How it is called.</summary>
    public string? ExpiredWord =>
        Settings.FirstOrDefault(s => s.Key == ProcedureSetting.ExpiredWord)?.Value
        ?? ExpiredWords.FirstOrDefault();

    /// <summary>Units of a limit.</summary>
    public static IReadOnlyList<Choice> Units { get; } =
    [
        new(nameof(TimeUnit.WorkingDays), "工作日"),
        new(nameof(TimeUnit.Days), "日"),
        new(nameof(TimeUnit.Months), "月"),
        new(nameof(TimeUnit.Years), "年"),
        new(nameof(TimeUnit.Hours), "小时"),
    ];

    public async Task<IActionResult> OnGetAsync(string key, string? edition) =>
        await Find(key, edition) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOwnerAsync(string key, string? owner)
    {
        if (!await Find(key, null))
        {
            return NotFound();
        }
        Guid? organ = null;
        if (!string.IsNullOrWhiteSpace(owner))
        {
            organ = Organs.Find(owner);
            if (organ is null)
            {
                Refuse(
                    new Refusal(
                        RefusalKind.Invalid,
                        $"没有叫“{owner}”的单位，请写全称或者简称。{Organs.Suggest(owner)}",
                        Field: "owner"
                    )
                );
                return Page();
            }
        }
        return await Send(new SetProcedureOwner(key, organ), key);
    }

    public async Task<IActionResult> OnPostLengthAsync(
        string key,
        string clock,
        string? length,
        TimeUnit unit,
        string? basis
    )
    {
        if (!await Find(key, null))
        {
            return NotFound();
        }
        if (
            !int.TryParse(
                string.IsNullOrWhiteSpace(length) ? "0" : length.Trim(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var days
            )
        )
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    $"“{length}”不是整数；留空即恢复默认。",
                    Field: "length"
                )
            );
            return Page();
        }
        return await Send(
            new SetClockLength(key, clock, days, unit)
            {
                Basis = string.IsNullOrWhiteSpace(basis) ? null : basis.Trim(),
            },
            key
        );
    }

    public async Task<IActionResult> OnPostPointsAsync(string key, string? points) =>
        await Find(key, null)
            ? await Send(new SetPoints(key, (points ?? "").Split('\n')), key)
            : NotFound();

    public async Task<IActionResult> OnPostExpiredAsync(string key, string? word) =>
        await Find(key, null) ? await Send(new SetExpiredWord(key, word), key) : NotFound();

    private async Task<IActionResult> Send(Command command, string key)
    {
        var result = await Commit(command with { CommandId = CommandId }, "已设定。");
        return result.IsDone
            ? LocalRedirect($"/workbench/procedures/{Uri.EscapeDataString(key)}")
            : Page();
    }

    private async Task<bool> Find(string key, string? edition)
    {
        if (
            procedures.Find(key) is not { } editions
            || (edition is null ? editions.Newest : editions.Named(edition)) is not { } found
        )
        {
            return false;
        }
        (Editions, Procedure) = (editions, found);
        Organs = await LedgerOrgans.Of(directories, Me.Actor.Tenant, HttpContext.RequestAborted);
        Settings =
        [
            .. (await MatterQueries.Settings(db, Scope, HttpContext.RequestAborted)).Where(s =>
                s.Procedure == key
            ),
        ];
        return true;
    }
}
