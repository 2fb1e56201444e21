namespace CommunityGrains.Host.Stores;

/// <summary>The right to write a deployment's views, which one program has at a time. Whoever comes second
/// waits, and takes over when the first one ends, however it ends.</summary>
public interface IViewOwner : IAsyncDisposable
{
    /// <summary>Whether this program writes the views now.</summary>
    bool IsOwner { get; }

    /// <summary>Cancelled when what was taken last is lost: whoever writes stops then, and takes it
    /// again.</summary>
    CancellationToken Lost { get; }

    /// <summary>Takes the views when nobody holds them; true also when this program does already.</summary>
    ValueTask<bool> TryTakeAsync(CancellationToken cancel = default);

    /// <summary>Returns when this program holds the views.</summary>
    Task TakeAsync(CancellationToken cancel = default);
}
