namespace CommunityGrains.Registry.Exports;

/// <summary>The formats an export is written in.</summary>
public enum ExportFormat
{
    Csv,
    Xlsx,
    Geojson,
    Jsonl,
}

public static class ExportFormats
{
    /// <summary>"csv", "xlsx", "geojson" or "jsonl"; null for anything else.</summary>
    public static ExportFormat? Parse(string? text) => text?.Trim().TrimStart('.').ToLowerInvariant() switch
    {
        "csv" => ExportFormat.Csv,
        "xlsx" => ExportFormat.Xlsx,
        "geojson" => ExportFormat.Geojson,
        "jsonl" or "ndjson" => ExportFormat.Jsonl,
        _ => null,
    };

    /// <summary>The media type that goes with the file over HTTP.</summary>
    public static string MediaType(this ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Geojson => "application/geo+json",
        ExportFormat.Jsonl => "application/jsonl; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "no such format"),
    };

    public static string Extension(this ExportFormat format) => "." + format.ToString().ToLowerInvariant();
}
