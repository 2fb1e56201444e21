using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

/// <summary>What operators see of the engine; and that they see nothing of what was asked.</summary>
public sealed class TelemetrySpecs
{
    // A category of its own, because the meter is one for the whole program and other tests run beside.
    private static readonly GrainKind<ShelfCommand, ShelfEvent, Shelf> Kind =
        Shelf.Kind with { Category = "measured-shelf" };

    [Fact]
    public async Task Each_command_is_counted_by_its_outcome_and_traced_without_its_contents()
    {
        var counted = new ConcurrentQueue<string>();
        var tags = new ConcurrentQueue<string>();
        using var meter = Listen(counted);
        using var traces = Trace(tags);
        await using var log = new MemoryLog();
        await using var grains = new LocalGrains(log, kinds: [Kind], catalogue: Shelf.Catalogue);
        await using var other = new LocalGrains(log, kinds: [Kind], catalogue: Shelf.Catalogue);
        var stream = new StreamId("RU-BA", Kind.Category, Guid.NewGuid());

        var first = Put(stream, "ladder of Anna");
        await grains.AskAsync(first);
        await grains.AskAsync(first);
        await grains.AskAsync(Put(stream, "ladder of Anna"));
        await other.AskAsync(Put(stream, "drill"));
        await grains.AskAsync(Put(stream, "saw"));
        await grains.AskAsync(Put(stream, "rake"));
        await Should.ThrowAsync<CommandReusedException>(async () =>
            await grains.AskAsync(new Order(stream, new ShelfCommand.Take(first.Command.Asked, "saw"))));
        await Should.ThrowAsync<CommandOutOfPlaceException>(async () =>
            await grains.AskAsync(new Order(stream, new ShelfCommand.FailUnlessEmpty(Asked()))));

        counted.ShouldBe(
            [
                "commands accepted", "commands repeated", "commands already-so", "commands accepted",
                "conflicts ", "commands accepted", "commands refused", "commands reused", "commands failed",
            ]);
        tags.Count.ShouldBe(8 * 4);
        tags.ShouldAllBe(tag => !tag.Contains("Anna") && !tag.Contains("ladder"));
        tags.Where(tag => tag.StartsWith("grain.command=", StringComparison.Ordinal)).Distinct()
            .ShouldBe(["grain.command=Put", "grain.command=Take", "grain.command=FailUnlessEmpty"]);
    }

    private static Order Put(StreamId stream, string thing) =>
        new(stream, new ShelfCommand.Put(Asked(), thing));

    private static Asked Asked() => new(
        new CommandId(Guid.NewGuid()), new PersonId(Guid.NewGuid()), DateTimeOffset.UnixEpoch,
        new DateOnly(2026, 3, 1));

    private static MeterListener Listen(ConcurrentQueue<string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EngineTelemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            var by = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
            var name = instrument.Name.Split('.')[^1];
            if (by.GetValueOrDefault("grain.category") != Kind.Category) return;
            if (name is "commands" or "conflicts")
                counted.Enqueue($"{name} {by.GetValueOrDefault("outcome")}");
        });
        listener.Start();
        return listener;
    }

    private static ActivityListener Trace(ConcurrentQueue<string> tags)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EngineTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("grain.category") as string != Kind.Category) return;
                foreach (var (key, value) in activity.TagObjects) tags.Enqueue($"{key}={value}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
