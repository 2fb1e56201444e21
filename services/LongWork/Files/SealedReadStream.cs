using System.Security.Cryptography;

namespace CommunityGrains.LongWork.Files;

/// <summary>Reads what <see cref="SealedWriteStream"/> wrote, from any place in it: one piece at a time is
/// open, in memory only.</summary>
internal sealed class SealedReadStream : Stream
{
    private const int BoxBytes = SealedLayout.PieceBytes + SealedLayout.TagBytes;

    private readonly FileStream file;
    private readonly AesGcm cipher;
    private readonly byte[] piece = new byte[SealedLayout.PieceBytes];
    private readonly byte[] box = new byte[BoxBytes];
    private readonly long pieces;
    private long opened = -1;
    private int openedLength;
    private long position;

    /// <exception cref="CryptographicException">The file was not completed, or is another's.</exception>
    public SealedReadStream(string path, ReadOnlySpan<byte> key)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var body = file.Length - SealedLayout.SaltBytes;
            pieces = (body + BoxBytes - 1) / BoxBytes;
            Length = body - (pieces * SealedLayout.TagBytes);
            if (pieces < 1 || Length < 0) throw new CryptographicException("The file was not completed");
            Span<byte> salt = stackalloc byte[SealedLayout.SaltBytes];
            file.ReadExactly(salt);
            cipher = SealedLayout.Cipher(key, salt);
            // A file that breaks off is noticed before anybody has read its beginning.
            OpenPiece(pieces - 1);
        }
        catch
        {
            cipher?.Dispose();
            file.Dispose();
            throw;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= Length || buffer.IsEmpty) return 0;
        OpenPiece(position / SealedLayout.PieceBytes);
        var from = (int)(position % SealedLayout.PieceBytes);
        var count = Math.Min(buffer.Length, openedLength - from);
        piece.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // A piece is read and opened in well under a millisecond.
    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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

    private void OpenPiece(long number)
    {
        if (number == opened) return;
        opened = -1;
        file.Position = SealedLayout.SaltBytes + (number * BoxBytes);
        var length = file.ReadAtLeast(box, BoxBytes, throwOnEndOfStream: false) - SealedLayout.TagBytes;
        if (length < 0) throw new CryptographicException("The file breaks off");
        Span<byte> nonce = stackalloc byte[12], bound = stackalloc byte[9];
        SealedLayout.Nonce(number, nonce);
        SealedLayout.Bind(number, number == pieces - 1, bound);
        cipher.Decrypt(
            nonce, box.AsSpan(0, length), box.AsSpan(length, SealedLayout.TagBytes),
            piece.AsSpan(0, length), bound);
        (opened, openedLength) = (number, length);
    }
}
