using CommunityGrains.Domain;
using CommunityGrains.Domain.Processes;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>
/// Runs one process: reads the log in order and asks the follow-ups of each event. The checkpoint moves only
/// after they are answered, and their command ids follow from the event, so that being killed anywhere and
/// run again, or run by two programs at once, asks each exactly once. An event that cannot be read or a
/// follow-up that fails holds the process at that event, visibly, and is tried again; a refusal is an answer,
/// and asks the compensation.
/// </summary>
public sealed class ProcessRunner(
    IProcess process, IEventLog log, IGrains grains, ICheckpoints checkpoints,
    ProcessRunnerOptions? options = null, EventCatalogue? catalogue = null, TimeProvider? clock = null)
{
    private static readonly Guid Space = new("6f0c2f1c-0d6b-5b0e-9a53-3c1a5f0d7e42");

    private readonly ProcessRunnerOptions options = options ?? new ProcessRunnerOptions();
    private readonly EventCatalogue catalogue = catalogue ?? EventCatalogue.Default;
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly string reader = $"process:{process.Name}";
    private ProcessHealth health = new(process.Name, IsRunning: false, 0, null, 0);

    public ProcessHealth Health => Volatile.Read(ref health);

    /// <summary>Called with each failure and, once it moves on again, with the health that has
    /// none.</summary>
    public Action<ProcessHealth>? OnHealthChanged { get; set; }

    /// <summary>Runs until it is cancelled. After a failure it begins again at the checkpoint, after a wait
    /// that grows; meanwhile <see cref="Health"/> says why.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var delay = options.RetryDelayMin;
        try
        {
            while (true)
            {
                try
                {
                    await FollowAsync(untilHead: false, () => delay = options.RetryDelayMin, cancel);
                }
                catch (Exception failure) when (!cancel.IsCancellationRequested)
                {
                    Become(Health with { Failure = failure });
                }

                await Task.Delay(delay, clock, cancel);
                delay = delay * 2 < options.RetryDelayMax ? delay * 2 : options.RetryDelayMax;
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The way it is meant to end.
        }
        finally
        {
            Become(Health with { IsRunning = false });
        }
    }

    /// <summary>Runs up to what is the log's head now, and throws what stops it before. For imports and
    /// commands of the command line, which end.</summary>
    public async Task RunToHeadAsync(CancellationToken cancel = default)
    {
        try
        {
            await FollowAsync(untilHead: true, static () => { }, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            Become(Health with { Failure = failure });
            throw;
        }
        finally
        {
            Become(Health with { IsRunning = false });
        }
    }

    private async Task FollowAsync(bool untilHead, Action onProgress, CancellationToken cancel)
    {
        var head = await log.HeadAsync(cancel);
        var position = await checkpoints.ReadAsync(reader, cancel);
        if (position > head && !await SeesAsync(position, cancel))
        {
            throw new InvalidDataException(
                $"{reader} has read up to {position}, but the log ends at {head}: it is another log");
        }

        Become(Health with { IsRunning = true, Position = position });
        var unwritten = 0;
        while (!untilHead || position < head)
        {
            if (!untilHead) await WaitAsync(position, cancel);
            var page = await log.ReadAllAsync(position, options.PageSize, cancel);
            if (page.Count == 0)
            {
                if (untilHead) throw new InvalidDataException($"no event from {position} to head {head}");
                continue;
            }

            var asked = 0;
            foreach (var recorded in page) asked += await AnswerAsync(recorded, cancel);
            position = page[^1].Position;
            unwritten += page.Count;
            if (asked > 0 || unwritten >= options.CheckpointEvery || (untilHead && position >= head))
            {
                await checkpoints.WriteAsync(reader, position, cancel);
                unwritten = 0;
            }

            Become(Health with { Position = position, Failure = null });
            onProgress();
        }
    }

    // Another program has read what this one's readers see a moment later.
    private async Task<bool> SeesAsync(long position, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await log.WaitAsync(position - 1, giveUp.Token).AsTask()
                .WaitAsync(options.SightMax, clock, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            await giveUp.CancelAsync();
            return false;
        }
    }

    private async ValueTask WaitAsync(long position, CancellationToken cancel)
    {
        var next = log.WaitAsync(position, cancel);
        // Nothing is left to read: whatever stopped it before is over.
        if (!next.IsCompleted) Become(Health with { Failure = null });
        await next;
    }

    private async Task<int> AnswerAsync(RecordedEvent recorded, CancellationToken cancel)
    {
        var happening = new Happening(
            recorded.Stream.Category, recorded.Stream.Key, EventCodec.Decode(recorded, catalogue));
        var place = 0;
        foreach (var followUp in process.React(happening))
        {
            var id = $"{process.Name}/{recorded.Stream}/{recorded.Version}/{place++}";
            if (await AskAsync(recorded, followUp, id, cancel) is not Reply.Refused refused) continue;
            if (process.OnRefused(happening, followUp, refused.Refusal) is not { } compensation) continue;
            if (await AskAsync(recorded, compensation, $"{id}/refused", cancel) is Reply.Refused)
                Become(Health with { UnresolvedCount = Health.UnresolvedCount + 1 });
        }

        return place;
    }

    private async Task<Reply> AskAsync(
        RecordedEvent recorded, FollowUp followUp, string name, CancellationToken cancel)
    {
        using var trace = EngineTelemetry.Source.StartActivity("process.follow-up");
        trace?.SetTag("process", process.Name);
        if (!Guid.TryParse(recorded.Account, out var person))
            throw new InvalidDataException($"the account of event {recorded.Position} is not a person's id");

        // All of it from the event, nothing from now: asked again after a crash it is the same command.
        var asked = new Asked(
            new CommandId(NameBasedId.Create(Space, name)), new PersonId(person), recorded.RecordedAt,
            recorded.BusinessDate);
        var reply = await grains.AskAsync(
            new Order(
                new StreamId(recorded.Stream.Region, followUp.Category, followUp.Key),
                followUp.Command(asked),
                Causation: recorded.Command, Correlation: recorded.Correlation),
            cancel);
        var outcome = reply switch
        {
            { Repeated: true } => "repeated",
            Reply.Refused => "refused",
            _ => "accepted",
        };
        EngineTelemetry.FollowUps.Add(
            1, new KeyValuePair<string, object?>("process", process.Name), EngineTelemetry.Outcome(outcome));
        return reply;
    }

    private void Become(ProcessHealth next)
    {
        var before = Health;
        if (before == next) return;
        Volatile.Write(ref health, next);
        if (before.IsHealthy != next.IsHealthy || before.Failure != next.Failure)
            OnHealthChanged?.Invoke(next);
    }
}
