using CommunityGrains.Access.People;
using CommunityGrains.Host;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Stores;
using CommunityGrains.Tests;
using Npgsql;

namespace CommunityGrains.EndToEnd;

/// <summary>On PostgreSQL the server itself keeps the regions' rows apart, also from the tables' owner, in
/// every table but those that are named here with the reason why they stand before the wall.</summary>
public sealed class BehindTheWall : IAsyncLifetime
{
    private const string
        Whole = "one order of all regions: whoever follows it or checks its hashes reads every region, and a "
            + "grain asks for its own stream by its whole name",
        NoRegion = "says nothing of any region",
        ByKey = "every statement names region and key; what is in it opens or tells nothing without the "
            + "texts, which are behind the wall",
        OfAccounts = "an account may be of several regions and is found before any of them is known";

    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["eventlog.streams"] = Whole,
        ["eventlog.events"] = Whole,
        ["eventlog.commands"] = Whole,
        ["eventlog.snapshots"] = Whole,
        ["eventlog.checkpoints"] = NoRegion,
        ["public.leases"] = NoRegion,
        ["public.migrations"] = NoRegion,
        ["views.projections"] = NoRegion,
        ["views.parked"] = Whole,
        ["access.deployment"] = NoRegion,
        ["access.erasure"] = "each host keeps what all regions have erased; ids only",
        ["access.person_key"] = ByKey,
        ["access.person_erased"] = ByKey,
        ["access.person_index"] = ByKey,
        ["access.reading"] = ByKey,
        ["access.account"] = OfAccounts,
        ["access.account_region"] = OfAccounts,
        ["access.recovery_code"] = OfAccounts,
        ["access.session"] = OfAccounts,
        ["access.invitation"] = OfAccounts,
        ["access.access_token"] = OfAccounts,
        ["access.external_subject"] = OfAccounts,
        ["access.throttle"] = OfAccounts,
        ["access.security_event"] = OfAccounts,
        ["access.work"] = OfAccounts,
        ["access.notice"] = OfAccounts,
        ["access.notice_setting"] = OfAccounts,
        ["access.notice_language"] = OfAccounts,
        ["access.subscription"] = OfAccounts,
        ["access.letter"] = "the postman sends those of all regions; neither address nor text is in it",
        ["access.letter_refused"] = "asked by region and person; ids only",
        ["access.notice_reader"] = NoRegion,
    };

    private readonly string folder = Directory.CreateTempSubdirectory("wall-").FullName;

    private PostgresServer server = null!;
    private string database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.SharedAsync();
        database = await server.CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DropDatabaseAsync(database);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_table_stands_behind_the_wall_or_is_named_with_the_reason_why_not()
    {
        await using var deployment = await OpenAsync();
        // With the place where the views are folded again to be compared.
        await using var replay = await deployment.Store.RegistryViews.BeginReplayAsync(Cancel);
        var tables = await TablesAsync();
        tables.Keys.ShouldContain("registry_check.leader");
        tables.Where(table => !table.Value && !Exempt.ContainsKey(table.Key)).Select(table => table.Key)
            .ShouldBeEmpty("put these behind the wall (RowSecurity), or say why not");
        Exempt.Keys.Where(table => !tables.TryGetValue(table, out var isForced) || isForced)
            .ShouldBeEmpty("these are not there, or stand behind the wall, and need no reason");
    }

    [Theory]
    [InlineData("create table registry.planted (region text not null)", "registry.planted")]
    [InlineData("create table access.planted (person text not null)", "access.planted")]
    [InlineData("alter table registry.leader no force row level security", "registry.leader")]
    [InlineData("alter table registry.person disable row level security", "registry.person")]
    [InlineData(
        "create policy everybody on registry.community using (true)", "registry.community")]
    [InlineData(
        "drop policy own_region on registry.community; "
            + "create policy own_region on registry.community using (true)", "registry.community")]
    public async Task A_table_that_is_left_outside_is_found(string sql, string table)
    {
        await using var deployment = await OpenAsync();
        await Sql.RunAsync(database, sql);
        var tables = await TablesAsync();
        tables.Where(one => !one.Value && !Exempt.ContainsKey(one.Key)).Select(one => one.Key)
            .ShouldBe([table]);
    }

    private async Task<Deployment> OpenAsync()
    {
        var options = new HostOptions { Data = folder, Store = new StoreChoice.Server(database) };
        return await Deployment.OpenAsync(
            options with { MasterKey = new MasterKeyChoice(options.MasterKeyFile) }, Cancel);
    }

    /// <summary>All tables that are no part of the server itself; whether each is behind the wall: forced
    /// upon its owner, with one policy, which asks for the region.</summary>
    private async Task<Dictionary<string, bool>> TablesAsync()
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var ask = new NpgsqlCommand("""
            select n.nspname || '.' || c.relname, c.relrowsecurity and c.relforcerowsecurity and (
              select count(*) = 1 and bool_and(
                pg_get_expr(p.polqual, p.polrelid) like '%communitygrains.region%'
                and p.polcmd = '*' and coalesce(
                  pg_get_expr(p.polwithcheck, p.polrelid) like '%communitygrains.region%', true))
              from pg_policy p where p.polrelid = c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm', 'f') and n.nspname <> 'information_schema'
              and n.nspname not like 'pg\_%'
            """, connection);
        await using var rows = await ask.ExecuteReaderAsync(Cancel);
        var tables = new Dictionary<string, bool>();
        while (await rows.ReadAsync(Cancel)) tables[rows.GetString(0)] = rows.GetBoolean(1);
        return tables;
    }
}
