using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CommunityGrains.Architecture.Tests;

/// <summary>Who may use whom. An assembly that is built against another is an arrow; the table says which
/// arrows are allowed, and everything else is a violation.</summary>
internal static class Arrows
{
    /// <summary>Project → the projects and the families of packages it may use. The base library is free to
    /// all.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["Domain"] = [],
        ["EventLog"] = ["Domain"],
        ["Sqlite"] = ["Microsoft.Data.Sqlite", "SQLitePCLRaw", "Dapper"],
        ["PostgreSql"] = ["Npgsql", "Dapper"],
        ["EventLog.PostgreSql"] = ["Domain", "EventLog", "PostgreSql", "Npgsql", "Dapper"],
        ["EventLog.Sqlite"] =
            ["Domain", "EventLog", "Sqlite", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Dapper"],
        ["Engine"] = ["Domain", "EventLog"],
        ["Orleans"] = ["Domain", "EventLog", "Engine", "Orleans", "Microsoft.Extensions"],
        ["Projections"] = ["Domain", "EventLog"],
        ["Registry"] =
        [
            "Domain", "EventLog", "Engine", "Projections", "Sqlite", "Microsoft.Data.Sqlite", "SQLitePCLRaw",
            "PostgreSql", "Npgsql", "Dapper",
            "CsvHelper", "ExcelDataReader", "DocumentFormat.OpenXml", "System.IO.Packaging",
        ],
        ["Access"] =
        [
            "Domain", "EventLog", "Engine", "Projections", "Registry", "Sqlite", "Microsoft.Data.Sqlite",
            "PostgreSql", "Npgsql", "Dapper", "Microsoft.AspNetCore", "Microsoft.Extensions",
            "Microsoft.Net", "Microsoft.IdentityModel", "zxcvbn-core",
        ],
        ["Notices"] =
        [
            "Access", "Domain", "EventLog", "Engine", "Registry", "Dapper", "Microsoft.AspNetCore",
            "Microsoft.Extensions",
        ],
        ["Api"] =
        [
            "Access", "Domain", "EventLog", "Engine", "Projections", "Registry", "Microsoft.AspNetCore",
            "Microsoft.Extensions",
            "Microsoft.Net", "Microsoft.OpenApi",
        ],
        ["LongWork"] =
        [
            "Access", "Domain", "EventLog", "Engine", "Registry", "Dapper", "Microsoft.AspNetCore",
            "Microsoft.Extensions",
        ],
        ["Web"] =
        [
            "Access", "Domain", "EventLog", "Engine", "LongWork", "Notices", "Registry", "Microsoft.AspNetCore",
            "Microsoft.Extensions", "Microsoft.Net", "Markdig", "QRCoder",
        ],
        ["communitygrains"] =
        [
            "Domain", "EventLog", "Sqlite", "EventLog.Sqlite", "PostgreSql", "EventLog.PostgreSql", "Engine",
            "Projections", "Registry", "Access", "Api", "LongWork", "Notices", "Web", "Npgsql",
            "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.Net", "Microsoft.OpenApi",
            "OpenTelemetry",
            "System.CommandLine", "Spectre.Console", "Microsoft.Data.Sqlite", "Dapper",
        ],
        // The same program with another engine: what Host puts together is all there.
        ["Silo"] =
        [
            "communitygrains", "Domain", "EventLog", "PostgreSql", "Engine", "Orleans",
            "Microsoft.Extensions", "System.CommandLine", "Npgsql",
            // What the generators behind Host's packages write into whoever is built against it.
            "Microsoft.AspNetCore", "Microsoft.OpenApi",
        ],
    };

    /// <summary>"CommunityGrains.EventLog.Sqlite" → "EventLog.Sqlite"; null for what is not of this
    /// house.</summary>
    public static string? NameOf(string assembly) =>
        assembly == "communitygrains" ? assembly
        : assembly.StartsWith("CommunityGrains.", StringComparison.Ordinal)
            ? assembly["CommunityGrains.".Length..]
        : null;

    /// <summary>The forbidden arrows of one built assembly, as "Domain → EventLog".</summary>
    public static IReadOnlyList<string> Violations(Stream assembly)
    {
        using var image = new PEReader(assembly);
        var metadata = image.GetMetadataReader();
        var assemblyName = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        var from = NameOf(assemblyName) ?? assemblyName;
        return [.. metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(to => !IsFree(to) && !IsAllowed(from, to))
            .Select(to => $"{from} → {NameOf(to) ?? to}")];
    }

    private static bool IsAllowed(string from, string to) =>
        Allowed.TryGetValue(from, out var allowed) && (NameOf(to) is { } ours
            ? allowed.Contains(ours)
            : allowed.Any(family => to == family || to.StartsWith(family + ".", StringComparison.Ordinal)));

    // System.IO.Packaging and System.CommandLine are packages, whatever their names say.
    private static bool IsFree(string to) =>
        to is "System" or "mscorlib" or "netstandard"
        || (to.StartsWith("System.", StringComparison.Ordinal)
            && to is not ("System.IO.Packaging" or "System.CommandLine"));
}
