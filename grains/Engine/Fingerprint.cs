using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CommunityGrains.Domain;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>
/// What makes a command the same when it is asked again: SHA-256 over the stream's name, the command's type,
/// who acts, and its contents. Left out is the rest of <see cref="Asked"/>: the time, because a retry comes
/// later, and the business date, because whoever retries after midnight means the same command; its first
/// answer stands. Left out as well is what travels beside the command (causation, correlation, the version it
/// was asked on).
/// </summary>
public static class Fingerprint
{
    private static readonly JsonSerializerOptions WithoutAsked = new(DomainJson.Options)
    {
        TypeInfoResolver = DomainJson.Options.TypeInfoResolver!.WithAddedModifier(RemoveAsked),
    };

    // Declaring type and name; not the namespace, so that a file may move between two tries of one command.
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    private const int BufferKept = 64 * 1024;

    [ThreadStatic]
    private static Scratch? scratch;

    /// <summary>32 bytes.</summary>
    public static byte[] Of(Order order)
    {
        var (buffer, writer) = scratch ??= new Scratch();
        try
        {
            var type = order.Command.GetType();
            var head = $"{order.Stream}\n{Names.GetOrAdd(type, NameOf)}\n{order.Command.Asked.By}\n";
            Encoding.UTF8.GetBytes(head, buffer);
            writer.Reset(buffer);
            JsonSerializer.Serialize(writer, order.Command, type, WithoutAsked);
            writer.Flush();
            return SHA256.HashData(buffer.WrittenSpan);
        }
        finally
        {
            // Also after a failure: what is left is of another command. A buffer that a boundary of many
            // points has blown up is not kept.
            buffer.ResetWrittenCount();
            writer.Reset(buffer);
            if (buffer.Capacity > BufferKept) scratch = null;
        }
    }

    private static string NameOf(Type type) => $"{type.DeclaringType?.Name}.{type.Name}";

    private static void RemoveAsked(JsonTypeInfo info)
    {
        if (!info.Type.IsAssignableTo(typeof(Command))) return;
        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            if (info.Properties[i].PropertyType == typeof(Asked)) info.Properties.RemoveAt(i);
        }
    }

    private sealed record Scratch(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)
    {
        public Scratch() : this(new ArrayBufferWriter<byte>(1024)) { }

        private Scratch(ArrayBufferWriter<byte> buffer)
            : this(buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true })) { }
    }
}
