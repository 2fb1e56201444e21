using System.Globalization;
using CommunityGrains.Domain;
using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Shell;

// Work on the records of communities, and what happened to any record.
public sealed partial class Links
{
    public string NewCommunity => prefix + "/communities/new";

    /// <summary>Where a form asks, letter by letter, what looks like what is typed.</summary>
    public string Lookalikes => prefix + "/communities/lookalikes";

    public string Duplicates(MunicipalityId? municipality = null, string? cursor = null) =>
        QueryHelpers.AddQueryString(prefix + "/duplicates", new Dictionary<string, string?>
        {
            ["municipality"] = municipality?.ToString(), ["cursor"] = cursor,
        });

    /// <summary>A community's page. <c>done</c>: what has just been done with it.</summary>
    public string CommunityDone(CommunityId id, string done) => With($"/communities/{id}", "done", done);

    public string CommunityPart(CommunityId id, string part) => $"{prefix}/communities/{id}/{part}";

    public string Merge(CommunityId id, CommunityId other) =>
        With($"/communities/{id}/merge", "with", other.ToString());

    /// <summary>A record's history; <c>address</c>: the first word of its kind's addresses.</summary>
    public string HistoryOf(string address, Guid id, string? field = null) =>
        With($"/{address}/{id}/history", "field", field);

    /// <summary>Giving a field back the value that it had before a version.</summary>
    public string Restore(string address, Guid id, string field, long version) =>
        QueryHelpers.AddQueryString($"{prefix}/{address}/{id}/restore", new Dictionary<string, string?>
        {
            ["field"] = field, ["version"] = version.ToString(CultureInfo.InvariantCulture),
        });

    public string RestorePost(string address, Guid id) => $"{prefix}/{address}/{id}/restore";

    public string NewCommunityIn(MunicipalityId municipality) =>
        With("/communities/new", "municipality", municipality.ToString());
}
