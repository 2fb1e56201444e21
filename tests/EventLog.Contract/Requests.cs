using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Requests of invented content.</summary>
internal static class Requests
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static StreamId NewStream() => new("RU-BA", "community", Guid.NewGuid());

    public static NewEvent Event(string name = "community.noted.v1", string note = "двор") =>
        new(name, Encoding.UTF8.GetBytes($$"""{"note":"{{note}}"}"""));

    public static AppendRequest To(
        StreamId stream, long expectedVersion, int events = 1, Guid? command = null, string asked = "this",
        string name = "community.noted.v1")
    {
        var id = command ?? Guid.NewGuid();
        return new AppendRequest(
            stream, expectedVersion, id, SHA256.HashData(Encoding.UTF8.GetBytes(asked)),
            [.. Enumerable.Range(1, events).Select(number => Event(name, $"{id}/{number}"))], Today,
            "somebody", id, id);
    }

    /// <summary>Waits, but not for ever; says what did not come.</summary>
    public static async Task<T> Within<T>(this ValueTask<T> task, string what) =>
        await task.AsTask().Within(what);

    public static async Task<T> Within<T>(this Task<T> task, string what)
    {
        await ((Task)task).Within(what);
        return await task;
    }

    // Generous: the fence waits for the whole server's transactions, and those of other specifications, on a
    // busy machine, are many and slow.
    public static async Task Within(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromMinutes(4), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new ShouldAssertException($"within four minutes there came no {what}", error);
        }
    }
}
