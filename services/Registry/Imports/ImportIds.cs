using CommunityGrains.Domain;

namespace CommunityGrains.Registry.Imports;

/// <summary>
/// Ids of what imports create. They follow from what a row says, so that a run that was killed and started
/// again, or two runs at once, meet at the same streams.
/// </summary>
internal static class ImportIds
{
    // Name spaces of our own; part of the storage format, as every id made with them is.
    private static readonly Guid
        Municipalities = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b01"),
        Communities = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b02"),
        Leaders = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b03"),
        Initiatives = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b04"),
        Persons = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b05"),
        Entries = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b06"),
        Commands = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b07");

    public static MunicipalityId Municipality(string region, string ownRegion, string nameKey) =>
        new(Of(Municipalities, region, ownRegion, nameKey));

    public static CommunityId Community(string region, MunicipalityId municipality, params string[] keys) =>
        new(Of(Communities, [region, municipality.ToString(), .. keys]));

    public static LeaderId Leader(string region, CommunityId community, string personKey) =>
        new(Of(Leaders, region, community.ToString(), personKey));

    public static InitiativeId Initiative(string region, MunicipalityId municipality, string titleKey) =>
        new(Of(Initiatives, region, municipality.ToString(), titleKey));

    /// <summary>A person is known by the community he stands for: of two people of one name in two
    /// communities nobody can say whether they are one.</summary>
    public static PersonId Person(string region, CommunityId community, string personKey) =>
        new(Of(Persons, region, community.ToString(), personKey));

    public static EntryId Entry(InitiativeId initiative, params string[] keys) =>
        new(Of(Entries, [initiative.ToString(), .. keys]));

    public static CommandId Command(params string[] keys) => new(Of(Commands, keys));

    /// <summary>A person's name made comparable: lower case, е for ё, single spaces.</summary>
    public static string PersonKey(string name) =>
        Cells.Cell.Tidy(name).ToLowerInvariant().Replace('ё', 'е');

    // The unit separator occurs in no cell, so that ("ab", "c") and ("a", "bc") differ.
    private static Guid Of(Guid space, params string[] keys) =>
        NameBasedId.Create(space, string.Join('\u001f', keys));
}
