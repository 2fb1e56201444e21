using CommunityGrains.PostgreSql;
using Npgsql;

namespace CommunityGrains.Access.Specs.Databases;

/// <summary>Two programs fit on a server as it comes.</summary>
public sealed class HowManyConnections
{
    private const string Server = "Host=db.example.org;Database=centre;Username=centre";

    [Theory]
    [InlineData("", 24)]
    [InlineData(";Maximum Pool Size=60", 60)]
    [InlineData(";MaxPoolSize=7", 7)]
    public async Task The_pool_is_as_large_as_the_connection_string_says_or_a_sane_default(
        string said, int connections)
    {
        await using var database = new PostgresDatabase(Server + said);
        new NpgsqlConnectionStringBuilder(database.Source.ConnectionString).MaxPoolSize
            .ShouldBe(connections);
    }
}
