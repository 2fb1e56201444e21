using System.Globalization;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>What one simple view keeps of a community: how often and when it was seen alive.</summary>
internal sealed class Signs
{
    public long Position { get; private set; }

    public string Name { get; private set; } = "";

    public int Count { get; private set; }

    public DateOnly? LastOn { get; private set; }

    public void Fold(long position, object happened)
    {
        Position = position;
        switch (happened)
        {
            case CommunityEvent.Registered registered:
                Name = registered.Entry.Name;
                break;
            case CommunityEvent.LifeSignSeen seen:
                (Count, LastOn) = (Count + 1, seen.On);
                break;
            default:
                break;
        }
    }

    /// <summary>Makes an empty table, without its key.</summary>
    public static Task CreateAsync(PostgresDatabase database, string table) => database.Source.RunAsync($"""
        drop table if exists {table};
        create table {table} (
          id uuid not null, position bigint not null, name text not null, signs integer not null,
          last_on date
        );
        """);

    /// <summary>Each community's row once, then the key.</summary>
    public static async Task CopyAsync(
        PostgresDatabase database, string table, IEnumerable<(Guid Id, Signs Signs)> all)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using (var rows = await connection.BeginBinaryImportAsync(
            $"copy {table} (id, position, name, signs, last_on) from stdin (format binary)"))
        {
            foreach (var (id, signs) in all) Add(rows, id, signs);
            await rows.CompleteAsync();
        }

        await database.Source.RunAsync($"alter table {table} add primary key (id)");
    }

    private static void Add(NpgsqlBinaryImporter rows, Guid id, Signs signs)
    {
        rows.StartRow();
        rows.Write(id);
        rows.Write(signs.Position);
        rows.Write(signs.Name);
        rows.Write(signs.Count);
        if (signs.LastOn is { } on) rows.Write(on, NpgsqlDbType.Date);
        else rows.WriteNull();
    }
}

/// <summary>The one simple view, put into the machinery that all views run in; rebuilt, never
/// followed.</summary>
internal sealed class SignsView(PostgresDatabase database) : IProjection
{
    public string Name => "signs";

    public int FoldVersion => 1;

    public PoisonPolicy OnPoison => PoisonPolicy.Stop;

    public IProjectionTables Live { get; } = new SignsTables(database, "signs");

    public bool IsHopeless(Exception error) => true;

    public async ValueTask<IShadowTables> BeginRebuildAsync(CancellationToken cancel = default)
    {
        await Signs.CreateAsync(database, "public.signs_shadow");
        return new SignsTables(database, "signs_shadow");
    }
}

/// <summary>Everything in memory until the end.</summary>
internal sealed class SignsTables(PostgresDatabase database, string table) : IShadowTables, IPageFold
{
    private readonly Dictionary<Guid, Signs>[] lanes =
    [
        .. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, 16))
            .Select(_ => new Dictionary<Guid, Signs>()),
    ];

    private Progress progress = new(0, default, 1, new HashSet<string>());

    public int LaneCount => lanes.Length;

    public int LaneOf(StreamId stream) => (int)((uint)stream.Key.GetHashCode() % (uint)lanes.Length);

    public void Fold(RecordedEvent recorded, object happened)
    {
        var lane = lanes[LaneOf(recorded.Stream)];
        var key = recorded.Stream.Key;
        if (!lane.TryGetValue(key, out var signs)) lane.Add(key, signs = new());
        signs.Fold(recorded.Position, happened);
    }

    public void Seal(int lane)
    {
        // Nothing is written before the end.
    }

    public ValueTask<Progress> ReadProgressAsync(CancellationToken cancel = default) => new(progress);

    public ValueTask<IPageFold> BeginPageAsync(
        IReadOnlyList<RecordedEvent> events, CancellationToken cancel = default) => new(this);

    public ValueTask CommitAsync(IPageFold page, Advance advance, CancellationToken cancel = default)
    {
        progress = progress with { Position = advance.To, Hash = advance.Hash };
        return default;
    }

    public async ValueTask FinishAsync(CancellationToken cancel = default) => await Signs.CopyAsync(
        database, $"public.{table}", lanes.SelectMany(lane => lane.Select(pair => (pair.Key, pair.Value))));

    public async ValueTask<bool> TrySwapAsync(long head, CancellationToken cancel = default)
    {
        await database.Source.RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
            drop table if exists public.signs;
            alter table public.{table} rename to signs;
            comment on table public.signs is 'up to {progress.Position}';
            """));
        return true;
    }

    public ValueTask<IReadOnlyList<ParkedEvent>> ParkedAsync(CancellationToken cancel = default) => new([]);

    public ValueTask RewriteAsync(
        IPageFold page, IReadOnlyCollection<StreamId> streams, Advance advance,
        CancellationToken cancel = default) =>
        throw new NotSupportedException("a view that stops at what it cannot fold sets nothing aside");

    public void Forget()
    {
        foreach (var lane in lanes) lane.Clear();
    }
}
