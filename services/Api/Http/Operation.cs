using CommunityGrains.Access.Rights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Http;

/// <summary>What an endpoint is, for whoever reads openapi.json and for the reader of its parameters. It is
/// the endpoint's metadata. <c>Id</c>: the operation's stable name. <c>Answer</c>: the type of a successful
/// JSON answer; null when it is <c>Media</c>.</summary>
public sealed record Operation(string Id, string Tag, string Summary)
{
    public string? Description { get; init; }

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    public Type? Answer { get; init; }

    /// <summary>Content types of an answer that is no JSON of ours.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>A command's own type: its body is what the command says.</summary>
    public Type? Command { get; init; }

    /// <summary>The type of a JSON body that is no command.</summary>
    public Type? Body { get; init; }

    /// <summary>Content types of a body that is a file.</summary>
    public IReadOnlyList<string> FileBody { get; init; } = [];

    /// <summary>A single record: it answers with an ETag and knows If-None-Match.</summary>
    public bool IsRecord { get; init; }

    /// <summary>It asks about each record itself whether it is the asker's; at its door it is only asked
    /// whether any might be. Of the others the door asks about the place that the request names.</summary>
    public bool LooksCloser { get; init; }

    /// <summary>Its row in the table of rights.</summary>
    public What What => Command is null ? new What.Operation(Id) : new What.Command(Command);

    /// <summary>Statuses it answers with problems, besides those that every operation may.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];
}

public static class OperationExtensions
{
    /// <summary>Makes the endpoint an operation, which answers only whom the table of rights lets
    /// in.</summary>
    public static TBuilder Is<TBuilder>(this TBuilder endpoint, Operation operation)
        where TBuilder : IEndpointConventionBuilder =>
            endpoint.WithName(operation.Id).WithMetadata(operation).AddEndpointFilter(new Door(operation));
}
