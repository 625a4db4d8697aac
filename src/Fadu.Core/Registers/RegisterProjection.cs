using System.Text;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.Search;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Registers;

/// <summary>Keeps the versions of items, the changes that made them, and what they count.</summary>
internal sealed class RegisterProjection(RegisterRegistry registers)
    : IProject<ChangeDrafted>,
        IProject<ChangeAgreed>,
        IProject<ItemChanged>,
        IProject<ChangeReturned>,
        IProject<ChangeWithdrawn>,
        IProject<ChangesImported>,
        IProject<ItemPublished>
{
    // The text of a whole document is no matter of a list's filter; the search finds it.
    private const int LongestSearched = 10_000;

    public IReadOnlyList<Type> Tables =>
        [
            typeof(RegisterVersion),
            typeof(RegisterChange),
            typeof(RegisterImport),
            typeof(RegisterPublication),
        ];

    public ValueTask Apply(ChangeDrafted data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new RegisterChange
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Register = data.Register,
                ItemId = data.Item,
                OrganId = data.Keeper,
                Kind = data.Kind,
                Title = data.Title,
                ValidFrom = data.From,
                ValidUntil = data.Until,
                Body = data.Body?.ToJsonString(EventRegistry.Json),
                Inputs = data.Inputs?.ToJsonString(EventRegistry.Json),
                VersionOrigin = data.Version,
                Into = data.Into,
                Base = data.Base,
                Reason = entry.Reason,
                Basis = data.Basis,
                DecidedBy = data.DecidedBy,
                DecidedOn = data.DecidedOn,
                Evidence = string.Join(' ', entry.Evidence),
                Batch = data.Batch,
                DraftedBy = entry.Actor,
                DraftedAt = entry.At,
                Seq = entry.Seq,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(ChangeAgreed data, TrailEntry entry, FaduDb db)
    {
        var change = await Find(data.Id, entry, db).ConfigureAwait(false);
        change.Step = data.Step;
        change.Asked = data.Asked;
        Touch(db, change);
    }

    public async ValueTask Apply(ChangeReturned data, TrailEntry entry, FaduDb db)
    {
        var change = await Find(data.Id, entry, db).ConfigureAwait(false);
        change.State = ChangeState.Returned;
        change.ReturnReason = entry.Reason;
        Touch(db, change);
    }

    public async ValueTask Apply(ChangeWithdrawn data, TrailEntry entry, FaduDb db)
    {
        var change = await Find(data.Id, entry, db).ConfigureAwait(false);
        change.State = ChangeState.Withdrawn;
        Touch(db, change);
    }

    public async ValueTask Apply(ItemChanged data, TrailEntry entry, FaduDb db)
    {
        var change = await Find(data.Change, entry, db).ConfigureAwait(false);
        change.State = ChangeState.Approved;
        change.Asked = null;
        change.ApprovedBy = entry.Actor;
        change.ApprovedAt = entry.At;
        change.DecidedBy = data.DecidedBy;
        change.DecidedOn = data.DecidedOn;
        change.IsLate = data.IsLate;
        change.EffectiveSeq = entry.Seq;
        Touch(db, change);
        var register = registers[data.Register];
        var old = data.IsNew
            ? []
            : await Versions(db, entry.Tenant, data.Item).ConfigureAwait(false);
        var (after, refusal) = RegisterTimeline.Apply(
            [.. old.Select(ToStretch)],
            ToTimeline(change, register, data.IsLate)
        );
        if (refusal is not null)
        {
            throw new InvalidDataException($"Entry {entry.Seq}: {refusal}");
        }
        var now = new List<RegisterVersion>();
        for (var i = 0; i < after.Count; i++)
        {
            now.Add(Row(register, data.Item, after[i], i == 0, i == after.Count - 1, entry));
        }
        if (now.Count > 0)
        {
            SearchSources.Put(db, now[^1], data.IsNew);
        }
        else
        {
            SearchIndex.Remove(db, entry.Tenant, SearchKinds.Register, data.Item);
        }
        foreach (var row in old)
        {
            if (now.Find(n => Same(n, row)) is { } kept)
            {
                now.Remove(kept);
            }
            else
            {
                row.SupersededSeq = entry.Seq;
                Touch(db, row);
            }
        }
        foreach (var row in now)
        {
            db.Fresh.Add(row);
        }
        var last = now.LastOrDefault(n => n.IsLast) ?? old.Find(o => o.IsLast);
        if (last is not null)
        {
            await CitationBook
                .Put(
                    db,
                    entry.Tenant,
                    CitingKinds.Register,
                    data.Item,
                    last.OrganId,
                    last.Title,
                    RegisterVersion.AddressOf(register.Key, data.Item),
                    // what has ended for good is not cleaned up any more
                    after.Count > 0
                    && after[^1].Ending == Ending.Expires
                        ? last.SearchText
                        : "",
                    data.IsNew
                )
                .ConfigureAwait(false);
        }
        await ContributionBook
            .Book(
                db,
                entry,
                RegisterVersion.SubjectKindOf(register.Key),
                data.Item,
                [
                    .. Contributions(register, after),
                    .. register.RunsOut is { } runsOut
                        ? RunningOut(
                            runsOut,
                            await Past(db, register, change, data.IsNew).ConfigureAwait(false),
                            after
                        )
                        : [],
                ],
                data.IsNew
            )
            .ConfigureAwait(false);
    }

    /// <summary>All changes of an item that have taken effect, in their order, with the one that does now.</summary>
    private static async ValueTask<IReadOnlyList<PastChange>> Past(
        FaduDb db,
        Register register,
        RegisterChange now,
        bool isNew
    )
    {
        var before = isNew
            ? []
            : await db.Set<RegisterChange>()
                .AsNoTracking()
                .Where(c =>
                    c.Tenant == now.Tenant
                    && c.ItemId == now.ItemId
                    && c.State == ChangeState.Approved
                    && c.Id != now.Id
                )
                .OrderBy(c => c.EffectiveSeq)
                .Select(c => new
                {
                    c.Id,
                    c.Kind,
                    c.ValidFrom,
                    c.ValidUntil,
                    c.VersionOrigin,
                    c.DecidedOn,
                })
                .ToListAsync()
                .ConfigureAwait(false);
        return
        [
            .. before.Select(c =>
                Of(c.Id, c.Kind, c.ValidFrom, c.ValidUntil, c.VersionOrigin, c.DecidedOn)
            ),
            Of(now.Id, now.Kind, now.ValidFrom, now.ValidUntil, now.VersionOrigin, now.DecidedOn),
        ];

        PastChange Of(
            Guid id,
            string kind,
            DateOnly? from,
            DateOnly? until,
            Guid? version,
            DateOnly? decidedOn
        ) => new(id, kind, register.Kind(kind)!.Effect, from, until, version, decidedOn!.Value);
    }

    private static IEnumerable<Contribution> RunningOut(
        RunningOut rule,
        IReadOnlyList<PastChange> past,
        IReadOnlyList<Stretch> stretches
    )
    {
        foreach (var (from, until) in rule.Days(past))
        {
            foreach (var stretch in stretches.Where(s => s.From <= until && from <= s.Until))
            {
                var organ = Register.KeeperOf(JsonNode.Parse(stretch.Body)!.AsObject());
                yield return new(
                    rule.Figure.Code,
                    organ,
                    from < stretch.From ? stretch.From : from,
                    1
                );
                yield return new(
                    rule.Figure.Code,
                    organ,
                    (until < stretch.Until ? until : stretch.Until).AddDays(1),
                    -1
                );
            }
        }
    }

    public ValueTask Apply(ChangesImported data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new RegisterImport
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Register = data.Register,
                OrganId = entry.Organ ?? Guid.Empty,
                FileName = data.FileName,
                Added = data.Added,
                Changed = data.Changed,
                Ended = data.Ended,
                Same = data.Same,
                Rejected = data.Rejected,
                RecordedAt = entry.At,
                RecordedBy = entry.Actor,
            }
        );
        return ValueTask.CompletedTask;
    }

    public ValueTask Apply(ItemPublished data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new RegisterPublication
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Register = data.Register,
                ItemId = data.Item,
                OrganId = data.Keeper,
                Channel = data.Channel,
                Url = data.Url,
                PublishedOn = data.On,
            }
        );
        return ValueTask.CompletedTask;
    }

    /// <summary>What is known of an item now, in order of time. One command changes an item once, so what it adds itself need not be looked for.</summary>
    private static Task<List<RegisterVersion>> Versions(FaduDb db, int tenant, Guid item) =>
        db.Set<RegisterVersion>()
            .AsTracking()
            .Where(v =>
                v.Tenant == tenant && v.ItemId == item && v.SupersededSeq == RegisterVersion.Current
            )
            .OrderBy(v => v.ValidFrom)
            .ToListAsync();

    internal static Stretch ToStretch(RegisterVersion row) =>
        new(
            row.ValidFrom,
            row.ValidUntil,
            row.Body,
            row.State,
            row.Origin,
            row.Ending,
            row.MergedInto,
            row.IsLate
        );

    internal static TimelineChange ToTimeline(
        RegisterChange change,
        Register register,
        bool isLate
    ) =>
        new(
            change.Id,
            register.Kind(change.Kind)!.Effect,
            change.ValidFrom,
            change.ValidUntil,
            change.Body,
            change.VersionOrigin,
            change.Into,
            isLate
        );

    private static IEnumerable<Contribution> Contributions(
        Register register,
        IReadOnlyList<Stretch> all
    )
    {
        Guid? origin = null;
        foreach (var stretch in all)
        {
            var body = JsonNode.Parse(stretch.Body)!.AsObject();
            var organ = Register.KeeperOf(body);
            var dimensions = register.DimensionsOf(body);
            var ends = stretch.Until == RegisterVersion.NoEnd;
            if (stretch.State == StretchState.InForce)
            {
                foreach (
                    var (figure, amount) in register
                        .Counted.Zip(register.AmountsOf(body))
                        .Prepend((register.InForce, 1))
                        .Where(c => c.Item2 != 0)
                )
                {
                    yield return new(figure.Code, organ, stretch.From, amount, dimensions);
                    if (!ends)
                    {
                        yield return new(
                            figure.Code,
                            organ,
                            stretch.Until.AddDays(1),
                            -amount,
                            dimensions
                        );
                    }
                }
            }
            if (
                register.Lapsed is { } lapsed
                && stretch == all[^1]
                && !ends
                && stretch.Ending == Ending.Expires
            )
            {
                yield return new(lapsed.Code, organ, stretch.Until.AddDays(1), 1, dimensions);
            }
            if (origin is null)
            {
                yield return new(register.Added.Code, organ, stretch.From, 1, dimensions);
            }
            else if (origin != stretch.Origin)
            {
                yield return new(register.Changed.Code, organ, stretch.From, 1, dimensions);
            }
            if (stretch.Ending != Ending.Expires)
            {
                yield return new(
                    register.Ended.Code,
                    organ,
                    stretch.Until.AddDays(1),
                    1,
                    dimensions
                );
            }
            origin = stretch.Origin;
        }
    }

    private static RegisterVersion Row(
        Register register,
        Guid item,
        Stretch stretch,
        bool isFirst,
        bool isLast,
        TrailEntry entry
    )
    {
        var body = JsonNode.Parse(stretch.Body)!.AsObject();
        var title = Cut(register.TitleOf(body));
        var row = new RegisterVersion
        {
            Tenant = entry.Tenant,
            ItemId = item,
            Seq = entry.Seq,
            ValidFrom = stretch.From,
            ValidUntil = stretch.Until,
            Register = register.Key,
            OrganId = Register.KeeperOf(body),
            State = stretch.State,
            Ending = stretch.Ending,
            MergedInto = stretch.MergedInto,
            Origin = stretch.Origin,
            IsFirst = isFirst,
            IsLast = isLast,
            IsOpen = body["visibility"] is null,
            IsLate = stretch.IsLate,
            KeyHash = register.KeyHashOf(body),
            Title = title,
            SortText = Cut(register.SortOf(body)),
            SearchText = SearchTextOf(register, body, title),
            Body = stretch.Body,
        };
        foreach (var field in register.Fields)
        {
            row.Put(field, body[field.Name]);
        }
        return row;
    }

    private static bool Same(RegisterVersion one, RegisterVersion other) =>
        one.IsFirst == other.IsFirst
        && one.IsLast == other.IsLast
        && ToStretch(one) == ToStretch(other);

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";

    private static string SearchTextOf(Register register, JsonObject body, string title)
    {
        var text = new StringBuilder(title);
        foreach (
            var field in register.Fields.Where(f =>
                f.Type is FieldType.Text or FieldType.Choice or FieldType.Texts
                && f.MaxLength <= LongestSearched
                && body[f.Name] is not null
            )
        )
        {
            text.Append(' ').Append(field.Format(body[field.Name], null!));
        }
        // Lists within the record cite laws too: the checks of a sheet, the measures against a firm.
        foreach (var rows in register.Form.Rows)
        {
            foreach (var row in (body[rows.Name] as JsonArray ?? []).OfType<JsonObject>())
            {
                foreach (
                    var field in rows.Row.Fields.Where(f =>
                        f.Type is FieldType.Text or FieldType.Choice && row[f.Name] is not null
                    )
                )
                {
                    text.Append(' ').Append(field.Format(row[field.Name], null!));
                }
            }
        }
        return text.ToString();
    }

    private static async ValueTask<RegisterChange> Find(Guid id, TrailEntry entry, FaduDb db) =>
        await db.FindAsync<RegisterChange>(entry.Tenant, id).ConfigureAwait(false)
        ?? throw new InvalidDataException($"Change {id} of entry {entry.Seq} is missing.");

    // An import turns the search for changes off, so what is changed says so itself.
    private static void Touch(FaduDb db, object row)
    {
        var entry = db.Entry(row);
        if (entry.State == EntityState.Unchanged)
        {
            entry.State = EntityState.Modified;
        }
    }
}
