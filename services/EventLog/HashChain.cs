using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.EventLog;

/// <summary>
/// Each event's hash is SHA-256 over its predecessor's hash in the stream (32 zero bytes before the first)
/// and its own stored bytes, so that nobody can change, drop or reorder what is on record without the chain
/// showing it. The stored bytes, in this order: version (8 bytes, big-endian), recorded microseconds since
/// 1970 (8), business day number (4), then command, causation and correlation ids (16 each, RFC order), and
/// stream, name, account and JSON, each as its length (4) and UTF-8 bytes. The position is left out: copying
/// a log to another may renumber it.
/// </summary>
public static class HashChain
{
    public const int HashSize = 32;

    public static readonly ReadOnlyMemory<byte> Beginning = new byte[HashSize];

    /// <summary>Writes the hash of an event that follows <paramref name="previous"/> into 32 bytes.</summary>
    public static void Compute(
        ReadOnlySpan<byte> previous, string stream, long version, string name, ReadOnlySpan<byte> json,
        DateTimeOffset recordedAt, DateOnly businessDate, string account, Guid command, Guid causation,
        Guid correlation, Span<byte> hash)
    {
        var size = HashSize + 8 + 8 + 4 + (3 * 16) + (4 * 4)
            + Encoding.UTF8.GetByteCount(stream) + Encoding.UTF8.GetByteCount(name)
            + Encoding.UTF8.GetByteCount(account) + json.Length;
        var buffer = size <= 2048 ? stackalloc byte[2048] : new byte[size];
        var rest = buffer;
        previous.CopyTo(rest);
        rest = rest[HashSize..];
        BinaryPrimitives.WriteInt64BigEndian(rest, version);
        BinaryPrimitives.WriteInt64BigEndian(rest[8..], Micros(recordedAt));
        BinaryPrimitives.WriteInt32BigEndian(rest[16..], businessDate.DayNumber);
        rest = rest[20..];
        foreach (var id in (ReadOnlySpan<Guid>)[command, causation, correlation])
        {
            id.TryWriteBytes(rest, bigEndian: true, out _);
            rest = rest[16..];
        }

        rest = Put(rest, stream);
        rest = Put(rest, name);
        rest = Put(rest, account);
        BinaryPrimitives.WriteInt32BigEndian(rest, json.Length);
        json.CopyTo(rest[4..]);
        SHA256.HashData(buffer[..size], hash);
    }

    /// <summary>True when the event's hash is what its bytes and its predecessor's hash make.</summary>
    public static bool Holds(ReadOnlySpan<byte> previous, RecordedEvent recorded)
    {
        Span<byte> hash = stackalloc byte[HashSize];
        Compute(
            previous, recorded.Stream.ToString(), recorded.Version, recorded.Name, recorded.Json.Span,
            recorded.RecordedAt, recorded.BusinessDate, recorded.Account, recorded.Command,
            recorded.Causation, recorded.Correlation, hash);
        return hash.SequenceEqual(recorded.Hash.Span);
    }

    /// <summary>Microseconds since 1970: what a recorded time is stored as.</summary>
    public static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / 10;

    public static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * 10);

    private static Span<byte> Put(Span<byte> rest, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, rest[4..]);
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        return rest[(4 + length)..];
    }
}
