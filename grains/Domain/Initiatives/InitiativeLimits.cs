namespace CommunityGrains.Domain.Initiatives;

/// <summary>Numbers and dates that cannot be. Each check answers with a refusal, or null when all is well.
/// </summary>
public static class InitiativeLimits
{
    public const int CommunitiesMax = 100, PlanStepsMax = 100, VolunteersMax = 100_000, HoursPerDay = 24;

    public const decimal AmountMax = 1_000_000_000_000m;

    /// <summary>An initiative belongs to one community at least.</summary>
    internal static Refusal? WrongCommunities(int count) =>
        When(count == 0, "initiative.community-missing")
        ?? When(count > CommunitiesMax, "initiative.communities-too-many");

    internal static Refusal? Wrong(InitiativeCommand.RecordWork c) => InTheFuture(c.HappenedOn, c);

    /// <summary>An entry is of one day, so that nobody gave more than 24 hours.</summary>
    internal static Refusal? Wrong(InitiativeCommand.LogHours c) =>
        InTheFuture(c.HappenedOn, c)
        ?? When(c.Volunteers < 1, "initiative.volunteers-not-positive")
        ?? When(c.Volunteers > VolunteersMax, "initiative.volunteers-too-many")
        ?? When(c.Hours <= 0, "initiative.hours-not-positive")
        ?? When(c.Hours > (decimal)HoursPerDay * c.Volunteers, "initiative.hours-impossible");

    internal static Refusal? Wrong(InitiativeCommand.ReceiveContribution c) =>
        InTheFuture(c.HappenedOn, c)
        ?? When(c.Worth.Amount <= 0, "initiative.amount-not-positive")
        ?? Wrong(c.Worth);

    internal static Refusal? Wrong(InitiativeCommand.RecordOutcome c) =>
        When(c.Beneficiaries < 0, "initiative.beneficiaries-negative");

    /// <summary>A budget may be zero: what costs nothing is planned too.</summary>
    internal static Refusal? Wrong(InitiativeCommand.SetBudget c) =>
        When(c.Total.Amount < 0, "initiative.amount-negative") ?? Wrong(c.Total);

    internal static Refusal? Wrong(InitiativeCommand.MakePlan c) =>
        When(c.Steps.Count == 0, "initiative.plan-empty")
        ?? When(c.Steps.Count > PlanStepsMax, "initiative.plan-too-long");

    /// <summary>One currency, so that totals add up.</summary>
    private static Refusal? Wrong(Money money) =>
        When(money.Currency != "RUB", "initiative.currency-not-rubles")
        ?? When(money.Amount > AmountMax, "initiative.amount-too-large")
        ?? When(decimal.Round(money.Amount, 2) != money.Amount, "initiative.amount-too-fine");

    internal static Refusal? Wrong(InitiativeCommand.AskWhatHoldsItUp c) =>
        When(c.NothingSince > c.Asked.On, "initiative.in-the-future", "nothing-since");

    private static Refusal? InTheFuture(DateOnly happenedOn, InitiativeCommand command) =>
        When(happenedOn > command.Asked.On, "initiative.in-the-future", "happened-on");

    private static Refusal? When(bool wrong, string code, params ValueList<string> details) =>
        wrong ? new Refusal(code, details) : null;
}
