using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Registry.Views;

/// <summary>Grain states as the views keep them: the domain's JSON.</summary>
internal static class StateJson
{
    public static byte[] Write(IGrainKind kind, object state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, kind.StateType, DomainJson.Options);

    public static object Read(IGrainKind kind, ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, kind.StateType, DomainJson.Options)
            ?? throw new JsonException($"a stored state of {kind.Category} is null");

    public static T Read<T>(ReadOnlySpan<byte> json) where T : class =>
        JsonSerializer.Deserialize<T>(json, DomainJson.Options)
            ?? throw new JsonException("a stored state is null");
}
