using System.Globalization;
using Microsoft.OpenApi;

namespace CommunityGrains.Api.OpenApi;

/// <summary>What many operations have in common is written once and referred to.</summary>
public sealed class SharedParts(OpenApiDocument document)
{
    /// <summary>A problem with this status.</summary>
    public IOpenApiResponse Problem(int status, string meaning)
    {
        var name = $"Problem{status.ToString(CultureInfo.InvariantCulture)}";
        var responses = Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        responses.TryAdd(name, new OpenApiResponse
        {
            Description = meaning,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] =
                    new() { Schema = new OpenApiSchemaReference("Problem", document) },
            },
        });
        return new OpenApiResponseReference(name, document);
    }

    /// <summary>The parameter by reference; as it is, when another of the same name means something
    /// else.</summary>
    public IOpenApiParameter Parameter(OpenApiParameter parameter)
    {
        var parameters = Components.Parameters ??= new Dictionary<string, IOpenApiParameter>();
        if (!parameters.TryAdd(parameter.Name!, parameter)
            && parameters[parameter.Name!].Description != parameter.Description)
            return parameter;
        return new OpenApiParameterReference(parameter.Name!, document);
    }

    private OpenApiComponents Components => document.Components ??= new OpenApiComponents();
}
