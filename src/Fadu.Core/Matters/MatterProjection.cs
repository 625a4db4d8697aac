using System.Text;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Search;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

/// <summary>Keeps matters, who has to do with them, their clocks and materials, and what they count.</summary>
internal sealed class MatterProjection(ProcedureRegistry procedures)
    : IProject<MatterFiled>,
        IProject<MatterActed>,
        IProject<MatterUnlawfulRecorded>,
        IProject<MatterSupplemented>,
        IProject<MatterCorrected>,
        IProject<MatterChildReturned>,
        IProject<MatterChildNamed>,
        IProject<MatterAdopted>,
        IProject<MatterDocumentServed>,
        IProject<MatterDaysPassed>,
        IProject<MatterEditionMoved>,
        IProject<MatterAssigned>,
        IProject<MatterOrganInvited>,
        IProject<MatterVoided>,
        IProject<MatterClocksRecounted>,
        IProject<MatterWarned>,
        IProject<ProcedureSet>,
        IProject<WorkHandedOver>
{
    public IReadOnlyList<Type> Tables =>
        [
            typeof(Matter),
            typeof(MatterOrgan),
            typeof(MatterClock),
            typeof(MatterMaterial),
            typeof(ProcedureSetting),
        ];

    public async ValueTask Apply(MatterFiled data, TrailEntry entry, FaduDb db)
    {
        var opened = data.Effects.OfType<MatterOpened>().First();
        var matter = new Matter
        {
            Tenant = entry.Tenant,
            Id = data.Id,
            Procedure = data.Procedure,
            Edition = opened.Edition,
            Title = data.Title,
            OrganId = data.Owner,
            SenderId = data.Sender,
            HandlerId = data.Handler,
            AnchorOn = opened.Anchor,
            OpenedOn = entry.At.LocalDay(),
            NextStep = "",
            NextDue = Matter.NoDue,
            ParentId = data.Parent,
            ParentSlot = data.Slot,
            Body = "",
            SearchText = "",
            Seq = entry.Seq,
        };
        db.Add(matter);
        List<MatterOrgan> organs = [Add(db, matter, data.Owner, MatterPart.Owner, "")];
        if (data.Sender != data.Owner)
        {
            organs.Add(Add(db, matter, data.Sender, MatterPart.Sender, ""));
        }
        await Move(matter, new MatterState(), data, entry, db, organs, []);
    }

    public ValueTask Apply(MatterActed data, TrailEntry entry, FaduDb db) => Move(data, entry, db);

    public ValueTask Apply(MatterUnlawfulRecorded data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(MatterSupplemented data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public async ValueTask Apply(MatterCorrected data, TrailEntry entry, FaduDb db)
    {
        (await Find(data.Id, entry, db)).Title = data.Title;
        await Move(data, entry, db);
    }

    public ValueTask Apply(MatterChildReturned data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(MatterChildNamed data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public async ValueTask Apply(MatterAdopted data, TrailEntry entry, FaduDb db)
    {
        var matter = await Find(data.Id, entry, db);
        matter.ParentId = data.Parent;
        matter.ParentSlot = data.Slot;
    }

    public ValueTask Apply(MatterDocumentServed data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(MatterDaysPassed data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public ValueTask Apply(MatterEditionMoved data, TrailEntry entry, FaduDb db) =>
        Move(data, entry, db);

    public async ValueTask Apply(MatterAssigned data, TrailEntry entry, FaduDb db)
    {
        var matter = await Find(data.Id, entry, db);
        var organs = await Organs(matter, db);
        if (data.Owner != matter.OrganId)
        {
            // The former owner goes on seeing what it did, as one who took part.
            var former = organs.Single(o => o.Part == MatterPart.Owner);
            db.Remove(former);
            organs.Remove(former);
            if (organs.TrueForAll(o => o.OrganId != matter.OrganId))
            {
                organs.Add(Add(db, matter, matter.OrganId, MatterPart.Invited, ""));
            }
            matter.OrganId = data.Owner;
            organs.Add(Add(db, matter, data.Owner, MatterPart.Owner, ""));
            await Cite(db, matter, matter.ReadState().Facts);
        }
        matter.HandlerId = data.Handler;
        matter.Version = entry.Number;
        Mirror(matter, organs, data.Asked);
        SearchSources.Put(db, matter, organs);
    }

    public async ValueTask Apply(MatterOrganInvited data, TrailEntry entry, FaduDb db)
    {
        var matter = await Find(data.Id, entry, db);
        var organs = await Organs(matter, db);
        var asked = AskedOf(organs);
        organs.Add(Add(db, matter, data.Organ, MatterPart.Invited, data.Role));
        Mirror(matter, organs, data.Asked ?? asked);
        SearchSources.Put(db, matter, organs);
    }

    public async ValueTask Apply(MatterVoided data, TrailEntry entry, FaduDb db)
    {
        var matter = await Find(data.Id, entry, db);
        matter.IsVoid = true;
        matter.IsOpen = false;
        matter.EndedOn = entry.LegalDate;
        matter.Stage = "误立撤销";
        matter.NextStep = "";
        matter.NextDue = Matter.NoDue;
        matter.Version = entry.Number;
        foreach (var clock in await Clocks(matter, db))
        {
            clock.IsOpen = false;
            clock.IsMissed = false;
        }
        Mirror(matter, await Organs(matter, db), []);
        await Cite(db, matter, []);
        await ContributionBook.Book(
            db,
            entry,
            Matter.SubjectKindOf(matter.Procedure),
            matter.Id,
            []
        );
    }

    public async ValueTask Apply(MatterClocksRecounted data, TrailEntry entry, FaduDb db)
    {
        var matter = await Find(data.Id, entry, db);
        var clocks = await Clocks(matter, db);
        foreach (var day in data.Days)
        {
            var clock = clocks.Single(c => c.Clock == day.Clock);
            Count(clock, day);
            clock.WouldBe = data.Held.TryGetValue(day.Clock, out var held) ? held : null;
        }
        matter.NextDue = NextDue(matter, clocks);
        var organs = await Organs(matter, db);
        Mirror(matter, organs, AskedOf(organs));
    }

    public async ValueTask Apply(MatterWarned data, TrailEntry entry, FaduDb db) =>
        (await db.FindAsync<MatterClock>(entry.Tenant, data.Id, data.Clock))!.Warned = data.Step;

    public async ValueTask Apply(ProcedureSet data, TrailEntry entry, FaduDb db)
    {
        var known = await db.FindAsync<ProcedureSetting>(entry.Tenant, data.Procedure, data.Key);
        switch (known, data.Value)
        {
            case (null, { } value):
                db.Add(
                    new ProcedureSetting
                    {
                        Tenant = entry.Tenant,
                        Procedure = data.Procedure,
                        Key = data.Key,
                        Value = value,
                    }
                );
                break;
            case ({ } set, { } value):
                set.Value = value;
                break;
            case ({ } set, null):
                db.Remove(set);
                break;
            default:
                break;
        }
    }

    public async ValueTask Apply(WorkHandedOver data, TrailEntry entry, FaduDb db)
    {
        await db.Set<Matter>()
            .Where(m => m.Tenant == entry.Tenant && m.HandlerId == data.From && m.IsOpen)
            .LoadAsync();
        foreach (
            var matter in db.Set<Matter>()
                .Local.Where(m => m.Tenant == entry.Tenant && m.HandlerId == data.From && m.IsOpen)
                .ToList()
        )
        {
            matter.HandlerId = data.To;
            foreach (var organ in await Organs(matter, db))
            {
                organ.HandlerId = data.To;
            }
        }
    }

    private static ValueTask Cite(FaduDb db, Matter matter, JsonObject facts, bool isNew = false) =>
        CitationBook.Put(
            db,
            matter.Tenant,
            CitingKinds.Matter,
            matter.Id,
            matter.OrganId,
            matter.Title,
            Matter.AddressOf(matter.Id),
            string.Join('\n', Strings(facts)),
            isNew
        );

    private static IEnumerable<string> Strings(JsonNode? node) =>
        node switch
        {
            JsonObject some => some.SelectMany(n => Strings(n.Value)),
            JsonArray some => some.SelectMany(Strings),
            JsonValue value when value.TryGetValue<string>(out var text) => [text],
            _ => [],
        };

    private static async ValueTask<Matter> Find(Guid id, TrailEntry entry, FaduDb db) =>
        (await db.FindAsync<Matter>(entry.Tenant, id))!;

    private async ValueTask Move(IMatterMoved data, TrailEntry entry, FaduDb db)
    {
        var matter = await Find(data.Id, entry, db);
        await Move(
            matter,
            matter.ReadState(),
            data,
            entry,
            db,
            await Organs(matter, db),
            await Clocks(matter, db)
        );
    }

    private async ValueTask Move(
        Matter matter,
        MatterState before,
        IMatterMoved data,
        TrailEntry entry,
        FaduDb db,
        List<MatterOrgan> organs,
        List<MatterClock> clocks
    )
    {
        var state = before.After(data.Effects);
        matter.Body = state.ToJson();
        matter.Edition = state.Edition;
        matter.Outcome = state.Outcome;
        matter.OutcomeName = data.Standing.OutcomeName;
        matter.EndedOn = state.EndedOn;
        matter.IsOpen = !state.IsEnded && !matter.IsVoid;
        matter.Stage = data.Standing.Stage;
        matter.NextStep = data.Standing.Next;
        matter.HasLateEntries = state.HasLateEntries;
        matter.HasUnlawfulFacts = state.Unlawful.Count > 0;
        matter.Version = entry.Number;
        var words = matter.SearchText;
        Fill(matter, state.Facts);
        if (data.Effects.Any(e => e is MatterOpened or FactsChanged))
        {
            await Cite(db, matter, state.Facts, isNew: data is MatterFiled);
        }
        if (matter.SearchText != words)
        {
            SearchSources.Put(db, matter, organs, isNew: words.Length == 0);
        }
        foreach (var day in data.Days)
        {
            var clock = clocks.Find(c => c.Clock == day.Clock);
            if (clock is null)
            {
                clock = new MatterClock
                {
                    Tenant = matter.Tenant,
                    MatterId = matter.Id,
                    Clock = day.Clock,
                    Name = day.Name,
                    Calendar = day.Calendar,
                };
                db.Add(clock);
                clocks.Add(clock);
            }
            Count(clock, day);
            clock.WouldBe = null;
        }
        foreach (var clock in clocks)
        {
            var now = state.Clocks[clock.Clock];
            clock.IsOpen = now.IsOpen && !matter.IsVoid;
            clock.IsMissed = now is { MissedOn: not null, StoppedOn: null } && matter.IsOpen;
        }
        matter.NextDue = NextDue(matter, clocks);
        foreach (var material in data.Effects.OfType<MaterialAdded>())
        {
            db.Add(
                new MatterMaterial
                {
                    Tenant = matter.Tenant,
                    MatterId = matter.Id,
                    Material = material.Material,
                    Version = material.Version,
                    Hash = material.Hash,
                    Name = material.Name,
                    On = material.On,
                    By = Guid.TryParse(material.By, out var by) ? by : null,
                }
            );
        }
        foreach (var wanted in data.Effects.OfType<OrganWanted>())
        {
            var organ = Guid.Parse(wanted.Organ);
            if (!organs.Exists(o => o.OrganId == organ && o.Role == wanted.Role))
            {
                organs.Add(Add(db, matter, organ, MatterPart.Invited, wanted.Role));
            }
        }
        Mirror(matter, organs, data.Standing.Asked);
        if (data.Effects.Any(e => e is Counted))
        {
            await ContributionBook.Book(
                db,
                entry,
                Matter.SubjectKindOf(matter.Procedure),
                matter.Id,
                [
                    .. state.Counts.Select(c => new Contribution(
                        c.Figure,
                        Guid.Parse(c.For!),
                        c.On,
                        c.Amount,
                        c.Dimensions,
                        c.Key
                    )),
                ],
                isNew: before.Counts.Count == 0
            );
        }
    }

    private static void Count(MatterClock clock, ClockDay day)
    {
        var due = day.Due ?? Matter.NoDue;
        if (clock.Due != due)
        {
            clock.Warned = ClockWarning.None;
        }
        clock.Name = day.Name;
        clock.Kind = day.Kind;
        clock.Due = due;
        clock.IsProvisional = day.Provisional;
        clock.Calendar = day.Calendar;
    }

    // A protected window asks nothing of anybody by its last day.
    private static DateOnly NextDue(Matter matter, IEnumerable<MatterClock> clocks) =>
        matter.IsOpen
            ? clocks
                .Where(c => (c.IsOpen || c.IsMissed) && c.Kind != ClockKind.AtLeast)
                .Select(c => c.Due)
                .Append(Matter.NoDue)
                .Min()
            : Matter.NoDue;

    private static MatterOrgan Add(
        FaduDb db,
        Matter matter,
        Guid organ,
        MatterPart part,
        string role
    )
    {
        var row = new MatterOrgan
        {
            Tenant = matter.Tenant,
            OrganId = organ,
            MatterId = matter.Id,
            Part = part,
            Role = role,
            Procedure = matter.Procedure,
        };
        db.Add(row);
        return row;
    }

    private static List<Guid> AskedOf(IEnumerable<MatterOrgan> organs) =>
        [.. organs.Where(o => o.IsAsked).Select(o => o.OrganId)];

    /// <summary>What lists filter and sort by is repeated beside each organ.</summary>
    private static void Mirror(
        Matter matter,
        IEnumerable<MatterOrgan> organs,
        IReadOnlyCollection<Guid> asked
    )
    {
        foreach (var organ in organs)
        {
            organ.IsOpen = matter.IsOpen;
            organ.NextDue = matter.NextDue;
            organ.HandlerId = matter.HandlerId;
            organ.IsAsked = matter.IsOpen && asked.Contains(organ.OrganId);
        }
    }

    private static async ValueTask<List<MatterOrgan>> Organs(Matter matter, FaduDb db)
    {
        await db.Set<MatterOrgan>()
            .Where(o => o.Tenant == matter.Tenant && o.MatterId == matter.Id)
            .LoadAsync();
        return
        [
            .. db.Set<MatterOrgan>()
                .Local.Where(o => o.Tenant == matter.Tenant && o.MatterId == matter.Id),
        ];
    }

    private static async ValueTask<List<MatterClock>> Clocks(Matter matter, FaduDb db)
    {
        await db.Set<MatterClock>()
            .Where(c => c.Tenant == matter.Tenant && c.MatterId == matter.Id)
            .LoadAsync();
        return
        [
            .. db.Set<MatterClock>()
                .Local.Where(c => c.Tenant == matter.Tenant && c.MatterId == matter.Id),
        ];
    }

    private void Fill(Matter matter, JsonObject facts)
    {
        var text = new StringBuilder(matter.Title);
        foreach (var (_, value) in facts)
        {
            if (value is JsonValue v && v.TryGetValue<string>(out var words))
            {
                text.Append('\n').Append(words);
            }
        }
        matter.SearchText = text.ToString();
        // An edition that this version no longer has keeps its matters; only its slots stay as they are.
        if (procedures.Find(matter.Procedure)?.Named(matter.Edition) is not { } procedure)
        {
            return;
        }
        foreach (var field in RecordForm.Of(procedure.FactsType).Fields)
        {
            matter.Put(field, facts[field.Name]);
        }
    }
}
