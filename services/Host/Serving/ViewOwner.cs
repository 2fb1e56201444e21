namespace CommunityGrains.Host.Serving;

/// <summary>
/// Who may write the views of a data folder: the program that holds <c>views.lock</c> open. The operating
/// system gives it back when the holder ends, however it ends. Whoever comes second waits, and takes over
/// then. </summary>
public sealed class ViewOwner(string dataFolder, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly string path = Path.Combine(dataFolder, "views.lock");
    private FileStream? held;

    public bool IsOwner => held is not null;

    /// <summary>Takes the views when nobody holds them.</summary>
    public bool TryTake()
    {
        if (held is not null) return true;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false; // another program holds it
        }
    }

    /// <summary>Returns when this program holds the views.</summary>
    public async Task TakeAsync(CancellationToken cancel)
    {
        while (!TryTake()) await Task.Delay(TryAgainAfter, clock, cancel);
    }

    public void Dispose()
    {
        held?.Dispose();
        held = null;
    }
}
