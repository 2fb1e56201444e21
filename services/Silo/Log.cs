using Microsoft.Extensions.Logging;

namespace CommunityGrains.Silo;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Warning, "The timekeeper could not be asked to keep time: {Error}; again in a minute")]
    public static partial void Timeless(ILogger logger, string error);
}
