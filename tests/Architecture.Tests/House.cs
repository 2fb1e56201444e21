namespace CommunityGrains.Architecture.Tests;

/// <summary>The house as it stands on disk: its root, its sources, its built assemblies.</summary>
internal static class House
{
    public static readonly string Root = FindRoot();

    /// <summary>Every C# source and page that is kept in git, by path from the root.</summary>
    public static IEnumerable<string> Sources() =>
        new[] { "grains", "services", "tests", "contracts" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Where(path =>
                !path.Split(Path.DirectorySeparatorChar).Any(
                    part => part is "bin" or "obj" or "node_modules"))
            .Select(path => Path.GetRelativePath(Root, path));

    /// <summary>The product's assemblies as built beside this test.</summary>
    public static IEnumerable<string> Assemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Arrows.NameOf(Path.GetFileNameWithoutExtension(path)) is { } name
                && Arrows.Allowed.ContainsKey(name));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CommunityGrains.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException(
                "CommunityGrains.sln was not found above the test's folder");
    }
}
