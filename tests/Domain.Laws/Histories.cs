using System.Collections.Concurrent;

namespace CommunityGrains.Domain.Laws;

/// <summary>What many commands, one after another, made of one grain: each with the state it met and what it
/// led to.</summary>
public static class Histories
{
    private const int Count = 60, Length = 100, Candidates = 40;

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<Step>>> Known = new();

    /// <summary>The steps of the same histories in every run. They seek what never happened yet, and mostly
    /// fill a state before they leave it, so that a few dozen of them get everywhere.</summary>
    public static IReadOnlyList<Step> Of(IGrainKind kind) =>
        Known.GetOrAdd(kind.Category, _ => new(() => Seek(kind))).Value;

    private static List<Step> Seek(IGrainKind kind)
    {
        var steps = new List<Step>();
        var happened = new Dictionary<Type, int>();
        for (var seed = 0; seed < Count; seed++)
        {
            var (invented, state) = (new Invented(seed), kind.InitialState);
            for (var i = 0; i < Length; i++)
            {
                var moves = invented.Chance(seed % 2 == 0 ? 10 : 30);
                var step = Enumerable.Range(0, Candidates)
                    .Select(_ => Take(kind, state, invented.Command(kind.CommandType)))
                    .MinBy(candidate => Interest(candidate, happened, moves))!;
                foreach (var type in step.Events.Select(e => e.GetType()))
                    happened[type] = happened.GetValueOrDefault(type) + 1;
                if (step.Events.Count > 0) invented.Remember(step.Command);
                steps.Add(step);
                state = step.After;
            }
        }

        return steps;
    }

    // What never happened before comes first, refusals last; between them what moves on or stays, as wanted,
    // and happened least.
    private static (int, bool, int) Interest(Step step, Dictionary<Type, int> happened, bool moves)
    {
        if (step.Events.Count == 0) return (2, false, 0);
        var least = step.Events.Min(e => happened.GetValueOrDefault(e.GetType()));
        return (least == 0 ? 0 : 1, step.Moves != moves, least);
    }

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
