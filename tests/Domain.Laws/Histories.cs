using System.Collections.Concurrent;

namespace CommunityGrains.Domain.Laws;

/// <summary>What many commands, one after another, made of one grain: each with the state it met and what it led to.</summary>
public static class Histories
{
    private const int Count = 400, CommandCount = 60;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Step>> Known = new();

    /// <summary>The steps of the same few hundred histories in every run.</summary>
    public static IReadOnlyList<Step> Of(IGrainKind kind) => Known.GetOrAdd(kind.Category, _ =>
        [.. Enumerable.Range(0, Count).SelectMany(seed => Live(kind, new Invented(seed).Commands(kind.CommandType, CommandCount)))]);

    /// <summary>Asks the commands one after another.</summary>
    public static IEnumerable<Step> Live(IGrainKind kind, IEnumerable<Command> commands)
    {
        var state = kind.InitialState;
        foreach (var command in commands)
        {
            var (events, refusal) = kind.DecideAny(command, state);
            var after = events.Aggregate(state, kind.EvolveAny);
            yield return new Step(state, command, events, refusal, after);
            state = after;
        }
    }

    /// <summary>One state for each case that was met, a few of each.</summary>
    public static IEnumerable<object> StatesOf(IGrainKind kind) => Of(kind)
        .Select(step => step.After).Prepend(kind.InitialState)
        .GroupBy(state => state.GetType()).SelectMany(states => states.Distinct().Take(20));
}

/// <summary>One command on a grain.</summary>
public sealed record Step(
    object Before, Command Command, IReadOnlyList<object> Events, Refusal? Refusal, object After);
