using System.Collections.Immutable;

namespace CommunityGrains.Web.Wording;

/// <summary>What needs somebody today.</summary>
public sealed partial record TodayTexts
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    /// <summary>The line in the menu.</summary>
    public required string Short { get; init; }

    public required string Sum { get; init; }

    public required string EmptyTitle { get; init; }

    public required string EmptyLead { get; init; }

    public required string GroupEmpty { get; init; }

    public required string Back { get; init; }

    public required Func<string, string> All { get; init; }

    public required Func<string, string, string> AllOf { get; init; }

    /// <summary>By the name of the group in its address.</summary>
    public required ImmutableDictionary<string, GroupWords> Groups { get; init; }

    public required Func<string, string> Since { get; init; }

    public required Func<string, string> Until { get; init; }

    public required Func<string, string> Silent { get; init; }

    public required Func<string, string> Asked { get; init; }

    public required Func<string, string> Missing { get; init; }

    public required string NoHead { get; init; }

    public required string Ask { get; init; }

    public required Func<string, string> AskOne { get; init; }

    public required string Answer { get; init; }

    public required Func<string, string> AnswerOne { get; init; }

    public required string DoneAsked { get; init; }

    public required string DoneAnswered { get; init; }

    public sealed record GroupWords(string Title, string Hint);
}
