using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Municipalities;

/// <summary>By what the municipalities are sorted: names from the first letter, numbers from the most. The
/// names stand in addresses.</summary>
public enum MunicipalityOrder
{
    Name,
    Communities,
    Verified,
    Initiatives,
    Residents,
}

/// <summary>What the list of municipalities is narrowed to and sorted by. <c>Page</c>: from 1.</summary>
public sealed record MunicipalityListFilter
{
    public string? Text { get; init; }

    public DateOnly? AsOf { get; init; }

    public MunicipalityOrder Order { get; init; }

    public int Page { get; init; } = 1;

    /// <summary>Reads the address; parameters that are not understood are left out and named.</summary>
    public static (MunicipalityListFilter Filter, IReadOnlyList<string> NotUnderstood) Read(
        IQueryCollection query)
    {
        var address = new AddressReader(query);
        var filter = new MunicipalityListFilter
        {
            Text = address.Value("text"),
            AsOf = address.AsOf,
            Order = address.Named<MunicipalityOrder>("order") ?? default,
            Page = Math.Clamp(address.Parsed("page", Number) ?? 1, 1, 10_000),
        };
        return (filter, address.NotUnderstood);
    }

    public MunicipalityQuery ToQuery(string region) => new(region)
    {
        Text = Text,
        AsOf = AsOf is null ? null : new AsOf(AsOf),
    };

    /// <summary>The rows in the order asked for; names decide between equals.</summary>
    public IReadOnlyList<MunicipalitySummary> Sort(IReadOnlyList<MunicipalitySummary> byName) =>
        Order == MunicipalityOrder.Name
            ? byName
            : [.. byName.OrderByDescending(row => Order switch
            {
                MunicipalityOrder.Communities => row.Counting,
                MunicipalityOrder.Verified => row.Leaders.GetValueOrDefault(LeaderStanding.Verified),
                MunicipalityOrder.Initiatives => row.Initiatives.Values.Sum(),
                _ => row.Residents,
            })];

    /// <summary>"" or "?text=…": only what is set.</summary>
    public string ToQueryString() => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["text"] = Text,
        ["asOf"] = AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["order"] = Order == default ? null : KebabCase.Of(Order),
        ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
    });

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
