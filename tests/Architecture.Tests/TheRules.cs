namespace CommunityGrains.Architecture.Tests;

public sealed class TheRules
{
    [Fact]
    public void Every_source_keeps_the_size_and_ban_rules()
    {
        var sources = House.Sources().ToList();
        sources.Count.ShouldBeGreaterThan(50, "the sources were not found");
        sources
            .Where(path =>
                !path.Replace('\\', '/').StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal))
            .SelectMany(path => Violations(path, File.ReadAllText(Path.Combine(House.Root, path))))
            .ShouldBeEmpty();
    }

    public static TheoryData<string, string, string> PlantedViolations() => new()
    {
        { "grains/Domain/A.cs", "var now = DateTimeOffset.UtcNow;", "time, ids and dice" },
        { "grains/Domain/A.cs", "var id = Guid.NewGuid();", "time, ids and dice" },
        { "grains/Domain/A.cs", "var dice = new Random(1);", "time, ids and dice" },
        { "tests/X/A.cs", "await Task.Delay(100);", "never for a time" },
        { "tests/X/A.cs", "Thread.Sleep(1);", "never for a time" },
        { "tests/X/A.cs", "[Fact(Skip = \"later\")] public void A() { }", "proves nothing" },
        { "services/X/A.cs", "// TODO later", "an issue" },
        { "services/X/A.cs", "throw new NotImplementedException();", "an issue" },
        { "services/X/A.cs", "try { A(); } catch (Exception) { }", "no failure is silent" },
        { "services/X/A.cs", "try { A(); } catch { }", "no failure is silent" },
        { "services/Registry/A.cs", "Console.WriteLine(1);", "speaks to the console" },
        { "services/X/A.cs", new string('\n', SizeRules.FileLinesMax), "lines, at most" },
        { "services/X/A.cs", new string(' ', SizeRules.LineColumnsMax) + ";", "columns, at most" },
        {
            "services/X/A.cs",
            "class A { void B() {" + new string('\n', SizeRules.FunctionLinesMax) + "} }",
            "a function of"
        },
    };

    [Theory, MemberData(nameof(PlantedViolations))]
    public void A_planted_violation_is_caught(string path, string text, string why) =>
        Violations(path, text).ShouldHaveSingleItem().ShouldContain(why);

    [Fact]
    public void What_the_rules_allow_passes()
    {
        const string text = "class A\n{\n    void B() { try { C(); } catch (IOException) { D(); } }\n}\n";
        Violations("services/X/A.cs", text).ShouldBeEmpty();
    }

    private static IEnumerable<string> Violations(string path, string text) =>
        SizeRules.Violations(path, text).Concat(BanRules.Violations(path, text));
}
