using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CommunityGrains.LongWork.Files;

/// <summary>
/// How a sealed file is laid out: 16 bytes of salt, then pieces of 64 KiB, each AES-256-GCM with its number
/// as nonce and a tag. The key of a file follows from the work's key and the salt, so that no nonce is used
/// twice. Each piece is bound to its number and to being the last or not: pieces that are moved, left out or
/// cut off are noticed.
/// </summary>
internal static class SealedLayout
{
    public const int KeyBytes = 32, SaltBytes = 16, PieceBytes = 1 << 16, TagBytes = 16;

    public static AesGcm Cipher(ReadOnlySpan<byte> workKey, ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, workKey, key, salt, "communitygrains/work-file"u8);
        try
        {
            return new AesGcm(key, TagBytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public static void Nonce(long piece, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], piece);
    }

    public static void Bind(long piece, bool isLast, Span<byte> data)
    {
        BinaryPrimitives.WriteInt64BigEndian(data, piece);
        data[8] = isLast ? (byte)1 : (byte)0;
    }
}

/// <summary>Writes a file that only who has the work's key can read. Until <see cref="CompleteAsync"/> it is
/// no file that could be opened.</summary>
public sealed class SealedWriteStream : Stream
{
    private readonly FileStream file;
    private readonly AesGcm cipher;
    private readonly byte[] piece = new byte[SealedLayout.PieceBytes];
    private readonly byte[] box = new byte[SealedLayout.PieceBytes + SealedLayout.TagBytes];
    private int filled;
    private long number;

    internal SealedWriteStream(string path, ReadOnlySpan<byte> key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Span<byte> salt = stackalloc byte[SealedLayout.SaltBytes];
        RandomNumberGenerator.Fill(salt);
        cipher = SealedLayout.Cipher(key, salt);
        file = new FileStream(path, options);
        file.Write(salt);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>How many bytes were written.</summary>
    public override long Length => (number * SealedLayout.PieceBytes) + filled;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the file. Nothing can be written after.</summary>
    public async Task CompleteAsync(CancellationToken cancel = default)
    {
        Close(isLast: true);
        await WriteOutAsync(cancel);
        await file.FlushAsync(cancel);
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (filled == piece.Length)
            {
                Close(isLast: false);
                await WriteOutAsync(cancellationToken);
            }

            var part = buffer[..Math.Min(buffer.Length, piece.Length - filled)];
            part.CopyTo(piece.AsMemory(filled));
            filled += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override Task WriteAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (filled == piece.Length)
            {
                var length = filled + SealedLayout.TagBytes;
                Close(isLast: false);
                file.Write(box, 0, length);
                Next();
            }

            var part = buffer[..Math.Min(buffer.Length, piece.Length - filled)];
            part.CopyTo(piece.AsSpan(filled));
            filled += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override void Flush()
    {
        // A piece leaves when it is full.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(piece);
            cipher.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Close(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12], bound = stackalloc byte[9];
        SealedLayout.Nonce(number, nonce);
        SealedLayout.Bind(number, isLast, bound);
        cipher.Encrypt(
            nonce, piece.AsSpan(0, filled), box.AsSpan(0, filled),
            box.AsSpan(filled, SealedLayout.TagBytes), bound);
    }

    private async ValueTask WriteOutAsync(CancellationToken cancel)
    {
        await file.WriteAsync(box.AsMemory(0, filled + SealedLayout.TagBytes), cancel);
        Next();
    }

    private void Next()
    {
        number++;
        filled = 0;
    }
}
