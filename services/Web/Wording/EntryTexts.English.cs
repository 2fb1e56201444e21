using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Web.Wording;

public sealed partial record EntryTexts
{
    public static readonly EntryTexts English = new()
    {
        NewTitle = "Enter a community",
        NewLead = "Four fields are needed: name, form, municipality and basis. The rest as far as you know; "
            + "it can be added later.",
        EditTitle = "Edit the entry",
        Back = "Back to the record",
        Needed = "needed",
        Choose = "— choose —",
        NotKnown = "not known",
        Missing = "Fill in this field",
        NoMunicipality = "Choose a municipality from the list",
        CheckFields = "Look at these fields. Everything you typed is still there.",
        Groups = GroupsOf(
            "What it is", "Where", "How to find and reach it", "How many people", "Legal",
            "Act and registration"),
        Hints = HintsOf(
            (RegisterField.Name, "As in its charter, or as they call themselves"),
            (RegisterField.Form, "If none fits, take “Another form”"),
            (RegisterField.Basis, "Of place: neighbours. Of interest: a club or group without a territory"),
            (RegisterField.Topics, "What they do, with commas: clean-ups, a spring, a playground"),
            (RegisterField.Settlement, "A village or town inside the municipality"),
            (RegisterField.Address, "Where they meet, or which house"),
            (RegisterField.Boundaries, "In words: the yards between two streets; houses 1–15"),
            (RegisterField.Location, "Latitude and longitude from any map: 54.7348, 55.9578"),
            (RegisterField.Vk, "As in the address bar: vk.com/dvor"),
            (RegisterField.OtherGroups, "Chats and other pages, one on each line"),
            (RegisterField.Members, "Who takes part; roughly is fine"),
            (RegisterField.Residents, "How many people live within its boundaries"),
            (RegisterField.Inn, "10 or 12 digits"),
            (RegisterField.Kpp, "9 characters"),
            (RegisterField.Ogrn, "13 or 15 digits"),
            (RegisterField.BankDetails, "Only staff see it"),
            (RegisterField.ActKind, "A decision of the council, an order of the administration"),
            (RegisterField.CharterOn, "When its charter was registered"),
            (RegisterField.Note, "For you and your colleagues; not on public pages. No names or phones")),
        BasisTitle = "On what basis it is entered",
        Basis = "Basis",
        BasisHint = "Minutes of a meeting, a decision, an application, a visit: what, when, its number",
        HeadTitle = "Head by the register",
        HeadLead = "If known. This is personal data: only staff see it, and the name is on public pages only "
            + "with consent.",
        HeadName = "Full name",
        HeadNameHint = "Surname first: Ivanova Anna Petrovna",
        HeadPhone = "Phone",
        HeadPhoneHint = "In any spelling: 8 (987) 000-00-00",
        HeadEmail = "E-mail",
        ReasonTitle = "Why it is changed",
        Reason = "Reason",
        ReasonHint = "Needed when you change name, form or municipality. It is shown in the history",
        ReasonNeeded = "Name, form and municipality are changed with a reason: it is shown in the history",
        LookalikesTitle = "It seems to be there already",
        LookalikesLead = "Is this the one? Open it instead of a new record.",
        LookalikesTold = "Similar records were found; they stand below the address",
        OpenInstead = "This is the one, open it",
        Different = "If it is another community, how does it differ",
        DifferentHint = "Another house, another street, other people. The answer is kept; nobody asks again",
        DifferentNeeded = "Say how it differs, or open the similar record",
        DifferentUnfit = "Too long, or with signs that cannot be kept",
        SubmitNew = "Enter in the register",
        SubmitDifferent = "Enter as another one",
        Save = "Save",
        Cancel = "Cancel",
    };
}
