using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Views;

/// <summary>The records in memory, spread over lanes by the hash of their ids, so that lanes are folded at
/// the same time without touching each other's.</summary>
internal sealed class RecordLanes(int generationMax)
{
    /// <summary>More than processors would only be queued.</summary>
    public static readonly int Count = Math.Clamp(Environment.ProcessorCount, 1, 16);

    private readonly RecordCache[] lanes =
        [.. Enumerable.Range(0, Count).Select(_ => new RecordCache(generationMax / Count))];

    public static int Of(StreamId stream) => (int)((uint)stream.Key.GetHashCode() % (uint)Count);

    public FoldedRecord? Find(StreamId stream) => lanes[Of(stream)].Find(stream);

    public void Add(FoldedRecord record) => lanes[Of(record.Stream)].Add(record);

    public FoldedRecord FindOrAdd(StreamId stream, ViewTable table)
    {
        var lane = lanes[Of(stream)];
        if (lane.Find(stream) is { } known) return known;
        var made = new FoldedRecord(stream, table);
        lane.Add(made);
        return made;
    }

    /// <summary>All of a lane's records.</summary>
    public IEnumerable<FoldedRecord> InLane(int lane) => lanes[lane].All;

    /// <summary>Called between pages.</summary>
    public void Trim(long committedPosition)
    {
        foreach (var lane in lanes) lane.Trim(committedPosition);
    }

    public void Clear()
    {
        foreach (var lane in lanes) lane.Clear();
    }
}
