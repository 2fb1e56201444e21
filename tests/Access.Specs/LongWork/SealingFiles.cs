using System.Security.Cryptography;
using CommunityGrains.LongWork.Files;

namespace CommunityGrains.Access.Specs.LongWork;

/// <summary>A sealed file reads as it was written, from any place, and not at all when it was
/// touched.</summary>
public sealed class SealingFiles : IDisposable
{
    private const int Piece = 1 << 16, Tag = 16, Salt = 16;

    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Piece - 1)]
    [InlineData(Piece)]
    [InlineData(Piece + 1)]
    [InlineData((3 * Piece) + 5)]
    public async Task What_was_written_is_read_from_any_place(int length)
    {
        var bytes = await GivenAFile(length);
        using var reader = new SealedReadStream(path, key);
        reader.Length.ShouldBe(length);
        using var all = new MemoryStream();
        await reader.CopyToAsync(all, Cancel);
        all.ToArray().ShouldBe(bytes);
        foreach (var from in (int[])[length / 2, Piece - 3, 0, length - 1])
        {
            if (from < 0 || from >= length) continue;
            reader.Position = from;
            reader.ReadByte().ShouldBe(bytes[from]);
        }
    }

    [Fact]
    public async Task A_file_that_was_not_completed_is_none()
    {
        await using (var writer = new SealedWriteStream(path, key))
            await writer.WriteAsync(new byte[(2 * Piece) + 1], Cancel);
        Should.Throw<CryptographicException>(() => new SealedReadStream(path, key));
    }

    public static TheoryData<string, Func<byte[], byte[]>> Touched => new()
    {
        { "a bit", file => { file[Salt + 9] ^= 1; return file; } },
        { "the salt", file => { file[0] ^= 1; return file; } },
        { "cut by a piece", file => file[..(Salt + (2 * (Piece + Tag)))] },
        { "cut in a piece", file => file[..^7] },
        { "two pieces in each other's place", file =>
            [
                .. file[..Salt], .. file[(Salt + Piece + Tag)..(Salt + (2 * (Piece + Tag)))],
                .. file[Salt..(Salt + Piece + Tag)], .. file[(Salt + (2 * (Piece + Tag)))..],
            ]
        },
    };

    [Theory, MemberData(nameof(Touched))]
    public async Task Whatever_was_touched_is_not_read(string what, Func<byte[], byte[]> touch)
    {
        await GivenAFile((2 * Piece) + 100);
        await File.WriteAllBytesAsync(path, touch(await File.ReadAllBytesAsync(path, Cancel)), Cancel);
        Should.Throw<CryptographicException>(ReadAll, what);
    }

    [Fact]
    public async Task Another_key_opens_nothing_and_the_same_text_never_looks_the_same()
    {
        await GivenAFile(100, fill: 7);
        var first = await File.ReadAllBytesAsync(path, Cancel);
        await GivenAFile(100, fill: 7);
        (await File.ReadAllBytesAsync(path, Cancel)).ShouldNotBe(first);
        key[0] ^= 1;
        Should.Throw<CryptographicException>(ReadAll);
    }

    private void ReadAll()
    {
        using var reader = new SealedReadStream(path, key);
        reader.CopyTo(Stream.Null);
    }

    private async Task<byte[]> GivenAFile(int length, byte? fill = null)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        if (fill is { } same) Array.Fill(bytes, same);
        await using var writer = new SealedWriteStream(path, key);
        // In parts that fit no piece.
        for (var at = 0; at < length; at += 10_007)
            await writer.WriteAsync(bytes.AsMemory(at, Math.Min(10_007, length - at)), Cancel);
        await writer.CompleteAsync(Cancel);
        return bytes;
    }
}
