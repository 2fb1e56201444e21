namespace CommunityGrains.Web.Wording;

public sealed partial record DuplicateTexts
{
    public static readonly DuplicateTexts English = new(
        Title: "Duplicates",
        Lead: "Records that look like one community. Compare them and decide: one, or two.",
        AllPlaces: "all of mine",
        EmptyTitle: "No duplicates",
        EmptyLead: "All similar records are judged. New ones come here after an entry or an import.",
        Percent: percent => $"alike by {percent}\u00A0%",
        Compare: "Compare",
        CompareOne: name => $"Compare: {name}",
        MergeTitle: "One community, or two?",
        MergeLead: "Compare the records field by field. A merge can be undone: both histories are kept.",
        WhichStays: "Which record stays",
        WhichStaysHint: "Its number, page and history go on; the other one goes into it.",
        First: "First",
        Second: "Second",
        HasAbsorbed: "Others went into this record already, so it is the one that stays.",
        NotRegistered: "This record is not confirmed yet, so only the other one can stay.",
        Fields: "Field by field",
        FieldsHint: count => $"Different: {count}. Tick what the joint record takes from the one that goes; "
            + "without a tick the other's value stays.",
        Field: "Field",
        Differs: "different",
        TakeOver: "Take from the other",
        Take: "take",
        Reason: "Why they are one community",
        ReasonHint: "One address and the same people; confirmed by the elder. Shown in both histories",
        WhatStays: "Leaders and initiatives of the one that goes stay with it; it opens from the joint "
            + "record.",
        Merge: "Merge",
        DismissTitle: "They are two communities",
        DismissLead: "The pair leaves the list, and nobody asks about it again.",
        DismissReason: "How they differ",
        Dismiss: "They are two",
        UndoTitle: "Merge",
        Grounds: GroundsOf(
            ("name-same", "the same name"),
            ("name-word-order", "the same words in another order"),
            ("name-contained", "one name is part of the other"),
            ("name-typo", "the names differ by a slip"),
            ("name-abbreviated", "one name shortens the other"),
            ("address-same", "the same address"),
            ("far-apart", "far apart on the map"),
            ("form-differs", "different forms")));
}
