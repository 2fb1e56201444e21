using CommunityGrains.EventLog.Contract.Sqlite;
using Xunit.MicrosoftTestingPlatform;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Runs the tests, or plays the other process that some of them need.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args) => args is [OtherProcess.Mark, var role, var path]
        ? await OtherProcess.PlayAsync(role, path)
        : await TestPlatformTestFramework.RunAsync(
            args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}
