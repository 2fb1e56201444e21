namespace CommunityGrains.Domain;

/// <summary>One kind of grain: its stream category, where it begins, how events change it and what it
/// decides. Everything an engine, a test of laws or a codec needs to know of it.</summary>
public sealed record GrainKind<TCommand, TEvent, TState>(
    string Category,
    TState Initial,
    Func<TState, TEvent, TState> Evolve,
    Func<TCommand, TState, Decision<TEvent>> Decide) : IGrainKind
    where TCommand : Command
    where TEvent : class
    where TState : class
{
    public Type CommandType => typeof(TCommand);

    public Type EventType => typeof(TEvent);

    public Type StateType => typeof(TState);

    public object InitialState => Initial;

    public object EvolveAny(object state, object happened) => Evolve((TState)state, (TEvent)happened);

    /// <summary>The decision without its type: events that happened, or the refusal.</summary>
    public (IReadOnlyList<object> Events, Refusal? Refusal) DecideAny(Command command, object state) =>
        Decide((TCommand)command, (TState)state) switch
        {
            Decision<TEvent>.Accepted accepted => ([.. accepted.Events], null),
            Decision<TEvent>.Rejected rejected => ([], rejected.Refusal),
            var other => throw new CommandOutOfPlaceException(command, other),
        };
}

/// <summary>A grain kind whose types are known only at run time.</summary>
public interface IGrainKind
{
    /// <summary>The middle part of the stream's name: region/<c>category</c>/id.</summary>
    string Category { get; }

    Type CommandType { get; }

    Type EventType { get; }

    Type StateType { get; }

    object InitialState { get; }

    object EvolveAny(object state, object happened);

    (IReadOnlyList<object> Events, Refusal? Refusal) DecideAny(Command command, object state);
}
