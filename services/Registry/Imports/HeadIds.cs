using CommunityGrains.Domain;

namespace CommunityGrains.Registry.Imports;

/// <summary>Who a head is whom somebody names by hand: the same as when a file names him, so that a register
/// that comes later finds the person on record and makes no second one.</summary>
public static class HeadIds
{
    public static PersonId Of(string region, CommunityId community, string name) =>
        ImportIds.Person(region, community, ImportIds.PersonKey(name));
}
