namespace CommunityGrains.Domain;

/// <summary>What a decider answers: events that happened, or a refusal. Accepting with no events
/// means "already so", which makes a retry harmless.</summary>
public abstract record Decision<TEvent>
{
    public sealed record Accepted(ValueList<TEvent> Events) : Decision<TEvent>;

    public sealed record Rejected(Refusal Refusal) : Decision<TEvent>;

    /// <summary>What was asked for is so already; nothing needs to happen.</summary>
    public static readonly Decision<TEvent> AlreadySo = new Accepted([]);

    public static Decision<TEvent> Accept(params TEvent[] events) => new Accepted([.. events]);

    /// <summary>Refuses with a code (<c>community.closed</c>) and, where it helps, what is missing or
    /// wrong.</summary>
    public static Decision<TEvent> Refuse(string code, params string[] details) =>
        new Rejected(new Refusal(code, [.. details]));

    public static Decision<TEvent> Refuse(Refusal refusal) => new Rejected(refusal);

    private Decision() { }
}

/// <summary>A refusal is data: a stable code that texts and partners key on, and its details
/// (names of fields, ids, missing parts), never personal data.</summary>
public sealed record Refusal(string Code, ValueList<string> Details);

/// <summary>A history that cannot be: the log and the code disagree. Never caught and skipped.</summary>
public sealed class EventOutOfPlaceException(object state, object happened)
    : InvalidOperationException($"{happened.GetType().Name} cannot follow in state {state.GetType().Name}");

/// <summary>A command no arm of the decider knows: a defect of the decider.</summary>
public sealed class CommandOutOfPlaceException(object command, object state)
    : InvalidOperationException($"{command.GetType().Name} is not handled in state {state.GetType().Name}");
