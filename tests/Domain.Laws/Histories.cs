using System.Collections.Concurrent;

namespace CommunityGrains.Domain.Laws;

/// <summary>What many commands, one after another, made of one grain: each with the state it met and what it
/// led to.</summary>
public static class Histories
{
    private const int Count = 50, Length = 60, Candidates = 20;

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<Step>>> Known = new();

    /// <summary>The steps of the same histories in every run. They seek what never happened yet, and mostly fill a
    /// state before they leave it, so that a few dozen of them get everywhere.</summary>
    public static IReadOnlyList<Step> Of(IGrainKind kind) =>
        Known.GetOrAdd(kind.Category, _ => new(() => Seek(kind))).Value;

    private static List<Step> Seek(IGrainKind kind)
    {
        var steps = new List<Step>();
        var happened = new HashSet<Type>();
        for (var seed = 0; seed < Count; seed++)
        {
            var (invented, state) = (new Invented(seed), kind.InitialState);
            for (var i = 0; i < Length; i++)
            {
                var moves = invented.Chance(25);
                var step = Enumerable.Range(0, Candidates)
                    .Select(_ => Take(kind, state, invented.Command(kind.CommandType)))
                    .MinBy(candidate => (Interest(candidate, happened), candidate.Moves != moves))!;
                happened.UnionWith(step.Events.Select(e => e.GetType()));
                if (step.Events.Count > 0) invented.Remember(step.Command);
                steps.Add(step);
                state = step.After;
            }
        }

        return steps;
    }

    // What never happened before comes first, then whatever happens, then refusals.
    private static int Interest(Step step, HashSet<Type> happened) =>
        step.Events.Any(e => !happened.Contains(e.GetType())) ? 0 : step.Events.Count > 0 ? 1 : 2;

    /// <summary>Asks the commands one after another.</summary>
    public static IEnumerable<Step> Live(IGrainKind kind, IEnumerable<Command> commands)
    {
        var state = kind.InitialState;
        foreach (var command in commands)
        {
            var step = Take(kind, state, command);
            yield return step;
            state = step.After;
        }
    }

    private static Step Take(IGrainKind kind, object state, Command command)
    {
        var (events, refusal) = kind.DecideAny(command, state);
        return new Step(state, command, events, refusal, events.Aggregate(state, kind.EvolveAny));
    }

    /// <summary>Up to twenty states of each case that was met.</summary>
    public static IEnumerable<object> StatesOf(IGrainKind kind) => Of(kind)
        .Select(step => step.After).Prepend(kind.InitialState)
        .GroupBy(state => state.GetType()).SelectMany(states => states.Distinct().Take(20));
}

/// <summary>One command on a grain.</summary>
public sealed record Step(
    object Before, Command Command, IReadOnlyList<object> Events, Refusal? Refusal, object After)
{
    /// <summary>True when it led to another case of the state.</summary>
    public bool Moves => Before.GetType() != After.GetType();
}
