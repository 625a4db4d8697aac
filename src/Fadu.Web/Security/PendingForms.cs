using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Fadu.Web.Security;

/// <summary>
/// Forms that arrived after the login had expired. Kept for half an hour in the memory of this process under an unguessable name, offered again after signing in;
/// drafts on the server (which survive longer) are the second net. Files are not kept: the page says which must be chosen again.
/// </summary>
public sealed class PendingForms(TimeProvider time)
{
    private const int MaxForms = 500;
    private const int MaxCharacters = 2_000_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<string, PendingForm> forms = new(StringComparer.Ordinal);

    /// <summary>Keeps the form; null where it is too large or too many are waiting.</summary>
    public async Task<string?> Keep(HttpRequest request, string action)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync();
        }
        catch (Exception e)
            when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }
        var now = time.GetUtcNow();
        foreach (var old in forms.Where(f => now - f.Value.KeptAt > Life))
        {
            forms.TryRemove(old.Key, out _);
        }
        var fields = form.Where(f => f.Key != "__RequestVerificationToken")
            .SelectMany(f => f.Value.Select(v => new KeyValuePair<string, string>(f.Key, v ?? "")))
            .ToList();
        if (
            forms.Count >= MaxForms
            || fields.Sum(f => f.Key.Length + f.Value.Length) > MaxCharacters
        )
        {
            return null;
        }
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        forms[token] = new PendingForm(
            action,
            fields,
            [.. form.Files.Select(f => f.FileName)],
            now
        );
        return token;
    }

    /// <summary>The form, if it is still there.</summary>
    public PendingForm? Find(string token) =>
        forms.TryGetValue(token, out var form) && time.GetUtcNow() - form.KeptAt <= Life
            ? form
            : null;
}

/// <summary>A form that waits to be sent again.</summary>
/// <param name="Action">Where it was sent.</param>
/// <param name="Fields">What was filled in.</param>
/// <param name="Files">Names of files that must be chosen again.</param>
public sealed record PendingForm(
    string Action,
    IReadOnlyList<KeyValuePair<string, string>> Fields,
    IReadOnlyList<string> Files,
    DateTimeOffset KeptAt
);
