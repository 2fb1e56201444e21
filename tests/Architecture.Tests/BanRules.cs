using System.Text.RegularExpressions;

namespace CommunityGrains.Architecture.Tests;

/// <summary>What no source may say, and why.</summary>
internal static partial class BanRules
{
    private sealed record Ban(Regex Pattern, Func<string, bool> Where, string Why);

    private static readonly Ban[] Bans =
    [
        new(Clock(), path =>
            IsUnder(path, "grains/Domain"), "time, ids and dice enter the domain with the command"),
        new(Sleep(), path => IsUnder(path, "tests") && !IsUnder(path, "tests/Benchmarks"),
            "a test waits for what it needs, never for a time"),
        new(SkippedTest(), path => IsUnder(path, "tests"), "a skipped test proves nothing"),
        new(Unfinished(), _ => true, "what is unfinished is an issue, not a comment"),
        new(SwallowedError(), _ => true, "no failure is silent"),
        new(ConsoleWrite(), path => IsUnder(path, "services") && !IsUnder(path, "services/Host")
                && path != "services/Silo/Program.cs",
            "only the program itself speaks to the console"),
    ];

    public static IEnumerable<string> Violations(string path, string text) => Bans
        .Where(ban => ban.Where(path.Replace('\\', '/')))
        .SelectMany(ban => ban.Pattern.Matches(text).Select(match =>
            $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: '{match.Value.Trim()}': {ban.Why}"));

    private static bool IsUnder(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\b(DateTime|DateTimeOffset)\.(UtcNow|Now|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bnew Random\b|\bTimeProvider\.System\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*Skip\s*=")]
    private static partial Regex SkippedTest();

    [GeneratedRegex(@"//.*\b(TODO|FIXME|HACK)\b|\bnew NotImplementedException\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bcatch\s*(\((Exception|System\.Exception)\b[^)]*\))?\s*\{\s*\}")]
    private static partial Regex SwallowedError();

    [GeneratedRegex(@"\bConsole\.(Write|Error|Out)")]
    private static partial Regex ConsoleWrite();
}
