using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

/// <summary>The one-time link by which an empty Fadu gets its first administrators. The data folder keeps only the hash of its token.</summary>
public static class FirstLink
{
    private const string FileName = "first-administrator";

    /// <summary>Whether nobody is 系统管理员 yet.</summary>
    public static async Task<bool> IsNeeded(
        FaduDb db,
        CancellationToken cancellationToken = default
    ) =>
        !await db.Set<RoleGrant>()
            .AnyAsync(g => g.Role == Role.SystemAdministrator, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Makes a token; the one made before no longer fits.</summary>
    public static string Make(string dataFolder)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var path = Path.Combine(dataFolder, FileName);
        File.WriteAllText(path, HashOf(token));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return token;
    }

    /// <summary>Whether a token is the one that was made last and not used yet.</summary>
    public static bool Fits(string dataFolder, string token)
    {
        var path = Path.Combine(dataFolder, FileName);
        return File.Exists(path)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(File.ReadAllText(path).Trim()),
                Encoding.ASCII.GetBytes(HashOf(token))
            );
    }

    /// <summary>Ends its use.</summary>
    public static void Use(string dataFolder) => File.Delete(Path.Combine(dataFolder, FileName));

    private static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
