using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>Decides a command on an activation and appends what it decided. Runs within the activation's
/// turn, and leaves it either at a version of the log or forgotten.</summary>
internal sealed class GrainDecider(
    IEventLog log, GrainReader reader, SnapshotWriter? snapshots, EventCatalogue catalogue,
    EngineOptions options)
{
    public async ValueTask<Reply> DecideAsync(Activation activation, Order order)
    {
        byte[]? fingerprint = null;
        try
        {
            fingerprint = Fingerprint.Of(order);
            return await DecideAsync(activation, order, fingerprint);
        }
        catch (Exception error) when (error is not CommandReusedException)
        {
            // The state may be half-read, or behind an append whose answer was lost.
            activation.Forget();
            if (fingerprint is null || await FindFirstReplyAsync(order, fingerprint) is not { } reply) throw;
            return reply;
        }
    }

    /// <summary>What the command would yield on the activation as it is.</summary>
    public static Consideration Consider(Activation activation, Order order)
    {
        if (order.IfVersion is { } wanted && wanted != activation.Version)
            return new Consideration([], VersionDiffers(activation.Version), activation.Version);
        var (events, refusal) = activation.Kind.DecideAny(order.Command, activation.State!);
        _ = Evolve(activation, events);
        return new Consideration(events, refusal, activation.Version);
    }

    private async ValueTask<Reply> DecideAsync(Activation activation, Order order, byte[] fingerprint)
    {
        var isFresh = !activation.IsLoaded;
        if (isFresh) await reader.CatchUpAsync(activation, CancellationToken.None);
        for (var decisions = 0; decisions < options.DecisionsMax; decisions++)
        {
            if (order.IfVersion is { } wanted && wanted != activation.Version)
            {
                if (!isFresh) await reader.CatchUpAsync(activation, CancellationToken.None);
                if (wanted != activation.Version)
                    return await RefuseVersionAsync(activation, order, fingerprint);
            }

            var (events, refusal) = activation.Kind.DecideAny(order.Command, activation.State!);
            // Before the append, so that an event the grain cannot take is never stored.
            var next = Evolve(activation, events);
            var verdict = await log.AppendAsync(
                RequestOf(activation, order, fingerprint, events, refusal), CancellationToken.None);
            switch (verdict)
            {
                case AppendVerdict.Appended appended:
                    if (events.Count > 0) Advance(activation, next, appended);
                    return Replies.Of(appended, events.Count, refusal);
                case AppendVerdict.Repeated repeated:
                    return Replies.FirstOf(repeated.Kept);
                case AppendVerdict.CommandReused:
                    throw new CommandReusedException(order.Command.Asked.Id.Value);
                case AppendVerdict.Conflict conflict:
                    EngineTelemetry.Conflicts.Add(1, EngineTelemetry.Category(activation.Kind.Category));
                    // Ahead of the log: it was restored to an older point beneath us.
                    if (conflict.ActualVersion < activation.Version) activation.Forget();
                    await reader.CatchUpAsync(activation, CancellationToken.None);
                    isFresh = true;
                    break;
                default:
                    throw new InvalidOperationException($"the log answered {verdict.GetType().Name}");
            }
        }

        throw new GrainContendedException(activation.Stream, options.DecisionsMax);
    }

    private static object Evolve(Activation activation, IReadOnlyList<object> events)
    {
        var state = activation.State!;
        foreach (var happened in events) state = activation.Kind.EvolveAny(state, happened);
        return state;
    }

    private AppendRequest RequestOf(
        Activation activation, Order order, byte[] fingerprint, IReadOnlyList<object> events,
        Refusal? refusal)
    {
        var asked = order.Command.Asked;
        var encoded = events.Count == 0 ? [] : new NewEvent[events.Count];
        for (var i = 0; i < encoded.Length; i++) encoded[i] = EventCodec.Encode(events[i], catalogue);
        return new AppendRequest(
            activation.Stream, activation.Version, asked.Id.Value, fingerprint, encoded, asked.On,
            asked.By.ToString(), order.Causation ?? asked.Id.Value, order.Correlation ?? asked.Id.Value,
            Replies.OutcomeOf(refusal));
    }

    private void Advance(Activation activation, object next, AppendVerdict.Appended appended)
    {
        activation.Become(next, appended.Version, appended.Position);
        snapshots?.Follow(activation);
    }

    // A retry comes with the version of its first try, which that try itself has moved on: the first answer
    // stands.
    private async ValueTask<Reply> RefuseVersionAsync(
        Activation activation, Order order, byte[] fingerprint) =>
        FirstReplyOf(await log.FindCommandAsync(order.Command.Asked.Id.Value), order, fingerprint)
        ?? new Reply.Refused(
            activation.Position, activation.Version, VersionDiffers(activation.Version), Repeated: false);

    // After a failure: did the log take the command all the same, now or at an earlier try? Then that is the
    // answer, whatever has failed now. When the log cannot even say that, the first failure says more.
    private async ValueTask<Reply?> FindFirstReplyAsync(Order order, byte[] fingerprint)
    {
        KeptCommand? kept;
        try
        {
            kept = await log.FindCommandAsync(order.Command.Asked.Id.Value);
        }
        catch (Exception)
        {
            return null;
        }

        return FirstReplyOf(kept, order, fingerprint);
    }

    private static Reply? FirstReplyOf(KeptCommand? kept, Order order, byte[] fingerprint)
    {
        if (kept is null) return null;
        return kept.Fingerprint.Span.SequenceEqual(fingerprint)
            ? Replies.FirstOf(kept)
            : throw new CommandReusedException(order.Command.Asked.Id.Value);
    }

    private static Refusal VersionDiffers(long version) =>
        new(Replies.VersionDiffers, [version.ToString(CultureInfo.InvariantCulture)]);
}

/// <summary>Other processes appended to the stream first, each time the command was decided.</summary>
public sealed class GrainContendedException(StreamId stream, int decisions)
    : Exception($"{stream}: others appended first {decisions} times; send the command again");
