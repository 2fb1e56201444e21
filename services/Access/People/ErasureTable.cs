using Dapper;

namespace CommunityGrains.Access.People;

/// <summary>The journals of all hosts that share a database, in the database.</summary>
internal sealed class ErasureTable(AccessDatabase database)
{
    /// <summary>Adds lines; those that it has stay as they are.</summary>
    public async ValueTask AddAsync(
        IReadOnlyCollection<ErasureLine> lines, CancellationToken cancel = default)
    {
        if (lines.Count == 0) return;
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into erasure (region, person, act, line) values (@Region, @Person, @Act, @Line)
            on conflict (region, person, act) do nothing
            """, lines.Select(line => new
            {
                line.Region, Person = PersonKeys.Text(line.Person), line.Act, Line = line.ToJson(),
            }), transaction), cancel);
    }

    public async ValueTask<IReadOnlyList<ErasureLine>> ReadAsync(CancellationToken cancel = default)
    {
        var lines = await database.ReadAsync(
            connection => connection.QueryAsync<string>("select line from erasure"), cancel);
        return [.. lines.Select(line => ErasureLine.Parse(line)
            ?? throw new InvalidOperationException("A line of the table of erasures is no line"))];
    }
}
