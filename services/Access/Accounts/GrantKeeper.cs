using System.Collections.Concurrent;
using System.Collections.Immutable;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>
/// What accounts may do, as their grains say it: one stream per account and region. Answers are kept for five
/// seconds, so that a page with many questions asks once; who changes grants says so with
/// <see cref="Forget"/>.
/// </summary>
public sealed class GrantKeeper(AccessDatabase database, IGrains grains, TimeProvider clock)
{
    /// <summary>In whose name the program itself acts: for the first administrator there is nobody
    /// else.</summary>
    public static readonly PersonId Program = new(new Guid("00000000-0000-7000-8000-00006c6f6361"));

    private const int KeptMax = 10_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<AccountId, (long At, ImmutableArray<RegionalGrant> Grants)> kept =
        new();

    /// <summary>The account's grants that hold, in every region.</summary>
    public async ValueTask<ImmutableArray<RegionalGrant>> OfAsync(
        AccountId account, CancellationToken cancel)
    {
        if (kept.TryGetValue(account, out var known) && clock.GetElapsedTime(known.At) < KeptFor)
            return known.Grants;
        var at = clock.GetTimestamp();
        var found = ImmutableArray.CreateBuilder<RegionalGrant>();
        foreach (var region in await RegionsAsync(account, cancel))
        {
            var state = await grains.StateAsync(StreamOf(region, account), cancel);
            found.AddRange(((Account)state.State).StandingGrants()
                .Select(grant => new RegionalGrant(region, grant.Role, grant.Scope)));
        }

        if (kept.Count >= KeptMax) kept.Clear();
        var grants = found.ToImmutable();
        kept[account] = (at, grants);
        return grants;
    }

    /// <summary>The accounts that were ever known in a region, in no order.</summary>
    public async Task<IReadOnlyList<AccountId>> AccountsOfAsync(string region, CancellationToken cancel) =>
        [.. (await database.ReadAsync(connection => connection.QueryAsync<string>(
            "select account from account_region where region = @region", new { region }), cancel))
            .Select(account => new AccountId(Guid.Parse(account)))];

    /// <summary>The account's grants have changed: the next question is asked of its grains.</summary>
    public void Forget(AccountId account) => kept.TryRemove(account, out _);

    /// <summary>Whether the account may invite others into a region now.</summary>
    public async ValueTask<bool> MayInviteAsync(
        AccountId account, string region, CancellationToken cancel) =>
        (await OfAsync(account, cancel)).Any(grant =>
            grant.Region == region && grant.Role == Role.CentreAdministrator);

    /// <summary>Makes an account known in a region and gives it a role there. Asked again with the same
    /// <paramref name="occasion"/> it gives nothing twice.</summary>
    /// <param name="occasion">What the ids follow from, such as the invitation's id.</param>
    /// <param name="by">Who gives the role; nobody gives himself one.</param>
    public async Task<Reply> GiveAsync(
        AccountRecord account, string region, Role role, Scope scope, PersonId by, Guid occasion,
        string reason, CancellationToken cancel)
    {
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "insert into account_region (account, region) values (@account, @region) on conflict do nothing",
            new { account = account.Id.ToString(), region }, transaction), cancel);
        await AskAsync("open", asked => new AccountCommand.Open(asked, account.Person));
        var reply = await AskAsync("grant", asked => new AccountCommand.Grant(
            asked, EntryOf(occasion), role, scope, reason));
        Forget(account.Id);
        return reply;

        async Task<Reply> AskAsync(string what, Func<Asked, AccountCommand> make)
        {
            var now = clock.GetUtcNow();
            var asked = new Asked(
                new CommandId(NameBasedId.Create(occasion, what)), by, now,
                DateOnly.FromDateTime(now.UtcDateTime));
            return await grains.AskAsync(new Order(StreamOf(region, account.Id), make(asked)), cancel);
        }
    }

    /// <summary>The grant that an occasion gives.</summary>
    public static EntryId EntryOf(Guid occasion) => new(NameBasedId.Create(occasion, "entry"));

    /// <summary>Takes all rights of an account in a region, in the program's own name; asked again it takes
    /// nothing twice.</summary>
    internal async Task CloseAsync(
        AccountId account, string region, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var asked = new Asked(
            new CommandId(NameBasedId.Create(account.Value, $"close:{region}")), Program, now,
            DateOnly.FromDateTime(now.UtcDateTime));
        await grains.AskAsync(
            new Order(StreamOf(region, account), new AccountCommand.Close(asked, reason)), cancel);
        Forget(account);
    }

    /// <summary>Gives the role of an invitation, in the name of who made it.</summary>
    internal async Task GiveAsync(AccountRecord account, Invitation invitation, CancellationToken cancel)
    {
        var by = invitation.MadeBy is { } inviter
            ? await PersonOfAsync(inviter, invitation.Region, cancel)
            : Program;
        await GiveAsync(
            account, invitation.Region, invitation.Role, invitation.Scope, by, invitation.Id,
            "По приглашению", cancel);
    }

    private async Task<IEnumerable<string>> RegionsAsync(AccountId account, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.QueryAsync<string>(
            "select region from account_region where account = @account order by region",
            new { account = account.ToString() }), cancel);

    private async Task<PersonId> PersonOfAsync(AccountId account, string region, CancellationToken cancel) =>
        (await grains.StateAsync(StreamOf(region, account), cancel)).State switch
        {
            Account.Open open => open.Person,
            Account.Closed closed => closed.Person,
            _ => Program,
        };

    private static StreamId StreamOf(string region, AccountId account) =>
        new(region, "account", account.Value);
}
