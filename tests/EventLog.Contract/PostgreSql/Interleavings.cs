using FsCheck;
using FsCheck.Fluent;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>Any interleaving of transactions that append, wait, commit or give up, with reading in between:
/// each committed event is read once, in the order of positions, and each stream in the order of its
/// versions.</summary>
public sealed class Interleavings
{
    private const int WritersCount = 4;

    private enum Deed
    {
        Begin,
        Append,
        Commit,
        GiveUp,
        Read,
        AppendByTheLog,
    }

    private sealed record Step(int Writer, Deed Deed);

    [Fact, Trait("Trap", "1"), Trait("Trap", "3"), Trait("Trap", "4")]
    public async Task No_interleaving_hides_an_event_or_turns_the_order_round()
    {
        await using var store = new PostgresStore { Options = TheFence.Hurried };
        await using var log = await store.OpenLogAsync();
        await using var other = await store.OpenLogAsync();
        var steps = Gen.Choose(0, WritersCount - 1).SelectMany(writer => Gen
            .Frequency(
                (2, Gen.Constant(Deed.Begin)), (6, Gen.Constant(Deed.Append)), (4, Gen.Constant(Deed.Commit)),
                (1, Gen.Constant(Deed.GiveUp)), (4, Gen.Constant(Deed.Read)),
                (2, Gen.Constant(Deed.AppendByTheLog)))
            .Select(deed => new Step(writer, deed)));
        var reader = new Reader();
        Prop.ForAll(steps.ListOf(40).ToArbitrary(), history =>
                PlayAsync(store, log, other, reader, [.. history]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static async Task PlayAsync(
        PostgresStore store, IEventLog log, IEventLog other, Reader reader, IReadOnlyList<Step> steps)
    {
        var open = new HeldAppend?[WritersCount];
        var appended = new bool[WritersCount];
        foreach (var (writer, deed) in steps.Select(step => (step.Writer, step.Deed)))
        {
            switch (deed)
            {
                case Deed.Begin when open[writer] is null:
                    open[writer] = await HeldAppend.BeginAsync(store, withId: true);
                    break;
                case Deed.Append when !appended[writer]:
                    open[writer] ??= await HeldAppend.BeginAsync(store);
                    await open[writer]!.AppendAsync(NewStream(), 0);
                    appended[writer] = true;
                    break;
                case Deed.Commit or Deed.GiveUp when open[writer] is not null:
                    await EndAsync(writer, deed == Deed.Commit);
                    break;
                case Deed.AppendByTheLog:
                    await log.AppendAsync(To(NewStream(), 0, events: 2));
                    break;
                case Deed.Read:
                    await reader.ReadAsync(writer % 2 == 0 ? log : other);
                    break;
            }
        }

        for (var writer = 0; writer < WritersCount; writer++)
            if (open[writer] is not null) await EndAsync(writer, commit: true);
        await log.WaitAsync(await store.LastPositionAsync() - 1).AsTask().Within("sight of everything");
        await reader.ReadAsync(log);
        var everything = await log.ReadAllAsync(0, int.MaxValue);
        reader.Seen.ShouldBe(
            everything.Select(recorded => recorded.Position), "as it came, and as it is now");

        async Task EndAsync(int writer, bool commit)
        {
            await (commit ? open[writer]!.CommitAsync() : open[writer]!.RollbackAsync());
            await open[writer]!.DisposeAsync();
            (open[writer], appended[writer]) = (null, false);
        }
    }

    private sealed class Reader
    {
        public List<long> Seen { get; } = [];

        public async Task ReadAsync(IEventLog log)
        {
            var page = await log.ReadAllAsync(Seen.LastOrDefault(), int.MaxValue);
            Seen.AddRange(page.Select(recorded => recorded.Position));
        }
    }
}
