using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>States as snapshots. The shape is the very build of the code that folds and writes states: any
/// other build may mean something else by the same members, so its snapshots are ignored and written
/// anew.</summary>
public static class StateCodec
{
    private static readonly string CodecBuild = typeof(DomainJson).Module.ModuleVersionId.ToString("N");

    /// <summary>The shape that this program's snapshots of a kind have.</summary>
    public static string ShapeOf(IGrainKind kind) =>
        $"{kind.StateType.Module.ModuleVersionId:N}-{CodecBuild}";

    public static Snapshot Write(IGrainKind kind, object state, long version) => new(
        version, ShapeOf(kind),
        JsonSerializer.SerializeToUtf8Bytes(state, kind.StateType, DomainJson.Options));

    /// <summary>The state, or null when the snapshot is of another shape or cannot be read.</summary>
    public static object? Read(IGrainKind kind, Snapshot snapshot)
    {
        if (snapshot.Shape != ShapeOf(kind)) return null;
        try
        {
            return JsonSerializer.Deserialize(snapshot.Json.Span, kind.StateType, DomainJson.Options);
        }
        catch (Exception)
        {
            // Whatever is wrong with it, also a value that its own constructor refuses: the log has it all.
            return null;
        }
    }
}
