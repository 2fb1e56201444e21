using System.Globalization;
using System.Text.Json.Nodes;
using CommunityGrains.Api.Commands;
using CommunityGrains.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CommunityGrains.Api.OpenApi;

/// <summary>Writes each operation of openapi.json from the endpoint's own <see cref="Operation"/>.</summary>
public sealed class DescribeOperations : IOpenApiOperationTransformer
{
    private static readonly Dictionary<int, string> Meanings = new()
    {
        [304] = "Not changed since the answer that If-None-Match names.",
        [400] = "The request has errors; `errors` names each parameter or member.",
        [401] = "Sign in first: with a personal access token, or a token of the trusted issuer.",
        [404] = "There is no such record, or it is none of yours.",
        [409] = "Refused: the record's state does not allow it.",
        [412] = "The record is not at the version that If-Match names.",
        [413] = "The body is too large.",
        [415] = "Not the content type that is taken.",
        [422] = "Refused: a value is none of its field; or the Idempotency-Key was used for something else.",
        [429] = "Too much was asked for; see Retry-After.",
        [503] = "Not now: the views are behind, or the program is shutting down. See Retry-After.",
    };

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Operation>().FirstOrDefault() is not { } known) return Task.CompletedTask;
        var document = context.Document!;
        var (schemas, shared) = (new Schemas(document), new SharedParts(document));
        var route = metadata.OfType<CommandRoute>().FirstOrDefault();
        operation.OperationId = known.Id;
        operation.Summary = known.Summary;
        operation.Description = known.Description;
        operation.Tags = new HashSet<OpenApiTagReference> { new(known.Tag, document) };
        operation.Parameters = [.. Addresses(context, schemas, route), .. Queries(known, schemas, shared),
            .. Headers(known).Select(shared.Parameter)];
        operation.RequestBody = known.Body is { } body ? JsonOf(schemas.Of(body))
            : route is null ? FileOf(known) : BodyOf(route, schemas);
        operation.Responses = Responses(known, schemas, shared);
        return Task.CompletedTask;
    }

    private static IEnumerable<IOpenApiParameter> Addresses(
        OpenApiOperationTransformerContext context, Schemas schemas, CommandRoute? route)
    {
        var path = context.Description.RelativePath ?? "";
        foreach (var name in path.Split('/').Where(part => part.StartsWith('{'))
            .Select(part => part.Trim('{', '}')))
        {
            var plain = name.Split(':')[0];
            var member = route is null ? null : CommandShape.Of(route.Command).BodyMembers
                .FirstOrDefault(one => one.Name == plain);
            yield return new OpenApiParameter
            {
                Name = plain,
                In = ParameterLocation.Path,
                Required = true,
                Schema = schemas.Of(member?.Type ?? (plain is "kind" ? typeof(string) : typeof(Guid))),
            };
        }
    }

    private static IEnumerable<IOpenApiParameter> Queries(
        Operation known, Schemas schemas, SharedParts shared) =>
        known.Parameters.Append(Parameter.Region).Select(parameter => shared.Parameter(new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = Limited(schemas.Of(parameter.Type), parameter),
            Example = parameter.Example is { } example ? JsonValue.Create(example) : null,
        }));

    private static IOpenApiSchema Limited(IOpenApiSchema schema, Parameter parameter)
    {
        if (schema is not OpenApiSchema plain) return schema;
        plain.Minimum = parameter.Minimum?.ToString(CultureInfo.InvariantCulture);
        plain.Maximum = parameter.Maximum?.ToString(CultureInfo.InvariantCulture);
        if (parameter.Type == typeof(string)) plain.MaxLength = parameter.LengthMax;
        return plain;
    }

    private static IEnumerable<OpenApiParameter> Headers(Operation known)
    {
        yield return Header("X-Region", "The region, when ?region= does not name it.");
        yield return Header("Accept-Language", "ru (default) or en, for titles of problems.");
        if (known.IsRecord) yield return Header(
            "If-None-Match", "The ETag of an answer one has: 304 when it is this one.");
        if (known.Command is null) yield break;
        yield return Header("Idempotency-Key",
            "Names the command: a GUID, or any text up to 255 characters. Sent again, it gets the first "
            + "answer with `Idempotent-Replayed: true`.");
        yield return Header("If-Match", "The record's ETag: 412 unless it is at that version still.");
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiRequestBody JsonOf(IOpenApiSchema schema) => new()
    {
        Required = true,
        Content = new Dictionary<string,
            OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
    };

    private static OpenApiRequestBody BodyOf(CommandRoute route, Schemas schemas)
    {
        var schema = schemas.OfBody(route);
        return new OpenApiRequestBody
        {
            Required = schema.Required!.Count > 0,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = schema,
                    Example = route.Example is { } example ? JsonNode.Parse(example) : null,
                },
            },
        };
    }

    private static OpenApiRequestBody? FileOf(Operation known) => known.FileBody.Count == 0 ? null : new()
    {
        Required = true,
        Content = known.FileBody.ToDictionary(type => type, _ => new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
        }),
    };

    private static OpenApiResponses Responses(Operation known, Schemas schemas, SharedParts shared)
    {
        var success = new OpenApiResponse { Description = known.Summary, Headers = SuccessHeaders(known) };
        success.Content = known.Answer is { } answer
            ? new Dictionary<string, OpenApiMediaType> { ["application/json"] =
                new() { Schema = schemas.Of(answer) } }
            : known.Media.ToDictionary(type => type, _ => new OpenApiMediaType());
        var responses = new OpenApiResponses
        {
            [known.Status.ToString(CultureInfo.InvariantCulture)] = success,
        };
        if (known.IsRecord) responses["304"] = new OpenApiResponse { Description = Meanings[304] };
        if (known is { Command: not null, Status: 201 })
        {
            responses["200"] = new OpenApiResponse
            {
                Description = "It was so already.",
                Content = success.Content,
                Headers = SuccessHeaders(known),
            };
        }

        foreach (var status in known.Problems)
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] =
                shared.Problem(status, Meanings[status]);
        }

        return responses;
    }

    private static Dictionary<string, IOpenApiHeader> SuccessHeaders(Operation known)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (known.IsRecord || known.Command is not null)
            headers["ETag"] =
                Told("The record's version, for If-Match (and of this answer, for If-None-Match).");
        if (known.Command is not null)
            headers["Idempotent-Replayed"] = Told("true when this is the first answer, given again.");
        if (known.Status == 201) headers["Location"] = Told("The address of the new record.");
        return headers;
    }

    private static OpenApiHeader Told(string description) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
