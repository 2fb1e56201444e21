using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Domain.Processes;

/// <summary>
/// What was suggested and accepted is done: the community is corrected, asked or proposed in the name of
/// whoever accepted. If that is refused (it was closed meanwhile, a value is none of its field's), the
/// suggestion is open again and says why.
/// </summary>
public sealed class SuggestionProcess : IProcess
{
    /// <summary>How a community's history says where a correction comes from. It is part of the record, as
    /// the reasons that people write are, and in their language.</summary>
    public const string ByAResident = "По сообщению жителя";

    private static readonly Guid Space = new("0f6e6d0b-8a5f-5e0c-9d57-0f0e7f5f0a61");

    public string Name => "suggestion-outcome";

    /// <summary>The community that is proposed when a suggestion of a missing one is accepted.</summary>
    public static CommunityId ProposedBy(SuggestionId suggestion) =>
        new(NameBasedId.Create(Space, suggestion.ToString()));

    public IEnumerable<FollowUp> React(Happening happening) => happening.Event switch
    {
        SuggestionEvent.Accepted { Outcome: Outcome.Proposed outcome } =>
            [Ask(ProposedBy(new SuggestionId(happening.Key)), asked =>
                new CommunityCommand.Propose(asked, outcome.Fields))],
        SuggestionEvent.Accepted { Community: { } community, Outcome: Outcome.Corrected outcome } =>
            [Ask(community, asked =>
                new CommunityCommand.Correct(asked, outcome.Changes, ReasonOf(outcome.Reason)))],
        SuggestionEvent.Accepted { Community: { } community, Outcome: Outcome.Asked } =>
            [Ask(community, asked => new CommunityCommand.AskIfTrue(asked))],
        _ => [],
    };

    public FollowUp? OnRefused(Happening happening, FollowUp refused, Refusal refusal) => new(
        GrainKinds.Suggestion.Category, happening.Key,
        asked => new SuggestionCommand.Reopen(asked, refusal.Code));

    private static FollowUp Ask(CommunityId community, Func<Asked, Command> command) =>
        new(GrainKinds.Community.Category, community.Value, command);

    private static string ReasonOf(string? reason) =>
        reason is null ? ByAResident : $"{ByAResident}: {reason}";
}
