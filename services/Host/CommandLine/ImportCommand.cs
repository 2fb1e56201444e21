using System.CommandLine;

namespace CommunityGrains.Host.CommandLine;

internal static class ImportCommand
{
    public static Command Make(CommonOptions common) => new("import");
}
