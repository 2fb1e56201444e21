using System.Text.Json.Serialization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Registry.Queries;

/// <summary>What became of a suggestion.</summary>
public enum SuggestionStatus
{
    /// <summary>Nobody has decided.</summary>
    Open,
    Accepted,
    Declined,

    /// <summary>What it was about had changed before anybody decided.</summary>
    Outdated,
}

/// <summary>Suggestions, the oldest first. <c>Municipalities</c> and <c>Communities</c>: only those that are
/// about one of either; both null: all of the region.</summary>
public sealed record SuggestionQuery(string Region)
{
    public SuggestionStatus? Status { get; init; } = SuggestionStatus.Open;

    public IReadOnlyList<MunicipalityId>? Municipalities { get; init; }

    public IReadOnlyList<CommunityId>? Communities { get; init; }

    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>A suggestion beside what is on record. <c>CommunityName</c>: empty while there is no community.
/// <c>Now</c>: what the field holds that is to be corrected, in canonical text. <c>Setback</c>: the code of
/// why it was not done when somebody had accepted it. <c>Reason</c>: of declining.</summary>
public sealed record SuggestionRow(
    SuggestionId Id,
    long Version,
    SuggestionStatus Status,
    Told Told,
    string CommunityName,
    MunicipalityId Municipality,
    string MunicipalityName,
    string? Now,
    string? Setback,
    Outcome? Outcome,
    string? Reason,
    DateOnly ValidFrom,
    DateTimeOffset ChangedAt)
{
    /// <summary>Follows from the rest: whether the field has changed since somebody saw it and suggested
    /// otherwise.</summary>
    [JsonIgnore]
    public bool HasChanged => Told is Told.Correction told && told.Was != Now;
}

/// <summary>What the views know of suggestions; their texts are sealed.</summary>
public interface ISuggestionsOnRecord
{
    ValueTask<Page<SuggestionRow>> SuggestionsAsync(
        SuggestionQuery query, CancellationToken cancel = default);

    ValueTask<SuggestionRow?> SuggestionAsync(
        string region, SuggestionId id, CancellationToken cancel = default);

    /// <summary>How many are open in a region, and how many of these about one community.</summary>
    ValueTask<(int InRegion, int OfCommunity)> OpenSuggestionsAsync(
        string region, CommunityId? community, CancellationToken cancel = default);

    /// <summary>Those that were decided on, and not after a day: whose texts are not needed any
    /// more.</summary>
    ValueTask<IReadOnlyList<SuggestionId>> DecidedSuggestionsAsync(
        string region, SuggestionStatus status, DateOnly until, CancellationToken cancel = default);
}
