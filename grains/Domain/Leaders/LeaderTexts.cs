using static CommunityGrains.Domain.CommandText;

namespace CommunityGrains.Domain.Leaders;

/// <summary>The texts of each command, whether they must be there and how long they may be.</summary>
internal static class LeaderTexts
{
    public static Refusal? Wrong(LeaderCommand command) => CommandText.Wrong("leader", Of(command));

    private static List<CommandText> Of(LeaderCommand command) => command switch
    {
        LeaderCommand.Claim c =>
        [
            Personal("name", c.Person.Name), .. Reach(c.Person.Email, c.Person.Phone),
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
        LeaderCommand.Rename c => [Personal("name", c.Name), Long("reason", c.Reason)],
        LeaderCommand.MoveTo c => [Long("reason", c.Reason)],
        LeaderCommand.ChangeRole c => [Line("role-text", c.RoleText, required: false)],
        LeaderCommand.ChangeContact c => [.. Reach(c.Email, c.Phone)],
        LeaderCommand.StepDown c => [Long("reason", c.Reason, required: false)],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts unknown"),
    };

    private static CommandText[] Reach(EmailAddress? email, PhoneNumber? phone) =>
        [Personal("email", email, required: false), Personal("phone", phone, required: false)];
}
