using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Web.Shell;

/// <summary>
/// The one stylesheet, out of the assembly. Its address carries a fingerprint of its bytes, so it may be kept
/// for ever; a changed one has another address. Under an old fingerprint the present one is given, briefly.
/// </summary>
public sealed class Stylesheet
{
    private const string Resource = "web/site.css";

    private readonly byte[] plain;
    private readonly byte[] brotli;
    private readonly string fingerprint;

    private Stylesheet(byte[] plain)
    {
        this.plain = plain;
        brotli = Compress(plain);
        fingerprint = Convert.ToHexStringLower(SHA256.HashData(plain))[..16];
    }

    public string Address => $"/assets/site.{fingerprint}.css";

    public static Stylesheet Load()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly was built without {Resource}");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new Stylesheet(bytes.ToArray());
    }

    internal void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/assets/site.{print}.css", [HttpMethods.Get, HttpMethods.Head], Serve)
        .ExcludeFromDescription();

    private IResult Serve(HttpContext http, string print)
    {
        var compressed = http.Request.Headers.AcceptEncoding.ToString()
            .Contains("br", StringComparison.OrdinalIgnoreCase);
        var headers = http.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = print == fingerprint ? "public, max-age=31536000, immutable" : "no-cache";
        if (compressed) headers.ContentEncoding = "br";
        return Results.Bytes(
            compressed ? brotli : plain,
            "text/css; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{fingerprint}{(compressed ? "-br" : "")}\""));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.Optimal)) stream.Write(bytes);
        return compressed.ToArray();
    }
}
