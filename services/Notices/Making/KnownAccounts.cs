using System.Collections.Immutable;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using Dapper;

namespace CommunityGrains.Notices.Making;

/// <summary>An account as notices see it.</summary>
public sealed record KnownAccount(AccountId Id, PersonId Person, ImmutableArray<RegionalGrant> Grants)
{
    private static readonly Role[] Staff = [Role.Manager, Role.Coordinator, Role.CentreAdministrator];

    public bool IsStaffOf(Place place) =>
        Grants.Any(grant => Staff.Contains(grant.Role) && place.IsWithin(grant));

    public bool Leads(string region, CommunityId community) => Grants.Any(grant =>
        grant.Region == region && grant.Role == Role.Leader
        && grant.Scope is Scope.Communities scope && scope.Ids.Contains(community));
}

/// <summary>The open accounts of regions with what they may, as one reading of the log needs them.</summary>
public sealed class KnownAccounts(AccessDatabase database, GrantKeeper grants)
{
    /// <summary>The open accounts of a region.</summary>
    public async Task<IReadOnlyList<KnownAccount>> OfAsync(string region, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(connection =>
            connection.QueryAsync<(string Id, string Person)>("""
                select account.id, account.person from account
                join account_region on account_region.account = account.id and account_region.region = @region
                where account.closed_at is null order by account.id
                """, new { region }), cancel);
        var known = new List<KnownAccount>();
        foreach (var (id, person) in rows)
        {
            var account = new AccountId(Guid.Parse(id));
            known.Add(new KnownAccount(
                account, new PersonId(Guid.Parse(person)), await grants.OfAsync(account, cancel)));
        }

        return known;
    }

    /// <summary>Whether a grant came with an invitation that its owner accepted himself.</summary>
    public async Task<bool> HasAcceptedAsync(AccountId account, EntryId grant, CancellationToken cancel) =>
        (await database.ReadAsync(connection => connection.QueryAsync<string>(
            "select id from invitation where account = @account",
            new { account = account.ToString() }), cancel))
        .Any(invitation => GrantKeeper.EntryOf(Guid.Parse(invitation)) == grant);
}
