using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Http;

/// <summary>
/// Which methods an address takes. Where pages answer for every address that nobody else does, routing finds
/// them instead of saying 405 for the API; then this tells an address that is not there from a method it does
/// not take. </summary>
internal static class OtherMethods
{
    /// <summary>The methods of the API at the request's address, sorted; empty when it has no such
    /// address.</summary>
    public static IReadOnlyList<string> Of(HttpContext context) =>
        [.. context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null)
            .Where(endpoint => Matches(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static bool Matches(RouteEndpoint endpoint, PathString path)
    {
        var values = new RouteValueDictionary();
        var matcher = new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), values);
        return matcher.TryMatch(path, values)
            && endpoint.RoutePattern.ParameterPolicies
                .Where(policy => policy.Value.Any(one => one.Content == "guid"))
                .All(policy => Guid.TryParse(values[policy.Key]?.ToString(), out _));
    }
}
