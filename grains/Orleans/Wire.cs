using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Orleans;

/// <summary>Orders and answers as the codec's JSON. Reading is strict: a member that one side does not know
/// is an error, never dropped, while silos of two versions run side by side.</summary>
internal static class Wire
{
    public static OrderOnWire Write(Order order, IGrainKind kind) => new(
        JsonSerializer.SerializeToUtf8Bytes(order.Command, kind.CommandType, DomainJson.Options),
        order.Causation, order.Correlation, order.IfVersion);

    public static Order ReadOrder(OrderOnWire order, Activation activation)
    {
        var command = JsonSerializer.Deserialize(
            order.Command, activation.Kind.CommandType, DomainJson.Options)
            ?? throw new JsonException("null");
        return new Order(
            activation.Stream, (Command)command, order.Causation, order.Correlation, order.IfVersion);
    }

    public static byte[] Write(Reply reply) => Bytes(reply);

    public static Reply ReadReply(byte[] json) => Read<Reply>(json);

    public static byte[] Write(Consideration considered, EventCatalogue catalogue) =>
        Bytes(new ConsiderationJson(
            [.. considered.Events.Select(happened => EventCodec.Encode(happened, catalogue))
                .Select(happened => new EventJson(happened.Name, Element(happened.Json)))],
            considered.Refusal, considered.Version));

    public static Consideration ReadConsideration(byte[] json, EventCatalogue catalogue)
    {
        var (events, refusal, version) = Read<ConsiderationJson>(json);
        return new Consideration(
            [.. events.Select(happened => EventCodec.Decode(
                happened.Name, JsonSerializer.SerializeToUtf8Bytes(happened.Json), catalogue))],
            refusal, version);
    }

    public static byte[] Write(GrainState state, IGrainKind kind) =>
        Bytes(new StateJson(Element(state.State, kind.StateType), state.Version));

    public static GrainState ReadState(byte[] json, IGrainKind kind)
    {
        var (state, version) = Read<StateJson>(json);
        return new GrainState(Value(state, kind.StateType), version);
    }

    private static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, DomainJson.Options);

    private static T Read<T>(byte[] json) =>
        JsonSerializer.Deserialize<T>(json, DomainJson.Options) ?? throw new JsonException("null");

    private static JsonElement Element(object value, Type type) =>
        JsonSerializer.SerializeToElement(value, type, DomainJson.Options);

    private static JsonElement Element(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize<JsonElement>(json.Span);

    private static object Value(JsonElement element, Type type) =>
        element.Deserialize(type, DomainJson.Options) ?? throw new JsonException("null");

    private sealed record EventJson(string Name, JsonElement Json);

    private sealed record ConsiderationJson(IReadOnlyList<EventJson> Events, Refusal? Refusal, long Version);

    private sealed record StateJson(JsonElement State, long Version);
}
