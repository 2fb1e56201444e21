using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Accounts;

/// <summary>What an account may do in a region. <c>Grants</c>: all that were ever given, also those taken
/// back.</summary>
public sealed record AccountRights(
    AccountId Id, PersonId Person, bool Closed, IReadOnlyList<Grant> Grants, long Version);

/// <summary>Questions about accounts' rights. They are asked of the grains, which know what holds
/// now.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/v1/accounts/{id:guid}", OneAsync).Is(
            new("accounts.get", "accounts", "What an account may do in the region")
            {
                Answer = typeof(AccountRights),
                Problems = [400, 401, 404],
            });

    private static async Task<IResult> OneAsync(Guid id, HttpContext context, IGrains grains)
    {
        var question = new Question(context);
        question.Check();
        var found = await grains.StateAsync(
            new StreamId(question.Region, GrainKinds.Account.Category, id), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return found.State switch
        {
            Account.Open a => Of(a.Person, a.Grants, closed: false),
            Account.Closed a => Of(a.Person, a.Grants, closed: true),
            _ => Problems.RecordNotFound().ToResult(),
        };

        IResult Of(PersonId person, IReadOnlyList<Grant> grants, bool closed) =>
            ApiJson.Ok(new AccountRights(new AccountId(id), person, closed, grants, found.Version));
    }
}
