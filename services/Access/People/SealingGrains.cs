using CommunityGrains.Domain;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Access.People;

/// <summary>
/// The grains as everybody asks them: personal data is sealed on the way in, so that log, snapshots, views
/// and feeds never see it. What is wrong with such data is answered at once and not recorded: a refusal is
/// kept with a fingerprint of what was asked. States come out as they are, sealed. A suggestion that is
/// declined is forgotten here, whoever declines it.
/// </summary>
public sealed class SealingGrains(IGrains grains, PersonalVault vault) : IGrains
{
    private readonly Door door = new(grains, vault);

    public async ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default)
    {
        var (command, refusal) = await door.SealAsync(order, isAsked: true, cancel);
        if (refusal is null)
        {
            var reply = await grains.AskAsync(order with { Command = command }, cancel);
            await ForgetAsync(order, reply);
            return reply;
        }

        var version = (await grains.StateAsync(order.Stream, cancel)).Version;
        return new Reply.Refused(Position: 0, version, refusal, Repeated: false);
    }

    public async ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default)
    {
        var (command, refusal) = await door.SealAsync(order, isAsked: false, cancel);
        if (refusal is null) return await grains.ConsiderAsync(order with { Command = command }, cancel);
        return new Consideration([], refusal, (await grains.StateAsync(order.Stream, cancel)).Version);
    }

    public ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default) =>
        grains.StateAsync(stream, cancel);

    public Task DrainAsync(CancellationToken cancel = default) => grains.DrainAsync(cancel);

    // It is on record that it was declined: what it said is nobody's business any more, whoever has gone.
    private async ValueTask ForgetAsync(Order order, Reply reply)
    {
        if (reply is Reply.Accepted
            && order.Command is SuggestionCommand.Decline or SuggestionCommand.CountAsOutdated)
        {
            await vault.Keys.DestroyAsync(
                order.Stream.Region, new PersonId(order.Stream.Key), ForgettingSuggestions.Act,
                CancellationToken.None);
        }
    }
}

/// <summary>The same for imports, which compare what a file says with what is on record: the heads of
/// communities come out readable. Nothing of them leaves an import: its report names rows and
/// fields.</summary>
public sealed class ImportGrains(SealingGrains grains, PersonalVault vault) : IGrains
{
    public ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default) =>
        grains.AskAsync(order, cancel);

    public ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default) =>
        grains.ConsiderAsync(order, cancel);

    public async ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default)
    {
        var found = await grains.StateAsync(stream, cancel);
        if (found.State is not Community community || Cards.Of(community) is not { } card) return found;
        var heads = ((Contact?[])[card.Head, card.OverriddenHead?.Stated]).OfType<Contact>()
            .Select(head => head.Person).ToList();
        if (heads.Count == 0) return found;
        var opened = await vault.OpenAsync(stream.Region, heads, cancel);
        return found with
        {
            State = Cards.With(community, sealedCard => sealedCard with
            {
                Head = opened.Of(sealedCard.Head),
                OverriddenHead = sealedCard.OverriddenHead is { } other
                    ? new OverriddenHead(opened.Of(other.Stated))
                    : null,
            }),
        };
    }

    public Task DrainAsync(CancellationToken cancel = default) => grains.DrainAsync(cancel);
}
