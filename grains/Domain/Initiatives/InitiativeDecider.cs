namespace CommunityGrains.Domain.Initiatives;

/// <summary>What may happen to an initiative.</summary>
public static class InitiativeDecider
{
    public static Decision<InitiativeEvent> Decide(InitiativeCommand command, Initiative initiative) =>
        throw new CommandOutOfPlaceException(command, initiative);
}
