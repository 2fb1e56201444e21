namespace CommunityGrains.EventLog.Writing;

/// <summary>Where a stream ends: its row's id (0 while it has none), its version and its last event's
/// hash.</summary>
public sealed class StreamHead(string name, long id, long version, byte[] hash)
{
    public string Name { get; } = name;

    public long Id { get; set; } = id;

    public long Version { get; set; } = version;

    public byte[] Hash { get; } = hash;
}

/// <summary>
/// The ends of the streams last appended to. Two generations instead of a chain of every use: what is found
/// in the older one moves to the newer, and when the newer is full the older is dropped. So the streams in
/// use stay, the memory is bounded, and a use costs one look-up.
/// </summary>
public sealed class StreamHeads(int countMax)
{
    private readonly Lock gate = new();
    private Dictionary<StreamId, StreamHead> newer = [];
    private Dictionary<StreamId, StreamHead> older = [];

    public StreamHead? Find(StreamId stream)
    {
        lock (gate)
        {
            if (newer.TryGetValue(stream, out var head)) return head;
            if (!older.Remove(stream, out head)) return null;
            Put(stream, head);
            return head;
        }
    }

    public void Add(StreamId stream, StreamHead head)
    {
        lock (gate) Put(stream, head);
    }

    public void Clear()
    {
        lock (gate)
        {
            newer.Clear();
            older.Clear();
        }
    }

    private void Put(StreamId stream, StreamHead head)
    {
        if (newer.Count >= Math.Max(1, countMax / 2))
        {
            (newer, older) = (older, newer);
            newer.Clear();
        }

        newer.Add(stream, head);
    }
}
