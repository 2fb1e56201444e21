using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using static CommunityGrains.Api.Commands.CommandRoute;
using static CommunityGrains.Domain.Access.AccountCommand;

namespace CommunityGrains.Api.Accounts;

/// <summary>Where each command of an account's rights in a region stands.</summary>
public static class AccountCommandRoutes
{
    public static readonly Resource Resource = new("accounts", GrainKinds.Account,
    [
        To<Grant>("/{id:guid}/grants", "Grant a role within a scope of this region", """
            {"role": "manager", "scope": {"case": "municipalities",
            "ids": ["0193a0c0-0000-7000-8000-000000000001"]}, "reason": "принята на работу 01.11.2026"}
            """),
        To<RevokeGrant>("/{id:guid}/grants/{entry}/revocation", "Take a grant back"),
        To<Close>("/{id:guid}/closure", "Take all rights in this region, for good"),
    ]);
}
