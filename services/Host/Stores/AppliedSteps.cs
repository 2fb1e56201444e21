using CommunityGrains.Sqlite;
using Dapper;

namespace CommunityGrains.Host.Stores;

/// <summary>A step by which tables were brought up to date: of which component ("log", "views"), and its
/// file's name.</summary>
public sealed record AppliedStep(string Component, string Name);

/// <summary>Which steps a store's tables have taken.</summary>
public static class AppliedSteps
{
    /// <summary>Reads them without making anything: none where there is no deployment yet.</summary>
    public static async Task<IReadOnlyList<AppliedStep>> ReadAsync(
        StoreChoice choice, CancellationToken cancel) => choice switch
        {
            StoreChoice.File file => File.Exists(file.FullPath) ? OfFile(file.FullPath) : [],
            StoreChoice.Server server => await OfServerAsync(server, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(choice)),
        };

    private static List<AppliedStep> OfFile(string path)
    {
        using var database = new SqliteDatabase(path);
        using var reader = database.OpenReader();
        var isThere = reader.Connection.ExecuteScalar<long>(
            "select count(*) from sqlite_master where type = 'table' and name = 'migrations'") > 0;
        return isThere ? Rows(reader.Connection.Query<(string, string)>(
            "select component, name from migrations order by component, number")) : [];
    }

    private static async Task<IReadOnlyList<AppliedStep>> OfServerAsync(
        StoreChoice.Server server, CancellationToken cancel)
    {
        await using var database = server.Open();
        await database.RequireAsync(cancel);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var isThere = await connection.ExecuteScalarAsync<bool>(
            "select to_regclass('public.migrations') is not null");
        return isThere ? Rows(await connection.QueryAsync<(string, string)>(
            "select component, name from public.migrations order by component, number")) : [];
    }

    private static List<AppliedStep> Rows(IEnumerable<(string Component, string Name)> rows) =>
        [.. rows.Select(row => new AppliedStep(row.Component, row.Name))];
}
