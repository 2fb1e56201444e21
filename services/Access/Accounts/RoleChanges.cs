using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Engine;

namespace CommunityGrains.Access.Accounts;

/// <summary>What follows at once from a change of somebody's rights, by whatever door it came.</summary>
public sealed class RoleChanges(GrantKeeper grants, AccountBook accounts)
{
    /// <summary>Ends the sessions that began under other rights, and reads the rights anew. Who was closed in
    /// a region, and has no role in another, has no account any more.</summary>
    public async Task AfterAsync(Order order, Reply reply, CancellationToken cancel)
    {
        if (order.Command is not AccountCommand || reply is not Reply.Accepted { EventCount: > 0 }) return;
        var account = new AccountId(order.Stream.Key);
        grants.Forget(account);
        await accounts.EndSessionsAsync(account, cancel);
        if (order.Command is AccountCommand.Close && (await grants.OfAsync(account, cancel)).IsEmpty)
            await accounts.CloseAsync(account, cancel);
    }
}
