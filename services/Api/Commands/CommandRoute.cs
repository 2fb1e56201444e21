using CommunityGrains.Domain;

namespace CommunityGrains.Api.Commands;

/// <summary>
/// One command's place in the API: always a POST, to a sub-resource that is named for what the command makes.
/// <c>Pattern</c> follows the resource's address; <c>{id}</c> is the record, other parts of it stand for the
/// command's members of that name (<c>{entry}</c>: for its <c>Id</c>). <c>Creates</c>: it begins a record.
/// </summary>
public sealed record CommandRoute(Type Command, string Pattern, string Summary, bool Creates = false)
{
    /// <summary>A body for the reader of openapi.json.</summary>
    public string? Example { get; init; }

    public static CommandRoute To<T>(string pattern, string summary, string? example = null)
        where T : Command =>
        new(typeof(T), pattern, summary) { Example = example };

    public static CommandRoute Begin<T>(string pattern, string summary, string? example = null)
        where T : Command =>
        new(typeof(T), pattern, summary, Creates: true) { Example = example };
}

/// <summary>A resource: the grains of one kind, and the commands they know.</summary>
public sealed record Resource(string Name, IGrainKind Kind, IReadOnlyList<CommandRoute> Commands)
{
    public string Address => $"/api/v1/{Name}";
}
