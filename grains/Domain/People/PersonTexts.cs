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
        ?? (command is PersonCommand.StateParticulars c ? Wrong(c) : null);

    private static IReadOnlyCollection<CommandText> Of(PersonCommand command) => command switch
    {
        PersonCommand.GiveConsent c => [Line("text-version", c.TextVersion)],
        PersonCommand.WithdrawConsent => [],
        PersonCommand.StateParticulars c =>
        [
            // An empty one would be neither a datum nor none.
            Personal("birth-date", c.BirthDate, required: c.BirthDate is not null),
            Personal("address", c.Address, required: c.Address is not null),
            .. c.Documents.Select(document => Personal("documents", document)),
        ],
        PersonCommand.Erase c => [Line("act", c.Act), Long("basis", c.Basis)],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts unknown"),
    };

    private static Refusal? Wrong(PersonCommand.StateParticulars c)
    {
        if (c.Documents.Count > DocumentsMax || c.Documents.Distinct().Count() < c.Documents.Count)
            return new Refusal("person.field-invalid", ["documents"]);
        if (c.BirthDate is not { } birth || ((IPersonalDatum)birth).IsSealed) return null;
        return DateOnly.TryParseExact(
                birth.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= FirstBirthDate && day <= c.Asked.On
                ? null
                : new Refusal("person.field-invalid", ["birth-date"]);
    }
}
