namespace CommunityGrains.Domain.Municipalities;

/// <summary>What may happen to a municipality's entry.</summary>
public static class MunicipalityDecider
{
    public static Decision<MunicipalityEvent> Decide(MunicipalityCommand command, Municipality municipality) =>
        throw new CommandOutOfPlaceException(command, municipality);
}
