using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Http;

/// <summary>Stands before every operation and lets in whom the table of rights lets in. Who is sent away
/// learns no more than of what does not exist.</summary>
internal sealed class Door(Operation operation) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var rights = http.RequestServices.GetRequiredService<RightsPolicy>();
        if (Question.RegionOf(http) is not { } region) return Question.OfNoRegion(http).ToResult();
        var verdict = operation.LooksCloser || operation.Command is not null
            ? rights.DecideSomewhere(http.Viewer(), operation.What, region)
            : rights.Decide(http.Viewer(), operation.What, PlaceOf(http, region));
        if (verdict == Verdict.Granted) return await next(context);
        http.TellDenied(operation.Id);
        return Refusal(verdict, http).ToResult();
    }

    /// <summary>What is answered instead: that signing in is needed, or what an unknown record
    /// gets.</summary>
    public Problem Refusal(Verdict verdict, HttpContext http) => verdict == Verdict.SignInFirst
        ? Problems.SignInFirst()
        : !http.Request.RouteValues.ContainsKey("id") ? Problems.NoSuchAddress()
        : operation.Command is { } command ? Problems.Unknown(CategoryOf(command))
        : Problems.RecordNotFound();

    private Place PlaceOf(HttpContext http, string region) =>
        operation.Parameters.Contains(Parameter.Municipality)
            && Guid.TryParse(http.Request.Query[Parameter.Municipality.Name], out var municipality)
                ? Place.Of(region, new MunicipalityId(municipality))
                : Place.AllOf(region);

    private static string CategoryOf(Type command) =>
        GrainKinds.All.Single(kind => kind.CommandType.IsAssignableFrom(command)).Category;
}
