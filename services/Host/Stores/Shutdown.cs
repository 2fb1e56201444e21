using System.Runtime.ExceptionServices;

namespace CommunityGrains.Host.Stores;

internal static class Shutdown
{
    /// <summary>Runs every step in order, whatever becomes of those before it: a view that fails to end must
    /// not keep the log from answering what it has taken. Throws the first failure at the end.</summary>
    public static async ValueTask AllAsync(params Func<ValueTask>[] steps)
    {
        Exception? first = null;
        foreach (var step in steps)
        {
            try
            {
                await step();
            }
            catch (Exception failure)
            {
                first ??= failure;
            }
        }

        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }
}
