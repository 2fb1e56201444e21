using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Suggestions;

/// <summary>How much somebody without an account may say, and of what.</summary>
public static class SuggestionLimits
{
    /// <summary>Each text that is told, in UTF-16 units.</summary>
    public const int TextLengthMax = 1000;

    /// <summary>An e-mail address.</summary>
    public const int AddressLengthMax = 254;

    /// <summary>How many about one community may wait for a decision; more would bury the first.</summary>
    public const int OpenPerCommunityMax = 20;

    /// <summary>How many of a region may wait: beyond that a machine is talking, or nobody listens.</summary>
    public const int OpenPerRegionMax = 2_000;

    /// <summary>The fields that may be suggested otherwise, in the order of forms: those that everybody sees
    /// and somebody nearby can know. The office's numbers, dates and accounts are not among them.</summary>
    public static readonly IReadOnlyList<RegisterField> Fields =
    [
        RegisterField.Name, RegisterField.Form, RegisterField.Settlement, RegisterField.Address,
        RegisterField.Boundaries, RegisterField.Members, RegisterField.Residents, RegisterField.Topics,
        RegisterField.Site, RegisterField.Vk, RegisterField.Ok, RegisterField.OtherGroups,
    ];
}
