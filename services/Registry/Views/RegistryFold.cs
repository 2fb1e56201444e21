using CommunityGrains.EventLog;
using CommunityGrains.Projections;

namespace CommunityGrains.Registry.Views;

/// <summary>A page of events folded into versions of records. Each record's state evolves by the domain's own
/// functions; a version is a state with its times.</summary>
internal class RegistryFold(RecordLanes records) : IPageFold
{
    private readonly List<FoldedRecord>[] touched =
        [.. Enumerable.Range(0, RecordLanes.Count).Select(_ => new List<FoldedRecord>())];

    private readonly List<RowWrite>[] writes =
        [.. Enumerable.Range(0, RecordLanes.Count).Select(_ => new List<RowWrite>())];

    public int LaneCount => RecordLanes.Count;

    /// <summary>What the sealed page does to the tables, in the order of positions.</summary>
    public IReadOnlyList<RowWrite> Writes =>
        [.. writes.SelectMany(lane => lane).OrderBy(write => write.Row.PositionFrom)];

    public int LaneOf(StreamId stream) => RecordLanes.Of(stream);

    public void Fold(RecordedEvent recorded, object happened)
    {
        if (ViewTable.LeavesOut(recorded.Stream.Category)) return;
        var table = ViewTable.Of(recorded.Stream.Category)
            ?? throw new InvalidOperationException($"no view has the category {recorded.Stream.Category}");
        var record = records.FindOrAdd(recorded.Stream, table);
        var current = record.Current;
        if (recorded.Version <= current?.Version)
            throw new InvalidOperationException($"version {recorded.Version} was folded before");
        var state = table.Kind.EvolveAny(current?.State ?? table.Kind.InitialState, happened);

        var day = table.EffectiveOn(happened, recorded.BusinessDate).DayNumber;
        if (current?.Command == recorded.Command) Continue(record, recorded, state);
        else Begin(record, recorded, state, Math.Max(day, current?.DateFrom ?? day));
        record.LastPosition = recorded.Position;
        if (ReferenceEquals(record.TouchedIn, this)) return;
        record.TouchedIn = this;
        touched[LaneOf(recorded.Stream)].Add(record);
    }

    public void Seal(int lane)
    {
        foreach (var record in touched[lane])
        {
            Seal(record, lane);
            record.TouchedIn = null;
        }
    }

    /// <summary>Works out what the page does to a record.</summary>
    protected virtual void Seal(FoldedRecord record, int lane)
    {
        writes[lane].AddRange(record.Ended.Select(Prepared));
        record.Ended.Clear();
        writes[lane].Add(Prepared(new RowWrite(
            record.Table, record.Current!, record.CurrentIsStored, record.CurrentIsRewritten)
        {
            StateBefore = record.SealedState,
        }));
        record.SealedState = record.Current!.State;
        record.CurrentIsStored = true;
        record.CurrentIsRewritten = false;
    }

    /// <summary>Another event of the command that made the version: nobody has seen it without.</summary>
    private static void Continue(FoldedRecord record, RecordedEvent recorded, object state)
    {
        record.Current = record.Current! with
        {
            Version = recorded.Version,
            ChangedAt = recorded.RecordedAt,
            State = state,
        };
        record.CurrentIsRewritten = true;
    }

    private static void Begin(FoldedRecord record, RecordedEvent recorded, object state, int day)
    {
        if (record.Current is { } ending)
        {
            var ended = ending with { PositionTo = recorded.Position, DateTo = day };
            record.Ended.Add(
                new RowWrite(record.Table, ended, record.CurrentIsStored, record.CurrentIsRewritten));
        }

        record.Current = new RowVersion(
            recorded.Stream, recorded.Position, recorded.Version, ViewSchema.Forever, day,
            ViewSchema.ForeverDay,
            recorded.RecordedAt, record.Current?.Created ?? recorded.Position,
            record.Current?.CreatedOn ?? day, recorded.Command, state);
        record.CurrentIsStored = false;
        record.CurrentIsRewritten = true;
    }

    private static RowWrite Prepared(RowWrite write) => write.Stored && !write.Rewritten
        ? write
        : write with
        {
            Mapped = write.Table.Map(write.Row.State),
            Json = StateJson.Write(write.Table.Kind, write.Row.State),
        };
}
