using System.Collections.Frozen;
using Fadu.Core.Organs;

namespace Fadu.Core.People;

/// <summary>All people of a tenant, ever, with roles, delegations and fields.</summary>
public sealed class PeopleDirectory
{
    private readonly FrozenDictionary<Guid, Person> byId;
    private readonly ILookup<Guid, Person> byOrgan;
    private readonly ILookup<Guid, RoleGrant> grants;
    private readonly ILookup<Guid, Role> proposals;
    private readonly ILookup<Guid, Delegation> byDeputy;
    private readonly ILookup<Guid, Delegation> byPrincipal;
    private readonly ILookup<Guid, LeaderField> fields;
    private readonly ILookup<Guid, LeaderField> leaders;

    internal PeopleDirectory(
        IReadOnlyList<Person> people,
        IReadOnlyList<RoleGrant> grants,
        IReadOnlyList<RoleProposal> proposals,
        IReadOnlyList<Delegation> delegations,
        IReadOnlyList<LeaderField> fields,
        DateOnly today
    )
    {
        Today = today;
        All = [.. people.OrderBy(p => p.Id)];
        byId = people.ToFrozenDictionary(p => p.Id);
        byOrgan = All.ToLookup(p => p.OrganId);
        this.grants = grants.OrderBy(g => g.Role).ToLookup(g => g.PersonId);
        this.proposals = proposals.OrderBy(p => p.Role).ToLookup(p => p.PersonId, p => p.Role);
        byDeputy = delegations.OrderBy(d => d.From).ToLookup(d => d.DeputyId);
        byPrincipal = delegations.OrderBy(d => d.From).ToLookup(d => d.PrincipalId);
        this.fields = fields.OrderBy(f => f.From).ToLookup(f => f.PersonId);
        leaders = fields.OrderBy(f => f.From).ToLookup(f => f.OrganId);
    }

    /// <summary>The day for which it was read.</summary>
    public DateOnly Today { get; }

    /// <summary>Everybody, also who left.</summary>
    public IReadOnlyList<Person> All { get; }

    /// <summary>The person of an id.</summary>
    public Person? Get(Guid? id) => id is { } known ? byId.GetValueOrDefault(known) : null;

    /// <summary>The name for lists; 系统 for the system itself.</summary>
    public string NameOf(Guid? id) => id is null ? "系统" : Get(id)?.Name ?? "—";

    /// <summary>Who is in office in an organ today.</summary>
    public IEnumerable<Person> Of(Guid organ) => byOrgan[organ].Where(p => p.IsInOffice(Today));

    /// <summary>The roles that a person holds on a day (today if none is given), without those of others for whom he acts.</summary>
    public IEnumerable<Role> RolesOf(Guid person, DateOnly? day = null) =>
        grants[person].Where(g => g.IsHeld(day ?? Today)).Select(g => g.Role);

    /// <summary>All grants of a person, also past and coming ones.</summary>
    public IEnumerable<RoleGrant> GrantsOf(Guid person) => grants[person];

    /// <summary>The roles that were asked for and not decided yet.</summary>
    public IEnumerable<Role> ProposalsOf(Guid person) => proposals[person];

    /// <summary>Everybody for whom roles are asked.</summary>
    public IEnumerable<(Person Person, IEnumerable<Role> Roles)> Proposals() =>
        proposals.Select(p => (Get(p.Key)!, (IEnumerable<Role>)p)).OrderBy(p => p.Item1.Id);

    /// <summary>How many roles wait for a decision, of those in office.</summary>
    public int Waiting(DateOnly day) =>
        Proposals().Where(p => p.Person.IsInOffice(day)).Sum(p => p.Roles.Count());

    /// <summary>Those in office who have a login and no account yet, in the order of their organs.</summary>
    public IEnumerable<Person> WithoutAccount(OrganDirectory organs, DateOnly day) =>
        organs
            .On()
            .SelectMany(o => byOrgan[o.Id])
            .Where(p => p.Login is not null && !p.MaySignIn && p.IsInOffice(day));

    /// <summary>For whom a person may act today.</summary>
    public IEnumerable<(Delegation Delegation, Person Principal)> MayActFor(Guid deputy) =>
        byDeputy[deputy]
            .Where(d => d.IsInForce(Today))
            .Select(d => (d, Get(d.PrincipalId)!))
            .Where(x => x.Item2.IsInOffice(Today));

    /// <summary>The delegations that a person gave or bears, newest first.</summary>
    public IEnumerable<Delegation> DelegationsOf(Guid person) =>
        byPrincipal[person].Concat(byDeputy[person]).OrderByDescending(d => d.From);

    /// <summary>All delegations that hold or will hold.</summary>
    public IEnumerable<Delegation> CurrentDelegations() =>
        byPrincipal.SelectMany(g => g).Where(d => d.To >= Today).OrderBy(d => d.From);

    /// <summary>The leaders in charge of an organ on a day (分管领导).</summary>
    public IEnumerable<(LeaderField Field, Person Leader)> LeadersOf(
        Guid organ,
        DateOnly? day = null
    ) =>
        leaders[organ]
            .Where(f => f.IsInForce(day ?? Today))
            .Select(f => (f, Get(f.PersonId)!))
            .Where(x => x.Item2 is not null);

    /// <summary>The organs of which a leader is in charge on a day.</summary>
    public IEnumerable<LeaderField> FieldOf(Guid leader, DateOnly? day = null) =>
        fields[leader].Where(f => f.IsInForce(day ?? Today));

    /// <summary>The heads of an organ, 正职 first.</summary>
    public IEnumerable<Person> HeadsOf(Guid organ) =>
        Of(organ).Where(p => p.Rank is not null).OrderBy(p => p.Rank).ThenBy(p => p.Id);
}
