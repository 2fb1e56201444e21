using CommunityGrains.EventLog.Writing;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>A batch of requests as the arguments of <c>eventlog.append</c>, with the hashes of its
/// events.</summary>
internal sealed class AppendBatch
{
    private const string Sql = """
        select streams, positions, losers, actual from eventlog.append(
          $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        """;

    private const NpgsqlDbType Bigints = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Integers = NpgsqlDbType.Array | NpgsqlDbType.Integer;
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Uuids = NpgsqlDbType.Array | NpgsqlDbType.Uuid;
    private const NpgsqlDbType Byteas = NpgsqlDbType.Array | NpgsqlDbType.Bytea;

    private readonly Entry[] entries;
    private readonly long recordedMicros;
    private readonly ReadOnlyMemory<byte>[] hashes;

    /// <summary>A request with the stream's end as the writer knows it before the request.</summary>
    public readonly record struct Entry(PendingAppend Pending, StreamHead Head);

    /// <param name="entries">Of one stream at most one can win; in the order of the streams' rows.</param>
    public AppendBatch(Entry[] entries, long recordedMicros)
    {
        this.entries = entries;
        this.recordedMicros = recordedMicros;
        hashes = new ReadOnlyMemory<byte>[entries.Sum(entry => entry.Pending.Request.Events.Count)];
        ComputeHashes();
    }

    /// <summary>The statement for a connection; kept prepared there.</summary>
    public async ValueTask<NpgsqlCommand> CommandAsync(NpgsqlConnection connection, long head)
    {
        var command = new NpgsqlCommand(Sql, connection);
        AddRequests(command.Parameters);
        AddNames(command.Parameters);
        AddEvents(command.Parameters);
        Add(command.Parameters, HashChain.FromMicros(recordedMicros), NpgsqlDbType.TimestampTz);
        Add(command.Parameters, head, NpgsqlDbType.Bigint);
        await command.PrepareAsync();
        return command;
    }

    private void AddRequests(NpgsqlParameterCollection to)
    {
        var (streams, expected, lastEvents) =
            (new long?[entries.Length], new long[entries.Length], new int[entries.Length]);
        var (commands, fingerprints, outcomes) = (new Guid[entries.Length],
            new ReadOnlyMemory<byte>[entries.Length], new ReadOnlyMemory<byte>[entries.Length]);
        var events = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            var (request, head) = (entries[i].Pending.Request, entries[i].Head);
            streams[i] = head.Id == 0 ? null : head.Id;
            expected[i] = request.ExpectedVersion;
            commands[i] = request.Command;
            fingerprints[i] = request.Fingerprint;
            outcomes[i] = request.Outcome;
            events += request.Events.Count;
            lastEvents[i] = request.Events.Count == 0 ? 0 : events;
        }

        Add(to, streams, Bigints);
        Add(to, expected, Bigints);
        Add(to, commands, Uuids);
        Add(to, fingerprints, Byteas);
        Add(to, outcomes, Byteas);
        Add(to, lastEvents, Integers);
    }

    private void AddNames(NpgsqlParameterCollection to)
    {
        var naming = new List<int>();
        for (var i = 0; i < entries.Length; i++)
            if (entries[i].Head.Id == 0) naming.Add(i + 1);
        var streams = naming.ConvertAll(place => entries[place - 1].Pending.Request.Stream);
        Add(to, naming.ToArray(), Integers);
        Add(to, streams.ConvertAll(stream => stream.Region).ToArray(), Texts);
        Add(to, streams.ConvertAll(stream => stream.Category).ToArray(), Texts);
        Add(to, streams.ConvertAll(stream => stream.Key).ToArray(), Uuids);
    }

    private void AddEvents(NpgsqlParameterCollection to)
    {
        var count = hashes.Length;
        var (requests, versions, dates) = (new int[count], new long[count], new DateOnly[count]);
        var (names, accounts, jsons) =
            (new string[count], new string[count], new ReadOnlyMemory<byte>[count]);
        var (commands, causations, correlations) = (new Guid[count], new Guid[count], new Guid[count]);
        var place = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            var request = entries[i].Pending.Request;
            for (var j = 0; j < request.Events.Count; j++, place++)
            {
                (requests[place], versions[place]) = (i + 1, request.ExpectedVersion + j + 1);
                (names[place], jsons[place]) = (request.Events[j].Name, request.Events[j].Json);
                (dates[place], accounts[place]) = (request.BusinessDate, request.Account);
                commands[place] = request.Command;
                (causations[place], correlations[place]) = (request.Causation, request.Correlation);
            }
        }

        Add(to, requests, Integers);
        Add(to, versions, Bigints);
        Add(to, names, Texts);
        Add(to, jsons, Texts);
        Add(to, hashes, Byteas);
        Add(to, dates, NpgsqlDbType.Array | NpgsqlDbType.Date);
        Add(to, accounts, Texts);
        Add(to, commands, Uuids);
        Add(to, causations, Uuids);
        Add(to, correlations, Uuids);
    }

    private void ComputeHashes()
    {
        var chains = new byte[hashes.Length * HashChain.HashSize];
        var recordedAt = HashChain.FromMicros(recordedMicros);
        var place = 0;
        foreach (var (pending, head) in entries)
        {
            var request = pending.Request;
            ReadOnlyMemory<byte> previous = head.Hash;
            for (var j = 0; j < request.Events.Count; j++, place++)
            {
                var hash = chains.AsMemory(place * HashChain.HashSize, HashChain.HashSize);
                HashChain.Compute(
                    previous.Span, head.Name, request.ExpectedVersion + j + 1, request.Events[j].Name,
                    request.Events[j].Json.Span, recordedAt, request.BusinessDate, request.Account,
                    request.Command, request.Causation, request.Correlation, hash.Span);
                hashes[place] = previous = hash;
            }
        }
    }

    private static void Add<T>(NpgsqlParameterCollection to, T value, NpgsqlDbType type) =>
        to.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

    /// <summary>Gives each request that was appended its verdict and moves its stream's head on; hands over
    /// the others.</summary>
    public void Answer(BatchResult result, Action<Entry, long> lost)
    {
        var losers = new Dictionary<int, long>();
        for (var i = 0; i < result.Losers.Length; i++) losers.Add(result.Losers[i] - 1, result.Actual[i]);
        var events = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            var (pending, head) = entries[i];
            var count = pending.Request.Events.Count;
            events += count;
            if (losers.TryGetValue(i, out var actual))
            {
                lost(entries[i], actual);
                continue;
            }

            head.Id = result.Streams[i];
            head.Version = pending.Request.ExpectedVersion + count;
            if (count > 0) hashes[events - 1].Span.CopyTo(head.Hash);
            pending.Verdict = new AppendVerdict.Appended(
                count > 0 ? result.Positions[events - 1]!.Value : result.Head, head.Version);
        }
    }
}

/// <summary>What <c>eventlog.append</c> answered. <c>Head</c>: the position that was handed in.</summary>
internal sealed record BatchResult(long[] Streams, long?[] Positions, int[] Losers, long[] Actual, long Head);
