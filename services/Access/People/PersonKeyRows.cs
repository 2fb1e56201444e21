using System.Data.Common;
using System.Globalization;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.People;

/// <summary>
/// The rows of people's keys and of what people are found by, many at a time and within one transaction.
/// Statements come in two lengths only, filled up by repeating the last row: so a server keeps them prepared;
/// and they are short, because the embedded database finds a parameter by walking along their names.
/// </summary>
internal sealed class PersonKeyRows(DbTransaction transaction, string region)
{
    private const int Few = 8, Many = 64;

    private static readonly Dictionary<int, string>
        Find = Statements(size => $"""
            select person, wrapped from person_key
            where region = @region and person in ({Rows(size, i => $"@a{i}")})
            """),
        AddKeys = Statements(size => $"""
            insert into person_key (region, person, wrapped, made_at)
            select @region, made.column1, made.column2, @at
            from (values {Rows(size, i => $"(@a{i}, @b{i})")}) as made
            where not exists (
              select 1 from person_erased gone where gone.region = @region and gone.person = made.column1)
            on conflict (region, person) do nothing
            """),
        AddTokens = Statements(size => $"""
            insert into person_index (region, token, person)
            values {Rows(size, i => $"(@region, @a{i}, @b{i})")}
            on conflict do nothing
            """);

    /// <summary>The wrapped keys of those of these people who have one.</summary>
    public async Task<Dictionary<PersonId, string>> FindAsync(IReadOnlyList<PersonId> people)
    {
        var found = new Dictionary<PersonId, string>(people.Count);
        foreach (var part in Parts(people))
        {
            await using var command = Command(Find[part.Length]);
            for (var i = 0; i < part.Length; i++) Add(command, $"a{i}", PersonKeys.Text(part[i]));
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                found[new PersonId(Guid.ParseExact(rows.GetString(0), "N"))] = rows.GetString(1);
        }

        return found;
    }

    /// <summary>Adds keys of people who have none and were not erased.</summary>
    public async Task AddKeysAsync(IReadOnlyList<(PersonId Person, string Wrapped)> keys, long at)
    {
        foreach (var part in Parts(keys))
        {
            await using var command = Command(AddKeys[part.Length]);
            Add(command, "at", at);
            for (var i = 0; i < part.Length; i++)
            {
                Add(command, $"a{i}", PersonKeys.Text(part[i].Person));
                Add(command, $"b{i}", part[i].Wrapped);
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Adds what people are found by; what comes twice is kept once.</summary>
    public async Task AddTokensAsync(IEnumerable<(PersonId Person, long Token)> tokens)
    {
        foreach (var part in Parts([.. tokens.OrderBy(row => row.Token)]))
        {
            await using var command = Command(AddTokens[part.Length]);
            for (var i = 0; i < part.Length; i++)
            {
                Add(command, $"a{i}", part[i].Token);
                Add(command, $"b{i}", PersonKeys.Text(part[i].Person));
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private DbCommand Command(string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        Add(command, "region", region);
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{name}";
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static IEnumerable<T[]> Parts<T>(IReadOnlyList<T> rows)
    {
        foreach (var part in rows.Chunk(Many))
        {
            var full = new T[part.Length <= Few ? Few : Many];
            part.CopyTo(full, 0);
            Array.Fill(full, part[^1], part.Length, full.Length - part.Length);
            yield return full;
        }
    }

    private static Dictionary<int, string> Statements(Func<int, string> of) =>
        new() { [Few] = of(Few), [Many] = of(Many) };

    private static string Rows(int size, Func<string, string> row) => string.Join(", ",
        Enumerable.Range(0, size).Select(i => row(i.ToString(CultureInfo.InvariantCulture))));
}
