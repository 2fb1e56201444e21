using System.Text.Json;
using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Api.Http;
using CommunityGrains.EventLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Commands;

/// <summary>What the log keeps of a command. <c>Outcome</c>: absent when it was accepted, else the
/// refusal.</summary>
public sealed record CommandKept(
    Guid Command, string Kind, Guid Record, long Version, long Position, int Events, JsonElement? Outcome);

/// <summary>GET /api/v1/commands/{id}: for whoever lost the reply and does not want to send again.</summary>
public static class CommandLookup
{
    public static void MapCommandLookup(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/v1/commands/{id:guid}", FindAsync).Is(
            new("commands.get", "commands", "What came of a command")
            {
                Answer = typeof(CommandKept),
                LooksCloser = true,
                Problems = [400, 401, 404],
            });

    private static async Task<IResult> FindAsync(
        Guid id, HttpContext context, IEventLog log, Places places, RightsPolicy rights)
    {
        var question = new Question(context);
        question.Check();
        var kept = await log.FindCommandAsync(id, context.RequestAborted);
        // A command of another region is none of this one's business, nor is one of somebody else's record.
        if (kept is null || kept.Stream.Region != question.Region
            || rights.Decide(
                context.Viewer(), new What.Operation("commands.get"),
                await places.OfAsync(kept.Stream, context.RequestAborted)) != Verdict.Granted)
            return new Problem(StatusCodes.Status404NotFound, "command.not-found").ToResult();
        JsonElement? outcome = kept.Outcome.IsEmpty ? null : JsonElement.Parse(kept.Outcome.Span);
        return ApiJson.Ok(new CommandKept(
            id, kept.Stream.Category, kept.Stream.Key, kept.Version, kept.Position, kept.EventCount,
            outcome));
    }
}
