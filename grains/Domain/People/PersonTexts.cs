using System.Globalization;
using static CommunityGrains.Domain.CommandText;

namespace CommunityGrains.Domain.People;

/// <summary>The texts of a person's commands: which must be there, how long they may be, and what they must
/// look like. What is sealed has been looked at already.</summary>
internal static class PersonTexts
{
    private const int DocumentsMax = 10;

    private static readonly DateOnly FirstBirthDate = new(1900, 1, 1);

    /// <summary>What is wrong; null when nothing is.</summary>
    public static Refusal? Wrong(PersonCommand command) =>
        CommandText.Wrong("person", Of(command))
        ?? command switch
        {
            PersonCommand.StateBirthDate { Date: { } date } c when !IsDay(date, c.Asked.On) =>
                new Refusal("person.field-invalid", ["date"]),
            PersonCommand.StateDocuments c when !AreFew(c.Documents) =>
                new Refusal("person.field-invalid", ["documents"]),
            _ => null,
        };

    private static IReadOnlyCollection<CommandText> Of(PersonCommand command) => command switch
    {
        PersonCommand.GiveConsent c => [Line("text-version", c.TextVersion)],
        PersonCommand.WithdrawConsent => [],
        // An empty one would be neither a datum nor none.
        PersonCommand.StateBirthDate c => [Personal("date", c.Date, required: c.Date is not null)],
        PersonCommand.StateAddress c => [Personal("address", c.Address, required: c.Address is not null)],
        PersonCommand.StateDocuments c =>
            [.. c.Documents.Select(document => Personal("documents", document))],
        PersonCommand.Erase c => [Line("act", c.Act), Long("basis", c.Basis)],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts unknown"),
    };

    private static bool IsDay(IPersonalDatum date, DateOnly today) => date.IsSealed
        || (DateOnly.TryParseExact(
                date.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= FirstBirthDate && day <= today);

    private static bool AreFew(ValueList<IdentityDocument> documents) =>
        documents.Count <= DocumentsMax && documents.Distinct().Count() == documents.Count;
}
