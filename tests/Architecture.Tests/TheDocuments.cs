using System.Text.RegularExpressions;

namespace CommunityGrains.Architecture.Tests;

/// <summary>What the documents point to is there, and nothing in them is still to be written.</summary>
public sealed partial class TheDocuments
{
    private static readonly HashSet<string> NotOurs = ["bin", "obj", "node_modules", ".git"];

    [Fact]
    public void Every_document_keeps_its_word()
    {
        var documents = Documents(new DirectoryInfo(House.Root)).ToList();
        documents.Count.ShouldBeGreaterThan(5, "the documents were not found");
        documents
            .SelectMany(path => Violations(path, File.ReadAllText(Path.Combine(House.Root, path))))
            .ShouldBeEmpty();
    }

    public static TheoryData<string, string> PlantedViolations() => new()
    {
        { "See [the log](nowhere/README.md).", "nowhere/README.md" },
        { "See [the log](../services/nowhere.md#reading).", "nowhere.md" },
        { "![The map](map-of-nothing.png)", "map-of-nothing.png" },
        { "![The map](<map of nothing.png> \"Map\")", "map of nothing.png" },
        { "<img alt=\"map\" src=\"map-of-nothing.png\">", "map-of-nothing.png" },
        { "[log]: nowhere/README.md", "nowhere/README.md" },
        { "TODO: how to restore", "TODO" },
        { "Figures: TBD", "TBD" },
        { "Lorem ipsum dolor", "Lorem ipsum" },
    };

    [Theory, MemberData(nameof(PlantedViolations))]
    public void A_planted_violation_is_caught(string text, string named) =>
        Violations("grains/README.md", text).ShouldHaveSingleItem().ShouldContain(named);

    [Fact]
    public void What_is_there_or_elsewhere_passes() => Violations("grains/README.md", """
        [here](README.md), [above](../README.md#top), [a part](#part), [root](/README.md),
        [site](https://example.org/nowhere.md), [post](mailto:office@example.org) and
        `[an example](of-a-link.md)`

        ```
        [example](nowhere.md) TODO
        ```
        """).ShouldBeEmpty();

    private static IEnumerable<string> Documents(DirectoryInfo folder) => folder.EnumerateFiles("*.md")
        .Select(file => Path.GetRelativePath(House.Root, file.FullName))
        .Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name))
            .SelectMany(Documents));

    private static IEnumerable<string> Violations(string path, string text)
    {
        // Code only shows what a link looks like; its line ends stay, for the line numbers.
        var prose = Code().Replace(text, code => new string('\n', code.Value.Count(sign => sign == '\n')));
        var missing = Links().Matches(prose)
            .Where(link => !Exists(path, link.Groups["to"].Value))
            .Select(link => (link.Index, What: $"{link.Groups["to"].Value} is not there"));
        var unwritten = Placeholders().Matches(prose)
            .Select(word => (word.Index, What: $"'{word.Value}' is still to be written"));
        return missing.Concat(unwritten).Select(found =>
            $"{path}:{prose.AsSpan(0, found.Index).Count('\n') + 1}: {found.What}");
    }

    private static bool Exists(string document, string link)
    {
        if (Elsewhere().IsMatch(link)) return true;
        var target = Uri.UnescapeDataString(link.Split('#', '?')[0]);
        if (target.Length == 0) return true;
        var folder = Path.GetDirectoryName(Path.Combine(House.Root, document))!;
        var path = target[0] == '/' ? Path.Join(House.Root, target) : Path.Join(folder, target);
        return File.Exists(path) || Directory.Exists(path);
    }

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(
        @"\]\((?:<(?<to>[^>\n]+)>|(?<to>[^)\s]+))|(?:src|href)=""(?<to>[^""]+)""|^\[[^\]]+\]:\s*(?<to>\S+)",
        RegexOptions.Multiline)]
    private static partial Regex Links();

    [GeneratedRegex("^(?:[a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\b(?:TODO|TBD|TBA|FIXME|XXX)\b|\b(?:[Ll]orem ipsum|[Cc]oming soon)\b")]
    private static partial Regex Placeholders();
}
