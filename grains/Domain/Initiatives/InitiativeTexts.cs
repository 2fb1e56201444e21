namespace CommunityGrains.Domain.Initiatives;

/// <summary>The texts of each command, whether they must be there and how long they may be.</summary>
internal static class InitiativeTexts
{
    private const int LineLengthMax = 500, TextLengthMax = 4000;

    /// <summary>What is wrong with the command's texts: <c>initiative.text-missing</c> or
    /// <c>initiative.text-too-long</c> with the fields' names; null when nothing is.</summary>
    public static Refusal? Wrong(InitiativeCommand command)
    {
        var texts = Of(command);
        var missing = texts.Where(x => x.Required && string.IsNullOrWhiteSpace(x.Value)).ToList();
        if (missing.Count > 0) return Refusal("initiative.text-missing", missing);
        var tooLong = texts.Where(x => x.Value?.Length > x.LengthMax).ToList();
        return tooLong.Count > 0 ? Refusal("initiative.text-too-long", tooLong) : null;
    }

    private static Refusal Refusal(string code, List<Text> texts) =>
        new(code, [.. texts.Select(x => x.Field).Distinct()]);

    private static List<Text> Of(InitiativeCommand command) => command switch
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
            or InitiativeCommand.JoinCommunity => [],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts unknown"),
    };

    private static Text Line(string field, string? value, bool required = true) =>
        new(field, value, required, LineLengthMax);

    private static Text Long(string field, string? value, bool required = true) =>
        new(field, value, required, TextLengthMax);

    private readonly record struct Text(string Field, string? Value, bool Required, int LengthMax);
}
