using CommunityGrains.EventLog;

namespace CommunityGrains.Host.Checking;

/// <summary>A log as it was when it ended at a position: for reading again exactly what a view has read,
/// while others go on appending.</summary>
internal sealed class LogUpTo(IEventLog log, long last) : IEventLog
{
    public ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel = default) =>
        throw new NotSupportedException("The past takes no events");

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, long afterVersion, int countMax, CancellationToken cancel = default) =>
        KeepAsync(log.ReadStreamAsync(stream, afterVersion, countMax, cancel));

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadAllAsync(
        long afterPosition, int countMax, CancellationToken cancel = default) =>
        KeepAsync(log.ReadAllAsync(afterPosition, countMax, cancel));

    public ValueTask<long> HeadAsync(CancellationToken cancel = default) => new(last);

    public async ValueTask WaitAsync(long afterPosition, CancellationToken cancel = default)
    {
        if (afterPosition >= last) await Task.Delay(Timeout.Infinite, cancel);
        else await log.WaitAsync(afterPosition, cancel);
    }

    public ValueTask<KeptCommand?> FindCommandAsync(Guid command, CancellationToken cancel = default) =>
        log.FindCommandAsync(command, cancel);

    public ValueTask DisposeAsync() => default;

    private async ValueTask<IReadOnlyList<RecordedEvent>> KeepAsync(
        ValueTask<IReadOnlyList<RecordedEvent>> page) =>
        [.. (await page).TakeWhile(recorded => recorded.Position <= last)];
}
