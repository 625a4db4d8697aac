using System.Security.Cryptography;
using Fadu.Core.Trail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

/// <summary>Opens the account of a person, or enables a disabled one.</summary>
public sealed record OpenAccount(Guid PersonId, string Login) : Command;

/// <summary>Records that a new one-time password was given.</summary>
public sealed record ResetPassword(Guid PersonId) : Command;

/// <summary>Ends the use of an account, at once.</summary>
public sealed record DisableAccount(Guid PersonId) : Command;

internal sealed class AccountHandler
    : IHandler<OpenAccount>,
        IHandler<ResetPassword>,
        IHandler<DisableAccount>
{
    public async ValueTask<string?> Handle(
        OpenAccount command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.InOffice(work, command.PersonId).ConfigureAwait(false);
        var login = await PersonRules
            .CheckLogin(work, command.Login, person.Id)
            .ConfigureAwait(false);
        if (login is null)
        {
            Work.Refuse(RefusalKind.Invalid, "请填写登录名。", field: nameof(command.Login));
        }
        if (person.MaySignIn && person.Login == login)
        {
            return login;
        }
        await work.Append(
                Person.StreamOf(person.Id),
                new AccountOpened(person.Id, login),
                organ: person.OrganId
            )
            .ConfigureAwait(false);
        return login;
    }

    public async ValueTask<string?> Handle(
        ResetPassword command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.InOffice(work, command.PersonId).ConfigureAwait(false);
        if (!person.MaySignIn)
        {
            Work.Refuse(RefusalKind.Condition, $"{person.Name}没有开通账号，请先开通。");
        }
        await work.Append(
                Person.StreamOf(person.Id),
                new PasswordReset(person.Id),
                organ: person.OrganId
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        DisableAccount command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.Existing(work, command.PersonId).ConfigureAwait(false);
        if (person.Id == work.Actor.Person)
        {
            Work.Refuse(RefusalKind.Forbidden, "不能停用自己的账号，请由另一名系统管理员办理。");
        }
        if (!person.MaySignIn)
        {
            return null;
        }
        await work.Append(
                Person.StreamOf(person.Id),
                new AccountDisabled(person.Id),
                organ: person.OrganId
            )
            .ConfigureAwait(false);
        return null;
    }
}

/// <summary>
/// Accounts of people: the trail says that somebody may sign in, ASP.NET Core Identity keeps the password. The trail comes first, so that an account never
/// exists unrecorded; doing it again after a failure in between completes it.
/// </summary>
public sealed class Accounts(
    UserManager<Account> users,
    IDbContextFactory<FaduDb> databases,
    Committer committer
)
{
    // Without characters that are mistaken for one another on paper.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz";
    private const string Digits = "23456789";

    /// <summary>Opens an account with a password that must be changed at the first sign-in, and gives that password, once.</summary>
    /// <param name="password">A password of one's own choice that need not be changed (first administrator, sample).</param>
    public async Task<(string? Password, Refusal? Refusal)> Open(
        Guid person,
        string login,
        Actor actor,
        string? password = null,
        CancellationToken cancellationToken = default
    )
    {
        var done = await committer
            .Commit(new OpenAccount(person, login), actor, cancellationToken)
            .ConfigureAwait(false);
        if (!done.IsDone)
        {
            return (null, done.Refusal);
        }
        var given = password ?? OneTimePassword();
        var account = await Find(person, actor.Tenant, cancellationToken).ConfigureAwait(false);
        IdentityResult result;
        if (account is null)
        {
            account = new Account
            {
                Id = Guid.CreateVersion7(),
                Tenant = actor.Tenant,
                PersonId = person,
                UserName = done.Value,
                LockoutEnabled = true,
                MustChangePassword = password is null,
            };
            result = await users.CreateAsync(account, given).ConfigureAwait(false);
        }
        else
        {
            account.UserName = done.Value;
            result = await Set(account, given, password is null).ConfigureAwait(false);
        }
        return result.Succeeded
            ? (given, null)
            : (null, new Refusal(RefusalKind.Invalid, Explain(result), Field: "Password"));
    }

    /// <summary>Gives a new one-time password; sessions that are open end.</summary>
    public async Task<(string? Password, Refusal? Refusal)> Reset(
        Guid person,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var done = await committer
            .Commit(new ResetPassword(person), actor, cancellationToken)
            .ConfigureAwait(false);
        if (!done.IsDone)
        {
            return (null, done.Refusal);
        }
        var account = await Find(person, actor.Tenant, cancellationToken).ConfigureAwait(false);
        if (account is null)
        {
            return (null, new Refusal(RefusalKind.Condition, "账号没有建好，请重新点“开通账号”。"));
        }
        var given = OneTimePassword();
        var result = await Set(account, given, true).ConfigureAwait(false);
        return result.Succeeded
            ? (given, null)
            : (null, new Refusal(RefusalKind.Invalid, Explain(result)));
    }

    /// <summary>The account's owner gives himself a new password; null when done, else what is wrong.</summary>
    public async Task<string?> Change(Account account, string current, string wanted)
    {
        if (string.Equals(current, wanted, StringComparison.Ordinal))
        {
            return "新密码不能与原密码相同。";
        }
        if (
            account.UserName is { } name
            && wanted.Contains(name, StringComparison.OrdinalIgnoreCase)
        )
        {
            return "密码里不要含登录名。";
        }
        var result = await users
            .ChangePasswordAsync(account, current, wanted)
            .ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return Explain(result);
        }
        account.MustChangePassword = false;
        await users.UpdateAsync(account).ConfigureAwait(false);
        return null;
    }

    /// <summary>Replaces a one-time password by one of the owner's choice, after he has proved that he knows the former; null when done.</summary>
    public async Task<string?> ChooseFirst(Account account, string wanted)
    {
        if (
            account.UserName is { } name
            && wanted.Contains(name, StringComparison.OrdinalIgnoreCase)
        )
        {
            return "密码里不要含登录名。";
        }
        if (await users.CheckPasswordAsync(account, wanted).ConfigureAwait(false))
        {
            return "新密码不能与初始密码相同。";
        }
        var result = await Set(account, wanted, false).ConfigureAwait(false);
        return result.Succeeded ? null : Explain(result);
    }

    /// <summary>What is wrong with a password; null when it will do.</summary>
    public async Task<string?> Problem(string password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator
                .ValidateAsync(users, new Account(), password)
                .ConfigureAwait(false);
            if (!result.Succeeded)
            {
                return Explain(result);
            }
        }
        return null;
    }

    private async Task<IdentityResult> Set(Account account, string password, bool mustChange)
    {
        account.MustChangePassword = mustChange;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        var token = await users.GeneratePasswordResetTokenAsync(account).ConfigureAwait(false);
        return await users.ResetPasswordAsync(account, token, password).ConfigureAwait(false);
    }

    private async Task<Account?> Find(Guid person, int tenant, CancellationToken cancellationToken)
    {
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        var id = await db.Set<Account>()
            .Where(a => a.Tenant == tenant && a.PersonId == person)
            .Select(a => (Guid?)a.Id)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return id is { } known
            ? await users.FindByIdAsync(known.ToString()).ConfigureAwait(false)
            : null;
    }

    /// <summary>Twelve letters and digits in groups of four, for reading aloud.</summary>
    internal static string OneTimePassword()
    {
        var characters = new char[14];
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] =
                i is 4 or 9 ? '-'
                : i % 5 < 2 ? Letters[RandomNumberGenerator.GetInt32(Letters.Length)]
                : Digits[RandomNumberGenerator.GetInt32(Digits.Length)];
        }
        return new string(characters);
    }

    private static string Explain(IdentityResult result) =>
        string.Join(
            "",
            result.Errors.Select(e =>
                e.Code switch
                {
                    "PasswordTooShort" => "密码太短，至少10个字符。",
                    "PasswordRequiresDigit" => "密码至少要有一个数字。",
                    "PasswordRequiresLower" => "密码至少要有一个小写字母。",
                    "PasswordRequiresUpper" => "密码至少要有一个大写字母。",
                    "PasswordRequiresNonAlphanumeric" => "密码至少要有一个符号。",
                    "PasswordMismatch" => "原密码不对。",
                    "DuplicateUserName" => "这个登录名已有人使用，请换一个。",
                    "ConcurrencyFailure" => "这个账号刚被别人改过，请刷新后重试。",
                    _ => e.Description,
                }
            )
        );
}
