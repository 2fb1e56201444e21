using System.Collections.Immutable;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Entries;

namespace CommunityGrains.Web.Wording;

/// <summary>The form of a community's entry, new and on record.</summary>
public sealed partial record EntryTexts
{
    public required string NewTitle { get; init; }

    public required string NewLead { get; init; }

    public required string EditTitle { get; init; }

    public required string Back { get; init; }

    public required string Needed { get; init; }

    public required string Choose { get; init; }

    public required string NotKnown { get; init; }

    public required string Missing { get; init; }

    public required string NoMunicipality { get; init; }

    public required string CheckFields { get; init; }

    public required ImmutableDictionary<EntryGroup, string> Groups { get; init; }

    /// <summary>Only for fields that need one.</summary>
    public required ImmutableDictionary<RegisterField, string> Hints { get; init; }

    public required string BasisTitle { get; init; }

    public required string Basis { get; init; }

    public required string BasisHint { get; init; }

    public required string HeadTitle { get; init; }

    public required string HeadLead { get; init; }

    public required string HeadName { get; init; }

    public required string HeadNameHint { get; init; }

    public required string HeadPhone { get; init; }

    public required string HeadPhoneHint { get; init; }

    public required string HeadEmail { get; init; }

    public required string ReasonTitle { get; init; }

    public required string Reason { get; init; }

    public required string ReasonHint { get; init; }

    public required string ReasonNeeded { get; init; }

    public required string LookalikesTitle { get; init; }

    public required string LookalikesLead { get; init; }

    public required string LookalikesTold { get; init; }

    public required string OpenInstead { get; init; }

    public required string Different { get; init; }

    public required string DifferentHint { get; init; }

    public required string DifferentNeeded { get; init; }

    public required string DifferentUnfit { get; init; }

    public required string SubmitNew { get; init; }

    public required string SubmitDifferent { get; init; }

    public required string Save { get; init; }

    public required string Cancel { get; init; }

    public static EntryTexts Of(Language language) => language == Language.English ? English : Russian;

    private static ImmutableDictionary<RegisterField, string> HintsOf(
        params (RegisterField Field, string Hint)[] hints) =>
        hints.ToImmutableDictionary(hint => hint.Field, hint => hint.Hint);

    private static ImmutableDictionary<EntryGroup, string> GroupsOf(params string[] names) =>
        Enum.GetValues<EntryGroup>().Zip(names)
            .ToImmutableDictionary(pair => pair.First, pair => pair.Second);
}
