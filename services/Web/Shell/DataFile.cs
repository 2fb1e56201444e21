using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Web.Shell;

/// <summary>What a script of a page asks for, as JSON. What is the same for everybody may be kept, and asked
/// about by its fingerprint; what was made for one reader is kept by nobody.</summary>
public sealed class DataFile(byte[] json, bool isForOne = false)
{
    private readonly Lazy<byte[]> brotli = new(() => Compress(json));
    private readonly string fingerprint = Convert.ToHexStringLower(SHA256.HashData(json))[..16];

    /// <summary>Something for the reader who asks, and for no other.</summary>
    public static DataFile Of<T>(T content) =>
        new(JsonSerializer.SerializeToUtf8Bytes(content, Json.Options), isForOne: true);

    public int Length => json.Length;

    public int LengthCompressed => brotli.Value.Length;

    /// <summary>Answers with it, or that what the browser has is still right.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var compressed = http.Request.Headers.AcceptEncoding.ToString()
            .Contains("br", StringComparison.OrdinalIgnoreCase);
        var (request, response) = (http.Request, http.Response);
        var tag = $"\"{fingerprint}{(compressed ? "-br" : "")}\"";
        response.Headers.ETag = tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl = isForOne ? "no-store" : "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (request.Headers.IfNoneMatch.Contains(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var bytes = compressed ? brotli.Value : json;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        if (compressed) response.Headers.ContentEncoding = "br";
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.Optimal)) stream.Write(bytes);
        return compressed.ToArray();
    }
}
