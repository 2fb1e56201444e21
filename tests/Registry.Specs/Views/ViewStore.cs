using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>A database that views live in, and the means to look into it and to damage it. Dispose removes
/// it.</summary>
public abstract class ViewStore : IAsyncDisposable
{
    /// <summary>Where questions find the views.</summary>
    public abstract Moments Moments { get; }

    /// <summary>Opens the views; every further time stands for another program.</summary>
    public abstract ValueTask<IRegistryViews> OpenAsync(PoisonPolicy onPoison = PoisonPolicy.HoldStream);

    /// <summary>An empty database of the same kind.</summary>
    public abstract ValueTask<ViewStore> EmptyAsync();

    /// <summary>The prefix of names for the checkpoints' tables.</summary>
    public abstract string Checkpoints { get; }

    public abstract ValueTask RunAsync(string sql);

    /// <summary>Each row as one line.</summary>
    public abstract ValueTask<IReadOnlyList<string>> RowsAsync(string sql);

    /// <summary>Everything the views hold: two views are equal when these are.</summary>
    public abstract ValueTask<IReadOnlyList<string>> DumpAsync();

    /// <summary>From now on nothing can be inserted into the table.</summary>
    public abstract ValueTask CloseAsync(string table);

    public abstract ValueTask ReopenAsync(string table);

    public abstract ValueTask DisposeAsync();

    protected async ValueTask<List<string>> ContentsAsync(IEnumerable<string> tables)
    {
        var lines = new List<string>();
        foreach (var table in tables)
        {
            lines.AddRange((await RowsAsync($"select * from {table}")).Order(StringComparer.Ordinal)
                .Select(row => $"{table}: {row}"));
        }

        lines.AddRange(await RowsAsync(
            $"select position, stream, name from {Checkpoints}parked where projection = 'registry' "
            + "order by position"));
        lines.AddRange(await RowsAsync(
            $"select 'at', position, hash from {Checkpoints}projections where name = 'registry'"));
        return lines;
    }
}
