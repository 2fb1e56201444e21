using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine;

/// <summary>The grains in memory: at most so many idle ones, the least recently used leave first. One that is
/// in use or waited for never leaves, so more than the limit may be there while more are in use at
/// once.</summary>
internal sealed class Activations(int countMax, TimeSpan idleTimeMax, TimeProvider clock)
{
    private readonly Lock sync = new();
    private readonly Dictionary<StreamId, LocalActivation> all = [];

    // Only the idle ones, the longest idle first: evicting is then taking the first, without a search.
    private readonly LinkedList<LocalActivation> idle = new();

    public int Count
    {
        get
        {
            lock (sync) return all.Count;
        }
    }

    /// <summary>The stream's activation, held in memory until <see cref="Leave"/>.</summary>
    public LocalActivation Enter(StreamId stream, IGrainKind kind)
    {
        lock (sync)
        {
            if (!all.TryGetValue(stream, out var activation))
            {
                activation = new LocalActivation(stream, kind);
                all.Add(stream, activation);
                EngineTelemetry.Activations.Add(1);
            }
            else if (activation.Users == 0)
            {
                idle.Remove(activation.Place);
            }

            activation.Users++;
            return activation;
        }
    }

    public void Leave(LocalActivation activation)
    {
        lock (sync)
        {
            activation.Users--;
            if (activation.Users > 0) return;
            activation.IdleSince = clock.GetTimestamp();
            idle.AddLast(activation.Place);
            while (idle.First is { Value: var oldest }
                && (all.Count > countMax || IsStale(oldest, activation.IdleSince)))
            {
                Evict(oldest);
            }
        }
    }

    /// <summary>Drops all that are idle.</summary>
    public void Clear()
    {
        lock (sync)
        {
            while (idle.First is { } oldest) Evict(oldest.Value);
        }
    }

    private bool IsStale(LocalActivation activation, long now) =>
        idleTimeMax != Timeout.InfiniteTimeSpan
        && clock.GetElapsedTime(activation.IdleSince, now) > idleTimeMax;

    private void Evict(LocalActivation activation)
    {
        idle.Remove(activation.Place);
        all.Remove(activation.Stream);
        EngineTelemetry.Activations.Add(-1);
    }
}
