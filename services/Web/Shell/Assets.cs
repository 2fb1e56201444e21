using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Web.Shell;

/// <summary>
/// What pages load beside their HTML, out of the assembly: the one stylesheet (<c>site.css</c>, joined from
/// <c>wwwroot/styles</c> in the order of their names), the scripts, and what npm brought. Each address
/// carries a fingerprint of the bytes, so it may be kept for ever; what is changed has another address. Under
/// an old fingerprint the present bytes are given, briefly.
/// </summary>
public sealed class Assets
{
    private const string Root = "web/";
    private const string Styles = Root + "styles/";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Asset> byName;

    private Assets(FrozenDictionary<string, Asset> byName) => this.byName = byName;

    /// <summary>Where a file is, by its name without folders: "site.css", "site.js".</summary>
    /// <exception cref="ArgumentException">The assembly was built without such a file.</exception>
    public string Address(string name) => byName.TryGetValue(name, out var asset)
        ? asset.Address
        : throw new ArgumentException($"The assembly was built without {name}", nameof(name));

    public static Assets Load()
    {
        var assembly = typeof(Assets).Assembly;
        var all = assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Root, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        var styles = all.Where(resource => resource.StartsWith(Styles, StringComparison.Ordinal));
        var assets = all.Except(styles)
            .Select(resource => new Asset(Path.GetFileName(resource), Read([resource])))
            .Append(new Asset("site.css", Read(styles)));
        return new Assets(assets.ToFrozenDictionary(asset => asset.Name));

        byte[] Read(IEnumerable<string> resources)
        {
            using var bytes = new MemoryStream();
            foreach (var resource in resources)
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                stream.CopyTo(bytes);
            }

            return bytes.ToArray();
        }
    }

    internal void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], Serve)
        .ExcludeFromDescription();

    private IResult Serve(HttpContext http, string file)
    {
        // name.fingerprint.ext
        var pieces = file.Split('.');
        if (pieces.Length < 3) return Results.NotFound();
        var (print, name) = (pieces[^2], string.Join('.', [.. pieces[..^2], pieces[^1]]));
        if (!byName.TryGetValue(name, out var asset)) return Results.NotFound();

        var compressed = http.Request.Headers.AcceptEncoding.ToString()
            .Contains("br", StringComparison.OrdinalIgnoreCase);
        var headers = http.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = print == asset.Fingerprint
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        if (compressed) headers.ContentEncoding = "br";
        return Results.Bytes(
            compressed ? asset.Brotli : asset.Plain,
            ContentTypes[Path.GetExtension(name)],
            entityTag: new EntityTagHeaderValue($"\"{asset.Fingerprint}{(compressed ? "-br" : "")}\""));
    }

    private sealed class Asset(string name, byte[] plain)
    {
        // Some take a second to compress well, and are asked for by few pages: done when first asked for.
        private readonly Lazy<byte[]> brotli = new(() => Compress(plain));

        public string Name => name;

        public byte[] Plain => plain;

        public byte[] Brotli => brotli.Value;

        public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(plain))[..16];

        public string Address =>
            $"/assets/{Path.GetFileNameWithoutExtension(name)}.{Fingerprint}{Path.GetExtension(name)}";

        private static byte[] Compress(byte[] bytes)
        {
            using var compressed = new MemoryStream();
            using (var stream = new BrotliStream(compressed, CompressionLevel.Optimal)) stream.Write(bytes);
            return compressed.ToArray();
        }
    }
}
