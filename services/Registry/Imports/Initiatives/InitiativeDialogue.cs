using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Registry.Imports.Initiatives;

/// <summary>
/// Asks an initiative one thing after another. What would come of each is first decided here on the state so
/// far, so that a dry run can go through all steps, and nothing is asked that is so already or would be
/// refused. The commands' ids follow from what they say: a list sent again says nothing anew, and what a
/// person has changed since stays.
/// </summary>
internal sealed class InitiativeDialogue(
    ImportRun run, RowResult row, StreamId stream, Initiative state, long version)
{
    public Initiative State { get; private set; } = state;

    public bool WasUnknown { get; } = version == 0;

    public bool HasChanged { get; private set; }

    /// <summary>Asks; what is refused is noted as a warning on this part, and the row goes on.</summary>
    /// <returns>Whether it is so now.</returns>
    public async ValueTask<bool> AskAsync(string part, Func<Asked, InitiativeCommand> say, DateOnly? on,
        CancellationToken cancel)
    {
        var command = say(run.Asked(on));
        switch (GrainKinds.Initiative.Decide(command, State))
        {
            case Decision<InitiativeEvent>.Rejected { Refusal: var refusal }:
                row.Warn("initiative.not-set", part, refusal.Code, string.Join(", ", refusal.Details));
                return false;
            case Decision<InitiativeEvent>.Accepted { Events: { Count: > 0 } events }:
                return await TellAsync(part, command, events, cancel);
            default:
                return true;
        }
    }

    private async ValueTask<bool> TellAsync(
        string part, InitiativeCommand command, ValueList<InitiativeEvent> events, CancellationToken cancel)
    {
        if (!run.Request.DryRun)
        {
            var asked = command with { Asked = command.Asked with { Id = IdOf(command) } };
            var reply = await ReplyAsync(asked, cancel);
            if (reply is null or { Repeated: true })
            {
                row.Warn("initiative.kept-by-hand", part, part);
                return false;
            }

            if (reply is Reply.Refused refused)
            {
                row.Warn("initiative.not-set", part, refused.Refusal.Code,
                    string.Join(", ", refused.Refusal.Details));
                return false;
            }
        }

        HasChanged = true;
        foreach (var happened in events) State = Initiative.Evolve(State, happened);
        return true;
    }

    // Null when somebody else has imported just this before.
    private async ValueTask<Reply?> ReplyAsync(InitiativeCommand command, CancellationToken cancel)
    {
        try
        {
            return await run.AskAsync(stream, command, cancel);
        }
        catch (CommandReusedException)
        {
            return null;
        }
    }

    private CommandId IdOf(InitiativeCommand command)
    {
        var nobody = command with { Asked = new Asked(default, default, default, default) };
        return ImportIds.Command(
            stream.ToString(), command.GetType().Name,
            JsonSerializer.Serialize(nobody, command.GetType(), DomainJson.Options));
    }
}
