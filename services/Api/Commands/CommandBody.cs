using System.Text.Json;
using CommunityGrains.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Commands;

/// <summary>What a command's request said, read strictly.</summary>
public sealed record CommandBody(
    IReadOnlyDictionary<string, object?> Values, DateOnly? BusinessDate, Guid? Record)
{
    // A boundary is the deepest of all bodies: area, polygons, rings, points, numbers.
    private const int DepthMax = 12;

    /// <summary>Reads the body and the address.</summary>
    /// <exception cref="ProblemException">400 naming each member that is unknown, given twice, missing or no
    /// value of its kind; 415 when it is no JSON.</exception>
    public static async Task<CommandBody> ReadAsync(HttpContext context, CommandRoute route)
    {
        using var json = await ParseAsync(context.Request, context.RequestAborted);
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        FindDuplicates(json.RootElement, "", errors);
        if (errors.Count > 0) throw new ProblemException(Problems.Invalid(errors));
        var body = Read(json.RootElement, context.Request.RouteValues, route, errors);
        return errors.Count == 0 ? body : throw new ProblemException(Problems.Invalid(errors));
    }

    private static CommandBody Read(
        JsonElement json, RouteValueDictionary address, CommandRoute route,
        SortedDictionary<string, string> errors)
    {
        var shape = CommandShape.Of(route.Command);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        DateOnly? businessDate = null;
        Guid? record = null;
        foreach (var (name, text) in FromAddress(address))
        {
            var member = shape.BodyMembers.Single(one => one.Name == name);
            values[name] = CommandShape.Read(member, JsonSerializer.SerializeToElement(text), errors);
        }

        foreach (var said in json.EnumerateObject())
        {
            if (said.Name == CommandShape.BusinessDate)
                businessDate = Read<DateOnly?>(said, errors);
            else if (said.Name == CommandShape.RecordId && route.Creates)
                record = Read<Guid?>(said, errors);
            else if (shape.BodyMembers.SingleOrDefault(one => one.Name == said.Name) is { } member
                && !values.ContainsKey(said.Name))
                values[said.Name] = CommandShape.Read(member, said.Value, errors);
            else errors[said.Name] = FieldErrors.Unknown;
        }

        foreach (var member in shape.BodyMembers)
        {
            if (member is { Required: true, Source: MemberSource.Body } && !values.ContainsKey(member.Name))
                errors[member.Name] = FieldErrors.Required;
        }

        return new CommandBody(values, businessDate, record);
    }

    private static T? Read<T>(JsonProperty said, IDictionary<string, string> errors) => (T?)CommandShape.Read(
        new CommandMember(said.Name, typeof(T), MemberSource.Body, Required: false, Nullable: true, null),
        said.Value, errors);

    private static IEnumerable<(string Member, string Text)> FromAddress(RouteValueDictionary address) =>
        address.Where(pair => pair.Key != "id").Select(pair =>
            (pair.Key == "entry" ? "id" : pair.Key, pair.Value?.ToString() ?? ""));

    private static async Task<JsonDocument> ParseAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType is null && request.ContentLength is null or 0)
            return JsonDocument.Parse("{}");
        if (!request.HasJsonContentType())
            throw new ProblemException(Problems.ContentType("application/json"));
        try
        {
            var document = await JsonDocument.ParseAsync(
                request.Body, new JsonDocumentOptions { MaxDepth = DepthMax }, cancel);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new ProblemException(Problems.Malformed());
        }
        catch (JsonException)
        {
            throw new ProblemException(Problems.Malformed());
        }
    }

    private static void FindDuplicates(JsonElement element, string path, IDictionary<string, string> errors)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray()) FindDuplicates(item, $"{path}[{index++}]", errors);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in element.EnumerateObject())
            {
                var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                if (!seen.Add(member.Name)) errors[at] = FieldErrors.Duplicate;
                FindDuplicates(member.Value, at, errors);
            }
        }
    }
}
