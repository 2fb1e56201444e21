using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Views;

/// <summary>
/// Records of the last pages, so that a page can be folded while the one before it is still being written.
/// Two generations: when the young one is full, what has not been asked for since leaves, unless it is not
/// committed yet.
/// </summary>
internal sealed class RecordCache(int generationMax)
{
    private Dictionary<StreamId, FoldedRecord> young = [];
    private Dictionary<StreamId, FoldedRecord> old = [];

    public IEnumerable<FoldedRecord> All => young.Values.Concat(old.Values);

    public FoldedRecord? Find(StreamId stream)
    {
        if (young.TryGetValue(stream, out var record)) return record;
        if (!old.Remove(stream, out record)) return null;
        young[stream] = record;
        return record;
    }

    public void Add(FoldedRecord record) => young[record.Stream] = record;

    /// <summary>Called between pages.</summary>
    public void Trim(long committedPosition)
    {
        if (young.Count <= generationMax) return;
        var kept = old.Where(pair => pair.Value.LastPosition > committedPosition).ToDictionary();
        old = young;
        young = kept;
    }

    public void Clear()
    {
        young = [];
        old = [];
    }
}
