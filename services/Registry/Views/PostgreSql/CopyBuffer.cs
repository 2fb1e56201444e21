using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>Rows as PostgreSQL's binary COPY takes them, written where they are worked out, so that sending
/// them is no more than moving bytes.</summary>
internal sealed class CopyBuffer : IRowValues, IBufferWriter<byte>
{
    private const int SizeMin = 64 * 1024;
    private const int Null = -1;

    private static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly JsonWriterOptions JsonOptions =
        new() { Encoder = DomainJson.Options.Encoder, SkipValidation = true };

    private byte[] bytes = new byte[SizeMin];
    private int length;
    private Utf8JsonWriter? json;

    /// <summary>What stands before the first row of a COPY.</summary>
    public static ReadOnlyMemory<byte> Header => Head;

    /// <summary>What stands after the last row.</summary>
    public static ReadOnlyMemory<byte> Trailer { get; } = new byte[] { 0xFF, 0xFF };

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    public void Clear() => length = 0;

    public void BeginRow(int columns)
    {
        BinaryPrimitives.WriteInt16BigEndian(GetSpan(2), (short)columns);
        length += 2;
    }

    public void Integer(int? number)
    {
        if (number is not { } value)
        {
            Length(Null);
            return;
        }

        Length(sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(GetSpan(sizeof(int)), value);
        length += sizeof(int);
    }

    public void Long(long? number)
    {
        if (number is not { } value)
        {
            Length(Null);
            return;
        }

        Length(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(GetSpan(sizeof(long)), value);
        length += sizeof(long);
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Length(Null);
            return;
        }

        var start = BeginValue();
        length += Encoding.UTF8.GetBytes(text, GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        EndValue(start);
    }

    public void Id(Guid? id)
    {
        if (id is not { } value)
        {
            Length(Null);
            return;
        }

        const int size = 16;
        Length(size);
        value.TryWriteBytes(GetSpan(size), bigEndian: true, out _);
        length += size;
    }

    /// <summary>A state as <see cref="StateJson"/> writes it.</summary>
    public void Json(IGrainKind kind, object state)
    {
        var start = BeginValue();
        json ??= new Utf8JsonWriter(this, JsonOptions);
        json.Reset(this);
        JsonSerializer.Serialize(json, state, kind.StateType, DomainJson.Options);
        EndValue(start);
    }

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(length);
    }

    private void Length(int size)
    {
        BinaryPrimitives.WriteInt32BigEndian(GetSpan(sizeof(int)), size);
        length += sizeof(int);
    }

    private int BeginValue()
    {
        Length(0);
        return length;
    }

    private void EndValue(int start) =>
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(start - sizeof(int)), length - start);

    private void Reserve(int size)
    {
        var wanted = length + Math.Max(size, 256);
        if (wanted > bytes.Length) Array.Resize(ref bytes, Math.Max(wanted, bytes.Length * 2));
    }
}
