using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace CommunityGrains.Access.People;

/// <summary>The master key that this deployment's keys are wrapped with, checked, and the key of the blind
/// indexes.</summary>
public sealed class KeyRing : IDisposable
{
    private const string CheckName = "people.master-key.check";
    private const string IndexName = "people.index-key";

    private const string Keep = """
        insert into deployment (name, value) values (@name, @value) on conflict (name) do nothing
        """;

    private KeyRing(MasterKey master, KeyedHash index) => (Master, Index) = (master, index);

    public MasterKey Master { get; }

    /// <summary>What the blind indexes are made with.</summary>
    internal KeyedHash Index { get; }

    /// <summary>Reads the master key and makes sure that it is the one this database's keys are wrapped with.
    /// On the first start it becomes that one.</summary>
    /// <exception cref="MasterKeyException">There is none, or another one.</exception>
    public static async Task<KeyRing> OpenAsync(
        AccessDatabase database, MasterKeyChoice choice, CancellationToken cancel = default)
    {
        var known = await database.ReadAsync(connection => FindAsync(connection, CheckName), cancel);
        var master = await choice.ReadAsync(mayCreate: known is null, cancel);
        try
        {
            var (check, wrapped) = await database.WriteAsync(
                transaction => KeepAsync(transaction, master), cancel);
            if (check != master.CheckValue())
            {
                throw new MasterKeyException(
                    $"{choice} is not the master key that people's data is sealed with here. "
                    + "Give the right key; nothing was changed.");
            }

            var indexKey = master.Unwrap(wrapped, IndexName);
            var index = new KeyedHash(indexKey);
            CryptographicOperations.ZeroMemory(indexKey);
            return new KeyRing(master, index);
        }
        catch
        {
            master.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Master.Dispose();
        Index.Forget();
    }

    // Two programs that start at the same time keep what the first of them has kept.
    private static async Task<(string Check, string IndexKey)> KeepAsync(
        DbTransaction transaction, MasterKey master)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(Keep, new { name = CheckName, value = master.CheckValue() },
            transaction);
        var check = (await FindAsync(connection, CheckName, transaction))!;
        if (check != master.CheckValue()) return (check, "");
        var value = master.Wrap(RandomNumberGenerator.GetBytes(MasterKey.Length), IndexName);
        await connection.ExecuteAsync(Keep, new { name = IndexName, value }, transaction);
        return (check, (await FindAsync(connection, IndexName, transaction))!);
    }

    private static Task<string?> FindAsync(
        DbConnection connection, string name, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefaultAsync<string?>(
            "select value from deployment where name = @name", new { name }, transaction);
}
