using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CommunityGrains.Api.OpenApi;

/// <summary>What openapi.json says of the API as a whole.</summary>
public sealed class DescribeDocument : IOpenApiDocumentTransformer
{
    private const string About = """
        The registry of communities, their leaders and initiatives in every municipality of a region.

        - **Region.** Each record belongs to a region (the tenant). A request names it by `?region=` or
          `X-Region`; without both, the deployment's default is meant.
        - **Commands** are POSTs to sub-resources of a record. The answer comes when the events are durable.
          `Idempotency-Key` makes sending again harmless; `If-Match` refuses what rests on an old version.
        - **Reading one's own write.** Views follow the log by milliseconds. Pass a command's `position` as
          `after`.
        - **As of.** Every list and record can be asked as of a business date (`asOf`) or a log position.
        - **Problems** follow RFC 9457; `code` is stable, `title` is in Russian or English by
          `Accept-Language`.
        - **Access.** There are no accounts yet: the program serves its own machine only.
        """;

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "CommunityGrains", Version = "v1", Description = About };
        // Where it is served differs by deployment; the checked-in file must not.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = ProblemSchema();
        document.Components.Schemas = document.Components.Schemas
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key, pair => pair.Value);
        document.Components.Parameters = document.Components.Parameters?
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key, pair => pair.Value);
        document.Components.Responses = document.Components.Responses?
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key, pair => pair.Value);
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457",
        Required = new HashSet<string> { "type", "title", "status", "code", "details", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The end of it is the code.", "/problems/community.closed"),
            ["title"] = Text("In words.", "The community is closed"),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Examples = [409] },
            ["code"] = Text("Stable.", "community.closed"),
            ["details"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Text(null, null),
                Description = "Names of fields, ids, missing parts; never personal data.",
            },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array,
                    Items = Text(null, null) },
                Description = "Per parameter or member of the body, what is wrong with it.",
            },
            ["traceId"] = Text("Names this request in the program's journal.", null),
        },
    };

    private static OpenApiSchema Text(string? description, string? example) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Examples = example is null ? null : [example],
    };
}
