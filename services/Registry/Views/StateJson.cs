using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Registry.Views;

/// <summary>Grain states as the views keep them: the domain's JSON, without what is computed from the rest, and with
/// absent values read as null.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new(DomainJson.Options)
    {
        IgnoreReadOnlyProperties = true,
        RespectRequiredConstructorParameters = false,
    };

    public static byte[] Write(IGrainKind kind, object state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, kind.StateType, Options);

    public static object Read(IGrainKind kind, ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, kind.StateType, Options)
            ?? throw new JsonException($"a stored state of {kind.Category} is null");

    public static T Read<T>(ReadOnlySpan<byte> json) where T : class =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("a stored state is null");
}
