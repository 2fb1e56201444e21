using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Api.Http;

/// <summary>A parameter of a query. Each stands in this table once: what reads it and what documents it are
/// the same.</summary>
public sealed record Parameter(string Name, Type Type, string Description, object? Example = null)
{
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public int LengthMax { get; init; } = 200;

    public static readonly Parameter Region = new("region", typeof(string),
        "The region (tenant, ISO 3166-2) that keeps the records; wins over the header X-Region. "
        + "Without both: the deployment's default.", "RU-BA")
    { LengthMax = 32 };

    public static readonly Parameter Text = new("text", typeof(string),
        "Words in any order, parts of words, е or ё, any case.", "двор");

    public static readonly Parameter Municipality =
        new("municipality", typeof(MunicipalityId), "Only of this one.");

    public static readonly Parameter Community = new("community", typeof(CommunityId), "Only of this one.");

    public static readonly Parameter Form = new("form", typeof(CommunityForm), "Only of this form.");

    public static readonly Parameter Basis = new("basis", typeof(CommunityBasis), "Only of this kind.");

    public static readonly Parameter Status = new("status", typeof(CommunityStatus),
        "Only in this status; without it those that count: proposed, registered, active and dormant.");

    public static readonly Parameter InitiativeStatus =
        new("status", typeof(InitiativeStatus), "Only in this status.");

    public static readonly Parameter SuggestionStatus =
        new("status", typeof(SuggestionStatus), "Only in this status; open ones without it.");

    public static readonly Parameter Leader = new("leader", typeof(LeaderStanding),
        "Only those whose best claim to lead stands so.");

    public static readonly Parameter Standing =
        new("standing", typeof(LeaderStanding), "Only claims standing so.");

    public static readonly Parameter Topic = new("topic", typeof(string), "Only those with this topic.");

    public static readonly Parameter Within = new("within", typeof(GeoBox),
        "Only those with a point inside: south,west,north,east in degrees.", "54.6,55.8,54.9,56.2");

    public static readonly Parameter Suspected = new("suspected", typeof(bool),
        "Only those with possible duplicates that nobody has decided on.");

    public static readonly Parameter Order =
        new("order", typeof(CommunityOrder), "The order; by name without it.");

    public static readonly Parameter IncludeMerged = new("includeMerged", typeof(bool),
        "Also those that were merged into others.");

    public static readonly Parameter AsOf = new("asOf", typeof(DateOnly),
        "What was true on that day (business date), as known now.", "2026-09-01");

    public static readonly Parameter AsOfPosition = new("asOfPosition", typeof(long),
        "What the registry showed when it had seen this log position. Not together with asOf.")
    { Minimum = 0 };

    public static readonly Parameter After = new("after", typeof(long),
        "Wait until the views have seen this log position (as a command's reply gives it); "
        + "503 with Retry-After when they have not in time.")
    { Minimum = 0 };

    public static readonly Parameter Cursor = new("cursor", typeof(string), "From the previous page's next.")
    {
        LengthMax = 2000,
    };

    public static readonly Parameter Limit = new("limit", typeof(int), "How many at most; 50 without it.", 50)
    {
        Minimum = 1,
        Maximum = 200,
    };

    public static readonly Parameter Format = new("format", typeof(ExportFormat), "The kind of file.", "csv");

    public static readonly Parameter DryRun = new("dryRun", typeof(bool),
        "Only say what would happen; nothing is recorded.");

    public static readonly Parameter Source = new("source", typeof(string),
        "The name of the file, as history shows it.", "register-2026-11.csv");

    public static readonly Parameter Map = new("map", typeof(string),
        "Which of the file's columns are which, where they are not recognised: "
        + "\"Their header=key;Another=key\"; \"-\" leaves a column out.", "Наименование объединения=name")
    { LengthMax = 4000 };
}
