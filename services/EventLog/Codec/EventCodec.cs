using System.Text.Json;

namespace CommunityGrains.EventLog.Codec;

/// <summary>Events to the stored name and JSON, and back. An unknown name or a JSON that does not fit is a
/// stated outcome, never skipped.</summary>
public static class EventCodec
{
    public static NewEvent Encode(object happened) => Encode(happened, EventCatalogue.Default);

    /// <summary>Encodes by a catalogue of one's own.</summary>
    public static NewEvent Encode(object happened, EventCatalogue catalogue) => new(
        catalogue.NameOf(happened.GetType()),
        JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), DomainJson.Options));

    /// <exception cref="UnreadableEventException">The name is unknown, or the JSON does not fit
    /// it.</exception>
    public static object Decode(string name, ReadOnlySpan<byte> json) =>
        Decode(name, json, EventCatalogue.Default);

    /// <inheritdoc cref="Decode(string, ReadOnlySpan{byte})"/>
    public static object Decode(string name, ReadOnlySpan<byte> json, EventCatalogue catalogue)
    {
        var type = catalogue.TypeOf(name)
            ?? throw new UnreadableEventException(name, "this version of the program does not know the name");
        try
        {
            return JsonSerializer.Deserialize(json, type, DomainJson.Options)
                ?? throw new UnreadableEventException(name, "the JSON is null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // The inner message may quote personal data; the type and the path say enough.
            throw new UnreadableEventException(
                name, $"the JSON does not fit at {(error as JsonException)?.Path}");
        }
    }

    /// <inheritdoc cref="Decode(string, ReadOnlySpan{byte})"/>
    public static object Decode(RecordedEvent recorded) => Decode(recorded, EventCatalogue.Default);

    /// <inheritdoc cref="Decode(string, ReadOnlySpan{byte})"/>
    public static object Decode(RecordedEvent recorded, EventCatalogue catalogue) =>
        Decode(recorded.Name, recorded.Json.Span, catalogue);
}

/// <summary>A stored event that this program cannot read.</summary>
public sealed class UnreadableEventException(string name, string why) : Exception($"Event {name}: {why}")
{
    public string EventName { get; } = name;
}
