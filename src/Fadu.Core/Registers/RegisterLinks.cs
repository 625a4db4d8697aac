using Fadu.Core.Figures;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Registers;

/// <summary>Opens items behind figures.</summary>
internal sealed class RegisterLinks : ISubjectLink
{
    private const string Prefix = "register:";

    public bool Opens(string kind) => kind.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    )
    {
        var register = kind[Prefix.Length..];
        return await RegisterQueries
            .Versions(db, scope, register)
            .Where(v => v.IsLast && subjects.Contains(v.ItemId))
            .Select(v => new
            {
                v.ItemId,
                v.Title,
                v.IsLate,
            })
            .ToDictionaryAsync(
                v => v.ItemId,
                v => new SubjectLine(
                    v.Title,
                    RegisterVersion.AddressOf(register, v.ItemId),
                    v.IsLate ? "补录" : null
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
