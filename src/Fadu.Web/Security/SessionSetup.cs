using Fadu.Core;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Fadu.Web.Security;

/// <summary>Sessions end when the password is reset or changed: within a minute, on every machine. For whom somebody acts stays chosen meanwhile.</summary>
internal sealed class SessionSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.ApplicationScheme,
            o => o.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync
        );
        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = TimeSpan.FromMinutes(1);
            o.OnRefreshingPrincipal = refreshing =>
            {
                if (
                    refreshing.CurrentPrincipal?.FindFirst(CurrentUser.ActsForClaim) is { } actsFor
                    && refreshing.NewPrincipal?.Identities.FirstOrDefault() is { } identity
                )
                {
                    identity.AddClaim(actsFor.Clone());
                }
                return Task.CompletedTask;
            };
        });
    }
}
