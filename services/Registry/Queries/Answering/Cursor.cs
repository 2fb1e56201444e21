using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>
/// A place in a list: the sorting key of the last row shown, bound to the question it belongs to. To callers
/// it is an opaque text; given to another list, another region, other filters or another order it is refused.
/// </summary>
internal sealed record Cursor(long Bucket, string Key, byte[] Id)
{
    private const int BindingSize = 8;
    private const int IdSize = 16;
    private const int LengthMax = 2_000;

    public static Cursor At(long bucket, string key, Guid id) =>
        new(bucket, key, id.ToByteArray(bigEndian: true));

    /// <param name="question">Everything that makes the list what it is: not the limit, not the
    /// cursor.</param>
    public string Write(string question)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this);
        return Base64Url.EncodeToString([.. Binding(question), .. json]);
    }

    /// <summary>Null for the first page.</summary>
    /// <exception cref="InvalidCursorException">It was not given out for this question.</exception>
    public static Cursor? Read(string? text, string question)
    {
        if (text is null) return null;
        try
        {
            if (text.Length > LengthMax) throw new InvalidCursorException();
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length < BindingSize
                || !Binding(question).AsSpan().SequenceEqual(bytes.AsSpan(0, BindingSize)))
                throw new InvalidCursorException();
            return JsonSerializer.Deserialize<Cursor>(
                bytes.AsSpan(BindingSize)) is { Key: not null, Id: not null } read
                ? read
                : throw new InvalidCursorException();
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new InvalidCursorException();
        }
    }

    /// <summary>The id of the last row shown, for lists that have one.</summary>
    /// <exception cref="InvalidCursorException">There is none.</exception>
    public Guid RecordId() =>
        Id.Length == IdSize ? new Guid(Id, bigEndian: true) : throw new InvalidCursorException();

    private static byte[] Binding(string question) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(question))[..BindingSize];
}

/// <summary>Numbers as keys of cursors.</summary>
internal static class CursorNumbers
{
    public static string Write(long number) =>
        number.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="InvalidCursorException">It is no number.</exception>
    public static long Read(string key) => long.TryParse(
        key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidCursorException();
}
