using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>This system: appends to the log, and commands that grains decide.</summary>
internal static class OurAppends
{
    public static Task<Measurement> RoundAsync(Laboratory laboratory, int callers) =>
        WithLogAsync(laboratory, log => Load.RunAsync(laboratory, callers, () => NewCaller(log)));

    /// <summary>Appends without a pause and says what memory was held at its peak when a tenth of the
    /// events was there, and when all were.</summary>
    public static Task<Growth> GrowthAsync(Laboratory laboratory, int callers) =>
        WithLogAsync(
            laboratory,
            log => Load.GrowthAsync(laboratory.Options.EventsMax, callers, () => NewCaller(log)));

    /// <summary>Decided, hashed and appended: a community is registered, then seen alive day by
    /// day.</summary>
    public static Task<Measurement> CommandsRoundAsync(Laboratory laboratory, int callers) =>
        WithLogAsync(laboratory, async log =>
        {
            await using var grains = new LocalGrains(log);
            return await AskAsync(laboratory, callers, grains);
        });

    /// <summary>Callers who ask one engine or another for records of their own.</summary>
    public static Task<Measurement> AskAsync(Laboratory laboratory, int callers, params IGrains[] engines)
    {
        var caller = 0;
        return Load.RunAsync(laboratory, callers, () =>
        {
            var places = new Places();
            var grains = engines[Interlocked.Increment(ref caller) % engines.Length];
            return async () =>
            {
                var (stream, version) = places.Next();
                var reply = await grains.AskAsync(new Order(
                    new StreamId(Sample.Region, Sample.Category, stream), Sample.CommandAt(version)));
                return reply is Reply.Accepted { EventCount: 1 }
                    ? 1
                    : throw new InvalidOperationException($"{reply}");
            };
        });
    }

    private static Func<ValueTask<int>> NewCaller(PostgresEventLog log)
    {
        var places = new Places();
        return async () =>
        {
            var ((stream, version), command) = (places.Next(), Guid.CreateVersion7());
            var verdict = await log.AppendAsync(new AppendRequest(
                new StreamId(Sample.Region, Sample.Category, stream), version, command, new byte[32],
                [new NewEvent(Sample.Name, Sample.Json())], Sample.Day, Sample.Account, command, command));
            return verdict is AppendVerdict.Appended ? 1 : throw new InvalidOperationException($"{verdict}");
        };
    }

    private static Task<T> WithLogAsync<T>(
        Laboratory laboratory, Func<PostgresEventLog, Task<T>> measure) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await using var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
            return await measure(log);
        });
}
