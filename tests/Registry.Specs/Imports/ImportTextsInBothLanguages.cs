using System.Text.RegularExpressions;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Specs.Imports;

public sealed partial class ImportTextsInBothLanguages
{
    [Fact]
    public void Every_code_that_files_and_imports_use_has_a_text()
    {
        var folder =
            Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Files.Bytes.Path("x"))))!;
        var used = new[] { "Files", "Imports" }
            .SelectMany(part =>
                Directory.EnumerateFiles(Path.Combine(folder, "services", "Registry", part), "*.cs",
                    SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("ImportTexts.cs", StringComparison.Ordinal))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().ToList();
        used.Count.ShouldBeGreaterThan(40);
        used.Where(code => ImportTexts.Find(code) is null).ShouldBeEmpty();
        ImportTexts.Codes.Except(used).ShouldBeEmpty("a text nobody uses");
        foreach (var code in ImportTexts.Codes)
        {
            var text = ImportTexts.Find(code)!;
            Places().Matches(text.Russian).Select(m => m.Value).Distinct().Order()
                .ShouldBe(Places().Matches(text.English).Select(m => m.Value).Distinct().Order(), code);
            text.In(Language.English).ShouldNotBe(text.In(Language.Russian));
        }
    }

    [GeneratedRegex(
        "\"((?:table|columns|cell|row|record|municipality|community|leader|initiative|form|boundaries"
        + "|head|import)\\.[a-z-]+)\"")]
    private static partial Regex Code();

    [GeneratedRegex("\\{[0-9]\\}")]
    private static partial Regex Places();
}
