using System.Diagnostics.CodeAnalysis;

namespace CommunityGrains.EventLog;

/// <summary>The name of a stream: region/category/id, as "RU-BA/community/0192…". The region is the tenant
/// that keeps the record (ISO 3166-2), which one deployment may serve several of.</summary>
public sealed record StreamId
{
    public StreamId(string region, string category, Guid key)
    {
        if (!IsName(region))
            throw new ArgumentException($"'{region}' is not a region such as RU-BA", nameof(region));
        if (!IsName(category))
            throw new ArgumentException($"'{category}' is not a category", nameof(category));
        Region = region;
        Category = category;
        Key = key;
    }

    public string Region { get; }

    public string Category { get; }

    public Guid Key { get; }

    public override string ToString() => $"{Region}/{Category}/{Key}";

    /// <summary>Reads a stream's name; false when it is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StreamId? stream)
    {
        var parts = text?.Split('/') ?? [];
        stream = parts.Length == 3 && IsName(parts[0]) && IsName(parts[1])
            && Guid.TryParseExact(parts[2], "D", out var key)
                ? new StreamId(parts[0], parts[1], key)
                : null;
        return stream is not null;
    }

    public static StreamId Parse(string text) =>
        TryParse(text, out var stream) ? stream
            : throw new FormatException($"'{text}' is not region/category/id");

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 32
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
