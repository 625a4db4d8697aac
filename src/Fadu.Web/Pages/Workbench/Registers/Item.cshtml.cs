using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Calendars;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>One item as it stands on a day: values, versions with what differs, what happened to it, where it was made public.</summary>
[Needs(Capability.ViewRegisters)]
public sealed class ItemModel(FaduDb db, RegisterRegistry registers) : RegisterPage(db, registers)
{
    public DateOnly Day { get; private set; }

    /// <summary>Another day to which it is compared.</summary>
    public DateOnly? Against { get; private set; }

    /// <summary>The version of that other day.</summary>
    public RegisterVersion? Other { get; private set; }

    /// <summary>What differs on the two days, the other day first.</summary>
    public IReadOnlyList<(string Title, string Before, string After)> TwoDays
    {
        get;
        private set;
    } = [];

    /// <summary>The version that holds on the day; else the nearest.</summary>
    public RegisterVersion Version { get; private set; } = null!;

    public IReadOnlyList<(string Title, string Text)> Values { get; private set; } = [];

    /// <summary>All versions, newest first, each with what differs from the one before.</summary>
    public IReadOnlyList<(
        RegisterVersion Version,
        IReadOnlyList<(string Title, string Before, string After)> Differences
    )> Versions { get; private set; } = [];

    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];

    public IReadOnlyList<RegisterChange> Pending { get; private set; } = [];

    public IReadOnlyList<RegisterPublication> Publications { get; private set; } = [];

    public RegisterVersion? Into { get; private set; }

    /// <summary>What is owed to the public about it, and what was done, newest first.</summary>
    public IReadOnlyList<PublicationDuty> Duties { get; private set; } = [];

    public bool MayDraft =>
        Me.Can(Capability.DraftRegisters) && Organs.MayActFor(Me.Actor, Version.OrganId);

    /// <summary>What may be done to it.</summary>
    public IEnumerable<ChangeKind> Kinds =>
        Register.Kinds.Where(k =>
            k.Effect switch
            {
                ChangeEffect.Add => false,
                ChangeEffect.Extend => Versions[0].Version.ValidUntil != RegisterVersion.NoEnd,
                ChangeEffect.Resume => Versions.Any(v => v.Version.State == StretchState.Suspended),
                _ => true,
            }
        );

    /// <summary>The word for the kind of a change.</summary>
    public string KindName(RegisterChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Register.Kind(change.Kind)?.Name ?? change.Kind;
    }

    public async Task<IActionResult> OnGetAsync(Guid id) => await Load(id) ? Page() : NotFound();

    private async Task<bool> Load(Guid id)
    {
        Day = RecordForms.Day(Request.Query["day"]) ?? Today;
        var all = await RegisterQueries.Item(Db, Scope, Register, id, HttpContext.RequestAborted);
        if (all.Count == 0)
        {
            return false;
        }
        Version =
            all.FirstOrDefault(v => v.ValidFrom <= Day && Day <= v.ValidUntil)
            ?? all.LastOrDefault(v => v.ValidUntil < Day)
            ?? all[0];
        Against = RecordForms.Day(Request.Query["against"]);
        Other = all.FirstOrDefault(v => v.ValidFrom <= Against && Against <= v.ValidUntil);
        TwoDays = Other is null
            ? []
            : Register.Differences(Other.ParseBody(), Version.ParseBody(), Organs);
        var body = Version.ParseBody();
        Values =
        [
            .. Register
                .Fields.Where(f => f.Name != "visibility" && body[f.Name] is not null)
                .Select(f =>
                    (
                        f.Title,
                        f.Format(body[f.Name], Organs)
                            .Replace("；", f.LongText ? "\n" : "；", StringComparison.Ordinal)
                            + (f.Unit is { } unit ? $" {unit}" : "")
                    )
                ),
            .. Register.Form.ShowRows(body, Organs),
        ];
        Versions =
        [
            .. all.Select(
                    (v, i) =>
                        (
                            v,
                            i == 0
                                ? []
                                : Register.Differences(
                                    all[i - 1].ParseBody(),
                                    v.ParseBody(),
                                    Organs
                                )
                        )
                )
                .Reverse(),
        ];
        Into = all[^1].MergedInto is { } into
            ? (
                await RegisterQueries.Item(Db, Scope, Register, into, HttpContext.RequestAborted)
            ).LastOrDefault()
            : null;
        Publications = await Db.Set<RegisterPublication>()
            .Where(p => p.Tenant == Scope.Tenant && p.ItemId == id)
            .OrderByDescending(p => p.PublishedOn)
            .ToListAsync(HttpContext.RequestAborted);
        Duties = await Db.Set<PublicationDuty>()
            .Where(d => d.Tenant == Scope.Tenant && d.SubjectId == id)
            .OrderByDescending(d => d.Seq)
            .Take(20)
            .ToListAsync(HttpContext.RequestAborted);
        await History(id);
        return true;
    }

    private async Task History(Guid id)
    {
        var mine = Organs.MayActFor(Me.Actor, Version.OrganId);
        var changes = await Db.Set<RegisterChange>()
            .Where(c => c.Tenant == Scope.Tenant && c.ItemId == id)
            .OrderByDescending(c => c.Seq)
            .Take(200)
            .ToListAsync(HttpContext.RequestAborted);
        // A draft is in no list but those of who makes and approves it.
        Pending = mine ? [.. changes.Where(c => c.State == ChangeState.Pending)] : [];
        var approved = changes.Where(c => c.State == ChangeState.Approved).ToList();
        var names = await NamesOf(approved.SelectMany(c => new[] { c.DraftedBy, c.ApprovedBy }));
        Entries =
        [
            .. approved
                .OrderByDescending(c => c.EffectiveSeq)
                .Select(c => new TimelineEntry(KindName(c), Who(c, names), c.ApprovedAt!.Value)
                {
                    LegalDay = c.ValidFrom ?? c.ValidUntil,
                    Text = Told(c),
                    Mark = c.IsLate ? "补录" : null,
                    Tone = Register.Kind(c.Kind)?.Effect
                        is ChangeEffect.End
                            or ChangeEffect.Merge
                            or ChangeEffect.Void
                        ? Tone.Late
                        : Tone.Plain,
                }),
        ];
    }

    private static string Who(RegisterChange change, IReadOnlyDictionary<Guid, string> names)
    {
        return $"{Name(change.DraftedBy)}拟订，{Name(change.ApprovedBy)}审批";

        string Name(Guid? person) =>
            person is { } id ? names.GetValueOrDefault(id, "已离职人员") : "系统";
    }

    private string Told(RegisterChange change) =>
        string.Concat(
            new[]
            {
                change.DecidedBy is { } organ
                    ? $"{Organs.NameOf(organ)} {change.DecidedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 决定。"
                    : null,
                change.Basis is { } basis ? $"依据：{basis}。" : null,
                change.Reason is { } reason ? $"原因：{reason}。" : null,
                change.Inputs is { } inputs && Register.Kind(change.Kind)?.Input is { } type
                    ? string.Concat(
                        Core.Matters.RecordForm.Of(type)
                            .Show(JsonNode.Parse(inputs)!.AsObject(), Organs)
                            .Select(i => $"{i.Title}：{i.Text}。")
                    )
                    : null,
            }
        );
}
