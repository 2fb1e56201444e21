using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Processes;
using CommunityGrains.Domain.Specs.Communities;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Specs.Processes;

/// <summary>Several records and the process between them, run to the end in any order of requests and
/// follow-ups.</summary>
public sealed class MergingAcrossStreams : CommunitySpecification
{
    private static readonly CommunityId[] All = [Self, Twin, Third];
    private readonly Dictionary<Guid, Community> records;
    private readonly List<Happening> unread = [];
    private readonly MergeProcess process = new();

    public MergingAcrossStreams() =>
        records = All.ToDictionary(id => id.Value, _ => Community.Evolve(Community.Initial, ItIsRegistered));

    [Fact]
    public void The_other_record_follows_into_the_survivor()
    {
        Ask(Self, new Absorb(Today, Self, Twin, "The same"));
        RunProcess();
        records[Twin.Value].ShouldBeOfType<Community.Merged>().Survivor.ShouldBe(Self);
        Card(Self).Absorbed.ShouldBe([Twin]);
    }

    [Fact]
    public void Undoing_leaves_both_as_they_were()
    {
        var before = All.Select(id => records[id.Value]).ToList();
        Ask(Self, new Absorb(Today, Self, Twin, "The same"));
        RunProcess();
        Ask(Twin, new UndoMerge(Today, "Two houses"));
        RunProcess();
        All.Select(id => records[id.Value]).ShouldBe(before);
    }

    [Fact]
    public void If_the_other_record_refuses_the_survivor_lets_go_and_says_why()
    {
        Ask(Twin, new Close(Today, "Moved away"));
        Ask(Self, new Absorb(Today, Self, Twin, "The same"));
        var released = RunProcess().OfType<CommunityEvent.Released>().ShouldHaveSingleItem();
        released.ShouldBe(new CommunityEvent.Released(Twin, "community.closed"));
        Card(Self).Absorbed.ShouldBeEmpty();
    }

    [Fact]
    public void A_record_wanted_by_two_goes_into_one_and_the_other_lets_go()
    {
        Ask(Self, new Absorb(Today, Self, Third, "The same"));
        Ask(Twin, new Absorb(Today, Twin, Third, "The same"));
        RunProcess();
        records[Third.Value].ShouldBeOfType<Community.Merged>().Survivor.ShouldBe(Self);
        Card(Twin).Absorbed.ShouldBeEmpty();
    }

    [Fact]
    public void The_process_leaves_all_other_events_alone() => process
        .React(new Happening("community", Self.Value, new CommunityEvent.LifeSignSeen("Met", Monday)))
        .ShouldBeEmpty();

    [Fact]
    public void Letting_go_has_nothing_to_make_up_for()
    {
        var undone = new Happening("community", Twin.Value, new CommunityEvent.MergeUndone(Self, "Mistake"));
        var followUp = process.React(undone).ShouldHaveSingleItem();
        process.OnRefused(undone, followUp, new("community.unknown", [])).ShouldBeNull();
    }

    /// <summary>Three records, each asked to take in the next, and some undone: whatever comes first, no
    /// circle and no chain arises, and both sides agree in the end.</summary>
    [Fact]
    public void No_order_of_requests_and_follow_ups_makes_a_circle()
    {
        foreach (var order in Orders(6))
        {
            foreach (var id in All) records[id.Value] = Community.Evolve(Community.Initial, ItIsRegistered);
            foreach (var step in order)
            {
                var (one, other) = (All[step % 3], All[(step + 1) % 3]);
                if (step < 3) Ask(one, new Absorb(Today, one, other, "The same"));
                else RunOneFollowUp();
            }

            RunProcess();
            BothSidesAgree(string.Join(' ', order));
        }
    }

    private void BothSidesAgree(string order)
    {
        foreach (var id in All)
        {
            if (records[id.Value] is Community.Merged merged)
                Card(merged.Survivor).Absorbed.ShouldContain(id, order);
            else
                Card(id).Absorbed.ShouldAllBe(
                    other => ((Community.Merged)records[other.Value]).Survivor == id, order);
        }
    }

    private Card Card(CommunityId id) => records[id.Value].ShouldBeOfType<Community.Registered>().Card;

    private Refusal? Ask(CommunityId id, CommunityCommand command)
    {
        switch (CommunityDecider.Decide(command, records[id.Value]))
        {
            case Decision<CommunityEvent>.Accepted accepted:
                foreach (var happened in accepted.Events)
                {
                    records[id.Value] = Community.Evolve(records[id.Value], happened);
                    unread.Add(new Happening("community", id.Value, happened));
                }

                return null;
            case Decision<CommunityEvent>.Rejected refused:
                return refused.Refusal;
            default:
                throw new InvalidOperationException("neither accepted nor refused");
        }
    }

    private List<object> RunProcess()
    {
        var read = new List<object>();
        while (unread.Count > 0)
        {
            read.Add(unread[0].Event);
            RunOneFollowUp();
        }

        return read;
    }

    private void RunOneFollowUp()
    {
        if (unread.Count == 0) return;
        var happening = unread[0];
        unread.RemoveAt(0);
        foreach (var followUp in process.React(happening))
        {
            if (Ask(followUp) is { } refusal && process.OnRefused(happening, followUp, refusal) is { } amends)
                Ask(amends).ShouldBeNull("letting go is never refused");
        }
    }

    private Refusal? Ask(FollowUp followUp)
    {
        followUp.Category.ShouldBe("community");
        return Ask(new CommunityId(followUp.Key), (CommunityCommand)followUp.Command(Today));
    }

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count)
            .Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
