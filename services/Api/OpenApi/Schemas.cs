using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using Microsoft.OpenApi;

namespace CommunityGrains.Api.OpenApi;

/// <summary>
/// JSON Schemas of our types as <c>DomainJson</c> writes them. Its converters (ids, lists, points, unions)
/// are opaque to the general schema exporter, which would call them anything.
/// </summary>
public sealed class Schemas(OpenApiDocument document)
{
    private readonly NullabilityInfoContext nullability = new();

    /// <summary>The schema of a value of this type; records are components, named once.</summary>
    public IOpenApiSchema Of(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain(inner) is { } plain) return plain;
        if (inner.IsEnum) return Component(inner, () => Enumeration(inner));
        if (ItemOf(inner) is { } item)
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(item) };
        if (ValueOf(inner) is { } value)
            return new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Of(value) };
        return inner is { IsAbstract: true, IsInterface: false }
            ? Component(inner, () => Union(inner))
            : Component(inner, () => Record(inner));
    }

    /// <summary>The schema of what a command's body says.</summary>
    public OpenApiSchema OfBody(CommandRoute route)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(),
            AdditionalPropertiesAllowed = false,
        };
        if (route.Creates)
        {
            schema.Properties[CommandShape.RecordId] = Uuid(
                "The record's id; without it one is derived from the command's.");
        }

        foreach (var member in CommandShape.Of(route.Command).BodyMembers.Where(
            one => !IsInAddress(one, route)))
        {
            schema.Properties[member.Name] = member.Nullable ? OrNull(Of(member.Type)) : Of(member.Type);
            if (member is { Required: true, Source: MemberSource.Body }) schema.Required.Add(member.Name);
        }

        schema.Properties[CommandShape.BusinessDate] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = "date",
            Description = "The day on which it takes effect, from 1900 to today in the region; today "
                + "without it.",
        };
        return schema;
    }

    private static bool IsInAddress(CommandMember member, CommandRoute route) =>
        route.Pattern.Contains($"{{{(member.Source == MemberSource.Entry ? "entry" : member.Name)}}}",
            StringComparison.Ordinal);

    private static OpenApiSchema? Plain(Type type) => type switch
    {
        _ when type == typeof(string) || type.IsAssignableTo(typeof(IPersonalDatum)) => String(null),
        _ when type == typeof(Guid) || IsId(type) => Uuid(null),
        _ when type == typeof(DateOnly) => String("date"),
        _ when type == typeof(DateTimeOffset) => String("date-time"),
        _ when type == typeof(bool) => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        _ when type == typeof(int) => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        _ when type == typeof(long) => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        _ when type == typeof(decimal) || type == typeof(double) =>
            new OpenApiSchema { Type = JsonSchemaType.Number },
        _ when type == typeof(JsonElement) => new OpenApiSchema { Type = JsonSchemaType.Object },
        _ when type == typeof(GeoPoint) => Point(),
        _ when type == typeof(GeoBox) => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Pattern = @"^-?[0-9.]+(,-?[0-9.]+){3}$",
            Description = "south,west,north,east in degrees",
        },
        _ => null,
    };

    private static bool IsId(Type type) =>
        type is { IsValueType: true, Namespace: "CommunityGrains.Domain" }
        && type.GetConstructor([typeof(Guid)]) is not null;

    private static Type? ItemOf(Type type) => type.IsGenericType
        && type.GetGenericTypeDefinition() is { } open
        && (open == typeof(ValueList<>) || open == typeof(IReadOnlyList<>)
            || open == typeof(IReadOnlyCollection<>)
            || open == typeof(IEnumerable<>) || open == typeof(List<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static Type? ValueOf(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))
        && type.GetGenericArguments() is [_, var value] ? value : null;

    private static OpenApiSchema String(string? format) =>
        new() { Type = JsonSchemaType.String, Format = format };

    private static OpenApiSchema Uuid(string? description) =>
        new() { Type = JsonSchemaType.String, Format = "uuid", Description = description };

    private static OpenApiSchema Point() => new()
    {
        Type = JsonSchemaType.Array,
        Items = new OpenApiSchema { Type = JsonSchemaType.Number },
        MinItems = 2,
        MaxItems = 2,
        Description = "[longitude, latitude], WGS 84, degrees",
    };

    private static OpenApiSchema OrNull(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { Type: { } type } plain)
        {
            plain.Type = type | JsonSchemaType.Null;
            return plain;
        }

        return new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] };
    }

    private static OpenApiSchema Enumeration(Type type) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. Enum.GetNames(type).Select(name => (JsonNode)KebabCase.Of(name))],
    };

    private OpenApiSchema Record(Type type)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(),
        };
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0
                && property.Name != "EqualityContract"
                && property.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            schema.Properties[name] = Of(property.PropertyType);
            // Absent instead of null: what may be null need not be there.
            if (nullability.Create(property).ReadState != NullabilityState.Nullable)
                schema.Required.Add(name);
        }

        return schema;
    }

    private OpenApiSchema Union(Type type)
    {
        var union = new OpenApiSchema { OneOf = [] };
        foreach (var @case in type.GetNestedTypes().Where(type.IsAssignableFrom))
        {
            union.OneOf.Add(Component(@case, () =>
            {
                var schema = Record(@case);
                schema.Properties!["case"] = new OpenApiSchema { Const = KebabCase.Of(@case.Name) };
                schema.Required!.Add("case");
                return schema;
            }));
        }

        return union;
    }

    private OpenApiSchemaReference Component(Type type, Func<OpenApiSchema> make)
    {
        var name = NameOf(type);
        var components = document.Components ??= new OpenApiComponents();
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!components.Schemas.ContainsKey(name))
        {
            // Entered first, so that a type that holds itself ends.
            components.Schemas[name] = new OpenApiSchema();
            components.Schemas[name] = make();
        }

        return new OpenApiSchemaReference(name, document);
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + string.Concat(
            type.GetGenericArguments().Select(NameOf))
        : type.IsNested && type.DeclaringType is { } outer ? outer.Name + type.Name : type.Name;
}
