namespace CommunityGrains.Domain.Leaders;

/// <summary>What may happen to a claim to lead.</summary>
public static class LeaderDecider
{
    public static Decision<LeaderEvent> Decide(LeaderCommand command, Leader leader) =>
        throw new CommandOutOfPlaceException(command, leader);
}
