using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.Domain;

/// <summary>Ids that follow from a name (UUID version 5 of RFC 9562: SHA-1 over namespace and name), so that
/// whoever derives one twice, also after a crash or on another machine, gets the same.</summary>
public static class NameBasedId
{
    /// <summary>The id of <paramref name="name"/> (as UTF-8) within <paramref name="space"/>.</summary>
    public static Guid Create(Guid space, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        // SHA-1 is what version 5 says; nothing here is secret or signed.
#pragma warning disable CA5350
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
