using Npgsql;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>One request of one event as the arguments of <c>eventlog.append_one</c>.</summary>
internal static class AppendOne
{
    private const string Sql = """
        select stream, place from eventlog.append_one(
          $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        """;

    /// <summary>Whether the short way is open: one event, on a stream whose end is known to be where the
    /// request expects it, or on one that is not known at all and is to begin.</summary>
    public static bool Suits(AppendBatch.Entry[] entries) =>
        entries is [{ Pending.Request: { Events.Count: 1 } request } entry]
        && entry.Head.Version == request.ExpectedVersion;

    public static NpgsqlCommand Command(
        NpgsqlConnection connection, AppendBatch.Entry entry, long recordedMicros, byte[] hash)
    {
        var (request, head) = (entry.Pending.Request, entry.Head);
        var happened = request.Events[0];
        var recordedAt = HashChain.FromMicros(recordedMicros);
        HashChain.Compute(
            head.Hash, head.Name, request.ExpectedVersion + 1, happened.Name, happened.Json.Span, recordedAt,
            request.BusinessDate, request.Account, request.Command, request.Causation, request.Correlation,
            hash);
        var command = new NpgsqlCommand(Sql, connection);
        Add<long?>(head.Id == 0 ? null : head.Id);
        Add(request.ExpectedVersion);
        Add(request.Command);
        Add(request.Fingerprint);
        Add(request.Outcome);
        Add(request.Stream.Region);
        Add(request.Stream.Category);
        Add(request.Stream.Key);
        Add(happened.Name);
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>>
        {
            TypedValue = happened.Json,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
        });
        Add<ReadOnlyMemory<byte>>(hash);
        Add(request.BusinessDate);
        Add(request.Account);
        Add(request.Causation);
        Add(request.Correlation);
        Add(recordedAt);
        return command;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }
}
