using System.CommandLine;

namespace CommunityGrains.Host.CommandLine;

internal static class DemoCommand
{
    public static Command Make(CommonOptions common) => new("demo");
}
