using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using CommunityGrains.Api.Http;
using CommunityGrains.Domain;

namespace CommunityGrains.Api.Commands;

/// <summary>Where a member of a command comes from.</summary>
public enum MemberSource
{
    Body,

    /// <summary>Who asks, when: headers and clock.</summary>
    Asked,

    /// <summary>The record itself: the address.</summary>
    Record,

    /// <summary>The id of an entry: the address, else the body, else derived from the command's id.</summary>
    Entry,
}

/// <summary>A member of a command. <c>Required</c>: it must be said, though perhaps as null.</summary>
public sealed record CommandMember(
    string Name, Type Type, MemberSource Source, bool Required, bool Nullable, object? Default);

/// <summary>
/// What a command's body says: the members of the command's record. The record is the one description; a new
/// command needs only its route.
/// </summary>
public sealed class CommandShape
{
    /// <summary>Members that every body may have, besides the command's own.</summary>
    public const string BusinessDate = "businessDate";
    public const string RecordId = "id";

    private static readonly ConcurrentDictionary<Type, CommandShape> Shapes = new();

    private readonly ConstructorInfo constructor;

    private CommandShape(Type command)
    {
        constructor = command.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var nullability = new NullabilityInfoContext();
        Members = [.. constructor.GetParameters().Select(parameter => new CommandMember(
            JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!),
            parameter.ParameterType,
            SourceOf(parameter),
            !parameter.HasDefaultValue,
            nullability.Create(parameter).WriteState == NullabilityState.Nullable,
            DefaultOf(parameter)))];
    }

    public IReadOnlyList<CommandMember> Members { get; }

    public static CommandShape Of(Type command) => Shapes.GetOrAdd(command, type => new CommandShape(type));

    /// <summary>The members a body may have.</summary>
    public IEnumerable<CommandMember> BodyMembers =>
        Members.Where(member => member.Source is MemberSource.Body or MemberSource.Entry);

    /// <summary>Makes the command of what was said.</summary>
    /// <param name="values">By member name.</param>
    public Command Build(Asked asked, Guid record, IReadOnlyDictionary<string, object?> values) =>
        (Command)constructor.Invoke([.. Members.Select(member => member.Source switch
        {
            MemberSource.Asked => asked,
            MemberSource.Record => Activator.CreateInstance(member.Type, record),
            _ when values.TryGetValue(member.Name, out var value) => value,
            MemberSource.Entry => new EntryId(NameBasedId.Create(asked.Id.Value, "entry")),
            _ => member.Default,
        })]);

    /// <summary>Reads one member; says what is wrong with it under its own path.</summary>
    public static object? Read(CommandMember member, JsonElement value, IDictionary<string, string> errors)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!member.Nullable) errors[member.Name] = FieldErrors.Required;
            return null;
        }

        try
        {
            return value.Deserialize(member.Type, ApiJson.Options);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            // The path only: the text of the exception may quote what was sent.
            errors[member.Name + (error as JsonException)?.Path?.TrimStart('$')] = FieldErrors.Malformed;
            return null;
        }
    }

    private static MemberSource SourceOf(ParameterInfo parameter) => parameter switch
    {
        _ when parameter.ParameterType == typeof(Asked) => MemberSource.Asked,
        { Name: "Self" } => MemberSource.Record,
        { Name: "Id" } when parameter.ParameterType == typeof(EntryId) => MemberSource.Entry,
        _ => MemberSource.Body,
    };

    private static object? DefaultOf(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true, DefaultValue: not null } => parameter.DefaultValue,
        { ParameterType.IsValueType: true } => Activator.CreateInstance(parameter.ParameterType),
        _ => null,
    };
}
