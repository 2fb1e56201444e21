using FsCheck;
using FsCheck.Fluent;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Any history of appends, conflicts, repetitions, reused ids and restarts ends as in a log so
/// simple that it is evidently right.</summary>
/// <param name="historiesCount">So many are tried, each on storage of its own.</param>
public abstract class AgainstTheModel(Func<LogStore> createStore, int historiesCount = 100)
{
    /// <summary>One step. <c>Repeat</c>: the number of an earlier command, modulo their count, or -1 for a
    /// new one.</summary>
    private sealed record Step(
        int Stream, int VersionSkew, int Events, int Repeat, bool Altered, bool AwaitNow, bool Reopen);

    [Fact]
    public void Every_interleaving_gives_the_verdicts_of_the_model()
    {
        var steps = Gen.Choose(0, 2)
            .SelectMany(stream => Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(-2, 2)))
            .SelectMany(skew => Gen.Choose(0, 3)
            .SelectMany(events => Gen.Frequency((5, Gen.Constant(-1)), (2, Gen.Choose(0, 50)))
            .SelectMany(repeat => Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            .SelectMany(altered => Gen.Choose(0, 3)
            .SelectMany(wait => Gen.Choose(0, 19)
            .Select(reopen => new Step(stream, skew, events, repeat, altered, wait == 0, reopen == 0))))))));
        Prop.ForAll(steps.ListOf().ToArbitrary(), history => PlayAsync([.. history]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(historiesCount));
    }

    private async Task PlayAsync(IReadOnlyList<Step> steps)
    {
        await using var store = createStore();
        var log = await store.OpenLogAsync();
        var model = new SimpleLog();
        var streams = Enumerable.Range(0, 3).Select(_ => NewStream()).ToList();
        var asked = new List<AppendRequest>();
        var answers = new List<(Task<AppendVerdict> Answer, AppendVerdict Expected)>();
        foreach (var step in steps)
        {
            var request = RequestOf(step, asked, streams[step.Stream], model);
            // Of two that ask under one id at once, on two streams, either may be the first.
            if (asked.Exists(
                earlier => earlier.Command == request.Command && earlier.Stream != request.Stream))
                await Task.WhenAll(answers.Select(answer => answer.Answer)).Within("verdicts");
            asked.Add(request);
            answers.Add((log.AppendAsync(request).AsTask(), model.Append(request)));
            if (step.AwaitNow) await answers[^1].Answer.Within("verdict");
            if (!step.Reopen) continue;
            await log.DisposeAsync();
            log = await store.OpenLogAsync();
        }

        foreach (var (answer, expected) in answers) Same(await answer.Within("verdict"), expected);
        await log.WaitAsync(await store.LastPositionAsync() - 1).AsTask().Within("sight of everything");
        var everything = await log.ReadAllAsync(0, int.MaxValue);
        Inside(everything.Select(recorded => (recorded.Stream, recorded.Version, recorded.Command)))
            .ShouldBe(Inside(model.Events));
        PositionsAreThoseOfTheEvents(
            asked.Zip(answers.Select(answer => answer.Answer.Result)), everything);
        await foreach (var fault in LogCheck.FaultsAsync(log))
            throw new ShouldAssertException(fault.ToString());
        await log.DisposeAsync();
    }

    private static AppendRequest RequestOf(
        Step step, List<AppendRequest> asked, StreamId stream, SimpleLog model)
    {
        var version = Math.Max(0, model.Version(stream) + step.VersionSkew);
        if (step.Repeat < 0 || asked.Count == 0) return To(stream, version, step.Events);
        var earlier = asked[step.Repeat % asked.Count];
        return step.Altered ? To(stream, version, step.Events, earlier.Command, "something else") : earlier;
    }

    // Streams that are appended to at once may take turns in any order; each keeps its own.
    private static IEnumerable<(StreamId Stream, long Version, Guid Command)> Inside(
        IEnumerable<(StreamId Stream, long Version, Guid Command)> events) =>
        events.OrderBy(happened => happened.Stream.Key);

    private static void PositionsAreThoseOfTheEvents(
        IEnumerable<(AppendRequest Request, AppendVerdict Verdict)> asked,
        IReadOnlyList<RecordedEvent> everything)
    {
        var last = everything.GroupBy(recorded => recorded.Command)
            .ToDictionary(
                command => command.Key, command => (command.Last().Position, command.Last().Version));
        foreach (var (request, verdict) in asked.Where(each => each.Request.Events.Count > 0))
        {
            if (verdict is AppendVerdict.Appended appended)
                (appended.Position, appended.Version).ShouldBe(last[request.Command]);
            if (verdict is AppendVerdict.Repeated { Kept: { EventCount: > 0 } kept })
                (kept.Position, kept.Version).ShouldBe(last[request.Command]);
        }
    }

    private static void Same(AppendVerdict actual, AppendVerdict expected)
    {
        switch (actual)
        {
            case AppendVerdict.Appended appended:
                appended.Version.ShouldBe(expected.ShouldBeOfType<AppendVerdict.Appended>().Version);
                break;
            case AppendVerdict.Repeated repeated:
                var (mine, model) = (repeated.Kept, expected.ShouldBeOfType<AppendVerdict.Repeated>().Kept);
                (mine.Command, mine.Stream, mine.Version, mine.EventCount)
                    .ShouldBe((model.Command, model.Stream, model.Version, model.EventCount));
                break;
            default:
                actual.ShouldBe(expected);
                break;
        }
    }

    /// <summary>The log as one would say it.</summary>
    private sealed class SimpleLog
    {
        private readonly Dictionary<Guid, KeptCommand> commands = [];

        public List<(StreamId Stream, long Version, Guid Command)> Events { get; } = [];

        public long Version(StreamId stream) => Events.Count(recorded => recorded.Stream == stream);

        public AppendVerdict Append(AppendRequest request)
        {
            if (commands.TryGetValue(request.Command, out var kept))
            {
                return kept.Stream == request.Stream
                    && kept.Fingerprint.Span.SequenceEqual(request.Fingerprint.Span)
                    ? new AppendVerdict.Repeated(kept)
                    : new AppendVerdict.CommandReused();
            }

            var version = Version(request.Stream);
            if (version != request.ExpectedVersion) return new AppendVerdict.Conflict(version);
            foreach (var _ in request.Events) Events.Add((request.Stream, ++version, request.Command));
            commands.Add(request.Command, new KeptCommand(
                request.Command, request.Stream, Events.Count, version, request.Events.Count,
                request.Fingerprint, request.Outcome));
            return new AppendVerdict.Appended(Events.Count, version);
        }
    }
}
