using CommunityGrains.Projections;

namespace CommunityGrains.Registry.Views;

/// <summary>
/// The registry's views in a database, whichever it is: one projection, because the four kinds join each
/// other and so stand at one position, and the means to see whether they are what the log says.
/// </summary>
public interface IRegistryViews : IProjection, IAsyncDisposable
{
    /// <summary>The views as they stand at one unmoving moment.</summary>
    ValueTask<IViewMoment> MomentAsync(CancellationToken cancel = default);

    /// <summary>Empty views in a place of their own, to fold the log into and compare with these. They keep
    /// the same personal data, in the same database or folder, until they are disposed.</summary>
    /// <exception cref="InvalidOperationException">Another program does so at the moment, and the database
    /// has one such place.</exception>
    ValueTask<IRegistryViews> BeginReplayAsync(CancellationToken cancel = default);
}

/// <summary>Views at one unmoving moment, to be compared with others. Let it be short: a rebuild that has
/// finished waits for it before it swaps.</summary>
public interface IViewMoment : IAsyncDisposable
{
    /// <summary>The log position up to which they have read.</summary>
    long Position { get; }

    /// <summary>Events that are set aside: the views do not show them.</summary>
    int ParkedCount { get; }

    /// <summary>Compares every table with the other's, row by row.</summary>
    ValueTask<ViewComparison> CompareWithAsync(IViewMoment other, CancellationToken cancel = default);
}

/// <summary>What a comparison found. A difference names table and column, never a value, which may be
/// personal data.</summary>
public sealed record ViewComparison(int Tables, long Rows, IReadOnlyList<string> Differences);

/// <summary>What the registry's views have in common in every database.</summary>
public static class RegistryProjection
{
    /// <summary>The name of the checkpoint.</summary>
    public const string ProjectionName = "registry";

    /// <summary>2026-11-21: 1. 2026-11-22: 2, whose a head and a claim is, and what people agreed to; 3,
    /// topics one by one; 4, what residents suggest, members and residents in numbers, since when a record is
    /// silent, when it was asked, until when a claim is verified; 5, what
    /// residents call a form is searched, other indexes; 6, texts in indexes, and one by day.</summary>
    public const int FoldVersion = 6;
}
