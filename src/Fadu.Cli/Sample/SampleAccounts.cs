using Fadu.Core;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>The accounts of the sample county: somebody for every role, all with one password that is printed and therefore good for nothing else.</summary>
internal static class SampleAccounts
{
    /// <summary>The password of every sample account.</summary>
    public const string Password = "yunling2026";

    /// <summary>The logins, in the order in which they are printed.</summary>
    public static IReadOnlyList<(string Login, string Look)> All { get; } =
    [
        .. SampleData
            .Text("accounts.tsv")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(l => l.Split('\t'))
            .Select(c => (c[0], c[1])),
    ];

    /// <summary>Opens the accounts; the last step of a load.</summary>
    public static async Task Open(SampleStage stage)
    {
        var administrator = await stage.As(SampleOrgans.SystemAdministrator);
        await using var scope = stage.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        foreach (var (login, _) in All)
        {
            var (_, refusal) = await accounts.Open(
                stage.Person(login),
                login,
                administrator,
                Password
            );
            if (refusal is not null)
            {
                throw new InvalidOperationException(
                    $"样例账号 {login} 没有开通：{refusal.Message}"
                );
            }
        }
    }

    /// <summary>Whether the last account is there, and with it everything before.</summary>
    public static Task<bool> AreOpen(FaduDb db, CancellationToken cancellationToken)
    {
        var last = All[^1].Login;
        return db.Set<Account>().AnyAsync(a => a.UserName == last, cancellationToken);
    }

    /// <summary>What <c>run --sample</c> prints.</summary>
    public static IEnumerable<string> Lines()
    {
        yield return $"样例县的账号（密码都是 {Password}，只供试用）：";
        foreach (var (login, look) in All)
        {
            var person = SampleData.People.First(p => p.Login == login);
            var organ = SampleData.Organs.First(o => o.Key == person.Organ).ShortName;
            yield return $"  {login} · {person.Name} · {organ} · {string.Join("、", person.Roles.Select(r => r.DisplayName()))} · {look}";
        }
    }
}
