using System.Collections.Immutable;
using CommunityGrains.Domain.People;

namespace CommunityGrains.Web.Wording;

public sealed partial record PeopleTexts
{
    public static readonly PeopleTexts English = new()
    {
        Finding = new(
            Title: "People",
            Lead: "Heads named by the register and whoever claims to lead, as far as your rights reach. "
                + "Every look is noted.",
            Label: "Whom to find",
            Hint: "A surname, a name or its beginning from three letters on, a phone or an e-mail",
            Submit: "Find",
            NobodyTitle: "Nobody found",
            NobodyLead: "Check the spelling. Names are found whole or by their beginnings, an e-mail only "
                + "whole.",
            More: "Not all are shown. Say more: add a first name."),
        Card = new(
            Own: "My data",
            OwnLead: "All that is kept of you, and what you agreed to.",
            Nameless: "Somebody without a record in force",
            ErasedTitle: "Data destroyed",
            ErasedLead: day => $"This person's data was destroyed on {day}. It cannot be read anywhere, in "
                + "backups either.",
            Records: "Where this person stands",
            NoRecords: "No record names this person now.",
            HeadOfRegister: "head by the register",
            Earlier: count => count == 1
                ? "One more record held this person's data before."
                : $"{count} more records held this person's data before.",
            Phone: "Phone",
            Email: "E-mail",
            Open: "Card",
            Invite: "Invite to open an account",
            DataTitle: "Extract",
            DataLead: "All that was recorded of this person, event by event, and who read it. A JSON file.",
            DataGet: "Download the data",
            Noted: "Looking at this card was noted."),
        Consent = new(
            Title: "Consents",
            Lead: "Each purpose by itself. Without consent to publication no public page shows the name.",
            Never: "never given",
            Stands: "given",
            Given: (day, version) => $"since {day}, text {version}",
            Withdrawn: day => $"withdrawn on {day}",
            Withdraw: "Withdraw",
            WithdrawOne: purpose => $"Withdraw: {purpose}",
            WithdrawRegister: "Birth date, address and documents go with this consent.",
            GiveTitle: "Record a consent",
            Purpose: "Purpose",
            TextVersion: "Version of the text",
            TextVersionHint: "As the form states it, such as 2026-03",
            GivenOn: "Given on",
            Give: "Record",
            DoneGiven: "The consent is recorded.",
            DoneWithdrawn: "The withdrawal is recorded."),
        Particulars = new(
            Title: "Particulars",
            Lead: "Kept encrypted and seen by the centre's staff only. Record nothing that can be done "
                + "without.",
            NeedsConsent: "It takes a consent to being on the register first.",
            BirthDate: "Birth date",
            Address: "Address",
            Documents: "Documents",
            DocumentsHint: "Each on a line of its own: kind and number",
            Save: "Save",
            Saved: "The particulars are saved."),
        Erasure = new(
            Title: "Destroy the data",
            Lead: "Name, phone, e-mail and particulars become unreadable for good: in the register, in its "
                + "history and in backups. The records themselves, their number and order stay.",
            Basis: "Basis",
            BasisHint: "For example: request No. 14 of 12 March 2026. No names.",
            Sure: "I understand that the data cannot be brought back",
            SureMissing: "Confirm that the data cannot be brought back.",
            BasisMissing: "State the basis.",
            Erase: "Destroy",
            Done: "The data is destroyed.",
            Act: "Download the act of destruction"),
        Purposes = ImmutableDictionary.CreateRange(new KeyValuePair<ConsentPurpose, string>[]
        {
            new(ConsentPurpose.Register, "being on the centre's register"),
            new(ConsentPurpose.Publication, "the name on public pages"),
            new(ConsentPurpose.Contact, "letters and calls"),
            new(ConsentPurpose.Partners, "handing on to partners"),
        }),
    };
}
