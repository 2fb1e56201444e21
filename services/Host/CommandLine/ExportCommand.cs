using System.CommandLine;

namespace CommunityGrains.Host.CommandLine;

internal static class ExportCommand
{
    public static Command Make(CommonOptions common) => new("export");
}
