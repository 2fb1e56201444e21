using System.Collections.Immutable;

namespace CommunityGrains.Web.Wording;

/// <summary>Records that may be one community: finding, merging, telling apart. <c>Grounds</c>: why two look
/// alike, by the domain's codes.</summary>
public sealed partial record DuplicateTexts(
    string Title,
    string Lead,
    string AllPlaces,
    string EmptyTitle,
    string EmptyLead,
    Func<string, string> Percent,
    string Compare,
    Func<string, string> CompareOne,
    string MergeTitle,
    string MergeLead,
    string WhichStays,
    string WhichStaysHint,
    string First,
    string Second,
    string HasAbsorbed,
    string NotRegistered,
    string Fields,
    Func<string, string> FieldsHint,
    string Field,
    string Differs,
    string TakeOver,
    string Take,
    string Reason,
    string ReasonHint,
    string WhatStays,
    string Merge,
    string DismissTitle,
    string DismissLead,
    string DismissReason,
    string Dismiss,
    string UndoTitle,
    ImmutableDictionary<string, string> Grounds)
{
    public static DuplicateTexts Of(Language language) => language == Language.English ? English : Russian;

    private static ImmutableDictionary<string, string> GroundsOf(params (string Code, string Text)[] texts) =>
        texts.ToImmutableDictionary(text => text.Code, text => text.Text);
}
