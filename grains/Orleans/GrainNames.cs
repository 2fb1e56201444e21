using CommunityGrains.EventLog;

namespace CommunityGrains.Orleans;

/// <summary>A stream's grain: its type is the stream's category, its key "region/id".</summary>
internal static class GrainNames
{
    public static GrainId Of(StreamId stream) =>
        GrainId.Create(stream.Category, $"{stream.Region}/{stream.Key}");

    /// <exception cref="FormatException">The grain is none of a stream.</exception>
    public static StreamId StreamOf(GrainId grain)
    {
        return grain.Key.ToString()!.Split('/') is [var region, var key]
            ? StreamId.Parse($"{region}/{grain.Type}/{key}")
            : throw new FormatException($"{grain} is no stream's grain");
    }
}
