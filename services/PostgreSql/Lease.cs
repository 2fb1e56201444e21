using Dapper;

namespace CommunityGrains.PostgreSql;

/// <summary>
/// The right of one program among many to do something, for as long as it renews it. Taking it over raises
/// the epoch; who writes under a lease checks its epoch in the same transaction (<see cref="GuardSql"/>), so
/// that one who was paused past his time writes nothing. Times are the server's.
/// </summary>
public sealed class Lease(PostgresDatabase database, string name, TimeSpan duration)
{
    /// <summary>Locks the lease against being taken until the transaction ends; no row when the epoch is not
    /// the lease's any more. Parameters: <c>@lease</c> (name), <c>@epoch</c>.</summary>
    public const string GuardSql =
        "select 1 from public.leases where name = @lease and epoch = @epoch for share";

    private static readonly Migrations Tables = new("leases", typeof(Lease).Assembly);

    private readonly Guid holder = Guid.NewGuid();

    public string Name => name;

    /// <summary>Who holds the lease renews it in thirds of this time.</summary>
    public TimeSpan Duration => duration;

    /// <summary>Makes the table where it is missing.</summary>
    public static async ValueTask PrepareAsync(
        PostgresDatabase database, CancellationToken cancel = default) =>
        await Tables.ApplyAsync(database, cancel);

    /// <summary>Takes or renews the lease: its epoch, or null while another holds it. Renewing keeps the
    /// epoch; a lease that had run out comes back with a higher one.</summary>
    public async ValueTask<long?> TakeAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition("""
            insert into public.leases as l (name, holder, epoch, until)
            values (@name, @holder, 1, clock_timestamp() + @duration)
            on conflict (name) do update set
              holder = excluded.holder,
              epoch = l.epoch
                + case when l.holder = @holder and l.until >= clock_timestamp() then 0 else 1 end,
              until = clock_timestamp() + @duration
            where l.holder = @holder or l.until < clock_timestamp()
            returning epoch
            """, new { name, holder, duration }, cancellationToken: cancel));
    }

    /// <summary>Gives it back, so that the next one need not wait.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "update public.leases set until = '-infinity' where name = @name and holder = @holder",
            new { name, holder }, cancellationToken: cancel));
    }
}
