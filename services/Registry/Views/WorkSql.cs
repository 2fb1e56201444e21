using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Registry.Views;

/// <summary>Which current rows may ask for somebody's work: conditions as the partial indexes know them, so
/// that questions about them read nothing else. <c>of</c>: the record's alias with its dot.</summary>
internal static class WorkSql
{
    /// <summary>Communities that are asked for signs of life.</summary>
    public static string Living(string of = "") =>
        $"{of}status in ({(int)CommunityStatus.Registered}, {(int)CommunityStatus.Active}) "
        + $"and {of}{ViewSchema.IsCurrent}";

    /// <summary>Those of them that were asked after the last sign.</summary>
    public static string Asked(string of = "") => $"{of}asked_on > {of}last_sign_on and {Living(of)}";

    /// <summary>Communities that nobody has confirmed.</summary>
    public static string Proposed(string of = "") =>
        $"{of}status = {(int)CommunityStatus.Proposed} and {of}{ViewSchema.IsCurrent}";

    /// <summary>Communities with possible duplicates.</summary>
    public static string Suspected(string of = "") => $"{of}suspected > 0 and {of}{ViewSchema.IsCurrent}";

    /// <summary>Claims that somebody has to decide on.</summary>
    public static string InReview(string of = "") =>
        $"{of}standing in ({(int)LeaderStanding.Claimed}, {(int)LeaderStanding.UnderReview}, "
        + $"{(int)LeaderStanding.Contested}) and {of}{ViewSchema.IsCurrent}";

    /// <summary>Claims with a last day.</summary>
    public static string Verified(string of = "") =>
        $"{of}until is not null and {of}{ViewSchema.IsCurrent}";

    /// <summary>Initiatives in one of the four stages.</summary>
    public static string UnderWay(string of = "") =>
        $"{of}status <= {(int)InitiativeStatus.Evaluation} and {of}{ViewSchema.IsCurrent}";
}
