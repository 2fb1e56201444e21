namespace CommunityGrains.Domain.Municipalities;

/// <summary>A municipality as its events have made it.</summary>
public abstract record Municipality
{
    public sealed record Unknown : Municipality;

    /// <summary>Names, codes and forms with the dates from which they hold, oldest first.</summary>
    public sealed record Listed(
        ValueList<NameFrom> Names, ValueList<CodeFrom> Codes, ValueList<FormFrom> Forms, string Region,
        GeoPoint? Centre, GeoArea? Boundary) : Municipality;

    public sealed record Merged(Listed Before, MunicipalityId Successor, DateOnly From) : Municipality;

    public static readonly Municipality Initial = new Unknown();

    public static Municipality Evolve(Municipality municipality, MunicipalityEvent happened) =>
        throw new EventOutOfPlaceException(municipality, happened);

    private Municipality() { }
}

public sealed record NameFrom(string Name, string OfficialName, DateOnly From);

public sealed record CodeFrom(string Oktmo, DateOnly From);

public sealed record FormFrom(MunicipalityForm Form, DateOnly From);
