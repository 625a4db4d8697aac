using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Trail;

/// <summary>
/// What somebody outside has said about himself, such as a name or a number to call. It lies here and nowhere else: the trail holds its salted digest, so that it can be erased where the law
/// asks and the chain stays whole. No projection: it cannot be derived.
/// </summary>
public sealed class PersonalValue
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>Goes with the value: without it the digest tells nothing.</summary>
    public string? Salt { get; set; }

    /// <summary>Empty once erased.</summary>
    public string? Text { get; set; }
}

/// <summary>What an entry says of a personal value: which, and its salted digest. Events carry it as <c>personal</c>, at their top, so that <c>verify</c> finds it.</summary>
public sealed record PersonalRef(Guid Id, string Digest);

/// <summary>A personal value was erased; the entry's reason says why.</summary>
[TrailEvent("personal.erased", "删除个人信息")]
public sealed record PersonalErased(Guid Value) : ITrailEvent;

internal sealed class PersonalValueConfiguration : IEntityTypeConfiguration<PersonalValue>
{
    public void Configure(EntityTypeBuilder<PersonalValue> entity) =>
        entity.HasKey(v => new { v.Tenant, v.Id });
}

/// <summary>Keeps and erases personal values inside a command.</summary>
public static class PersonalValues
{
    /// <summary>Keeps a value; what it gives goes into the event.</summary>
    public static PersonalRef KeepPersonal(this Work work, string text)
    {
        ArgumentNullException.ThrowIfNull(work);
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var id = work.NewId();
        work.Db.Add(
            new PersonalValue
            {
                Tenant = work.Tenant,
                Id = id,
                Salt = salt,
                Text = text,
            }
        );
        return new PersonalRef(id, DigestOf(salt, text));
    }

    /// <summary>Erases a value with its salt, and puts on record that it was done.</summary>
    public static async ValueTask ErasePersonal(this Work work, Guid id, string stream, Guid organ)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (
            await work.Db.FindAsync<PersonalValue>(work.Tenant, id).ConfigureAwait(false)
            is not { Text: not null } value
        )
        {
            return;
        }
        (value.Text, value.Salt) = (null, null);
        await work.Append(stream, new PersonalErased(id), organ: organ).ConfigureAwait(false);
    }

    internal static string DigestOf(string salt, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + "\n" + text)));

    /// <summary>Whether what is kept is what the trail says; the first that does not fit in words.</summary>
    internal static async Task<string?> Problem(
        FaduDb db,
        IReadOnlyDictionary<(int Tenant, Guid Id), string> said,
        IReadOnlySet<(int Tenant, Guid Id)> erased,
        CancellationToken cancellationToken
    )
    {
        var missing = said.Keys.Where(k => !erased.Contains(k)).ToHashSet();
        await foreach (
            var value in db.Set<PersonalValue>()
                .AsNoTracking()
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var key = (value.Tenant, value.Id);
            if (!said.TryGetValue(key, out var digest))
            {
                return $"个人信息 {value.Id} 在留痕中没有来由。";
            }
            missing.Remove(key);
            if (erased.Contains(key) ? value.Text is not null : value.Text is null)
            {
                return value.Text is null
                    ? $"个人信息 {value.Id} 没有删除记录却不见了。"
                    : $"个人信息 {value.Id} 记为已删除，却还在。";
            }
            if (value.Text is { } text && DigestOf(value.Salt ?? "", text) != digest)
            {
                return $"个人信息 {value.Id} 的内容被改过：与留痕中的摘要不符。";
            }
        }
        return missing.Count > 0 ? $"有 {missing.Count} 条个人信息不见了。" : null;
    }
}
