using CommunityGrains.Registry.Imports;

namespace CommunityGrains.Host.CommandLine;

/// <summary>The kinds of lists as the command line calls them.</summary>
internal static class KindNames
{
    // The office calls its list a register, the API and the pages call what is in it communities.
    private const string Communities = "communities";

    public static IReadOnlyList<string> All { get; } =
        [.. Enum.GetNames<ImportKind>().Select(name => name.ToLowerInvariant()), Communities];

    public static ImportKind Parse(string name) => name == Communities
        ? ImportKind.Register
        : Enum.Parse<ImportKind>(name, ignoreCase: true);
}
