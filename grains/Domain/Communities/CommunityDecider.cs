namespace CommunityGrains.Domain.Communities;

/// <summary>What may happen to a community. Pure: the same command on the same community decides the same.</summary>
public static class CommunityDecider
{
    public static Decision<CommunityEvent> Decide(CommunityCommand command, Community community) =>
        throw new CommandOutOfPlaceException(command, community);
}
