using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>Replies from what the log keeps under a command's id, and what it is to keep: nothing when
/// accepted, the refusal as JSON when refused.</summary>
internal static class Replies
{
    /// <summary>The one refusal that is the engine's own and is not kept: the next try may be on the right
    /// version. Its detail is the stream's version.</summary>
    public const string VersionDiffers = "grain.version-differs";

    public static ReadOnlyMemory<byte> OutcomeOf(Refusal? refusal) => refusal is null
        ? default
        : JsonSerializer.SerializeToUtf8Bytes(new Outcome(refusal), DomainJson.Options);

    /// <summary>The answer to what has just been appended.</summary>
    public static Reply Of(AppendVerdict.Appended appended, int eventCount, Refusal? refusal) =>
        refusal is null
            ? new Reply.Accepted(appended.Position, appended.Version, eventCount, Repeated: false)
            : new Reply.Refused(appended.Position, appended.Version, refusal, Repeated: false);

    /// <summary>What was answered the first time.</summary>
    /// <exception cref="InvalidDataException">What is kept is no outcome of an engine.</exception>
    public static Reply FirstOf(KeptCommand kept)
    {
        if (kept.Outcome.IsEmpty)
            return new Reply.Accepted(kept.Position, kept.Version, kept.EventCount, Repeated: true);
        try
        {
            var outcome = JsonSerializer.Deserialize<Outcome>(kept.Outcome.Span, DomainJson.Options);
            return new Reply.Refused(kept.Position, kept.Version, outcome!.Refused, Repeated: true);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"the outcome of command {kept.Command} cannot be read", error);
        }
    }

    private sealed record Outcome(Refusal Refused);
}
