using System.Text.RegularExpressions;
using CommunityGrains.EventLog.Codec;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGrains.Domain.Laws;

/// <summary>What holds for every kind of grain there is, and for every one that will be added.</summary>
public sealed partial class LawsOfGrains
{
    public static TheoryData<string> Kinds => [.. GrainKinds.All.Select(kind => kind.Category)];

    [Theory, MemberData(nameof(Kinds))]
    public void Asking_again_what_was_accepted_yields_nothing(string category) =>
        Holds(category, (kind, steps) =>
        {
            foreach (var step in steps.Where(step => step.Refusal is null))
            {
                var (events, refusal) = kind.DecideAny(step.Command, step.After);
                refusal.ShouldBeNull($"{step.Command} was accepted and is refused when asked again");
                events.ShouldBeEmpty($"{step.Command} asked again");
            }
        });

    [Theory, MemberData(nameof(Kinds))]
    public void The_same_command_on_the_same_state_decides_the_same(string category) =>
        Holds(category, (kind, steps) =>
        {
            foreach (var step in steps)
            {
                var (events, refusal) = kind.DecideAny(step.Command, step.Before);
                events.ShouldBe(step.Events);
                refusal.ShouldBe(step.Refusal);
            }
        });

    [Theory, MemberData(nameof(Kinds))]
    public void A_history_read_back_from_the_log_makes_the_same_state(string category) =>
        Holds(category, (kind, steps) =>
        {
            var read = steps.SelectMany(step => step.Events).Select(EventCodec.Encode)
                .Select(stored => EventCodec.Decode(stored.Name, stored.Json.Span));
            read.Aggregate(kind.InitialState, kind.EvolveAny)
                .ShouldBe(steps.Count == 0 ? kind.InitialState : steps[^1].After);
        });

    [Theory, MemberData(nameof(Kinds))]
    public void Nothing_that_happened_is_without_effect(string category) =>
        Holds(category, (kind, steps) =>
        {
            foreach (var step in steps.Where(step => step.Events.Count > 0)) step.After.ShouldNotBe(step.Before);
        });

    [Theory, MemberData(nameof(Kinds))]
    public void A_refusal_has_a_code_of_its_kind_and_tells_nothing_personal(string category) =>
        Holds(category, (_, steps) =>
        {
            foreach (var refusal in steps.Select(step => step.Refusal).OfType<Refusal>())
            {
                refusal.Code.ShouldMatch($"^{category}\\.[a-z]+(-[a-z]+)*$");
                foreach (var detail in refusal.Details) DetailPattern().IsMatch(detail).ShouldBeTrue(detail);
            }
        });

    [Theory, MemberData(nameof(Kinds))]
    public void Every_event_happens(string category)
    {
        var kind = Kind(category);
        var happened = Histories.Of(kind).SelectMany(step => step.Events).Select(happened => happened.GetType());
        Invented.Cases(kind.EventType).Except(happened.Distinct())
            .ShouldBeEmpty("no generated history led to these events");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_state_is_reached(string category)
    {
        var kind = Kind(category);
        Invented.Cases(kind.StateType).Except(Histories.StatesOf(kind).Select(state => state.GetType()))
            .ShouldBeEmpty("no generated history led to these states");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_command_is_answered_in_every_state(string category)
    {
        var kind = Kind(category);
        var invented = new Invented(1);
        foreach (var state in Histories.StatesOf(kind))
        {
            foreach (var type in Invented.Cases(kind.CommandType))
            {
                for (var i = 0; i < 5; i++)
                    Should.NotThrow(() => kind.DecideAny((Command)invented.Make(type)!, state), $"{type} in {state}");
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void An_event_out_of_place_is_loud_and_never_skipped(string category)
    {
        var kind = Kind(category);
        foreach (var happened in Histories.Of(kind).SelectMany(step => step.Events).DistinctBy(e => e.GetType()))
        {
            Histories.StatesOf(kind).Count(state => IsOutOfPlace(kind, state, happened))
                .ShouldBeGreaterThan(0, $"{happened} follows in every state");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_type_nested_in_a_union_is_a_case_of_it(string category)
    {
        var kind = Kind(category);
        foreach (var union in (Type[])[kind.CommandType, kind.EventType, kind.StateType])
        {
            union.GetNestedTypes().Where(type => !type.IsSubclassOf(union) || !type.IsSealed)
                .ShouldBeEmpty($"records nested in {union.Name} that forgot their base type or are open");
        }
    }

    // Kebab-case names of fields, and ids.
    [GeneratedRegex("^([a-z0-9]+(-[a-z0-9]+)*)$")]
    private static partial Regex DetailPattern();

    // Any other exception breaks the law.
    private static bool IsOutOfPlace(IGrainKind kind, object state, object happened)
    {
        try
        {
            kind.EvolveAny(state, happened).ShouldNotBeNull();
            return false;
        }
        catch (EventOutOfPlaceException)
        {
            return true;
        }
    }

    private static IGrainKind Kind(string category) => GrainKinds.All.Single(kind => kind.Category == category);

    // FsCheck gives the seed and then leaves commands out one by one to show the shortest history that breaks
    // the law.
    private static void Holds(string category, Action<IGrainKind, IReadOnlyList<Step>> law)
    {
        var kind = Kind(category);
        var commands = Gen.Choose(0, int.MaxValue)
            .Select(seed => new Invented(seed).Commands(kind.CommandType, count: 40));
        var arbitrary = Arb.From(commands, many => Enumerable.Range(0, many.Count)
            .Select(left => (IReadOnlyList<Command>)[.. many.Where((_, at) => at != left)]));
        Prop.ForAll(arbitrary, asked => law(kind, [.. Histories.Live(kind, asked)])).QuickCheckThrowOnFailure();
    }
}
