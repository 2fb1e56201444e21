using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Shell;

public sealed partial class Links
{
    /// <summary>Where somebody says how a community's entry should read.</summary>
    public string Correction(CommunityId id) => $"{prefix}/communities/{id}/correction";

    /// <summary>Where somebody says that it is no longer true.</summary>
    public string NoLongerTrue(CommunityId id) => $"{prefix}/communities/{id}/no-longer-true";

    public string Missing => prefix + "/missing";

    /// <summary>Where somebody tells of a community that the list did not find.</summary>
    public string MissingOne(string? name, MunicipalityId? municipality) => QueryHelpers.AddQueryString(
        Missing, new Dictionary<string, string?> { ["name"] = name, ["municipality"] = $"{municipality}" }
            .Where(pair => !string.IsNullOrEmpty(pair.Value)));

    /// <summary>What became of a suggestion. <c>done</c>: it was just sent.</summary>
    public string Suggestion(SuggestionId id, string? done = null) =>
        With($"/suggestions/{id}", "done", done);

    /// <summary>What is to be decided. <c>done</c>: what has just been.</summary>
    public string Moderation(string? done = null) => With("/moderation", "done", done);

    public string ModerationOf(SuggestionStatus status) => status == SuggestionStatus.Open
        ? Moderation()
        : With("/moderation", "status", KebabCase.Of(status));

    public string ModerationOf(SuggestionId id) => $"{prefix}/moderation/{id}";

    public string ModerationPart(SuggestionId id, string part) => $"{prefix}/moderation/{id}/{part}";

    /// <summary>Where a letter is answered. <c>done</c>: how it just was.</summary>
    public string Answer(string token, string? done = null) => With($"/answer/{token}", "done", done);
}
