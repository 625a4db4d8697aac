using System.Text;
using System.Text.Json.Nodes;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Registers;

/// <summary>Something about an item that asks to be looked at.</summary>
/// <param name="Check">Which check found it, in words.</param>
public sealed record RegisterFinding(string Check, Guid Item, string Title, string Text);

/// <summary>
/// The checks of all registers that go over records (blocks/registers.md §0). What a command refuses — two items of one key, a basis that is missing, an item not in force that a matter would use — cannot
/// be found here any more.
/// </summary>
public static class RegisterFindings
{
    /// <summary>The most findings that are listed.</summary>
    public const int Most = 500;

    /// <summary>What the items of a register have against them on a day, as far as the scope sees them.</summary>
    public static async Task<IReadOnlyList<RegisterFinding>> Of(
        FaduDb db,
        Scope scope,
        RegisterRegistry registers,
        Register register,
        LedgerOrgans organs,
        DateOnly day,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(registers);
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(organs);
        var versions = await RegisterQueries
            .Versions(db, scope, register.Key)
            .Where(v => v.IsLast || (v.ValidFrom <= day && v.ValidUntil >= day))
            .OrderBy(v => v.SortText)
            .ThenBy(v => v.ItemId)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var found = new List<RegisterFinding>();
        if (register.Lapsed is not null)
        {
            found.AddRange(
                versions
                    .Where(v => v.IsLast && v.ValidUntil < day && v.Ending == Ending.Expires)
                    .Select(v => new RegisterFinding(
                        "到期未处理",
                        v.ItemId,
                        v.Title,
                        $"{v.ValidUntil:yyyy-MM-dd} 到期，没有延续也没有终止。"
                    ))
            );
        }
        var inForce = versions
            .Where(v =>
                v.ValidFrom <= day && v.ValidUntil >= day && v.State == StretchState.InForce
            )
            .ToList();
        found.AddRange(
            await Dead(db, scope, registers, register, organs, inForce, day, cancellationToken)
                .ConfigureAwait(false)
        );
        found.AddRange(
            inForce
                .GroupBy(v => (v.OrganId, Plain(v.Title)))
                .Where(g => g.Count() > 1)
                .SelectMany(g => g.Skip(1), (g, v) => (First: g.First(), Twin: v))
                .Select(t => new RegisterFinding(
                    "名称相近",
                    t.Twin.ItemId,
                    t.Twin.Title,
                    $"与“{t.First.Title}”几乎同名，请核对是不是同一项。"
                ))
        );
        var items = versions.Select(v => v.ItemId).ToHashSet();
        found.AddRange(
            await Late(db, scope, register, items, day, cancellationToken).ConfigureAwait(false)
        );
        found.AddRange(await Outdated(db, scope, items, cancellationToken).ConfigureAwait(false));
        return [.. found.Take(Most)];
    }

    /// <summary>K4: an organ that is no more, an item of another register that is not, or no longer, in force.</summary>
    private static async Task<List<RegisterFinding>> Dead(
        FaduDb db,
        Scope scope,
        RegisterRegistry registers,
        Register register,
        LedgerOrgans organs,
        List<RegisterVersion> inForce,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var found = new List<RegisterFinding>();
        var naming = register.Fields.Where(f => f.Names is not null).ToList();
        var known = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var key in naming.Select(f => f.Names!).Distinct(StringComparer.Ordinal))
        {
            var other = registers[key];
            // Looked for in the whole tenant: what somebody else keeps for himself is there all the same.
            var bodies = await RegisterQueries
                .Versions(db, Scope.All(scope.Tenant), key)
                .Where(v =>
                    v.ValidFrom <= day && v.ValidUntil >= day && v.State == StretchState.InForce
                )
                .Select(v => v.Body)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            known[key] = bodies
                .SelectMany(b => other.NamesOf(JsonNode.Parse(b)!.AsObject()))
                .ToHashSet(StringComparer.Ordinal);
        }
        var held = register
            .Fields.Where(f => f.Type is FieldType.Organ or FieldType.Organs)
            .ToList();
        foreach (var version in inForce)
        {
            var body = version.ParseBody();
            foreach (var field in held)
            {
                foreach (
                    var id in Values(body[field.Name])
                        .Select(Guid.Parse)
                        .Where(o => organs.Get(o)?.Exists(day) != true)
                )
                {
                    found.Add(
                        new RegisterFinding(
                            "单位已不存在",
                            version.ItemId,
                            version.Title,
                            $"{field.Title}“{organs.NameOf(id)}”已经合并、撤销或者更换，请变更或者终止这一项。"
                        )
                    );
                }
            }
            foreach (var field in naming)
            {
                foreach (
                    var name in Values(body[field.Name])
                        .Where(n => !known[field.Names!].Contains(n))
                )
                {
                    found.Add(
                        new RegisterFinding(
                            "引用失效",
                            version.ItemId,
                            version.Title,
                            $"{field.Title}“{name}”在{registers[field.Names!].Title}里没有有效的项，请核对名称或者编码。"
                        )
                    );
                }
            }
        }
        return found;
    }

    /// <summary>K6: what is late to be public.</summary>
    private static async Task<IEnumerable<RegisterFinding>> Late(
        FaduDb db,
        Scope scope,
        Register register,
        HashSet<Guid> items,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        if (register.Portal is null)
        {
            return [];
        }
        var kind = RegisterVersion.SubjectKindOf(register.Key);
        return (
            await db.Set<PublicationDuty>()
                .AsNoTracking()
                .Where(d =>
                    d.Tenant == scope.Tenant
                    && d.State == DutyState.Open
                    && d.SubjectKind == kind
                    && d.Due < day
                )
                .OrderBy(d => d.Due)
                .Take(Most)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
            .Where(d => items.Contains(d.SubjectId))
            .Select(d => new RegisterFinding(
                "超期未公开",
                d.SubjectId,
                d.Title,
                $"应当在 {d.Due:yyyy-MM-dd} 前在{d.Channel}公开（{d.Article}）。"
            ));
    }

    /// <summary>K3: a law that it cites was amended or repealed, and nobody has said yet what follows.</summary>
    private static async Task<IEnumerable<RegisterFinding>> Outdated(
        FaduDb db,
        Scope scope,
        HashSet<Guid> items,
        CancellationToken cancellationToken
    ) =>
        (
            await db.Set<LawCleanup>()
                .AsNoTracking()
                .Where(c => c.Tenant == scope.Tenant && c.IsOpen && c.Kind == CitingKinds.Register)
                .OrderBy(c => c.Due)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
            .Where(c => items.Contains(c.SubjectId))
            .Select(c => new RegisterFinding(
                "依据已变",
                c.SubjectId,
                c.Title,
                $"引用的《{c.LawName}》{c.Articles}已经修改或者废止，清理任务 {c.Due:yyyy-MM-dd} 到期。"
            ));

    private static IEnumerable<string> Values(JsonNode? value) =>
        value switch
        {
            null => [],
            JsonArray many => many.Select(v => (string)v!),
            _ => [(string)value!],
        };

    /// <summary>A name without signs and width, so that what differs in nothing else is found.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in LedgerField.Narrow(name))
        {
            if (char.IsLetterOrDigit(c) && c != '的')
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }
        return plain.ToString();
    }
}
