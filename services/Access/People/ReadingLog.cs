using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using Dapper;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Access.People;

/// <summary>How many people an account may look up within an hour. Files are counted apart from the rest:
/// they are a right of their own.</summary>
public sealed record ReadingLimits(int PeoplePerHourMax = 1_000, int ExportedPerHourMax = 50_000);

/// <summary>
/// Whom whose data was shown to: account, person, fields, purpose and time, written before the answer leaves.
/// Whoever looks up unusually many people is refused, which the program's journal tells without naming
/// anybody but the account.
/// </summary>
public sealed partial class ReadingLog(
    PersonalVault vault, ReadingLimits limits, ILogger<ReadingLog> journal)
{
    private const int AtOnce = 300;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Notes that an account is shown these people.</summary>
    /// <exception cref="UnusualVolumeException">More people within an hour than anybody's work takes; nothing
    /// may be shown.</exception>
    public async ValueTask NoteAsync(
        string region, string account, ReadingPurpose purpose,
        IReadOnlyCollection<(PersonId Person, PersonalFields Fields)> shown,
        CancellationToken cancel = default)
    {
        if (shown.Count == 0) return;
        var now = vault.Clock.GetUtcNow();
        var values = new
        {
            account,
            purpose = KebabCase.Of(purpose),
            since = HashChain.Micros(now - Window),
        };
        var most = purpose == ReadingPurpose.Export ? limits.ExportedPerHourMax : limits.PeoplePerHourMax;
        try
        {
            await vault.Database.WriteAsync(async transaction =>
            {
                var connection = transaction.Connection!;
                foreach (var part in shown.Chunk(AtOnce))
                {
                    var rows = part.Select((_, i) => $"(@region, @account, @p{i}, @f{i}, @purpose, @at)");
                    var row = new DynamicParameters(new
                    {
                        region, account, values.purpose, at = HashChain.Micros(now),
                    });
                    for (var i = 0; i < part.Length; i++)
                    {
                        row.Add($"p{i}", PersonKeys.Text(part[i].Person));
                        row.Add($"f{i}", part[i].Fields.ToString().ToLowerInvariant());
                    }

                    await connection.ExecuteAsync(
                        "insert into reading (region, account, person, fields, purpose, read_at) values "
                        + string.Join(", ", rows), row, transaction);
                }

                var people = await connection.ExecuteScalarAsync<long>("""
                    select count(*) from (
                      select distinct region, person from reading
                      where account = @account and purpose = @purpose and read_at > @since) people
                    """, values, transaction);
                // Thrown within, so that what is not shown is not noted either.
                return people <= most ? true : throw new UnusualVolumeException(Window);
            }, cancel);
        }
        catch (UnusualVolumeException)
        {
            LogRefused(account, most, values.purpose);
            throw;
        }
    }

    /// <summary>Who was shown a person's data, the latest first.</summary>
    public async ValueTask<IReadOnlyList<Reading>> OfAsync(
        string region, PersonId person, CancellationToken cancel = default)
    {
        var rows = await vault.Database.ReadAsync(connection =>
            connection.QueryAsync<(string Account, string Fields, string Purpose, long At)>("""
                select account, fields, purpose, read_at from reading
                where region = @region and person = @person order by read_at desc
                """, new { region, person = PersonKeys.Text(person) }), cancel);
        return [.. rows.Select(row =>
            new Reading(row.Account, row.Fields, row.Purpose, HashChain.FromMicros(row.At)))];
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Account {Account} was refused people's data: more than {Most} people within an hour ({Purpose})")]
    private partial void LogRefused(string account, int most, string purpose);
}

/// <summary>One reading of a person's data.</summary>
public sealed record Reading(string Account, string Fields, string Purpose, DateTimeOffset At);

/// <summary>More people's data than anybody's work takes.</summary>
public sealed class UnusualVolumeException(TimeSpan retryAfter)
    : Exception("More people's data was asked for within an hour than an account may be given")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
