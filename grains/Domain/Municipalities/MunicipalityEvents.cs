namespace CommunityGrains.Domain.Municipalities;

// The names are the storage format. Never rename one, never change what a field means:
// a new shape is a new version beside the old one, upcast on read.
public abstract record MunicipalityEvent
{
    /// <summary><c>Region</c> is where it lies (ISO 3166-2, "RU-BA"), which may differ from the region of the
    /// centre that keeps it. <c>Oktmo</c>: 8 or 11 digits.</summary>
    [EventName("municipality.listed.v1")]
    public sealed record Listed(
        string Name, string OfficialName, MunicipalityForm Form, string Region, DateOnly From,
        string? Oktmo = null, GeoPoint? Centre = null) : MunicipalityEvent;

    [EventName("municipality.renamed.v1")]
    public sealed record Renamed(string Name, string OfficialName, DateOnly From) : MunicipalityEvent;

    [EventName("municipality.code-given.v1")]
    public sealed record CodeGiven(string Oktmo, DateOnly From) : MunicipalityEvent;

    [EventName("municipality.form-changed.v1")]
    public sealed record FormChanged(MunicipalityForm Form, DateOnly From) : MunicipalityEvent;

    [EventName("municipality.centre-set.v1")]
    public sealed record CentreSet(GeoPoint Centre) : MunicipalityEvent;

    /// <summary><c>Source</c> names where the outline comes from and its licence.</summary>
    [EventName("municipality.boundary-set.v1")]
    public sealed record BoundarySet(GeoArea Area, DateOnly From, string Source) : MunicipalityEvent;

    [EventName("municipality.merged-into.v1")]
    public sealed record MergedInto(
        MunicipalityId Successor, DateOnly From, string Basis) : MunicipalityEvent;

    private MunicipalityEvent() { }
}

/// <summary>The forms of municipalities (131-ФЗ, 33-ФЗ).</summary>
public enum MunicipalityForm
{
    /// <summary>Муниципальный район.</summary>
    MunicipalDistrict,

    /// <summary>Муниципальный округ.</summary>
    MunicipalOkrug,

    /// <summary>Городской округ.</summary>
    UrbanOkrug,

    /// <summary>Городское поселение.</summary>
    UrbanSettlement,

    /// <summary>Сельское поселение.</summary>
    RuralSettlement,

    /// <summary>Внутригородская территория города федерального значения.</summary>
    InnerCityTerritory,
}
