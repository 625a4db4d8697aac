using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

internal sealed class PeopleProjection
    : IProject<PersonAdded>,
        IProject<PostChanged>,
        IProject<PersonMoved>,
        IProject<PersonLeft>,
        IProject<PersonReturned>,
        IProject<RoleGranted>,
        IProject<RoleRevoked>,
        IProject<RoleProposed>,
        IProject<RoleDeclined>,
        IProject<AccountOpened>,
        IProject<PasswordReset>,
        IProject<AccountDisabled>,
        IProject<DelegationGiven>,
        IProject<DelegationEnded>,
        IProject<LeaderFieldSet>,
        IProject<WorkHandedOver>
{
    public IReadOnlyList<Type> Tables =>
        [
            typeof(Person),
            typeof(RoleGrant),
            typeof(RoleProposal),
            typeof(Delegation),
            typeof(LeaderField),
        ];

    public ValueTask Apply(PersonAdded data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new Person
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Name = data.Name,
                OrganId = data.OrganId,
                Post = data.Post,
                Rank = data.Rank,
                Login = data.Login,
                Version = entry.Number,
                Changed = entry.Seq,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(PostChanged data, TrailEntry entry, FaduDb db)
    {
        var person = await Touch(data.PersonId, entry, db).ConfigureAwait(false);
        person.Name = data.Name;
        person.Post = data.Post;
        person.Rank = data.Rank;
    }

    public async ValueTask Apply(PersonMoved data, TrailEntry entry, FaduDb db)
    {
        var person = await Touch(data.PersonId, entry, db).ConfigureAwait(false);
        person.OrganId = data.OrganId;
        person.Post = data.Post;
        if (!data.WithOrgan)
        {
            person.Rank = null;
        }
    }

    public async ValueTask Apply(PersonLeft data, TrailEntry entry, FaduDb db)
    {
        var person = await Touch(data.PersonId, entry, db).ConfigureAwait(false);
        person.LeftOn = data.LastDay;
        await db.Set<LeaderField>()
            .Where(f => f.Tenant == entry.Tenant && f.PersonId == data.PersonId)
            .LoadAsync()
            .ConfigureAwait(false);
        foreach (
            var field in db.Set<LeaderField>()
                .Local.Where(f =>
                    f.Tenant == entry.Tenant
                    && f.PersonId == data.PersonId
                    && (f.To is null || f.To > data.LastDay)
                )
        )
        {
            field.To = data.LastDay;
        }
    }

    public async ValueTask Apply(PersonReturned data, TrailEntry entry, FaduDb db)
    {
        var person = await Touch(data.PersonId, entry, db).ConfigureAwait(false);
        person.LeftOn = null;
        person.OrganId = data.OrganId;
        person.Post = data.Post;
    }

    public async ValueTask Apply(RoleGranted data, TrailEntry entry, FaduDb db)
    {
        var grant = await db.FindAsync<RoleGrant>(entry.Tenant, data.PersonId, data.Role)
            .ConfigureAwait(false);
        if (grant is null)
        {
            db.Add(
                new RoleGrant
                {
                    Tenant = entry.Tenant,
                    PersonId = data.PersonId,
                    Role = data.Role,
                    From = data.From,
                    To = data.To,
                }
            );
        }
        else
        {
            grant.From = data.From;
            grant.To = data.To;
        }
        await Withdraw(data.PersonId, data.Role, entry, db).ConfigureAwait(false);
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(RoleRevoked data, TrailEntry entry, FaduDb db)
    {
        var grant = await db.FindAsync<RoleGrant>(entry.Tenant, data.PersonId, data.Role)
            .ConfigureAwait(false);
        if (grant is not null)
        {
            grant.To = data.To;
        }
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(RoleProposed data, TrailEntry entry, FaduDb db)
    {
        if (
            await db.FindAsync<RoleProposal>(entry.Tenant, data.PersonId, data.Role)
                .ConfigureAwait(false)
            is null
        )
        {
            db.Add(
                new RoleProposal
                {
                    Tenant = entry.Tenant,
                    PersonId = data.PersonId,
                    Role = data.Role,
                    Day = data.Day,
                }
            );
        }
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(RoleDeclined data, TrailEntry entry, FaduDb db)
    {
        await Withdraw(data.PersonId, data.Role, entry, db).ConfigureAwait(false);
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(AccountOpened data, TrailEntry entry, FaduDb db)
    {
        var person = await Touch(data.PersonId, entry, db).ConfigureAwait(false);
        person.Login = data.Login;
        person.MaySignIn = true;
    }

    public async ValueTask Apply(PasswordReset data, TrailEntry entry, FaduDb db) =>
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);

    public async ValueTask Apply(AccountDisabled data, TrailEntry entry, FaduDb db)
    {
        var person = await Touch(data.PersonId, entry, db).ConfigureAwait(false);
        person.MaySignIn = false;
    }

    public async ValueTask Apply(DelegationGiven data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new Delegation
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                PrincipalId = data.PrincipalId,
                DeputyId = data.DeputyId,
                From = data.From,
                To = data.To,
                Reason = entry.Reason,
            }
        );
        await Touch(data.PrincipalId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(DelegationEnded data, TrailEntry entry, FaduDb db)
    {
        var delegation = await db.FindAsync<Delegation>(entry.Tenant, data.Id)
            .ConfigureAwait(false);
        if (delegation is not null)
        {
            delegation.To = data.LastDay;
        }
        await Touch(data.PrincipalId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(LeaderFieldSet data, TrailEntry entry, FaduDb db)
    {
        await db.Set<LeaderField>()
            .Where(f => f.Tenant == entry.Tenant && f.PersonId == data.PersonId)
            .LoadAsync()
            .ConfigureAwait(false);
        var current = db.Set<LeaderField>()
            .Local.Where(f =>
                f.Tenant == entry.Tenant
                && f.PersonId == data.PersonId
                && (f.To is null || f.To >= data.From)
            )
            .ToList();
        foreach (var field in current)
        {
            if (data.Parts.FirstOrDefault(p => p.OrganId == field.OrganId) is { } kept)
            {
                field.Matters = kept.Matters;
            }
            else if (field.From >= data.From)
            {
                db.Remove(field);
            }
            else
            {
                field.To = data.From.AddDays(-1);
            }
        }
        foreach (var part in data.Parts.Where(p => current.TrueForAll(f => f.OrganId != p.OrganId)))
        {
            db.Add(
                new LeaderField
                {
                    Tenant = entry.Tenant,
                    PersonId = data.PersonId,
                    OrganId = part.OrganId,
                    From = data.From,
                    Matters = part.Matters,
                }
            );
        }
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(WorkHandedOver data, TrailEntry entry, FaduDb db) =>
        await Touch(data.From, entry, db).ConfigureAwait(false);

    private static async ValueTask Withdraw(Guid person, Role role, TrailEntry entry, FaduDb db)
    {
        if (
            await db.FindAsync<RoleProposal>(entry.Tenant, person, role).ConfigureAwait(false) is
            { } proposal
        )
        {
            db.Remove(proposal);
        }
    }

    private static async ValueTask<Person> Touch(Guid id, TrailEntry entry, FaduDb db)
    {
        var person = (await db.FindAsync<Person>(entry.Tenant, id).ConfigureAwait(false))!;
        person.Version = entry.Number;
        person.Changed = entry.Seq;
        return person;
    }
}
