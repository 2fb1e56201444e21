using System.Text;
using System.Text.Unicode;

namespace CommunityGrains.Registry.Files;

/// <summary>
/// Finds how a text file is encoded: by its byte order mark; else UTF-8 when all its bytes are valid UTF-8;
/// else Windows-1251 when its bytes look like Russian letters there. Anything else is refused rather than
/// guessed, because names read in the wrong encoding would enter the register for good.
/// </summary>
internal static class TextEncodings
{
    private const int BufferBytes = 1 << 16;

    // Russian letters stand at C0–FF (and Ё, ё). In DOS (866) a third of them stand elsewhere.
    private const double LetterShareMin = 0.7;

    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <summary>The encoding, and how many bytes of mark stand before the text.</summary>
    /// <exception cref="TableException">No encoding that we know.</exception>
    public static (Encoding Encoding, int MarkBytes) Find(Stream file)
    {
        file.Position = 0;
        var start = new byte[4];
        var length = file.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        if (ByMark(start.AsSpan(0, length)) is { } marked) return marked;
        var bytes = Count(file);
        if (bytes.Zeros > 0) throw new TableException("table.unknown-encoding");
        if (bytes.ValidUtf8) return (new UTF8Encoding(false), 0);
        return bytes.Undefined == 0 && bytes.Letters >= bytes.High * LetterShareMin
            ? (Windows1251, 0)
            : throw new TableException("table.unknown-encoding");
    }

    /// <summary>How many bytes of mark stand before a text in an encoding that was said.</summary>
    public static int MarkBytes(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var start = new byte[4];
        var length = file.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        return ByMark(start.AsSpan(0, length)) is (var marked, var bytes)
            && marked.CodePage == encoding.CodePage
            ? bytes
            : 0;
    }

    private static (Encoding Encoding, int MarkBytes)? ByMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false), 3),
        [0xFF, 0xFE, 0, 0] => throw new TableException("table.unknown-encoding"),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false), 2),
        _ => null,
    };

    private sealed record Counts(bool ValidUtf8, long High, long Letters, long Undefined, long Zeros);

    private static Counts Count(Stream file)
    {
        file.Position = 0;
        long high = 0, letters = 0, undefined = 0, zeros = 0;
        var valid = true;
        var buffer = new byte[BufferBytes];
        var kept = 0;
        while (true)
        {
            var read = file.Read(buffer, kept, buffer.Length - kept);
            foreach (var b in buffer.AsSpan(kept, read))
            {
                if (b == 0) zeros++;
                if (b < 0x80) continue;
                high++;
                if (b is >= 0xC0 or 0xA8 or 0xB8) letters++;
                if (b == 0x98) undefined++;
            }

            var filled = buffer.AsSpan(0, kept + read);
            var whole = read == 0 ? filled.Length : filled.Length - Unfinished(filled);
            valid = valid && Utf8.IsValid(filled[..whole]);
            if (read == 0) return new Counts(valid, high, letters, undefined, zeros);
            filled[whole..].CopyTo(buffer);
            kept = filled.Length - whole;
        }
    }

    // Bytes at the end that may be the beginning of a letter whose rest comes with the next read.
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[^back];
            if (b < 0x80) return 0;
            if (b >= 0xC0) return (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) > back ? back : 0;
        }

        return 0;
    }
}
