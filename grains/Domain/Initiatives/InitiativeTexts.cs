using static CommunityGrains.Domain.CommandText;

namespace CommunityGrains.Domain.Initiatives;

/// <summary>The texts of each command, whether they must be there and how long they may be.</summary>
internal static class InitiativeTexts
{
    public static Refusal? Wrong(InitiativeCommand command) => CommandText.Wrong("initiative", Of(command));

    private static List<CommandText> Of(InitiativeCommand command) => command switch
    {
        InitiativeCommand.Propose c => [Line("title", c.Title), Line("source", c.Source, required: false)],
        InitiativeCommand.Retitle c => [Line("title", c.Title)],
        InitiativeCommand.StateProblem c => [Long("problem", c.Problem), Long("concerned", c.Concerned)],
        InitiativeCommand.SetGoal c => [Long("goal", c.Goal)],
        InitiativeCommand.MakePlan c => [.. c.Steps.Select(x => Long("steps", x.What))],
        InitiativeCommand.DescribeTeam c => [Long("people", c.People)],
        InitiativeCommand.RecordWork c =>
            [Long("what", c.What), Long("evidence", c.Evidence, required: false)],
        InitiativeCommand.LogHours c => [Long("what", c.What)],
        InitiativeCommand.ReceiveContribution c => [Long("what", c.What)],
        InitiativeCommand.StrikeEntry c => [Long("reason", c.Reason)],
        InitiativeCommand.RecordOutcome c =>
            [Long("result", c.Result), Long("evidence", c.Evidence, required: false)],
        InitiativeCommand.NoteAfterEffects c => [Long("text", c.Text)],
        InitiativeCommand.Pause c => [Long("reason", c.Reason)],
        InitiativeCommand.Drop c => [Long("reason", c.Reason)],
        InitiativeCommand.TakeOver c => [Long("reason", c.Reason)],
        InitiativeCommand.LeaveCommunity c => [Long("reason", c.Reason)],
        InitiativeCommand.SetBudget or InitiativeCommand.EnterStage or InitiativeCommand.Support
            or InitiativeCommand.WithdrawSupport or InitiativeCommand.Finish or InitiativeCommand.Resume
            or InitiativeCommand.JoinCommunity or InitiativeCommand.AskWhatHoldsItUp => [],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts unknown"),
    };
}
