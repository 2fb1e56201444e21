namespace CommunityGrains.Domain.Specs;

/// <summary>
/// One grammar for all deciders: given what happened, when something is asked, then this happens (or it is
/// refused, or is so already). Every accepted command is asked a second time, which must yield nothing.
/// </summary>
public abstract class Specification<TCommand, TEvent, TState>(GrainKind<TCommand, TEvent, TState> kind)
    where TCommand : Command
    where TEvent : class
    where TState : class
{
    private readonly List<TEvent> history = [];
    private Decision<TEvent>? decision;
    private TCommand? asked;

    protected TState State => history.Aggregate(kind.Initial, kind.Evolve);

    protected Specification<TCommand, TEvent, TState> Given(params TEvent[] happened)
    {
        history.AddRange(happened);
        return this;
    }

    public Specification<TCommand, TEvent, TState> When(TCommand command)
    {
        asked = command;
        decision = kind.Decide(command, State);
        return this;
    }

    /// <summary>Exactly these events, in this order; and the same command again yields nothing.</summary>
    public void Then(params TEvent[] expected)
    {
        var accepted = decision.ShouldBeOfType<Decision<TEvent>.Accepted>(Explain());
        accepted.Events.ShouldBe(expected, ignoreOrder: false, Explain());
        var after = accepted.Events.Aggregate(State, kind.Evolve);
        kind.Decide(asked!, after).ShouldBe(
            Decision<TEvent>.AlreadySo, "the same command again must yield nothing");
    }

    /// <summary>Accepted with no event.</summary>
    public void ThenAlreadySo() => decision.ShouldBe(Decision<TEvent>.AlreadySo, Explain());

    /// <summary>Refused with this code and, when given, exactly these details.</summary>
    public void ThenRefused(string code, params string[] details)
    {
        var refusal = decision.ShouldBeOfType<Decision<TEvent>.Rejected>(Explain()).Refusal;
        refusal.Code.ShouldBe(code, Explain());
        if (details.Length > 0) refusal.Details.ShouldBe(details, ignoreOrder: false, Explain());
    }

    private string Explain() => $"after [{string.Join(", ", history)}], asked {asked}, decided {decision}";
}
