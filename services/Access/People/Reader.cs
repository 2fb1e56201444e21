using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Access.People;

/// <summary>Who is given an answer, what for, and in which language.</summary>
public sealed record Reader(Viewer Viewer, ReadingPurpose Purpose, Language Language);

/// <summary>What people's data is read for; the names stand in the journal of readings.</summary>
public enum ReadingPurpose
{
    /// <summary>Pages and answers of the API.</summary>
    Work,

    /// <summary>A list taken away as a file.</summary>
    Export,

    /// <summary>A person's own data, all of it, for him.</summary>
    Subject,
}

/// <summary>The fields of people that are shown or not.</summary>
[Flags]
public enum PersonalFields
{
    None = 0,
    Name = 1,
    Email = 2,
    Phone = 4,
    BirthDate = 8,
    Address = 16,
    Document = 32,
    Told = 64,
    All = Name | Email | Phone | BirthDate | Address | Document | Told,
}

/// <summary>Who may see which fields of people. The table of rights answers it.</summary>
public interface IPersonalRights
{
    /// <summary>What the viewer may see of the people of a record. No municipality and no community: of all
    /// people of the region.</summary>
    PersonalFields Visible(
        Viewer viewer, string region, MunicipalityId? municipality, CommunityId? community);

    /// <summary>Whether the viewer may see who recorded what in a record's history.</summary>
    bool SeesActors(Viewer viewer, string region, MunicipalityId? municipality, CommunityId? community);

    /// <summary>Whether there is anybody in the region of whom the viewer may see anything.</summary>
    bool SeesPeople(Viewer viewer, string region);
}

/// <summary>By the table of rights. Whoever has the command line sees everybody.</summary>
public sealed class RightsToPeople(RightsPolicy rights) : IPersonalRights
{
    private static readonly (PersonalFields Shown, PersonalField Field)[] Fields =
    [
        (PersonalFields.Name, PersonalField.Name), (PersonalFields.Email, PersonalField.Email),
        (PersonalFields.Phone, PersonalField.Phone), (PersonalFields.BirthDate, PersonalField.BirthDate),
        (PersonalFields.Address, PersonalField.Address), (PersonalFields.Document, PersonalField.Document),
        (PersonalFields.Told, PersonalField.Told),
    ];

    public PersonalFields Visible(
        Viewer viewer, string region, MunicipalityId? municipality, CommunityId? community)
    {
        if (viewer.Means == SignInMeans.Program) return PersonalFields.All;
        var place = PlaceOf(region, municipality, community);
        return Fields.Where(field => rights.MaySee(viewer, field.Field, place))
            .Aggregate(PersonalFields.None, (seen, field) => seen | field.Shown);
    }

    public bool SeesActors(
        Viewer viewer, string region, MunicipalityId? municipality, CommunityId? community) =>
        viewer.Means == SignInMeans.Program || rights.MaySee(
            viewer, PersonalField.ActingAccount, PlaceOf(region, municipality, community));

    public bool SeesPeople(Viewer viewer, string region) => viewer.Means == SignInMeans.Program
        || viewer.Grants.Any(grant => grant.Region == region
            && rights.Find(new What.Field(PersonalField.Name))?.Roles.Contains(grant.Role) == true);

    private static Place PlaceOf(string region, MunicipalityId? municipality, CommunityId? community) =>
        new(region, municipality is { } town ? [town] : [], community is { } record ? [record] : []);
}
