namespace CommunityGrains.Host.Stores;

/// <summary>
/// The program that holds a lock file open beside the database owns the views. The operating system gives the
/// file back when the holder ends, however it ends: it is never lost meanwhile.
/// </summary>
public sealed class FileViewOwner(string path, TimeProvider clock) : IViewOwner
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private FileStream? held;

    public bool IsOwner => held is not null;

    public CancellationToken Lost => CancellationToken.None;

    public ValueTask<bool> TryTakeAsync(CancellationToken cancel = default)
    {
        if (held is not null) return new(true);
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new(true);
        }
        catch (IOException)
        {
            return new(false); // another program holds it
        }
    }

    public async Task TakeAsync(CancellationToken cancel = default)
    {
        while (!await TryTakeAsync(cancel)) await Task.Delay(TryAgainAfter, clock, cancel);
    }

    public ValueTask DisposeAsync()
    {
        held?.Dispose();
        held = null;
        return default;
    }
}
