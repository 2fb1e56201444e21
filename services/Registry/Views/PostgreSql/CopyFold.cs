namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>A page of a rebuild: versions that have ended go out, current ones stay in memory until the
/// end.</summary>
internal sealed class CopyFold(RecordLanes records, CopyRowsPool pool) : RegistryFold(records)
{
    public IReadOnlyList<CopyRows> Lanes { get; } =
        [.. Enumerable.Range(0, RecordLanes.Count).Select(_ => pool.Take())];

    protected override void Seal(FoldedRecord record, int lane)
    {
        foreach (var ended in record.Ended) Lanes[lane].Add(record.Table, ended.Row);
        record.Ended.Clear();
    }
}
