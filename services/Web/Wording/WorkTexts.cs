using System.Collections.Immutable;
using CommunityGrains.LongWork;

namespace CommunityGrains.Web.Wording;

/// <summary>Work that goes on by itself, and can be left and found again.</summary>
public sealed partial record WorkTexts
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string LeadOfAll { get; init; }

    public required string EmptyTitle { get; init; }

    public required string EmptyLead { get; init; }

    public required ImmutableDictionary<WorkState, string> States { get; init; }

    /// <summary>A check that is done waits for its owner.</summary>
    public required string Checked { get; init; }

    public required string Own { get; init; }

    public required string Progress { get; init; }

    /// <summary>"345 из 1 973 строк".</summary>
    public required Func<string, string, string> Rows { get; init; }

    public required string Beginning { get; init; }

    public required string InTurn { get; init; }

    public required string Leave { get; init; }

    public required string Elsewhere { get; init; }

    public required string Stop { get; init; }

    public required string Stopped { get; init; }

    public required string Forgotten { get; init; }

    public required Func<string, string> StoppedLead { get; init; }

    public required string BrokenOffTitle { get; init; }

    public required Func<string, string> BrokenOffLead { get; init; }

    public required string BrokenOffElsewhere { get; init; }

    public required string Continue { get; init; }

    public required string Drop { get; init; }

    public required string TooMany { get; init; }

    public required string Gone { get; init; }

    public required Func<string, string> Begun { get; init; }

    /// <summary>Why it could not go on, and what to do, by code.</summary>
    public required ImmutableDictionary<string, string> Problems { get; init; }
}
