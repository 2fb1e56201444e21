using System.Globalization;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Api.Commands;

/// <summary>What came of a command. <c>Events</c>: 0 when it was so already. <c>Position</c>: pass it as
/// <c>after</c> to read one's own write.</summary>
public sealed record CommandAnswer(Guid Command, Guid Record, long Version, long Position, int Events);

/// <summary>Every command of every grain as an endpoint.</summary>
public static class CommandEndpoints
{
    /// <summary>The earliest day on which anything of the registry can have happened.</summary>
    private static readonly DateOnly FirstBusinessDate = new(1900, 1, 1);

    public static void MapCommands(this IEndpointRouteBuilder api, Resource resource, ApiOptions options)
    {
        foreach (var route in resource.Commands)
        {
            api.MapPost(resource.Address + route.Pattern,
                    (HttpContext context, IGrains grains, Places places, RightsPolicy rights,
                        RegionCalendar calendar) =>
                        AskAsync(context, resource, route, grains, places, rights, calendar))
                .WithMetadata(new RequestSizeLimitAttribute(options.CommandBytesMax))
                .WithMetadata(route)
                .Is(OperationOf(resource, route));
        }
    }

    private static Operation OperationOf(Resource resource, CommandRoute route) =>
        new($"{resource.Kind.Category}.{KebabCase.Of(route.Command.Name)}", resource.Name, route.Summary)
        {
            Command = route.Command,
            Answer = typeof(CommandAnswer),
            Status = route.Creates ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            Problems = [400, 401, 404, 409, 412, 413, 415, 422, 503],
        };

    private static async Task<IResult> AskAsync(
        HttpContext context, Resource resource, CommandRoute route, IGrains grains, Places places,
        RightsPolicy rights, RegionCalendar calendar)
    {
        var question = new Question(context);
        question.Check();
        var caller = Caller.Of(context.Request, question.Region);
        var ifVersion = RecordAnswer.IfMatch(context.Request);
        var body = await CommandBody.ReadAsync(context, route);
        var record = route.Creates
            ? body.Record ?? NameBasedId.Create(caller.Command, resource.Kind.Category)
            : Guid.Parse((string)context.Request.RouteValues["id"]!);
        var asked = new Asked(
            new CommandId(caller.Command), caller.Person, calendar.Now,
            BusinessDate(body, calendar.Today(question.Region)));
        var order = new Order(
            new StreamId(question.Region, resource.Kind.Category, record),
            CommandShape.Of(route.Command).Build(asked, record, body.Values),
            IfVersion: ifVersion);
        // Before anything that the answer could tell of the record, or of those that the command names.
        var touched = await places.OfAsync(order, context.RequestAborted);
        if (rights.Decide(context.Viewer(), new What.Command(route.Command), touched) != Verdict.Granted)
        {
            context.TellDenied(OperationOf(resource, route).Id);
            return (route.Creates ? Problems.RecordNotFound() : Problems.Unknown(resource.Kind.Category))
                .ToResult();
        }

        var missing = await References.MissingAsync(grains, order, context.RequestAborted);
        if (missing.Count > 0)
            return new Problem(StatusCodes.Status422UnprocessableEntity,
                "reference.unknown") { Details = missing }.ToResult();
        var reply = await grains.AskAsync(order, context.RequestAborted);
        if (context.RequestServices.GetService<RoleChanges>() is { } changes)
            await changes.AfterAsync(order, reply, CancellationToken.None);
        return Answer(context, resource, order, reply, route.Creates);
    }

    // A day ahead would stay the newest of its record, and so blur what was so "as of" any day before it; it
    // would also pass for the future by which a term has run out. What is known ahead, such as a law's new
    // name for a municipality, has a "from" of its own.
    private static DateOnly BusinessDate(CommandBody body, DateOnly today)
    {
        if (body.BusinessDate is not { } day) return today;
        return day >= FirstBusinessDate && day <= today
            ? day
            : throw new ProblemException(
                Problems.Invalid(CommandShape.BusinessDate, FieldErrors.NoBusinessDate));
    }

    private static IResult Answer(
        HttpContext context, Resource resource, Order order, Reply reply, bool creates)
    {
        if (reply is Reply.Refused refused) return Problems.Of(refused.Refusal, refused.Repeated).ToResult();
        var accepted = (Reply.Accepted)reply;
        var headers = context.Response.Headers;
        context.Response.GetTypedHeaders().ETag = new EntityTagHeaderValue(
            $"\"{accepted.Version.ToString(CultureInfo.InvariantCulture)}\"");
        headers.CacheControl = "no-store";
        if (accepted.Repeated) headers["Idempotent-Replayed"] = "true";
        var created = creates && accepted.EventCount > 0;
        if (created) headers.Location = $"{resource.Address}/{order.Stream.Key}";
        return ApiJson.Ok(
            new CommandAnswer(
                order.Command.Asked.Id.Value, order.Stream.Key, accepted.Version, accepted.Position,
                accepted.EventCount),
            created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
