using System.Collections.Immutable;
using CommunityGrains.Domain.People;

namespace CommunityGrains.Web.Wording;

/// <summary>People's data: finding them, what they agreed to, what is kept of them, and the end of
/// it.</summary>
public sealed partial record PeopleTexts
{
    public required FindingWords Finding { get; init; }

    public required CardWords Card { get; init; }

    public required ConsentWords Consent { get; init; }

    public required ParticularWords Particulars { get; init; }

    public required ErasureWords Erasure { get; init; }

    public required ImmutableDictionary<ConsentPurpose, string> Purposes { get; init; }

    public sealed record FindingWords(
        string Title, string Lead, string Label, string Hint, string Submit, string NobodyTitle,
        string NobodyLead, string More);

    public sealed record CardWords(
        string Own,
        string OwnLead,
        string Nameless,
        string ErasedTitle,
        Func<string, string> ErasedLead,
        string Records,
        string NoRecords,
        string HeadOfRegister,
        Func<int, string> Earlier,
        string Phone,
        string Email,
        string Open,
        string Invite,
        string DataTitle,
        string DataLead,
        string DataGet,
        string Noted);

    public sealed record ConsentWords(
        string Title,
        string Lead,
        string Never,
        string Stands,
        Func<string, string, string> Given,
        Func<string, string> Withdrawn,
        string Withdraw,
        Func<string, string> WithdrawOne,
        string WithdrawRegister,
        string GiveTitle,
        string Purpose,
        string TextVersion,
        string TextVersionHint,
        string GivenOn,
        string Give,
        string DoneGiven,
        string DoneWithdrawn);

    public sealed record ParticularWords(
        string Title,
        string Lead,
        string NeedsConsent,
        string BirthDate,
        string Address,
        string Documents,
        string DocumentsHint,
        string Save,
        string Saved);

    public sealed record ErasureWords(
        string Title,
        string Lead,
        string Basis,
        string BasisHint,
        string Sure,
        string SureMissing,
        string BasisMissing,
        string Erase,
        string Done,
        string Act);
}
