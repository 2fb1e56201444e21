namespace CommunityGrains.Domain.Communities;

/// <summary>A community's entry as registers keep it. Head and contacts are personal data and stand
/// apart.</summary>
public sealed record RegisterEntry(
    string Name,
    CommunityForm Form,
    MunicipalityId Municipality,
    CommunityBasis Basis = CommunityBasis.Place,
    string? Settlement = null,
    bool? LegalEntity = null,
    string? Inn = null,
    string? Kpp = null,
    string? Ogrn = null,
    string? BankDetails = null,
    string? Address = null,
    GeoPoint? Location = null,
    string? Site = null,
    string? Vk = null,
    string? Ok = null,
    string? OtherGroups = null,
    string? Boundaries = null,
    string? ActKind = null,
    DateOnly? ActDate = null,
    string? ActNumber = null,
    DateOnly? CharterOn = null,
    DateOnly? JusticeOn = null,
    DateOnly? EnteredOn = null,
    string? RegisterNumber = null,
    int? Members = null,
    int? Residents = null,
    string? Topics = null,
    string? Note = null);

/// <summary>One changed field, its value in the field's canonical text (see <see cref="RegisterFields"/>);
/// null empties it.</summary>
public sealed record FieldChange(RegisterField Field, string? To);

/// <summary>The fields of <see cref="RegisterEntry"/>; the names are part of the storage format.</summary>
public enum RegisterField
{
    Name, Form, Municipality, Basis, Settlement, LegalEntity, Inn, Kpp, Ogrn, BankDetails, Address, Location,
    Site, Vk, Ok, OtherGroups, Boundaries, ActKind, ActDate, ActNumber, CharterOn, JusticeOn, EnteredOn,
    RegisterNumber, Members, Residents, Topics, Note,
}

/// <summary>The two kinds of communities.</summary>
public enum CommunityBasis
{
    /// <summary>Of place: people who share a territory.</summary>
    Place,

    /// <summary>Of interest; may have no territory.</summary>
    Interest,
}

/// <summary>The forms a community takes; informal ones first.</summary>
public enum CommunityForm
{
    /// <summary>Инициативная группа.</summary>
    InitiativeGroup,

    /// <summary>Клуб по интересам.</summary>
    InterestClub,

    /// <summary>Сетевая группа.</summary>
    OnlineGroup,

    /// <summary>ТОС.</summary>
    TerritorialSelfGovernment,

    /// <summary>Совет многоквартирного дома (совет МКД).</summary>
    HouseCouncil,

    /// <summary>Домовой комитет.</summary>
    HouseCommittee,

    /// <summary>Совет подъезда.</summary>
    EntranceCouncil,

    /// <summary>Совет двора.</summary>
    YardCouncil,

    /// <summary>Уличный комитет.</summary>
    StreetCommittee,

    /// <summary>Совет микрорайона.</summary>
    MicrodistrictCouncil,

    /// <summary>Территориальная община.</summary>
    TerritorialObshchina,

    /// <summary>ТСЖ, ТСН.</summary>
    OwnersAssociation,

    /// <summary>Местная НКО.</summary>
    LocalNgo,

    /// <summary>Отделение городской или региональной организации.</summary>
    Branch,

    /// <summary>Иное.</summary>
    Other,
}
