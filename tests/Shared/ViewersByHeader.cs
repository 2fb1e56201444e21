using System.Collections.Immutable;
using CommunityGrains.Access;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Specs;

/// <summary>
/// In specifications the request says itself who asks, in place of a sign-in. <c>X-Viewer</c>: "visitor", or
/// grants as "role region scope ids", such as "manager RU-BA municipalities 0193…,0194…; partner RU-ME
/// region". Without it, the administrator of the very region that is asked about. <c>X-Acting-Person</c>:
/// in whose name.
/// </summary>
public sealed class ViewersByHeader : IViewers
{
    /// <summary>Who acts when a specification does not say.</summary>
    public static readonly PersonId Somebody = new(new Guid("00000000-0000-7000-8000-0000000000aa"));

    public ValueTask<Viewer> OfAsync(HttpContext http)
    {
        var said = http.Request.Headers["X-Viewer"].ToString();
        if (said == "visitor") return new(Viewer.Visitor);
        var by = Guid.TryParse(http.Request.Headers["X-Acting-Person"], out var person)
            ? new PersonId(person)
            : Somebody;
        return new(new Viewer(
            new AccountId(by.Value), by, said.Length > 0 ? Grants(said) : [Administrator(http.Request)],
            SignInMeans.Session));
    }

    /// <summary>The grants that a text names; see above.</summary>
    public static ImmutableArray<RegionalGrant> Grants(string said) =>
        [.. said.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(' '))
            .Select(words => new RegionalGrant(
                words[1], KebabCase.Parse<Role>(words[0])!.Value, ScopeOf(words)))];

    private static Scope ScopeOf(string[] words) => words[2] switch
    {
        "region" => new Scope.Region(),
        "municipalities" => new Scope.Municipalities([.. Ids(words[3]).Select(id => new MunicipalityId(id))]),
        "communities" => new Scope.Communities([.. Ids(words[3]).Select(id => new CommunityId(id))]),
        var other => throw new ArgumentException($"{other} is no scope", nameof(words)),
    };

    private static IEnumerable<Guid> Ids(string text) => text.Split(',').Select(Guid.Parse);

    private static RegionalGrant Administrator(HttpRequest request)
    {
        var query = request.Query["region"].ToString();
        var header = request.Headers["X-Region"].ToString();
        return new RegionalGrant(
            query.Length > 0 ? query : header.Length > 0 ? header : "RU-BA", Role.CentreAdministrator,
            new Scope.Region());
    }
}
