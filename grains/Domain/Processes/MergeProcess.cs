using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Processes;

/// <summary>
/// Two records of one community become one, each in its own stream. The survivor has said that it takes the
/// other in; the other is asked to go. If it refuses (it is closed, or was taken in elsewhere meanwhile), the
/// survivor lets go of it again, with the refusal's code as the reason. Undoing runs the other way round and
/// cannot be refused.
/// </summary>
public sealed class MergeProcess : IProcess
{
    public string Name => "community-merge";

    public IEnumerable<FollowUp> React(Happening happening) => happening.Event switch
    {
        CommunityEvent.Absorbed e => [AskToGo(new CommunityId(happening.Key), e)],
        CommunityEvent.MergeUndone e => [AskToLetGo(e.Survivor, new CommunityId(happening.Key), e.Reason)],
        _ => [],
    };

    public FollowUp? OnRefused(Happening happening, FollowUp refused, Refusal refusal) =>
        happening.Event is CommunityEvent.Absorbed absorbed
            ? AskToLetGo(new CommunityId(happening.Key), absorbed.Other, refusal.Code)
            : null;

    private static FollowUp AskToGo(CommunityId survivor, CommunityEvent.Absorbed absorbed) => new(
        GrainKinds.Community.Category, absorbed.Other.Value,
        asked => new CommunityCommand.MergeInto(asked, absorbed.Other, survivor, absorbed.Reason));

    private static FollowUp AskToLetGo(CommunityId survivor, CommunityId other, string reason) => new(
        GrainKinds.Community.Category, survivor.Value,
        asked => new CommunityCommand.Release(asked, other, reason));
}
