using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Notices;

/// <summary>Filters of the list of communities as subscriptions keep them: the address's own parameters,
/// without order, page and day.</summary>
public sealed class ListFilters : IListFilters
{
    private const int ReadAtOnce = 200;

    public CommunityQuery? Read(string region, string filter) => Of(filter).ToQuery(region, ReadAtOnce);

    public string Tidy(string filter) => Of(filter).ToQueryString();

    /// <summary>The filter that a text means; what is not understood of it is left out.</summary>
    internal static CommunityFilter Of(string filter) => CommunityFilter.Read(
        new QueryCollection(QueryHelpers.ParseQuery(filter))).Filter with
    {
        AsOf = null, Order = default, Cursor = null,
    };

    /// <summary>What a list is narrowed to, in words.</summary>
    internal static string Words(CommunityFilter filter, Words words, Func<Guid, string?> municipality)
    {
        var (names, say) = (words.Texts.Names, words.Texts.Notices.Lists);
        string?[] parts =
        [
            filter.Text is { } text ? words.Texts.Search.Quoted(text) : null,
            filter.Municipality is { } place ? municipality(place.Value) : null,
            filter.Form is { } form ? names.Forms[form] : null,
            filter.Status is { } status ? names.Statuses[status] : null,
            filter.Leader is { } leader ? names.LeaderMarks[leader] : null,
            filter.Basis is { } basis ? names.Bases[basis] : null,
            filter.Topic,
            filter.SuspectedOnly ? say.Suspected : null,
        ];
        var said = string.Join(", ", parts.OfType<string>());
        return said.Length == 0 ? say.Whole : said;
    }
}
