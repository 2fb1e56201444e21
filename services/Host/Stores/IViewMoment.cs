using CommunityGrains.Registry.Views;

namespace CommunityGrains.Host.Stores;

/// <summary>The views as they stand at one unmoving moment.</summary>
public interface IViewMoment : IAsyncDisposable
{
    /// <summary>The log position up to which they have read.</summary>
    long Position { get; }

    /// <summary>Events that are set aside: the views do not show them.</summary>
    int ParkedCount { get; }

    /// <summary>Compares them, row by row, with a replay of the log in an embedded database. Differences name
    /// table and column, never a value.</summary>
    ValueTask<ViewComparison> CompareWithAsync(ViewMoment replayed, CancellationToken cancel = default);
}

public sealed record ViewComparison(int Tables, long Rows, IReadOnlyList<string> Differences);
