namespace CommunityGrains.Registry.Files;

/// <summary>A stream that can be read more than once. What comes over a network is first written to a
/// temporary file, which is deleted when it is closed; memory never holds a whole upload.</summary>
internal static class SpooledFile
{
    private const int BufferBytes = 1 << 16;

    /// <exception cref="TableException">The file is larger than the limit.</exception>
    public static Stream Open(Stream source, long bytesMax)
    {
        if (source.CanSeek)
        {
            if (source.Length > bytesMax) throw TooLarge(bytesMax);
            return source;
        }

        var file = TemporaryFile.Create();
        try
        {
            var buffer = new byte[BufferBytes];
            for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
            {
                if (file.Length + read > bytesMax) throw TooLarge(bytesMax);
                file.Write(buffer, 0, read);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The same without blocking, for a request's body, which cannot be read otherwise.</summary>
    /// <exception cref="TableException">The file is larger than the limit.</exception>
    public static async ValueTask<Stream> OpenAsync(Stream source, long bytesMax, CancellationToken cancel)
    {
        if (source.CanSeek) return Open(source, bytesMax);
        var file = TemporaryFile.Create();
        try
        {
            var buffer = new byte[BufferBytes];
            for (var read = await source.ReadAsync(buffer, cancel); read > 0;
                read = await source.ReadAsync(buffer, cancel))
            {
                if (file.Length + read > bytesMax) throw TooLarge(bytesMax);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static TableException TooLarge(long bytesMax) =>
        new("table.too-large", (bytesMax >> 20).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
