using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Communities;

/// <summary>How the communities found are shown; the names stand in addresses.</summary>
public enum CommunityView
{
    List,
    Map,
}

/// <summary>What the list is narrowed to, as it stands in the address: the same parameters as the API's, so
/// that an address of the list, an export and a request to the API differ only in their beginning.</summary>
public sealed record CommunityFilter
{
    public static readonly CommunityFilter None = new();

    public string? Text { get; init; }

    public MunicipalityId? Municipality { get; init; }

    public CommunityForm? Form { get; init; }

    public CommunityStatus? Status { get; init; }

    public LeaderStanding? Leader { get; init; }

    /// <summary>Of place or of interest.</summary>
    public CommunityBasis? Basis { get; init; }

    public string? Topic { get; init; }

    public bool SuspectedOnly { get; init; }

    public DateOnly? AsOf { get; init; }

    /// <summary>What lies in this part of the map.</summary>
    public GeoBox? Within { get; init; }

    public CommunityOrder Order { get; init; }

    public CommunityView View { get; init; }

    public string? Cursor { get; init; }

    /// <summary>Whether anything narrows the list (its order and its page do not).</summary>
    public bool IsNarrow =>
        this with { Order = default, View = default, Cursor = null, AsOf = null } != None;

    /// <summary>The same without its page and its way to be shown: as the API, too, understands it.</summary>
    public CommunityFilter Whole => this with { View = default, Cursor = null };

    /// <summary>What the map draws: everything that is found, also beyond its edges.</summary>
    public CommunityFilter Points => this with
    {
        Within = null, View = default, Order = default, Cursor = null,
    };

    /// <summary>Whether one of the filters behind "more" is in use.</summary>
    public bool UsesMore => Status is not null || Basis is not null || Topic is not null || SuspectedOnly
        || Order != default;

    /// <summary>Reads the address; parameters that are not understood are left out and named.</summary>
    public static (CommunityFilter Filter, IReadOnlyList<string> NotUnderstood) Read(IQueryCollection query)
    {
        var address = new AddressReader(query);
        var filter = new CommunityFilter
        {
            Text = address.Value("text"),
            Municipality = address.Municipality,
            Form = address.Named<CommunityForm>("form"),
            Status = address.Named<CommunityStatus>("status"),
            Leader = address.Named<LeaderStanding>("leader"),
            Basis = address.Named<CommunityBasis>("basis"),
            Topic = address.Value("topic"),
            SuspectedOnly = address.Parsed<bool>(
                "suspected", text => bool.TryParse(text, out var only) ? only : null) ?? false,
            AsOf = address.AsOf,
            Within = address.Made("within", Box),
            View = address.Named<CommunityView>("view") ?? default,
            Order = address.Named<CommunityOrder>("order") ?? default,
            Cursor = address.Cursor,
        };
        return (filter, address.NotUnderstood);
    }

    public CommunityQuery ToQuery(string region, int limit) => new(region)
    {
        Text = Text,
        Municipality = Municipality,
        Form = Form,
        Status = Status,
        Leader = Leader,
        Basis = Basis,
        Topic = Topic,
        SuspectedOnly = SuspectedOnly,
        Within = Within,
        AsOf = AsOf is null ? null : new AsOf(AsOf),
        Order = Order,
        Cursor = Cursor,
        Limit = limit,
    };

    /// <summary>"" or "?text=…&amp;form=…": only what is set, always in the same order.</summary>
    public string ToQueryString() => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["text"] = Text,
        ["municipality"] = Municipality?.ToString(),
        ["form"] = Form is { } form ? KebabCase.Of(form) : null,
        ["status"] = Status is { } status ? KebabCase.Of(status) : null,
        ["leader"] = Leader is { } leader ? KebabCase.Of(leader) : null,
        ["basis"] = Basis is { } basis ? KebabCase.Of(basis) : null,
        ["topic"] = Topic,
        ["suspected"] = SuspectedOnly ? "true" : null,
        ["asOf"] = AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["within"] = Within is { } box ? Edges(box) : null,
        ["view"] = View == default ? null : KebabCase.Of(View),
        ["order"] = Order == default ? null : KebabCase.Of(Order),
        ["cursor"] = Cursor,
    });

    /// <summary>South, west, north, east in degrees, as the API takes it: "54.6,55.8,54.9,56.2".</summary>
    public static string Edges(GeoBox box) => string.Create(
        CultureInfo.InvariantCulture, $"{box.South},{box.West},{box.North},{box.East}");

    private static GeoBox? Box(string text)
    {
        var degrees = text.Split(',').Select(part => double.TryParse(
            part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
        return degrees.ToList() is [var south, var west, var north, var east]
            && south <= north && west <= east
            && new GeoPoint(south, west).IsOnEarth && new GeoPoint(north, east).IsOnEarth
                ? new GeoBox(south, west, north, east)
                : null;
    }
}
