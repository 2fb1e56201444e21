using System.Text.Json;

namespace CommunityGrains.EventLog.Codec;

/// <summary>Events to the stored name and JSON, and back. An unknown name or a JSON that does not fit is a stated
/// outcome, never skipped.</summary>
public static class EventCodec
{
    public static NewEvent Encode(object happened) => new(
        EventCatalogue.Default.NameOf(happened.GetType()),
        JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), DomainJson.Options));

    /// <exception cref="UnreadableEventException">The name is unknown, or the JSON does not fit it.</exception>
    public static object Decode(string name, ReadOnlySpan<byte> json)
    {
        var type = EventCatalogue.Default.TypeOf(name)
            ?? throw new UnreadableEventException(name, "this version of the program does not know the name");
        try
        {
            return JsonSerializer.Deserialize(json, type, DomainJson.Options)
                ?? throw new UnreadableEventException(name, "the JSON is null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // The inner message may quote personal data; the type and the path say enough.
            throw new UnreadableEventException(name, $"the JSON does not fit at {(error as JsonException)?.Path}");
        }
    }

    /// <inheritdoc cref="Decode(string, ReadOnlySpan{byte})"/>
    public static object Decode(RecordedEvent recorded) => Decode(recorded.Name, recorded.Json.Span);
}

/// <summary>A stored event that this program cannot read.</summary>
public sealed class UnreadableEventException(string name, string why) : Exception($"Event {name}: {why}")
{
    public string EventName { get; } = name;
}
