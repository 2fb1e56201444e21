using CommunityGrains.Registry.Imports;

namespace CommunityGrains.Host.CommandLine;

/// <summary>The kinds of lists as the command line calls them.</summary>
internal static class KindNames
{
    public static IReadOnlyList<string> All { get; } =
        [.. Enum.GetNames<ImportKind>().Select(name => name.ToLowerInvariant())];

    public static ImportKind Parse(string name) => Enum.Parse<ImportKind>(name, ignoreCase: true);
}
