using System.Collections.Immutable;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Life;

namespace CommunityGrains.Web.Wording;

/// <summary>Work on a community's record: its life, its head, what it stands on.</summary>
public sealed partial record LifeTexts
{
    public required string WorkTitle { get; init; }

    public required string Edit { get; init; }

    public required string Describe { get; init; }

    public required string NameHead { get; init; }

    public required ImmutableDictionary<LifeAct, string> Acts { get; init; }

    public required ImmutableDictionary<LifeAct, string> ActLeads { get; init; }

    public required ImmutableDictionary<LifeAct, string> ActButtons { get; init; }

    public required string SignWhat { get; init; }

    public required string SignWhatHint { get; init; }

    public required string SignOn { get; init; }

    public required string HeadTitle { get; init; }

    public required string HeadLead { get; init; }

    public required string RemoveHead { get; init; }

    public required string RemoveHeadLead { get; init; }

    public required string InfrastructureTitle { get; init; }

    public required string InfrastructureLead { get; init; }

    public required ImmutableDictionary<InfrastructureElement, string> ElementHints { get; init; }

    /// <summary>What has just been done, by the word in the address.</summary>
    public required ImmutableDictionary<string, string> Done { get; init; }

    public static LifeTexts Of(Language language) => language == Language.English ? English : Russian;

    private static ImmutableDictionary<T, string> Table<T>(params string[] words) where T : struct, Enum =>
        Enum.GetValues<T>().Zip(words).ToImmutableDictionary(pair => pair.First, pair => pair.Second);

    private static ImmutableDictionary<string, string> DoneOf(params (string Word, string Text)[] texts) =>
        texts.ToImmutableDictionary(text => text.Word, text => text.Text);
}
