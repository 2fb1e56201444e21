using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Access.Rights;

/// <summary>
/// Where something is asked: in a region, and there in what municipalities and communities. A place with
/// several (a joint initiative) is everybody's who has one of them. <c>Subject</c>: whom the record is about.
/// </summary>
public sealed record Place(
    string Region, ValueList<MunicipalityId> Municipalities, ValueList<CommunityId> Communities,
    PersonId? Subject = null)
{
    /// <summary>The region as a whole, or what is nowhere in it: only who has all of it reaches
    /// there.</summary>
    public static Place AllOf(string region) => new(region, [], []);

    public static Place Of(string region, MunicipalityId municipality) => new(region, [municipality], []);

    public static Place Of(string region, MunicipalityId municipality, CommunityId community) =>
        new(region, [municipality], [community]);

    /// <summary>Whether a grant reaches here.</summary>
    public bool IsWithin(RegionalGrant grant) => grant.Region == Region && grant.Scope switch
    {
        Scope.Region => true,
        Scope.Municipalities scope => Municipalities.Any(id => scope.Ids.Contains(id)),
        Scope.Communities scope => Communities.Any(id => scope.Ids.Contains(id)),
        _ => throw new InvalidOperationException($"{grant.Scope.GetType().Name} is no scope"),
    };
}
