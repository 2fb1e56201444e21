using System.Reflection;
using System.Reflection.Emit;

namespace CommunityGrains.Architecture.Tests;

public sealed class TheArrows
{
    public static TheoryData<string> Projects() => [.. Arrows.Allowed.Keys];

    /// <summary>Every pair of projects the table does not allow, and for each project one foreign
    /// package.</summary>
    public static TheoryData<string, string> ForbiddenArrows() => [.. Arrows.Allowed.SelectMany(project =>
        Arrows.Allowed.Keys.Except(project.Value).Append("Newtonsoft.Json")
            .Where(to => to != project.Key)
            .Select(to => (project.Key, to)))];

    [Theory, MemberData(nameof(Projects))]
    public void Every_project_uses_only_what_it_may(string project)
    {
        var path = House.Assemblies().SingleOrDefault(file =>
            Arrows.NameOf(Path.GetFileNameWithoutExtension(file)) == project);
        path.ShouldNotBeNull($"{project} was not built beside the test");
        using var assembly = File.OpenRead(path);
        Arrows.Violations(assembly).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_of_the_house_stands_in_the_table()
    {
        var projects = Directory.EnumerateFiles(House.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(House.Root, path).Replace('\\', '/'))
            .Where(path => path.StartsWith("grains/", StringComparison.Ordinal)
                || path.StartsWith("services/", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Select(name => name == "Host" ? "communitygrains" : name);
        projects.Order().ShouldBe(Arrows.Allowed.Keys.Order());
    }

    [Theory, MemberData(nameof(ForbiddenArrows))]
    public void A_planted_forbidden_arrow_is_caught(string from, string to)
    {
        using var planted = Plant(from, to);
        Arrows.Violations(planted).ShouldBe([$"{from} → {to}"]);
    }

    /// <summary>A real assembly of the given name whose one type uses a type of the other.</summary>
    private static MemoryStream Plant(string from, string to)
    {
        var other =
            new PersistedAssemblyBuilder(new AssemblyName(AssemblyNameOf(to)), typeof(object).Assembly);
        var used =
            other.DefineDynamicModule(to).DefineType("Used", TypeAttributes.Public | TypeAttributes.Class);
        used.CreateType();
        var assembly =
            new PersistedAssemblyBuilder(new AssemblyName(AssemblyNameOf(from)), typeof(object).Assembly);
        var user =
            assembly.DefineDynamicModule(from).DefineType(
                "User", TypeAttributes.Public | TypeAttributes.Class);
        user.DefineField("uses", used, FieldAttributes.Public);
        user.CreateType();
        var image = new MemoryStream();
        assembly.Save(image);
        image.Position = 0;
        return image;
    }

    private static string AssemblyNameOf(string project) =>
        project is "communitygrains" or "Newtonsoft.Json" ? project : $"CommunityGrains.{project}";
}
