using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Silo.Specs;

/// <summary>The statements that Orleans finds in the database by their keys. Some it runs only once a silo
/// has been gone for days.</summary>
public sealed partial class StatementsOfTheCluster
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, (object Value, NpgsqlDbType Type)> Values = new()
    {
        ["DeploymentId"] = ("centre", NpgsqlDbType.Varchar),
        ["Address"] = ("127.0.0.1", NpgsqlDbType.Varchar),
        ["Port"] = (11111, NpgsqlDbType.Integer),
        ["Generation"] = (7, NpgsqlDbType.Integer),
        ["SiloName"] = ("silo", NpgsqlDbType.Varchar),
        ["HostName"] = ("host", NpgsqlDbType.Varchar),
        ["Status"] = (6, NpgsqlDbType.Integer),
        ["ProxyPort"] = (30000, NpgsqlDbType.Integer),
        ["StartTime"] = (Noon, NpgsqlDbType.TimestampTz),
        ["IAmAliveTime"] = (Noon, NpgsqlDbType.TimestampTz),
        ["SuspectTimes"] = ("127.0.0.1:11112@1,2026-03-01", NpgsqlDbType.Varchar),
        ["Version"] = (0, NpgsqlDbType.Integer),
        ["ServiceId"] = ("centre", NpgsqlDbType.Varchar),
        ["GrainTypeString"] = ("community", NpgsqlDbType.Varchar),
        ["GrainIdN0"] = (1L, NpgsqlDbType.Bigint),
        ["GrainIdN1"] = (2L, NpgsqlDbType.Bigint),
        ["GrainIdExtensionString"] = ("RU-BA", NpgsqlDbType.Varchar),
        ["PayloadBinary"] = (new byte[] { 1 }, NpgsqlDbType.Bytea),
        ["GrainStateVersion"] = (DBNull.Value, NpgsqlDbType.Integer),
        ["GrainId"] = ("timekeeper/deployment", NpgsqlDbType.Varchar),
        ["ReminderName"] = ("round", NpgsqlDbType.Varchar),
        ["Period"] = (3_600_000L, NpgsqlDbType.Bigint),
        ["GrainHash"] = (5, NpgsqlDbType.Integer),
        ["BeginHash"] = (1, NpgsqlDbType.Integer),
        ["EndHash"] = (9, NpgsqlDbType.Integer),
    };

    [Fact]
    public async Task Every_one_of_them_runs()
    {
        await using var statements = await OpenAsync();
        foreach (var key in statements.Keys)
        {
            await using var rows = await statements.AskAsync(key);
            while (await rows.ReadAsync()) rows.FieldCount.ShouldBePositive(key);
        }
    }

    [Fact]
    public async Task A_silo_that_is_dead_is_cleared_away_as_it_was_seen_and_not_otherwise()
    {
        await using var statements = await OpenAsync();
        await statements.RunAsync("InsertMembershipVersionKey");
        (await statements.RunAsync("InsertMembershipKey")).ShouldBe(1);
        (await statements.RunAsync("InsertMembershipKey")).ShouldBe(0, "at a version that is over");
        (await statements.RunAsync("UpdateMembershipKey", ("Version", 1))).ShouldBe(1);

        await statements.RunAsync("CleanupDefunctSiloEntryKey", ("SuspectTimes", ""));
        (await statements.MembersAsync()).ShouldBe(1);
        await statements.RunAsync("CleanupDefunctSiloEntryKey");
        (await statements.MembersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Those_that_have_long_been_dead_are_cleared_away_together()
    {
        await using var statements = await OpenAsync();
        await statements.RunAsync("InsertMembershipVersionKey");
        await statements.RunAsync("InsertMembershipKey");
        await statements.RunAsync("CleanupDefunctSiloEntriesKey", ("IAmAliveTime", Noon.AddHours(-1)));
        (await statements.MembersAsync()).ShouldBe(1);
        await statements.RunAsync("CleanupDefunctSiloEntriesKey", ("IAmAliveTime", Noon.AddHours(1)));
        (await statements.MembersAsync()).ShouldBe(0);
    }

    private static async Task<Statements> OpenAsync()
    {
        await using var cluster = await ClusterOfTwo.StartAsync();
        var connection = new NpgsqlConnection(
            cluster.Connection + $";Pooling=false;Search Path={ClusterEngine.Schema}");
        await connection.OpenAsync();
        var texts = new Dictionary<string, string>();
        await using var command = new NpgsqlCommand(
            "select querykey, querytext from orleansquery", connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) texts.Add(rows.GetString(0), rows.GetString(1));
        return new Statements(connection, texts);
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();

    private sealed class Statements(NpgsqlConnection connection, Dictionary<string, string> texts)
        : IAsyncDisposable
    {
        public IEnumerable<string> Keys => texts.Keys;

        public async Task<NpgsqlDataReader> AskAsync(string key, (string Name, object Value)? instead = null)
        {
            await using var command = new NpgsqlCommand(texts[key], connection);
            foreach (var name in Parameter().Matches(texts[key]).Select(match => match.Groups[1].Value)
                .Distinct())
            {
                var (value, type) = Values[name];
                if (instead?.Name == name) value = instead.Value.Value;
                command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value });
            }

            return await command.ExecuteReaderAsync();
        }

        /// <summary>The number that the statement gives, if it gives one.</summary>
        public async Task<int?> RunAsync(string key, (string Name, object Value)? instead = null)
        {
            await using var rows = await AskAsync(key, instead);
            return await rows.ReadAsync() ? rows.GetInt32(0) : null;
        }

        public async Task<long> MembersAsync()
        {
            await using var command = new NpgsqlCommand(
                "select count(*) from member where cluster = 'centre'", connection);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
