using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Initiatives;

/// <summary>What the board is narrowed to, as it stands in the address, under the API's names.
/// <c>Status</c>: one column alone, page after page; null for the board.</summary>
public sealed record InitiativeFilter
{
    public string? Text { get; init; }

    public MunicipalityId? Municipality { get; init; }

    public CommunityId? Community { get; init; }

    public InitiativeStatus? Status { get; init; }

    public DateOnly? AsOf { get; init; }

    public string? Cursor { get; init; }

    /// <summary>Whether anything narrows the board (a column of it and a date do not).</summary>
    public bool IsNarrow => Text is not null || Municipality is not null || Community is not null;

    /// <summary>Reads the address; parameters that are not understood are left out and named.</summary>
    public static (InitiativeFilter Filter, IReadOnlyList<string> NotUnderstood) Read(IQueryCollection query)
    {
        var address = new AddressReader(query);
        var filter = new InitiativeFilter
        {
            Text = address.Value("text"),
            Municipality = address.Municipality,
            Community = address.Parsed<CommunityId>(
                "community", text => Guid.TryParse(text, out var id) ? new CommunityId(id) : null),
            Status = address.Named<InitiativeStatus>("status"),
            AsOf = address.AsOf,
            Cursor = address.Cursor,
        };
        return (filter, address.NotUnderstood);
    }

    public InitiativeQuery ToQuery(string region, InitiativeStatus? status, int limit) => new(region)
    {
        Text = Text,
        Municipality = Municipality,
        Community = Community,
        Status = status,
        AsOf = AsOf is null ? null : new AsOf(AsOf),
        Cursor = Cursor,
        Limit = limit,
    };

    /// <summary>"" or "?text=…": only what is set, always in the same order.</summary>
    public string ToQueryString() => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["text"] = Text,
        ["municipality"] = Municipality?.ToString(),
        ["community"] = Community?.ToString(),
        ["status"] = Status is { } status ? KebabCase.Of(status) : null,
        ["asOf"] = AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["cursor"] = Cursor,
    });
}
