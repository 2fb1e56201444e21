namespace CommunityGrains.Domain.Leaders;

/// <summary>The texts of each command, whether they must be there and how long they may be.</summary>
internal static class LeaderTexts
{
    private const int LineLengthMax = 500, TextLengthMax = 4000;

    /// <summary>What is wrong with the command's texts: <c>leader.text-missing</c> or <c>leader.text-too-long</c>
    /// with the fields' names; null when nothing is.</summary>
    public static Refusal? Wrong(LeaderCommand command)
    {
        var texts = Of(command);
        var missing = texts.Where(x => x.Required && string.IsNullOrWhiteSpace(x.Value)).ToList();
        if (missing.Count > 0) return new Refusal("leader.text-missing", [.. missing.Select(x => x.Field)]);
        var tooLong = texts.Where(x => x.Value?.Length > x.LengthMax).ToList();
        return tooLong.Count > 0 ? new Refusal("leader.text-too-long", [.. tooLong.Select(x => x.Field)]) : null;
    }

    private static List<Text> Of(LeaderCommand command) => command switch
    {
        LeaderCommand.Claim c =>
        [
            Line("name", c.Person.Name.Value), .. Reach(c.Person.Email, c.Person.Phone),
            Line("role-text", c.RoleText, required: false), Line("source", c.Source, required: false),
        ],
        LeaderCommand.GiveEvidence c => [Long("what", c.What)],
        LeaderCommand.WithdrawEvidence c => [Long("reason", c.Reason)],
        LeaderCommand.StartReview => [],
        LeaderCommand.Verify c => [Long("basis", c.Basis)],
        LeaderCommand.Refuse c => [Long("reason", c.Reason)],
        LeaderCommand.Dispute c => [Long("reason", c.Reason)],
        LeaderCommand.DismissDispute c => [Long("reason", c.Reason)],
        LeaderCommand.Revoke c => [Long("reason", c.Reason)],
        LeaderCommand.Expire => [],
        LeaderCommand.Rename c => [Line("name", c.Name.Value), Long("reason", c.Reason)],
        LeaderCommand.MoveTo c => [Long("reason", c.Reason)],
        LeaderCommand.ChangeRole c => [Line("role-text", c.RoleText, required: false)],
        LeaderCommand.ChangeContact c => [.. Reach(c.Email, c.Phone)],
        LeaderCommand.StepDown c => [Long("reason", c.Reason, required: false)],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts are not known"),
    };

    private static Text[] Reach(EmailAddress? email, PhoneNumber? phone) =>
        [Line("email", email?.Value, required: false), Line("phone", phone?.Value, required: false)];

    private static Text Line(string field, string? value, bool required = true) =>
        new(field, value, required, LineLengthMax);

    private static Text Long(string field, string? value, bool required = true) =>
        new(field, value, required, TextLengthMax);

    private readonly record struct Text(string Field, string? Value, bool Required, int LengthMax);
}
