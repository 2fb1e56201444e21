using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Views;

/// <summary>One version of one record, as it goes into the tables. <c>DateFrom</c>/<c>DateTo</c>: day
/// numbers. <c>CreatedOn</c>: the day of the record's first event.</summary>
internal sealed record RowVersion(
    StreamId Stream,
    long PositionFrom,
    long Version,
    long PositionTo,
    int DateFrom,
    int DateTo,
    DateTimeOffset ChangedAt,
    long Created,
    int CreatedOn,
    Guid Command,
    object State)
{
    public bool IsCurrent => PositionTo == ViewSchema.Forever;
}

/// <summary>What a page does to one version. <c>Stored</c>: the tables have had it before this page.
/// <c>Rewritten</c>: its contents changed, not only its end. <c>Mapped</c> and <c>Json</c>: worked out when
/// the page is sealed, for those whose contents are written.</summary>
internal sealed record RowWrite(ViewTable Table, RowVersion Row, bool Stored, bool Rewritten)
{
    /// <summary>The record's state as the tables had it before this page; null for a new record. Told once
    /// for each record: what it named may not be named any more.</summary>
    public object? StateBefore { get; init; }

    public object? Mapped { get; init; }

    public byte[]? Json { get; init; }
}

/// <summary>A record as the fold knows it: its current version, and what this page has done to it.</summary>
internal sealed class FoldedRecord(StreamId stream, ViewTable table)
{
    public StreamId Stream { get; } = stream;

    public ViewTable Table { get; } = table;

    /// <summary>Null while nothing has happened to it.</summary>
    public RowVersion? Current { get; set; }

    /// <summary>The current version is in the tables, or in a page that will be committed before this
    /// one.</summary>
    public bool CurrentIsStored { get; set; }

    public bool CurrentIsRewritten { get; set; }

    /// <summary>The state that the last page left, or that was loaded.</summary>
    public object? SealedState { get; set; }

    /// <summary>The page under way that has folded an event of it.</summary>
    public object? TouchedIn { get; set; }

    /// <summary>The last event folded; nothing above the committed position may be forgotten.</summary>
    public long LastPosition { get; set; }

    /// <summary>Versions that ended in this page.</summary>
    public List<RowWrite> Ended { get; } = [];
}
