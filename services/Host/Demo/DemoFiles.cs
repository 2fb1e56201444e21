namespace CommunityGrains.Host.Demo;

/// <summary>The sample programme's lists, inside the program: invented communities and people in 27 real
/// municipalities, whose boundaries are schematic.</summary>
internal static class DemoFiles
{
    public static Stream Open(string name) =>
        typeof(DemoFiles).Assembly.GetManifestResourceStream($"Demo/{name}")
        ?? throw new InvalidOperationException($"{name} is not among the program's resources");
}
