using System.Text.RegularExpressions;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Api.Specs.Contract;

public sealed partial class EveryRefusalHasWords
{
    private static readonly string[] Kinds =
        ["community", "municipality", "leader", "initiative", "account", "person", "suggestion"];

    public static TheoryData<string> Codes() => [.. CodesInSources()];

    [Fact]
    public void The_codes_of_every_kind_are_found()
    {
        foreach (var kind in Kinds)
            CodesInSources().Count(code => code.StartsWith(kind, StringComparison.Ordinal))
                .ShouldBeGreaterThan(5, kind);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_put_in_words_in_both_languages(string code)
    {
        var text = Refusals.Find(code).ShouldNotBeNull($"{code} is not in services/Registry/Texts");
        text.Russian.ShouldMatch(@"^\p{IsCyrillic}", code);
        text.English.ShouldMatch(@"^\p{IsBasicLatin}", code);
    }

    [Fact]
    public void Nothing_is_put_in_words_that_no_program_says()
    {
        var said = CodesInSources().ToHashSet();
        Refusals.All.Select(text => text.Code).Where(code => !said.Contains(code)).ShouldBeEmpty();
    }

    // Codes are written as literals, but for those of texts, which name their kind by a variable.
    private static SortedSet<string> CodesInSources()
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Sources())
        {
            var source = File.ReadAllText(file);
            foreach (Match match in Literal().Matches(source)) codes.Add(match.Groups["code"].Value);
            foreach (Match match in OfKind().Matches(source))
                codes.UnionWith(Kinds.Where(UsesCommandText)
                    .Select(kind => $"{kind}.{match.Groups["code"].Value}"));
        }

        codes.ExceptWith(EventCatalogue.Default.Names);
        return codes;
    }

    private static bool UsesCommandText(string kind) => Sources().Any(file =>
        File.ReadAllText(file).Contains($"CommandText.Wrong(\"{kind}\"", StringComparison.Ordinal));

    private static IEnumerable<string> Sources() =>
        new[] { Repository.PathOf("grains", "Domain"), Repository.PathOf("services", "Api"),
            Repository.PathOf("services", "Access") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Append(Repository.PathOf("grains", "Engine", "Replies.cs"))
            .Where(file => !file.Contains(
                $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("""
        "(?<code>(community|municipality|leader|initiative|account|person|suggestion|grain|request|command|
        record|view|program|log|store|field|file|reference|token)\.[a-z-]+)"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex("""
        "\{kind\}\.(?<code>[a-z-]+)"
        """, RegexOptions.ExplicitCapture)]
    private static partial Regex OfKind();
}
