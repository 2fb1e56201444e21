using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Wording;
using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Shell;

/// <summary>Every address a page points at, in the page's own language. <c>path</c> and <c>query</c> are
/// those of the page itself (the path without its language).</summary>
public sealed partial class Links(Language language, string path, string query, Assets assets)
{
    private const string Api = "/api/v1";

    private readonly string prefix = language.Prefix();

    /// <summary>A file beside the page, by its name: "site.css".</summary>
    public string Asset(string name) => assets.Address(name);

    public string Home => prefix.Length == 0 ? "/" : prefix;

    /// <summary>This very page, filters and all, in a language.</summary>
    public string Here(Language tongue) =>
        (path == "/" ? tongue.Prefix() is { Length: > 0 } start ? start : "/" : tongue.Prefix() + path)
            + query;

    /// <summary>This page with one parameter of the address set; null removes it.</summary>
    public string HereWith(string name, string? value) =>
        value is null ? Without(name) : QueryHelpers.AddQueryString(Without(name), name, value);

    /// <summary>This page without some parameters of the address.</summary>
    public string Without(params ReadOnlySpan<string> names)
    {
        var kept = new List<KeyValuePair<string, string?>>();
        foreach (var (name, values) in QueryHelpers.ParseQuery(query))
        {
            if (!names.Contains(name))
                kept.AddRange(values.Select(value => KeyValuePair.Create(name, value)));
        }

        return QueryHelpers.AddQueryString(path == "/" ? Home : prefix + path, kept);
    }

    /// <summary>Where to sign in, and come back here.</summary>
    public string SignIn => QueryHelpers.AddQueryString(prefix + "/sign-in", "returnUrl", Here(language));

    public string SignInOnly => prefix + "/sign-in";

    public string SignInCode(string? returnUrl) => With("/sign-in/code", "returnUrl", returnUrl);

    public string SignOut => prefix + "/sign-out";

    public string Accounts => prefix + "/accounts";

    /// <summary>Somebody's account, for administrators. <c>done</c>: what has just been done there.</summary>
    public string AccountOf(AccountId id, string? done = null) => With($"/accounts/{id}", "done", done);

    public string AccountOfPart(AccountId id, string part) => $"{prefix}/accounts/{id}/{part}";

    public string Invite => prefix + "/invite";

    public string Invitation(string key) => $"{prefix}/invitation/{key}";

    /// <summary>One's own account. <c>done</c>: what has just been done there.</summary>
    public string Account(string? done = null) => With("/account", "done", done);

    public string AccountPart(string part) => $"{prefix}/account/{part}";

    public string People => prefix + "/people";

    /// <summary>A person's card. <c>done</c>: what has just been done there.</summary>
    public string Person(PersonId id, string? done = null) => With($"/people/{id}", "done", done);

    public string PersonPart(PersonId id, string part) => $"{prefix}/people/{id}/{part}";

    /// <summary>Where somebody on record is invited to an account of his own.</summary>
    public string InviteOf(PersonId id) => With("/invite", "person", id.ToString());

    public string Communities(CommunityFilter? filter = null) =>
        prefix + "/communities" + filter?.ToQueryString();

    public string Community(CommunityId id, DateOnly? asOf = null) =>
        prefix + $"/communities/{id}" + AsOf(asOf);

    public string Municipalities => prefix + "/municipalities";

    public string Municipality(MunicipalityId id) => prefix + $"/municipalities/{id}";

    public string Leader(LeaderId id) => prefix + $"/leaders/{id}";

    public string Initiative(InitiativeId id) => prefix + $"/initiatives/{id}";

    /// <summary>The list as a file; <c>format</c>: csv, xlsx, geojson or jsonl.</summary>
    public static string Export(string format, CommunityFilter? filter = null)
    {
        // A file has an order of its own, and no pages.
        var same = ((filter ?? CommunityFilter.None).Whole with { Order = default }).ToQueryString();
        return $"{Api}/communities/export?format={format}" + (same.Length == 0 ? "" : "&" + same[1..]);
    }

    /// <summary>All public points on the map.</summary>
    public static string GeoJson => $"{Api}/communities.geojson";

    /// <summary>A community as the API gives it.</summary>
    public static string CommunityData(CommunityId id) => $"{Api}/communities/{id}";

    private string With(string path, string name, string? value) =>
        value is null ? prefix + path : QueryHelpers.AddQueryString(prefix + path, name, value);

    private static string AsOf(DateOnly? asOf) => asOf is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"?asOf={asOf:yyyy-MM-dd}");
}
