using CommunityGrains.PostgreSql;
using Npgsql;

namespace CommunityGrains.Host.Stores;

/// <summary>
/// The program that holds the lease "views" owns them, as long as it renews the lease, which it does in
/// thirds of its time. A program that was killed is followed by another one when the lease has run out.
/// Whoever was only paused, or cut off from the server, stops when he notices; what he writes before that the
/// epoch refuses.
/// </summary>
public sealed class LeaseViewOwner : IViewOwner
{
    /// <summary>The lease's name, which the views' commits ask for.</summary>
    public const string LeaseName = "views";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly Lease lease;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim gate = new(1);
    private readonly CancellationTokenSource ending = new();
    private CancellationTokenSource lost = new();
    private Task renewing = Task.CompletedTask;
    private Holding? holding;

    /// <summary>The lease's table is there (<see cref="Lease.PrepareAsync"/>).</summary>
    public LeaseViewOwner(PostgresDatabase database, TimeProvider clock)
    {
        lease = new Lease(database, LeaseName, Duration);
        this.clock = clock;
    }

    /// <summary>What was taken: its epoch, and when it was last renewed.</summary>
    private sealed record Holding(long Epoch, long Since);

    public bool IsOwner => Epoch is not null;

    /// <summary>The lease's epoch; null while this program does not hold it, or can no longer be sure
    /// to.</summary>
    public long? Epoch =>
        Volatile.Read(ref holding) is { } held && clock.GetElapsedTime(held.Since) < Duration
        ? held.Epoch
        : null;

    public CancellationToken Lost => Volatile.Read(ref lost).Token;

    public async ValueTask<bool> TryTakeAsync(CancellationToken cancel = default)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (IsOwner) return true;
            await renewing; // of what was lost
            var asked = clock.GetTimestamp();
            if (await lease.TakeAsync(cancel) is not { } epoch) return false;
            Volatile.Write(ref lost, new CancellationTokenSource());
            Volatile.Write(ref holding, new Holding(epoch, asked));
            renewing = RenewAsync(epoch);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task TakeAsync(CancellationToken cancel = default)
    {
        while (!await TakenAsync(cancel)) await Task.Delay(TryAgainAfter, clock, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (ending.IsCancellationRequested) return;
        await ending.CancelAsync();
        await renewing;
        if (Interlocked.Exchange(ref holding, null) is null) return;
        try
        {
            await lease.ReleaseAsync();
        }
        catch (NpgsqlException)
        {
            // The server is away; the lease runs out by itself.
        }
    }

    private async Task<bool> TakenAsync(CancellationToken cancel)
    {
        try
        {
            return await TryTakeAsync(cancel);
        }
        catch (Exception error) when (IsServerAway(error))
        {
            return false; // it is asked again, for as long as it takes
        }
    }

    /// <summary>Renews until the program ends or the lease is lost, and says so then.</summary>
    private async Task RenewAsync(long epoch)
    {
        try
        {
            while (IsOwner)
            {
                await Task.Delay(Duration / 3, clock, ending.Token);
                // Counted from before the question: the server's time for us began no earlier.
                var asked = clock.GetTimestamp();
                var renewed = await RenewedAsync();
                if (renewed is null) continue;
                if (renewed != epoch) break;
                Volatile.Write(ref holding, new Holding(epoch, asked));
            }
        }
        catch (OperationCanceledException)
        {
            return; // the end gives it back
        }

        Volatile.Write(ref holding, null);
        await lost.CancelAsync();
    }

    /// <summary>The lease's epoch, 0 when it is another's by now; null while the server is away, which is
    /// asked again until the lease has run out.</summary>
    private async Task<long?> RenewedAsync()
    {
        try
        {
            return await lease.TakeAsync(ending.Token) ?? 0;
        }
        catch (Exception error) when (IsServerAway(error))
        {
            return null;
        }
    }

    private static bool IsServerAway(Exception error) => error is NpgsqlException or TimeoutException;
}
